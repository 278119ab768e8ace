package gdp

import (
	"cmp"
	"database/sql/driver"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// Reinvio says what a journal sent again is to the ones sent before. The
// document does not say it: Sostituisce is what we take for granted.
type Reinvio uint8

// Values of Reinvio.
const (
	Sostituisce Reinvio = iota + 1 // SOSTITUISCE: it replaces them
	Integra                        // INTEGRA: it adds to them
)

var nomiReinvio = nomi.Nuova[Reinvio](rifiutaNome("reinvio"), "SOSTITUISCE", "INTEGRA")

// ParseReinvio returns the value of a name; anything else is a NOME error
// (ErrNome).
func ParseReinvio(v string) (Reinvio, error) { return nomiReinvio.Parse(v) }

// String returns the name.
func (r Reinvio) String() string { return nomiReinvio.String(r) }

// IsValid reports whether r is one of the values; the zero value is not.
func (r Reinvio) IsValid() bool { return nomiReinvio.Valido(r) }

// AppendText implements encoding.TextAppender; the zero value is refused.
func (r Reinvio) AppendText(b []byte) ([]byte, error) { return nomiReinvio.AppendText(b, r) }

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (r Reinvio) MarshalText() ([]byte, error) { return nomiReinvio.AppendText(nil, r) }

// UnmarshalText implements encoding.TextUnmarshaler with ParseReinvio.
func (r *Reinvio) UnmarshalText(b []byte) error { return nomiReinvio.UnmarshalText(r, b) }

// Scan implements sql.Scanner over the name; NULL is an error.
func (r *Reinvio) Scan(src any) error { return nomiReinvio.Scan(r, src) }

// Value implements driver.Valuer with the name.
func (r Reinvio) Value() (driver.Value, error) { return nomiReinvio.Value(r) }

// giornale is a name without its progressive: what sendings of the same journal
// have in common.
type giornale struct {
	tipo Ruolo
	id   string
	data avviso.Data
}

func (n NomeFile) giornale() giornale { return giornale{n.tipo, n.id, n.data} }

func (g giornale) compare(h giornale) int {
	// EC before PSP: the roles are numbered the other way round.
	return cmp.Or(cmp.Compare(h.tipo, g.tipo), strings.Compare(g.id, h.id), g.data.Compare(h.data))
}

// Vigenti separates the names whose content counts from those that a later
// sending superseded, both in the order of Compare and each name once. With
// Sostituisce the highest progressive of each sender and day counts; with
// Integra all do, and the analysis drops the events that stand in more than one.
// Any other Reinvio is taken as Sostituisce.
//
// Source: Giornale dei Pagamenti, "Trasmissione del dato", progressivo.
func Vigenti(r Reinvio, nomi ...NomeFile) (vigenti, superati []NomeFile) {
	ordinati := slices.Clone(nomi)
	slices.SortFunc(ordinati, NomeFile.Compare)
	ordinati = slices.Compact(ordinati)
	if r == Integra {
		return ordinati, nil
	}
	for i, n := range ordinati {
		if i+1 < len(ordinati) && ordinati[i+1].giornale() == n.giornale() {
			superati = append(superati, n)
		} else {
			vigenti = append(vigenti, n)
		}
	}
	return vigenti, superati
}
