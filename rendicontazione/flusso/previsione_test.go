package flusso_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// lettura is all that a reader says of a document.
type lettura struct {
	Testata flusso.Testata
	Righe   []flusso.Riga
	Errore  string // with its place
	Predice bool
}

// leggiTutto reads a document, with or without predicting its rows.
func leggiTutto(r io.Reader, scandisci bool, scelte ...flusso.Opzione) (x lettura) {
	l, err := flusso.NuovoLettore(r, scelte...)
	if err == nil {
		if scandisci {
			l.Scandisci()
		}
		x.Testata = l.Testata()
		for riga, e := range l.Righe() {
			if err = e; e == nil {
				x.Righe = append(x.Righe, riga)
				x.Predice = x.Predice || l.Predette()
			}
		}
	}
	if err != nil {
		var e *flusso.Errore
		_ = errors.As(err, &e)
		x.Errore = fmt.Sprintf("%s %q %q %d:%d %v", e.Codice, e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
	}
	return x
}

// stessaLettura compares the reader that predicts with the scanner.
func stessaLettura(t *testing.T, dati []byte, scelte ...flusso.Opzione) (predice bool) {
	t.Helper()
	attesa := leggiTutto(bytes.NewReader(dati), true, scelte...)
	for i, r := range []io.Reader{
		bytes.NewReader(dati), iotest.HalfReader(bytes.NewReader(dati)), iotest.DataErrReader(bytes.NewReader(dati)),
		io.MultiReader(bytes.NewReader(dati[:len(dati)/2]), bytes.NewReader(dati[len(dati)/2:])),
	} {
		suo := leggiTutto(r, false, scelte...)
		predice = suo.Predice
		if suo.Errore != attesa.Errore || suo.Testata != attesa.Testata || !slices.Equal(suo.Righe, attesa.Righe) {
			t.Fatalf("reader %d: %q, want %q; %v, want %v\n%q", i, suo.Errore, attesa.Errore, suo.Righe, attesa.Righe, dati)
		}
	}
	return predice
}

// formeScritte are documents whose rows look alike, as machines write them.
func formeScritte(t testing.TB) map[string]string {
	d := string(documento(t, 4))
	prima := strings.Index(d, "\t<pay_i:datiSingoliPagamenti>")
	unaRiga := func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "\n", ""), "\t", "") }
	indice := "\t\t<pay_i:indiceDatiSingoloPagamento>1</pay_i:indiceDatiSingoloPagamento>\n"
	return map[string]string{
		"indented":           d,
		"on one line":        unaRiga(d[:prima]) + unaRiga(d[prima:]),
		"CRLF":               strings.ReplaceAll(d, "\n", "\r\n"),
		"no index":           strings.ReplaceAll(d, indice, ""),
		"no index in one":    strings.Replace(d, indice, "", 1),
		"other prefix":       strings.ReplaceAll(d, "pay_i", "p"),
		"default namespace":  strings.ReplaceAll(strings.ReplaceAll(d, "pay_i:", ""), "xmlns:pay_i", "xmlns"),
		"negative, annulled": strings.ReplaceAll(strings.ReplaceAll(d, ">100.00<", ">-100.00<"), "Pagamento>0<", "Pagamento>3<"),
	}
}

func TestPrevisione(t *testing.T) {
	for nome, d := range formeScritte(t) {
		t.Run(nome, func(t *testing.T) {
			require.True(t, stessaLettura(t, []byte(d)) || nome == "negative, annulled", "not predicted")
			require.False(t, stessaLettura(t, []byte(strings.ReplaceAll(d, "datiSingoliPagamenti>", "datiSingoliPagamenti >"))))
			stessaLettura(t, []byte(d), flusso.ConMaxRighe(2))
			stessaLettura(t, []byte(d), flusso.ConMaxByte(int64(len(d)-100)))
		})
	}
	// The scope of a namespace that a row declares ends with it.
	d := formeScritte(t)["indented"]
	d = strings.Replace(d, "<pay_i:datiSingoliPagamenti>", `<q:datiSingoliPagamenti xmlns:q="`+flusso.Namespace+`">`, 1)
	i := strings.Index(d, "<q:")
	stessaLettura(t, []byte(d[:i]+strings.ReplaceAll(d[i:], "pay_i:", "q:")))
}

// TestPrevisioneMutata changes every byte of the rows in every way that could mean
// something else to a scanner.
func TestPrevisioneMutata(t *testing.T) {
	d := formeScritte(t)["on one line"]
	passo := 1
	if testing.Short() {
		passo = 7
	}
	for i := strings.Index(d, "<pay_i:datiSingoliPagamenti>"); i < len(d); i += passo {
		for _, c := range []string{"", "<", ">", "&", "&amp;", "]]>", " ", "\r", "\n", "/", "0", "x", "é", "\x00", "\xff", "<!---->", "<?x?>", `"`, ":", "+", "-"} {
			stessaLettura(t, []byte(d[:i]+c+d[i+1:]))
			if c != "" {
				stessaLettura(t, []byte(d[:i]+c+d[i:]))
			}
		}
	}
}

// FuzzPrevisione: a row that is predicted is the row of the scanner, and so are the
// refusals, to the column.
func FuzzPrevisione(f *testing.F) {
	for _, d := range formeScritte(f) {
		f.Add([]byte(d))
	}
	f.Fuzz(func(t *testing.T, dati []byte) { stessaLettura(t, dati) })
}
