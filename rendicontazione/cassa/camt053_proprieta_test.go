package cassa_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// estrattoACaso writes a statement of up to six entries out of few amounts, days and references, so
// that much of it is equal, and returns with it what tells each line from others: the bank's
// reference, if it is one, with day, side and amount.
func estrattoACaso(r *rand.Rand, id string) (xml string, linee []string) {
	var voci []string
	for range r.IntN(7) {
		importo := []string{"10.00", "318.40"}[r.IntN(2)]
		segno := []string{"CRDT", "DBIT"}[r.IntN(2)]
		giorno := []string{"2026-04-13", "2026-04-14"}[r.IntN(2)]
		rif := []string{"", "NONREF", "7700911", "7700912"}[r.IntN(4)]
		voce := strings.NewReplacer("CRDT", segno, "2026-04-14", giorno).Replace(scritturaCamt(importo, "<AcctSvcrRef>"+rif+"</AcctSvcrRef>"))
		voci = append(voci, voce)
		if strings.HasPrefix(rif, "77") {
			linee = append(linee, rif+giorno+segno+importo)
		} else {
			linee = append(linee, "")
		}
	}
	return stmtT(id, voci...), linee
}

// TestCamt053IdentitaACaso: every line is one movement; a document read again gives the same keys; two
// documents share a key only where the bank says that it is one line.
func TestCamt053IdentitaACaso(t *testing.T) {
	r := rand.New(rand.NewPCG(53, 940))
	for range 500 {
		viste := map[cassa.Chiave]string{}
		for d := range 3 {
			var stmt []string
			var linee []string
			for s := range 1 + r.IntN(2) {
				x, l := estrattoACaso(r, fmt.Sprint("S", d, s))
				stmt, linee = append(stmt, x), append(linee, l...)
			}
			letti, e := leggiT(t, messaggio(stmt...))
			riletti, _ := leggiT(t, messaggio(stmt...))
			require.Equal(t, letti, riletti)
			require.Len(t, letti, len(linee))
			require.Len(t, e.Quadrature(), len(stmt))
			nello := map[string]bool{} // keys of the statement
			for i, m := range letti {
				if i > 0 && letti[i-1].Estratto != m.Estratto {
					clear(nello)
				}
				require.False(t, nello[m.ID])
				nello[m.ID] = true
				if prima, nota := viste[m.Chiave()]; nota {
					require.NotEmpty(t, linee[i])
					require.Equal(t, prima, linee[i])
				}
				viste[m.Chiave()] = linee[i]
			}
		}
	}
}

// A stream holds near its end what it held near its beginning, but for the names and the totals of
// the statements in between.
func TestCamt053MemoriaCostante(t *testing.T) {
	const stmt, voci = 200, 200
	s := strings.TrimSuffix(stmtT("S", scritturaCamt("1.00", "<AcctSvcrRef>7700911</AcctSvcrRef>"+tx(ustrd(strings.Repeat("x", 400))))), "</Stmt>")
	testa, voce := s[:strings.Index(s, "<Ntry>")], s[strings.Index(s, "<Ntry>"):]
	parti := []io.Reader{strings.NewReader("<Document><BkToCstmrStmt>")}
	for range stmt {
		parti = append(parti, strings.NewReader(testa), &ripeti{testo: voce, volte: voci}, strings.NewReader("</Stmt>"))
	}
	e := cassa.NuovoCamt053(io.MultiReader(append(parti, strings.NewReader("</BkToCstmrStmt></Document>"))...), contiT)
	tenuti := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	n := 0
	var prima, dopo uint64
	for _, err := range e.Movimenti() {
		require.NoError(t, err)
		switch n++; n {
		case stmt / 10 * voci:
			prima = tenuti()
		case stmt*voci - 1:
			dopo = tenuti()
		}
	}
	require.Equal(t, stmt*voci, n)
	require.Less(t, dopo, prima+stmt*1024)
	require.Len(t, e.Quadrature(), stmt)
}
