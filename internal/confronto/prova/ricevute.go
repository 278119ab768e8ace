package prova

// Dominio is the body and its station.
type Dominio struct {
	IdentificativoDominio             string `xml:"identificativoDominio"`
	IdentificativoStazioneRichiedente string `xml:"identificativoStazioneRichiedente"`
}

// Identificativo is the identifier of a subject and its kind.
type Identificativo struct {
	Tipo   string `xml:"tipoIdentificativoUnivoco"`
	Codice string `xml:"codiceIdentificativoUnivoco"`
}

// Attestante is who attests a payment.
type Attestante struct {
	Identificativo Identificativo `xml:"identificativoUnivocoAttestante"`
	Denominazione  string         `xml:"denominazioneAttestante"`
	CodiceUnita    string         `xml:"codiceUnitOperAttestante"`
	DenomUnita     string         `xml:"denomUnitOperAttestante"`
	Indirizzo      string         `xml:"indirizzoAttestante"`
	Civico         string         `xml:"civicoAttestante"`
	CAP            string         `xml:"capAttestante"`
	Localita       string         `xml:"localitaAttestante"`
	Provincia      string         `xml:"provinciaAttestante"`
	Nazione        string         `xml:"nazioneAttestante"`
}

// Beneficiario is the creditor body.
type Beneficiario struct {
	Identificativo Identificativo `xml:"identificativoUnivocoBeneficiario"`
	Denominazione  string         `xml:"denominazioneBeneficiario"`
	CodiceUnita    string         `xml:"codiceUnitOperBeneficiario"`
	DenomUnita     string         `xml:"denomUnitOperBeneficiario"`
	Indirizzo      string         `xml:"indirizzoBeneficiario"`
	Civico         string         `xml:"civicoBeneficiario"`
	CAP            string         `xml:"capBeneficiario"`
	Localita       string         `xml:"localitaBeneficiario"`
	Provincia      string         `xml:"provinciaBeneficiario"`
	Nazione        string         `xml:"nazioneBeneficiario"`
}

// Versante is who pays for somebody else.
type Versante struct {
	Identificativo Identificativo `xml:"identificativoUnivocoVersante"`
	Anagrafica     string         `xml:"anagraficaVersante"`
	EMail          string         `xml:"e-mailVersante"`
}

// Pagatore is the debtor.
type Pagatore struct {
	Identificativo Identificativo `xml:"identificativoUnivocoPagatore"`
	Anagrafica     string         `xml:"anagraficaPagatore"`
	Indirizzo      string         `xml:"indirizzoPagatore"`
	Civico         string         `xml:"civicoPagatore"`
	CAP            string         `xml:"capPagatore"`
	Localita       string         `xml:"localitaPagatore"`
	Provincia      string         `xml:"provinciaPagatore"`
	Nazione        string         `xml:"nazionePagatore"`
	EMail          string         `xml:"e-mailPagatore"`
}

// SingoloPagamento is an item of an RT.
type SingoloPagamento struct {
	Importo  string `xml:"singoloImportoPagato"`
	Esito    string `xml:"esitoSingoloPagamento"`
	Data     string `xml:"dataEsitoSingoloPagamento"`
	IUR      string `xml:"identificativoUnivocoRiscossione"`
	Causale  string `xml:"causaleVersamento"`
	Dati     string `xml:"datiSpecificiRiscossione"`
	PSP      string `xml:"commissioniApplicatePSP"`
	PA       string `xml:"commissioniApplicatePA"`
	Allegato *struct {
		Tipo  string `xml:"tipoAllegatoRicevuta"`
		Testo string `xml:"testoAllegato"`
	} `xml:"allegatoRicevuta"`
}

// RT is the telematic receipt, for xml.Unmarshal.
type RT struct {
	Versione             string       `xml:"versioneOggetto"`
	Dominio              Dominio      `xml:"dominio"`
	Messaggio            string       `xml:"identificativoMessaggioRicevuta"`
	DataOra              string       `xml:"dataOraMessaggioRicevuta"`
	RiferimentoMessaggio string       `xml:"riferimentoMessaggioRichiesta"`
	RiferimentoData      string       `xml:"riferimentoDataRichiesta"`
	Attestante           Attestante   `xml:"istitutoAttestante"`
	Beneficiario         Beneficiario `xml:"enteBeneficiario"`
	Versante             *Versante    `xml:"soggettoVersante"`
	Pagatore             Pagatore     `xml:"soggettoPagatore"`
	Pagamento            struct {
		Esito  string             `xml:"codiceEsitoPagamento"`
		Totale string             `xml:"importoTotalePagato"`
		IUV    string             `xml:"identificativoUnivocoVersamento"`
		CCP    string             `xml:"CodiceContestoPagamento"`
		Voci   []SingoloPagamento `xml:"datiSingoloPagamento"`
	} `xml:"datiPagamento"`
}

// Subject is a debtor or payer of paSendRT.
type Subject struct {
	Tipo      string `xml:"uniqueIdentifier>entityUniqueIdentifierType"`
	Valore    string `xml:"uniqueIdentifier>entityUniqueIdentifierValue"`
	Nome      string `xml:"fullName"`
	Via       string `xml:"streetName"`
	Civico    string `xml:"civicNumber"`
	CAP       string `xml:"postalCode"`
	Citta     string `xml:"city"`
	Provincia string `xml:"stateProvinceRegion"`
	Nazione   string `xml:"country"`
	EMail     string `xml:"e-mail"`
}

// MapEntry is a pair of metadata.
type MapEntry struct {
	Key   string `xml:"key"`
	Value string `xml:"value"`
}

// Transfer is an item of paSendRT.
type Transfer struct {
	ID       string     `xml:"idTransfer"`
	Importo  string     `xml:"transferAmount"`
	Ente     string     `xml:"fiscalCodePA"`
	Nome     string     `xml:"companyName"`
	IBAN     string     `xml:"IBAN"`
	MBD      string     `xml:"MBDAttachment"`
	Causale  string     `xml:"remittanceInformation"`
	Codice   string     `xml:"transferCategory"`
	Metadata []MapEntry `xml:"metadata>mapEntry"`
}

// PaSendRT is the request paSendRTV2, for xml.Unmarshal.
type PaSendRT struct {
	IDPA       string `xml:"idPA"`
	IDBrokerPA string `xml:"idBrokerPA"`
	IDStation  string `xml:"idStation"`
	Receipt    struct {
		ReceiptID            string     `xml:"receiptId"`
		NoticeNumber         string     `xml:"noticeNumber"`
		FiscalCode           string     `xml:"fiscalCode"`
		Outcome              string     `xml:"outcome"`
		CreditorReferenceID  string     `xml:"creditorReferenceId"`
		PaymentAmount        string     `xml:"paymentAmount"`
		Description          string     `xml:"description"`
		CompanyName          string     `xml:"companyName"`
		OfficeName           string     `xml:"officeName"`
		Debtor               Subject    `xml:"debtor"`
		Transfer             []Transfer `xml:"transferList>transfer"`
		IDPSP                string     `xml:"idPSP"`
		PSPFiscalCode        string     `xml:"pspFiscalCode"`
		PSPPartitaIVA        string     `xml:"pspPartitaIVA"`
		PSPCompanyName       string     `xml:"PSPCompanyName"`
		IDChannel            string     `xml:"idChannel"`
		ChannelDescription   string     `xml:"channelDescription"`
		Payer                *Subject   `xml:"payer"`
		PaymentMethod        string     `xml:"paymentMethod"`
		PaymentNote          string     `xml:"paymentNote"`
		Fee                  string     `xml:"fee"`
		PrimaryCiIncurredFee string     `xml:"primaryCiIncurredFee"`
		IDBundle             string     `xml:"idBundle"`
		IDCiBundle           string     `xml:"idCiBundle"`
		PaymentDateTime      string     `xml:"paymentDateTime"`
		ApplicationDate      string     `xml:"applicationDate"`
		TransferDate         string     `xml:"transferDate"`
		Metadata             []MapEntry `xml:"metadata>mapEntry"`
		StandIn              string     `xml:"standIn"`
	} `xml:"receipt"`
}
