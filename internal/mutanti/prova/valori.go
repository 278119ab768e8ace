package prova

import (
	"maps"
	"math/big"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ovunque are texts that any element may get.
var ovunque = []string{
	"0", "1", "2", "5", "9", "00", "-1", "A", "a", "x", "à", "€", "𝄞", "OK", "KO", "true", "N/A", "a b", "a  b", "a\tb", "a\nb", "a<b", "a&b", "]]>", "\u00a0", "\u200b", "é" + "\u0301",
	"a@b.it", "IT", "EUR", "2024-05-03", "10.00", "\u0085", "\u2028", "\ufeffx", "\u007f",
}

// delTipo are texts for the kinds of built-in types.
var delTipo = map[string][]string{
	"decimal": {
		"0", "-0", "+0", "0.00", "-0.00", "0.01", "-0.01", "+1", "+1.00", "1", "1.0", "1.00", "1.000", "1.001", "1.005", "01.00", "001.00", ".50", "-.50", "1.", ".", "-", "+", "-1.00", "--1.00", "1e2", "1E2", "1,00", "1.000,00",
		"1 000.00", "1_000", "INF", "-INF", "NaN", "0x10", "١٢.٠٠", "１.００", "99999999.99", "100000000.00", "999999999.99", "1000000000.00", "9999999999999.99", "10000000000000.00", "99999999999999.99", "999999999999999.99", "9999999999999999.99",
		"99999999999999999.99", "999999999999999999.99", "92233720368547758.07", "92233720368547758.08", "-92233720368547758.08", "99999999999999999999999999999999.99", "0000000000000000000000000001.00", "1.0000000000000000000000000",
		"+ 1.00", "1.0.0", "€1.00", "1.00€", "1.00-",
	},
	"integer": {
		"0", "-0", "+0", "1", "+1", "-1", "01", "000000000000000000000000001", "1.0", "1.", "1e1", "127", "128", "255", "256", "32767", "32768", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296",
		"9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999", "١", "１", "0x1", "1 2", "--1", "+-1", "1_0",
	},
	"date": {
		"2024-02-29", "2023-02-29", "2026-02-30", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32", "2024-1-1", "24-01-01", "02024-01-01", "12024-01-01", "0000-01-01", "0001-01-01", "-0001-01-01", "-2024-01-01", "+2024-01-01",
		"9999-12-31", "10000-01-01", "1900-02-29", "2000-02-29", "2024-05-03Z", "2024-05-03z", "2024-05-03+00:00", "2024-05-03-00:00", "2024-05-03+01:00", "2024-05-03+14:00", "2024-05-03-14:00", "2024-05-03+14:01", "2024-05-03+15:00",
		"2024-05-03+1:00", "2024-05-03+0100", "2024-05-03+01", "2024-05-03+01:60", "2024-05-03T00:00:00", "2024/05/03", "03/05/2024", "20240503", "2024-05", "2024", "2024-05-03 ", "２０２４-05-03", "2024-05-03+01:00Z", "1752-09-05", "1582-10-10",
	},
	"dateTime": {
		"2024-05-03T10:15:30", "2024-05-03T10:15:30Z", "2024-05-03T10:15:30z", "2024-05-03t10:15:30", "2024-05-03 10:15:30", "2024-05-03T10:15", "2024-05-03T10", "2024-05-03", "2024-05-03T24:00:00", "2024-05-03T24:00:00.000", "2024-05-03T24:00:01", "2024-12-31T24:00:00Z",
		"2024-05-03T25:00:00", "2024-05-03T10:60:00", "2024-05-03T10:15:60", "2024-05-03T23:59:60Z", "2024-05-03T10:15:30.1", "2024-05-03T10:15:30.", "2024-05-03T10:15:30,5", "2024-05-03T10:15:30.123456789", "2024-05-03T10:15:30.1234567890123", "2024-05-03T10:15:30.0000000001",
		"2024-05-03T10:15:30+02:00", "2024-05-03T10:15:30-14:00", "2024-05-03T10:15:30+14:00", "2024-05-03T10:15:30+14:01", "2024-05-03T10:15:30+15:00", "2024-05-03T10:15:30-00:00", "2024-05-03T10:15:30+0200", "2024-05-03T10:15:30+02", "2024-05-03T10:15:30+2:00", "2024-05-03T1:15:30",
		"2024-05-03T10:15:30 +02:00", "2026-02-30T10:00:00", "2023-02-29T10:00:00", "0000-01-01T00:00:00", "0001-01-01T00:00:00", "-0001-01-01T00:00:00", "-2024-05-03T10:15:30", "9999-12-31T23:59:59", "9999-12-31T24:00:00", "12024-05-03T10:15:30", "+2024-05-03T10:15:30",
		"2024-03-31T02:30:00", "2024-10-27T02:30:00", "2024-05-03T10:15:3", "2024-05-03T10:15:30.5+02:00", "2024-05-03T-1:00:00", "1970-01-01T00:00:00Z", "2024-05-03T10:15:30.123Z", "2024-05-03T00:00:00",
	},
	"boolean":      {"true", "false", "1", "0", "TRUE", "True", "False", "si", "2", "", " true ", "t", "f", "yes", "+1", "00"},
	"base64Binary": {"", "YQ==", "YQ", "YQ=", "Y Q = =", "YR==", "YWI=", "YWJj", "YWJj====", "Y===", "=", "====", "YW Jj", "YW\nJj", " YWJj ", "YW-j", "YW_j", "YW+/", "é", "YWJjZ", "&", "YWJj.", "YQ==YQ=="},
	"QName":        {"a", "a:b", "soapenv:Client", "soap:Server", ":a", "a:", "1a", "a b", "a:b:c", ""},
	"anyURI":       {"http://x.example/a b", "a", "::", "http://[", "%zz", "urn:x", "", "https://x.example/à", "\\"},
	"gYear":        {"2024", "24", "02024", "0000", "-2024", "12024", "2024Z", "2024+01:00", "1999", "2099", "2100", "1998"},
}

// famiglia is the kind of a built-in type.
func famiglia(base string) string {
	switch base {
	case "decimal", "float", "double":
		return "decimal"
	case "integer", "int", "long", "short", "byte", "positiveInteger", "nonNegativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte", "negativeInteger":
		return "integer"
	case "hexBinary":
		return "base64Binary"
	}
	return base
}

// valori returns texts at and around the edges of the simple types that an element of a
// name has, in a fixed order.
func (f *Facce) valori(nome, dato string) []string {
	facce, basi := f.di(nome)
	var v []string
	for _, b := range slices.Sorted(maps.Keys(basi)) {
		v = append(v, delTipo[famiglia(b)]...)
	}
	if len(basi) == 0 { // an element that the schema does not name
		for _, b := range slices.Sorted(maps.Keys(delTipo)) {
			v = append(v, delTipo[b]...)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(facce)) {
		for _, x := range unici(facce[n]) {
			v = append(v, diFaccia(n, x, dato)...)
		}
	}
	if _, a := facce["pattern"]; a || len(facce["enumeration"]) > 0 {
		v = append(v, intorno(dato)...)
	}
	return append(v, ovunque...)
}

func unici(s []string) []string { return slices.Compact(slices.Sorted(slices.Values(s))) }

// diFaccia returns texts at and beyond the edge of a facet.
func diFaccia(nome, x, dato string) (v []string) {
	switch nome {
	case "minLength", "maxLength", "length":
		n, err := strconv.Atoi(x)
		if err != nil || n > 100_000 {
			return nil
		}
		for l := max(0, n-1); l <= n+1; l++ {
			v = append(v, strings.Repeat("x", l), strings.Repeat("7", l), strings.Repeat("à", l), strings.Repeat("𝄞", l), lungo(dato, l))
		}
		if n > 1 {
			v = append(v, strings.Repeat("x", n-1)+" ", " "+strings.Repeat("x", n), strings.Repeat(" ", n), strings.Repeat("x", n)+"\n", "a"+strings.Repeat(" ", n-1)+"b")
		}
	case "enumeration":
		v = append(v, x, strings.ToLower(x), strings.ToUpper(x), x+" ", " "+x, x+"X", x+x, "\n"+x+"\t", strings.ReplaceAll(x, " ", "  "))
	case "minInclusive", "maxInclusive", "minExclusive", "maxExclusive":
		r, ok := new(big.Rat).SetString(x)
		if !ok {
			return []string{x}
		}
		v = append(v, x)
		for _, d := range []*big.Rat{big.NewRat(1, 1000), big.NewRat(1, 100), big.NewRat(1, 1)} {
			for _, s := range []*big.Rat{new(big.Rat).Add(r, d), new(big.Rat).Sub(r, d)} {
				v = append(v, s.FloatString(3), s.FloatString(2), s.FloatString(1), s.FloatString(0))
			}
		}
		v = append(v, r.FloatString(0), r.FloatString(1), r.FloatString(2), r.FloatString(3), "0"+x, "+"+x, x+"0")
	case "totalDigits", "fractionDigits":
		n, err := strconv.Atoi(x)
		if err != nil {
			return nil
		}
		for l := max(1, n-2); l <= n+1; l++ {
			nove := strings.Repeat("9", l)
			v = append(v, nove, "-"+nove, "0"+nove, nove+".0", nove+".00", "0."+nove, "1."+nove, "1."+strings.Repeat("0", l), nove[1:]+".5", nove+".99")
		}
	case "pattern":
		r, err := syntax.Parse(x, syntax.Perl)
		if err != nil {
			return nil
		}
		for _, scelta := range []int{0, 1, 2} {
			for _, tanti := range []bool{false, true} {
				var b strings.Builder
				esempio(&b, r, scelta, tanti)
				s := b.String()
				v = append(v, s, s+"0", s+"A", "0"+s, s+"\n", strings.ToLower(s))
				if s != "" {
					v = append(v, s[1:], s[:len(s)-1])
				}
			}
		}
	}
	return v
}

// lungo returns a text of so many characters that begins as dato does.
func lungo(dato string, n int) string {
	r := []rune(dato)
	for len(r) < n {
		r = append(r, append(r, 'x')[len(r)/2])
	}
	return string(r[:n])
}

// intorno returns texts that differ a little.
func intorno(dato string) (v []string) {
	r := []rune(dato)
	if len(r) == 0 {
		return nil
	}
	for _, x := range []string{"0", "a", "A", "à", " ", "-", "/", "_", ".", "\n"} {
		v = append(v, dato+x, x+dato, string(r[:len(r)-1])+x, x+string(r[1:]), string(r[:len(r)/2])+x+string(r[len(r)/2:]))
	}
	return append(v, string(r[1:]), string(r[:len(r)-1]), dato+dato, strings.ToLower(dato), strings.ToUpper(dato))
}

// esempio writes a text that a pattern takes: the first, the last or another character of
// each class, and as few or as many as it may.
func esempio(b *strings.Builder, r *syntax.Regexp, scelta int, tanti bool) {
	volte := 1
	switch r.Op {
	case syntax.OpLiteral:
		b.WriteString(string(r.Rune))
	case syntax.OpCharClass:
		b.WriteRune(carattere(r.Rune, scelta))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteRune([]rune{'x', 'à', '9'}[scelta])
	case syntax.OpAlternate:
		esempio(b, r.Sub[scelta%len(r.Sub)], scelta, tanti)
		return
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		poche, molte := map[syntax.Op]int{syntax.OpPlus: 1}[r.Op], 3
		if r.Op == syntax.OpQuest {
			molte = 1
		}
		if r.Op == syntax.OpRepeat {
			if poche, molte = r.Min, r.Max; molte < 0 {
				molte = poche + 3
			}
		}
		if volte = poche; tanti {
			volte = molte
		}
	}
	for range volte {
		for _, s := range r.Sub {
			esempio(b, s, scelta, tanti)
		}
	}
}

// carattere returns a printable character of a class.
func carattere(classe []rune, scelta int) rune {
	var belli []rune
	for i := 0; i+1 < len(classe); i += 2 {
		for c := max(classe[i], '!'); c <= min(classe[i+1], 0x17F); c++ {
			if unicode.IsPrint(c) {
				belli = append(belli, c)
			}
		}
	}
	if len(belli) == 0 {
		return classe[0]
	}
	return belli[[]int{0, len(belli) - 1, len(belli) / 2}[scelta]]
}
