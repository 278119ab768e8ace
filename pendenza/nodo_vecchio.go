package pendenza

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// RifiutoSANP23 returns the fault with which the primitives of SANP 2.3
// (paaVerificaRPT, paaAttivaRPT) refuse a position, "" when they can pay it: they know
// one item, without digital stamp (PAA_SEMANTICA), for one beneficiary
// (PAA_PAGAMENTO_MULTIBENEFICIARIO_NON_CONSENTITO).
//
// Source: SANP 2.3, section 3; GovPay, PagamentiTelematiciCCPImpl.
func RifiutoSANP23(p *Pendenza) nodo.FaultCode {
	if p == nil {
		return nodo.PAASemantica
	}
	for i := range p.Voci {
		if d := p.Voci[i].IdDominio; d.IsValid() && d != p.IdDominio {
			return nodo.PAAPagamentoMultibeneficiarioNonConsentito
		}
	}
	if len(p.Voci) != 1 || p.Voci[0].TipoBollo != "" {
		return nodo.PAASemantica
	}
	return ""
}

// DatiPagamentoPA returns what a body answers to paaVerificaRPT and paaAttivaRPT about a
// position of one item: amount, account and causale are those of the RPT that
// CompletaRPT makes. The errors are those of PagamentoPA, and RISPOSTA for a position
// that RifiutoSANP23 refuses.
//
// Source: PaPerNodoPagamentoPsp.wsdl, paaTipoDatiPagamentoPA; GovPay,
// PagamentiTelematiciCCPImpl.
func (p *Pendenza) DatiPagamentoPA(e *EntePA) (rpt.DatiPagamentoPA, error) {
	if p == nil || e == nil {
		return rpt.DatiPagamentoPA{}, errNullo("pendenza")
	}
	if f := RifiutoSANP23(p); f != "" {
		return rpt.DatiPagamentoPA{}, nonRispondibile("voci", string(f), "una sola voce, di un solo beneficiario e senza marca da bollo")
	}
	iuv := p.iuvAvviso()
	if !iuv.IsValid() {
		return rpt.DatiPagamentoPA{}, nonRispondibile("numeroAvviso", "", "senza IUV")
	}
	voci, err := p.vociPA(e)
	if err != nil {
		return rpt.DatiPagamentoPA{}, err
	}
	v := &voci[0]
	if v.TipoBollo != "" {
		return rpt.DatiPagamentoPA{}, nonRispondibileVoce(0, "codEntrata", v.CodEntrata, "marca da bollo telematica")
	}
	if !v.IbanAccredito.IsValid() {
		return rpt.DatiPagamentoPA{}, nonRispondibileVoce(0, "ibanAccredito", "", "senza conto di accredito")
	}
	r := v.perRPT(p.Causale)
	return rpt.DatiPagamentoPA{
		ImportoSingoloVersamento: p.Importo, IBANAccredito: v.IbanAccredito.String(),
		EnteBeneficiario: &rpt.EnteBeneficiario{
			IdentificativoUnivoco: rpt.IdentificativoUnivoco{
				TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: p.dominioPA(e).String(),
			},
			Denominazione: tronca(e.Ente.Nome, massimoNome), DenomUnitOper: tronca(e.ufficio(p), massimoNome),
		},
		CausaleVersamento: string(riferimento.AppendRiferimento(nil, iuv.String(), max(0, p.Importo.Centesimi()), r.Descrizione, true)),
	}, nil
}

// vecchio decides about a notice that the older model asks for by its IUV.
func (d *decisoreNodo) vecchio(i *rpt.Intestazione, attiva *rpt.PaaAttivaRPT) RispostaNodo {
	dominio := i.IdentificativoDominio
	s, f, motivo := d.Ente.identificativi(dominio, i.IdentificativoIntermediarioPA, i.IdentificativoStazioneIntermediarioPA)
	if f != "" {
		return d.rifiuta(fault(VerificaErrore, f, motivo), dominio)
	}
	iuv, err := avviso.ParseIUV(i.IdentificativoUnivocoVersamento)
	n, ammesso := s.numeroAvviso(iuv)
	if err != nil || !ammesso {
		return d.rifiuta(fault(Sconosciuta, nodo.PAAPagamentoSconosciuto, ""), dominio)
	}
	r := d.Verifica
	r.NumeroAvviso, r.IdDominio, r.Anagrafica = n.String(), d.Ente.Ente.IdDominio, ""
	v := r.Decidi()
	if f := RifiutoSANP23(v.Pendenza); v.Esito == Pagabile && f != "" {
		v = conPosizione(fault(VerificaErrore, f, ""), v)
	}
	if v.Esito == Pagabile && attiva != nil {
		v = d.attivabile(v, iuv, attiva)
	}
	return d.concludi(v, dominio, func(p *Pendenza) (rpt.Messaggio, error) {
		dati, err := p.DatiPagamentoPA(d.Ente)
		esito := rpt.EsitoPagamentoPA{Esito: rpt.OutcomeOK, DatiPagamentoPA: &dati}
		if attiva != nil {
			return &rpt.PaaAttivaRPTRisposta{EsitoPagamentoPA: esito}, err
		}
		return &rpt.PaaVerificaRPTRisposta{EsitoPagamentoPA: esito}, err
	})
}

// conPosizione is a refusal about the position of another decision.
func conPosizione(rifiuto, v Decisione) Decisione {
	rifiuto.Pendenza, rifiuto.Aggiornata, rifiuto.Aggiornamenti = v.Pendenza, v.Aggiornata, v.Aggiornamenti
	return rifiuto
}

// attivabile refuses the activation of a position that can be paid: of an attempt that
// is known, and of another amount where the body wants its own.
func (d *decisoreNodo) attivabile(v Decisione, iuv avviso.IUV, m *rpt.PaaAttivaRPT) Decisione {
	tentativi := d.Verifica.Tentativi
	if tentativi == nil {
		tentativi = v.Pendenza.Tentativi
	}
	nota := slices.ContainsFunc(tentativi, func(t Tentativo) bool { return t.CCP == m.CodiceContestoPagamento && stessoIUV(t.IUV, iuv) })
	importo := m.DatiPagamentoPSP.ImportoSingoloVersamento
	switch {
	case nota:
		return conPosizione(fault(InCorso, nodo.PAAPagamentoInCorso, "ccp "+m.CodiceContestoPagamento), v)
	case d.ImportoEsatto && importo != v.Pendenza.Importo:
		return conPosizione(fault(VerificaErrore, nodo.PAAAttivaRPTImportoNonValido, "importo "+importo.String()+", dovuto "+v.Pendenza.Importo.String()), v)
	}
	return v
}

// numeroAvviso returns the notice of a IUV at the station, zero where the station does
// not say how its notices are numbered, and whether it may be one of its own.
func (s *Stazione) numeroAvviso(iuv avviso.IUV) (avviso.NumeroAvviso, bool) {
	for _, c := range s.Numerazioni {
		if n, err := iuv.NumeroAvviso(c); err == nil {
			return n, true
		}
	}
	return avviso.NumeroAvviso{}, len(s.Numerazioni) == 0
}

// consegna decides the answer to an RT.
func (d *decisoreNodo) consegna() RispostaNodo {
	c := rpt.NuovaConsegnaRT(d.Busta, d.Lettura)
	a := d.RT
	a.IdentificativoDominio, a.IdentificativoIntermediarioPA, a.IdentificativoStazioneIntermediarioPA =
		c.IdentificativoDominio, c.IdentificativoIntermediarioPA, c.IdentificativoStazioneIntermediarioPA
	switch _, f, _ := d.Ente.identificativi(a.IdentificativoDominio, a.IdentificativoIntermediarioPA, a.IdentificativoStazioneIntermediarioPA); f {
	case nodo.PAAIDDominioErrato:
		a.IdentificativoDominio = ""
	case nodo.PAAIDIntermediarioErrato:
		a.IdentificativoIntermediarioPA = ""
	case nodo.PAAStazioneIntErrata:
		a.IdentificativoStazioneIntermediarioPA = ""
	}
	x := rpt.RispondiPaaInviaRT(c, a)
	if x.Accettata() || x.SenzaRisposta {
		r := RispostaNodo{Ricevuta: x}
		if m := x.PaaInviaRT(""); m != nil {
			r.Messaggio = m
		}
		return r
	}
	r := d.rifiuta(Decisione{FaultCode: x.FaultCode, Descrizione: x.Descrizione}, c.IdentificativoDominio)
	r.Decisione, r.Ricevuta = Decisione{}, x
	return r
}
