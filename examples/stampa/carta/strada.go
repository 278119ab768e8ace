package carta

// codiceDellaStrada draws the reduced amounts of a fine: both on a page, or a page each
// where they have their slips.
func (f *avvisoInCarta) codiceDellaStrada(b float64) {
	if f.scontato != nil && f.ridotto != nil && !f.postale {
		b = f.dueImporti(b)
		for _, p := range []*pagamento{f.scontato, f.ridotto} {
			b = f.moduloStrada(p, b)
		}
	} else {
		for i, p := range []*pagamento{f.scontato, f.ridotto} {
			if p == nil {
				continue
			}
			if i == 1 && f.scontato != nil {
				b = f.soggettiRipetuti()
			}
			f.unImporto(p, b)
		}
	}
	if f.unica != nil {
		f.apreModulo(f.unica, f.nuovaPagina(true))
	}
	for resto := f.rate; len(resto) > 0; {
		k := min(2, len(resto))
		resto = f.gruppo(resto, k)
	}
}

// soggettiRipetuti begins a further page that stands by itself.
func (f *avvisoInCarta) soggettiRipetuti() float64 {
	b := f.nuovaPagina(true)
	f.ripetuto = true
	b = f.soggetti(b)
	f.ripetuto = false
	return b
}

// termine returns the phrases of the days of a reduced amount: bold, then regular.
func (f *avvisoInCarta) termine(p *pagamento) (giorni, da []frase) {
	if p == f.scontato {
		return f.g.frasi("cinque"), f.g.frasi("cinque.da")
	}
	return f.g.frasi("sessanta"), f.g.frasi("sessanta.da")
}

// barreStrada draws the two bars and where to pay; the left part draws itself.
func (f *avvisoInCarta) barreStrada(b float64, disegna func() float64) float64 {
	f.barra(0, b, 104)
	f.barra(106, b, 104)
	f.titoloBarra(sinistra, b, 90, maiuscolo(f.g.frasi("quanto")))
	y := disegna()
	return max(y, f.dove(b))
}

// dueImporti draws the discounted and the reduced amount beside each other.
func (f *avvisoInCarta) dueImporti(b float64) float64 {
	y := f.barreStrada(b, func() float64 {
		for _, c := range []struct {
			p      *pagamento
			chiave string
			x, w   float64
		}{{f.scontato, "scontato", 10, 45}, {f.ridotto, "ridotto", 57, 43}} {
			giorni, da := f.termine(c.p)
			f.elemento("P", func() {
				f.voci(f.g, sValore, c.x, b+16.7, c.w, f.g.frasi(c.chiave))
				f.testo(sGrande, c.x, b+23.8, f.Pronto.importo(c.p.Rata.Importo)+" "+f.g.frasi("euro")[0].testo)
				f.voci(f.g, sValore, c.x, b+29.1, c.w, giorni)
				f.voci(f.g, sTesto, c.x, b+33.1, c.w, da)
			})
		}
		return f.noteStrada(b + 40.5)
	})
	y += 7.9
	f.frecce(y)
	f.elemento("P", func() { y = f.periodi(sTesto, 18, y, 174, f.g.frasi("scelta")) })
	return y + 5.4
}

// noteStrada draws how the days are counted, from a baseline down.
func (f *avvisoInCarta) noteStrada(y float64) float64 {
	for i, k := range []string{"scadenze", "giacenza"} {
		if i > 0 {
			y += 5.5
		}
		f.elemento("H3", func() { y = f.periodi(sValore, sinistra, y, 90, f.g.frasi(k+".titolo")) })
		f.elemento("P", func() { y = f.periodi(sTesto, sinistra, y+4.5, 90, f.g.frasi(k+".testo")) })
	}
	return y
}

// frecce draws an arrow on each side: decoration.
func (f *avvisoInCarta) frecce(y float64) {
	for _, x := range []float64{12, 195} {
		f.linee(0, 0.35, []float64{x + 1.5, y - 2.5, x + 1.5, y + 2}, []float64{x, y + 0.5, x + 1.5, y + 2, x + 3, y + 0.5})
	}
}

// moduloStrada draws the module of one of two amounts.
func (f *avvisoInCarta) moduloStrada(p *pagamento, b float64) float64 {
	if b+52.1 > ultimaBase {
		b = f.nuovaPagina(true)
	}
	chiave := "scontato"
	if p == f.ridotto {
		chiave = "ridotto"
	}
	return b + 56.9 + f.intero(p, b, maiuscolo(f.g.frasi(chiave)), func(base float64) { f.sePaghi(p, base) })
}

// sePaghi draws at the right of a bar until when an amount holds.
func (f *avvisoInCarta) sePaghi(p *pagamento, base float64) {
	giorni, da := f.termine(p)
	prima := "Se paghi "
	if f.g.sola {
		prima = ""
	}
	f.destraDue(sTitolo, prima+giorni[0].testo, sDieci, " "+da[0].testo, destraFondo, base)
}

// unImporto draws one amount on its page, with its slip if it has one.
func (f *avvisoInCarta) unImporto(p *pagamento, b float64) {
	chiave := "scontato"
	if p == f.ridotto {
		chiave = "ridotto"
	}
	y := f.barreStrada(b, func() float64 {
		giorni, da := f.termine(p)
		var x float64
		f.elemento("P", func() {
			x = f.testo(sGrande, sinistra, b+19.0, f.Pronto.importo(p.Rata.Importo)+" "+f.g.frasi("euro")[0].testo) + 6
			ff := f.g.frasi(chiave)
			if p == f.scontato {
				for i := range ff {
					ff[i].testo += " " + giorni[min(i, len(giorni)-1)].testo
				}
				f.voci(f.g, sValore, x, b+16.7, 100-x, ff)
				f.voci(f.g, sTesto, x, b+20.4, 100-x, da)
				return
			}
			fine := f.voci(f.g, sValore, x, b+16.7, 100-x, ff)
			if _, l := f.g.inRiga(sValore, giorni); fine+1+l <= 100 {
				f.voci(f.g, sValore, fine+1, b+16.7, 100-fine, giorni)
				f.voci(f.g, sTesto, x, b+20.4, 100-x, da)
				return
			}
			fine = f.voci(f.g, sValore, x, b+20.4, 100-x, giorni)
			f.voci(f.g, sTesto, fine+1, b+20.4, 99-fine, da)
		})
		f.segnoNota(b + 27.3)
		y := b + 28.3
		f.elemento("P", func() { y = f.periodi(sTesto, 16, y, 84, f.g.frasi("scelta")) })
		for _, k := range []string{"scadenze", "giacenza"} {
			y += 5.6
			f.elemento("H3", func() { y = f.periodi(sValore, sinistra, y, 90, f.g.frasi(k+".titolo")) })
			f.elemento("P", func() { y = f.periodi(sTesto, sinistra, y+4.5, 90, f.g.frasi(k+".testo")) })
		}
		return y
	}) + 5.4
	f.elemento("Sect", func() {
		if y+52.1 > ultimaBase {
			y = f.nuovaPagina(true)
		}
		y += 59 + f.intero(p, y, maiuscolo(f.g.frasi("dati")), func(base float64) { f.sePaghi(p, base) })
		if p.dataMatrix == nil {
			return
		}
		if y+slipCompatto.autorizzazione > ultimaBase {
			y = f.nuovaPagina(true)
		}
		f.bollettino(p, slipCompatto, y, func(base float64) { f.sePaghi(p, base) })
	})
}
