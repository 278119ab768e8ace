// Package piemontepay integrates a portal with PiemontePay, the payment desk
// (sportello) of the Piedmont region: the POST form that takes a citizen to the
// desk, its digest, the URL on which the citizen comes back, the life of an
// attempt, the desk's own decision for a test bench, and the service messages
// that load positions and bring notifications.
//
// Three things that people do with it:
//
//   - send a citizen to the desk and read the return: [Posizione.NuovoTentativo],
//     [ParseRitorno];
//   - learn that a position is paid, which only a notification tells: [Posizione.Notifica];
//   - write and read the service messages: [AppendMessaggio], and which digest a counterpart
//     computes: [VarianteDi].
//
// The package builds, reads and decides; it sends nothing. Instants and
// identifiers come from the caller.
//
// # What a return proves
//
// Nothing about money. The digest of a return is the very digest the caller
// sent in the form: it does not cover codEsito, and whoever saw the form, the
// citizen's own browser first, can write codEsito=000 next to it. A return with
// 000 says that the desk took the payment in charge; only the payment
// notification says that it was paid. In this package a position is paid
// ([Posizione.Pagata]) when a notification arrived and never before.
//
// # Which digest
//
// The manual prints the formula with three percent signs (§2.1); the deployed
// desk and its live clients use four, and so does the sample return URL that the
// same manual prints in §3.3, which the four-sign formula reproduces but for the
// case of one letter. [QuattroPercento] is therefore the default and
// [TrePercento] one name away; [VarianteDi] tells, from one known digest, which
// of the two a counterpart computes.
//
// Sources: "Redirect allo Sportello per il pagamento di una posizione debitoria
// da parte di un gestionale esterno", manual of PiemontePay (change log to 1.4);
// the published server regione-piemonte/piemontepay (epay) and the live client
// regione-piemonte/sigas, from which facts were taken, not text.
package piemontepay
