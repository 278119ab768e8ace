// Package flusso reads, writes and checks the Flusso di Rendicontazione: what a
// PSP says of the payments that make up one bank transfer.
//
// Three things that people do with it:
//
//   - read a flow of any length, row by row: [Lettore];
//   - ask what is wrong with it, in the official codes: [Flusso.Anomalie];
//   - know a flow by its name, and which version of it counts: [ParseID], [Raggruppa].
//
// Parse takes a FlussoRiversamento of the official schema, Leggi one as PSPs and
// intermediaries really send it, with the list of what it tolerated; Lettore is
// the same two readings as a stream in constant memory, and LeggiFdR3 the JSON
// of the FdR 3 interface, with exact amounts. All give the same Flusso. None of
// them judges it: Anomalie lists the anomalies with their official codes, and
// Raggruppa tells which version of a flow is current.
//
// AppendXML writes the schema's own form. ID is the identificativoFlusso, which
// ties the flow to the causale of the transfer.
//
// Sources: SACI 1.4.0–3.2.1, Flusso di Rendicontazione;
// FlussoRiversamento_1_0_4.xsd; pagoPA, API FdR (ORGs); GovPay, Rendicontazioni.
package flusso
