package pendenza_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

const valida = `{
	"idA2A": "APP", "idPendenza": "P-1", "idDominio": "00429440068", "idUnitaOperativa": "UO_1", "idTipoPendenza": "IMU.1",
	"nome": "IMU", "causale": "Imposta municipale", "importo": 122.5, "numeroAvviso": "301000000000004285",
	"dataValidita": "2030-01-31", "dataScadenza": "2030-12-31", "annoRiferimento": 2024, "cartellaPagamento": "2024",
	"datiAllegati": {"a":[1]}, "tassonomia": "T", "tassonomiaAvviso": "Imposte e tasse", "direzione": "D", "divisione": "V",
	"documento": {"identificativo": "DOC", "descrizione": "Documento", "soglia": {"tipo": "ENTRO", "giorni": 5}},
	"soggettoPagatore": {"tipo": "F", "identificativo": "TSTPNI70D01L219V", "anagrafica": "Pino Test", "indirizzo": "Via Roma",
		"civico": "1", "cap": "10100", "localita": "Torino", "provincia": "TO", "nazione": "IT", "email": "pino.test@ente.it",
		"cellulare": "+39 000-1234567"},
	"voci": [
		{"idVocePendenza": "v1", "importo": "100.00", "descrizione": "Acconto", "codEntrata": "IMU"},
		{"idVocePendenza": "v2", "importo": 16, "descrizione": "Bollo", "tipoBollo": "01", "hashDocumento": "aGFzaA==", "provinciaResidenza": "RM"},
		{"idVocePendenza": "v3", "importo": "6.5", "descrizione": "Diritti", "ibanAccredito": "IT60X0542811101000000123456",
			"ibanAppoggio": "IT48F0760101000000012345678", "tipoContabilita": "ALTRO", "codiceContabilita": "0101002IM/",
			"codiceTassonomicoPagoPA": "9/0101002IM/"}
	]}`

// documento returns the valid one with members replaced; "" removes one. A path
// is voci.0.importo.
func documento(t testing.TB, cambi map[string]string) []byte {
	t.Helper()
	var d any
	require.NoError(t, json.Unmarshal([]byte(valida), &d))
	for percorso, valore := range cambi {
		nodo := d
		parti := strings.Split(percorso, ".")
		for _, p := range parti[:len(parti)-1] {
			switch n := nodo.(type) {
			case map[string]any:
				nodo = n[p]
			case []any:
				nodo = n[p[0]-'0']
			}
		}
		o := nodo.(map[string]any)
		if valore == "" {
			delete(o, parti[len(parti)-1])
			continue
		}
		o[parti[len(parti)-1]] = json.RawMessage(valore)
	}
	b, err := json.Marshal(d)
	require.NoError(t, err)
	return b
}

func TestValida(t *testing.T) {
	p, v, err := pendenza.EsaminaPendenza([]byte(valida))
	require.NoError(t, err)
	require.Empty(t, v)
	require.Equal(t, "122.50", p.Importo.String())
	require.Equal(t, "2024", p.AnnoRiferimento)
	require.Equal(t, pendenza.AltraContabilita, p.Voci[2].TipoContabilita)
	require.Empty(t, p.Avvertenze())

	b, err := json.Marshal(&p)
	require.NoError(t, err)
	q, err := pendenza.ParsePendenza(b)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(p, q, confronti...))
}

func TestViolazioni(t *testing.T) {
	voce := `{"idVocePendenza":"%","importo":1,"descrizione":"d","codEntrata":"E"}`
	sei := make([]string, 6)
	for i := range sei {
		sei[i] = strings.Replace(voce, "%", string(rune('a'+i)), 1)
	}
	tests := []struct {
		nome, percorso, valore string
		attese                 []string // campo codice
	}{
		{"required", "idA2A", "", []string{"idA2A OBBLIGATORIO"}},
		{"null is absent", "causale", "null", []string{"causale OBBLIGATORIO"}},
		{"empty code", "idPendenza", `""`, []string{"idPendenza PATTERN"}},
		{"empty text", "causale", `""`, []string{"causale LUNGHEZZA_MIN"}},
		{"long text", "causale", `"` + strings.Repeat("à", 141) + `"`, []string{"causale LUNGHEZZA_MAX"}},
		{"text at its limit", "causale", `"` + strings.Repeat("à", 140) + `"`, nil},
		{"wrong type", "causale", `5`, []string{"causale PATTERN"}},
		{"wrong type of a key", "idPendenza", `5`, []string{"idPendenza PATTERN"}},
		{"wrong type of an object", "soggettoPagatore", `"x"`, []string{"soggettoPagatore PATTERN"}},
		{"wrong type of a list", "voci", `{}`, []string{"voci PATTERN"}},
		{"wrong type of an amount", "importo", `true`, []string{"importo PATTERN"}},
		{"NUL", "causale", `"a\u0000b"`, []string{"causale PATTERN"}},
		{"domain", "idDominio", `"123"`, []string{"idDominio PATTERN"}},
		{"three decimals", "importo", `122.500`, []string{"importo DECIMALI"}},
		{"three decimals as text", "importo", `"10.000"`, []string{"importo DECIMALI"}},
		{"exponent", "importo", `1e2`, []string{"importo PATTERN"}},
		{"comma", "importo", `"122,50"`, []string{"importo PATTERN"}},
		{"zero", "importo", `0`, []string{"importo MIN"}},
		{"negative", "importo", `-1`, []string{"importo MIN"}},
		{"over the maximum", "importo", `1000000000`, []string{"importo MAX"}},
		{"the maximum is one", "importo", `999999999.99`, []string{"voci SOMMA"}},
		{"sum", "importo", `122.51`, []string{"voci SOMMA"}},
		{"notice of 17 digits", "numeroAvviso", `"30100000000000428"`, []string{"numeroAvviso PATTERN"}},
		{"aux digit 4", "numeroAvviso", `"401000000000004285"`, []string{"numeroAvviso PATTERN"}},
		{"no such day", "dataScadenza", `"2030-19-40"`, []string{"dataScadenza DATA"}},
		{"Italian date", "dataValidita", `"31/01/2030"`, []string{"dataValidita DATA"}},
		{"year", "annoRiferimento", `"24"`, []string{"annoRiferimento PATTERN"}},
		{"taxonomy", "tassonomiaAvviso", `"Altro"`, []string{"tassonomiaAvviso ENUM"}},
		{"type of debtor", "soggettoPagatore.tipo", `"X"`, []string{"soggettoPagatore.tipo ENUM"}},
		{"no type of debtor", "soggettoPagatore.tipo", "", nil},
		{"nation", "soggettoPagatore.nazione", `"it"`, []string{"soggettoPagatore.nazione PATTERN"}},
		{"mail", "soggettoPagatore.email", `"a@"`, []string{"soggettoPagatore.email PATTERN"}},
		{"mobile with a blank", "soggettoPagatore.cellulare", `"+39 000 1234567"`, []string{"soggettoPagatore.cellulare PATTERN"}},
		{"code of the debtor", "soggettoPagatore.identificativo", `"12345678901234567"`, []string{"soggettoPagatore.identificativo LUNGHEZZA_MAX"}},
		{"instalment and threshold", "documento.rata", `2`, []string{"documento ESCLUSIVI"}},
		{"instalment 0", "documento.rata", `0`, []string{"documento.rata MIN"}},
		{"days with RIDOTTO", "documento.soglia.tipo", `"RIDOTTO"`, []string{"documento.soglia.giorni VUOTO_RICHIESTO"}},
		{"no days with ENTRO", "documento.soglia.giorni", "", []string{"documento.soglia.giorni OBBLIGATORIO"}},
		{"no items", "voci", "", []string{"voci OBBLIGATORIO"}},
		{"empty items", "voci", `[]`, []string{"voci ELEMENTI_MIN"}},
		{"six items", "voci", "[" + strings.Join(sei, ",") + "]", []string{"voci ELEMENTI_MAX", "voci SOMMA"}},
		{"the same item twice", "voci.1.idVocePendenza", `"v1"`, []string{"voci[1].idVocePendenza DUPLICATO"}},
		{"amount of an item", "voci.0.importo", `"100.001"`, []string{"voci[0].importo DECIMALI"}},
		{"no way to pay", "voci.0.codEntrata", "", []string{"voci[0] ESCLUSIVI"}},
		{"two ways to pay", "voci.0.ibanAccredito", `"IT60X0542811101000000123456"`, []string{"voci[0].ibanAccredito VUOTO_RICHIESTO"}},
		{"stamp", "voci.1.tipoBollo", `"02"`, []string{"voci[1].tipoBollo ENUM"}},
		{"stamp without hash", "voci.1.hashDocumento", "", []string{"voci[1].hashDocumento OBBLIGATORIO"}},
		{"IBAN with other check digits", "voci.2.ibanAccredito", `"IT61X0542811101000000123456"`, []string{"voci[2].ibanAccredito CHECK"}},
		{"IBAN", "voci.2.ibanAccredito", `"IT60"`, []string{"voci[2].ibanAccredito PATTERN"}},
		{"contabilita", "voci.2.tipoContabilita", `"X"`, []string{"voci[2].tipoContabilita ENUM"}},
		{"codice tassonomico", "voci.2.codiceTassonomicoPagoPA", `"3/0101"`, []string{"voci[2].codiceTassonomicoPagoPA PATTERN"}},
		{"an item that is none", "voci", `[5]`, []string{"voci[0] PATTERN"}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, v, err := pendenza.EsaminaPendenza(documento(t, map[string]string{tt.percorso: tt.valore}))
			require.NoError(t, err)
			var avute []string
			for _, x := range v {
				avute = append(avute, x.Campo+" "+string(x.Codice))
				require.NotEmpty(t, x.Testo)
				require.False(t, strings.HasPrefix(x.Testo, x.Campo), "the field is said once")
			}
			require.Equal(t, tt.attese, avute)
		})
	}
}

// TestTroppeVoci: a hundred items are examined, the others counted.
func TestTroppeVoci(t *testing.T) {
	for n, attese := range map[int][]string{
		5:   {"voci SOMMA"},
		6:   {"voci ELEMENTI_MAX", "voci[5].idVocePendenza PATTERN", "voci SOMMA"},
		100: {"voci ELEMENTI_MAX", "voci[99].idVocePendenza PATTERN", "voci SOMMA"},
		101: {"voci ELEMENTI_MAX"},
		102: {"voci ELEMENTI_MAX"},
	} {
		voci := make([]string, n)
		for i := range voci {
			voci[i] = `{"idVocePendenza":"v` + strconv.Itoa(i) + `","importo":"1.00","descrizione":"d","codEntrata":"E"}`
		}
		if n != 5 {
			voci[n-1] = strings.Replace(voci[n-1], `"v`, `"è`, 1)
		}
		require.Equal(t, attese, violazioni(t, map[string]string{"voci": "[" + strings.Join(voci, ",") + "]"}), "%d items", n)
		p, _, err := pendenza.EsaminaPendenza(documento(t, map[string]string{"voci": "[" + strings.Join(voci, ",") + "]"}))
		require.NoError(t, err)
		require.Len(t, p.Voci, min(n, 100), "%d items", n)
	}
}

// TestTroppiDifetti: behind a thousand defects a list is not read further.
func TestTroppiDifetti(t *testing.T) {
	for n, attesi := range map[int]int{999: 999, 1000: 1000, 1001: 1000, 3000: 1000} {
		trovati := 0
		for _, v := range violazioni(t, map[string]string{"segnalazioni": "[" + strings.Repeat(`{"codice":"X"},`, n-1) + `{"codice":"X"}]`}) {
			if strings.HasPrefix(v, "segnalazioni[") {
				trovati++
			}
		}
		require.Equal(t, attesi, trovati, "%d defects", n)
	}
}

// TestVociDopoTroppiDifetti: a long list of defects says nothing of the items
// that follow it.
func TestVociDopoTroppiDifetti(t *testing.T) {
	_, v, err := pendenza.EsaminaPendenza(fmt.Appendf(nil, `{"segnalazioni":[%s0],"voci":[{"idVocePendenza":"a"}]}`, strings.Repeat("0,", 2000)))
	require.NoError(t, err)
	var voci []string
	for _, x := range v {
		if strings.HasPrefix(x.Campo, "voci") {
			voci = append(voci, x.Campo+" "+string(x.Codice))
		}
	}
	require.Equal(t, []string{"voci[0].importo OBBLIGATORIO", "voci[0].descrizione OBBLIGATORIO", "voci[0] ESCLUSIVI"}, voci)
}

func TestViolazioniInOrdine(t *testing.T) {
	_, v, err := pendenza.EsaminaPendenza(documento(t, map[string]string{
		"causale": `"` + strings.Repeat("x", 312) + `"`, "importo": `"10.000"`, "idA2A": "", "voci.0.descrizione": "",
	}))
	require.NoError(t, err)
	var messaggi []string
	for _, x := range v {
		messaggi = append(messaggi, x.Campo+": "+x.Testo)
	}
	require.Equal(t, []string{
		"idA2A: obbligatorio", "causale: lunghezza massima 140, trovati 312", "importo: massimo due decimali", "voci[0].descrizione: obbligatorio",
	}, messaggi)
}

func TestDocumentiRifiutati(t *testing.T) {
	for nome, testo := range map[string]string{
		"a member in another case": string(documento(t, map[string]string{"voci.0.Importo": "1"})),
		"a member twice":           `{"idA2A":"a","idA2A":"b"}`,
		"not JSON":                 `{`,
		"not an object":            `[]`,
		"two values":               `{} {}`,
		"empty":                    ``,
	} {
		t.Run(nome, func(t *testing.T) {
			_, _, err := pendenza.EsaminaPendenza([]byte(testo))
			require.ErrorIs(t, err, pendenza.ErrDocumento)
		})
	}
	_, v, err := pendenza.EsaminaNuova(documento(t, map[string]string{"stato": `"ESEGUITA"`}), pendenza.Testata{IdDominio: con(0).IdDominio})
	require.NoError(t, err)
	require.Equal(t, []avviso.Violazione{{Codice: pendenza.CodiceMembro, Campo: "stato", Testo: "membro sconosciuto"}}, v, "a new position has no life")
}

func TestAvvertenze(t *testing.T) {
	p, err := pendenza.ParsePendenza(documento(t, map[string]string{
		"idDominio": `"12345678901"`, "soggettoPagatore.identificativo": `"TSTPNI70D01L219X"`, "numeroAvviso": `"301000000000004286"`,
	}))
	require.NoError(t, err, "warnings refuse nothing")
	require.Empty(t, p.Violazioni())
	v := p.Avvertenze()
	require.Len(t, v, 3)
	for i, campo := range []string{"idDominio", "numeroAvviso", "soggettoPagatore.identificativo"} {
		require.Equal(t, campo, v[i].Campo)
		require.Equal(t, pendenza.CheckNonValido, v[i].Codice)
	}
	p.SoggettoPagatore.Identificativo = "anonimo"
	require.Len(t, p.Avvertenze(), 2)
}

func FuzzEsaminaParziale(f *testing.F) {
	f.Add([]byte(valida))
	f.Add([]byte(`{"stato":"ESEGUITA","importo":"1.00","voci":[{"idVocePendenza":"v1","importo":1}],"pagamenti":[{"iur":"R","indice":1,"importo":1}],"tentativi":[{"ccp":"c","stato":"RPT_ATTIVATA","iniziato":"2024-05-03T10:00:00"}]}`))
	f.Add([]byte(`{"importo":1e400}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, v, err := pendenza.EsaminaParziale(data)
		if err != nil || len(v) > 0 {
			return
		}
		b, err := json.Marshal(&p)
		require.NoError(t, err)
		q, v, err := pendenza.EsaminaParziale(b)
		if p.Importo.IsZero() { // left out of the document, written as 0.00
			return
		}
		for _, x := range p.Voci {
			if x.Importo.IsZero() {
				return
			}
		}
		require.NoError(t, err, "%s", b)
		require.Empty(t, v, "%s", b)
		c, err := json.Marshal(&q)
		require.NoError(t, err)
		require.Equal(t, string(b), string(c))
	})
}
