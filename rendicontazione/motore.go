package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/internal/ora"
)

// Riconcilia says where every euro is: it matches the credits of the accounts
// with the reporting flows, the rows of the flows with the receipts, and the
// receipts with the debt positions, as they stand on in.Oggi.
//
// It is a pure function: the same inputs in any order, or given more than once,
// give the same Report. Every input ends in exactly one class, and the amounts
// of the classes add up to the amounts of the inputs. It never fails: what does
// not fit gets the class that says so. It does not change its inputs and works on
// several goroutines, which the result does not depend on.
//
// The rules are those of GovPay's incassi and rendicontazioni where the official
// documents leave room, with these differences: a transfer short of its total is
// completed by its integrations; a position is complete when each of its items
// is, not when as many payments as items are; rows in error do not hold up the
// credit of their flow, and do not count as money received either.
//
// Source: SACI 3.2.1, "Operazione di trasferimento fondi" and "Flusso di
// Rendicontazione";
// GovPay, API REST – Manuale di Integrazione, §6.3.
func Riconcilia(in Input, opt Opzioni) Report {
	var r Report
	m := motore{regole: opt.regole(), oggi: in.Oggi.Giorni(), r: &r}
	m.raccogli(&in)
	for _, passo := range [...]func(){
		m.leggiMovimenti,     // what each movement names
		m.scartaCopie,        // movements told by two documents
		m.attribuisciStorni,  // what reversals and restitutions take back
		m.leggiRighe,         // rows against receipts
		m.annotaAnomalie,     // anomalies of whole flows
		m.accreditaFlussi,    // credits that name flows
		m.abbinaPerTRN,       // credits that are known by their TRN alone
		m.classificaFlussi,   // flows
		m.assegnaRighe,       // receipt items that several rows reach
		m.accreditaSingoli,   // credits that name one payment
		m.trattieniAccrediti, // money that reversals without place may concern
		m.suggerisci,         // credits to look at, which pay nothing
		m.classificaRicevute, // receipts
		m.classificaPendenze, // debt items and positions
		m.conta,
	} {
		passo()
	}
	r.rubrica = &rubrica{ambito: m.ambito}
	if opt.Riscossioni {
		for i := range r.Movimenti {
			r.Movimenti[i].Riscossioni = slices.Collect(r.Riscossioni(i))
		}
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

	alfabeto       alfabeto
	chiaviRicevute []chiavi.Chiave // of Ricevute, in their order, whose Posto says whether they are credited
	chiaviRighe    []chiavi.Chiave // of the rows of current flows, sorted: from leggiRighe on, rows
	chiaviVoci     []chiavi.Chiave // of the positions and of their items, sorted

	// A group is what has one body and one IUV, by key; one more at the end.
	gruppi      []gruppo
	scorciatoie []int32 // first group of each value that the first bits of a key have
	salto       int     // how many bits follow those
	righeLette  bool    // chiaviRighe holds rows

	flussi      []statoFlusso // by flow
	letture     []lettura     // by movement
	indice      indiceFlussi  // of the current flows
	consumo     []int32       // the movements of the set, in order of consumption
	scartati    []scartato
	dubbi       []dubbio
	pretese     []pretesa
	stornati    []int32                   // credits that something was, or may have been, taken of
	cumulativi  []int32                   // credits that name several flows, in order of consumption
	posizioni   []posizione               // by debt position
	gruppiVoci  []int32                   // by item of a position, group of its payments
	singoli     []int32                   // single transfers, in order of consumption
	conPendenze map[avviso.IdDominio]bool // bodies that a debt item is due to
	memoria     map[chiaveScadenza]int
	grandi      map[chiaveVoceRT]pagamenti
	grandiFatti map[int32]bool
	mancanti    map[int32]map[chiaveVoceRT]Segnali // by group of many rows
	letti       byte                               // what was read ahead, for nothing else
}

// alfabeto makes the keys of a body and an IUV.
type alfabeto = chiavi.Alfabeto[avviso.IdDominio]

// gruppo is what is known of one body and one IUV. Its items and rows end where
// those of the next group begin.
type gruppo struct {
	voci, righe int32
	dovute      int32 // the positions and items of positions, in chiaviVoci
	doppi       uint8 // indices that were paid more than once
	dovuti      uint8 // indices of the debt items due to the body
	contesi     uint8 // those of them that several positions have
	fatti       uint8
}

// What a group has.
const (
	gruppoEntrate  uint8 = 1 << iota // an item that is credited to the body
	gruppoMancanti                   // a row of a credited flow without its receipt
	gruppoAmmesse                    // a row SENZA_RICEVUTA_AMMESSA
)

// piuPosizioni stands for several positions with one IUV.
const piuPosizioni = -1

// statoVoce is what is known of an item of a receipt.
type statoVoce struct {
	riga, revoca ClasseRiga // of the row and of the refund that keep it, 0 for none
	inConflitto  bool       // its key came with several contents; the row is one that names it
	accreditata  bool       // a credited flow pays it
	singola      bool       // a single transfer pays it
	trattenuta   bool       // it would, were its money not held back
	stornata     bool       // it did, before its money was taken back
}

// statoFlusso is what is known of a version.
type statoFlusso struct {
	primaData   avviso.Data // of the earliest row
	corrente    bool        // in scope and not superseded
	ambiguo     bool        // a row is PAGAMENTO_AMBIGUO
	revoche     bool        // current, with rows of refunds
	ripreso     bool        // a credit that nothing is left of names it
	stornato    bool        // it is not paid, and something was taken of its credits
	primaChiave int32       // of its rows, as long as they are not sorted
	nominato    int32       // credits that name it, the others
	accrediti   []int32     // those of them that may pay it, in order of consumption
}

// posizione is what links a debt position to the payments.
type posizione struct {
	gruppo int32 // of its body and IUV
	voci   int32 // its items in gruppiVoci
}

// interno reports whether an IUV is one that a body of the set gives out.
func (m *motore) interno(d avviso.IdDominio, iuv string) bool {
	c := m.ambito[d]
	return c == nil || c.interno(iuv)
}

// inAmbito reports whether a body is of the set.
func (m *motore) inAmbito(d avviso.IdDominio) bool {
	_, ok := m.ambito[d]
	return ok
}

// quantiGruppi returns how many groups there are.
func (m *motore) quantiGruppi() int { return len(m.gruppi) - 1 }

// chiaveDi returns the key of a group.
func (m *motore) chiaveDi(a *alfabeto, g int32) chiavi.Chiave {
	switch x, fine := &m.gruppi[g], &m.gruppi[g+1]; {
	case x.voci < fine.voci:
		return m.chiaviRicevute[x.voci]
	case x.dovute < fine.dovute:
		return m.chiaviVoci[x.dovute]
	case m.righeLette:
		r := &m.r.Righe[m.chiaviRighe[x.righe].Posto]
		k, _ := a.Chiave(r.IdDominio(), r.IUV, 0)
		return k
	default:
		return m.chiaviRighe[x.righe]
	}
}

// vociDi returns the range in Ricevute of the items of a group.
func (m *motore) vociDi(g int32) (dal, al int32) { return m.gruppi[g].voci, m.gruppi[g+1].voci }

// righeDi returns the rows of a group.
func (m *motore) righeDi(g int32) []chiavi.Chiave {
	return m.chiaviRighe[m.gruppi[g].righe:m.gruppi[g+1].righe]
}

// posizioneDi returns the debt position of a group, from 1; 0 for none,
// piuPosizioni for several.
func (m *motore) posizioneDi(g int32) int32 {
	// The items of positions, which stand in chiaviVoci by a negative place, come first.
	dovute := m.chiaviVoci[m.gruppi[g].dovute:m.gruppi[g+1].dovute]
	switch n := len(dovute); {
	case n == 0 || dovute[n-1].Posto < 0:
		return 0
	case n > 1 && dovute[n-2].Posto >= 0:
		return piuPosizioni
	default:
		return dovute[n-1].Posto + 1
	}
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
