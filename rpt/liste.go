package rpt

import "slices"

// AutenticazioneSoggetto says how the person who pays was recognised.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stAutenticazioneSoggetto.
type AutenticazioneSoggetto string

// Values of AutenticazioneSoggetto.
const (
	AutenticazioneCNS AutenticazioneSoggetto = "CNS" // CIE/CNS
	AutenticazioneUSR AutenticazioneSoggetto = "USR" // user name and password
	AutenticazioneOTH AutenticazioneSoggetto = "OTH" // other
	AutenticazioneNA  AutenticazioneSoggetto = "N/A" // not applicable
)

var autenticazioni = []AutenticazioneSoggetto{AutenticazioneCNS, AutenticazioneUSR, AutenticazioneOTH, AutenticazioneNA}

// IsValid reports whether a is one of the values of the list.
func (a AutenticazioneSoggetto) IsValid() bool { return slices.Contains(autenticazioni, a) }

// Testo returns the official description, "" for an invalid value.
func (a AutenticazioneSoggetto) Testo() string {
	return testo(autenticazioni, a, "CIE/CNS", "Userid e password", "Altro", "Non applicabile")
}

// testo returns the description of a value of a list, "" when it is none.
func testo[T ~string](lista []T, v T, testi ...string) string {
	if i := slices.Index(lista, v); i >= 0 {
		return testi[i]
	}
	return ""
}

// TipoVersamento is the technical form of a payment.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stTipoVersamento.
type TipoVersamento string

// Values of TipoVersamento.
const (
	VersamentoBBT  TipoVersamento = "BBT"  // bank transfer to the treasury
	VersamentoBP   TipoVersamento = "BP"   // postal slip
	VersamentoAD   TipoVersamento = "AD"   // direct debit
	VersamentoCP   TipoVersamento = "CP"   // payment card
	VersamentoPO   TipoVersamento = "PO"   // started at the PSP
	VersamentoOBEP TipoVersamento = "OBEP" // on-line banking
	VersamentoOTH  TipoVersamento = "OTH"  // other forms
	VersamentoJIF  TipoVersamento = "JIF"  // Bancomat Pay
	VersamentoMYBK TipoVersamento = "MYBK" // MyBank, seller's bank
	VersamentoPPAL TipoVersamento = "PPAL" // PayPal
)

var versamenti = []TipoVersamento{
	VersamentoBBT, VersamentoBP, VersamentoAD, VersamentoCP, VersamentoPO, VersamentoOBEP, VersamentoOTH, VersamentoJIF,
	VersamentoMYBK, VersamentoPPAL,
}

// IsValid reports whether t is one of the values of the list.
func (t TipoVersamento) IsValid() bool { return slices.Contains(versamenti, t) }

// Testo returns the official description, "" for an invalid value.
func (t TipoVersamento) Testo() string {
	return testo(versamenti, t,
		"Bonifico Bancario di Tesoreria", "Bollettino Postale", "Addebito Diretto", "Carta di Pagamento",
		"Pagamento attivato presso PSP", "On-line Banking E-Payment", "Altre forme di versamento",
		"Bancomat Pay", "MyBank Seller Bank", "PayPal")
}

// TipoIdentificativoUnivoco says what the codiceIdentificativoUnivoco of a
// party is. A person who pays is F or G, the enteBeneficiario G only, the
// istitutoAttestante G, A or B.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stTipoIdentificativoUnivoco,
// stTipoIdentificativoUnivocoPersFG, stTipoIdentificativoUnivocoPersG.
type TipoIdentificativoUnivoco string

// Values of TipoIdentificativoUnivoco.
const (
	PersonaFisica    TipoIdentificativoUnivoco = "F" // natural person
	PersonaGiuridica TipoIdentificativoUnivoco = "G" // legal person
	CodiceABI        TipoIdentificativoUnivoco = "A" // ABI code of a bank
	CodiceBIC        TipoIdentificativoUnivoco = "B" // BIC of a bank
)

var tipiIdentificativo = []TipoIdentificativoUnivoco{PersonaFisica, PersonaGiuridica, CodiceABI, CodiceBIC}

// What the code of each party may be.
var (
	personeFG  = tipiIdentificativo[:2]
	personaG   = tipiIdentificativo[1:2]
	attestanti = tipiIdentificativo[1:]
)

// IsValid reports whether t is one of the values of the list.
func (t TipoIdentificativoUnivoco) IsValid() bool { return slices.Contains(tipiIdentificativo, t) }

// Testo returns the official description, "" for an invalid value.
func (t TipoIdentificativoUnivoco) Testo() string {
	return testo(tipiIdentificativo, t, "Persona Fisica", "Persona Giuridica", "Codice ABI", "Codice BIC")
}

// The lists of one value of the schema in force.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stFirmaRicevuta (1, CAdES, 3, XAdES, and 4,
// avanzata, of older documents are refused), stTipoBollo.
const (
	FirmaNonRichiesta = "0"  // firmaRicevuta: no signature asked for
	BolloImposta      = "01" // tipoBollo: imposta di bollo
)

var (
	firme = []string{FirmaNonRichiesta}
	bolli = []string{BolloImposta}
)

// TipoAllegatoRicevuta is the kind of an attachment to a single payment.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stTipoAllegatoRicevuta.
type TipoAllegatoRicevuta string

// Values of TipoAllegatoRicevuta.
const (
	AllegatoES TipoAllegatoRicevuta = "ES" // original outcome, as received by the PSP
	AllegatoBD TipoAllegatoRicevuta = "BD" // digital stamp
)

var allegati = []TipoAllegatoRicevuta{AllegatoES, AllegatoBD}

// IsValid reports whether t is one of the values of the list.
func (t TipoAllegatoRicevuta) IsValid() bool { return slices.Contains(allegati, t) }

// Testo returns the official description, "" for an invalid value.
func (t TipoAllegatoRicevuta) Testo() string {
	return testo(allegati, t, "Esito originario pagamento (come ricevuto da PSP)", "Marca da bollo digitale")
}

// Outcome is the outcome of a receipt and of a response: OK or KO. OK is
// outcome 0 of an RT, KO outcome 1; the platform sends receipts only for OK.
//
// Source: sac-common-types-1.0.xsd, stOutcome; SANP 3, section 3, "Ricevute di
// pagamento".
type Outcome string

// Values of Outcome.
const (
	OutcomeOK Outcome = "OK"
	OutcomeKO Outcome = "KO"
)

var outcomes = []Outcome{OutcomeOK, OutcomeKO}

// IsValid reports whether o is one of the values of the list.
func (o Outcome) IsValid() bool { return slices.Contains(outcomes, o) }

// Esito returns the outcome of an RT that says the same.
func (o Outcome) Esito() CodiceEsitoPagamento {
	switch o {
	case OutcomeOK:
		return PagamentoEseguito
	case OutcomeKO:
		return PagamentoNonEseguito
	}
	return ""
}
