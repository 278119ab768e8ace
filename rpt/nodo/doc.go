// Package nodo is the vocabulary of the Nodo dei Pagamenti: the states of a payment
// attempt and the machine that its codes move, what each state says of the attempt
// and of its IUV, the fault codes, and the key that every message carries. It holds no
// document: those are of package rpt.
//
// Three things that people do with it:
//
//   - follow a payment attempt: [Applica] takes it from one code of the Nodo to the next, or
//     refuses;
//   - ask what a state says of the attempt and of its IUV ([Stato]);
//   - read and write the fault codes with their official texts ([FaultCode], [FaultBean]).
//
// [Passo] looks up the state after the arrival of a code, [Applica] asks the guards
// too, and [NuovaMacchina] gives a looplab/fsm machine over the same table, to hang
// callbacks on. [Transizioni] yields the table, [Diagramma] draws it.
//
// Errors are *[Errore], of the kinds [ErrNome] and [ErrTransizione].
package nodo
