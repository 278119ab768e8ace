package prova

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// verbi begin the names of doors, whatever they are given.
var verbi = regexp.MustCompile(`^(Parse|Leggi|Esamina|Decodifica|Unmarshal|Scan|Riprendi)`)

// scrivono begin the names of what is given bytes to write behind, or to fill.
var scrivono = regexp.MustCompile(`^(Append|Aggiungi|Write|Read$|ReadAt$)`)

// Trova returns the doors of a package: its exported functions, and methods of exported
// types, that read by their name, or are given bytes or a stream. Files that are generated,
// whose doors are those of the table of names, are not looked at.
func Trova(cartella string) ([]string, error) {
	file, err := filepath.Glob(filepath.Join(cartella, "*.go"))
	if err != nil {
		return nil, err
	}
	var porte []string
	for _, nome := range file {
		if strings.HasSuffix(nome, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), nome, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		porte = append(porte, porteDi(f)...)
	}
	slices.Sort(porte)
	return porte, nil
}

func porteDi(f *ast.File) (porte []string) {
	if ast.IsGenerated(f) {
		return nil
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || !fn.Name.IsExported() || !legge(fn) {
			continue
		}
		nome := fn.Name.Name
		if fn.Recv != nil {
			tipo := ricevente(fn.Recv.List[0].Type)
			if !ast.IsExported(tipo) {
				continue
			}
			nome = tipo + "." + nome
		}
		porte = append(porte, nome)
	}
	return porte
}

// legge reports whether a function is a door.
func legge(fn *ast.FuncDecl) bool {
	switch {
	case verbi.MatchString(fn.Name.Name):
		return true
	case scrivono.MatchString(fn.Name.Name):
		return false
	}
	return slices.ContainsFunc(fn.Type.Params.List, func(p *ast.Field) bool { return ingresso(p.Type) })
}

// ingresso reports whether a parameter holds bytes to read.
func ingresso(t ast.Expr) bool {
	switch t := t.(type) {
	case *ast.ArrayType:
		i, ok := t.Elt.(*ast.Ident)
		return t.Len == nil && ok && i.Name == "byte"
	case *ast.Ellipsis:
		return ingresso(t.Elt)
	case *ast.SelectorExpr:
		p, ok := t.X.(*ast.Ident)
		return ok && (p.Name == "io" && (t.Sel.Name == "Reader" || t.Sel.Name == "ReaderAt") || p.Name == "json" && t.Sel.Name == "RawMessage")
	}
	return false
}

// ricevente is the name of the type of a method.
func ricevente(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return ricevente(t.X)
	case *ast.IndexExpr:
		return ricevente(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}
