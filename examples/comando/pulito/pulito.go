// Package pulito makes harmless what comes from a document and goes to a terminal or a page.
package pulito

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Testo returns a text that a terminal shows and does not obey: control characters but
// newline and tab, C1 ones, bytes that are not UTF-8 and the characters that turn the direction
// of writing are written as U+FFFD.
func Testo(s string) string {
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

// Scrittore returns a writer that gives w the text as Testo returns it. A character may not be
// divided between two writes.
func Scrittore(w io.Writer) io.Writer { return scrittore{w} }

type scrittore struct{ w io.Writer }

func (p scrittore) Write(b []byte) (int, error) {
	if _, err := io.WriteString(p.w, Testo(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}
