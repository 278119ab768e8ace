package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/internal/chiavi"
)

// raccogliRicevute keeps one copy of each item, sorted by key.
func (m *motore) raccogliRicevute(rr []VoceRicevuta) []Conflitto {
	chiaviTutte := make([]chiavi.Chiave, len(rr))
	inParallelo(len(rr), func(_, dal, al int) {
		a := m.alfabeto
		for i := dal; i < al; i++ {
			chiaviTutte[i], _ = a.Chiave(rr[i].IdDominio, rr[i].IUV, int32(i))
		}
	})
	chiavi.Ordina(chiaviTutte, func(a, b int32) int { return confrontaIUR(&rr[a], &rr[b]) })
	m.chiaviRicevute = chiaviTutte
	m.r.Ricevute = make([]EsitoRicevuta, len(rr))
	// Where the pieces end is looked up before any of them moves its keys.
	pezzi := make([]pezzoRicevute, parti)
	inParallelo(len(rr), func(parte, dal, al int) {
		pezzi[parte] = pezzoRicevute{dal: inizioUguali(chiaviTutte, dal), al: inizioUguali(chiaviTutte, al)}
	})
	inParallelo(len(rr), func(parte, _, _ int) {
		pezzi[parte] = m.scegliRicevute(rr, pezzi[parte].dal, pezzi[parte].al)
	})
	n := 0
	var conflitti []Conflitto
	for _, p := range pezzi {
		copy(m.r.Ricevute[n:], m.r.Ricevute[p.dal:p.al])
		copy(m.chiaviRicevute[n:], m.chiaviRicevute[p.dal:p.al])
		n += p.al - p.dal
		conflitti = append(conflitti, p.conflitti...)
	}
	m.r.Ricevute, m.chiaviRicevute = slices.Clip(m.r.Ricevute[:n]), m.chiaviRicevute[:n]
	return conflitti
}

// pezzoRicevute is where the items are of a piece of the sorted ones, each once.
type pezzoRicevute struct {
	dal, al   int
	conflitti []Conflitto
}

// inizioUguali returns the first of some sorted keys, from a place on, that differs
// from the one before.
func inizioUguali(ordinate []chiavi.Chiave, i int) int {
	for 0 < i && i < len(ordinate) && ordinate[i].Uguale(&ordinate[i-1]) {
		i++
	}
	return i
}

// scegliRicevute puts one copy of each item of a piece in the report, with its key,
// one after the other from the start of the piece. A key then says, instead of its
// place, whether the item is credited to its body.
func (m *motore) scegliRicevute(rr []VoceRicevuta, dal, al int) pezzoRicevute {
	p := pezzoRicevute{dal: dal, al: dal}
	kk := m.chiaviRicevute
	for i := dal; i < al; {
		j := i + 1
		for j < al && kk[j].Uguale(&kk[i]) && confrontaIUR(&rr[kk[j].Posto], &rr[kk[i].Posto]) == 0 {
			j++
		}
		una := &rr[kk[i].Posto]
		if j > i+1 {
			var conflitto *Conflitto
			if una, conflitto = genereRicevuta.unico(rr, chiavi.Posti(kk[i:j])); conflitto != nil {
				p.conflitti = append(p.conflitti, *conflitto)
				m.r.Ricevute[p.al].stato.inConflitto = true
			}
		}
		m.r.Ricevute[p.al].VoceRicevuta = *una
		entrata := int32(0)
		if una.entrata() {
			entrata = 1
		}
		kk[p.al] = chiavi.Chiave{Alta: kk[i].Alta, Bassa: kk[i].Bassa, Posto: entrata}
		p.al++
		i = j
	}
	return p
}
