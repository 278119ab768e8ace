package gdp

import "github.com/quietanza/quietanza/internal/nomi"

// Segnale is a flag of a payment: something that a person may want to look at.
// It is never an error, and does not depend on the order of the journals.
type Segnale uint8

// Flags of a payment.
const (
	// PagataSenzaRT: money was collected and no RT was seen.
	PagataSenzaRT Segnale = iota + 1
	// PagataSenzaRPT: money was collected and no request was seen.
	PagataSenzaRPT
	// RTSenzaIncasso: the body has the RT, some PSP sent its journal, and no
	// collection is in it.
	RTSenzaIncasso
	// AnnullataSenzaAttivazione: a failed collection of a payment of which no
	// message was seen.
	AnnullataSenzaAttivazione
	// FlussoSenzaIncasso: in the reporting flow, without any RPT_PAGATA.
	FlussoSenzaIncasso
	// PagataDopoAnnullata: collected after a failed collection.
	PagataDopoAnnullata
	// AnnullataDopoIncasso: a failed collection recorded after a collection.
	AnnullataDopoIncasso
	// DominioAmbiguo: events without idDominio that fit the payments of several bodies.
	DominioAmbiguo
	// GiornaleAltroEnte: some event is of a body other than the one that sent the
	// journal.
	GiornaleAltroEnte
	// GiornaleAltroGiorno: some event is more than a day away from the day that the
	// journal is about.
	GiornaleAltroGiorno
)

const ultimoSegnale = GiornaleAltroGiorno

var nomiSegnale = nomi.Nuova[Segnale](rifiutaNome("segnale"),
	"PagataSenzaRT", "PagataSenzaRPT", "RTSenzaIncasso", "AnnullataSenzaAttivazione", "FlussoSenzaIncasso",
	"PagataDopoAnnullata", "AnnullataDopoIncasso", "DominioAmbiguo", "GiornaleAltroEnte", "GiornaleAltroGiorno")

// segnali is a set of flags.
type segnali uint16

func (s *segnali) metti(v Segnale)  { *s |= 1 << v }
func (s segnali) ha(v Segnale) bool { return s&(1<<v) != 0 }

// elenco returns the flags in order, never nil.
func (s segnali) elenco() []Segnale {
	if s == 0 {
		return []Segnale{}
	}
	e := make([]Segnale, 0, 2)
	for v := range nomiSegnale.Tutti() {
		if s.ha(v) {
			e = append(e, v)
		}
	}
	return e
}

// Segno is a mark of a single event.
type Segno string

// Marks of an event.
const (
	EmittenteInatteso Segno = "EmittenteInatteso" // the code is not one of those that the role records
	Riletto           Segno = "Riletto"           // folded as another code, which its fault code tells
	DiAltroEnte       Segno = "DiAltroEnte"       // of a body other than the one that sent the journal
	DiAltroGiorno     Segno = "DiAltroGiorno"     // more than a day away from the day that the journal is about
)
