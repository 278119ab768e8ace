// Package tracciato is the mass upload of debt positions: files in the CSV and
// JSON formats of GovPay 3 and in that of GovPay Loader 2.x, read one line at a
// time, loaded, and answered.
//
// A file is taken through two steps. Progresso.Valida reads it as a whole:
// VALIDAZIONE_OK, or VALIDAZIONE_KO for a file that is empty or is no document.
// Caricatore.Carica then does what each line asks for, in an archive of the
// caller's, and yields the outcome: CARICAMENTO_OK, or CARICAMENTO_KO when a line
// failed. Lines are independent: a wrong one, however long or malformed, never
// harms another, and nothing is undone. A loading that stopped goes on from its
// Progresso. NuovoScrittore writes the outcomes, and the tracciato elaborato with
// IUV, QR code and bar code of every notice.
//
// A CSV file of another shape is read with a Mappatura, which says as data which
// column is which member; rows of the JSON format are read strictly, or as others
// write them with Opzioni.Tollerante.
//
// The memory of a reader does not grow with the file. That of a loading grows by
// the keys of the lines accepted so far, unless the caller gives a set of its
// own (Insieme).
//
// Sources: GovPay Loader, "Caricamento pendenze tramite GovPay Loader"; GovPay,
// "Formato CSV dei tracciati"; GovPay 3, API Pendenze v2, TracciatoPendenze;
// GovPay 2.5, utils.tracciati.
package tracciato
