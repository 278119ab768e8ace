package pagina

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// grafico is a chart of bars.
type grafico struct {
	Titolo  string
	Barre   []barra
	Altezza int
}

// barra is one bar; Percento is of the longest.
type barra struct {
	Nome, Spiegazione, Euro string
	Numero                  int
	Percento                float64
	Genere                  string // how it is drawn: bene, vedere, altro
	Y, YBarra               int
}

const (
	altezzaBarra = 34 // of a bar with its text
	testoBarra   = 14 // from the top to the foot of the text
	vuotoBarra   = 18 // from the top to the bar
)

// classe is a class that a person reads.
type classe interface {
	rendicontazione.Classe
	Spiegazione() string
	RichiedeIntervento() bool
}

// grafici are the charts of euro by class.
func grafici(c *rendicontazione.Conteggi) []grafico {
	return slices.DeleteFunc([]grafico{
		perClasse("Movimenti di cassa", c.Movimenti), perClasse("Flussi", c.Flussi), perClasse("Ricevute", c.Ricevute), perClasse("Pendenze", c.Pendenze),
	}, func(g grafico) bool { return len(g.Barre) == 0 })
}

func perClasse[C classe](titolo string, conti rendicontazione.PerClasse[C]) grafico {
	g := grafico{Titolo: titolo}
	var importi []avviso.Importo
	for c, n := range conti.Tutti() {
		genere := "altro"
		switch nome := c.String(); {
		case c.RichiedeIntervento():
			genere = "vedere"
		case nome == "RICONCILIATO" || nome == "RICONCILIATO_SINGOLO" || nome == "INTEGRAZIONE" || nome == "INCASSATA":
			genere = "bene"
		}
		g.Barre = append(g.Barre, barra{Nome: c.String(), Spiegazione: c.Spiegazione(), Euro: euro(n), Numero: n.Numero, Genere: genere})
		importi = append(importi, n.Importo)
	}
	g.disponi(importi)
	return g
}

func euro(n rendicontazione.Conteggio) string {
	if n.Oltre {
		return "oltre"
	}
	return n.Importo.Italiano()
}

// disponi gives every bar its length and its place. The lengths are of a drawing, not money.
func (g *grafico) disponi(importi []avviso.Importo) {
	var massimo int64 = 1
	for _, i := range importi {
		massimo = max(massimo, i.Centesimi())
	}
	for n := range g.Barre {
		b := &g.Barre[n]
		b.Percento = max(0.3, float64(importi[n].Centesimi()*1)/float64(massimo)*100)
		b.Y, b.YBarra = n*altezzaBarra+testoBarra, n*altezzaBarra+vuotoBarra
	}
	g.Altezza = len(g.Barre) * altezzaBarra
}

// traduci gives the title and the bars their names in another language.
func (g *grafico) traduci(t func(string) string) {
	g.Titolo = t(g.Titolo)
	for i := range g.Barre {
		g.Barre[i].Nome = t(g.Barre[i].Nome)
	}
}

// fasce are the ages of money that has not arrived, in days.
var fasce = []struct {
	fino int
	nome string
}{{7, "fino a 7 giorni"}, {30, "8–30 giorni"}, {60, "31–60 giorni"}, {90, "61–90 giorni"}, {1 << 30, "oltre 90 giorni"}}

// eta is the chart of the money that was paid and is not on the account, or is there and nobody knows
// what for, by the days since.
func eta(r *rendicontazione.Report, oggi avviso.Data) grafico {
	g := grafico{Titolo: "Da quanto tempo manca"}
	conti := make([]rendicontazione.Conteggio, len(fasce))
	somme := make([]avviso.Totale, len(fasce))
	conta := func(d avviso.Data, i avviso.Importo) {
		if !d.IsValid() {
			return
		}
		giorni := oggi.Giorni() - d.Giorni()
		for n, f := range fasce {
			if giorni <= f.fino {
				conti[n].Numero++
				somme[n].Aggiungi(i)
				return
			}
		}
	}
	for i := range r.Flussi {
		switch f := &r.Flussi[i]; f.Classe {
		case rendicontazione.FlussoInAttesaAccredito, rendicontazione.FlussoAccreditoMancante, rendicontazione.FlussoAccreditoStornato:
			conta(f.DataRegolamento, f.ImportoTotalePagamenti)
		}
	}
	for i := range r.Ricevute {
		switch c := &r.Ricevute[i]; c.Classe {
		case rendicontazione.RicevutaInAttesa, rendicontazione.RicevutaNonRendicontata:
			conta(c.Data, c.Importo)
		}
	}
	for i := range r.Movimenti {
		switch m := &r.Movimenti[i]; m.Classe {
		case rendicontazione.MovimentoInAttesaFlusso, rendicontazione.MovimentoFlussoNonTrovato, rendicontazione.MovimentoCausaleIlleggibile, rendicontazione.MovimentoIUVNonTrovato:
			conta(m.DataContabile, m.Importo)
		}
	}
	importi := make([]avviso.Importo, len(fasce))
	for n, f := range fasce {
		var err error
		if importi[n], err = somme[n].Importo(); err != nil {
			conti[n].Oltre = true
		}
		conti[n].Importo = importi[n]
		genere := "altro"
		if n > 0 {
			genere = "vedere"
		}
		g.Barre = append(g.Barre, barra{Nome: f.nome, Euro: euro(conti[n]), Numero: conti[n].Numero, Genere: genere})
	}
	g.disponi(importi)
	return g
}
