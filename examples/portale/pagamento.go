package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// scelta is what the citizen wants the simulated PSP to answer.
type scelta string

const (
	sceltaEseguito    scelta = "eseguito"
	sceltaNonEseguito scelta = "non-eseguito"
	sceltaParziale    scelta = "parziale"
	sceltaDecorrenza  scelta = "decorrenza"
	sceltaDecParziale scelta = "decorrenza-parziale"
	sceltaAnnulla     scelta = "annulla" // leaves without choosing
)

// possibile is a choice, as the page of the PSP offers it.
type possibile struct {
	Scelta     scelta
	Nome, Nota string
	esito      rpt.CodiceEsitoPagamento
	ritorno    sessione.EsitoRitorno
}

// scelte gives each choice its outcome, and what the PSP says on the way back,
// which is indicative. Leaving has no outcome: the session expires.
var scelte = []possibile{
	{sceltaEseguito, "Pagamento eseguito", "Il PSP incassa l'intero importo.", rpt.PagamentoEseguito, sessione.EsitoOK},
	{sceltaNonEseguito, "Pagamento non eseguito", "Il PSP non incassa nulla.", rpt.PagamentoNonEseguito, sessione.EsitoErrore},
	{sceltaParziale, "Pagamento parzialmente eseguito", "Il PSP incassa la prima voce e non le altre.", rpt.PagamentoParzialmenteEseguito, sessione.EsitoOK},
	{sceltaDecorrenza, "Decorrenza termini", "Il PSP non risponde: dopo 90 giorni il Nodo chiude il pagamento.", rpt.DecorrenzaTermini, sessione.EsitoDifferito},
	{sceltaDecParziale, "Decorrenza termini parziale", "Il PSP incassa la prima voce e delle altre non dice più nulla: dopo 90 giorni il Nodo chiude il pagamento.", rpt.DecorrenzaTerminiParziale, sessione.EsitoDifferito},
	{sceltaAnnulla, "Annulla senza scegliere", "Alla scadenza della sessione, dopo 5 minuti, il PSP risponde che il pagamento non è eseguito.", "", sessione.EsitoErrore},
}

// documento is a message that can be downloaded.
type documento struct {
	Nome  string // of the file
	Cosa  string
	corpo []byte
}

// pagamento is an attempt to pay a debt.
type pagamento struct {
	id       string // idPagamento of the session, or paymentToken
	numero   int    // among the attempts of the debt, from 1
	tipo     int    // 1 or 2, started at the body; 3, started at the PSP
	debito   *debito
	psp      *prestatore // nil until it is chosen
	iniziato time.Time
	alPSP    time.Time    // types 1 and 2: when the citizen reached the PSP
	storico  bool         // type 3 of the older model: with an RPT and an RT
	email    string       // where the RT is sent, "" when the citizen did not say
	stato    rpt.StatoRpt // at the body
	nodo     nodo.Stato   // at the Nodo
	esito    rpt.CodiceEsitoPagamento
	iur      string
	concluso time.Time // when the receipt came, or the attempt expired

	scelta scelta // "" until the citizen chooses
	deciso time.Time

	sessione  sessione.Sessione // types 1 and 2
	rpt       rpt.RPT           // types 1, 2, and 3 of the older model
	ritorno   string            // types 1 and 2: where the PSP sends the citizen back
	richiesta rpt.Pagamento     // type 3: the answer to paGetPayment
	rifiutato bool              // type 3: the PSP did not collect
	carrello  *carrello         // of Checkout, which paid the notice; nil for any other PSP
	consegna  time.Time         // Checkout: when a late receipt comes, zero for at once

	documenti []documento // the receipt last
}

// nuovo reports whether the attempt is of the newer model, which has neither RPT nor RT.
func (p *pagamento) nuovo() bool { return p.tipo == 3 && !p.storico }

// ricevuto reports whether the receipt is in.
func (p *pagamento) ricevuto() bool { return p.stato.Finale() }

// aperto reports whether something may still happen by itself.
func (p *pagamento) aperto() bool { return p.concluso.IsZero() }

// tentativo is the attempt as a session sums it.
func (p *pagamento) tentativo() rpt.Tentativo { return rpt.Tentativo{Stato: p.stato, Esito: p.esito} }

// documento finds a message by its file name.
func (p *pagamento) documento(nome string) (*documento, error) {
	for i := range p.documenti {
		if p.documenti[i].Nome == nome {
			return &p.documenti[i], nil
		}
	}
	return nil, &rifiuto{Stato: 404, Titolo: "Documento sconosciuto", Testo: "Questo pagamento non ha un documento con questo nome."}
}

func (p *pagamento) aggiungi(nome, cosa string, corpo []byte) {
	iuv := p.debito.p.IUV.String()
	p.documenti = append(p.documenti, documento{nome + "_" + dominio.String() + "_" + iuv + "_" + p.id + ".xml", cosa, corpo})
}

// alNodo moves the attempt at the Nodo through some states.
func (p *pagamento) alNodo(quando time.Time, stati ...nodo.Stato) error {
	for _, s := range stati {
		dopo, err := nodo.Applica(p.nodo, s, &nodo.Contesto{})
		if err != nil {
			return err
		}
		p.debito.annota(quando, p.numero, macchinaNodo, s.Descrizione(), p.nodo.String(), dopo.String(), "")
		p.nodo = dopo
	}
	return nil
}

// allEnte moves the attempt at the body through some events.
func (p *pagamento) allEnte(quando time.Time, eventi ...rpt.EventoRpt) error {
	for _, e := range eventi {
		dopo, err := rpt.ApplicaRpt(p.stato, e, &rpt.ContestoRpt{NuovoModello: p.nuovo()})
		if err != nil {
			return err
		}
		p.debito.annota(quando, p.numero, macchinaRPT, e.String(), p.stato.String(), dopo.String(), "")
		p.stato = dopo
	}
	return nil
}

// inSessione takes a new value of the session.
func (p *pagamento) inSessione(quando time.Time, evento, nota string, s sessione.Sessione, err error) error {
	if err != nil {
		return err
	}
	p.debito.annota(quando, p.numero, macchinaSessione, evento, p.sessione.CodiceStato.String(), s.CodiceStato.String(), nota)
	p.sessione = s
	return nil
}

// prossimo returns when time alone brings something to the attempt.
func (p *pagamento) prossimo() (time.Time, bool) {
	switch {
	case !p.aperto():
		return time.Time{}, false
	case p.nuovo() && !p.consegna.IsZero():
		return p.consegna, true
	case p.nuovo():
		return rpt.ScadenzaTentativo.Da(p.iniziato), true
	case p.scelta == sceltaDecorrenza || p.scelta == sceltaDecParziale:
		return rpt.ScadenzaConservazione.Da(p.iniziato), true
	case p.alPSP.IsZero(): // still before the PSP, whose five minutes have not begun
		return rpt.ScadenzaToken.Da(p.iniziato), true
	case p.scelta == "" || p.scelta == sceltaAnnulla:
		return rpt.ScadenzaSessionePSP.Da(p.alPSP), true
	}
	return p.deciso.Add(p.psp.attesa), true
}

// scelte are the receipts that the PSP may simulate for the attempt; leaving has a
// button of its own.
func (p *pagamento) scelte() (s []possibile) {
	for _, x := range scelte {
		if x.Scelta != sceltaAnnulla && ammessa(p, x.Scelta) {
			s = append(s, x)
		}
	}
	return s
}

// scatta lets happen what time brings at an instant.
func (b *banco) scatta(p *pagamento, quando time.Time) error {
	if p.nuovo() && !p.consegna.IsZero() {
		return b.paga(p, true, quando)
	}
	if p.nuovo() {
		p.concluso = quando
		return errors.Join(p.allEnte(quando, rpt.EventoTimeout), p.carrello.aggiorna(quando))
	}
	if p.alPSP.IsZero() {
		return b.consegnaRT(p, rpt.PagamentoNonEseguito, quando)
	}
	var voluto rpt.CodiceEsitoPagamento
	for _, s := range scelte {
		if s.Scelta == p.scelta {
			voluto = s.esito
		}
	}
	esito, pronto := sessione.EsitoSimulato(voluto, p.alPSP, quando)
	if !pronto {
		return fmt.Errorf("pagamento %s: nessun esito alle %v", p.id, quando)
	}
	return b.consegnaRT(p, esito, quando)
}

// nonPagabile is the refusal that a verification gives.
func nonPagabile(d *debito, v pendenza.Decisione) error {
	r := &rifiuto{Stato: 409, Titolo: titoliVerifica[v.Esito], Testo: v.Descrizione, Codice: string(v.FaultCode), Vai: "/debito/" + d.p.IDPendenza, Invito: "Torna al debito"}
	if r.Titolo == "" {
		r.Titolo = "Il debito non è pagabile"
	}
	return r
}

var titoliVerifica = map[pendenza.EsitoVerifica]string{
	pendenza.VerificaAnnullata: "Il debito è annullato",
	pendenza.GiaPagata:         "Il debito è già pagato",
	pendenza.VerificaScaduta:   "Il debito è scaduto",
	pendenza.Sconosciuta:       "Il debito non esiste",
	pendenza.InCorso:           "Un pagamento è già in corso",
	pendenza.VerificaErrore:    "Il codice dell'avviso non è valido",
}
