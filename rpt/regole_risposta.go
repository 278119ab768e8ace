package rpt

import (
	"errors"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Domanda is what VerificaRisposta may know of the question.
type Domanda struct {
	// NumeroAvviso and IdDominio are those asked for; zero when not known.
	NumeroAvviso avviso.NumeroAvviso
	IdDominio    avviso.IdDominio
	// Registrato reports whether an account is registered with the platform for a
	// body, the fiscalCodePA of the transfer; nil when not known.
	Registrato func(idDominio, iban string) bool
}

// VerificaRisposta tells what is wrong with an answer of a body that its schema
// takes: rules PG1 to PG14. The Nodo answers PPT_STAZIONE_INT_PA_ERRORE_RESPONSE to
// the fatal ones, and AppendBusta refuses to write them. Everything is collected, in
// order of rule; of messages that are no answer nothing is said.
//
//	PG1, PG2    an outcome OK has its data, KO a fault with faultCode, faultString and id
//	PG3         OK has no fault, KO no data
//	PG4         paymentAmount is the sum of the transfers
//	PG5, PG6    one to five transfers, numbered within 1..5 and once each; from 1 in order (a warning here, fatal where it is written)
//	PG7         V2 has companyName and in each transfer an IBAN or a stamp; V1 an IBAN
//	PG8, PG9    metadata of 1 to 15 pairs; dueDate
//	PG10        creditorReferenceId is the IUV of the notice asked for
//	PG11        some transfer is for the body asked (a warning)
//	PG12        the check digits of an IBAN; that it is registered (a warning)
//	PG13        a verification has one option above 0.00, paymentDescription, fiscalCodePA, companyName; a demand its qrCode too
//	PG14        the fault is one of a body, PAA (a warning)
//
// Sources: SANP 3.12, "Integrazione tramite API sincrone"; pagoPA, test suite of the
// Nodo, paGetPaymentRes, paVerifyPaymentNoticeRes.
func VerificaRisposta(r Messaggio, d Domanda) Verifica {
	c := confrontoRisposta{domanda: d}
	c.esamina(r)
	return c.Verifica
}

// rifiutaRisposta is the error of an answer that must not be written.
func rifiutaRisposta(r Messaggio) error {
	c := confrontoRisposta{scrive: true}
	c.esamina(r)
	var errori []error
	for _, x := range c.Rilievi {
		if x.Gravita == Fatale {
			errori = append(errori, &Errore{Codice: x.Codice, Campo: x.Campo, Valore: x.Valore, Err: errore.Coppia(ErrRisposta, errors.New(x.Testo))})
		}
	}
	return errors.Join(errori...)
}

type confrontoRisposta struct {
	raccolta
	domanda Domanda
	scrive  bool
}

func (c *confrontoRisposta) trova(regola avviso.Codice, g Gravita, campo, valore, testo string) {
	c.Rilievi = append(c.Rilievi, Rilievo{avviso.Rilievo{Codice: regola, Campo: campo, Valore: valore, Testo: testo}, g})
}

// manca finds an element that is not there.
func (c *confrontoRisposta) manca(regola avviso.Codice, campo string, assente bool) {
	if assente {
		c.trova(regola, Fatale, campo, "", "manca")
	}
}

func (c *confrontoRisposta) esamina(r Messaggio) {
	switch r := r.(type) {
	case *PaGetPaymentRisposta:
		if r != nil {
			c.esito(r.Outcome, r.Fault, "data", r.Data != nil)
			if r.Outcome == OutcomeOK && r.Data != nil {
				c.pagamento(r.Data, r.Versione)
			}
			c.famiglia(r.Fault)
		}
	case *RispostaPA:
		if r != nil {
			c.esito(r.Outcome, r.Fault, "", false)
			c.famiglia(r.Fault)
		}
	case *PaVerifyPaymentNoticeRisposta:
		if r != nil {
			c.offerta(r, nil, false)
		}
	case *PaaVerificaRPTRisposta:
		if r != nil {
			c.vecchia(&r.EsitoPagamentoPA)
		}
	case *PaaAttivaRPTRisposta:
		if r != nil {
			c.vecchia(&r.EsitoPagamentoPA)
		}
	case *PaaInviaRTRisposta:
		if r != nil {
			c.esito(r.Esito, r.Fault, "", false)
			c.famiglia(r.Fault)
		}
	case *PaDemandPaymentNoticeRisposta:
		if r != nil {
			c.offerta(&PaVerifyPaymentNoticeRisposta{
				r.Outcome, r.Fault, r.PaymentList, r.PaymentDescription, r.FiscalCodePA, r.CompanyName, r.OfficeName,
			}, r.QRCode, true)
		}
	}
}

// vecchia is PG1 to PG3, and PG13, of an answer of the older model.
func (c *confrontoRisposta) vecchia(e *EsitoPagamentoPA) {
	c.esito(e.Esito, e.Fault, "datiPagamentoPA", e.DatiPagamentoPA != nil)
	if d := e.DatiPagamentoPA; e.Esito == OutcomeOK && d != nil && d.ImportoSingoloVersamento.Segno() <= 0 {
		c.trova("PG13", Fatale, "datiPagamentoPA/importoSingoloVersamento", d.ImportoSingoloVersamento.String(), "deve essere maggiore di zero")
	}
	c.famiglia(e.Fault)
}

// esito is PG1 to PG3. dati names the element of the data, "" where there is none.
func (c *confrontoRisposta) esito(o Outcome, f *nodo.FaultBean, dati string, presenti bool) {
	switch o {
	case OutcomeOK:
		c.manca("PG1", dati, dati != "" && !presenti)
		if f != nil {
			c.trova("PG3", Fatale, "fault", string(f.FaultCode), "fault in una risposta OK")
		}
	case OutcomeKO:
		if f == nil {
			c.manca("PG2", "fault", true)
		} else {
			c.manca("PG2", "fault/faultCode", f.FaultCode == "")
			c.manca("PG2", "fault/faultString", f.FaultString == "")
			c.manca("PG2", "fault/id", f.ID == "")
		}
		if presenti {
			c.trova("PG3", Fatale, dati, "", "dati in una risposta KO")
		}
	}
}

// famiglia is PG14.
func (c *confrontoRisposta) famiglia(f *nodo.FaultBean) {
	if f == nil || f.FaultCode == "" {
		return
	}
	if x := f.FaultCode.Famiglia(); x == nodo.FamigliaPPT || x == nodo.FamigliaCanale {
		c.trova("PG14", Segnalazione, "fault/faultCode", string(f.FaultCode), "un ente risponde con un codice PAA_")
	}
}

// offerta is PG13, of a verification and of a demand.
func (c *confrontoRisposta) offerta(r *PaVerifyPaymentNoticeRisposta, q *QRCode, domanda bool) {
	vuota := len(r.PaymentList) == 0 && r.PaymentDescription == "" && r.FiscalCodePA == "" && r.CompanyName == "" && r.OfficeName == "" && q == nil
	dati := "paymentList"
	if r.Outcome == OutcomeOK {
		dati = "" // PG13 names what is missing
	}
	c.esito(r.Outcome, r.Fault, dati, !vuota)
	if r.Outcome == OutcomeOK {
		c.manca("PG13", "qrCode", domanda && q == nil)
		switch {
		case len(r.PaymentList) != 1:
			c.trova("PG13", Fatale, "paymentList", strconv.Itoa(len(r.PaymentList)), "deve avere un'opzione di pagamento")
		case r.PaymentList[0].Amount.Segno() <= 0:
			c.trova("PG13", Fatale, "paymentList/paymentOptionDescription/amount", r.PaymentList[0].Amount.String(), "importo non positivo")
		}
		c.manca("PG13", "paymentDescription", r.PaymentDescription == "")
		c.manca("PG13", "fiscalCodePA", r.FiscalCodePA == "")
		c.manca("PG13", "companyName", r.CompanyName == "")
	}
	c.famiglia(r.Fault)
}

// pagamento is PG4 to PG12.
func (c *confrontoRisposta) pagamento(p *Pagamento, e Versione) {
	somma, err := avviso.TotaleDi(importi(p.TransferList, func(t *Transfer) avviso.Importo { return t.TransferAmount })).Importo()
	if err != nil || somma != p.PaymentAmount {
		c.rileva("PG4", Fatale, "data/paymentAmount", "diverso dalla somma dei transfer", somma.String(), p.PaymentAmount.String())
	}
	c.numeri(p.TransferList)
	if e == V2 {
		c.manca("PG7", "data/companyName", p.CompanyName == "")
	}
	for i := range p.TransferList {
		c.conto(&p.TransferList[i], e, campoTransfer(i))
	}
	c.metadata(p)
	c.manca("PG9", "data/dueDate", !p.DueDate.IsValid())
	if n := c.domanda.NumeroAvviso; n.IsValid() && p.CreditorReferenceID != n.IUV().String() {
		c.rileva("PG10", Fatale, "data/creditorReferenceId", "diverso dallo IUV dell'avviso", n.IUV().String(), p.CreditorReferenceID)
	}
	c.primario(p.TransferList)
	for i := range p.TransferList {
		c.iban(&p.TransferList[i], campoTransfer(i))
	}
}

func campoTransfer(i int) string {
	return "data/transferList/transfer[" + strconv.Itoa(i+1) + "]"
}

// numeri is PG5 and PG6.
func (c *confrontoRisposta) numeri(l []Transfer) {
	if n := len(l); n < 1 || n > MassimoVoci {
		c.trova("PG5", Fatale, "data/transferList", strconv.Itoa(n), "i transfer sono da uno a cinque")
	}
	g := Segnalazione
	if c.scrive {
		g = Fatale
	}
	var visti [MassimoVoci + 1]bool
	var fuori []int
	for i := range l {
		switch id := l[i].IDTransfer; {
		case id < 1 || id > MassimoVoci:
			c.trova("PG5", Fatale, campoTransfer(i)+"/idTransfer", strconv.Itoa(int(id)), "fuori da 1..5")
		case visti[id]:
			c.trova("PG5", Fatale, campoTransfer(i)+"/idTransfer", strconv.Itoa(int(id)), "ripetuto")
		default:
			if visti[id] = true; int(id) != i+1 {
				fuori = append(fuori, i)
			}
		}
	}
	for _, i := range fuori {
		c.rileva("PG6", g, campoTransfer(i)+"/idTransfer", "i transfer si contano da 1, in ordine", strconv.Itoa(i+1), strconv.Itoa(int(l[i].IDTransfer)))
	}
}

// conto is PG7 of a transfer.
func (c *confrontoRisposta) conto(t *Transfer, e Versione, campo string) {
	bollo := t.RichiestaMarcaDaBollo != nil
	switch {
	case e != V2 && bollo:
		c.trova("PG7", Fatale, campo+"/richiestaMarcaDaBollo", "", "la versione 1 non chiede marche da bollo")
	case e != V2:
		c.manca("PG7", campo+"/IBAN", t.IBAN == "")
	case bollo == (t.IBAN != ""):
		c.trova("PG7", Fatale, campo, t.IBAN, "una e una sola tra IBAN e richiestaMarcaDaBollo")
	}
}

// metadata is PG8.
func (c *confrontoRisposta) metadata(p *Pagamento) {
	esamina := func(campo string, m []MapEntry) {
		if len(m) > massimoMetadata {
			c.trova("PG8", Fatale, campo+"/metadata", strconv.Itoa(len(m)), "più di quindici coppie")
		}
	}
	esamina("data", p.Metadata)
	for i := range p.TransferList {
		esamina(campoTransfer(i), p.TransferList[i].Metadata)
	}
}

// primario is PG11.
func (c *confrontoRisposta) primario(l []Transfer) {
	d := c.domanda.IdDominio
	if !d.IsValid() || len(l) == 0 {
		return
	}
	for i := range l {
		if l[i].FiscalCodePA == d.String() {
			return
		}
	}
	c.trova("PG11", Segnalazione, "data/transferList", d.String(), "nessun transfer è dell'ente interrogato")
}

// iban is PG12.
func (c *confrontoRisposta) iban(t *Transfer, campo string) {
	if t.IBAN == "" {
		return
	}
	if _, err := avviso.ParseIBAN(t.IBAN); err != nil {
		c.trova("PG12", Fatale, campo+"/IBAN", t.IBAN, "IBAN non valido")
		return
	}
	if r := c.domanda.Registrato; r != nil && !r(t.FiscalCodePA, t.IBAN) {
		c.trova("PG12", Segnalazione, campo+"/IBAN", t.IBAN, "IBAN non registrato per l'ente")
	}
}
