package applicazioni

import (
	"encoding/json"
	"net/http"

	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza/elenco"
)

// elencaPratiche answers with a page of what the caller has of a kind.
func (c *chiamata) elencaPratiche(g deposito.Genere, percorso string, voce func(*deposito.Pratica) (json.RawMessage, error)) error {
	filtro, avvertenze, err := elenco.LeggiFiltro(c.r.URL.RawQuery)
	if err != nil {
		return err
	}
	c.tollerate(avvertenze)
	quante := filtro.RisultatiPerPagina
	if quante == 0 && !filtro.SoloConteggio {
		quante = elenco.RisultatiPredefiniti
	}
	n, err := c.p.Deposito.ContaPratiche(c.ctx, g, c.chi.IDA2A)
	if err != nil {
		return err
	}
	pratiche, err := c.p.Deposito.Pratiche(c.ctx, g, c.chi.IDA2A, max(0, filtro.Pagina-1)*quante, quante)
	if err != nil {
		return err
	}
	voci := []json.RawMessage{}
	for _, p := range pratiche {
		v, err := voce(p)
		if err != nil {
			return err
		}
		voci = append(voci, v)
	}
	pagina := elenco.NuovaPagina(percorso, filtro, n, voci)
	b, err := pagina.AppendJSON(nil)
	return c.rispondi(http.StatusOK, b, err)
}

// elencaPagamenti lists the payments of the caller, positions and attempts told by their
// paths: GET /pagamenti.
func (c *chiamata) elencaPagamenti() error {
	return c.elencaPratiche(deposito.PraticaPagamento, "/pagamenti", func(p *deposito.Pratica) (json.RawMessage, error) {
		var q pagamento
		if err := p.Leggi(&q); err != nil {
			return nil, err
		}
		x, err := c.situazione(&q)
		if err != nil {
			return nil, err
		}
		x.Pendenze, x.RPP = nil, nil
		x.PercorsoPendenze, x.PercorsoRPP = "/pendenze?idPagamento="+x.ID, "/rpp?idPagamento="+x.ID
		return x.AppendJSON(nil)
	})
}
