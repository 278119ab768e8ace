package gdp

import (
	"cmp"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Reinvio says what a journal sent again is to the ones sent before. The
// document does not say it: Sostituisce is what we take for granted.
type Reinvio string

// Values of Reinvio.
const (
	Sostituisce Reinvio = "SOSTITUISCE" // it replaces them
	Integra     Reinvio = "INTEGRA"     // it adds to them
)

// giornale is a name without its progressive: what sendings of the same journal
// have in common.
type giornale struct {
	tipo Ruolo
	id   string
	data avviso.Data
}

func (n NomeFile) giornale() giornale { return giornale{n.tipo, n.id, n.data} }

// confronta orders names by kind of sender (EC before PSP), identifier, day and
// progressive.
func (n NomeFile) confronta(o NomeFile) int {
	// EC before PSP: the roles are numbered the other way round.
	return cmp.Or(cmp.Compare(o.tipo, n.tipo), strings.Compare(n.id, o.id), n.data.Compare(o.data),
		cmp.Compare(n.progressivo, o.progressivo))
}

// Vigenti separates the names whose content counts from those that a later
// sending superseded, each name once, both in order of sender (EC before PSP),
// day and progressive. With
// Sostituisce the highest progressive of each sender and day counts; with
// Integra all do, and the analysis drops the events that stand in more than one.
// Any other Reinvio is taken as Sostituisce.
//
// Source: Giornale dei Pagamenti, "Trasmissione del dato", progressivo.
func Vigenti(r Reinvio, nomi ...NomeFile) (vigenti, superati []NomeFile) {
	ordinati := slices.Clone(nomi)
	slices.SortFunc(ordinati, NomeFile.confronta)
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
