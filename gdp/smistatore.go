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

// insiemeSmistati is how many events of a part are added together.
const insiemeSmistati = 64

// aggiungiTutti is AggiungiTutti; what it adds is all there after consegna.
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
		if s.parti[parte] == nil {
			s.parti[parte] = make([]smistato, 0, insiemeSmistati)
		}
		s.parti[parte] = append(s.parti[parte], smistato{impronta, k, e.IdDominio, fattoDi(&e)})
		if len(s.parti[parte]) == insiemeSmistati {
			s.consegnaParte(int(parte))
		}
	}
	return nil
}

// consegna adds what is put aside.
func (s *smistatore) consegna() {
	for parte := range s.parti {
		s.consegnaParte(parte)
	}
}

func (s *smistatore) consegnaParte(parte int) {
	s.chiusi[parte].Lock()
	defer s.chiusi[parte].Unlock()
	for i := range s.parti[parte] {
		e := &s.parti[parte][i]
		s.analisi.accumulatore(e.chiave, e.impronta).aggiungi(e.dominio, e.fatto)
	}
	s.parti[parte] = s.parti[parte][:0]
}
