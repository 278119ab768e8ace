package applicazioni

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// leggiAvviso tells the state of a notice, or prints it: GET /avvisi/{idDominio}/{numeroAvviso}.
// A notice of another application is none.
func (c *chiamata) leggiAvviso() error {
	formato := elenco.FormatoAvviso(c.r.Header.Get("Accept"))
	if formato == "" {
		return &Rifiuto{sessione.ProblemaFormato()}
	}
	q, err := elenco.ParseRichiestaAvviso(c.r.PathValue("idDominio"), c.r.PathValue("numero"), c.r.URL.RawQuery)
	if err != nil {
		return err
	}
	ente, err := c.ente(q.IdDominio)
	if err != nil {
		return err
	}
	p, err := c.avviso(q)
	if err != nil {
		return err
	}
	if formato == elenco.FormatoPDF {
		if p == nil || !p.NumeroAvviso.IsValid() {
			return deposito.ErrAssente
		}
		pdf, err := c.stampa(p)
		if err != nil {
			return err
		}
		c.w.Header().Set("Content-Type", "application/pdf")
		c.w.Header().Set("Content-Disposition", `attachment; filename="avviso_`+q.IdDominio.String()+"_"+p.NumeroAvviso.String()+`.pdf"`)
		_, _ = c.w.Write(pdf)
		return nil
	}
	n := q.NumeroAvviso
	if p != nil {
		n = p.NumeroAvviso
	}
	s := elenco.NuovoStatoAvviso(q.IdDominio, n, p, c.oggi(), ente.GLN)
	b, err := s.AppendJSON(nil, c.v1())
	return c.rispondi(http.StatusOK, b, err)
}

// avviso finds the position of a notice, nil when there is none that the caller may see.
func (c *chiamata) avviso(q elenco.RichiestaAvviso) (*pendenza.Pendenza, error) {
	var p *deposito.Posizione
	var err error
	if q.NumeroAvviso.IsValid() {
		p, err = c.p.Deposito.PerAvviso(c.ctx, q.IdDominio, q.NumeroAvviso.String())
	} else {
		p, err = c.p.Deposito.PerIUV(c.ctx, q.IdDominio, q.IUV)
	}
	switch {
	case errors.Is(err, deposito.ErrAssente):
		return nil, nil
	case err != nil:
		return nil, err
	case p.Pendenza.IDA2A != c.chi.IDA2A:
		return nil, nil
	case q.IDDebitore != "" && (p.Pendenza.SoggettoPagatore == nil || p.Pendenza.SoggettoPagatore.Identificativo != q.IDDebitore):
		return nil, nil
	}
	return &p.Pendenza, nil
}

// stampa prints the notice of a position, with the rates of its document.
func (c *chiamata) stampa(p *pendenza.Pendenza) ([]byte, error) {
	ente, err := c.ente(p.IdDominio)
	if err != nil {
		return nil, err
	}
	pdf, avvertenze, err := Stampa(c.ctx, c.p.Deposito, &ente.Ente, p, c.oggi())
	for _, a := range avvertenze {
		c.tollerate([]avviso.Avvertenza{{Testo: a}})
	}
	return pdf, err
}

// Stampa prints the notice of a position, with the rates of its document, on a day; and
// tells what the paper could not hold.
func Stampa(ctx context.Context, d *deposito.Deposito, ente *avviso.Ente, p *pendenza.Pendenza, giorno avviso.Data) (pdf []byte, avvertenze []string, err error) {
	pp, err := fascicolo(ctx, d, p)
	if err != nil {
		return nil, nil, err
	}
	pronto, avvertenze, err := carta.Prepara(pendenza.Avviso(*ente, slices.Values(pp)), carta.Scelte{Giorno: giorno})
	if err != nil {
		return nil, avvertenze, err
	}
	return carta.Componi(pronto).PDF, avvertenze, nil
}
