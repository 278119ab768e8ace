package flusso_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// conJSON replaces pieces of the FdR 3 sample, which must be there.
func conJSON(t testing.TB, sostituzioni ...string) []byte {
	t.Helper()
	s := leggiFile(t, "flusso.json")
	for i := 0; i < len(sostituzioni); i += 2 {
		require.Contains(t, s, sostituzioni[i])
		s = strings.Replace(s, sostituzioni[i], sostituzioni[i+1], 1)
	}
	return []byte(s)
}

func campioneFdR3() flusso.Flusso {
	giorno := avviso.MustData("2024-07-25")
	return flusso.Flusso{
		Testata: flusso.Testata{
			IdDominio: avviso.MustIdDominio("01234567890"), IDFlusso: "2024-07-26PPAYITR1XXX-S2024072602", Revisione: 2,
			DataOraFlusso: avviso.MustDataOra("2024-07-26T18:30:00"), IDRegolamento: "TRN0002",
			DataRegolamento: avviso.MustData("2024-07-26"), NumeroTotalePagamenti: 3,
			ImportoTotalePagamenti: avviso.MustImporto("155.66"), Ricevente: "01234567890", DenominazioneRicevente: "Comune di Prova",
			Mittente: flusso.Soggetto{Tipo: flusso.CodiceBIC, Codice: "PPAYITR1XXX", Denominazione: "PSP di prova"},
			PSP:      "PPAYITR1XXX", BancaRiversamento: "PPAYITR1XXX",
		},
		Righe: []flusso.Riga{
			{IUV: "01000000001122010", IUR: "5d6e7f0000000001", Indice: 1, Esito: flusso.Eseguito, Data: giorno, Importo: avviso.MustImporto("100.00")},
			{IUV: "RF18539007547034", IUR: "5d6e7f0000000002", Indice: 1, Esito: flusso.SenzaRPT, Data: giorno, Importo: avviso.MustImporto("45.56")},
			{IUV: "01000000001122010", IUR: "5d6e7f0000000001", Indice: 2, Esito: flusso.StandIn, Data: giorno.Aggiungi(1), Importo: avviso.MustImporto("10.10")},
		},
	}
}

func TestLeggiFdR3(t *testing.T) {
	dati := leggiFile(t, "flusso.json")
	i := strings.Index(dati, "    \"data\": ")
	elenco := dati[i+len("    \"data\": ") : strings.Index(dati, "\n  }\n}")]
	testata := dati[:strings.Index(dati, "  \"payments\"")]
	righe := strings.Split(strings.Trim(elenco, "[] \n"), "\n")
	pagina := func(n, tot, righe string) string {
		return `{"metadata":{"pageSize":1000,"pageNumber":` + n + `,"totPage":` + tot + `},"data":[` + strings.TrimSuffix(strings.TrimSpace(righe), ",") + `]}`
	}
	for nome, s := range map[string]string{
		"pagina in payments":       dati,
		"BOM":                      "\ufeff" + dati,
		"payments come elenco":     testata + `"payments":` + elenco + "}",
		"membri della pagina":      testata + `"data":` + elenco + `,"count":3,"metadata":{"pageSize":1000,"pageNumber":1,"totPage":1}}`,
		"più pagine, in disordine": testata + `"payments":[` + pagina("3", "3", righe[0]) + "," + pagina("1", "3", righe[1]) + "," + pagina("2", "3", righe[2]) + "]}",
		"senza conteggio":          strings.Replace(dati, `    "count": 3,`+"\n", "", 1),
		"membri senza conteggio":   testata + `"data":` + elenco + "}",
		"pagine senza conteggio":   testata + `"payments":[` + pagina("1", "2", righe[0]+righe[1]) + "," + pagina("2", "2", righe[2]) + "]}",
		"pagine senza metadati":    testata + `"payments":[{"data":[` + strings.TrimSuffix(righe[0]+righe[1], ",") + `]},{"data":[` + righe[2] + `]}]}`,
		"pagina senza totale":      strings.Replace(dati, `"pageNumber": 1, "totPage": 1`, `"pageNumber": 7`, 1),
		"pagina piena":             strings.Replace(dati, `"pageSize": 1000`, `"pageSize": 3`, 1),
		"data con l'ora":           strings.Replace(dati, `"regulationDate": "2024-07-26"`, `"regulationDate": "2024-07-26T00:00:00Z"`, 1),
		"null come assente":        strings.Replace(dati, `"revision": 2`, `"revision": 2, "altro": null`, 1),
	} {
		t.Run(nome, func(t *testing.T) {
			f, avvisi, err := flusso.LeggiFdR3([]byte(s))
			require.NoError(t, err)
			require.Empty(t, avvisi)
			require.Empty(t, cmp.Diff(campioneFdR3(), f, confronta))
			aa, _ := f.Anomalie()
			require.Empty(t, aa)
			require.NoError(t, f.Valida())
		})
	}
}

func TestFdR3Separati(t *testing.T) {
	dati := leggiFile(t, "flusso.json")
	i, j := strings.Index(dati, ",\n  \"payments\": "), strings.LastIndex(dati, "\n}")
	testata, _, err := flusso.ParseTestataFdR3([]byte(dati[:i] + "}"))
	require.NoError(t, err)
	require.Equal(t, "PUBLISHED", testata.Stato)
	require.Equal(t, "2024-07-26T18:30:00.123", testata.Pubblicato.String())
	require.Equal(t, "2024-07-26T18:10:00", testata.Aggiornato.String())
	require.Equal(t, "2024-07-26T18:00:00", testata.Creato.String())
	pagina, _, err := flusso.LeggiPaginaFdR3([]byte(dati[i+len(",\n  \"payments\": ") : j]))
	require.NoError(t, err)
	require.Equal(t, [4]int64{1000, 1, 1, 3}, [4]int64{pagina.Dimensione, pagina.Numero, pagina.Totale, pagina.Conteggio})
	f, err := flusso.AssemblaFdR3(testata, pagina)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(campioneFdR3(), f, confronta))

	_, err = flusso.AssemblaFdR3(testata, pagina, pagina)
	require.Equal(t, flusso.CodicePagina, codiceDi(t, err))
	// One page twice, in the number of pages that there should be.
	prima, seconda := pagina, pagina
	prima.Totale, seconda.Totale = 2, 2
	prima.Conteggio, seconda.Conteggio = -1, -1
	prima.Pagamenti, seconda.Pagamenti = pagina.Pagamenti[:1], pagina.Pagamenti[1:]
	_, err = flusso.AssemblaFdR3(testata, prima, seconda)
	var e *flusso.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, []any{flusso.CodicePagina, "metadata.pageNumber"}, []any{e.Codice, e.Campo})
	seconda.Numero = 2
	_, err = flusso.AssemblaFdR3(testata, prima, seconda)
	require.NoError(t, err)

	senzaConteggio, _, err := flusso.LeggiPaginaFdR3([]byte(`{"data":[]}`))
	require.NoError(t, err)
	require.Equal(t, int64(-1), senzaConteggio.Conteggio)
	_, _, err = flusso.LeggiPaginaFdR3([]byte(`{"data":[]}{}`))
	require.ErrorIs(t, err, flusso.ErrJSON)
	_, _, err = flusso.LeggiPaginaFdR3([]byte(`{"data":[7]}`))
	require.Equal(t, flusso.CodiceJSON, codiceDi(t, err))
	_, _, err = flusso.ParseTestataFdR3([]byte(dati[:i] + "}{}"))
	require.ErrorIs(t, err, flusso.ErrJSON)
	_, _, err = flusso.ParseTestataFdR3([]byte(`{"revision":0}`))
	require.Equal(t, flusso.CodiceNumero, codiceDi(t, err))
	_, err = flusso.AssemblaFdR3(testata)
	require.Equal(t, flusso.CodiceObbligatorio, codiceDi(t, err))
	due := pagina
	due.Totale = 2
	_, err = flusso.AssemblaFdR3(testata, due)
	require.Equal(t, flusso.CodicePagina, codiceDi(t, err), "the second page is missing")
	due.Numero = 2
	altra := pagina
	altra.Totale = 2
	_, err = flusso.AssemblaFdR3(testata, altra, due)
	require.Equal(t, flusso.CodiceDuplicato, codiceDi(t, err), "an index stands in two pages")
}

// Amounts are the text of the number, exactly or not at all.
func TestFdR3Importi(t *testing.T) {
	for letterale, atteso := range map[string]string{
		"100": "100.00", "100.0": "100.00", "100.00": "100.00", "100.000": "100.00", "0.01": "0.01", "1e2": "100.00", "1E+2": "100.00",
		"1.5e1": "15.00", "12345e-2": "123.45", "123450e-3": "123.45", "999999999.99": "999999999.99", "0.1e-1": "0.01",
		"1e-0": "1.00", "0.000000000000000000001e21": "1.00", "1000000000000e-10": "100.00",
	} {
		f, _, err := flusso.LeggiFdR3(conJSON(t, "1e2", letterale))
		require.NoError(t, err, letterale)
		require.Equal(t, atteso, f.Righe[0].Importo.String(), letterale)
	}
	for letterale, codice := range map[string]avviso.Codice{
		"1e999": flusso.CodiceImporto, "1e9999999999999999999": flusso.CodiceImporto, "1e-9999999999999999999": flusso.CodiceDecimali,
		"12.345": flusso.CodiceDecimali, "1e-3": flusso.CodiceDecimali, "0.001": flusso.CodiceDecimali, "1e9": flusso.CodiceImporto,
		"1000000000": flusso.CodiceImporto, "0": flusso.CodiceImporto, "-0": flusso.CodiceImporto, "0e999": flusso.CodiceImporto,
		"-10.00": flusso.CodiceImporto, "123456789012345678901234567890": flusso.CodiceImporto, `"100.00"`: flusso.CodiceJSON,
		"true": flusso.CodiceJSON, "[1]": flusso.CodiceJSON, "-": flusso.CodiceJSON, "+1": flusso.CodiceJSON, "1.": flusso.CodiceJSON,
		"NaN": flusso.CodiceJSON, "1e": flusso.CodiceJSON, "null": flusso.CodiceObbligatorio,
	} {
		_, _, err := flusso.LeggiFdR3(conJSON(t, "1e2", letterale))
		require.Equal(t, codice, codiceDi(t, err), letterale)
	}
	// A total may be zero, and may be larger than a single amount.
	f, _, err := flusso.LeggiFdR3(conJSON(t, `"sumPayments": 155.66`, `"sumPayments": -0`, `"computedSumPayments": 155.66`, `"computedSumPayments": 0.0`))
	require.NoError(t, err)
	require.Equal(t, "0.00", f.ImportoTotalePagamenti.String())
	f, _, err = flusso.LeggiFdR3(conJSON(t, `"sumPayments": 155.66`, `"sumPayments": 9e15`, `, "computedSumPayments": 155.66`, ``))
	require.NoError(t, err)
	require.Equal(t, "9000000000000000.00", f.ImportoTotalePagamenti.String())
}

func TestFdR3Rifiuti(t *testing.T) {
	casi := []struct {
		nome   string
		dati   []byte
		tipo   error
		codice avviso.Codice
		campo  string
		riga   int
	}{
		{"vuoto", nil, flusso.ErrJSON, flusso.CodiceJSON, "", 1},
		{"troncato", conJSON(t)[:700], flusso.ErrJSON, flusso.CodiceJSON, "", 0},
		{"non è un oggetto", []byte("[]"), flusso.ErrJSON, flusso.CodiceJSON, "", 1},
		{"dopo la fine", append(conJSON(t), "{}"...), flusso.ErrJSON, flusso.CodiceJSON, "", 0},
		{"non è UTF-8", conJSON(t, "Comune di Prova", "Citt\xe0"), flusso.ErrJSON, flusso.CodiceCodifica, "", 16},
		{"revisione zero", conJSON(t, `"revision": 2`, `"revision": 0`), flusso.ErrSchema, flusso.CodiceNumero, "revision", 3},
		{"revisione oltre 31 bit", conJSON(t, `"revision": 2`, `"revision": 2147483648`), flusso.ErrSchema, flusso.CodiceNumero, "revision", 3},
		{"pagina oltre 31 bit", conJSON(t, `"pageNumber": 1`, `"pageNumber": 2147483648`), flusso.ErrSchema, flusso.CodiceNumero, "payments.metadata.pageNumber", 20},
		{"pagine oltre 31 bit", conJSON(t, `"totPage": 1`, `"totPage": 2147483648`), flusso.ErrSchema, flusso.CodiceNumero, "payments.metadata.totPage", 20},
		{"conteggio zero", conJSON(t, `"count": 3`, `"count": 0`), flusso.ErrSchema, flusso.CodicePagina, "count", 0},
		{"conteggio negativo", conJSON(t, `"count": 3`, `"count": -1`), flusso.ErrSchema, flusso.CodiceNumero, "payments.count", 21},
		{"totale di 19 cifre", conJSON(t, `"sumPayments": 155.66`, `"sumPayments": 1e16`), flusso.ErrSchema, flusso.CodiceImporto, "sumPayments", 18},
		{"data con l'ora impossibile", conJSON(t, `"2024-07-26",`, `"2024-07-26T25:00:00Z",`), flusso.ErrSchema, flusso.CodiceData, "regulationDate", 10},
		{"profondo 33", conJSON(t, `"revision": 2`, `"x": `+strings.Repeat("[", 33)+strings.Repeat("]", 33)), flusso.ErrLimite, flusso.CodiceLimite, "x", 3},
		{"creato", conJSON(t, "PUBLISHED", "CREATED"), flusso.ErrSchema, flusso.CodiceStato, "status", 0},
		{"inserito", conJSON(t, "PUBLISHED", "INSERTED"), flusso.ErrSchema, flusso.CodiceStato, "status", 0},
		{"membro due volte", conJSON(t, `"revision": 2`, `"revision": 2, "revision": 3`), flusso.ErrJSON, flusso.CodiceDuplicato, "revision", 3},
		{"membro due volte, con escape", conJSON(t, `"revision": 2`, `"revision": 2, "revisio\u006e": 3`), flusso.ErrJSON, flusso.CodiceDuplicato, "revision", 3},
		{"membro in altre maiuscole", conJSON(t, `"revision": 2`, `"Revision": 2`), flusso.ErrJSON, flusso.CodiceElemento, "Revision", 3},
		{"index due volte", conJSON(t, `"index": 2`, `"index": 1`), flusso.ErrSchema, flusso.CodiceDuplicato, "data.index", 0},
		{"index zero", conJSON(t, `"index": 2`, `"index": 0`), flusso.ErrSchema, flusso.CodiceNumero, "payments.data[2].index", 25},
		{"index con decimali", conJSON(t, `"index": 2`, `"index": 2.5`), flusso.ErrSchema, flusso.CodiceNumero, "payments.data[2].index", 25},
		{"idTransfer 6", conJSON(t, `"idTransfer": 2`, `"idTransfer": 6`), flusso.ErrSchema, flusso.CodiceNumero, "payments.data[0].idTransfer", 23},
		{"senza idTransfer", conJSON(t, `"idTransfer": 2, `, ``), flusso.ErrSchema, flusso.CodiceObbligatorio, "payments.data[0].idTransfer", 23},
		{"iuv di 36", conJSON(t, `"RF18539007547034"`, `"`+strings.Repeat("x", 36)+`"`), flusso.ErrSchema, flusso.CodiceLunghezza, "payments.data[2].iuv", 25},
		{"iuv numero", conJSON(t, `"RF18539007547034"`, `18539007547034`), flusso.ErrJSON, flusso.CodiceJSON, "payments.data[2].iuv", 25},
		{"payDate", conJSON(t, "2024-07-25T22:30:00Z", "2024-07-32"), flusso.ErrSchema, flusso.CodiceData, "payments.data[0].payDate", 23},
		{"fdr di 36", conJSON(t, "2024-07-26PPAYITR1XXX-S2024072602", "2025-09-23BPPIITRRXXX-00003810279012"), flusso.ErrSchema, flusso.CodiceLunghezza, "fdr", 7},
		{"fdr con punto", conJSON(t, "XXX-S2024072602", "XXX.S2024072602"), flusso.ErrSchema, flusso.CodicePattern, "fdr", 7},
		{"tipo del mittente", conJSON(t, "BIC_CODE", "ALTRO"), flusso.ErrSchema, flusso.CodiceValore, "sender.type", 13},
		{"ricevente", conJSON(t, `"organizationId": "01234567890"`, `"organizationId": "123"`), flusso.ErrSchema, flusso.CodiceDominio, "receiver.organizationId", 0},
		{"senza tipo del mittente", conJSON(t, `"type": "BIC_CODE", `, ``), flusso.ErrSchema, flusso.CodiceObbligatorio, "sender.type", 0},
		{"senza fdrDate", conJSON(t, `"fdrDate": "2024-07-26T16:30:00.0000000+00:00",`, ``), flusso.ErrSchema, flusso.CodiceObbligatorio, "fdrDate", 0},
		{"senza totale", conJSON(t, `, "sumPayments": 155.66`, ``), flusso.ErrSchema, flusso.CodiceObbligatorio, "sumPayments", 0},
		{"totale negativo", conJSON(t, `"sumPayments": 155.66`, `"sumPayments": -155.66`), flusso.ErrSchema, flusso.CodiceImporto, "sumPayments", 18},
		{"totale 1e999", conJSON(t, `"sumPayments": 155.66`, `"sumPayments": 1e999`), flusso.ErrSchema, flusso.CodiceImporto, "sumPayments", 18},
		{"somma calcolata", conJSON(t, `"computedSumPayments": 155.66`, `"computedSumPayments": 155.67`), flusso.ErrTotali, flusso.CodiceTotaleDiverso, "computedSumPayments", 0},
		{"numero calcolato", conJSON(t, `"computedTotPayments": 3`, `"computedTotPayments": 4`), flusso.ErrTotali, flusso.CodiceNumeroDiverso, "computedTotPayments", 0},
		{"conteggio della pagina", conJSON(t, `"count": 3`, `"count": 4`), flusso.ErrSchema, flusso.CodicePagina, "count", 0},
		{"manca una pagina", conJSON(t, `"totPage": 1`, `"totPage": 2`), flusso.ErrSchema, flusso.CodicePagina, "metadata.totPage", 0},
		{"pagina oltre il totale", conJSON(t, `"pageNumber": 1`, `"pageNumber": 2`), flusso.ErrSchema, flusso.CodicePagina, "metadata.pageNumber", 0},
		{"pagina di 1001", conJSON(t, `"pageSize": 1000`, `"pageSize": 1001`), flusso.ErrSchema, flusso.CodiceNumero, "payments.metadata.pageSize", 20},
		{"pagina più piccola delle righe", conJSON(t, `"pageSize": 1000`, `"pageSize": 2`), flusso.ErrSchema, flusso.CodicePagina, "metadata.pageSize", 0},
		{"senza pagamenti", []byte(strings.Split(leggiFile(t, "flusso.json"), ",\n  \"payments\"")[0] + "}"), flusso.ErrSchema, flusso.CodiceObbligatorio, "payments", 0},
		{"troppo profondo", conJSON(t, `"revision": 2`, `"x": `+strings.Repeat("[", 40)+strings.Repeat("]", 40)), flusso.ErrLimite, flusso.CodiceLimite, "x", 3},
		{"revoca negativa di un pagato", conJSON(t, "1e2", "-1e2"), flusso.ErrSchema, flusso.CodiceImporto, "payments.data[1].pay", 24},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			_, _, err := flusso.LeggiFdR3(c.dati)
			require.ErrorIs(t, err, c.tipo)
			var e *flusso.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, c.codice, e.Codice, err)
			if c.campo != "" {
				require.Equal(t, c.campo, e.Campo)
			}
			if c.riga > 0 {
				require.Equal(t, c.riga, e.Riga, err)
				require.Positive(t, e.Colonna)
			}
		})
	}
}

func TestFdR3Avvertenze(t *testing.T) {
	f, avvisi, err := flusso.LeggiFdR3(conJSON(t, `"status": "PUBLISHED",`, "", `"revision": 2`, `"revision": 2, "nuovo": {"a": [1, {"b": null}]}`,
		`"STAND_IN"`, `"FUTURO"`, `"index": 1`, `"index": 1, "altro": 0`, `"index": 2`, `"index": 2, "altro": 0`))
	require.NoError(t, err)
	require.Equal(t, []avviso.Codice{"ELEMENTO_IGNOTO", "PAY_STATUS", "ELEMENTO_IGNOTO", "STATO_ASSENTE"}, codici(avvisi))
	require.Equal(t, "nuovo", avvisi[0].Campo)
	require.Equal(t, "FUTURO", avvisi[1].Valore)
	require.Contains(t, avvisi[2].Testo, "(2 volte)")
	require.Equal(t, flusso.EsitoNonCodificato, f.Righe[2].Esito)
	aa, _ := f.Anomalie()
	require.Len(t, aa, 1)
	require.Equal(t, flusso.AnomaliaEsito, aa[0].Codice)

	// The password of the channel goes nowhere, warnings included.
	tutto, err := json.Marshal([]any{f, avvisi})
	require.NoError(t, err)
	require.NotContains(t, string(tutto), "segretissima")
}

// Revision and pages go to 2147483647.
func TestFdR3Massimi(t *testing.T) {
	f, _, err := flusso.LeggiFdR3(conJSON(t, `"revision": 2`, `"revision": 2147483647`))
	require.NoError(t, err)
	require.Equal(t, int32(1<<31-1), f.Revisione)
	p, _, err := flusso.LeggiPaginaFdR3([]byte(`{"metadata":{"pageNumber":2147483647,"totPage":2147483647},"data":[]}`))
	require.NoError(t, err)
	require.Equal(t, [2]int64{1<<31 - 1, 1<<31 - 1}, [2]int64{p.Numero, p.Totale})
	_, avvisi, err := flusso.LeggiFdR3(conJSON(t, `"revision": 2`, `"x": `+strings.Repeat("[", 32)+strings.Repeat("]", 32)))
	require.NoError(t, err)
	require.Equal(t, []avviso.Codice{flusso.AvvertenzaElemento}, codici(avvisi))
}

// A syntax error is at its character.
func TestFdR3Dove(t *testing.T) {
	for testo, dove := range map[string][2]int{
		`{"sender": {"password": x}}`: {1, 25},
		`{"fdr": x}`:                  {1, 9},
		"{\n \"è\": 1,\n  x}":         {3, 3},
		"{\n  \"fdr\" \"a\"}":         {2, 9},
		"{\"fdr\": \"a\"\n}\n  {}":    {3, 3},
	} {
		_, _, err := flusso.LeggiFdR3([]byte(testo))
		var e *flusso.Errore
		require.ErrorAs(t, err, &e)
		require.ErrorIs(t, err, flusso.ErrJSON)
		require.Equal(t, dove, [2]int{e.Riga, e.Colonna}, testo)
	}
}

func TestFdR3Opzioni(t *testing.T) {
	_, _, err := flusso.LeggiFdR3(conJSON(t), flusso.ConMaxRighe(3), flusso.ConMaxByte(int64(len(conJSON(t)))))
	require.NoError(t, err)
	_, _, err = flusso.LeggiFdR3(conJSON(t), flusso.ConMaxRighe(2))
	require.Equal(t, flusso.CodiceTroppeRighe, codiceDi(t, err))
	_, _, err = flusso.LeggiFdR3(conJSON(t), flusso.ConMaxByte(int64(len(conJSON(t))-1)))
	require.Equal(t, flusso.CodiceLimite, codiceDi(t, err))
	f, _, err := flusso.LeggiFdR3(conJSON(t), flusso.ConDominio(avviso.MustIdDominio("80000000001")))
	require.NoError(t, err)
	aa, _ := f.Anomalie()
	require.Equal(t, flusso.AnomaliaRicevente, aa[0].Codice)
}
