package main

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/portale/diagramma"
	"github.com/quietanza/quietanza/pendenza"
)

// banco is all that the program remembers. A real body has a database; the
// values in it would be the same.
type banco struct {
	mu        sync.Mutex
	orologio  func() time.Time
	anticipo  time.Duration // how far the console has moved the clock on
	caso      *rand.Rand
	ente      avviso.Ente
	debiti    []*debito
	pagamenti map[string]*pagamento
	ordine    []*pagamento // as they began
	carrelli  map[string]*carrello
	tracciati []*caricato // as they came

	numerazione avviso.Numerazione
}

// debito is a position, what happened to it and the attempts to pay it.
type debito struct {
	p         pendenza.Pendenza
	diario    []voce
	pagamenti []*pagamento
}

// voce is something that happened: an event of a machine.
type voce struct {
	Quando    time.Time
	Tentativo int // from 1; 0 for the position
	Macchina  string
	Evento    string
	Da, A     string
	Nota      string
}

// Machines, as the diary names them.
const (
	macchinaPendenza = "Posizione debitoria"
	macchinaSessione = "Sessione di pagamento"
	macchinaRPT      = "RPT presso l'ente"
	macchinaNodo     = "RPT presso il Nodo"
)

// rifiuto is a request that is refused, as the citizen reads it.
type rifiuto struct {
	Stato  int // of HTTP
	Titolo string
	Testo  string
	Codice string // official, "" for none
	Vai    string // where to go from here
	Invito string
}

func (r *rifiuto) Error() string {
	return strings.TrimSpace(r.Codice + " " + r.Titolo + ": " + r.Testo)
}

// adesso is the simulated instant. The callers hold the lock.
func (b *banco) adesso() time.Time { return b.orologio().Add(b.anticipo) }

// codice makes an identifier of n hexadecimal digits.
func (b *banco) codice(n int) string {
	var s strings.Builder
	for s.Len() < n {
		fmt.Fprintf(&s, "%016X", b.caso.Uint64())
	}
	return s.String()[:n]
}

// fai runs f alone, after everything that time alone has brought meanwhile.
func (b *banco) fai(f func(adesso time.Time) error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	adesso := b.adesso()
	if err := b.avanza(adesso); err != nil {
		return err
	}
	return f(adesso)
}

// avanza lets happen, in order, what time alone brings until an instant: the
// receipts under way, the attempts that expire, the files that are worked on.
func (b *banco) avanza(adesso time.Time) error {
	for {
		var primo func(time.Time) error
		var quando time.Time
		vede := func(t time.Time, ok bool, f func(time.Time) error) {
			if ok && !t.After(adesso) && (primo == nil || t.Before(quando)) {
				primo, quando = f, t
			}
		}
		for _, p := range b.ordine {
			t, ok := p.prossimo()
			vede(t, ok, func(t time.Time) error { return b.scatta(p, t) })
		}
		for _, c := range b.tracciati {
			t, ok := c.prossimo()
			vede(t, ok, func(t time.Time) error { return b.lavora(c, t) })
		}
		if primo == nil {
			return nil
		}
		if err := primo(quando); err != nil {
			return err
		}
	}
}

func (b *banco) debito(id string) (*debito, error) {
	for _, d := range b.debiti {
		if d.p.IDPendenza == id {
			return d, nil
		}
	}
	return nil, &rifiuto{Stato: 404, Titolo: "Debito sconosciuto", Testo: "Questo ente non ha un debito con questo codice."}
}

// perAvviso finds a published position by its notice.
func (b *banco) perAvviso(n avviso.NumeroAvviso) *debito {
	for _, d := range b.debiti {
		if d.p.NumeroAvviso == n {
			return d
		}
	}
	return nil
}

func (b *banco) pagamento(id string) (*pagamento, error) {
	if p := b.pagamenti[id]; p != nil {
		return p, nil
	}
	return nil, &rifiuto{Stato: 404, Titolo: "Pagamento sconosciuto", Testo: "Nessun pagamento ha questo identificativo."}
}

// documento yields the positions of the document that a position belongs to.
func (b *banco) documento(d *debito) iter.Seq[*pendenza.Pendenza] {
	return func(yield func(*pendenza.Pendenza) bool) {
		for _, q := range b.debiti {
			if d.p.Documento != nil && q.p.Documento != nil && q.p.Documento.Identificativo == d.p.Documento.Identificativo && !yield(&q.p) {
				return
			}
		}
	}
}

// verifica decides whether a position may be paid now.
func (b *banco) verifica(d *debito, adesso time.Time) pendenza.Decisione {
	r := pendenza.RichiestaVerifica{
		Pendenza: &d.p, AlternativaPagata: pendenza.AlternativaPagata(&d.p, b.documento(d)), Connettore: pendenza.ConnettoreAssente, Adesso: adesso,
	}
	return r.Decidi()
}

// applica applies an event to the position. A machine makes the move that it made
// once more and its callback writes it in the diary.
func (d *debito) applica(e pendenza.Evento, quando time.Time) error {
	q, mossa, err := d.p.Applica(e, pendenza.Opzioni{})
	if err != nil {
		return err
	}
	var note []string
	for _, a := range mossa.Azioni {
		note = append(note, string(a.Tipo))
	}
	if q.Anomala() && !d.p.Anomala() {
		note = append(note, "posizione anomala")
	}
	if mossa.Passaggio == 0 { // accepted, with nothing to change
		d.annota(quando, 0, macchinaPendenza, e.Tipo(), d.p.Stato.String(), q.Stato.String(), strings.Join(note, ", "))
		d.p = q
		return nil
	}
	scrivi := fsm.Callbacks{"after_event": func(_ context.Context, x *fsm.Event) { // also where the state stays
		d.annota(quando, 0, macchinaPendenza, x.Event, x.Src, x.Dst, strings.Join(note, ", "))
		note = nil
	}}
	for m := &mossa; m != nil; m = m.Poi {
		macchina, err := pendenza.NuovaMacchina(m.Da, &m.Contesto, scrivi)
		if err != nil {
			return err
		}
		if err := pendenza.Lancia(context.Background(), macchina, m.Passaggio); err != nil {
			return err
		}
	}
	d.p = q
	return nil
}

func (d *debito) annota(quando time.Time, tentativo int, macchina, evento, da, a, nota string) {
	d.diario = append(d.diario, voce{quando, tentativo, macchina, evento, da, a, nota})
}

// passi returns what a machine did in an attempt.
func (d *debito) passi(macchina string, tentativo int) []diagramma.Passo {
	return passi(slices.DeleteFunc(slices.Clone(d.diario), func(v voce) bool { return v.Macchina != macchina || v.Tentativo != tentativo }))
}

// passi are the steps of a diary, to be lit.
func passi(diario []voce) []diagramma.Passo {
	p := make([]diagramma.Passo, len(diario))
	for i, v := range diario {
		p[i] = diagramma.Passo{Da: v.Da, A: v.A, Evento: v.Evento}
	}
	return p
}

// ultimo returns the last attempt, nil when there is none.
func (d *debito) ultimo() *pagamento {
	if len(d.pagamenti) == 0 {
		return nil
	}
	return d.pagamenti[len(d.pagamenti)-1]
}

// perAzione are the events that an operator fires from the console.
var perAzione = map[string]func(adesso time.Time) pendenza.Evento{
	"pubblica": func(time.Time) pendenza.Evento { return pendenza.Pubblica{} },
	"annulla": func(t time.Time) pendenza.Evento {
		return pendenza.Annulla{Motivo: "annullato dall'ufficio", Adesso: t}
	},
	"ripristina": func(time.Time) pendenza.Evento { return pendenza.Ripristina{} },
}

// opera fires an event of the operator.
func (b *banco) opera(d *debito, azione string, adesso time.Time) error {
	e, ok := perAzione[azione]
	if !ok {
		return &rifiuto{Stato: 400, Titolo: "Azione sconosciuta", Testo: "La console non ha questa azione."}
	}
	if err := d.applica(e(adesso), adesso); err != nil {
		return &rifiuto{Stato: 409, Titolo: "Azione non ammessa", Testo: err.Error(), Vai: "/console/" + d.p.IDPendenza, Invito: "Torna alla console"}
	}
	return nil
}

// salti are how far the console may move the clock on.
var salti = []struct {
	Codice, Nome string
	avanti       func(time.Time) time.Time
}{
	{"1m", "1 minuto", func(t time.Time) time.Time { return t.Add(time.Minute) }},
	{"5m", "5 minuti", func(t time.Time) time.Time { return t.Add(5 * time.Minute) }},
	{"30m", "30 minuti", func(t time.Time) time.Time { return t.Add(30 * time.Minute) }},
	{"2h", "2 ore", func(t time.Time) time.Time { return t.Add(2 * time.Hour) }},
	{"1g", "1 giorno", func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"90g", "90 giorni", func(t time.Time) time.Time { return t.AddDate(0, 0, 90).Add(time.Hour) }},
}

// maxAnticipo keeps dates within four digits.
const maxAnticipo = 50 * 365 * 24 * time.Hour

// salta moves the clock on.
func (b *banco) salta(codice string, adesso time.Time) error {
	for _, s := range salti {
		if s.Codice != codice {
			continue
		}
		anticipo := b.anticipo + s.avanti(adesso).Sub(adesso)
		if anticipo > maxAnticipo {
			return &rifiuto{Stato: 409, Titolo: "Troppo avanti", Testo: "L'orologio di prova non va oltre cinquant'anni.", Vai: "/console", Invito: "Torna alla console"}
		}
		b.anticipo = anticipo
		return b.avanza(b.adesso())
	}
	return &rifiuto{Stato: 400, Titolo: "Salto sconosciuto", Testo: "La console non ha questo salto."}
}

// cronologia returns the diary in order of time, events of one instant as they
// were written.
func (d *debito) cronologia() []voce {
	v := slices.Clone(d.diario)
	slices.SortStableFunc(v, func(a, b voce) int { return cmp.Compare(a.Quando.UnixNano(), b.Quando.UnixNano()) })
	return v
}
