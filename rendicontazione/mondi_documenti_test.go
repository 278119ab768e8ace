package rendicontazione_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

var mondi = flag.Int("mondi", 200, "how many random worlds the ledger is proven on")

// documenti tells the lines of a body: in the treasurer's journal, in the bank's
// statements of the day and of the month, with references or without, each
// document losing, cutting and repeating lines.
func (m *mondo) documenti(e int) {
	var sue []*vera
	for _, v := range m.vere {
		if v.ente == e {
			sue = append(sue, v)
		}
	}
	quali := preso(m.d, "g", "e", "em", "ge", "gem")
	fonte, conRiferimenti := preso(m.d, "MT940", "RH", "CAMT053")+":IT88", m.d.una(2)
	for _, c := range quali {
		disonesto, righe := m.d.una(4), map[cassa.Chiave]int{}
		for n, v := range sue {
			x := m.movimento(v)
			if c == 'g' {
				x.Fonte, x.ID = "OPI", fmt.Sprintf("2026/%d/%d", v.provvisorio, preso(m.d, 0, 0, 0, 1))
				if !v.storno || v.comeIlCredito || m.d.una(2) {
					x.Esercizio, x.Provvisorio = 2026, fmt.Sprint(v.provvisorio)
				}
			} else {
				x.Fonte, x.Estratto = fonte, string(c)
				x.ID = fmt.Sprintf("%c/%d/%d", c, n+1, v.importo)
				if conRiferimenti {
					x.RifBanca, x.ID = v.riferimento, fmt.Sprintf("%s/%s/%d", v.riferimento, x.DataContabile, v.importo)
				}
			}
			if righe[x.Chiave()]++; righe[x.Chiave()] > 1 { // a statement does not list one entry twice
				x.ID += fmt.Sprint("/", righe[x.Chiave()])
			}
			m.racconta(x, disonesto)
		}
	}
}

// racconta puts a line into a document: once, or not, or otherwise.
func (m *mondo) racconta(x cassa.Movimento, disonesto bool) {
	if !disonesto || !m.d.una(4) {
		m.in.Movimenti = append(m.in.Movimenti, x)
		return
	}
	m.completo = false
	switch m.d.n(4) {
	case 0: // lost
	case 1: // cut by the end of the file
		x.Importo = avviso.ImportoDaCentesimi(max(x.Importo.Centesimi()/10, 1))
		x.Causale = x.Causale[:len(x.Causale)/2]
		m.in.Movimenti = append(m.in.Movimenti, x)
	case 2: // twice
		y := x
		y.ID += "/2"
		m.in.Movimenti = append(m.in.Movimenti, x, y)
	case 3: // with two contents
		y := x
		y.Importo = avviso.ImportoDaCentesimi(x.Importo.Centesimi() + preso(m.d, 0, int64(100)))
		y.Causale = preso(m.d, y.Causale, "ALTRO TESTO")
		m.in.Movimenti = append(m.in.Movimenti, x, y)
	}
}

// contoLibro names a ledger: an account as a source tells it.
type contoLibro struct {
	dominio avviso.IdDominio
	fonte   string
}

// libro is what a report says of an account.
type libro struct{ accrediti, usciti, estinti int64 }

// libri adds up the ledgers of a report: of each account its credits, those too
// that another account tells of first; what was taken back; what discharges.
func libri(rep *rendicontazione.Report) map[contoLibro]*libro {
	posti := map[cassa.Chiave]int{}
	for i := range rep.Movimenti {
		posti[rep.Movimenti[i].Chiave()] = i
	}
	conti, visti := map[contoLibro]*libro{}, map[contoLibro]map[int]bool{}
	for i := range rep.Movimenti {
		e := &rep.Movimenti[i]
		k := contoLibro{e.IdDominio, e.Fonte}
		if conti[k] == nil {
			conti[k], visti[k] = &libro{}, map[int]bool{}
		}
		c := conti[k]
		switch {
		case e.Classe == rendicontazione.MovimentoFuoriAmbito, e.Classe == rendicontazione.MovimentoUscita:
		case e.Classe == rendicontazione.MovimentoRestituzione:
			c.usciti += e.Importo.Centesimi()
		case e.Storno:
			if e.Classe == rendicontazione.MovimentoStorno && e.StornoDi != "-" {
				c.usciti += e.Importo.Centesimi()
			}
		default:
			n := i
			if e.Classe == rendicontazione.MovimentoCopiaProbabile {
				n = posti[e.CopiaDi]
			}
			if visti[k][n] {
				continue
			}
			visti[k][n] = true
			c.accrediti += rep.Movimenti[n].Importo.Centesimi()
			if estingue(rep, n) {
				c.estinti += rep.Movimenti[n].Residuo.Centesimi()
			}
		}
	}
	for _, c := range rep.Conflitti {
		if c.Tipo != rendicontazione.OggettoMovimento {
			continue
		}
		for _, copia := range c.Copie[1:] { // the first is the one used
			var x cassa.Movimento
			if err := json.Unmarshal([]byte(copia), &x); err != nil {
				panic(err)
			}
			if l := conti[contoLibro{x.IdDominio, x.Fonte}]; x.Storno && x.Segno == cassa.Entrata && x.StornoDi != "-" {
				l.usciti += x.Importo.Centesimi()
			}
		}
	}
	return conti
}

// estingue reports whether a credit discharges what it pays.
func estingue(rep *rendicontazione.Report, n int) bool {
	e := &rep.Movimenti[n]
	switch e.Classe {
	case rendicontazione.MovimentoRiconciliato, rendicontazione.MovimentoIntegrazione, rendicontazione.MovimentoRiconciliatoSingolo:
	default:
		return false
	}
	for f := range rep.FlussiDi(n) {
		if rep.Flussi[f].Segnali.Contiene(rendicontazione.SegnaleTrattenuto) {
			return false
		}
	}
	return !e.Segnali.Contiene(rendicontazione.SegnaleTrattenuto)
}

// estinto is how much a body holds as discharged: its receipt items on the
// account, and the debt items that a row alone pays.
func estinto(rep *rendicontazione.Report, d avviso.IdDominio) (centesimi int64) {
	conRicevuta := map[string]bool{}
	for i := range rep.Ricevute {
		r := &rep.Ricevute[i]
		conRicevuta[fmt.Sprint(r.IdDominio, r.IUV, r.Indice)] = true
		if r.IdDominio == d && r.Classe == rendicontazione.RicevutaIncassata {
			centesimi += r.Importo.Centesimi()
		}
	}
	for i := range rep.Pendenze {
		p := &rep.Pendenze[i]
		for _, v := range p.Voci {
			if p.IdDominio == d && v.Classe == rendicontazione.VoceIncassata && !conRicevuta[fmt.Sprint(p.IdDominio, p.IUV, v.Indice)] {
				centesimi += v.Importo.Centesimi()
			}
		}
	}
	return centesimi
}

// TestLibroMastro proves, on random worlds with hostile banks, that no euro is
// discharged that is not on the account of its body: credits less reversals and
// restitutions, account by account and, where the documents tell everything, in
// truth. More worlds: go test ./rendicontazione -run TestLibroMastro -mondi 10000.
func TestLibroMastro(t *testing.T) {
	estinti, trattenuti, completi := 0, 0, 0
	for seme := range *mondi {
		m := nuovoMondo(seme)
		rep := rendicontazione.Riconcilia(m.in, m.opt)
		verificaCrediti(t, seme, &rep)
		for k, l := range libri(&rep) {
			require.True(t, l.estinti == 0 || l.estinti <= l.accrediti-l.usciti, "seed %d: %s %s: %+v", seme, k.dominio, k.fonte, *l)
		}
		for _, d := range gDomini {
			var residui int64
			for i := range rep.Movimenti {
				if e := &rep.Movimenti[i]; e.IdDominio == d && estingue(&rep, i) {
					residui += e.Residuo.Centesimi()
				}
			}
			e := estinto(&rep, d)
			require.LessOrEqual(t, e, residui, "seed %d: %s discharges more than its credits", seme, d)
			if m.completo {
				require.True(t, e == 0 || e <= m.saldo[d], "seed %d: %s discharges %d, the account has %d", seme, d, e, m.saldo[d])
			}
			if e > 0 {
				estinti++
			}
		}
		trattenuti += verificaPrelievi(t, seme, &rep)
		if m.completo {
			completi++
		}
		if seme%10 == 0 {
			verificaPezzi(t, seme, m, &rep)
		}
	}
	t.Logf("%d worlds, %d of them told whole; %d bodies with discharged debts; %d reversals without a place", *mondi, completi, estinti, trattenuti)
	require.Greater(t, estinti, *mondi/2)
	require.Greater(t, trattenuti, *mondi/4)
	require.Greater(t, completi, *mondi/4)
}

// verificaPrelievi checks that what is taken of a credit is what it lost, that a
// credit taken back, doubtful or copied pays nothing, and that every reversal that is not
// placed whole asks for a person. It returns how many there are.
func verificaPrelievi(t *testing.T, seme int, rep *rendicontazione.Report) (senzaPosto int) {
	t.Helper()
	presi := map[int]int64{}
	for i := range rep.Movimenti {
		e := &rep.Movimenti[i]
		var tolto int64
		for _, p := range e.Storna {
			tolto += p.Importo.Centesimi()
			presi[p.Movimento] += p.Importo.Centesimi()
			require.Equal(t, rep.Movimenti[p.Movimento].Chiave(), p.Chiave, "seed %d", seme)
		}
		require.LessOrEqual(t, tolto, e.Importo.Centesimi(), "seed %d: %s", seme, e.ID)
		if (e.Classe == rendicontazione.MovimentoStorno && e.StornoDi != "-" || e.Classe == rendicontazione.MovimentoRestituzione) && tolto < e.Importo.Centesimi() {
			senzaPosto++
			require.True(t, e.Segnali.RichiedeIntervento(), "seed %d: %s is silent", seme, e.ID)
		}
	}
	for i := range rep.Movimenti {
		e := &rep.Movimenti[i]
		switch e.Classe {
		case rendicontazione.MovimentoStornato, rendicontazione.MovimentoStornoDubbio, rendicontazione.MovimentoCopiaProbabile:
			require.Empty(t, slices.Collect(rep.Riscossioni(i)), "seed %d: %s", seme, e.ID)
		}
		if e.Residuo.Segno() > 0 || e.Classe == rendicontazione.MovimentoStornato {
			require.Equal(t, e.Importo.Centesimi()-presi[i], e.Residuo.Centesimi(), "seed %d: %s", seme, e.ID)
		}
	}
	require.Equal(t, senzaPosto > 0, rep.Conteggi.StorniNonAttribuiti.Numero > 0 && senzaPosto > 0, "seed %d", seme)
	return senzaPosto
}

// verificaPezzi checks that neither the order of the documents nor how they are
// divided matters.
func verificaPezzi(t *testing.T, seme int, m *mondo, rep *rendicontazione.Report) {
	t.Helper()
	atteso := testo(t, *rep)
	meta := func() bool { return m.d.una(2) }
	a, b, tutto := pezzo(t, m.in, meta), pezzo(t, m.in, meta), pezzo(t, m.in, func() bool { return true })
	a.Unisci(b)
	a.Unisci(tutto)
	require.Equal(t, atteso, testo(t, a.Report(m.in.Oggi, m.opt)), "seed %d: pieces", seme)
	mescolaInput(m.d, &m.in)
	require.Equal(t, atteso, testo(t, rendicontazione.Riconcilia(m.in, m.opt)), "seed %d: order", seme)
}
