// Package quietanza is the map of a library that takes an Italian public debt
// from pendenza, something a citizen owes, to quietanza, the discharge the body
// may sign once the money is really on its account.
//
// It models pagoPA from the side of the creditor body (ente creditore) as
// finite-state machines, codecs and one reconciliation engine. It performs no
// input or output: no package of the library opens a file or a connection,
// reads a clock or draws a random number. Bytes, instants and configuration
// come from the caller, so that gestionali, portals and gateways embed it as
// they are.
//
// # Rooms
//
// A payment walks through the packages from the ground up: what is asked, what
// was sent and answered, what is owed now, what the journals say happened,
// where the money is.
//
//   - [github.com/quietanza/quietanza/avviso]: every word printed on a payment
//     notice, which all other packages speak: Importo, Data, IdDominio, IUV,
//     NumeroAvviso, RF, CodiceFiscale, PartitaIVA, IBAN, and the texts of the
//     QR code, the postal Data Matrix and the bar code.
//   - [github.com/quietanza/quietanza/rpt]: the request (RPT), the receipt (RT,
//     paSendRT, paSendRTV2), their outcomes and lifecycle, the RT against its
//     RPT, the messages of the Nodo in their envelopes; rpt/nodo, the vocabulary of the Nodo: its states, operations and fault
//     codes.
//   - [github.com/quietanza/quietanza/pendenza]: the debt position and its life,
//     verification, the answers to the Nodo, the payment session, mass upload;
//     pendenza/esterni, what other systems call its states; pendenza/posizione, the
//     debt positions of GPD and ACA; pendenza/notifica and pendenza/elenco, what
//     GovPay tells and lists.
//   - [github.com/quietanza/quietanza/gdp]: the Giornale dei Pagamenti, from the
//     name of a file to the analysis of a payment over many journals.
//   - [github.com/quietanza/quietanza/rendicontazione]: where the money is: the
//     operating day and the engine that reconciles; its subjects of their own
//     are rendicontazione/causale (the text of a bank transfer),
//     rendicontazione/flusso (the reporting flow), rendicontazione/cassa (the
//     cash journal) and rendicontazione/incasso (a credit as GovPay is told of it).
//   - [github.com/quietanza/quietanza/jppa]: the connector to Maggioli JPPA.
//   - [github.com/quietanza/quietanza/piemontepay]: the PiemontePay desk.
//
// The directory examples holds runnable programs: riconcilia does the main job,
// quietanza puts every codec and engine on the shell.
//
// # Rules that hold everywhere
//
// Parse functions are strict and follow the official document; leniency is
// another function, Leggi, which returns what it tolerated as a list. Money is
// an [github.com/quietanza/quietanza/avviso.Importo], a whole number of cents;
// no floating point touches it. Every lifecycle is one declared table with three
// doors: Passo (a look-up), Applica (guards and data, with a typed refusal) and
// NuovaMacchina (a looplab/fsm machine to hang callbacks on). Every error that
// the library makes is an [github.com/quietanza/quietanza/avviso.Rifiuto]: it
// carries a stable code, the field, the value and the place, and unwraps to a
// sentinel. Domain words are Italian as the official documents spell them, and
// so are texts for a person; what Go fixes stays English.
//
// # Words
//
//   - abbinare: to match, such as a row of a flow with a receipt
//   - accredito: a credit on the body's account
//   - acquisizione: taking in a reporting flow, version after version
//   - allegato: the attachment of an item, such as the data of a stamp
//   - avvertenza: a warning: something tolerated while reading
//   - avviso: the payment notice that a citizen receives
//   - bollo: stamp duty, on paper (marca da bollo) or digital
//   - bonifico: a bank transfer
//   - carrello: a cart: several requests paid at once
//   - cassa: the body's cash; its bank is the tesoriere
//   - causale: the remittance text of a bank transfer
//   - debitore: who owes; versante, who pays
//   - dominio: a creditor body, by the tax code that is its identifier
//   - ente creditore (EC): the creditor body
//   - esercizio: the financial year of a body
//   - esito: an outcome
//   - flusso di rendicontazione (FdR): the PSP's report of the payments in one transfer
//   - giornale dei pagamenti (GDP): the log of what each party sent and received
//   - giornale di cassa: the treasurer's report of every movement on the account
//   - impronta: a digest
//   - incasso: the money seen on the account
//   - intermediario: who runs the connection to pagoPA for a body
//   - IUR: the PSP's identifier of one collection
//   - IUV: the body's identifier of one debt
//   - movimento: a line of the account
//   - Nodo: the hub of pagoPA, between bodies and PSPs
//   - numero avviso (NAV): the 18 digits that a citizen types, made from the IUV
//   - pendenza: a debt position: what is owed, and its life
//   - posizione debitoria: the same, as pagoPA names it
//   - provvisorio: a movement that waits for its accounting document (reversale, mandato)
//   - PSP: the payment service provider that a citizen pays through
//   - quadratura: amounts that must agree, agreeing
//   - quietanza: the discharge that the body signs once the money is there
//   - rata: an instalment; soluzione unica, all at once
//   - regolamento: the settlement of a flow by one transfer
//   - revoca: a payment taken back
//   - ricevuta telematica (RT): the receipt of a payment
//   - richiesta (RPT): the request of a payment, which its RT answers
//   - riconciliare: to find where every euro is
//   - riferimento: what in a causale says which debt or flow is paid
//   - rilievo: a finding
//   - riscossione: a collection: one item of a receipt, paid
//   - riversamento: the transfer that pays a flow to the body
//   - scadenza: the due date
//   - segregazione (codice di): the part of an IUV that says whose it is
//   - sospeso: a provvisorio, as the cash journal names it
//   - sportello: a counter, such as that of PiemontePay
//   - storno: a reversal
//   - tracciato: a file of many positions to load, and its format
//   - versamento: a payment made, or to be made
//   - voce: an item of a debt, of a receipt
package quietanza
