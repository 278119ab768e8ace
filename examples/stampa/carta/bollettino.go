package carta

import "strings"

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
