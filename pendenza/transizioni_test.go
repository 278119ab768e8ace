package pendenza_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

var (
	iuv    = avviso.MustIUV("01000000000004285")
	adesso = time.Date(2024, 5, 3, 10, 0, 0, 0, time.UTC)
	cento  = avviso.MustImporto("100.00")
)

// con returns a position of two items of 60.00 and 40.00 in a state.
func con(s pendenza.Stato) pendenza.Pendenza {
	p := pendenza.Pendenza{
		IDA2A: "APP", IDPendenza: "P-1", Stato: s, Versione: 1, Importo: cento, IUV: iuv,
		Voci: []pendenza.Voce{
			{IDVocePendenza: "v1", Importo: avviso.MustImporto("60.00"), CodEntrata: "IMU"},
			{IDVocePendenza: "v2", Importo: avviso.MustImporto("40.00"), CodEntrata: "IMU"},
		},
	}
	paga := func(i int, iur string) {
		p.Voci[i-1].Eseguita = true
		p.Pagamenti = append(p.Pagamenti, pendenza.Pagamento{
			IUV: iuv, IUR: iur, Indice: avviso.Indice(i), CCP: "prima", Importo: p.Voci[i-1].Importo, Incassato: s == pendenza.Incassata,
		})
	}
	switch s {
	case pendenza.Eseguita, pendenza.Incassata:
		paga(1, "R0")
		paga(2, "R0")
	case pendenza.EseguitaParziale:
		paga(1, "R0")
	}
	return p
}

func ricevuta(esito string, voci ...string) pendenza.Ricevuta {
	r := pendenza.Ricevuta{IUV: iuv, CCP: "c1", Esito: rpt.CodiceEsitoPagamento(esito)}
	for i, v := range voci {
		if v != "" {
			r.Voci = append(r.Voci, pendenza.VoceRicevuta{Indice: avviso.Indice(i + 1), IUR: "R1", Importo: avviso.MustImporto(v)})
		}
	}
	return r
}

// TestMatrice holds, for every state and event, the state that the table of the
// lifecycle gives: "-" is a refusal, "=" leaves the state, "!" makes anomalous.
func TestMatrice(t *testing.T) {
	eventi := []struct {
		nome   string
		evento pendenza.Evento
		// BOZZA NON_ESEGUITA ESEGUITA_PARZIALE ESEGUITA INCASSATA ANNULLATA TRASFERITA
		attesi string
	}{
		{"publish", pendenza.Pubblica{}, "NON_ESEGUITA - - - - - -"},
		{"update", pendenza.Aggiorna{Nuova: pendenza.Pendenza{Causale: "x"}}, "= = - - - NON_ESEGUITA -"},
		{"cancel", pendenza.Annulla{Motivo: "x"}, "ANNULLATA ANNULLATA - - - = -"},
		{"restore", pendenza.Ripristina{}, "- - - - - NON_ESEGUITA -"},
		{"attempt", pendenza.AvviaTentativo{CCP: "c1", Adesso: adesso}, "- = - - - - -"},
		{"outcome 0", ricevuta("0", "60.00", "40.00"), "ESEGUITA ESEGUITA ESEGUITA! =! =! ESEGUITA =!"},
		{"outcome 0, other amount", ricevuta("0", "61.00", "40.00"), "ESEGUITA! ESEGUITA! ESEGUITA! =! =! ESEGUITA! =!"},
		{"outcome 0, an item missing", ricevuta("0", "", "40.00"), "ESEGUITA_PARZIALE ESEGUITA_PARZIALE ESEGUITA =! =! ESEGUITA_PARZIALE =!"},
		{"outcome 0, no money", ricevuta("0", "0.00", "0.00"), "= = = = = = ="},
		{"outcome 1", ricevuta("1"), "= = = = = = ="},
		{"outcome 3", ricevuta("3", "0.00", "0.00"), "= = = = = = ="},
		{"outcome 2, first item", ricevuta("2", "60.00", "0.00"), "ESEGUITA_PARZIALE ESEGUITA_PARZIALE =! =! =! ESEGUITA_PARZIALE =!"},
		{"outcome 4, second item", ricevuta("4", "0.00", "40.00"), "ESEGUITA_PARZIALE ESEGUITA_PARZIALE ESEGUITA =! =! ESEGUITA_PARZIALE =!"},
		{"outcome 2, all items", ricevuta("2", "60.00", "40.00"), "ESEGUITA ESEGUITA ESEGUITA! =! =! ESEGUITA =!"},
		{"outcome 2, nothing", ricevuta("2", "0.00", "0.00"), "= = = = = = ="},
		{"without RPT", pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: cento}, "ESEGUITA! ESEGUITA! =! =! =! ESEGUITA! =!"},
		{"other channel", pendenza.PagatoAltroCanale{}, "- ESEGUITA - - - - -"},
		{"reconcile a known payment", pendenza.Riconcilia{IUR: "R0", Indice: 1}, "- - = = - - -"},
		{"reconcile an unknown payment", pendenza.Riconcilia{IUR: "RX", Indice: 1}, "- - - - - - -"},
		{"give all back", pendenza.Storno{}, "- - NON_ESEGUITA NON_ESEGUITA NON_ESEGUITA - -"},
		{"give the first item back", pendenza.Storno{Indici: []avviso.Indice{1}}, "- - NON_ESEGUITA ESEGUITA_PARZIALE ESEGUITA_PARZIALE - -"},
		{"give one receipt back", pendenza.Storno{IUR: "R0"}, "- - NON_ESEGUITA NON_ESEGUITA NON_ESEGUITA - -"},
		{"give back what was not paid", pendenza.Storno{IUR: "RX"}, "- - - - - - -"},
		{"transfer", pendenza.Trasferisci{}, "- TRASFERITA - - - - -"},
	}
	for _, e := range eventi {
		attesi := strings.Fields(e.attesi)
		for s := range pendenza.Stati() {
			t.Run(e.nome+" in "+s.String(), func(t *testing.T) {
				p := con(s)
				atteso, anomala := strings.CutSuffix(attesi[s-1], "!")
				q, _, err := p.Applica(e.evento, pendenza.Opzioni{})
				require.Empty(t, cmp.Diff(con(s), p, confronti...), "the argument changed")
				switch atteso {
				case "-":
					require.Error(t, err)
					require.Empty(t, cmp.Diff(p, q, confronti...), "a refusal changed the position")
					return
				case "=":
					atteso = s.String()
				}
				require.NoError(t, err)
				require.Equal(t, atteso, q.Stato.String())
				require.Equal(t, anomala, q.Anomala())
			})
		}
	}
}

var confronti = []cmp.Option{
	cmp.Comparer(func(a, b avviso.Importo) bool { return a == b }), cmp.Comparer(func(a, b avviso.IUV) bool { return a == b }),
	cmp.Comparer(func(a, b avviso.IdDominio) bool { return a == b }), cmp.Comparer(func(a, b avviso.Data) bool { return a == b }),
	cmp.Comparer(func(a, b avviso.NumeroAvviso) bool { return a == b }), cmp.Comparer(func(a, b avviso.IBAN) bool { return a == b }),
}

// applica applies events one after the other.
func applica(t *testing.T, p pendenza.Pendenza, eventi ...pendenza.Evento) pendenza.Pendenza {
	t.Helper()
	for i, e := range eventi {
		q, _, err := p.Applica(e, pendenza.Opzioni{})
		require.NoError(t, err, "event %d", i)
		p = q
	}
	return p
}

func codice(t *testing.T, err error) avviso.Codice {
	t.Helper()
	var e *pendenza.Errore
	require.ErrorAs(t, err, &e)
	return e.Codice
}

func TestRifiuti(t *testing.T) {
	pagata := applica(t, con(pendenza.NonEseguita), ricevuta("0", "60.00", "40.00"))
	tests := []struct {
		nome   string
		p      pendenza.Pendenza
		e      pendenza.Evento
		codice avviso.Codice
		tipo   error
		testo  string
	}{
		{"a receipt twice", pagata, ricevuta("0", "60.00", "40.00"), pendenza.CodiceRTDuplicata, pendenza.ErrRTDuplicata, ""},
		{"a negative receipt twice", applica(t, con(pendenza.NonEseguita), ricevuta("1")), ricevuta("1"), pendenza.CodiceRTDuplicata, pendenza.ErrRTDuplicata, ""},
		{"a payment of another receipt", pagata, func() pendenza.Ricevuta { r := ricevuta("0", "60.00"); r.CCP = "c2"; return r }(), pendenza.CodiceRTDuplicata, pendenza.ErrRTDuplicata, ""},
		{"a known payment without RPT", pagata, pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: cento}, pendenza.CodiceRTDuplicata, pendenza.ErrRTDuplicata, ""},
		{"reconciled twice", applica(t, pagata, pendenza.Riconcilia{IUR: "R1", Indice: 1}), pendenza.Riconcilia{IUR: "R1", Indice: 1}, pendenza.CodiceGiaRiconciliato, pendenza.ErrGiaRiconciliato, ""},
		{"update when paid", pagata, pendenza.Aggiorna{}, pendenza.CodiceTransizione, pendenza.ErrAggiornamento, "VER_003"},
		{"cancel when paid", pagata, pendenza.Annulla{}, pendenza.CodiceTransizione, pendenza.ErrTransizione, "VER_009"},
		{"cancel during an attempt", applica(t, con(pendenza.NonEseguita), pendenza.AvviaTentativo{CCP: "c1", Adesso: adesso}), pendenza.Annulla{}, pendenza.CodiceTransizione, pendenza.ErrTransizione, "tentativo"},
		{"attempt during an attempt", applica(t, con(pendenza.NonEseguita), pendenza.AvviaTentativo{CCP: "c1", Adesso: adesso}), pendenza.AvviaTentativo{CCP: "c2", Adesso: adesso.Add(29 * time.Minute)}, pendenza.CodiceTransizione, pendenza.ErrTransizione, "PAA_PAGAMENTO_IN_CORSO"},
		{"the same ccp again", applica(t, con(pendenza.NonEseguita), ricevuta("1")), pendenza.AvviaTentativo{CCP: "c1", Adesso: adesso}, pendenza.CodiceTransizione, pendenza.ErrTransizione, "PAA_PAGAMENTO_IN_CORSO"},
		{"an attempt without ccp", con(pendenza.NonEseguita), pendenza.AvviaTentativo{Adesso: adesso}, pendenza.CodiceEvento, pendenza.ErrEvento, "ccp"},
		{"an attempt without instant", con(pendenza.NonEseguita), pendenza.AvviaTentativo{CCP: "c1"}, pendenza.CodiceEvento, pendenza.ErrEvento, "adesso"},
		{"outcome 5", con(pendenza.NonEseguita), ricevuta("5"), pendenza.CodiceEvento, pendenza.ErrEvento, "esito"},
		{"no position", pendenza.Pendenza{}, pendenza.Pubblica{}, pendenza.CodiceTransizione, pendenza.ErrTransizione, ""},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, mossa, err := tt.p.Applica(tt.e, pendenza.Opzioni{})
			require.Equal(t, tt.codice, codice(t, err))
			require.ErrorIs(t, err, tt.tipo)
			require.ErrorContains(t, err, tt.testo)
			require.Zero(t, mossa)
		})
	}
}

func TestStorie(t *testing.T) {
	seconda := ricevuta("0", "60.00", "40.00")
	seconda.CCP = "c2"
	for i := range seconda.Voci {
		seconda.Voci[i].IUR = "R2"
	}
	meno := seconda
	meno.Voci = []pendenza.VoceRicevuta{seconda.Voci[0], {Indice: 2, IUR: "R2", Importo: avviso.MustImporto("39.99")}}
	incassa := []pendenza.Evento{pendenza.Riconcilia{IUR: "R1", Indice: 1}, pendenza.Riconcilia{IUR: "R1", Indice: 2}}
	tests := []struct {
		nome         string
		eventi       []pendenza.Evento
		stato        string
		anomala      bool
		pagato       string
		quietanza    bool
		versione     int
		segnalazioni []pendenza.CodiceSegnalazione
	}{
		{"reconciled item by item", append([]pendenza.Evento{ricevuta("0", "60.00", "40.00")}, incassa...), "INCASSATA", false, "100.00", true, 1, nil},
		{"half reconciled", []pendenza.Evento{ricevuta("0", "60.00", "40.00"), incassa[0]}, "ESEGUITA", false, "100.00", false, 1, nil},
		{"paid twice", []pendenza.Evento{ricevuta("0", "60.00", "40.00"), seconda}, "ESEGUITA", true, "200.00", false, 1, []pendenza.CodiceSegnalazione{pendenza.PagamentoDuplicato}},
		{"paid twice, one given back", []pendenza.Evento{ricevuta("0", "60.00", "40.00"), seconda, pendenza.Storno{IUR: "R2"}}, "ESEGUITA", false, "100.00", false, 1, nil},
		{"paid twice, the first given back", []pendenza.Evento{ricevuta("0", "60.00", "40.00"), seconda, pendenza.Storno{IUR: "R1"}}, "ESEGUITA", false, "100.00", false, 1, nil},
		{"paid twice, both given back", []pendenza.Evento{ricevuta("0", "60.00", "40.00"), seconda, pendenza.Storno{IUR: "R2"}, pendenza.Storno{IUR: "R1"}}, "NON_ESEGUITA", false, "0.00", false, 2, nil},
		{"cancelled and paid late", []pendenza.Evento{pendenza.Annulla{Motivo: "x"}, ricevuta("0", "60.00", "40.00")}, "ESEGUITA", false, "100.00", false, 1, []pendenza.CodiceSegnalazione{pendenza.PagamentoSuAnnullata}},
		{"transferred and paid", []pendenza.Evento{pendenza.Trasferisci{}, ricevuta("0", "60.00", "40.00")}, "TRASFERITA", true, "100.00", false, 1, []pendenza.CodiceSegnalazione{pendenza.PosizioneTrasferita}},
		{"other amount", []pendenza.Evento{ricevuta("0", "60.00", "39.99")}, "ESEGUITA", true, "99.99", false, 1, []pendenza.CodiceSegnalazione{pendenza.ImportoDiverso}},
		{"other amount, given back", []pendenza.Evento{ricevuta("0", "60.00", "39.99"), pendenza.Storno{}}, "NON_ESEGUITA", true, "0.00", false, 2, []pendenza.CodiceSegnalazione{pendenza.ImportoDiverso}},
		{"receipt of a payment without RPT", []pendenza.Evento{pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: avviso.MustImporto("60.00")}, ricevuta("0", "60.00")}, "ESEGUITA", true, "60.00", false, 1, []pendenza.CodiceSegnalazione{pendenza.VociSenzaRPT}},
		{"receipt with one item more", []pendenza.Evento{pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: avviso.MustImporto("60.00")}, ricevuta("0", "60.00", "40.00")}, "ESEGUITA", true, "100.00", false, 1, []pendenza.CodiceSegnalazione{pendenza.VociSenzaRPT}},
		{"receipt that divides a payment without RPT", []pendenza.Evento{pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: cento}, ricevuta("0", "60.00", "40.00")}, "ESEGUITA", false, "100.00", false, 1, nil},
		{"receipt that divides a payment without RPT, reconciled", append([]pendenza.Evento{pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: cento}, ricevuta("0", "60.00", "40.00")}, incassa...), "INCASSATA", false, "100.00", true, 1, nil},
		{"receipt that divides a payment without RPT otherwise than due", []pendenza.Evento{pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: cento}, ricevuta("0", "50.00", "50.00")}, "ESEGUITA", true, "100.00", false, 1, []pendenza.CodiceSegnalazione{pendenza.ImportoDiverso}},
		{"receipt that divides a payment without RPT, given back before", []pendenza.Evento{pendenza.PagamentoSenzaRPT{IUR: "R1", Importo: cento}, pendenza.Storno{}, ricevuta("0", "60.00", "40.00")}, "NON_ESEGUITA", false, "0.00", false, 2, nil},
		{"receipt that divides a second payment, without RPT", []pendenza.Evento{ricevuta("0", "60.00", "40.00"), pendenza.PagamentoSenzaRPT{IUR: "R2", Importo: cento}, seconda}, "ESEGUITA", true, "200.00", false, 1, []pendenza.CodiceSegnalazione{pendenza.PagamentoDuplicato}},
		{"receipt with one item more, paid in part", []pendenza.Evento{ricevuta("2", "60.00", "0.00"), pendenza.PagamentoSenzaRPT{IUR: "R2", Importo: avviso.MustImporto("60.00")}, seconda}, "ESEGUITA", true, "160.00", false, 1, []pendenza.CodiceSegnalazione{pendenza.PagamentoDuplicato}},
		{"receipt with one item more, given back before", []pendenza.Evento{pendenza.PagamentoSenzaRPT{IUR: "R2", Importo: avviso.MustImporto("60.00")}, pendenza.Storno{}, seconda}, "ESEGUITA_PARZIALE", true, "40.00", false, 2, []pendenza.CodiceSegnalazione{pendenza.VociSenzaRPT}},
		{"every item named and given back", []pendenza.Evento{ricevuta("2", "60.00", "0.00"), pendenza.Storno{Indici: []avviso.Indice{2, 1}}}, "NON_ESEGUITA", false, "0.00", false, 2, nil},
		{"paid twice, the right amount given back", []pendenza.Evento{ricevuta("0", "60.00", "40.00"), meno, pendenza.Storno{IUR: "R1"}}, "ESEGUITA", true, "99.99", false, 1, []pendenza.CodiceSegnalazione{pendenza.ImportoDiverso}},
		{"forced cancellation", []pendenza.Evento{pendenza.AvviaTentativo{CCP: "c1", Adesso: adesso}, pendenza.Annulla{Forza: true}, pendenza.Ripristina{}}, "NON_ESEGUITA", false, "0.00", false, 2, nil},
		{"cancellation after the timeout", []pendenza.Evento{pendenza.AvviaTentativo{CCP: "c1", Adesso: adesso}, pendenza.Annulla{Adesso: adesso.Add(30 * time.Minute)}}, "ANNULLATA", false, "0.00", false, 1, nil},
		{"one item given back and paid again", append([]pendenza.Evento{ricevuta("0", "60.00", "40.00"), pendenza.Storno{Indici: []avviso.Indice{1}}}, func() pendenza.Evento {
			r := seconda
			r.Voci = r.Voci[:1]
			return r
		}()), "ESEGUITA", false, "100.00", false, 2, nil},
		{"updated when cancelled", []pendenza.Evento{pendenza.Annulla{}, pendenza.Aggiorna{}}, "NON_ESEGUITA", false, "0.00", false, 2, nil},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			p := applica(t, con(pendenza.NonEseguita), tt.eventi...)
			require.Equal(t, tt.stato, p.Stato.String())
			require.Equal(t, tt.anomala, p.Anomala())
			pagato, err := p.ImportoPagato()
			require.NoError(t, err)
			require.Equal(t, tt.pagato, pagato.String())
			require.Equal(t, tt.quietanza, p.Quietanzabile())
			require.Equal(t, tt.versione, p.Versione)
			var codici []pendenza.CodiceSegnalazione
			for _, s := range p.Segnalazioni {
				codici = append(codici, s.Codice)
			}
			require.Equal(t, tt.segnalazioni, codici)
		})
	}
}

func TestAltroCanaleNonEsegueVoci(t *testing.T) {
	r := ricevuta("0", "60.00", "40.00")
	p := applica(t, con(pendenza.NonEseguita), pendenza.PagatoAltroCanale{}, r, pendenza.Storno{IUR: "R1"})
	require.Equal(t, pendenza.Eseguita, p.Stato)
	require.False(t, p.Anomala())
	require.False(t, p.Voci[0].Eseguita || p.Voci[1].Eseguita, "what was given back leaves the items as they were")
}

func TestBolloNonSiRiconcilia(t *testing.T) {
	p := con(pendenza.NonEseguita)
	p.Voci[1].CodEntrata, p.Voci[1].TipoBollo = "", "01"
	p = applica(t, p, ricevuta("0", "60.00", "40.00"))
	require.Equal(t, avviso.MBT, p.Pagamenti[1].Tipo)
	require.Equal(t, pendenza.Eseguita, p.Stato)
	p = applica(t, p, pendenza.Riconcilia{IUR: "R1", Indice: 1})
	require.Equal(t, pendenza.Incassata, p.Stato)
}

func TestApplicaSenzaAllocare(t *testing.T) {
	p := con(pendenza.Annullata)
	var e pendenza.Evento = pendenza.Annulla{}
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if _, _, err := p.Applica(e, pendenza.Opzioni{}); err != nil {
			t.Fatal(err)
		}
	}))
}

// The code is found in an error that is joined with others.
func TestViolataUnita(t *testing.T) {
	p := pendenza.Pendenza{Stato: pendenza.Eseguita}
	_, _, err := p.Applica(pendenza.Aggiorna{}, pendenza.Opzioni{})
	require.Equal(t, pendenza.VER003, pendenza.Violata(errors.Join(nil, err)))
	require.Empty(t, pendenza.Violata(errors.Join(errors.New("altro"))))
	require.Empty(t, pendenza.Violata(nil))
}
