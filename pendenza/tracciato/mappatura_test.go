package tracciato_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// d14 is the mapping of a file with named columns.
const d14 = `{"separatore":";","campi":{"idA2A":{"valore":"GEST"},"idPendenza":{"colonna":"COD"},"idDominio":{"valore":"12345678903"},"causale":{"colonna":"DESC"},` +
	`"importo":{"colonna":"EUR","formato":"1.234,56"},"dataScadenza":{"colonna":"ENTRO","formato":"dd/MM/yyyy"},` +
	`"soggettoPagatore.anagrafica":{"colonne":["COGN","NOME"]},"voci[0].idVocePendenza":{"valore":"1"},"voci[0].importo":{"colonna":"EUR","formato":"1.234,56"},` +
	`"voci[0].descrizione":{"colonna":"DESC"},"voci[0].codEntrata":{"valore":"TARI"}}}`

func mappatura(t testing.TB, testo string) *tracciato.Mappatura {
	t.Helper()
	m, avvertenze, err := tracciato.LeggiMappatura([]byte(testo))
	require.NoError(t, err, testo)
	require.Empty(t, avvertenze)
	return &m
}

func mappate(t testing.TB, m *tracciato.Mappatura, testo string) ([]tracciato.Riga, error) {
	t.Helper()
	var righe []tracciato.Riga
	for r, err := range tracciato.Leggi(tracciato.CSV, strings.NewReader(testo), tracciato.Opzioni{Mappatura: m}) {
		if err != nil {
			return righe, err
		}
		righe = append(righe, r)
	}
	return righe, nil
}

func TestMappatura(t *testing.T) {
	m := mappatura(t, d14)
	const testa = "COD;COGN;NOME;DESC;EUR;ENTRO\n"
	const righe = "P1;Test;Pino;TARI;1.250,50;30/06/2026\nP2;Test;Ada;TARI;12,5,0;31/02/2026\n"
	o := tracciato.Opzioni{Mappatura: m}
	p := tracciato.Inizio(tracciato.CSV)
	_, err := p.Valida(strings.NewReader(testa+righe), o)
	require.NoError(t, err)
	archivio := new(tracciato.Memoria)
	c := tracciato.Caricatore{Archivio: archivio}
	var risultati []tracciato.Risultato
	for r, err := range c.Carica(&p, tracciato.Leggi(tracciato.CSV, strings.NewReader(testa+righe), o)) {
		require.NoError(t, err)
		risultati = append(risultati, r)
	}
	require.Equal(t, []string{"ADD ESEGUITO ADD_OK", "ADD SCARTATO 400000"}, esiti(risultati))
	q := risultati[0].Pendenza
	require.Equal(t, "1250.50", q.Importo.String())
	require.Equal(t, "Test Pino", q.SoggettoPagatore.Anagrafica)
	require.Equal(t, "2026-06-30", q.DataScadenza.String())
	require.Equal(t, []string{"PATTERN importo", "DATA dataScadenza", "PATTERN voci[0].importo"}, campi(risultati[1].Violazioni))

	p = tracciato.Inizio(tracciato.CSV)
	_, err = p.Valida(strings.NewReader(strings.Replace(testa, ";ENTRO", "", 1)+righe), o)
	require.ErrorIs(t, err, tracciato.ErrTracciato)
	require.ErrorContains(t, err, "ENTRO")
	require.Equal(t, "SCARTATO", p.Stato.GovPay(false))
	_, err = mappate(t, m, strings.Replace(testa, "COGN", "ENTRO", 1)+righe)
	require.ErrorContains(t, err, "ENTRO", "twice")
	_, err = mappate(t, m, strings.TrimSpace(testa)+";COD\n"+righe)
	require.ErrorContains(t, err, "COD")

	// Trimmed names, missing and further columns.
	lette, err := mappate(t, m, " COD ;COGN;NOME;DESC;EUR;\tENTRO\nP1;;Pino;TARI;5\nP2;Test;;TARI;5;01/01/2027;x\n")
	require.NoError(t, err)
	require.True(t, lette[0].Caricabile(), "%v", lette[0].Violazioni)
	require.Equal(t, "Pino", lette[0].Pendenza.SoggettoPagatore.Anagrafica)
	require.False(t, lette[0].Pendenza.DataScadenza.IsValid())
	require.Empty(t, lette[0].Avvertenze)
	require.True(t, lette[1].Caricabile())
	require.Equal(t, []string{"COLONNE "}, campi(lette[1].Avvertenze))
}

// TestMappaturaGovPay: the format of GovPay, said as data, gives the same rows.
func TestMappaturaGovPay(t *testing.T) {
	m := tracciato.MappaturaGovPay()
	b, err := json.Marshal(m)
	require.NoError(t, err)
	require.NotNil(t, mappatura(t, string(b)))
	voci := map[int]string{12: "550.00"}
	for k := range 5 {
		prima := 27 + 11*k
		voci[prima], voci[prima+1], voci[prima+2], voci[prima+7] = "v"+string(rune('1'+k)), "110.00", "d", "E"
	}
	testo := strings.Join([]string{
		strings.Join(tracciato.Intestazione(), ","),
		riga("P1", map[int]string{6: `"Imposta, ""prima"" rata"`, 9: `"{""a"": 1}"`, 82: "MAI", 83: "DOC", 84: "Documento", 85: "ENTRO5", 86: "de|Steuer"}),
		riga("P2", map[int]string{12: "0.00"}), riga("P3", map[int]string{12: ""}), riga("P3b", map[int]string{12: "."}),
		riga("P4", map[int]string{12: "100", 28: "50", 38: "v2", 39: "50.0", 40: "Saldo", 46: "01", 47: "aGFzaA==", 48: "RM"}),
		"", riga("P5", map[int]string{85: "RIDOTTO", 83: "DOC", 84: "Documento", 86: "fr"}), riga("P6", map[int]string{85: "3", 83: "DOC", 84: "Documento", 86: "|c"}),
		riga("P7", map[int]string{34: "", 35: "", 30: "IT60X0542811101000000123456", 31: "IT48F0760101000000012345678", 32: "9", 33: "0101002IM"}),
		riga("P8", map[int]string{30: "IT60X0542811101000000123456", 35: "01", 36: "x", 37: "y"}), riga("P9", map[int]string{34: "", 35: "01", 36: "aGFzaA==", 37: "RM", 30: "x"}),
		riga("P10", voci), riga("P11", map[int]string{38: "", 49: "v3", 50: "1.000", 56: "E"}), riga("P12", map[int]string{27: ""}),
		riga("P13", map[int]string{9: "{", 14: "2030-02-30", 12: "x", 28: "", 30: "IT61X0542811101000000123456", 82: "2030-01-01"}),
		riga("P14", map[int]string{3: "301000000000004285", 5: "UO", 10: "D", 11: "V", 8: "C", 13: "2030-01-01", 15: "Imposte e tasse", 19: "Via", 20: "1", 21: "10100", 22: "To", 23: "TO", 24: "IT", 25: "a@b.it", 26: "+39 000-1234567"}),
		riga("P15", map[int]string{16: "X", 17: "", 18: ""}), riga("P16", map[int]string{85: "ENTROx", 83: "D"}), riga("P17", map[int]string{85: "BOH"}), riga("P18", map[int]string{86: "ru"}),
		`APP,"P19`, "APP,P20", "\xff",
	}, "\n")
	attese, err := leggi(t, tracciato.CSV, testo, tracciato.Opzioni{})
	require.NoError(t, err)
	for _, o := range []tracciato.Opzioni{{Mappatura: &m}, {Mappatura: &m, IdDominio: avviso.MustIdDominio("00429440068")}} {
		avute, err := leggi(t, tracciato.CSV, testo, o)
		require.NoError(t, err)
		require.Len(t, avute, len(attese))
		for i := range attese {
			attesa, avuta := attese[i], avute[i]
			if attesa.Err != nil {
				require.EqualError(t, avuta.Err, attesa.Err.Error())
				attesa.Err, avuta.Err = nil, nil
			}
			if o.IdDominio.IsValid() && attese[i].Operazione == tracciato.ADD {
				continue
			}
			require.Empty(t, cmp.Diff(attesa, avuta, cmp.Comparer(func(a, b avviso.IBAN) bool { return a == b }),
				cmp.Comparer(func(a, b avviso.IdDominio) bool { return a == b }), cmp.Comparer(func(a, b avviso.Importo) bool { return a == b }),
				cmp.Comparer(func(a, b avviso.NumeroAvviso) bool { return a == b }), cmp.Comparer(func(a, b avviso.Data) bool { return a == b }),
				cmp.Comparer(func(a, b avviso.IUV) bool { return a == b })), "%d", i)
		}
	}
}

// TestMappaturaFormati: every way to write a member.
func TestMappaturaFormati(t *testing.T) {
	uno := func(percorso, sorgente string) *tracciato.Mappatura {
		return mappatura(t, `{"intestazione":false,"separatore":"|","citazione":null,"campi":{`+strings.TrimPrefix(
			`,"idA2A":{"valore":"A"},"idPendenza":{"valore":"P"},"idDominio":{"valore":"12345678903"},"causale":{"valore":"c"},"importo":{"valore":"10"},`+
				`"voci[0].idVocePendenza":{"valore":"1"},"voci[0].importo":{"valore":"10"},"voci[0].descrizione":{"valore":"d"},"voci[0].codEntrata":{"valore":"E"}`, ",")+
			`,"`+percorso+`":`+sorgente+`}}`)
	}
	tests := []struct {
		percorso, sorgente, riga string
		valore                   string // written as JSON
		violazione               string
	}{
		{"nome", `{"colonna":0}`, `a "b"`, `"nome":"a \"b\""`, ""},
		{"nome", `{"colonna":1}`, "a", "", ""},
		{"nome", `{"colonna":0,"taglia":[2,5]}`, "abcdèfg", `"nome":"cdè"`, ""},
		{"nome", `{"colonna":0,"taglia":[2,5]}`, "a", "", ""},
		{"nome", `{"colonna":0,"valori":{"S":"si"}}`, "S", `"nome":"si"`, ""},
		{"nome", `{"colonna":0,"valori":{"S":"si"}}`, "N", `"nome":"N"`, ""},
		{"nome", `{"colonna":0,"valori":{"S":"si"},"altrimenti":"no"}`, "N", `"nome":"no"`, ""},
		{"nome", `{"colonna":0,"altrimenti":"no"}`, "", `"nome":"no"`, ""},
		{"nome", `{"colonne":[0,1,2],"unione":"-"}`, "a||c", `"nome":"a-c"`, ""},
		{"nome", `{"colonna":0,"seVuote":[1]}`, "a|b", "", ""},
		{"nome", `{"colonna":0,"seVuote":[1]}`, "a|", `"nome":"a"`, ""},
		{"dataScadenza", `{"colonna":0,"formato":"yyyyMMdd"}`, "20260630", `"dataScadenza":"2026-06-30"`, ""},
		{"dataScadenza", `{"colonna":0,"formato":"yyyyMMdd"}`, "2026-06-30", "", "DATA dataScadenza"},
		{"dataScadenza", `{"colonna":0,"formato":"dd/MM/yyyy"}`, "2026-06-30", "", "DATA dataScadenza"},
		{"dataScadenza", `{"colonna":0}`, "2026-06-30", `"dataScadenza":"2026-06-30"`, ""},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"cent"}`, "5", `"importo":"0.05"`, ""},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"cent"}`, "-123", `"importo":"-1.23"`, ""},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"cent"}`, "1.00", "", "PATTERN proprieta.descrizioneImporto[0].importo"},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"1234,56"}`, "1250,5", `"importo":"1250.50"`, ""},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"1234,56"}`, "1.250,50", "", "PATTERN proprieta.descrizioneImporto[0].importo"},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"1.234,56"}`, "1250,5", `"importo":"1250.50"`, ""},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"1.234,56"}`, "12.50", "", "PATTERN proprieta.descrizioneImporto[0].importo"},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"1.234,56"}`, "1.234.567", `"importo":"1234567.00"`, ""},
		{"proprieta.descrizioneImporto[0].importo", `{"colonna":0,"formato":"1.234,56"}`, "1,005", "", "DECIMALI proprieta.descrizioneImporto[0].importo"},
		{"datiAllegati", `{"colonna":0,"formato":"json"}`, `{"a": 1}`, `"datiAllegati":{"a": 1}`, ""},
		{"datiAllegati", `{"colonna":0,"formato":"json"}`, `{"a"`, "", "PATTERN datiAllegati"},
		{"datiAllegati", `{"colonna":0}`, `{"a"`, `"datiAllegati":"{\"a\""`, ""},
		{"allegati", `{"colonna":0,"formato":"json"}`, `[{"nome":"a","contenuto":"JVBERg==","x":1}]`, "", "MEMBRO allegati[0].x"},
		{"voci[0].metadata", `{"colonna":0,"formato":"json"}`, `{"mapEntries":[{"key":"k","value":"v"}]}`, `"metadata":{"mapEntries":[{"key":"k","value":"v"}]}`, ""},
		{"voci[0].contabilita.quote[0].capitolo", `{"colonna":0}`, "", "", ""},
		{"senzaAvvisatura", `{"colonna":0}`, "true", `"senzaAvvisatura":true`, ""},
		{"senzaAvvisatura", `{"colonna":0}`, "si", "", "PATTERN senzaAvvisatura"},
		{"documento.rata", `{"colonna":0,"formato":"soglia"}`, "2", `"rata":2`, "OBBLIGATORIO documento.identificativo"},
	}
	for _, tt := range tests {
		righe, err := mappate(t, uno(tt.percorso, tt.sorgente), tt.riga+"|\n")
		require.NoError(t, err)
		b, err := righe[0].Pendenza.AppendJSON(nil)
		require.NoError(t, err)
		if tt.violazione == "" {
			require.Empty(t, righe[0].Violazioni, "%v", tt)
		} else {
			require.Equal(t, tt.violazione, campi(righe[0].Violazioni)[0], "%v", tt)
		}
		require.Contains(t, string(b), tt.valore, "%v", tt)
		if tt.valore == "" && tt.violazione == "" {
			require.NotContains(t, string(b), `"`+tt.percorso+`"`)
		}
	}
	// Parts of an item by columns; what is empty leaves no hole.
	quote := mappatura(t, `{"intestazione":false,"campi":{"idA2A":{"valore":"A"},"idPendenza":{"valore":"P"},"idDominio":{"valore":"12345678903"},"causale":{"valore":"c"},"importo":{"colonna":0},`+
		`"voci[0].idVocePendenza":{"valore":"1"},"voci[0].importo":{"colonna":0},"voci[0].descrizione":{"valore":"d"},"voci[0].codEntrata":{"valore":"E"},`+
		`"voci[0].contabilita.quote[1].capitolo":{"colonna":3},"voci[0].contabilita.quote[1].importo":{"colonna":4},"voci[0].contabilita.quote[1].annoEsercizio":{"colonna":5},`+
		`"voci[0].contabilita.quote[0].capitolo":{"colonna":1},"voci[0].contabilita.quote[0].importo":{"colonna":2},"voci[0].contabilita.quote[0].annoEsercizio":{"colonna":5}}}`)
	righe, err := mappate(t, quote, "10,c1,4,c2,6,2026\n10,,,c2,10,2026\n10,c1,4,c2,5.99,2026\n10,c1,,c2,5.99,26\n")
	require.NoError(t, err)
	require.True(t, righe[0].Caricabile(), "%v", righe[0].Violazioni)
	require.Len(t, righe[0].Pendenza.Voci[0].Contabilita.Quote, 2)
	require.Equal(t, []string{"SOMMA voci[0].contabilita.quote"}, campi(righe[2].Violazioni))
	require.Equal(t, []string{
		"PATTERN voci[0].contabilita.quote[0].annoEsercizio", "OBBLIGATORIO voci[0].contabilita.quote[0].importo", "PATTERN voci[0].contabilita.quote[1].annoEsercizio",
	}, campi(righe[3].Violazioni))
}

// TestMappaturaUnisci: consecutive lines are the items of one position.
func TestMappaturaUnisci(t *testing.T) {
	m := mappatura(t, `{"ripetute":"unisci","campi":{"idA2A":{"valore":"A"},"idPendenza":{"colonna":"P"},"idDominio":{"valore":"12345678903"},"causale":{"colonna":"C"},"importo":{"colonna":"T"},`+
		`"voci[0].idVocePendenza":{"colonna":"V"},"voci[0].importo":{"colonna":"I"},"voci[0].descrizione":{"valore":"d"},"voci[0].codEntrata":{"valore":"E"}},`+
		`"annullamento":{"se":[{"colonna":"T","zero":true},{"colonna":"C","uguale":["X","Y"]}],"motivo":{"colonna":"C"}}}`)
	righe, err := mappate(t, m, "P,C,T,V,I\nP1,c,10,1,4\nP1,c,10,2,6\nP2,c,5,1,5\n\nP3,c,10,1,4\nP3,d,10,2,6\nP4,X,0,,\nP4b,Z,0,1,5\nP1,c,10,1,10\n")
	require.NoError(t, err)
	require.Len(t, righe, 7)
	for i := range righe {
		require.Equal(t, i+1, righe[i].Numero)
	}
	require.True(t, righe[0].Caricabile(), "%v", righe[0].Violazioni)
	require.Len(t, righe[0].Pendenza.Voci, 2)
	require.Equal(t, "6.00", righe[0].Pendenza.Voci[1].Importo.String())
	require.True(t, righe[1].Caricabile())
	require.Error(t, righe[2].Err)
	require.Equal(t, []string{"ESCLUSIVI causale"}, campi(righe[3].Violazioni))
	require.Equal(t, tracciato.DEL, righe[4].Operazione)
	require.Equal(t, "X", righe[4].Motivo)
	require.Equal(t, tracciato.ADD, righe[5].Operazione)
	require.True(t, righe[6].Caricabile(), "lines that are not consecutive are another position")
}

func TestMappaturaRisposta(t *testing.T) {
	m := mappatura(t, strings.TrimSuffix(d14, "}")+`,"risposta":["idPendenza","numeroAvviso","soggettoPagatore.anagrafica","voci[0].importo","voci[1].importo","errore"]}`)
	righe := "COD;COGN;NOME;DESC;EUR;ENTRO\nP1;Test;Pino;TARI;1,5;\nP2;Test;Pino;;1,5;\n"
	p := tracciato.Inizio(tracciato.CSV)
	o := tracciato.Opzioni{Mappatura: m}
	_, err := p.Valida(strings.NewReader(righe), o)
	require.NoError(t, err)
	var b bytes.Buffer
	w := m.NuovoScrittore(&b)
	for r, err := range (&tracciato.Caricatore{Archivio: new(tracciato.Memoria)}).Carica(&p, tracciato.LeggiCSV(strings.NewReader(righe), o)) {
		require.NoError(t, err)
		require.NoError(t, w.Scrivi(&r))
	}
	require.Equal(t, "idPendenza;numeroAvviso;soggettoPagatore.anagrafica;voci[0].importo;voci[1].importo;errore\r\nP1;;Test Pino;1.50;;\r\n"+
		";;;;;\"Richiesta non valida: causale: obbligatorio; voci[0].descrizione: obbligatorio\"\r\n", b.String())
}

// TestMappatureRifiutate: a mapping that says nothing of a file.
func TestMappatureRifiutate(t *testing.T) {
	for testo, campo := range map[string]string{
		`{}`:           "campi",
		`[]`:           "",
		`{"campi":{}}`: "campi",
		`{"campi":{"causale":{"colonna":0}},"boh":1}`:                                                          "boh",
		`{"campi":{"boh":{"colonna":0}}}`:                                                                      "campi",
		`{"campi":{"stato":{"colonna":0}}}`:                                                                    "campi",
		`{"campi":{"voci":{"colonna":0,"formato":"json"}}}`:                                                    "campi",
		`{"campi":{"voci[1].importo":{"colonna":0}}}`:                                                          "campi",
		`{"campi":{"voci[0].importo":{"colonna":0},"voci[2].importo":{"colonna":0}}}`:                          "campi",
		`{"campi":{"voci[00].importo":{"colonna":0}}}`:                                                         "campi",
		`{"campi":{"voci[0]":{"colonna":0}}}`:                                                                  "campi",
		`{"campi":{"causale.x":{"colonna":0}}}`:                                                                "campi",
		`{"campi":{"soggettoPagatore":{"colonna":0}}}`:                                                         "campi.soggettoPagatore.formato",
		`{"campi":{"causale":{}}}`:                                                                             "campi.causale",
		`{"campi":{"causale":{"colonna":0,"valore":"x"}}}`:                                                     "campi.causale",
		`{"campi":{"causale":{"colonna":-1}}}`:                                                                 "campi.causale.colonna",
		`{"campi":{"causale":{"colonna":0,"formato":"x"}}}`:                                                    "campi.causale.formato",
		`{"campi":{"causale":{"colonna":0,"formato":"cent"}}}`:                                                 "campi.causale.formato",
		`{"campi":{"importo":{"colonna":0,"formato":"dd/MM/yyyy"}}}`:                                           "campi.importo.formato",
		`{"campi":{"causale":{"colonna":0,"formato":"soglia"}}}`:                                               "campi.causale.formato",
		`{"campi":{"causale":{"colonna":0,"taglia":[3,1]}}}`:                                                   "campi.causale.taglia",
		`{"campi":{"causale":{"colonna":0,"unione":"-"}}}`:                                                     "campi.causale.unione",
		`{"campi":{"causale":{"colonna":0,"boh":1}}}`:                                                          "campi.causale.boh",
		`{"campi":{"documento.rata":{"colonna":0},"documento.soglia":{"colonna":0,"formato":"soglia"}}}`:       "campi",
		`{"intestazione":false,"campi":{"causale":{"colonna":"C"}}}`:                                           "intestazione",
		`{"separatore":";;","campi":{"causale":{"colonna":0}}}`:                                                "separatore",
		`{"separatore":"\"","campi":{"causale":{"colonna":0}}}`:                                                "citazione",
		`{"ripetute":"x","campi":{"causale":{"colonna":0}}}`:                                                   "ripetute",
		`{"campi":{"causale":{"colonna":0}},"annullamento":{}}`:                                                "annullamento.se",
		`{"campi":{"causale":{"colonna":0}},"annullamento":{"se":[]}}`:                                         "annullamento.se",
		`{"campi":{"causale":{"colonna":0}},"annullamento":{"se":[{"colonna":0}]}}`:                            "annullamento",
		`{"campi":{"causale":{"colonna":0}},"annullamento":{"se":[{"colonna":0,"zero":true,"uguale":["x"]}]}}`: "annullamento",
		`{"campi":{"causale":{"colonna":0}},"risposta":["boh"]}`:                                               "risposta",
		`{"campi":{"causale":{"colonna":0}},"risposta":[]}`:                                                    "risposta",
	} {
		_, _, err := tracciato.LeggiMappatura([]byte(testo))
		require.ErrorIs(t, err, tracciato.ErrMappatura, testo)
		var e *tracciato.Errore
		require.ErrorAs(t, err, &e, testo)
		require.Contains(t, e.Campo, campo, testo)
	}
	_, err := json.Marshal(tracciato.Mappatura{})
	require.ErrorIs(t, err, tracciato.ErrMappatura)
	_, err = mappate(t, new(tracciato.Mappatura), "x")
	require.Error(t, err)
}

// FuzzLeggiMappatura: what is taken is written and taken again, and reads files
// without harm.
func FuzzLeggiMappatura(f *testing.F) {
	f.Add(d14, "COD;COGN;NOME;DESC;EUR;ENTRO\nP1;Test;Pino;TARI;1.250,50;30/06/2026\n")
	b, err := json.Marshal(tracciato.MappaturaGovPay())
	require.NoError(f, err)
	f.Add(string(b), "h\n"+riga("P1", nil))
	f.Add(`{"ripetute":"unisci","separatore":"\t","citazione":null,"intestazione":false,"campi":{"idPendenza":{"colonna":0},"voci[0].contabilita.quote[0].importo":{"colonna":1,"taglia":[1,3]}},"risposta":["voci[3].contabilita.quote[2].importo"]}`, "P\t1\nP\t2\n")
	f.Fuzz(func(t *testing.T, testo, file string) {
		m, _, err := tracciato.LeggiMappatura([]byte(testo))
		if err != nil {
			return
		}
		b, err := m.MarshalJSON()
		require.NoError(t, err)
		_, _, err = tracciato.LeggiMappatura(b)
		require.NoError(t, err)
		var out bytes.Buffer
		w := m.NuovoScrittore(&out)
		for r, err := range tracciato.LeggiCSV(strings.NewReader(file), tracciato.Opzioni{Mappatura: &m}) {
			if err != nil {
				return
			}
			if r.Operazione == tracciato.ADD && r.Caricabile() {
				require.Empty(t, r.Pendenza.Violazioni())
			}
			require.NoError(t, w.Scrivi(&tracciato.Risultato{Stato: tracciato.Eseguito, Pendenza: &r.Pendenza}))
		}
	})
}
