package jppa

import (
	"errors"

	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
)

// leggiJSON reads a message of others, which may have more members than ours.
func leggiJSON(data []byte, dst any) error {
	return guastoJSON(ErrMessaggio, membri.ParseAperto(data, dst))
}

// guastoJSON is the refusal of a JSON text. The refused value is not repeated: it
// may be a secret.
func guastoJSON(tipo, err error) error {
	var e *membri.Errore
	if !errors.As(err, &e) {
		return err
	}
	return &Errore{Codice: CodiceJSON, Campo: e.Campo, Riga: e.Riga, Colonna: e.Colonna, Err: errore.Coppia(tipo, e.Err)}
}
