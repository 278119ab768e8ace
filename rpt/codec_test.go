package rpt_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/automa/prova"
	mutanti "github.com/quietanza/quietanza/internal/mutanti/prova"
	"github.com/quietanza/quietanza/rpt"
)

// uguali compares documents: the value types of avviso and rpt have no
// exported fields.
var uguali = cmp.Options{cmp.Comparer(func(a, b avviso.Importo) bool { return a == b }), cmp.Comparer(func(a, b avviso.Data) bool { return a == b }), cmp.Comparer(func(a, b avviso.DataOra) bool { return a == b }), cmp.Comparer(func(a, b avviso.Segreto) bool { return a == b }), cmpopts.EquateEmpty()}

// file reads a file of testdata.
func file(t testing.TB, nome string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", nome))
	require.NoError(t, err)
	return b
}

func leggiRPT(t testing.TB) rpt.RPT {
	t.Helper()
	r, err := rpt.ParseRPT(file(t, "rpt.xml"))
	require.NoError(t, err)
	return r
}

func leggiRT(t testing.TB) rpt.RT {
	t.Helper()
	r, err := rpt.ParseRT(file(t, "rt.xml"))
	require.NoError(t, err)
	return r
}

// documento is what the package writes.
type documento = rpt.Scrivibile

// codec is a strict reader with the result as a documento.
type codec struct {
	nome, file, schema string
	leggi              func([]byte) (documento, error)
}

func leggente[T any, P interface {
	*T
	documento
}](f func([]byte) (T, error)) func([]byte) (documento, error) {
	return func(b []byte) (documento, error) {
		x, err := f(b)
		return P(&x), err
	}
}

const (
	schemaPagamenti = "PagInf_RPT_RT_6_2_0.xsd"
	schemaPaForNode = "paForNode.xsd"
)

var codecs = []codec{
	{"RPT", "rpt.xml", schemaPagamenti, leggente(rpt.ParseRPT)},
	{"RT", "rt.xml", schemaPagamenti, leggente(rpt.ParseRT)},
	{"paSendRTReq", "pasendrt.xml", schemaPaForNode, leggente(rpt.ParseRicevuta)},
	{"paSendRTV2Request", "pasendrtv2.xml", schemaPaForNode, leggente(rpt.ParseRicevuta)},
	{"paGetPaymentReq", "pagetpayment.xml", schemaPaForNode, leggente(rpt.ParsePaGetPayment)},
	{"paGetPaymentV2Response", "pagetpaymentv2risposta.xml", schemaPaForNode, leggente(rpt.ParsePaGetPaymentRisposta)},
	{"paSendRTV2Response", "rispostapa.xml", schemaPaForNode, leggente(rpt.ParseRispostaPA)},
}

// TestRoundTrip reads, writes and reads again every kind of document: nothing
// is lost, and the bytes that are written never change.
func TestRoundTrip(t *testing.T) {
	for _, c := range codecs {
		t.Run(c.nome, func(t *testing.T) {
			dati := file(t, c.file)
			x, err := c.leggi(dati)
			require.NoError(t, err)
			b, err := rpt.AppendXML([]byte("prima"), x)
			require.NoError(t, err)
			scritto, ok := strings.CutPrefix(string(b), "prima")
			require.True(t, ok, "AppendXML appends")
			prova.Golden(t, "scritto/"+c.nome+".xml", scritto)
			y, err := c.leggi([]byte(scritto))
			require.NoError(t, err)
			if d := cmp.Diff(x, y, uguali); d != "" {
				t.Errorf("read, written and read again (-first +second):\n%s", d)
			}
		})
	}
}

// TestWrittenDocumentsAreValid checks what the writers write with the official
// schemas.
func TestWrittenDocumentsAreValid(t *testing.T) {
	for _, c := range codecs {
		t.Run(c.nome, func(t *testing.T) {
			valida(t, c.schema, map[string][]byte{"letto.xml": file(t, c.file), "scritto.xml": file(t, "scritto/"+c.nome+".xml")})
		})
	}
}

// valida asks an official schema about documents, or skips.
func valida(t *testing.T, schema string, documenti map[string][]byte) {
	t.Helper()
	mutanti.Validi(t, filepath.Join(mutanti.Cartella(t), schema), slices.Collect(maps.Values(documenti))...)
}
