package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// Riconcilia says where every euro is: it matches the credits of the accounts
// with the reporting flows, the rows of the flows with the receipts, and the
// receipts with the debt positions, as they stand on in.Oggi.
//
// It is a pure function: the same inputs in any order, or given more than once,
// give the same Report. Every input ends in exactly one class, and the amounts
// of the classes add up to the amounts of the inputs. It never fails: what does
// not fit gets the class that says so. It does not change its inputs, and keeps
// no reference to them but for the texts.
//
// The rules are those of GovPay's incassi and rendicontazioni where the official
// documents leave room, with these differences: a transfer short of its total is
// completed by its integrations; a position is complete when each of its items
// is, not when as many payments as items are; rows in error do not hold up the
// credit of their flow, and do not count as money received either.
//
// Source: SACI 1.4.0, chapters 5 to 7; SACI 3.2.1, "Flusso di Rendicontazione";
// GovPay, API REST – Manuale di Integrazione, §6.3.
func Riconcilia(in Input, opt Opzioni) Report {
	var r Report
	m := motore{regole: opt.regole(), oggi: in.Oggi.Giorni(), r: &r}
	m.raccogli(&in)
	m.raggruppa()
	m.leggiRighe()
	m.controllaFlussi()
	m.leggiMovimenti()
	m.accreditaFlussi()
	m.assegnaRighe()
	m.accreditaSingoli()
	m.classificaRicevute()
	m.classificaPendenze()
	m.conta()
	if r.Conflitti == nil {
		r.Conflitti = []Conflitto{}
	}
	return r
}

// motore is one run of the engine: the report being filled and what links its
// parts. Objects are named by their position in the lists of the report.
type motore struct {
	regole
	oggi int // day number
	r    *Report

	// ambito is the set of bodies; the value is nil for an unknown
	// configuration.
	ambito map[avviso.IdDominio]*Dominio

	// The payments and the positions of one body with one IUV are a group.
	gruppi    map[chiaveIUV]int32
	inizio    []int32  // first item of each group that has items; one more at the end
	posizione []int32  // position with the IUV of the group, from 1; piuPosizioni for several
	doppi     []uint64 // indices of the group that were paid more than once

	// By item of a receipt.
	inConflitto []bool  // its key came with several contents
	ambiguo     []bool  // and a row names it
	riga        []int32 // row that keeps it, from 1
	revoca      []int32 // refund that keeps it, from 1
	singolo     []bool  // paid by a single transfer

	// By row.
	gruppo []int32 // group of its IUV, -1 when the row is not looked at

	// By flow.
	primaData []avviso.Data // date of the earliest row
	corrente  []bool        // in scope and not superseded

	letture []lettura      // by movement
	singoli []int32        // single transfers, in order of consumption
	ammesse []rigaDiGruppo // rows SENZA_RICEVUTA_AMMESSA by group
	memoria map[chiaveScadenza]int
}

// chiaveIUV names a group.
type chiaveIUV struct {
	dominio avviso.IdDominio
	iuv     string
}

// piuPosizioni stands for several positions with one IUV.
const piuPosizioni = -1

// rigaDiGruppo is a row and the group of its IUV.
type rigaDiGruppo struct{ gruppo, riga int32 }

// nuovoGruppo adds a group without items.
func (m *motore) nuovoGruppo(k chiaveIUV) int32 {
	g := int32(len(m.posizione))
	m.gruppi[k] = g
	m.posizione = append(m.posizione, 0)
	m.doppi = append(m.doppi, 0)
	return g
}

// voci returns the range in Ricevute of the items of a group.
func (m *motore) voci(g int32) (dal, al int32) {
	if int(g)+1 >= len(m.inizio) {
		return 0, 0
	}
	return m.inizio[g], m.inizio[g+1]
}

// raggruppa builds the groups of the items and of the positions.
func (m *motore) raggruppa() {
	m.gruppi = make(map[chiaveIUV]int32, len(m.r.Ricevute))
	m.posizione = make([]int32, 0, len(m.r.Ricevute))
	m.doppi = make([]uint64, 0, len(m.r.Ricevute))
	m.inizio = make([]int32, 0, len(m.r.Ricevute)+1)
	var precedente chiaveIUV
	for i := range m.r.Ricevute {
		if k := (chiaveIUV{m.r.Ricevute[i].Dominio, m.r.Ricevute[i].IUV}); i == 0 || k != precedente {
			m.nuovoGruppo(k)
			m.inizio = append(m.inizio, int32(i))
			precedente = k
		}
	}
	m.inizio = append(m.inizio, int32(len(m.r.Ricevute)))
	for i := range m.r.Pendenze {
		k := chiaveIUV{m.r.Pendenze[i].Dominio, m.r.Pendenze[i].IUV}
		g, ok := m.gruppi[k]
		if !ok {
			g = m.nuovoGruppo(k)
		}
		if m.posizione[g] == 0 {
			m.posizione[g] = int32(i) + 1
		} else {
			m.posizione[g] = piuPosizioni
		}
	}
}

// interno reports whether an IUV is one that a body of the set gives out.
func (m *motore) interno(d avviso.IdDominio, iuv string) bool {
	c := m.ambito[d]
	return c == nil || c.interno(iuv)
}

// chiaveScadenza names a deadline: which one, and the date it counts from.
type chiaveScadenza struct {
	quale uint8
	data  avviso.Data
}

// Deadlines counted from a date alone, whose operating day is taken as the next
// working day.
const (
	scadenzaAccredito uint8 = iota // end of D+1
	scadenzaFlusso                 // end of D+2, and the wait
	scadenzaArrivo                 // end of the second day after a credit, and the wait
)

// scadenza returns the last day of a deadline. Dates are few, so each is
// computed once.
func (m *motore) scadenza(quale uint8, d avviso.Data) int {
	k := chiaveScadenza{quale, d}
	if g, ok := m.memoria[k]; ok {
		return g
	}
	g := d.Giorni()
	switch quale {
	case scadenzaAccredito:
		g = ora.Successivo(m.accredito, ora.Successivo(m.giorni, g, 1), giorniAccredito)
	case scadenzaFlusso:
		g = ora.Successivo(m.giorni, g, 1+giorniFlusso+m.attesaFlusso)
	case scadenzaArrivo:
		g = ora.Successivo(m.giorni, g, giorniPrecedenzaConto+m.attesaFlusso)
	}
	if m.memoria == nil {
		m.memoria = make(map[chiaveScadenza]int)
	}
	m.memoria[k] = g
	return g
}
