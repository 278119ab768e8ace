package esterni_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

// TestDaAltri: a state that says it is past is believed where the date is; only money, and
// what GovPay calls so, is anomalous; REPORTED is what the caller takes it for.
func TestDaAltri(t *testing.T) {
	ieri, oggi, domani := avviso.MustData("2026-03-09"), avviso.MustData("2026-03-10"), avviso.MustData("2026-03-11")
	for scadenza, want := range map[avviso.Data]bool{ieri: true, oggi: false, domani: false} {
		_, err := esterni.DaP4PA(esterni.P4PAExpired, "", scadenza, oggi, false)
		require.Equal(t, want, err == nil, scadenza)
		i, err := esterni.DaP4PA(esterni.P4PAUnpaid, "", scadenza, oggi, false)
		require.NoError(t, err)
		require.Equal(t, pendenza.NonEseguita, i.Stato)
	}
	for _, incassata := range []bool{false, true} {
		i, err := esterni.DaP4PA(esterni.P4PAPaid, "", domani, oggi, incassata)
		require.NoError(t, err)
		require.Equal(t, pendenza.Eseguita, i.Stato)
		require.Empty(t, i.Segnalazioni)
		i, err = esterni.DaP4PA(esterni.P4PAReported, "", domani, oggi, incassata)
		require.NoError(t, err)
		if incassata {
			require.Equal(t, pendenza.Incassata, i.Stato)
		} else {
			require.Equal(t, pendenza.Rendicontata, i.Segnalazioni[0].Codice)
		}
	}
	for s, want := range map[esterni.GovPay]bool{esterni.GovPayAnomala: true, esterni.GovPayEseguita: false} {
		i, err := esterni.DaGovPay(s, domani, oggi)
		require.NoError(t, err)
		require.Equal(t, pendenza.Eseguita, i.Stato)
		require.Equal(t, want, i.Anomala)
	}
}

// TestStampaAlLimite: texts, amounts and requests at the bounds of the print service.
func TestStampaAlLimite(t *testing.T) {
	for n, want := range map[int]int{90: 0, 91: 1} {
		p := daStampare("301000000000004285", "100.00", nil)
		p.Causale = strings.Repeat("à", n)
		_, avvertenze, err := esterni.NuovaRichiestaStampa("T", slices.Values([]*pendenza.Pendenza{p}))
		require.NoError(t, err)
		require.Len(t, avvertenze, want, n)
	}
	r, _, err := esterni.NuovaRichiestaStampa("T", slices.Values([]*pendenza.Pendenza{daStampare("301000000000004285", "100.00", nil)}))
	require.NoError(t, err)
	violazioni := func(cambia func(*esterni.RichiestaStampa)) string {
		x := r
		cambia(&x)
		var vv []string
		for _, v := range x.Violazioni() {
			vv = append(vv, string(v.Codice)+" "+v.Campo)
		}
		return strings.Join(vv, ", ")
	}
	for n, want := range map[esterni.Centesimi]string{
		1: "", 0: "MIN data.notice.paymentAmount", 99_999_999_999: "", 100_000_000_000: "MAX data.notice.paymentAmount",
	} {
		require.Equal(t, want, violazioni(func(x *esterni.RichiestaStampa) { x.Data.Notice.PaymentAmount = n }), n)
	}
	require.Empty(t, violazioni(func(x *esterni.RichiestaStampa) { x.Data.Notice.Subject = strings.Repeat("à", 90) }))
	require.Equal(t, "LUNGHEZZA_MAX data.notice.subject", violazioni(func(x *esterni.RichiestaStampa) { x.Data.Notice.Subject = strings.Repeat("à", 91) }))
	require.Equal(t, "OBBLIGATORIO data.notice.code, ELEMENTI_MIN data.notice", violazioni(func(x *esterni.RichiestaStampa) { x.Data.Notice.Code = avviso.NumeroAvviso{} }))
	require.Equal(t, "ELEMENTI_MIN data.notice", violazioni(func(x *esterni.RichiestaStampa) {
		x.Data.Notice.Code, x.Data.Notice.PaymentAmount = avviso.NumeroAvviso{}, 0
	}))

	_, err = esterni.AppendStampe(nil, slices.Repeat([]esterni.RichiestaStampa{r}, esterni.MaxStampeMassive))
	require.NoError(t, err)
}
