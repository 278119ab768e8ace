package carta

import "strings"

// sottoTesto is the least room between the last line of a module and what follows.
const sottoTesto = 3.4

// altoIntero returns by how much long texts push down the codes of the module of one
// payment, its last baseline, and by how much more than usual it takes.
func (f *avvisoInCarta) altoIntero() (spinta, ultima, giu float64) {
	const codici, didascalia, sotto = 52.1, 46.5, 56.9
	spinta = max(0, f.inPiu(f.Avviso.Ente.Nome, larghiModulo)+f.inPiu(f.oggetto(), larghiModulo)-sTesto.passo())
	ultima = max(codici+spinta, didascalia+altaDidascalia(f.g, sTesto, "qr.unica", 44))
	return spinta, ultima, max(spinta, ultima+sottoTesto-sotto)
}

// larghiModulo is the room for the values of the module of one payment.
const larghiModulo = 141

// intero draws the module of one payment over the whole width, at b, on a further page
// where it does not fit. It returns where it is and the shift that texts added below it.
func (f *avvisoInCarta) intero(p *pagamento, b float64, titolo []frase, destra func(base float64)) (float64, float64) {
	spinta, ultima, giu := f.altoIntero()
	if b+ultima > ultimaBase {
		b = f.nuovaPagina(true)
	}
	f.barra(0, b, larghezza)
	f.titoloBarra(sinistra, b, 82, titolo)
	f.elemento("P", func() { destra(b + 5) })
	f.codiceQR(p, sinistra, b+14, latoQR)
	f.elemento("P", func() {
		s := "Euro "
		if f.g.sola {
			s = f.g.altra["euro"] + " "
		}
		f.destraDue(sDieci, s, sImporto, f.Pronto.importo(p.Rata.Importo), destraFondo, b+18.2)
	})
	if n := f.destinatario(); n != "" {
		f.campo("debitore.nome", "destinatario", 59, b+16.4, b+20.1, 95, n, 1)
	}
	sottoEnte := f.campo("ente.nome", "ente", 59, b+25.6, b+29.3, larghiModulo, f.Avviso.Ente.Nome, 2) - (b + 29.3)
	f.campo("oggetto", "oggetto", 59, b+34.9+sottoEnte, b+38.6+sottoEnte, larghiModulo, f.oggetto(), 2)
	f.didascalia(sTesto, "qr.unica", sinistra, b+46.5, 44)
	f.codici(p, b+46.3+spinta, b+52.1+spinta)
	return b, giu
}

// oggetto returns the subject in the first language of the notice.
func (f *avvisoInCarta) oggetto() string {
	if l := f.Avviso.Lingua.Oggetto; f.g.sola && l != "" {
		return l
	}
	return f.Avviso.Oggetto
}

// campo draws a label and its value, of at most n lines, as one paragraph, and returns
// the last baseline.
func (f *avvisoInCarta) campo(nome, chiave string, x, base, valore, w float64, testo string, n int) float64 {
	f.apri("P")
	defer f.chiudi()
	f.voci(f.g, sTesto, x, base, w, f.g.frasi(chiave))
	return f.stretto(nome, sValore, []float64{8, 7}, x, valore, w, testo, n)
}

// codici draws the line of codes of a module.
func (f *avvisoInCarta) codici(p *pagamento, base, valore float64) {
	if c := f.Avviso.Ente.CBILL; c != "" {
		f.codice("cbill", strings.ToUpper(c), 59, base, valore, 33)
	}
	f.codice("avviso", p.CodiceAvviso, 94.2, base, valore, 60)
	f.elemento("P", func() {
		f.vociDestra(f.g, sTesto, destraFondo, base, 48, f.g.frasi("cfEnte"))
		f.foglio.destra(sCodice, destraFondo, valore, f.Avviso.Ente.IdDominio.String())
	})
}

// codice draws a label and its code, which is never cut: smaller where it must.
func (f *avvisoInCarta) codice(chiave, codice string, x, base, valore, w float64) {
	f.elemento("P", func() {
		f.voci(f.g, sTesto, x, base, w, f.g.frasi(chiave))
		f.testo(entroCorpo(sCodice, codice, w), x, valore, codice)
	})
}

// entroCorpo returns a style as small as a text that is never cut needs to fit.
func entroCorpo(s stile, testo string, w float64) stile {
	for _, c := range []float64{14, 12, 10, 8, 7, 6, 5, 4, 3} {
		if c < s.corpo && s.largo(testo) > w {
			s.corpo = c
		}
	}
	return s
}

// codiceQR draws the QR code of a payment.
func (f *avvisoInCarta) codiceQR(p *pagamento, x, y, lato float64) {
	f.simbolo(p.qr, "qr", p.QRCode, x, y, lato, "Codice QR per pagare "+p.Titolo+": codice avviso "+p.CodiceAvviso+
		", ente "+f.Avviso.Ente.IdDominio.String()+", importo "+p.Importo+" euro")
}

// altaDidascalia returns how far its last baseline is below the first.
func altaDidascalia(g lingue, s stile, chiave string, w float64) float64 {
	alta := -1.0
	for _, t := range g.frasi(chiave) {
		v := s
		if t.seconda {
			v.corpo = 7
		}
		n := float64(len(righe(v, t.testo, w-0.6)))
		if alta < 0 {
			n, alta = n-1, 0
		}
		alta += n * v.passo()
	}
	return alta
}

// didascalia draws what to do with a QR code, its name in bold.
func (f *avvisoInCarta) didascalia(s stile, chiave string, x, base, w float64) {
	f.elemento("P", func() {
		for i, t := range f.g.frasi(chiave) {
			v := s
			if t.seconda {
				v.corpo, v.grigi = 7, grigioSeconda
			}
			if i > 0 {
				base += v.passo()
			}
			f.inLingua(t.lang, func() { base = f.conNeretto(v, x, base, w, t.testo) })
		}
	})
}

// nomiQR are the words for a QR code in the fixed texts.
var nomiQR = []string{"codice QR", "QR-Code", "QR-kodo", "code QR", "QR Code"}

// conNeretto draws a paragraph in which the name of the QR code is bold.
func (f *foglio) conNeretto(s stile, x, base, w float64, testo string) float64 {
	parole := nomiQR[0]
	for _, n := range nomiQR {
		if strings.Contains(testo, n) {
			parole = n
		}
	}
	linee := righe(s, testo, w-0.6)
	for i, l := range linee {
		if i+1 < len(linee) {
			l += " "
		}
		segue := i == 0 && f.segue()
		y := base + float64(i)*s.passo()
		prima, dopo, ok := strings.Cut(l, parole)
		if !ok {
			f.segnato(func() { f.seguente(s, x, y, l, segue) })
			continue
		}
		n := s
		n.nero = true
		f.segnato(func() {
			f.seguente(s, x, y, prima, segue)
			f.riga(n, x+s.largo(prima), y, parole)
			f.riga(s, x+s.largo(prima)+n.largo(parole), y, dopo)
		})
	}
	return base + float64(len(linee)-1)*s.passo()
}
