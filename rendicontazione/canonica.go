package rendicontazione

import (
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/internal/copie"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Oggetto is the kind of an input.
type Oggetto string

// Kinds of input.
const (
	OggettoMovimento Oggetto = "MOVIMENTO"
	OggettoFlusso    Oggetto = "FLUSSO"
	OggettoRicevuta  Oggetto = "RICEVUTA"
	OggettoPendenza  Oggetto = "PENDENZA"
	OggettoDominio   Oggetto = "DOMINIO"
)

// Conflitto is a key that came with more than one content. One copy is used, the
// first in canonical encoding, whatever the order of arrival.
type Conflitto struct {
	// Tipo is the kind of object.
	Tipo Oggetto `json:"tipo"`
	// Chiave is the key, its parts separated by "|".
	Chiave string `json:"chiave"`
	// Motivo says in Italian what happened, for a person.
	Motivo string `json:"motivo"`
	// Copie are the contents in canonical encoding, ascending: JSON with the
	// members in the order of their documentation, absent ones left out. The
	// first is the one used.
	Copie []string `json:"-"`
}

func nuovoConflitto(tipo Oggetto, chiave string, testi []string) Conflitto {
	motivo := strconv.Itoa(len(testi)) + " copie diverse con la stessa chiave: è usata la prima per codifica canonica"
	if tipo == OggettoFlusso {
		motivo = string(flusso.CodiceVersione) + ": " + motivo
	}
	return Conflitto{Tipo: tipo, Chiave: chiave, Motivo: motivo, Copie: testi}
}

// riduzione tells how to keep one object of each key of one kind. Objects are
// named by position.
type riduzione struct {
	tipo         Oggetto
	stessaChiave func(i, j int32) bool
	uguali       func(i, j int32) bool
	testo        func(i int32) string // canonical encoding
	chiave       func(i int32) string // for the report
	tieni        func(i int32, conflitto bool)
}

// unici goes through objects sorted by key, keeps one of each key and returns
// the keys that had several contents.
func (r riduzione) unici(ordine []int32) (conflitti []Conflitto) {
	for posti := range copie.PerChiave(ordine, func(i, j *int32) bool { return r.stessaChiave(*i, *j) }) {
		conflitti = r.unico(posti, conflitti)
	}
	return conflitti
}

// unico keeps one of the objects of a key.
func (r riduzione) unico(posti []int32, conflitti []Conflitto) []Conflitto {
	if len(posti) == 1 {
		r.tieni(posti[0], false)
		return conflitti
	}
	contenuti := copie.Contenuti(posti, r.uguali, r.testo)
	r.tieni(contenuti[0].Di, len(contenuti) > 1)
	if len(contenuti) == 1 {
		return conflitti
	}
	testi := make([]string, len(contenuti))
	for i, c := range contenuti {
		testi[i] = c.Testo
	}
	return append(conflitti, nuovoConflitto(r.tipo, r.chiave(contenuti[0].Di), testi))
}

func chiaveTesto(parti ...string) string { return strings.Join(parti, "|") }

func chiaveMovimento(m *cassa.Movimento) string {
	storno := ""
	if m.Storno {
		storno = "STORNO"
	}
	return chiaveTesto(m.Fonte, m.Dominio.String(), m.ID, storno)
}

func chiaveVersione(k flusso.ChiaveVersione) string {
	versione := k.DataOraFlusso.String()
	if k.Revisione != 0 {
		versione = strconv.Itoa(int(k.Revisione))
	}
	return chiaveTesto(k.Dominio.String(), k.IDFlusso, versione)
}

func chiaveRicevuta(r *VoceRicevuta) string {
	return chiaveTesto(r.IdDominio.String(), r.IUV, r.IUR, r.Indice.String())
}
