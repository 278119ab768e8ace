package pendenza_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

func TestEventiJSON(t *testing.T) {
	eventi := []pendenza.Evento{
		pendenza.Pubblica{},
		pendenza.Annulla{Motivo: "x", Forza: true, Adesso: adesso},
		pendenza.Ripristina{},
		pendenza.AvviaTentativo{IUV: iuv, CCP: "c1", Adesso: adesso},
		ricevuta("2", "60.00", "0.00"),
		pendenza.PagamentoSenzaRPT{IUV: iuv, IUR: "R", Importo: cento, Data: avviso.MustData("2024-05-03")},
		pendenza.PagatoAltroCanale{},
		pendenza.Riconcilia{IUR: "R", Indice: 2},
		pendenza.Storno{Indici: []avviso.Indice{1, 2}},
		pendenza.Storno{IUR: "R"},
		pendenza.Trasferisci{Adesso: adesso},
		pendenza.Aggiorna{Nuova: con(pendenza.NonEseguita), Vietato: true},
	}
	for _, e := range eventi {
		b, err := pendenza.MarshalEvento(e)
		require.NoError(t, err)
		letto, err := pendenza.ParseEvento(b, time.Time{})
		require.NoError(t, err, "%s", b)
		require.Empty(t, cmp.Diff(e, letto, confronti...), "%s", b)
	}
	for testo, tipo := range map[string]error{
		`{}`: pendenza.ErrEvento, `{"tipo":"X"}`: pendenza.ErrEvento, `{"tipo":"Pubblica","ccp":"x"}`: pendenza.ErrDocumento,
		`{"tipo":"Pubblica","x":1}`: pendenza.ErrDocumento, `[`: pendenza.ErrDocumento, `{"tipo":"Aggiorna"}`: pendenza.ErrEvento,
		`{"tipo":"Ricevuta","ccp":"c","esito":7}`:                                                     pendenza.ErrEvento,
		`{"tipo":"Ricevuta","ccp":"c","esito":"0","voci":[{"indice":6,"importo":"1.00","iur":"R"}]}`:  pendenza.ErrEvento,
		`{"tipo":"Ricevuta","ccp":"c","esito":"0","voci":[{"indice":1,"importo":"1.000","iur":"R"}]}`: pendenza.ErrEvento,
		`{"tipo":"Ricevuta","ccp":"c","esito":"0","voci":[{"indice":1,"iur":"R"}]}`:                   pendenza.ErrEvento,
		`{"tipo":"Aggiorna","pendenza":{"causale":5}}`:                                                pendenza.ErrNonValida,
		`{"tipo":"Aggiorna","pendenza":{"pippo":5}}`:                                                  pendenza.ErrNonValida,
		`{"tipo":"Storno","indici":["a"]}`:                                                            pendenza.ErrEvento,
	} {
		_, err := pendenza.ParseEvento([]byte(testo), time.Time{})
		require.ErrorIs(t, err, tipo, testo)
	}
}

func FuzzParseEvento(f *testing.F) {
	f.Add([]byte(`{"tipo":"Ricevuta","iuv":"1","ccp":"c","esito":0,"voci":[{"indice":"1","importo":"1.00","iur":"R"}]}`))
	f.Add([]byte(`{"tipo":"Aggiorna","pendenza":{"causale":"x"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := pendenza.ParseEvento(data, time.Time{})
		if err != nil {
			return
		}
		b, err := pendenza.MarshalEvento(e)
		require.NoError(t, err)
		f, err := pendenza.ParseEvento(b, time.Time{})
		if s, ok := e.(pendenza.PagamentoSenzaRPT); ok && s.Importo.Segno() <= 0 {
			return
		}
		require.NoError(t, err, "%s", b)
		c, err := pendenza.MarshalEvento(f)
		require.NoError(t, err)
		require.Equal(t, string(b), string(c))
	})
}

// TestEventoCorto: a log takes back an update of some members, and a host's answer its
// codes with dots.
func TestEventoCorto(t *testing.T) {
	for _, corto := range []string{`{"tipo":"Aggiorna","pendenza":{"causale":"x"}}`, `{"tipo":"Aggiorna","pendenza":{"voci":[{"idVocePendenza":"v1","descrizione":"d"}]}}`} {
		e, err := pendenza.ParseEvento([]byte(corto), time.Time{})
		require.NoError(t, err)
		b, err := pendenza.MarshalEvento(e)
		require.NoError(t, err)
		require.Equal(t, corto, string(b))
	}
	a, err := pendenza.ParseRispostaHost([]byte(`{"stato":"NON_ESEGUITA","pendenza":` + strings.Replace(d0, `"P1"`, `"P.1"`, 1) + `}`))
	require.NoError(t, err)
	b, err := pendenza.MarshalRispostaHost(a)
	require.NoError(t, err)
	ancora, err := pendenza.ParseRispostaHost(b)
	require.NoError(t, err)
	require.Equal(t, a, ancora)
}

func TestAggiornamento(t *testing.T) {
	nuova := func(cambia func(*pendenza.Pendenza)) pendenza.Aggiorna {
		stored := con(pendenza.NonEseguita)
		p := stored.Dati()
		p.IdDominio = avviso.MustIdDominio("00429440068")
		cambia(&p)
		return pendenza.Aggiorna{Nuova: p}
	}
	tests := []struct {
		nome   string
		e      pendenza.Aggiorna
		codice pendenza.CodiceGovPay
	}{
		{"forbidden", pendenza.Aggiorna{Vietato: true}, "VER_015"},
		{"creditor", nuova(func(p *pendenza.Pendenza) { p.IdDominio = avviso.MustIdDominio("12345678903") }), "VER_004"},
		{"office", nuova(func(p *pendenza.Pendenza) { p.IDUnitaOperativa = "UO" }), "VER_004"},
		{"an item twice", nuova(func(p *pendenza.Pendenza) { p.Voci[1].IDVocePendenza = "v1" }), "VER_001"},
		{"sum", nuova(func(p *pendenza.Pendenza) { p.Importo = avviso.MustImporto("99.00") }), "VER_002"},
		{"fewer items", nuova(func(p *pendenza.Pendenza) { p.Voci = p.Voci[:1]; p.Importo = p.Voci[0].Importo }), "VER_005"},
		{"another item", nuova(func(p *pendenza.Pendenza) { p.Voci[0].IDVocePendenza = "v9" }), "VER_006"},
		{"codEntrata", nuova(func(p *pendenza.Pendenza) { p.Voci[0].CodEntrata = "TARI" }), "VER_007"},
		{"IBAN", nuova(func(p *pendenza.Pendenza) { p.Voci[1].IbanAccredito = avviso.MustIBAN("IT60X0542811101000000123456") }), "VER_023"},
		{"notice", nuova(func(p *pendenza.Pendenza) { p.NumeroAvviso = avviso.MustNumeroAvviso("302032002700000251") }), "VER_024"},
	}
	p := con(pendenza.NonEseguita)
	p.IdDominio, p.NumeroAvviso = avviso.MustIdDominio("00429440068"), avviso.MustNumeroAvviso("301000000000004285")
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, _, err := p.Applica(tt.e, pendenza.Opzioni{})
			require.ErrorIs(t, err, pendenza.ErrAggiornamento)
			require.Equal(t, pendenza.CodiceAggiornamento, codice(t, err))
			require.Equal(t, tt.codice, pendenza.Violata(err))
			require.ErrorContains(t, err, string(tt.codice))
		})
	}
	senza := p
	senza.NumeroAvviso = avviso.NumeroAvviso{}
	e := nuova(func(n *pendenza.Pendenza) { n.NumeroAvviso = p.NumeroAvviso })
	e.AvvisoOccupato = true
	_, _, err := senza.Applica(e, pendenza.Opzioni{})
	require.Equal(t, pendenza.VER025, pendenza.Violata(err))

	buona := nuova(func(n *pendenza.Pendenza) {
		n.Voci = append([]pendenza.Voce{{IDVocePendenza: "v3", Importo: cento, CodEntrata: "X"}}, n.Voci...)
		n.Importo, n.Causale = avviso.MustImporto("200.00"), "altra"
	})
	q := applica(t, p, buona)
	require.Equal(t, 2, q.Versione)
	require.Equal(t, "altra", q.Causale)
	require.Equal(t, p.NumeroAvviso, q.NumeroAvviso)
	require.Equal(t, []string{"v1", "v2", "v3"}, []string{q.Voci[0].IDVocePendenza, q.Voci[1].IDVocePendenza, q.Voci[2].IDVocePendenza}, "an item keeps its index")
}

func TestCrea(t *testing.T) {
	d, err := pendenza.ParsePendenza(documento(t, map[string]string{"numeroAvviso": ""}))
	require.NoError(t, err)
	n := avviso.Numerazione{Configurazione: avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}, Prossimo: 42}
	p, azioni, err := pendenza.Crea(d, pendenza.Creazione{Numerazione: &n, Oggi: avviso.MustData("2024-05-03")})
	require.NoError(t, err)
	require.Equal(t, "301000000000004285", p.NumeroAvviso.String())
	require.Equal(t, iuv, p.IUV)
	require.Equal(t, uint64(43), n.Prossimo)
	require.Equal(t, []pendenza.Azione{{Tipo: pendenza.FaiAvvisatura}}, azioni)
	require.Equal(t, 1, p.Versione)

	require.Equal(t, "IMU.1", p.IDTipoPendenza)
	libera := d
	libera.IDTipoPendenza = ""
	p, azioni, err = pendenza.Crea(libera, pendenza.Creazione{Bozza: true})
	require.NoError(t, err)
	require.Equal(t, "IMU", p.IDTipoPendenza, "of the first item")
	require.Equal(t, pendenza.Bozza, p.Stato)
	require.Empty(t, azioni, "a draft is told to nobody")
	require.False(t, p.NumeroAvviso.IsValid())

	d.NumeroAvviso = avviso.MustNumeroAvviso("001190280072147087")
	_, _, err = pendenza.Crea(d, pendenza.Creazione{Configurazione: &n.Configurazione})
	require.Equal(t, pendenza.VER039, pendenza.Violata(err))
	_, _, err = pendenza.Crea(d, pendenza.Creazione{Configurazione: &avviso.Configurazione{AuxDigit: "0", ApplicationCode: "12"}})
	require.Equal(t, pendenza.VER026, pendenza.Violata(err))
	d.NumeroAvviso = avviso.MustNumeroAvviso("302032002700000251")
	_, _, err = pendenza.Crea(d, pendenza.Creazione{Configurazione: &n.Configurazione})
	require.Equal(t, pendenza.VER027, pendenza.Violata(err))
	_, _, err = pendenza.Crea(d, pendenza.Creazione{Occupato: func(avviso.IdDominio, avviso.NumeroAvviso) bool { return true }})
	require.Equal(t, pendenza.VER025, pendenza.Violata(err))
	d.Causale = ""
	_, _, err = pendenza.Crea(d, pendenza.Creazione{})
	require.ErrorIs(t, err, pendenza.ErrNonValida)
}

func TestHost(t *testing.T) {
	p, err := pendenza.ParsePendenza([]byte(valida))
	require.NoError(t, err)
	p.Stato = pendenza.NonEseguita
	a := pendenza.RispondiHost(&p, avviso.MustData("2024-05-03"), false)
	b, err := pendenza.MarshalRispostaHost(a)
	require.NoError(t, err)
	letta, violazioni, err := pendenza.LeggiRispostaHost(b)
	require.NoError(t, err)
	require.Empty(t, violazioni)
	require.Empty(t, cmp.Diff(a, letta, confronti...))

	var piatta map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(valida), &piatta))
	piatta["stato"] = json.RawMessage(`"NON_ESEGUITA"`)
	v1, err := json.Marshal(piatta)
	require.NoError(t, err)
	letta, _, err = pendenza.LeggiRispostaHost(v1)
	require.NoError(t, err)
	require.Equal(t, "P-1", letta.Pendenza.IDPendenza)

	for _, tt := range []struct {
		stato       pendenza.Stato
		oggi        string
		v1          bool
		atteso      pendenza.StatoHost
		descrizione string
	}{
		{pendenza.NonEseguita, "2024-05-03", true, pendenza.HostNonEseguita, ""},
		{pendenza.NonEseguita, "2031-01-01", false, pendenza.HostScaduta, ""},
		{pendenza.NonEseguita, "2030-12-31", false, pendenza.HostNonEseguita, ""},
		{pendenza.EseguitaParziale, "2024-05-03", false, pendenza.HostAnnullata, "pendenza già pagata"},
		{pendenza.Eseguita, "2024-05-03", false, pendenza.HostAnnullata, "pendenza già pagata"},
		{pendenza.Incassata, "2031-01-01", false, pendenza.HostAnnullata, "pendenza già pagata"},
		{pendenza.Eseguita, "2024-05-03", true, pendenza.HostDuplicata, ""},
		{pendenza.Annullata, "2024-05-03", true, pendenza.HostAnnullata, "errore"},
		{pendenza.Trasferita, "2024-05-03", false, pendenza.HostAnnullata, "errore"},
		{pendenza.Bozza, "2024-05-03", false, pendenza.HostSconosciuta, ""},
		{0, "2024-05-03", false, pendenza.HostSconosciuta, ""},
	} {
		p.Stato, p.Motivo = tt.stato, "errore"
		a := pendenza.RispondiHost(&p, avviso.MustData(tt.oggi), tt.v1)
		require.Equal(t, tt.atteso, a.Stato, "%+v", tt)
		if !tt.v1 {
			require.Equal(t, tt.descrizione, a.Descrizione)
		}
		require.Equal(t, tt.atteso == pendenza.HostNonEseguita, a.Pendenza != nil)
	}
	p.Stato, p.Motivo = pendenza.Eseguita, ""
	p.Voci[0].Eseguita = true
	dati := p.Dati()
	require.Equal(t, []bool{false, false, false}, eseguite(&dati))
	require.True(t, p.Voci[0].Eseguita, "the data are a copy")
	require.NotNil(t, (&pendenza.Pendenza{Voci: []pendenza.Voce{}}).Dati().Voci)
	require.Nil(t, (&pendenza.Pendenza{}).Dati().Voci)
	require.Equal(t, pendenza.HostSconosciuta, pendenza.RispondiHost(nil, avviso.MustData("2024-05-03"), false).Stato)
	letta, _, err = pendenza.LeggiRispostaHost([]byte(`{"stato":"NON_ESEGUITA","pendenza":{"idA2A":"A"}}`))
	require.ErrorIs(t, err, pendenza.ErrNonValida)
	require.Nil(t, letta.Pendenza)
	for _, testo := range []string{`{"stato":"ERRORE"}`, `{}`, `{"stato":"SCADUTA","Stato":1}`, `x`, `{"stato":7}`} {
		_, _, err := pendenza.LeggiRispostaHost([]byte(testo))
		require.Error(t, err, testo)
	}
	for testo, codice := range map[string]string{
		`{"stato":"SCADUTA","x":1}`:                "MEMBRO",
		`{"stato":"SCADUTA","descrizioneStato":1}`: "TIPO",
	} {
		_, avvertenze, err := pendenza.LeggiRispostaHost([]byte(testo))
		require.NoError(t, err, testo)
		require.Len(t, avvertenze, 1)
		require.Equal(t, codice, string(avvertenze[0].Codice))
		_, err = pendenza.ParseRispostaHost([]byte(testo))
		require.ErrorIs(t, err, pendenza.ErrNonValida)
	}
}

func TestAdattatori(t *testing.T) {
	p, err := pendenza.ParsePendenza([]byte(valida))
	require.NoError(t, err)
	r := rpt.Ricevuta{
		ReceiptID: "rec", Outcome: rpt.OutcomeOK, CreditorReferenceID: iuv.String(), PaymentDateTime: avviso.MustDataOra("2024-05-03T10:00:00"),
		TransferList: []rpt.Transfer{{IDTransfer: 1, TransferAmount: cento}},
	}
	e, err := pendenza.RicevutaPA(&r)
	require.NoError(t, err)
	require.Equal(t, pendenza.Ricevuta{
		IUV: iuv, CCP: "rec", Esito: rpt.PagamentoEseguito, Data: avviso.MustData("2024-05-03"),
		Voci: []pendenza.VoceRicevuta{{Indice: 1, IUR: "rec", Importo: cento}},
	}, e)

	var d rpt.DatiRPT
	ultima := p
	ultima.Voci = []pendenza.Voce{p.Voci[1], p.Voci[0]}
	for campo, q := range map[string]pendenza.Pendenza{"voci[0].codEntrata": p, "voci[1].codEntrata": ultima} {
		err := q.CompletaRPT(&d, nil)
		require.ErrorIs(t, err, pendenza.ErrEvento, "an unknown codEntrata")
		var e *pendenza.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, campo, e.Campo)
	}
	entrate := func(codice string) (pendenza.Voce, bool) {
		return pendenza.Voce{IbanAccredito: avviso.MustIBAN("IT60X0542811101000000123456"), TipoContabilita: pendenza.AltraContabilita, CodiceContabilita: "3321"}, codice == "IMU"
	}
	require.NoError(t, p.CompletaRPT(&d, entrate))
	require.Equal(t, "9/3321", d.Voci[0].DatiSpecificiRiscossione)
	require.Equal(t, "Imposta municipale", d.Voci[0].Descrizione)
	require.NotNil(t, d.Voci[1].Bollo)
	require.Equal(t, "9/0101002IM/", d.Voci[2].DatiSpecificiRiscossione)
	require.Equal(t, "TSTPNI70D01L219V", d.Pagatore.IdentificativoUnivoco.CodiceIdentificativoUnivoco)

	require.Equal(t, rpt.PersonaFisica, d.Pagatore.IdentificativoUnivoco.TipoIdentificativoUnivoco)
	require.Equal(t, "Pino Test", d.Pagatore.Anagrafica)
	altra := p
	altra.SoggettoPagatore = &pendenza.SoggettoPagatore{Tipo: pendenza.PersonaGiuridica}
	require.NoError(t, altra.CompletaRPT(&d, entrate))
	require.Equal(t, rpt.IdentificativoUnivoco{TipoIdentificativoUnivoco: rpt.PersonaGiuridica, CodiceIdentificativoUnivoco: "ANONIMO"}, d.Pagatore.IdentificativoUnivoco)
	require.Equal(t, "ANONIMO", d.Pagatore.Anagrafica)

	conto := p
	conto.Voci = p.Voci[2:]
	rate := pendenza.Avviso(avviso.Ente{}, slices.Values([]*pendenza.Pendenza{&conto, {NumeroAvviso: p.NumeroAvviso}})).Rate
	require.Equal(t, p.Voci[2].IbanAccredito, rate[0].Accredito)
	require.Equal(t, p.Voci[2].IbanAppoggio, rate[0].Appoggio)
	require.Equal(t, avviso.Rata{NumeroAvviso: p.NumeroAvviso}, rate[1], "a position without items")

	a := pendenza.Avviso(avviso.Ente{IdDominio: p.IdDominio, Nome: "Comune"}, slices.Values([]*pendenza.Pendenza{&p}))
	require.NoError(t, a.Valida())
	require.Equal(t, "Documento", a.Oggetto)
	require.Equal(t, "Entro 5 giorni", a.Rate[0].Titolo())
	require.Equal(t, "Via Roma 1", a.Debitore.Indirizzo)
}
