package casa_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPromesseDelReadme looks for the tests that hold what the READMEs promise, each in the
// package whose name stands before it.
func TestPromesseDelReadme(t *testing.T) {
	pacchetto := regexp.MustCompile("\\[`[a-z/]+`\\]\\(([a-z/]+)\\): ([^;|]+)")
	prova := regexp.MustCompile("`((?:Test|Fuzz)\\w+)`")
	for _, nome := range []string{"README.md", "README.it.md"} {
		viste := 0
		for _, m := range pacchetto.FindAllStringSubmatch(leggiFile(t, nome), -1) {
			file, err := filepath.Glob(m[1] + "/*_test.go")
			require.NoError(t, err)
			var testi strings.Builder
			for _, f := range file {
				testi.WriteString(leggiFile(t, f))
			}
			for _, p := range prova.FindAllStringSubmatch(m[2], -1) {
				viste++
				require.Contains(t, testi.String(), "func "+p[1]+"(", "%s, package %s", nome, m[1])
			}
		}
		require.Greater(t, viste, 10, nome)
	}
}

// TestReadme holds both READMEs to the program of Example, to the generated diagram,
// to their length and to the two commands of their first screen.
func TestReadme(t *testing.T) {
	sorgente, err := os.ReadFile("esempio_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, corpo, _ := strings.Cut(string(sorgente), "func Example() {\n")
	corpo, _, _ = strings.Cut(corpo, "\t// Output:")
	corpo = strings.TrimSpace(corpo)
	diagramma, err := os.ReadFile("piemontepay/testdata/tentativo.mmd")
	if err != nil {
		t.Fatal(err)
	}
	for _, nome := range []string{"README.md", "README.it.md"} {
		b, err := os.ReadFile(nome)
		if err != nil {
			t.Fatal(err)
		}
		testo := string(b)
		if !strings.Contains(testo, corpo) {
			t.Errorf("%s: its program is not that of Example", nome)
		}
		if !strings.Contains(testo, strings.TrimSpace(string(diagramma))) {
			t.Errorf("%s: its diagram is not the generated one", nome)
		}
		if n := strings.Count(testo, "\n"); n > 250 {
			t.Errorf("%s: %d lines, over 250", nome, n)
		}
		schermo := strings.Join(strings.SplitN(testo, "\n", 26)[:25], "\n")
		for _, comando := range []string{"go run ./examples/riconcilia", "go test ./..."} {
			if !strings.Contains(schermo, comando) {
				t.Errorf("%s: the first screen does not show %q", nome, comando)
			}
		}
	}
}
