package piemontepay_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

// passi applies events, written in short: "r" redirect, "n" notifica, "-" a
// return without outcome, anything else a return with that code.
func passi(t *testing.T, eventi ...string) (piemontepay.Tentativo, []avviso.Codice, error) {
	t.Helper()
	v, _, err := piemontepay.NuovoTentativo(chiamante(t), pagamento(t, "POSDEB1_1234596724100"), "P1", time.Unix(1, 0))
	require.NoError(t, err)
	var codici []avviso.Codice
	for i, e := range eventi {
		var avvertenze []avviso.Avvertenza
		adesso := time.Unix(int64(i+2), 0)
		switch e {
		case "r":
			v, err = v.Reindirizza(adesso)
		case "n":
			v, avvertenze = v.Notifica(adesso)
		default:
			r := piemontepay.Ritorno{Forma: piemontepay.FormaA, IdPagamento: v.Identificativo, Digest: digest1}
			if e != "-" {
				r.CodEsito = piemontepay.CodEsito(e)
			}
			v, avvertenze, err = v.Ritorna(r, adesso)
		}
		for _, a := range avvertenze {
			require.NotEmpty(t, a.Testo)
			codici = append(codici, a.Codice)
		}
		if err != nil {
			return v, codici, err
		}
	}
	return v, codici, nil
}

func TestTentativo(t *testing.T) {
	tests := []struct {
		nome       string
		eventi     []string
		stato      piemontepay.Stato
		esito      piemontepay.CodEsito
		discorde   piemontepay.CodEsito
		avvertenze []avviso.Codice
	}{
		{"created", nil, piemontepay.Creato, "", "", nil},
		{"redirected, never back", []string{"r"}, piemontepay.Reindirizzato, "", "", nil},
		{"taken in charge", []string{"r", "000"}, piemontepay.EsitoPositivoRicevuto, "000", "", nil},
		{"failed", []string{"r", "100"}, piemontepay.EsitoNegativoRicevuto, "100", "", nil},
		{"unknown code", []string{"r", "777"}, piemontepay.EsitoNegativoRicevuto, "777", "", []avviso.Codice{piemontepay.AvvertenzaEsitoSconosciuto}},
		{"no outcome", []string{"r", "-"}, piemontepay.Reindirizzato, "", "", []avviso.Codice{piemontepay.AvvertenzaEsitoAssente}},
		{"no outcome, then one", []string{"r", "-", "000"}, piemontepay.EsitoPositivoRicevuto, "000", "", []avviso.Codice{piemontepay.AvvertenzaEsitoAssente}},
		{"same outcome twice", []string{"r", "000", "000"}, piemontepay.EsitoPositivoRicevuto, "000", "", nil},
		{"outcomes disagree, the first stays", []string{"r", "100", "000"}, piemontepay.EsitoNegativoRicevuto, "100", "000", []avviso.Codice{piemontepay.AvvertenzaConflitto}},
		{"paid", []string{"r", "000", "n"}, piemontepay.Notificato, "000", "", nil},
		{"paid without a return", []string{"r", "n"}, piemontepay.Notificato, "", "", nil},
		{"paid through another channel", []string{"n"}, piemontepay.Notificato, "", "", nil},
		{"late 100 after the notification", []string{"r", "n", "100"}, piemontepay.Notificato, "", "", []avviso.Codice{piemontepay.AvvertenzaDopoNotifica}},
		{"notified twice", []string{"r", "n", "n"}, piemontepay.Notificato, "", "", []avviso.Codice{piemontepay.AvvertenzaDopoNotifica}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			v, avvertenze, err := passi(t, tt.eventi...)
			require.NoError(t, err)
			require.Equal(t, tt.stato, v.Stato)
			require.Equal(t, tt.esito, v.CodEsito)
			require.Equal(t, tt.discorde, v.EsitoDiscorde)
			if d := cmp.Diff(tt.avvertenze, avvertenze); d != "" {
				t.Error(d)
			}
			require.NotEmpty(t, v.Stato.MessaggioCittadino())
		})
	}
}

func TestTentativoRefusals(t *testing.T) {
	for _, eventi := range [][]string{{"000"}, {"-"}, {"r", "r"}, {"r", "000", "r"}, {"r", "n", "r"}} {
		_, _, err := passi(t, eventi...)
		require.ErrorIs(t, err, piemontepay.ErrTransizione, eventi)
		require.Equal(t, piemontepay.CodiceTransizione, codice(err))
	}
}

func posizione(t *testing.T) piemontepay.Posizione {
	t.Helper()
	return piemontepay.Posizione{ID: "P1", IUV: pagamento(t, "x").IUV}
}

func TestPosizione(t *testing.T) {
	p := posizione(t)
	adesso := time.Unix(9, 0)
	c := chiamante(t)

	p1, _, avvertenze, err := p.NuovoTentativo(c, pagamento(t, "A1"), adesso)
	require.NoError(t, err)
	require.Empty(t, avvertenze)
	require.Empty(t, p.Tentativi, "the old value is left alone")

	_, _, _, err = p1.NuovoTentativo(c, pagamento(t, "A1"), adesso)
	require.ErrorIs(t, err, piemontepay.ErrIdentificativo, "identifiers are never used again")

	p1, err = p1.Reindirizza(p1.Tentativi[0].Identificativo, adesso)
	require.NoError(t, err)
	r := piemontepay.Ritorno{
		Forma: piemontepay.FormaA, IdPagamento: p1.Tentativi[0].Identificativo,
		Digest: p1.Tentativi[0].Digest.String(), CodEsito: piemontepay.EsitoPositivo,
	}
	p2, _, err := p1.Ritorna(r, adesso)
	require.NoError(t, err)
	require.False(t, p2.Pagata(), "000 is never paid")

	p3, _, avvertenze, err := p2.NuovoTentativo(c, pagamento(t, "A2"), adesso)
	require.NoError(t, err, "the citizen may retry until the notification")
	require.Equal(t, piemontepay.AvvertenzaEsitoPositivo, avvertenze[0].Codice)

	n := notifica()
	n.IUV = p3.IUV.String()
	p4, avvertenze, err := p3.Notifica(testataNotifica(), n, adesso)
	require.NoError(t, err)
	require.Len(t, avvertenze, 4, "nothing is known to compare with")
	require.True(t, p4.Pagata())
	for _, v := range p4.Tentativi {
		require.Equal(t, piemontepay.Notificato, v.Stato, "the notification closes every attempt")
	}
	require.Equal(t, piemontepay.EsitoPositivoRicevuto, p3.Tentativi[0].Stato)
	_, _, _, err = p4.NuovoTentativo(c, pagamento(t, "A3"), adesso)
	require.ErrorIs(t, err, piemontepay.ErrPosizionePagata)

	_, _, err = p4.Ritorna(piemontepay.Ritorno{IdPagamento: pagamento(t, "B9").IdentificativoPagamento}, adesso)
	require.ErrorIs(t, err, piemontepay.ErrIdentificativo)
}

func TestLooplabView(t *testing.T) {
	var visto []string
	m, err := piemontepay.NuovaMacchina(piemontepay.Creato, fsm.Callbacks{
		"enter_NOTIFICATO": func(_ context.Context, e *fsm.Event) { visto = append(visto, e.Src) },
	})
	require.NoError(t, err)
	require.NoError(t, piemontepay.Lancia(context.Background(), m, piemontepay.Redirect))
	require.ErrorIs(t, piemontepay.Lancia(context.Background(), m, piemontepay.Redirect), piemontepay.ErrTransizione)
	require.NoError(t, piemontepay.Lancia(context.Background(), m, piemontepay.Notifica))
	require.Equal(t, []string{"REINDIRIZZATO"}, visto)
	require.Equal(t, "NOTIFICATO", m.Current())
}

func TestRipercorri(t *testing.T) {
	falso := false
	r, err := piemontepay.Ripercorri([]piemontepay.EventoRegistrato{{Tipo: "redirect"}, {Tipo: "ritorno", CodEsito: "000"}})
	require.NoError(t, err)
	require.Equal(t, piemontepay.EsitoPositivoRicevuto, r.Stato)
	require.False(t, r.Pagata)
	require.True(t, r.NuovoTentativo)
	require.Len(t, r.Avvertenze, 1)

	r, err = piemontepay.Ripercorri([]piemontepay.EventoRegistrato{{Tipo: "notifica"}})
	require.NoError(t, err)
	require.True(t, r.Pagata)
	require.False(t, r.NuovoTentativo)
	require.Empty(t, r.Avvertenze)

	r, err = piemontepay.Ripercorri([]piemontepay.EventoRegistrato{{Tipo: "notifica"}, {Tipo: "notifica"}})
	require.NoError(t, err)
	require.True(t, r.Pagata)
	require.Len(t, r.Avvertenze, 1)
	require.Equal(t, piemontepay.AvvertenzaDopoNotifica, r.Avvertenze[0].Codice)

	for _, tt := range []struct {
		eventi []piemontepay.EventoRegistrato
		tipo   error
		campo  string
	}{
		{[]piemontepay.EventoRegistrato{{Tipo: "redirect"}, {Tipo: "ritorno", DigestValido: &falso}}, piemontepay.ErrDigest, "eventi[1]"},
		{[]piemontepay.EventoRegistrato{{Tipo: "ritorno"}}, piemontepay.ErrTransizione, "eventi[0]"},
		{[]piemontepay.EventoRegistrato{{Tipo: "redirect"}, {Tipo: "redirect"}}, piemontepay.ErrTransizione, "eventi[1]"},
		{[]piemontepay.EventoRegistrato{{Tipo: "pagato"}}, piemontepay.ErrNome, "eventi[0]"},
		{[]piemontepay.EventoRegistrato{{Tipo: "notifica", CodEsito: "000"}}, piemontepay.ErrCampo, "eventi[0]"},
	} {
		_, err := piemontepay.Ripercorri(tt.eventi)
		require.ErrorIs(t, err, tt.tipo)
		var e *piemontepay.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, tt.campo, e.Campo)
	}
}
