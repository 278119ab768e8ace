package rendicontazione

import (
	"cmp"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// chiaveConto names an account as one source tells it.
type chiaveConto struct {
	dominio avviso.IdDominio
	fonte   string
}

func contoDi(e *EsitoMovimento) chiaveConto { return chiaveConto{e.IdDominio, e.Fonte} }

// legame is what a reversal and its credit have in common.
type legame uint8

const (
	legameID legame = iota
	legameProvvisorio
	legameRifBanca
	legameTRN
	legameEndToEnd
	legameFlusso
	legameIUV
	legameImporto
)

// chiaveLegame names the credits of an account that have one thing in common.
type chiaveLegame struct {
	conto     chiaveConto
	legame    legame
	testo     string
	esercizio int
	importo   avviso.Importo
}

// accredito is a credit as an account tells it: itself, or the copy of it that was
// read there.
type accredito struct{ letto, credito int32 }

// conti finds credits by what they have in common with reversals.
type conti struct {
	*motore
	legati   map[chiaveLegame][]accredito // in order of consumption
	altrove  map[int32][]chiaveConto      // the other accounts that tell a credit
	parziali map[chiaveConto][]accredito  // taken in part
	trovati  []accredito
	noti     map[avviso.Importo]map[chiaveGiorno]*candidati
}

// chiaveGiorno names the reversals of one amount that an account tells on a day.
type chiaveGiorno struct {
	conto  chiaveConto
	giorno int
}

// candidati are the credits that some reversals without reference may be of.
type candidati struct {
	crediti []int32
	primo   int // those before it stand for a reversal already
}

// apriConti lists the credits that movements out, and reversals, may concern.
func (m *motore) apriConti(uscite []int32) *conti {
	c := &conti{
		motore: m, legati: make(map[chiaveLegame][]accredito),
		altrove: make(map[int32][]chiaveConto), parziali: make(map[chiaveConto][]accredito),
		noti: make(map[avviso.Importo]map[chiaveGiorno]*candidati),
	}
	cerca := func(e *EsitoMovimento, l *lettura) {
		legami(e, l, func(k chiaveLegame) { c.legati[k] = nil })
		if e.StornoDi != "" {
			c.legati[chiaveLegame{conto: contoDi(e), legame: legameID, testo: e.StornoDi}] = nil
		}
	}
	for _, i := range uscite {
		cerca(&m.r.Movimenti[i], &m.letture[i])
	}
	for i := range m.scartati {
		cerca(&m.scartati[i].EsitoMovimento, &m.scartati[i].lettura)
	}
	for _, i := range m.consumo {
		if x, ok := m.comeAccredito(i); ok {
			if x.letto != x.credito {
				c.altrove[x.credito] = append(c.altrove[x.credito], contoDi(&m.r.Movimenti[i]))
			}
			legami(&m.r.Movimenti[i], &m.letture[i], func(k chiaveLegame) {
				if xx, cercato := c.legati[k]; cercato {
					c.legati[k] = append(xx, x)
				}
			})
		}
	}
	return c
}

// comeAccredito returns a movement as a credit, false when it is none.
func (m *motore) comeAccredito(i int32) (accredito, bool) {
	switch e := &m.r.Movimenti[i]; {
	case e.Segno != cassa.Entrata || e.Storno:
		return accredito{}, false
	case e.copia != 0:
		return accredito{i, e.copia - 1}, true
	default:
		return accredito{i, i}, true
	}
}

// legami gives f the keys of all that a movement may have in common with others.
func legami(e *EsitoMovimento, l *lettura, f func(chiaveLegame)) {
	conto := contoDi(e)
	dai := func(g legame, testo string) { f(chiaveLegame{conto: conto, legame: g, testo: testo}) }
	dai(legameID, e.ID)
	if e.Esercizio != 0 && e.Provvisorio != "" {
		f(chiaveLegame{conto: conto, legame: legameProvvisorio, testo: e.Provvisorio, esercizio: e.Esercizio})
	}
	for _, r := range [...]struct {
		legame legame
		testo  string
	}{{legameRifBanca, e.RifBanca}, {legameTRN, e.TRN}, {legameEndToEnd, e.EndToEndID}} {
		if riferimento.Usabile(r.testo) {
			dai(r.legame, r.testo)
		}
	}
	for _, n := range l.nomi {
		dai(legameFlusso, n.id)
	}
	if l.esito == leggeSingolo {
		dai(legameIUV, l.iuv)
	}
	f(chiaveLegame{conto: conto, legame: legameImporto, importo: e.Importo})
}

// conLegame returns the credits that movement i has one of some things in common
// with, each once, in order of consumption: those that keep a rule.
func (c *conti) conLegame(i int32, tiene func(accredito) bool, cose ...legame) []int32 {
	c.trovati = c.trovati[:0]
	legami(&c.r.Movimenti[i], &c.letture[i], func(k chiaveLegame) {
		if slices.Contains(cose, k.legame) {
			c.trovati = append(c.trovati, c.legati[k]...)
		}
	})
	return c.distinti(tiene)
}

// distinti returns the credits found that keep a rule, each once, in order of
// consumption.
func (c *conti) distinti(tiene func(accredito) bool) []int32 {
	var crediti []int32
	for _, x := range c.trovati {
		if tiene(x) {
			crediti = append(crediti, x.credito)
		}
	}
	if !slices.IsSortedFunc(crediti, c.primaConsumo) { // a copy stands where it was told
		slices.SortFunc(crediti, c.primaConsumo)
	}
	return slices.Compact(crediti)
}

// primaConsumo compares two movements of a body by order of consumption.
func (m *motore) primaConsumo(i, j int32) int {
	return cmp.Or(m.r.Movimenti[i].DataContabile.Compare(m.r.Movimenti[j].DataContabile), cmp.Compare(i, j))
}

// nonDopo returns the rule that a credit is not later than a movement.
func (c *conti) nonDopo(e *EsitoMovimento) func(accredito) bool {
	d := e.DataContabile
	return func(x accredito) bool { return !c.r.Movimenti[x.credito].DataContabile.Dopo(d) }
}

// diImporto returns the credits of the thirty days before a reversal that have
// left exactly its amount. They are the same for the reversals of a day until
// something is taken of one of them.
func (c *conti) diImporto(i int32) *candidati {
	const giorniRicerca = 30
	s := &c.r.Movimenti[i]
	giorno := s.DataContabile.Giorni()
	k := chiaveGiorno{contoDi(s), giorno}
	if c.noti[s.Importo] == nil {
		c.noti[s.Importo] = make(map[chiaveGiorno]*candidati)
	}
	noti := c.noti[s.Importo]
	if noti[k] == nil {
		uguali := c.legati[chiaveLegame{conto: k.conto, legame: legameImporto, importo: s.Importo}]
		c.trovati = append(append(c.trovati[:0], uguali...), c.parziali[k.conto]...)
		noti[k] = &candidati{crediti: c.distinti(func(x accredito) bool {
			e := &c.r.Movimenti[x.credito]
			g := e.DataContabile.Giorni()
			return e.Residuo == s.Importo && g <= giorno && g >= giorno-giorniRicerca
		})}
	}
	return noti[k]
}

// accredito reports whether the movement is a credit that counts.
func (e *EsitoMovimento) accredito() bool {
	return e.Segno == cassa.Entrata && !e.Storno && e.Classe != MovimentoCopiaProbabile && e.Classe != MovimentoFuoriAmbito
}
