// Package schema walks an XML document in the order of its schema, to read it or
// to write it, with one description of the schema for both. It is the only way in
// which this library maps XML to values: names, order, occurrences, simple types and
// namespaces are said once, and what is written is what is read.
//
// A description is a function on a [Visita] and on the value:
//
//	func schemaEsito(v *schema.Visita, e *Esito) {
//		v.Testo("codice", &e.Codice, testo35, schema.Obbligatorio)
//		v.Importo("importo", &e.Importo, importo, schema.Obbligatorio)
//		schema.Facoltativo(v, "soggetto", &e.Soggetto, schemaSoggetto)   // **Soggetto
//		schema.Gruppi(v, "voce", &e.Voci, 1, 5, schemaVoce)              // *[]Voce
//	}
//
// A simple type of a room's own is a function that asks [Visita.Legge] and then either
// reads with [Visita.Foglia], [Visita.RifiutaValore] and [Visita.Avverti], or writes
// with [Visita.Scrivi], [Visita.Manca] and [Visita.Rifiuta].
//
// Documents are written with [Scrivi], checked as a writing would with [Verifica], and
// read with [Leggi], which finds them inside base64 and SOAP when it is told to be
// lenient; or step by step, where an envelope has rules of its own:
//
//	schema.Percorri(&stanza, dati, "", func(v *schema.Visita) error {
//		v.Corpo(false)                               // into the Body, if the root is an Envelope
//		if v.Radice(&vocabolario, "esitoRisposta") { // the start tag here is that of the document
//			schemaEsito(v, &e)
//			v.Chiudi()
//		}
//		return v.Fine()                              // nothing else may follow; the first error
//	})
//
// The first error sticks and everything after it is idle, so that a description asks
// nothing. A refusal is a [Rifiuto]; the hook of the [Stanza] turns it into the error of
// the room, a switch over [Motivo].
package schema
