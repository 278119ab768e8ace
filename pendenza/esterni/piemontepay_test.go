package esterni_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/esterni"
	"github.com/quietanza/quietanza/piemontepay"
	"github.com/quietanza/quietanza/rpt"
)

// The notification of the desk pays the position, and the receipt that comes later
// takes its place.
func TestDaNotificaPiemontePay(t *testing.T) {
	iuv, importo := avviso.MustIUV("01000000000004285"), avviso.MustImporto("59.90")
	n := piemontepay.NotificaPagamento{
		IUV: iuv.String(), ImportoPagato: importo, DataEsitoPagamento: avviso.MustData("2026-03-10"),
		DatiTransazionePSP: piemontepay.DatiTransazionePSP{IUR: "IUR-1"},
	}
	evento, err := esterni.DaNotificaPiemontePay(n)
	require.NoError(t, err)
	require.Equal(t, pendenza.PagamentoSenzaRPT{IUV: iuv, IUR: "IUR-1", Importo: importo, Data: avviso.MustData("2026-03-10")}, evento)

	p := pendenza.Pendenza{
		Stato: pendenza.NonEseguita, IUV: iuv, Importo: importo,
		Voci: []pendenza.Voce{{IDVocePendenza: "1", Importo: importo}},
	}
	p, _, err = p.Applica(evento, pendenza.Opzioni{})
	require.NoError(t, err)
	require.Equal(t, pendenza.Eseguita, p.Stato)
	require.True(t, p.SenzaRPT)
	p, _, err = p.Applica(pendenza.Ricevuta{
		IUV: iuv, CCP: "c1", Esito: rpt.PagamentoEseguito, Voci: []pendenza.VoceRicevuta{{Indice: 1, IUR: "IUR-1", Importo: importo}},
	}, pendenza.Opzioni{})
	require.NoError(t, err)
	require.Equal(t, pendenza.Eseguita, p.Stato)
	require.False(t, p.SenzaRPT)
	require.Len(t, p.Pagamenti, 1, "the money is counted once")

	for campo, cambia := range map[string]func(*piemontepay.NotificaPagamento){
		"IUR":           func(n *piemontepay.NotificaPagamento) { n.DatiTransazionePSP.IUR = " " },
		"ImportoPagato": func(n *piemontepay.NotificaPagamento) { n.ImportoPagato = avviso.Importo{} },
		"IUV":           func(n *piemontepay.NotificaPagamento) { n.IUV = "1-2" },
	} {
		m := n
		cambia(&m)
		_, err := esterni.DaNotificaPiemontePay(m)
		var r avviso.Rifiuto
		require.ErrorAs(t, err, &r, campo)
	}
}
