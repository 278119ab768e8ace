package pendenza_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// d0 is a position as GovPay's API takes it, of invented data.
const d0 = `{"idA2A":"GEST","idPendenza":"P1","idTipoPendenza":"TARI","idDominio":"12345678903","causale":"TARI 2026 rata unica","importo":100.00,` +
	`"voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"}]}`

const (
	quota1 = `{"capitolo":"3100","annoEsercizio":2026,"importo":60.00}`
	quota2 = `{"capitolo":"3200","annoEsercizio":"2026","importo":"40","accertamento":"7/2026","proprietaCustom":{"x": [1]}}`
)

// piu adds a member to the position, or to its item.
func piu(membro string) string { return strings.TrimSuffix(d0, "}") + "," + membro + "}" }

func inVoce(membro string) string { return strings.TrimSuffix(d0, "}]}") + "," + membro + "}]}" }

func contabilita(quote string) string { return inVoce(`"contabilita":{"quote":` + quote + `}`) }

// luoghi are codes and fields of findings.
func luoghi(rilievi []avviso.Rilievo) (s []string) {
	for _, r := range rilievi {
		s = append(s, string(r.Codice)+" "+r.Campo)
	}
	return s
}

// violate are the violations of an error.
func violate(err error) []string {
	var n *pendenza.NonValida
	if !errors.As(err, &n) {
		return nil
	}
	return luoghi(n.Violazioni)
}

// TestDuePorte reads positions as GovPay's API takes or refuses them, strictly and
// leniently.
func TestDuePorte(t *testing.T) {
	sedici := `[` + strings.TrimSuffix(strings.Repeat(`{"key":"k","value":"v"},`, 16), ",") + `]`
	tests := []struct {
		nome, testo string
		rigorosa    []string // violations of the strict door
		tollerante  []string // violations of the lenient one
		avvertenze  []string
	}{
		{"D0", d0, nil, nil, nil},
		{"D1", contabilita("[" + quota1 + "," + quota2 + "]"), nil, nil, nil},
		{"D2", contabilita("[" + quota1 + "," + strings.Replace(quota2, `"40"`, `39.99`, 1) + "]"), []string{"SOMMA voci[0].contabilita.quote"}, []string{"SOMMA voci[0].contabilita.quote"}, nil},
		{
			"D3 no capitolo", contabilita("[" + strings.Replace(quota1, `"capitolo":"3100",`, "", 1) + "," + quota2 + "]"),
			[]string{"OBBLIGATORIO voci[0].contabilita.quote[0].capitolo"},
			[]string{"OBBLIGATORIO voci[0].contabilita.quote[0].capitolo"},
			nil,
		},
		{"D3 null", contabilita("null"), nil, nil, nil},
		{"D3 empty", contabilita("[]"), []string{"SOMMA voci[0].contabilita.quote"}, []string{"SOMMA voci[0].contabilita.quote"}, nil},
		{"D4", inVoce(`"metadata":{"mapEntries":[{"key":"UFF","value":"12"}]}`), nil, nil, nil},
		{"D4 none", inVoce(`"metadata":{}`), []string{"OBBLIGATORIO voci[0].metadata.mapEntries"}, []string{"OBBLIGATORIO voci[0].metadata.mapEntries"}, nil},
		{"D4 null", inVoce(`"metadata":{"mapEntries":null}`), []string{"OBBLIGATORIO voci[0].metadata.mapEntries"}, []string{"OBBLIGATORIO voci[0].metadata.mapEntries"}, nil},
		{"D4 empty", inVoce(`"metadata":{"mapEntries":[]}`), []string{"ELEMENTI_MIN voci[0].metadata.mapEntries"}, []string{"ELEMENTI_MIN voci[0].metadata.mapEntries"}, nil},
		{"D4 sixteen", inVoce(`"metadata":{"mapEntries":` + sedici + `}`), []string{"ELEMENTI_MAX voci[0].metadata.mapEntries"}, []string{"ELEMENTI_MAX voci[0].metadata.mapEntries"}, nil},
		{"D6", piu(`"allegati":[{"nome":"a.pdf","contenuto":"JVBERg=="}]`), nil, nil, nil},
		{"D6 null", piu(`"allegati":null`), nil, nil, nil},
		{"D6 base64", piu(`"allegati":[{"nome":"a.pdf","contenuto":"%%"}]`), []string{"PATTERN allegati[0].contenuto"}, []string{"PATTERN allegati[0].contenuto"}, nil},
		{"no content", piu(`"allegati":[{"nome":"a.pdf"}]`), []string{"OBBLIGATORIO allegati[0].contenuto"}, []string{"OBBLIGATORIO allegati[0].contenuto"}, nil},
		{"path of an answer", piu(`"allegati":[{"nome":"a.pdf","contenuto":"/allegati/12"}]`), []string{"PATTERN allegati[0].contenuto"}, nil, []string{"TIPO allegati[0].contenuto"}},
		{
			"D7", piu(`"proprieta":{"linguaSecondaria":"de","dataScandenzaAvviso":"2026-06-30","informativaImportoAvviso":"","descrizioneImporto":[{"voce":"quota","importo":100}]}`),
			nil, nil, nil,
		},
		{"D7 language", piu(`"proprieta":{"linguaSecondaria":"ru"}`), []string{"ENUM proprieta.linguaSecondaria"}, []string{"ENUM proprieta.linguaSecondaria"}, nil},
		{"boolean language", piu(`"proprieta":{"linguaSecondaria":false}`), []string{"PATTERN proprieta.linguaSecondaria"}, nil, []string{"TIPO proprieta.linguaSecondaria"}},
		{
			"D8", strings.TrimSuffix(inVoce(`"colore":{"a":1.50}`), "}") + `,"causal":"x"}`,
			[]string{"MEMBRO voci[0].colore", "MEMBRO causal"},
			nil,
			[]string{"MEMBRO voci[0].colore", "MEMBRO causal"},
		},
		{"D10", piu(`"soggettoPagatore":{"tipo":null,"identificativo":"","anagrafica":" "}`), nil, nil, nil},
		{"empty address", piu(`"soggettoPagatore":{"indirizzo":"","email":""}`), []string{"LUNGHEZZA_MIN soggettoPagatore.indirizzo", "LUNGHEZZA_MIN soggettoPagatore.email"}, []string{"LUNGHEZZA_MIN soggettoPagatore.indirizzo", "LUNGHEZZA_MIN soggettoPagatore.email"}, nil},
		{"D11 number", piu(`"cartellaPagamento":45`), []string{"PATTERN cartellaPagamento"}, nil, []string{"TIPO cartellaPagamento"}},
		{"D11 any JSON", piu(`"datiAllegati":[1,"a",null]`), nil, nil, nil},
		{"D11 empty", piu(`"tassonomia":""`), []string{"LUNGHEZZA_MIN tassonomia"}, []string{"LUNGHEZZA_MIN tassonomia"}, nil},
		{"instant for a day", piu(`"dataScadenza":"2026-06-30T00:00:00.000+02:00"`), []string{"DATA dataScadenza"}, nil, []string{"TIPO dataScadenza"}},
		{"no instant", piu(`"dataScadenza":"2026-06-30Tx"`), []string{"DATA dataScadenza"}, []string{"DATA dataScadenza"}, nil},
		{"boolean for a text", piu(`"nome":true`), []string{"PATTERN nome"}, []string{"PATTERN nome"}, nil},
		{
			"instalment and threshold", piu(`"documento":{"identificativo":"D","descrizione":"d","rata":1,"soglia":{"tipo":"RIDOTTO"}}`),
			[]string{"ESCLUSIVI documento"},
			nil,
			[]string{"ESCLUSIVI documento"},
		},
		{"office by its older name", piu(`"UOBeneficiaria":"UO"`), []string{"MEMBRO UOBeneficiaria"}, nil, []string{"MEMBRO UOBeneficiaria"}},
		{"v1 accounting", strings.Replace(d0, `"ALTRO"`, `"ENTRATA"`, 1), []string{"ENUM voci[0].tipoContabilita"}, nil, []string{"ENUM voci[0].tipoContabilita"}},
		{"another code of the account", inVoce(`"codiceTassonomicoPagoPA":"9/0101003IM"`), []string{"ESCLUSIVI voci[0].codiceTassonomicoPagoPA"}, []string{"ESCLUSIVI voci[0].codiceTassonomicoPagoPA"}, nil},
		{"the same code of the account", inVoce(`"codiceTassonomicoPagoPA":"9/0101002IM/"`), nil, nil, nil},
		{
			"no code of the account", strings.Replace(d0, `,"tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"`, "", 1),
			[]string{"OBBLIGATORIO voci[0].codiceContabilita"},
			[]string{"OBBLIGATORIO voci[0].codiceContabilita"},
			nil,
		},
		{"the code alone", strings.Replace(d0, `"tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"`, `"codiceTassonomicoPagoPA":"9/0101002IM"`, 1), nil, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, v, err := pendenza.EsaminaPendenza([]byte(tt.testo))
			require.NoError(t, err)
			require.ElementsMatch(t, tt.rigorosa, luoghi(v))
			p, avvertenze, err := pendenza.LeggiPendenza([]byte(tt.testo))
			require.Equal(t, tt.tollerante, violate(err))
			require.Equal(t, tt.avvertenze, luoghi(avvertenze))
			if err != nil {
				require.ErrorIs(t, err, pendenza.ErrNonValida)
				return
			}
			riletta(t, &p)
		})
	}
}

// riletta writes a position and reads it again, the same.
func riletta(t *testing.T, p *pendenza.Pendenza) []byte {
	t.Helper()
	b, err := p.AppendJSON(nil)
	require.NoError(t, err)
	require.True(t, json.Valid(b), "%s", b)
	q, _, err := pendenza.LeggiPendenza(b)
	require.NoError(t, err, "%s", b)
	require.Empty(t, cmp.Diff(*p, q, confronti...), "%s", b)
	return b
}

func TestContabilitaScritta(t *testing.T) {
	p, err := pendenza.ParsePendenza([]byte(contabilita("[" + quota1 + "," + quota2 + "]")))
	require.NoError(t, err)
	b := riletta(t, &p)
	require.Contains(t, string(b), `"quote":[{"capitolo":"3100","annoEsercizio":2026,"importo":"60.00"},`+
		`{"capitolo":"3200","annoEsercizio":2026,"importo":"40.00","accertamento":"7/2026","proprietaCustom":{"x": [1]}}]`)

	// The parts become pairs of the transfer.
	const chiave = "CAPITOLOBILANCIO,ARTICOLOBILANCIO,CODICEACCERTAMENTO,ANNORIFERIMENTO,TITOLOBILANCIO,CATEGORIABILANCIO,TIPOLOGIABILANCIO,IMPORTOEUROCENT"
	coppie, avvertenze := p.Voci[0].Metadati()
	require.Empty(t, avvertenze)
	require.Equal(t, []rpt.MapEntry{{Key: chiave, Value: "3100,,,2026,,,,6000"}, {Key: chiave, Value: "3200,,7/2026,2026,,,,4000"}}, coppie)

	// The payment that answers the Nodo carries them.
	ente := pendenza.EntePA{Ente: avviso.Ente{IdDominio: p.IdDominio, Nome: "Comune di Prova"}}
	p.NumeroAvviso = avviso.MustNumeroAvviso("301000000000004285")
	pagamento, _, err := p.PagamentoPA(&ente, rpt.V2, "")
	require.NoError(t, err)
	require.Equal(t, coppie, pagamento.TransferList[0].Metadata)

	p, err = pendenza.ParsePendenza([]byte(inVoce(`"metadata":{"mapEntries":[{"key":"UFF","value":"12"}]}`)))
	require.NoError(t, err)
	coppie, _ = p.Voci[0].Metadati()
	require.Equal(t, []rpt.MapEntry{{Key: "UFF", Value: "12"}}, coppie)

	una := `{"capitolo":"3100","annoEsercizio":2026,"importo":100.00,"articolo":"2","proprietaCustom":{"a":"x","b":1.50,"c":true,"d":null,"e":[1],"f":"` + strings.Repeat("y", 141) + `"}}`
	p, err = pendenza.ParsePendenza([]byte(contabilita("[" + una + "]")))
	require.NoError(t, err)
	coppie, avvertenze = p.Voci[0].Metadati()
	require.Equal(t, []rpt.MapEntry{
		{Key: "CAPITOLOBILANCIO", Value: "3100"},
		{Key: "ARTICOLOBILANCIO", Value: "2"},
		{Key: "ANNORIFERIMENTO", Value: "2026"},
		{Key: "a", Value: "x"},
		{Key: "b", Value: "1.50"},
		{Key: "c", Value: "true"},
	}, coppie)
	const custom = "contabilita.quote[0].proprietaCustom."
	require.Equal(t, []string{"PATTERN " + custom + "d", "PATTERN " + custom + "e", "LUNGHEZZA_MAX " + custom + "f"}, luoghi(avvertenze))

	var molte []string
	for range 16 {
		molte = append(molte, `{"capitolo":"1","annoEsercizio":2026,"importo":6.25}`)
	}
	p, err = pendenza.ParsePendenza([]byte(contabilita("[" + strings.Join(molte, ",") + "]")))
	require.NoError(t, err)
	coppie, avvertenze = p.Voci[0].Metadati()
	require.Len(t, coppie, 15)
	require.Equal(t, []string{"ELEMENTI_MAX contabilita.quote[15]"}, luoghi(avvertenze))
}

func TestAllegati(t *testing.T) {
	p, err := pendenza.ParsePendenza([]byte(piu(`"allegati":[{"nome":"a.pdf","contenuto":"JVBERg=="}]`)))
	require.NoError(t, err)
	require.Equal(t, "%PDF", string(p.Allegati[0].Contenuto))
	require.Equal(t, "application/octet-stream", p.Allegati[0].TipoMedia())
	p, _, err = pendenza.LeggiPendenza([]byte(piu(`"allegati":[{"nome":"a.pdf","contenuto":"/allegati/12"}]`)))
	require.NoError(t, err)
	require.Nil(t, p.Allegati[0].Contenuto)
	require.Equal(t, "/allegati/12", p.Allegati[0].Percorso)
}

func TestScadenzaAvviso(t *testing.T) {
	p, err := pendenza.ParsePendenza([]byte(piu(`"proprieta":{"linguaSecondaria":"de","dataScandenzaAvviso":"2026-06-30","informativaImportoAvviso":""}`)))
	require.NoError(t, err)
	require.NotNil(t, p.Proprieta.InformativaImportoAvviso, "an empty text is not none")
	require.Nil(t, p.Proprieta.LinguaSecondariaInformativaImportoAvviso)
	a := pendenza.Avviso(avviso.Ente{}, slices.Values([]*pendenza.Pendenza{&p}))
	require.Equal(t, "30/06/2026", a.Rate[0].Scadenza.Italiana())
	q, err := pendenza.ParsePendenza([]byte(piu(`"proprieta":{"linguaSecondaria":"de","linguaSecondariaCausale":"Steuer","informativaImportoAvviso":"I","linguaSecondariaInformativaImportoAvviso":"D"}`)))
	require.NoError(t, err)
	a = pendenza.Avviso(avviso.Ente{}, slices.Values([]*pendenza.Pendenza{&q}))
	require.Equal(t, "I", *a.Informativa)
	require.Equal(t, "D", *a.Lingua.Informativa)
	require.Equal(t, "Steuer", a.Lingua.Oggetto)
	p.Stato = pendenza.NonEseguita
	s, _ := p.StatoEffettivo(avviso.MustData("2036-07-01"))
	require.Equal(t, "NON_ESEGUITA", s.String(), "it never expires")
}

// TestMembriConservati: what nobody knows is written back by the letter, and stays
// with the position.
func TestMembriConservati(t *testing.T) {
	testo := strings.TrimSuffix(inVoce(`"colore":{"a": 1.50, "b":"<&>"}`), "}") + `,"causal":"x","UUID":null}`
	p, _, err := pendenza.LeggiPendenza([]byte(testo))
	require.NoError(t, err)
	b := riletta(t, &p)
	require.Contains(t, string(b), `"codiceContabilita":"0101002IM","colore":{"a": 1.50, "b":"<&>"}}]`)
	require.True(t, strings.HasSuffix(string(b), `}],"causal":"x","UUID":null}`), "%s", b)
	_, v, err := pendenza.EsaminaPendenza(b)
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO voci[0].colore", "MEMBRO causal", "MEMBRO UUID"}, luoghi(v))

	var nomi []string
	for nome, v := range p.Altri.Tutti() {
		nomi = append(nomi, nome+"="+string(v))
	}
	require.Equal(t, []string{`causal="x"`, "UUID=null"}, nomi)

	// Applied, updated, without its life.
	p.Stato, p.Versione = pendenza.NonEseguita, 1
	q := applica(t, p, pendenza.Annulla{Motivo: "m"})
	require.Equal(t, p.Altri, q.Altri)
	require.Equal(t, p.Voci[0].Altri, q.Dati().Voci[0].Altri)
	nuova, _, err := pendenza.LeggiNuova([]byte(testo), pendenza.Testata{})
	require.NoError(t, err)
	q = applica(t, con(pendenza.NonEseguita), pendenza.Aggiorna{Nuova: pendenza.Pendenza{Causale: "c", Altri: nuova.Altri}})
	require.Equal(t, nuova.Altri, q.Altri)
	creata, _, err := pendenza.Crea(nuova, pendenza.Creazione{})
	require.NoError(t, err)
	require.Equal(t, nuova.Altri, creata.Altri)
	require.Equal(t, nuova.Voci[0].Altri, creata.Voci[0].Altri)
}

// TestNomiDellaVita: a member of a new position that has the name of one of its life, in
// whatever case, is told and not kept: no door would read it back.
func TestNomiDellaVita(t *testing.T) {
	for _, nome := range []string{"stato", "Stato", "ack", "acK", "anomala", "ANOMALA"} {
		nuova, avvertenze, err := pendenza.LeggiNuova([]byte(piu(`"`+nome+`":true`)), pendenza.Testata{})
		require.NoError(t, err)
		require.Equal(t, []string{"MEMBRO " + nome}, luoghi(avvertenze))
		require.Empty(t, nuova.Altri)
		riletta(t, &nuova)
	}
}

// TestDocumentiRifiutatiDaTutti: what neither door reads.
func TestDocumentiRifiutatiDaTutti(t *testing.T) {
	molti := func(n int, valore string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(`,"x` + strconv.Itoa(i) + `":` + valore)
		}
		return strings.TrimSuffix(d0, "}") + b.String() + "}"
	}
	for nome, tt := range map[string]struct {
		testo  string
		codice avviso.Codice
		campo  string
	}{
		"another case":      {strings.Replace(d0, `"causale"`, `"Causale":"x","causale"`, 1), "MEMBRO", "Causale"},
		"another case only": {strings.Replace(d0, `"descrizione"`, `"DESCRIZIONE"`, 1), "MEMBRO", "voci[0].DESCRIZIONE"},
		"twice":             {piu(`"causale":"y"`), "MEMBRO", "causale"},
		"unknown twice":     {piu(`"x":1,"x":2`), "MEMBRO", "x"},
		"200 and one":       {molti(201, "1"), "ELEMENTI_MAX", "x200"},
		"too large":         {molti(2, `"`+strings.Repeat("a", 128<<10)+`"`), "ELEMENTI_MAX", "x1"},
		"too deep":          {piu(`"datiAllegati":` + strings.Repeat("[", 64) + strings.Repeat("]", 64)), "JSON", ""},
		"not UTF-8":         {piu("\"x\":\"\xff\""), "CODIFICA", "x"},
		"trailing":          {d0 + "x", "JSON", ""},
		"a list":            {"[]", "JSON", ""},
	} {
		_, _, err := pendenza.EsaminaPendenza([]byte(tt.testo))
		_, _, err2 := pendenza.LeggiPendenza([]byte(tt.testo))
		for _, err := range []error{err, err2} {
			var e *pendenza.Errore
			require.ErrorAs(t, err, &e, nome)
			require.ErrorIs(t, err, pendenza.ErrDocumento, nome)
			require.Equal(t, tt.codice, e.Codice, nome)
			require.Equal(t, tt.campo, e.Campo, nome)
		}
	}
	_, v, err := pendenza.EsaminaPendenza([]byte(molti(200, "1")))
	require.NoError(t, err)
	require.Len(t, v, 200)
	_, err = pendenza.ParsePendenza([]byte("\ufeff" + d0))
	require.ErrorIs(t, err, pendenza.ErrDocumento)
	_, avvertenze, err := pendenza.LeggiPendenza([]byte("\ufeff" + d0))
	require.NoError(t, err)
	require.Equal(t, []string{"BOM "}, luoghi(avvertenze))
}

// FuzzLeggiPendenza: what the lenient door reads is written, and read the same;
// the strict door refuses what has kept members.
func FuzzLeggiPendenza(f *testing.F) {
	for _, s := range []string{
		d0, valida, contabilita("[" + quota1 + "," + quota2 + "]"), inVoce(`"colore":{"a":1.50},"metadata":{"mapEntries":[{"key":"k","value":"v","x":1}]}`),
		piu(`"allegati":[{"nome":"a","contenuto":"JVBERg=="},{"nome":"b","contenuto":"/allegati/12"}],"causal":[]`),
		piu(`"proprieta":{"linguaSecondaria":false,"dataScandenzaAvviso":"2026-06-30","informativaImportoAvviso":"","descrizioneImporto":[{"voce":"q","importo":-1}]}`),
		piu(`"stato":"ANNULLATA","motivo":"m","ack":true,"note":[{"oggetto":"o","altro":1}],"tentativi":[{"ccp":"c","stato":"FALLITO","x":{}}]`),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, avvertenze, err := pendenza.LeggiPendenza(data)
		if err != nil {
			return
		}
		b := riletta(t, &p)
		_, v, err := pendenza.EsaminaPendenza(b)
		require.NoError(t, err)
		conservati := slices.ContainsFunc(avvertenze, func(a avviso.Avvertenza) bool {
			return a.Codice == pendenza.CodiceMembro && a.Testo != "letto come idUnitaOperativa"
		})
		require.Equal(t, conservati, len(v) > 0, "%v", v)
	})
}

// TestEventoConservato: a log keeps what its positions keep.
func TestEventoConservato(t *testing.T) {
	nuova, _, err := pendenza.LeggiNuova([]byte(inVoce(`"colore":{"a": 1.50}`)), pendenza.Testata{})
	require.NoError(t, err)
	b, err := pendenza.MarshalEvento(pendenza.Aggiorna{Nuova: nuova})
	require.NoError(t, err)
	e, avvertenze, err := pendenza.LeggiEvento(b, adesso)
	require.NoError(t, err)
	require.Equal(t, []string{"MEMBRO pendenza.voci[0].colore"}, luoghi(avvertenze))
	require.Empty(t, cmp.Diff(pendenza.Evento(pendenza.Aggiorna{Nuova: nuova}), e, confronti...))
	_, err = pendenza.ParseEvento(b, adesso)
	require.ErrorIs(t, err, pendenza.ErrNonValida)
}
