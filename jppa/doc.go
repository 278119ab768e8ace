// Package jppa is the connector to Maggioli JPPA: once a day the paid receipts
// of a creditor body are notified one by one to JPPA, a CSV with the outcome of
// each is mailed to the body, and JPPA fetches the receipts it was told about.
//
// Three things that people do with it:
//
//   - check what a body wants before the first night: [ParseConfigurazione];
//   - run the export, and go on from where it stopped: [Corsa], [Corsa.Delta];
//   - read what JPPA answers, and answer what it asks: [LeggiRispostaHTTP],
//     [RispondiRecuperaRT].
//
// The package builds, reads and decides; it sends and stores nothing. A host
// gives it instants, receipts and answers, and does what it is told:
//
//   - [Configurazione] (SOAP v1) and [ConfigurazioneREST] (REST v2) say what a
//     body wants, and name every field that is wrong;
//   - [ProssimaEsecuzione], [CalcolaFinestra] and [Seleziona] say when, over
//     which interval, and which receipts;
//   - [Corsa] is one run, a value that a host stores between one action and the
//     next, whole or by what changed ([Delta]): stopped anywhere, it goes on from
//     there;
//   - [RichiestaInviaEsito] and the other messages are written for and read
//     from the SOAP services; [RispondiRecuperaRT] is the service that JPPA calls;
//   - [AppendCSV], [AppendZIP] and [ComponiEmail] make the file and its mail.
//
// # Two generations
//
// SOAP v1 is the connector of GovPay up to 3.8, whose every message has an
// inner XML document carried as text. REST v2 is the separate batch of 2026:
// the receipt travels inside the notification and RecuperaRT is gone.
//
// # Delivery
//
// A notification whose answer was not recorded before a stop is sent again, with
// the same bytes: delivery is at least once. One whose answer was recorded is
// never sent again by the same run.
//
// Sources: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli
// (JPPA)"; the published program link-it/govpay 3.8.2 (schemas
// jppapdp-ws-internal and jppapdp-ws-external) and the published batch
// link-it/govpay-maggioli-jppa, from which facts were taken, not text.
package jppa
