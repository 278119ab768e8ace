// Package carta draws payment notices of pagoPA in the official model, receipts and
// quietanze, as tagged PDF. It does no input or output; the functions may be called from
// any number of goroutines.
//
// Source: docs.pagopa.it, "L'avviso di pagamento pagoPA".
package carta

import (
	"fmt"
	"strings"
)

// Esito is a document that was drawn.
type Esito struct {
	PDF    []byte
	Pagine int
	Posti  []Posto    // its codes, in order
	Note   [][]string // for each notice, what a person may want to see
}

// Componi draws notices into one PDF.
func Componi(pronti ...*Pronto) Esito {
	var e Esito
	if len(pronti) == 0 {
		return e
	}
	f := nuovoFoglio()
	for _, d := range pronti {
		var note []string
		visto := map[string]bool{}
		f.note = func(n string) {
			if !visto[n] {
				visto[n] = true
				note = append(note, n)
			}
		}
		inizio := len(f.pagine)
		f.apri("Sect")
		(&avvisoInCarta{foglio: f, Pronto: d, g: d.lingue}).stampa()
		f.chiudi()
		if d.scelte.FronteRetro && (len(f.pagine)-inizio)%2 == 1 {
			f.pagina()
		}
		e.Note = append(e.Note, note)
	}
	d := pronti[0]
	titolo, lingua := "Avviso di pagamento – "+d.Avviso.Oggetto, "it-IT"
	if n := len(pronti); n > 1 {
		titolo = fmt.Sprintf("Avvisi di pagamento (%d)", n)
	} else if d.lingue.sola {
		lingua = d.lingue.lang
	}
	e.PDF, e.Pagine, e.Posti = f.pdf(titolo, lingua, d.scelte.Giorno), len(f.pagine), f.posti
	return e
}

// avvisoInCarta draws one notice.
type avvisoInCarta struct {
	*foglio
	*Pronto
	g lingue
}

// Measures of the model, in millimetres from the top left of the page.
const (
	sinistra    = 10.0
	destraFondo = 200.0
	primaBarra  = 43.9 // below the header
	ultimaBase  = 287.0
	altaBarra   = 8.0
	grigioBarra = 0xEC
	molte       = 10 // instalments that have no payment of the whole
)

// nuovaPagina begins a page with its header and returns where modules begin.
func (f *avvisoInCarta) nuovaPagina(ripetuta bool) float64 {
	f.foglio.pagina()
	f.ripetuto = ripetuta
	defer func() { f.ripetuto = false }()
	f.marchio("pagopa", "pagoPA", sNome, sinistra, 16.5, 10, 10, 15, 10)
	f.elemento("P", func() { f.voci(f.g, sTitolo, 29, 13.2, 130, maiuscolo(f.g.frasi("titolo"))) })
	oggetto, base := f.Avviso.Oggetto, 0.0
	altro := f.Avviso.Lingua.Oggetto
	if f.g.sola && altro != "" {
		oggetto, altro = altro, ""
	}
	f.elemento("H1", func() { base = f.stretto("oggetto", sOggetto, []float64{16, 14, 12}, sinistra, 29.1, 155, oggetto, 2) })
	if altro != "" && f.g.altra != nil {
		s := sIndirizzo
		if !f.g.bilingue {
			s.grigi = grigioSeconda
		}
		f.elemento("P", func() {
			f.inLingua(f.g.lang, func() { f.stretto("lingua.oggetto", s, []float64{12, 10, 8}, sinistra, base+5.9, 155, altro, 1) })
		})
	}
	if f.scelte.Stemma != nil {
		if m := f.scelte.Stemma(f.Avviso.Ente.IdDominio); m != nil {
			f.figura(m, "Stemma di "+f.Avviso.Ente.Nome, 170, 10, 30, 30, true)
		}
	}
	return primaBarra
}

// marchio draws a mark that the body supplies, else its name in words.
func (f *avvisoInCarta) marchio(chiave, nome string, s stile, x, base, mx, my, mw, mh float64) {
	f.disegnaMarchio(f.scelte.Marchi[chiave], nome, s, x, base, mx, my, mw, mh)
}

func (f *foglio) disegnaMarchio(m *Immagine, nome string, s stile, x, base, mx, my, mw, mh float64) {
	if m != nil {
		f.figura(m, nome, mx, my, mw, mh, false)
		return
	}
	if nome != "" {
		f.elemento("P", func() { f.testo(s, x, base, nome) })
	}
}

func (f *avvisoInCarta) barra(x, y, w float64) { f.riquadro(grigioBarra, x, y, w, altaBarra) }

// titoloBarra draws the title of a module in its bar.
func (f *avvisoInCarta) titoloBarra(x, y, w float64, ff []frase) {
	f.elemento("H2", func() { f.voci(f.g, sTitolo, x, y+5, w, ff) })
}

// stampa draws the notice on new pages.
func (f *avvisoInCarta) stampa() {
	y := f.nuovaPagina(false)
	y = f.soggetti(y)
	if f.scontato != nil || f.ridotto != nil {
		f.codiceDellaStrada(y)
		return
	}
	y = f.quantoEDove(y)
	f.pagamentiDa(y)
}

// soggetti draws the creditor and the recipient.
func (f *avvisoInCarta) soggetti(b float64) float64 {
	e, d := f.Avviso.Ente, f.Avviso.Debitore
	f.barra(0, b, 104)
	f.barra(106, b, 104)
	f.titoloBarra(sinistra, b, 62, maiuscolo(f.g.frasi("ente")))
	f.elemento("P", func() { f.destra(sFiscale, 100, b+5, e.IdDominio.String()) })
	var y1, y2 float64
	f.elemento("P", func() { y1 = f.stretto("ente.nome", sNome, []float64{14, 12}, sinistra, b+18.5, 90, e.Nome, 3) })
	prima := 17.2
	if e.Settore != "" {
		f.elemento("P", func() {
			y1 = f.stretto("ente.settore", sIndirizzo, []float64{12, 10}, sinistra, y1+11.7, 90, e.Settore, 2)
		})
		prima = 10.3
	}
	if e.Informazioni != "" {
		f.elemento("P", func() {
			y1 = f.stretto("ente.informazioni", sTesto, []float64{8, 7}, sinistra, y1+prima, 90, e.Informazioni, 3)
		})
	}
	f.titoloBarra(114, b, 54, maiuscolo(f.g.frasi("destinatario")))
	if c := f.fiscaleDebitore(); c != "" {
		f.elemento("P", func() { f.destra(sFiscale, destraFondo, b+5, c) })
	}
	y2 = b + 18.5
	if n := f.destinatario(); n != "" {
		f.elemento("P", func() { y2 = f.stretto("debitore.nome", sNome, []float64{14, 12}, 114, y2, 86, n, 3) })
	}
	corpi, dal := []float64{12, 10}, y2+11.7
	if len(righe(sIndirizzo, d.Indirizzo, 86))+len(righe(sIndirizzo, d.Localita, 86)) > 6 {
		corpi = []float64{10}
	}
	for _, r := range []struct {
		campo, testo string
		n            int
	}{{"debitore.indirizzo", d.Indirizzo, 4}, {"debitore.localita", d.Localita, 3}} {
		if r.testo != "" {
			f.elemento("P", func() { y2 = f.stretto(r.campo, sIndirizzo.di(corpi[0]), corpi, 114, dal, 86, r.testo, r.n) })
			dal = y2 + sIndirizzo.di(corpi[0]).passo()
		}
	}
	return max(y1, y2) + 5.4
}

// quantoEDove draws how much and by when, and where to pay.
func (f *avvisoInCarta) quantoEDove(b float64) float64 {
	f.barra(0, b, 104)
	f.barra(106, b, 104)
	scadenza, importo := "", f.totale
	switch {
	case f.unica != nil:
		scadenza = f.unica.Scadenza
	case len(f.rate) == 1:
		scadenza = f.rate[0].Scadenza
	}
	titolo := "quanto"
	if f.senzaDate() {
		titolo = "quantoSolo"
	}
	if f.unica == nil && len(f.rate) > 0 && f.rate[0].Rata.Soglia.Tipo != "" {
		importo = f.rate[0].Rata.Importo
	}
	f.titoloBarra(sinistra, b, 90, maiuscolo(f.g.frasi(titolo)))
	f.elemento("P", func() {
		f.voci(f.g, sValore, sinistra, b+16.7, 50, f.g.frasi("importo"))
		f.testo(sGrande, sinistra, b+22.7, f.Pronto.importo(importo)+" "+f.g.frasi("euro")[0].testo)
	})
	if scadenza != "" {
		f.elemento("P", func() {
			x := 100 - sGrande.largo(scadenza)
			f.voci(f.g, sValore, x, b+16.7, 100-x, f.g.frasi("scadenza"))
			f.testo(sGrande, x, b+22.7, scadenza)
		})
	}
	y := f.noteImporto(b + 31.2)
	return max(y, f.dove(b)) + 5.4
}

// senzaDate reports whether no payment has a date.
func (f *avvisoInCarta) senzaDate() bool {
	for _, p := range f.pagamenti {
		if p.Scadenza != "" {
			return false
		}
	}
	return true
}

// noteImporto draws the notes under the amount.
func (f *avvisoInCarta) noteImporto(y float64) float64 {
	n := fmt.Sprint(len(f.rate))
	var note [][]frase
	soglie := len(f.rate) > 0 && f.rate[0].Rata.Soglia.Tipo != ""
	switch {
	case soglie:
	case f.unica == nil && len(f.rate) >= 2:
		note = append(note, f.g.frasi("soloRate", "{n}", n), f.g.frasi("molteRate"))
	case len(f.rate) >= 2:
		note = append(note, f.g.frasi("rate", "{n}", n))
	}
	if len(f.rate) >= molte && f.unica != nil {
		note = append(note, f.g.frasi("molteRate"))
	}
	for _, v := range f.Avviso.Dettaglio {
		note = append(note, []frase{{testo: v.Voce + ": " + v.Importo.Italiano() + " Euro"}})
	}
	switch i := f.Avviso.Informativa; {
	case i == nil:
		note = append(note, f.g.frasi("legal"))
	case *i != "":
		note = append(note, []frase{{testo: unaRiga(*i)}})
	}
	ultima := y - 6.1
	for _, ff := range note {
		y = ultima + 6.1
		f.segnoNota(y - 1)
		f.elemento("P", func() { ultima = f.periodi(sTesto, 16, y, 84, ff) })
	}
	return ultima
}

// segnoNota draws the sign of a note: a circled i.
func (f *avvisoInCarta) segnoNota(y float64) {
	f.cerchio(0, 0.2, 12, y, 1.9)
	f.linee(0, 0.35, []float64{12, y - 0.3, 12, y + 1.1}, []float64{12, y - 1.1, 12, y - 0.75})
}

// dove draws where to pay, online and in places.
func (f *avvisoInCarta) dove(b float64) float64 {
	f.titoloBarra(114, b, 46, maiuscolo(f.g.frasi("dove")))
	f.elemento("P", func() { f.vaiSu(b) })
	nome := f.Avviso.Ente.Nome
	canale := "canale." + f.Avviso.Ente.CanaleOnline
	titolo, testo, territorio := "online.titolo", "online.testo", "territorio.testo"
	c, haCanale := f.g.it[canale], f.g.it[canale] != ""
	switch {
	case f.g.sola && f.g.altra["sola.titolo"] != "":
		titolo, testo, territorio = "sola.titolo", "sola.testo", "sola.territorio"
		if haCanale {
			testo = "sola.testoCanale"
		}
	case f.Avviso.Ente.GestorePubblicoServizio:
		titolo, testo = "gestore.titolo", "gestore.testo"
	}
	frasiCanale := func(chiave string) []frase {
		if f.g.sola && f.g.altra[chiave] == "" {
			chiave = strings.Replace(chiave, "gestore", "online", 1)
		}
		ff := f.g.frasi(chiave)
		if f.Avviso.Ente.GestorePubblicoServizio && len(ff) == 1 && f.g.altra != nil && !f.g.sola {
			ff = append(ff, f.g.frasi(strings.Replace(chiave, "gestore", "online", 1))[1:]...)
		}
		for i := range ff {
			v := c
			if ff[i].lang != "" || f.g.sola {
				v = f.g.altra[canale]
				if f.Avviso.Ente.GestorePubblicoServizio && f.g.altra["gestore.canale"] != "" && haCanale {
					v = f.g.altra["gestore.canale"]
				}
				if t := f.g.altra[chiave+"Canale"]; haCanale && t != "" {
					ff[i].testo = t
				}
			}
			if !haCanale {
				v = ""
			}
			ff[i].testo = strings.NewReplacer("{c}", v, "{nome}", nome).Replace(strings.ReplaceAll(ff[i].testo, "{c}", v))
		}
		return ff
	}
	f.elemento("H3", func() { f.voci(f.g, sTitolo, 114, b+17.2, 69, maiuscolo(frasiCanale(titolo))) })
	var y float64
	f.elemento("P", func() { y = f.periodi(sTesto, 114, b+21.7, 69, frasiCanale(testo)) })
	f.schermo(188, b+14)
	y2 := max(b+33.6, y+8.2)
	f.elemento("H3", func() { f.voci(f.g, sTitolo, 114, y2, 69, maiuscolo(f.g.frasi("territorio.titolo"))) })
	ff := f.g.frasi(territorio)
	if fisico := unaRiga(f.Avviso.Ente.CanaleFisico); fisico != "" {
		for i := range ff {
			ff[i].testo = fisico + ", " + ff[i].testo
		}
	}
	f.elemento("P", func() { y = f.periodi(sTesto, 114, y2+4.5, 69, ff) })
	f.luoghi(188, y2-3)
	return y
}

// vaiSu draws the address where the channels are listed, at the right of the bar.
func (f *avvisoInCarta) vaiSu(b float64) {
	const sito = "pagopa.gov.it"
	ff := f.g.frasi("cta")
	base := b + 5
	if len(ff) == 2 {
		base = b + 3.6
	}
	for i, t := range ff {
		prima, _ := strings.CutSuffix(t.testo, sito)
		s, n := sTesto, sTitolo
		if len(ff) == 2 {
			s, n = s.di(7), n.di(8)
		}
		if t.seconda {
			s.grigi, n = grigioSeconda, stile{corpo: 7, grigi: grigioSeconda}
		}
		f.inLingua(t.lang, func() {
			x := destraFondo - n.largo(sito)
			f.destra(s, x, base+float64(i)*3.4, prima)
			f.testo(n, x, base+float64(i)*3.4, sito)
		})
	}
}

// schermo draws a screen with a telephone, luoghi three pins: decoration.
func (f *avvisoInCarta) schermo(x, y float64) {
	f.linee(0x59, 0.3, []float64{x, y, x + 9, y, x + 9, y + 6, x, y + 6, x, y}, []float64{x + 3, y + 8, x + 6, y + 8}, []float64{x + 4.5, y + 6, x + 4.5, y + 8},
		[]float64{x + 9.8, y + 2.6, x + 12, y + 2.6, x + 12, y + 8.6, x + 9.8, y + 8.6, x + 9.8, y + 2.6})
}

func (f *avvisoInCarta) luoghi(x, y float64) {
	for _, p := range [][2]float64{{x + 3, y + 2.2}, {x + 9.4, y + 3.4}, {x + 5.6, y + 8}} {
		f.cerchio(0x59, 0.3, p[0], p[1], 1.7)
		f.linee(0x59, 0.3, []float64{p[0] - 1.4, p[1] + 1, p[0], p[1] + 3.4, p[0] + 1.4, p[1] + 1})
	}
}
