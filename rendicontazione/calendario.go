package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// Calendario says which civil days are working days (giorni lavorativi). A host
// with a calendar of its own gives it in Opzioni.
type Calendario interface {
	// Lavorativo reports whether a day is a working day. The engine may ask it
	// from several goroutines at once.
	Lavorativo(d avviso.Data) bool
}

// The calendars of the payments system.
var (
	// Italia has as working days Monday to Friday but for the national
	// holidays; it rules the operating day and the reporting flow.
	//
	// Source: SACI 3.2.1, "Operazione di trasferimento fondi"; law 260/1949 and
	// its changes.
	Italia Calendario = &nazionale{ora.Italia}

	// Target has as working days those on which the Eurosystem settles.
	Target Calendario = &nazionale{ora.Target}

	// ItaliaTarget has as working days those of both: on them a credit transfer
	// can reach an account in Italy. It rules the deadline of a credit, which on
	// Good Friday nobody could keep.
	ItaliaTarget Calendario = &nazionale{ora.ItaliaTarget}
)

// nazionale is a calendar of internal/ora seen through civil dates.
type nazionale struct{ giorni ora.Calendario }

// Lavorativo implements Calendario.
func (n *nazionale) Lavorativo(d avviso.Data) bool { return n.giorni(d.Giorni()) }

// giorniDi returns a calendar as the arithmetic of internal/ora wants it, the
// given one when c is nil. A day outside the years 1 to 9999 has no Data to ask
// a caller's calendar about; it counts as working, so that a search ends there.
func giorniDi(c Calendario, predefinito ora.Calendario) ora.Calendario {
	switch c := c.(type) {
	case nil:
		return predefinito
	case *nazionale:
		return c.giorni
	}
	return func(giorno int) bool {
		d, err := avviso.DataDaGiorni(giorno)
		return err != nil || c.Lavorativo(d)
	}
}
