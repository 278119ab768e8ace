package nodo

// The fault codes of the Nodo (PPT), of the creditor body (PAA) and of the PSP
// (CANALE).
//
// Sources: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §10.2, table 52;
// pagoPA, Gestione degli errori, "FaultCode e faultString", for the newer ones.
// PAA_RECEIPT_DUPLICATA and PAA_PAGAMENTO_MULTIBENEFICIARIO_NON_CONSENTITO are
// GovPay's.
const (
	PAAAttivaRPTImportoNonValido               FaultCode = "PAA_ATTIVA_RPT_IMPORTO_NON_VALIDO"              // L'importo del pagamento in attesa non è congruente con il dato indicato dal PSP
	PAAERDuplicata                             FaultCode = "PAA_ER_DUPLICATA"                               // Esito Revoca duplicato
	PAAErroreFormatoBustaFirmata               FaultCode = "PAA_ERRORE_FORMATO_BUSTA_FIRMATA"               // Formato busta di firma errato o non corrispondente al tipoFirma.
	PAAFirmaErrata                             FaultCode = "PAA_FIRMA_ERRATA"                               // Errore di firma.
	PAAFirmaIndisponibile                      FaultCode = "PAA_FIRMA_INDISPONIBILE"                        // Impossibile firmare.
	PAAIDDominioErrato                         FaultCode = "PAA_ID_DOMINIO_ERRATO"                          // La PAA non corrisponde al Dominio indicato.
	PAAIDIntermediarioErrato                   FaultCode = "PAA_ID_INTERMEDIARIO_ERRATO"                    // Identificativo intermediario non corrispondente.
	PAAPagamentoAnnullato                      FaultCode = "PAA_PAGAMENTO_ANNULLATO"                        // Pagamento in attesa risulta annullato all'Ente Creditore.
	PAAPagamentoDuplicato                      FaultCode = "PAA_PAGAMENTO_DUPLICATO"                        // Pagamento in attesa risulta concluso all'Ente Creditore.
	PAAPagamentoInCorso                        FaultCode = "PAA_PAGAMENTO_IN_CORSO"                         // Pagamento in attesa risulta in corso all'Ente Creditore.
	PAAPagamentoMultibeneficiarioNonConsentito FaultCode = "PAA_PAGAMENTO_MULTIBENEFICIARIO_NON_CONSENTITO" // Pagamento multibeneficiario non consentito con le specifiche SANP-SPC 2.3.0.
	PAAPagamentoScaduto                        FaultCode = "PAA_PAGAMENTO_SCADUTO"                          // Pagamento in attesa risulta scaduto all'Ente Creditore.
	PAAPagamentoSconosciuto                    FaultCode = "PAA_PAGAMENTO_SCONOSCIUTO"                      // Pagamento in attesa risulta sconosciuto all'Ente Creditore.
	PAAReceiptDuplicata                        FaultCode = "PAA_RECEIPT_DUPLICATA"                          // La receipt è già stata accettata.
	PAARPTSconosciuta                          FaultCode = "PAA_RPT_SCONOSCIUTA"                            // La RPT risulta sconosciuta.
	PAARTDuplicata                             FaultCode = "PAA_RT_DUPLICATA"                               // La RT è già stata accettata.
	PAARTSconosciuta                           FaultCode = "PAA_RT_SCONOSCIUTA"                             // RT sconosciuta.
	PAASemantica                               FaultCode = "PAA_SEMANTICA"                                  // Errore semantico.
	PAASintassiExtraXSD                        FaultCode = "PAA_SINTASSI_EXTRAXSD"                          // Errore di sintassi extra XSD.
	PAASintassiXSD                             FaultCode = "PAA_SINTASSI_XSD"                               // Errore di sintassi XSD.
	PAAStazioneIntErrata                       FaultCode = "PAA_STAZIONE_INT_ERRATA"                        // Stazione intermediario non corrispondente.
	PAASystemError                             FaultCode = "PAA_SYSTEM_ERROR"                               // Errore generico.
	PAATipoFirmaSconosciuto                    FaultCode = "PAA_TIPOFIRMA_SCONOSCIUTO"                      // Il campo tipoFirma non corrisponde ad alcun valore previsto.
)

// The fault codes of the Nodo.
const (
	PPTAutenticazione                 FaultCode = "PPT_AUTENTICAZIONE"                     // Errore di autenticazione.
	PPTAutorizzazione                 FaultCode = "PPT_AUTORIZZAZIONE"                     // Il richiedente non ha i diritti per l'operazione.
	PPTCanaleDisabilitato             FaultCode = "PPT_CANALE_DISABILITATO"                // Canale conosciuto ma disabilitato da configurazione.
	PPTCanaleErrParamPagImm           FaultCode = "PPT_CANALE_ERR_PARAM_PAG_IMM"           // Parametri restituiti dal Canale per identificare il pagamento non corretti
	PPTCanaleErrore                   FaultCode = "PPT_CANALE_ERRORE"                      // Errore restituito dal Canale.
	PPTCanaleErroreResponse           FaultCode = "PPT_CANALE_ERRORE_RESPONSE"             // La response ricevuta dal Canale è vuota o non corretta sintatticamente o semanticamente
	PPTCanaleIndisponibile            FaultCode = "PPT_CANALE_INDISPONIBILE"               // Nessun canale utilizzabile e abilitato.
	PPTCanaleIrraggiungibile          FaultCode = "PPT_CANALE_IRRAGGIUNGIBILE"             // Errore di connessione verso il Canale.
	PPTCanaleNonRisolvibile           FaultCode = "PPT_CANALE_NONRISOLVIBILE"              // Il canale non è specificato, e nessun canale risulta utilizzabile secondo configurazione.
	PPTCanaleSconosciuto              FaultCode = "PPT_CANALE_SCONOSCIUTO"                 // Canale sconosciuto.
	PPTCanaleServizioNonAttivo        FaultCode = "PPT_CANALE_SERVIZIO_NONATTIVO"          // Il Servizio Applicativo del Canale non è attivo.
	PPTCanaleTimeout                  FaultCode = "PPT_CANALE_TIMEOUT"                     // Timeout risposta dal Canale.
	PPTCodificaPSPSconosciuta         FaultCode = "PPT_CODIFICA_PSP_SCONOSCIUTA"           // Valore di codificaInfrastruttura PSP non censito.
	PPTDominioDisabilitato            FaultCode = "PPT_DOMINIO_DISABILITATO"               // Dominio disabilitato.
	PPTDominioSconosciuto             FaultCode = "PPT_DOMINIO_SCONOSCIUTO"                // IdentificativoDominio sconosciuto.
	PPTErroreEmessoDaPAA              FaultCode = "PPT_ERRORE_EMESSO_DA_PAA"               // Errore restituito dall'Ente Creditore.
	PPTErroreFormatoBustaFirmata      FaultCode = "PPT_ERRORE_FORMATO_BUSTA_FIRMATA"       // Formato busta di firma errato o non corrispondente al tipoFirma.
	PPTEsitoGiaAcquisito              FaultCode = "PPT_ESITO_GIA_ACQUISITO"                // L'esito del pagamento risulta già acquisito dal sistema pagoPA.
	PPTFirmaIndisponibile             FaultCode = "PPT_FIRMA_INDISPONIBILE"                // Impossibile firmare.
	PPTIBANNonCensito                 FaultCode = "PPT_IBAN_NON_CENSITO"                   // Il codice IBAN indicato dal EC non è presente nella lista degli IBAN comunicati al sistema pagoPA.
	PPTIDCarrelloDuplicato            FaultCode = "PPT_ID_CARRELLO_DUPLICATO"              // Identificativo Carrello RPT duplicato.
	PPTIDFlussoSconosciuto            FaultCode = "PPT_ID_FLUSSO_SCONOSCIUTO"              // Identificativo flusso sconosciuto.
	PPTIscrizioneNonPresente          FaultCode = "PPT_ISCRIZIONE_NON_PRESENTE"            // Iscrizione non presente in archivio.
	PPTOperNonRevocabile              FaultCode = "PPT_OPER_NON_REVOCABILE"                // Operazione non revocabile.
	PPTOperNonStornabile              FaultCode = "PPT_OPER_NON_STORNABILE"                // Operazione non stornabile.
	PPTPagamentoDuplicato             FaultCode = "PPT_PAGAMENTO_DUPLICATO"                // Pagamento in attesa risulta concluso al sistema pagoPA
	PPTPagamentoInCorso               FaultCode = "PPT_PAGAMENTO_IN_CORSO"                 // Pagamento in attesa risulta in corso al sistema pagoPA
	PPTPSPDisabilitato                FaultCode = "PPT_PSP_DISABILITATO"                   // PSP conosciuto ma disabilitato da configurazione
	PPTPSPSconosciuto                 FaultCode = "PPT_PSP_SCONOSCIUTO"                    // PSP sconosciuto
	PPTRPTDuplicata                   FaultCode = "PPT_RPT_DUPLICATA"                      // RPT duplicata.
	PPTRPTNonInoltrabile              FaultCode = "PPT_RPT_NON_INOLTRABILE"                // La RPT richiesta e fornita dalla PA non può essere inoltrata in quanto non corretta formalmente.
	PPTRPTSconosciuta                 FaultCode = "PPT_RPT_SCONOSCIUTA"                    // RPT sconosciuta.
	PPTRTDuplicata                    FaultCode = "PPT_RT_DUPLICATA"                       // La RT inviata dal PSP è già stata inviata (RT push).
	PPTRTInGestione                   FaultCode = "PPT_RT_IN_GESTIONE"                     // La gestione della RT è in corso.
	PPTRTNonDisponibile               FaultCode = "PPT_RT_NONDISPONIBILE"                  // RT non ancora pronta.
	PPTRTSconosciuta                  FaultCode = "PPT_RT_SCONOSCIUTA"                     // RT sconosciuta.
	PPTSemantica                      FaultCode = "PPT_SEMANTICA"                          // Errore semantico.
	PPTSintassiExtraXSD               FaultCode = "PPT_SINTASSI_EXTRAXSD"                  // Errore di sintassi extra XSD.
	PPTSintassiXSD                    FaultCode = "PPT_SINTASSI_XSD"                       // Errore di sintassi XSD.
	PPTStazioneIntPADisabilitata      FaultCode = "PPT_STAZIONE_INT_PA_DISABILITATA"       // Stazione disabilitata.
	PPTStazioneIntPAErroreResponse    FaultCode = "PPT_STAZIONE_INT_PA_ERRORE_RESPONSE"    // Errore di risposta dalla stazione
	PPTStazioneIntPAIrraggiungibile   FaultCode = "PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE"    // Errore di connessione verso la Stazione
	PPTStazioneIntPASconosciuta       FaultCode = "PPT_STAZIONE_INT_PA_SCONOSCIUTA"        // IdentificativoStazioneRichiedente sconosciuto.
	PPTStazioneIntPAServizioNonAttivo FaultCode = "PPT_STAZIONE_INT_PA_SERVIZIO_NONATTIVO" // Il Servizio Applicativo della Stazione non è attivo
	PPTStazioneIntPATimeout           FaultCode = "PPT_STAZIONE_INT_PA_TIMEOUT"            // Timeout risposta dalla stazione
	PPTSuperamentoSoglia              FaultCode = "PPT_SUPERAMENTOSOGLIA"                  // Una qualche soglia fissata per PPT è temporaneamente superata e la richiesta è quindi rifiutata.
	PPTSystemError                    FaultCode = "PPT_SYSTEM_ERROR"                       // Errore generico.
	PPTTipoFirmaSconosciuto           FaultCode = "PPT_TIPOFIRMA_SCONOSCIUTO"              // Il campo tipoFirma non corrisponde ad alcun valore previsto.
	PPTTokenScaduto                   FaultCode = "PPT_TOKEN_SCADUTO"                      // paymentToken is expired
	PPTTokenSconosciuto               FaultCode = "PPT_TOKEN_SCONOSCIUTO"                  // unknown token
	PPTUlterioreIscrizione            FaultCode = "PPT_ULTERIORE_ISCRIZIONE"               // Ulteriore iscrizione precedentemente censita.
	PPTWISPSessioneSconosciuta        FaultCode = "PPT_WISP_SESSIONE_SCONOSCIUTA"          // La tripletta idDominio+keyPA+keyWISP non corrisponde ad alcuna sessione memorizzata nella componente WISP.
	PPTWISPTimeoutRecuperoScelta      FaultCode = "PPT_WISP_TIMEOUT_RECUPERO_SCELTA"       // La tripletta idDominio+keyPA+keyWISP è relativa ad una scelta effettuata scaduta.
)

// The fault codes of the PSP.
const (
	CanaleAvvisoDuplicato   FaultCode = "CANALE_AVVISO_DUPLICATO"   // Messaggio di Warning per Avviso duplicato
	CanaleBustaErrata       FaultCode = "CANALE_BUSTA_ERRATA"       // Messaggio dismesso
	CanaleERDuplicata       FaultCode = "CANALE_ER_DUPLICATA"       // ER duplicata.
	CanaleFirmaSconosciuta  FaultCode = "CANALE_FIRMA_SCONOSCIUTA"  // Messaggio dismesso
	CanaleIndisponibile     FaultCode = "CANALE_INDISPONIBILE"      // Servizio non disponibile.
	CanaleRichiedenteErrato FaultCode = "CANALE_RICHIEDENTE_ERRATO" // Identificativo richiedente non valido.
	CanaleRPTDuplicata      FaultCode = "CANALE_RPT_DUPLICATA"      // RPT duplicata.
	CanaleRPTRifiutata      FaultCode = "CANALE_RPT_RIFIUTATA"      // RPT rifiutata.
	CanaleRPTSconosciuta    FaultCode = "CANALE_RPT_SCONOSCIUTA"    // RPT sconosciuta.
	CanaleRTNonDisponibile  FaultCode = "CANALE_RT_NON_DISPONIBILE" // Nessuna RT disponibile al momento
	CanaleRTSconosciuta     FaultCode = "CANALE_RT_SCONOSCIUTA"     // RT sconosciuta.
	CanaleSemantica         FaultCode = "CANALE_SEMANTICA"          // Errore semantico.
	CanaleSintassiExtraXSD  FaultCode = "CANALE_SINTASSI_EXTRAXSD"  // Errore di sintassi extra XSD.
	CanaleSintassiXSD       FaultCode = "CANALE_SINTASSI_XSD"       // Errore di sintassi XSD.
	CanaleSystemError       FaultCode = "CANALE_SYSTEM_ERROR"       // Errore generico.
)

// testiFault holds every code with its faultString, in order of code.
var testiFault = [...]struct {
	codice FaultCode
	testo  string
}{
	{CanaleAvvisoDuplicato, "Messaggio di Warning per Avviso duplicato"},
	{CanaleBustaErrata, "Messaggio dismesso"},
	{CanaleERDuplicata, "ER duplicata."},
	{CanaleFirmaSconosciuta, "Messaggio dismesso"},
	{CanaleIndisponibile, "Servizio non disponibile."},
	{CanaleRichiedenteErrato, "Identificativo richiedente non valido."},
	{CanaleRPTDuplicata, "RPT duplicata."},
	{CanaleRPTRifiutata, "RPT rifiutata."},
	{CanaleRPTSconosciuta, "RPT sconosciuta."},
	{CanaleRTNonDisponibile, "Nessuna RT disponibile al momento"},
	{CanaleRTSconosciuta, "RT sconosciuta."},
	{CanaleSemantica, "Errore semantico."},
	{CanaleSintassiExtraXSD, "Errore di sintassi extra XSD."},
	{CanaleSintassiXSD, "Errore di sintassi XSD."},
	{CanaleSystemError, "Errore generico."},
	{PAAAttivaRPTImportoNonValido, "L'importo del pagamento in attesa non è congruente con il dato indicato dal PSP"},
	{PAAErroreFormatoBustaFirmata, "Formato busta di firma errato o non corrispondente al tipoFirma."},
	{PAAERDuplicata, "Esito Revoca duplicato"},
	{PAAFirmaErrata, "Errore di firma."},
	{PAAFirmaIndisponibile, "Impossibile firmare."},
	{PAAIDDominioErrato, "La PAA non corrisponde al Dominio indicato."},
	{PAAIDIntermediarioErrato, "Identificativo intermediario non corrispondente."},
	{PAAPagamentoAnnullato, "Pagamento in attesa risulta annullato all'Ente Creditore."},
	{PAAPagamentoDuplicato, "Pagamento in attesa risulta concluso all'Ente Creditore."},
	{PAAPagamentoInCorso, "Pagamento in attesa risulta in corso all'Ente Creditore."},
	{PAAPagamentoMultibeneficiarioNonConsentito, "Pagamento multibeneficiario non consentito con le specifiche SANP-SPC 2.3.0."},
	{PAAPagamentoScaduto, "Pagamento in attesa risulta scaduto all'Ente Creditore."},
	{PAAPagamentoSconosciuto, "Pagamento in attesa risulta sconosciuto all'Ente Creditore."},
	{PAAReceiptDuplicata, "La receipt è già stata accettata."},
	{PAARPTSconosciuta, "La RPT risulta sconosciuta."},
	{PAARTDuplicata, "La RT è già stata accettata."},
	{PAARTSconosciuta, "RT sconosciuta."},
	{PAASemantica, "Errore semantico."},
	{PAASintassiExtraXSD, "Errore di sintassi extra XSD."},
	{PAASintassiXSD, "Errore di sintassi XSD."},
	{PAAStazioneIntErrata, "Stazione intermediario non corrispondente."},
	{PAASystemError, "Errore generico."},
	{PAATipoFirmaSconosciuto, "Il campo tipoFirma non corrisponde ad alcun valore previsto."},
	{PPTAutenticazione, "Errore di autenticazione."},
	{PPTAutorizzazione, "Il richiedente non ha i diritti per l'operazione."},
	{PPTCanaleDisabilitato, "Canale conosciuto ma disabilitato da configurazione."},
	{PPTCanaleErrore, "Errore restituito dal Canale."},
	{PPTCanaleErroreResponse, "La response ricevuta dal Canale è vuota o non corretta sintatticamente o semanticamente"},
	{PPTCanaleErrParamPagImm, "Parametri restituiti dal Canale per identificare il pagamento non corretti"},
	{PPTCanaleIndisponibile, "Nessun canale utilizzabile e abilitato."},
	{PPTCanaleIrraggiungibile, "Errore di connessione verso il Canale."},
	{PPTCanaleNonRisolvibile, "Il canale non è specificato, e nessun canale risulta utilizzabile secondo configurazione."},
	{PPTCanaleSconosciuto, "Canale sconosciuto."},
	{PPTCanaleServizioNonAttivo, "Il Servizio Applicativo del Canale non è attivo."},
	{PPTCanaleTimeout, "Timeout risposta dal Canale."},
	{PPTCodificaPSPSconosciuta, "Valore di codificaInfrastruttura PSP non censito."},
	{PPTDominioDisabilitato, "Dominio disabilitato."},
	{PPTDominioSconosciuto, "IdentificativoDominio sconosciuto."},
	{PPTErroreEmessoDaPAA, "Errore restituito dall'Ente Creditore."},
	{PPTErroreFormatoBustaFirmata, "Formato busta di firma errato o non corrispondente al tipoFirma."},
	{PPTEsitoGiaAcquisito, "L'esito del pagamento risulta già acquisito dal sistema pagoPA."},
	{PPTFirmaIndisponibile, "Impossibile firmare."},
	{PPTIBANNonCensito, "Il codice IBAN indicato dal EC non è presente nella lista degli IBAN comunicati al sistema pagoPA."},
	{PPTIDCarrelloDuplicato, "Identificativo Carrello RPT duplicato."},
	{PPTIDFlussoSconosciuto, "Identificativo flusso sconosciuto."},
	{PPTIscrizioneNonPresente, "Iscrizione non presente in archivio."},
	{PPTOperNonRevocabile, "Operazione non revocabile."},
	{PPTOperNonStornabile, "Operazione non stornabile."},
	{PPTPagamentoDuplicato, "Pagamento in attesa risulta concluso al sistema pagoPA"},
	{PPTPagamentoInCorso, "Pagamento in attesa risulta in corso al sistema pagoPA"},
	{PPTPSPDisabilitato, "PSP conosciuto ma disabilitato da configurazione"},
	{PPTPSPSconosciuto, "PSP sconosciuto"},
	{PPTRPTDuplicata, "RPT duplicata."},
	{PPTRPTNonInoltrabile, "La RPT richiesta e fornita dalla PA non può essere inoltrata in quanto non corretta formalmente."},
	{PPTRPTSconosciuta, "RPT sconosciuta."},
	{PPTRTDuplicata, "La RT inviata dal PSP è già stata inviata (RT push)."},
	{PPTRTInGestione, "La gestione della RT è in corso."},
	{PPTRTNonDisponibile, "RT non ancora pronta."},
	{PPTRTSconosciuta, "RT sconosciuta."},
	{PPTSemantica, "Errore semantico."},
	{PPTSintassiExtraXSD, "Errore di sintassi extra XSD."},
	{PPTSintassiXSD, "Errore di sintassi XSD."},
	{PPTStazioneIntPADisabilitata, "Stazione disabilitata."},
	{PPTStazioneIntPAErroreResponse, "Errore di risposta dalla stazione"},
	{PPTStazioneIntPAIrraggiungibile, "Errore di connessione verso la Stazione"},
	{PPTStazioneIntPASconosciuta, "IdentificativoStazioneRichiedente sconosciuto."},
	{PPTStazioneIntPAServizioNonAttivo, "Il Servizio Applicativo della Stazione non è attivo"},
	{PPTStazioneIntPATimeout, "Timeout risposta dalla stazione"},
	{PPTSuperamentoSoglia, "Una qualche soglia fissata per PPT è temporaneamente superata e la richiesta è quindi rifiutata."},
	{PPTSystemError, "Errore generico."},
	{PPTTipoFirmaSconosciuto, "Il campo tipoFirma non corrisponde ad alcun valore previsto."},
	{PPTTokenScaduto, "paymentToken is expired"},
	{PPTTokenSconosciuto, "unknown token"},
	{PPTUlterioreIscrizione, "Ulteriore iscrizione precedentemente censita."},
	{PPTWISPSessioneSconosciuta, "La tripletta idDominio+keyPA+keyWISP non corrisponde ad alcuna sessione memorizzata nella componente WISP."},
	{PPTWISPTimeoutRecuperoScelta, "La tripletta idDominio+keyPA+keyWISP è relativa ad una scelta effettuata scaduta."},
}
