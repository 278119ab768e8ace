package piemontepay_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/piemontepay"
)

// TestMessaggiAvversi gives the readers of messages documents made to exhaust
// them.
func TestMessaggiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	buono, err := piemontepay.AppendBusta(nil, messaggi(piemontepay.XSD110)[0], piemontepay.XSD110, nil)
	require.NoError(t, err)
	for nome, leggi := range map[string]func([]byte) error{
		"ParseMessaggio, 1.1.0": func(b []byte) error { _, err := piemontepay.ParseMessaggio(b, piemontepay.XSD110); return err },
		"ParseMessaggio, multi": func(b []byte) error {
			_, err := piemontepay.ParseMessaggio(b, piemontepay.Multibeneficiario)
			return err
		},
		"LeggiMessaggio": func(b []byte) error { _, _, err := piemontepay.RiconosciMessaggio(b); return err },
	} {
		t.Run(nome, func(t *testing.T) {
			prova.Rifiutati(t, prova.AttacchiXML(t, buono, nome == "LeggiMessaggio"), 24*prova.Mega, leggi, func(t *testing.T, err error) {
				var e *piemontepay.Errore
				require.ErrorAs(t, err, &e)
				require.ErrorIs(t, err, piemontepay.ErrMessaggio)
				require.Positive(t, e.Riga)
				require.Positive(t, e.Colonna)
			})
		})
	}
	for _, s := range prova.Numeri() {
		dati := strings.Replace(string(buono), ">59.90<", ">"+s+"<", 1)
		require.NotEqual(t, string(buono), dati)
		_, err := piemontepay.ParseMessaggio([]byte(dati), piemontepay.XSD110)
		var e *piemontepay.Errore
		require.ErrorAs(t, err, &e, "%.20s", s)
		require.Positive(t, e.Riga)
		require.Less(t, len(err.Error()), 2000)
	}
}

// TestRitorniAvversi reads return URLs of megabytes.
func TestRitorniAvversi(t *testing.T) {
	prova.SenzaRace(t)
	n := 8 * prova.Mega
	for _, tt := range []struct{ nome, testa, blocco string }{
		{"identifier", "https://a/?idPagamento=", "a"},
		{"escapes", "https://a/?idPagamento=", "%41"},
		{"broken escapes", "https://a/?idPagamento=", "%"},
		{"separators", "https://a/?", "&"},
		{"equals", "https://a/?", "="},
		{"one parameter", "https://a/?", "a=b&"},
		{"question marks", "", "?"},
		{"fragments", "", "#?"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			url := string(prova.Testo(tt.testa, tt.blocco, n/len(tt.blocco), ""))
			var err error
			assegnati := prova.Assegnati(func() { _, err = piemontepay.ParseRitorno(url) })
			var e *piemontepay.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, piemontepay.ErrRitorno)
			require.LessOrEqual(t, assegnati, uint64(4*n))
			require.Less(t, len(err.Error()), 2000)
		})
	}
	// Parameters without number, all different.
	prova.Lineare(t, 5000, func(n int) func() {
		var b strings.Builder
		b.WriteString("https://a/?idPagamento=a")
		for i := range n {
			fmt.Fprintf(&b, "&p%d=v", i)
		}
		url := b.String()
		return func() {
			if r, err := piemontepay.ParseRitorno(url); err != nil || len(r.Altri) != n {
				t.Fatal(err)
			}
		}
	})
}

// TestTestiAvversi gives megabytes to the readers of short values.
func TestTestiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	lungo := strings.Repeat("A", 8*prova.Mega)
	for nome, leggi := range map[string]func(string) error{
		"ParseDigest":                  func(s string) error { _, err := piemontepay.ParseDigest(s); return err },
		"ParseIdentificativoPagamento": func(s string) error { _, err := piemontepay.ParseIdentificativoPagamento(s); return err },
		"ParseEvento":                  func(s string) error { _, err := piemontepay.ParseEvento(s); return err },
		"ParseStato":                   func(s string) error { _, err := piemontepay.ParseStato(s); return err },
	} {
		var err error
		require.Less(t, prova.Assegnati(func() { err = leggi(lungo) }), uint64(64<<10), nome)
		require.Error(t, err, nome)
		require.Less(t, len(err.Error()), 500, nome)
	}
}
