package nomi_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var aggiorna = flag.Bool("update", false, "write the generated files anew")

const (
	radice   = "../.."
	generato = "nomi_gen.go"
)

// enumerazione is a table of internal/nomi that a package declares for one of its
// exported types.
type enumerazione struct {
	tipo, tabella string
	specie        string // the function of internal/nomi that declares it
}

// TestNomiGenerati holds the methods of the enumerations to the tables of names:
// they are written from them, one file a package. With -update it writes them.
func TestNomiGenerati(t *testing.T) {
	for _, dir := range cartelle(t) {
		pacchetto, enumerazioni := dichiarate(t, dir)
		file := filepath.Join(dir, generato)
		if len(enumerazioni) == 0 {
			require.NoFileExists(t, file)
			continue
		}
		atteso := metodi(t, pacchetto, enumerazioni)
		if *aggiorna {
			require.NoError(t, os.WriteFile(file, atteso, 0o600))
		}
		trovato, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(atteso), string(trovato), "%s is stale: run this test with -update", file)
	}
}

// cartelle returns the folders of the library that hold Go code.
func cartelle(t *testing.T) []string {
	t.Helper()
	var dd []string
	require.NoError(t, filepath.WalkDir(radice, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "examples" || d.Name() == "testdata" || d.Name() == ".git"):
			return filepath.SkipDir
		case strings.HasSuffix(p, ".go") && !slices.Contains(dd, filepath.Dir(p)):
			dd = append(dd, filepath.Dir(p))
		}
		return nil
	}))
	return dd
}

// dichiarate returns the enumerations of a package, in the order of their names.
func dichiarate(t *testing.T, dir string) (pacchetto string, ee []enumerazione) {
	t.Helper()
	nomi, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, nome := range nomi {
		if strings.HasSuffix(nome, "_test.go") || filepath.Base(nome) == generato {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), nome, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		pacchetto = file.Name.Name
		ast.Inspect(file, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Names) == 1 && len(v.Values) == 1 {
				if e, ok := tabella(v); ok {
					ee = append(ee, e)
				}
			}
			return true
		})
	}
	slices.SortFunc(ee, func(a, b enumerazione) int { return strings.Compare(a.tipo, b.tipo) })
	return pacchetto, ee
}

// tabella reads `nomiX = nomi.Nuova[X](…)`; false for anything else and for a
// type that is not exported.
func tabella(v *ast.ValueSpec) (enumerazione, bool) {
	chiamata, ok := v.Values[0].(*ast.CallExpr)
	if !ok {
		return enumerazione{}, false
	}
	con, ok := chiamata.Fun.(*ast.IndexExpr)
	if !ok {
		return enumerazione{}, false
	}
	funzione, ok := con.X.(*ast.SelectorExpr)
	if !ok || fmt.Sprint(funzione.X) != "nomi" {
		return enumerazione{}, false
	}
	tipo, ok := con.Index.(*ast.Ident)
	if !ok || !tipo.IsExported() {
		return enumerazione{}, false
	}
	return enumerazione{tipo.Name, v.Names[0].Name, funzione.Sel.Name}, true
}

// metodi writes the methods of the enumerations of one package.
func metodi(t *testing.T, pacchetto string, ee []enumerazione) []byte {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, "// Code generated from the tables of names by go test ./internal/nomi -run TestNomiGenerati -update. DO NOT EDIT.\n\npackage %s\n", pacchetto)
	if slices.ContainsFunc(ee, func(e enumerazione) bool { return e.specie == "ConColonna" }) {
		b.WriteString("\nimport \"database/sql/driver\"\n")
	}
	for _, e := range ee {
		modello := modelloNome
		switch e.specie {
		case "Nuova":
			modello += modelloTesto
		case "ConColonna":
			modello += modelloTesto + modelloColonna
		}
		strings.NewReplacer("TIPO", e.tipo, "TABELLA", e.tabella).WriteString(&b, modello) //nolint:errcheck // a buffer
	}
	scritto, err := format.Source(b.Bytes())
	require.NoError(t, err)
	return scritto
}

const modelloNome = `
// ParseTIPO returns the value of a name, which must match exactly.
func ParseTIPO(s string) (TIPO, error) { return TABELLA.Parse(s) }

// String returns the name.
func (v TIPO) String() string { return TABELLA.String(v) }
`

const modelloTesto = `
// IsValid reports whether v has a name: zero has none.
func (v TIPO) IsValid() bool { return TABELLA.Valido(v) }

// MarshalText returns the name; the zero value is an error.
func (v TIPO) MarshalText() ([]byte, error) { return TABELLA.MarshalText(v) }

// UnmarshalText is ParseTIPO.
func (v *TIPO) UnmarshalText(b []byte) error { return TABELLA.UnmarshalText(v, b) }
`

const modelloColonna = `
// Scan reads a name from a column; NULL is the zero value.
func (v *TIPO) Scan(src any) error { return TABELLA.Scan(v, src) }

// Value returns the name for a column, NULL for the zero value.
func (v TIPO) Value() (driver.Value, error) { return TABELLA.Value(v) }
`
