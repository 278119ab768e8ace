package applicazioni

import (
	"bytes"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/rendiconto"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/pendenza/tracciato"
	"github.com/quietanza/quietanza/rendicontazione"
)

// tipi are the kinds of paper by their path.
var tipi = map[string]deposito.TipoCarta{
	"tracciati": deposito.CartaTracciato, "giornali": deposito.CartaGiornale, "flussi": deposito.CartaFlusso, "cassa": deposito.CartaCassa,
}

// maxElenco is how many papers a list has.
const maxElenco = 200

// vistaCarta is a paper as its owner sees it.
type vistaCarta struct {
	ID     string              `json:"id"`
	Tipo   deposito.TipoCarta  `json:"tipo"`
	Nome   string              `json:"nome"`
	Stato  deposito.StatoCarta `json:"stato"`
	Quando time.Time           `json:"quando"`
	Esito  json.RawMessage     `json:"esito,omitempty"`
}

func vedi(c *deposito.Carta) vistaCarta {
	return vistaCarta{c.Impronta, c.Tipo, c.Nome, c.Stato, c.Quando, json.RawMessage(c.Esito)}
}

func (c *chiamata) tipo() (deposito.TipoCarta, error) {
	t, ok := tipi[c.r.PathValue("tipo")]
	if !ok {
		return "", deposito.ErrAssente
	}
	return t, nil
}

// depositaCarta keeps a paper, when it is one: POST /carte/{tipo}?nome=. The same bytes
// are kept once. Tracciati (formato=csv, json, loader2; idDominio=, whose notice numbers are
// given to the lines without one) are loaded afterwards, the others are read by the next
// reconciliation.
func (c *chiamata) depositaCarta() error {
	tipo, err := c.tipo()
	if err != nil {
		return err
	}
	corpo, err := c.corpo(maxCarta)
	if err != nil {
		return err
	}
	if len(corpo) == 0 {
		return &Rifiuto{sessione.Problema{StatoHTTP: http.StatusBadRequest, Categoria: sessione.RichiestaErr, Codice: sessione.CodiceSintassi, Descrizione: "Richiesta non valida", Dettaglio: "documento vuoto"}}
	}
	nome := nomeFile(c.r.URL.Query().Get("nome"))
	x := deposito.Carta{Impronta: deposito.Impronta(corpo), Tipo: tipo, Nome: nome, IDA2A: c.chi.IDA2A, Corpo: corpo}
	esito, err := c.esamina(&x)
	if err != nil {
		return err
	}
	dopo, err := json.Marshal(esito)
	if err != nil {
		return err
	}
	var nuova bool
	err = c.p.Deposito.Insieme(c.ctx, c.chi.IDA2A, func(tx *deposito.Tx) (err error) {
		if nuova, err = tx.Deposita(c.ctx, x); err != nil || !nuova {
			return err
		}
		if err := tx.Esita(c.ctx, x.Impronta, deposito.CartaRicevuta, string(dopo)); err != nil {
			return err
		}
		if tipo == deposito.CartaTracciato {
			return tx.Accoda(c.ctx, deposito.LavoroTracciato{Impronta: x.Impronta})
		}
		return nil
	})
	if err != nil {
		return err
	}
	tenuta, err := c.sueCarta(x.Impronta, tipo)
	if err != nil {
		return err
	}
	stato := http.StatusOK
	if nuova {
		stato = http.StatusCreated
		if tipo == deposito.CartaTracciato {
			stato = http.StatusAccepted
		}
	}
	c.w.Header().Set("Location", baseCarte+"/"+c.r.PathValue("tipo")+"/"+x.Impronta)
	b, err := json.Marshal(vedi(tenuta))
	return c.rispondi(stato, b, err)
}

// esamina tells what is in a paper, and refuses one that is not what it is posted as. Its
// name becomes that of the document.
func (c *chiamata) esamina(x *deposito.Carta) (any, error) {
	switch x.Tipo {
	case deposito.CartaTracciato:
		f := tracciato.Formato(c.r.URL.Query().Get("formato"))
		if f == "" {
			f = tracciato.CSV
			if tipo, _, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type")); tipo == "application/json" {
				f = tracciato.JSON
			}
		}
		if f != tracciato.CSV && f != tracciato.JSON && f != tracciato.Loader2 {
			return nil, &Rifiuto{sessione.ProblemaFormato()}
		}
		k := caricamento{Progresso: tracciato.Inizio(f)}
		if s := c.r.URL.Query().Get("idDominio"); s != "" {
			d, err := avviso.ParseIdDominio(s)
			if err != nil {
				return nil, err
			}
			if _, err := c.ente(d); err != nil {
				return nil, err
			}
			k.IdDominio = d
		}
		return k, nil
	case deposito.CartaGiornale:
		return c.esaminaGiornale(x)
	}
	var a rendicontazione.Accumulatore
	d, avvertenze, err := rendicontazione.Leggi(bytes.NewReader(x.Corpo), &a, rendicontazione.Lettura{Conti: rendiconto.Conti(c.p.Anagrafica), Nome: x.Nome, SoloCassa: x.Tipo == deposito.CartaCassa})
	c.tollerate(avvertenze)
	if err != nil {
		return nil, err
	}
	in := a.Input()
	if x.Tipo == deposito.CartaFlusso {
		if len(in.Flussi) != 1 || d.Movimenti > 0 {
			return nil, &Rifiuto{sessione.ProblemaFormato()}
		}
		if _, err := c.ente(in.Flussi[0].IdDominio); err != nil {
			return nil, err
		}
		x.Nome = in.Flussi[0].IDFlusso
	}
	for i := range in.Movimenti {
		if _, err := c.ente(in.Movimenti[i].IdDominio); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// giornale is what is in a journal of payments.
type giornale struct {
	Mittente  string   `json:"mittente"`
	Record    int      `json:"record"`
	Rifiutati int      `json:"rifiutati"`
	Motivi    []string `json:"motivi,omitempty"` // of the first that were refused
}

// maxMotivi is how many reasons are told.
const maxMotivi = 10

// esaminaGiornale reads a journal whole, which must be of a body of the caller when a body
// sends it.
func (c *chiamata) esaminaGiornale(x *deposito.Carta) (any, error) {
	n, eventi, err := rendiconto.Giornale(x.Nome, x.Corpo)
	if err != nil {
		return nil, err
	}
	if d, ok := n.IdDominio(); ok {
		if _, err := c.ente(d); err != nil {
			return nil, err
		}
	}
	g := giornale{Mittente: n.ID()}
	for _, err := range eventi {
		switch {
		case err == nil:
			g.Record++
		case len(g.Motivi) < maxMotivi:
			g.Motivi = append(g.Motivi, err.Error())
			fallthrough
		default:
			g.Rifiutati++
		}
	}
	if g.Record == 0 {
		return nil, &Rifiuto{sessione.ProblemaFormato()}
	}
	return g, nil
}

// nomeFile is a name that can be shown: the last part of a path, without what turns a
// text round.
func nomeFile(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, filepath.Base(strings.ReplaceAll(s, `\`, "/")))
	if s == "." || s == "/" {
		return ""
	}
	return avviso.Accorcia(s, 100)
}

// sueCarta returns a paper of the caller.
func (c *chiamata) sueCarta(impronta string, tipo deposito.TipoCarta) (*deposito.Carta, error) {
	x, err := c.p.Deposito.Carta(c.ctx, impronta)
	if err == nil && (x.IDA2A != c.chi.IDA2A || x.Tipo != tipo) {
		err = deposito.ErrAssente
	}
	return x, err
}

// elencaCarte lists the papers of the caller, the latest first.
func (c *chiamata) elencaCarte() error {
	tipo, err := c.tipo()
	if err != nil {
		return err
	}
	carte, err := c.p.Deposito.Carte(c.ctx, tipo, c.chi.IDA2A, maxElenco)
	if err != nil {
		return err
	}
	viste := []vistaCarta{}
	for _, x := range carte {
		viste = append(viste, vedi(x))
	}
	b, err := json.Marshal(viste)
	return c.rispondi(http.StatusOK, b, err)
}

// leggiCarta tells what became of a paper.
func (c *chiamata) leggiCarta() error {
	tipo, err := c.tipo()
	if err != nil {
		return err
	}
	x, err := c.sueCarta(c.r.PathValue("impronta"), tipo)
	if err != nil {
		return err
	}
	b, err := json.Marshal(vedi(x))
	return c.rispondi(http.StatusOK, b, err)
}

// scaricaCarta gives back a paper as it came (richiesta), or the outcomes of a tracciato in
// the format of the file (esito).
func (c *chiamata) scaricaCarta() error {
	tipo, err := c.tipo()
	if err != nil {
		return err
	}
	x, err := c.sueCarta(c.r.PathValue("impronta"), tipo)
	if err != nil {
		return err
	}
	c.w.Header().Set("Content-Type", "application/octet-stream")
	c.w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case c.r.PathValue("quale") == "richiesta":
		_, _ = c.w.Write(x.Corpo)
		return nil
	case c.r.PathValue("quale") == "esito" && tipo == deposito.CartaTracciato:
		return c.scriviEsiti(x)
	}
	return deposito.ErrAssente
}

// scriviEsiti writes the outcomes of the lines done so far.
func (c *chiamata) scriviEsiti(x *deposito.Carta) error {
	var k caricamento
	if err := json.Unmarshal([]byte(x.Esito), &k); err != nil {
		return err
	}
	s := tracciato.NuovoScrittore(c.w, k.Progresso.Formato)
	for corpo, err := range c.p.Deposito.Righe(c.ctx, x.Impronta) {
		if err != nil {
			return err
		}
		var r tracciato.Risultato
		if err := errors.Join(json.Unmarshal(corpo, &r), s.Scrivi(&r)); err != nil {
			return err
		}
	}
	return s.Chiudi()
}
