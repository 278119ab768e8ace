package gdp

import (
	"iter"
	"sync"

	"github.com/quietanza/quietanza/avviso"
)

// smistatore adds events to an analysis that others add to at the same time. It
// puts those of each part aside, and adds them when they are some: a part is
// taken by one at a time, and is near at hand while it is.
type smistatore struct {
	analisi *Analisi
	chiusi  *[numeroParti]sync.Mutex
	parti   [numeroParti][]smistato
}

// smistato is an event put aside.
type smistato struct {
	impronta uint64
	chiave   chiaveIUV
	dominio  avviso.IdDominio
	fatto    fatto
}

// insiemeSmistati is how many events of a part are added together; while others
// add to it, up to attesaSmistati wait, so that nobody does.
const (
	insiemeSmistati = 64
	attesaSmistati  = 4 * insiemeSmistati
)

// aggiungiTutti is AggiungiTutti; what it adds is all there after consegnaTutte.
func (s *smistatore) aggiungiTutti(giornale iter.Seq2[Evento, error]) error {
	if giornale == nil {
		return errNullo("giornale")
	}
	for e, err := range giornale {
		if err == nil {
			err = e.normalizza()
		}
		if err != nil {
			return err
		}
		k := chiaveIUV{e.IUV, e.CCP}
		impronta := k.impronta()
		parte := impronta % numeroParti
		insieme := &s.parti[parte]
		if *insieme == nil {
			*insieme = make([]smistato, 0, insiemeSmistati)
		}
		*insieme = append(*insieme, smistato{impronta, k, e.IdDominio, fattoDi(&e)})
		switch n := len(*insieme); {
		case n < insiemeSmistati:
		case n == attesaSmistati:
			s.chiusi[parte].Lock()
			s.consegna(parte)
		case s.chiusi[parte].TryLock():
			s.consegna(parte)
		}
	}
	return nil
}

// consegna adds what is put aside of a part, which is locked, and unlocks it.
func (s *smistatore) consegna(parte uint64) {
	for i := range s.parti[parte] {
		e := &s.parti[parte][i]
		s.analisi.parti[parte].aggiungi(&e.chiave, e.impronta, e.dominio, &e.fatto)
	}
	s.chiusi[parte].Unlock()
	s.parti[parte] = s.parti[parte][:0]
}

// consegnaTutte adds all that is put aside.
func (s *smistatore) consegnaTutte() {
	for parte := range s.parti {
		s.chiusi[parte].Lock()
		s.consegna(uint64(parte)) //nolint:gosec // an index
	}
}
