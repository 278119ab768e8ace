package automa_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// The benchmark machine: 20 states, 22 events, 60 rows, as large as the
// largest lifecycles of the library.

type (
	bStato  uint8
	bEvento uint8
)

func (s bStato) String() string  { return "S" + strconv.Itoa(int(s)) }
func (e bEvento) String() string { return "E" + strconv.Itoa(int(e)) }

const (
	bStati  = 20
	bEventi = 22
	bPassi  = 4096
)

func numeri[T ~uint8](n int) []T {
	v := make([]T, n)
	for i := range v {
		v[i] = T(i + 1)
	}
	return v
}

var mBanco = automa.Nuova(automa.Definizione[bStato, bEvento, biglietto]{
	Nome: "banco", Stati: slices.Values(numeri[bStato](bStati)), Eventi: slices.Values(numeri[bEvento](bEventi)),
	Iniziali: []bStato{1}, Righe: righeBanco(),
})

// righeBanco gives each state three ways on: to the next state and, by two
// other events, further round the ring. A third of the rows is guarded.
func righeBanco() []automa.Riga[bStato, bEvento, biglietto] {
	var righe []automa.Riga[bStato, bEvento, biglietto]
	for s := range bStati {
		for k, salto := range []int{1, 7, 12} {
			r := automa.Riga[bStato, bEvento, biglietto]{
				Da:     []bStato{bStato(s + 1)},
				Evento: bEvento((s*5+k*9)%bEventi + 1),
				A:      bStato((s+salto)%bStati + 1),
			}
			if k == 2 {
				r.Guardia = haCorse
			}
			righe = append(righe, r)
		}
	}
	return righe
}

// camminoBanco is a walk of valid events from state 1, drawn by a fixed
// linear congruence.
func camminoBanco() []bEvento {
	eventi := make([]bEvento, bPassi)
	s, seme := bStato(1), uint32(1)
	for i := range eventi {
		seme = seme*1664525 + 1013904223
		possibili := slices.Collect(mBanco.Eventi(s))
		eventi[i] = possibili[int(seme>>16)%len(possibili)]
		s, _ = mBanco.Passo(s, eventi[i])
	}
	return eventi
}

func tabellaNuda() (t [bStati + 1][bEventi + 1]uint8) {
	for r := range mBanco.Archi() {
		t[r.Da][r.Evento] = uint8(r.A)
	}
	return t
}

func BenchmarkPasso(b *testing.B) {
	cammino := camminoBanco()
	s := bStato(1)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s, _ = mBanco.Passo(s, cammino[i])
		if i++; i == bPassi {
			i, s = 0, 1
		}
	}
}

func BenchmarkApplica(b *testing.B) {
	cammino := camminoBanco()
	c := &biglietto{corse: 1}
	s := bStato(1)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s, _ = mBanco.Applica(s, cammino[i], c)
		if i++; i == bPassi {
			i, s = 0, 1
		}
	}
}

func BenchmarkApplicaRifiutata(b *testing.B) {
	c := &biglietto{corse: 1}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = mBanco.Applica(1, bEventi, c)
	}
}

func BenchmarkLancia(b *testing.B) {
	cammino := camminoBanco()
	ctx := context.Background()
	f, err := mBanco.NuovaMacchina(1, &biglietto{corse: 1}, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if err := mBanco.Lancia(ctx, f, cammino[i]); err != nil {
			b.Fatal(err)
		}
		if i++; i == bPassi {
			i = 0
			f.SetState("S1")
		}
	}
}

// BenchmarkRapporti walks the same 4,096 events by a bare [20][22]uint8
// look-up, by Passo, by Applica and by a looplab machine of the same rows
// without guards, in turns, and reports the medians and their ratios.
func BenchmarkRapporti(b *testing.B) {
	cammino := camminoBanco()
	nuda := tabellaNuda()
	c := &biglietto{corse: 1}
	ctx := context.Background()
	var descrizioni fsm.Events
	for r := range mBanco.Archi() {
		descrizioni = append(descrizioni, fsm.EventDesc{Name: r.Evento.String(), Src: []string{r.Da.String()}, Dst: r.A.String()})
	}
	f := fsm.NewFSM("S1", descrizioni, nil)
	nomi := make([]string, len(cammino))
	for i, e := range cammino {
		nomi[i] = e.String()
	}
	modi := []func(){
		func() { // the bare table
			s := uint8(1)
			for _, e := range cammino {
				if a := nuda[s][e]; a != 0 {
					s = a
				}
			}
			pozzo = s
		},
		func() {
			s := bStato(1)
			for _, e := range cammino {
				if a, ok := mBanco.Passo(s, e); ok {
					s = a
				}
			}
			pozzo = uint8(s)
		},
		func() {
			s := bStato(1)
			for _, e := range cammino {
				if a, err := mBanco.Applica(s, e, c); err == nil {
					s = a
				}
			}
			pozzo = uint8(s)
		},
		func() {
			f.SetState("S1")
			for _, e := range nomi {
				if err := f.Event(ctx, e); err != nil {
					b.Fatal(err)
				}
			}
		},
	}
	tempi := make([][]time.Duration, len(modi))
	for b.Loop() {
		for i, cammina := range modi {
			inizio := b.Elapsed()
			cammina()
			tempi[i] = append(tempi[i], b.Elapsed()-inizio)
		}
	}
	var ns [4]float64
	for i, t := range tempi {
		slices.Sort(t)
		ns[i] = float64(t[len(t)/2].Nanoseconds()) / bPassi
	}
	b.ReportMetric(0, "ns/op") // a round of all the ways says nothing
	b.ReportMetric(ns[0], "nuda-ns/evento")
	b.ReportMetric(ns[1], "Passo-ns/evento")
	b.ReportMetric(ns[2], "Applica-ns/evento")
	b.ReportMetric(ns[3], "looplab-ns/evento")
	b.ReportMetric(ns[1]/ns[0], "Passo/nuda")
	b.ReportMetric(ns[3]/ns[1], "looplab/Passo")
}

// pozzo keeps the compiler from dropping a walk.
var pozzo uint8
