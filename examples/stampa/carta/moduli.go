package carta

import "strings"

// colonne is the model of a row of boxes.
type colonne struct {
	n                  int
	barre, testi       []float64 // left edges
	larga, utile       float64   // of a bar, of what is in it
	qr, lato           float64   // place in the box and side of the QR code
	scadenza, avviso   float64   // baselines of the labels, from the top of the bar
	fiscale            float64
	valore             float64 // from a label to its value
	oggetto, ente      float64 // 0 for none
	didascalia, ultima float64
	passo              float64 // to the next row
	sDidascalia        stile
	testoQR            string
	slip               float64 // from the row to its first slip
	slipCompatto       bool
}

var (
	dueColonne = colonne{
		n: 2, barre: []float64{6.9, 107.9}, testi: []float64{10, 111}, larga: 95.2, utile: 89, qr: 64.1, lato: latoQR,
		scadenza: 24.9, avviso: 35.0, fiscale: 45.3, valore: 4.8, oggetto: 57.2, ente: 66.5, didascalia: 77.8, passo: 84,
		sDidascalia: sTesto, testoQR: "qr.rate", slip: 87.1,
	}
	treColonne = colonne{
		n: 3, barre: []float64{6.9, 74.3, 141.6}, testi: []float64{10, 77.3, 144.7}, larga: 61.4, utile: 55, qr: 35.2, lato: latoQRTre,
		scadenza: 26.2, avviso: 37.6, fiscale: 47.9, valore: 4.8, oggetto: 59.8, ente: 69.1, didascalia: 80.2, passo: 86,
		sDidascalia: sDidascala, testoQR: "qr.tre",
	}
	compatte = func() colonne {
		c := treColonne
		c.oggetto, c.ente, c.didascalia, c.passo, c.slip, c.slipCompatto = 0, 0, 59.6, 66.4, 66.4, true
		return c
	}()
)

// intero draws the module of one payment over the whole width, at b. Its end is the
// shift that long texts added.
func (f *avvisoInCarta) intero(p *pagamento, b float64, titolo []frase, destra func(base float64)) float64 {
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
	y := f.campo("ente.nome", "ente", 59, b+25.6, b+29.3, 141, f.Avviso.Ente.Nome, 2)
	giu := y - (b + 29.3)
	y = f.campo("oggetto", "oggetto", 59, b+34.9+giu, b+38.6+giu, 141, f.oggetto(), 2)
	giu = max(0, y-(b+42.5))
	f.didascalia(sTesto, "qr.unica", sinistra, b+46.5, 44)
	f.codici(p, b+46.3+giu, b+52.1+giu)
	return giu
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

// fila draws a row of boxes at b and returns the shift that long texts added.
func (f *avvisoInCarta) fila(c colonne, pp []*pagamento, b float64) float64 {
	giuOggetto, giuEnte := 0.0, 0.0
	if c.oggetto > 0 {
		_, o, _ := adatta(sValore, []float64{8, 7}, f.oggetto(), c.utile, 2)
		_, e, _ := adatta(sValore, []float64{8, 7}, f.Avviso.Ente.Nome, c.utile, 2)
		giuOggetto = float64(len(o)-1) * sTesto.passo()
		giuEnte = giuOggetto + float64(len(e)-1)*sTesto.passo()
	}
	for i, p := range pp {
		f.scatola(c, p, i, b, giuOggetto, giuEnte)
	}
	return giuEnte
}

// scatola draws the box of one instalment.
func (f *avvisoInCarta) scatola(c colonne, p *pagamento, i int, b, giuOggetto, giuEnte float64) {
	x := c.testi[i]
	f.barra(c.barre[i], b, c.larga)
	f.titoloBarra(x, b, c.utile, f.titolo(p))
	intere := f.g
	if c.n == 3 {
		f.g = f.g.italiana()
		defer func() { f.g = intere }()
	}
	f.elemento("P", func() {
		f.voci(f.g, sTesto, x, b+14.6, c.qr-2, f.g.frasi("euro"))
		f.testo(sCodice, x, b+19.4, f.Pronto.importo(p.Rata.Importo))
	})
	if p.Scadenza != "" && p.Rata.Soglia.Tipo == "" {
		f.elemento("P", func() {
			f.voci(f.g, sTesto, x, b+c.scadenza, c.qr-2, iniziale(f.g.frasi("scadenza.altrove")))
			f.testo(sCodice, x, b+c.scadenza+c.valore, p.Scadenza)
		})
	}
	f.codice("avviso", p.CodiceAvviso, x, b+c.avviso, b+c.avviso+c.valore, c.utile)
	f.codice("cfEnte", f.Avviso.Ente.IdDominio.String(), x, b+c.fiscale, b+c.fiscale+c.valore, 32)
	if cb := f.Avviso.Ente.CBILL; cb != "" {
		f.codice("cbill", strings.ToUpper(cb), x+33.3, b+c.fiscale, b+c.fiscale+c.valore, c.utile-33.3)
	}
	f.codiceQR(p, x+c.qr, b+11.9, c.lato)
	if c.oggetto > 0 {
		f.campo("oggetto", "oggetto", x, b+c.oggetto, b+c.oggetto+3.85, c.utile, f.oggetto(), 2)
		f.campo("ente.nome", "ente", x, b+c.ente+giuOggetto, b+c.ente+giuOggetto+3.85, c.utile, f.Avviso.Ente.Nome, 2)
	}
	f.didascalia(c.sDidascalia, c.testoQR, x, b+c.didascalia+giuEnte, c.utile)
}

// iniziale writes the first letter of each phrase capital.
func iniziale(ff []frase) []frase {
	for i := range ff {
		if r := []rune(ff[i].testo); len(r) > 0 {
			ff[i].testo = strings.ToUpper(string(r[:1])) + string(r[1:])
		}
	}
	return ff
}

// ultimaDi returns the last baseline of a row at 0.
func (f *avvisoInCarta) ultimaDi(c colonne) float64 {
	u := c.didascalia
	righeQR := len(righe(c.sDidascalia, f.g.frasi(c.testoQR)[0].testo, c.utile-0.6))
	if c.n == 2 && f.g.altra != nil && !f.g.sola {
		righeQR += len(righe(c.sDidascalia, f.g.frasi(c.testoQR)[1].testo, c.utile-0.6))
	}
	u += float64(righeQR-1) * c.sDidascalia.passo()
	if c.oggetto > 0 {
		_, o, _ := adatta(sValore, []float64{8, 7}, f.oggetto(), c.utile, 2)
		_, e, _ := adatta(sValore, []float64{8, 7}, f.Avviso.Ente.Nome, c.utile, 2)
		u += float64(len(o)+len(e)-2) * sTesto.passo()
	}
	return u
}

// misureSlip are the places of a postal slip, from the top of its bar.
type misureSlip struct {
	poste, sigillo, conto, intestato, destinatario, oggetto, dataMatrix, testo, etichette, valori, autorizzazione, passo float64
}

var (
	slipNormale  = misureSlip{14.3, 23.7, 19.1, 29.9, 35.5, 40.8, 30.2, 43.4, 50.5, 56.1, 62.2, 70.9}
	slipCompatto = misureSlip{12.2, 19.4, 17.0, 26.0, 31.3, 36.8, 26.2, 37.3, 46.3, 52.2, 54.0, 60.9}
)

// bollettino draws the postal slip of a payment at b.
func (f *avvisoInCarta) bollettino(p *pagamento, m misureSlip, b float64, destra func(base float64)) {
	if f.g.sola {
		f.apri("Sect").lingua = italiano
		defer f.chiudi()
	}
	f.barra(0, b, larghezza)
	f.titoloBarra(sinistra, b, 48, []frase{{testo: strings.ToUpper(f.scelte.Testi.con()["it"]["bollettino"])}})
	f.marchio("bancoposta", "BancoPosta", sDieci, 59, b+5, 59, b+2, 20, 4)
	f.elemento("P", func() { destra(b + 5) })
	f.forbici(b)
	f.marchio("posteitaliane", "Poste Italiane", sNome, sinistra, b+m.poste+4, sinistra, b+m.poste, 38.6, 6)
	f.marchio("bollettino", "Sigillo del bollettino postale", stile{}, sinistra, 0, sinistra, b+m.sigillo, 32, m.testo-m.sigillo-4.5)
	f.elemento("P", func() {
		f.paragrafo(sTesto, sinistra, b+m.testo, 41, f.scelte.Testi.con()["it"]["bollettino.testo"])
	})
	if a := p.Bollettino.Autorizzazione; a != "" {
		base := b + m.autorizzazione
		if sAutorizza.largo(a) > 48 && m.autorizzazione < m.valori+3 {
			base += 0.9 // clear of the codes
		}
		f.elemento("P", func() { f.stretto("ente.autorizzazione", sAutorizza, []float64{7, 6}, sinistra, base, 150, a, 1) })
	}
	f.riquadro(0, 59, b+m.conto-5.1, 7.5, 7.5)
	f.decora(func() {
		s := stile{corpo: 16, nero: true, grigi: 255}
		f.riga(s, 59+(7.5-s.largo("€"))/2, b+m.conto+0.7, "€")
	})
	f.elemento("P", func() {
		x := f.testo(sDieci, 69, b+m.conto, "sul C/C n. ")
		f.testo(sImporto, x, b+m.conto, p.Bollettino.Conto)
	})
	f.elemento("P", func() {
		f.destraDue(sDieci, "Euro ", sImporto, p.Importo, destraFondo, b+m.conto)
	})
	f.valoreInRiga("ente.intestatarioConto", "Intestato a", b+m.intestato, p.Bollettino.Intestatario)
	if n := f.destinatario(); n != "" {
		f.valoreInRiga("debitore.nome", "Destinatario", b+m.destinatario, n)
	}
	f.valoreInRiga("oggetto", "Oggetto pagamento", b+m.oggetto, f.Avviso.Oggetto)
	for _, c := range []struct {
		nome, valore string
		x            float64
	}{{"Cod. Avviso", p.CodiceAvviso, 59}, {"Tipo", "P1", 115.7}} {
		f.elemento("P", func() {
			f.testo(sTesto, c.x, b+m.etichette, c.nome)
			f.testo(sCodice, c.x, b+m.valori, c.valore)
		})
	}
	f.elemento("P", func() {
		f.foglio.destra(sTesto, 168.5, b+m.etichette, "Cod. Fiscale Ente Creditore")
		f.foglio.destra(sCodice, 168.5, b+m.valori, f.Avviso.Ente.IdDominio.String())
	})
	f.squadre(destraFondo-latoDM, b+m.dataMatrix)
	f.simbolo(*p.dataMatrix, "datamatrix", p.Bollettino.DataMatrix, destraFondo-latoDM, b+m.dataMatrix, latoDM,
		"Data Matrix del bollettino postale, codice avviso "+p.CodiceAvviso)
}

// valoreInRiga draws a label and, behind it, its value: one line, the subject two.
func (f *avvisoInCarta) valoreInRiga(campo, nome string, base float64, valore string) {
	n := 1
	if campo == "oggetto" {
		n = 2
	}
	f.elemento("P", func() {
		x := f.testo(sTesto, 59, base, nome+" ")
		f.stretto(campo, sValore, []float64{8, 7}, x, base, 170-x, valore, n)
	})
}

// squadre draws the corner marks around a Data Matrix, forbici a pair of scissors:
// decoration.
func (f *foglio) squadre(x, y float64) {
	const fuori, lungo = 2.4, 3.0
	a, b, c, d := x-fuori, y-fuori, x+latoDM+fuori, y+latoDM+fuori
	f.linee(0x99, 0.25, []float64{a, b + lungo, a, b, a + lungo, b}, []float64{c - lungo, b, c, b, c, b + lungo},
		[]float64{a, d - lungo, a, d, a + lungo, d}, []float64{c - lungo, d, c, d, c, d - lungo})
}

func (f *foglio) forbici(b float64) {
	f.cerchio(0x80, 0.25, 196.7, b-0.8, 0.6)
	f.cerchio(0x80, 0.25, 196.7, b+0.8, 0.6)
	f.linee(0x80, 0.25, []float64{197.2, b - 0.5, 200, b + 0.9}, []float64{197.2, b + 0.5, 200, b - 0.9})
}
