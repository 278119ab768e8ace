package circuito_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// riduci returns the shortest story it finds that breaks the same promise: without the acts,
// the payments, the days and the bodies that it does not need.
func riduci(s storia, r *rotta) (storia, *rotta) {
	return accorcia(s, r, func(s storia) *rotta { return s.mantieni(conta{}) })
}

func accorcia(s storia, r *rotta, vivi func(storia) *rotta) (storia, *rotta) {
	prova := func(t storia) bool {
		x := vivi(t)
		if x == nil || x.promessa != r.promessa {
			return false
		}
		s, r = t, x
		return true
	}
	for cambiata := true; cambiata; {
		cambiata = false
		for i := len(s.dispetti) - 1; i >= 0; i-- {
			t := s
			t.dispetti = slices.Delete(slices.Clone(s.dispetti), i, i+1)
			cambiata = prova(t) || cambiata
		}
		for _, n := range []func(*storia) *int{
			func(s *storia) *int { return &s.conf.Enti }, func(s *storia) *int { return &s.conf.Pagamenti }, func(s *storia) *int { return &s.conf.Giorni },
		} {
			for _, di := range []func(int) int{func(x int) int { return x / 2 }, func(x int) int { return x - 1 }} {
				for t := s; ; t = s {
					if *n(&t) = di(*n(&t)); *n(&t) < 1 || !prova(t) {
						break
					}
					cambiata = true
				}
			}
		}
	}
	return s, r
}

// A story that breaks a promise by one of its acts is told without the others.
func TestAccorcia(t *testing.T) {
	s := nuovaStoria(7)
	s.conf.Enti, s.conf.Pagamenti, s.conf.Giorni = 3, 40, 20
	s.dispetti = []dispetto{{1, 2, 3}, {4, 5, 6}, {9, 8, 7}, {4, 1, 1}}
	rompe := func(s storia) *rotta {
		if s.conf.Pagamenti > 6 && slices.ContainsFunc(s.dispetti, func(d dispetto) bool { return d.cosa == 9 }) {
			return &rotta{"prova", s.String()}
		}
		return nil
	}
	breve, r := accorcia(s, rompe(s), rompe)
	require.Equal(t, []dispetto{{9, 8, 7}}, breve.dispetti)
	require.Equal(t, []int{1, 7, 1}, []int{breve.conf.Enti, breve.conf.Pagamenti, breve.conf.Giorni})
	require.Equal(t, breve.String(), r.testo)
}
