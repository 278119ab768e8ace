package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// Calendario says which civil days are working days (giorni lavorativi). A host
// with a calendar of its own gives it in Opzioni.
type Calendario interface {
	// IsWorking reports whether a day is a working day. The engine may ask it
	// from several goroutines at once.
	IsWorking(d avviso.Data) bool
}

// The calendars of the payments system.
var (
	// Italia has as working days Monday to Friday but for the national
	// holidays; it rules the operating day and the reporting flow.
	//
	// Source: SACI 3.2.1, "Operazione di trasferimento fondi"; law 260/1949 and
	// its changes.
	Italia Calendario = nazionale{ora.Italia}

	// Target has as working days those on which the Eurosystem settles.
	Target Calendario = nazionale{ora.Target}

	// ItaliaTarget has as working days those of both: on them a credit transfer
	// can reach an account in Italy. It rules the deadline of a credit, which on
	// Good Friday nobody could keep.
	ItaliaTarget Calendario = nazionale{ora.ItaliaTarget}
)

// nazionale is a calendar of internal/ora seen through civil dates.
type nazionale struct{ giorni ora.Calendario }

// IsWorking implements Calendario.
func (n nazionale) IsWorking(d avviso.Data) bool { return n.giorni.IsWorking(d.Giorni()) }

// diGiorni is a caller's calendar seen through day numbers.
type diGiorni struct{ Calendario }

// IsWorking implements ora.Calendario. A day outside the years 1 to 9999 has no
// Data to ask about; it counts as working, so that a search ends there.
func (c diGiorni) IsWorking(giorno int) bool {
	d, err := avviso.DataDaGiorni(giorno)
	return err != nil || c.Calendario.IsWorking(d)
}

// giorniDi returns a calendar as the arithmetic of internal/ora wants it, the
// given one when c is nil.
func giorniDi(c Calendario, predefinito ora.Calendario) ora.Calendario {
	switch c := c.(type) {
	case nil:
		return predefinito
	case nazionale:
		return c.giorni
	default:
		return diGiorni{c}
	}
}
