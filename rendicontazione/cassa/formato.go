package cassa

// Formato names a kind of document, as Riconosci tells it.
type Formato string

// The kinds of document that Riconosci names. A Flusso di Rendicontazione is for package flusso;
// JSON and ZIP are for the host to open.
const (
	FormatoOPI     Formato = "OPI"     // Giornale di Cassa OPI: NuovoGiornale
	FormatoCamt053 Formato = "CAMT053" // ISO 20022 camt.053: NuovoCamt053
	FormatoCBIXML  Formato = "CBIXML"  // CBI statement in XML (STRN-MO-001): NuovoCamt053
	FormatoRH      Formato = "RH"      // CBI RH or EC, records of 120 columns: NuovoRH
	FormatoMT940   Formato = "MT940"   // SWIFT MT940: NuovoMT940
	FormatoTabella Formato = "TABELLA" // a table of a known profile: RiconosciProfilo, NuovaTabella
	FormatoFlusso  Formato = "FLUSSO"  // FlussoRiversamento, alone, in SOAP or in base64: flusso.Leggi
	FormatoJSON    Formato = "JSON"    // a JSON text of the host
	FormatoZIP     Formato = "ZIP"     // a ZIP archive whose members are documents
)

// Riconosciuto says what a document is.
type Riconosciuto struct {
	// Formato is the kind, "" for a document that this library does not read.
	Formato Formato
	// Messaggio says, of a document that is not read as it is, what it seems and what to do, in
	// Italian; "" of one that is read.
	Messaggio string
}

// Messages of Riconosci.
const (
	messaggioExcel     = "foglio Excel: salvarlo come CSV"
	messaggioArchivio  = "archivio compresso: estrarre i documenti"
	messaggioPDF       = "documento PDF: chiedere alla banca l'estratto in formato CBI, camt.053 o MT940"
	messaggioP7M       = "busta firmata .p7m: estrarre il contenuto, per esempio con openssl cms -verify -noverify -inform DER"
	messaggioUTF16     = "testo UTF-16: salvarlo come UTF-8"
	messaggioOIL       = "giornale di cassa OIL, precedente a OPI: chiedere al tesoriere il giornale OPI"
	messaggioCamt052   = "camt.052, movimenti della giornata in corso: serve l'estratto camt.053"
	messaggioCamt054   = "camt.054, avvisi di accredito o addebito: serve l'estratto camt.053"
	messaggioPagamenti = "disposizione o esito di pagamento, non un estratto"
	messaggioElenco    = "è l'elenco dei flussi, non un flusso: chiedere ciascuno con nodoChiediFlussoRendicontazione"
	messaggioHTML      = "pagina HTML (alcune banche la chiamano .xls): esportare in CSV o CBI"
	messaggioAltraRH   = "rendicontazione CBI di conti anticipi, titoli, portafoglio: serve quella dei conti correnti (RH)"
	messaggioMT942     = "MT942, movimenti della giornata in corso: serve l'MT940"
	messaggioTabella   = "tabella di formato non noto: indicare il profilo delle colonne"
	messaggioIgnoto    = "documento non riconosciuto" // how each of those that follow begins
	messaggioVuoto     = messaggioIgnoto + ": è vuoto"
	messaggioImmagine  = messaggioIgnoto + ": è un'immagine"
	messaggioTracciato = messaggioIgnoto + ": è un tracciato di pendenze, che dice che cosa è dovuto e non che cosa è stato pagato"
	messaggioXML       = messaggioIgnoto + ": è un XML di radice "
)
