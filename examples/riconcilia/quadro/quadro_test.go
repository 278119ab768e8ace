package quadro_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/riconcilia/campione"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// delCampione is the picture of the sample.
func delCampione(t *testing.T) *quadro.Quadro {
	t.Helper()
	l, err := quadro.NuovaLettura(quadro.Richiesta{Oggi: campione.Oggi, Opzioni: rendicontazione.Opzioni{Riscossioni: true}})
	require.NoError(t, err)
	fatti := 0
	l.Leggi(campione.Documenti(), func(n, tutti int) {
		require.Equal(t, fatti, n)
		require.Equal(t, 71, tutti)
		fatti++
	})
	require.Equal(t, 71, fatti)
	return l.Quadro()
}

// TestCampioneClassi proves that the sample holds every class of every kind of object, and that cents
// in are cents out.
func TestCampioneClassi(t *testing.T) {
	r := delCampione(t)
	require.Empty(t, r.NonLetti)
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
		quadro.FormatoConti, cassa.FormatoOPI, cassa.FormatoCamt053, cassa.FormatoMT940, cassa.FormatoFlusso,
		rendicontazione.FormatoFdR3, rendicontazione.FormatoRT, rendicontazione.FormatoRicevuta, cassa.FormatoJSON,
	} {
		require.Positive(t, r.Letti[f], f)
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

// TestJSON: the report is written an object at a time as it is written whole.
func TestJSON(t *testing.T) {
	q := delCampione(t)
	var b, intero bytes.Buffer
	require.NoError(t, q.ScriviJSON(&b))
	golden, err := os.ReadFile("../testdata/campione.json")
	require.NoError(t, err)
	require.Equal(t, string(golden), b.String())
	require.NoError(t, json.Indent(&intero, b.Bytes(), "", "  "))
	require.Equal(t, intero.String(), b.String())
	require.ErrorContains(t, q.ScriviJSON(rotto{}), "disco pieno")

	// It is compared with itself, and with what is no report.
	require.NoError(t, q.Confronta("ieri", golden))
	require.Empty(t, q.Differenze)
	b.Reset()
	require.NoError(t, q.ScriviJSON(&b))
	require.Contains(t, b.String(), `"differenze": []`)
	require.ErrorContains(t, q.Confronta("rotto", []byte("{")), "rotto: ")

	// Of nothing there is a report too.
	l, err := quadro.NuovaLettura(quadro.Richiesta{Oggi: campione.Oggi})
	require.NoError(t, err)
	l.Problema("a.xml", errors.New("<illeggibile>"))
	b.Reset()
	require.NoError(t, l.Quadro().ScriviJSON(&b))
	require.True(t, strings.HasPrefix(b.String(), "{\n  \"oggi\": \"2025-03-31\",\n  \"movimenti\": [],\n"), b.String())
	require.Contains(t, b.String(), "\"nonLetti\": [\n    \"a.xml: <illeggibile>\"\n  ]\n}\n")
}

type rotto struct{}

func (rotto) Write([]byte) (int, error) { return 0, errors.New("disco pieno") }

// TestTabelle: every row has a cell for each column, and the rows of a table can be left.
func TestTabelle(t *testing.T) {
	q := delCampione(t)
	for _, tab := range q.Tabelle() {
		n := 0
		for r := range tab.Righe {
			require.Len(t, r, len(tab.Colonne), tab.Nome)
			n++
		}
		require.Positive(t, n, tab.Nome)
		for range tab.Righe {
			break
		}
		require.ErrorContains(t, tab.ScriviCSV(rotto{}), "disco pieno")
	}
	require.Empty(t, quadro.Destinatario(0).String())
}

// TestDocumenti: a tree of any kind is read.
func TestDocumenti(t *testing.T) {
	documenti, err := quadro.Documenti(fstest.MapFS{"b/a.xml": {Data: []byte("x")}, "a.xml": {Data: []byte("y")}})
	require.NoError(t, err)
	require.Len(t, documenti, 2)
	require.Equal(t, "a.xml", documenti[0].Nome)
	r, err := documenti[1].Apri()
	require.NoError(t, err)
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	require.Equal(t, "x", string(b))
	_, err = quadro.NuovaLettura(quadro.Richiesta{Opzioni: rendicontazione.Opzioni{GiorniAttesaFlusso: -1}})
	require.Error(t, err)
	_, err = quadro.NuovaLettura(quadro.Richiesta{Domini: []rendicontazione.Dominio{{}}})
	require.Error(t, err)
}
