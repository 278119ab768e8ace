package rendicontazione_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
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
	want[0].Tipo, want[1].Tipo = rendicontazione.Entrata, rendicontazione.MBT
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
		PaymentDateTime: rpt.DataOra{Time: time.Date(2024, 5, 6, 22, 30, 0, 0, time.UTC)}, // half past midnight of the 7th in Rome
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
		want[i].Tipo = rendicontazione.Entrata
	}
	want[1].Tipo, want[1].IdDominio = rendicontazione.MBT, altro
	require.Equal(t, want, got)

	r.PaymentDateTime = rpt.DataOra{}
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
