package sessione

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rpt"
)

// Pagamento is what GET /pagamenti/{id} and /pagamenti/byIdSession/{idSession} say of a
// payment that a portal began: its state, what was asked, its positions and its attempts.
// In a list positions and attempts are told by the path that gives them.
//
// Source: GovPay, API Pagamenti v1 and v2, Pagamento.
type Pagamento struct {
	ID                string            `membro:"id,obbligo"`
	Nome              string            `membro:"nome,libero"`
	Stato             rpt.StatoSessione `membro:"stato,obbligo"`
	Importo           *avviso.Importo   `membro:"importo"`
	DataRichiesta     avviso.DataOra    `membro:"dataRichiestaPagamento"` // dataRichiestaPagamento: a day is its beginning
	IDSessionePortale string            `membro:"idSessionePortale,libero"`
	IDSessionePSP     string            `membro:"idSessionePsp,libero"` // idSession of the answer to POST
	PSPRedirectURL    string            `membro:"pspRedirectUrl,libero"`
	Richiesta         Carrello          // the members of the request that are echoed; its positions are in Pendenze
	Pendenze          []json.RawMessage // PendenzaIndex, as they came
	PercorsoPendenze  string            // in a list, in their place
	RPP               []RPP
	PercorsoRPP       string // in a list, in their place
	Altri             avviso.Altri
}

// RPP is one attempt of a payment.
//
// Source: GovPay, API Pagamenti v2, Rpp.
type RPP struct {
	Stato          string          `membro:"stato,obbligo,libero"` // a state of the body, or the name of the Nodo
	DettaglioStato string          `membro:"dettaglioStato,libero"`
	Segnalazioni   json.RawMessage `membro:"segnalazioni"`
	RPT            json.RawMessage `membro:"rpt,dovuto"` // the document, in the names of its XML
	RT             json.RawMessage `membro:"rt"`         // nil until it has come
	Pendenza       json.RawMessage `membro:"pendenza"`   // its path, or the position
	Altri          avviso.Altri
}

// Documenti returns the request and the receipt of the attempt, leniently read, nil for one
// that is absent or cannot be read, with what was tolerated and refused.
func (r *RPP) Documenti() (richiesta, ricevuta *rpt.Documento, rilievi []avviso.Rilievo) {
	if r == nil {
		return nil, nil, nil
	}
	leggi := func(nome string, b json.RawMessage) *rpt.Documento {
		if b == nil {
			return nil
		}
		d, a, err := rpt.LeggiDocumento(b)
		for _, x := range a {
			x.Campo = nome + "." + x.Campo
			rilievi = append(rilievi, x)
		}
		if err != nil {
			if x, ok := avviso.RilievoDi(err); ok {
				x.Campo = strings.TrimSuffix(nome+"."+x.Campo, ".")
				rilievi = append(rilievi, x)
			}
			return nil
		}
		return &d
	}
	return leggi("rpt", r.RPT), leggi("rt", r.RT), rilievi
}

// tentativo is the attempt as EsitoSessione counts it.
func (r *RPP) tentativo() rpt.Tentativo {
	t := rpt.Tentativo{}
	if s, err := rpt.ParseStatoRpt(r.Stato); err == nil {
		t.Stato = s
	}
	_, ricevuta, _ := r.Documenti()
	switch {
	case ricevuta == nil:
	case ricevuta.RT != nil:
		t.Esito = ricevuta.RT.DatiPagamento.CodiceEsitoPagamento
	case ricevuta.Ricevuta != nil:
		t.Esito = ricevuta.Ricevuta.Receipt.Outcome.Esito()
	}
	if t.Esito != "" && !t.Stato.IsValid() {
		t.Stato = rpt.StatoRTAccettataPA
	}
	return t
}

// StatoDaiTentativi returns the state that the attempts add up to.
func (p *Pagamento) StatoDaiTentativi() rpt.StatoSessione {
	if p == nil {
		return rpt.SessioneInCorso
	}
	tentativi := make([]rpt.Tentativo, len(p.RPP))
	for i := range p.RPP {
		tentativi[i] = p.RPP[i].tentativo()
	}
	return rpt.EsitoSessione(tentativi)
}

// NuovoPagamento returns what GET /pagamenti/{id} says of a session, with its attempts, one
// for each of those of the session: their state is theirs.
func NuovoPagamento(s Sessione, richiesta Carrello, rpp []RPP) (Pagamento, error) {
	if len(rpp) != len(s.Tentativi) {
		return Pagamento{}, rifiuta(CodiceEsclusivi, "rpp", "", ErrDocumento)
	}
	p := Pagamento{ID: s.IDPagamento, Stato: s.Stato(), IDSessionePSP: s.IDSession, IDSessionePortale: richiesta.Parametri.IDSessionePortale, Richiesta: richiesta, RPP: slices.Clone(rpp)}
	p.Richiesta.Pendenze = nil
	for i := range p.RPP {
		p.RPP[i].Stato = s.Tentativi[i].Stato.String()
	}
	return p, nil
}

// AvvertenzaStato is a payment whose state is not the one that its attempts add up to.
const AvvertenzaStato avviso.Codice = "STATO"

// ParsePagamento reads a payment as its interface says it. Error: an *Errore (ErrDocumento)
// with all its violations.
//
// Source: GovPay, API Pagamenti v1 and v2, Pagamento.
func ParsePagamento(data []byte) (Pagamento, error) {
	p, _, err := leggiPagamento(data, false)
	return p, err
}

// LeggiPagamento reads a payment of GovPay: a state may have blanks, as the manual prints
// it; members of others are kept, with a warning each. STATO tells that the state is not
// what the attempts add up to.
func LeggiPagamento(data []byte) (Pagamento, []avviso.Avvertenza, error) {
	return leggiPagamento(data, true)
}

func leggiPagamento(data []byte, tollerante bool) (Pagamento, []avviso.Avvertenza, error) {
	var stato []avviso.Avvertenza
	p, a, err := membri.Documento(porta, data, tollerante, membriPagamento)
	if err == nil && len(p.RPP) > 0 {
		if s := p.StatoDaiTentativi(); s != p.Stato {
			r, c := membri.Luogo(strings.TrimPrefix(string(data), "\ufeff"), "stato")
			stato = []avviso.Avvertenza{{Codice: AvvertenzaStato, Campo: "stato", Riga: r, Colonna: c, Testo: "i tentativi danno " + string(s)}}
		}
	}
	return p, append(a, stato...), err
}

func membriPagamento(l *membri.Lettura, p *Pagamento) membri.Gruppo {
	c := &p.Richiesta
	g := membri.Struttura(p, l.Tollerante).Con("stato", membri.Parola{Metti: func(s string) bool {
		if l.Tollerante {
			s = strings.ReplaceAll(s, " ", "_")
		}
		p.Stato = rpt.StatoSessione(s)
		return slices.Contains(statiPagamento, p.Stato)
	}, Scritta: func() string { return string(p.Stato) }})
	pendenze := membri.DueVie{
		Leggi: func(l *membri.Lettura, nome, v string) {
			l.Elenco(nome, v, massimoTentativi, func(_ int, v string) { p.Pendenze = append(p.Pendenze, json.RawMessage(v)) })
		},
		Scrivi: func(w *membri.Scrittura, nome string) {
			w.ApreElenco(nome)
			for _, x := range p.Pendenze {
				w.Crudo("", string(x))
			}
			w.ChiudeElenco()
		},
	}
	rpp := membri.Lista(&p.RPP, massimoTentativi, func(r *RPP) membri.Gruppo { return membri.Struttura(r, l.Tollerante) })
	g.Campi = append(g.Campi, membri.Campo{Nome: "urlRitorno", Dove: membri.Libero{Dove: &c.URLRitorno}})
	g.Campi = append(g.Campi, c.echi(membri.Libero{Dove: &c.CredenzialiPagatore}, membri.Libero{Dove: &c.Lingua})...)
	g.Campi = append(g.Campi, membri.Campo{Nome: "pendenze", Dove: oPercorso(&p.PercorsoPendenze, pendenze)},
		membri.Campo{Nome: "rpp", Dove: oPercorso(&p.PercorsoRPP, rpp)})
	return g
}

var statiPagamento = []rpt.StatoSessione{
	rpt.SessioneInCorso, rpt.SessioneEseguito, rpt.SessioneNonEseguito, rpt.SessioneEseguitoParziale, rpt.SessioneAnnullato, rpt.SessioneFallito,
}

// massimoTentativi bounds the attempts of a payment.
const massimoTentativi = 1000

// oPercorso is the place of a list of objects, or of the path that gives it.
func oPercorso(percorso *string, elenco membri.DueVie) membri.DueVie {
	return membri.DueVie{Leggi: func(l *membri.Lettura, nome, v string) {
		if v[0] == '"' {
			*percorso, _ = l.Stringa(nome, v)
			return
		}
		elenco.Leggi(l, nome, v)
	}, Scrivi: func(w *membri.Scrittura, nome string) {
		if *percorso != "" {
			w.Testo(nome, *percorso)
			return
		}
		elenco.Scrivi(w, nome)
	}}
}

// AppendJSON appends the payment, which ParsePagamento takes back but for members of
// others.
func (p *Pagamento) AppendJSON(b []byte) ([]byte, error) {
	switch {
	case p == nil:
		return b, nullo("pagamento")
	case p.ID == "" || !slices.Contains(statiPagamento, p.Stato):
		return b, rifiuta(CodiceObbligatorio, "stato", string(p.Stato), ErrDocumento)
	}
	return membri.AppendDocumento(b, membriPagamento(new(membri.Lettura), p))
}
