package applicazioni

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rendicontazione/incasso"
)

// incassato is a credit that an application told of, as it is kept.
type incassato struct {
	Dialetto  incasso.Dialetto `json:"dialetto"`
	Richiesta json.RawMessage  `json:"richiesta"`
	Risposta  json.RawMessage  `json:"risposta"`
}

func (c *chiamata) dialetto() incasso.Dialetto {
	return map[string]incasso.Dialetto{"v1": incasso.V1, "v2": incasso.V2, "v3": incasso.V3}[c.r.PathValue("versione")]
}

// registraIncasso takes a credit and tells which payments it settles: POST /incassi/{idDominio},
// POST /riconciliazioni/{idDominio}, PUT /riconciliazioni/{idDominio}/{id}. The positions
// move with the answer.
func (c *chiamata) registraIncasso() error {
	corpo, err := c.corpo(maxDocumento)
	if err != nil {
		return err
	}
	percorso := incasso.Percorso{ID: c.r.PathValue("id")}
	if percorso.IdDominio, err = avviso.ParseIdDominio(c.r.PathValue("idDominio")); err != nil {
		return err
	}
	if err := percorso.ParseQuery(c.r.URL.RawQuery); err != nil {
		return err
	}
	r, avvertenze, err := incasso.LeggiRichiesta(c.dialetto(), percorso, corpo)
	if err != nil {
		return err
	}
	c.tollerate(avvertenze)
	ente := c.p.Anagrafica.Ente(percorso.IdDominio)
	var conti []avviso.IBAN
	if ente != nil {
		conti = ente.Conti
	}
	if err := r.Ammissibile(ente != nil && c.chi.Ammette(percorso.IdDominio), conti); err != nil {
		return err
	}
	stato := http.StatusCreated
	var risposta []byte
	err = c.p.Deposito.Insieme(c.ctx, c.chi.IDA2A, func(tx *deposito.Tx) error {
		chiave := percorso.IdDominio.String() + "/" + r.Identificativo()
		prima, err := tx.Pratica(c.ctx, deposito.PraticaIncasso, chiave)
		switch {
		case err == nil:
			stato = http.StatusOK
			risposta, err = ripeti(&r, prima)
			return err
		case !errors.Is(err, deposito.ErrAssente):
			return err
		}
		stato = http.StatusCreated
		x, err := c.riconcilia(tx, &r)
		if err != nil {
			return err
		}
		if risposta, err = x.AppendJSON(nil); err != nil {
			return err
		}
		_, err = tx.ApriPratica(c.ctx, deposito.PraticaIncasso, chiave, c.chi.IDA2A, incassato{r.Dialetto, corpo, risposta})
		if errors.Is(err, deposito.ErrEsiste) {
			err = errors.Join(deposito.ErrContesa, err)
		}
		return err
	})
	if err == nil && r.Dialetto == incasso.V3 {
		stato = http.StatusAccepted
		c.w.Header().Set("Location", c.r.URL.Path)
	}
	return c.rispondi(stato, risposta, err)
}

// ripeti answers a request that came before as it was answered, or refuses it.
func ripeti(r *incasso.Richiesta, p *deposito.Pratica) ([]byte, error) {
	var prima incassato
	if err := p.Leggi(&prima); err != nil {
		return nil, err
	}
	q, _, err := incasso.LeggiRichiesta(prima.Dialetto, r.Percorso, prima.Richiesta)
	if err != nil {
		return nil, err
	}
	if _, err := r.Ripetuta(&q); err != nil {
		return nil, err
	}
	return prima.Risposta, nil
}

// riconcilia asks the engine what a credit settles, among the flow that it names, the
// receipts and the positions of it, and moves these. The credit is kept with the papers
// that the night reads.
func (c *chiamata) riconcilia(tx *deposito.Tx, r *incasso.Richiesta) (incasso.Incasso, error) {
	oggi := avviso.DataDi(tx.Adesso)
	m, err := r.Movimento(oggi)
	if err != nil {
		return incasso.Incasso{}, err
	}
	in := rendicontazione.Input{Movimenti: []cassa.Movimento{m}, Oggi: oggi}
	posizioni := map[rendicontazione.ChiavePendenza]*deposito.Posizione{}
	if in.Flussi, err = c.flussi(tx, r); err != nil {
		return incasso.Incasso{}, err
	}
	iuv := []string{r.Identificativo()}
	for i := range in.Flussi {
		for _, riga := range in.Flussi[i].Righe {
			iuv = append(iuv, riga.IUVCanonico())
		}
	}
	for _, codice := range iuv {
		if err := c.raccogli(tx, r.IdDominio, codice, &in, posizioni); err != nil {
			return incasso.Incasso{}, err
		}
	}
	report := rendicontazione.Riconcilia(in, rendicontazione.Opzioni{})
	x, err := incasso.NuovoIncasso(r, &report, 0, func(d avviso.IdDominio, iuv string) *pendenza.Pendenza {
		n, ok := report.PendenzaDi(d, iuv)
		if !ok {
			return nil
		}
		if p := posizioni[rendicontazione.ChiavePendenza{IdDominio: report.Pendenze[n].IdDominio, ID: report.Pendenze[n].ID}]; p != nil {
			return &p.Pendenza
		}
		return nil
	}, oggi)
	if err != nil {
		return x, err
	}
	for k, evento := range report.Eventi() {
		if _, err := tx.Muovi(c.ctx, posizioni[k], evento); err != nil {
			return x, err
		}
	}
	carta, err := json.Marshal(rendicontazione.Input{Movimenti: in.Movimenti, Oggi: oggi})
	if err != nil {
		return x, err
	}
	_, err = tx.Deposita(c.ctx, deposito.Carta{Tipo: deposito.CartaCassa, Nome: "incasso " + r.Identificativo(), IDA2A: c.chi.IDA2A, Corpo: carta})
	return x, err
}

// flussi are the versions of the flow that a credit names.
func (c *chiamata) flussi(tx *deposito.Tx, r *incasso.Richiesta) ([]flusso.Flusso, error) {
	carte, err := tx.CarteDi(c.ctx, deposito.CartaFlusso, r.Identificativo())
	if err != nil {
		return nil, err
	}
	var flussi []flusso.Flusso
	for _, x := range carte {
		var a rendicontazione.Accumulatore
		if _, _, err := rendicontazione.Leggi(bytes.NewReader(x.Corpo), &a, rendicontazione.Lettura{}); err != nil {
			return nil, err
		}
		for _, f := range a.Input().Flussi {
			if f.IdDominio == r.IdDominio {
				flussi = append(flussi, f)
			}
		}
	}
	return flussi, nil
}

// raccogli adds the position of a IUV and its receipts to what the engine looks at.
func (c *chiamata) raccogli(tx *deposito.Tx, d avviso.IdDominio, codice string, in *rendicontazione.Input, posizioni map[rendicontazione.ChiavePendenza]*deposito.Posizione) error {
	iuv, err := avviso.ParseIUV(codice)
	if err != nil {
		return nil // the name of a flow, or of a payment of nobody here
	}
	p, err := tx.PerIUV(c.ctx, d, iuv)
	if errors.Is(err, deposito.ErrAssente) {
		return nil
	}
	if err != nil {
		return err
	}
	q, err := rendicontazione.DaPendenza(&p.Pendenza)
	if err != nil {
		return err
	}
	k := rendicontazione.ChiavePendenza{IdDominio: q.IdDominio, ID: q.ID}
	if posizioni[k] != nil {
		return nil
	}
	posizioni[k] = p
	in.Pendenze = append(in.Pendenze, q)
	tentativi, err := tx.Tentativi(c.ctx, p.Pendenza.Chiave())
	if err != nil {
		return err
	}
	for _, t := range tentativi {
		arrivata, err := t.Arrivato()
		if err != nil {
			return err
		}
		if arrivata == nil {
			continue
		}
		voci, err := rendicontazione.DaRicevuta(&arrivata.Ricevuta.Receipt)
		if err != nil {
			return err
		}
		in.Ricevute = append(in.Ricevute, voci...)
	}
	return nil
}

// leggiIncasso gives a credit out as it was answered.
func (c *chiamata) leggiIncasso() error {
	p, err := c.p.Deposito.Pratica(c.ctx, deposito.PraticaIncasso, c.r.PathValue("idDominio")+"/"+c.r.PathValue("id"))
	if err != nil {
		return err
	}
	if p.IDA2A != c.chi.IDA2A {
		return deposito.ErrAssente
	}
	var x incassato
	if err := p.Leggi(&x); err != nil {
		return err
	}
	return c.rispondi(http.StatusOK, x.Risposta, nil)
}

// elencaIncassi lists the credits that the caller told of.
func (c *chiamata) elencaIncassi() error {
	percorso := "/incassi"
	if !c.v1() {
		percorso = "/riconciliazioni"
	}
	return c.elencaPratiche(deposito.PraticaIncasso, percorso, func(p *deposito.Pratica) (json.RawMessage, error) {
		var x incassato
		err := p.Leggi(&x)
		return x.Risposta, err
	})
}
