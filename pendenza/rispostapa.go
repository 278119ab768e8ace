package pendenza

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rpt"
)

// Limits of an answer to the Nodo.
const (
	massimoNome      = 70
	chiaveAppoggio   = "IBANAPPOGGIO"
	postale          = "POSTAL"
	pagopa           = "PAGOPA"
	senzaScadenza    = "2999-12-31"
	codiceFiscaleLen = 16
)

// OffertaPA returns the answer to paVerifyPaymentNotice about a position: its amount,
// its due date, whether it can be paid on postal accounts alone. The errors are those
// of PagamentoPA.
//
// Source: paForNode.xsd, paVerifyPaymentNoticeRes; GovPay,
// PagamentiTelematiciCCPImpl.
func (p *Pendenza) OffertaPA(e *EntePA) (*rpt.PaVerifyPaymentNoticeRisposta, error) {
	if p == nil || e == nil {
		return nil, errNullo("pendenza")
	}
	voci, err := p.vociPA(e)
	if err != nil {
		return nil, err
	}
	scadenza, _ := p.scadenzaPA()
	allCCP := true
	for i := range voci {
		v := &voci[i]
		allCCP = allCCP && v.TipoBollo == "" && (v.IbanAccredito.Postale() || v.IbanAppoggio.Postale())
	}
	return &rpt.PaVerifyPaymentNoticeRisposta{
		Outcome: rpt.OutcomeOK,
		PaymentList: []rpt.PaymentOption{{
			Amount: p.Importo, Options: rpt.ImportoUguale, DueDate: scadenza, DetailDescription: p.Causale, AllCCP: allCCP,
		}},
		PaymentDescription: p.Causale, FiscalCodePA: p.dominioPA(e).String(), CompanyName: e.Ente.Nome, OfficeName: e.ufficio(p),
	}, nil
}

// PagamentoPA returns what a body answers to paGetPayment (V1) or paGetPaymentV2
// about a position: the same transfers as the items of the RPT that CompletaRPT
// makes, one for each item, to the body that the item is for. With transferType
// POSTAL each goes to its postal account where it has one, the account that the notice
// prints; with PAGOPA V2 tells the support account in the metadata. Metadata that do
// not fit are left out, with a warning. dueDate is the one that the notice prints,
// else the end of the validity, else 2999-12-31.
//
// The error is RISPOSTA (ErrRisposta), with the item, for a position that cannot be
// answered with: an unknown codEntrata, an item without account or without category, a
// stamp in V1, a debtor's code of one character, more than five items, no items, no
// IUV.
//
// Source: paForNode.xsd, ctPaymentPA, ctPaymentPAV2; SANP 3.12, "Best practice";
// GovPay, CtPaymentPABuilder, CtPaymentPAV2Builder.
func (p *Pendenza) PagamentoPA(e *EntePA, versione rpt.Versione, transferType string) (rpt.Pagamento, []avviso.Avvertenza, error) {
	if p == nil || e == nil {
		return rpt.Pagamento{}, nil, errNullo("pendenza")
	}
	iuv := p.iuvAvviso()
	if !iuv.IsValid() {
		return rpt.Pagamento{}, nil, nonRispondibile("numeroAvviso", "", "senza IUV")
	}
	voci, err := p.vociPA(e)
	if err != nil {
		return rpt.Pagamento{}, nil, err
	}
	debitore, err := p.debitorePA()
	if err != nil {
		return rpt.Pagamento{}, nil, err
	}
	scadenza, ok := p.scadenzaPA()
	if !ok {
		scadenza = avviso.MustData(senzaScadenza)
	}
	ultimo := true
	g := rpt.Pagamento{
		CreditorReferenceID: iuv.String(), PaymentAmount: p.Importo, DueDate: scadenza, LastPayment: &ultimo, Description: p.Causale,
		CompanyName: e.Ente.Nome, OfficeName: e.ufficio(p), Debtor: debitore, TransferList: make([]rpt.Transfer, len(voci)),
	}
	c := costruzionePA{p: p, e: e, versione: versione, tipo: transferType, iuv: iuv}
	for i := range voci {
		if err := c.transfer(&g.TransferList[i], &voci[i], i); err != nil {
			return rpt.Pagamento{}, nil, err
		}
	}
	return g, c.avvertenze, nil
}

// nonRispondibile is a position that the body cannot answer with. campo names the
// item from 0, as everywhere; the text says it as a person counts.
func nonRispondibile(campo, valore, testo string) error {
	return &Errore{Codice: CodiceRisposta, Campo: campo, Valore: valore, Err: nuovoMotivo(CodiceRisposta, testo, ErrRisposta)}
}

func nonRispondibileVoce(i int, nome, valore, testo string) error {
	return nonRispondibile(luogo{voce: i + 1, nome: nome}.String(), valore, "voce "+strconv.Itoa(i+1)+": "+testo)
}

// iuvAvviso returns the IUV of the notice, else that of the position.
func (p *Pendenza) iuvAvviso() avviso.IUV {
	if p.NumeroAvviso.IsValid() {
		return p.NumeroAvviso.IUV()
	}
	return p.IUV
}

// dominioPA returns the body of the position, that of the answer where it says none.
func (p *Pendenza) dominioPA(e *EntePA) avviso.IdDominio {
	if p.IdDominio.IsValid() {
		return p.IdDominio
	}
	return e.Ente.IdDominio
}

// scadenzaPA returns the due date: the one that the notice prints, else the end of
// the validity, and whether there is one.
func (p *Pendenza) scadenzaPA() (avviso.Data, bool) {
	d := p.ScadenzaAvviso()
	if !d.IsValid() {
		d = p.DataValidita
	}
	return d, d.IsValid()
}

// vociPA returns the items with their accounts.
func (p *Pendenza) vociPA(e *EntePA) ([]Voce, error) {
	if n := len(p.Voci); n < 1 || n > MaxVoci {
		return nil, nonRispondibile("voci", strconv.Itoa(n), "le voci sono da una a cinque")
	}
	voci := make([]Voce, len(p.Voci))
	for i := range p.Voci {
		v, ok := p.Voci[i].conEntrata(e.Entrate)
		if !ok {
			return nil, nonRispondibileVoce(i, "codEntrata", v.CodEntrata, "codEntrata "+v.CodEntrata+" sconosciuto")
		}
		voci[i] = v
	}
	return voci, nil
}

// debitorePA returns the debtor, ANONIMO where there is none. What an address has
// beyond its limits is left out.
func (p *Pendenza) debitorePA() (rpt.Subject, error) {
	s := p.SoggettoPagatore
	if s == nil {
		s = new(SoggettoPagatore)
	}
	r := s.perRPT()
	codice := r.IdentificativoUnivoco.CodiceIdentificativoUnivoco
	if n := utf8.RuneCountInString(codice); n < 2 || n > codiceFiscaleLen {
		return rpt.Subject{}, nonRispondibile("soggettoPagatore.identificativo", "", "identificativo del pagatore non ammesso")
	}
	entro := func(s string, massimo int) string {
		if utf8.RuneCountInString(s) > massimo {
			return ""
		}
		return s
	}
	d := rpt.Subject{
		EntityUniqueIdentifierType: r.IdentificativoUnivoco.TipoIdentificativoUnivoco, EntityUniqueIdentifierValue: codice,
		FullName: tronca(r.Anagrafica, massimoNome), StreetName: entro(r.Indirizzo, 70), CivicNumber: entro(r.Civico, 16), PostalCode: entro(r.CAP, 16),
		City: entro(r.Localita, 35), StateProvinceRegion: entro(r.Provincia, 35),
	}
	if dueLettere(r.Nazione) {
		d.Country = r.Nazione
	}
	if riferimento.EMail(r.EMail) {
		d.EMail = entro(r.EMail, 256)
	}
	return d, nil
}

func dueLettere(s string) bool {
	return len(s) == 2 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// tronca cuts a text to a number of characters.
func tronca(s string, massimo int) string {
	for i := range s {
		if massimo == 0 {
			return s[:i]
		}
		massimo--
	}
	return s
}

// costruzionePA is one answer being made.
type costruzionePA struct {
	p          *Pendenza
	e          *EntePA
	versione   rpt.Versione
	tipo       string // transferType
	iuv        avviso.IUV
	avvertenze []avviso.Avvertenza
}

// transfer makes the transfer of an item.
func (c *costruzionePA) transfer(t *rpt.Transfer, v *Voce, i int) error {
	r := v.perRPT(c.p.Causale)
	dominio := v.IdDominio
	if !dominio.IsValid() {
		dominio = c.p.dominioPA(c.e)
	}
	*t = rpt.Transfer{
		IDTransfer: avviso.Indice(i + 1), TransferAmount: v.Importo, FiscalCodePA: dominio.String(), TransferCategory: r.DatiSpecificiRiscossione,
		RemittanceInformation: string(riferimento.AppendRiferimento(nil, c.iuv.String(), max(0, v.Importo.Centesimi()), r.Descrizione, true)),
	}
	if t.TransferCategory == "" {
		t.TransferCategory = c.e.Categoria
	}
	if t.TransferCategory == "" {
		return nonRispondibileVoce(i, "codiceTassonomicoPagoPA", "", "senza tassonomia né codice contabilità")
	}
	if c.versione == rpt.V2 {
		t.CompanyName = c.e.nome(dominio)
	}
	if err := c.conto(t, v, &r, i); err != nil {
		return err
	}
	c.metadata(t, v, i)
	return nil
}

// conto tells where the money of an item goes.
func (c *costruzionePA) conto(t *rpt.Transfer, v *Voce, r *rpt.VoceRPT, i int) error {
	switch {
	case r.Bollo != nil && c.versione != rpt.V2:
		return nonRispondibileVoce(i, "tipoBollo", v.TipoBollo, "marca da bollo telematica")
	case r.Bollo != nil:
		t.RichiestaMarcaDaBollo = &rpt.RichiestaMarcaDaBollo{
			HashDocumento: r.Bollo.HashDocumento, TipoBollo: r.Bollo.TipoBollo, ProvinciaResidenza: r.Bollo.ProvinciaResidenza,
		}
		return nil
	}
	conto := v.IbanAccredito
	if c.tipo == postale && !conto.Postale() && v.IbanAppoggio.Postale() {
		conto = v.IbanAppoggio
	}
	if !conto.IsValid() {
		return nonRispondibileVoce(i, "ibanAccredito", "", "senza conto di accredito")
	}
	t.IBAN = conto.String()
	return nil
}

// metadata gives a transfer the pairs of its item and, where the platform asks for
// it, the support account.
func (c *costruzionePA) metadata(t *rpt.Transfer, v *Voce, i int) {
	appoggio := c.versione == rpt.V2 && c.tipo == pagopa && t.IBAN != "" && v.IbanAppoggio.Postale() && !v.IbanAccredito.Postale()
	massimo := massimoMetadata
	if appoggio {
		massimo--
	}
	m := coppie{massimo: massimo}
	if c.e.Metadata == nil {
		m.diVoce(v)
	} else {
		for k, x := range c.e.Metadata(v) {
			m.aggiungi(elemento("metadata", k), x.Key, x.Value)
		}
	}
	for _, a := range m.avvertenze {
		a.Campo = luogo{voce: i + 1, nome: a.Campo}.String()
		c.avvertenze = append(c.avvertenze, a)
	}
	t.Metadata = m.voci
	if appoggio {
		t.Metadata = append(t.Metadata, rpt.MapEntry{Key: chiaveAppoggio, Value: v.IbanAppoggio.String()})
	}
}
