package circuito

import (
	"iter"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
)

// What the tests look at and no program needs.

// Oggi is the last day: nothing later has arrived, and classes are those of this day.
func (s *Simulatore) Oggi() avviso.Data { return s.oggi }

// Enti yields the bodies of the set.
func (s *Simulatore) Enti() iter.Seq[*Ente] {
	return func(yield func(*Ente) bool) {
		for i := range s.enti {
			if !yield(&s.enti[i]) {
				return
			}
		}
	}
}

// Aggiungi gives the day to an accumulator of the engine.
func (g *Giornata) Aggiungi(a *rendicontazione.Accumulatore) error {
	for _, p := range g.Posizioni {
		if err := a.AggiungiPendenze(p.Riconciliabile()); err != nil {
			return err
		}
	}
	for i := range g.Flussi {
		if err := a.AggiungiFlussi(g.Flussi[i].Flusso); err != nil {
			return err
		}
	}
	for i := range g.Accrediti {
		if m, ok := g.Accrediti[i].Movimento(); ok {
			if err := a.AggiungiMovimenti(m); err != nil {
				return err
			}
		}
	}
	return a.AggiungiRicevute(g.Ricevute...)
}

// Registrazione is an event as one of the parties recorded it.
type Registrazione struct {
	Mittente string // identifier of the body or of the PSP, "" for the Nodo
	Evento   gdp.Evento
}

// Eventi yields the events of an attempt as the parties recorded them, as far as they
// had happened on the last day.
func (s *Simulatore) Eventi(p *Pagamento) iter.Seq[Registrazione] {
	return func(yield func(Registrazione) bool) {
		for a := range s.accaduti(p) {
			if !yield(Registrazione{a.mittente(), a.evento()}) {
				return
			}
		}
	}
}

// VeritaDi turns what the engine says into the same shape, in no particular order, to
// be compared.
func VeritaDi(r *rendicontazione.Report) []Verita {
	var v []Verita
	for i := range r.Movimenti {
		m := &r.Movimenti[i]
		v = append(v, Verita{OggettoMovimento, chiaveMovimento(&m.Movimento), m.Classe.String()})
	}
	chiavi := make([]string, len(r.Flussi))
	for i := range r.Flussi {
		chiavi[i] = chiaveVersione(&r.Flussi[i].Testata)
		v = append(v, Verita{OggettoFlusso, chiavi[i], r.Flussi[i].Classe.String()})
	}
	for i := range r.Righe {
		e := &r.Righe[i]
		v = append(v, Verita{OggettoRiga, chiaveRiga(chiavi[e.Flusso], int(e.Posizione)), e.Classe.String()})
	}
	for i := range r.Ricevute {
		v = append(v, Verita{OggettoRicevuta, chiaveRicevuta(&r.Ricevute[i].VoceRicevuta), r.Ricevute[i].Classe.String()})
	}
	for i := range r.Pendenze {
		v = append(v, veritaPendenza(&r.Pendenze[i])...)
	}
	return v
}

func veritaPendenza(p *rendicontazione.EsitoPendenza) []Verita {
	chiave := p.IdDominio.String() + "/" + p.ID
	classe := p.Classe.String()
	if p.Quietanzabile {
		classe += Quietanzabile
	}
	v := []Verita{{OggettoPendenza, chiave, classe}}
	for i := range p.Voci {
		v = append(v, Verita{OggettoVoce, chiave + "/" + strconv.Itoa(int(p.Voci[i].Indice)), p.Voci[i].Classe.String()})
	}
	return v
}

// VeritaStato is the state of a position in the same shape.
func VeritaStato(p *pendenza.Pendenza) Verita {
	testo := p.Stato.String()
	if p.Anomala() {
		testo += Anomala
	}
	return Verita{OggettoStato, p.IdDominio.String() + "/" + p.IDPendenza, testo}
}
