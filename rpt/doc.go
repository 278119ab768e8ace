// Package rpt is the payment request and its receipt, with everything a
// creditor body does with them except sending them: the RPT (Richiesta di
// Pagamento Telematico), the RT (Ricevuta Telematica), and the messages of the
// newer models, paGetPayment and paSendRT in both editions.
//
// Three things that people do with it:
//
//   - answer the Nodo: [ParseBusta] reads what it sent, package pendenza decides,
//     [AppendBusta] writes the answer;
//   - take in a receipt: [RispondiPaSendRT] or [RispondiPaaInviaRT] say whether to accept it
//     and in which words to refuse, [PaSendRT.Riscossioni] and [RT.Riscossioni] what was
//     collected;
//   - read the documents that others keep, XML or JSON, without being told which:
//     [ParseDocumento], or [LeggiRT] and its siblings where they are not as they ought to
//     be.
//
// # Documents
//
// [RPT], [RT], [PaSendRT], [PaGetPayment], [PaGetPaymentRisposta] and
// [RispostaPA] hold the elements of the official schemas, in their order and
// under their names, as Go members and as JSON. Amounts are [avviso.Importo],
// dates [avviso.Data], instants [avviso.DataOra] (without zone: Europe/Rome).
//
// Parse… reads as the schema says: order, occurrences, simple types,
// namespaces, nothing else. The first difference is an [Errore] with the code
// PAA_SINTASSI_XSD, the element's path, the value, line and column, and a kind
// for errors.Is (ErrElementoMancante, ErrImporto, …). Leggi… reads what real
// receipts are like, and returns an [Avvertenza] for everything it tolerated:
// amounts without decimals, other namespaces, SOAP and base64 around the
// document, an outcome out of the list. AppendXML writes what the schema
// accepts, the same bytes for the same value, and refuses the rest.
//
// A message between the Nodo and a body is a [Messaggio]: [ParseBusta] and [LeggiBusta]
// take it out of its SOAP envelope and say which it is, [AppendBusta] writes the whole.
// Those that the Nodo sends are of the newer models (paVerifyPaymentNotice,
// paGetPayment, paSendRT, paDemandPaymentNotice) and of the older one (paaVerificaRPT,
// paaAttivaRPT, paaInviaRT); those that the body sends begin with nodo.
//
// [RT.Riscossioni] and [Ricevuta.Riscossioni] give what was collected, item by
// item, in one shape: what a reconciliation looks for in the reporting flows.
//
// # Rules
//
// [VerificaRT] compares an RT with its RPT (R1 to R17; R18 to R20 and S1 to S5
// by group), [VerificaRicevuta] a receipt with what was asked (C1 to C10),
// [RPT.Violazioni] tells of a request by itself (Q1 to Q3), [VerificaRisposta] what the
// Nodo would refuse of an answer that its schema takes (PG1 to PG14). A [Rilievo] tells the
// rule, whether it is fatal, the element and both values. [RispondiPaaInviaRT] and
// [RispondiPaSendRT] decide the answer, in the official order of the
// conditions. [nodo.FaultCode] types the codes of the Nodo, of the body and of the
// PSP with their official texts.
//
// # Life of a request
//
// Package [nodo] has the machine of the Nodo: the codes of its messages, with
// closure, reuse of the IUV and rank; the journal of payments follows the same
// table. [PassoRpt], [ApplicaRpt] and [NuovaMacchinaRpt] are the body's: [StatoRpt]
// under the events of [EventoRpt]. Its table and diagram are in testdata (rpt.md,
// rpt.mmd), where a test holds them to the code.
// [Scadenza] says when things expire and what follows, [ProssimoInvio] how the
// delivery of an RT goes on, [EsitoSessione] sums the attempts of a cart.
//
// # Making documents
//
// [NuovaRPT] makes a request out of the data of a position: it sums, composes
// the causale, and checks. [NuovaRT] and [NuovaRicevuta] make receipts for a
// simulator. [NuovoCarrello] joins several requests.
//
// # What it is not
//
// It opens no connection, reads no file and no clock, and signs nothing:
// signed RTs (CAdES, XAdES) are deprecated and not read. It does not keep the
// schemas, and does not check that the amount of a stamp is a legal one.
package rpt
