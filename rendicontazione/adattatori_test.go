package rendicontazione_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rpt"
)

func rtDiProva(esito rpt.CodiceEsitoPagamento) *rpt.RT {
	rt := &rpt.RT{Dominio: rpt.Dominio{IdentificativoDominio: "00000000001"}}
	rt.DatiPagamento.CodiceEsitoPagamento = esito
	rt.DatiPagamento.IdentificativoUnivocoVersamento = iuvA
	rt.DatiPagamento.DatiSingoloPagamento = []rpt.DatiSingoloPagamento{
		{SingoloImportoPagato: cent("1.00"), DataEsitoSingoloPagamento: avviso.MustData("2024-05-06"), IdentificativoUnivocoRiscossione: "r1"},
		{SingoloImportoPagato: cent("0.00"), DataEsitoSingoloPagamento: avviso.MustData("2024-05-06"), IdentificativoUnivocoRiscossione: "n/a"},
		{
			SingoloImportoPagato: cent("16.00"), DataEsitoSingoloPagamento: avviso.MustData("2024-05-06"), IdentificativoUnivocoRiscossione: "r3",
			AllegatoRicevuta: &rpt.AllegatoRicevuta{TipoAllegatoRicevuta: rpt.AllegatoBD, TestoAllegato: []byte("<marcaDaBollo/>")},
		},
	}
	return rt
}

func TestDaRT(t *testing.T) {
	got, err := rendicontazione.DaRT(rtDiProva(rpt.PagamentoParzialmenteEseguito))
	require.NoError(t, err)
	want := []rendicontazione.VoceRicevuta{ric(iuvA, "r1", 1, "1.00"), ric(iuvA, "r3", 3, "16.00")}
	want[0].Tipo, want[1].Tipo = avviso.Entrata, avviso.MBT
	require.Equal(t, want, got)

	got, err = rendicontazione.DaRT(rtDiProva(rpt.PagamentoNonEseguito))
	require.NoError(t, err)
	require.Empty(t, got)

	rt := rtDiProva(rpt.PagamentoEseguito)
	rt.Dominio.IdentificativoDominio = "77777777777x"
	_, err = rendicontazione.DaRT(rt)
	var e *rendicontazione.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, "riscossioni[0].dominio", e.Campo)
	require.ErrorIs(t, err, rendicontazione.ErrRicevuta)
}

func TestDaRicevuta(t *testing.T) {
	r := &rpt.Ricevuta{
		ReceiptID: "token", CreditorReferenceID: iuvA, Outcome: rpt.OutcomeOK,
		PaymentDateTime: avviso.DataOraDi(time.Date(2024, 5, 6, 22, 30, 0, 0, time.UTC)), // half past midnight of the 7th in Rome
		TransferList: []rpt.Transfer{
			{IDTransfer: 1, TransferAmount: cent("1.00"), FiscalCodePA: "00000000001"},
			{IDTransfer: 3, TransferAmount: cent("16.00"), FiscalCodePA: "00000000002", MBDAttachment: []byte("x")},
		},
	}
	got, err := rendicontazione.DaRicevuta(r)
	require.NoError(t, err)
	want := []rendicontazione.VoceRicevuta{ric(iuvA, "token", 1, "1.00"), ric(iuvA, "token", 3, "16.00")}
	for i := range want {
		want[i].Data = avviso.MustData("2024-05-07")
		want[i].Tipo = avviso.Entrata
	}
	want[1].Tipo, want[1].IdDominio = avviso.MBT, altro
	require.Equal(t, want, got)

	r.PaymentDateTime = avviso.DataOra{}
	r.TransferDate = avviso.MustData("2024-05-08")
	got, err = rendicontazione.DaRicevuta(r)
	require.NoError(t, err)
	require.Equal(t, "2024-05-08", got[0].Data.String())
	r.ApplicationDate = avviso.MustData("2024-05-07")
	got, err = rendicontazione.DaRicevuta(r)
	require.NoError(t, err)
	require.Equal(t, "2024-05-07", got[0].Data.String())

	r.ApplicationDate, r.TransferDate = avviso.Data{}, avviso.Data{}
	_, err = rendicontazione.DaRicevuta(r)
	var e *rendicontazione.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, "riscossioni[0].data", e.Campo)
}

func TestDaPendenza(t *testing.T) {
	ente, altro := avviso.MustIdDominio("00429440068"), avviso.MustIdDominio("12345678903")
	p := pendenza.Pendenza{
		IDA2A: "TARI", IDPendenza: "2024-17", IdDominio: ente, NumeroAvviso: avviso.MustNumeroAvviso("301000000000004285"),
		Voci: []pendenza.Voce{
			{IDVocePendenza: "1", Importo: avviso.MustImporto("100.00")},
			{IDVocePendenza: "2", Importo: avviso.MustImporto("5.00"), IdDominio: altro},
			{IDVocePendenza: "3", Importo: avviso.MustImporto("16.00"), TipoBollo: "01", IdDominio: ente},
		},
	}
	got, err := rendicontazione.DaPendenza(&p)
	require.NoError(t, err)
	want := rendicontazione.Pendenza{
		ID: "TARI/2024-17", IdDominio: ente, IUV: "01000000000004285",
		Voci: []rendicontazione.VocePendenza{
			{Indice: 1, Importo: avviso.MustImporto("100.00")},
			{Indice: 2, Importo: avviso.MustImporto("5.00"), IdDominio: altro},
			{Indice: 3, Importo: avviso.MustImporto("16.00"), Tipo: avviso.MBT},
		},
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(avviso.IdDominio{}, avviso.Importo{})); d != "" {
		t.Error(d)
	}

	p.IDA2A, p.IUV = "", avviso.MustIUV("RF18539007547034")
	got, err = rendicontazione.DaPendenza(&p)
	require.NoError(t, err)
	require.Equal(t, "2024-17", got.ID)
	require.Equal(t, "RF18539007547034", got.IUV, "its own IUV wins over that of the notice")
}

func TestDaPendenzaRefusals(t *testing.T) {
	buona := pendenza.Pendenza{
		IDPendenza: "1", IdDominio: avviso.MustIdDominio("00429440068"), IUV: avviso.MustIUV("1"),
		Voci: []pendenza.Voce{{Importo: avviso.MustImporto("1.00")}},
	}
	for campo, guasta := range map[string]func(*pendenza.Pendenza){
		"id":              func(p *pendenza.Pendenza) { p.IDPendenza = "" },
		"dominio":         func(p *pendenza.Pendenza) { p.IdDominio = avviso.IdDominio{} },
		"iuv":             func(p *pendenza.Pendenza) { p.IUV = avviso.IUV{} },
		"voci":            func(p *pendenza.Pendenza) { p.Voci = make([]pendenza.Voce, 6) },
		"voci[0].importo": func(p *pendenza.Pendenza) { p.Voci = make([]pendenza.Voce, 1) },
	} {
		p := buona
		guasta(&p)
		_, err := rendicontazione.DaPendenza(&p)
		require.ErrorIs(t, err, rendicontazione.ErrPendenza, campo)
		var e *rendicontazione.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, campo, e.Campo)
	}
}
