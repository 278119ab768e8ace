package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

var aggiorna = flag.Bool("update", false, "rewrite the golden files")

// eseguito is what a run of the program left.
type eseguito struct {
	stato       int
	out, errori string
	file        map[string]string
}

// lancia runs the program at noon of 2 June 2025.
func lancia(args ...string) eseguito {
	var out, errori bytes.Buffer
	e := eseguito{file: map[string]string{}}
	e.stato = esegui(args, &out, ambiente{
		errori: &errori,
		adesso: func() time.Time { return time.Date(2025, 6, 2, 10, 0, 0, 0, time.UTC) },
		scriviFile: func(nome string, dati []byte, _ os.FileMode) error {
			e.file[filepath.ToSlash(nome)] = string(dati)
			return nil
		},
	})
	e.out, e.errori = out.String(), errori.String()
	return e
}

func confronta(t *testing.T, nome, testo string) {
	t.Helper()
	nome = filepath.Join("testdata", nome)
	if *aggiorna {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(nome, []byte(testo), 0o600))
	}
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	require.Equal(t, string(b), testo)
}

func TestCampione(t *testing.T) {
	e := lancia()
	require.Equal(t, uscitaOK, e.stato)
	require.Empty(t, e.errori)
	confronta(t, "campione.txt", e.out)
}

// TestCampioneClassi proves that the sample holds every class of every kind of object, and that cents
// in are cents out.
func TestCampioneClassi(t *testing.T) {
	l, err := nuovaLettura(argomenti{oggi: oggiCampione, conti: map[string]avviso.IdDominio{}})
	require.NoError(t, err)
	l.leggi(delCampione(), &progresso{})
	require.Empty(t, l.problemi)
	r := l.acc.Report(oggiCampione, rendicontazione.Opzioni{})
	occorrono(t, rendicontazione.ClassiMovimento(), r.Conteggi.Movimenti, len(r.Movimenti))
	occorrono(t, rendicontazione.ClassiFlusso(), r.Conteggi.Flussi, len(r.Flussi))
	occorrono(t, rendicontazione.ClassiRiga(), r.Conteggi.Righe, len(r.Righe))
	occorrono(t, rendicontazione.ClassiRicevuta(), r.Conteggi.Ricevute, len(r.Ricevute))
	occorrono(t, rendicontazione.ClassiPendenza(), r.Conteggi.Pendenze, len(r.Pendenze))
	voci := 0
	for _, p := range r.Pendenze {
		voci += len(p.Voci)
	}
	occorrono(t, rendicontazione.ClassiVoce(), r.Conteggi.Voci, voci)
	require.Len(t, r.Conflitti, 1)
	require.InDelta(t, 40, len(r.Pendenze), 5)
	for _, f := range []cassa.Formato{
		formatoConti, cassa.FormatoOPI, cassa.FormatoCamt053, cassa.FormatoMT940, cassa.FormatoFlusso,
		rendicontazione.FormatoFdR3, rendicontazione.FormatoRT, rendicontazione.FormatoRicevuta, cassa.FormatoJSON,
	} {
		require.Positive(t, l.letti[f], f)
	}
}

func occorrono[C rendicontazione.Classe](t *testing.T, classi iter.Seq[C], conti rendicontazione.PerClasse[C], oggetti int) {
	t.Helper()
	tot := 0
	for c := range classi {
		n := conti.Di(c)
		require.Positive(t, n.Numero, "%T %s", c, c)
		require.Positive(t, n.Importo.Segno(), "%T %s", c, c)
		tot += n.Numero
	}
	require.Equal(t, oggetti, tot)
}

func TestJSON(t *testing.T) {
	e := lancia("-json")
	require.Equal(t, uscitaOK, e.stato)
	var r map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(e.out), &r))
	for _, m := range []string{"movimenti", "flussi", "righe", "ricevute", "pendenze", "conteggi", "conflitti"} {
		require.Contains(t, r, m)
	}
	confronta(t, "campione.json", e.out)
}

func TestCSV(t *testing.T) {
	e := lancia("-csv", "x/y")
	require.Equal(t, uscitaOK, e.stato)
	require.Len(t, e.file, 7)
	var tutti strings.Builder
	for _, nome := range []string{"movimenti", "flussi", "righe", "ricevute", "pendenze", "voci", "conflitti"} {
		testo := e.file["x/y/"+nome+".csv"]
		require.NotEmpty(t, testo, nome)
		require.Equal(t, strings.Count(testo, "\r\n"), strings.Count(testo, "\n")-strings.Count(testo, "URI/2025-03-07BAFIITMMXXX\n"))
		fmt.Fprintf(&tutti, "== %s\n%s", nome, strings.ReplaceAll(testo, "\r\n", "\n"))
	}
	confronta(t, "campione.csv.txt", tutti.String())
}

// copia writes the sample into a folder.
func copia(t *testing.T) string {
	t.Helper()
	cartella := t.TempDir()
	for _, d := range delCampione() {
		r, err := d.apri()
		require.NoError(t, err)
		b, err := io.ReadAll(r)
		require.NoError(t, err)
		nome := filepath.Join(cartella, filepath.FromSlash(strings.TrimPrefix(d.nome, "campione/")))
		require.NoError(t, os.MkdirAll(filepath.Dir(nome), 0o755))
		require.NoError(t, os.WriteFile(nome, b, 0o600))
	}
	return cartella
}

func TestCartelle(t *testing.T) {
	c := copia(t)
	in := func(nome string) string { return filepath.Join(c, nome) }
	atteso := lancia()
	_, corpo, _ := strings.Cut(atteso.out, "\n\n")

	e := lancia("-cassa", in("cassa"), "-flussi", in("flussi"), "-ricevute", in("ricevute"), "-pendenze", in("pendenze.json"), "-domini", in("domini.json"), "-conti", in("conti.json"), "-oggi", "2025-03-31")
	require.Equal(t, uscitaVedere, e.stato) // the same papers need a person
	require.Empty(t, e.errori)
	require.Equal(t, corpo, e.out)

	// What the folder is called does not matter, nor that a file is named twice.
	e = lancia("-ricevute", c, "-cassa", in("cassa")+","+in("pendenze.json"), "-oggi", "2025-03-31")
	require.Equal(t, corpo, e.out)

	// Without the body, and without the account: said, and the rest goes on.
	require.NoError(t, os.Remove(in("conti.json")))
	e = lancia("-cassa", in("cassa"), "-domini", "99999000013", "-conti", "IT92I9999600001000000000200=99999000013", "-oggi", "2025-03-31")
	require.Equal(t, uscitaErrata, e.stato)
	require.Equal(t, in("cassa/economo-2025-03.sta")+`:1:1: cassa: DOMINIO 25 (riga 1, colonna 1) "IT63H9999500001000000000300": conto di nessun ente noto: indicare l'ente con -conti IBAN=dominio`+"\n", e.errori)
	require.Contains(t, e.out, "1 illeggibili, elencati a parte")

	// A page of the journal is missing.
	require.NoError(t, os.Remove(in("cassa/giornale-2025-03-12-2.xml")))
	require.NoError(t, os.Remove(in("cassa/economo-2025-03.sta")))
	e = lancia("-cassa", c, "-conti", "IT92I9999600001000000000200=99999000013", "-oggi", "2025-03-31")
	require.Equal(t, uscitaVedere, e.stato)
	require.Contains(t, e.out, "giornale di cassa INCOMPLETO  99999000013 12/03/2025\n      manca la pagina 2 di 2")
}

func TestStatoDiUscita(t *testing.T) {
	c := copia(t)
	in := func(nome string) string { return filepath.Join(c, nome) }
	e := lancia("-cassa", in("cassa/giornale-2025-03-04.xml"), "-flussi", in("flussi/2025-03-03BAFIITMMXXX-0000000001.xml"),
		"-ricevute", in("ricevute/001-TARI-2025-001.xml"), "-ricevute", in("ricevute/002-TARI-2025-002.xml"), "-ricevute", in("ricevute/003-TARI-2025-003.xml"))
	require.Equal(t, uscitaOK, e.stato, e.out)
	require.Contains(t, e.out, "Riconciliazione al 02/06/2025") // today, when the day is not given
	require.Contains(t, e.out, "Da vedere: 0\n")

	e = lancia("-cassa", in("cassa/giornale-2025-03-04.xml"))
	require.Equal(t, uscitaVedere, e.stato)
	require.Contains(t, e.out, "FLUSSO_NON_TROVATO")
	e = lancia("-cassa", in("cassa/giornale-2025-03-04.xml"), "-oggi", "2025-03-06")
	require.Equal(t, uscitaOK, e.stato)
	require.Contains(t, e.out, "IN_ATTESA_FLUSSO")
	e = lancia("-cassa", in("cassa/giornale-2025-03-04.xml"), "-oggi", "2025-03-07", "-attesa-flusso", "1")
	require.Equal(t, uscitaOK, e.stato)
}

func TestArgomenti(t *testing.T) {
	for _, args := range [][]string{
		{"-oggi", "31/03/2025"}, {"-boh"}, {"avanzo"}, {"-cassa", "/non/esiste"}, {"-conti", "IT00=123"}, {"-attesa-flusso", "-1"},
	} {
		e := lancia(args...)
		require.Equal(t, uscitaErrata, e.stato, args)
		require.NotEmpty(t, e.errori, args)
		require.Empty(t, e.out, args)
	}
	e := lancia("-h")
	require.Equal(t, uscitaOK, e.stato)
	require.Contains(t, e.errori, "-cassa")
}

func TestIllegibili(t *testing.T) {
	c := copia(t)
	giornale := leggiFile(t, filepath.Join(c, "cassa/giornale-2025-03-04.xml"))
	flussoXML := leggiFile(t, filepath.Join(c, "flussi/2025-03-03BAFIITMMXXX-0000000001.xml"))
	ricevuta := leggiFile(t, filepath.Join(c, "ricevute/002-TARI-2025-002.xml"))
	tests := []struct{ nome, testo, want string }{
		{"vuoto.xml", "", "vuoto.xml: rendicontazione: FORMATO: documento non riconosciuto"},
		{"immagine.png", "\x89PNG\r\n", "immagine.png: rendicontazione: FORMATO: documento non riconosciuto"},
		{"altro.xml", "<fattura/>", "altro.xml: rendicontazione: FORMATO: documento non riconosciuto"},
		{"tronco.xml", giornale[:len(giornale)/2], ":21:"},
		{"importo.xml", strings.Replace(giornale, "464.95", "1e999", 1), `IMPORTO importo (riga 31, colonna 4) "1e999"`},
		{"doctype.xml", strings.Replace(giornale, "<flusso_giornale", "<!DOCTYPE x><flusso_giornale", 1), "doctype.xml:2:1: cassa: DOCTYPE"},
		{"flusso.xml", strings.Replace(flussoXML, "154.20", "154.205", 1), "flusso.xml:29:31: flusso: DECIMALI"},
		{"id.xml", strings.Replace(flussoXML, "BAFIITMMXXX-0000000001", "BAFIITMMXXX-000000000100000", 1), "id.xml:4:"},
		{"ricevuta.xml", strings.Replace(ricevuta, "98.75", "novantotto", 1), "ricevuta.xml:"},
		{"sintassi.json", "[{\n  \"id\": \"A\",,\n}]", "sintassi.json:2:13: "},
		{"troncato.json", "[{\n  \"id\":", "troncato.json:2:8: json: JSON [0].id (riga 2, colonna 8): JSON non ben formato: manca la fine"},
		{"ignoto.json", `[{"a":1}]`, "ignoto.json:1:2: rendicontazione: FORMATO [0] (riga 1, colonna 2): oggetto non riconosciuto"},
		{"lista.json", `{"pendenze":{}}`, "lista.json:1:13: json: TIPO pendenze"},
		{"membro.json", "{\"pendenze\":[],\n \"voci\":[]}", `membro.json:2:9: json: MEMBRO voci (riga 2, colonna 9): membro sconosciuto`},
		{"pendenza.json", "[\n{\"id\":\"A\",\"dominio\":\"99999000013\",\"iuv\":\"1\",\"voci\":[]}]", `pendenza.json:2:52: rendicontazione: NUMERO [0].voci (riga 2, colonna 52) "0": pendenza non valida`},
		{"refuso.json", `{"ricevute":[{"iuv":"1","importoRevocatto":"1.00"}]}`, `refuso.json:1:44: json: MEMBRO ricevute[0].importoRevocatto (riga 1, colonna 44): membro sconosciuto`},
		{"due.json", `{"ricevute":[],"RICEVUTE":[]}`, "due.json:1:27: json: MEMBRO RICEVUTE (riga 1, colonna 27): membro ripetuto"},
		{"maiuscole.json", `{"pendenze":[{"id":"A","ID":"B"}]}`, "maiuscole.json:1:29: json: MEMBRO pendenze[0].ID (riga 1, colonna 29): membro con altre maiuscole"},
		{"byte.json", "{\"pendenze\":[{\"id\":\"\xff\"}]}", "byte.json:1:20: json: CODIFICA pendenze[0].id"},
		{"numero.json", `{"pendenze":[{"id":"A","dominio":"99999000013","iuv":"1","voci":[{"indice":1,"importo":12.5}]}]}`, "numero.json:1:88: "},
		{"conti.json", `{"IT60X0542811101000000123456":"123"}`, "conti.json:1:32: "},
		{"notifica.xml", `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn/></Document>`, "notifica.xml: rendicontazione: FORMATO: camt.054, avvisi di accredito o addebito: serve l'estratto camt.053"},
		{"richiesta.xml", `<RPT/>`, `richiesta.xml: rendicontazione: FORMATO "RPT": è una richiesta di pagamento (RPT), non una ricevuta`},
		{"gdp.json", `{"dateTime":"x","eventCode":"y"}`, `gdp.json: rendicontazione: FORMATO "GDP": è un Giornale dei Pagamenti`},
		{"fdr.json", `{"fdr":"x","fdrDate":1}`, "fdr.json:1:"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			cartella := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(cartella, tt.nome), []byte(tt.testo), 0o600))
			require.NoError(t, os.WriteFile(filepath.Join(cartella, "zz-buono.xml"), []byte(flussoXML), 0o600))
			require.NoError(t, os.WriteFile(filepath.Join(cartella, ".nascosto"), []byte("x"), 0o600))
			e := lancia("-flussi", cartella)
			require.Equal(t, uscitaErrata, e.stato)
			require.Contains(t, e.errori, tt.want)
			require.Equal(t, 1, strings.Count(e.errori, "\n"), e.errori)
			require.Contains(t, e.out, "ACCREDITO_MANCANTE") // the rest goes on
		})
	}
}

func leggiFile(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	return string(b)
}

func TestRiconosci(t *testing.T) {
	tests := []struct {
		testo string
		want  cassa.Formato
	}{
		{"<FlussoRiversamento/>", cassa.FormatoFlusso},
		{`<a:FlussoRiversamento xmlns:a="u">`, cassa.FormatoFlusso},
		{`<e:Envelope><e:Body><p:paSendRTV2Request>`, rendicontazione.FormatoRicevuta},
		{`<e:Envelope><e:Body><p:paSendRTReq >`, rendicontazione.FormatoRicevuta},
		{`<ppt:paaInviaRT><rt>AAAA</rt>`, rendicontazione.FormatoRT},
		{`<pay_i:RT xmlns:pay_i="u">`, rendicontazione.FormatoRT},
		{"PHBheV9pOlJUPjwvcGF5X2k6UlQ+", rendicontazione.FormatoRT}, // <pay_i:RT></pay_i:RT>
		{"PHBheV9p\nOlJUPjwv\r\ncGF5X2k6UlQ+\n", rendicontazione.FormatoRT},
		{`<RPT><RTx/></RPT>`, rendicontazione.FormatoRPT},
		{`<RTx/>`, ""},
		{`<x a="RT ">`, ""},
		{`{"fdr":"1"}`, rendicontazione.FormatoFdR3},
		{`{"IT60X0542811101000000123456":"1"}`, formatoConti},
		{`{}`, cassa.FormatoJSON},
		{`{"pendenze":[]}`, cassa.FormatoJSON},
		{" [] ", cassa.FormatoJSON},
		{"ciao", ""},
		{"", ""},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, riconosci([]byte(tt.testo)), tt.testo)
	}
}

func TestProgresso(t *testing.T) {
	var errori bytes.Buffer
	adesso := time.Date(2025, 6, 2, 10, 0, 0, 0, time.UTC)
	esegui(nil, io.Discard, ambiente{errori: &errori, terminale: true, adesso: func() time.Time {
		adesso = adesso.Add(time.Second)
		return adesso
	}})
	require.Contains(t, errori.String(), "\rletti 1 documenti di 71")
	require.True(t, strings.HasSuffix(errori.String(), "\n"))

	errori.Reset()
	esegui(nil, io.Discard, ambiente{errori: &errori, terminale: true, adesso: func() time.Time { return adesso }})
	require.Empty(t, errori.String()) // nothing to say of a short reading
}

func TestScritturaFallita(t *testing.T) {
	var errori bytes.Buffer
	e := esegui(nil, rotto{}, ambiente{errori: &errori})
	require.Equal(t, uscitaErrata, e)
	require.Contains(t, errori.String(), "riconcilia: disk full")
}

type rotto struct{}

func (rotto) Write([]byte) (int, error) { return 0, errors.New("disk full") }
