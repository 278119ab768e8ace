package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// membriInput are the lists that a JSON document may hold, under the names of the riconcilia command
// of the toolbox; a list alone is told by the member its objects must have.
var membriInput = []string{"movimenti", "flussi", "ricevute", "pendenze", "domini"}

var membroTipico = map[string]string{"segno": "movimenti", "righe": "flussi", "iur": "ricevute", "voci": "pendenze", "idDominio": "domini"}

// erroreJSON is what is wrong with a JSON document, and where.
type erroreJSON struct {
	riga, colonna int
	err           error
}

func (e *erroreJSON) Error() string { return e.err.Error() }
func (e *erroreJSON) Unwrap() error { return e.err }

// erroreA returns an error at a byte of the document.
func erroreA(dati []byte, posto int64, err error) *erroreJSON {
	riga, colonna := errore.Luogo(dati, int(posto))
	return &erroreJSON{riga: riga, colonna: colonna, err: err}
}

// sintassi turns an error of encoding/json about a whole document into one with its place.
func sintassi(dati []byte, err error) error {
	var s *json.SyntaxError
	var t *json.UnmarshalTypeError
	switch {
	case errors.As(err, &s):
		return erroreA(dati, max(s.Offset-1, 0), err)
	case errors.As(err, &t):
		return erroreA(dati, t.Offset, err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return erroreA(dati, int64(len(dati)), err)
	}
	return err
}

// leggiConti reads {"IBAN": "dominio", …}.
func (l *lettura) leggiConti(nome string, dati []byte) error {
	var conti map[string]avviso.IdDominio
	if err := json.Unmarshal(dati, &conti); err != nil {
		return sintassi(dati, err)
	}
	for iban, dominio := range conti {
		if d, noto := l.conti[iban]; noto && d != dominio {
			l.problema(nome, fmt.Errorf("conto %s di due enti: %s e %s", iban, d, dominio))
			continue
		}
		l.conti[iban] = dominio
	}
	return nil
}

// leggiJSON reads one or more lists. An object that breaks its own rules is a problem, and the rest
// goes on.
func (l *lettura) leggiJSON(nome string, dati []byte) error {
	if !json.Valid(dati) {
		var v any
		return sintassi(dati, json.Unmarshal(dati, &v))
	}
	d := json.NewDecoder(bytes.NewReader(dati))
	inizio, err := d.Token()
	if err != nil {
		return sintassi(dati, err)
	}
	if inizio == json.Delim('[') {
		return l.lista(nome, "", dati, d)
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return sintassi(dati, err)
		}
		membro, _ := t.(string)
		posto := d.InputOffset()
		if !slices.Contains(membriInput, membro) {
			return erroreA(dati, posto, fmt.Errorf("membro sconosciuto: %q", membro))
		}
		t, err = d.Token()
		if err != nil {
			return sintassi(dati, err)
		}
		switch t {
		case nil:
		case json.Delim('['):
			if err := l.lista(nome, membro, dati, d); err != nil {
				return err
			}
		default:
			return erroreA(dati, posto, fmt.Errorf("%s non è una lista", membro))
		}
	}
	return nil
}

// lista reads the objects of a list up to its end; tipo "" is told by each object.
func (l *lettura) lista(nome, tipo string, dati []byte, d *json.Decoder) error {
	for d.More() {
		var grezzo json.RawMessage
		if err := d.Decode(&grezzo); err != nil {
			return sintassi(dati, err)
		}
		posto := d.InputOffset() - int64(len(grezzo))
		t := tipo
		if t == "" {
			t = tipoDi(grezzo)
		}
		if err := l.oggetto(t, grezzo); err != nil {
			l.problema(nome, erroreA(dati, posto, err))
		}
	}
	_, err := d.Token()
	return err
}

func tipoDi(grezzo json.RawMessage) string {
	var membri map[string]json.RawMessage
	if json.Unmarshal(grezzo, &membri) != nil {
		return ""
	}
	for _, m := range []string{"segno", "righe", "iur", "voci", "idDominio"} {
		if _, ok := membri[m]; ok {
			return membroTipico[m]
		}
	}
	return ""
}

// oggetto decodes and checks one object.
func (l *lettura) oggetto(tipo string, grezzo json.RawMessage) error {
	switch tipo {
	case "movimenti":
		return prendi(&l.in.Movimenti, grezzo, func(m *cassa.Movimento) error { return m.Valida() })
	case "flussi":
		return prendi(&l.in.Flussi, grezzo, (*flusso.Flusso).Valida)
	case "ricevute":
		return prendi(&l.in.Ricevute, grezzo, func(r *rendicontazione.VoceRicevuta) error { return r.Valida() })
	case "pendenze":
		return prendi(&l.in.Pendenze, grezzo, func(p *rendicontazione.Pendenza) error { return p.Valida() })
	case "domini":
		return prendi(&l.in.Domini, grezzo, func(d *rendicontazione.Dominio) error { return d.Valida() })
	default:
		return errors.New("oggetto non riconosciuto: non è un movimento, un flusso, una ricevuta, una pendenza né un dominio")
	}
}

func prendi[T any](lista *[]T, grezzo json.RawMessage, valida func(*T) error) error {
	var v T
	d := json.NewDecoder(bytes.NewReader(grezzo))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return err
	}
	if err := valida(&v); err != nil {
		return err
	}
	*lista = append(*lista, v)
	return nil
}
