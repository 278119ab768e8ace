package nodo

// The fault codes of the Nodo (PPT), of the creditor body (PAA) and of the PSP
// (CANALE), each with its official text; the comment of a code that has none starts
// with a lower-case letter.
//
// Sources: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §10.2, table 52, and
// chapters 12 and 13 for revoca and storno; pagoPA, Gestione degli errori, "FaultCode e
// faultString", for the newer ones; pagopa-fdr-nodo-dei-pagamenti, DigitPaErrorCodes;
// pagopa-nodo-dei-pagamenti-test. PAA_RECEIPT_DUPLICATA and
// PAA_PAGAMENTO_MULTIBENEFICIARIO_NON_CONSENTITO are GovPay's.
const (
	PAAAttivaRPTImportoNonValido               FaultCode = "PAA_ATTIVA_RPT_IMPORTO_NON_VALIDO"              // L'importo del pagamento in attesa non è congruente con il dato indicato dal PSP
	PAAErroreFormatoBustaFirmata               FaultCode = "PAA_ERRORE_FORMATO_BUSTA_FIRMATA"               // Formato busta di firma errato o non corrispondente al tipoFirma.
	PAAERDuplicata                             FaultCode = "PAA_ER_DUPLICATA"                               // Esito Revoca duplicato
	PAAFirmaErrata                             FaultCode = "PAA_FIRMA_ERRATA"                               // Errore di firma.
	PAAFirmaIndisponibile                      FaultCode = "PAA_FIRMA_INDISPONIBILE"                        // Impossibile firmare.
	PAAIDDominioErrato                         FaultCode = "PAA_ID_DOMINIO_ERRATO"                          // La PAA non corrisponde al Dominio indicato.
	PAAIDIntermediarioErrato                   FaultCode = "PAA_ID_INTERMEDIARIO_ERRATO"                    // Identificativo intermediario non corrispondente.
	PAAOperNonRevocabile                       FaultCode = "PAA_OPER_NON_REVOCABILE"                        // revoca: the operation cannot be revoked
	PAAPagamentoAnnullato                      FaultCode = "PAA_PAGAMENTO_ANNULLATO"                        // Pagamento in attesa risulta annullato all'Ente Creditore.
	PAAPagamentoDuplicato                      FaultCode = "PAA_PAGAMENTO_DUPLICATO"                        // Pagamento in attesa risulta concluso all'Ente Creditore.
	PAAPagamentoInCorso                        FaultCode = "PAA_PAGAMENTO_IN_CORSO"                         // Pagamento in attesa risulta in corso all'Ente Creditore.
	PAAPagamentoMultibeneficiarioNonConsentito FaultCode = "PAA_PAGAMENTO_MULTIBENEFICIARIO_NON_CONSENTITO" // Pagamento multibeneficiario non consentito con le specifiche SANP-SPC 2.3.0.
	PAAPagamentoScaduto                        FaultCode = "PAA_PAGAMENTO_SCADUTO"                          // Pagamento in attesa risulta scaduto all'Ente Creditore.
	PAAPagamentoSconosciuto                    FaultCode = "PAA_PAGAMENTO_SCONOSCIUTO"                      // Pagamento in attesa risulta sconosciuto all'Ente Creditore.
	PAAReceiptDuplicata                        FaultCode = "PAA_RECEIPT_DUPLICATA"                          // La receipt è già stata accettata.
	PAARPTSconosciuta                          FaultCode = "PAA_RPT_SCONOSCIUTA"                            // La RPT risulta sconosciuta.
	PAARRDuplicata                             FaultCode = "PAA_RR_DUPLICATA"                               // revoca: the request is there already
	PAARRSconosciuta                           FaultCode = "PAA_RR_SCONOSCIUTA"                             // revoca: the request is unknown
	PAARTDuplicata                             FaultCode = "PAA_RT_DUPLICATA"                               // La RT è già stata accettata.
	PAARTSconosciuta                           FaultCode = "PAA_RT_SCONOSCIUTA"                             // RT sconosciuta.
	PAASemantica                               FaultCode = "PAA_SEMANTICA"                                  // Errore semantico.
	PAASintassi                                FaultCode = "PAA_SINTASSI"                                   // paVerifyPaymentOptions alone
	PAASintassiExtraXSD                        FaultCode = "PAA_SINTASSI_EXTRAXSD"                          // Errore di sintassi extra XSD.
	PAASintassiXSD                             FaultCode = "PAA_SINTASSI_XSD"                               // Errore di sintassi XSD.
	PAAStazioneIntErrata                       FaultCode = "PAA_STAZIONE_INT_ERRATA"                        // Stazione intermediario non corrispondente.
	PAASystemError                             FaultCode = "PAA_SYSTEM_ERROR"                               // Errore generico.
	PAATipoFirmaSconosciuto                    FaultCode = "PAA_TIPOFIRMA_SCONOSCIUTO"                      // Il campo tipoFirma non corrisponde ad alcun valore previsto.
)

// The fault codes of the Nodo.
const (
	PPTAttivazioneInCorso             FaultCode = "PPT_ATTIVAZIONE_IN_CORSO"               // an activation is under way
	PPTAutenticazione                 FaultCode = "PPT_AUTENTICAZIONE"                     // Errore di autenticazione.
	PPTAutorizzazione                 FaultCode = "PPT_AUTORIZZAZIONE"                     // Il richiedente non ha i diritti per l'operazione.
	PPTCanaleDisabilitato             FaultCode = "PPT_CANALE_DISABILITATO"                // Canale conosciuto ma disabilitato da configurazione.
	PPTCanaleErrore                   FaultCode = "PPT_CANALE_ERRORE"                      // Errore restituito dal Canale.
	PPTCanaleErroreResponse           FaultCode = "PPT_CANALE_ERRORE_RESPONSE"             // La response ricevuta dal Canale è vuota o non corretta sintatticamente o semanticamente
	PPTCanaleErrParamPagImm           FaultCode = "PPT_CANALE_ERR_PARAM_PAG_IMM"           // Parametri restituiti dal Canale per identificare il pagamento non corretti
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
	PPTErroreIdempotenza              FaultCode = "PPT_ERRORE_IDEMPOTENZA"                 // an idempotency key used again with other data
	PPTERDuplicata                    FaultCode = "PPT_ER_DUPLICATA"                       // revoca: the outcome is there already
	PPTEsitoGiaAcquisito              FaultCode = "PPT_ESITO_GIA_ACQUISITO"                // L'esito del pagamento risulta già acquisito dal sistema pagoPA.
	PPTFirmaIndisponibile             FaultCode = "PPT_FIRMA_INDISPONIBILE"                // Impossibile firmare.
	PPTFlussoSconosciuto              FaultCode = "PPT_FLUSSO_SCONOSCIUTO"                 // the flow is unknown
	PPTIBANAccredito                  FaultCode = "PPT_IBAN_ACCREDITO"                     // the account to credit is not good
	PPTIBANNonCensito                 FaultCode = "PPT_IBAN_NON_CENSITO"                   // Il codice IBAN indicato dal EC non è presente nella lista degli IBAN comunicati al sistema pagoPA.
	PPTIDCarrelloDuplicato            FaultCode = "PPT_ID_CARRELLO_DUPLICATO"              // Identificativo Carrello RPT duplicato.
	PPTIDFlussoSconosciuto            FaultCode = "PPT_ID_FLUSSO_SCONOSCIUTO"              // Identificativo flusso sconosciuto.
	PPTInformativaPSPPresente         FaultCode = "PPT_INFORMATIVAPSP_PRESENTE"            // the informativa of the PSP is there already
	PPTIntermediarioPADisabilitato    FaultCode = "PPT_INTERMEDIARIO_PA_DISABILITATO"      // Intermediario dominio disabilitato.
	PPTIntermediarioPASconosciuto     FaultCode = "PPT_INTERMEDIARIO_PA_SCONOSCIUTO"       // Identificativo intermediario dominio sconosciuto.
	PPTIntermediarioPSPDisabilitato   FaultCode = "PPT_INTERMEDIARIO_PSP_DISABILITATO"     // Intermediario psp disabilitato.
	PPTIntermediarioPSPSconosciuto    FaultCode = "PPT_INTERMEDIARIO_PSP_SCONOSCIUTO"      // Identificativo intermediario psp sconosciuto.
	PPTIscrizioneNonPresente          FaultCode = "PPT_ISCRIZIONE_NON_PRESENTE"            // Iscrizione non presente in archivio.
	PPTMultiBeneficiario              FaultCode = "PPT_MULTI_BENEFICIARIO"                 // a payment of several bodies where one is wanted
	PPTOperCodiceConvenzioneErrato    FaultCode = "PPT_OPER_CODICE_CONVENZIONE_ERRATO"     // the codiceConvenzione is not good
	PPTOperNonRevocabile              FaultCode = "PPT_OPER_NON_REVOCABILE"                // Operazione non revocabile.
	PPTOperNonStornabile              FaultCode = "PPT_OPER_NON_STORNABILE"                // Operazione non stornabile.
	PPTPagamentoDuplicato             FaultCode = "PPT_PAGAMENTO_DUPLICATO"                // Pagamento in attesa risulta concluso al sistema pagoPA
	PPTPagamentoInCorso               FaultCode = "PPT_PAGAMENTO_IN_CORSO"                 // Pagamento in attesa risulta in corso al sistema pagoPA
	PPTPagamentoSconosciuto           FaultCode = "PPT_PAGAMENTO_SCONOSCIUTO"              // the payment is unknown
	PPTPSPDisabilitato                FaultCode = "PPT_PSP_DISABILITATO"                   // PSP conosciuto ma disabilitato da configurazione
	PPTPSPSconosciuto                 FaultCode = "PPT_PSP_SCONOSCIUTO"                    // PSP sconosciuto
	PPTRPTDuplicata                   FaultCode = "PPT_RPT_DUPLICATA"                      // RPT duplicata.
	PPTRPTNonInoltrabile              FaultCode = "PPT_RPT_NON_INOLTRABILE"                // La RPT richiesta e fornita dalla PA non può essere inoltrata in quanto non corretta formalmente.
	PPTRPTSconosciuta                 FaultCode = "PPT_RPT_SCONOSCIUTA"                    // RPT sconosciuta.
	PPTRRDuplicata                    FaultCode = "PPT_RR_DUPLICATA"                       // revoca: the request is there already
	PPTRRSconosciuta                  FaultCode = "PPT_RR_SCONOSCIUTA"                     // revoca: the request is unknown
	PPTRTDuplicata                    FaultCode = "PPT_RT_DUPLICATA"                       // La RT inviata dal PSP è già stata inviata (RT push).
	PPTRTInGestione                   FaultCode = "PPT_RT_IN_GESTIONE"                     // La gestione della RT è in corso.
	PPTRTNonDisponibile               FaultCode = "PPT_RT_NONDISPONIBILE"                  // RT non ancora pronta.
	PPTRTSconosciuta                  FaultCode = "PPT_RT_SCONOSCIUTA"                     // RT sconosciuta.
	PPTSemantica                      FaultCode = "PPT_SEMANTICA"                          // Errore semantico.
	PPTServizioNonAttivo              FaultCode = "PPT_SERVIZIO_NONATTIVO"                 // the service is switched off
	PPTServizioSconosciuto            FaultCode = "PPT_SERVIZIO_SCONOSCIUTO"               // the service is unknown
	PPTSintassiExtraXSD               FaultCode = "PPT_SINTASSI_EXTRAXSD"                  // Errore di sintassi extra XSD.
	PPTSintassiXSD                    FaultCode = "PPT_SINTASSI_XSD"                       // Errore di sintassi XSD.
	PPTSOAPActionErrata               FaultCode = "PPT_SOAPACTION_ERRATA"                  // SOAPAction errata.
	PPTStazioneIntPADisabilitata      FaultCode = "PPT_STAZIONE_INT_PA_DISABILITATA"       // Stazione disabilitata.
	PPTStazioneIntPAErroreResponse    FaultCode = "PPT_STAZIONE_INT_PA_ERRORE_RESPONSE"    // Errore di risposta dalla stazione
	PPTStazioneIntPAIrraggiungibile   FaultCode = "PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE"    // Errore di connessione verso la Stazione
	PPTStazioneIntPASconosciuta       FaultCode = "PPT_STAZIONE_INT_PA_SCONOSCIUTA"        // IdentificativoStazioneRichiedente sconosciuto.
	PPTStazioneIntPAServizioNonAttivo FaultCode = "PPT_STAZIONE_INT_PA_SERVIZIO_NONATTIVO" // Il Servizio Applicativo della Stazione non è attivo
	PPTStazioneIntPATimeout           FaultCode = "PPT_STAZIONE_INT_PA_TIMEOUT"            // Timeout risposta dalla stazione
	PPTSuperamentoSoglia              FaultCode = "PPT_SUPERAMENTOSOGLIA"                  // Una qualche soglia fissata per PPT è temporaneamente superata e la richiesta è quindi rifiutata.
	PPTSystemError                    FaultCode = "PPT_SYSTEM_ERROR"                       // Errore generico.
	PPTTipoFirmaSconosciuto           FaultCode = "PPT_TIPOFIRMA_SCONOSCIUTO"              // Il campo tipoFirma non corrisponde ad alcun valore previsto.
	PPTTipoVersamentoSconosciuto      FaultCode = "PPT_TIPO_VERSAMENTO_SCONOSCIUTO"        // Identificativo tipo versamento sconosciuto.
	PPTTokenScaduto                   FaultCode = "PPT_TOKEN_SCADUTO"                      // paymentToken is expired
	PPTTokenScadutoKO                 FaultCode = "PPT_TOKEN_SCADUTO_KO"                   // a KO told after the token had expired
	PPTTokenSconosciuto               FaultCode = "PPT_TOKEN_SCONOSCIUTO"                  // unknown token
	PPTUlterioreIscrizione            FaultCode = "PPT_ULTERIORE_ISCRIZIONE"               // Ulteriore iscrizione precedentemente censita.
	PPTVersioneServizio               FaultCode = "PPT_VERSIONE_SERVIZIO"                  // another version of the service
	PPTWISPSessioneSconosciuta        FaultCode = "PPT_WISP_SESSIONE_SCONOSCIUTA"          // La tripletta idDominio+keyPA+keyWISP non corrisponde ad alcuna sessione memorizzata nella componente WISP.
	PPTWISPTimeoutRecuperoScelta      FaultCode = "PPT_WISP_TIMEOUT_RECUPERO_SCELTA"       // La tripletta idDominio+keyPA+keyWISP è relativa ad una scelta effettuata scaduta.
)

// The fault codes of the PSP.
const (
	CanaleAvvisoDuplicato       FaultCode = "CANALE_AVVISO_DUPLICATO"       // Messaggio di Warning per Avviso duplicato
	CanaleBustaErrata           FaultCode = "CANALE_BUSTA_ERRATA"           // Messaggio dismesso
	CanaleCanaleErrato          FaultCode = "CANALE_CANALE_ERRATO"          // the channel is another one
	CanaleCarrelloDuplicato     FaultCode = "CANALE_CARRELLO_DUPLICATO"     // the cart is there already
	CanaleCarrelloDuplicatoKO   FaultCode = "CANALE_CARRELLO_DUPLICATO_KO"  // the cart is there already, and was refused
	CanaleERDuplicata           FaultCode = "CANALE_ER_DUPLICATA"           // ER duplicata.
	CanaleFirmaSconosciuta      FaultCode = "CANALE_FIRMA_SCONOSCIUTA"      // Messaggio dismesso
	CanaleIndisponibile         FaultCode = "CANALE_INDISPONIBILE"          // Servizio non disponibile.
	CanaleIntermediarioErrato   FaultCode = "CANALE_INTERMEDIARIO_ERRATO"   // the intermediary is another one
	CanaleNegaContabilizzazione FaultCode = "CANALE_NEGA_CONTABILIZZAZIONE" // the PSP does not account for the payment
	CanaleOperNonStornabile     FaultCode = "CANALE_OPER_NON_STORNABILE"    // storno: the operation cannot be reversed
	CanalePSPErrato             FaultCode = "CANALE_PSP_ERRATO"             // the PSP is another one
	CanaleRichiedenteErrato     FaultCode = "CANALE_RICHIEDENTE_ERRATO"     // Identificativo richiedente non valido.
	CanaleRPTDuplicata          FaultCode = "CANALE_RPT_DUPLICATA"          // RPT duplicata.
	CanaleRPTRifiutata          FaultCode = "CANALE_RPT_RIFIUTATA"          // RPT rifiutata.
	CanaleRPTSconosciuta        FaultCode = "CANALE_RPT_SCONOSCIUTA"        // RPT sconosciuta.
	CanaleRRDuplicata           FaultCode = "CANALE_RR_DUPLICATA"           // storno: the request is there already
	CanaleRRSconosciuta         FaultCode = "CANALE_RR_SCONOSCIUTA"         // RR sconosciuta
	CanaleRTNonDisponibile      FaultCode = "CANALE_RT_NON_DISPONIBILE"     // Nessuna RT disponibile al momento
	CanaleRTRifiutataEC         FaultCode = "CANALE_RT_RIFIUTATA_EC"        // the creditor body refused the RT
	CanaleRTSconosciuta         FaultCode = "CANALE_RT_SCONOSCIUTA"         // RT sconosciuta.
	CanaleSemantica             FaultCode = "CANALE_SEMANTICA"              // Errore semantico.
	CanaleSintassiExtraXSD      FaultCode = "CANALE_SINTASSI_EXTRAXSD"      // Errore di sintassi extra XSD.
	CanaleSintassiXSD           FaultCode = "CANALE_SINTASSI_XSD"           // Errore di sintassi XSD.
	CanaleSystemError           FaultCode = "CANALE_SYSTEM_ERROR"           // Errore generico.
)

// testiFault holds every code with its faultString, "" where the official documents
// give none, in order of code.
var testiFault = [...]struct {
	codice FaultCode
	testo  string
}{
	{CanaleAvvisoDuplicato, "Messaggio di Warning per Avviso duplicato"},
	{CanaleBustaErrata, "Messaggio dismesso"},
	{CanaleCanaleErrato, ""},
	{CanaleCarrelloDuplicato, ""},
	{CanaleCarrelloDuplicatoKO, ""},
	{CanaleERDuplicata, "ER duplicata."},
	{CanaleFirmaSconosciuta, "Messaggio dismesso"},
	{CanaleIndisponibile, "Servizio non disponibile."},
	{CanaleIntermediarioErrato, ""},
	{CanaleNegaContabilizzazione, ""},
	{CanaleOperNonStornabile, ""},
	{CanalePSPErrato, ""},
	{CanaleRichiedenteErrato, "Identificativo richiedente non valido."},
	{CanaleRPTDuplicata, "RPT duplicata."},
	{CanaleRPTRifiutata, "RPT rifiutata."},
	{CanaleRPTSconosciuta, "RPT sconosciuta."},
	{CanaleRRDuplicata, ""},
	{CanaleRRSconosciuta, "RR sconosciuta"},
	{CanaleRTNonDisponibile, "Nessuna RT disponibile al momento"},
	{CanaleRTRifiutataEC, ""},
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
	{PAAOperNonRevocabile, ""},
	{PAAPagamentoAnnullato, "Pagamento in attesa risulta annullato all'Ente Creditore."},
	{PAAPagamentoDuplicato, "Pagamento in attesa risulta concluso all'Ente Creditore."},
	{PAAPagamentoInCorso, "Pagamento in attesa risulta in corso all'Ente Creditore."},
	{PAAPagamentoMultibeneficiarioNonConsentito, "Pagamento multibeneficiario non consentito con le specifiche SANP-SPC 2.3.0."},
	{PAAPagamentoScaduto, "Pagamento in attesa risulta scaduto all'Ente Creditore."},
	{PAAPagamentoSconosciuto, "Pagamento in attesa risulta sconosciuto all'Ente Creditore."},
	{PAAReceiptDuplicata, "La receipt è già stata accettata."},
	{PAARPTSconosciuta, "La RPT risulta sconosciuta."},
	{PAARRDuplicata, ""},
	{PAARRSconosciuta, ""},
	{PAARTDuplicata, "La RT è già stata accettata."},
	{PAARTSconosciuta, "RT sconosciuta."},
	{PAASemantica, "Errore semantico."},
	{PAASintassi, ""},
	{PAASintassiExtraXSD, "Errore di sintassi extra XSD."},
	{PAASintassiXSD, "Errore di sintassi XSD."},
	{PAAStazioneIntErrata, "Stazione intermediario non corrispondente."},
	{PAASystemError, "Errore generico."},
	{PAATipoFirmaSconosciuto, "Il campo tipoFirma non corrisponde ad alcun valore previsto."},
	{PPTAttivazioneInCorso, ""},
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
	{PPTErroreIdempotenza, ""},
	{PPTERDuplicata, ""},
	{PPTEsitoGiaAcquisito, "L'esito del pagamento risulta già acquisito dal sistema pagoPA."},
	{PPTFirmaIndisponibile, "Impossibile firmare."},
	{PPTFlussoSconosciuto, ""},
	{PPTIBANAccredito, ""},
	{PPTIBANNonCensito, "Il codice IBAN indicato dal EC non è presente nella lista degli IBAN comunicati al sistema pagoPA."},
	{PPTIDCarrelloDuplicato, "Identificativo Carrello RPT duplicato."},
	{PPTIDFlussoSconosciuto, "Identificativo flusso sconosciuto."},
	{PPTInformativaPSPPresente, ""},
	{PPTIntermediarioPADisabilitato, "Intermediario dominio disabilitato."},
	{PPTIntermediarioPASconosciuto, "Identificativo intermediario dominio sconosciuto."},
	{PPTIntermediarioPSPDisabilitato, "Intermediario psp disabilitato."},
	{PPTIntermediarioPSPSconosciuto, "Identificativo intermediario psp sconosciuto."},
	{PPTIscrizioneNonPresente, "Iscrizione non presente in archivio."},
	{PPTMultiBeneficiario, ""},
	{PPTOperCodiceConvenzioneErrato, ""},
	{PPTOperNonRevocabile, "Operazione non revocabile."},
	{PPTOperNonStornabile, "Operazione non stornabile."},
	{PPTPagamentoDuplicato, "Pagamento in attesa risulta concluso al sistema pagoPA"},
	{PPTPagamentoInCorso, "Pagamento in attesa risulta in corso al sistema pagoPA"},
	{PPTPagamentoSconosciuto, ""},
	{PPTPSPDisabilitato, "PSP conosciuto ma disabilitato da configurazione"},
	{PPTPSPSconosciuto, "PSP sconosciuto"},
	{PPTRPTDuplicata, "RPT duplicata."},
	{PPTRPTNonInoltrabile, "La RPT richiesta e fornita dalla PA non può essere inoltrata in quanto non corretta formalmente."},
	{PPTRPTSconosciuta, "RPT sconosciuta."},
	{PPTRRDuplicata, ""},
	{PPTRRSconosciuta, ""},
	{PPTRTDuplicata, "La RT inviata dal PSP è già stata inviata (RT push)."},
	{PPTRTInGestione, "La gestione della RT è in corso."},
	{PPTRTNonDisponibile, "RT non ancora pronta."},
	{PPTRTSconosciuta, "RT sconosciuta."},
	{PPTSemantica, "Errore semantico."},
	{PPTServizioNonAttivo, ""},
	{PPTServizioSconosciuto, ""},
	{PPTSintassiExtraXSD, "Errore di sintassi extra XSD."},
	{PPTSintassiXSD, "Errore di sintassi XSD."},
	{PPTSOAPActionErrata, "SOAPAction errata."},
	{PPTStazioneIntPADisabilitata, "Stazione disabilitata."},
	{PPTStazioneIntPAErroreResponse, "Errore di risposta dalla stazione"},
	{PPTStazioneIntPAIrraggiungibile, "Errore di connessione verso la Stazione"},
	{PPTStazioneIntPASconosciuta, "IdentificativoStazioneRichiedente sconosciuto."},
	{PPTStazioneIntPAServizioNonAttivo, "Il Servizio Applicativo della Stazione non è attivo"},
	{PPTStazioneIntPATimeout, "Timeout risposta dalla stazione"},
	{PPTSuperamentoSoglia, "Una qualche soglia fissata per PPT è temporaneamente superata e la richiesta è quindi rifiutata."},
	{PPTSystemError, "Errore generico."},
	{PPTTipoFirmaSconosciuto, "Il campo tipoFirma non corrisponde ad alcun valore previsto."},
	{PPTTipoVersamentoSconosciuto, "Identificativo tipo versamento sconosciuto."},
	{PPTTokenScaduto, "paymentToken is expired"},
	{PPTTokenScadutoKO, ""},
	{PPTTokenSconosciuto, "unknown token"},
	{PPTUlterioreIscrizione, "Ulteriore iscrizione precedentemente censita."},
	{PPTVersioneServizio, ""},
	{PPTWISPSessioneSconosciuta, "La tripletta idDominio+keyPA+keyWISP non corrisponde ad alcuna sessione memorizzata nella componente WISP."},
	{PPTWISPTimeoutRecuperoScelta, "La tripletta idDominio+keyPA+keyWISP è relativa ad una scelta effettuata scaduta."},
}
