package applicazioni

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
)

// rpp is an attempt as its own call gives it out.
type rpp struct {
	Stato    string          `json:"stato"`
	RPT      json.RawMessage `json:"rpt,omitempty"`
	RT       json.RawMessage `json:"rt,omitempty"`
	Pendenza string          `json:"pendenza"`
}

func percorsoPendenza(k pendenza.Chiave) string { return "/pendenze/" + k.IDA2A + "/" + k.IDPendenza }

// contenuto is what a request or a receipt says, as JSON; nil for none.
func contenuto(d *rpt.Documento) (json.RawMessage, error) {
	switch {
	case d == nil:
		return nil, nil
	case d.Pagamento != nil:
		return d.Pagamento.AppendJSON(nil)
	}
	return d.Ricevuta.Receipt.AppendJSON(nil)
}

// documenti are the request and the receipt of an attempt, as JSON.
func documenti(t *deposito.Tentativo) (richiesta, ricevuta json.RawMessage, err error) {
	chiesto, err := t.Chiesto()
	if err == nil {
		richiesta, err = contenuto(chiesto)
	}
	if err != nil {
		return nil, nil, err
	}
	arrivato, err := t.Arrivato()
	if err == nil {
		ricevuta, err = contenuto(arrivato)
	}
	return richiesta, ricevuta, err
}

// statoRPP is the state at the body of an attempt that is stored.
func statoRPP(t *deposito.Tentativo) rpt.StatoRpt {
	if len(t.Ricevuta) > 0 {
		return rpt.StatoRTAccettataPA
	}
	return rpt.StatoRPTAttivata
}

func vediRPP(t *deposito.Tentativo) (rpp, error) {
	x := rpp{Stato: statoRPP(t).String(), Pendenza: percorsoPendenza(t.Posizione)}
	var err error
	x.RPT, x.RT, err = documenti(t)
	return x, err
}

// elencaRPP lists the attempts at a position: GET /rpp?idA2A=&idPendenza=.
func (c *chiamata) elencaRPP() error {
	filtro, _, err := elenco.LeggiFiltro(c.r.URL.RawQuery)
	if err != nil {
		return err
	}
	k := pendenza.Chiave{IDA2A: filtro.IDA2A, IDPendenza: filtro.IDPendenza}
	if err := c.sua(k.IDA2A); err != nil {
		return err
	}
	tutti, err := c.p.Deposito.Tentativi(c.ctx, k)
	if err != nil {
		return err
	}
	voci := []json.RawMessage{}
	for _, t := range tutti {
		x, err := vediRPP(t)
		if err != nil {
			return err
		}
		b, err := json.Marshal(x)
		if err != nil {
			return err
		}
		voci = append(voci, b)
	}
	filtro.RisultatiPerPagina = elenco.RisultatiMassimi
	pagina := elenco.NuovaPagina("/rpp", filtro, len(voci), voci)
	b, err := pagina.AppendJSON(nil)
	return c.rispondi(http.StatusOK, b, err)
}

// leggiRPP gives out an attempt, its request or its receipt, which may be asked for as it
// came, or to be printed: GET /rpp/{idDominio}/{iuv}/{ccp}, and below it rpt and rt.
func (c *chiamata) leggiRPP() error {
	d, err := avviso.ParseIdDominio(c.r.PathValue("idDominio"))
	if err != nil {
		return err
	}
	t, err := c.p.Deposito.Tentativo(c.ctx, d, c.r.PathValue("iuv"), c.r.PathValue("ccp"))
	if err == nil && t.Posizione.IDA2A != c.chi.IDA2A {
		err = deposito.ErrAssente
	}
	if err != nil {
		return err
	}
	x, err := vediRPP(t)
	if err != nil {
		return err
	}
	crudo, b := []byte(nil), json.RawMessage(nil)
	switch c.r.PathValue("quale") {
	case "":
		b, err = json.Marshal(x)
		return c.rispondi(http.StatusOK, b, err)
	case "rpt":
		crudo, b = t.Richiesta, x.RPT
	case "rt":
		crudo, b = t.Ricevuta, x.RT
	}
	if len(crudo) == 0 {
		return deposito.ErrAssente
	}
	vuole := c.r.Header.Get("Accept")
	switch {
	case strings.Contains(vuole, elenco.FormatoPDF) && c.r.PathValue("quale") == "rt":
		return c.stampaRicevuta(crudo, t.CCP)
	case slices.ContainsFunc([]string{"application/xml", "text/xml", "application/octet-stream"}, func(f string) bool { return strings.Contains(vuole, f) }):
		tipo := "application/xml"
		if crudo[0] != '<' { // a copy, which the platform gives in JSON
			tipo = elenco.FormatoJSON
		}
		c.w.Header().Set("Content-Type", tipo)
		_, _ = c.w.Write(crudo)
		return nil
	case vuole == "", strings.Contains(vuole, elenco.FormatoJSON), strings.Contains(vuole, "*/*"):
		return c.rispondi(http.StatusOK, b, nil)
	}
	return &Rifiuto{sessione.ProblemaFormato()}
}

func (c *chiamata) stampaRicevuta(crudo []byte, ccp string) error {
	r, avvertenze, err := carta.LeggiRicevuta(crudo, false)
	if err != nil {
		return err
	}
	for _, a := range avvertenze {
		c.tollerate([]avviso.Avvertenza{{Testo: a}})
	}
	c.w.Header().Set("Content-Type", elenco.FormatoPDF)
	c.w.Header().Set("Content-Disposition", `attachment; filename="ricevuta_`+ccp+`.pdf"`)
	_, _ = c.w.Write(carta.ComponiRicevuta(r, carta.Scelte{Giorno: c.oggi()}).PDF)
	return nil
}
