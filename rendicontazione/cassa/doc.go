// Package cassa reads where the money arrived: the movements of a body's
// account, from the treasurer's Giornale di Cassa OPI, from the statements of a
// bank, XML or text, or from a table.
//
// Three things that people do with it:
//
//   - read the treasurer's journal, page by page: [NuovoGiornale], and ask whether the day
//     is whole: [Completo];
//   - read a bank's statement: [NuovoCamt053], [NuovoMT940], [NuovoRH], or a table:
//     [NuovaTabella];
//   - tell what a file is before reading it: [Riconosci].
//
// The readers give one neutral value, Movimento, which is what the
// reconciliation engine consumes; a host with another source (a table of its
// ERP) builds the same value and checks it with Valida.
//
//   - Giornale di Cassa OPI, versions 1.4, 1.5.1, 1.6.1, 1.7.1 and 1.8: NuovoGiornale reads the head
//     of a page and streams its movements; Completo tells whether the pages of a day are all
//     there; AppendGiornale writes a page.
//   - camt.053, every version from 001.02, and the CBI statement in XML: NuovoCamt053.
//   - CBI RH and EC, records of 120 columns: NuovoRH.
//   - MT940: NuovoMT940.
//   - A table, by what its columns mean (Profilo): NuovaTabella. Four exports are known.
//
// Each stream has a strict sequence, Movimenti, which ends at the first error, and a tolerant
// one, LeggiMovimenti, which says what it could not read and goes on. Riconosci
// tells the document by its beginning, and what to do with one that is not read. The
// package opens no archive: a host gives each member of a ZIP as a document of its own, and asks
// Completo about the pages of a journal as it does for loose ones.
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
// 1.4 to 1.8; ISO 20022, camt.053 BankToCustomerStatement; CBI, Rendicontazione
// saldi e movimenti di conto corrente (CBI-RND-001); SWIFT, MT940 Customer Statement Message.
package cassa
