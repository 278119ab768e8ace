package schema

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/membri"
)

// maxEsponente is more than an amount can need.
const maxEsponente = 40

// ImportoNumero returns the cents of a JSON number as it is written: 84.1, 84.100 and
// 1E+2 are exact, 0.125 has no cents; ok is false for that, and beyond 64 bits.
func ImportoNumero(s string) (i avviso.Importo, ok bool) {
	s, negativo := strings.CutPrefix(s, "-")
	mantissa, esponente := s, 0
	if k := strings.IndexAny(s, "eE"); k >= 0 {
		e, err := strconv.Atoi(s[k+1:])
		if err != nil || e < -maxEsponente || e > maxEsponente {
			return avviso.Importo{}, false
		}
		mantissa, esponente = s[:k], e
	}
	intere, decimali, _ := strings.Cut(mantissa, ".")
	tutte := strings.TrimRight(intere+decimali, "0")
	// The cents are tutte times ten to this.
	zeri := len(intere) + esponente - len(tutte) + 2
	tutte = strings.TrimLeft(tutte, "0")
	switch {
	case tutte == "":
		return avviso.Importo{}, cifre.Sole(intere)
	case zeri < 0:
		return avviso.Importo{}, false
	}
	n, err := strconv.ParseInt(tutte+strings.Repeat("0", zeri), 10, 64)
	if err != nil {
		return avviso.Importo{}, false
	}
	if negativo {
		n = -n
	}
	return avviso.ImportoDaCentesimi(n), true
}

// codice is the code of a defect of a member.
func (r *Rifiuto) codice() avviso.Codice {
	switch r.Motivo {
	case Mancante:
		return membri.CodiceObbligatorio
	case Inatteso, Ripetuto:
		return membri.CodiceMembro
	case Occorrenze:
		return "ELEMENTI_MAX"
	case Lunghezza:
		if utf8.RuneCountInString(r.Valore) < 2 {
			return "LUNGHEZZA_MIN"
		}
		return "LUNGHEZZA_MAX"
	case Elenco:
		return "ENUM"
	case Data:
		return "DATA"
	case Importo:
		return r.codiceImporto()
	}
	return "PATTERN"
}

func (r *Rifiuto) codiceImporto() avviso.Codice {
	d, ok := cifre.Leggi(r.Valore, '.')
	switch {
	case !ok:
		return "PATTERN"
	case !d.Esatto:
		return "DECIMALI"
	case d.Segno == '-' || d.Centesimi == 0 && d.Entro:
		return "MIN"
	case !d.Entro || d.Centesimi > avviso.MaxImporto.Centesimi():
		return "MAX"
	}
	return "PATTERN"
}

// testiMotivo says what is wrong with a member.
var testiMotivo = [...]string{
	Mancante: "membro obbligatorio assente", Inatteso: "membro sconosciuto", Ripetuto: "membro ripetuto", Occorrenze: "troppi elementi",
	Contenuto: "valore di tipo sbagliato", Lunghezza: "lunghezza non ammessa", Formato: "formato non ammesso", Elenco: "valore non in elenco",
	Importo: "importo non valido", Data: "data non valida", Scrittura: "",
}

// scrittoreJSON writes a document with the names of its elements as members, null for
// what is absent.
type scrittoreJSON struct {
	b      []byte
	aperti []byte // whether something stands already in each object or list that is open
}

// ScriviJSON appends a document as a JSON object: its elements by name, amounts and dates
// as texts, null for what is absent. What the schema refuses is refused here, and b is
// returned as it was.
func ScriviJSON[T any](b []byte, s *Stanza, radice string, p *T, corpo func(*Visita, *T)) ([]byte, error) {
	w := scrittoreJSON{b: append(b, '{'), aperti: []byte{0}}
	v := Visita{stanza: s, w: &w, aperti: []aperto{{nome: radice}}}
	if corpo(&v, p); v.err != nil {
		return b, v.err
	}
	return append(w.b, '}'), nil
}

func (w *scrittoreJSON) virgola() {
	u := len(w.aperti) - 1
	if w.aperti[u] != 0 {
		w.b = append(w.b, ',')
	}
	w.aperti[u] = 1
}

func (w *scrittoreJSON) nome(nome string) {
	w.virgola()
	w.b = append(strconv.AppendQuote(w.b, nome), ':') // names of elements are ASCII
}

// apri enters an object: an element of the open list when it has a place.
func (w *scrittoreJSON) apri(nome string, indice int) {
	if indice == 0 {
		w.nome(nome)
	} else {
		w.virgola()
	}
	w.b, w.aperti = append(w.b, '{'), append(w.aperti, 0)
}

func (w *scrittoreJSON) elenco(nome string) {
	w.nome(nome)
	w.b, w.aperti = append(w.b, '['), append(w.aperti, 0)
}

func (w *scrittoreJSON) chiudi(parentesi byte) {
	w.b, w.aperti = append(w.b, parentesi), w.aperti[:len(w.aperti)-1]
}

func (w *scrittoreJSON) testo(nome, s string) {
	w.nome(nome)
	w.b = membri.AppendTesto(w.b, s)
}

func (w *scrittoreJSON) crudo(nome, s string) {
	w.nome(nome)
	w.b = append(w.b, s...)
}

// scriviCrudo writes a number or a boolean.
func (v *Visita) scriviCrudo(nome, s string) {
	if v.err == nil && v.w != nil {
		v.w.crudo(nome, s)
		return
	}
	v.Scrivi(nome, s)
}

// assente writes that an element is not there.
func (v *Visita) assente(nome string) {
	if v.err == nil && v.w != nil {
		v.w.crudo(nome, "null")
	}
}
