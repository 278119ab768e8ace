package piemontepay_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

func testataNotifica() piemontepay.TestataNotifichePagamento {
	return piemontepay.TestataNotifichePagamento{ChiaveMessaggio: piemontepay.ChiaveMessaggio{CFEnteCreditore: "01234567890", CodiceVersamento: "MS01"}}
}

func notifica() piemontepay.NotificaPagamento {
	return piemontepay.NotificaPagamento{
		IdPosizioneDebitoria: "P1", IUV: "190300072310110", ImportoPagato: avviso.MustImporto("59.90"),
		SoggettoDebitore: piemontepay.Soggetto{IdentificativoUnivocoFiscale: "RSSMRA80A01H501U"},
	}
}

// A notification counts only after it was compared with the position.
func TestNotificationIsCompared(t *testing.T) {
	atteso := piemontepay.Atteso{
		CFEnteCreditore: "01234567890", CodiceVersamento: "MS01", Importo: avviso.MustImporto("59.90"), CodiceFiscale: "rssmra80a01h501u",
	}
	posizione := piemontepay.Posizione{ID: "P1", IUV: avviso.MustIUV("190300072310110"), Atteso: atteso}
	type rilievo struct {
		Codice        avviso.Codice
		Campo, Valore string
	}
	const debitore = "SoggettoDebitore/IdentificativoUnivocoFiscale"
	for _, tt := range []struct {
		nome    string
		cambia  func(*piemontepay.Posizione, *piemontepay.TestataNotifichePagamento, *piemontepay.NotificaPagamento)
		rilievi []rilievo
		pagata  bool
	}{
		{"equal", func(*piemontepay.Posizione, *piemontepay.TestataNotifichePagamento, *piemontepay.NotificaPagamento) {}, nil, true},
		{"without its position", func(_ *piemontepay.Posizione, _ *piemontepay.TestataNotifichePagamento, n *piemontepay.NotificaPagamento) {
			n.IdPosizioneDebitoria = ""
		}, nil, true},
		{"another body", func(_ *piemontepay.Posizione, t *piemontepay.TestataNotifichePagamento, _ *piemontepay.NotificaPagamento) {
			t.CFEnteCreditore = "98765432103"
		}, []rilievo{{"ENTE", "Testata/CFEnteCreditore", "98765432103"}}, false},
		{"another code", func(_ *piemontepay.Posizione, t *piemontepay.TestataNotifichePagamento, _ *piemontepay.NotificaPagamento) {
			t.CodiceVersamento = "TA01"
		}, []rilievo{{"CODICE_VERSAMENTO", "Testata/CodiceVersamento", "TA01"}}, false},
		{"another IUV and position", func(_ *piemontepay.Posizione, _ *piemontepay.TestataNotifichePagamento, n *piemontepay.NotificaPagamento) {
			n.IUV, n.IdPosizioneDebitoria = "190300072310111", "P2"
		}, []rilievo{{"IUV", "IUV", "190300072310111"}, {"POSIZIONE", "IdPosizioneDebitoria", "P2"}}, false},
		{"a cent less", func(_ *piemontepay.Posizione, _ *piemontepay.TestataNotifichePagamento, n *piemontepay.NotificaPagamento) {
			n.ImportoPagato = avviso.MustImporto("59.89")
		}, []rilievo{{"IMPORTO", "ImportoPagato", "59.89"}}, false},
		{"another debtor", func(_ *piemontepay.Posizione, _ *piemontepay.TestataNotifichePagamento, n *piemontepay.NotificaPagamento) {
			n.SoggettoDebitore.IdentificativoUnivocoFiscale = "TSTPNI70D01L219V"
		}, []rilievo{{"DEBITORE", debitore, "TSTPNI70D01L219V"}}, true},
		{"nothing known", func(p *piemontepay.Posizione, _ *piemontepay.TestataNotifichePagamento, _ *piemontepay.NotificaPagamento) {
			p.Atteso = piemontepay.Atteso{}
		}, []rilievo{
			{"NON_CONFRONTATA", "Testata/CFEnteCreditore", "01234567890"},
			{"NON_CONFRONTATA", "Testata/CodiceVersamento", "MS01"},
			{"NON_CONFRONTATA", "ImportoPagato", "59.90"},
			{"NON_CONFRONTATA", debitore, "RSSMRA80A01H501U"},
		}, true},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			p, testata, n := posizione, testataNotifica(), notifica()
			tt.cambia(&p, &testata, &n)
			var trovati []rilievo
			for _, r := range p.VerificaNotifica(testata, n) {
				require.NotEmpty(t, r.Testo)
				trovati = append(trovati, rilievo{r.Codice, r.Campo, r.Valore})
			}
			require.Empty(t, cmp.Diff(tt.rilievi, trovati))

			adesso := time.Unix(9, 0)
			dopo, avvertenze, err := p.Notifica(testata, n, adesso)
			require.Equal(t, tt.pagata, dopo.Pagata())
			if !tt.pagata {
				require.ErrorIs(t, err, piemontepay.ErrNotifica)
				require.Empty(t, avvertenze)
				for _, r := range tt.rilievi {
					require.ErrorContains(t, err, string(r.Codice)+" "+r.Campo)
				}
				return
			}
			require.NoError(t, err)
			require.Len(t, avvertenze, len(tt.rilievi))
			ancora, avvertenze, err := dopo.Notifica(testata, n, adesso.Add(time.Hour))
			require.NoError(t, err)
			require.Equal(t, adesso, ancora.Notificata, "the first one counts")
			require.Equal(t, piemontepay.AvvertenzaDopoNotifica, avvertenze[len(avvertenze)-1].Codice)
		})
	}
}
