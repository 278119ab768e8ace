package rendicontazione

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// chiaveConto names an account as one source tells it.
type chiaveConto struct {
	dominio avviso.IdDominio
	fonte   string
}

// Compare orders accounts by source and body.
func (c chiaveConto) Compare(d chiaveConto) int {
	return cmp.Or(strings.Compare(c.fonte, d.fonte), c.dominio.Compare(d.dominio))
}

func contoDi(e *EsitoMovimento) chiaveConto { return chiaveConto{e.IdDominio, e.Fonte} }

// legame is what a reversal and its credit, or two copies, have in common.
type legame uint8

const (
	legameID legame = iota
	legameProvvisorio
	legameRifBanca
	legameTRN
	legameEndToEnd
	legameFlusso
	legameIUV
	legameTesto
)

// chiaveLegame names the credits of an account that have one thing in common.
type chiaveLegame struct {
	conto     chiaveConto
	legame    legame
	testo     string
	esercizio int
}

// accredito is a credit as an account tells it: itself, or the copy of it that was
// read there.
type accredito struct{ letto, credito int32 }

// conti finds credits by what they have in common with reversals.
type conti struct {
	*motore
	legati  map[chiaveLegame]*fila
	fileDi  map[int32][]*fila // of a credit
	esatti  map[chiaveEsatta]*mucchio
	trovate []*fila

	residui map[chiaveResiduo][]int32 // in order of consumption
	noti    map[avviso.Importo]map[chiaveGiorno]*candidati
}

// chiaveResiduo names the credits of an account of which an amount is left.
type chiaveResiduo struct {
	conto   chiaveConto
	importo avviso.Importo
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
		motore: m, legati: make(map[chiaveLegame]*fila), fileDi: make(map[int32][]*fila), esatti: make(map[chiaveEsatta]*mucchio),
		residui: make(map[chiaveResiduo][]int32), noti: make(map[avviso.Importo]map[chiaveGiorno]*candidati),
	}
	cerca := func(e *EsitoMovimento, l *lettura) {
		legami(e, l, func(k chiaveLegame) { c.legati[k] = &fila{} })
		for _, n := range l.nomi {
			if k, ok := m.legameRegolamento(contoDi(e), &n); ok {
				c.legati[k] = &fila{}
			}
		}
		if e.StornoDi != "" {
			c.legati[chiaveLegame{conto: contoDi(e), legame: legameID, testo: e.StornoDi}] = &fila{}
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
			lega := func(k chiaveLegame) {
				if f := c.legati[k]; f != nil {
					f.crediti = append(f.crediti, x.credito)
				}
			}
			legami(&m.r.Movimenti[i], &m.letture[i], lega)
			if x.credito != i { // what one document says of the line, the other may have cut
				legamiDeiNomi(contoDi(&m.r.Movimenti[i]), &m.letture[x.credito], lega)
				legamiDeiNomi(contoDi(&m.r.Movimenti[x.credito]), &m.letture[i], lega)
			}
		}
	}
	for _, f := range c.legati {
		f.crediti = m.unaVolta(f.crediti)
		for _, k := range f.crediti {
			c.fileDi[k] = append(c.fileDi[k], f)
		}
	}
	return c
}

// unaVolta returns credits each once, in order of consumption.
func (m *motore) unaVolta(crediti []int32) []int32 {
	if !slices.IsSortedFunc(crediti, m.primaConsumo) { // a copy stands where it was told
		slices.SortFunc(crediti, m.primaConsumo)
	}
	return slices.Compact(crediti)
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
	legamiDeiNomi(conto, l, f)
}

// legameRegolamento is the TRN of the transfer of a flow that a movement names exactly: a
// credit that has it is of that flow, whatever is left of its text.
func (m *motore) legameRegolamento(conto chiaveConto, n *nome) (chiaveLegame, bool) {
	if n.flusso <= 0 || !n.esatto {
		return chiaveLegame{}, false
	}
	trn := m.r.Flussi[n.flusso-1].IDRegolamento
	return chiaveLegame{conto: conto, legame: legameTRN, testo: trn}, regolamentoUsabile(trn)
}

// legamiDeiNomi gives f the keys of the flows, or the IUV, that a movement names, as of an
// account.
func legamiDeiNomi(conto chiaveConto, l *lettura, f func(chiaveLegame)) {
	for _, n := range l.nomi {
		f(chiaveLegame{conto: conto, legame: legameFlusso, testo: n.id})
	}
	if l.esito == leggeSingolo {
		f(chiaveLegame{conto: conto, legame: legameIUV, testo: l.iuv})
	}
}

// conLegame returns the queues of the credits that movement i has one of some
// things in common with, of which one at least keeps a rule.
func (c *conti) conLegame(i int32, tiene func(int32) bool, cose ...legame) []*fila {
	c.trovate = c.trovate[:0]
	legami(&c.r.Movimenti[i], &c.letture[i], func(k chiaveLegame) {
		if slices.Contains(cose, k.legame) {
			c.aggiungi(k, tiene)
		}
	})
	return c.trovate
}

// primaConsumo compares two movements of a body by order of consumption.
func (m *motore) primaConsumo(i, j int32) int {
	return cmp.Or(m.r.Movimenti[i].DataContabile.Compare(m.r.Movimenti[j].DataContabile), cmp.Compare(i, j))
}

// nonDopo returns the rule that a credit is not later than a movement.
func (c *conti) nonDopo(e *EsitoMovimento) func(int32) bool {
	d := e.DataContabile
	return func(k int32) bool { return !c.r.Movimenti[k].DataContabile.Dopo(d) }
}

// elencaResidui lists the credits of which exactly as much is left as some
// reversals took back.
func (c *conti) elencaResidui(storni []int32) {
	for _, i := range storni {
		s := &c.r.Movimenti[i]
		c.residui[chiaveResiduo{contoDi(s), s.Importo}] = nil
	}
	for _, i := range c.consumo {
		if len(c.residui) == 0 {
			return
		}
		if x, ok := c.comeAccredito(i); ok {
			k := chiaveResiduo{contoDi(&c.r.Movimenti[i]), c.r.Movimenti[x.credito].Residuo}
			if crediti, cercato := c.residui[k]; cercato {
				c.residui[k] = append(crediti, x.credito)
			}
		}
	}
	for k, crediti := range c.residui {
		c.residui[k] = c.unaVolta(crediti)
	}
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
		noti[k] = &candidati{}
		crediti := c.residui[chiaveResiduo{k.conto, s.Importo}]
		dal := sort.Search(len(crediti), func(n int) bool { return c.r.Movimenti[crediti[n]].DataContabile.Giorni() >= giorno-giorniRicerca })
		for _, x := range crediti[dal:] {
			e := &c.r.Movimenti[x]
			if e.DataContabile.Giorni() > giorno {
				break
			}
			if e.Residuo == s.Importo {
				noti[k].crediti = append(noti[k].crediti, x)
			}
		}
	}
	return noti[k]
}

// accredito reports whether the movement is a credit that counts.
func (e *EsitoMovimento) accredito() bool {
	return e.Segno == cassa.Entrata && !e.Storno && e.Classe != MovimentoCopiaProbabile && e.Classe != MovimentoFuoriAmbito
}
