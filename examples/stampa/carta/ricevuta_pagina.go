package carta

import (
	"fmt"

	"github.com/quietanza/quietanza/avviso"
)

// documentoCarta is a receipt or a quietanza in the making: blocks from the top down,
// on as many pages as they need.
type documentoCarta struct {
	*foglio
	scelte  Scelte
	dominio string
	nome    string // of the creditor
	capo    string // above the title
	titolo  string
	y       float64
}

// grigioFiletto is the grey of a rule.
const grigioFiletto = 0xBB

// apreCarta begins a page with the header of the notice.
func (f *documentoCarta) apreCarta(ripetuta bool) {
	f.pagina()
	f.ripetuto = ripetuta
	f.disegnaMarchio(f.scelte.Marchi["pagopa"], "pagoPA", sNome, sinistra, 16.5, 10, 10, 15, 10)
	f.elemento("P", func() { f.testo(sTitolo, 29, 13.2, f.capo) })
	base := 29.1
	f.elemento("H1", func() {
		base = f.stretto("titolo", sOggetto, []float64{16, 14, 12, 10}, sinistra, base, 155, f.titolo, 3)
	})
	if id, err := avviso.ParseIdDominio(f.dominio); err == nil {
		m, nota := f.scelte.stemma(id)
		switch {
		case m != nil:
			f.figura(m, "Stemma di "+f.nome, 170, 10, 30, 30, true)
		case nota != "" && !ripetuta:
			f.note(nota)
		}
	}
	f.ripetuto = false
	f.y = max(primaBarra, base+5)
}

// spazio makes room for h millimetres.
func (f *documentoCarta) spazio(h float64) {
	if f.y+h > ultimaBase {
		f.apreCarta(true)
	}
}

// sezione begins a block: a bar with its title.
func (f *documentoCarta) sezione(titolo, destra string) {
	f.spazio(24)
	f.riquadro(grigioBarra, 0, f.y, larghezza, altaBarra)
	f.elemento("H2", func() { f.testo(sTitolo, sinistra, f.y+5, titolo) })
	if destra != "" {
		f.elemento("P", func() { f.destra(sTitolo, destraFondo, f.y+5, destra) })
	}
	f.y += altaBarra + 4
}

// campoCarta is a label with its value.
type campoCarta struct {
	nome, valore string
	s            stile
}

// righeDi draws fields in columns as wide as given, those without value left out.
func (f *documentoCarta) righeDi(larghe []float64, campi ...campoCarta) {
	pieni := campi[:0:0]
	for _, c := range campi {
		if c.valore != "" {
			pieni = append(pieni, c)
		}
	}
	for len(pieni) > 0 {
		x, giu := sinistra, 0.0
		n := min(len(larghe), len(pieni))
		for i, c := range pieni[:n] {
			giu = max(giu, max(3.7, c.s.corpo*0.39)+float64(len(righe(c.s, c.valore, larghe[i]-4))-1)*c.s.passo())
		}
		f.spazio(giu + 4)
		for i, c := range pieni[:n] {
			f.elemento("P", func() {
				f.testo(sTesto, x, f.y+2.5, c.nome)
				f.paragrafo(c.s, x, f.y+3+max(3.6, c.s.corpo*0.39), larghe[i]-4, c.valore)
			})
			x += larghe[i]
		}
		f.y += giu + 7
		pieni = pieni[n:]
	}
}

// capoverso draws a paragraph over the whole width, on further pages where it must.
func (f *documentoCarta) capoverso(s stile, testo string) {
	f.elemento("P", func() {
		linee := righe(s, testo, 190)
		for len(linee) > 0 {
			n := min(len(linee), max(0, int((ultimaBase-f.y-s.passo())/s.passo())+1))
			if n == 0 {
				f.apreCarta(true)
				continue
			}
			f.blocco(s, sinistra, f.y+s.passo(), linee[:n], "")
			f.y += float64(n) * s.passo()
			linee = linee[n:]
		}
	})
	f.y += 3
}

// rigaVoce is what a table of items shows of one.
type rigaVoce struct {
	causale string
	note    []string
	iur     string
	importo avviso.Importo
}

// tabella draws items: causale, IUR, amount.
func (f *documentoCarta) tabella(voci []rigaVoce) {
	f.spazio(20)
	f.apri("Table")
	defer f.chiudi()
	testata := func() {
		f.elemento("TR", func() {
			f.intestazione(func() { f.testo(sTesto, sinistra, f.y+2.5, "Causale") })
			f.intestazione(func() { f.testo(sTesto, 112, f.y+2.5, "IUR") })
			f.intestazione(func() { f.destra(sTesto, destraFondo, f.y+2.5, "Importo") })
		})
		f.y += 5
	}
	testata()
	s := sDieci
	for _, v := range voci {
		iur := sFiscale
		causali, codici := righe(s, v.causale, 98), righe(iur, v.iur, 56)
		var note [][]string
		n := 0
		for _, t := range v.note {
			l := righe(sTesto, t, 98)
			note, n = append(note, l), n+len(l)
		}
		alta := max(float64(len(causali))*s.passo()+float64(n)*sTesto.passo(), float64(len(codici))*iur.passo()+1)
		if f.y+alta > ultimaBase {
			f.apreCarta(true)
			f.ripetuto = true
			testata()
			f.ripetuto = false
		}
		f.elemento("TR", func() {
			f.elemento("TD", func() {
				y := f.blocco(s, sinistra, f.y+4, causali, "")
				for _, l := range note {
					y = f.blocco(sTesto, sinistra, y+sTesto.passo()+0.3, l, "")
				}
			})
			f.elemento("TD", func() { f.blocco(iur, 112, f.y+4, codici, "") })
			f.elemento("TD", func() { f.destra(sCodice, destraFondo, f.y+4, v.importo.Italiano()+" €") })
		})
		f.y += alta + 1.6
		f.linee(grigioFiletto, 0.2, []float64{sinistra, f.y, destraFondo, f.y})
	}
	f.y += 2
}

// ComponiRicevuta draws a receipt.
func ComponiRicevuta(r *Ricevuta, sc Scelte) Esito {
	f := &documentoCarta{foglio: nuovoFoglio(), scelte: sc, dominio: r.Ente.Codice, nome: r.Ente.Nome, titolo: r.Titolo(), capo: "RICEVUTA DI PAGAMENTO"}
	var note []string
	f.note = func(n string) { note = append(note, n) }
	if !r.Eseguito {
		f.capo = "PAGAMENTO NON ESEGUITO"
	}
	f.apri("Sect")
	f.apreCarta(false)
	r.stampa(f)
	f.chiudi()
	return Esito{
		PDF: f.pdf(r.Titolo()+" – IUV "+r.IUV, italiano, sc.Giorno), Pagine: len(f.pagine), Note: [][]string{note},
	}
}

// Titolo returns what the document is: a receipt only where something was paid.
func (r *Ricevuta) Titolo() string {
	if r.Eseguito {
		return "Ricevuta di pagamento"
	}
	return "Esito del pagamento"
}

func (r *Ricevuta) stampa(f *documentoCarta) {
	quando, importo := "Data e ora dell’operazione", "Importo pagato"
	if !r.Eseguito {
		quando = "Data dell’esito"
	}
	totale := r.Importo
	conSpese := r.Spese != nil && r.Eseguito
	if conSpese {
		if t, err := r.Importo.Somma(*r.Spese); err == nil {
			totale, importo = t, "Totale"
		}
	}
	f.sezione("ESITO", r.Esito)
	f.righeDi([]float64{60, 70, 60}, campoCarta{importo, totale.Italiano() + " €", sGrande},
		campoCarta{quando, r.Quando, sGrande}, campoCarta{"Data applicativa", r.Applicata, sGrande})
	if !r.Eseguito {
		f.capoverso(sTitolo, "Questo documento non attesta un pagamento: nessuna somma è stata versata all'ente.")
	}
	f.sezione("RIFERIMENTI", "")
	f.righeDi([]float64{190}, campoCarta{"Oggetto del pagamento", r.Oggetto, sTitolo})
	f.righeDi([]float64{95, 95}, campoCarta{"Codice avviso", r.Avviso, sCodice}, campoCarta{"IUV", r.IUV, sCodice},
		campoCarta{r.ID.Nome, r.ID.Valore, sFiscale}, campoCarta{"Metodo di pagamento", r.Metodo, sDieci}, campoCarta{"Canale", r.Canale, sDieci})
	r.parti(f)
	if len(r.Voci) > 0 {
		f.sezione("VOCI", "")
		var righe []rigaVoce
		for _, v := range r.Voci {
			righe = append(righe, rigaVoce{v.Causale, v.note(r.Parziale), v.IUR, v.Importo})
		}
		f.tabella(righe)
	}
	f.spazio(22)
	if conSpese {
		r.conti(f, totale)
	}
	if r.Eseguito {
		f.capoverso(sTesto, "Questo foglio riporta i dati della ricevuta che l’ente creditore ha ricevuto tramite pagoPA e conserva: la ricevuta è il documento informatico.")
	}
}

// parti draws to whom, through whom, and by whom.
func (r *Ricevuta) parti(f *documentoCarta) {
	f.sezione("SOGGETTI", "")
	blocco := func(titolo string, p parte) {
		if p.Nome == "" && p.Codice == "" {
			return
		}
		f.righeDi([]float64{130, 60}, campoCarta{titolo, p.Nome, sTitolo}, campoCarta{"Codice fiscale", p.Codice, sFiscale})
		for _, a := range p.Altro {
			f.spazio(4)
			f.elemento("P", func() { f.y = f.paragrafo(sTesto, sinistra, f.y, 190, a) + 3.5 })
		}
	}
	blocco("Ente creditore", r.Ente)
	if !avviso.Anonimo(r.Debitore.Codice) || !avviso.Anonimo(r.Debitore.Nome) {
		blocco("Debitore", r.Debitore)
	}
	if r.Versante != nil {
		blocco("Eseguito da", *r.Versante)
	}
	blocco("Gestore della transazione (PSP)", r.PSP)
}

// conti draws what was paid to the body, the fee and their sum.
func (r *Ricevuta) conti(f *documentoCarta, totale avviso.Importo) {
	spese := "Commissione"
	if r.PSP.Nome != "" {
		spese = fmt.Sprintf("Commissione (applicata da %s)", r.PSP.Nome)
	}
	for _, v := range []struct {
		nome string
		i    avviso.Importo
		s    stile
	}{{"Importo parziale", r.Importo, sDieci}, {spese, *r.Spese, sDieci}, {"Totale", totale, sTitolo}} {
		f.elemento("P", func() {
			valore := v.i.Italiano() + " €"
			f.foglio.blocco(v.s, sinistra, f.y+4, righe(v.s, v.nome+" ", 150), "")
			s := sCodice
			s.nero = v.s.nero
			f.destra(s, destraFondo, f.y+4, valore)
		})
		f.y += 5.5
	}
	f.y += 2
}

// note are the lines under the causale of an item.
func (v voceRicevuta) note(conEsito bool) []string {
	var righe []string
	if v.Per != "" {
		righe = append(righe, "a favore di "+v.Per)
	}
	if v.Bollo {
		righe = append(righe, "marca da bollo digitale: allegata alla ricevuta in formato XML, da conservare")
	}
	if v.Esito != "" && conEsito {
		righe = append(righe, "esito: "+v.Esito)
	}
	return righe
}
