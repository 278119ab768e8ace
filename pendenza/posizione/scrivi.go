package posizione

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Append writes the position in a shape, after its Violazioni: what GPD tells and never
// takes (status, fee, notificationFee, dates of its own) is left out, and names and texts
// stand on one line (Avvertenze). Errors
// (ErrPosizione): those of Valida; FORMA, with the member, for what the shape cannot
// hold: options with different debtors, validity or switchToExpired, or two plans, in
// v1; more than one payment of one transfer, or a stamp, in ACA.
func (p *Posizione) Append(b []byte, v Versione) ([]byte, error) {
	if p == nil {
		return nil, p.Valida()
	}
	q, _ := p.suUnaRiga()
	if err := q.Valida(); err != nil {
		return nil, err
	}
	p = &q
	var d any
	var campo string
	switch v {
	case V1:
		d, campo = p.inV1()
	case V3:
		d = p.inV3()
	case ACA:
		d, campo = p.inACA()
	default:
		campo = "versione"
	}
	if campo != "" {
		return nil, &pendenza.Errore{Codice: CodiceForma, Campo: campo, Valore: string(v), Err: ErrPosizione}
	}
	var w bytes.Buffer
	e := json.NewEncoder(&w)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		return nil, err
	}
	return append(b, bytes.TrimSuffix(w.Bytes(), []byte("\n"))...), nil
}

// What follows are the members in the order of the API.
type (
	scrittoSoggetto struct {
		Type        string `json:"type"`
		FiscalCode  string `json:"fiscalCode"`
		FullName    string `json:"fullName"`
		StreetName  string `json:"streetName,omitempty"`
		CivicNumber string `json:"civicNumber,omitempty"`
		PostalCode  string `json:"postalCode,omitempty"`
		City        string `json:"city,omitempty"`
		Province    string `json:"province,omitempty"`
		Region      string `json:"region,omitempty"`
		Country     string `json:"country,omitempty"`
		Email       string `json:"email,omitempty"`
		Phone       string `json:"phone,omitempty"`
	}
	scrittaMarca struct {
		HashDocument        string `json:"hashDocument"`
		StampType           string `json:"stampType"`
		ProvincialResidence string `json:"provincialResidence"`
	}
	scrittaCoppia struct {
		Key   string `json:"key"`
		Value string `json:"value"`
	}
	scrittoTransfer struct {
		IDTransfer             string          `json:"idTransfer"`
		Amount                 int64           `json:"amount"`
		OrganizationFiscalCode string          `json:"organizationFiscalCode,omitempty"`
		RemittanceInformation  string          `json:"remittanceInformation"`
		Category               string          `json:"category"`
		IBAN                   avviso.IBAN     `json:"iban,omitzero"`
		PostalIBAN             avviso.IBAN     `json:"postalIban,omitzero"`
		Stamp                  *scrittaMarca   `json:"stamp,omitempty"`
		CompanyName            string          `json:"companyName,omitempty"`
		TransferMetadata       []scrittaCoppia `json:"transferMetadata,omitempty"`
	}
	scrittaRata struct {
		NAV         avviso.NumeroAvviso `json:"nav,omitzero"`
		IUV         avviso.IUV          `json:"iuv"`
		Amount      int64               `json:"amount"`
		Description string              `json:"description"`
		Parziale    *bool               `json:"isPartialPayment,omitempty"` // of v1
		DueDate     string              `json:"dueDate"`
		Retention   string              `json:"retentionDate,omitempty"` // of v1
		Transfer    []scrittoTransfer   `json:"transfer"`
		MetadataV1  []scrittaCoppia     `json:"paymentOptionMetadata,omitempty"`
		MetadataV3  []scrittaCoppia     `json:"installmentMetadata,omitempty"`
	}
	scrittaV1 struct {
		IUPD string `json:"iupd"`
		scrittoSoggetto
		CompanyName     string        `json:"companyName"`
		OfficeName      string        `json:"officeName,omitempty"`
		SwitchToExpired bool          `json:"switchToExpired"`
		PayStandIn      bool          `json:"payStandIn"`
		ValidityDate    string        `json:"validityDate,omitempty"`
		PaymentOption   []scrittaRata `json:"paymentOption"`
	}
	scrittaOpzione struct {
		Description     string          `json:"description,omitempty"`
		ValidityDate    string          `json:"validityDate,omitempty"`
		RetentionDate   string          `json:"retentionDate,omitempty"`
		SwitchToExpired bool            `json:"switchToExpired"`
		Debtor          scrittoSoggetto `json:"debtor"`
		Installments    []scrittaRata   `json:"installments"`
	}
	scrittaV3 struct {
		IUPD          string           `json:"iupd"`
		PayStandIn    bool             `json:"payStandIn"`
		CompanyName   string           `json:"companyName"`
		OfficeName    string           `json:"officeName,omitempty"`
		PaymentOption []scrittaOpzione `json:"paymentOption"`
	}
	scrittaACA struct {
		PaFiscalCode     avviso.IdDominio    `json:"paFiscalCode"`
		CompanyName      string              `json:"companyName,omitempty"`
		EntityType       string              `json:"entityType"`
		EntityFiscalCode string              `json:"entityFiscalCode"`
		EntityFullName   string              `json:"entityFullName"`
		IUV              avviso.IUV          `json:"iuv"`
		NAV              avviso.NumeroAvviso `json:"nav,omitzero"`
		Amount           int64               `json:"amount"`
		Description      string              `json:"description"`
		ExpirationDate   string              `json:"expirationDate"`
		IBAN             avviso.IBAN         `json:"iban,omitzero"`
		PostalIBAN       avviso.IBAN         `json:"postalIban,omitzero"`
		SwitchToExpired  bool                `json:"switchToExpired"`
		PayStandIn       bool                `json:"payStandIn"`
	}
)

// inV1 returns the first shape, or the member that it cannot hold.
func (p *Posizione) inV1() (scrittaV1, string) {
	prima := &p.Opzioni[0]
	d := scrittaV1{
		IUPD: p.IUPD, scrittoSoggetto: inSoggetto(&prima.Debitore), CompanyName: p.CompanyName, OfficeName: p.OfficeName,
		SwitchToExpired: prima.SwitchToExpired, PayStandIn: p.PayStandIn, ValidityDate: inIstante(prima.ValidityDate),
	}
	piani := 0
	for i := range p.Opzioni {
		o, qui := &p.Opzioni[i], passo("paymentOption", i)
		rateale := o.Rateale || len(o.Rate) > 1
		if rateale {
			piani++
		}
		switch {
		case o.Debitore != prima.Debitore:
			return d, qui + ".debtor"
		case o.SwitchToExpired != prima.SwitchToExpired:
			return d, qui + ".switchToExpired"
		case o.ValidityDate != prima.ValidityDate:
			return d, qui + ".validityDate"
		case piani > 1:
			return d, qui + ".installments"
		}
		for j := range o.Rate {
			r := inRata(&o.Rate[j])
			r.Parziale, r.Retention = &rateale, inIstante(o.RetentionDate)
			r.MetadataV1 = inCoppie(o.Rate[j].Metadata)
			d.PaymentOption = append(d.PaymentOption, r)
		}
	}
	return d, ""
}

func (p *Posizione) inV3() scrittaV3 {
	d := scrittaV3{IUPD: p.IUPD, PayStandIn: p.PayStandIn, CompanyName: p.CompanyName, OfficeName: p.OfficeName}
	for i := range p.Opzioni {
		o := &p.Opzioni[i]
		x := scrittaOpzione{
			Description: o.Descrizione, ValidityDate: inIstante(o.ValidityDate), RetentionDate: inIstante(o.RetentionDate),
			SwitchToExpired: o.SwitchToExpired, Debtor: inSoggetto(&o.Debitore),
		}
		for j := range o.Rate {
			r := inRata(&o.Rate[j])
			r.MetadataV3 = inCoppie(o.Rate[j].Metadata)
			x.Installments = append(x.Installments, r)
		}
		d.PaymentOption = append(d.PaymentOption, x)
	}
	return d
}

// inACA returns the shape of ACA, or the member that it cannot hold.
func (p *Posizione) inACA() (scrittaACA, string) {
	o := &p.Opzioni[0]
	r := &o.Rate[0]
	t := &r.Transfer[0]
	switch {
	case !p.IdDominio.IsValid():
		return scrittaACA{}, "paFiscalCode"
	case len(p.Opzioni) > 1:
		return scrittaACA{}, "paymentOption[1]"
	case len(o.Rate) > 1:
		return scrittaACA{}, "paymentOption[0].installments[1]"
	case len(r.Transfer) > 1:
		return scrittaACA{}, "paymentOption[0].installments[0].transfer[1]"
	case t.Marca != nil:
		return scrittaACA{}, "paymentOption[0].installments[0].transfer[0].stamp"
	case t.IdDominio.IsValid() && t.IdDominio != p.IdDominio:
		return scrittaACA{}, "paymentOption[0].installments[0].transfer[0].organizationFiscalCode"
	}
	return scrittaACA{
		PaFiscalCode: p.IdDominio, CompanyName: p.CompanyName,
		EntityType: string(o.Debitore.Tipo), EntityFiscalCode: o.Debitore.FiscalCode, EntityFullName: o.Debitore.FullName,
		IUV: r.IUV, NAV: r.NAV, Amount: r.Importo.Centesimi(), Description: r.Descrizione, ExpirationDate: inIstante(r.DueDate),
		IBAN: t.IBAN, PostalIBAN: t.PostalIBAN, SwitchToExpired: o.SwitchToExpired, PayStandIn: p.PayStandIn,
	}, ""
}

func inSoggetto(d *Debitore) scrittoSoggetto {
	return scrittoSoggetto{
		string(d.Tipo), d.FiscalCode, d.FullName, d.StreetName, d.CivicNumber, d.PostalCode, d.City, d.Province, d.Region,
		d.Country, d.Email, d.Phone,
	}
}

func inRata(r *Rata) scrittaRata {
	x := scrittaRata{NAV: r.NAV, IUV: r.IUV, Amount: r.Importo.Centesimi(), Description: r.Descrizione, DueDate: inIstante(r.DueDate)}
	for i := range r.Transfer {
		t := &r.Transfer[i]
		y := scrittoTransfer{
			IDTransfer: strconv.Itoa(t.ID), Amount: t.Importo.Centesimi(), RemittanceInformation: t.RemittanceInformation,
			Category: t.Category, IBAN: t.IBAN, PostalIBAN: t.PostalIBAN, CompanyName: t.CompanyName, TransferMetadata: inCoppie(t.Metadata),
		}
		if t.IdDominio.IsValid() {
			y.OrganizationFiscalCode = t.IdDominio.String()
		}
		if m := t.Marca; m != nil {
			y.Stamp = &scrittaMarca{m.HashDocumento, m.Tipo, m.ProvinciaResidenza}
		}
		x.Transfer = append(x.Transfer, y)
	}
	return x
}

func inCoppie(mm []Metadato) []scrittaCoppia {
	var cc []scrittaCoppia
	for _, m := range mm {
		cc = append(cc, scrittaCoppia(m))
	}
	return cc
}

// inIstante writes an instant of UTC, with milliseconds where it has them.
func inIstante(d avviso.DataOra) string {
	if !d.IsValid() {
		return ""
	}
	t := d.Time().UTC()
	if t.Nanosecond() == 0 {
		return t.Format(time.RFC3339)
	}
	return t.Format("2006-01-02T15:04:05.000Z07:00")
}
