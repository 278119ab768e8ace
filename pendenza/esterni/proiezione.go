package esterni

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// CodiceProiezione and ErrProiezione are of a state of another system that ours
// cannot hold.
const CodiceProiezione avviso.Codice = "PROIEZIONE"

// ErrProiezione is the kind of CodiceProiezione.
var ErrProiezione = errors.New("stato non traducibile")

// Proiezione is a position in the words of the other systems, on a day. Each is
// "" where the other system has no such state. Every projection loses
// something: GovPay has no BOZZA and no TRASFERITA; GPD and p4pa have no
// anomaly, and their REPORTED says that a flow names the payment where our
// INCASSATA says that the money arrived; the SANP tells only whether the
// position can be paid.
type Proiezione struct {
	GovPay GovPay
	GPD    GPD
	P4PA   P4PA
	SANP   SANP
}

var proiezioni = [...]Proiezione{
	pendenza.Bozza:            {"", GPDDraft, P4PADraft, ""},
	pendenza.NonEseguita:      {GovPayNonEseguita, GPDValid, P4PAUnpaid, SANPAperta},
	pendenza.Annullata:        {GovPayAnnullata, GPDInvalid, P4PACancelled, SANPChiusa},
	pendenza.EseguitaParziale: {GovPayEseguitaParziale, GPDPartiallyPaid, P4PAPartiallyPaid, SANPAperta},
	pendenza.Eseguita:         {GovPayEseguita, GPDPaid, P4PAPaid, SANPChiusa},
	pendenza.Incassata:        {GovPayIncassata, GPDReported, P4PAReported, SANPChiusa},
	pendenza.Trasferita:       {GovPayAnnullata, GPDInvalid, P4PACancelled, SANPTrasferita},
}

// Proietta returns the position in the words of the other systems. An anomalous
// one is ANOMALA for GovPay and what its stored state says for the others.
//
// Source: GovPay, PendenzeConverter; pagopa/pagopa-debt-position;
// pagopa/p4pa-debt-positions; SANP 2.4, section 2.
func Proietta(p *pendenza.Pendenza, oggi avviso.Data) Proiezione {
	var x Proiezione
	if p == nil {
		return x
	}
	s, _ := p.StatoEffettivo(oggi)
	switch {
	case s.Scaduta:
		x = Proiezione{GovPayScaduta, GPDExpired, P4PAExpired, SANPChiusa}
	case s.Stato.IsValid():
		x = proiezioni[s.Stato]
	}
	if s.Anomala {
		x.GovPay = GovPayAnomala
	}
	return x
}

// Importata is a state taken from another system, and what got lost on the way.
// Anomala without a segnalazione of its own is an anomaly that the other system
// has and does not name: which one it is says the list of its anomalies.
type Importata struct {
	Stato        pendenza.Stato
	Anomala      bool
	Segnalazioni []pendenza.Segnalazione
}

func importata(s pendenza.Stato, codici ...pendenza.CodiceSegnalazione) Importata {
	i := Importata{Stato: s}
	for _, c := range codici {
		i.Segnalazioni = append(i.Segnalazioni, pendenza.NuovaSegnalazione(c))
	}
	return i
}

func intraducibile(valore string) (Importata, error) {
	return Importata{}, &pendenza.Errore{Codice: CodiceProiezione, Campo: "stato", Valore: valore, Err: ErrProiezione}
}

// The states of the other systems in ours.
var (
	daGovPay = map[GovPay]pendenza.Stato{
		GovPayNonEseguita: pendenza.NonEseguita, GovPayScaduta: pendenza.NonEseguita,
		GovPayEseguita: pendenza.Eseguita, GovPayAnomala: pendenza.Eseguita,
		GovPayEseguitaParziale: pendenza.EseguitaParziale,
		GovPayAnnullata:        pendenza.Annullata,
		GovPayIncassata:        pendenza.Incassata,
	}
	daGPD = map[GPD]pendenza.Stato{
		GPDDraft:     pendenza.Bozza,
		GPDPublished: pendenza.NonEseguita, GPDValid: pendenza.NonEseguita, GPDExpired: pendenza.NonEseguita,
		GPDInvalid: pendenza.Annullata, GPDUnpayable: pendenza.Annullata,
		GPDPartiallyPaid: pendenza.EseguitaParziale,
		GPDPaid:          pendenza.Eseguita, GPDReported: pendenza.Eseguita,
	}
	daP4PA = map[P4PA]pendenza.Stato{
		P4PADraft:  pendenza.Bozza,
		P4PAUnpaid: pendenza.NonEseguita, P4PAToSync: pendenza.NonEseguita, P4PAExpired: pendenza.NonEseguita,
		P4PACancelled: pendenza.Annullata, P4PAInvalid: pendenza.Annullata,
		P4PAPartiallyPaid: pendenza.EseguitaParziale,
		P4PAPaid:          pendenza.Eseguita, P4PAReported: pendenza.Eseguita,
	}
	daSANP = map[SANP]struct{ aperta, pagata pendenza.Stato }{
		SANPAperta:     {pendenza.NonEseguita, pendenza.EseguitaParziale},
		SANPChiusa:     {pendenza.Annullata, pendenza.Eseguita},
		SANPTrasferita: {pendenza.Trasferita, pendenza.Trasferita},
	}
)

// DaGovPay returns our state for one of GovPay's. SCADUTA is NON_ESEGUITA with a
// dataScadenza that is past. ANOMALA does not say which state is below: it is
// ESEGUITA and anomalous, since only money makes a position anomalous. Errors,
// PROIEZIONE (ErrProiezione): an invalid state, SCADUTA with a dataScadenza that
// is absent or not past.
func DaGovPay(s GovPay, scadenza, oggi avviso.Data) (Importata, error) {
	stato, ok := daGovPay[s]
	if !ok || s == GovPayScaduta && !scaduta(scadenza, oggi) {
		return intraducibile(string(s))
	}
	return Importata{Stato: stato, Anomala: s == GovPayAnomala}, nil
}

// DaGPD returns our state for one of GPD's. PUBLISHED is NON_ESEGUITA: that the
// position is not payable yet gets lost, since validity_date of GPD is no
// dataValidita. REPORTED is ESEGUITA with the segnalazione RENDICONTATA, or
// INCASSATA when the caller takes a reporting flow for the money
// (rendicontataIncassata). UNPAYABLE is what the date says: expired, else
// ANNULLATA. Errors as DaGovPay.
func DaGPD(s GPD, scadenza, oggi avviso.Data, rendicontataIncassata bool) (Importata, error) {
	stato, ok := daGPD[s]
	switch {
	case !ok, s == GPDExpired && !scaduta(scadenza, oggi):
		return intraducibile(string(s))
	case s == GPDUnpayable && scaduta(scadenza, oggi):
		return importata(pendenza.NonEseguita), nil
	case s == GPDReported:
		return daRendicontata(rendicontataIncassata), nil
	}
	return importata(stato), nil
}

func daRendicontata(incassata bool) Importata {
	if incassata {
		return importata(pendenza.Incassata)
	}
	return importata(pendenza.Eseguita, pendenza.Rendicontata)
}

// DaP4PA returns our state for one of p4pa's. TO_SYNC is the state it is moving
// to (verso, syncStatusTo), else NON_ESEGUITA, with the segnalazione
// STATO_INCERTO. INVALID is ANNULLATA with ALTERNATIVA_PAGATA. REPORTED is as in
// DaGPD. Errors as DaGovPay.
func DaP4PA(s, verso P4PA, scadenza, oggi avviso.Data, rendicontataIncassata bool) (Importata, error) {
	if s == P4PAToSync && verso.IsValid() {
		s = verso
	}
	stato, ok := daP4PA[s]
	switch {
	case !ok, s == P4PAExpired && !scaduta(scadenza, oggi):
		return intraducibile(string(s))
	case s == P4PAToSync:
		return importata(stato, pendenza.StatoIncerto), nil
	case s == P4PAInvalid:
		return importata(stato, pendenza.SegnalaAlternativa), nil
	case s == P4PAReported:
		return daRendicontata(rendicontataIncassata), nil
	}
	return importata(stato), nil
}

// DaSANP returns our state for one of the SANP's, which tells least: Aperta is
// NON_ESEGUITA, or ESEGUITA_PARZIALE when pagata; Chiusa is ESEGUITA when
// pagata, else ANNULLATA.
func DaSANP(s SANP, pagata bool) (Importata, error) {
	stati, ok := daSANP[s]
	switch {
	case !ok:
		return intraducibile(string(s))
	case pagata:
		return importata(stati.pagata), nil
	}
	return importata(stati.aperta), nil
}

// scaduta reports whether a last payable day is past.
func scaduta(d, oggi avviso.Data) bool { return d.IsValid() && d.Prima(oggi) }
