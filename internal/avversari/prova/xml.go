package prova

import (
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Attacco is a hostile document for the readers of whole documents.
type Attacco struct {
	Nome string
	Dati []byte
}

var (
	primaRadice = regexp.MustCompile(`<[\pL][^>]*>`)
	primaFoglia = regexp.MustCompile(`<[\pL][\w:.-]*>[^<\s]`)
)

// AttacchiXML makes hostile documents of a good one, by what is put before the
// root, in the root, in the text of the first leaf or at the end: no reader may
// take any. The largest are as large as they are called only when grandi is said
// and tests are not short.
func AttacchiXML(t *testing.T, buono []byte, grandi bool) (aa []Attacco) {
	t.Helper()
	testo, livelli := grandezze(grandi)
	radice := primaRadice.FindIndex(buono)
	foglia := primaFoglia.FindIndex(buono)
	require.NotNil(t, radice, "no root")
	require.NotNil(t, foglia, "no leaf")
	dentro := foglia[1] - 1
	metti := func(nome string, posto int, testa, blocco string, volte int, coda string) {
		aa = append(aa, Attacco{nome, Testo(string(buono[:posto])+testa, blocco, volte, coda+string(buono[posto:]))})
	}
	metti("nested elements", radice[0], "", "<a>", 100_000, "")
	metti("5 M elements, nested in the root", radice[1], "", "<a>", livelli, "")
	metti("elements nested in a leaf", dentro, "", "<a>", 100_000, "")
	metti("a DOCTYPE", radice[0], `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>`, " ", 1, "")
	metti("an entity in a leaf", dentro, "", "&b;", 1, "")
	metti("200 MiB of text", dentro, "", "0123456789abcdef", testo/16, "")
	metti("white space in a leaf", dentro, "", "                ", Mega/4, "")
	metti("text in the root", radice[1], "", "0123456789abcdef", Mega/4, "")
	metti("text in pieces", dentro, "", "x<!---->", 2*Mega, "")
	metti("text in references", dentro, "", "&#x41;", 2*Mega, "")
	metti("CDATA without end", dentro, "<![CDATA[", "]]x", 2*Mega, "")
	metti("a comment without end", dentro, "<!--", "x", 2*Mega, "")
	metti("a name without end", radice[1], "<", "a", 2*Mega, "")
	metti("an attribute without end", radice[1]-1, " a='", "x", 2*Mega, "'")
	metti("attributes without end", radice[1], "<a", " b='c'", Mega/8, "/>")
	metti("text after the root", len(buono), "", "x", 2*Mega, "")
	metti("roots without end", len(buono), "", "<a/>", Mega/4, "")
	return aa
}

// grandezze returns the bytes of a text and the levels of a nesting.
func grandezze(grandi bool) (testo, livelli int) {
	if grandi && !testing.Short() {
		return 200 * Mega, 5_000_000
	}
	return 4 * Mega, 100_000
}

// Rifiutati reads hostile documents, and requires of each a refusal within a
// budget of bytes allocated that does not depend on its length; controlla looks
// at the refusal.
func Rifiutati(t *testing.T, aa []Attacco, bilancio uint64, leggi func([]byte) error, controlla func(*testing.T, error)) {
	t.Helper()
	for a := range slices.Values(aa) {
		t.Run(a.Nome, func(t *testing.T) {
			var err error
			n := Assegnati(func() { err = leggi(a.Dati) })
			require.Error(t, err)
			require.LessOrEqual(t, n, bilancio, "bytes allocated")
			controlla(t, err)
			require.Less(t, len(err.Error()), 2000, "length of the message")
		})
	}
}
