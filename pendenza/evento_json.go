package pendenza

import (
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// eventoScritto holds the members of every event, in the order in which they
// are written.
type eventoScritto struct {
	Tipo           nomeEvento               `json:"tipo"`
	Adesso         time.Time                `json:"adesso,omitzero"`
	Pendenza       *Pendenza                `json:"pendenza,omitempty"`
	Vietato        bool                     `json:"vietato,omitempty"`
	AvvisoOccupato bool                     `json:"avvisoOccupato,omitempty"`
	Motivo         string                   `json:"motivo,omitempty" legge:"libero"`
	Forza          bool                     `json:"forza,omitempty"`
	IUV            avviso.IUV               `json:"iuv,omitzero"`
	CCP            string                   `json:"ccp,omitempty" legge:"libero"`
	NuovoModello   bool                     `json:"nuovoModello,omitempty"`
	Esito          rpt.CodiceEsitoPagamento `json:"esito,omitempty" legge:"libero"`
	Data           avviso.Data              `json:"data,omitzero"`
	Voci           []VoceRicevuta           `json:"voci,omitempty"`
	IUR            string                   `json:"iur,omitempty" legge:"libero"`
	Importo        *avviso.Importo          `json:"importo,omitempty"`
	Indice         avviso.Indice            `json:"indice,omitempty"`
	Ack            *bool                    `json:"ack,omitempty"`
	Nota           *Nota                    `json:"nota,omitempty"`
	Indici         []int                    `json:"indici,omitempty"` // no bytes, as encoding/json takes a list of avviso.Indice for
}

// MarshalEvento writes an event for a log: tipo, then its data. ParseEvento
// takes it back.
func MarshalEvento(e Evento) ([]byte, error) {
	if e == nil {
		return nil, eventoSenza("tipo")
	}
	s := eventoScritto{Tipo: nomeEvento(e.Tipo())}
	switch e := e.(type) {
	case Aggiorna:
		s.Pendenza, s.Vietato, s.AvvisoOccupato = &e.Nuova, e.Vietato, e.AvvisoOccupato
	case Annulla:
		s.Motivo, s.Forza, s.Adesso = e.Motivo, e.Forza, e.Adesso
	case AvviaTentativo:
		s.IUV, s.CCP, s.Adesso, s.NuovoModello = e.IUV, e.CCP, e.Adesso, e.NuovoModello
	case Ricevuta:
		s.IUV, s.CCP, s.Esito, s.Data, s.Voci = e.IUV, e.CCP, e.Esito, e.Data, e.Voci
	case PagamentoSenzaRPT:
		s.IUV, s.IUR, s.Importo, s.Data = e.IUV, e.IUR, &e.Importo, e.Data
	case Riconcilia:
		s.IUR, s.Indice = e.IUR, e.Indice
	case Storno:
		s.IUR = e.IUR
		for _, n := range e.Indici {
			s.Indici = append(s.Indici, int(n))
		}
	case Annota:
		s.Ack, s.Motivo, s.Nota = e.Ack, e.Motivo, e.Nota
	case Trasferisci:
		s.Adesso = e.Adesso
	}
	w := scrittura{}
	scrivi(&w, &s, luogo{}, nil)
	return w.b, w.err
}

// ParseEvento reads an event from JSON: tipo, and the data that its type has.
// The position of Aggiorna may hold only the members to change; its rules about
// items and total are left to Applica. adesso is the instant of an event that
// gives none. Errors: JSON and MEMBRO (ErrDocumento) for a text that is no
// event, or has members of another one; EVENTO_NON_VALIDO (ErrEvento) with the
// member; the code of a violation of the position.
func ParseEvento(data []byte, adesso time.Time) (Evento, error) {
	return leggiEvento(&lettura{vita: true}, data, adesso)
}

// LeggiEvento is ParseEvento for a log whose positions and notes keep members of
// others: those are kept again, as LeggiPendenza does.
func LeggiEvento(data []byte, adesso time.Time) (Evento, []avviso.Avvertenza, error) {
	l := &lettura{vita: true, tollerante: true}
	e, err := leggiEvento(l, data, adesso)
	return e, l.avvertenze, err
}

func leggiEvento(l *lettura, data []byte, adesso time.Time) (Evento, error) {
	s := eventoScritto{Adesso: adesso}
	presenti := struttura(l, &s, luogo{}, l.documento(data), nil)
	switch {
	case l.err != nil:
		return nil, l.err
	case len(l.e.difetti) > 0 && l.e.difetti[0].codice == CodiceMembro:
		return nil, &Errore{Codice: CodiceMembro, Campo: l.e.difetti[0].luogo.String(), Err: ErrDocumento}
	case len(l.e.difetti) > 0:
		return nil, eventoErrato(l.e.difetti[0].luogo.String(), "")
	case !s.Tipo.IsValid():
		return nil, eventoSenza("tipo")
	}
	for i, c := range tabellaDi[eventoScritto]().campi {
		if presenti&(1<<i) != 0 && c.nome != "tipo" && !slices.Contains(membriEvento[s.Tipo], c.nome) {
			return nil, &Errore{Codice: CodiceMembro, Campo: c.nome, Valore: string(s.Tipo), Err: ErrDocumento}
		}
	}
	return s.evento()
}

// nomeEvento is the member tipo, the name of an event.
type nomeEvento string

// IsValid reports whether n is one of the names.
func (n nomeEvento) IsValid() bool {
	_, ok := membriEvento[n]
	return ok
}

// membriEvento are the members of each event, behind tipo.
var membriEvento = map[nomeEvento][]string{
	"Pubblica":          nil,
	"Ripristina":        nil,
	"PagatoAltroCanale": nil,
	"Aggiorna":          {"pendenza", "vietato", "avvisoOccupato"},
	"Annulla":           {"motivo", "forza", "adesso"},
	"AvviaTentativo":    {"iuv", "ccp", "nuovoModello", "adesso"},
	"Ricevuta":          {"iuv", "ccp", "esito", "data", "voci"},
	"PagamentoSenzaRPT": {"iuv", "iur", "importo", "data"},
	"Riconcilia":        {"iur", "indice"},
	"Storno":            {"indici", "iur"},
	"Annota":            {"ack", "motivo", "nota"},
	"Trasferisci":       {"adesso"},
}

// nuova reads the position of an update. Its items and total are compared with
// those of the stored one later.
func (l *lettura) nuova(dst **Pendenza, dove luogo, v string) {
	n := lettura{e: esame{parziale: true}, vita: true, tollerante: l.tollerante}
	p, violazioni, err := n.tutta(v)
	if err != nil {
		l.err = sottoPercorso(dove.nome, err)
		return
	}
	for _, a := range n.avvertenze {
		a.Campo = sotto(dove.nome, a.Campo)
		l.avvertenze = append(l.avvertenze, a)
	}
	for _, x := range violazioni {
		switch x.Codice {
		case SommaErrata, Duplicato, ElementiMax:
		default:
			l.err = &Errore{Codice: x.Codice, Campo: sotto(dove.nome, x.Campo), Err: &NonValida{violazioni}}
			return
		}
	}
	*dst = &p
}

// evento builds the event out of the members read.
func (s *eventoScritto) evento() (Evento, error) {
	switch s.Tipo {
	case "Pubblica":
		return Pubblica{}, nil
	case "Aggiorna":
		if s.Pendenza == nil {
			return nil, eventoSenza("pendenza")
		}
		return Aggiorna{*s.Pendenza, s.Vietato, s.AvvisoOccupato}, nil
	case "Annulla":
		return Annulla{s.Motivo, s.Forza, s.Adesso}, nil
	case "Ripristina":
		return Ripristina{}, nil
	case "AvviaTentativo":
		return AvviaTentativo{s.IUV, s.CCP, s.Adesso, s.NuovoModello}, nil
	case "Ricevuta":
		e := Ricevuta{s.IUV, s.CCP, s.Esito, s.Data, s.Voci}
		return e, e.valida()
	case "PagamentoSenzaRPT":
		if s.Importo == nil {
			return nil, eventoSenza("importo")
		}
		return PagamentoSenzaRPT{s.IUV, s.IUR, *s.Importo, s.Data}, nil
	case "PagatoAltroCanale":
		return PagatoAltroCanale{}, nil
	case "Riconcilia":
		return Riconcilia{s.IUR, s.Indice}, nil
	case "Storno":
		e := Storno{IUR: s.IUR}
		for _, n := range s.Indici {
			e.Indici = append(e.Indici, avviso.Indice(n))
		}
		return e, nil
	case "Annota":
		return Annota{s.Ack, s.Motivo, s.Nota}, nil
	case "Trasferisci":
		return Trasferisci{s.Adesso}, nil
	}
	return nil, eventoErrato("tipo", string(s.Tipo))
}
