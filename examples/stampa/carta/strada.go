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

// termine is until when a reduced amount holds, in one language: the days in bold, then
// from when they count.
type termine struct {
	importo, giorni, da frase
}

// termini returns it in the languages of the notice, in order of printing.
func (f *avvisoInCarta) termini(p *pagamento) []termine {
	chiave, giorni := f.chiaveStrada(p), "sessanta"
	if p == f.scontato {
		giorni = "cinque"
	}
	nomi, quanti, da := f.g.frasi(chiave), f.g.frasi(giorni), f.g.frasi(giorni+".da")
	var tt []termine
	for i := range min(len(nomi), len(quanti), len(da)) {
		tt = append(tt, termine{nomi[i], quanti[i], da[i]})
	}
	return tt
}

func (f *avvisoInCarta) chiaveStrada(p *pagamento) string {
	if p == f.ridotto {
		return "ridotto"
	}
	return "scontato"
}

// nellAltra draws the rest of a term in the language that follows, as a paragraph, and
// returns its last baseline.
func (f *avvisoInCarta) nellAltra(t termine, x, base, w float64, conNome bool) float64 {
	s, testo := sTesto, t.giorni.testo+" "+t.da.testo
	if conNome {
		testo = t.importo.testo + " " + testo
	}
	if t.giorni.seconda {
		s.corpo, s.grigi = 7, grigioSeconda
	}
	f.inLingua(t.giorni.lang, func() { base = f.paragrafo(s, x, base, w, testo) })
	return base
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
		ultima := b + 33.1
		for _, c := range []struct {
			p    *pagamento
			x, w float64
		}{{f.scontato, 10, 45}, {f.ridotto, 57, 43}} {
			tt := f.termini(c.p)
			f.elemento("P", func() {
				f.voci(f.g, sValore, c.x, b+16.7, c.w, f.g.frasi(f.chiaveStrada(c.p)))
				importo := f.Pronto.importo(c.p.Rata.Importo) + " " + f.g.frasi("euro")[0].testo
				f.testo(entroCorpo(sGrande, importo, c.w), c.x, b+23.8, importo)
				f.inLingua(tt[0].giorni.lang, func() {
					f.testo(sValore, c.x, b+29.1, tt[0].giorni.testo)
					f.testo(sTesto, c.x, b+33.1, tt[0].da.testo)
				})
				for _, t := range tt[1:] {
					ultima = max(ultima, f.nellAltra(t, c.x, b+33.1+3.8, c.w, false))
				}
			})
		}
		return f.scadenzeEGiacenza(max(b+40.5, ultima+5.5), 5.5)
	})
	y += 7.9
	f.frecce(y)
	f.elemento("P", func() { y = f.periodi(sTesto, 18, y, 175, f.g.frasi("scelta")) })
	return y + 5.4
}

// scadenzeEGiacenza draws how the days are counted, from a baseline down.
func (f *avvisoInCarta) scadenzeEGiacenza(y, passo float64) float64 {
	for i, k := range []string{"scadenze", "giacenza"} {
		if i > 0 {
			y += passo
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
	b, giu := f.intero(p, b, maiuscolo(f.g.frasi(f.chiaveStrada(p))), func(base float64) { f.sePaghi(f.termini(p), base) })
	return b + 56.9 + giu
}

// sePaghi draws at the right of a bar until when an amount holds: on one line, or one
// for each language.
func (f *avvisoInCarta) sePaghi(tt []termine, base float64) {
	nero, chiaro := sTitolo, sDieci
	if len(tt) > 1 {
		nero, chiaro, base = nero.di(8), chiaro.di(8), base-1.4
	}
	for i, t := range tt {
		if t.giorni.seconda {
			nero, chiaro = sDidascala, sDidascala
			nero.grigi, chiaro.grigi = grigioSeconda, grigioSeconda
		}
		giorni := t.giorni.testo
		if t.giorni.lang == "" && !f.g.sola {
			giorni = "Se paghi " + giorni
		}
		f.inLingua(t.giorni.lang, func() {
			f.destraDue(nero, giorni, chiaro, " "+t.da.testo, destraFondo, base+3.4*float64(i))
		})
	}
}

// unImporto draws one amount on its page, with its slip if it has one.
func (f *avvisoInCarta) unImporto(p *pagamento, b float64) {
	tt := f.termini(p)
	y := f.barreStrada(b, func() float64 {
		var dopo float64
		f.elemento("P", func() { dopo = f.importoConTermine(p, tt, b) })
		y := max(b+28.3, dopo+5)
		f.segnoNota(y - 1)
		f.elemento("P", func() { y = f.periodi(sTesto, 16, y, 84, f.g.frasi("scelta")) })
		return f.scadenzeEGiacenza(y+5.6, 5.6)
	}) + 5.4
	f.elemento("Sect", func() {
		y, giu := f.intero(p, y, maiuscolo(f.g.frasi("dati")), func(base float64) { f.sePaghi(tt, base) })
		y += 59 + giu
		if p.dataMatrix == nil {
			return
		}
		if y+slipCompatto.autorizzazione > ultimaBase {
			y = f.nuovaPagina(true)
		}
		f.bollettino(p, slipCompatto, y, func(base float64) {
			g := f.g
			f.g = lingue{it: g.it}
			f.sePaghi(f.termini(p), base)
			f.g = g
		})
	})
}

// importoConTermine draws an amount and, beside it, until when it holds; it returns the
// last baseline.
func (f *avvisoInCarta) importoConTermine(p *pagamento, tt []termine, b float64) float64 {
	x := f.testo(sGrande, sinistra, b+19.0, f.Pronto.importo(p.Rata.Importo)+" "+f.g.frasi("euro")[0].testo) + 6
	w, t := 100-x, tt[0]
	nome, giorni := t.importo.testo, t.giorni.testo
	y := b + 20.4
	f.inLingua(t.giorni.lang, func() {
		switch {
		case sValore.largo(nome+" "+giorni) <= w:
			f.testo(sValore, x, b+16.7, nome+" "+giorni)
			y = f.paragrafo(sTesto, x, b+20.4, w, t.da.testo)
		case sValore.largo(giorni)+1+sTesto.largo(t.da.testo) <= w && sValore.largo(nome) <= w:
			f.testo(sValore, x, b+16.7, nome)
			fine := f.testo(sValore, x, b+20.4, giorni)
			f.testo(sTesto, fine+1, b+20.4, t.da.testo)
		default:
			y = f.paragrafo(sValore, x, b+16.7, w, nome+" "+giorni)
			y = f.paragrafo(sTesto, x, y+3.7, w, t.da.testo)
		}
	})
	for _, t := range tt[1:] {
		y = f.nellAltra(t, x, y+3.7, w, true)
	}
	return y
}
