package qr

// disegna lays the codewords out and chooses the mask that reads best.
func disegna(versione int, parole []byte) Simbolo {
	lato := 17 + 4*versione
	s := Simbolo{Lato: lato, scuri: make([]bool, lato*lato), fissi: make([]bool, lato*lato)}
	s.mirino(3, 3)
	s.mirino(lato-4, 3)
	s.mirino(3, lato-4)
	for i := range lato { // timing patterns, where no finder is
		if !s.fissi[6*lato+i] {
			s.fissa(i, 6, i%2 == 0)
			s.fissa(6, i, i%2 == 0)
		}
	}
	if versione > 1 {
		s.allineamento(lato-7, lato-7)
	}
	s.formato(0) // reserves its place
	s.posa(parole)
	migliore, minima := Simbolo{}, -1
	for m := range maschere {
		prova := s
		prova.scuri = append([]bool(nil), s.scuri...)
		prova.maschera(m)
		prova.formato(m)
		if p := prova.penalita(); minima < 0 || p < minima {
			migliore, minima = prova, p
		}
	}
	return migliore
}

// fissa sets a module of a function pattern; out of the symbol it does nothing.
func (s *Simbolo) fissa(x, y int, scuro bool) {
	if x >= 0 && y >= 0 && x < s.Lato && y < s.Lato {
		s.scuri[y*s.Lato+x], s.fissi[y*s.Lato+x] = scuro, true
	}
}

// mirino draws a finder pattern and its separator around a centre.
func (s *Simbolo) mirino(cx, cy int) {
	for dy := -4; dy <= 4; dy++ {
		for dx := -4; dx <= 4; dx++ {
			d := max(dx, -dx, dy, -dy)
			s.fissa(cx+dx, cy+dy, d != 2 && d != 4)
		}
	}
}

func (s *Simbolo) allineamento(cx, cy int) {
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			s.fissa(cx+dx, cy+dy, max(dx, -dx, dy, -dy) != 1)
		}
	}
}

// formato writes level and mask, twice, with their BCH(15,5) code. The bits of
// level M are 00.
func (s *Simbolo) formato(maschera int) {
	s.Maschera = maschera
	resto := maschera
	for range 10 {
		resto = resto<<1 ^ resto>>9*0x537
	}
	bit := (maschera<<10 | resto) ^ 0x5412
	for i := range 15 {
		scuro := bit>>i&1 == 1
		switch {
		case i < 6:
			s.fissa(8, i, scuro)
		case i < 8:
			s.fissa(8, i+1, scuro)
		case i == 8:
			s.fissa(7, 8, scuro)
		default:
			s.fissa(14-i, 8, scuro)
		}
		if i < 8 {
			s.fissa(s.Lato-1-i, 8, scuro)
		} else {
			s.fissa(8, s.Lato-15+i, scuro)
		}
	}
	s.fissa(8, s.Lato-8, true) // the module that is always dark
}

// posa puts the codewords in columns of two, from the right, up and down in
// turn; what remains stays light.
func (s *Simbolo) posa(parole []byte) {
	i := 0
	for destra := s.Lato - 1; destra > 0; destra -= 2 {
		if destra == 6 { // the column of the timing pattern
			destra--
		}
		for v := range s.Lato {
			y := v
			if (destra+1)&2 == 0 {
				y = s.Lato - 1 - v
			}
			for x := destra; x >= destra-1; x-- {
				if !s.fissi[y*s.Lato+x] && i < len(parole)*8 {
					s.scuri[y*s.Lato+x] = parole[i/8]>>(7-i%8)&1 == 1
					i++
				}
			}
		}
	}
}
