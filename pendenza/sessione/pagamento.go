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
	ID                string
	Nome              string
	Stato             rpt.StatoSessione
	Importo           *avviso.Importo
	DataRichiesta     avviso.DataOra // dataRichiestaPagamento: a day is its beginning
	IDSessionePortale string
	IDSessionePSP     string // idSession of the answer to POST
	PSPRedirectURL    string
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
	Stato          string // a state of the body, or the name of the Nodo
	DettaglioStato string
	Segnalazioni   json.RawMessage
	RPT            json.RawMessage // the document, in the names of its XML
	RT             json.RawMessage // nil until it has come
	Pendenza       json.RawMessage // its path, or the position
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
	l := &letturaPagamento{letturaCarrello: letturaCarrello{lettura: lettura{membri.Lettura{Tollerante: tollerante}}}}
	testo, err := l.Apre(data)
	if err != nil {
		return Pagamento{}, l.Avvertenze, illeggibile(err)
	}
	p, c := &l.p, &l.c
	l.Oggetto(testo, []membri.Campo{
		{Nome: "id", Dove: &p.ID, Obbligatorio: true},
		{Nome: "nome", Dove: l.libero(&p.Nome)},
		{Nome: "stato", Dove: membri.Parola{Metti: l.stato}, Obbligatorio: true},
		{Nome: "importo", Dove: &p.Importo},
		{Nome: "dataRichiestaPagamento", Dove: &p.DataRichiesta},
		{Nome: "idSessionePortale", Dove: l.libero(&p.IDSessionePortale)},
		{Nome: "idSessionePsp", Dove: l.libero(&p.IDSessionePSP)},
		{Nome: "pspRedirectUrl", Dove: l.libero(&p.PSPRedirectURL)},
		{Nome: "urlRitorno", Dove: l.libero(&c.URLRitorno)},
		{Nome: "soggettoVersante", Dove: l.soggetto(&c.SoggettoVersante)},
		{Nome: "contoAddebito", Dove: l.conto},
		{Nome: "dataEsecuzionePagamento", Dove: &c.DataEsecuzionePagamento},
		{Nome: "credenzialiPagatore", Dove: l.libero(&c.CredenzialiPagatore)},
		{Nome: "autenticazioneSoggetto", Dove: membri.UnaDi(&c.AutenticazioneSoggetto)},
		{Nome: "lingua", Dove: l.libero(&c.Lingua)},
		{Nome: "pendenze", Dove: l.elencoO(&p.PercorsoPendenze, func(v string) { p.Pendenze = append(p.Pendenze, json.RawMessage(v)) })},
		{Nome: "rpp", Dove: l.elencoO(&p.PercorsoRPP, l.rpp)},
	}, &p.Altri)
	if err := l.chiudi(); err != nil {
		return Pagamento{}, l.Avvertenze, err
	}
	p.Richiesta = *c
	if len(p.RPP) > 0 {
		if s := p.StatoDaiTentativi(); s != p.Stato {
			l.Avverti(AvvertenzaStato, "stato", "i tentativi danno "+string(s))
		}
	}
	return *p, l.Avvertenze, nil
}

type letturaPagamento struct {
	letturaCarrello
	p Pagamento
}

var statiPagamento = []rpt.StatoSessione{
	rpt.SessioneInCorso, rpt.SessioneEseguito, rpt.SessioneNonEseguito, rpt.SessioneEseguitoParziale, rpt.SessioneAnnullato, rpt.SessioneFallito,
}

func (l *letturaPagamento) stato(s string) bool {
	if l.Tollerante {
		s = strings.ReplaceAll(s, " ", "_")
	}
	l.p.Stato = rpt.StatoSessione(s)
	return slices.Contains(statiPagamento, l.p.Stato)
}

// massimoTentativi bounds the attempts of a payment.
const massimoTentativi = 1000

// elencoO reads a list of objects, or the path that gives it.
func (l *letturaPagamento) elencoO(percorso *string, uno func(v string)) func(nome, v string) {
	return func(nome, v string) {
		if v[0] == '"' {
			*percorso, _ = l.Stringa(nome, v)
			return
		}
		l.Elenco(nome, v, massimoTentativi, func(_ int, v string) { uno(v) })
	}
}

func (l *letturaPagamento) rpp(v string) {
	var r RPP
	l.Annidato("", v, []membri.Campo{
		{Nome: "stato", Dove: l.libero(&r.Stato), Obbligatorio: true},
		{Nome: "dettaglioStato", Dove: l.libero(&r.DettaglioStato)},
		{Nome: "segnalazioni", Dove: &r.Segnalazioni},
		{Nome: "rpt", Dove: &r.RPT, Obbligatorio: !l.Tollerante},
		{Nome: "rt", Dove: &r.RT},
		{Nome: "pendenza", Dove: &r.Pendenza},
	}, &r.Altri)
	l.p.RPP = append(l.p.RPP, r)
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
	w := membri.Scrittura{B: append(b, '{')}
	w.Testo("id", p.ID)
	w.SeTesto("nome", p.Nome)
	w.Testo("stato", string(p.Stato))
	if p.Importo != nil {
		w.Importo("importo", *p.Importo)
	}
	if p.DataRichiesta.IsValid() {
		w.Testo("dataRichiestaPagamento", string(p.DataRichiesta.AppendConZona(nil)))
	}
	w.SeTesto("idSessionePortale", p.IDSessionePortale)
	w.SeTesto("idSessionePsp", p.IDSessionePSP)
	w.SeTesto("pspRedirectUrl", p.PSPRedirectURL)
	w.SeTesto("urlRitorno", p.Richiesta.URLRitorno)
	p.Richiesta.scriviAltro(&w)
	if p.PercorsoPendenze != "" {
		w.Testo("pendenze", p.PercorsoPendenze)
	} else {
		w.ApreElenco("pendenze")
		for _, x := range p.Pendenze {
			w.Crudo("", string(x))
		}
		w.ChiudeElenco()
	}
	p.scriviRPP(&w)
	w.Altri(p.Altri)
	w.Chiude()
	if w.Err != nil {
		return b, w.Err
	}
	return w.B, nil
}

func (p *Pagamento) scriviRPP(w *membri.Scrittura) {
	if p.PercorsoRPP != "" {
		w.Testo("rpp", p.PercorsoRPP)
		return
	}
	w.ApreElenco("rpp")
	for i := range p.RPP {
		r := &p.RPP[i]
		w.Apre("")
		w.Nome("stato")
		w.B = membri.AppendTesto(w.B, r.Stato)
		w.SeTesto("dettaglioStato", r.DettaglioStato)
		w.SeCrudo("segnalazioni", r.Segnalazioni)
		w.SeCrudo("rpt", r.RPT)
		w.SeCrudo("rt", r.RT)
		w.SeCrudo("pendenza", r.Pendenza)
		w.Altri(r.Altri)
		w.Chiude()
	}
	w.ChiudeElenco()
}
