package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// aiuti is the file added to the package: a change is on when its number is in
// the environment, and what is reached is written down once.
const aiuti = `package %s

import (
	"os"
	"strconv"
)

var (
	mutAcceso, _ = strconv.Atoi(os.Getenv("MUTANTE"))
	mutVisti     [%d]bool
	mutFile      = mutApri(os.Getenv("MUTANTE_VISTI"))
)

func mutApri(nome string) *os.File {
	if nome == "" {
		return nil
	}
	f, err := os.OpenFile(nome, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	return f
}

func mutVedi(n int) {
	mutVisti[n] = true
	if mutFile != nil {
		mutFile.WriteString(strconv.Itoa(n) + "\n")
	}
}

func mutSe(n int) bool {
	if !mutVisti[n] {
		mutVedi(n)
	}
	return mutAcceso == n
}

func mutNo(da, a int) bool { return mutAcceso < da || mutAcceso > a }

type mutIntero interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

func mutPiu[T mutIntero](n int, a, b T) T {
	if mutSe(n) {
		return a - b
	}
	return a + b
}

func mutMeno[T mutIntero](n int, a, b T) T {
	if mutSe(n) {
		return a + b
	}
	return a - b
}

func mutPer[T mutIntero](n int, a, b T) T {
	if mutSe(n) {
		return a / b
	}
	return a * b
}

func mutDiviso[T mutIntero](n int, a, b T) T {
	if mutSe(n) {
		return a * b
	}
	return a / b
}

func mutResto[T mutIntero](n int, a, b T) T {
	if mutSe(n) {
		return a * b
	}
	return a %% b
}

func mutNegato[T mutIntero](n int, a T) T {
	if mutSe(n) {
		return a
	}
	return -a
}

func mutUno[T mutIntero](n int, _ T) T {
	var z T
	if mutSe(n) {
		z--
	} else {
		z++
	}
	return z
}
`

var funzioni = map[token.Token]string{
	token.ADD: "mutPiu", token.SUB: "mutMeno", token.MUL: "mutPer", token.QUO: "mutDiviso", token.REM: "mutResto",
}

// riscrivi gives the text of a file with every change in it.
func (p *pacchetto) riscrivi(s sorgente) []byte {
	base := p.fset.File(s.albero.Pos())
	var tratto func(da, a int, n ast.Node, dentro bool) string
	// nodo writes a node, with its own changes when it has any.
	nodo := func(n ast.Node, dentro bool) string {
		return tratto(base.Offset(n.Pos()), base.Offset(n.End()), n, dentro)
	}
	piano := func(n ast.Node) string { return string(s.testo[base.Offset(n.Pos()):base.Offset(n.End())]) }

	proprio := func(n ast.Node) (string, bool) {
		var numeri []int
		for _, k := range p.perNodo[n] {
			if !p.mutanti[k-1].scartato {
				numeri = append(numeri, k)
			}
		}
		if len(numeri) == 0 {
			return "", false
		}
		switch x := n.(type) {
		case *ast.BinaryExpr:
			if f, ok := funzioni[x.Op]; ok {
				return fmt.Sprintf("%s(%d, %s, %s)", f, numeri[0], nodo(x.X, true), nodo(x.Y, true)), true
			}
			// One change alone is on: in its branch the operands stand as they are.
			var b strings.Builder
			b.WriteByte('(')
			for _, k := range numeri {
				fmt.Fprintf(&b, "mutSe(%d) && (%s %s %s) || ", k, piano(x.X), p.mutanti[k-1].a, piano(x.Y))
			}
			fmt.Fprintf(&b, "mutNo(%d, %d) && (%s %s %s))", numeri[0], numeri[len(numeri)-1], nodo(x.X, true), x.Op, nodo(x.Y, true))
			return b.String(), true
		case *ast.UnaryExpr:
			return fmt.Sprintf("mutNegato(%d, %s)", numeri[0], nodo(x.X, true)), true
		case *ast.IncDecStmt:
			segno := "+="
			if x.Tok == token.DEC {
				segno = "-="
			}
			return fmt.Sprintf("%s %s mutUno(%d, %s)", nodo(x.X, true), segno, numeri[0], piano(x.X)), true
		}
		return "", false
	}

	tratto = func(da, a int, radice ast.Node, dentro bool) string {
		if dentro {
			if t, ok := proprio(radice); ok {
				return t
			}
		}
		var b strings.Builder
		fatto := da
		ast.Inspect(radice, func(n ast.Node) bool {
			if n == nil || n == radice {
				return true
			}
			t, ok := proprio(n)
			if !ok {
				return true
			}
			b.Write(s.testo[fatto:base.Offset(n.Pos())])
			b.WriteString(t)
			fatto = base.Offset(n.End())
			return false
		})
		b.Write(s.testo[fatto:a])
		return b.String()
	}
	return []byte(tratto(0, len(s.testo), s.albero, false))
}
