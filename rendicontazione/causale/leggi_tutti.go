package causale

import (
	"iter"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// LeggiTutti finds every reference of pagoPA in the text of a bank row, read as
// Leggi reads the first: distinct flows in the order of the text, then distinct
// single payments. A bank that pays several flows with one transfer names them
// all, and one that copies the causale into several fields may cut some of the
// copies: an identifier that only begins another one found is such a copy, and
// is left out; one followed by "..." has the warning TRONCATO. An identifier
// with a hyphen or underscore stuck to its end has the one without it among its
// Candidati.
//
// Where no cumulative reference is announced, RIVERSAMENTO and URI before an
// identifier of the official form stand for it (warning SENZA_LGPE): some treasurers
// drop what comes before.
//
// Different readings may still name one flow: that is for who knows the flows to
// tell. The warnings are those of all the references; the refusals are those of
// Leggi.
//
// Sources: SACI 3.2.1, Operazione di trasferimento fondi; pagoPA, pagopa-api,
// issue 263 (accrediti senza LGPE).
func LeggiTutti(s string) ([]Causale, []avviso.Avvertenza, error) {
	tutte, err := AppendTutti(nil, s)
	var a Avvertenze
	for i := range tutte {
		a |= tutte[i].Avvertenze
	}
	return tutte, a.Elenco(), err
}

// AppendTutti is LeggiTutti into a slice, which it returns unchanged on error,
// for who reads the texts by the million: it allocates nothing for a causale as
// the official documents write it.
func AppendTutti(dst []Causale, s string) ([]Causale, error) {
	t := testo{s: s}
	return t.append(dst)
}

// append adds the references of the text to dst.
func (t *testo) append(dst []Causale) ([]Causale, error) {
	s := t.s
	if len(s) > MaxByte {
		return dst, nessuno(s, CodiceLunga)
	}
	base := len(dst)
	tutte := dst
	t.visto, t.tagliato = -1, -1
	if i := strings.IndexByte(s, '-'); i >= 0 { // no marker is without one
		tutte = t.leggiCumulative(dst, base, i)
		if t.visto == -1 && strings.Count(s[i:], "-") >= lineetteID {
			tutte = t.leggiSenzaLGPE(tutte, base)
		}
	}
	flussi := len(tutte)
	if i := erreEffe(s, 0); i < len(s) {
		var err error
		if tutte, err = t.leggiSingole(tutte, base, i); err != nil {
			return dst, err
		}
	}
	switch {
	case flussi > base && len(tutte) > flussi:
		tutte[base].Avvertenze |= PiuRiferimenti
	case len(tutte) > base:
	case t.tagliato != -1:
		return dst, rifiuta(CodiceIDFlusso, "idFlusso", s[t.tagliato:fineCaratteri(s, t.tagliato)], t.tagliato+1)
	case t.visto != -1:
		return dst, rifiuta(CodiceIDFlusso, "idFlusso", s[t.visto:], t.visto+1)
	default:
		return dst, nessuno(s, CodiceNessuno)
	}
	return tutte, nil
}

// nessuno refuses a text without references: VUOTA when it is blank.
func nessuno(s string, c avviso.Codice) error {
	if strings.TrimSpace(s) == "" {
		return rifiuta(CodiceVuota, "", "", 0)
	}
	return rifiuta(c, "", s, 0)
}

// lineetteID is how many hyphens an identificativoFlusso has at least.
const lineetteID = 3

// Identificativi yields the words of a text that have the form of an
// identificativoFlusso, wherever they stand: what a bank row may name a flow by
// when nothing announces it. A word that ends with a hyphen or underscore is
// also yielded without it. The words prove nothing by themselves: one is a reference
// only if there is a flow of that name.
//
// Source: SACI, Flusso di Rendicontazione, identificativoFlusso.
func Identificativi(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(s); i++ {
			inizio := i
			for i < len(s) && carattereID(s[i]) {
				i++
			}
			if i-inizio <= cifreData || i-inizio > flusso.MaxID+1 || !cifra(s, inizio) || s[inizio+4] != '-' || s[inizio+7] != '-' {
				continue
			}
			parola := s[inizio:i]
			if _, err := flusso.ParseID(parola); err == nil && !yield(parola) {
				return
			}
			if corta := parola[:len(parola)-1]; parola[len(corta)] == '-' || parola[len(corta)] == '_' {
				if _, err := flusso.ParseID(corta); err == nil && !yield(corta) {
					return
				}
			}
		}
	}
}
