package rpt

// IdentificativoUnivoco identifies a party: what the code is, and the code,
// 2 to 16 characters (codice fiscale, partita IVA, ABI or BIC; ANONIMO for a
// payer who is not identified).
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctIdentificativoUnivoco,
// stCodiceIdentificativoUnivoco (2..16, where the text of the Specifiche
// Attuative 2.1 says 1..35).
type IdentificativoUnivoco struct {
	TipoIdentificativoUnivoco   TipoIdentificativoUnivoco `json:"tipoIdentificativoUnivoco"`
	CodiceIdentificativoUnivoco string                    `json:"codiceIdentificativoUnivoco"`
}

// Anonimo is the code of a payer who is not identified. Its type is the
// caller's choice, F or G: both are valid.
const Anonimo = "ANONIMO"

// SoggettoPagatore is the person who owes. Every text but the first two
// members is optional, "" when absent: indirizzo 70 characters, civico and cap
// 16, localita and provincia 35, nazione two capital letters, e-mail 256.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctSoggettoPagatore.
type SoggettoPagatore struct {
	IdentificativoUnivoco IdentificativoUnivoco `json:"identificativoUnivocoPagatore"`
	Anagrafica            string                `json:"anagraficaPagatore"`
	Indirizzo             string                `json:"indirizzoPagatore,omitempty"`
	Civico                string                `json:"civicoPagatore,omitempty"`
	CAP                   string                `json:"capPagatore,omitempty"`
	Localita              string                `json:"localitaPagatore,omitempty"`
	Provincia             string                `json:"provinciaPagatore,omitempty"`
	Nazione               string                `json:"nazionePagatore,omitempty"`
	EMail                 string                `json:"e-mailPagatore,omitempty"`
}

// SoggettoVersante is the person who pays on behalf of the SoggettoPagatore;
// it is left out when the two are the same. The members are those of
// SoggettoPagatore, so that each converts to the other.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctSoggettoVersante.
type SoggettoVersante struct {
	IdentificativoUnivoco IdentificativoUnivoco `json:"identificativoUnivocoVersante"`
	Anagrafica            string                `json:"anagraficaVersante"`
	Indirizzo             string                `json:"indirizzoVersante,omitempty"`
	Civico                string                `json:"civicoVersante,omitempty"`
	CAP                   string                `json:"capVersante,omitempty"`
	Localita              string                `json:"localitaVersante,omitempty"`
	Provincia             string                `json:"provinciaVersante,omitempty"`
	Nazione               string                `json:"nazioneVersante,omitempty"`
	EMail                 string                `json:"e-mailVersante,omitempty"`
}

// EnteBeneficiario is the body that the money is for. Every text but the first
// two members is optional: codiceUnitOper and localita and provincia 35
// characters, denomUnitOper and indirizzo 70, civico and cap 16, nazione two
// capital letters. The type of its code is G.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctEnteBeneficiario.
type EnteBeneficiario struct {
	IdentificativoUnivoco IdentificativoUnivoco `json:"identificativoUnivocoBeneficiario"`
	Denominazione         string                `json:"denominazioneBeneficiario"`
	CodiceUnitOper        string                `json:"codiceUnitOperBeneficiario,omitempty"`
	DenomUnitOper         string                `json:"denomUnitOperBeneficiario,omitempty"`
	Indirizzo             string                `json:"indirizzoBeneficiario,omitempty"`
	Civico                string                `json:"civicoBeneficiario,omitempty"`
	CAP                   string                `json:"capBeneficiario,omitempty"`
	Localita              string                `json:"localitaBeneficiario,omitempty"`
	Provincia             string                `json:"provinciaBeneficiario,omitempty"`
	Nazione               string                `json:"nazioneBeneficiario,omitempty"`
}

// IstitutoAttestante is the PSP that attests the payment. The members are
// those of EnteBeneficiario; the type of its code is G, A or B.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctIstitutoAttestante.
type IstitutoAttestante struct {
	IdentificativoUnivoco IdentificativoUnivoco `json:"identificativoUnivocoAttestante"`
	Denominazione         string                `json:"denominazioneAttestante"`
	CodiceUnitOper        string                `json:"codiceUnitOperAttestante,omitempty"`
	DenomUnitOper         string                `json:"denomUnitOperAttestante,omitempty"`
	Indirizzo             string                `json:"indirizzoAttestante,omitempty"`
	Civico                string                `json:"civicoAttestante,omitempty"`
	CAP                   string                `json:"capAttestante,omitempty"`
	Localita              string                `json:"localitaAttestante,omitempty"`
	Provincia             string                `json:"provinciaAttestante,omitempty"`
	Nazione               string                `json:"nazioneAttestante,omitempty"`
}
