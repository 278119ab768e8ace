package main

import (
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// chiedi is the verification that a PSP asks for a notice. The debt is nil when
// there is none.
func (b *banco) chiedi(numero, ente string, adesso time.Time) (*debito, pendenza.Decisione) {
	r := pendenza.RichiestaVerifica{NumeroAvviso: numero, Connettore: pendenza.ConnettoreAssente, Adesso: adesso}
	if ente != dominio.String() {
		r.Anagrafica = nodo.PAAIDDominioErrato
	}
	var d *debito
	if n, err := avviso.ParseNumeroAvviso(numero); err == nil {
		if d = b.perAvviso(n); d != nil {
			r.Pendenza, r.AlternativaPagata = &d.p, pendenza.AlternativaPagata(&d.p, b.documento(d))
		}
	}
	v := r.Decidi()
	if v.Pendenza == nil {
		d = nil
	}
	return d, v
}

// leggiAvviso takes what a citizen types, or a reader reads: the text of the QR
// code, or the number with its blanks.
func leggiAvviso(testo, ente string) (numero, codiceEnte string) {
	testo = strings.TrimSpace(testo)
	if q, _, err := avviso.LeggiQRCode(testo); err == nil {
		return q.NumeroAvviso.String(), q.IdDominio.String()
	}
	return strings.Join(strings.Fields(testo), ""), strings.Join(strings.Fields(ente), "")
}

// attiva starts a payment at the PSP: the platform asks the body what to pay
// (paGetPayment) and the attempt is pending from then on.
func (b *banco) attiva(numero, ente string, adesso time.Time) (*pagamento, error) {
	d, v := b.chiedi(numero, ente, adesso)
	if v.Esito != pendenza.Pagabile {
		titolo := titoliVerifica[v.Esito]
		return nil, &rifiuto{Stato: 409, Titolo: titolo, Testo: v.Descrizione, Codice: string(v.FaultCode), Vai: "/psp", Invito: "Torna al punto di pagamento"}
	}
	p := &pagamento{id: b.codice(32), numero: len(d.pagamenti) + 1, tipo: 3, debito: d, psp: &pspAvviso, iniziato: adesso, stato: rpt.StatoRPTAttivata, nodo: nodo.Start}
	richiesta, err := b.richiestaPagamento(d, adesso)
	if err != nil {
		return nil, err
	}
	risposta := rpt.PaGetPaymentRisposta{Versione: rpt.V2, Outcome: rpt.OutcomeOK, Data: &richiesta}
	xml, err := risposta.AppendXML(nil)
	if err != nil {
		return nil, err
	}
	// What the receipt is compared with is what was sent.
	letta, err := rpt.ParsePaGetPaymentRisposta(xml)
	if err != nil {
		return nil, err
	}
	if err := d.applica(pendenza.AvviaTentativo{IUV: d.p.IUV, CCP: p.id, Adesso: adesso}, adesso); err != nil {
		return nil, err
	}
	p.richiesta = *letta.Data
	p.aggiungi("paGetPaymentV2Response", "Risposta dell'ente alla richiesta del PSP (paGetPaymentV2)", xml)
	d.annota(adesso, p.numero, macchinaRPT, "Attiva", "", p.stato.String(), "")
	d.pagamenti, b.ordine, b.pagamenti[p.id] = append(d.pagamenti, p), append(b.ordine, p), p
	return p, p.alNodo(adesso, nodo.RPTRichiestaAttivazione, nodo.RPTAttivazioneAccettataNodo, nodo.RPTAttivataPA)
}

// richiestaPagamento is what the body answers to paGetPaymentV2.
func (b *banco) richiestaPagamento(d *debito, adesso time.Time) (rpt.Pagamento, error) {
	dati := rpt.DatiRPT{
		Stazione: stazione, IdentificativoMessaggio: "RPT" + b.codice(16), DataOra: adesso, Autenticazione: rpt.AutenticazioneNA,
		Ente: b.enteBeneficiario(), DataEsecuzione: d.p.DataScadenza, TipoVersamento: rpt.VersamentoPO,
	}
	if err := d.p.CompletaRPT(&dati, nil); err != nil {
		return rpt.Pagamento{}, err
	}
	r, err := rpt.NuovaRPT(dati)
	if err != nil {
		return rpt.Pagamento{}, err
	}
	g := r.Pagamento()
	g.Description, g.DueDate = d.p.Causale, d.p.DataScadenza
	for i := range g.TransferList {
		t := &g.TransferList[i]
		t.CompanyName = b.ente.Nome
		if v := &d.p.Voci[i]; v.TipoBollo != "" {
			t.RichiestaMarcaDaBollo = &rpt.RichiestaMarcaDaBollo{HashDocumento: v.HashDocumento, TipoBollo: rpt.BolloImposta, ProvinciaResidenza: v.ProvinciaResidenza}
		}
	}
	return g, nil
}

// paga ends a payment at the PSP: it collects, and the receipt reaches the body
// at once; or it does not, and the body hears nothing until the attempt expires.
// The same answer again changes nothing.
func (b *banco) paga(p *pagamento, incassa bool, adesso time.Time) error {
	switch {
	case p.ricevuto() && incassa, p.rifiutato && !incassa:
		return nil
	case p.ricevuto() || p.rifiutato || !p.aperto():
		return giaConcluso(p)
	}
	if err := p.alNodo(adesso, nodo.RPTRicevutaNodo, nodo.RPTAccettataNodo, nodo.RPTInviataAPSP); err != nil {
		return err
	}
	if !incassa {
		p.rifiutato = true
		return p.alNodo(adesso, nodo.RPTRifiutataPSP)
	}
	if err := p.alNodo(adesso, nodo.RPTAccettataPSP); err != nil {
		return err
	}
	r, err := rpt.NuovaRicevuta(&p.richiesta, rpt.DatiRicevuta{
		Versione: rpt.V2, IDPA: dominio.String(), IDBrokerPA: dominio.String(), IDStation: stazione, ReceiptID: p.id, NoticeNumber: p.debito.p.NumeroAvviso,
		FiscalCode: dominio, IDPSP: p.psp.Codice, PSPCompanyName: p.psp.Nome, IDChannel: p.psp.Codice + "_01", ChannelDescription: "TABACCHERIA",
		PaymentMethod: "cash", PaymentDateTime: adesso, Bollo: marcaDaBollo,
	})
	if err != nil {
		return err
	}
	xml, err := r.AppendXML(nil)
	if err != nil {
		return err
	}
	return p.riceveRicevuta(xml, adesso)
}

// riceveRicevuta is the body's side of paSendRTV2.
func (p *pagamento) riceveRicevuta(xml []byte, quando time.Time) error {
	letta, errLettura := rpt.ParseRicevuta(xml)
	r := rpt.RispondiPaSendRT(&letta, errLettura, rpt.AttesaRicevuta{
		Tipo: rpt.RichiestaPaGetPaymentV2, Richiesta: &p.richiesta, Posizione: true,
		IDPA: dominio.String(), IDBrokerPA: dominio.String(), IDStation: stazione, Acquisita: p.ricevuto(),
	})
	if r.FaultCode != "" {
		return &rifiuto{Stato: 500, Titolo: "Ricevuta rifiutata", Testo: r.Descrizione, Codice: string(r.FaultCode)}
	}
	e, err := pendenza.RicevutaPA(&letta.Receipt)
	if err != nil {
		return err
	}
	if err := p.debito.applica(e, quando); err != nil {
		return err
	}
	p.esito, p.iur, p.concluso = e.Esito, p.id, quando
	p.aggiungi("paSendRTV2", "Ricevuta di pagamento (paSendRTV2)", xml)
	if err := p.alNodo(quando, nodo.RTRicevutaNodo, nodo.RTAccettataNodo, r.Codice); err != nil {
		return err
	}
	return p.allEnte(quando, r.Evento)
}
