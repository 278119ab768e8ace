package rendicontazione

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// Rules of the operating day, in working days after it.
const (
	minutoTaglio          = 13 * 60 // 13:00 of Rome, the whole minute included
	giorniAccredito       = 1
	giorniFlusso          = 2
	giorniSovrascrittura  = 4
	giorniPrecedenzaConto = 2 // a same-day credit comes on D, its flow by D+2
)

// GiornataOperativa returns the operating day (giornata operativa) D of a
// payment made at an instant: the day itself in Rome when it is a working day of
// Italia and the time is 13:00:59 or earlier, else the next working day.
//
// The result is the zero Data for an instant outside the years 1 to 9999.
//
// Source: SACI 3.2.1, "Operazione di trasferimento fondi".
func GiornataOperativa(t time.Time) avviso.Data { return GiornataOperativaIn(t, Italia) }

// GiornataOperativaIn is GiornataOperativa with a calendar of the caller's; nil
// is Italia.
func GiornataOperativaIn(t time.Time, c Calendario) avviso.Data {
	giorno := ora.Giorno(t)
	locale := t.In(ora.Roma)
	if locale.Hour()*60+locale.Minute() > minutoTaglio {
		giorno++
	}
	return data(ora.Primo(giorniDi(c, ora.Italia), giorno))
}

// GiornateDaData returns the first and the last operating day that a payment of
// a known date and unknown time may belong to: the day itself, or the next
// working day when it is none or the payment came after 13:00. Deadlines are
// computed from the last.
//
// Flows and receipts often give the date alone (dataEsitoSingoloPagamento).
// Both are the zero Data when d is.
func GiornateDaData(d avviso.Data) (prima, ultima avviso.Data) {
	if !d.IsValid() {
		return avviso.Data{}, avviso.Data{}
	}
	return data(ora.Primo(ora.Italia, d.Giorni())), data(ora.Successivo(ora.Italia, d.Giorni(), 1))
}

// Scadenze are the deadlines of the payments of one operating day: the last
// civil day on which each thing is in time, until its midnight in Rome.
type Scadenze struct {
	// Giornata is the operating day D of the payments.
	Giornata avviso.Data `json:"giornata"`
	// AccreditoEntro is D+1 by the Italian calendar: the credit on the body's
	// account. After it legal default interest runs.
	AccreditoEntro avviso.Data `json:"accreditoEntro"`
	// AccreditoEntroTarget is D+1 over the days that are working ones of both
	// Italia and Target: the engine's deadline.
	AccreditoEntroTarget avviso.Data `json:"accreditoEntroTarget"`
	// FlussoEntro is D+2: the reporting flow is available.
	FlussoEntro avviso.Data `json:"flussoEntro"`
	// SovrascritturaEntro is D+4: until then a PSP may replace the flow.
	SovrascritturaEntro avviso.Data `json:"sovrascritturaEntro"`
}

// ScadenzeDi returns the deadlines of the payments of an operating day. A day
// that is no working day stands for itself: ask GiornataOperativa for D first.
// All are the zero Data when d is, and any that would fall after 9999 is.
//
// Source: SACI 3.2.1, "Operazione di trasferimento fondi" and "Flusso di
// Rendicontazione".
func ScadenzeDi(d avviso.Data) Scadenze {
	if !d.IsValid() {
		return Scadenze{}
	}
	g := d.Giorni()
	return Scadenze{
		Giornata:             d,
		AccreditoEntro:       data(ora.Successivo(ora.Italia, g, giorniAccredito)),
		AccreditoEntroTarget: data(ora.Successivo(ora.ItaliaTarget, g, giorniAccredito)),
		FlussoEntro:          data(ora.Successivo(ora.Italia, g, giorniFlusso)),
		SovrascritturaEntro:  data(ora.Successivo(ora.Italia, g, giorniSovrascrittura)),
	}
}

// data is the civil date of a day number, zero outside the years 1 to 9999.
func data(giorno int) avviso.Data {
	d, err := avviso.DataDaGiorni(giorno)
	if err != nil {
		return avviso.Data{}
	}
	return d
}
