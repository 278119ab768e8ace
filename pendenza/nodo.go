package pendenza

import (
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// RichiestaNodo is all that the answer to a message of the Nodo depends on: the
// message as it was read, and what the body knows.
type RichiestaNodo struct {
	// Busta and Lettura are what rpt.ParseBusta or rpt.LeggiBusta returned.
	Busta   rpt.Busta
	Lettura error
	// Ente is the body that idPA names, nil when it is not served.
	Ente *EntePA
	// Verifica is what is known of the notice: the position, what the application says
	// of it. Notice and creditor are those of the message. Of Tentativi only those block
	// the payment that the body's own portal opened under another IUV, and says so;
	// those under the IUV of the notice never do, because the Nodo serialises a notice
	// and a further paGetPayment takes the place of the one before; nil is none.
	Verifica RichiestaVerifica
	// Servizio is what the body made of the data of a paDemandPaymentNotice.
	Servizio Servizio
	// Ricevuta is what is known of the payment that a receipt is for. The
	// identifiers of the body are those of Ente.
	Ricevuta rpt.AttesaRicevuta
	// RT is what is known of the request that an RT is for, on the same terms.
	RT rpt.AttesaRT
	// Guasto is an internal failure, as a store that does not answer: a PSP is waiting,
	// and is told. Of a receipt or an RT those of Ricevuta and RT say it.
	Guasto error
	// ImportoEsatto says that paaAttivaRPT with another amount than the present one is
	// refused, instead of answered with that.
	ImportoEsatto bool
}

// Servizio is what became of the data of a paDemandPaymentNotice.
type Servizio struct {
	Esito       EsitoServizio
	Descrizione string // the reason of a refusal
}

// EsitoServizio is how a body takes the request of a service. With ServizioAccolto
// the position that it made is RichiestaNodo.Verifica.Pendenza.
type EsitoServizio string

// The values of EsitoServizio.
const (
	ServizioNonGestito EsitoServizio = ""            // the body does not offer it
	ServizioIllegibile EsitoServizio = "ILLEGGIBILE" // the data are not those of the service
	ServizioNonAmmesso EsitoServizio = "NON_AMMESSO" // they can be read, and cannot be accepted
	ServizioAccolto    EsitoServizio = "ACCOLTO"
)

// RispostaNodo is the answer of a body to the Nodo.
type RispostaNodo struct {
	// Decisione is that about the notice, with the position as it is now; with
	// VERIFICA_HOST the application is to be asked, and there is no answer yet. It is
	// zero for a receipt.
	Decisione Decisione
	// Ricevuta is the answer to a receipt or to an RT: what it does to the payment. It is zero for
	// another message.
	Ricevuta rpt.Risposta
	// Fault is that of the answer, nil when it is OK and when there is none.
	Fault *nodo.FaultBean
	// Messaggio is the answer, to be written with rpt.AppendBusta, which takes it. nil
	// with VERIFICA_HOST, and for a receipt with Ricevuta.SenzaRisposta: HTTP 503 with
	// an empty body. A *rpt.FaultSOAP goes with HTTP 500, every other with 200.
	Messaggio rpt.Messaggio
	// Avvertenze are about what the answer leaves out.
	Avvertenze []avviso.Avvertenza
}

// Fault returns the faultBean of a decision, nil with PAGABILE and VERIFICA_HOST: the
// code, its official text, and as description what Descrizione says beyond it. id is
// the idDominio of the body. The zero value, which nobody decided, is
// PAA_SYSTEM_ERROR.
func (d Decisione) Fault(id string) *nodo.FaultBean {
	if d.FaultCode == "" && (d.Esito == Pagabile || d.Esito == VerificaHost) {
		return nil
	}
	f := d.FaultCode
	if f == "" {
		f = nodo.PAASystemError
	}
	dettaglio := strings.TrimSpace(strings.TrimPrefix(d.Descrizione, f.Testo()))
	return &nodo.FaultBean{FaultCode: f, FaultString: f.Testo(), ID: id, Description: dettaglio}
}

// Decidi decides the answer to a message of the Nodo: the first condition that holds.
// For paVerifyPaymentNotice, paGetPayment and paGetPaymentV2:
//
//	the message was not read                       PAA_SINTASSI_EXTRAXSD, with the path and the reason
//	Guasto                                         PAA_SYSTEM_ERROR
//	idPA is not that of the notice, or not served  PAA_ID_DOMINIO_ERRATO
//	idBrokerPA, idStation                          PAA_ID_INTERMEDIARIO_ERRATO, PAA_STAZIONE_INT_ERRATA
//	a number with an aux digit of 4 to 9           PAA_SEMANTICA
//	a code of another archive or station           PAA_PAGAMENTO_SCONOSCIUTO
//	RichiestaVerifica.Decidi                       its fault
//	a stamp in V1, or at a station of V1           PAA_SEMANTICA
//	a position that PagamentoPA refuses            PAA_SYSTEM_ERROR, with the item
//	otherwise                                      OK
//
// paVerifyPaymentNotice changes nothing. paGetPayment opens an attempt, whose key is
// creditor and IUV, in place of one that is pending (AvviaTentativo, NuovoModello): the
// receipt will bring its receiptId. paDemandPaymentNotice has the first four without a notice, then Servizio,
// then the answer of a verification with the notice that was made. paSendRT and
// paSendRTV2 are those of rpt.RispondiPaSendRT.
//
// paaVerificaRPT and paaAttivaRPT name the body and its station in their header and the
// notice by its IUV: the same conditions, but that every pending attempt blocks
// (PAA_PAGAMENTO_IN_CORSO), then RifiutoSANP23; an activation of an attempt that is
// known, PAA_PAGAMENTO_IN_CORSO, and of another amount, with ImportoEsatto,
// PAA_ATTIVA_RPT_IMPORTO_NON_VALIDO. After an activation with OK the body sends the RPT.
// paaInviaRT is that of rpt.RispondiPaaInviaRT.
//
// Sources: GovPay, PagamentiTelematiciCCPImpl; pagoPA, Gestione degli errori,
// "Nodo → EC"; SANP 3.12, "Integrazione tramite API sincrone".
func (r *RichiestaNodo) Decidi() RispostaNodo {
	if r == nil {
		r = new(RichiestaNodo)
	}
	d := decisoreNodo{RichiestaNodo: *r}
	if m := r.Busta.Messaggio; m != nil && rpt.Elemento(m) == "" {
		d.Busta.Messaggio = nil // a nil pointer, or an edition that is none
	}
	return d.decidi()
}

func (d *decisoreNodo) decidi() RispostaNodo {
	b := &d.Busta
	if m, ok := b.Messaggio.(*rpt.PaSendRT); ok || b.Primitiva == rpt.PrimitivaPaSendRT || b.Primitiva == rpt.PrimitivaPaSendRTV2 {
		return d.ricevuta(m)
	}
	if b.Primitiva == rpt.PrimitivaPaaInviaRT {
		return d.consegna()
	}
	if d.Lettura != nil || b.Messaggio == nil {
		return d.illeggibile()
	}
	if d.Guasto != nil {
		return d.rifiuta(fault(VerificaErrore, nodo.PAASystemError, d.Guasto.Error()), idPA(b.Messaggio))
	}
	switch m := b.Messaggio.(type) {
	case *rpt.PaVerifyPaymentNotice:
		return d.avviso(m.IDPA, m.IDBrokerPA, m.IDStation, m.QRCode, d.verifica)
	case *rpt.PaGetPayment:
		return d.avviso(m.IDPA, m.IDBrokerPA, m.IDStation, m.QRCode, func(p *Pendenza, _ *Stazione) (rpt.Messaggio, error) {
			return d.pagamento(p, m)
		})
	case *rpt.PaDemandPaymentNotice:
		return d.domanda(m)
	case *rpt.PaaVerificaRPT:
		return d.vecchio(&m.Intestazione, nil)
	case *rpt.PaaAttivaRPT:
		return d.vecchio(&m.Intestazione, m)
	}
	return d.rifiuta(fault(VerificaErrore, nodo.PAASystemError, "operazione non disponibile"), "")
}

// decisoreNodo is one answer being decided.
type decisoreNodo struct {
	RichiestaNodo
	avvertenze []avviso.Avvertenza
}

// rifiuta is the answer to a message that is refused. id is the body it was for.
func (d *decisoreNodo) rifiuta(v Decisione, id string) RispostaNodo {
	id = strings.TrimSpace(id)
	if id == "" && d.Ente != nil && d.Ente.Ente.IdDominio.IsValid() {
		id = d.Ente.Ente.IdDominio.String()
	}
	if id == "" {
		id = "SCONOSCIUTO"
	}
	f := v.Fault(id)
	return RispostaNodo{Decisione: v, Fault: f, Messaggio: d.Busta.Rifiuta(f), Avvertenze: d.avvertenze}
}

// illeggibile is the answer to a message that was not read.
func (d *decisoreNodo) illeggibile() RispostaNodo {
	return d.rifiuta(fault(VerificaErrore, d.Busta.Sintassi(d.Lettura), motivoLettura(d.Lettura)), idPA(d.Busta.Messaggio))
}

// motivoLettura is the path of what is wrong, and why, without its value.
func motivoLettura(err error) string {
	if err == nil {
		return "messaggio assente"
	}
	r, ok := avviso.RilievoDi(err)
	if !ok {
		return err.Error()
	}
	return errore.Rilievo("", r.Campo, "", r.Riga, r.Colonna, r.Testo)
}

// idPA returns the body that a message is for, as far as it was read.
func idPA(m rpt.Messaggio) string {
	switch m := m.(type) {
	case *rpt.PaVerifyPaymentNotice:
		return m.IDPA
	case *rpt.PaGetPayment:
		return m.IDPA
	case *rpt.PaDemandPaymentNotice:
		return m.IDPA
	case *rpt.PaSendRT:
		return m.IDPA
	case *rpt.PaaVerificaRPT:
		return m.IdentificativoDominio
	case *rpt.PaaAttivaRPT:
		return m.IdentificativoDominio
	}
	return ""
}

// avviso decides about a notice that exists, and answers with what costruisci makes.
func (d *decisoreNodo) avviso(
	idPA, idBrokerPA, idStation string, q rpt.QRCode, costruisci func(*Pendenza, *Stazione) (rpt.Messaggio, error),
) RispostaNodo {
	s, f, motivo := d.Ente.identificativi(idPA, idBrokerPA, idStation)
	if f == "" && q.FiscalCode != idPA {
		f, motivo = nodo.PAAIDDominioErrato, "fiscalCode "+q.FiscalCode
	}
	if f != "" {
		return d.rifiuta(fault(VerificaErrore, f, motivo), idPA)
	}
	if n, err := avviso.ParseNumeroAvviso(q.NoticeNumber); err == nil && !s.ammette(n) {
		return d.rifiuta(fault(Sconosciuta, nodo.PAAPagamentoSconosciuto, ""), idPA)
	}
	r := d.Verifica
	r.NumeroAvviso, r.IdDominio, r.Anagrafica = q.NoticeNumber, d.Ente.Ente.IdDominio, ""
	r.Tentativi = bloccanti(r.Tentativi, q.NoticeNumber)
	return d.concludi(r.Decidi(), idPA, func(p *Pendenza) (rpt.Messaggio, error) { return costruisci(p, s) })
}

// bloccanti returns the attempts under another IUV than that of the notice, never nil.
func bloccanti(tentativi []Tentativo, numeroAvviso string) []Tentativo {
	n, _ := avviso.ParseNumeroAvviso(numeroAvviso)
	altri := []Tentativo{}
	for _, t := range tentativi {
		if t.IUV.IsValid() && n.IsValid() && t.IUV != n.IUV() {
			altri = append(altri, t)
		}
	}
	return altri
}

// errBollo is a stamp that a station of V1 cannot ask for.
var errBollo = nonRispondibile("voci", "", "Il versamento contiene una marca da bollo telematica")

// concludi answers with a decision: with what costruisci makes of a position that can
// be paid.
func (d *decisoreNodo) concludi(v Decisione, id string, costruisci func(*Pendenza) (rpt.Messaggio, error)) RispostaNodo {
	if v.Esito == VerificaHost {
		return RispostaNodo{Decisione: v}
	}
	if v.Esito != Pagabile {
		return d.rifiuta(v, id)
	}
	m, err := costruisci(v.Pendenza)
	if err == nil {
		_, err = rpt.AppendXML(nil, m) // what the schema refuses of a position that nobody validated
	}
	if err == nil {
		return RispostaNodo{Decisione: v, Messaggio: m, Avvertenze: d.avvertenze}
	}
	codice, motivo := nodo.PAASystemError, motivoLettura(err)
	if x, ok := avviso.RilievoDi(err); ok && errors.Is(err, ErrRisposta) {
		motivo = x.Testo
	}
	if err == errBollo {
		codice = nodo.PAASemantica
	}
	rifiutata := fault(VerificaErrore, codice, motivo)
	rifiutata.Pendenza, rifiutata.Aggiornata, rifiutata.Aggiornamenti = v.Pendenza, v.Aggiornata, v.Aggiornamenti
	return d.rifiuta(rifiutata, id)
}

// conBollo reports whether an item is a stamp.
func (p *Pendenza) conBollo() bool {
	for i := range p.Voci {
		if p.Voci[i].TipoBollo != "" {
			return true
		}
	}
	return false
}

// verifica is the answer to paVerifyPaymentNotice.
func (d *decisoreNodo) verifica(p *Pendenza, s *Stazione) (rpt.Messaggio, error) {
	if s.Versione == rpt.V1 && p.conBollo() {
		return nil, errBollo
	}
	return p.OffertaPA(d.Ente)
}

// pagamento is the answer to paGetPayment and paGetPaymentV2.
func (d *decisoreNodo) pagamento(p *Pendenza, m *rpt.PaGetPayment) (rpt.Messaggio, error) {
	if m.Versione != rpt.V2 && p.conBollo() {
		return nil, errBollo
	}
	g, avvertenze, err := p.PagamentoPA(d.Ente, m.Versione, m.TransferType)
	d.avvertenze = append(d.avvertenze, avvertenze...)
	return &rpt.PaGetPaymentRisposta{Versione: m.Versione, Outcome: rpt.OutcomeOK, Data: &g}, err
}

// domanda decides about a notice that is asked for.
func (d *decisoreNodo) domanda(m *rpt.PaDemandPaymentNotice) RispostaNodo {
	s, f, motivo := d.Ente.identificativi(m.IDPA, m.IDBrokerPA, m.IDStation)
	if f == "" {
		switch motivo = d.Servizio.Descrizione; d.Servizio.Esito {
		case ServizioAccolto:
		case ServizioIllegibile:
			f = nodo.PAASintassiXSD
		case ServizioNonAmmesso:
			f = nodo.PAASemantica
		default:
			f = nodo.PAASystemError
			if motivo == "" {
				motivo = "Operazione non disponibile"
			}
		}
	}
	if f != "" {
		return d.rifiuta(fault(VerificaErrore, f, motivo), m.IDPA)
	}
	r := d.Verifica
	r.NumeroAvviso, r.IdDominio, r.Anagrafica, r.Tentativi = "", d.Ente.Ente.IdDominio, "", []Tentativo{}
	return d.concludi(r.Decidi(), m.IDPA, func(p *Pendenza) (rpt.Messaggio, error) {
		x, err := d.verifica(p, s)
		if err != nil {
			return nil, err
		}
		o := x.(*rpt.PaVerifyPaymentNoticeRisposta)
		q := &rpt.QRCode{FiscalCode: o.FiscalCodePA, NoticeNumber: p.NumeroAvviso.String()}
		return &rpt.PaDemandPaymentNoticeRisposta{
			Outcome: o.Outcome, QRCode: q, PaymentList: o.PaymentList, PaymentDescription: o.PaymentDescription,
			FiscalCodePA: o.FiscalCodePA, CompanyName: o.CompanyName, OfficeName: o.OfficeName,
		}, nil
	})
}

// ricevuta decides the answer to a receipt.
func (d *decisoreNodo) ricevuta(m *rpt.PaSendRT) RispostaNodo {
	a, lettura := d.Ricevuta, d.Lettura
	a.IDPA, a.IDBrokerPA, a.IDStation, a.IDStationBroadcast = d.Ente.destinatario(m)
	if m == nil && lettura == nil {
		lettura = errNullo("messaggio")
	}
	x := rpt.RispondiPaSendRT(m, lettura, a)
	switch {
	case x.SenzaRisposta:
		return RispostaNodo{Ricevuta: x}
	case x.Accettata():
		return RispostaNodo{Ricevuta: x, Messaggio: x.RispostaPA(m.Versione, "")}
	case x.FaultCode == nodo.PAASintassiExtraXSD:
		x.Descrizione = motivoLettura(lettura)
	}
	r := d.rifiuta(Decisione{FaultCode: x.FaultCode, Descrizione: x.Descrizione}, idPA(d.Busta.Messaggio))
	r.Decisione, r.Ricevuta = Decisione{}, x
	return r
}

// destinatario returns the identifiers that a receipt must have: those of the message
// where the body is registered with them.
func (e *EntePA) destinatario(m *rpt.PaSendRT) (idPA, idBrokerPA, idStation, broadcast string) {
	if e == nil || m == nil || !e.Ente.IdDominio.IsValid() {
		return "", "", "", ""
	}
	idPA = e.Ente.IdDominio.String()
	altrui, diffusione := m.Receipt.FiscalCode != idPA, false
	for i := range e.Stazioni {
		diffusione = diffusione || e.Stazioni[i].Broadcast
	}
	for i := range e.Stazioni {
		s := &e.Stazioni[i]
		if s.Intermediario != m.IDBrokerPA {
			continue
		}
		idBrokerPA = s.Intermediario
		n, err := avviso.ParseNumeroAvviso(m.Receipt.NoticeNumber)
		serve := s.Broadcast || !diffusione
		if !altrui {
			serve = err != nil || s.ammette(n)
		}
		if serve && s.IDStazione == m.IDStation {
			idStation = s.IDStazione
		}
	}
	return idPA, idBrokerPA, idStation, idStation
}
