// Package circuito simulates the whole circuit of pagoPA: creditor bodies, the
// people who owe them, the PSPs that collect, the Nodo, and the treasurer who
// books the credits. It makes, for every operating day, debt positions, payment
// attempts, receipts, journal events, reporting flows and cash movements, and
// says of every object the class it must end in.
//
//	s, err := circuito.Nuovo(circuito.Configurazione{Seme: 7, Enti: 1, Pagamenti: 1000, Giorni: 30})
//	for g := range s.Giornate() {
//		… g.Pendenze, g.Ricevute, g.Flussi, g.Movimenti, g.Verita …
//	}
//
// Scrivi writes the same days as documents in the official formats.
//
// # Deterministic
//
// The same Configurazione gives the same objects and the same bytes: nothing
// depends on a clock, on the order of a map or on the number of cores. Every
// operating day has a generator of its own, seeded by the seed and the day.
//
// # Constant memory
//
// A day is made, given and forgotten. What outlives it is what the circuit itself
// keeps open: the refunds on their way, and the events of the journals of the days
// to come. Memory therefore grows with the payments of a day, not with the days.
//
// # Truth by construction
//
// The class of an object follows from what the simulator did to it (Caso) and from
// what had arrived on the last day (Simulatore.Oggi): nobody asks the engine.
// Everybody is invented; their codes are formally valid.
//
// When things happen is the table of PSPs and the constants of file tempi.go. Amounts and
// shares are of the order of the published volumes: 200 euro on average.
package circuito
