// Package parallelo runs functions at the same time and waits for all of them.
package parallelo

import "sync"

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
