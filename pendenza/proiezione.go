package pendenza

import "github.com/quietanza/quietanza/avviso"

// Proiezione is a position in the words of the other systems, on a day. Each is
// zero where the other system has no such state. Every projection loses
// something: GovPay has no BOZZA and no TRASFERITA; GPD and p4pa have no
// anomaly, and their REPORTED says that a flow names the payment where our
// INCASSATA says that the money arrived; the SANP tells only whether the
// position can be paid.
type Proiezione struct {
	GovPay StatoGovPay
	GPD    StatoGPD
	P4PA   StatoP4PA
	SANP   StatoSANP
}

var proiezioni = [...]Proiezione{
	EffettivaBozza:            {0, GPDDraft, P4PADraft, 0},
	EffettivaNonEseguita:      {GovPayNonEseguita, GPDValid, P4PAUnpaid, SANPAperta},
	EffettivaScaduta:          {GovPayScaduta, GPDExpired, P4PAExpired, SANPChiusa},
	EffettivaAnnullata:        {GovPayAnnullata, GPDInvalid, P4PACancelled, SANPChiusa},
	EffettivaEseguitaParziale: {GovPayEseguitaParziale, GPDPartiallyPaid, P4PAPartiallyPaid, SANPAperta},
	EffettivaEseguita:         {GovPayEseguita, GPDPaid, P4PAPaid, SANPChiusa},
	EffettivaIncassata:        {GovPayIncassata, GPDReported, P4PAReported, SANPChiusa},
	EffettivaTrasferita:       {GovPayAnnullata, GPDInvalid, P4PACancelled, SANPTrasferita},
	EffettivaAnomala:          {GovPay: GovPayAnomala},
}

// Proietta returns the position in the words of the other systems. An anomalous
// one is ANOMALA for GovPay and what its stored state says for the others.
//
// Source: GovPay, PendenzeConverter; pagopa/pagopa-debt-position;
// pagopa/p4pa-debt-positions; SANP 2.4, section 2.
func (p *Pendenza) Proietta(oggi avviso.Data) Proiezione {
	s, _ := p.StatoEffettivo(oggi)
	if !s.IsValid() {
		return Proiezione{}
	}
	x := proiezioni[s]
	if s == EffettivaAnomala && p.Stato.IsValid() {
		x = proiezioni[StatoEffettivo(p.Stato)]
		x.GovPay = GovPayAnomala
	}
	return x
}

// Importata is a state taken from another system, and what got lost on the way.
type Importata struct {
	Stato        Stato
	Anomala      bool
	Segnalazioni []Segnalazione
}

func importata(s Stato, codici ...CodiceSegnalazione) Importata {
	i := Importata{Stato: s}
	for _, c := range codici {
		i.Segnalazioni = append(i.Segnalazioni, Segnalazione{c, testiSegnalazione[c]})
	}
	return i
}

func intraducibile(valore string) (Importata, error) {
	return Importata{}, &Errore{Codice: CodiceProiezione, Campo: "stato", Valore: valore, Err: ErrProiezione}
}

// DaGovPay returns our state for one of GovPay's. SCADUTA is NON_ESEGUITA with a
// dataScadenza that is past. ANOMALA does not say which state is below: it is
// ESEGUITA and anomalous, since only money makes a position anomalous. Errors,
// PROIEZIONE (ErrProiezione): an invalid state, SCADUTA with a dataScadenza that
// is absent or not past.
func DaGovPay(s StatoGovPay, scadenza, oggi avviso.Data) (Importata, error) {
	switch s {
	case GovPayNonEseguita:
		return importata(NonEseguita), nil
	case GovPayEseguita:
		return importata(Eseguita), nil
	case GovPayEseguitaParziale:
		return importata(EseguitaParziale), nil
	case GovPayAnnullata:
		return importata(Annullata), nil
	case GovPayIncassata:
		return importata(Incassata), nil
	case GovPayAnomala:
		return Importata{Stato: Eseguita, Anomala: true}, nil
	case GovPayScaduta:
		return daScaduta(s.String(), scadenza, oggi)
	}
	return intraducibile(s.String())
}

// daScaduta is an expired position: its date must say so.
func daScaduta(nome string, scadenza, oggi avviso.Data) (Importata, error) {
	if !decorsa(scadenza, oggi) {
		return intraducibile(nome)
	}
	return importata(NonEseguita), nil
}

// DaGPD returns our state for one of GPD's. PUBLISHED is NON_ESEGUITA: that the
// position is not payable yet gets lost, since validity_date of GPD is no
// dataValidita. REPORTED is ESEGUITA with the segnalazione RENDICONTATA, or
// INCASSATA when the caller takes a reporting flow for the money
// (rendicontataIncassata). UNPAYABLE is what the date says: expired, else
// ANNULLATA. Errors as DaGovPay.
func DaGPD(s StatoGPD, scadenza, oggi avviso.Data, rendicontataIncassata bool) (Importata, error) {
	switch s {
	case GPDDraft:
		return importata(Bozza), nil
	case GPDPublished, GPDValid:
		return importata(NonEseguita), nil
	case GPDInvalid:
		return importata(Annullata), nil
	case GPDExpired:
		return daScaduta(s.String(), scadenza, oggi)
	case GPDUnpayable:
		if decorsa(scadenza, oggi) {
			return importata(NonEseguita), nil
		}
		return importata(Annullata), nil
	case GPDPartiallyPaid:
		return importata(EseguitaParziale), nil
	case GPDPaid:
		return importata(Eseguita), nil
	case GPDReported:
		return daRendicontata(rendicontataIncassata), nil
	}
	return intraducibile(s.String())
}

func daRendicontata(incassata bool) Importata {
	if incassata {
		return importata(Incassata)
	}
	return importata(Eseguita, Rendicontata)
}

// DaP4PA returns our state for one of p4pa's. TO_SYNC is the state it is moving
// to (verso, syncStatusTo), else NON_ESEGUITA, with the segnalazione
// STATO_INCERTO. INVALID is ANNULLATA with ALTERNATIVA_PAGATA. REPORTED is as in
// DaGPD. Errors as DaGovPay.
func DaP4PA(s, verso StatoP4PA, scadenza, oggi avviso.Data, rendicontataIncassata bool) (Importata, error) {
	switch s {
	case P4PADraft:
		return importata(Bozza), nil
	case P4PAUnpaid:
		return importata(NonEseguita), nil
	case P4PAToSync:
		if verso.IsValid() && verso != P4PAToSync {
			return DaP4PA(verso, 0, scadenza, oggi, rendicontataIncassata)
		}
		return importata(NonEseguita, StatoIncerto), nil
	case P4PAPartiallyPaid:
		return importata(EseguitaParziale), nil
	case P4PAPaid:
		return importata(Eseguita), nil
	case P4PAReported:
		return daRendicontata(rendicontataIncassata), nil
	case P4PAExpired:
		return daScaduta(s.String(), scadenza, oggi)
	case P4PACancelled:
		return importata(Annullata), nil
	case P4PAInvalid:
		return importata(Annullata, SegnalaAlternativa), nil
	}
	return intraducibile(s.String())
}

// DaSANP returns our state for one of the SANP's, which tells least: Aperta is
// NON_ESEGUITA, or ESEGUITA_PARZIALE when pagata; Chiusa is ESEGUITA when
// pagata, else ANNULLATA.
func DaSANP(s StatoSANP, pagata bool) (Importata, error) {
	switch {
	case s == SANPTrasferita:
		return importata(Trasferita), nil
	case s == SANPAperta && pagata:
		return importata(EseguitaParziale), nil
	case s == SANPAperta:
		return importata(NonEseguita), nil
	case s == SANPChiusa && pagata:
		return importata(Eseguita), nil
	case s == SANPChiusa:
		return importata(Annullata), nil
	}
	return intraducibile(s.String())
}
