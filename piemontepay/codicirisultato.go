package piemontepay

// CodiceRisultato is a result code of the services: three digits, the first 0
// for success or warning, 1 for an application error, 2 for a system error.
//
// Source: published server, IssueEnum and the codes of its error table.
type CodiceRisultato string

// Result codes.
const (
	RisultatoOK                 CodiceRisultato = "000"
	RisultatoDuplicatoAvviso    CodiceRisultato = "012"
	RisultatoParziale           CodiceRisultato = "050"
	RisultatoNulla              CodiceRisultato = "051"
	RisultatoGenerico           CodiceRisultato = "100"
	RisultatoXSD                CodiceRisultato = "101"
	RisultatoEnteIgnoto         CodiceRisultato = "102"
	RisultatoVersamentoIgnoto   CodiceRisultato = "103"
	RisultatoDuplicato          CodiceRisultato = "112"
	RisultatoGiaElaborato       CodiceRisultato = "150"
	RisultatoCFIgnoto           CodiceRisultato = "151"
	RisultatoVersamentoAssente  CodiceRisultato = "152"
	RisultatoVersamentoMultiplo CodiceRisultato = "153"
	RisultatoConteggio          CodiceRisultato = "154"
	RisultatoTotale             CodiceRisultato = "155"
	RisultatoTotaleAssente      CodiceRisultato = "156"
	RisultatoTipoNonAttivo      CodiceRisultato = "157"
	RisultatoTipoNonAmmesso     CodiceRisultato = "158"
	RisultatoTipoBollo          CodiceRisultato = "159"
	RisultatoCaricamento        CodiceRisultato = "160"
	RisultatoIDUsato            CodiceRisultato = "161"
	RisultatoIDMancante         CodiceRisultato = "162"
	RisultatoImporto            CodiceRisultato = "163"
	RisultatoCausaleMancante    CodiceRisultato = "164"
	Risultato165                CodiceRisultato = "165" // 165 to 170: data of the payer missing
	Risultato166                CodiceRisultato = "166"
	Risultato167                CodiceRisultato = "167"
	Risultato168                CodiceRisultato = "168"
	Risultato169                CodiceRisultato = "169"
	Risultato170                CodiceRisultato = "170"
	RisultatoIUVMancante        CodiceRisultato = "171"
	RisultatoMotivazione        CodiceRisultato = "172"
	RisultatoTipoAggMancante    CodiceRisultato = "173"
	RisultatoTipoAggIgnoto      CodiceRisultato = "174"
	RisultatoAggiornamento      CodiceRisultato = "175"
	RisultatoPosizioneIgnota    CodiceRisultato = "176"
	RisultatoInPagamento        CodiceRisultato = "177"
	RisultatoGiaPagata          CodiceRisultato = "178"
	RisultatoGiaAnnullata       CodiceRisultato = "179"
	Risultato180                CodiceRisultato = "180" // id missing, or XML element missing
	Risultato181                CodiceRisultato = "181" // not editable, or zero
	Risultato182                CodiceRisultato = "182" // not unique, or not filled in
	RisultatoComponenti         CodiceRisultato = "183" // more than 5 components, or length
	RisultatoSomma              CodiceRisultato = "184" // components do not add up, or configuration not found
	RisultatoDate               CodiceRisultato = "185" // dates, or configuration not unique
	RisultatoDatiSpecifici      CodiceRisultato = "186"
	RisultatoScaduta            CodiceRisultato = "187"
	RisultatoMaiAttiva          CodiceRisultato = "188"
	RisultatoMultibeneficiario  CodiceRisultato = "189"
	RisultatoAnnoAccertamento   CodiceRisultato = "191"
	RisultatoNumeroAccertamento CodiceRisultato = "192"
	RisultatoRiferimento        CodiceRisultato = "193"
	RisultatoPersona194         CodiceRisultato = "194" // data of a person
	RisultatoPersona195         CodiceRisultato = "195" // data of a person
	RisultatoPagatore196        CodiceRisultato = "196" // rules about the payer
	RisultatoTipoSpontaneo      CodiceRisultato = "197"
	RisultatoSistema            CodiceRisultato = "200"
	RisultatoPagatore218        CodiceRisultato = "218" // rules about the payer
	RisultatoGenerazioneIUV     CodiceRisultato = "250"
)

// testiRisultato holds our wording of the meanings.
var testiRisultato = map[CodiceRisultato]string{
	RisultatoOK: "operazione riuscita", RisultatoDuplicatoAvviso: "messaggio duplicato (avvertenza)",
	RisultatoParziale: "operazione riuscita in parte", RisultatoNulla: "nessuna posizione caricata",
	RisultatoGenerico: "errore applicativo generico", RisultatoXSD: "messaggio non conforme allo schema",
	RisultatoEnteIgnoto: "ente sconosciuto", RisultatoVersamentoIgnoto: "codice versamento sconosciuto",
	RisultatoDuplicato: "IdMessaggio duplicato", RisultatoGiaElaborato: "messaggio già elaborato",
	RisultatoCFIgnoto: "codice fiscale dell'ente non trovato", RisultatoVersamentoAssente: "codice versamento non trovato",
	RisultatoVersamentoMultiplo: "codice versamento non univoco", RisultatoConteggio: "numero di posizioni diverso da quello dichiarato",
	RisultatoTotale: "totale diverso dalla somma degli importi", RisultatoTotaleAssente: "ImportoTotale assente",
	RisultatoTipoNonAttivo: "tipo pagamento non attivo", RisultatoTipoNonAmmesso: "tipo pagamento non ammesso",
	RisultatoTipoBollo: "tipo pagamento marca da bollo", RisultatoTipoSpontaneo: "tipo pagamento spontaneo",
	RisultatoCaricamento: "errore di caricamento", RisultatoIDUsato: "IdPosizioneDebitoria già usato",
	RisultatoIDMancante: "IdPosizioneDebitoria mancante", RisultatoImporto: "importo non valido",
	RisultatoCausaleMancante: "causale mancante", Risultato165: dati, Risultato166: dati, Risultato167: dati,
	Risultato168: dati, Risultato169: dati, Risultato170: dati,
	RisultatoIUVMancante: "IUV mancante", RisultatoMotivazione: "motivazione mancante",
	RisultatoTipoAggMancante: "tipo aggiornamento mancante", RisultatoTipoAggIgnoto: "tipo aggiornamento sconosciuto",
	RisultatoAggiornamento: "errore di aggiornamento", RisultatoPosizioneIgnota: "posizione non trovata",
	RisultatoInPagamento: "posizione in corso di pagamento", RisultatoGiaPagata: "posizione già pagata",
	RisultatoGiaAnnullata:  "posizione già annullata",
	Risultato180:           "identificativo mancante, oppure elemento XML mancante",
	Risultato181:           "posizione non modificabile, oppure valore a zero",
	Risultato182:           "posizione non univoca, oppure valore non compilato",
	RisultatoComponenti:    "più di cinque componenti, oppure lunghezza errata",
	RisultatoSomma:         "somma delle componenti diversa dal totale, oppure configurazione non trovata",
	RisultatoDate:          "date incoerenti, oppure configurazione non univoca",
	RisultatoDatiSpecifici: "dati specifici di riscossione mancanti", RisultatoScaduta: "posizione scaduta",
	RisultatoMaiAttiva: "posizione mai attiva", RisultatoMultibeneficiario: "errore dei dati multibeneficiario",
	RisultatoAnnoAccertamento: "accertamento non valido", RisultatoNumeroAccertamento: "accertamento non valido",
	RisultatoRiferimento: "riferimento non valido", RisultatoPersona194: "dati della persona non validi", RisultatoPersona195: "dati della persona non validi",
	RisultatoPagatore196: "regole del pagatore non rispettate", RisultatoPagatore218: "regole del pagatore non rispettate",
	RisultatoSistema: "errore di sistema", RisultatoGenerazioneIUV: "errore nella generazione dello IUV",
}

const dati = "dati del pagatore mancanti"

// Descrizione returns the meaning of the code in Italian, "" when unknown.
func (c CodiceRisultato) Descrizione() string { return testiRisultato[c] }

// Positivo reports whether the code says success or warning (first digit 0).
func (c CodiceRisultato) Positivo() bool { return len(c) == 3 && c[0] == '0' }

// Ambiguo reports whether the code, in a direct answer, has two meanings: the
// front end of the web service and the application behind it number 180 to 185
// apart. Decide nothing on such a code; show the Messaggio that came with it.
func (c CodiceRisultato) Ambiguo() bool { return c >= "180" && c <= "185" && len(c) == 3 }
