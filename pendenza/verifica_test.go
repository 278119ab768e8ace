package pendenza_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// data returns a position not paid with its two dates; "" leaves one out.
func data(validita, scadenza string) *pendenza.Pendenza {
	p := con(pendenza.NonEseguita)
	if validita != "" {
		p.DataValidita = avviso.MustData(validita)
	}
	if scadenza != "" {
		p.DataScadenza = avviso.MustData(scadenza)
	}
	return &p
}

func in(s pendenza.Stato) *pendenza.Pendenza { p := con(s); return &p }

func TestVerifica(t *testing.T) {
	const ieri, oggi, domani = "2024-05-02", "2024-05-03", "2024-05-04"
	a := func(s pendenza.StatoHost, p *pendenza.Pendenza) pendenza.RispostaHost {
		return pendenza.RispostaHost{Stato: s, Pendenza: p}
	}
	risposte := func(a ...pendenza.RispostaHost) []pendenza.RispostaHost { return a }
	altra := data("", "")
	altra.IDPendenza = "P-2"
	meno := data(domani, "")
	meno.Voci = meno.Voci[:1]
	meno.Importo = meno.Voci[0].Importo
	bozza := in(pendenza.Bozza)
	bozza.IdDominio, bozza.NumeroAvviso = avviso.MustIdDominio("00429440068"), avviso.MustNumeroAvviso("301000000000004285")
	attivo, mandatorio := pendenza.ConnettoreAttivo, pendenza.Politica{AggiornamentoMandatorio: true}
	tentativo := []pendenza.Tentativo{{CCP: "c9", Stato: pendenza.TentativoInCorso, Iniziato: adesso.Add(-29*time.Minute - 59*time.Second)}}
	vecchio := []pendenza.Tentativo{{CCP: "c9", Stato: pendenza.TentativoInCorso, Iniziato: adesso.Add(-30 * time.Minute)}}
	tests := []struct {
		nome  string
		r     pendenza.RichiestaVerifica
		esito string
		fault nodo.FaultCode
	}{
		{"V0", pendenza.RichiestaVerifica{NumeroAvviso: "4"}, "ERRORE", nodo.PAASemantica},
		{"V1", pendenza.RichiestaVerifica{Anagrafica: nodo.PAAStazioneIntErrata}, "ERRORE", nodo.PAAStazioneIntErrata},
		{"V2", pendenza.RichiestaVerifica{Sonda: true, Connettore: attivo}, "SCONOSCIUTA", nodo.PAAPagamentoSconosciuto},
		{"V3 no application", pendenza.RichiestaVerifica{Connettore: pendenza.ConnettoreAssente}, "SCONOSCIUTA", nodo.PAAPagamentoSconosciuto},
		{"V3 no connector", pendenza.RichiestaVerifica{Connettore: pendenza.SenzaConnettore}, "SCONOSCIUTA", nodo.PAAPagamentoSconosciuto},
		{"V3 BOZZA", pendenza.RichiestaVerifica{Pendenza: in(pendenza.Bozza), Connettore: pendenza.SenzaConnettore}, "SCONOSCIUTA", nodo.PAAPagamentoSconosciuto},
		{"V4", pendenza.RichiestaVerifica{Connettore: attivo}, "VERIFICA_HOST", ""},
		{"V4 known", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, data(domani, domani)))}, "PAGABILE", ""},
		{"V4 expired", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, data("", ieri)))}, "SCADUTA", nodo.PAAPagamentoScaduto},
		{"V4 validity past, asked again", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, data(ieri, "")))}, "VERIFICA_HOST", ""},
		{"V4 validity past twice, used as it is", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, data(ieri, "")), a(pendenza.HostNonEseguita, data(ieri, "")))}, "PAGABILE", ""},
		{"V4 no data", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, nil))}, "ERRORE", nodo.PAASystemError},
		{"V4 of another notice", pendenza.RichiestaVerifica{NumeroAvviso: "301000000000004285", Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, func() *pendenza.Pendenza {
			p := data("", "")
			p.NumeroAvviso = avviso.MustNumeroAvviso("302032002700000251")
			return p
		}()))}, "ERRORE", nodo.PAASystemError},
		{"V4 of another notice than the draft", pendenza.RichiestaVerifica{Pendenza: bozza, Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, func() *pendenza.Pendenza {
			p := data("", "")
			p.NumeroAvviso = avviso.MustNumeroAvviso("302032002700000251")
			return p
		}()))}, "ERRORE", nodo.PAASystemError},
		{"V4 of another creditor than the draft", pendenza.RichiestaVerifica{Pendenza: bozza, Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, func() *pendenza.Pendenza {
			p := data("", "")
			p.IdDominio = avviso.MustIdDominio("12345678903")
			return p
		}()))}, "ERRORE", nodo.PAASystemError},
		{"V4 cancelled", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostAnnullata, nil))}, "ANNULLATA", nodo.PAAPagamentoAnnullato},
		{"V4 paid", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostDuplicata, nil))}, "GIA_PAGATA", nodo.PAAPagamentoDuplicato},
		{"V4 host expired", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostScaduta, nil))}, "SCADUTA", nodo.PAAPagamentoScaduto},
		{"V4 unknown", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostSconosciuta, nil))}, "SCONOSCIUTA", nodo.PAAPagamentoSconosciuto},
		{"V4 unreachable", pendenza.RichiestaVerifica{Connettore: attivo, Risposte: risposte(a(pendenza.HostErrore, nil))}, "ERRORE", nodo.PAASystemError},
		{"V5 cancelled", pendenza.RichiestaVerifica{Pendenza: in(pendenza.Annullata), Connettore: attivo}, "ANNULLATA", nodo.PAAPagamentoAnnullato},
		{"V5 transferred", pendenza.RichiestaVerifica{Pendenza: in(pendenza.Trasferita), Connettore: attivo}, "ANNULLATA", nodo.PAAPagamentoAnnullato},
		{"V6 paid", pendenza.RichiestaVerifica{Pendenza: in(pendenza.Eseguita)}, "GIA_PAGATA", nodo.PAAPagamentoDuplicato},
		{"V6 paid and past its date", pendenza.RichiestaVerifica{Pendenza: func() *pendenza.Pendenza {
			p := in(pendenza.Incassata)
			p.DataScadenza = avviso.MustData(ieri)
			return p
		}()}, "GIA_PAGATA", nodo.PAAPagamentoDuplicato},
		{"V7 in part", pendenza.RichiestaVerifica{Pendenza: in(pendenza.EseguitaParziale)}, "GIA_PAGATA", nodo.PAAPagamentoDuplicato},
		{"V7 alternative", pendenza.RichiestaVerifica{Pendenza: data("", ""), AlternativaPagata: true}, "GIA_PAGATA", nodo.PAAPagamentoDuplicato},
		{"V8", pendenza.RichiestaVerifica{Pendenza: data(ieri, ieri), Connettore: attivo}, "SCADUTA", nodo.PAAPagamentoScaduto},
		{"V8 the last day is good", pendenza.RichiestaVerifica{Pendenza: data(oggi, oggi), Connettore: attivo}, "PAGABILE", ""},
		{"V9", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo}, "VERIFICA_HOST", ""},
		{"V9 updated", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, data(domani, "")))}, "PAGABILE", ""},
		{"V9 updated and expired", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, data(domani, ieri)))}, "SCADUTA", nodo.PAAPagamentoScaduto},
		{"V9 validity past again, not asked again", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, data(ieri, "")))}, "PAGABILE", ""},
		{"V9 another position", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Risposte: risposte(a(pendenza.HostNonEseguita, altra))}, "PAGABILE", ""},
		{"V9 another position, mandatory", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Politica: mandatorio, Risposte: risposte(a(pendenza.HostNonEseguita, altra))}, "ERRORE", nodo.PAASystemError},
		{"V9 fewer items, mandatory", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Politica: mandatorio, Risposte: risposte(a(pendenza.HostNonEseguita, meno))}, "ERRORE", nodo.PAASystemError},
		{"V9 unknown", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Risposte: risposte(a(pendenza.HostSconosciuta, nil))}, "PAGABILE", ""},
		{"V9 unknown, mandatory", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Politica: mandatorio, Risposte: risposte(a(pendenza.HostSconosciuta, nil))}, "SCADUTA", nodo.PAAPagamentoScaduto},
		{"V9 unreachable", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Risposte: risposte(a(pendenza.HostErrore, nil))}, "PAGABILE", ""},
		{"V9 unreachable, mandatory", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Politica: mandatorio, Risposte: risposte(a(pendenza.HostErrore, nil))}, "ERRORE", nodo.PAASystemError},
		{"V9 cancelled", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: attivo, Risposte: risposte(a(pendenza.HostAnnullata, nil))}, "ANNULLATA", nodo.PAAPagamentoAnnullato},
		{"V10", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: pendenza.SenzaConnettore}, "PAGABILE", ""},
		{"V10 mandatory", pendenza.RichiestaVerifica{Pendenza: data(ieri, ""), Connettore: pendenza.SenzaConnettore, Politica: mandatorio}, "SCADUTA", nodo.PAAPagamentoScaduto},
		{"V11", pendenza.RichiestaVerifica{Pendenza: data("", ""), Tentativi: tentativo}, "IN_CORSO", nodo.PAAPagamentoInCorso},
		{"V11 at the timeout", pendenza.RichiestaVerifica{Pendenza: data("", ""), Tentativi: vecchio}, "PAGABILE", ""},
		{"V11 for ever", pendenza.RichiestaVerifica{Pendenza: data("", ""), Tentativi: vecchio, Politica: pendenza.Politica{SenzaTimeout: true}}, "IN_CORSO", nodo.PAAPagamentoInCorso},
		{"V11 not examined", pendenza.RichiestaVerifica{Pendenza: data("", ""), Tentativi: tentativo, Politica: pendenza.Politica{SenzaBlocco: true}}, "PAGABILE", ""},
		{"V12", pendenza.RichiestaVerifica{Pendenza: data(domani, domani), Connettore: attivo}, "PAGABILE", ""},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			tt.r.Adesso = adesso
			v := tt.r.Decidi()
			require.Equal(t, tt.esito, string(v.Esito))
			require.Equal(t, tt.fault, v.FaultCode)
			if tt.fault != "" {
				require.Contains(t, v.Descrizione, tt.fault.Testo())
			}
			if v.Esito == pendenza.Pagabile {
				require.NotNil(t, v.Pendenza)
			}
		})
	}
}

func TestVerificaAcquisisce(t *testing.T) {
	r := pendenza.RichiestaVerifica{
		NumeroAvviso: "301000000000004285", Connettore: pendenza.ConnettoreAttivo, Adesso: adesso,
		Risposte: []pendenza.RispostaHost{{Stato: pendenza.HostNonEseguita, Pendenza: data("2024-05-02", "")}},
	}
	v := r.Decidi()
	require.Equal(t, pendenza.VerificaHost, v.Esito)
	require.True(t, v.Aggiornata)
	require.Equal(t, "301000000000004285", v.Pendenza.NumeroAvviso.String(), "a notice left out is the one asked for")
}

// TestVerificaAggiornamenti: what the application said leads a log from the position of the
// archive to the one that is answered with.
func TestVerificaAggiornamenti(t *testing.T) {
	nuova := data("2024-05-04", "")
	nuova.Causale = "altra causale"
	r := pendenza.RichiestaVerifica{
		Pendenza: data("2024-05-02", ""), Connettore: pendenza.ConnettoreAttivo, Adesso: adesso,
		Risposte: []pendenza.RispostaHost{{Stato: pendenza.HostNonEseguita, Pendenza: nuova}},
	}
	v := r.Decidi()
	require.Equal(t, pendenza.Pagabile, v.Esito)
	require.True(t, v.Aggiornata)
	require.Len(t, v.Aggiornamenti, 1)
	p, _, err := r.Pendenza.Applica(v.Aggiornamenti[0], pendenza.Opzioni{})
	require.NoError(t, err)
	require.Equal(t, *v.Pendenza, p)
	require.Equal(t, "altra causale", p.Causale)
}

func TestScadenzaDiMezzanotte(t *testing.T) {
	p := data("", "2024-05-03")
	for istante, atteso := range map[string]pendenza.StatoEffettivo{
		"2024-05-03T21:59:59Z": {Stato: pendenza.NonEseguita},                // 23:59:59 in Rome
		"2024-05-03T22:00:00Z": {Stato: pendenza.NonEseguita, Scaduta: true}, // midnight in Rome
	} {
		i, err := time.Parse(time.RFC3339, istante)
		require.NoError(t, err)
		s, _ := p.StatoEffettivo(avviso.DataDi(i))
		require.Equal(t, atteso, s, istante)
	}
	p = data("2024-05-02", "2024-05-04")
	s, daVerificare := p.StatoEffettivo(avviso.MustData("2024-05-03"))
	require.Equal(t, pendenza.StatoEffettivo{Stato: pendenza.NonEseguita}, s)
	require.True(t, daVerificare)
}

func TestPortale(t *testing.T) {
	oggi := avviso.MustData("2024-05-03")
	require.Equal(t, pendenza.PAG006, pendenza.RifiutoPortale(in(pendenza.Eseguita), true, oggi))
	require.Equal(t, pendenza.PAG007, pendenza.RifiutoPortale(data("", "2024-05-02"), true, oggi))
	require.Equal(t, pendenza.PAG012, pendenza.RifiutoPortale(data("2024-05-02", ""), false, oggi))
	require.Equal(t, pendenza.CodiceGovPay(""), pendenza.RifiutoPortale(data("2024-05-02", ""), true, oggi))
	for s := pendenza.Stato(0); s == 0 || s.IsValid(); s++ {
		for _, inArchivio := range []bool{true, false} {
			atteso := pendenza.PAG006
			if s == pendenza.NonEseguita || s == 0 && !inArchivio { // just acquired, with no state yet
				atteso = ""
			}
			require.Equal(t, atteso, pendenza.RifiutoPortale(in(s), inArchivio, oggi), "%s, in the archive %v", s, inArchivio)
		}
	}
	attesi := map[string]pendenza.CodiceGovPay{"NON_ESEGUITA": "", "SCADUTA": "VER_010", "SCONOSCIUTA": "VER_011", "DUPLICATA": "VER_012", "ANNULLATA": "VER_013", "ERRORE": "VER_014"}
	for nome, atteso := range attesi {
		require.Equal(t, atteso, pendenza.StatoHost(nome).CodicePortale())
	}
}
