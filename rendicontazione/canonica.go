package rendicontazione

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Oggetto is the kind of an input. The zero value is invalid.
type Oggetto uint8

// Kinds of input.
const (
	OggettoMovimento Oggetto = iota + 1 // MOVIMENTO
	OggettoFlusso                       // FLUSSO
	OggettoRicevuta                     // RICEVUTA
	OggettoPendenza                     // PENDENZA
	OggettoDominio                      // DOMINIO
)

var nomiOggetto = nomi.Nuova[Oggetto](rifiutaNome("tipo"), "MOVIMENTO", "FLUSSO", "RICEVUTA", "PENDENZA", "DOMINIO")

// ParseOggetto returns the kind of a name; any other text is an *Errore with
// CodiceNome.
func ParseOggetto(s string) (Oggetto, error) { return nomiOggetto.Parse(s) }

// String returns the name of the kind.
func (o Oggetto) String() string { return nomiOggetto.String(o) }

// IsValid reports whether o is one of the kinds.
func (o Oggetto) IsValid() bool { return nomiOggetto.Valido(o) }

// MarshalText returns the name; the zero value is an error.
func (o Oggetto) MarshalText() ([]byte, error) { return nomiOggetto.AppendText(nil, o) }

// UnmarshalText sets o from a name and leaves it alone on error.
func (o *Oggetto) UnmarshalText(b []byte) error { return nomiOggetto.UnmarshalText(o, b) }

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

func nuovoConflitto(tipo Oggetto, chiave string, copie []string) Conflitto {
	motivo := strconv.Itoa(len(copie)) + " copie diverse con la stessa chiave: è usata la prima per codifica canonica"
	if tipo == OggettoFlusso {
		motivo = string(flusso.CodiceVersione) + ": " + motivo
	}
	return Conflitto{Tipo: tipo, Chiave: chiave, Motivo: motivo, Copie: copie}
}

// codifica returns the canonical encoding of an object. One that cannot be
// encoded, because a field it must have is missing, is written out by field.
func codifica(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprintf("%+v", v)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// copia is one content of a key and where it stands in the input.
type copia struct {
	testo string
	posto int32
}

// scegli reduces the copies of one key, which are not all equal, to their
// distinct contents in canonical order.
func scegli(posti []int32, testo func(int32) string) []copia {
	copie := make([]copia, len(posti))
	for i, p := range posti {
		copie[i] = copia{testo(p), p}
	}
	slices.SortFunc(copie, func(a, b copia) int { return cmp.Or(strings.Compare(a.testo, b.testo), cmp.Compare(a.posto, b.posto)) })
	return slices.CompactFunc(copie, func(a, b copia) bool { return a.testo == b.testo })
}

// riduzione tells unici how to treat one kind of object, given by position.
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
	for len(ordine) > 0 {
		n := 1
		for n < len(ordine) && r.stessaChiave(ordine[0], ordine[n]) {
			n++
		}
		conflitti = r.unico(ordine[:n], conflitti)
		ordine = ordine[n:]
	}
	return conflitti
}

// unico keeps one of the objects of a key.
func (r riduzione) unico(posti []int32, conflitti []Conflitto) []Conflitto {
	if !slices.ContainsFunc(posti[1:], func(i int32) bool { return !r.uguali(posti[0], i) }) {
		r.tieni(posti[0], false)
		return conflitti
	}
	copie := scegli(posti, r.testo)
	testi := make([]string, len(copie))
	for i, c := range copie {
		testi[i] = c.testo
	}
	diversi := len(copie) > 1
	if diversi {
		conflitti = append(conflitti, nuovoConflitto(r.tipo, r.chiave(copie[0].posto), testi))
	}
	r.tieni(copie[0].posto, diversi)
	return conflitti
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

func chiaveRicevuta(r *Ricevuta) string {
	return chiaveTesto(r.Dominio.String(), r.IUV, r.IUR, r.Indice.String())
}
