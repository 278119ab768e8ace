package prova

import "strings"

// AttacchiJSON makes hostile JSON documents for the readers of one object, none of
// which any reader may take: not JSON to the end, 5 M levels deep, or with the
// member called nome twice. The largest are as large as they are called only when
// grandi is said and tests are not short.
func AttacchiJSON(nome string, grandi bool) []Attacco {
	testo, livelli := grandezze(grandi)
	m := `{"` + nome + `":`
	return []Attacco{
		{"arrays, nested", Testo("", "[", livelli, "")},
		{"objects, nested", Testo("", m, livelli, "")},
		{"arrays, nested in a member", Testo(m, "[", 100_000, strings.Repeat("]", 100_000)+"}")},
		{"200 MiB of text, not ended", Testo(m+`"`, "0123456789abcdef", testo/16, "")},
		{"200 MiB of digits, not ended", Testo(m, "0123456789", testo/10, "")},
		{"a name without end", Testo(`{"`, "x", 2*Mega, "")},
		{"white space without end", Testo("{", " ", 2*Mega, "")},
		{"a value that follows", Testo(m+"null}", " ", 2*Mega, "x")},
		{"a member twice", []byte(`{"` + nome + `":null,"` + nome + `":null}`)},
		{"an unpaired surrogate and a control", []byte(m + `"\ud800` + "\x00" + `"}`)},
		{"not UTF-8", []byte(m + "\xff}")},
		{"nothing", nil},
	}
}

// Numeri are texts of numbers that a careless reader would compute with.
func Numeri() []string {
	return []string{
		"1e10000", "1E+10000", "1e-10000", "-1e10000", "0.1e10001", "1e2147483648", "1" + strings.Repeat("0", 400) + ".00",
		"0." + strings.Repeat("0", 100_000) + "1", strings.Repeat("9", Mega),
	}
}
