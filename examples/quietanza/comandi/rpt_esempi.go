package comandi

// The documents of the examples of the rpt group: an RPT, the RT that says it
// was not paid (with an amount as old receipts write it), a receipt; and each as
// the library shows it in JSON, without its braces.
const (
	esempioRPT = `<RPT xmlns='http://www.digitpa.gov.it/schemas/2011/Pagamenti/'><versioneOggetto>6.2.0</versioneOggetto><domini` +
		`o><identificativoDominio>12345678903</identificativoDominio></dominio><identificativoMessaggioRichiesta>RPT-1<` +
		`/identificativoMessaggioRichiesta><dataOraMessaggioRichiesta>2024-05-03T10:15:30</dataOraMessaggioRichiesta><a` +
		`utenticazioneSoggetto>N/A</autenticazioneSoggetto><soggettoPagatore><identificativoUnivocoPagatore><tipoIdenti` +
		`ficativoUnivoco>F</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>RSSMRA74D22A001Q</codiceIdentificati` +
		`voUnivoco></identificativoUnivocoPagatore><anagraficaPagatore>Mario Rossi</anagraficaPagatore></soggettoPagato` +
		`re><enteBeneficiario><identificativoUnivocoBeneficiario><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoc` +
		`o><codiceIdentificativoUnivoco>12345678903</codiceIdentificativoUnivoco></identificativoUnivocoBeneficiario><d` +
		`enominazioneBeneficiario>Comune di Prova</denominazioneBeneficiario></enteBeneficiario><datiVersamento><dataEs` +
		`ecuzionePagamento>2024-05-03</dataEsecuzionePagamento><importoTotaleDaVersare>100.00</importoTotaleDaVersare><` +
		`tipoVersamento>BBT</tipoVersamento><identificativoUnivocoVersamento>RF18539007547034</identificativoUnivocoVer` +
		`samento><codiceContestoPagamento>n/a</codiceContestoPagamento><firmaRicevuta>0</firmaRicevuta><datiSingoloVers` +
		`amento><importoSingoloVersamento>100.00</importoSingoloVersamento><ibanAccredito>IT60X0542811101000000123456</` +
		`ibanAccredito><causaleVersamento>/RFS/RF18 5390 0754 7034/100.00</causaleVersamento><datiSpecificiRiscossione>` +
		`9/0101002IM/</datiSpecificiRiscossione></datiSingoloVersamento></datiVersamento></RPT>`
	esempioRPTLetta = `"versioneOggetto":"6.2.0","dominio":{"identificativoDominio":"12345678903"},"identificativoMessaggioRichiesta"` +
		`:"RPT-1","dataOraMessaggioRichiesta":"2024-05-03T10:15:30","autenticazioneSoggetto":"N/A","soggettoPagatore":{` +
		`"identificativoUnivocoPagatore":{"tipoIdentificativoUnivoco":"F","codiceIdentificativoUnivoco":"RSSMRA74D22A00` +
		`1Q"},"anagraficaPagatore":"Mario Rossi"},"enteBeneficiario":{"identificativoUnivocoBeneficiario":{"tipoIdentif` +
		`icativoUnivoco":"G","codiceIdentificativoUnivoco":"12345678903"},"denominazioneBeneficiario":"Comune di Prova"` +
		`},"datiVersamento":{"dataEsecuzionePagamento":"2024-05-03","importoTotaleDaVersare":"100.00","tipoVersamento":` +
		`"BBT","identificativoUnivocoVersamento":"RF18539007547034","codiceContestoPagamento":"n/a","firmaRicevuta":"0"` +
		`,"datiSingoloVersamento":[{"importoSingoloVersamento":"100.00","ibanAccredito":"IT60X0542811101000000123456","` +
		`causaleVersamento":"/RFS/RF18 5390 0754 7034/100.00","datiSpecificiRiscossione":"9/0101002IM/"}]}`
	esempioRT = `<RT xmlns='http://www.digitpa.gov.it/schemas/2011/Pagamenti/'><versioneOggetto>6.2</versioneOggetto><dominio><` +
		`identificativoDominio>12345678903</identificativoDominio></dominio><identificativoMessaggioRicevuta>RT-1</iden` +
		`tificativoMessaggioRicevuta><dataOraMessaggioRicevuta>2024-05-03T10:20:00</dataOraMessaggioRicevuta><riferimen` +
		`toMessaggioRichiesta>RPT-1</riferimentoMessaggioRichiesta><riferimentoDataRichiesta>2024-05-03</riferimentoDat` +
		`aRichiesta><istitutoAttestante><identificativoUnivocoAttestante><tipoIdentificativoUnivoco>B</tipoIdentificati` +
		`voUnivoco><codiceIdentificativoUnivoco>BCITITMM</codiceIdentificativoUnivoco></identificativoUnivocoAttestante` +
		`><denominazioneAttestante>Banca di Prova</denominazioneAttestante></istitutoAttestante><enteBeneficiario><iden` +
		`tificativoUnivocoBeneficiario><tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco><codiceIdentificativoUni` +
		`voco>12345678903</codiceIdentificativoUnivoco></identificativoUnivocoBeneficiario><denominazioneBeneficiario>C` +
		`omune di Prova</denominazioneBeneficiario></enteBeneficiario><soggettoPagatore><identificativoUnivocoPagatore>` +
		`<tipoIdentificativoUnivoco>F</tipoIdentificativoUnivoco><codiceIdentificativoUnivoco>RSSMRA74D22A001Q</codiceI` +
		`dentificativoUnivoco></identificativoUnivocoPagatore><anagraficaPagatore>Mario Rossi</anagraficaPagatore></sog` +
		`gettoPagatore><datiPagamento><codiceEsitoPagamento>1</codiceEsitoPagamento><importoTotalePagato>0</importoTota` +
		`lePagato><identificativoUnivocoVersamento>RF18539007547034</identificativoUnivocoVersamento><CodiceContestoPag` +
		`amento>n/a</CodiceContestoPagamento></datiPagamento></RT>`
	esempioRTLetta = `"versioneOggetto":"6.2","dominio":{"identificativoDominio":"12345678903"},"identificativoMessaggioRicevuta":"R` +
		`T-1","dataOraMessaggioRicevuta":"2024-05-03T10:20:00","riferimentoMessaggioRichiesta":"RPT-1","riferimentoData` +
		`Richiesta":"2024-05-03","istitutoAttestante":{"identificativoUnivocoAttestante":{"tipoIdentificativoUnivoco":"` +
		`B","codiceIdentificativoUnivoco":"BCITITMM"},"denominazioneAttestante":"Banca di Prova"},"enteBeneficiario":{"` +
		`identificativoUnivocoBeneficiario":{"tipoIdentificativoUnivoco":"G","codiceIdentificativoUnivoco":"12345678903` +
		`"},"denominazioneBeneficiario":"Comune di Prova"},"soggettoPagatore":{"identificativoUnivocoPagatore":{"tipoId` +
		`entificativoUnivoco":"F","codiceIdentificativoUnivoco":"RSSMRA74D22A001Q"},"anagraficaPagatore":"Mario Rossi"}` +
		`,"datiPagamento":{"codiceEsitoPagamento":"1","importoTotalePagato":"0.00","identificativoUnivocoVersamento":"R` +
		`F18539007547034","CodiceContestoPagamento":"n/a"}`
	esempioRicevuta = `<p:paSendRTReq xmlns:p='http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd'><idPA>12345678903</idPA><idBrokerPA>` +
		`12345678903</idBrokerPA><idStation>12345678903_01</idStation><receipt><receiptId>token-1</receiptId><noticeNum` +
		`ber>301000000000004285</noticeNumber><fiscalCode>12345678903</fiscalCode><outcome>OK</outcome><creditorReferen` +
		`ceId>01000000000004285</creditorReferenceId><paymentAmount>100.00</paymentAmount><description>TARI 2024</descr` +
		`iption><companyName>Comune di Prova</companyName><debtor><uniqueIdentifier><entityUniqueIdentifierType>F</enti` +
		`tyUniqueIdentifierType><entityUniqueIdentifierValue>RSSMRA74D22A001Q</entityUniqueIdentifierValue></uniqueIden` +
		`tifier><fullName>Mario Rossi</fullName></debtor><transferList><transfer><idTransfer>1</idTransfer><transferAmo` +
		`unt>100.00</transferAmount><fiscalCodePA>12345678903</fiscalCodePA><IBAN>IT60X0542811101000000123456</IBAN><re` +
		`mittanceInformation>TARI</remittanceInformation><transferCategory>9/0101002IM/</transferCategory></transfer></` +
		`transferList><idPSP>BCITITMM</idPSP><PSPCompanyName>Banca di Prova</PSPCompanyName><idChannel>c</idChannel><ch` +
		`annelDescription>d</channelDescription><paymentDateTime>2024-05-03T10:20:00</paymentDateTime></receipt></p:paS` +
		`endRTReq>`
	esempioRicevutaLetta = `"idPA":"12345678903","idBrokerPA":"12345678903","idStation":"12345678903_01","receipt":{"receiptId":"token-1",` +
		`"noticeNumber":"301000000000004285","fiscalCode":"12345678903","outcome":"OK","creditorReferenceId":"010000000` +
		`00004285","paymentAmount":"100.00","description":"TARI 2024","companyName":"Comune di Prova","debtor":{"entity` +
		`UniqueIdentifierType":"F","entityUniqueIdentifierValue":"RSSMRA74D22A001Q","fullName":"Mario Rossi"},"transfer` +
		`List":[{"idTransfer":1,"transferAmount":"100.00","fiscalCodePA":"12345678903","IBAN":"IT60X0542811101000000123` +
		`456","remittanceInformation":"TARI","transferCategory":"9/0101002IM/"}],"idPSP":"BCITITMM","PSPCompanyName":"B` +
		`anca di Prova","idChannel":"c","channelDescription":"d","paymentDateTime":"2024-05-03T10:20:00"}`
)
