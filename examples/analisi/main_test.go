package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/gdp"
)

var aggiorna = flag.Bool("update", false, "rewrite the golden files under testdata")

// prova runs the program on buffers.
func prova(args ...string) (uscita int, out, errori string) {
	var o, e bytes.Buffer
	uscita = esegui(args, &o, ambiente{errori: &e, adesso: time.Now})
	return uscita, o.String(), e.String()
}

func golden(t *testing.T, nome, testo string) {
	t.Helper()
	percorso := filepath.Join("testdata", nome)
	if *aggiorna {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(percorso, []byte(testo), 0o644))
	}
	atteso, err := os.ReadFile(percorso)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(atteso), testo))
}

func TestCampione(t *testing.T) {
	for _, tt := range []struct {
		nome string
		args []string
	}{
		{"riassunto.txt", nil},
		{"riassunto.csv", []string{"-formato", "csv"}},
		{"riassunto.json", []string{"-formato", "json"}},
		{"sequenza.txt", []string{"-iuv", "01000000000000010"}},
		{"stato.txt", []string{"-avviso", "301000000000000001", "-diagramma", "stato"}},
		{"ambiguo.txt", []string{"-iuv", "01000000000000009", "-diagramma", "no"}},
		{"ignoto.txt", []string{"-iuv", "01000000000000013", "-diagramma", "no", "-tolleranza", "0s"}},
		{"eventi.csv", []string{"-iuv", "01000000000000010", "-formato", "csv"}},
		{"eventi.json", []string{"-iuv", "01000000000000010", "-formato", "json"}},
		{"elenco.txt", []string{"-elenco", "fine_negativa"}},
		{"elenco.csv", []string{"-elenco", "pagatasenzart", "-formato", "csv"}},
		{"debitori.txt", []string{"-debitori", "testdata/debitori-di-prova.csv", "-diagramma", "no"}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			uscita, out, errori := prova(tt.args...)
			require.Equal(t, comando.UscitaOK, uscita)
			require.Empty(t, errori)
			golden(t, tt.nome, out)
		})
	}
}

// TestPagina holds the page of a payment to a golden file, which uses no network.
func TestPagina(t *testing.T) {
	percorso := filepath.Join(t.TempDir(), "pagina.html")
	uscita, _, errori := prova("-html", percorso, "-iuv", "01000000000000010")
	require.Equal(t, comando.UscitaOK, uscita, errori)
	b, err := os.ReadFile(percorso)
	require.NoError(t, err)
	golden(t, "pagina.html", string(b))
	require.NotRegexp(t, `https?://|<script|@import|src=`, string(b))

	uscita, _, errori = prova("-html", percorso, "-elenco", "tutti")
	require.Equal(t, comando.UscitaOK, uscita, errori)
	b, err = os.ReadFile(percorso)
	require.NoError(t, err)
	require.Equal(t, 15, strings.Count(string(b), "<section"))

	uscita, _, errori = prova("-html", filepath.Join(percorso, "x.html"))
	require.Equal(t, comando.UscitaErrata, uscita)
	require.Contains(t, errori, "-html")
}

// TestPaginaSegueIPassi: following the outcomes of the events ends where the
// analysis says, for every payment of the embedded set.
func TestPaginaSegueIPassi(t *testing.T) {
	l := &lettura{errori: &bytes.Buffer{}, avanza: new(comando.Progresso)}
	l.leggiCampione()
	for _, tolleranza := range []time.Duration{0, gdp.TolleranzaPredefinita} {
		pagamenti, err := l.analisi.Pagamenti(gdp.ConTolleranza(tolleranza))
		require.NoError(t, err)
		for p := range pagamenti {
			dopo := posizioni(&p)
			require.Equal(t, p.Posizione, dopo[len(dopo)-1], p.IUV)
		}
	}
}

// TestCammini: every arrow there may be has a path inside the picture.
func TestCammini(t *testing.T) {
	for da := gdp.Inizio; da <= gdp.FineNegativa; da++ {
		for a := gdp.Inizio; a <= gdp.FineNegativa; a++ {
			if a == da {
				continue
			}
			d, x, y := cammino(da, a)
			require.Regexp(t, `^M\d+ \d+ `, d, "%s to %s", da, a)
			require.True(t, x > 0 && x < 1228 && y > 0 && y < 300, "%s to %s: %d %d", da, a, x, y)
		}
	}
}

// TestOmonimi: two files of one name are both read, and told.
func TestOmonimi(t *testing.T) {
	d := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(d, "uno"), 0o755))
	require.NoError(t, os.MkdirAll(filepath.Join(d, "due"), 0o755))
	const nome = "GDP_PSP_AGID_01_20200131_1.zip"
	scrivi(t, filepath.Join(d, "uno"), nome, evento(gdp.RPTAccettataPSP, 0))
	scrivi(t, filepath.Join(d, "due"), nome, evento(gdp.RPTPagata, 1))
	require.NoError(t, os.WriteFile(filepath.Join(d, "leggimi.txt"), nil, 0o600))
	uscita, out, errori := prova(d)
	require.Equal(t, comando.UscitaOK, uscita)
	require.Contains(t, out, "1 pagamenti, 2 eventi")
	require.Equal(t, 2, strings.Count(out, "letto insieme ad altri dello stesso nome"))
	require.Contains(t, errori, nome+": 2 file hanno questo nome, letti tutti")
	require.Contains(t, errori, "leggimi.txt: non ha il nome di un giornale, non letto")
	uno := filepath.Join(d, "uno", nome)
	uscita, out, errori = prova(uno, uno)
	require.Equal(t, comando.UscitaOK, uscita)
	require.Empty(t, errori, "the same file twice is one")
	require.Contains(t, out, "1 giornali, 1 pagamenti, 1 eventi")
	vuota := t.TempDir()
	uscita, _, errori = prova(vuota)
	require.Equal(t, comando.UscitaErrata, uscita)
	require.Contains(t, errori, "nessun giornale trovato")
}

// TestGiornaleAltrui: a journal that is not where it should be is told.
func TestGiornaleAltrui(t *testing.T) {
	d := t.TempDir()
	e := evento(gdp.RTAccettataPA, 0)
	e.Ruolo = gdp.RuoloEC
	p := scrivi(t, d, "GDP_EC_00429440068_20200301_1.zip", e)
	uscita, out, _ := prova("-iuv", "1", p)
	require.Equal(t, comando.UscitaOK, uscita)
	require.Contains(t, out, "da guardare: eventi nel giornale di un altro ente creditore\n")
	require.Contains(t, out, "da guardare: eventi lontani dal giorno del giornale che li contiene\n")
}

func TestDebitori(t *testing.T) {
	d := t.TempDir()
	file := func(testo string) string {
		p := filepath.Join(d, "debitori.csv")
		require.NoError(t, os.WriteFile(p, []byte(testo), 0o600))
		return p
	}
	for _, tt := range []struct {
		nome, testo, debitore, out, errore string
		uscita                             int
	}{
		{"by IUV, commas", "iuv,anagrafica\n01000000000000005,Rossi Mario\n", "", "debitore, secondo l'elenco: Rossi Mario", "", comando.UscitaOK},
		{"by notice, one of them", "\ufeffCodice Fiscale;Numero avviso\r\nRSSMRA80A01H501U;301000000000000005\r\nx;301000000000000001\r\n", "rssmra80a01h501u", "01000000000000005", "", comando.UscitaOK},
		{"one is in no journal", "iuv\n42\n01000000000000005\n", "", "01000000000000005", "nessun giornale ha il pagamento 42", uscitaAssente},
		{"no column", "a;b\n1;2\n", "", "", "manca la colonna iuv o numeroAvviso", comando.UscitaErrata},
		{"no column of the debtor", "iuv\n1\n", "X", "", "non ha la colonna codiceFiscale", comando.UscitaErrata},
		{"no such debtor", "iuv;cf\n1;Y\n", "X", "", "non ha il codice fiscale X", comando.UscitaErrata},
		{"a bad row", "iuv;cf\n1;Y\na b;Y\n", "", "", "riga 3", comando.UscitaErrata},
		{"no rows", "iuv;cf\n", "", "", "non ha righe", comando.UscitaErrata},
		{"empty", "", "", "", "manca la colonna", comando.UscitaErrata},
		{"JSON", `[{"numeroAvviso":"301000000000000005","anagrafica":"Rossi Mario","importo":1}]`, "", "debitore, secondo l'elenco: Rossi Mario", "", comando.UscitaOK},
		{"JSON, one of them", `[{"iuv":"1","cf":"X"},{"iuv":"01000000000000005","cf":"RSSMRA80A01H501U"}]`, "RSSMRA80A01H501U", "01000000000000005", "", comando.UscitaOK},
		{"JSON, a number", `[{"iuv":1}]`, "", "", "elemento 1: iuv non è un testo", comando.UscitaErrata},
		{"JSON, no rows", `[]`, "", "", "non ha righe", comando.UscitaErrata},
		{"JSON, a member twice", `[{"iuv":"1","iuv":"2"}]`, "", "", "iuv", comando.UscitaErrata},
		{"JSON, cut", `[{"iuv":"1"`, "", "", "JSON", comando.UscitaErrata},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			args := []string{"-diagramma", "no", "-debitori", file(tt.testo)}
			if tt.debitore != "" {
				args = append(args, "-debitore", tt.debitore)
			}
			uscita, out, errori := prova(args...)
			require.Equal(t, tt.uscita, uscita, errori)
			require.Contains(t, out, tt.out)
			require.Contains(t, errori, tt.errore)
			if tt.debitore != "" && tt.uscita == comando.UscitaOK {
				require.Equal(t, 1, strings.Count(out, "Pagamento "))
			}
		})
	}
}

// TestIngresso: a journal and a list of debtors through the standard input.
func TestIngresso(t *testing.T) {
	const nome = "GDP_PSP_AGID_01_20200131_1.zip"
	zip, err := os.ReadFile(scrivi(t, t.TempDir(), nome, evento(gdp.RPTAccettataPSP, 0)))
	require.NoError(t, err)
	con := func(ingresso string, args ...string) (int, string, string) {
		var o, e bytes.Buffer
		n := esegui(args, &o, ambiente{ingresso: strings.NewReader(ingresso), errori: &e, adesso: time.Now})
		return n, o.String(), e.String()
	}
	uscita, out, errori := con(string(zip), "-nome", nome, "-")
	require.Equal(t, comando.UscitaOK, uscita, errori)
	require.Contains(t, out, "1 giornali, 1 pagamenti, 1 eventi")
	uscita, _, errori = con(string(zip), "-")
	require.Equal(t, comando.UscitaErrata, uscita)
	require.Contains(t, errori, "darglielo con -nome")
	uscita, _, errori = con("", "-nome", "pippo", "-")
	require.Equal(t, comando.UscitaErrata, uscita)
	require.Contains(t, errori, "-nome: ")
	uscita, out, errori = con(`[{"iuv":"01000000000000005"}]`, "-debitori", "-", "-diagramma", "no")
	require.Equal(t, comando.UscitaOK, uscita, errori)
	require.Contains(t, out, "Pagamento 01000000000000005")
	uscita, _, errori = con("", "-debitori", "-", "-")
	require.Equal(t, comando.UscitaErrata, uscita)
	require.Contains(t, errori, "una volta sola")
	uscita, _, errori = con("", "-debitori", t.TempDir())
	require.Equal(t, comando.UscitaErrata, uscita)
	require.Contains(t, errori, "è una cartella")
}

func TestCella(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "01250000000000154": `="01250000000000154"`, "RF18": "RF18", "=1+1": "'=1+1", "@x": "'@x", "-1": "'-1", "c0001": "c0001",
	} {
		require.Equal(t, want, cella(in))
	}
}

// TestCampioneCompleto: every flag, but those of a journal that is not where it should be,
// and every outcome occurs in the embedded set.
func TestCampioneCompleto(t *testing.T) {
	l := &lettura{errori: &bytes.Buffer{}, avanza: new(comando.Progresso)}
	l.leggiCampione()
	require.Zero(t, l.guasti)
	require.Len(t, l.giornali, 3)
	conti, err := l.analisi.Riepiloga()
	require.NoError(t, err)
	for s, n := range conti.Segnali() {
		if s != gdp.GiornaleAltroEnte && s != gdp.GiornaleAltroGiorno {
			require.Positive(t, n, s)
		}
	}
	for e, n := range conti.Esiti() {
		require.Positive(t, n, e)
	}
}

// scrivi makes the archive of a journal in a folder.
func scrivi(t *testing.T, cartella, nome string, eventi ...gdp.Evento) string {
	t.Helper()
	n, err := gdp.ParseNomeFile(nome)
	require.NoError(t, err)
	b, err := gdp.CostruisciArchivio(n, gdp.FormaJSON, slices.Values(eventi))
	require.NoError(t, err)
	percorso := filepath.Join(cartella, nome)
	require.NoError(t, os.WriteFile(percorso, b, 0o600))
	return percorso
}

func evento(c gdp.EventCode, minuto int) gdp.Evento {
	return gdp.Evento{
		DateTime: time.Date(2020, 1, 31, 9, minuto, 0, 0, time.UTC), IdDominio: avviso.MustIdDominio("77777777777"),
		IUV: avviso.MustIUV("1"), CCP: "n/a", EventCode: c, Ruolo: gdp.RuoloPSP,
	}
}

func TestFile(t *testing.T) {
	d := t.TempDir()
	primo := scrivi(t, d, "GDP_PSP_AGID_01_20200131_1.zip", evento(gdp.RPTAccettataPSP, 0))
	secondo := scrivi(t, d, "GDP_PSP_AGID_01_20200131_2.zip", evento(gdp.RPTPagata, 1))
	uscita, out, errori := prova(primo, secondo)
	require.Equal(t, comando.UscitaOK, uscita, errori)
	require.Contains(t, out, "1 pagamenti, 1 eventi")
	require.Contains(t, out, "GDP_PSP_AGID_01_20200131_1.zip  superato da un invio successivo, non letto")
	uscita, out, _ = prova("-integra", primo, secondo)
	require.Equal(t, comando.UscitaOK, uscita)
	require.Contains(t, out, "1 pagamenti, 2 eventi")

	righe := filepath.Join(d, "GDP_EC_77777777777_20200131_1.json")
	require.NoError(t, os.WriteFile(righe, []byte("{\"iuv\":\"1\"}\n"+
		`{"dateTime":"2020-01-31T11:00:00","iuv":"1","eventCode":"RT_ACCETATA_PA"}`+"\n"), 0o600))
	uscita, out, errori = prova("-iuv", "1", righe, secondo)
	require.Equal(t, comando.UscitaOK, uscita)
	require.Contains(t, errori, "GDP_EC_77777777777_20200131_1.json: gdp: MANCANTE dateTime (riga 1)")
	require.Contains(t, out, "  RIVERSAMENTO: ")

	csv := filepath.Join(d, "GDP_EC_77777777777_20200201_1.csv")
	require.NoError(t, os.WriteFile(csv, []byte("a;b\n"), 0o600))
	uscita, _, errori = prova(csv)
	require.Equal(t, comando.UscitaErrata, uscita)
	require.Contains(t, errori, "CSV (riga 1)")
}

func TestErrori(t *testing.T) {
	d := t.TempDir()
	rotto := filepath.Join(d, "GDP_PSP_AGID_01_20200131_1.zip")
	require.NoError(t, os.WriteFile(rotto, []byte("ciao"), 0o600))
	for _, tt := range []struct {
		nome, errore string
		uscita       int
		args         []string
	}{
		{"no such payment", "nessun giornale ha il pagamento 42", uscitaAssente, []string{"-iuv", "42"}},
		{"bad IUV", "-iuv", comando.UscitaErrata, []string{"-iuv", "a b"}},
		{"no such CCP", "42, codice contesto x", uscitaAssente, []string{"-iuv", "42", "-ccp", "x"}},
		{"bad notice", "-avviso", comando.UscitaErrata, []string{"-avviso", "123"}},
		{"two questions", "una cosa alla volta", comando.UscitaErrata, []string{"-iuv", "1", "-elenco", "FINE"}},
		{"no such state", "non è uno stato", comando.UscitaErrata, []string{"-elenco", "PAGATO"}},
		{"an empty state", "nessun pagamento è nello stato ATTIVAZIONE", uscitaAssente, []string{"-elenco", "attivazione"}},
		{"an unset variable", `valore non valido "" di -iuv: il valore è vuoto`, comando.UscitaErrata, []string{"-iuv", ""}},
		{"an unset state", "il valore è vuoto", comando.UscitaErrata, []string{"-elenco", ""}},
		{"debtor without file", "manca -debitori", comando.UscitaErrata, []string{"-debitore", "x"}},
		{"bad form", "-formato", comando.UscitaErrata, []string{"-formato", "xml"}},
		{"bad duration", `valore non valido "x" di -tolleranza`, comando.UscitaErrata, []string{"-tolleranza", "x"}},
		{"no value", "manca il valore dell'opzione -iuv", comando.UscitaErrata, []string{"-iuv"}},
		{"CCP without IUV", "manca -iuv", comando.UscitaErrata, []string{"-ccp", "c0001"}},
		{"bad diagram", "-diagramma", comando.UscitaErrata, []string{"-diagramma", "x"}},
		{"bad flag", "opzione sconosciuta: -x", comando.UscitaErrata, []string{"-x"}},
		{"bad tolerance", "TOLLERANZA", comando.UscitaErrata, []string{"-tolleranza", "-1s"}},
		{"bad tolerance for one", "TOLLERANZA", comando.UscitaErrata, []string{"-tolleranza", "-1s", "-iuv", "42"}},
		{"not a journal", "non esiste", comando.UscitaErrata, []string{filepath.Join(d, "x.zip")}},
		{"no such file", "non esiste", comando.UscitaErrata, []string{filepath.Join(d, "GDP_PSP_A_20200131_1.zip")}},
		{"empty name", "il nome di un giornale è vuoto", comando.UscitaErrata, []string{""}},
		{"no archive", "ZIP", comando.UscitaErrata, []string{rotto}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			uscita, _, errori := prova(tt.args...)
			require.Equal(t, tt.uscita, uscita)
			require.Contains(t, errori, tt.errore)
		})
	}
	uscita, out, errori := prova("-h")
	require.Equal(t, comando.UscitaOK, uscita)
	require.Empty(t, errori)
	golden(t, "uso.txt", out)
}
