package esterni_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var statiGPD = nomi[esterni.GPD]("DRAFT PUBLISHED VALID INVALID EXPIRED PARTIALLY_PAID PAID REPORTED UNPAYABLE")

var adesso = time.Date(2024, 5, 3, 10, 0, 0, 0, time.UTC)

// nomi returns the states of a list of names.
func nomi[S ~string](testo string) (stati []S) {
	for _, n := range strings.Fields(testo) {
		stati = append(stati, S(n))
	}
	return stati
}

// origineP4PA is the roll-up of the platform as published: the empty text is
// where it throws.
func origineP4PA(stati []string) string {
	ha := func(s string) bool { return slices.Contains(stati, s) }
	tutti := func(s string, ignora ...string) bool {
		trovato := false
		for _, x := range stati {
			if slices.Contains(ignora, x) {
				continue
			}
			if x != s {
				return false
			}
			trovato = true
		}
		return trovato
	}
	switch {
	case ha("TO_SYNC"):
		return "TO_SYNC"
	case ha("PAID") && (ha("UNPAID") || ha("EXPIRED")):
		return "PARTIALLY_PAID"
	}
	for _, s := range []string{"UNPAID", "PAID", "REPORTED", "INVALID"} {
		if tutti(s, "CANCELLED") {
			return s
		}
	}
	for _, s := range []string{"CANCELLED", "EXPIRED"} {
		if tutti(s) {
			return s
		}
	}
	return ""
}

// TestP4PA compares the roll-up with the published one on every set of states of
// instalments, and asks that ours is total.
func TestP4PA(t *testing.T) {
	tutti := []string{"DRAFT", "TO_SYNC", "UNPAID", "PAID", "REPORTED", "EXPIRED", "CANCELLED", "INVALID"}
	definiti := 0
	for maschera := 1; maschera < 1<<len(tutti); maschera++ {
		var scelti []string
		for i, n := range tutti {
			if maschera>>i&1 == 1 {
				scelti = append(scelti, n)
			}
		}
		stati := nomi[esterni.P4PA](strings.Join(scelti, " "))
		s, err := esterni.P4PARate(slices.Values(stati))
		require.NoError(t, err, "%v", scelti)
		require.True(t, s.IsValid())
		if atteso := origineP4PA(scelti); atteso != "" {
			definiti++
			require.Equal(t, atteso, string(s), "%v", scelti)
		}
	}
	require.Greater(t, definiti, 100)
	tests := []struct{ stati, atteso string }{
		{"PAID REPORTED", "PAID"},
		{"UNPAID EXPIRED", "UNPAID"},
		{"UNPAID REPORTED", "PARTIALLY_PAID"},
		{"EXPIRED CANCELLED", "EXPIRED"},
		{"INVALID EXPIRED", "EXPIRED"},
		{"PAID INVALID", "PAID"},
		{"PAID CANCELLED INVALID UNPAID", "PARTIALLY_PAID"},
		{"INVALID CANCELLED", "INVALID"},
	}
	for _, tt := range tests {
		s, err := esterni.P4PARate(slices.Values(nomi[esterni.P4PA](tt.stati)))
		require.NoError(t, err)
		require.Equal(t, tt.atteso, string(s), tt.stati)
	}
	for stati, atteso := range map[string]string{
		"INVALID": "CANCELLED", "PARTIALLY_PAID": "PARTIALLY_PAID", "PARTIALLY_PAID UNPAID": "PARTIALLY_PAID", "PARTIALLY_PAID INVALID": "PARTIALLY_PAID",
		"PAID PARTIALLY_PAID": "PARTIALLY_PAID", "PAID PARTIALLY_PAID INVALID": "PARTIALLY_PAID", "PAID INVALID": "PAID", "REPORTED INVALID": "REPORTED",
	} {
		s, err := esterni.P4PAPosizione(slices.Values(nomi[esterni.P4PA](stati)))
		require.NoError(t, err)
		require.Equal(t, atteso, string(s), stati)
	}
}

func TestProietta(t *testing.T) {
	oggi := avviso.MustData("2024-05-03")
	attese := map[pendenza.Stato]string{
		pendenza.Bozza: "- DRAFT DRAFT -", pendenza.NonEseguita: "NON_ESEGUITA VALID UNPAID Aperta",
		pendenza.Annullata:        "ANNULLATA INVALID CANCELLED Chiusa",
		pendenza.EseguitaParziale: "ESEGUITA_PARZIALE PARTIALLY_PAID PARTIALLY_PAID Aperta",
		pendenza.Eseguita:         "ESEGUITA PAID PAID Chiusa", pendenza.Incassata: "INCASSATA REPORTED REPORTED Chiusa",
		pendenza.Trasferita: "ANNULLATA INVALID CANCELLED Trasferita",
	}
	testo := func(x esterni.Proiezione) string {
		nomi := []string{string(x.GovPay), string(x.GPD), string(x.P4PA), string(x.SANP)}
		for i, n := range nomi {
			nomi[i] = cmp.Or(n, "-")
		}
		return strings.Join(nomi, " ")
	}
	for s, atteso := range attese {
		p := pendenza.Pendenza{Stato: s}
		require.Equal(t, atteso, testo(esterni.Proietta(&p, oggi)))
		if x := esterni.Proietta(&p, oggi); x.GovPay != "" && s != pendenza.Trasferita {
			i, err := esterni.DaGovPay(x.GovPay, p.DataScadenza, oggi)
			require.NoError(t, err)
			require.Equal(t, s, i.Stato, "GovPay and back")
		}
		p.Segnalazioni = []pendenza.Segnalazione{pendenza.NuovaSegnalazione(pendenza.PagamentoDuplicato)}
		require.Equal(t, esterni.GovPayAnomala, esterni.Proietta(&p, oggi).GovPay)
		require.Equal(t, strings.Fields(atteso)[1:], strings.Fields(testo(esterni.Proietta(&p, oggi)))[1:], "the others by the stored state")
	}
	p := pendenza.Pendenza{Stato: pendenza.NonEseguita, DataScadenza: avviso.MustData("2024-05-02")}
	require.Equal(t, "SCADUTA EXPIRED EXPIRED Chiusa", testo(esterni.Proietta(&p, oggi)))
}

func TestImporta(t *testing.T) {
	ieri, oggi := avviso.MustData("2024-05-02"), avviso.MustData("2024-05-03")
	i, err := esterni.DaGPD(esterni.GPDReported, ieri, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.Eseguita, i.Stato)
	require.Equal(t, pendenza.Rendicontata, i.Segnalazioni[0].Codice)
	i, err = esterni.DaGPD(esterni.GPDReported, ieri, oggi, true)
	require.NoError(t, err)
	require.Equal(t, pendenza.Incassata, i.Stato)
	i, err = esterni.DaGPD(esterni.GPDUnpayable, oggi, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.Annullata, i.Stato)
	_, err = esterni.DaGPD(esterni.GPDExpired, oggi, oggi, false)
	require.ErrorIs(t, err, esterni.ErrProiezione, "not past yet")
	i, err = esterni.DaP4PA(esterni.P4PAInvalid, "", ieri, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.SegnalaAlternativa, i.Segnalazioni[0].Codice)
	i, err = esterni.DaP4PA(esterni.P4PAToSync, esterni.P4PAPaid, ieri, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.Eseguita, i.Stato)
	i, err = esterni.DaP4PA(esterni.P4PAToSync, "", ieri, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.StatoIncerto, i.Segnalazioni[0].Codice)
	_, err = esterni.DaGovPay("", ieri, oggi)
	require.ErrorIs(t, err, esterni.ErrProiezione)
}

func TestGPD(t *testing.T) {
	ora := adesso.Add(time.Hour)
	opzione := esterni.Opzione{Scadenza: ora, SwitchToExpired: true}
	differita := esterni.Opzione{Validita: adesso.Add(time.Minute), Scadenza: ora}
	s, ok := esterni.CreaGPD([]esterni.Opzione{opzione, differita}, true, adesso)
	require.True(t, ok)
	require.Equal(t, esterni.GPDValid, s)
	s, ok = esterni.CreaGPD([]esterni.Opzione{differita}, true, adesso)
	require.True(t, ok)
	require.Equal(t, esterni.GPDPublished, s)
	require.Equal(t, esterni.GPDValid, s.Scorri([]esterni.Opzione{differita}, differita.Validita), "validity included")
	_, ok = esterni.CreaGPD([]esterni.Opzione{{Validita: adesso, Scadenza: ora}}, true, adesso)
	require.False(t, ok)
	_, ok = esterni.GPDValid.Pubblica([]esterni.Opzione{opzione}, adesso)
	require.False(t, ok)
	require.Equal(t, esterni.GPDValid, esterni.GPDValid.Scorri([]esterni.Opzione{opzione}, ora), "the due date is strict")
	require.Equal(t, esterni.GPDExpired, esterni.GPDValid.Scorri([]esterni.Opzione{opzione}, ora.Add(1)))

	rate := []esterni.Rata{{Piano: ""}, {Piano: "A"}, {Piano: "A"}, {Piano: "B"}}
	s, ok = esterni.GPDInvalid.Paga(rate, 1)
	require.True(t, ok, "the money has moved")
	require.Equal(t, esterni.GPDPartiallyPaid, s)
	rate[1].Pagata = true
	for i, atteso := range []bool{false, false, true, false} {
		_, ok = esterni.GPDPartiallyPaid.Paga(rate, i)
		require.Equal(t, atteso, ok, "option %d", i)
	}
	s, _ = esterni.GPDPartiallyPaid.Paga(rate, 2)
	require.Equal(t, esterni.GPDPaid, s)
	rate = rate[:1]
	s, ok = esterni.GPDValid.Paga(rate, 0)
	require.True(t, ok)
	require.Equal(t, esterni.GPDPaid, s)
	for stato, i := range map[esterni.GPD]int{esterni.GPDValid: 1, esterni.GPDDraft: -1, esterni.GPDPaid: 0, esterni.GPDReported: 0, "": 0} {
		s, ok = stato.Paga(rate, i)
		require.False(t, ok, "%s, option %d", stato, i)
		require.Equal(t, stato, s)
	}
	require.Equal(t, esterni.GPDValid, esterni.GPDValid.Scorri(nil, ora), "without options nothing expires")
	aggiornabili := nomi[esterni.GPD]("DRAFT PUBLISHED VALID EXPIRED")
	intoccabili := nomi[esterni.GPD]("PARTIALLY_PAID PAID REPORTED")
	require.False(t, esterni.GPD("").Cancellabile())
	require.False(t, esterni.GPD("").Aggiornabile())
	for _, s := range statiGPD {
		require.Equal(t, slices.Contains(aggiornabili, s), s.Aggiornabile(), string(s))
		require.Equal(t, !slices.Contains(intoccabili, s), s.Cancellabile(), string(s))
		_, invalida := s.Invalida()
		require.Equal(t, s == esterni.GPDPublished || s == esterni.GPDValid, invalida, string(s))
	}
}

func TestRendicontabile(t *testing.T) {
	for _, s := range statiGPD {
		pagata := s == esterni.GPDPartiallyPaid || s == esterni.GPDPaid
		require.Equal(t, pagata, s.Rendicontabile(false), string(s))
		require.Equal(t, pagata || s == esterni.GPDValid, s.Rendicontabile(true), "%s of ACA", s)
	}
}

func TestConPiani(t *testing.T) {
	const valida, pagata, rendicontata = esterni.GPDValid, esterni.GPDPaid, esterni.GPDReported
	type opzione struct {
		piano string // "" is a payment in full
		stato esterni.GPD
	}
	tests := []struct {
		nome    string
		opzioni []opzione
		atteso  esterni.GPD
	}{
		{"no option", nil, valida},
		{"nothing paid", []opzione{{"", valida}, {"A", valida}}, valida},
		{"paid in full", []opzione{{"", pagata}, {"A", valida}, {"A", valida}}, pagata},
		{"one instalment", []opzione{{"", valida}, {"A", pagata}, {"A", valida}}, esterni.GPDPartiallyPaid},
		{"all instalments", []opzione{{"", valida}, {"A", pagata}, {"A", pagata}}, pagata},
		{"all instalments, one reported", []opzione{{"", valida}, {"A", rendicontata}, {"A", pagata}}, pagata},
		{"one instalment reported", []opzione{{"A", rendicontata}, {"A", valida}}, esterni.GPDPartiallyPaid},
		{"a plan all reported", []opzione{{"", valida}, {"A", rendicontata}, {"A", rendicontata}, {"B", valida}}, rendicontata},
		{"reported after another plan is paid", []opzione{{"A", pagata}, {"B", rendicontata}}, rendicontata},
		{"one of two payments in full", []opzione{{"", valida}, {"", pagata}}, pagata},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, tt.atteso, valida.ConPiani(func(yield func(string, esterni.GPD) bool) {
				for _, o := range tt.opzioni {
					if !yield(o.piano, o.stato) {
						return
					}
				}
			}))
		})
	}
}

func TestDaSANP(t *testing.T) {
	tests := []struct {
		stato  esterni.SANP
		pagata bool
		atteso pendenza.Stato
	}{
		{esterni.SANPAperta, false, pendenza.NonEseguita},
		{esterni.SANPAperta, true, pendenza.EseguitaParziale},
		{esterni.SANPChiusa, false, pendenza.Annullata},
		{esterni.SANPChiusa, true, pendenza.Eseguita},
		{esterni.SANPTrasferita, false, pendenza.Trasferita},
		{esterni.SANPTrasferita, true, pendenza.Trasferita},
	}
	for _, tt := range tests {
		i, err := esterni.DaSANP(tt.stato, tt.pagata)
		require.NoError(t, err)
		require.Equal(t, tt.atteso, i.Stato, "%s, %t", tt.stato, tt.pagata)
	}
	_, err := esterni.DaSANP("", false)
	require.ErrorIs(t, err, esterni.ErrProiezione)
}

func TestRifiuti(t *testing.T) {
	dueVoci := func() *pendenza.Pendenza { return &pendenza.Pendenza{Voci: make([]pendenza.Voce, 2)} }
	stato, codice := esterni.ODP(nodo.PAAPagamentoInCorso)
	require.Equal(t, 409, stato)
	require.Equal(t, "ODP-109", codice)
	require.Equal(t, nodo.PAASemantica, pendenza.RifiutoSANP23(dueVoci()))
	una := dueVoci()
	una.IdDominio, una.Voci = avviso.MustIdDominio("00429440068"), una.Voci[:1]
	require.Empty(t, pendenza.RifiutoSANP23(una))
	una.Voci[0].IdDominio = una.IdDominio
	require.Empty(t, pendenza.RifiutoSANP23(una), "the creditor named again")
	una.Voci[0].IdDominio = avviso.MustIdDominio("12345678903")
	require.Equal(t, nodo.PAAPagamentoMultibeneficiarioNonConsentito, pendenza.RifiutoSANP23(una))
	una.Voci[0].IdDominio, una.Voci[0].TipoBollo = avviso.IdDominio{}, "01"
	require.Equal(t, nodo.PAASemantica, pendenza.RifiutoSANP23(una))
}
