// Package pendenza is the debt position (posizione debitoria): its data and
// their rules, its life, and its verification by a PSP. Sub-packages hold what
// starts a payment from a portal (sessione), the mass upload (tracciato) and what
// a position looks like to the other systems (esterni).
//
// Three things that people do with it:
//
//   - create a position and give it its life: [ParsePendenza] and [Crea], then
//     [Pendenza.Applica] for whatever happens to it, with the actions that the host queues;
//   - answer who pays: [RichiestaNodo.Decidi], and [RicevutaPA], which makes of a receipt
//     the event of its position;
//   - speak with GovPay: [LeggiPendenzaGovPay], [Pendenza.AppendGovPay], [ParseModifiche],
//     and package pendenza/notifica.
//
// # Data
//
// Pendenza has the shape of GovPay's API Pendenze. There are two doors: ParsePendenza
// and EsaminaPendenza take what GovPay takes, and EsaminaPendenza tells every rule
// that a document breaks, in the order of the members; LeggiPendenza takes what
// others write, keeps the members that it does not know where they stood
// (avviso.Altri), and tells what it tolerated. Kept members carry no meaning, go
// along with the position whatever is applied to it, and are written back by the
// letter. Violazioni tells the rules that a value breaks, and Valida refuses one
// that breaks any. LeggiPendenzaGovPay and AppendGovPay are what GovPay gives out
// and takes, Modifica its PATCH, Modulo a position out of the columns of a file.
// Amounts are cents, read from the literal text and never through a float.
//
// # Life
//
// A position is a value and its method Applica is pure: it takes an event with
// its data (a receipt, a cancellation, a credit on the account) and returns the
// new value and the Mossa: the step it took and what the host should do. A log of
// events replays to the same value (Ripercorri). The states and their steps are
// declared once, in a table, with three doors: Passo, Applica and NuovaMacchina,
// whose callbacks a Mossa drives.
//
//   - Only money closes a position, and money that has moved is never refused:
//     paid twice, paid when cancelled, paid in another amount, it is recorded,
//     and the position becomes anomalous with a Segnalazione that says why.
//   - A receipt counts once, by (IUV, ccp), and a payment once, by (IUV, IUR,
//     item), whatever the order in which RT, reporting flow and credit arrive.
//   - INCASSATA is decided item by item: each has a settled payment, and at
//     least one was reconciled. Quietanzabile adds that nothing is anomalous.
//   - SCADUTA and ANOMALA are views of a day (StatoEffettivo), not states.
//
// # Verification
//
// RichiestaVerifica.Decidi decides whether a notice may be paid, with which
// official fault not, and when the application that owns the position must be
// asked first; the library does not ask. LeggiRispostaHost, MarshalRispostaHost
// and Notifica are the documents of that conversation, for either side.
//
// RichiestaNodo.Decidi goes on from there: a message of the Nodo as rpt.ParseBusta read
// it, and what the body knows (EntePA, the position), to the answer that rpt.AppendBusta
// writes. OffertaPA, PagamentoPA and DatiPagamentoPA are what a position answers,
// CompletaRPT the RPT of the same items.
//
// Sources: GovPay, API REST – Manuale di Integrazione 1.1; GovPay, API Pendenze
// v2, API Ente v2 and published sources (link-it/govpay), from which facts were
// taken, not text; SANP 2.4, sections 2 and 3.
package pendenza
