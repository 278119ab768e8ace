package pendenza

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// eventoScritto holds the members of every event, in the order in which they
// are written.
type eventoScritto struct {
	Tipo           NomeEvento               `json:"tipo"`
	Adesso         time.Time                `json:"adesso,omitzero"`
	Pendenza       *Pendenza                `json:"pendenza,omitempty"`
	Vietato        bool                     `json:"vietato,omitempty"`
	AvvisoOccupato bool                     `json:"avvisoOccupato,omitempty"`
	Motivo         string                   `json:"motivo,omitempty"`
	Forza          bool                     `json:"forza,omitempty"`
	IUV            avviso.IUV               `json:"iuv,omitzero"`
	CCP            string                   `json:"ccp,omitempty"`
	Esito          rpt.CodiceEsitoPagamento `json:"esito,omitempty"`
	Data           avviso.Data              `json:"data,omitzero"`
	Voci           []VoceRicevuta           `json:"voci,omitempty"`
	IUR            string                   `json:"iur,omitempty"`
	Importo        *avviso.Importo          `json:"importo,omitempty"`
	Indice         avviso.Indice            `json:"indice,omitempty"`
	Indici         []int                    `json:"indici,omitempty"` // no bytes, as encoding/json takes a list of avviso.Indice for
}

// MarshalEvento writes an event for a log: tipo, then its data. ParseEvento
// takes it back.
func MarshalEvento(e Evento) ([]byte, error) {
	if e == nil {
		return nil, eventoSenza("tipo")
	}
	s := eventoScritto{Tipo: e.Tipo()}
	switch e := e.(type) {
	case Aggiorna:
		s.Pendenza, s.Vietato, s.AvvisoOccupato = &e.Nuova, e.Vietato, e.AvvisoOccupato
	case Annulla:
		s.Motivo, s.Forza, s.Adesso = e.Motivo, e.Forza, e.Adesso
	case AvviaTentativo:
		s.IUV, s.CCP, s.Adesso = e.IUV, e.CCP, e.Adesso
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
	case Trasferisci:
		s.Adesso = e.Adesso
	}
	return json.Marshal(&s)
}

// ParseEvento reads an event from JSON: tipo, and the data that its type has.
// The position of Aggiorna may hold only the members to change; its rules about
// items and total are left to Applica. adesso is the instant of an event that
// gives none. Errors: JSON and MEMBRO (ErrDocumento) for a text that is no
// event, or has members of another one; EVENTO_NON_VALIDO (ErrEvento) with the
// member; the code of a violation of the position.
func ParseEvento(data []byte, adesso time.Time) (Evento, error) {
	l := letturaEvento{lettura: lettura{vita: true}}
	l.Adesso = adesso
	l.tutto(data, l.membro)
	if l.err != nil {
		return nil, l.err
	}
	if len(l.e.difetti) > 0 {
		return nil, eventoErrato(l.e.difetti[0].luogo.String(), "")
	}
	if !l.Tipo.IsValid() {
		return nil, eventoSenza("tipo")
	}
	for _, n := range l.visti {
		if !ammesso(l.Tipo, n) {
			return nil, &Errore{Codice: CodiceMembro, Campo: n, Valore: string(l.Tipo), Err: ErrDocumento}
		}
	}
	return l.evento()
}

// membriEvento are the members of each event, behind tipo.
var membriEvento = map[NomeEvento][]string{
	NomePubblica:          nil,
	NomeRipristina:        nil,
	NomePagatoAltroCanale: nil,
	NomeAggiorna:          {"pendenza", "vietato", "avvisoOccupato"},
	NomeAnnulla:           {"motivo", "forza", "adesso"},
	NomeAvviaTentativo:    {"iuv", "ccp", "adesso"},
	NomeRicevuta:          {"iuv", "ccp", "esito", "data", "voci"},
	NomePagamentoSenzaRPT: {"iuv", "iur", "importo", "data"},
	NomeRiconcilia:        {"iur", "indice"},
	NomeStorno:            {"indici", "iur"},
	NomeTrasferisci:       {"adesso"},
}

func ammesso(t NomeEvento, membro string) bool {
	for _, n := range membriEvento[t] {
		if n == membro {
			return true
		}
	}
	return false
}

// letturaEvento reads one event.
type letturaEvento struct {
	lettura
	eventoScritto
	importo importoLetto
	indici  []avviso.Indice
	visti   []string
}

func (l *letturaEvento) membro(n string, v string) {
	dove := luogo{nome: n}
	if nullo(v) {
		return
	}
	if n != "tipo" {
		l.visti = append(l.visti, n)
	}
	switch n {
	case "tipo":
		leggiNome(&l.lettura, &l.Tipo, dove, v)
	case "adesso":
		leggiValore(&l.lettura, &l.Adesso, dove, v, leggiIstante)
	case "vietato":
		l.booleano(&l.Vietato, dove, v)
	case "avvisoOccupato":
		l.booleano(&l.AvvisoOccupato, dove, v)
	case "forza":
		l.booleano(&l.Forza, dove, v)
	case "motivo":
		l.Motivo, _ = l.stringa(dove, v)
	case "ccp":
		l.CCP, _ = l.stringa(dove, v)
	case "iur":
		l.IUR, _ = l.stringa(dove, v)
	case "iuv":
		leggiValore(&l.lettura, &l.IUV, dove, v, avviso.ParseIUV)
	case "data":
		l.data(&l.Data, dove, v)
	default:
		l.membroComposto(n, dove, v)
	}
}

func (l *letturaEvento) membroComposto(n string, dove luogo, v string) {
	switch n {
	case "pendenza":
		l.nuova(v)
	case "esito":
		s, _ := l.letterale(dove, v)
		l.Esito = rpt.CodiceEsitoPagamento(s)
	case "importo":
		l.lettura.importo(&l.importo, dove, v)
		l.eventoScritto.Importo = &l.importo.Importo
	case "indice":
		l.indice(&l.Indice, dove, v)
	case "indici":
		l.elenco(dove, v, func(i int, v string) {
			var n avviso.Indice
			l.indice(&n, luogo{nome: elemento("indici", i)}, v)
			l.indici = append(l.indici, n)
		})
	case "voci":
		l.elenco(dove, v, func(i int, v string) { l.Voci = append(l.Voci, l.voceRicevuta(elemento("voci", i), v)) })
	default:
		l.ignoto(luogo{}, n)
	}
}

// nuova reads the position of an update. Its items and total are compared with
// those of the stored one later.
func (l *letturaEvento) nuova(v string) {
	p, violazioni, err := LeggiParziale([]byte(v))
	if err != nil {
		var e *Errore
		if errors.As(err, &e) {
			err = &Errore{Codice: e.Codice, Campo: sotto("pendenza", e.Campo), Valore: e.Valore, Err: e.Err}
		}
		l.err = err
		return
	}
	for _, x := range violazioni {
		switch x.Codice {
		case SommaErrata, Duplicato, ElementiMax:
		default:
			l.err = &Errore{Codice: x.Codice, Campo: sotto("pendenza", x.Campo), Err: &NonValida{violazioni}}
			return
		}
	}
	l.Pendenza = &p
}

func sotto(campo, dentro string) string {
	if dentro == "" {
		return campo
	}
	return campo + "." + dentro
}

func (l *letturaEvento) voceRicevuta(gruppo string, v string) VoceRicevuta {
	var r VoceRicevuta
	var importo importoLetto
	dove := luogo{gruppo: gruppo}
	l.membri(dove, v, func(n, v string) {
		in := luogo{gruppo: gruppo, nome: n}
		switch n {
		case "indice":
			l.indice(&r.Indice, in, v)
		case "iur":
			r.IUR, _ = l.stringa(in, v)
		case "importo":
			l.importoRicevuta(&importo, in, v)
		case "tipo":
			leggiNumero(&l.lettura, &r.Tipo, in, v, avviso.ParseTipoRiscossione)
		default:
			l.ignoto(dove, n)
		}
	})
	if r.Importo = importo.Importo; !importo.presente {
		l.e.nota(luogo{gruppo: gruppo, nome: "importo"}, Obbligatorio, messaggioObbligatorio)
	}
	return r
}

// importoRicevuta reads an amount that may be 0.00: an item that was not paid.
func (l *letturaEvento) importoRicevuta(dst *importoLetto, dove luogo, v string) {
	s, ok := l.letterale(dove, v)
	if dst.presente = !nullo(v); !ok {
		return
	}
	i, c, messaggio := leggiImporto(s)
	if c != "" {
		l.e.nota(dove, c, messaggio)
		return
	}
	dst.Importo = i
}

// evento builds the event out of the members read.
func (l *letturaEvento) evento() (Evento, error) {
	switch l.Tipo {
	case NomePubblica:
		return Pubblica{}, nil
	case NomeAggiorna:
		if l.Pendenza == nil {
			return nil, eventoSenza("pendenza")
		}
		return Aggiorna{*l.Pendenza, l.Vietato, l.AvvisoOccupato}, nil
	case NomeAnnulla:
		return Annulla{l.Motivo, l.Forza, l.Adesso}, nil
	case NomeRipristina:
		return Ripristina{}, nil
	case NomeAvviaTentativo:
		return AvviaTentativo{l.IUV, l.CCP, l.Adesso}, nil
	case NomeRicevuta:
		e := Ricevuta{l.IUV, l.CCP, l.Esito, l.Data, l.Voci}
		return e, e.verifica()
	case NomePagamentoSenzaRPT:
		if l.eventoScritto.Importo == nil {
			return nil, eventoSenza("importo")
		}
		return PagamentoSenzaRPT{l.IUV, l.IUR, l.importo.Importo, l.Data}, nil
	case NomePagatoAltroCanale:
		return PagatoAltroCanale{}, nil
	case NomeRiconcilia:
		return Riconcilia{l.IUR, l.Indice}, nil
	case NomeStorno:
		return Storno{l.indici, l.IUR}, nil
	case NomeTrasferisci:
		return Trasferisci{l.Adesso}, nil
	}
	return nil, eventoErrato("tipo", string(l.Tipo))
}
