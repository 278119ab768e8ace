package carta_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/internal/membri"
)

// stampato: a document that was read prints, and the same one twice gives the same bytes.
func stampato(t *testing.T, componi func() carta.Esito) {
	t.Helper()
	e := componi()
	require.Positive(t, e.Pagine)
	require.True(t, bytes.HasPrefix(e.PDF, []byte("%PDF-1.7")))
	require.True(t, bytes.Equal(e.PDF, componi().PDF))
}

func semi(f *testing.F, nomi ...string) {
	f.Helper()
	for _, n := range nomi {
		b, err := os.ReadFile(n)
		require.NoError(f, err)
		f.Add(b)
	}
}

// FuzzRicevute: whatever is read as a receipt prints.
func FuzzRicevute(f *testing.F) {
	semi(f, "../campione/rt.xml", "../campione/pasendrtv2.xml", "../../../rpt/testdata/pasendrt.xml")
	f.Add([]byte(`{"idA2A":"G","idPendenza":"1","rt":{"receiptId":"a","outcome":"OK"},"riscossioni":[]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, _, err := carta.LeggiRicevuta(b, false)
		if err != nil {
			return
		}
		stampato(t, func() carta.Esito { return carta.ComponiRicevuta(r, carta.Scelte{Giorno: giorno}) })
	})
}

// FuzzAvvisi: whatever is read as a notice prints, or is refused.
func FuzzAvvisi(f *testing.F) {
	f.Add([]byte(`{"ente":{"idDominio":"00429440068","nome":"Comune"},"debitore":{"nome":"Pino"},"oggetto":"TARI","lingua":{"codice":"de"},` +
		`"dettaglio":[{"voce":"a","importo":"1.00"}],"rate":[{"numeroAvviso":"301000000000004285","importo":"100.00","accredito":"` + contoPostale + `"}]}`))
	f.Add([]byte(`{"ente":{"idDominio":"00429440068","nome":"Comune","canaleOnline":"app","cbill":"AB123"},"debitore":{"nome":"ANONIMO"},"oggetto":"Verbale",` +
		`"rate":[{"numeroAvviso":"301000000000004285","importo":"42.00","soglia":{"tipo":"SCONTATO"}},{"numeroAvviso":"301000000000004386","importo":"60.00","soglia":{"tipo":"RIDOTTO"}}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var a avviso.Avviso
		if err := membri.Parse(b, &a); err != nil {
			return
		}
		d, _, err := carta.Prepara(a, carta.Scelte{Giorno: giorno, Bollettino: "si"})
		if err != nil {
			return
		}
		stampato(t, func() carta.Esito { return carta.Componi(d) })
	})
}

// FuzzQuietanze: whatever is read as a discharge prints.
func FuzzQuietanze(f *testing.F) {
	semi(f, "../campione/quietanza.json")
	f.Fuzz(func(t *testing.T, b []byte) {
		q, err := carta.ParseQuietanza(b)
		if err != nil {
			return
		}
		stampato(t, func() carta.Esito { return carta.ComponiQuietanza(q, carta.Scelte{Giorno: giorno}) })
	})
}
