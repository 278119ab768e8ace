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
//     RPT, the official fault codes.
//   - [github.com/quietanza/quietanza/pendenza]: the debt position and its life,
//     verification, the payment session, mass upload.
//   - [github.com/quietanza/quietanza/gdp]: the Giornale dei Pagamenti, from the
//     name of a file to the analysis of a payment over many journals.
//   - [github.com/quietanza/quietanza/rendicontazione]: where the money is: the
//     operating day and the engine that reconciles; its subjects of their own
//     are rendicontazione/causale (the text of a bank transfer),
//     rendicontazione/flusso (the reporting flow) and rendicontazione/cassa (the
//     cash journal).
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
// NuovaMacchina (a looplab/fsm machine to hang callbacks on). Errors carry a
// stable code, the field, the value and the place, and unwrap to a sentinel.
// Domain words are Italian as the official documents spell them; what Go fixes
// stays English.
package quietanza
