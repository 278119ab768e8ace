// Package avviso holds every word printed on a pagoPA payment notice (avviso
// di pagamento), the words that all other packages speak.
//
// Three things that people do with it:
//
//   - give a debt its number: [Numerazione] counts, [ParseNumeroAvviso] and
//     [IUV.NumeroAvviso] go from one to the other;
//   - print it: [Avviso.Sezione] has the texts of a payment, [QRCode], [DataMatrix] and
//     [BarCode] those of its codes;
//   - check what came from outside: [ParseImporto], [CodiceFiscale], [IBAN.ContoPostale] and
//     their siblings, with a refusal that a program can read ([Rifiuto]).
//
// Importo is an amount of money, Data a civil date, IdDominio the fiscal code
// of a creditor; NumeroAvviso, IUV and RF name a payment; CodiceFiscale,
// PartitaIVA and IBAN name the parties and their accounts. They are small
// comparable values in the manner of net/netip: they can be map keys, their
// zero value is invalid (but for Importo, where it is 0.00), and they read and
// write text, JSON and SQL columns.
//
// Parse functions accept exactly the official form. Where documents in the
// wild need more, a function whose name begins with Leggi reads them and says
// that it did. Refusals are *Errore values with a stable Codice.
//
// The package does no input or output and knows no clock: whatever depends on
// the day or on a configuration takes it as an argument.
package avviso
