package rpt

import (
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/schema"
)

// DatiRT is what a simulated PSP, or the Nodo, makes an RT of.
type DatiRT struct {
	Esito                   CodiceEsitoPagamento
	IdentificativoMessaggio string // 1..35 characters, unique within the day of DataOra
	DataOra                 time.Time
	Attestante              IstitutoAttestante
	IUR                     string // identificativoUnivocoRiscossione of the items that are paid
	// Pagate names, from 1, the items that outcomes 2 and 4 pay, each in full.
	// The other outcomes pay all (0) or none (1, 3): it stays empty.
	Pagate []int
	// EsitoSingolo is the text of the items that are not paid, as in
	// BATCH_ANNULLAMENTO:TOKEN_SCADUTO; "" is the name of the outcome.
	EsitoSingolo string
	// SenzaVoci leaves the items out, which outcomes 1 and 3 allow.
	SenzaVoci bool
	// Bollo is the XML of the digital stamp of the items that asked for one and
	// are paid; nil leaves the attachment out.
	Bollo []byte
}

// NuovaRT makes the RT of a request for a simulator: the identifiers, the
// parties and the items of the RPT carried over, each item paid in full or not
// at all, the total their sum. Its result passes VerificaRT without a finding.
//
// An outcome that does not fit is an *Errore ESITO (ErrEsito): not one of the
// five; Pagate with 0, 1 or 3, out of range, repeated, or naming all the items
// or none with 2; an IUR that is missing; SenzaVoci with an outcome that needs
// them. A value that the schema refuses is PAA_SINTASSI_XSD.
func NuovaRT(richiesta *RPT, d DatiRT) (RT, error) {
	if richiesta == nil {
		return RT{}, assente("RPT")
	}
	pagata, err := d.pagate(len(richiesta.DatiVersamento.DatiSingoloVersamento))
	if err != nil {
		return RT{}, err
	}
	r := RT{
		VersioneOggetto:                 richiesta.VersioneOggetto,
		Dominio:                         richiesta.Dominio,
		IdentificativoMessaggioRicevuta: d.IdentificativoMessaggio,
		DataOraMessaggioRicevuta:        istante(d.DataOra),
		RiferimentoMessaggioRichiesta:   richiesta.IdentificativoMessaggioRichiesta,
		RiferimentoDataRichiesta:        richiesta.DataOraMessaggioRichiesta.Data(),
		IstitutoAttestante:              d.Attestante,
		EnteBeneficiario:                richiesta.EnteBeneficiario,
		SoggettoVersante:                richiesta.SoggettoVersante,
		SoggettoPagatore:                richiesta.SoggettoPagatore,
		DatiPagamento: DatiPagamento{
			CodiceEsitoPagamento:            d.Esito,
			IdentificativoUnivocoVersamento: richiesta.DatiVersamento.IdentificativoUnivocoVersamento,
			CodiceContestoPagamento:         richiesta.DatiVersamento.CodiceContestoPagamento,
		},
	}
	if r.SoggettoVersante != nil {
		v := *r.SoggettoVersante
		r.SoggettoVersante = &v
	}
	if !d.SenzaVoci {
		for i := range richiesta.DatiVersamento.DatiSingoloVersamento {
			p := d.pagamento(&richiesta.DatiVersamento.DatiSingoloVersamento[i], pagata[i])
			r.DatiPagamento.DatiSingoloPagamento = append(r.DatiPagamento.DatiSingoloPagamento, p)
		}
	}
	somma, err := avviso.TotaleDi(r.importi()).Importo()
	if err != nil {
		return RT{}, &Errore{Codice: CodiceTotale, Campo: "RT/datiPagamento/importoTotalePagato", Err: errore.Coppia(ErrTotale, err)}
	}
	r.DatiPagamento.ImportoTotalePagato = somma
	if err := schema.Verifica(&stanza, "RT", &r, schemaRT); err != nil {
		return RT{}, err
	}
	return r, nil
}

// pagate says, for each of n items, whether it is paid.
func (d *DatiRT) pagate(n int) ([]bool, error) {
	rifiuta := func(campo, valore string) ([]bool, error) {
		return nil, &Errore{Codice: CodiceEsito, Campo: campo, Valore: valore, Err: ErrEsito}
	}
	pagata := make([]bool, n)
	switch parziale := d.Esito == PagamentoParzialmenteEseguito || d.Esito == DecorrenzaTerminiParziale; {
	case !d.Esito.IsValid():
		return rifiuta("codiceEsitoPagamento", string(d.Esito))
	case d.SenzaVoci && d.Esito.PagamentiObbligatori():
		return rifiuta("datiSingoloPagamento", string(d.Esito))
	case !parziale && len(d.Pagate) > 0:
		return rifiuta("datiSingoloPagamento", string(d.Esito))
	case d.Esito == PagamentoEseguito:
		for i := range pagata {
			pagata[i] = true
		}
	}
	for _, i := range d.Pagate {
		if i < 1 || i > n || pagata[i-1] {
			return rifiuta("datiSingoloPagamento["+strconv.Itoa(i)+"]", string(d.Esito))
		}
		pagata[i-1] = true
	}
	if d.Esito == PagamentoParzialmenteEseguito && (len(d.Pagate) == 0 || len(d.Pagate) == n) {
		return rifiuta("datiSingoloPagamento", strconv.Itoa(len(d.Pagate)))
	}
	if d.IUR == "" && (d.Esito == PagamentoEseguito || len(d.Pagate) > 0) {
		return rifiuta("identificativoUnivocoRiscossione", "")
	}
	return pagata, nil
}

// pagamento returns one item, paid in full or not at all.
func (d *DatiRT) pagamento(v *DatiSingoloVersamento, pagata bool) DatiSingoloPagamento {
	p := DatiSingoloPagamento{
		DataEsitoSingoloPagamento:        avviso.DataDi(d.DataOra),
		IdentificativoUnivocoRiscossione: NonApplicabile,
		EsitoSingoloPagamento:            d.EsitoSingolo,
		CausaleVersamento:                v.CausaleVersamento,
		DatiSpecificiRiscossione:         v.DatiSpecificiRiscossione,
	}
	if !pagata {
		if p.EsitoSingoloPagamento == "" {
			p.EsitoSingoloPagamento = d.Esito.Nome()
		}
		return p
	}
	p.SingoloImportoPagato, p.IdentificativoUnivocoRiscossione, p.EsitoSingoloPagamento = v.ImportoSingoloVersamento, d.IUR, ""
	if v.DatiMarcaBolloDigitale != nil && d.Bollo != nil {
		p.AllegatoRicevuta = &AllegatoRicevuta{AllegatoBD, d.Bollo}
	}
	return p
}

// DatiRicevuta is what a simulated platform makes a receipt of.
type DatiRicevuta struct {
	Versione           Versione
	IDPA               string
	IDBrokerPA         string
	IDStation          string
	ReceiptID          string // the paymentToken
	NoticeNumber       avviso.NumeroAvviso
	FiscalCode         avviso.IdDominio
	CompanyName        string // "" takes the one of the payment
	IDPSP              string
	PSPFiscalCode      string // optional
	PSPCompanyName     string
	IDChannel          string
	ChannelDescription string
	Payer              *Subject        // nil for none
	PaymentMethod      string          // optional
	Fee                *avviso.Importo // nil for none
	PaymentDateTime    time.Time       // the zero time leaves the dates out
	Bollo              []byte          // XML of the stamp of the transfers that asked for one (V2)
}

// NuovaRicevuta makes the receipt of a payment, for a simulator: outcome OK,
// every transfer as it was asked for. Receipts with outcome KO are not made:
// the platform sends none, and the schema wants transfers above 0.00 where the
// rules want a total of 0.00. Its result passes VerificaRicevuta without a
// finding; a value that the schema refuses is an *Errore PAA_SINTASSI_XSD.
//
// Source: paForNode.xsd; SANP 3, section 3, "Ricevute di pagamento".
func NuovaRicevuta(pagamento *Pagamento, d DatiRicevuta) (PaSendRT, error) {
	if pagamento == nil {
		return PaSendRT{}, assente("Pagamento")
	}
	r := Ricevuta{
		ReceiptID: d.ReceiptID, NoticeNumber: d.NoticeNumber.String(), FiscalCode: d.FiscalCode.String(),
		Outcome: OutcomeOK, CreditorReferenceID: pagamento.CreditorReferenceID, PaymentAmount: pagamento.PaymentAmount,
		Description: pagamento.Description, CompanyName: d.CompanyName, OfficeName: pagamento.OfficeName,
		Debtor: pagamento.Debtor, IDPSP: d.IDPSP, PSPFiscalCode: d.PSPFiscalCode, PSPCompanyName: d.PSPCompanyName,
		IDChannel: d.IDChannel, ChannelDescription: d.ChannelDescription, Payer: d.Payer, PaymentMethod: d.PaymentMethod,
		Fee: d.Fee, Metadata: pagamento.Metadata,
	}
	if r.CompanyName == "" {
		r.CompanyName = pagamento.CompanyName
	}
	if !d.PaymentDateTime.IsZero() {
		r.PaymentDateTime = istante(d.PaymentDateTime)
		r.ApplicationDate = avviso.DataDi(d.PaymentDateTime)
		r.TransferDate = r.ApplicationDate.Aggiungi(1)
	}
	for _, t := range pagamento.TransferList {
		if t.RichiestaMarcaDaBollo != nil {
			t.RichiestaMarcaDaBollo, t.MBDAttachment = nil, d.Bollo
		}
		r.TransferList = append(r.TransferList, t)
	}
	p := PaSendRT{Versione: d.Versione, IDPA: d.IDPA, IDBrokerPA: d.IDBrokerPA, IDStation: d.IDStation, Receipt: r}
	specie, err := specieDi(&p)
	if err == nil {
		err = schema.Verifica(&stanza, specie.elemento, &p, schemaPaSendRT)
	}
	if err != nil {
		return PaSendRT{}, err
	}
	return p, nil
}
