package quadro

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/examples/riconcilia/pagina"
	"github.com/quietanza/quietanza/rendicontazione"
)

// Pagina returns the page to look at.
func (q *Quadro) Pagina() *pagina.Pagina {
	p := &pagina.Pagina{Titolo: "Riconciliazione pagoPA", Oggi: q.Oggi, Report: q.Report}
	for _, x := range q.NonLetti {
		p.NonLetti = append(p.NonLetti, pulito.Testo(x.String()))
	}
	if q.Precedente != "" {
		p.Precedente = pulito.Testo(q.Precedente)
		for i := range q.Differenze {
			c := &q.Differenze[i]
			p.Cambi = append(p.Cambi, pagina.Cambio{Oggetto: strings.ToLower(string(c.Oggetto)), Chiave: c.Chiave, Come: Racconta(c)})
		}
	}
	var prima *rendicontazione.EsitoMovimento
	for t := range q.subtotali() {
		p.Incassi = append(p.Incassi, pagina.Incasso{
			Dominio: t.IdDominio, Provvisorio: t.testa[1].Testo, Movimento: t.testa[4].Testo, Data: t.DataContabile, Tipo: t.tipoEntrata, Tassonomia: t.tassonomia,
			Causale: t.causale, Pagamenti: t.quanti, Euro: italiano(t.somma), Altro: t.EsitoMovimento == prima,
		})
		prima = t.EsitoMovimento
	}
	dipende := len(q.NonLetti) > 0
	for _, c := range q.Casi {
		x := c.pagina(c.AChi, c.Cosa, dipende)
		for _, a := range c.Altre {
			x.Altre = append(x.Altre, a.pagina(c.AChi, c.Cosa, dipende))
		}
		p.Casi = append(p.Casi, x)
	}
	return p
}

func italiano(t avviso.Totale) string {
	c := somma(t)
	if c.Genere == Euro {
		return c.Importo.Italiano()
	}
	return c.Testo
}

func (x *Voce) pagina(chi Destinatario, cosa string, dipende bool) pagina.Caso {
	return pagina.Caso{AChi: chi.String(), Cosa: cosa, Oggetto: x.Oggetto, Chiave: x.Chiave, Motivo: x.Motivo, Dominio: x.Dominio, Importo: x.Importo, Dipende: dipende && x.Dipende}
}
