package rendicontazione

import (
	"iter"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// StatoOggetto is what a report says of one object.
type StatoOggetto struct {
	Oggetto Oggetto `json:"oggetto"`
	// Chiave is the text of its key.
	Chiave string `json:"chiave"`
	// Classe is the name of its class.
	Classe string `json:"classe"`
	// Segnali are the codes of its flags; of a flow also those of its anomalies.
	Segnali []avviso.Codice `json:"segnali,omitempty"`
	// Quietanzabile is that of a position.
	Quietanzabile bool `json:"quietanzabile,omitempty"`
}

// Situazione is what a report says of every object, in its order: all that a host
// needs to keep of it to tell on the next day what has changed. Its JSON, an
// array, is a part of that of the report.
type Situazione []StatoOggetto

// Situazione returns what the report says of every object.
func (r *Report) Situazione() Situazione {
	if r == nil {
		return nil
	}
	s := make(Situazione, 0, len(r.Movimenti)+len(r.Flussi)+len(r.Righe)+len(r.Ricevute)+2*len(r.Pendenze))
	for i := range r.Movimenti {
		e := &r.Movimenti[i]
		s.aggiungi(OggettoMovimento, e.Chiave().String(), e.Classe.String(), codiciDi(e.Rilievi()))
	}
	for i := range r.Flussi {
		e := &r.Flussi[i]
		codici := make([]avviso.Codice, 0, len(e.Anomalie))
		for _, a := range e.Anomalie {
			codici = append(codici, avviso.Codice(a))
		}
		s.aggiungi(OggettoFlusso, e.ChiaveVersione().String(), e.Classe.String(), append(codici, e.Segnali.codici()...))
	}
	for i := range r.Righe {
		e := &r.Righe[i]
		s.aggiungi(OggettoRiga, e.Chiave().String(), e.Classe.String(), e.Segnali.codici())
	}
	for i := range r.Ricevute {
		e := &r.Ricevute[i]
		s.aggiungi(OggettoRicevuta, e.Chiave().String(), e.Classe.String(), e.Segnali.codici())
	}
	for i := range r.Pendenze {
		e := &r.Pendenze[i]
		s.aggiungi(OggettoPendenza, e.Chiave().String(), e.Classe.String(), e.Segnali.codici())
		s[len(s)-1].Quietanzabile = e.Quietanzabile
		for _, v := range e.Voci {
			s.aggiungi(OggettoVoce, ChiaveVoce{e.Chiave(), v.Indice}.String(), v.Classe.String(), v.Segnali.codici())
		}
	}
	return s
}

func (s *Situazione) aggiungi(o Oggetto, chiave, classe string, segnali []avviso.Codice) {
	if len(segnali) == 0 {
		segnali = nil
	}
	*s = append(*s, StatoOggetto{Oggetto: o, Chiave: chiave, Classe: classe, Segnali: segnali})
}

func codiciDi(rilievi iter.Seq[avviso.Rilievo]) []avviso.Codice {
	var codici []avviso.Codice
	for r := range rilievi {
		codici = append(codici, r.Codice)
	}
	return codici
}

func (i Segnali) codici() []avviso.Codice {
	var codici []avviso.Codice
	for x := range i.Tutti() {
		codici = append(codici, avviso.Codice(x.String()))
	}
	return codici
}

// Cambio is an object of which two reports do not say the same. JSON: oggetto,
// chiave, prima, dopo, segnaliPrima, segnaliDopo, quietanzabile; what is absent
// or unchanged is left out, but for the classes.
type Cambio struct {
	Oggetto Oggetto `json:"oggetto"`
	// Chiave is the text of its key.
	Chiave string `json:"chiave"`
	// Prima and Dopo are the names of its classes, "" where it was not, or is no
	// longer, an input.
	Prima string `json:"prima,omitempty"`
	Dopo  string `json:"dopo,omitempty"`
	// SegnaliPrima are the flags that it no longer has, SegnaliDopo the new ones.
	SegnaliPrima []avviso.Codice `json:"segnaliPrima,omitempty"`
	SegnaliDopo  []avviso.Codice `json:"segnaliDopo,omitempty"`
	// Quietanzabile is the new value of a position for which it changed, nil when
	// it did not.
	Quietanzabile *bool `json:"quietanzabile,omitempty"`
}

// Differenze returns what has changed since a report made before: the objects
// whose class, flags or quietanzabile differ, and those that are in one report
// only, in the order of r, then those that r no longer has. It takes time linear
// in the two reports.
func (r *Report) Differenze(prima *Report) []Cambio {
	return r.Situazione().Differenze(prima.Situazione())
}

// chiaveOggetto names an object of any kind.
type chiaveOggetto struct {
	oggetto Oggetto
	chiave  string
}

// Differenze returns what has changed since a situation kept before; see that of
// Report.
func (s Situazione) Differenze(prima Situazione) []Cambio {
	posti := make(map[chiaveOggetto]int, len(prima))
	for i := range prima {
		posti[chiaveOggetto{prima[i].Oggetto, prima[i].Chiave}] = i
	}
	visti := make([]bool, len(prima))
	var cambi []Cambio
	for i := range s {
		var p StatoOggetto
		if n, c := posti[chiaveOggetto{s[i].Oggetto, s[i].Chiave}]; c {
			p, visti[n] = prima[n], true
		}
		if c, diverso := s[i].da(p); diverso {
			cambi = append(cambi, c)
		}
	}
	for i := range prima {
		if !visti[i] {
			c, _ := StatoOggetto{Oggetto: prima[i].Oggetto, Chiave: prima[i].Chiave}.da(prima[i])
			cambi = append(cambi, c)
		}
	}
	return cambi
}

// da returns how an object changed from what it was, and whether it did.
func (s StatoOggetto) da(prima StatoOggetto) (Cambio, bool) {
	c := Cambio{
		Oggetto: s.Oggetto, Chiave: s.Chiave, Prima: prima.Classe, Dopo: s.Classe,
		SegnaliPrima: meno(prima.Segnali, s.Segnali), SegnaliDopo: meno(s.Segnali, prima.Segnali),
	}
	if s.Quietanzabile != prima.Quietanzabile {
		c.Quietanzabile = &s.Quietanzabile
	}
	return c, c.Prima != c.Dopo || c.SegnaliPrima != nil || c.SegnaliDopo != nil || c.Quietanzabile != nil
}

// meno returns the codes that are not among others.
func meno(codici, altri []avviso.Codice) (resto []avviso.Codice) {
	for _, c := range codici {
		if !slices.Contains(altri, c) {
			resto = append(resto, c)
		}
	}
	return resto
}

// statoJSON is an object in the JSON of a report.
type statoJSON struct {
	Chiave        string          `json:"chiave"`
	Classe        string          `json:"classe"`
	Anomalie      []avviso.Codice `json:"anomalie"`
	Segnali       []avviso.Codice `json:"segnali"`
	Quietanzabile bool            `json:"quietanzabile"`
	Voci          []statoJSON     `json:"voci"`
}

// ParseSituazione reads what a report says of every object out of its JSON, which
// may have members around it, as the answer of a program has. The refusals name
// member, line and column.
func ParseSituazione(report []byte) (Situazione, error) {
	var in struct {
		Movimenti []statoJSON `json:"movimenti"`
		Flussi    []statoJSON `json:"flussi"`
		Righe     []statoJSON `json:"righe"`
		Ricevute  []statoJSON `json:"ricevute"`
		Pendenze  []statoJSON `json:"pendenze"`
	}
	if err := membri.ParseAperto(report, &in); err != nil {
		return nil, err
	}
	var s Situazione
	for _, l := range [...]struct {
		nome    string
		oggetto Oggetto
		oggetti []statoJSON
	}{
		{"movimenti", OggettoMovimento, in.Movimenti},
		{"flussi", OggettoFlusso, in.Flussi},
		{"righe", OggettoRiga, in.Righe},
		{"ricevute", OggettoRicevuta, in.Ricevute},
		{"pendenze", OggettoPendenza, in.Pendenze},
	} {
		for i, o := range l.oggetti {
			if o.Chiave == "" {
				return nil, sotto(&Errore{Codice: CodiceMancante, Campo: "chiave", Err: ErrChiave}, l.nome, i)
			}
			s.aggiungi(l.oggetto, o.Chiave, o.Classe, append(o.Anomalie, o.Segnali...))
			s[len(s)-1].Quietanzabile = o.Quietanzabile
			for _, v := range o.Voci {
				s.aggiungi(OggettoVoce, v.Chiave, v.Classe, v.Segnali)
			}
		}
	}
	return s, nil
}
