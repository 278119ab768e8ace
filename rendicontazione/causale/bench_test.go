package causale_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// testiBanca are rows as banks give them, cumulative for the most part.
func testiBanca() []string {
	var t []string
	for _, r := range righeVere {
		t = append(t, r.testo)
	}
	return append(t,
		"/PUR/LGPE-RIVERSAMENTO/URI/"+idBreve,
		"/PUR/LGPE-RIVERSAMENTO/TXT/0/URI/"+idBreve,
		"ACCREDITI VARI LGPE-RIVERSAMENTO/URI/2023-01-01 ABC123",
		"BONIFICO A VOSTRO FAVORE /RFB/190280072147087/45.56/TXT/TARI 2023 PRIMA RATA",
		"/RFS/RF18 5390 0754 7034/45.56",
		"BONIFICO A VOSTRO FAVORE DA MARIO ROSSI SALDO FATTURA 12 DEL 2023 RIF 0123456789")
}

func BenchmarkLeggi(b *testing.B) {
	testi := testiBanca()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		_, _ = causale.Trova(testi[i%len(testi)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "causali/s")
}

func BenchmarkLeggiAvversa(b *testing.B) {
	for _, n := range []int{1024, 4096} {
		s := strings.Repeat("LGPE-RIVERSAMENTO U R RFS-", n)[:n]
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				_, _ = causale.Trova(s)
			}
		})
	}
}

// BenchmarkControRegexp runs the same texts through a parser of the same
// coverage written with regular expressions.
func BenchmarkControRegexp(b *testing.B) {
	testi := testiBanca()
	for _, s := range testi {
		if c, err := causale.Trova(s); err == nil {
			if r := leggiRegexp(s); r != c.IDFlusso+c.IUV {
				b.Fatalf("%q: %q, want %q", s, r, c.IDFlusso+c.IUV)
			}
		}
	}
	var nostro, loro time.Duration
	b.ReportAllocs()
	for b.Loop() {
		t0 := time.Now()
		for _, s := range testi {
			_, _ = causale.Trova(s)
		}
		t1 := time.Now()
		for _, s := range testi {
			leggiRegexp(s)
		}
		nostro += t1.Sub(t0)
		loro += time.Since(t1)
	}
	b.ReportMetric(float64(loro)/float64(nostro), "volte")
}

func largo(s string) string { return strings.Join(strings.Split(s, ""), `\s*`) }

var (
	reMarcatore = regexp.MustCompile(`(?i)` + largo("LGPE-") + `\s*(?:` + largo("RIVERSAMENTO") + `|` + largo("INTEGRAZIONE") + `)` +
		`(?:[^0-9A-Za-z]{0,3}` + largo("TXT") + `[^0-9A-Za-z]{0,3}[0-9]|/[0-9]/|\s+.{0,60}?)?` +
		`[^0-9A-Za-z]{0,3}` + largo("URI") + `[^0-9A-Za-z]{0,3}([0-9][0-9A-Za-z_\-\s]*)`)
	reCompleto = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[^-]+-.`)
	reID       = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}.+$`)
	reSingola  = regexp.MustCompile(`(?i)(?:^|[^0-9A-Za-z])RF[SB][^0-9A-Za-z]{1,2}([^/]*)(?:/(\d{1,12}(?:[.,]\d{1,2})?))?(?:/TXT/(.*))?`)
	reParola   = regexp.MustCompile(`[0-9A-Za-z_-]+`)
	reRF       = regexp.MustCompile(`(?i)^RF\d{2}[0-9A-Z]{1,21}$`)
)

// leggiRegexp returns the identifier of a text.
func leggiRegexp(s string) string {
	for _, m := range reMarcatore.FindAllStringSubmatch(s, -1) {
		id := ""
		for _, p := range strings.Fields(m[1]) {
			if reCompleto.MatchString(id) {
				break
			}
			id += p
		}
		if len(id) <= 35 && reID.MatchString(id) {
			if _, err := time.Parse(time.DateOnly, id[:10]); err == nil {
				return id
			}
		}
	}
	for _, m := range reSingola.FindAllStringSubmatch(s, -1) {
		if compatto := strings.Join(strings.Fields(m[1]), ""); reRF.MatchString(compatto) {
			return strings.ToUpper(compatto)
		}
		if w := reParola.FindString(m[1]); w != "" {
			return w
		}
	}
	return ""
}
