package rendicontazione

import (
	"errors"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Input is all that a reconciliation looks at. Every list may be empty, come in
// any order and hold an object more than once.
type Input struct {
	// Movimenti are the movements of the accounts.
	Movimenti []cassa.Movimento `json:"movimenti"`
	// Flussi are the reporting flows, all their versions.
	Flussi []flusso.Flusso `json:"flussi"`
	// Ricevute are the items of the receipts.
	Ricevute []VoceRicevuta `json:"ricevute"`
	// Pendenze are the debt positions.
	Pendenze []Pendenza `json:"pendenze"`
	// Domini is the set of the bodies to look at. When it is empty the set is
	// every body of every list, of unknown configuration.
	Domini []Dominio `json:"domini"`
	// Oggi is the day of the reconciliation, which tells late from early.
	Oggi avviso.Data `json:"oggi"`
}

// Opzioni narrow or widen the waits of a reconciliation. The zero value is the
// rule of the official documents. There is no tolerance on amounts.
type Opzioni struct {
	// FlussoCaseSensitive forbids to find a flow by its identifier in another
	// case, which is otherwise tried after the exact one.
	FlussoCaseSensitive bool `json:"flussoCaseSensitive,omitempty"`
	// GiorniAttesaFlusso are working days to wait for a flow, or for the row of
	// a receipt, after its deadline: 0 to MaxGiorniAttesa.
	GiorniAttesaFlusso int `json:"giorniAttesaFlusso,omitempty"`
	// GiorniAttesaAccredito are working days to wait for the credit of a flow
	// after its deadline: 0 to MaxGiorniAttesa.
	GiorniAttesaAccredito int `json:"giorniAttesaAccredito,omitempty"`
	// MovimentiDistinti are the keys of movements that are not copies of others,
	// though they look like it: see MovimentoCopiaProbabile.
	MovimentiDistinti []cassa.Chiave `json:"movimentiDistinti,omitempty"`
	// TuttiDebitiInPendenze says that every debt of the bodies has a position in
	// Pendenze: a payment without one asks for a person.
	TuttiDebitiInPendenze bool `json:"tuttiDebitiInPendenze,omitempty"`
	// Riscossioni puts into each credit the payments that it settles.
	Riscossioni bool `json:"riscossioni,omitempty"`
	// Calendario rules operating days and flows; nil is Italia.
	Calendario Calendario `json:"-"`
	// CalendarioAccredito rules the deadline of a credit; nil is ItaliaTarget.
	CalendarioAccredito Calendario `json:"-"`
}

// MaxGiorniAttesa is the longest wait that Opzioni takes, in working days.
const MaxGiorniAttesa = 366

// Valida returns nil when the options are in their range, else an *Errore
// (ErrOpzioni, OPZIONE) that names the one which is not. Riconcilia, which never
// fails, takes a wait out of range as the nearest in it.
func (o Opzioni) Valida() error {
	for _, g := range [...]struct {
		campo  string
		giorni int
	}{{"giorniAttesaFlusso", o.GiorniAttesaFlusso}, {"giorniAttesaAccredito", o.GiorniAttesaAccredito}} {
		if g.giorni != attesa(g.giorni) {
			return &Errore{Codice: CodiceOpzione, Campo: g.campo, Valore: strconv.Itoa(g.giorni), Err: ErrOpzioni}
		}
	}
	return nil
}

func attesa(giorni int) int { return min(max(giorni, 0), MaxGiorniAttesa) }

// Valida returns nil when Oggi is given and every object keeps its own rules,
// else the first refusal under its path, such as "ricevute[3].importo". A host
// that builds the objects with the readers of this library need not call it;
// Accumulatore does.
func (in *Input) Valida() error {
	if in == nil {
		return nullo()
	}
	if !in.Oggi.IsValid() {
		return &Errore{Codice: CodiceMancante, Campo: "oggi", Err: ErrOpzioni}
	}
	err := valide(in.Movimenti, "movimenti", (*cassa.Movimento).Valida)
	if err == nil {
		err = valide(in.Flussi, "flussi", (*flusso.Flusso).Valida)
	}
	if err == nil {
		err = valide(in.Ricevute, "ricevute", (*VoceRicevuta).Valida)
	}
	if err == nil {
		err = valide(in.Pendenze, "pendenze", (*Pendenza).Valida)
	}
	if err == nil {
		err = valide(in.Domini, "domini", (*Dominio).Valida)
	}
	return err
}

// valide returns the refusal of the first object of a list that does not keep its
// own rules.
func valide[T any](oggetti []T, lista string, valida func(*T) error) error {
	for i := range oggetti {
		if err := valida(&oggetti[i]); err != nil {
			return sotto(err, lista, i)
		}
	}
	return nil
}

// sotto puts a refusal under the place of its object, keeping code and kind.
func sotto(err error, lista string, i int) error {
	r, ok := avviso.RilievoDi(err)
	if !ok {
		return err
	}
	return &Errore{Codice: r.Codice, Campo: lista + "[" + strconv.Itoa(i) + "]." + r.Campo, Valore: r.Valore, Err: errors.Unwrap(err)}
}

// regole are the options as the engine uses them.
type regole struct {
	giorni, accredito         ora.Calendario
	attesaFlusso, attesaConto int
	soloEsatto, soloPendenze  bool
	distinti                  map[cassa.Chiave]bool
}

func (o Opzioni) regole() regole {
	distinti := make(map[cassa.Chiave]bool, len(o.MovimentiDistinti))
	for _, k := range o.MovimentiDistinti {
		distinti[k] = true
	}
	return regole{
		giorni:       giorniDi(o.Calendario, ora.Italia),
		accredito:    giorniDi(o.CalendarioAccredito, ora.ItaliaTarget),
		attesaFlusso: attesa(o.GiorniAttesaFlusso),
		attesaConto:  attesa(o.GiorniAttesaAccredito),
		soloEsatto:   o.FlussoCaseSensitive,
		soloPendenze: o.TuttiDebitiInPendenze,
		distinti:     distinti,
	}
}
