package main

import (
	"errors"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// errSenzaRisposta is a body that answers the platform with nothing, or with something
// else than what it was asked.
var errSenzaRisposta = errors.New("l'ente non ha risposto alla piattaforma")

// chiedi is the verification that a PSP asks for a notice, and why it is refused,
// nil when it is not. The debt is nil when there is none.
func (b *banco) chiedi(numero, ente string, adesso time.Time) (*debito, *nodo.FaultBean, error) {
	d, m, err := b.interroga(&rpt.PaVerifyPaymentNotice{IDPA: ente, IDBrokerPA: dominio.String(), IDStation: stazione, QRCode: rpt.QRCode{FiscalCode: ente, NoticeNumber: numero}}, adesso)
	switch m := m.(type) {
	case *rpt.PaVerifyPaymentNoticeRisposta:
		return d, m.Fault, nil
	case *rpt.FaultSOAP:
		return nil, rifiutoLocale(numero), nil
	}
	return nil, nil, errors.Join(errSenzaRisposta, err)
}

// rifiutoLocale is what a PSP says of a number that no message can carry: it asks
// nobody.
func rifiutoLocale(numero string) *nodo.FaultBean {
	r := pendenza.RichiestaVerifica{NumeroAvviso: numero, Connettore: pendenza.ConnettoreAssente}
	return r.Decidi().Fault(dominio.String())
}

// interroga carries a question of the platform to the body and the answer back, each
// in its envelope. What the schema of the question refuses comes back as a soap:Fault,
// and the body hears nothing of it.
func (b *banco) interroga(domanda rpt.Messaggio, adesso time.Time) (*debito, rpt.Messaggio, error) {
	andata, err := rpt.AppendBusta(nil, domanda)
	if err != nil {
		return nil, rpt.Busta{}.Rifiuta(nil), nil
	}
	d, ritorno, err := b.riceve(andata, adesso)
	if err != nil {
		return nil, nil, err
	}
	risposta, err := rpt.ParseBusta(ritorno, "")
	return d, risposta.Messaggio, err
}

// enteNodo is the body as it is registered with the platform.
func (b *banco) enteNodo() *pendenza.EntePA {
	return &pendenza.EntePA{Ente: b.ente, Entrate: entrata, Categoria: entrataGenerica, Stazioni: []pendenza.Stazione{{IDStazione: stazione, Intermediario: dominio.String(), Numerazioni: []avviso.Configurazione{numerazione}}}}
}

// riceve is the door of the body: the envelope of a question about a notice, and the
// one of its answer. The debt is nil when there is none.
func (b *banco) riceve(xml []byte, adesso time.Time) (*debito, []byte, error) {
	r := pendenza.RichiestaNodo{Ente: b.enteNodo(), Verifica: pendenza.RichiestaVerifica{Connettore: pendenza.ConnettoreAssente, Adesso: adesso}}
	r.Busta, r.Lettura = rpt.ParseBusta(xml, "")
	d := b.perMessaggio(r.Busta.Messaggio)
	if d != nil {
		r.Verifica.Pendenza, r.Verifica.AlternativaPagata = &d.p, pendenza.AlternativaPagata(&d.p, b.documento(d))
	}
	risposta := r.Decidi()
	if risposta.Decisione.Pendenza == nil {
		d = nil
	}
	m := risposta.Messaggio
	if d != nil && risposta.Fault == nil {
		// The platform lets a notice be paid once at a time. This body is stricter: it
		// waits for its own attempts too, whoever began them.
		if v := b.verifica(d, adesso); v.Esito == pendenza.InCorso {
			m = r.Busta.Rifiuta(v.Fault(dominio.String()))
		}
	}
	busta, err := rpt.AppendBusta(nil, m)
	return d, busta, err
}

// perMessaggio finds the position that a question is about, nil when there is none.
func (b *banco) perMessaggio(m rpt.Messaggio) *debito {
	numero := ""
	switch m := m.(type) {
	case *rpt.PaVerifyPaymentNotice:
		numero = m.QRCode.NoticeNumber
	case *rpt.PaGetPayment:
		numero = m.QRCode.NoticeNumber
	case *rpt.PaaAttivaRPT:
		if iuv, err := avviso.ParseIUV(m.IdentificativoUnivocoVersamento); err == nil {
			if n, err := iuv.NumeroAvviso(numerazione); err == nil {
				return b.perAvviso(n)
			}
		}
	}
	n, err := avviso.ParseNumeroAvviso(numero)
	if err != nil {
		return nil
	}
	return b.perAvviso(n)
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
// (paGetPaymentV2) and the attempt is pending from then on.
func (b *banco) attiva(numero, ente string, adesso time.Time) (*pagamento, error) {
	d, m, err := b.interroga(&rpt.PaGetPayment{
		Versione: rpt.V2, IDPA: ente, IDBrokerPA: dominio.String(), IDStation: stazione, QRCode: rpt.QRCode{FiscalCode: ente, NoticeNumber: numero},
	}, adesso)
	risposta, ok := m.(*rpt.PaGetPaymentRisposta)
	if _, fault := m.(*rpt.FaultSOAP); fault {
		risposta, ok = &rpt.PaGetPaymentRisposta{Fault: rifiutoLocale(numero)}, true
	}
	if err != nil || !ok {
		return nil, errors.Join(errSenzaRisposta, err)
	}
	if risposta.Fault != nil {
		return nil, rifiutoPSP(risposta.Fault)
	}
	xml, err := rpt.AppendXML(nil, risposta)
	if err != nil {
		return nil, err
	}
	p := &pagamento{id: b.codice(32), numero: len(d.pagamenti) + 1, tipo: 3, debito: d, psp: &pspAvviso, iniziato: adesso, stato: rpt.StatoRPTAttivata, nodo: nodo.Start}
	if err := d.applica(pendenza.AvviaTentativo{IUV: d.p.IUV, CCP: p.id, Adesso: adesso}, adesso); err != nil {
		return nil, err
	}
	// What the receipt is compared with is what was sent.
	p.richiesta = *risposta.Data
	p.aggiungi("paGetPaymentV2Response", "Risposta dell'ente alla richiesta del PSP (paGetPaymentV2)", xml)
	d.annota(adesso, p.numero, macchinaRPT, "Attiva", "", p.stato.String(), "")
	d.pagamenti, b.ordine, b.pagamenti[p.id] = append(d.pagamenti, p), append(b.ordine, p), p
	return p, p.alNodo(adesso, nodo.RPTRichiestaAttivazione, nodo.RPTAttivazioneAccettataNodo, nodo.RPTAttivataPA)
}

// attivaStorico starts a payment at the PSP in the older model: the platform asks for
// the RPT of a notice (paaAttivaRPT), the body sends it, and an RT comes back.
func (b *banco) attivaStorico(numero, ente string, adesso time.Time) (*pagamento, error) {
	n, err := avviso.ParseNumeroAvviso(numero)
	if err != nil {
		return nil, rifiutoPSP(rifiutoLocale(numero))
	}
	ccp := b.codice(16)
	domanda := &rpt.PaaAttivaRPT{
		Intestazione: rpt.Intestazione{
			IdentificativoIntermediarioPA: dominio.String(), IdentificativoStazioneIntermediarioPA: stazione, IdentificativoDominio: ente,
			IdentificativoUnivocoVersamento: n.IUV().String(), CodiceContestoPagamento: ccp,
		},
		IdentificativoPSP: pspAvviso.Codice, IdentificativoIntermediarioPSP: pspAvviso.Codice, IdentificativoCanalePSP: pspAvviso.Codice + "_01",
	}
	if d := b.perAvviso(n); d != nil {
		domanda.DatiPagamentoPSP.ImportoSingoloVersamento = d.p.Importo
	}
	d, m, err := b.interroga(domanda, adesso)
	risposta, ok := m.(*rpt.PaaAttivaRPTRisposta)
	if _, fault := m.(*rpt.FaultSOAP); fault {
		return nil, rifiutoPSP(rifiutoLocale(numero))
	}
	if err != nil || !ok {
		return nil, errors.Join(errSenzaRisposta, err)
	}
	if risposta.Fault != nil {
		return nil, rifiutoPSP(risposta.Fault)
	}
	p, err := b.tentaRPT(d, 3, ccp, adesso)
	if err != nil {
		return nil, err
	}
	p.storico, p.psp, p.alPSP = true, &pspAvviso, adesso
	if err := p.alNodo(adesso, nodo.RPTRichiestaAttivazione, nodo.RPTAttivazioneAccettataNodo, nodo.RPTAttivataPA,
		nodo.RPTRicevutaNodo, nodo.RPTAccettataNodo, nodo.RPTInviataAPSP, nodo.RPTAccettataPSP); err != nil {
		return nil, err
	}
	return p, p.allEnte(adesso, rpt.EventoNodoOK, rpt.EventoRPTInviataAPSP, rpt.EventoRPTAccettataPSP)
}

// rifiutoPSP is the page of the counter for a refusal of the body.
func rifiutoPSP(f *nodo.FaultBean) error {
	return &rifiuto{
		Stato: 409, Titolo: titoloFault(f.FaultCode), Testo: testoFault(f), Codice: string(f.FaultCode), Vai: "/psp", Invito: "Torna al punto di pagamento",
	}
}

// titoloFault is what the counter says of a refusal of the body.
func titoloFault(f nodo.FaultCode) string {
	for esito, codice := range map[pendenza.EsitoVerifica]nodo.FaultCode{
		pendenza.VerificaAnnullata: nodo.PAAPagamentoAnnullato, pendenza.GiaPagata: nodo.PAAPagamentoDuplicato, pendenza.VerificaScaduta: nodo.PAAPagamentoScaduto,
		pendenza.Sconosciuta: nodo.PAAPagamentoSconosciuto, pendenza.InCorso: nodo.PAAPagamentoInCorso,
	} {
		if codice == f {
			return titoliVerifica[esito]
		}
	}
	return titoliVerifica[pendenza.VerificaErrore]
}

func testoFault(f *nodo.FaultBean) string {
	return strings.TrimSpace(f.FaultString + " " + f.Description)
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
		FiscalCode: dominio, IDPSP: p.psp.Codice, PSPCompanyName: p.psp.Nome, IDChannel: p.psp.Codice + "_01", ChannelDescription: p.psp.canale,
		PaymentMethod: p.psp.metodo, PaymentDateTime: adesso, Bollo: marcaDaBollo,
	})
	if err != nil {
		return err
	}
	andata, err := rpt.AppendBusta(nil, &r)
	if err != nil {
		return err
	}
	ritorno, err := b.riceveRicevuta(p, andata, adesso)
	if err != nil {
		return err
	}
	risposta, err := rpt.ParseBusta(ritorno, "")
	if m, ok := risposta.Messaggio.(*rpt.RispostaPA); err != nil || !ok {
		return errors.Join(errSenzaRisposta, err)
	} else if m.Fault != nil {
		return &rifiuto{Stato: 500, Titolo: "Ricevuta rifiutata", Testo: testoFault(m.Fault), Codice: string(m.Fault.FaultCode)}
	}
	return nil
}

// riceveRicevuta is the body's side of paSendRTV2: the envelope of a receipt, and the
// one of its answer.
func (b *banco) riceveRicevuta(p *pagamento, busta []byte, quando time.Time) ([]byte, error) {
	r := pendenza.RichiestaNodo{Ente: b.enteNodo(), Ricevuta: rpt.AttesaRicevuta{
		Tipo: rpt.RichiestaPaGetPaymentV2, Richiesta: &p.richiesta, Posizione: true, Acquisita: p.ricevuto(),
	}}
	r.Busta, r.Lettura = rpt.ParseBusta(busta, "")
	risposta := r.Decidi()
	if m, ok := r.Busta.Messaggio.(*rpt.PaSendRT); ok && risposta.Ricevuta.Accettata() {
		if err := p.acquisisci(m, risposta.Ricevuta, quando); err != nil {
			return nil, err
		}
	}
	return rpt.AppendBusta(nil, risposta.Messaggio)
}

// acquisisci takes an accepted receipt.
func (p *pagamento) acquisisci(m *rpt.PaSendRT, r rpt.Risposta, quando time.Time) error {
	e, err := pendenza.RicevutaPA(&m.Receipt)
	if err != nil {
		return err
	}
	xml, err := rpt.AppendXML(nil, m)
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
	if err := p.allEnte(quando, r.Evento); err != nil {
		return err
	}
	return p.carrello.aggiorna(quando)
}
