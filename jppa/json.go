package jppa

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/quietanza/quietanza/internal/doppioni"
	"github.com/quietanza/quietanza/internal/errore"
)

// leggiJSON reads one JSON value, whole.
func leggiJSON(data []byte, dst any) error {
	if err := decodifica(data, dst, false); err != nil {
		return guastoJSON(data, ErrMessaggio, err)
	}
	return nil
}

// decodifica decodes one JSON value, whole, without a member twice in one object;
// chiuso refuses members that dst does not have.
func decodifica(data []byte, dst any, chiuso bool) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if chiuso {
		d.DisallowUnknownFields()
	}
	if err := d.Decode(dst); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	if nome, offset, doppio := doppioni.Trova(data); doppio {
		return &membroDoppio{nome, offset}
	}
	return nil
}

// membroDoppio is a member that stands twice.
type membroDoppio struct {
	nome   string
	offset int64
}

// Error implements error.
func (*membroDoppio) Error() string { return "member given twice" }

// guastoJSON is the refusal of a JSON text, with the place as far as it is known.
func guastoJSON(data []byte, tipo, err error) *Errore {
	e := &Errore{Codice: CodiceJSON, Err: &causato{tipo, err}}
	var sintassi *json.SyntaxError
	var doppio *membroDoppio
	var offset int64
	switch {
	case errors.As(err, &doppio):
		e.Campo, offset = doppio.nome, doppio.offset
	case errors.As(err, &sintassi):
		offset = sintassi.Offset
	default:
		return e
	}
	e.Riga, e.Colonna = errore.Luogo(data, int(offset)-1)
	return e
}
