package piemontepay_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

func TestConsistencyOfAnUpdate(t *testing.T) {
	m := messaggi(piemontepay.XSD110)[1].(*piemontepay.AggiornaPosizioniDebitorie)
	buona := m.PosizioniDaAggiornare[0]
	con := func(id string, totale *avviso.Importo, componenti ...string) piemontepay.PosizioneDaAggiornare {
		p := buona
		p.IdPosizioneDebitoria, p.ImportoTotale, p.ComponentiImporto = id, totale, nil
		for _, c := range componenti {
			p.ComponentiImporto = append(p.ComponentiImporto, piemontepay.ComponenteImporto{Importo: avviso.MustImporto(c)})
		}
		return p
	}
	m.PosizioniDaAggiornare = []piemontepay.PosizioneDaAggiornare{
		con("A", importo("0.01"), "0.01"),
		con("B", nil, "3.00"),
		con("C", importo("0.00")),
		con("D", importo("5.00"), "1.00", "1.00", "1.00", "1.00", "1.00"),
		con("E", importo("6.00"), "1.00", "1.00", "1.00", "1.00", "1.00", "1.00"),
		con("D", importo("2.00"), "1.00"),
	}
	m.Testata.NumeroPosizioniDebitorie = 6
	const pos = "ElencoPosizioniDaAggiornare/PosizioniDaAggiornare/PosizioneDaAggiornare"
	want := []avviso.Violazione{
		{Codice: "163", Campo: pos + "[3]/ImportoTotale", Valore: "0.00"},
		{Codice: "183", Campo: pos + "[5]/ComponentiImporto", Valore: "6"},
		{Codice: "161", Campo: pos + "[6]/IdPosizioneDebitoria", Valore: "D"},
		{Codice: "184", Campo: pos + "[6]/ImportoTotale", Valore: "2.00"},
	}
	if d := cmp.Diff(conTesti(want), piemontepay.Violazioni(m)); d != "" {
		t.Error(d)
	}
}

// conTesti gives each contradiction the text of its result code.
func conTesti(vv []avviso.Violazione) []avviso.Violazione {
	for i := range vv {
		vv[i].Testo = piemontepay.CodiceRisultato(vv[i].Codice).Descrizione()
	}
	return vv
}

func TestConsistencyOfTheDesksMessages(t *testing.T) {
	for _, m := range messaggi(piemontepay.XSD110) {
		require.Empty(t, piemontepay.Violazioni(m), piemontepay.OperazioneDi(m))
		_, ok := piemontepay.Chiave(m)
		require.Equal(t, piemontepay.OperazioneDi(m) != piemontepay.OpRisposta, ok)
	}
	n := messaggi(piemontepay.XSD110)[4].(*piemontepay.TrasmettiNotifichePagamento)
	n.Testata.NumeroPagamenti, n.Testata.ImportoTotalePagamenti = 3, avviso.MustImporto("1.00")
	want := []avviso.Violazione{
		{Codice: "154", Campo: "Testata/NumeroPagamenti", Valore: "3"},
		{Codice: "155", Campo: "Testata/ImportoTotalePagamenti", Valore: "1.00"},
	}
	if d := cmp.Diff(conTesti(want), piemontepay.Violazioni(n)); d != "" {
		t.Error(d)
	}
}

func TestConsistencyOfTheSharesOfTwoBodies(t *testing.T) {
	const pos = "ListaDiCarico/PosizioniDaInserire/PosizioneDaInserire[1]/"
	for _, tt := range []struct {
		nome   string
		cambia func(*piemontepay.PosizioneDaInserire)
		want   []avviso.Violazione
	}{
		{"as they should be", func(*piemontepay.PosizioneDaInserire) {}, nil},
		{"no components", func(p *piemontepay.PosizioneDaInserire) { p.ComponentiImporto, p.ComponenteSecondario = nil, nil }, nil},
		{
			"no shares: all the components make the total",
			func(p *piemontepay.PosizioneDaInserire) { p.ImportoPrincipale, p.ImportoSecondarioAltroEnte = nil, nil }, nil,
		},
		{
			"no shares, and they do not", func(p *piemontepay.PosizioneDaInserire) {
				p.ImportoPrincipale, p.ImportoSecondarioAltroEnte, p.ComponenteSecondario = nil, nil, nil
			}, []avviso.Violazione{{Codice: "184", Campo: pos + "ImportoTotale", Valore: "59.90"}},
		},
		{"the shares do not make the total", func(p *piemontepay.PosizioneDaInserire) {
			p.ImportoPrincipale = importo("49.00")
			p.ComponentiImporto[0].Importo = avviso.MustImporto("49.00")
		}, []avviso.Violazione{{Codice: "189", Campo: pos + "ImportoTotale", Valore: "59.90"}}},
		{"components of the main body", func(p *piemontepay.PosizioneDaInserire) {
			p.ComponentiImporto[0].Importo = avviso.MustImporto("59.90")
		}, []avviso.Violazione{{Codice: "189", Campo: pos + "ImportoPrincipale", Valore: "50.00"}}},
		{"component of the secondary body", func(p *piemontepay.PosizioneDaInserire) {
			p.ComponenteSecondario.Importo = avviso.MustImporto("9.91")
		}, []avviso.Violazione{{Codice: "189", Campo: pos + "ImportoSecondarioAltroEnte", Valore: "9.90"}}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			m := messaggi(piemontepay.Multibeneficiario)[0].(*piemontepay.InserisciListaDiCarico)
			tt.cambia(&m.PosizioniDaInserire[0])
			if d := cmp.Diff(conTesti(tt.want), piemontepay.Violazioni(m), cmpopts.EquateEmpty()); d != "" {
				t.Error(d)
			}
		})
	}
}
