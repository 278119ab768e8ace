package tracciato

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
)

// lineaCSV is a line of the CSV format as most are written, and where its columns are.
type lineaCSV struct {
	s     string             // and values that do not stand in it as they are
	posti [Colonne + 8]posto // with room for a word that is all commas
}

// posto is where a trimmed value begins and ends.
type posto struct{ da, a uint32 }

func (l *lineaCSV) testo(colonna int) string { return l.s[l.posti[colonna].da:l.posti[colonna].a] }

// colonne gives out the columns as texts.
func (l *lineaCSV) colonne(f *colonneCSV) {
	for i := range f {
		f[i] = l.testo(i)
	}
}

// dividi finds the columns of a line of at most MaxRiga bytes; before, all are empty. It
// returns false for what only colonneCSV can tell: a quote out of place, too many columns.
func (l *lineaCSV) dividi(s string) bool {
	l.s = s
	virgolette := daQui(s, 0, '"')
	for i, n := 0, 0; ; n++ {
		i, n = l.senzaVirgolette(s[:virgolette], i, n)
		for ; i < len(s) && s[i] == ',' && n < Colonne; n++ {
			i++
		}
		if n >= Colonne {
			return n == Colonne && strings.Trim(s[i:], ", ") == ""
		}
		var fine int
		if i == virgolette && i < len(s) {
			var ok bool
			if fine, ok = l.citata(n, s, i); !ok {
				return false
			}
			virgolette = daQui(s, fine, '"')
		} else {
			if fine = daQui(s, i, ','); fine > virgolette {
				return false
			}
			l.metti(n, i, fine)
		}
		if fine == len(s) {
			return true
		}
		i = fine + 1
	}
}

// citata finds a column in quotes, the first of which is at i, and returns where it ends. A
// value that has quotes of its own goes behind the line, if that is not long.
func (l *lineaCSV) citata(n int, s string, i int) (fine int, ok bool) {
	if fine = daQui(s, i+1, '"') + 1; fine == len(s) || fine < len(s) && s[fine] == ',' {
		l.metti(n, i+1, fine-1)
		return fine, true
	}
	valore, fine, ok := citato(s, i, ',')
	if !ok || len(s) > rigaComune {
		return fine, false
	}
	l.posti[n] = posto{uint32(len(l.s)), uint32(len(l.s) + len(valore))} //nolint:gosec // few times a short line
	l.s += valore
	return fine, true
}

// metti trims a value.
func (l *lineaCSV) metti(n, da, a int) {
	if da == a {
		return
	}
	if !estremo(l.s[da]) || !estremo(l.s[a-1]) {
		v := strings.TrimLeftFunc(l.s[da:a], unicode.IsSpace)
		da = a - len(v)
		a = da + len(strings.TrimRightFunc(v, unicode.IsSpace))
	}
	l.posti[n] = posto{uint32(da), uint32(a)} //nolint:gosec // within MaxRiga
}

// senzaVirgolette finds columns from the one of number n at i on, eight bytes at a
// time, and returns the place and the number of the one behind them.
func (l *lineaCSV) senzaVirgolette(s string, i, n int) (dopo, numero int) {
	for j := i; j+8 <= len(s) && n < Colonne; j += 8 {
		v := virgole(s[j:])
		if v == alti && i == j { // eight empty columns
			i, n = i+8, n+8
			continue
		}
		for ; v != 0; v &= v - 1 {
			fine := j + bits.TrailingZeros64(v)/8
			if fine > i {
				if !estremo(s[i]) || !estremo(s[fine-1]) {
					return i, n
				}
				l.posti[n] = posto{uint32(i), uint32(fine)} //nolint:gosec // within MaxRiga
			}
			i, n = fine+1, n+1
		}
	}
	return i, n
}

const (
	uno  = 0x0101010101010101 // in each of eight bytes
	alti = 0x80 * uno
)

// virgole has the highest bit of each of the first eight bytes that is a comma.
func virgole(p string) uint64 {
	x := cifre.Otto(p) ^ ','*uno
	return ^((x&^alti + ^uint64(alti)) | x | ^uint64(alti))
}

// daQui returns the place of the next c from one on, the end when there is none.
func daQui(s string, i int, c byte) int {
	if n := strings.IndexByte(s[i:], c); n >= 0 {
		return i + n
	}
	return len(s)
}

// estremo reports whether a value may begin or end with c: no white space does.
func estremo(c byte) bool { return c > ' ' && c < utf8.RuneSelf }
