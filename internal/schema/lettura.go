package schema

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Documento says how the documents of one kind are recognised.
type Documento struct {
	*Vocabolario
	Radici []string // names that the root may have
	Busta  string   // element of a message that carries the document in base64; "" for none

	// Messaggi are the roots, besides Envelope, that the document is looked for in.
	Messaggi []string
	// Incontra sees the start tags in front of the document, and may end the search with
	// Ferma; nil for none.
	Incontra func(v *Visita)
	// Estraneo returns the error about a text that is not the document; dentro says that it
	// stands in a wrapper. nil, as of no function, is the usual refusal.
	Estraneo func(dati []byte, dentro bool) error
}

// massimoBuste is how many texts are looked at: base64 in SOAP in base64, and the
// document.
const massimoBuste = 4

// Leggi reads a document; corpo learns which of the roots it has. With TolleraBuste
// it is looked for inside base64, inside a SOAP envelope and inside the element that
// carries it in base64. On an error the warnings up to it are returned too.
func Leggi(s *Stanza, dati []byte, d *Documento, t Tolleranza, corpo func(v *Visita, radice int)) ([]avviso.Avvertenza, error) {
	con := prendi(s, t, "")
	defer con.riponi()
	v := &con.v
	if i := con.trova(dati, d, xmlrigido.Opzioni{}); i >= 0 && v.Radice(d.Vocabolario, d.Radici[i]) {
		corpo(v, i)
		v.Chiudi()
		v.esaurisci(d)
	}
	return v.avvertenze, v.err
}

// Sbusta looks for a document as Leggi does with TolleraBuste, and gives corpo, which must
// not keep it, the scanner at the start tag of its root. corpo reads to the end of the text. What stands in
// base64 in a message may be as long as the message.
func Sbusta(s *Stanza, dati []byte, d *Documento, opz xmlrigido.Opzioni, corpo func(l *xmlrigido.Lettore) error) ([]avviso.Avvertenza, error) {
	con := prendi(s, TolleraBuste, "")
	defer con.riponi()
	if con.trova(dati, d, opz) >= 0 {
		con.v.err = corpo(&con.l)
	}
	return con.v.avvertenze, con.v.err
}

// trova stands at the start tag of the root of the document and returns which of the roots it
// is; -1 when there is none, and why.
func (con *lente) trova(dati []byte, d *Documento, opz xmlrigido.Opzioni) int {
	v := &con.v
	for range massimoBuste {
		if v.tolleranza&TolleraBuste != 0 && !pareXML(dati) {
			dentro, err := xmlrigido.Base64(dati)
			if err != nil || len(dentro) == 0 {
				break
			}
			v.avvertenze = append(v.avvertenze, avviso.Avvertenza{Codice: AvvertenzaBase64, Riga: 1, Colonna: 1, Testo: inBase64})
			dati = dentro
			continue
		}
		if con.cominciaEntro(dati, opz); v.err != nil {
			return -1
		}
		i, dentro := v.documento(d)
		if dentro == nil {
			if i < 0 && v.err == nil && !v.estraneo(d, dati) {
				v.Rifiuta(d.Radici[0], string(v.l.Locale()), Radice, nil)
			}
			return i
		}
		dati = dentro
	}
	if !v.estraneo(d, dati) {
		v.err = v.stanza.Rifiuta(Rifiuto{Motivo: Busta, Valore: inizio(dati), Riga: 1, Colonna: 1})
	}
	return -1
}

// estraneo asks the room what to say of a text that is not the document.
func (v *Visita) estraneo(d *Documento, dati []byte) bool {
	if d.Estraneo != nil {
		v.err = d.Estraneo(dati, len(v.avvertenze) > 0)
	}
	return v.err != nil
}

const inBase64 = "documento in base64"

// pareXML reports whether data starts as XML does, after a byte order mark and white
// space.
func pareXML(dati []byte) bool {
	dati = bytes.TrimLeft(bytes.TrimPrefix(dati, []byte("\ufeff")), bianchi)
	return len(dati) > 0 && dati[0] == '<'
}

// inizio is the beginning of a text, for a message.
func inizio(dati []byte) string {
	return string(bytes.ToValidUTF8(dati[:min(len(dati), 40)], []byte("?")))
}

// documento looks for the document in one text: which of the roots it has, -1 for none, or the content
// of the wrapper that was found instead.
func (v *Visita) documento(d *Documento) (i int, dentro []byte) {
	if i = d.indice(v.l.Locale()); i >= 0 || v.tolleranza&TolleraBuste == 0 {
		return i, nil
	}
	if nome := string(v.l.Locale()); nome == "Envelope" || nome == d.Busta || slices.Contains(d.Messaggi, nome) {
		return v.cerca(d)
	}
	return -1, nil
}

// indice returns which of the roots a name is, -1 for none.
func (d *Documento) indice(nome []byte) int {
	return slices.IndexFunc(d.Radici, func(r string) bool { return r == string(nome) })
}

// Radice enters the document at the current start tag, which must be its root, or
// writes that start tag inside an envelope. Chiudi leaves it.
func (v *Visita) Radice(voc *Vocabolario, nome string) bool {
	if v.err != nil {
		return false
	}
	if v.l == nil {
		voc.apriRadice(v.x, nome)
		v.aperti = append(v.aperti, aperto{nome: nome})
		return true
	}
	if string(v.l.Locale()) != nome {
		v.Rifiuta(nome, string(v.l.Locale()), Radice, nil)
		return false
	}
	v.spazio = voc.Spazio
	if voc.RadiceNuda && len(v.l.Spazio()) == 0 {
		v.spazio = ""
	}
	if !v.apri(nome, 0, true, Obbligatorio) {
		return false
	}
	if v.spazio = voc.Spazio; voc.Locali {
		v.spazio = ""
	}
	return true
}

// cerca goes through an envelope to the document, or to the element that carries it
// in base64, whose content it returns.
func (v *Visita) cerca(d *Documento) (i int, dentro []byte) {
	if string(v.l.Locale()) == "Envelope" {
		v.avvertiUnaVolta(AvvertenzaSOAP, "Envelope", string(v.l.Spazio()), "documento in una busta SOAP")
	}
	for v.err == nil {
		if v.inizio {
			if i = d.indice(v.l.Locale()); i >= 0 {
				return i, nil
			}
			if d.Incontra != nil {
				if d.Incontra(v); v.err != nil {
					return -1, nil
				}
			}
			if string(v.l.Locale()) == d.Busta {
				return -1, v.apriBusta(d)
			}
		}
		e, err := v.l.Prossimo()
		if errors.Is(err, io.EOF) {
			v.Rifiuta(d.Radici[0], "", Mancante, nil)
			return -1, nil
		}
		if err != nil {
			v.malformato("", err)
			return -1, nil
		}
		v.inizio = e == xmlrigido.Inizio
	}
	return -1, nil
}

// apriBusta decodes the content of the current element and reads the rest of the
// message, which must be well-formed.
func (v *Visita) apriBusta(d *Documento) []byte {
	nome := d.Busta
	b, err := v.l.TestoLungo()
	if err != nil {
		v.malformato("", err)
		return nil
	}
	dentro, err := xmlrigido.Base64(b)
	if err != nil || len(dentro) == 0 {
		v.Rifiuta(nome, inizio(b), Busta, nil)
		return nil
	}
	v.Avverti(AvvertenzaBase64, nome, "", inBase64)
	if v.esaurisci(d); v.err != nil {
		return nil
	}
	return dentro
}

// Altro reports whether an element that stands behind the document, in the envelope of it,
// is another one, or what would carry it: who reads one would lose it.
func (d *Documento) Altro(nome []byte) bool {
	return d.indice(nome) >= 0 || string(nome) == "Body" || string(nome) == d.Busta || slices.Contains(d.Messaggi, string(nome))
}

// esaurisci reads to the end of the text: what follows the document must be well-formed,
// and no second document.
func (v *Visita) esaurisci(d *Documento) {
	for v.err == nil {
		switch e, err := v.l.Prossimo(); {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			v.malformato("", err)
		case e == xmlrigido.Inizio && d != nil && d.Altro(v.l.Locale()):
			v.Rifiuta(string(v.l.Locale()), "", Ripetuto, nil)
		}
	}
}

// Ferma ends the visit with an error of the room.
func (v *Visita) Ferma(err error) {
	if v.err == nil {
		v.err = err
	}
}

// Foglie reads the rest of the current element, whatever its schema, and returns for
// each path below it ("Code/Value") the texts of the elements that stand there.
func (v *Visita) Foglie(percorsi ...string) [][]string {
	testi := make([][]string, len(percorsi))
	var passi []string
	for v.err == nil {
		e, err := v.l.Prossimo()
		if err != nil {
			v.malformato("", err)
			break
		}
		switch e {
		case xmlrigido.Inizio:
			passi = append(passi, string(v.l.Locale()))
			if i := slices.Index(percorsi, strings.Join(passi, "/")); i >= 0 {
				testi[i] = append(testi[i], "")
			}
		case xmlrigido.Testo:
			if i := slices.Index(percorsi, strings.Join(passi, "/")); i >= 0 {
				testi[i][len(testi[i])-1] += string(v.l.Testo())
			}
		case xmlrigido.Fine:
			if len(passi) == 0 {
				v.pronto = false
				return testi
			}
			passi = passi[:len(passi)-1]
		}
	}
	return testi
}
