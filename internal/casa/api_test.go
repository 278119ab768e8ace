package casa_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// senzaCommento returns the exported identifiers of a file that no comment
// explains. Constants and variables may share the comment of their group, the
// fields of a struct that of the struct, which is where names taken as they are
// from an official document are explained once.
func senzaCommento(s sorgente) []string {
	var difetti []string
	segna := func(n ast.Node, nome string) {
		difetti = append(difetti, s.dove(n.Pos())+": "+nome+" has no doc comment")
	}
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Doc == nil && d.Name.IsExported() && isEsportato(ricevente(d)) {
				segna(d, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				senzaCommentoSpec(d, spec, segna)
			}
		}
	}
	return difetti
}

// ricevente is the name of the type a method belongs to, or nothing.
func ricevente(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return ""
	}
	t := f.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

func isEsportato(nome string) bool { return nome == "" || ast.IsExported(nome) }

func senzaCommentoSpec(d *ast.GenDecl, spec ast.Spec, segna func(ast.Node, string)) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, n := range spec.Names {
			if n.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
				segna(n, n.Name)
			}
		}
	case *ast.TypeSpec:
		if !spec.Name.IsExported() {
			return
		}
		if spec.Doc == nil && (d.Doc == nil || d.Lparen.IsValid()) {
			segna(spec, spec.Name.Name)
		}
		i, ok := spec.Type.(*ast.InterfaceType)
		if !ok {
			return
		}
		for _, m := range i.Methods.List {
			if len(m.Names) == 1 && m.Names[0].IsExported() && m.Doc == nil && m.Comment == nil {
				segna(m, spec.Name.Name+"."+m.Names[0].Name)
			}
		}
	}
}

func TestCommenti(t *testing.T) { nessuno(t, senzaCommento) }

func TestCommentiNegativo(t *testing.T) {
	prova(t, senzaCommento, []negativo{
		{"all there", "rpt", "package x\n// F is.\nfunc F() {}\n// T is.\ntype T struct{ A int }\n// M is.\nfunc (T) M() {}", ""},
		{"not exported", "rpt", "package x\nfunc f() {}\ntype t struct{ A int }\nfunc (t) M() {}\nvar v int", ""},
		{"constants in a group", "rpt", "package x\n// The codes.\nconst (\n\tA = 1\n\tB = 2\n)", ""},
		{"function", "rpt", "package x\nfunc F() {}", "F has no doc"},
		{"method", "rpt", "package x\n// T is.\ntype T int\nfunc (*T) M() {}", "M has no doc"},
		{"method of a generic type", "rpt", "package x\n// T is.\ntype T[A, B any] int\nfunc (*T[A, B]) M() {}", "M has no doc"},
		{"type", "rpt", "package x\ntype T int", "T has no doc"},
		{"type in a group", "rpt", "package x\n// These are.\ntype (\n\tT int\n)", "T has no doc"},
		{"constant", "rpt", "package x\nconst C = 1", "C has no doc"},
		{"variable in a group", "rpt", "package x\nvar (\n\tv int\n\tV int\n)", "V has no doc"},
		{"method of an interface", "rpt", "package x\n// T is.\ntype T interface{ A() }", "T.A has no doc"},
	})
}

func TestCommentiPacchetto(t *testing.T) {
	commentati := map[string]bool{}
	for _, s := range libreria(t) {
		commentati[s.relativo] = commentati[s.relativo] || s.file.Doc != nil
	}
	for _, relativo := range slices.Sorted(maps.Keys(commentati)) {
		if !commentati[relativo] {
			t.Errorf("package %s has no doc comment", relativo)
		}
	}
}

// tipiInterni returns the exported declarations of a package that name a type
// of a package nobody outside can import.
func tipiInterni(p *types.Package) []string {
	v := visita{pacchetto: p, visti: map[types.Type]bool{}}
	for _, nome := range p.Scope().Names() {
		o := p.Scope().Lookup(nome)
		if !o.Exported() {
			continue
		}
		v.dove = p.Path() + "." + nome
		if t, ok := o.(*types.TypeName); ok && !t.IsAlias() {
			v.dichiarato(t.Type().(*types.Named))
			continue
		}
		v.tipo(o.Type())
	}
	return v.difetti
}

type visita struct {
	pacchetto *types.Package
	dove      string
	visti     map[types.Type]bool
	difetti   []string
}

// dichiarato walks what a declared type shows: its parameters, what it is made
// of and its exported methods.
func (v *visita) dichiarato(t *types.Named) {
	if v.visti[t] {
		return
	}
	v.visti[t] = true
	v.parametri(t.TypeParams())
	v.tipo(t.Underlying())
	dove := v.dove
	for m := range t.Methods() {
		if m.Exported() {
			v.dove = dove + "." + m.Name()
			v.tipo(m.Type())
		}
	}
	v.dove = dove
}

func (v *visita) parametri(l *types.TypeParamList) {
	for p := range l.TypeParams() {
		v.tipo(p.Constraint())
	}
}

func (v *visita) tipo(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		v.nome(t)
	case *types.Pointer:
		v.tipo(t.Elem())
	case *types.Slice:
		v.tipo(t.Elem())
	case *types.Array:
		v.tipo(t.Elem())
	case *types.Chan:
		v.tipo(t.Elem())
	case *types.Map:
		v.tipo(t.Key())
		v.tipo(t.Elem())
	case *types.Signature:
		v.parametri(t.TypeParams())
		v.tupla(t.Params())
		v.tupla(t.Results())
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() {
				v.tipo(f.Type())
			}
		}
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			if m.Exported() {
				v.tipo(m.Type())
			}
		}
		for e := range t.EmbeddedTypes() {
			v.tipo(e)
		}
	case *types.Union:
		for e := range t.Terms() {
			v.tipo(e.Type())
		}
	}
}

// nome looks at a declared type where it is named. One of another package is
// that package's affair; one that this package keeps to itself shows here.
func (v *visita) nome(t *types.Named) {
	for a := range t.TypeArgs().Types() {
		v.tipo(a)
	}
	p := t.Obj().Pkg()
	switch {
	case p == nil: // error, comparable
	case isInterno(strings.TrimPrefix(p.Path(), modulo+"/")):
		v.difetti = append(v.difetti, v.dove+": shows "+p.Path()+"."+t.Obj().Name())
	case p == v.pacchetto && !t.Obj().Exported():
		v.dichiarato(t)
	}
}

func (v *visita) tupla(l *types.Tuple) {
	for p := range l.Variables() {
		v.tipo(p.Type())
	}
}

// TestTipiInterni reads the types as the compiler has written them down, which
// costs nothing once the tree is built.
func TestTipiInterni(t *testing.T) {
	compilati, err := goList("-e", "-export", "-deps", "-json=ImportPath,Export", "./...")
	require.NoError(t, err, "go list")
	file := map[string]string{}
	for _, p := range compilati {
		file[p.ImportPath] = p.Export
	}
	lettore := importer.ForCompiler(token.NewFileSet(), "gc", func(percorso string) (io.ReadCloser, error) {
		return os.Open(file[percorso])
	})
	for _, p := range pacchetti(t) {
		if !isLibreria(p.relativo()) || isInterno(p.relativo()) {
			continue
		}
		tipi, err := lettore.Import(p.ImportPath)
		if err != nil {
			t.Errorf("%s: %v", p.ImportPath, err)
			continue
		}
		for _, difetto := range tipiInterni(tipi) {
			t.Error(difetto)
		}
	}
}

// inMemoriaTipi is an importer of packages of a negative test.
type inMemoriaTipi map[string]*types.Package

// Import returns a package checked before.
func (m inMemoriaTipi) Import(percorso string) (*types.Package, error) { return m[percorso], nil }

func TestTipiInterniNegativo(t *testing.T) {
	noti := inMemoriaTipi{}
	controlla := func(t *testing.T, percorso, testo string) *types.Package {
		t.Helper()
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "x.go", testo, 0)
		require.NoError(t, err)
		p, err := (&types.Config{Importer: noti}).Check(percorso, fset, []*ast.File{f}, nil)
		require.NoError(t, err)
		noti[percorso] = p
		return p
	}
	controlla(t, modulo+"/internal/x", "package x\ntype T int\ntype C interface{ T | string }\nconst K T = 1")
	controlla(t, modulo+"/avviso", "package avviso\ntype A[P any] struct{ P P }")
	tests := []struct{ nome, testo, want string }{
		{"inside only", "type t struct{ X x.T }\nfunc f(x.T) {}\nvar v x.T\ntype R struct{ n x.T }\nfunc (R) m(x.T) {}", ""},
		{"parameter", "func F(x.T) {}", "rpt.F: shows"},
		{"result", "func F() (int, *x.T) { return 0, nil }", "rpt.F: shows"},
		{"method", "type R struct{}\nfunc (*R) M([]x.T) {}", "rpt.R.M: shows"},
		{"field", "type R struct{ X map[string]x.T }", "rpt.R: shows"},
		{"embedded", "type R struct{ x.T }", "rpt.R: shows"},
		{"underlying interface", "type R interface{ M(func(x.T)) }", "rpt.R: shows"},
		{"embedded interface", "type R interface{ x.C }", "rpt.R: shows"},
		{"alias", "type R = x.T", "rpt.R: shows"},
		{"constant", "const K = x.K", "rpt.K: shows"},
		{"variable", "var V chan x.T", "rpt.V: shows"},
		{"constraint", "func F[P x.C](P) {}", "rpt.F: shows"},
		{"type argument", "var V avviso.A[x.T]", "rpt.V: shows"},
		{"behind a type kept inside", "type t struct{ X x.T }\nfunc F() t { return t{} }", "rpt.F: shows"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			p := controlla(t, modulo+"/rpt",
				"package rpt\nimport (\n\t\""+modulo+"/internal/x\"\n\t\""+modulo+"/avviso\"\n)\nvar _ x.T\nvar _ avviso.A[int]\n"+tt.testo)
			got := tipiInterni(p)
			if tt.want == "" {
				require.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			require.Contains(t, got[0], tt.want)
			require.Contains(t, got[0], "internal/x.")
		})
	}
}
