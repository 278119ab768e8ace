package main

import (
	"bytes"
	"fmt"

	"github.com/quietanza/quietanza/avviso"
)

// componiRicevuta draws a receipt into a PDF. The day is the one it is printed.
func componiRicevuta(r ricevuta, giorno avviso.Data) ([]byte, error) {
	f := nuovoFoglio(r.titolo()+" – IUV "+r.IUV, "Ricevuta telematica pagoPA", giorno.Inizio())
	f.pagina()
	f.stampaRicevuta(r, giorno)
	var b bytes.Buffer
	err := f.scriviSu(&b)
	return b.Bytes(), err
}

func (r ricevuta) titolo() string {
	if r.Eseguito {
		return "Ricevuta di pagamento"
	}
	return "Esito del pagamento"
}

// stampaRicevuta draws one receipt; its items may go on to further pages.
func (f *foglio) stampaRicevuta(r ricevuta, giorno avviso.Data) {
	f.apri("Sect")
	defer f.chiudi()
	y := f.voce("P", stileCapo, margine, alto, 120, r.Ente.Nome)
	f.apri("P")
	f.destra(stileEtichetta, larghezza-margine, alto+0.8, "Stampata il "+giorno.Italiana())
	f.chiudi()
	y = f.voce("P", stileNota, margine, y, utile, "Codice fiscale "+r.Ente.Codice)
	f.linea(filetto, margine, y+2, utile, false)
	y = f.voce("H1", stileTitolo, margine, y+5, utile, r.titolo())
	if r.Oggetto != "" {
		y = f.voce("P", stileOggetto, margine, y+0.5, utile, r.Oggetto)
	}
	y = f.esito(r, y+4)
	y = f.riferimenti(r, y+5)
	y = f.parti(r, y+5)
	y = f.voci(r, y+5)
	if y += 4; y+f.misura(func(y float64) float64 { return f.chiusura(r, y) }, y) > basso {
		f.pagina()
		y = alto
	}
	f.chiusura(r, y)
	f.voce("P", stileEtichetta, margine, altezza-12, utile, "IUV "+r.IUV)
}

// esito draws the amount, the day and the outcome in large.
func (f *foglio) esito(r ricevuta, y float64) float64 {
	disegna := func(y float64) float64 {
		x, w := margine+interno, utile-2*interno
		y = f.voce("H2", stileCapo, x, y+interno, w, r.Esito) + 1
		nome := "Importo pagato"
		fondo := f.campo(x, y, 70, nome, stileGrande, r.Importo.Italiano()+" €")
		if r.Quando != "" {
			nome = "Data del pagamento"
			if !r.Eseguito {
				nome = "Data dell'esito"
			}
			fondo = max(fondo, f.campo(x+76, y, w-76, nome, stileGrande, r.Quando))
		}
		if !r.Eseguito {
			fondo = f.voce("P", stileNeretto, x, fondo+1.5, w, "Questo documento non attesta un pagamento: nessuna somma è stata versata all'ente.")
		}
		return fondo + interno
	}
	f.riquadro(chiaro, margine, y, utile, f.misura(disegna, y))
	return disegna(y)
}

// riferimenti draws the identifiers of the payment.
func (f *foglio) riferimenti(r ricevuta, y float64) float64 {
	y = f.voce("H2", stileCapo, margine, y, utile, "Riferimenti del pagamento") + 0.8
	meta := utile / 2
	if r.Avviso != "" {
		y = f.riga(margine, y, campo{"Codice avviso", r.Avviso, stileNeretto, meta}, campo{"Identificativo univoco versamento (IUV)", r.IUV, stileNeretto, meta}) + passo
		return f.riga(margine, y, campo{r.ID.Nome, r.ID.Valore, stileTesto, meta}, campo{"Canale", r.Canale, stileTesto, meta})
	}
	return f.riga(margine, y, campo{"Identificativo univoco versamento (IUV)", r.IUV, stileNeretto, meta}, campo{r.ID.Nome, r.ID.Valore, stileTesto, meta})
}

// parti draws who owed, who paid, to whom and through whom.
func (f *foglio) parti(r ricevuta, y float64) float64 {
	const meta = utile/2 - 4
	colonna := func(x, y float64, titolo, codice string, p parte) float64 {
		y = f.voce("H2", stileCapo, x, y, meta, titolo) + 0.8
		y = f.voce("P", stileNeretto, x, y, meta, p.Nome)
		y = f.voce("P", stileTesto, x, y, meta, codice+" "+p.Codice)
		for _, a := range p.Altro {
			y = f.voce("P", stileTesto, x, y, meta, a)
		}
		return y
	}
	const destra = margine + utile/2 + 4
	fondo := colonna(margine, y, "Debitore", "Codice fiscale", r.Debitore)
	y = max(fondo, colonna(destra, y, "Ente creditore", "Codice fiscale", r.Ente)) + 4
	if r.Versante == nil {
		return colonna(margine, y, "Prestatore di servizi di pagamento", "Codice", r.PSP)
	}
	fondo = colonna(margine, y, "Pagato da", "Codice fiscale", *r.Versante)
	return max(fondo, colonna(destra, y, "Prestatore di servizi di pagamento", "Codice", r.PSP))
}

// voci draws the items as a table.
func (f *foglio) voci(r ricevuta, y float64) float64 {
	if len(r.Voci) == 0 {
		return y
	}
	y = f.voce("H2", stileCapo, margine, y, utile, "Voci") + 1
	f.apri("Table")
	defer f.chiudi()
	f.riquadro(blu, margine, y, utile, 6.5)
	f.apri("TR")
	testo := stile{9, true, bianco}
	f.voce("TH", testo, margine+2, y+1.3, 90, "Causale")
	f.voce("TH", testo, margine+94, y+1.3, 56, "Riscossione (IUR)")
	f.apri("TH")
	f.destra(testo, larghezza-margine-2, y+1.3, "Importo")
	f.chiudi()
	f.chiudi()
	y += 7.5
	for _, v := range r.Voci {
		h := f.misura(func(y float64) float64 { return f.voceRicevuta(v, y) }, y)
		if y+h > basso {
			f.pagina()
			y = alto
		}
		y = f.voceRicevuta(v, y)
		f.linea(filetto, margine, y, utile, false)
		y += 1.2
	}
	return y
}

// voceRicevuta draws one row of the table.
func (f *foglio) voceRicevuta(v voceRicevuta, y float64) float64 {
	f.apri("TR")
	defer f.chiudi()
	f.apri("TD")
	fondo := f.scrivi(stileNeretto, margine+2, y, 90, v.Causale)
	for _, riga := range v.note() {
		fondo = f.scrivi(stileNota, margine+2, fondo, 90, riga)
	}
	f.chiudi()
	fondo = max(fondo, f.voce("TD", stileNota, margine+94, y+0.3, 56, v.IUR))
	f.apri("TD")
	f.destra(stileNeretto, larghezza-margine-2, y, v.Importo.Italiano()+" €")
	f.chiudi()
	return fondo + 1
}

// note are the lines under the causale of an item.
func (v voceRicevuta) note() []string {
	var righe []string
	if v.Per != "" {
		righe = append(righe, "a favore di "+v.Per)
	}
	if v.Bollo {
		righe = append(righe, "marca da bollo digitale: allegata alla ricevuta in formato XML, da conservare")
	}
	if v.Esito != "" {
		righe = append(righe, "esito: "+v.Esito)
	}
	return righe
}

// chiusura draws the commission and what the paper is worth.
func (f *foglio) chiusura(r ricevuta, y float64) float64 {
	if r.Spese != nil {
		y = f.voce("P", stileTesto, margine, y, utile,
			fmt.Sprintf("Commissione applicata dal prestatore di servizi di pagamento: %s €, non compresa nell'importo pagato all'ente.", r.Spese.Italiano())) + 2
	}
	if r.Eseguito {
		y = f.voce("P", stileNota, margine, y, utile,
			"Questo foglio riporta i dati della ricevuta telematica che l'ente creditore ha ricevuto tramite pagoPA: la ricevuta è il documento informatico, che l'ente conserva.")
	}
	return y
}
