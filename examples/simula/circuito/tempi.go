package circuito

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// PSP is how a PSP behaves: a row of the table of PSPs.
type PSP struct {
	Codice, Nome string
	Tipo         flusso.TipoSoggetto
	Quota        int           // share of the payments, in a hundred
	GiornoFlusso int           // working days between the operating day D and the making of its flow
	OraFlusso    time.Duration // time of the day at which the flow is made
	Accredito    int           // days on which both Italia and Target work, between D and the credit
	FdR3         bool          // sends its flows by FdR 3 only
	Orologio     time.Duration // how far its clock is from that of the Nodo
	Prima, Dopo  string        // what the bank writes around the causale
}

// tabellaPSP is the model of the PSPs. A credit is due by the end of D+1 and a flow by
// the end of D+2 (SACI 3.2.1): all keep these terms but where a case says otherwise.
var tabellaPSP = []PSP{
	{"BAFIITMMXXX", "BANCA FINTA S.P.A.", flusso.CodiceBIC, 45, 1, 3 * time.Hour, 1, false, 0, "", ""},
	{"POFIITRRXXX", "POSTE FINTE S.P.A.", flusso.CodiceBIC, 30, 1, 6*time.Hour + 30*time.Minute, 1, false, 40 * time.Second, "RI1", " ACCREDITO BOLLETTINO P.A."},
	{"ABI99998", "ISTITUTO DI PAGAMENTO IMMAGINARIO", flusso.CodiceABI, 15, 2, 9 * time.Hour, 1, true, -15 * time.Second, "DISPOSIZIONE DI ", ""},
	{"CRINIT2TXXX", "CASSA RURALE INVENTATA", flusso.CodiceBIC, 10, 2, 22 * time.Hour, 1, false, -75 * time.Second, "ACCREDITO INCASSI DEBITORE 321", ""},
}

// Times of the cases, in working days after the operating day D where nothing else is
// said.
const (
	giornoFlussoTardivo    = 5                // the flow of CasoFlussoTardivo; its term is D+2
	giornoReinvio          = 3                // the version that replaces another; its term is D+4
	giornoAccreditoTardivo = 4                // the credit of CasoAccreditoTardivo; its term is D+1
	giornoSecondoAccredito = 2                // the second credit of CasoAccreditoDoppio
	giornoStorno           = 2                // the reversal of CasoStorno
	giornoRiaccredito      = 3                // the credit that follows the reversal
	giorniRevoca           = 2                // operating days between a payment and its refund, at least
	giorniStandIn          = 2                // civil days that the receipt of a stand-in takes
	tardoOrologio          = 4 * time.Minute  // the clock of the PSP in CasoOrologio
	traTentativi           = 20 * time.Minute // between the attempts of CasoTentativi, and the payments of CasoDuplicato
	attesaSessione         = rpt.DurataSessionePSP
	conservazione          = rpt.GiorniConservazione // between the RPT and the RT of CasoDecorrenza
	sportelloApre          = 8 * 60                  // minute of the day of the first payment
	sportelloChiude        = 21 * 60                 // minute of the day of the last
	cambioGiornata         = 13 * 60                 // minute at which the operating day ends
	dopoCambio             = 14 * 60                 // minute of the first payment of the next operating day
)

// finestra is a part of a civil day on which the payments of an operating day are made.
type finestra struct {
	giorno avviso.Data
	da, a  int // minutes of the day
}

// finestre returns when the payments of an operating day are made: the afternoon of
// the working day before, the days between, the morning; none before the first day.
func finestre(d, primo avviso.Data) []finestra {
	var f []finestra
	g := d.Aggiungi(-1)
	for !rendicontazione.Italia.Lavorativo(g) {
		g = g.Aggiungi(-1)
	}
	for da := dopoCambio; g.Prima(d); g, da = g.Aggiungi(1), sportelloApre {
		if !g.Prima(primo) {
			f = append(f, finestra{g, da, sportelloChiude})
		}
	}
	return append(f, finestra{d, sportelloApre + 30, cambioGiornata - 1})
}

// dopo returns the n-th working day after a day.
func dopo(c rendicontazione.Calendario, d avviso.Data, n int) avviso.Data {
	for n > 0 {
		d = d.Aggiungi(1)
		if c.Lavorativo(d) {
			n--
		}
	}
	return d
}

// scadenze returns the terms of a payment of which only the date is known.
func scadenze(d avviso.Data) rendicontazione.Scadenze {
	_, ultima := rendicontazione.GiornateDaData(d)
	return rendicontazione.ScadenzeDi(ultima)
}
