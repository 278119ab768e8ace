package esterni_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
)

func daStampare(nav, importo string, d *pendenza.Documento) *pendenza.Pendenza {
	return &pendenza.Pendenza{
		IdDominio: avviso.MustIdDominio("12345678903"), Causale: "TARI 2026", NumeroAvviso: avviso.MustNumeroAvviso(nav),
		Importo: avviso.MustImporto(importo), DataScadenza: avviso.MustData("2026-06-30"), Documento: d,
		SoggettoPagatore: &pendenza.SoggettoPagatore{
			Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test", Indirizzo: "via Roma", Civico: "1", CAP: "10100", Localita: "Torino", Provincia: "TO",
		},
	}
}

func TestStampaSingola(t *testing.T) {
	p := daStampare("301000000000004285", "100.00", nil)
	r, avvertenze, err := esterni.NuovaRichiestaStampa("TemplateSingleInstalment", slices.Values([]*pendenza.Pendenza{p}))
	require.NoError(t, err)
	require.Empty(t, avvertenze)
	b, err := esterni.AppendStampa(nil, r)
	require.NoError(t, err)
	require.Equal(t, `{"templateId":"TemplateSingleInstalment","data":{"notice":{"subject":"TARI 2026","paymentAmount":10000,"dueDate":"30/06/2026",`+
		`"code":"301000000000004285"},"creditorInstitution":{"taxCode":"12345678903"},"debtor":{"taxCode":"TSTPNI70D01L219V","fullName":"Pino Test",`+
		`"address":"via Roma","postalCode":"10100","city":"Torino","buildingNumber":"1","province":"TO"}}}`, string(b))
	letta, err := esterni.ParseRichiestaStampa(b)
	require.NoError(t, err)
	ancora, err := esterni.AppendStampa(nil, letta)
	require.NoError(t, err)
	require.Equal(t, string(b), string(ancora))
}

func TestStampaRateESoglie(t *testing.T) {
	doc := func(rata int, s *pendenza.Soglia) *pendenza.Documento {
		return &pendenza.Documento{Identificativo: "D", Descrizione: strings.Repeat("parola ", 20), Rata: rata, Soglia: s}
	}
	pp := []*pendenza.Pendenza{
		daStampare("301000000000500122", "100.00", doc(0, nil)),
		daStampare("301000000000500223", "50.00", doc(1, nil)),
		daStampare("301000000000500324", "50.00", doc(2, nil)),
		daStampare("301000000000500425", "70.00", doc(0, &pendenza.Soglia{Tipo: pendenza.Ridotto})),
		daStampare("301000000000500526", "90.00", doc(0, &pendenza.Soglia{Tipo: pendenza.Scontato})),
		daStampare("301000000000500627", "80.00", doc(0, &pendenza.Soglia{Tipo: pendenza.Entro, Giorni: 5})),
	}
	pp[0].SoggettoPagatore = nil
	r, avvertenze, err := esterni.NuovaRichiestaStampa("T", slices.Values(pp))
	require.NoError(t, err)
	var codici []string
	for _, a := range avvertenze {
		codici = append(codici, string(a.Codice)+" "+a.Campo)
	}
	require.Empty(t, cmp.Diff([]string{
		"ACCORCIATO notice.subject", "MANCANTE debtor.address", "MANCANTE debtor.postalCode", "MANCANTE debtor.city", "MANCANTE debtor.buildingNumber",
		"MANCANTE debtor.province", "SENZA_POSTO pendenze[5]",
	}, codici))
	n := r.Data.Notice
	require.LessOrEqual(t, len([]rune(n.Subject)), 90)
	require.Equal(t, "ANONIMO ANONIMO -", r.Data.Debtor.TaxCode+" "+r.Data.Debtor.FullName+" "+r.Data.Debtor.City)
	require.Equal(t, "10000 5000 5000 7000 9000", fmt.Sprint(n.PaymentAmount, n.Installments[0].Amount, n.Installments[1].Amount, n.Reduced.Amount, n.Discounted.Amount))

	b, err := esterni.AppendStampe(nil, []esterni.RichiestaStampa{r, r})
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(b), `{"notices":[{"templateId":"T"`))
	_, err = esterni.AppendStampe(nil, nil)
	require.ErrorIs(t, err, esterni.ErrStampa)
	_, err = esterni.AppendStampe(nil, make([]esterni.RichiestaStampa, 1001))
	require.ErrorContains(t, err, "ELEMENTI_MAX notices")
}

func TestStampaRifiuta(t *testing.T) {
	for _, tt := range []struct {
		nome   string
		cambia func(*esterni.RichiestaStampa)
		want   string
	}{
		{"one instalment", func(r *esterni.RichiestaStampa) {
			r.Data.Notice.Installments = []esterni.RataStampa{{Code: r.Data.Notice.Code, Amount: 1}}
		}, "ELEMENTI_MIN data.notice.installments"},
		{"nothing to pay", func(r *esterni.RichiestaStampa) {
			r.Data.Notice = esterni.NotiziaStampa{Subject: "x"}
		}, "ELEMENTI_MIN data.notice"},
		{"amount", func(r *esterni.RichiestaStampa) { r.Data.Notice.PaymentAmount = 100_000_000_000 }, "MAX data.notice.paymentAmount"},
		{"no amount", func(r *esterni.RichiestaStampa) { r.Data.Notice.PaymentAmount = 0 }, "MIN data.notice.paymentAmount"},
		{"day", func(r *esterni.RichiestaStampa) { r.Data.Notice.DueDate = "31/02/2026" }, "DATA data.notice.dueDate"},
		{"subject", func(r *esterni.RichiestaStampa) { r.Data.Notice.Subject = strings.Repeat("à", 91) }, "LUNGHEZZA_MAX data.notice.subject"},
		{"name", func(r *esterni.RichiestaStampa) { r.Data.Debtor.FullName = strings.Repeat("à", 71) }, "LUNGHEZZA_MAX data.debtor.fullName"},
		{"city", func(r *esterni.RichiestaStampa) { r.Data.Debtor.City = "" }, "OBBLIGATORIO data.debtor.city"},
		{"code", func(r *esterni.RichiestaStampa) { r.Data.Debtor.TaxCode = strings.Repeat("A", 17) }, "LUNGHEZZA_MAX data.debtor.taxCode"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			r, _, err := esterni.NuovaRichiestaStampa("T", slices.Values([]*pendenza.Pendenza{daStampare("301000000000004285", "100.00", nil)}))
			require.NoError(t, err)
			tt.cambia(&r)
			err = r.Valida()
			require.ErrorIs(t, err, esterni.ErrStampa)
			require.ErrorContains(t, err, tt.want)
		})
	}
	_, err := esterni.ParseRichiestaStampa([]byte(`{"templateId":"T","colore":1}`))
	require.ErrorContains(t, err, "MEMBRO colore")
	e, _, err := esterni.LeggiEsitoStampa([]byte(`{"status":"PROCESSED_WITH_FAILURES","processedNotices":["a"],"noticesInError":["b"],"x":1}`))
	require.NoError(t, err)
	require.Equal(t, esterni.StampaConFallite, e.Status)
	_, _, err = esterni.LeggiEsitoStampa([]byte(`{"status":"DONE"}`))
	require.ErrorIs(t, err, esterni.ErrStampa)
}

func FuzzRichiestaStampa(f *testing.F) {
	f.Add([]byte(`{"templateId":"T","data":{"notice":{"subject":"s","paymentAmount":1,"code":"301000000000004285"},"creditorInstitution":{"taxCode":"12345678903"},"debtor":{"fullName":"a","address":"-","postalCode":"-","city":"-","buildingNumber":"-","province":"-"}}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := esterni.ParseRichiestaStampa(b)
		if err != nil {
			require.ErrorIs(t, err, esterni.ErrStampa)
			return
		}
		scritta, err := esterni.AppendStampa(nil, r)
		require.NoError(t, err)
		_, err = esterni.ParseRichiestaStampa(scritta)
		require.NoError(t, err)
	})
}
