package main

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
)

// Widths of the columns of a payment section, beside its QR code.
const (
	interno    = 3.6  // from the edge of a frame to what it holds
	colonnaQR  = 31.0 // the symbol and its quiet zone
	passo      = 1.4  // between two rows of fields
	traSezioni = 5.0  // between two payments
)

// documento is a notice ready to be drawn.
type documento struct {
	numero    int // place in the input, from 1
	avviso    avviso.Avviso
	pagamenti []pagamento
	totale    avviso.Importo
	slip      bool // with the postal slip, where an account is postal
	giorno    avviso.Data
}

// titolo returns what a reader shows as the name of the document.
func (d documento) titolo() string {
	return "Avviso di pagamento – " + d.avviso.Oggetto
}

// stampaAvviso draws a notice on new pages.
func (f *foglio) stampaAvviso(d documento) {
	f.apri("Sect")
	defer f.chiudi()
	f.pagina()
	y := f.testata(d)
	pagine := f.impagina(d, y)
	for i, gruppo := range pagine {
		if i > 0 {
			f.pagina()
			y = f.testataSeguente(d)
		}
		for _, s := range gruppo {
			y = f.sezione(d, s, y) + traSezioni
		}
		f.piede(d, i+1, len(pagine))
	}
}

// impagina shares the sections out among the pages; the first page is free from y
// down. A section is never split.
func (f *foglio) impagina(d documento, y float64) [][]pagamento {
	pagine := [][]pagamento{nil}
	for _, s := range d.pagamenti {
		h := f.misura(func(y float64) float64 { return f.sezione(d, s, y) }, 0)
		if y+h > basso {
			pagine = append(pagine, nil)
			y = f.misura(func(float64) float64 { return f.testataSeguente(d) }, 0)
		}
		ultima := len(pagine) - 1
		pagine[ultima] = append(pagine[ultima], s)
		y += h + traSezioni
	}
	return pagine
}

// testata draws the upper half of the first page: who asks whom, what, how much,
// by when, and how to pay.
func (f *foglio) testata(d documento) float64 {
	a := d.avviso
	y := f.voce("P", stileCapo, margine, alto, 120, a.Ente.Nome)
	f.apri("P")
	f.destra(stileEtichetta, larghezza-margine, alto+0.8, "Stampato il "+d.giorno.Italiana())
	f.chiudi()
	y = f.voce("P", stileNota, margine, y, 120, "Codice fiscale "+a.Ente.IdDominio.String())
	f.linea(filetto, margine, y+2, utile, false)
	y = f.voce("H1", stileTitolo, margine, y+4, utile, "Avviso di pagamento")
	y = f.voce("P", stileOggetto, margine, y+0.5, utile, a.Oggetto)
	y = f.soggetti(d, y+4)
	y = f.quantoPagare(d, y+4)
	return f.comePagare(d, y+4) + 4
}

// soggetti draws the addressee and the office that answers questions.
func (f *foglio) soggetti(d documento, y float64) float64 {
	const meta = utile/2 - 4
	b, e := d.avviso.Debitore, d.avviso.Ente
	sinistra := f.voce("H2", stileCapo, margine, y, meta, "Destinatario") + 0.8
	sinistra = f.voce("P", stileNeretto, margine, sinistra, meta, b.Nome)
	if b.Identificativo != "" && !avviso.Anonimo(b.Identificativo) {
		sinistra = f.voce("P", stileTesto, margine, sinistra, meta, "Codice fiscale "+b.Identificativo)
	}
	for _, riga := range []string{b.Indirizzo, b.Localita} {
		if riga != "" {
			sinistra = f.voce("P", stileTesto, margine, sinistra, meta, riga)
		}
	}
	x := margine + utile/2 + 4
	destra := f.voce("H2", stileCapo, x, y, meta, "Ente creditore") + 0.8
	destra = f.voce("P", stileNeretto, x, destra, meta, e.Nome)
	if e.Settore != "" {
		destra = f.voce("P", stileTesto, x, destra, meta, e.Settore)
	}
	if e.Informazioni != "" {
		destra = f.voce("P", stileTesto, x, destra, meta, "Informazioni: "+e.Informazioni)
	}
	return max(sinistra, destra)
}

// sola returns the payment of the whole, if there is one.
func (d documento) sola() (pagamento, bool) {
	for _, s := range d.pagamenti {
		if s.Rata.Numero == 0 && s.Rata.Etichetta == "" {
			return s, true
		}
	}
	return pagamento{}, false
}

// quantoPagare draws the amount and the date in large, on a ground of their own, and
// the list of instalments.
func (f *foglio) quantoPagare(d documento, y float64) float64 {
	sola, intera := d.sola()
	disegna := func(y float64) float64 {
		y += interno
		x, w := margine+interno, utile-2*interno
		fondo := f.voce("H2", stileCapo, x, y, w, "Quanto e quando") + 1
		nome, scadenza := "Importo", sola.Scadenza
		if !intera {
			nome = fmt.Sprintf("Totale, in %d rate", len(d.pagamenti))
		} else if len(d.pagamenti) > 1 {
			nome = "In un'unica soluzione"
		}
		y = f.campo(x, fondo, 70, nome, stileGrande, d.totale.Italiano()+" €")
		if intera && scadenza != "" {
			y = max(y, f.campo(x+76, fondo, 60, "Da pagare entro il", stileGrande, scadenza))
		}
		if len(d.pagamenti) > 1 {
			y = f.tabellaRate(d, y+2)
		}
		nota := "L'importo è quello del giorno della stampa e può cambiare (per sgravi, interessi, spese di notifica): " +
			"al momento del pagamento viene chiesto l'importo aggiornato."
		return f.voce("P", stileNota, x, y+1.5, w, nota) + interno
	}
	f.riquadro(chiaro, margine, y, utile, f.misura(disegna, y))
	return disegna(y)
}

// tabellaRate lists the instalments, each with its own codice avviso.
func (f *foglio) tabellaRate(d documento, y float64) float64 {
	f.apri("Table")
	defer f.chiudi()
	colonne := []struct{ x, w float64 }{{0, 50}, {52, 36}, {92, 28}, {122, 50}}
	riga := func(ruolo string, s stile, celle ...string) {
		f.apri("TR")
		fondo := y
		for i, c := range celle {
			fondo = max(fondo, f.voce(ruolo, s, margine+interno+colonne[i].x, y, colonne[i].w, c))
		}
		f.chiudi()
		y = fondo + 0.4
	}
	riga("TH", stileEtichetta, "Rata", "Importo", "Scadenza", "Codice avviso")
	for _, s := range d.pagamenti {
		if s.Rata.Numero != 0 || s.Rata.Etichetta != "" {
			riga("TD", stileTesto, s.Titolo, s.Importo+" €", s.Scadenza, s.CodiceAvviso)
		}
	}
	return y
}

// comePagare tells the ways to pay, in two columns.
func (f *foglio) comePagare(d documento, y float64) float64 {
	const meta = utile/2 - 4
	y = f.voce("H2", stileCapo, margine, y, utile, "Come pagare") + 0.8
	canale := avviso.DelTuoEnte
	for _, s := range d.pagamenti {
		if s.Canale == avviso.DiPosteItaliane {
			canale = s.Canale
		}
	}
	sinistra := f.voce("P", stileNeretto, margine, y, meta, "Da casa")
	sinistra = f.voce("P", stileTesto, margine, sinistra, meta,
		"Sul sito o con le app "+canale+", della tua banca e degli altri canali di pagamento: inquadra il QR code o scrivi il codice avviso.")
	x := margine + utile/2 + 4
	destra := f.voce("P", stileNeretto, x, y, meta, "Di persona")
	destra = f.voce("P", stileTesto, x, destra, meta,
		"In banca, all'ufficio postale, dal tabaccaio, in ricevitoria e dove si accettano pagamenti pagoPA, in contanti o con carta: porta con te questo foglio.")
	return max(sinistra, destra)
}

// testataSeguente draws the top of a page after the first.
func (f *foglio) testataSeguente(d documento) float64 {
	y := f.voce("P", stileCapo, margine, alto, utile, "Avviso di pagamento – "+d.avviso.Oggetto)
	y = f.voce("P", stileNota, margine, y, utile, d.avviso.Ente.Nome+" – "+d.avviso.Debitore.Nome)
	f.linea(filetto, margine, y+2, utile, false)
	return y + 6
}

// piede draws the foot of a page.
func (f *foglio) piede(d documento, n, di int) {
	const y = altezza - 12
	f.apri("P")
	f.scrivi(stileEtichetta, margine, y, 120, "Ente creditore "+d.avviso.Ente.IdDominio.String())
	f.destra(stileEtichetta, larghezza-margine, y, fmt.Sprintf("Pagina %d di %d", n, di))
	f.chiudi()
}
