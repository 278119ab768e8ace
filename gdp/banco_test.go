package gdp_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// corsoNominale is a payment as three senders record it, ten events.
var corsoNominale = []struct {
	ruolo  gdp.Ruolo
	codice gdp.EventCode
}{
	{alNodo, gdp.RPTRicevutaNodo},
	{alNodo, gdp.RPTAccettataNodo},
	{ec, gdp.RPTAccettataNodo},
	{alNodo, gdp.RPTInviataAPSP},
	{psp, gdp.RPTAccettataPSP},
	{psp, gdp.RPTPagata},
	{alNodo, gdp.RTRicevutaNodo},
	{alNodo, gdp.RTAccettataNodo},
	{ec, gdp.RTAccettataPA},
	{psp, gdp.RPTFlusso},
}

// nazione yields the events that a role recorded of the payments from da to a,
// in order of time, none of them kept: 0 for the events of all roles, payment by
// payment.
func nazione(ruolo gdp.Ruolo, da, a int) iter.Seq2[gdp.Evento, error] {
	return func(yield func(gdp.Evento, error) bool) {
		for i := da; i < a; i++ {
			iuv, err := avviso.ParseIUV(fmt.Sprintf("%017d", i))
			for n, c := range corsoNominale {
				if ruolo != 0 && c.ruolo != ruolo {
					continue
				}
				e := gdp.Evento{
					DateTime:  mattina.Add(time.Duration(i)*time.Millisecond + time.Duration(n)*time.Second),
					IdDominio: dominio1, IUV: iuv, CCP: "n/a", EventCode: c.codice, Ruolo: c.ruolo,
				}
				if !yield(e, err) {
					return
				}
			}
		}
	}
}

// perLooplab is the fold on looplab machines: the closed table of what advances,
// with a machine for each track.
type perLooplab struct{ messaggi, denaro *fsm.FSM }

func nuovoPerLooplab() *perLooplab {
	var messaggi fsm.Events
	for _, s := range ranghi[:22] {
		for _, e := range ranghi[1:22] {
			if arriva(s, e, false) {
				messaggi = append(messaggi, fsm.EventDesc{Name: "giunge " + e, Src: []string{s}, Dst: e})
			}
		}
	}
	denaro := fsm.Events{
		{Name: "giunge RPT_PAGATA", Src: []string{"NESSUNO", "RPT_ANNULLATA"}, Dst: "RPT_PAGATA"},
		{Name: "giunge RPT_ANNULLATA", Src: []string{"NESSUNO"}, Dst: "RPT_ANNULLATA"},
		{Name: "giunge RPT_FLUSSO", Src: []string{"NESSUNO", "RPT_PAGATA", "RPT_ANNULLATA"}, Dst: "RPT_FLUSSO"},
	}
	return &perLooplab{fsm.NewFSM("START", messaggi, nil), fsm.NewFSM("NESSUNO", denaro, nil)}
}

var eventiLooplab = func() (nomi [25]string) {
	for c := range gdp.EventCodes() {
		nomi[c] = "giunge " + c.String()
	}
	return nomi
}()

func (p *perLooplab) daCapo() {
	p.messaggi.SetState("START")
	p.denaro.SetState("NESSUNO")
}

func (p *perLooplab) segui(ctx context.Context, c gdp.EventCode) error {
	m := p.messaggi
	if _, ok := c.StatoIncasso(); ok {
		m = p.denaro
	}
	err := m.Event(ctx, eventiLooplab[c])
	var ripetuto fsm.InvalidEventError
	if errors.As(err, &ripetuto) {
		return nil
	}
	return err
}

func ripiegaLooplab(ctx context.Context, p *perLooplab, eventi []gdp.Evento) error {
	p.daCapo()
	for i := range eventi {
		if err := p.segui(ctx, eventi[i].EventCode); err != nil {
			return err
		}
	}
	return nil
}

// unPagamento returns the events of the nominal course, in order.
func unPagamento() (eventi []gdp.Evento) {
	nazione(0, 0, 1)(func(e gdp.Evento, _ error) bool {
		eventi = append(eventi, e)
		return true
	})
	return eventi
}

// TestStessaPiega: the looplab fold of the benchmarks ends where ours does.
func TestStessaPiega(t *testing.T) {
	p := nuovoPerLooplab()
	eventi := unPagamento()
	require.NoError(t, ripiegaLooplab(t.Context(), p, eventi))
	k, err := gdp.NuovoCorso(gdp.TolleranzaPredefinita, gdp.DatiRT{})
	require.NoError(t, err)
	for i := range eventi {
		k.Segui(&eventi[i])
	}
	require.Equal(t, k.Messaggio().String(), p.messaggi.Current())
	require.Equal(t, k.Incasso().String(), p.denaro.Current())
}

// TestAllocazioni: folding allocates nothing, whatever the outcome; adding to a
// known key only makes the list of its events longer.
func TestAllocazioni(t *testing.T) {
	eventi := unPagamento()
	for c := gdp.RPTParcheggiataNodo; c <= gdp.RTRicevutaPA; c++ {
		for i, f := range []nodo.FaultCode{nodo.PPTCanaleErrore, nodo.PPTRTDuplicata, nodo.PPTStazioneIntPATimeout} {
			eventi = append(eventi, ev(gdp.Ruolo(1+i), c, 60+float64(c), f))
		}
	}
	require.Zero(t, testing.AllocsPerRun(100, func() {
		k, err := gdp.NuovoCorso(gdp.TolleranzaPredefinita, gdp.DatiRT{PrecedenteNegativa: true})
		if err != nil {
			t.Fatal(err)
		}
		for i := range eventi {
			k.Segui(&eventi[i])
		}
		_ = k.Posizione()
	}))

	var a gdp.Analisi
	e := ev(psp, gdp.RPTPagata, 0)
	aggiungi := func() {
		e.DateTime = e.DateTime.Add(time.Second)
		if err := a.Aggiungi(e); err != nil {
			t.Fatal(err)
		}
	}
	for range 5000 {
		aggiungi()
	}
	require.Less(t, testing.AllocsPerRun(1000, aggiungi), 1.0)
}

// BenchmarkPiega folds payments in order of time on one core, then the same
// events through looplab machines that are made once and set back.
func BenchmarkPiega(b *testing.B) {
	eventi := unPagamento()
	b.ReportAllocs()
	for b.Loop() {
		k, err := gdp.NuovoCorso(gdp.TolleranzaPredefinita, gdp.DatiRT{})
		if err != nil {
			b.Fatal(err)
		}
		for i := range eventi {
			k.Segui(&eventi[i])
		}
		if k.Posizione() != gdp.Fine {
			b.Fatal(k.Posizione())
		}
	}
	nostri := float64(b.Elapsed().Nanoseconds()) / float64(b.N*len(eventi))

	const giri = 2000
	p := nuovoPerLooplab()
	inizio := time.Now()
	for range giri {
		if err := ripiegaLooplab(b.Context(), p, eventi); err != nil {
			b.Fatal(err)
		}
	}
	loro := float64(time.Since(inizio).Nanoseconds()) / float64(giri*len(eventi))
	b.ReportMetric(nostri, "ns/event")
	b.ReportMetric(1e3/nostri, "Mevents/s")
	b.ReportMetric(loro/nostri, "looplab/ours")
}

// BenchmarkAnalisi is the whole analysis on two cores, ten events a payment,
// journals of three senders in two halves each: reading is not part of it, making
// the events is. The last run folds the same events through looplab machines, on
// one core, and ours on one core for the ratio.
func BenchmarkAnalisi(b *testing.B) {
	perEvento := map[int]float64{}
	for _, pagamenti := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dM_events", pagamenti/100_000), func(b *testing.B) {
			eventi := float64(pagamenti * len(corsoNominale))
			var picco uint64
			prima := processore(b)
			for b.Loop() {
				picco = conPicco(func() { analizzaNazione(b, pagamenti) })
			}
			durata := b.Elapsed().Seconds() / float64(b.N)
			cpu := (processore(b) - prima) / float64(b.N)
			perEvento[pagamenti] = cpu / eventi * 1e9
			b.ReportMetric(durata, "s")
			b.ReportMetric(cpu, "s-cpu")
			b.ReportMetric(perEvento[pagamenti], "ns-cpu/event")
			b.ReportMetric(float64(picco)/(1<<20), "MB-peak")
			if piccolo := perEvento[100_000]; pagamenti > 100_000 && piccolo > 0 {
				b.ReportMetric(perEvento[pagamenti]/piccolo, "cpu-growth/event")
				noi, loro := confrontaPiega(b, pagamenti)
				b.ReportMetric(noi, "s-fold")
				b.ReportMetric(loro, "s-fold-looplab")
				b.ReportMetric(loro/noi, "looplab/ours")
			}
		})
	}
}

// processore returns the seconds of processor that the program has used: on a
// machine shared with others the clock says little.
func processore(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

func analizzaNazione(b *testing.B, pagamenti int) {
	var giornali []iter.Seq2[gdp.Evento, error]
	for _, r := range []gdp.Ruolo{alNodo, psp, ec} {
		giornali = append(giornali, nazione(r, 0, pagamenti/2), nazione(r, pagamenti/2, pagamenti))
	}
	a, err := gdp.AnalizzaInParallelo(2, giornali...)
	if err != nil {
		b.Fatal(err)
	}
	r, err := a.Riepiloga(gdp.ConParalleli(2))
	if err != nil {
		b.Fatal(err)
	}
	for p, n := range r.Posizioni() {
		if p == gdp.Fine && n != pagamenti || r.Eventi != pagamenti*len(corsoNominale) {
			b.Fatal(p, n, r.Eventi)
		}
	}
}

// confrontaPiega returns the seconds that the fold alone takes on one core, on
// the table and on looplab.
func confrontaPiega(b *testing.B, pagamenti int) (noi, loro float64) {
	eventi := unPagamento()
	inizio := time.Now()
	for range pagamenti {
		k, err := gdp.NuovoCorso(gdp.TolleranzaPredefinita, gdp.DatiRT{})
		if err != nil {
			b.Fatal(err)
		}
		for i := range eventi {
			k.Segui(&eventi[i])
		}
	}
	noi = time.Since(inizio).Seconds()
	p := nuovoPerLooplab()
	inizio = time.Now()
	for range pagamenti {
		if err := ripiegaLooplab(b.Context(), p, eventi); err != nil {
			b.Fatal(err)
		}
	}
	return noi, time.Since(inizio).Seconds()
}

// conPicco runs f and returns the most memory in use by the heap meanwhile,
// garbage not yet swept included, looking every few milliseconds.
func conPicco(f func()) uint64 {
	runtime.GC()
	var picco atomic.Uint64
	fine, finito := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(finito)
		orologio := time.NewTicker(20 * time.Millisecond)
		defer orologio.Stop()
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			picco.Store(max(picco.Load(), m.HeapInuse))
			select {
			case <-fine:
				return
			case <-orologio.C:
			}
		}
	}()
	f()
	close(fine)
	<-finito
	return picco.Load()
}
