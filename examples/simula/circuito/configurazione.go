package circuito

import (
	"fmt"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// Configurazione is what a simulation depends on, and all it depends on.
type Configurazione struct {
	Seme      uint64      // the seed
	Enti      int         // bodies, 1 to 9999
	Pagamenti int         // debt situations, from 1: one or more positions and what happens to them
	Giorni    int         // civil days, 1 to 3660
	Inizio    avviso.Data // the first day, of the years 2002 to 2199; the zero Data is 3 March 2025
	Casi      []Caso      // the cases switched on; none is all of them, in their own frequencies
}

// Verifica returns what is wrong with a configuration.
func (c *Configurazione) Verifica() error {
	switch {
	case c.Enti < 1 || c.Enti > maxEnti:
		return fmt.Errorf("circuito: enti fuori da 1..%d: %d", maxEnti, c.Enti)
	case c.Pagamenti < 1 || c.Pagamenti > maxPagamenti:
		return fmt.Errorf("circuito: pagamenti fuori da 1..%d: %d", maxPagamenti, c.Pagamenti)
	case c.Giorni < 1 || c.Giorni > maxGiorni:
		return fmt.Errorf("circuito: giorni fuori da 1..%d: %d", maxGiorni, c.Giorni)
	case c.Inizio.IsValid() && (c.Inizio.Prima(primoInizio) || c.Inizio.Dopo(ultimoInizio)):
		return fmt.Errorf("circuito: inizio fuori da %s..%s: %s", primoInizio, ultimoInizio, c.Inizio)
	}
	for _, caso := range c.Casi {
		if !caso.IsValid() {
			return fmt.Errorf("circuito: caso non valido: %d", caso)
		}
	}
	return nil
}

const (
	maxEnti      = 9999
	maxPagamenti = 100_000_000
	maxGiorni    = 3660
)

// The first days that a simulation may have: before there was no euro.
var primoInizio, ultimoInizio = avviso.MustData("2002-01-01"), avviso.MustData("2199-12-31")

// Simulatore makes the days of a simulation.
type Simulatore struct {
	conf         Configurazione
	inizio, oggi avviso.Data
	fine         time.Time // when the last day ends
	enti         []Ente
	provincia    Ente // a body outside the set
	persone      []Persona
	pagamenti    miscela
	flussi       miscela
	nonPagoPA    bool
	giornate     []avviso.Data
	quanti       []int // situations of each operating day
}

// Nuovo returns a simulator.
func Nuovo(c Configurazione) (*Simulatore, error) {
	if err := c.Verifica(); err != nil {
		return nil, err
	}
	s := &Simulatore{conf: c, inizio: c.Inizio, pagamenti: nuovaMiscela(c.Casi, true), flussi: nuovaMiscela(c.Casi, false)}
	if !s.inizio.IsValid() {
		s.inizio = avviso.MustData("2025-03-03")
	}
	s.oggi = s.inizio.Aggiungi(c.Giorni - 1)
	s.fine = s.oggi.Aggiungi(1).Inizio()
	for d := s.inizio; !d.Dopo(s.oggi); d = d.Aggiungi(1) {
		if rendicontazione.Italia.Lavorativo(d) {
			s.giornate = append(s.giornate, d)
		}
	}
	if len(s.giornate) == 0 {
		return nil, fmt.Errorf("circuito: nessun giorno lavorativo tra %s e %s", s.inizio, s.oggi)
	}
	s.nonPagoPA = len(c.Casi) == 0
	for _, caso := range c.Casi {
		s.nonPagoPA = s.nonPagoPA || caso == CasoNonPagoPA
	}
	s.ripartisci()
	var err error
	if s.enti, s.provincia, err = nuoviEnti(c.Enti); err == nil {
		s.persone, err = nuovePersone(c.Seme)
	}
	return s, err
}

// ripartisci shares the situations among the operating days, some busier than others.
func (s *Simulatore) ripartisci() {
	r := nuovoCaso(s.conf.Seme, 1<<40)
	pesi := make([]int, len(s.giornate))
	totale := 0
	for i := range pesi {
		pesi[i] = 100 + r.IntN(80)
		totale += pesi[i]
	}
	s.quanti = make([]int, len(pesi))
	dati, peso := 0, 0
	for i, p := range pesi {
		peso += p
		fino := int(int64(s.conf.Pagamenti) * int64(peso) / int64(totale))
		s.quanti[i], dati = fino-dati, fino
	}
}

// Domini returns the bodies as the engine wants them.
func (s *Simulatore) Domini() []rendicontazione.Dominio {
	d := make([]rendicontazione.Dominio, len(s.enti))
	for i := range s.enti {
		d[i] = rendicontazione.Dominio{IdDominio: s.enti[i].Dominio, AuxDigit: avviso.Aux3, SegregationCodes: []string{segregazione}}
	}
	return d
}
