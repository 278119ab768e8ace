// Package causale reads and writes the causale of the bank transfers of pagoPA,
// attribute AT-05 of a SEPA transfer: what ties the money on a body's account
// to a reporting flow (/PUR/…/URI/) or to one payment (/RFS/, /RFB/).
//
// Three things that people do with it:
//
//   - read what a bank made of a causale: [Leggi], and all that a text names: [LeggiTutti];
//   - check one as the official documents say: [Parse];
//   - write one: [Format].
//
// Parse is the grammar of the official documents, whole and exact; Format
// writes what Parse takes back. Leggi reads what banks make of it (wrapped at
// 35 characters, upper-cased, with words before and after), tells with typed
// warnings what it had to assume, and returns the other readings as candidates
// instead of guessing; LeggiTutti finds all the references of a text, where a bank
// copies the causale into several fields or pays several flows at once. All are
// single passes over the text.
//
// The amount inside a causale is information: the bank's amount rules.
//
// Sources: SACI 1.2–1.4.0, chapter 3, and SACI 2.0.0–3.2.1, Operazione di
// trasferimento fondi; SANP 2.x, riversamento in difetto; EACT, formatting
// rules of remittance information.
package causale
