package casa_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// The rules of the house that a compiler does not hold. Each check is a
// function from sources (or imports, or types) to a list of faults, run twice:
// on the tree, where it must find none, and on a small source with the fault in
// it, where it must find that, so that a check that has gone blind shows.

// TestMain runs the checks in the root of the module, which they look at whole.
func TestMain(m *testing.M) {
	if err := os.Chdir(filepath.Join("..", "..")); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

const modulo = "github.com/quietanza/quietanza"

// pacchetto is a package as go list describes it.
type pacchetto struct {
	ImportPath string
	Name       string
	Dir        string
	Imports    []string
	Export     string // file of compiled type information, when asked for
}

// relativo is the path of the package inside the module, "." for the root.
func (p pacchetto) relativo() string {
	if p.ImportPath == modulo {
		return "."
	}
	return strings.TrimPrefix(p.ImportPath, modulo+"/")
}

// sorgente is a parsed file, tests left out, of a package at a path of the module.
type sorgente struct {
	relativo string
	nome     string
	fset     *token.FileSet
	file     *ast.File
}

func (s sorgente) dove(pos token.Pos) string {
	p := s.fset.Position(pos)
	return s.relativo + "/" + filepath.Base(p.Filename) + ":" + itoa(p.Line)
}

// elenco asks go list for the packages of the module and their imports.
var elenco = sync.OnceValues(func() ([]pacchetto, error) {
	return goList("-json=ImportPath,Name,Dir,Imports", "./...")
})

// goList runs go list, which sees the same tree as the compiler.
func goList(argomenti ...string) ([]pacchetto, error) {
	cmd := exec.Command("go", append([]string{"list"}, argomenti...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var tutti []pacchetto
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pacchetto
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return tutti, nil
		}
		if err != nil {
			return nil, err
		}
		tutti = append(tutti, p)
	}
}

func pacchetti(t *testing.T) []pacchetto {
	t.Helper()
	tutti, err := elenco()
	require.NoError(t, err, "go list")
	require.NotEmpty(t, tutti)
	return tutti
}

// isLibreria reports whether what lives at a path is held to the rules of the
// library: everything but the examples and the packages, called prova, that
// help tests.
func isLibreria(relativo string) bool {
	return !isEsempio(relativo) && !isProva(relativo)
}

func isEsempio(relativo string) bool {
	return relativo == "examples" || strings.HasPrefix(relativo, "examples/")
}

func isProva(relativo string) bool {
	return isInterno(relativo) && strings.HasSuffix(relativo, "/prova")
}

func isInterno(relativo string) bool {
	return relativo == "internal" || strings.HasPrefix(relativo, "internal/") || strings.Contains(relativo, "/internal/")
}

// sorgenti parses the files of the library, those that the build constraints of
// this machine leave out too.
var sorgenti = sync.OnceValues(func() ([]sorgente, error) {
	tutti, err := elenco()
	if err != nil {
		return nil, err
	}
	var s []sorgente
	for _, p := range tutti {
		if !isLibreria(p.relativo()) {
			continue
		}
		nomi, err := filepath.Glob(filepath.Join(p.Dir, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, nome := range nomi {
			if strings.HasSuffix(nome, "_test.go") {
				continue
			}
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, nome, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			s = append(s, sorgente{p.relativo(), filepath.Base(nome), fset, f})
		}
	}
	return s, nil
})

func libreria(t *testing.T) []sorgente {
	t.Helper()
	s, err := sorgenti()
	require.NoError(t, err)
	require.NotEmpty(t, s)
	return s
}

// inMemoria parses a source of a negative test.
func inMemoria(t *testing.T, relativo, testo string) sorgente {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "x.go", testo, parser.ParseComments|parser.SkipObjectResolution)
	require.NoError(t, err)
	return sorgente{relativo, "x.go", fset, f}
}

// nessuno runs a check over the library and fails on every fault.
func nessuno(t *testing.T, controllo func(sorgente) []string) {
	t.Helper()
	for _, s := range libreria(t) {
		for _, difetto := range controllo(s) {
			t.Error(difetto)
		}
	}
}

// negativo is a source with a fault in it, and a part of what is said of it; an
// empty part means that the source is right and nothing may be said.
type negativo struct {
	nome     string
	relativo string
	testo    string
	want     string
}

func prova(t *testing.T, controllo func(sorgente) []string, casi []negativo) {
	t.Helper()
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			got := controllo(inMemoria(t, c.relativo, c.testo))
			if c.want == "" {
				require.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			require.Contains(t, got[0], c.want)
		})
	}
}

// maxRighe is the length no file may pass, tests included.
const maxRighe = 500

func righeDiTroppo(nome string, testo []byte) string {
	n := strings.Count(string(testo), "\n")
	if n <= maxRighe {
		return ""
	}
	return nome + ": " + itoa(n) + " lines, more than " + itoa(maxRighe)
}

func TestLunghezzaFile(t *testing.T) {
	visti := 0
	err := filepath.WalkDir(".", func(nome string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && nome != ".") {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(nome) != ".go" {
			return nil
		}
		testo, err := os.ReadFile(nome)
		if err != nil {
			return err
		}
		visti++
		if difetto := righeDiTroppo(nome, testo); difetto != "" {
			t.Error(difetto)
		}
		return nil
	})
	require.NoError(t, err)
	require.NotZero(t, visti)
}

func TestLunghezzaFileNegativo(t *testing.T) {
	require.Empty(t, righeDiTroppo("x.go", []byte(strings.Repeat("\n", maxRighe))))
	require.Equal(t, "x.go: 501 lines, more than 500", righeDiTroppo("x.go", []byte(strings.Repeat("\n", maxRighe+1))))
}
