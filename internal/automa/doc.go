// Package automa is the kernel of every lifecycle in the library: one declared
// table of rows (from, event, to, guard, source) compiled into a state machine
// with three doors.
//
//   - Passo asks the table alone: for replay, imports and queries. A few
//     nanoseconds, no allocation.
//   - Applica asks the table and the guard of the row: for new events. It
//     allocates only when it refuses.
//   - NuovaMacchina gives a looplab/fsm machine with the same rows and guards:
//     for an application that hangs callbacks on one lifecycle. Its events are
//     fired with Lancia, which hides what looplab does by surprise.
//
// The table is the truth and the other two follow it; package prova, for
// tests, proves for a machine that the doors agree on every state, event and
// outcome of the guards. From the same rows come the diagrams and documents of
// Diagramma (Mermaid, XState, SCXML, a table).
//
// A state is a value of the caller's, one byte. The kernel holds none, has no
// hierarchy, history, timers or actions, and carries no data of events: a
// receipt or an amount goes to a method of the aggregate, which asks here
// whether and where to, and decides there what else changes.
//
// # Declaring a machine
//
// A package declares its machine once, in a variable, and exports functions of
// its own that speak its own types, so that no type of this package shows:
//
//	var macchina = automa.Nuova(automa.Definizione[Stato, Evento, Contesto]{
//		Nome:     "pendenza",
//		Stati:    nomiStato.Tutti(),
//		Eventi:   nomiEvento.Tutti(),
//		Iniziali: []Stato{Bozza},
//		Righe: []automa.Riga[Stato, Evento, Contesto]{
//			{Da: []Stato{Bozza}, Evento: Pubblica, A: Pubblicata, Guardia: haScadenza, Fonte: "…"},
//			{Da: []Stato{Bozza, Pubblicata}, Evento: Aggiorna, Resta: true, Fonte: "…"},
//		},
//		Errore: func(r automa.Rifiuto) error {
//			return &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(),
//				Err: r.Err(ErrTransizione)}
//		},
//	})
//
//	func Applica(s Stato, e Evento, c *Contesto) (Stato, error) { return macchina.Applica(s, e, c) }
//
// Where an event is the arrival of an official code, states and events are of
// one type, and the event has the name of the state that it leads to.
//
// When the reasons of the guards wrap ErrTransizione themselves, errors.Is
// finds both the kind and the reason, and a refusal is one allocation.
package automa
