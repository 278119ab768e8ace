package comando

import (
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pulisci returns a text that a terminal shows and does not obey: control characters but
// newline and tab, C1 ones, bytes that are not UTF-8 and the characters that turn the direction
// of writing are written as U+FFFD.
func Pulisci(s string) string {
	if strings.IndexFunc(s, nocivo) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if nocivo(r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

// nocivo reports whether a terminal may obey a character, or hide it.
func nocivo(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029')
}

// Pulito returns a writer that gives w the text as Pulisci returns it. A character may not be
// divided between two writes.
func Pulito(w io.Writer) io.Writer { return pulito{w} }

type pulito struct{ w io.Writer }

func (p pulito) Write(b []byte) (int, error) {
	if _, err := io.WriteString(p.w, Pulisci(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Terminale reports whether somebody reads a file as it is written: the null device is a
// device of characters too.
func Terminale(f *os.File) bool {
	s, err := f.Stat()
	if err != nil || s.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	nullo, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(s, nullo)
}
