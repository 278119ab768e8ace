package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"time"
)

// misurato is what the best run of a side cost.
type misurato struct {
	nome    string
	tempo   time.Duration
	mediana time.Duration // of all runs
	allocs  uint64        // of Go, 0 when the work is done elsewhere
	picco   uint64        // bytes above those in use before the run
	fuori   bool          // the work is done outside Go's heap: allocs says nothing
}

// basta is how long a side may have run before it is not run again.
const basta = 4 * time.Second

// alterna runs the sides in turns, so that what else the machine does weighs on
// all of them, and keeps the quickest run of each.
func alterna(giri int, lati []lato) ([]misurato, []conteggi, error) {
	migliori, esiti := make([]misurato, len(lati)), make([]conteggi, len(lati))
	spesi, tempi := make([]time.Duration, len(lati)), make([][]time.Duration, len(lati))
	for giro := range giri {
		for i := range lati {
			if spesi[i] > basta {
				continue
			}
			m, err := lati[i].cronometra()
			if err == nil {
				esiti[i], err = lati[i].esito()
			}
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", lati[i].nome, err)
			}
			tempi[i] = append(tempi[i], m.tempo)
			if spesi[i] += m.tempo; giro == 0 || m.tempo < migliori[i].tempo {
				m.picco = max(m.picco, migliori[i].picco)
				migliori[i] = m
			}
		}
	}
	for i := range migliori {
		slices.Sort(tempi[i])
		migliori[i].mediana = tempi[i][len(tempi[i])/2]
	}
	return migliori, esiti, nil
}

// cronometra runs the side once.
func (l *lato) cronometra() (misurato, error) {
	if l.prima != nil {
		if err := l.prima(); err != nil {
			return misurato{}, err
		}
	}
	memoria := l.memoria
	if memoria == nil {
		memoria = mucchio()
	}
	if l.memoria != nil {
		debug.FreeOSMemory() // what Go gives back meanwhile would hide what the others take
	}
	runtime.GC()
	var prima, dopo runtime.MemStats
	s := avviaSonda(memoria)
	runtime.ReadMemStats(&prima)
	inizio := time.Now()
	err := l.corri()
	tempo := time.Since(inizio)
	runtime.ReadMemStats(&dopo)
	return misurato{
		nome: l.nome, tempo: tempo, allocs: dopo.Mallocs - prima.Mallocs, picco: s.ferma(), fuori: l.memoria != nil,
	}, err
}

// mucchio reads the objects on Go's heap, garbage not yet swept included.
func mucchio() func() uint64 {
	campione := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	return func() uint64 {
		metrics.Read(campione)
		return campione[0].Value.Uint64()
	}
}

// sonda watches how much memory is in use.
type sonda struct {
	fine  chan struct{}
	picco chan uint64
}

// avviaSonda takes what is in use now as zero.
func avviaSonda(memoria func() uint64) sonda {
	s := sonda{make(chan struct{}), make(chan uint64)}
	base := memoria()
	go func() {
		orologio := time.NewTicker(2 * time.Millisecond)
		defer orologio.Stop()
		massimo := base
		for {
			select {
			case <-s.fine:
				s.picco <- max(massimo, memoria()) - base
				return
			case <-orologio.C:
				massimo = max(massimo, memoria())
			}
		}
	}()
	return s
}

func (s sonda) ferma() uint64 {
	close(s.fine)
	return <-s.picco
}
