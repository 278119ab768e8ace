// Package cassa reads where the money arrived: the movements of a body's
// account, from the treasurer's Giornale di Cassa OPI, from a camt.053 bank
// statement or from an MT940 text.
//
// The three readers give one neutral value, Movimento, which is what the
// reconciliation engine consumes; a host with another source (a CSV of its bank,
// a table of its ERP) builds the same value and checks it with Valida.
//
//   - Giornale di Cassa OPI, versions 1.4, 1.5.1, 1.6.1, 1.7.1 and 1.8: NuovoGiornale reads the head
//     of a page and streams its movements; Completo tells whether the pages of a day are all
//     there; AppendGiornale writes a page.
//   - camt.053, every version from 001.02, and the CBI statement in XML: NuovoCamt053.
//   - MT940: NuovoMT940.
//
// Each stream has a strict sequence, Movimenti, which ends at the first error, and a tolerant
// one, LeggiMovimenti, which says what it could not read and goes on. Riconosci
// tells the document by its beginning.
//
// Neither bank format names the body the account belongs to: the caller gives the
// dominio of each account (Conti).
//
// Amounts are cents, dates are civil dates as the documents print them.
//
// The package is not a validator of those formats: it reads by local name what
// reconciliation needs and leaves the rest alone. Nothing is lost in silence: a
// movement that gives no credit is counted with its reason, one that cannot be
// read is an error with line and column.
//
// Sources: "Regole tecniche e standard per l'emissione dei documenti informatici
// relativi alla gestione dei servizi di tesoreria e di cassa degli enti del
// comparto pubblico attraverso il Sistema SIOPE+" (OPI), Giornale di Cassa, versions
// 1.4 to 1.8; ISO 20022, camt.053 BankToCustomerStatement; SWIFT, MT940 Customer
// Statement Message.
package cassa
