package prova

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
)

// taglio replaces a run of bytes.
type taglio struct {
	da, a int
	nuovo string
}

// Mutante is a document made of a good one by one change, or two.
type Mutante struct {
	Seme      string // name of the good document
	Operatore string // what was done
	Luogo     string // path of the element, "" for what was done to the whole
	Valore    string // new text or value, "" for none
	tagli     []taglio
	numero    int // place of the element among the start tags of the mutant
}

// Nome identifies a mutant of a door, in one line.
func (m *Mutante) Nome() string {
	v := m.Valore
	if len(v) > 60 {
		v = fmt.Sprintf("%s… %d byte", v[:20], len(v))
	}
	return fmt.Sprintf("%s | %s | %s | %q", m.Seme, m.Operatore, m.Luogo, v)
}

// Foglia returns the name of the element that was changed.
func (m *Mutante) Foglia() string {
	nome, _, _ := strings.Cut(m.Luogo[strings.LastIndexByte(m.Luogo, '/')+1:], "[")
	return nome
}

// dati returns the bytes of the mutant.
func (m *Mutante) dati(buono []byte) []byte {
	var b bytes.Buffer
	qui := 0
	for _, t := range m.tagli {
		b.Write(buono[qui:t.da])
		b.WriteString(t.nuovo)
		qui = t.a
	}
	b.Write(buono[qui:])
	return b.Bytes()
}

// con returns the mutant with the changes of both; false when they overlap.
func (m *Mutante) con(n *Mutante) (Mutante, bool) {
	a, b := m.tagli[0], n.tagli[0]
	if a.da > b.da {
		a, b = b, a
	}
	if a.a >= b.da {
		return Mutante{}, false
	}
	return Mutante{m.Seme, m.Operatore + " + " + n.Operatore, m.Luogo + " + " + n.Luogo, m.Valore + " + " + n.Valore, []taglio{a, b}, 0}, true
}

// scegli draws n of the mutants, the same for the same ones, besides those that are
// wanted; all where there are fewer, or for a negative n.
func scegli(tutti []Mutante, n int, voluto func(*Mutante) bool) []Mutante {
	if n < 0 || n >= len(tutti) {
		return tutti
	}
	scelti := map[int]bool{}
	for _, i := range caso(len(tutti)).Perm(len(tutti))[:n] {
		scelti[i] = true
	}
	var alcuni []Mutante
	for i := range tutti {
		if voluto(&tutti[i]) || scelti[i] {
			alcuni = append(alcuni, tutti[i])
		}
	}
	return alcuni
}

// coppie draws n mutants of two changes, fewer when they do not go together.
func coppie(uno []Mutante, n int) (due []Mutante) {
	r := caso(n)
	for prove := 0; len(uno) > 1 && len(due) < n && prove < 4*n; prove++ {
		if m, ok := uno[r.IntN(len(uno))].con(&uno[r.IntN(len(uno))]); ok {
			due = append(due, m)
		}
	}
	return due
}

func caso(n int) *rand.Rand {
	return rand.New(rand.NewPCG(20260301, uint64(n))) //nolint:gosec // a seed, not a secret
}
