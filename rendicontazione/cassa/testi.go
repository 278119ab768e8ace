package cassa

import (
	"math"
	"strings"
)

// Separators of a Causale: between two places where a source has a text, and between the parts
// of one place, which the source wraps or repeats.
const (
	traLuoghi = " | "
	traParti  = "\n"
)

// senzaMargine is the width of a text that has no margin to wrap at.
const senzaMargine = math.MaxInt

// causaleDi joins the texts of the places of a line, in the order given: blank ones and those
// that an earlier place contains are left out.
func causaleDi(luoghi ...string) string {
	tenuti := luoghi[:0]
	for _, l := range luoghi {
		if l = strings.TrimSpace(l); l != "" && !contenuto(tenuti, l) {
			tenuti = append(tenuti, l)
		}
	}
	return strings.Join(tenuti, traLuoghi)
}

func contenuto(luoghi []string, l string) bool {
	for _, prima := range luoghi {
		if strings.Contains(prima, l) {
			return true
		}
	}
	return false
}
