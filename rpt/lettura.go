package rpt

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// ParseRPT reads an RPT as its schema wants it: order, occurrences, simple
// types, namespaces, nothing before or after. UTF-8 (with or without BOM),
// ISO-8859-1 and windows-1252 are accepted. The first difference is an *Errore
// PAA_SINTASSI_XSD with path, value, line and column.
//
// Source: PagInf_RPT_RT_6_2_0.xsd.
func ParseRPT(data []byte) (RPT, error) {
	var r RPT
	_, err := leggi(data, pagamenti, []string{"RPT"}, "", false, func(v *visita, _ int) { schemaRPT(v, &r) })
	return r, err
}

// LeggiRPT reads an RPT as ParseRPT does, and tolerates, with a warning each:
// amounts with fewer than two decimals, with a sign, above 999999999.99 or zero
// where the schema has none (never a negative one, nor a third decimal), another
// namespace or none, foreign attributes, base64 around the document (also as
// the content of the element rpt of a message), a SOAP envelope around it. On an
// error the warnings up to it are returned too.
func LeggiRPT(data []byte) (RPT, []Avvertenza, error) {
	var r RPT
	a, err := leggi(data, pagamenti, []string{"RPT"}, "rpt", true, func(v *visita, _ int) { schemaRPT(v, &r) })
	return r, a, err
}

// ParseRT reads an RT as its schema wants it, on the terms of ParseRPT.
//
// Source: PagInf_RPT_RT_6_2_0.xsd.
func ParseRT(data []byte) (RT, error) {
	var r RT
	_, err := leggi(data, pagamenti, []string{"RT"}, "", false, func(v *visita, _ int) { schemaRT(v, &r) })
	return r, err
}

// LeggiRT reads an RT on the terms of LeggiRPT (the element of a message is
// rt). A codiceEsitoPagamento outside 0–4 is kept as it is, with a warning, so
// that rule R6 can refuse it.
func LeggiRT(data []byte) (RT, []Avvertenza, error) {
	var r RT
	a, err := leggi(data, pagamenti, []string{"RT"}, "rt", true, func(v *visita, _ int) { schemaRT(v, &r) })
	return r, a, err
}

// ParseRicevuta reads a paSendRTReq or a paSendRTV2Request, which the root
// element tells apart, as the schema wants it, on the terms of ParseRPT.
//
// Source: paForNode.xsd.
func ParseRicevuta(data []byte) (PaSendRT, error) {
	var p PaSendRT
	_, err := leggiVersione(data, radiciPaSendRT, false, &p, &p.Versione, schemaPaSendRT)
	return p, err
}

// LeggiRicevuta reads a paSendRTReq or a paSendRTV2Request on the terms of
// LeggiRPT.
func LeggiRicevuta(data []byte) (PaSendRT, []Avvertenza, error) {
	var p PaSendRT
	a, err := leggiVersione(data, radiciPaSendRT, true, &p, &p.Versione, schemaPaSendRT)
	return p, a, err
}

// ParsePaGetPayment reads a paGetPaymentReq or a paGetPaymentV2Request, on the
// terms of ParseRPT.
//
// Source: paForNode.xsd.
func ParsePaGetPayment(data []byte) (PaGetPayment, error) {
	var p PaGetPayment
	_, err := leggiVersione(data, radiciPaGetPayment, false, &p, &p.Versione, schemaPaGetPayment)
	return p, err
}

// ParsePaGetPaymentRisposta reads a paGetPaymentRes or a
// paGetPaymentV2Response, on the terms of ParseRPT.
//
// Source: paForNode.xsd.
func ParsePaGetPaymentRisposta(data []byte) (PaGetPaymentRisposta, error) {
	var r PaGetPaymentRisposta
	_, err := leggiVersione(data, radiciPaGetPaymentRisposta, false, &r, &r.Versione, schemaPaGetPaymentRisposta)
	return r, err
}

// LeggiPaGetPaymentRisposta reads a paGetPaymentRes or a
// paGetPaymentV2Response on the terms of LeggiRPT.
func LeggiPaGetPaymentRisposta(data []byte) (PaGetPaymentRisposta, []Avvertenza, error) {
	var r PaGetPaymentRisposta
	a, err := leggiVersione(data, radiciPaGetPaymentRisposta, true, &r, &r.Versione, schemaPaGetPaymentRisposta)
	return r, a, err
}

// ParseRispostaPA reads a paSendRTRes or a paSendRTV2Response, on the terms of
// ParseRPT.
//
// Source: paForNode.xsd.
func ParseRispostaPA(data []byte) (RispostaPA, error) {
	var r RispostaPA
	_, err := leggiVersione(data, radiciRispostaPA, false, &r, &r.Versione, schemaRispostaPA)
	return r, err
}

func leggiVersione[T any](data []byte, r radici, tollerante bool, p *T, e *Versione, corpo func(*visita, *T)) ([]Avvertenza, error) {
	return leggi(data, paForNode, r[:], "", tollerante, func(v *visita, i int) {
		*e = Versione(i + 1)
		corpo(v, p)
	})
}

// massimoBuste is how many texts are looked at: base64 in SOAP in base64, and
// the document.
const massimoBuste = 4

// leggi reads the document whose root is one of nomi; corpo learns which. A
// lenient reading looks for it inside a SOAP envelope too, and decodes the
// content of the element busta, which carries it in base64.
func leggi(data []byte, voc *vocabolario, nomi []string, busta string, tollerante bool, corpo func(*visita, int)) ([]Avvertenza, error) {
	v := &visita{tollerante: tollerante}
	v.aperti, v.letti = v.spazioAperti[:0], v.spazioLetti[:0]
	for range massimoBuste {
		if tollerante && !pareXML(data) {
			dentro, err := xmlrigido.Base64(string(data))
			if err != nil || len(dentro) == 0 {
				return v.avvertenze, &Errore{Codice: CodiceSintassiXSD, Valore: inizio(data), Riga: 1, Colonna: 1, Err: ErrBusta}
			}
			v.avvertenze = append(v.avvertenze, Avvertenza{Codice: AvvertenzaBase64, Riga: 1, Colonna: 1})
			data = dentro
			continue
		}
		dentro := v.radice(data, voc, nomi, busta, corpo)
		v.colloca()
		if dentro == nil {
			return v.avvertenze, v.err
		}
		data = dentro
	}
	return v.avvertenze, &Errore{Codice: CodiceSintassiXSD, Valore: inizio(data), Riga: 1, Colonna: 1, Err: ErrBusta}
}

// pareXML reports whether data starts as XML does, after a byte order mark and
// white space.
func pareXML(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), bianchi)
	return len(data) > 0 && data[0] == '<'
}

// inizio is the beginning of a text, for a message.
func inizio(data []byte) string {
	return string(bytes.ToValidUTF8(data[:min(len(data), 40)], []byte("?")))
}

// radice reads one text. It returns the content of the wrapper when it found
// that instead of the document.
func (v *visita) radice(data []byte, voc *vocabolario, nomi []string, busta string, corpo func(*visita, int)) []byte {
	v.l, v.dati, v.aperte, v.pronto = xmlrigido.NuovoLettoreByte(data, opzioni), data, 0, false
	if _, err := v.l.Prossimo(); err != nil {
		v.malformato(err)
		return nil
	}
	v.pronto, v.inizio = true, true
	i := indice(nomi, v.l.Locale())
	if i == nessuno && v.tollerante && (string(v.l.Locale()) == "Envelope" || string(v.l.Locale()) == busta) {
		var dentro []byte
		if i, dentro = v.cerca(nomi, busta); dentro != nil || v.err != nil {
			return dentro
		}
	}
	if i == nessuno {
		v.rifiuta(nomi[0], string(v.l.Locale()), ErrRadice)
		return nil
	}
	v.spazio = voc.spazio
	if v.apri(nomi[i], 0, true, obbligatorio) {
		if !voc.figli {
			v.spazio = ""
		}
		corpo(v, i)
		v.chiudi()
		v.esaurisci()
	}
	return nil
}

// nessuno is the index of a name that is not in the list.
const nessuno = -1

func indice(nomi []string, locale []byte) int {
	for i, n := range nomi {
		if string(locale) == n {
			return i
		}
	}
	return nessuno
}

// cerca goes through an envelope to the document, or to the element that
// carries it in base64, whose content it returns.
func (v *visita) cerca(nomi []string, busta string) (i int, dentro []byte) {
	if string(v.l.Locale()) == "Envelope" {
		v.avverti(AvvertenzaSOAP, "Envelope", string(v.l.Spazio()))
	}
	for v.err == nil {
		if v.inizio {
			if i = indice(nomi, v.l.Locale()); i != nessuno {
				return i, nil
			}
			if string(v.l.Locale()) == busta {
				return nessuno, v.apriBusta(busta)
			}
			v.aperte++
		}
		e, err := v.l.Prossimo()
		if errors.Is(err, io.EOF) {
			v.rifiuta(nomi[0], "", ErrElementoMancante)
			return nessuno, nil
		}
		if err != nil {
			v.malformato(err)
			return nessuno, nil
		}
		v.inizio = e == xmlrigido.Inizio
	}
	return nessuno, nil
}

// apriBusta decodes the content of the current element and reads the rest of
// the message, which must be well-formed.
func (v *visita) apriBusta(nome string) []byte {
	v.aperte++
	b, err := v.l.TestoElemento()
	if err != nil {
		v.malformato(err)
		return nil
	}
	dentro, err := xmlrigido.Base64(string(b))
	if err != nil || len(dentro) == 0 {
		v.rifiutaValore(nome, inizio(b), ErrBusta)
		return nil
	}
	v.avvertiValore(AvvertenzaBase64, nome, "")
	if v.esaurisci(); v.err != nil {
		return nil
	}
	return dentro
}

// esaurisci reads to the end of the text: what follows the document must be
// well-formed, and a strict reading accepts nothing but comments.
func (v *visita) esaurisci() {
	for v.err == nil {
		if _, err := v.l.Prossimo(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			v.malformato(err)
		}
	}
}

// Imbusta returns a document in base64, as the elements rt and rpt of the
// messages of the Nodo carry it.
func Imbusta(documento []byte) []byte {
	return base64.StdEncoding.AppendEncode(nil, documento)
}
