package pendenza_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

func leggi[S any](t *testing.T, nomi string, parse func(string) (S, error)) (stati []S) {
	t.Helper()
	for _, n := range strings.Fields(nomi) {
		s, err := parse(n)
		require.NoError(t, err)
		stati = append(stati, s)
	}
	return stati
}

func TestStatoDocumento(t *testing.T) {
	tests := []struct{ stati, atteso string }{
		{"ESEGUITA ANOMALA", "ANOMALA"},
		{"TRASFERITA TRASFERITA", "TRASFERITA"},
		{"BOZZA BOZZA", "BOZZA"},
		{"BOZZA ANNULLATA", "BOZZA"},
		{"ANNULLATA TRASFERITA", "ANNULLATA"},
		{"INCASSATA ANNULLATA", "INCASSATA"},
		{"INCASSATA ESEGUITA", "ESEGUITA"},
		{"ESEGUITA NON_ESEGUITA", "ESEGUITA_PARZIALE"},
		{"ESEGUITA_PARZIALE SCADUTA", "ESEGUITA_PARZIALE"},
		{"SCADUTA SCADUTA TRASFERITA", "SCADUTA"},
		{"SCADUTA NON_ESEGUITA", "NON_ESEGUITA"},
		{"BOZZA NON_ESEGUITA", "NON_ESEGUITA"},
	}
	for _, tt := range tests {
		s, err := pendenza.StatoDocumento(slices.Values(leggi(t, tt.stati, pendenza.ParseStatoEffettivo)))
		require.NoError(t, err)
		require.Equal(t, tt.atteso, s.String(), tt.stati)
	}
	_, err := pendenza.StatoDocumento(slices.Values([]pendenza.StatoEffettivo{}))
	require.ErrorIs(t, err, pendenza.ErrVuoto)
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
	nomi := []string{"DRAFT", "TO_SYNC", "UNPAID", "PAID", "REPORTED", "EXPIRED", "CANCELLED", "INVALID"}
	definiti := 0
	for maschera := 1; maschera < 1<<len(nomi); maschera++ {
		var scelti []string
		for i, n := range nomi {
			if maschera>>i&1 == 1 {
				scelti = append(scelti, n)
			}
		}
		stati := leggi(t, strings.Join(scelti, " "), pendenza.ParseStatoP4PA)
		s, err := pendenza.StatoP4PARate(slices.Values(stati))
		require.NoError(t, err, "%v", scelti)
		require.True(t, s.IsValid())
		if atteso := origineP4PA(scelti); atteso != "" {
			definiti++
			require.Equal(t, atteso, s.String(), "%v", scelti)
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
		s, err := pendenza.StatoP4PARate(slices.Values(leggi(t, tt.stati, pendenza.ParseStatoP4PA)))
		require.NoError(t, err)
		require.Equal(t, tt.atteso, s.String(), tt.stati)
	}
	for stati, atteso := range map[string]string{
		"INVALID": "CANCELLED", "PARTIALLY_PAID": "PARTIALLY_PAID", "PARTIALLY_PAID UNPAID": "PARTIALLY_PAID", "PARTIALLY_PAID INVALID": "PARTIALLY_PAID",
		"PAID PARTIALLY_PAID": "PARTIALLY_PAID", "PAID PARTIALLY_PAID INVALID": "PARTIALLY_PAID", "PAID INVALID": "PAID", "REPORTED INVALID": "REPORTED",
	} {
		s, err := pendenza.StatoP4PAPosizione(slices.Values(leggi(t, stati, pendenza.ParseStatoP4PA)))
		require.NoError(t, err)
		require.Equal(t, atteso, s.String(), stati)
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
	testo := func(x pendenza.Proiezione) string {
		nomi := []string{x.GovPay.String(), x.GPD.String(), x.P4PA.String(), x.SANP.String()}
		for i, n := range nomi {
			if strings.Contains(n, "(") {
				nomi[i] = "-"
			}
		}
		return strings.Join(nomi, " ")
	}
	for s, atteso := range attese {
		p := con(s)
		require.Equal(t, atteso, testo(p.Proietta(oggi)))
		if x := p.Proietta(oggi); x.GovPay.IsValid() && s != pendenza.Trasferita {
			i, err := pendenza.DaGovPay(x.GovPay, p.DataScadenza, oggi)
			require.NoError(t, err)
			require.Equal(t, s, i.Stato, "GovPay and back")
		}
		p.Anomala = true
		require.Equal(t, "ANOMALA", p.Proietta(oggi).GovPay.String())
		require.Equal(t, strings.Fields(atteso)[1:], strings.Fields(testo(p.Proietta(oggi)))[1:], "the others by the stored state")
	}
	p := data("", "2024-05-02")
	require.Equal(t, "SCADUTA EXPIRED EXPIRED Chiusa", testo(p.Proietta(oggi)))
}

func TestImporta(t *testing.T) {
	ieri, oggi := avviso.MustData("2024-05-02"), avviso.MustData("2024-05-03")
	i, err := pendenza.DaGPD(pendenza.GPDReported, ieri, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.Eseguita, i.Stato)
	require.Equal(t, pendenza.Rendicontata, i.Segnalazioni[0].Codice)
	i, err = pendenza.DaGPD(pendenza.GPDReported, ieri, oggi, true)
	require.NoError(t, err)
	require.Equal(t, pendenza.Incassata, i.Stato)
	i, err = pendenza.DaGPD(pendenza.GPDUnpayable, oggi, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.Annullata, i.Stato)
	_, err = pendenza.DaGPD(pendenza.GPDExpired, oggi, oggi, false)
	require.ErrorIs(t, err, pendenza.ErrProiezione, "not past yet")
	i, err = pendenza.DaP4PA(pendenza.P4PAInvalid, 0, ieri, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.SegnalaAlternativa, i.Segnalazioni[0].Codice)
	i, err = pendenza.DaP4PA(pendenza.P4PAToSync, pendenza.P4PAPaid, ieri, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.Eseguita, i.Stato)
	i, err = pendenza.DaP4PA(pendenza.P4PAToSync, 0, ieri, oggi, false)
	require.NoError(t, err)
	require.Equal(t, pendenza.StatoIncerto, i.Segnalazioni[0].Codice)
	_, err = pendenza.DaGovPay(0, ieri, oggi)
	require.ErrorIs(t, err, pendenza.ErrProiezione)
}

func TestGPD(t *testing.T) {
	ora := adesso.Add(time.Hour)
	opzione := pendenza.OpzioneGPD{Scadenza: ora, SwitchToExpired: true}
	differita := pendenza.OpzioneGPD{Validita: adesso.Add(time.Minute), Scadenza: ora}
	s, ok := pendenza.CreaGPD([]pendenza.OpzioneGPD{opzione, differita}, true, adesso)
	require.True(t, ok)
	require.Equal(t, pendenza.GPDValid, s)
	s, ok = pendenza.CreaGPD([]pendenza.OpzioneGPD{differita}, true, adesso)
	require.True(t, ok)
	require.Equal(t, pendenza.GPDPublished, s)
	require.Equal(t, pendenza.GPDValid, pendenza.ScorreGPD(s, []pendenza.OpzioneGPD{differita}, differita.Validita), "validity included")
	_, ok = pendenza.CreaGPD([]pendenza.OpzioneGPD{{Validita: adesso, Scadenza: ora}}, true, adesso)
	require.False(t, ok)
	_, ok = pendenza.PubblicaGPD(pendenza.GPDValid, []pendenza.OpzioneGPD{opzione}, adesso)
	require.False(t, ok)
	require.Equal(t, pendenza.GPDValid, pendenza.ScorreGPD(pendenza.GPDValid, []pendenza.OpzioneGPD{opzione}, ora), "the due date is strict")
	require.Equal(t, pendenza.GPDExpired, pendenza.ScorreGPD(pendenza.GPDValid, []pendenza.OpzioneGPD{opzione}, ora.Add(1)))

	rate := []pendenza.RataGPD{{Piano: ""}, {Piano: "A"}, {Piano: "A"}, {Piano: "B"}}
	s, ok = pendenza.PagaGPD(pendenza.GPDInvalid, rate, 1)
	require.True(t, ok, "the money has moved")
	require.Equal(t, pendenza.GPDPartiallyPaid, s)
	rate[1].Pagata = true
	for i, atteso := range []bool{false, false, true, false} {
		_, ok = pendenza.PagaGPD(pendenza.GPDPartiallyPaid, rate, i)
		require.Equal(t, atteso, ok, "option %d", i)
	}
	s, _ = pendenza.PagaGPD(pendenza.GPDPartiallyPaid, rate, 2)
	require.Equal(t, pendenza.GPDPaid, s)
	rate = rate[:1]
	s, ok = pendenza.PagaGPD(pendenza.GPDValid, rate, 0)
	require.True(t, ok)
	require.Equal(t, pendenza.GPDPaid, s)
	for stato, i := range map[pendenza.StatoGPD]int{pendenza.GPDValid: 1, pendenza.GPDDraft: -1, pendenza.GPDPaid: 0, pendenza.GPDReported: 0, 0: 0} {
		s, ok = pendenza.PagaGPD(stato, rate, i)
		require.False(t, ok, "%s, option %d", stato, i)
		require.Equal(t, stato, s)
	}
	require.Equal(t, pendenza.GPDValid, pendenza.ScorreGPD(pendenza.GPDValid, nil, ora), "without options nothing expires")
	aggiornabili := leggi(t, "DRAFT PUBLISHED VALID EXPIRED", pendenza.ParseStatoGPD)
	intoccabili := leggi(t, "PARTIALLY_PAID PAID REPORTED", pendenza.ParseStatoGPD)
	require.False(t, pendenza.CancellabileGPD(0))
	require.False(t, pendenza.AggiornabileGPD(0))
	for s := range pendenza.StatiGPD() {
		require.Equal(t, slices.Contains(aggiornabili, s), pendenza.AggiornabileGPD(s), s.String())
		require.Equal(t, !slices.Contains(intoccabili, s), pendenza.CancellabileGPD(s), s.String())
		_, invalida := pendenza.InvalidaGPD(s)
		require.Equal(t, s == pendenza.GPDPublished || s == pendenza.GPDValid, invalida, s.String())
	}
}

func TestAlternativaPagata(t *testing.T) {
	intera, rata, altra := in(pendenza.NonEseguita), in(pendenza.Eseguita), in(pendenza.NonEseguita)
	intera.IDPendenza, intera.Piano = "INTERA", "intero"
	rata.IDPendenza, rata.Piano = "R1", "rate"
	altra.IDPendenza, altra.Piano = "R2", "rate"
	documento := []*pendenza.Pendenza{intera, rata, altra}
	require.True(t, pendenza.AlternativaPagata(intera, slices.Values(documento)))
	require.False(t, pendenza.AlternativaPagata(altra, slices.Values(documento)), "an instalment of the plan that was taken")
	rata.Stato, rata.Pagamenti = pendenza.NonEseguita, nil
	require.False(t, pendenza.AlternativaPagata(intera, slices.Values(documento)))
}

func TestNomi(t *testing.T) {
	for s := range pendenza.Stati() {
		b, err := s.MarshalText()
		require.NoError(t, err)
		var r pendenza.Stato
		require.NoError(t, r.UnmarshalText(b))
		require.Equal(t, s, r)
		v, err := s.Value()
		require.NoError(t, err)
		require.NoError(t, r.Scan(v))
	}
	var s pendenza.Stato
	require.Error(t, s.Scan(nil))
	_, err := s.MarshalText()
	require.ErrorIs(t, err, pendenza.ErrNome)
	_, err = pendenza.ParseNomeEvento("pubblica")
	require.ErrorIs(t, err, pendenza.ErrNome)
}

func TestRendicontaGPD(t *testing.T) {
	for s := range pendenza.StatiGPD() {
		pagata := s == pendenza.GPDPartiallyPaid || s == pendenza.GPDPaid
		require.Equal(t, pagata, pendenza.RendicontaGPD(s, false), s.String())
		require.Equal(t, pagata || s == pendenza.GPDValid, pendenza.RendicontaGPD(s, true), "%s of ACA", s)
	}
}

func TestStatoGPDPiani(t *testing.T) {
	const valida, pagata, rendicontata = pendenza.GPDValid, pendenza.GPDPaid, pendenza.GPDReported
	type opzione struct {
		piano string // "" is a payment in full
		stato pendenza.StatoGPD
	}
	tests := []struct {
		nome    string
		opzioni []opzione
		atteso  pendenza.StatoGPD
	}{
		{"no option", nil, valida},
		{"nothing paid", []opzione{{"", valida}, {"A", valida}}, valida},
		{"paid in full", []opzione{{"", pagata}, {"A", valida}, {"A", valida}}, pagata},
		{"one instalment", []opzione{{"", valida}, {"A", pagata}, {"A", valida}}, pendenza.GPDPartiallyPaid},
		{"all instalments", []opzione{{"", valida}, {"A", pagata}, {"A", pagata}}, pagata},
		{"all instalments, one reported", []opzione{{"", valida}, {"A", rendicontata}, {"A", pagata}}, pagata},
		{"one instalment reported", []opzione{{"A", rendicontata}, {"A", valida}}, pendenza.GPDPartiallyPaid},
		{"a plan all reported", []opzione{{"", valida}, {"A", rendicontata}, {"A", rendicontata}, {"B", valida}}, rendicontata},
		{"reported after another plan is paid", []opzione{{"A", pagata}, {"B", rendicontata}}, rendicontata},
		{"one of two payments in full", []opzione{{"", valida}, {"", pagata}}, pagata},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			require.Equal(t, tt.atteso, pendenza.StatoGPDPiani(valida, func(yield func(string, pendenza.StatoGPD) bool) {
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
		stato  pendenza.StatoSANP
		pagata bool
		atteso pendenza.Stato
	}{
		{pendenza.SANPAperta, false, pendenza.NonEseguita},
		{pendenza.SANPAperta, true, pendenza.EseguitaParziale},
		{pendenza.SANPChiusa, false, pendenza.Annullata},
		{pendenza.SANPChiusa, true, pendenza.Eseguita},
		{pendenza.SANPTrasferita, false, pendenza.Trasferita},
		{pendenza.SANPTrasferita, true, pendenza.Trasferita},
	}
	for _, tt := range tests {
		i, err := pendenza.DaSANP(tt.stato, tt.pagata)
		require.NoError(t, err)
		require.Equal(t, tt.atteso, i.Stato, "%s, %t", tt.stato, tt.pagata)
	}
	_, err := pendenza.DaSANP(0, false)
	require.ErrorIs(t, err, pendenza.ErrProiezione)
}
