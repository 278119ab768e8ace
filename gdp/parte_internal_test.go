package gdp

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// eventiDi are n events of one payment, some with an error, in no order.
func eventiDi(n int, dominio avviso.IdDominio) []Evento {
	eventi := make([]Evento, n)
	for i := range eventi {
		eventi[i] = Evento{
			DateTime: time.UnixMilli(int64(i*7919%n) * 1000), IdDominio: dominio, IUV: avviso.MustIUV("1"), EventCode: RPTRifiutataNodo, Ruolo: RuoloNodo,
		}
		if i%3 == 0 {
			eventi[i].Error = &DescrittoreErrore{FaultCode: nodo.PPTRPTDuplicata, Serial: int32(i)}
		}
	}
	return eventi
}

func (a *Analisi) quantiFatti() (n uint32) {
	for i := range a.parti {
		n += a.parti[i].fatti.quante()
	}
	return n
}

func tutti(t *testing.T, a *Analisi) (pagamenti []Pagamento) {
	t.Helper()
	seq, err := a.Pagamenti(ConParalleli(2))
	require.NoError(t, err)
	seq(func(p Pagamento) bool { pagamenti = append(pagamenti, p); return true })
	return pagamenti
}

// TestCopieTenute: an analysis drops the copies it was given when it is drawn, and
// does not grow with those that are united to it again and again.
func TestCopieTenute(t *testing.T) {
	const quanti = 1000
	var a, b Analisi
	dominio := avviso.MustIdDominio("77777777777")
	for _, d := range []avviso.IdDominio{{}, dominio} {
		for _, e := range eventiDi(quanti, d) {
			require.NoError(t, a.Aggiungi(e))
			require.NoError(t, a.Aggiungi(e))
			require.NoError(t, b.Aggiungi(e))
		}
	}
	require.Equal(t, uint32(4*quanti), a.quantiFatti())
	want := tutti(t, &a)
	require.Len(t, want, 1)
	require.Len(t, want[0].Registrati, quanti, "the events without body are copies of those with one")
	require.Equal(t, uint32(2*quanti), a.quantiFatti())
	require.Equal(t, want, tutti(t, &a), "drawn twice")
	for range 50 {
		a.Unisci(&b)
		require.LessOrEqual(t, a.quantiFatti(), uint32(2*2*quanti+perPagina))
	}
	require.Equal(t, want, tutti(t, &a))
	require.Equal(t, uint32(2*quanti), a.quantiFatti())
	require.NoError(t, a.Aggiungi(eventiDi(1, dominio)[0]))
	require.Equal(t, want, tutti(t, &a), "after one copy more")
}

// TestStessaImpronta: payments that share a mark are told apart, whatever their
// bodies, and each has all its events.
func TestStessaImpronta(t *testing.T) {
	var p parte
	chiavi := []chiaveIUV{{avviso.MustIUV("1"), "n/a"}, {avviso.MustIUV("2"), "n/a"}, {avviso.MustIUV("1"), "x"}}
	domini := []avviso.IdDominio{{}, avviso.MustIdDominio("77777777777"), avviso.MustIdDominio("12345678901")}
	for i := range 30 {
		p.aggiungi(&chiavi[i%3], 5, domini[i/3%3], &fatto{istante: int64(i), codice: RPTPagata, scritto: RPTPagata, ruolo: RuoloPSP})
	}
	for volta := range 2 {
		trovate := map[chiavePagamento]int{}
		for prima := range p.prime {
			for _, r := range p.risolvi(nil, prima) {
				require.Equal(t, !p.chiave(&r).dominio.IsValid(), r.ambiguo)
				trovate[p.chiave(&r)] = len(p.fattiIn(&r, nil))
			}
		}
		want := map[chiavePagamento]int{}
		for _, k := range chiavi {
			for j, d := range domini {
				want[chiavePagamento{d, k.iuv, k.ccp}] = []int{4, 3, 3}[j]
			}
		}
		require.Equal(t, want, trovate, "time %d", volta)
		for i := range chiavi {
			require.NotZero(t, p.cerca(&chiavi[i], 5))
		}
		require.Zero(t, p.cerca(&chiaveIUV{avviso.MustIUV("3"), "n/a"}, 5))
		p.riordina()
	}
}

// TestPagine: what is added stays under its number, over the end of a page.
func TestPagine(t *testing.T) {
	var p pagine[string]
	require.Zero(t, p.quante())
	for i := range 3*perPagina + 1 {
		require.Equal(t, uint32(i+1), p.aggiungi(strings.Repeat("x", i)))
	}
	require.Equal(t, uint32(3*perPagina+1), p.quante())
	for n := range p.quante() {
		require.Len(t, *p.numero(n + 1), int(n))
	}
}
