package main

import (
	"net/mail"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// inizia starts a payment at the body: the checks of a portal, the attempt, the
// RPT, the session. The RPT is parked at the Nodo until a PSP is chosen.
func (b *banco) inizia(id string, adesso time.Time) (*pagamento, error) {
	d, err := b.debito(id)
	if err != nil {
		return nil, err
	}
	if v := b.verifica(d, adesso); v.Esito != pendenza.Pagabile {
		return nil, nonPagabile(d, v)
	}
	if c := pendenza.RifiutoPortale(&d.p, true, avviso.DataDi(adesso)); c != "" {
		return nil, &rifiuto{Stato: 409, Titolo: "Il debito non è pagabile", Testo: c.Testo(), Codice: string(c)}
	}
	carrello := sessione.Carrello{Pendenze: []sessione.Elemento{{IDA2A: d.p.IDA2A, IDPendenza: d.p.IDPendenza}}}
	if err := carrello.Valida(nil); err != nil {
		return nil, err
	}
	p, err := b.tentaRPT(d, 1, b.codice(16), adesso)
	if err != nil {
		return nil, err
	}
	p.sessione = sessione.Avvia(p.id, b.codice(20))
	d.annota(adesso, p.numero, macchinaSessione, "Avvia", "", p.sessione.CodiceStato.String(), "")
	if err := p.alNodo(adesso, nodo.RPTRicevutaNodo, nodo.RPTAccettataNodo, nodo.RPTParcheggiataNodo); err != nil {
		return nil, err
	}
	return p, p.allEnte(adesso, rpt.EventoNodoOK, rpt.EventoRPTParcheggiataNodo)
}

// tentaRPT begins an attempt that has an RPT, and remembers it.
func (b *banco) tentaRPT(d *debito, tipo int, ccp string, adesso time.Time) (*pagamento, error) {
	p := &pagamento{id: b.codice(16), numero: len(d.pagamenti) + 1, tipo: tipo, debito: d, iniziato: adesso, stato: rpt.StatoRPTAttivata, nodo: nodo.Start}
	dati := rpt.DatiRPT{
		Stazione: stazione, IdentificativoMessaggio: "RPT" + b.codice(16), DataOra: adesso, Autenticazione: rpt.AutenticazioneUSR, Ente: b.enteBeneficiario(),
		DataEsecuzione: avviso.DataDi(adesso), TipoVersamento: rpt.VersamentoBBT, CCP: ccp,
	}
	if tipo == 3 {
		dati.TipoVersamento, dati.Autenticazione = rpt.VersamentoPO, rpt.AutenticazioneNA
	}
	if err := d.p.CompletaRPT(&dati, entrata); err != nil {
		return nil, err
	}
	var err error
	if p.rpt, err = rpt.NuovaRPT(dati); err != nil {
		return nil, err
	}
	xml, err := rpt.AppendXML(nil, &p.rpt)
	if err != nil {
		return nil, err
	}
	if err := d.applica(pendenza.AvviaTentativo{IUV: d.p.IUV, CCP: ccp, Adesso: adesso}, adesso); err != nil {
		return nil, err
	}
	p.aggiungi("RPT", "Richiesta di pagamento (RPT)", xml)
	d.pagamenti, b.ordine, b.pagamenti[p.id] = append(d.pagamenti, p), append(b.ordine, p), p
	return p, nil
}

// giaConcluso is the refusal of a step that comes too late.
func giaConcluso(p *pagamento) error {
	return &rifiuto{
		Stato: 409, Titolo: "La sessione di pagamento è conclusa", Testo: "Questo pagamento ha già un esito: la scelta non lo cambia più.",
		Vai: p.pagina(), Invito: "Vai all'esito",
	}
}

// scegliPSP sends the RPT to the PSP. The same choice again changes nothing.
func (b *banco) scegliPSP(p *pagamento, codice string, adesso time.Time) error {
	var scelto *prestatore
	for i := range prestatori {
		if prestatori[i].Codice == codice {
			scelto = &prestatori[i]
		}
	}
	switch {
	case scelto == nil:
		return &rifiuto{Stato: 400, Titolo: "Prestatore sconosciuto", Testo: "Scegli uno dei prestatori dell'elenco.", Vai: "/wisp/" + p.id, Invito: "Torna alla scelta"}
	case p.psp == scelto:
		return nil
	case p.psp != nil:
		return &rifiuto{Stato: 409, Titolo: "Il prestatore è già scelto", Testo: "Il pagamento è presso " + p.psp.Nome + ".", Vai: "/sportello/" + p.id, Invito: "Continua il pagamento"}
	case !p.aperto():
		return giaConcluso(p)
	}
	p.psp, p.tipo = scelto, scelto.Tipo
	if err := p.alNodo(adesso, nodo.RPTInviataAPSP, nodo.RPTAccettataPSP); err != nil {
		return err
	}
	return p.allEnte(adesso, rpt.EventoRPTInviataAPSP, rpt.EventoRPTAccettataPSP)
}

// conferma takes the citizen from the body's page to the PSP, with the address where
// the receipt is wanted; the five minutes of the PSP begin here. Again it changes
// nothing.
func (b *banco) conferma(p *pagamento, email string, adesso time.Time) error {
	switch {
	case p.psp == nil && p.aperto():
		return &rifiuto{Stato: 409, Titolo: "Manca il prestatore", Testo: "Prima di confermare si sceglie il prestatore.", Vai: "/wisp/" + p.id, Invito: "Scegli il prestatore"}
	case !p.alPSP.IsZero() && p.aperto():
		return nil
	case !p.aperto():
		return giaConcluso(p)
	}
	email, err := indirizzoEmail(email, "/conferma/"+p.id)
	if err != nil {
		return err
	}
	p.email, p.alPSP = email, adesso
	return nil
}

// indirizzoEmail takes the address where a receipt is wanted; indietro is the page that
// asked for it.
func indirizzoEmail(s, indietro string) (string, error) {
	s = strings.TrimSpace(s)
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s || len(s) > 254 {
		return "", &rifiuto{Stato: 400, Titolo: "Indirizzo e-mail non valido", Testo: "Serve un indirizzo e-mail a cui mandare la ricevuta.", Vai: indietro, Invito: "Torna alla conferma"}
	}
	return s, nil
}

// scegli takes the receipt that the citizen wants simulated. The same choice
// again changes nothing; another one is refused.
func (b *banco) scegli(p *pagamento, s scelta, adesso time.Time) error {
	switch {
	case p.psp == nil:
		return &rifiuto{Stato: 409, Titolo: "Manca il prestatore", Testo: "Prima di pagare si sceglie il prestatore.", Vai: "/wisp/" + p.id, Invito: "Scegli il prestatore"}
	case p.alPSP.IsZero() && p.aperto():
		return &rifiuto{Stato: 409, Titolo: "Manca la conferma", Testo: "Prima di pagare si conferma il pagamento sul portale dell'ente.", Vai: "/conferma/" + p.id, Invito: "Vai alla conferma"}
	case !ammessa(p, s):
		return &rifiuto{Stato: 400, Titolo: "Scelta non ammessa", Testo: "Questo pagamento non può avere questo esito.", Vai: p.sportello(), Invito: "Torna al pagamento"}
	case p.scelta == s:
		return nil
	case p.scelta != "" || !p.aperto():
		return giaConcluso(p)
	}
	p.scelta, p.deciso = s, adesso
	return nil
}

// ammessa reports whether a choice exists, and fits the debt: only a debt of
// several items can be paid in part.
func ammessa(p *pagamento, s scelta) bool {
	for _, x := range scelte {
		if x.Scelta == s {
			return s != sceltaParziale && s != sceltaDecParziale || len(p.debito.p.Voci) > 1
		}
	}
	return false
}

// urlRitorno is where the PSP sends the citizen back, with its indicative esito.
func (p *pagamento) urlRitorno(base string) (string, error) {
	r := sessione.Ritorno{IDSession: p.sessione.IDSession, IDPagamento: p.id, IdDominio: dominio, Esito: sessione.EsitoDifferito}
	for _, s := range scelte {
		if s.Scelta == p.scelta && p.tipo == 1 {
			r.Esito = s.ritorno
		}
	}
	return sessione.ComponiRitorno(base, r)
}

// torna is the return of the citizen, which proves nothing.
func (b *banco) torna(r sessione.Ritorno, adesso time.Time) (*pagamento, error) {
	p, err := b.pagamento(r.IDPagamento)
	if err != nil {
		return nil, err
	}
	s, err := p.sessione.Ritorna(r)
	if err != nil {
		return nil, &rifiuto{Stato: 400, Titolo: "Ritorno non valido", Testo: "Questo ritorno non appartiene alla sessione."}
	}
	if p.sessione.Esito.IsValid() { // only the first return counts, and is told
		return p, nil
	}
	return p, p.inSessione(adesso, sessione.Ritorna.String(), "esito indicativo "+string(r.Esito), s, nil)
}

// decorre reports whether the Nodo closes the attempt, after ninety days.
func (p *pagamento) decorre() bool {
	return p.scelta == sceltaDecorrenza || p.scelta == sceltaDecParziale
}

// viaggio are the states at the Nodo that bring a receipt to the body.
func (p *pagamento) viaggio() []nodo.Stato {
	switch {
	case p.psp == nil: // left on the page of the choice: the Nodo makes the receipt
		return []nodo.Stato{nodo.RTRicevutaNodo}
	case p.decorre():
		return []nodo.Stato{nodo.RPTDecorsiTermini, nodo.RTAccettataNodo}
	}
	return []nodo.Stato{nodo.RTRicevutaNodo, nodo.RTAccettataNodo}
}

// consegnaRT makes the RT, delivers it to the body as XML, and lets the body
// decide on it.
func (b *banco) consegnaRT(p *pagamento, esito rpt.CodiceEsitoPagamento, quando time.Time) error {
	dati := rpt.DatiRT{Esito: esito, IdentificativoMessaggio: "RT" + b.codice(16), DataOra: quando, Bollo: marcaDaBollo, Attestante: attestanteNodo}
	if p.psp != nil {
		dati.Attestante = p.psp.attestante()
	}
	if esito != rpt.PagamentoNonEseguito && esito != rpt.DecorrenzaTermini {
		p.iur = b.codice(16)
		dati.IUR = p.iur
	}
	if esito == rpt.PagamentoParzialmenteEseguito || esito == rpt.DecorrenzaTerminiParziale {
		dati.Pagate = []int{1}
	}
	rt, err := rpt.NuovaRT(&p.rpt, dati)
	if err != nil {
		return err
	}
	xml, err := rpt.AppendXML(nil, &rt)
	if err != nil {
		return err
	}
	if err := p.alNodo(quando, p.viaggio()...); err != nil {
		return err
	}
	if p.decorre() {
		if err := p.allEnte(quando, rpt.EventoRPTDecorsiTermini); err != nil {
			return err
		}
	}
	return p.riceveRT(xml, quando)
}

// riceveRT is the body's side of a delivery.
func (p *pagamento) riceveRT(xml []byte, quando time.Time) error {
	c := rpt.ConsegnaRT{
		IdentificativoDominio: dominio.String(), IdentificativoIntermediarioPA: dominio.String(), IdentificativoStazioneIntermediarioPA: stazione,
		IdentificativoUnivocoVersamento: p.debito.p.IUV.String(), CodiceContestoPagamento: p.rpt.DatiVersamento.CodiceContestoPagamento,
	}
	c.RT, c.ErroreRT = rpt.ParseRT(xml)
	r := rpt.RispondiPaaInviaRT(c, rpt.AttesaRT{
		RPT: &p.rpt, Stato: p.stato, IdentificativoDominio: dominio.String(), IdentificativoIntermediarioPA: dominio.String(),
		IdentificativoStazioneIntermediarioPA: stazione,
	})
	if r.FaultCode != "" {
		return &rifiuto{Stato: 500, Titolo: "Ricevuta rifiutata", Testo: r.Descrizione, Codice: string(r.FaultCode)}
	}
	e, err := pendenza.RicevutaRT(&c.RT)
	if err != nil {
		return err
	}
	if err := p.debito.applica(e, quando); err != nil {
		return err
	}
	p.esito, p.concluso = c.RT.DatiPagamento.CodiceEsitoPagamento, quando
	p.aggiungi("RT", "Ricevuta telematica (RT)", xml)
	if err := p.allEnte(quando, r.Evento); err != nil {
		return err
	}
	if err := p.alNodo(quando, r.Codice); err != nil {
		return err
	}
	if p.tipo == 3 { // no session of a portal
		return nil
	}
	s, err := p.sessione.Aggiorna([]rpt.Tentativo{p.tentativo()})
	return p.inSessione(quando, "Aggiorna", "somma dei tentativi: "+string(s.Stato()), s, err)
}
