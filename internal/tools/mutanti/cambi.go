package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
)

// esito is what became of a change.
type esito int

const (
	ignoto esito = iota
	vivo
	ucciso
	scaduto
)

func (e esito) String() string { return [...]string{"REACHED?", "LIVED", "KILLED", "ENDLESS"}[e] }

// mutante is one change.
type mutante struct {
	luogo    string
	da, a    string
	esito    esito
	scartato bool // the compiler would not have it
}

func (m *mutante) String() string { return fmt.Sprintf("%s: %s to %s", m.luogo, m.da, m.a) }

// sorgente is a file with its changes.
type sorgente struct {
	percorso string
	testo    []byte
	albero   *ast.File
}

// pacchetto is what is changed.
type pacchetto struct {
	radice, nome, cartella string
	clienti                []string // an internal package's: those that import it
	fset                   *token.FileSet
	info                   *types.Info
	tipo                   *types.Package
	file                   []sorgente
	mutanti                []*mutante // a change's number is its place and one
	perNodo                map[ast.Node][]int
	funzione               string
}

// leggi parses a package and numbers its changes.
func leggi(radice, nome, solo string) (*pacchetto, error) {
	cfg := &packages.Config{Dir: radice, Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedSyntax |
		packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports | packages.NeedDeps}
	ps, err := packages.Load(cfg, "./"+nome)
	if err != nil {
		return nil, err
	}
	if len(ps) != 1 || len(ps[0].Errors) > 0 {
		return nil, fmt.Errorf("cannot be loaded: %v", ps)
	}
	p := &pacchetto{
		radice: radice, nome: nome, cartella: filepath.Join(radice, nome),
		fset: ps[0].Fset, info: ps[0].TypesInfo, tipo: ps[0].Types, perNodo: map[ast.Node][]int{},
	}
	for i, f := range ps[0].Syntax {
		percorso := ps[0].CompiledGoFiles[i]
		if ast.IsGenerated(f) || !strings.Contains(filepath.Base(percorso), solo) {
			continue
		}
		testo, err := os.ReadFile(percorso)
		if err != nil {
			return nil, err
		}
		p.file = append(p.file, sorgente{percorso: percorso, testo: testo, albero: f})
		for _, d := range f.Decls {
			p.funzione = "package"
			if fn, ok := d.(*ast.FuncDecl); ok {
				p.funzione = fn.Name.Name
			}
			ast.Inspect(d, p.guarda)
		}
	}
	if strings.HasPrefix(nome, "internal/") {
		p.clienti, err = chiImporta(radice, ps[0].PkgPath)
	}
	return p, err
}

// chiImporta gives the packages of the module whose code imports one: what is
// internal has its proof in the rooms that use it as well as beside it.
func chiImporta(radice, percorso string) ([]string, error) {
	ps, err := packages.Load(&packages.Config{Dir: radice, Mode: packages.NeedName | packages.NeedImports}, "./...")
	if err != nil {
		return nil, err
	}
	modulo := strings.TrimSuffix(percorso, percorso[strings.Index(percorso, "/internal/"):])
	var clienti []string
	for _, p := range ps {
		if nome := strings.TrimPrefix(p.PkgPath, modulo+"/"); p.Imports[percorso] != nil && !strings.HasPrefix(nome, "examples/") {
			clienti = append(clienti, nome)
		}
	}
	return clienti, nil
}

var (
	confini     = map[token.Token]token.Token{token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR}
	negazioni   = map[token.Token]token.Token{token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.GEQ, token.GEQ: token.LSS, token.GTR: token.LEQ, token.LEQ: token.GTR}
	aritmetiche = map[token.Token]token.Token{token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL, token.REM: token.MUL}
)

// guarda numbers the changes of a node.
func (p *pacchetto) guarda(n ast.Node) bool {
	switch x := n.(type) {
	case *ast.GenDecl:
		return x.Tok == token.VAR
	case *ast.BinaryExpr:
		t := p.info.Types[x]
		if t.Value != nil {
			return false
		}
		if a, ok := confini[x.Op]; ok && semplice(t.Type) {
			p.aggiungi(x, x.OpPos, x.Op.String(), a.String())
		}
		if a, ok := negazioni[x.Op]; ok && semplice(t.Type) {
			p.aggiungi(x, x.OpPos, x.Op.String(), a.String())
		}
		if a, ok := aritmetiche[x.Op]; ok && numero(t.Type) {
			p.aggiungi(x, x.OpPos, x.Op.String(), a.String())
		}
	case *ast.UnaryExpr:
		if t := p.info.Types[x]; x.Op == token.SUB && t.Value == nil && numero(t.Type) {
			p.aggiungi(x, x.OpPos, "-", "+")
		}
	case *ast.IncDecStmt:
		if !chiama(x.X) {
			a := map[token.Token]string{token.INC: "--", token.DEC: "++"}[x.Tok]
			p.aggiungi(x, x.TokPos, x.Tok.String(), a)
		}
	}
	return true
}

func (p *pacchetto) aggiungi(n ast.Node, dove token.Pos, da, a string) {
	q := p.fset.Position(dove)
	luogo := fmt.Sprintf("%s:%d:%d %s", filepath.Base(q.Filename), q.Line, q.Column, p.funzione)
	p.mutanti = append(p.mutanti, &mutante{luogo: luogo, da: da, a: a})
	p.perNodo[n] = append(p.perNodo[n], len(p.mutanti))
}

// semplice says that a comparison gives a bool that any context takes.
func semplice(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func numero(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func chiama(n ast.Node) bool {
	si := false
	ast.Inspect(n, func(n ast.Node) bool {
		_, c := n.(*ast.CallExpr)
		si = si || c
		return !si
	})
	return si
}
