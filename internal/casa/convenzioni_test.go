package casa_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func leggiFile(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	return string(b)
}

// TestConvenzioni holds the files that tools outside look for to the project they describe.
func TestConvenzioni(t *testing.T) {
	// The licence is the text itself in both places where it is looked for.
	require.Equal(t, leggiFile(t, "LICENSE"), leggiFile(t, "LICENSES/Apache-2.0.txt"))
	require.Equal(t, leggiFile(t, "examples/stampa/font/OFL.txt"), leggiFile(t, "LICENSES/OFL-1.1.txt"))

	// Every licence of REUSE.toml has its text, and the other way round; every path exists.
	reuse := leggiFile(t, "REUSE.toml")
	dichiarate := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^SPDX-License-Identifier = "(.*)"`).FindAllStringSubmatch(reuse, -1) {
		dichiarate[m[1]] = true
	}
	testi, err := filepath.Glob("LICENSES/*.txt")
	require.NoError(t, err)
	for _, f := range testi {
		nome := strings.TrimSuffix(filepath.Base(f), ".txt")
		require.True(t, dichiarate[nome], "%s is of no file", f)
		delete(dichiarate, nome)
	}
	require.Empty(t, dichiarate, "licences without a text")
	for _, m := range regexp.MustCompile(`(?m)^path = "(.*)"`).FindAllStringSubmatch(reuse, -1) {
		_, err := os.Stat(strings.TrimSuffix(strings.TrimSuffix(m[1], "**"), "/") + "/.")
		if !strings.HasSuffix(m[1], "**") {
			_, err = os.Stat(m[1])
		}
		if m[1] != "**" {
			require.NoError(t, err)
		}
	}

	// publiccode.yml: what its standard asks for, within its lengths, and the Go of go.mod.
	pub := leggiFile(t, "publiccode.yml")
	for _, chiave := range []string{
		"publiccodeYmlVersion", "name", "url", "releaseDate", "platforms", "categories", "developmentStatus", "softwareType",
		"description", "legal", "maintenance", "localisation",
	} {
		require.Regexp(t, `(?m)^`+chiave+`:`, pub)
	}
	for _, m := range regexp.MustCompile(`(?m)shortDescription: >-\n((?: {6}.*\n)+)`).FindAllStringSubmatch(pub, -1) {
		require.LessOrEqual(t, len([]rune(strings.Join(strings.Fields(m[1]), " "))), 150, m[1])
	}
	_, versione, _ := strings.Cut(leggiFile(t, "go.mod"), "\ngo ")
	versione, _, _ = strings.Cut(versione, "\n")
	require.Contains(t, pub, `versionMin: "`+versione+`"`)

	// Once a version is in the changelog, publiccode.yml names the last one.
	if m := regexp.MustCompile(`(?m)^## \[(\d.*)\] - (.*)$`).FindStringSubmatch(leggiFile(t, "CHANGELOG.md")); m != nil {
		require.Contains(t, pub, "\nsoftwareVersion: "+m[1]+"\n")
		require.Contains(t, pub, "\nreleaseDate: \""+m[2]+"\"\n")
	}
}

// TestScriptChiamati looks for the scripts that workflows and papers name.
func TestScriptChiamati(t *testing.T) {
	carte, err := filepath.Glob(".github/workflows/*.yml")
	require.NoError(t, err)
	require.NotEmpty(t, carte)
	altre, err := filepath.Glob("*.md")
	require.NoError(t, err)
	script := regexp.MustCompile(`\.ci/[a-z]+|examples/[a-z/]+\.sh`)
	for _, carta := range append(carte, altre...) {
		for _, nome := range script.FindAllString(leggiFile(t, carta), -1) {
			if _, err := os.Stat(nome); err != nil {
				t.Errorf("%s names %s: %v", carta, nome, err)
			}
		}
	}
}

// TestCollegamenti follows the links of every paper to files of the project.
func TestCollegamenti(t *testing.T) {
	var carte []string
	for _, forma := range []string{"*.md", "docs/*.md", "examples/*/*.md", "internal/*/*.md", "internal/*/*/*.md"} {
		trovate, err := filepath.Glob(forma)
		require.NoError(t, err)
		carte = append(carte, trovate...)
	}
	require.NotEmpty(t, carte)
	collegamento := regexp.MustCompile(`\]\(([^)#: ]+)(?:#[^)]*)?\)`)
	for _, carta := range carte {
		for _, m := range collegamento.FindAllStringSubmatch(leggiFile(t, carta), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(carta), m[1])); err != nil {
				t.Errorf("%s leads to %s, which is not there", carta, m[1])
			}
		}
	}
}

// TestAperture wants the page of each room to open with three things that people do, and
// Examples to show them: eight where most of the work is.
func TestAperture(t *testing.T) {
	esempi := map[string]int{"avviso": 3, "rpt": 8, "pendenza": 8, "gdp": 3, "rendicontazione": 8, "jppa": 3, "piemontepay": 3}
	for stanza, minimo := range esempi {
		pagina := leggiFile(t, stanza+"/doc.go")
		_, resto, trovato := strings.Cut(pagina, "\n//\n// Three things that people do with it:\n//\n")
		require.True(t, trovato, "%s/doc.go does not open with three things to do", stanza)
		resto, _, _ = strings.Cut(resto, "\n//\n")
		require.Equal(t, 3, strings.Count("\n"+resto, "\n//   - "), stanza)

		prove, err := filepath.Glob(stanza + "/*_test.go")
		require.NoError(t, err)
		n := 0
		for _, f := range prove {
			n += len(regexp.MustCompile(`(?ms)^func Example.*?// Output:`).FindAllString(leggiFile(t, f), -1))
		}
		require.GreaterOrEqual(t, n, minimo, "Examples of %s", stanza)
	}
}

// TestRegistrazioni looks for what the papers say that programs print in the golden files
// of these, which a comment above the block names.
func TestRegistrazioni(t *testing.T) {
	carte, err := filepath.Glob("examples/*/README.md")
	require.NoError(t, err)
	blocco := regexp.MustCompile("(?ms)^<!-- (\\S+\\.txt) -->\n```text\n(.*?)^```$")
	visti := 0
	for _, carta := range append(carte, "GUIDA.it.md") {
		for _, m := range blocco.FindAllStringSubmatch(leggiFile(t, carta), -1) {
			visti++
			if !strings.Contains(leggiFile(t, filepath.Join(filepath.Dir(carta), m[1])), m[2]) {
				t.Errorf("%s: %s does not have\n%s", carta, m[1], m[2])
			}
		}
	}
	require.Positive(t, visti)
}

// TestPagineProgrammi wants a page for each program.
func TestPagineProgrammi(t *testing.T) {
	programmi, err := filepath.Glob("examples/*/main.go")
	require.NoError(t, err)
	require.NotEmpty(t, programmi)
	for _, p := range programmi {
		pagina := filepath.Join(filepath.Dir(p), "README.md")
		if _, err := os.Stat(pagina); err != nil {
			t.Errorf("%s is missing", pagina)
		}
	}
}
