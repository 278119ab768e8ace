package causale_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

var semi = []string{
	"/PUR/LGPE-RIVERSAMENTO/URI/" + idBreve,
	"/PUR/LGPE-RIVERSAMENTO/TXT/0/URI/" + idBreve,
	"/PUR/LGPE-RIVERSAMENTO Cumulativo same day pagamenti del 20211004/URI/" + idBreve,
	"/PUR/LGPE-INTEGRAZIONE/URI/2018-05-21CIPBITMM-08-00-17-94244",
	"/RFS/RF18 5390 0754 7034/45.56/TXT/Integrazione",
	"/RFS/RF23 5674 8393 7849 4505 5087 5/45.56",
	"/RFB/190280072147087/10.00/TXT/Tari",
	"/RFB/001190280072147087",
	"ACCREDITI VARI LGPE-RIVERSAMENTO/URI/2023-01-01 ABC123",
	"/PUR/LGPE- RIVERSAMENTO/URI/2024-07- 26PPAYITR1XXX-S20240\n72601 x",
	"RI1/PUR/LGPE-RIVERSAMENTO/URI/2025-09-23BPPIITRRXXX-000038102790 ACCREDITO BOLLETTINO P.A.",
}

func FuzzParse(f *testing.F) {
	for _, s := range semi {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := causale.Parse(s)
		if err != nil {
			return
		}
		// What Format cleans away from a text does not come back.
		if testo, err := causale.Format(c); err != nil {
			t.Fatalf("Parse accepts %q, Format refuses it: %v", s, err)
		} else if altra, err := causale.Parse(testo); err != nil {
			t.Fatalf("%q becomes %q: %v", s, testo, err)
		} else {
			altra.Descrizione, c.Descrizione = strings.Join(strings.Fields(altra.Descrizione), " "), strings.Join(strings.Fields(c.Descrizione), " ")
			if d := cmp.Diff(c, altra, confronta); d != "" {
				t.Fatalf("%q becomes %q: %s", s, testo, d)
			}
		}
		if l, _, err := causale.Leggi(s); err != nil {
			t.Fatalf("Parse accepts %q, Leggi refuses it: %v", s, err)
		} else if l.Tipo != causale.PUR && (l.Tipo != c.Tipo || l.IUV != c.IUV || l.Importo != c.Importo) ||
			c.Tipo == causale.PUR && (l.IDFlusso != c.IDFlusso || l.Progressivo != c.Progressivo || l.Etichetta != c.Etichetta ||
				l.Giornata != c.Giornata || l.Scopo != c.Scopo || l.Avvertenze != 0) {
			t.Fatalf("%q: Parse %+v, Leggi %+v", s, c, l)
		}
	})
}

func FuzzLeggi(f *testing.F) {
	for _, s := range semi {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, _, err := causale.Leggi(s)
		if err != nil {
			if d := cmp.Diff(causale.Causale{}, c, confronta); d != "" {
				t.Fatalf("%q is refused and gives %s", s, d)
			}
			return
		}
		switch c.Tipo {
		case causale.PUR:
			if n := len(c.IDFlusso); n < 11 || n > 35 || c.IUV != "" || c.Scopo != causale.Riversamento && c.Scopo != causale.Integrazione {
				t.Fatalf("%q: %+v", s, c)
			}
		case causale.RFS, causale.RFB:
			if n := len(c.IUV); n < 1 || n > 35 || c.IDFlusso != "" {
				t.Fatalf("%q: %+v", s, c)
			}
		default:
			t.Fatalf("%q: %+v", s, c)
		}
		for _, k := range c.Candidati {
			if k == "" || k == c.IDFlusso || k == c.IUV {
				t.Fatalf("%q: candidate %q of %+v", s, k, c)
			}
		}
		// Reading is blind to case but for what it returns.
		if m, err := causale.Trova(strings.ToUpper(s)); err != nil && len(strings.ToUpper(s)) == len(s) && ascii(s) {
			t.Fatalf("%q is read and its upper case is not: %+v, %v", s, m, err)
		}
	})
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Generated causali of every form go through Format and Parse unchanged.
func TestAndataERitorno(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 2))
	lettere := func(n int, alfabeto string) string {
		var b strings.Builder
		for range n {
			b.WriteByte(alfabeto[g.IntN(len(alfabeto))])
		}
		return b.String()
	}
	const alfa = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	for range 20_000 {
		var c causale.Causale
		switch c.Tipo = [...]causale.Tipo{causale.RFS, causale.RFB, causale.PUR}[g.IntN(3)]; c.Tipo {
		case causale.PUR:
			c.Scopo = [...]causale.Scopo{causale.Riversamento, causale.Integrazione}[g.IntN(2)]
			c.IDFlusso = "2024-07-26" + lettere(1+g.IntN(11), alfa+"_") + "-" + lettere(1+g.IntN(13), alfa+"_-")
			switch g.IntN(3) {
			case 0:
				c.Progressivo = prog(g.IntN(10))
			case 1:
				c.Etichetta = [...]string{"Cumulativo", "Cumulativo same day", "Integrativo1", "Integrativo 9"}[g.IntN(4)]
				c.Giornata = avviso.MustData("2021-10-04").Aggiungi(g.IntN(400))
			}
		case causale.RFS:
			rf, err := avviso.NuovoRF(lettere(1+g.IntN(21), alfa))
			require.NoError(t, err)
			c.IUV = rf.String()
			c.Importo = causale.Indicato(avviso.ImportoDaCentesimi(1 + g.Int64N(avviso.MaxImporto.Centesimi())))
		case causale.RFB:
			c.IUV = lettere(1+g.IntN(35), alfa)
			if g.IntN(2) == 0 {
				c.Importo = causale.Indicato(avviso.ImportoDaCentesimi(1 + g.Int64N(avviso.MaxImporto.Centesimi())))
			}
		}
		if c.Tipo != causale.PUR && g.IntN(2) == 0 {
			c.Descrizione = strings.Join(strings.Fields(lettere(g.IntN(60), alfa+" /-?:().,'+")), " ")
		}
		format := causale.Format
		if g.IntN(2) == 1 {
			format = causale.FormatRaggruppata
		}
		s, err := format(c)
		require.NoError(t, err)
		letta, err := causale.Parse(s)
		require.NoError(t, err, s)
		require.Empty(t, cmp.Diff(c, letta, confronta), s)
	}
}

func TestLeggiAllocazioni(t *testing.T) {
	testi := append([]string{}, semi...)
	for _, r := range righeVere {
		testi = append(testi, r.testo)
	}
	for _, s := range append(testi, "BONIFICO SALDO FATTURA 12") {
		require.LessOrEqual(t, testing.AllocsPerRun(100, func() { _, _ = causale.Trova(s) }), 2.0, s)
	}
}
