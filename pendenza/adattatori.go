package pendenza

import (
	"iter"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
)

// RicevutaRT returns the receipt of an RT, to apply to the position. The IUV of
// the document must be one; the error is EVENTO_NON_VALIDO (ErrEvento).
//
// Source: PagInf_RPT_RT_6_2_0.xsd, ctRicevutaTelematica.
func RicevutaRT(r *rpt.RT) (Ricevuta, error) {
	if r == nil {
		return Ricevuta{}, errNullo("rt")
	}
	d := &r.DatiPagamento
	return ricevutaDi(d.IdentificativoUnivocoVersamento, d.CodiceContestoPagamento, d.CodiceEsitoPagamento, r.Riscossioni())
}

// RicevutaPA returns the receipt of a paSendRT, to apply to the position, with
// the receiptId as ccp. The error is EVENTO_NON_VALIDO (ErrEvento).
//
// Source: paForNode.xsd, ctReceipt, ctReceiptV2.
func RicevutaPA(r *rpt.Ricevuta) (Ricevuta, error) {
	if r == nil {
		return Ricevuta{}, errNullo("ricevuta")
	}
	return ricevutaDi(r.CreditorReferenceID, r.ReceiptID, r.Outcome.Esito(), r.Riscossioni())
}

func ricevutaDi(iuv, ccp string, esito rpt.CodiceEsitoPagamento, riscossioni iter.Seq[rpt.Riscossione]) (Ricevuta, error) {
	u, err := avviso.ParseIUV(iuv)
	if err != nil {
		return Ricevuta{}, eventoErrato("iuv", iuv)
	}
	e := Ricevuta{IUV: u, CCP: ccp, Esito: esito}
	for x := range riscossioni {
		v := VoceRicevuta{Indice: min(x.Indice, MaxVoci+1), IUR: x.IUR, Importo: x.Importo}
		if x.Bollo {
			v.Tipo = avviso.MBT
		}
		e.Voci = append(e.Voci, v)
		e.Data = x.Data
	}
	return e, e.valida()
}

// CompletaRPT adds to the data of an RPT those that the position holds: creditor,
// IUV, debtor and items. Without a debtor it is that of d, and ANONIMO where d has none
// either. An item with codEntrata has no account of its own:
// entrate gives it (IBAN, support account, codice contabilita), by code; the
// error is EVENTO_NON_VALIDO (ErrEvento), with the item, for one that it does
// not know, and for a position without IUV.
//
// Source: GovPay, business.Rpt; PagInf_RPT_RT_6_2_0.xsd, ctDatiSingoloVersamento.
func (p *Pendenza) CompletaRPT(d *rpt.DatiRPT, entrate func(codEntrata string) (Voce, bool)) error {
	if p == nil || d == nil {
		return errNullo("pendenza")
	}
	iuv := p.identificativo()
	if !iuv.IsValid() {
		return eventoSenza("iuv")
	}
	voci := make([]rpt.VoceRPT, len(p.Voci))
	for i := range p.Voci {
		v, ok := p.Voci[i].conEntrata(entrate)
		if !ok {
			return eventoErrato(luogo{voce: i + 1, nome: "codEntrata"}.String(), v.CodEntrata)
		}
		voci[i] = v.perRPT(p.Causale)
	}
	d.Dominio, d.IUV, d.Voci = p.IdDominio, iuv, voci
	switch {
	case p.SoggettoPagatore != nil:
		d.Pagatore = p.SoggettoPagatore.perRPT()
	case d.Pagatore == (rpt.SoggettoPagatore{}):
		d.Pagatore = new(SoggettoPagatore).perRPT()
	}
	return nil
}

// conEntrata returns an item with the account of its codEntrata, and whether the
// table has it.
func (v Voce) conEntrata(entrate func(codEntrata string) (Voce, bool)) (Voce, bool) {
	if v.CodEntrata == "" {
		return v, true
	}
	if entrate == nil {
		return v, false
	}
	conto, ok := entrate(v.CodEntrata)
	if !ok {
		return v, false
	}
	v.IbanAccredito, v.IbanAppoggio = conto.IbanAccredito, conto.IbanAppoggio
	v.TipoContabilita, v.CodiceContabilita = conto.TipoContabilita, conto.CodiceContabilita
	v.CodiceTassonomicoPagoPA = conto.CodiceTassonomicoPagoPA
	return v, true
}

func (v *Voce) perRPT(causale string) rpt.VoceRPT {
	r := rpt.VoceRPT{Importo: v.Importo, Descrizione: v.DescrizioneCausaleRPT, DatiSpecificiRiscossione: v.CodiceTassonomicoPagoPA}
	if r.Descrizione == "" {
		r.Descrizione = causale
	}
	if r.DatiSpecificiRiscossione == "" {
		r.DatiSpecificiRiscossione = v.datiSpecifici()
	}
	if v.TipoBollo != "" {
		r.Bollo = &rpt.DatiMarcaBolloDigitale{
			TipoBollo: rpt.BolloImposta, HashDocumento: v.HashDocumento, ProvinciaResidenza: v.ProvinciaResidenza,
		}
		return r
	}
	r.IBANAccredito, r.IBANAppoggio = v.IbanAccredito.String(), v.IbanAppoggio.String()
	return r
}

// perRPT returns the debtor of an RPT; one without a code is ANONIMO. A code of
// sixteen characters is that of a person, where the position does not say.
func (s *SoggettoPagatore) perRPT() rpt.SoggettoPagatore {
	r := rpt.SoggettoPagatore{
		Anagrafica: s.Anagrafica, Indirizzo: s.Indirizzo, Civico: s.Civico, CAP: s.CAP, Localita: s.Localita,
		Provincia: s.Provincia, Nazione: s.Nazione, EMail: s.Email,
	}
	codice := strings.ToUpper(s.Identificativo)
	if strings.TrimSpace(codice) == "" {
		codice = rpt.Anonimo
	}
	r.IdentificativoUnivoco.CodiceIdentificativoUnivoco = codice
	r.IdentificativoUnivoco.TipoIdentificativoUnivoco = rpt.PersonaFisica
	if s.Tipo == PersonaGiuridica || s.Tipo == "" && len(codice) != codiceFiscaleLen && codice != rpt.Anonimo {
		r.IdentificativoUnivoco.TipoIdentificativoUnivoco = rpt.PersonaGiuridica
	}
	if strings.TrimSpace(r.Anagrafica) == "" {
		r.Anagrafica = rpt.Anonimo
	}
	return r
}

// Avviso returns the notice of positions of one document, or of one position
// alone, ready to print: the debtor and the subject are those of the first, each
// position is a Rata. Texts longer than the notice has room for are kept whole:
// avviso.Avviso.Avvertenze names them.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", allegato 2; GovPay,
// AvvisoPagamentoUtils.
func Avviso(ente avviso.Ente, pendenze iter.Seq[*Pendenza]) avviso.Avviso {
	a := avviso.Avviso{Ente: ente}
	for p := range pendenze {
		if p == nil {
			continue
		}
		if len(a.Rate) == 0 {
			a.Oggetto = p.Causale
			if p.Documento != nil {
				a.Oggetto = p.Documento.Descrizione
			}
			a.Debitore = p.debitore()
			p.Proprieta.inAvviso(&a)
		}
		a.Rate = append(a.Rate, p.rata())
	}
	return a
}

// ScadenzaAvviso returns the day that the notice prints and that the Nodo is told
// as dueDate: dataScandenzaAvviso of proprieta, else dataScadenza. Only the latter
// makes a position expire.
//
// Source: GovPay, API Pendenze v2, ProprietaPendenza.
func (p *Pendenza) ScadenzaAvviso() avviso.Data {
	p = p.oVuota()
	if p.Proprieta != nil && p.Proprieta.DataScandenzaAvviso.IsValid() {
		return p.Proprieta.DataScandenzaAvviso
	}
	return p.DataScadenza
}

// inAvviso sets what the properties of a position say about its notice.
func (p *Proprieta) inAvviso(a *avviso.Avviso) {
	if p == nil {
		return
	}
	a.Informativa = p.InformativaImportoAvviso
	for _, v := range p.DescrizioneImporto {
		a.Dettaglio = append(a.Dettaglio, avviso.VoceDettaglio{Voce: v.Voce, Importo: v.Importo})
	}
	if l := p.LinguaSecondaria; l != "" && l != "false" {
		a.Lingua = avviso.Lingua{Codice: l, Oggetto: p.LinguaSecondariaCausale, Informativa: p.LinguaSecondariaInformativaImportoAvviso}
	}
}

func (p *Pendenza) debitore() avviso.Debitore {
	s := p.SoggettoPagatore
	if s == nil {
		return avviso.Debitore{}
	}
	provincia := s.Provincia
	if provincia != "" {
		provincia = "(" + provincia + ")"
	}
	return avviso.Debitore{
		Identificativo: s.Identificativo, Nome: s.Anagrafica,
		Indirizzo: unisci(s.Indirizzo, s.Civico), Localita: unisci(s.CAP, s.Localita, provincia),
	}
}

func unisci(parti ...string) string {
	var piene []string
	for _, s := range parti {
		if s != "" {
			piene = append(piene, s)
		}
	}
	return strings.Join(piene, " ")
}

func (p *Pendenza) rata() avviso.Rata {
	r := avviso.Rata{NumeroAvviso: p.NumeroAvviso, Importo: p.Importo, Scadenza: p.ScadenzaAvviso()}
	if len(p.Voci) > 0 {
		r.Accredito, r.Appoggio = p.Voci[0].IbanAccredito, p.Voci[0].IbanAppoggio
	}
	if d := p.Documento; d != nil {
		r.Numero = d.Rata
		if d.Soglia != nil {
			r.Soglia = avviso.Soglia{Tipo: string(d.Soglia.Tipo), Giorni: d.Soglia.Giorni}
		}
	}
	return r
}
