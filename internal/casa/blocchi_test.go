package casa_test

import (
	"encoding/json"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// testiDi returns the texts of all the files of the project whose names end so.
func testiDi(t *testing.T, fine string) map[string]string {
	t.Helper()
	testi := map[string]string{}
	require.NoError(t, filepath.WalkDir(".", func(nome string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && nome == ".git" {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() && strings.HasSuffix(nome, fine) {
			testi[nome] = leggiFile(t, nome)
		}
		return err
	}))
	return testi
}

// blocchi are the code blocks of a paper: the language of each, what stands in the line
// above it, and its lines.
var blocchi = regexp.MustCompile("(?m)^(.*)\n+?```([a-z]*)\n((?s:.*?))^```$")

// TestBlocchi holds every block of code of every paper to something that is compiled or run:
// Go stands in a source, SQL in a schema, a diagram in the golden one, JSON is JSON, what a
// program prints is recorded (TestRegistrazioni), a command names programs, scripts and flags
// that exist.
func TestBlocchi(t *testing.T) {
	carte := testiDi(t, ".md")
	go_, sql, diagrammi := testiDi(t, ".go"), testiDi(t, ".sql"), testiDi(t, ".mmd")
	visti := map[string]int{}
	for carta, testo := range carte {
		if strings.Contains(carta, "testdata/") {
			continue
		}
		for _, m := range blocchi.FindAllStringSubmatch(testo, -1) {
			sopra, lingua, corpo := m[1], m[2], m[3]
			visti[lingua]++
			var err string
			switch lingua {
			case "go":
				err = difettoGo(corpo, go_)
			case "sql":
				err = contenuto(corpo, sql)
			case "mermaid":
				err = contenuto(corpo, diagrammi)
			case "json":
				if !json.Valid([]byte(corpo)) {
					err = "is not JSON"
				}
			case "text":
				if !strings.HasPrefix(sopra, "<!-- ") {
					err = "names no recorded run"
				}
			case "sh":
				err = difettoComandi(filepath.Dir(carta), corpo, go_)
			default:
				err = "is of no known language"
			}
			if err != "" {
				t.Errorf("%s: a block %q %s:\n%s", carta, lingua, err, corpo)
			}
		}
	}
	for _, lingua := range []string{"go", "sql", "mermaid", "json", "text", "sh"} {
		require.Positive(t, visti[lingua], lingua)
	}
	// It is not blind.
	require.NotEmpty(t, difettoGo("func non"+"Esiste() {}\n", go_))
	require.NotEmpty(t, difettoComandi(".", "go run ./examples/carica -cenere x\n", go_))
	require.NotEmpty(t, difettoComandi(".", "go run ./examples/nulla\n", go_))
	require.NotEmpty(t, difettoComandi(".", ".ci/nulla\n", go_))
}

// contenuto says whether one of the texts has the block in it.
func contenuto(blocco string, testi map[string]string) string {
	for _, testo := range testi {
		if strings.Contains(testo, strings.TrimSpace(blocco)) {
			return ""
		}
	}
	return "stands in no file of its kind"
}

// difettoGo looks for the pieces of a block, divided by lines of dots, in the sources. A whole program
// may be the body of an Example: its imports are those that a compiler wants.
func difettoGo(blocco string, testi map[string]string) string {
	if _, corpo, programma := strings.Cut(blocco, "\nfunc main() {\n"); programma {
		blocco = strings.TrimSuffix(strings.TrimSpace(corpo), "}")
	}
	for pezzo := range strings.SplitSeq(blocco, "\n// …\n") {
		if e := contenuto(pezzo, testi); e != "" {
			return e
		}
	}
	return ""
}

var (
	esegue   = regexp.MustCompile(`^go run (\S+)(.*)$`)
	opzione  = regexp.MustCompile(`(?:^| )-([a-z][a-z0-9]*)`)
	ambiente = regexp.MustCompile(`^([A-Z][A-Z0-9_]*=\S* +)+`)
	aiuto    = []string{"h", "version"}
	diAltri  = regexp.MustCompile(`^(go (test|get|mod|vet|build|install)|git|curl|cat|echo|cd|sudo|docker|podman|systemctl|apt-get) ?`)
	// superfluo is what is no part of a command line here: quoted texts, and the remark at its end.
	superfluo = regexp.MustCompile(`'[^']*'|\s+# .*$`)
)

// difettoComandi looks at each command of a shell block as it is typed in dir.
func difettoComandi(dir, blocco string, testi map[string]string) string {
	var costruiti []string // by the block itself
	for riga := range strings.Lines(strings.ReplaceAll(blocco, "\\\n", " ")) {
		qui := dir
		for comando := range strings.FieldsFuncSeq(superfluo.ReplaceAllString(strings.TrimSpace(riga), ""), func(r rune) bool { return r == '|' || r == '&' || r == ';' }) {
			comando = ambiente.ReplaceAllString(strings.TrimSpace(comando), "")
			m := esegue.FindStringSubmatch(comando)
			switch {
			case strings.HasPrefix(comando, "cd "):
				qui = radice(qui, strings.TrimPrefix(comando, "cd "))
				dir = qui
			case m != nil:
				if e := difettoOpzioni(radice(qui, m[1]), m[2], testi); e != "" {
					return e
				}
			case strings.HasPrefix(comando, "go build -o "):
				costruiti = append(costruiti, "./"+strings.Fields(comando)[3])
			case slices.Contains(costruiti, strings.Fields(comando + " .")[0]):
			case diAltri.MatchString(comando) || comando == "" || strings.HasPrefix(comando, "#"):
			case strings.Contains(strings.Fields(comando)[0], "/"):
				nome := strings.Fields(comando)[0]
				if !esiste(filepath.Join(qui, nome)) && !esiste(nome) {
					return "runs " + nome + ", which is not there"
				}
			default: // a program as it is installed
				nome, resto, _ := strings.Cut(comando, " ")
				if e := difettoOpzioni(filepath.Join("examples", nome), resto, testi); e != "" {
					return e
				}
			}
		}
	}
	return ""
}

// radice is where a path leads from dir; ./examples/… is always told from the root.
func radice(dir, nome string) string {
	if strings.HasPrefix(strings.TrimPrefix(nome, "./"), "examples/") {
		return filepath.Clean(nome)
	}
	return filepath.Join(dir, nome)
}

func esiste(nome string) bool {
	trovati, err := filepath.Glob(nome)
	return err == nil && len(trovati) == 1
}

// difettoOpzioni looks for the flags of a command in the sources of its program and in
// what all the programs share.
func difettoOpzioni(programma, resto string, testi map[string]string) string {
	if _, c := testi[filepath.Join(programma, "main.go")]; !c {
		return "runs " + programma + ", which is no program"
	}
	for _, m := range opzione.FindAllStringSubmatch(resto, -1) {
		if slices.Contains(aiuto, m[1]) {
			continue
		}
		trovata := false
		for nome, testo := range testi {
			d := filepath.Dir(nome)
			trovata = trovata || (d == programma || d == "examples/comando") && strings.Contains(testo, `"`+m[1]+`"`)
		}
		if !trovata {
			return "has the flag -" + m[1] + ", which " + programma + " does not know"
		}
	}
	return ""
}
