package carta

// pagamentiDa shares the payments out among the pages; the first is free from b down.
func (f *avvisoInCarta) pagamentiDa(b float64) {
	switch {
	case f.postale:
		f.conBollettini(b)
	case len(f.rate) >= molte:
		f.molteRate(b)
	default:
		f.senzaBollettini(b)
	}
}

// apreModulo draws the module of one payment at b, on a further page where it does not
// fit, and returns where the next one begins.
func (f *avvisoInCarta) apreModulo(p *pagamento, b float64) float64 {
	destra := func(base float64) { f.inBarra(destraFondo, base, 104, f.conData(p), true) }
	b, giu := f.intero(p, b, maiuscolo(f.g.frasi("dati")), destra)
	if p.dataMatrix == nil {
		return b + 56.9 + giu
	}
	b += 60.8 + giu
	if b+slipNormale.autorizzazione > ultimaBase {
		b = f.nuovaPagina(true)
	}
	f.bollettino(p, slipNormale, b, f.titoloSlip(p))
	return b + slipNormale.passo
}

// titoloSlip draws the title of a payment in the bar of its slip, in Italian.
func (f *avvisoInCarta) titoloSlip(p *pagamento) func(float64) {
	return func(base float64) {
		t := p.Titolo
		if p.Scadenza != "" && p.Rata.Soglia.Tipo == "" {
			t += " entro il " + p.Scadenza
		}
		f.foglio.destra(sTitolo, destraFondo, base, t)
	}
}

// primo draws the payment of the whole, or the only instalment in its place, and returns
// where the rest begins and what it is.
func (f *avvisoInCarta) primo(b float64, ancheRata bool) (float64, []*pagamento) {
	switch {
	case f.unica != nil:
		return f.apreModulo(f.unica, b), f.rate
	case ancheRata || len(f.rate) == 1:
		return f.apreModulo(f.rate[0], b), f.rate[1:]
	}
	return b, f.rate
}

// senzaBollettini draws up to nine instalments: a row on the first page, then up to two
// on each, all of a page with the same columns.
func (f *avvisoInCarta) senzaBollettini(b float64) {
	b, resto := f.primo(b, false)
	if len(resto) == 0 {
		return
	}
	prima := []int{2, 3}
	if b+max(f.ultimaDi(dueColonne), f.ultimaDi(treColonne)) > ultimaBase {
		prima = []int{0}
	}
	for i, pagina := range scegliPagine(len(resto), prima) {
		if i > 0 || pagina[0] == 0 {
			if pagina[0] == 0 {
				continue
			}
			b = f.nuovaPagina(true)
		}
		resto = f.file(modello(pagina[0]), resto, b, pagina[1])
	}
}

func modello(n int) colonne {
	if n == 3 {
		return treColonne
	}
	return dueColonne
}

// file draws up to n rows of boxes and returns what is left.
func (f *avvisoInCarta) file(c colonne, resto []*pagamento, b float64, n int) []*pagamento {
	for ; n > 0 && len(resto) > 0; n-- {
		k := min(c.n, len(resto))
		b = f.fila(c, resto[:k], b, c.passo)
		resto = resto[k:]
	}
	return resto
}

// scegliPagine returns columns and rows of each page: the fewest pages, then the fewest
// empty boxes, then two columns first. The first page has one row, of one of prima's
// columns (0 for none), the others up to two.
func scegliPagine(n int, prima []int) [][2]int {
	var migliore [][2]int
	vuotiMigliore := 0
	var prova func(fatte [][2]int, resto, vuoti int)
	prova = func(fatte [][2]int, resto, vuoti int) {
		if migliore != nil && len(fatte) >= len(migliore) && (resto > 0 || len(fatte) > len(migliore) || vuoti >= vuotiMigliore) {
			return
		}
		if resto <= 0 {
			migliore, vuotiMigliore = append([][2]int(nil), fatte...), vuoti
			return
		}
		for _, c := range []int{2, 3} {
			for r := 1; r <= 2; r++ {
				posti := c * r
				if posti-resto >= c {
					continue // a row would be empty
				}
				prova(append(fatte, [2]int{c, r}), resto-posti, vuoti+max(0, posti-resto))
			}
		}
	}
	for _, c := range prima {
		prova([][2]int{{c, 1}}, n-c, max(0, c-n))
	}
	return migliore
}

// molteRate draws ten instalments or more, in small boxes.
func (f *avvisoInCarta) molteRate(b float64) {
	resto := f.rate
	if f.unica != nil {
		b = f.apreModulo(f.unica, b)
	}
	for len(resto) > 0 {
		n := int((ultimaBase - b - f.ultimaDi(compatte)) / max(compatte.passo, f.ultimaDi(compatte)+sottoTesto))
		if b+f.ultimaDi(compatte) <= ultimaBase {
			resto = f.file(compatte, resto, b, n+1)
		}
		if len(resto) > 0 {
			b = f.nuovaPagina(true)
		}
	}
}

// conBollettini draws payments with their slips: the first on the first page, then two
// or three instalments on each.
func (f *avvisoInCarta) conBollettini(b float64) {
	_, resto := f.primo(b, true)
	pagine := (len(resto) + 2) / 3
	for p := range pagine {
		k := 2
		if len(resto)-2 > 3*(pagine-p-1) {
			k = 3
		}
		k = min(k, len(resto))
		resto = f.gruppo(resto, k)
	}
}

// gruppo draws a page of k instalments and their slips, and returns what is left.
func (f *avvisoInCarta) gruppo(resto []*pagamento, k int) []*pagamento {
	c, m := dueColonne, slipNormale
	if k == 3 {
		c, m = compatte, slipCompatto
	}
	b := f.nuovaPagina(true)
	y := f.fila(c, resto[:k], b, c.slip)
	for _, p := range resto[:k] {
		if p.dataMatrix == nil {
			continue
		}
		if y+m.autorizzazione > ultimaBase {
			y = f.nuovaPagina(true)
		}
		f.bollettino(p, m, y, f.titoloSlip(p))
		y += m.passo
	}
	return resto[k:]
}
