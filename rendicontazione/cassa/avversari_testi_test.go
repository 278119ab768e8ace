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

// testiAvversi are the readers of text, by name.
var testiAvversi = map[string]func(io.Reader) *cassa.Estratto{
	"MT940": func(r io.Reader) *cassa.Estratto { return cassa.NuovoMT940(r, contiTutti()) },
	"RH":    func(r io.Reader) *cassa.Estratto { return cassa.NuovoRH(r, contiTutti()) },
	"table": func(r io.Reader) *cassa.Estratto {
		return cassa.NuovaTabella(r, contiTutti(), cassa.Profilo{IdDominio: dominioT})
	},
}

// TestTestiAvversi reads texts of a gigabyte that one line, one field or one row fills: each is
// left soon, with its place.
func TestTestiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	testaRH := rh(bonifico)
	testaRH = testaRH[:strings.Index(testaRH, " 64")]
	for _, tt := range []struct{ nome, formato, testa, blocco string }{
		{"one line", "RH", testaRH, "x"},
		{"one line from the beginning", "RH", "", "x"},
		{"text of a movement", "RH", testaRH, " 630000001001TESTO LIBERO\n"},
		{"blanks", "RH", testaRH, strings.Repeat(" ", 1000)},
		{"control characters", "MT940", messaggio940("1", "C260413EUR0,", "C260414EUR0,"), "\x01"},
		{"header of no end", "MT940", messaggio940("1", "C260413EUR0,", "C260414EUR0,"), "X\n"},
		{"one line", "table", titoliTesoreria, "x"},
		{"titles of no end", "table", "", "ESERCIZIO;"},
		{"a quote that is not closed", "table", titoliTesoreria + `2026;311;"`, "x\n"},
		{"a quote that is not closed, long lines", "table", titoliTesoreria + `2026;311;"`, strings.Repeat("x", 60_000) + "\n"},
		{"columns of no end", "table", titoliTesoreria, ";"},
	} {
		t.Run(tt.formato+", "+tt.nome, func(t *testing.T) {
			in := prova.Ripeti(tt.testa, tt.blocco, giga/int64(len(tt.blocco)), "")
			var err error
			n := prova.Assegnati(func() {
				for _, e := range testiAvversi[tt.formato](in).LeggiMovimenti() {
					if e != nil {
						err = e
					}
				}
			})
			var e *cassa.Errore
			require.ErrorAs(t, err, &e)
			require.Positive(t, e.Riga)
			require.Less(t, n, uint64(24*prova.Mega))
			require.LessOrEqual(t, in.Letti(), int64(5*prova.Mega))
			require.Less(t, len(err.Error()), 2000)
		})
	}
}

// TestTestiLunghi reads what has no end but good or empty parts: nothing of it is kept.
func TestTestiLunghi(t *testing.T) {
	righe := rh(bonifico, bonifico)
	for _, tt := range []struct{ nome, formato, testa, blocco string }{
		{"movements of one statement", "RH", righe[:strings.Index(righe, " 64")], strings.Replace(bonifico, "0710260414000311", "                ", 1) + "\n"},
		{"statements", "RH", "", righe},
		{"blank lines", "RH", righe, "\n"},
		{"lines without reference", "MT940", messaggio940("1", "C260413EUR0,", "C260414EUR0,")[:80], ":61:2604140414C1,NTRFNONREF\n:86:X\n"},
		{"rows", "table", titoliTesoreria, "2026;311;14/04/2026;PSP FINTO;" + purG1 + ";318,40;2026-04-14\n"},
		{"rows without data", "table", titoliTesoreria, ";;;PSP FINTO;;;\n"},
	} {
		t.Run(tt.formato+", "+tt.nome, func(t *testing.T) {
			prova.Lineare(t, 2000, func(n int) func() {
				return func() {
					for _, err := range testiAvversi[tt.formato](prova.Ripeti(tt.testa, tt.blocco, int64(n), "")).LeggiMovimenti() {
						if errors.Is(err, cassa.ErrLettura) {
							t.Fatal(err)
						}
					}
				}
			})
		})
	}
}
