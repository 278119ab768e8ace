package pendenza

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// ErrModifica is a list of changes that a position does not take.
var ErrModifica = errors.New("modifica non ammessa")

// OpModifica is the operation of a Modifica.
//
// Source: GovPay, API Pendenze v2, PatchOp.
type OpModifica string

// The operations.
const (
	OpAdd     OpModifica = "ADD"
	OpDelete  OpModifica = "DELETE"
	OpReplace OpModifica = "REPLACE"
)

// IsValid reports whether o is one of the values.
func (o OpModifica) IsValid() bool { return o == OpAdd || o == OpDelete || o == OpReplace }

// Paths of a Modifica.
const (
	percorsoStato       = "/stato"
	percorsoDescrizione = "/descrizioneStato"
	percorsoAck         = "/ack"
	percorsoNota        = "/nota"
)

// Modifica is one change that PATCH /pendenze/{idA2A}/{idPendenza} asks for:
// /stato, /descrizioneStato and /ack are replaced, a /nota is added.
//
// Source: GovPay, API Pendenze v2, PatchOp; PendenzeDAO.
type Modifica struct {
	Op    OpModifica
	Path  string
	Value json.RawMessage
}

// ParseModifiche reads the body of a PATCH strictly. Errors: JSON, CODIFICA and
// MEMBRO (ErrDocumento) for what is no list of objects with each member once; else
// an ErrNonValida whose *NonValida has every violation, for which GovPay answers
// 400: another member, operation, path or value.
//
// Source: GovPay, API Pendenze v2, PATCH /pendenze/{idA2A}/{idPendenza}.
func ParseModifiche(data []byte) ([]Modifica, error) {
	m, _, err := leggiModifiche(data, false)
	return m, err
}

// LeggiModifiche is ParseModifiche for who writes operations as RFC 6902 does, in
// small letters (ENUM), or adds members (MEMBRO).
//
// Source: GovPay, API Pendenze v2, PATCH /pendenze/{idA2A}/{idPendenza}.
func LeggiModifiche(data []byte) ([]Modifica, []avviso.Avvertenza, error) {
	return leggiModifiche(data, true)
}

// modificaScritta is one change as it stands in the list.
type modificaScritta struct {
	Op    string `json:"op" legge:"obbligo,libero"`
	Path  string `json:"path" legge:"obbligo,libero"`
	Value grezzo `json:"value" legge:"obbligo"`
}

func leggiModifiche(data []byte, tollerante bool) ([]Modifica, []avviso.Avvertenza, error) {
	l := lettura{tollerante: tollerante}
	testo := strings.TrimLeft(l.documento(data), " \t\r\n")
	if l.err == nil && testo[0] != '[' {
		l.rifiuta(CodiceJSON, "", "")
	}
	lista := []Modifica{}
	i := 0
	for v := range membri.Elementi(testo) {
		var s modificaScritta
		dove := luogo{gruppo: elemento("", i)}
		struttura(&l, &s, dove, v, nil)
		if l.err != nil {
			break
		}
		m := Modifica{Op: OpModifica(s.Op), Path: s.Path, Value: json.RawMessage(s.Value)}
		if alto := OpModifica(strings.ToUpper(s.Op)); tollerante && alto != m.Op && alto.IsValid() {
			l.avvisa(dove.dentro("op"), Enum, s.Op, "operazione in minuscolo")
			m.Op = alto
		}
		if len(l.e.difetti) == 0 {
			if campo, c, testo := m.violazione(); campo != "" {
				l.e.nota(dove.dentro(campo), c, testo)
			}
		}
		lista = append(lista, m)
		i++
	}
	if l.err != nil {
		return nil, nil, l.err
	}
	if err := nonValida(l.e.chiudi()); err != nil {
		return nil, l.avvertenze, err
	}
	return lista, l.avvertenze, nil
}

// violazione tells what is wrong with a change, whatever the position.
func (m *Modifica) violazione() (campo string, c avviso.Codice, testo string) {
	op := OpReplace
	if m.Path == percorsoNota {
		op = OpAdd
	}
	switch m.Path {
	case percorsoStato, percorsoDescrizione, percorsoAck, percorsoNota:
	default:
		if m.Op.IsValid() {
			return "path", Enum, messaggioEnum
		}
	}
	if m.Op != op {
		return "op", Enum, "Il campo op non e' valido."
	}
	switch s, ok := membri.Testo(string(m.Value)); m.Path {
	case percorsoStato:
		if s != Annullata.String() && s != NonEseguita.String() {
			return "value", Enum, messaggioEnum
		}
	case percorsoDescrizione:
		if !ok || strings.TrimSpace(s) == "" {
			return "value", Pattern, "testo non vuoto atteso"
		}
	case percorsoAck:
		if v := string(m.Value); v != "true" && v != "false" {
			return "value", Pattern, messaggioTipo
		}
	case percorsoNota:
		if n, err := m.nota(); err != nil || n.Oggetto == "" {
			return "value", Pattern, "oggetto {oggetto, testo, tipo} atteso"
		}
	}
	return "", "", ""
}

// nota reads the value of a /nota, with the members it has beside its own.
func (m *Modifica) nota() (n Nota, err error) {
	l := lettura{tollerante: true}
	testo := l.documento(m.Value)
	struttura(&l, &n, luogo{}, testo, nil)
	if l.err == nil && len(l.e.difetti) > 0 {
		l.err = ErrDocumento
	}
	return n, l.err
}

// ApplicaModifiche applies the changes of a PATCH in order, all or none, and
// returns the new position, the events that make the same change, for a log, and
// what the host should do. /stato ANNULLATA is Annulla, with the
// /descrizioneStato of the list wherever it stands, and NON_ESEGUITA is
// Ripristina; the others are Annota: a person has seen the anomaly, which stays, or
// left a note, whose oggetto is the description of the state. adesso is that of
// Annulla.
//
// On refusal the position comes back as it was. Errors: what ParseModifiche tells
// of a change (ErrModifica), with its path; those of Applica.
//
// Source: GovPay, PendenzeDAO, which stores at the end too.
func (p *Pendenza) ApplicaModifiche(modifiche []Modifica, adesso time.Time, o Opzioni) (Pendenza, []Evento, []Azione, error) {
	if p == nil {
		return Pendenza{}, nil, nil, errNullo("pendenza")
	}
	q := *p
	var eventi []Evento
	var azioni []Azione
	descrizione := ""
	applica := func(e Evento) (err error) {
		var mossa Mossa
		if q, mossa, err = q.Applica(e, o); err == nil {
			eventi, azioni = append(eventi, e), append(azioni, mossa.Azioni...)
		}
		return err
	}
	for i := range modifiche {
		m := &modifiche[i]
		if campo, c, _ := m.violazione(); campo != "" {
			return *p, nil, nil, &Errore{Codice: c, Campo: elemento("", i) + "." + campo, Valore: m.Path, Err: ErrModifica}
		}
		if m.Path == percorsoDescrizione {
			descrizione, _ = membri.Testo(string(m.Value))
		}
	}
	for i := range modifiche {
		if e := modifiche[i].evento(descrizione, adesso); e != nil {
			if err := applica(e); err != nil {
				return *p, nil, nil, err
			}
		}
	}
	if descrizione != "" && q.Motivo != descrizione {
		if err := applica(Annota{Motivo: descrizione}); err != nil {
			return *p, nil, nil, err
		}
	}
	return q, eventi, azioni, nil
}

// evento is what a change, which breaks no rule, does; nil for a description,
// which goes with the others.
func (m *Modifica) evento(descrizione string, adesso time.Time) Evento {
	switch m.Path {
	case percorsoStato:
		if s, _ := membri.Testo(string(m.Value)); s == Annullata.String() {
			return Annulla{Motivo: descrizione, Adesso: adesso}
		}
		return Ripristina{}
	case percorsoAck:
		visto := string(m.Value) == "true"
		return Annota{Ack: &visto}
	case percorsoNota:
		n, _ := m.nota()
		return Annota{Motivo: n.Oggetto, Nota: &n}
	}
	return nil
}

// annota keeps what a person says of the position.
func (p *corso) annota(e *Annota) ([]Azione, error) {
	if !p.Stato.IsValid() {
		return nil, &Errore{Codice: CodiceTransizione, Campo: "stato", Valore: e.Tipo(), Err: ErrTransizione}
	}
	if e.Ack != nil {
		p.Ack = *e.Ack
	}
	if e.Motivo != "" {
		p.Motivo = e.Motivo
	}
	if e.Nota != nil {
		p.Note = append(p.Note[:len(p.Note):len(p.Note)], *e.Nota)
	}
	return nil, nil
}
