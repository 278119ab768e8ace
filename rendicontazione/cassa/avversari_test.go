package cassa_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

const giga = 1 << 30

// scorri drains a document of a bank and returns how many movements it gave and
// the last error.
func scorri(formato string, r io.Reader) (movimenti int, err error) {
	var seq func(func(cassa.Movimento, error) bool)
	switch formato {
	case "OPI":
		g, errore := cassa.NuovoGiornale(r)
		if errore != nil {
			return 0, errore
		}
		seq = g.LeggiMovimenti()
	case "camt.053":
		seq = cassa.NuovoCamt053(r, contiTutti()).LeggiMovimenti()
	case "MT940":
		seq = cassa.NuovoMT940(r, conti()).LeggiMovimenti()
	}
	for _, e := range seq {
		if e != nil {
			err = e
			continue
		}
		movimenti++
	}
	return movimenti, err
}

// TestDocumentiAvversi reads documents of a gigabyte that one element, one line
// or one field fills: each is left soon, with its place.
func TestDocumentiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	opi := func(campo string) string { // up to the text of an element of a movement
		s := giornale(movimento())
		return s[:strings.Index(s, "<"+campo+">")+len(campo)+2]
	}
	camt := func(campo string) string {
		s := campione(t, "camt053_02.xml")
		i := strings.Index(s, "<"+campo)
		require.Positive(t, i, campo)
		return s[:i+strings.IndexByte(s[i:], '>')+1]
	}
	mt := campione(t, "mt940.txt")
	mt = mt[:strings.Index(mt, ":61:")]
	tests := []struct {
		nome, formato, testa, blocco string
	}{
		{"nested", "OPI", "", "<a>"},
		{"nested in the header", "OPI", "<flusso_giornale_di_cassa><testata_messaggio>", "<a>"},
		{"nested in a movement", "OPI", opi("causale"), "<a>"},
		{"text", "OPI", opi("causale"), "x"},
		{"white space", "OPI", opi("causale"), " "},
		{"text parted by elements", "OPI", opi("causale"), strings.Repeat("x", 1000) + "<a/>"},
		{"text of the header parted by elements", "OPI", "<flusso_giornale_di_cassa><testata_messaggio><codice_fiscale_ente>", strings.Repeat("x", 1000) + "<a/>"},
		{"a name", "OPI", opi("causale") + "<", "x"},
		{"DOCTYPE", "OPI", "<!DOCTYPE a [", "<!ENTITY a 'b'>"},
		{"nested", "camt.053", "", "<a>"},
		{"nested in a statement", "camt.053", camt("Stmt"), "<a>"},
		{"nested in an entry", "camt.053", camt("Ntry"), "<a>"},
		{"nested in a choice", "camt.053", camt("Sts"), "<a>"},
		{"text", "camt.053", camt("Ustrd"), "x"},
		{"text parted by elements", "camt.053", camt("Ustrd"), strings.Repeat("x", 1000) + "<a/>"},
		{"a choice parted by elements", "camt.053", camt("Sts"), strings.Repeat("x", 1000) + "<a>b</a>"},
		{"one line", "MT940", "", "x"},
		{"one line of a field", "MT940", mt + ":61:", "1"},
		{"lines of a field", "MT940", mt + ":86:x\n", "x\n"},
		{"long lines of a field", "MT940", mt + ":86:x\n", strings.Repeat("x", 1000) + "\n"},
		{"one line behind blocks", "MT940", "{1:F01}{2:I940}{4:", "{"},
	}
	for _, tt := range tests {
		t.Run(tt.formato+", "+tt.nome, func(t *testing.T) {
			in := prova.Ripeti(tt.testa, tt.blocco, giga/int64(len(tt.blocco)), "")
			var err error
			n := prova.Assegnati(func() { _, err = scorri(tt.formato, in) })
			var e *cassa.Errore
			require.ErrorAs(t, err, &e)
			require.Positive(t, e.Riga)
			require.Less(t, n, uint64(16*prova.Mega))
			require.LessOrEqual(t, in.Letti(), int64(4*prova.Mega))
			require.Less(t, len(err.Error()), 2000)
		})
	}
}

// TestDocumentiLunghi reads what has no end but good or empty parts: nothing is
// kept, so ten times as much allocates at most ten times as much.
func TestDocumentiLunghi(t *testing.T) {
	mt := campione(t, "mt940.txt")
	tests := []struct{ nome, formato, testa, blocco string }{
		{"movements with one key", "OPI", strings.Split(giornale("@"), "@")[0], movimento()},
		{"unknown elements", "OPI", strings.Split(giornale("@"), "@")[0], "<a b='c'/>"},
		{"new unknown elements", "OPI", strings.Split(giornale("@"), "@")[0], movimento("tipo_operazione", "X")},
		{"statements", "camt.053", "<Document><BkToCstmrStmt>", stmtT("S", scritturaCamt("1.00", ""))},
		{"entries", "camt.053", "<Document><BkToCstmrStmt>" + strings.TrimSuffix(stmtT("S"), "</Stmt>"), scritturaCamt("1.00", "<AcctSvcrRef>AAA1</AcctSvcrRef>")},
		{"balances", "camt.053", "<Document><BkToCstmrStmt>" + strings.TrimSuffix(stmtT("S"), "</Stmt>"), saldo("OPBD", "1.00", "2026-04-14")},
		{"transactions", "camt.053", "<Document><BkToCstmrStmt>" + strings.TrimSuffix(stmtT("S"), "</Stmt>") + "<Ntry><NtryDtls>", "<TxDtls>" + ustrd("x") + "</TxDtls>"},
		{"envelopes", "camt.053", "<CBIBdyBkToCstmrStmtReq>", "<CBIEnvelBkToCstmrStmtReqLogMsg/>"},
		{"messages", "MT940", "", mt},
		{"blank lines", "MT940", "", "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.formato+", "+tt.nome, func(t *testing.T) {
			prova.Lineare(t, 2000, func(n int) func() {
				return func() {
					_, err := scorri(tt.formato, prova.Ripeti(tt.testa, tt.blocco, int64(n), ""))
					if errors.Is(err, cassa.ErrLettura) {
						t.Fatal(err)
					}
				}
			})
		})
	}
}

// TestImportiAvversi puts numbers where amounts stand.
func TestImportiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	for _, s := range prova.Numeri() {
		if len(s) > prova.Mega/2 {
			s = s[:prova.Mega/2]
		}
		camt := campione(t, "camt053_02.xml")
		i := strings.Index(camt, "<Ntry>")
		i += strings.Index(camt[i:], "<Amt")
		i += strings.IndexByte(camt[i:], '>') + 1
		camt = camt[:i] + s + camt[i+strings.IndexByte(camt[i:], '<'):]
		for formato, testo := range map[string]string{"OPI": giornale(movimento("importo", s)), "camt.053": camt} {
			var err error
			n := prova.Assegnati(func() { _, err = scorri(formato, strings.NewReader(testo)) })
			var e *cassa.Errore
			require.ErrorAs(t, err, &e, "%s %.20s", formato, s)
			require.Equal(t, cassa.CodiceImporto, e.Codice)
			require.Positive(t, e.Riga)
			require.LessOrEqual(t, n, uint64(20*len(testo)+prova.Mega))
			require.Less(t, len(err.Error()), 2000)
		}
	}
}
