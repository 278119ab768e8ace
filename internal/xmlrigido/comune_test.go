package xmlrigido_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/charset"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// evento is an event in a form that can be compared.
type evento struct {
	Tipo, Spazio, Locale string
	Attributi            []string
	Testo                string
}

// luogo is where an event was reported.
type luogo struct{ Riga, Colonna int }

// eventi reads a document to its end with our reader.
func eventi(l *xmlrigido.Lettore) ([]evento, []luogo, error) {
	var ev []evento
	var dove []luogo
	for {
		e, err := l.Prossimo()
		if err == io.EOF {
			return ev, dove, nil
		}
		if err != nil {
			return ev, dove, err
		}
		v := evento{Tipo: e.String()}
		if e == xmlrigido.Testo {
			v.Testo = string(l.Testo())
		} else {
			v.Spazio, v.Locale = string(l.Spazio()), string(l.Locale())
		}
		for _, a := range l.Attributi() {
			v.Attributi = append(v.Attributi, fmt.Sprintf("{%s}%s=%q", a.Spazio, a.Locale, senzaACapo(string(a.Valore))))
		}
		ev, dove = append(ev, v), append(dove, luogo{l.Riga(), l.Colonna()})
	}
}

// senzaACapo levels the one difference of values: encoding/xml does not
// normalise attributes.
func senzaACapo(s string) string {
	return strings.NewReplacer("\n", " ", "\t", " ", "\r", " ").Replace(s)
}

// eventiStandard reads a document with encoding/xml and gives the same events:
// texts joined, what stands outside the root dropped.
func eventiStandard(data []byte) ([]evento, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(nome string, r io.Reader) (io.Reader, error) {
		c, err := charset.ParseCodifica(nome)
		if err != nil || c == charset.UTF8 {
			return r, err
		}
		return charset.NuovoLettore(r, c)
	}
	var ev []evento
	livello := 0
	unibile := false
	for {
		t, err := d.Token()
		if err == io.EOF {
			return ev, nil
		}
		if err != nil {
			return ev, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			livello++
			v := evento{Tipo: "Inizio", Spazio: t.Name.Space, Locale: t.Name.Local}
			for _, a := range t.Attr {
				if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
					continue
				}
				v.Attributi = append(v.Attributi, fmt.Sprintf("{%s}%s=%q", a.Name.Space, a.Name.Local, senzaACapo(a.Value)))
			}
			ev, unibile = append(ev, v), false
		case xml.EndElement:
			livello--
			ev, unibile = append(ev, evento{Tipo: "Fine", Spazio: t.Name.Space, Locale: t.Name.Local}), false
		case xml.CharData:
			switch {
			case livello == 0 || len(t) == 0:
			case unibile:
				ev[len(ev)-1].Testo += string(t)
			default:
				ev, unibile = append(ev, evento{Tipo: "Testo", Testo: string(t)}), true
			}
		}
	}
}

// codice returns the code of an error, which must be of this package.
func codice(t testing.TB, err error) xmlrigido.Codice {
	t.Helper()
	var e *xmlrigido.Errore
	require.ErrorAs(t, err, &e)
	return e.Codice
}

// comeErrore returns the error struct, or nil.
func comeErrore(err error) *xmlrigido.Errore {
	var e *xmlrigido.Errore
	errors.As(err, &e)
	return e
}
