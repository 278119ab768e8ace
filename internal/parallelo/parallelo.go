// Package parallelo runs functions at the same time and waits for all of them, or
// for each in turn.
package parallelo

import (
	"iter"
	"sync"
)

// Volte calls f(0) … f(n-1).
func Volte(n int, f func(i int)) {
	var attesa sync.WaitGroup
	for i := range n {
		attesa.Go(func() { f(i) })
	}
	attesa.Wait()
}

// Insieme calls every function.
func Insieme(ff ...func()) { Volte(len(ff), func(i int) { ff[i]() }) }

// InOrdine yields f(i) for i from 0 to n-1, in order, while k goroutines work ahead
// of who takes them, each on whole blocks and with an f of its own, which lavoro
// makes. When it returns they have ended, though they may not have come to the last i.
func InOrdine[T any](k, n, blocco int, lavoro func() func(i int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		fine := make(chan struct{})
		var attesa sync.WaitGroup
		defer attesa.Wait()
		defer close(fine)
		pronti := make([]chan []T, k)
		for primo := range pronti {
			pronto := make(chan []T, 1)
			pronti[primo] = pronto
			attesa.Go(func() {
				f := lavoro()
				var fatti [3][]T // one being taken, one ready, one being made
				for giro, da := 0, primo*blocco; da < n; giro, da = giro+1, da+k*blocco {
					b := fatti[giro%len(fatti)][:0]
					for i := da; i < min(n, da+blocco); i++ {
						b = append(b, f(i))
					}
					fatti[giro%len(fatti)] = b
					select {
					case pronto <- b:
					case <-fine:
						return
					}
				}
			})
		}
		for blocchi := range (n + blocco - 1) / blocco {
			for _, x := range <-pronti[blocchi%k] {
				if !yield(x) {
					return
				}
			}
		}
	}
}
