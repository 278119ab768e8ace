package carta

import "strings"

// colonne is the model of a row of boxes.
type colonne struct {
	n                int
	barre, testi     []float64 // left edges
	larga, utile     float64   // of a bar, of what is in it
	qr, lato         float64   // place in the box and side of the QR code
	scadenza, avviso float64   // baselines of the labels, from the top of the bar
	fiscale          float64
	valore           float64 // from a label to its value
	oggetto, ente    float64 // 0 for none
	didascalia       float64
	passo            float64 // to the next row
	sDidascalia      stile
	testoQR          string
	slip             float64 // from the row to its first slip
	slipCompatto     bool
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

// spintaDi returns by how much the subject, and it and the name of the creditor, push down
// what is below them in a row.
func (f *avvisoInCarta) spintaDi(c colonne) (oggetto, ente float64) {
	if c.oggetto == 0 {
		return 0, 0
	}
	oggetto = f.inPiu(f.oggetto(), c.utile)
	return oggetto, oggetto + f.inPiu(f.Avviso.Ente.Nome, c.utile)
}

// inPiu returns how much a value of two lines takes more than one of one.
func (f *avvisoInCarta) inPiu(testo string, w float64) float64 {
	_, linee, _ := adatta(sValore, []float64{8, 7}, testo, w, 2)
	return float64(len(linee)-1) * sTesto.passo()
}

// lingueDi returns the languages in which the boxes of a row are.
func (f *avvisoInCarta) lingueDi(c colonne) lingue {
	if c.n == 3 {
		return f.g.italiana()
	}
	return f.g
}

// ultimaDi returns the last baseline of a row at 0.
func (f *avvisoInCarta) ultimaDi(c colonne) float64 {
	_, giu := f.spintaDi(c)
	return c.didascalia + giu + altaDidascalia(f.lingueDi(c), c.sDidascalia, c.testoQR, c.utile)
}

// fila draws a row of boxes at b and returns where what follows it begins: solito below
// it, or further where texts need it.
func (f *avvisoInCarta) fila(c colonne, pp []*pagamento, b, solito float64) float64 {
	giuOggetto, giuEnte := f.spintaDi(c)
	for i, p := range pp {
		f.scatola(c, p, i, b, giuOggetto, giuEnte)
	}
	return b + max(solito+giuEnte, f.ultimaDi(c)+sottoTesto)
}

// scatola draws the box of one instalment.
func (f *avvisoInCarta) scatola(c colonne, p *pagamento, i int, b, giuOggetto, giuEnte float64) {
	x := c.testi[i]
	f.barra(c.barre[i], b, c.larga)
	f.titoloBarra(x, b, c.utile, f.titolo(p))
	intere := f.g
	f.g = f.lingueDi(c)
	defer func() { f.g = intere }()
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
