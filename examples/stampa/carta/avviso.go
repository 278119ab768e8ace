// Package carta draws payment notices of pagoPA in the official model, receipts and
// quietanze, as tagged PDF. It does no input or output; the functions may be called from
// any number of goroutines.
//
// Source: docs.pagopa.it, "L'avviso di pagamento pagoPA".
package carta

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
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
		sezione := f.apri("Sect")
		f.linguaAlt = ""
		if d.lingue.sola {
			sezione.lingua, f.linguaAlt = d.lingue.lang, italiano
		}
		(&avvisoInCarta{foglio: f, Pronto: d, g: d.lingue}).stampa()
		f.chiudi()
		if d.scelte.FronteRetro && (len(f.pagine)-inizio)%2 == 1 {
			f.pagina()
		}
		e.Note = append(e.Note, note)
	}
	d := pronti[0]
	titolo, lingua := "Avviso di pagamento – "+d.Avviso.Oggetto, italiano
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
	if m, _ := f.scelte.stemma(f.Avviso.Ente.IdDominio); m != nil {
		f.figura(m, "Stemma di "+f.Avviso.Ente.Nome, 170, 10, 30, 30, true)
	}
	return primaBarra
}

// marchio draws a mark that the body supplies, else its name in words: nothing where s is
// no style.
func (f *avvisoInCarta) marchio(chiave, nome string, s stile, x, base, mx, my, mw, mh float64) {
	f.disegnaMarchio(f.scelte.Marchi[chiave], nome, s, x, base, mx, my, mw, mh)
}

func (f *foglio) disegnaMarchio(m *Immagine, nome string, s stile, x, base, mx, my, mw, mh float64) {
	if m != nil {
		f.figura(m, nome, mx, my, mw, mh, false)
		return
	}
	if s.corpo > 0 {
		f.elemento("P", func() { f.testo(s, x, base, nome) })
	}
}

func (f *avvisoInCarta) barra(x, y, w float64) { f.riquadro(grigioBarra, x, y, w, altaBarra) }

// titoloBarra draws the title of a module in its bar.
func (f *avvisoInCarta) titoloBarra(x, y, w float64, ff []frase) {
	f.elemento("H2", func() { f.inBarra(x, y+5, w, ff, false) })
}

// inBarra draws phrases in a bar, on two lines where one has no room for them.
func (f *avvisoInCarta) inBarra(x, base, w float64, ff []frase, destra bool) {
	if _, _, entra := f.g.entro(sTitolo, w, ff); entra {
		f.vociIn(f.g, sTitolo, x, base, w, ff, destra)
		return
	}
	f.vociIn(f.g, sTitolo, x, base-1.3, w, ff[:1], destra)
	for _, t := range ff[1:] {
		f.vociIn(f.g, sTitolo.di(8), x, base+1.9, w, []frase{t}, destra)
	}
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
	return max(y1, f.indirizzo(d, y2+11.7, y2)) + 5.4
}

// indirizzo draws an address from a baseline down, in six lines, or smaller in eight, of
// which the place has what it needs up to three; prima is the last baseline without one.
func (f *avvisoInCarta) indirizzo(d avviso.Debitore, y, prima float64) float64 {
	corpo, tutte := 12.0, 6
	if len(righe(sIndirizzo, d.Indirizzo, 86))+len(righe(sIndirizzo, d.Localita, 86)) > tutte {
		corpo, tutte = 10, 8
		f.note("TESTO_LUNGO debitore.indirizzo: testo di " + fmt.Sprint(len([]rune(d.Indirizzo+d.Localita))) + " caratteri, stampato in corpo 10")
	}
	s := sIndirizzo.di(corpo)
	localita := min(3, len(righe(s, d.Localita, 86)))
	for _, r := range []struct {
		campo, testo string
		n            int
	}{{"debitore.indirizzo", d.Indirizzo, tutte - localita}, {"debitore.localita", d.Localita, localita}} {
		if r.testo != "" {
			f.elemento("P", func() { prima = f.stretto(r.campo, s, []float64{corpo}, 114, y, 86, r.testo, r.n) })
			y = prima + s.passo()
		}
	}
	return prima
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
	y, resto := f.disegnaNote(b+31.2, f.noteImporto())
	y = max(y, f.dove(b))
	for len(resto) > 0 {
		y, resto = f.disegnaNote(f.nuovaPagina(true)+5, resto)
	}
	return y + 5.4
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
