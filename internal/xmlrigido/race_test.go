//go:build race

package xmlrigido_test

// Under the race detector a sync.Pool forgets on purpose.
func init() { conRace = true }
