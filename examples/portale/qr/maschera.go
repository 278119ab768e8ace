package qr

// maschere are the eight patterns: where one is true the module is turned over.
var maschere = [...]func(x, y int) bool{
	func(x, y int) bool { return (x+y)%2 == 0 },
	func(_, y int) bool { return y%2 == 0 },
	func(x, _ int) bool { return x%3 == 0 },
	func(x, y int) bool { return (x+y)%3 == 0 },
	func(x, y int) bool { return (x/3+y/2)%2 == 0 },
	func(x, y int) bool { return x*y%2+x*y%3 == 0 },
	func(x, y int) bool { return (x*y%2+x*y%3)%2 == 0 },
	func(x, y int) bool { return ((x+y)%2+x*y%3)%2 == 0 },
}

func (s *Simbolo) maschera(m int) {
	for y := range s.Lato {
		for x := range s.Lato {
			if i := y*s.Lato + x; !s.fissi[i] && maschere[m](x, y) {
				s.scuri[i] = !s.scuri[i]
			}
		}
	}
}

// penalita says how badly a symbol reads: runs, blocks of two by two, what looks
// like a finder, and the share of dark modules (ISO/IEC 18004:2015, 7.8.3.1).
func (s *Simbolo) penalita() int {
	p, scuri := 0, 0
	riga := make([]bool, s.Lato)
	colonna := make([]bool, s.Lato)
	for y := range s.Lato {
		for x := range s.Lato {
			riga[x], colonna[x] = s.Scuro(x, y), s.Scuro(y, x)
			if riga[x] {
				scuri++
			}
			if x > 0 && y > 0 && riga[x] == riga[x-1] && riga[x] == s.Scuro(x, y-1) && riga[x] == s.Scuro(x-1, y-1) {
				p += 3
			}
		}
		p += penalitaLinea(riga) + penalitaLinea(colonna)
	}
	scarto := scuri*20 - s.Lato*s.Lato*10 // twentieths away from a half
	return p + max(scarto, -scarto)/(s.Lato*s.Lato)*10
}

var finto = [...][11]bool{
	{true, false, true, true, true, false, true, false, false, false, false},
	{false, false, false, false, true, false, true, true, true, false, true},
}

func penalitaLinea(l []bool) int {
	p := 0
	for i, corsa := 0, 0; i < len(l); i++ {
		if i > 0 && l[i] == l[i-1] {
			corsa++
		} else {
			corsa = 1
		}
		switch {
		case corsa == 5:
			p += 3
		case corsa > 5:
			p++
		}
		if i+11 <= len(l) && ([11]bool(l[i:i+11]) == finto[0] || [11]bool(l[i:i+11]) == finto[1]) {
			p += 40
		}
	}
	return p
}
