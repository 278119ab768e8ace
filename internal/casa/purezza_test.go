package casa_test

import (
	"go/ast"
	"go/token"
	"path"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

// The rules of purity live here alone: the linters hold none of them.

// impuri are packages that reach outside the process, or that answer
// differently each time; a name with a slash at its end stands for all below it.
var impuri = []string{
	"os", "os/", "io/ioutil", "syscall", "syscall/", "net", "net/http", "net/http/", "net/rpc", "net/rpc/", "net/smtp",
	"log", "log/", "math/rand", "math/rand/", "crypto/rand", "database/sql", "plugin", "time/tzdata", "testing", "testing/",
	"unsafe", "C", "flag", "expvar", "runtime/pprof", "runtime/trace",
}

// vietati are the functions and variables that look at a clock, at the host's
// zone or at its files, that talk to a terminal, or that carry an amount through
// a float, by package.
var vietati = map[string]map[string]bool{
	"time": insieme("Now", "Since", "Until", "Sleep", "LoadLocation", "Local", "After", "AfterFunc", "Tick", "NewTimer",
		"NewTicker"),
	"strconv":                       insieme("ParseFloat", "FormatFloat", "AppendFloat"),
	"github.com/shopspring/decimal": insieme("NewFromFloat", "NewFromFloat32", "NewFromFloatWithExponent", "RequireFromString"),
	"path/filepath":                 insieme("Abs", "EvalSymlinks", "Glob", "Walk", "WalkDir"),
	"fmt":                           insieme("Print", "Printf", "Println", "Scan", "Scanf", "Scanln"),
}

// soloIn are functions that one package alone may call.
var soloIn = map[string]map[string]string{
	"github.com/looplab/fsm": {"NewFSM": "internal/automa"}, // the rooms name its types only
}

func insieme(nomi ...string) map[string]bool {
	m := map[string]bool{}
	for _, n := range nomi {
		m[n] = true
	}
	return m
}

func isImpuro(percorso string) bool {
	for _, i := range impuri {
		if percorso == i || strings.HasSuffix(i, "/") && strings.HasPrefix(percorso, i) {
			return true
		}
	}
	return false
}

// importati returns the packages a file imports by the name it calls them.
func importati(f *ast.File) map[string]string {
	m := map[string]string{}
	for _, i := range f.Imports {
		percorso, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			continue // the parser has accepted it
		}
		nome := path.Base(percorso)
		if i.Name != nil {
			nome = i.Name.Name
		}
		m[nome] = percorso
	}
	return m
}

// impurita returns the imports and the selectors that make a file impure.
func impurita(s sorgente) []string {
	var difetti []string
	nomi := importati(s.file)
	for _, i := range s.file.Imports {
		percorso, _ := strconv.Unquote(i.Path.Value)
		if isImpuro(percorso) {
			difetti = append(difetti, s.dove(i.Pos())+": imports "+percorso)
		}
		if i.Name != nil && i.Name.Name == "." {
			difetti = append(difetti, s.dove(i.Pos())+": imports "+percorso+" without a name, out of sight of this check")
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			if f, ok := c.Fun.(*ast.Ident); ok && (f.Name == "print" || f.Name == "println") {
				difetti = append(difetti, s.dove(c.Pos())+": uses "+f.Name)
			}
		}
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := sel.X.(*ast.Ident)
		if !ok {
			return true
		}
		percorso := nomi[x.Name]
		unico, riservato := soloIn[percorso][sel.Sel.Name]
		if vietati[percorso][sel.Sel.Name] || riservato && unico != s.relativo {
			difetti = append(difetti, s.dove(sel.Pos())+": uses "+percorso+"."+sel.Sel.Name)
		}
		return true
	})
	return difetti
}

func TestPurezza(t *testing.T) { nessuno(t, impurita) }

func TestPurezzaNegativo(t *testing.T) {
	prova(t, impurita, []negativo{
		{"pure", "rpt", "package x\nimport \"time\"\nvar d time.Duration = time.Second", ""},
		{"net/url", "rpt", "package x\nimport \"net/url\"\nvar u url.URL", ""},
		{"os", "rpt", "package x\nimport \"os\"", "imports os"},
		{"os/exec", "rpt", "package x\nimport \"os/exec\"", "imports os/exec"},
		{"net", "rpt", "package x\nimport \"net\"", "imports net"},
		{"net/http", "rpt", "package x\nimport \"net/http\"", "imports net/http"},
		{"syscall", "rpt", "package x\nimport \"syscall\"", "imports syscall"},
		{"log", "rpt", "package x\nimport _ \"log\"", "imports log"},
		{"log/slog", "rpt", "package x\nimport \"log/slog\"", "imports log/slog"},
		{"math/rand", "rpt", "package x\nimport \"math/rand\"", "imports math/rand"},
		{"math/rand/v2", "rpt", "package x\nimport \"math/rand/v2\"", "imports math/rand/v2"},
		{"crypto/rand", "rpt", "package x\nimport casuale \"crypto/rand\"", "imports crypto/rand"},
		{"clock", "rpt", "package x\nimport \"time\"\nvar t = time.Now()", "uses time.Now"},
		{"clock under another name", "rpt", "package x\nimport orologio \"time\"\nvar t = orologio.Now()", "uses time.Now"},
		{"clock as a value", "rpt", "package x\nimport \"time\"\nvar adesso = time.Now", "uses time.Now"},
		{"since", "rpt", "package x\nimport \"time\"\nfunc f(t time.Time) any { return time.Since(t) }", "uses time.Since"},
		{"until", "rpt", "package x\nimport \"time\"\nfunc f(t time.Time) any { return time.Until(t) }", "uses time.Until"},
		{"sleep", "rpt", "package x\nimport \"time\"\nfunc f() { time.Sleep(1) }", "uses time.Sleep"},
		{"zone files", "rpt", "package x\nimport \"time\"\nvar l, _ = time.LoadLocation(\"Europe/Rome\")", "uses time.LoadLocation"},
		{"host's zone", "rpt", "package x\nimport \"time\"\nvar l = time.Local", "uses time.Local"},
		{"terminal", "rpt", "package x\nimport \"fmt\"\nfunc f() { fmt.Println(1) }", "uses fmt.Println"},
		{"terminal of the language", "rpt", "package x\nfunc f() { println(1) }", "uses println"},
		{"text", "rpt", "package x\nimport \"fmt\"\nvar s = fmt.Sprint(1)", ""},
		{"no name", "rpt", "package x\nimport . \"time\"\nvar t = Now()", "without a name"},
		{"machine", "rpt", "package x\nimport \"github.com/looplab/fsm\"\nvar f = fsm.NewFSM", "uses github.com/looplab/fsm.NewFSM"},
		{"machine of the kernel", "internal/automa", "package x\nimport \"github.com/looplab/fsm\"\nvar f = fsm.NewFSM", ""},
		{"machine's types", "rpt", "package x\nimport \"github.com/looplab/fsm\"\nvar f fsm.Callbacks", ""},
		{
			"amount from a float", "avviso", "package x\nimport \"github.com/shopspring/decimal\"\nvar f = decimal.NewFromFloat",
			"decimal.NewFromFloat",
		},
	})
}

// mobile are the names of the floating-point types, and methods that return one.
var (
	mobile       = insieme("float32", "float64", "complex64", "complex128")
	metodiMobile = insieme("InexactFloat64", "Float64", "Float32")
)

// virgolaMobile returns the uses of floating point: no amount may touch one, and
// nothing else here needs one.
func virgolaMobile(s sorgente) []string {
	var difetti []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if mobile[n.Name] {
				difetti = append(difetti, s.dove(n.Pos())+": "+n.Name)
			}
		case *ast.SelectorExpr:
			if metodiMobile[n.Sel.Name] {
				difetti = append(difetti, s.dove(n.Pos())+": "+n.Sel.Name)
			}
		case *ast.BasicLit:
			// 1e9 is a way to write a whole constant; 0.5 is not.
			if n.Kind == token.IMAG || n.Kind == token.FLOAT && strings.Contains(n.Value, ".") {
				difetti = append(difetti, s.dove(n.Pos())+": "+n.Value)
			}
		}
		return true
	})
	return difetti
}

func TestVirgolaMobile(t *testing.T) { nessuno(t, virgolaMobile) }

func TestVirgolaMobileNegativo(t *testing.T) {
	prova(t, virgolaMobile, []negativo{
		{"whole", "avviso", "package x\nconst n int64 = 1e9\n// float64 in words\nvar s = \"float64 1.5\"", ""},
		{"field", "avviso", "package x\ntype T struct{ importo float64 }", "float64"},
		{"conversion", "avviso", "package x\nfunc f(n int) any { return float32(n) }", "float32"},
		{"literal", "avviso", "package x\nvar tasso = 1.5", "1.5"},
		{
			"method", "avviso", "package x\nfunc f(d interface{ InexactFloat64() int }) any { return d.InexactFloat64() }",
			"InexactFloat64",
		},
	})
}

// panici returns the calls of panic in a package that callers see, but for the
// Must functions and deve, the body they share: nothing panics on input.
// Packages under internal check there what the library itself declares, at
// start-up.
func panici(s sorgente) []string {
	if isInterno(s.relativo) {
		return nil
	}
	var difetti []string
	for _, d := range s.file.Decls {
		f, isFunzione := d.(*ast.FuncDecl)
		if isFunzione && (strings.HasPrefix(f.Name.Name, "Must") || f.Name.Name == "deve") {
			continue
		}
		ast.Inspect(d, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok {
				if x, ok := c.Fun.(*ast.Ident); ok && x.Name == "panic" {
					difetti = append(difetti, s.dove(c.Pos())+": panic outside a Must function")
				}
			}
			return true
		})
	}
	return difetti
}

func TestPanici(t *testing.T) { nessuno(t, panici) }

func TestPaniciNegativo(t *testing.T) {
	prova(t, panici, []negativo{
		{"must", "avviso", "package x\nfunc MustX() { panic(1) }", ""},
		{"internal", "internal/x", "package x\nfunc f() { panic(1) }", ""},
		{"elsewhere", "avviso", "package x\nfunc f() { panic(1) }", "panic outside"},
		{"in a variable", "avviso", "package x\nvar f = func() { panic(1) }", "panic outside"},
	})
}

// promesse returns the comments that put work off.
func promesse(s sorgente) []string {
	var difetti []string
	for _, g := range s.file.Comments {
		for _, c := range g.List {
			for _, parola := range strings.FieldsFunc(c.Text, func(r rune) bool { return r < 'A' || r > 'Z' }) {
				if parola == "TODO" || parola == "FIXME" {
					difetti = append(difetti, s.dove(c.Pos())+": "+parola)
				}
			}
		}
	}
	return difetti
}

func TestPromesse(t *testing.T) { nessuno(t, promesse) }

func TestPromesseNegativo(t *testing.T) {
	prova(t, promesse, []negativo{
		{"none", "avviso", "package x\n// METODO is fine.\nvar s = \"TODO\"", ""},
		{"one", "avviso", "package x\n// TODO(me): more", "TODO"},
	})
}
