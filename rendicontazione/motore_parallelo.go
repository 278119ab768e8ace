package rendicontazione

import "github.com/quietanza/quietanza/internal/parallelo"

// parti is in how many pieces a long list is divided; the result does not
// depend on it, which tests change it for.
var parti = 8

// listaCorta is up to how many objects a list is one piece. Only tests change
// it, to divide short lists too.
var listaCorta = 1 << 13

// inParallelo calls f on consecutive pieces of 0…n, each with its number, at the
// same time.
func inParallelo(n int, f func(parte, dal, al int)) { inPezzi(n, n, f) }

// inPezzi is inParallelo of things that are as much work as that many objects.
func inPezzi(lavoro, n int, f func(parte, dal, al int)) {
	if lavoro <= listaCorta {
		f(0, 0, n)
		return
	}
	parallelo.Volte(parti, func(p int) { f(p, n*p/parti, n*(p+1)/parti) })
}
