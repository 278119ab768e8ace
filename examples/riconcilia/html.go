package main

import (
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/riconcilia/pagina"
)

// scriviHTML writes the page to look at.
func (v *vista) scriviHTML(nome string, s *comando.Scritture) error {
	if nome == "" {
		return nil
	}
	p := pagina.Pagina{Titolo: "Riconciliazione pagoPA", Oggi: v.l.oggi, Report: v.Report}
	for _, x := range v.l.problemi {
		p.NonLetti = append(p.NonLetti, comando.Pulisci(x.String()))
	}
	dipende := len(v.l.problemi) > 0
	for _, c := range raccogliCasi(v.daVedere) {
		x := c.pagina(c.chi, c.cosa, dipende)
		for _, a := range c.altre {
			x.Altre = append(x.Altre, a.pagina(c.chi, c.cosa, dipende))
		}
		p.Casi = append(p.Casi, x)
	}
	w, err := s.Apri(nome)
	if err != nil {
		return err
	}
	return p.Scrivi(w)
}

func (x *voceDaVedere) pagina(chi destinatario, cosa string, dipende bool) pagina.Caso {
	return pagina.Caso{AChi: chi.String(), Cosa: cosa, Oggetto: x.oggetto, Chiave: x.chiave, Motivo: x.motivo, Dominio: x.dominio, Importo: x.importo, Dipende: dipende && x.dipende}
}
