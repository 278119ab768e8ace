package comandi

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/elenco"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rendicontazione/incasso"
)

var comandiGovPay = []comando{{
	gruppo: "pendenza", nome: "govpay", sommario: "legge (json, o base64) o scrive (i membri) un documento delle API di GovPay",
	esempio: `{"documento":"pagamenti-richiesta","json":{"pendenze":[{"idA2A":"GEST","idPendenza":"P1"},{"idDominio":"12345678903","numeroAvviso":"301000000000500122"}],"urlRitorno":"https://portale.example/esito"}}`,
	risposta: `{"ok":true,"pendenze":[{"idA2A":"GEST","idPendenza":"P1"},{"idDominio":"12345678903","numeroAvviso":"301000000000500122"}],"urlRitorno":"https://portale.example/esito",` +
		`"forme":["riferimento","avviso"],"violazioni":[],"avvertenze":[]}`,
	esegui: comandoGovPay,
}}

// richiestaGovPay is what a request says beside the members of the document.
type richiestaGovPay struct {
	documentoJSON
	Documento string           `json:"documento"`
	Modo      modo             `json:"modo"`
	Versione  incasso.Dialetto `json:"versione"`  // of an incasso
	IdDominio avviso.IdDominio `json:"idDominio"` // of an incasso: of the path
	Query     string           `json:"query"`     // of pagamenti-richiesta and incassi-richiesta
	StatoHTTP int              `json:"statoHTTP"` // of problema
}

// letto is a document that was read, and how it is written.
type letto struct {
	scrivi     func([]byte) ([]byte, error)
	altro      map[string]any // what else there is to say of it
	avvertenze []avviso.Avvertenza
}

// lettori read the documents by their name.
var lettori = map[string]func(r *richiestaGovPay, rigoroso bool, b []byte) (letto, error){
	"pagamenti-richiesta": func(r *richiestaGovPay, rigoroso bool, b []byte) (letto, error) {
		c, a, err := conModo(rigoroso, func() (sessione.Carrello, error) { return sessione.ParseCarrello(r.Query, b) },
			func() (sessione.Carrello, []avviso.Avvertenza, error) { return sessione.LeggiCarrello(r.Query, b) })
		forme := []sessione.Forma{}
		for i := range c.Pendenze {
			forme = append(forme, c.Pendenze[i].Forma())
		}
		return letto{c.AppendJSON, map[string]any{"forme": forme}, a}, err
	},
	"pagamenti-risposta": func(_ *richiestaGovPay, rigoroso bool, b []byte) (letto, error) {
		x, a, err := conModo(rigoroso, func() (sessione.Risposta, error) { return sessione.ParseRisposta(b) },
			func() (sessione.Risposta, []avviso.Avvertenza, error) { return sessione.LeggiRisposta(b) })
		return letto{x.AppendJSON, nil, a}, err
	},
	"pagamento": func(_ *richiestaGovPay, rigoroso bool, b []byte) (letto, error) {
		x, a, err := conModo(rigoroso, func() (sessione.Pagamento, error) { return sessione.ParsePagamento(b) },
			func() (sessione.Pagamento, []avviso.Avvertenza, error) { return sessione.LeggiPagamento(b) })
		return letto{x.AppendJSON, nil, a}, err
	},
	"pendenze-pagina": func(_ *richiestaGovPay, rigoroso bool, b []byte) (letto, error) {
		x, a, err := conModo(rigoroso, func() (elenco.Pagina, error) { return elenco.ParsePagina(b) },
			func() (elenco.Pagina, []avviso.Avvertenza, error) { return elenco.LeggiPagina(b) })
		if err != nil {
			return letto{}, err
		}
		_, b2, err := x.Pendenze()
		return letto{x.AppendJSON, nil, append(a, b2...)}, err
	},
	"avviso": func(_ *richiestaGovPay, rigoroso bool, b []byte) (letto, error) {
		x, a, err := conModo(rigoroso, func() (elenco.StatoAvviso, error) { return elenco.ParseStatoAvviso(b) },
			func() (elenco.StatoAvviso, []avviso.Avvertenza, error) { return elenco.LeggiStatoAvviso(b) })
		return letto{func(b []byte) ([]byte, error) { return x.AppendJSON(b, false) }, nil, a}, err
	},
	"incassi-richiesta": func(r *richiestaGovPay, rigoroso bool, b []byte) (letto, error) {
		p := incasso.Percorso{IdDominio: r.IdDominio}
		if err := p.ParseQuery(r.Query); err != nil {
			return letto{}, err
		}
		x, a, err := conModo(rigoroso && r.Versione != "", func() (incasso.Richiesta, error) { return incasso.ParseRichiesta(r.Versione, p, b) },
			func() (incasso.Richiesta, []avviso.Avvertenza, error) {
				return incasso.LeggiRichiesta(r.Versione, p, b)
			})
		return letto{x.AppendJSON, map[string]any{"versione": x.Dialetto, "identificativo": x.Identificativo()}, a}, err
	},
	"incasso": func(r *richiestaGovPay, rigoroso bool, b []byte) (letto, error) {
		x, a, err := conModo(rigoroso && r.Versione != "", func() (incasso.Incasso, error) { return incasso.ParseIncasso(r.Versione, b) },
			func() (incasso.Incasso, []avviso.Avvertenza, error) { return incasso.LeggiIncasso(r.Versione, b) })
		return letto{x.AppendJSON, map[string]any{"versione": x.Dialetto}, a}, err
	},
	"problema": func(r *richiestaGovPay, rigoroso bool, b []byte) (letto, error) {
		x, a, err := conModo(rigoroso, func() (sessione.Problema, error) { return sessione.ParseProblema(r.StatoHTTP, b) },
			func() (sessione.Problema, []avviso.Avvertenza, error) { return sessione.LeggiProblema(r.StatoHTTP, b) })
		return letto{x.AppendJSON, nil, a}, err
	},
}

func conModo[T any](rigoroso bool, parse func() (T, error), leggi func() (T, []avviso.Avvertenza, error)) (T, []avviso.Avvertenza, error) {
	if rigoroso {
		x, err := parse()
		return x, nil, err
	}
	return leggi()
}

// comuni are the members of a request that are not of the document; idDominio is of both.
var comuni = map[string]bool{"documento": true, "json": true, "base64": true, "modo": true, "versione": true, "query": true, "statoHTTP": true}

func comandoGovPay(richiesta []byte) (any, error) {
	testo := string(richiesta)
	var testa, corpo []byte // what is of the request, and of the document
	ha := membri.Ha(testo, "json", "base64")
	for nome, v := range membri.Di(testo) {
		if comuni[nome] || nome == "idDominio" {
			testa = aggiungi(testa, nome, v)
		}
		if !comuni[nome] && (nome != "idDominio" || !ha) {
			if nome == "idPagamento" {
				nome = "id" // which the frame keeps for itself
			}
			corpo = aggiungi(corpo, nome, v)
		}
	}
	var r richiestaGovPay
	if err := decodifica(append(aperta(testa), '}'), &r); err != nil {
		return nil, err
	}
	leggi, noto := lettori[r.Documento]
	switch {
	case !noto:
		return nil, richiestaErrata("documento %q sconosciuto", r.Documento)
	case ha && len(corpo) > 0:
		return nil, richiestaErrata("json, o i membri del documento")
	}
	tollerante, err := r.Modo.tollerante()
	if err != nil {
		return nil, err
	}
	documento := append(aperta(corpo), '}')
	if ha {
		if documento, err = r.byte(); err != nil {
			return nil, err
		}
	} else if r.Documento == "incassi-richiesta" {
		documento = senza(documento, "idDominio")
	}
	x, err := leggi(&r, !tollerante || !ha, documento)
	if err == nil && x.scrivi != nil {
		documento, err = x.scrivi(nil)
	}
	if err != nil {
		return rifiutoGovPay(err)
	}
	return rispostaGovPay(ha, documento, x)
}

func aperta(b []byte) []byte {
	if len(b) == 0 {
		return []byte{'{'}
	}
	return b
}

func aggiungi(b []byte, nome, v string) []byte {
	if len(b) == 0 {
		b = append(b, '{')
	} else {
		b = append(b, ',')
	}
	return append(append(membri.AppendTesto(b, nome), ':'), v...)
}

// senza returns an object without a member.
func senza(oggetto []byte, membro string) []byte {
	var b []byte
	for nome, v := range membri.Di(string(oggetto)) {
		if nome != membro {
			b = aggiungi(b, nome, v)
		}
	}
	return append(aperta(b), '}')
}

// rispostaGovPay gives the members of a document that was read, or the document that was
// made of them.
func rispostaGovPay(letti bool, documento []byte, x letto) (any, error) {
	altro := map[string]any{"violazioni": []violazione{}, "avvertenze": append([]avviso.Avvertenza{}, x.avvertenze...)}
	if !letti {
		altro["json"] = string(documento)
		delete(altro, "avvertenze")
		return altro, nil
	}
	var b []byte
	for nome, v := range membri.Di(string(documento)) {
		if nome == "id" {
			nome = "idPagamento"
		}
		b = aggiungi(b, nome, v)
	}
	for _, a := range [...]map[string]any{x.altro, altro} {
		for _, nome := range [...]string{"forme", "versione", "identificativo", "violazioni", "avvertenze"} {
			if v, ok := a[nome]; ok {
				j, err := codifica(v)
				if err != nil {
					return nil, err
				}
				b = aggiungi(b, nome, string(j))
			}
		}
	}
	return json.RawMessage(append(aperta(b), '}')), nil
}

// rifiutoGovPay gives the violations of a document that is one, and the answer that GovPay
// would give; what is no document is refused.
func rifiutoGovPay(err error) (any, error) {
	r, ok := avviso.RilievoDi(err)
	var n *pendenza.NonValida
	var m *membri.Errore
	switch {
	case !ok:
		return nil, err
	case errors.As(err, &n):
	case errors.As(err, &m) && (m.Codice == membri.CodiceJSON || m.Codice == membri.CodiceCodifica || m.Codice == membri.CodiceTipo || m.Codice == membri.CodiceMembro):
		return nil, err
	default:
		n = &pendenza.NonValida{Violazioni: []avviso.Violazione{r}}
	}
	violazioni := []violazione{}
	for _, v := range n.Violazioni {
		violazioni = append(violazioni, violazione{v.Campo, v.Codice, strings.TrimPrefix(v.Campo+": "+v.Testo, ": ")})
	}
	p := sessione.NuovoProblema(err)
	b, errProblema := p.AppendJSON(nil)
	return map[string]any{"violazioni": violazioni, "statoHTTP": p.StatoHTTP, "problema": json.RawMessage(b)}, errProblema
}
