package rendicontazione

import (
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/internal/copie"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// raccogliMovimenti keeps one copy of each movement. Copies that differ only in
// what describes it are one movement, whose text is the longest; those that
// differ in more are a conflict.
func (m *motore) raccogliMovimenti(mm []cassa.Movimento) (conflitti []Conflitto) {
	m.r.Movimenti = make([]EsitoMovimento, 0, len(mm))
	prima := func(a, b int32) int { return confrontaStorni(&mm[a], &mm[b]) }
	ordinati := chiavi.Ordinate(len(mm), func(i int) (chiaveConto, string) { return chiaveConto{mm[i].IdDominio, mm[i].Fonte}, mm[i].ID }, prima)
	for uguali := range copie.PerChiave(ordinati, func(a, b *chiavi.Chiave) bool { return a.Uguale(b) && prima(a.Posto, b.Posto) == 0 }) {
		if len(uguali) == 1 {
			m.r.Movimenti = append(m.r.Movimenti, EsitoMovimento{Movimento: mm[uguali[0].Posto]})
			continue
		}
		distinti, testi := distintiMovimenti(mm, chiavi.Posti(uguali))
		e := EsitoMovimento{Movimento: *distinti[0].Di}
		if testi {
			e.Segnali.aggiungi(SegnaleTestoDiverso)
		}
		for _, c := range distinti[1:] {
			m.scartati = append(m.scartati, scartato{EsitoMovimento: EsitoMovimento{Movimento: *c.Di}, posto: int32(len(m.r.Movimenti))})
		}
		if len(distinti) > 1 {
			conflitti = append(conflitti, nuovoConflitto(OggettoMovimento, e.Chiave().String(), testiDi(distinti)))
		}
		m.r.Movimenti = append(m.r.Movimenti, e)
	}
	return conflitti
}

// confrontaStorni puts a movement before the reversal of its key.
func confrontaStorni(a, b *cassa.Movimento) int {
	switch {
	case a.Storno == b.Storno:
		return 0
	case b.Storno:
		return -1
	default:
		return 1
	}
}

// distintiMovimenti returns the copies of one movement that differ in more than
// what describes it, in canonical order, each with the longest text that it came with;
// and whether the one used came with several texts.
func distintiMovimenti(mm []cassa.Movimento, posti []int32) (distinti []copie.Contenuto[*cassa.Movimento], testi bool) {
	contenuti := genereMovimento.contenuti(mm, posti)
	stessi := make(map[cassa.Movimento]int)
	for _, c := range contenuti {
		x := &mm[c.Di]
		n, visto := stessi[descrittivi(*x)]
		if !visto {
			n = len(distinti)
			stessi[descrittivi(*x)] = n
			distinti = append(distinti, copie.Contenuto[*cassa.Movimento]{Di: x, Testo: c.Testo})
		} else if len(x.Causale) > len(distinti[n].Di.Causale) {
			distinti[n] = copie.Contenuto[*cassa.Movimento]{Di: x, Testo: c.Testo}
		}
	}
	slices.SortFunc(distinti, func(a, b copie.Contenuto[*cassa.Movimento]) int { return strings.Compare(a.Testo, b.Testo) })
	usato := distinti[0].Di
	return distinti, slices.ContainsFunc(contenuti, func(c copie.Contenuto[int32]) bool {
		return mm[c.Di].Causale != usato.Causale && descrittivi(mm[c.Di]) == descrittivi(*usato)
	})
}

func testiDi[T any](contenuti []copie.Contenuto[T]) []string {
	testi := make([]string, len(contenuti))
	for i, c := range contenuti {
		testi[i] = c.Testo
	}
	return testi
}

// descrittivi returns a movement without the members that describe it: its copies
// may differ in them and still tell one thing.
func descrittivi(m cassa.Movimento) cassa.Movimento {
	m.Causale, m.TRN, m.RifBanca, m.EndToEndID = "", "", "", ""
	m.Ordinante, m.BICOrdinante, m.DataValuta = "", "", avviso.Data{}
	m.Bolletta, m.Conto, m.Estratto = "", "", ""
	return m
}
