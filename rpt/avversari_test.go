package rpt_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rpt"
)

// rifiutoConPosto requires an *Errore of bad syntax that says where.
func rifiutoConPosto(t *testing.T, err error) {
	t.Helper()
	var e *rpt.Errore
	require.ErrorAs(t, err, &e)
	require.ErrorIs(t, err, rpt.ErrSintassi)
	require.Equal(t, rpt.CodiceSintassiXSD, e.Codice)
	require.Positive(t, e.Riga)
	require.Positive(t, e.Colonna)
}

// TestDocumentiAvversi gives every reader documents made to exhaust it.
func TestDocumentiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	lettori := []struct {
		nome, file string
		leggi      []func([]byte) error
	}{
		{"RPT", "rpt.xml", []func([]byte) error{
			func(b []byte) error { _, err := rpt.ParseRPT(b); return err },
			func(b []byte) error { _, _, err := rpt.LeggiRPT(b); return err },
		}},
		{"RT", "rt.xml", []func([]byte) error{
			func(b []byte) error { _, err := rpt.ParseRT(b); return err },
			func(b []byte) error { _, _, err := rpt.LeggiRT(b); return err },
		}},
		{"receipt", "pasendrtv2.xml", []func([]byte) error{
			func(b []byte) error { _, err := rpt.ParseRicevuta(b); return err },
			func(b []byte) error { _, _, err := rpt.LeggiRicevuta(b); return err },
		}},
		{"paGetPayment", "pagetpayment.xml", []func([]byte) error{
			func(b []byte) error { _, err := rpt.ParsePaGetPayment(b); return err },
		}},
		{"answer to paGetPayment", "pagetpaymentv2risposta.xml", []func([]byte) error{
			func(b []byte) error { _, err := rpt.ParsePaGetPaymentRisposta(b); return err },
			func(b []byte) error { _, _, err := rpt.LeggiPaGetPaymentRisposta(b); return err },
		}},
		{"answer of the body", "rispostapa.xml", []func([]byte) error{
			func(b []byte) error { _, err := rpt.ParseRispostaPA(b); return err },
		}},
	}
	for _, l := range lettori {
		t.Run(l.nome, func(t *testing.T) {
			aa := prova.AttacchiXML(t, file(t, l.file), l.nome == "RT")
			for i, leggi := range l.leggi {
				t.Run([]string{"strict", "lenient"}[i], func(t *testing.T) {
					prova.Rifiutati(t, aa, 6*prova.Mega, leggi, rifiutoConPosto)
				})
			}
		})
	}
	t.Run("paaInviaRT", func(t *testing.T) {
		buona := []byte(`<Envelope><Header><intestazionePPT><identificativoDominio>1</identificativoDominio></intestazionePPT></Header></Envelope>`)
		aa := prova.AttacchiXML(t, buona, false)
		prova.Rifiutati(t, aa, 6*prova.Mega, func(b []byte) error { _, err := rpt.ParsePaaInviaRT(b); return err }, func(t *testing.T, err error) {
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, rpt.ErrSintassi)
		})
	})
}

// TestValoriAvversi puts values that a careless reader would compute with.
func TestValoriAvversi(t *testing.T) {
	prova.SenzaRace(t)
	for _, importo := range []string{"1e10000", "1E2", "0x10.00", "NaN", "1_0.00", strings.Repeat("9", prova.Mega/2) + ".00", "1." + strings.Repeat("0", prova.Mega/2)} {
		dati := cambia(t, file(t, "rt.xml"), ">100.50<", ">"+importo+"<")
		for _, leggi := range []func() error{
			func() error { _, err := rpt.ParseRT(dati); return err },
			func() error { _, _, err := rpt.LeggiRT(dati); return err },
		} {
			var err error
			require.Less(t, prova.Assegnati(func() { err = leggi() }), uint64(6*prova.Mega))
			require.ErrorIs(t, err, rpt.ErrImporto, "%.20s", importo)
			rifiutoConPosto(t, err)
			require.Less(t, len(err.Error()), 500)
		}
	}
}

// TestBusteAvverse nests base64 in base64, and puts long documents inside.
func TestBusteAvverse(t *testing.T) {
	prova.SenzaRace(t)
	dati := file(t, "rt.xml")
	for range 10 {
		dati = rpt.AppendBase64(nil, dati)
	}
	_, _, err := rpt.LeggiRT(dati)
	require.ErrorIs(t, err, rpt.ErrBusta)

	// As many texts as the reader looks at, each a little shorter: a constant
	// times the length.
	vuoti := prova.Testo("", " ", 8*prova.Mega, "")
	_, dati, _ = bytes.Cut(file(t, "rt.xml"), []byte("?>"))
	dati = rpt.AppendBase64(nil, rpt.AppendBase64(nil, rpt.AppendBase64(nil, append(vuoti, dati...))))
	var letta rpt.RT
	n := prova.Assegnati(func() { letta, _, err = rpt.LeggiRT(dati) })
	require.NoError(t, err)
	require.Equal(t, "6.2.0", letta.VersioneOggetto)
	require.Less(t, n, uint64(6*len(dati)))
}

// TestAvvertenzeAvverse: the places of warnings are found in one more reading of
// the text, however many they are.
func TestAvvertenzeAvverse(t *testing.T) {
	dati := file(t, "rt.xml")
	dati = bytes.ReplaceAll(dati, []byte(".50<"), []byte(".5<"))
	dati = bytes.ReplaceAll(dati, []byte(".00<"), []byte("<"))
	commento := "<!--" + strings.Repeat("x", prova.Mega) + "-->"
	lungo := cambia(t, dati, "<dominio>", commento+"<dominio>")
	_, corte, err := rpt.LeggiRT(dati)
	require.NoError(t, err)
	require.Greater(t, len(corte), 2)
	_, lunghe, err := rpt.LeggiRT(lungo)
	require.NoError(t, err)
	require.Len(t, lunghe, len(corte))
	for i, a := range lunghe {
		riga, colonna := posto(t, dati, "<"+a.Campo[strings.LastIndexByte(a.Campo, '/')+1:]+">"+a.Valore)
		require.Equal(t, [2]int{riga, colonna}, [2]int{a.Riga, a.Colonna}, a.Campo)
		require.Equal(t, [2]int{riga, colonna}, [2]int{corte[i].Riga, corte[i].Colonna}, a.Campo)
	}
}
