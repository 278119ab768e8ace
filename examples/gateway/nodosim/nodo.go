// Package nodosim is a platform beside a creditor body: it asks the body's endpoint what a
// notice is about, has it paid, delivers the receipts until they are taken, publishes the
// flows of what was paid and shows a Checkout, all with the official messages. What goes
// wrong in the real world goes wrong here when asked, and the same seed makes the same
// faults whatever runs at the same time.
//
// Nobody in it exists, and no money moves.
//
// Sources: paForNode.wsdl; SANP 3.12, "Integrazione tramite API sincrone"; pagoPA, API FdR
// (ORGs); pagoPA, Checkout – EC API.
package nodosim

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Configurazione is what a Nodo knows and how it behaves.
type Configurazione struct {
	// Endpoint is the address of the body's SOAP service.
	Endpoint string
	// Enti are the bodies registered with the platform; nil is one that is not.
	Enti func(avviso.IdDominio) *pendenza.EntePA
	// Client calls the body; nil is one with the timeouts of the platform.
	Client *http.Client
	// Orologio tells the time; nil is time.Now.
	Orologio func() time.Time
	// Seme decides tokens and faults.
	Seme uint64
	// Guasti says how often something goes wrong.
	Guasti Guasti
	// Attesa is the wait before a delivery that nobody answered is tried again, an hour in
	// the real world; 0 is a second.
	Attesa time.Duration
	// Versione is the edition of paGetPayment and paSendRT that is spoken with stations
	// that speak both; "" is V2.
	Versione rpt.Versione
}

// Nodo is a simulated Nodo. Its methods may be called from any number of goroutines.
type Nodo struct {
	Configurazione

	mu         sync.Mutex
	tentativi  map[avvisoDi]int // how often a notice was tried, for its token
	pagati     []*Pagamento     // in order
	trattenuti []*Pagamento     // receipts that are late
	registro   registro
	carrelli   map[string]*carrello
}

// avvisoDi is a notice of a body.
type avvisoDi struct{ ente, numero string }

// Nuovo makes a Nodo.
func Nuovo(c Configurazione) *Nodo {
	if c.Client == nil {
		c.Client = &http.Client{}
	}
	if c.Orologio == nil {
		c.Orologio = time.Now
	}
	if c.Attesa == 0 {
		c.Attesa = time.Second
	}
	if c.Versione == "" {
		c.Versione = rpt.V2
	}
	return &Nodo{Configurazione: c, tentativi: map[avvisoDi]int{}, carrelli: map[string]*carrello{}}
}

// ErrRifiuto is a body that says no: its fault is in a *Rifiuto.
var ErrRifiuto = errors.New("rifiutato dall'ente")

// Rifiuto is a fault of the body, or of the platform itself.
type Rifiuto struct{ Fault nodo.FaultBean }

func (r *Rifiuto) Error() string {
	return fmt.Sprintf("nodosim: %s: %s %s", r.Fault.FaultCode, r.Fault.FaultString, r.Fault.Description)
}

// Unwrap returns ErrRifiuto.
func (r *Rifiuto) Unwrap() error { return ErrRifiuto }

// idNodo is who raises the faults of the platform.
const idNodo = "NodoDeiPagamentiSPC"

// nega is a fault of the platform.
func nega(codice nodo.FaultCode, perche string) *Rifiuto {
	return &Rifiuto{nodo.FaultBean{FaultCode: codice, FaultString: codice.Testo(), ID: idNodo, Description: perche}}
}

// maxRisposta is how much of an answer is read.
const maxRisposta = 1 << 20

// chiama carries a message to the body and the answer back. The error is a *Rifiuto of
// the platform; esito tells what became of the call, as the schedule of deliveries asks.
func (n *Nodo) chiama(ctx context.Context, azione rpt.Primitiva, busta []byte, limite time.Duration) (rpt.Messaggio, rpt.EsitoChiamata, error) {
	ctx, annulla := context.WithTimeout(ctx, limite)
	defer annulla()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, n.Endpoint, bytes.NewReader(busta))
	if err != nil {
		return nil, rpt.ChiamataNonRaggiungita, err
	}
	r.Header.Set("Content-Type", "text/xml; charset=utf-8")
	r.Header.Set("SOAPAction", `"`+string(azione)+`"`)
	w, err := n.Client.Do(r)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, rpt.ChiamataTimeout, nega(nodo.PPTStazioneIntPATimeout, err.Error())
	case err != nil:
		return nil, rpt.ChiamataNonRaggiungita, nega(nodo.PPTStazioneIntPAIrraggiungibile, err.Error())
	}
	defer func() { _ = w.Body.Close() }()
	corpo, err := io.ReadAll(io.LimitReader(w.Body, maxRisposta))
	if err != nil {
		return nil, rpt.ChiamataTimeout, nega(nodo.PPTStazioneIntPATimeout, err.Error())
	}
	b, err := rpt.ParseBusta(corpo, "")
	_, fault := b.Messaggio.(*rpt.FaultSOAP)
	switch {
	case w.StatusCode != http.StatusOK:
		return nil, rpt.ChiamataIlleggibile, nega(nodo.PPTStazioneIntPAErroreResponse, w.Status)
	case err != nil:
		return nil, rpt.ChiamataIlleggibile, nega(nodo.PPTStazioneIntPAErroreResponse, err.Error())
	case fault || b.Primitiva != azione:
		return nil, rpt.ChiamataIlleggibile, nega(nodo.PPTStazioneIntPAErroreResponse, "risposta ad altro")
	}
	return b.Messaggio, rpt.ChiamataOK, nil
}

// stazione is the first station of a body, and the edition that it speaks.
func (n *Nodo) stazione(d string) (pendenza.Stazione, rpt.Versione, error) {
	id, err := avviso.ParseIdDominio(d)
	var e *pendenza.EntePA
	if err == nil {
		e = n.Enti(id)
	}
	if e == nil || len(e.Stazioni) == 0 {
		return pendenza.Stazione{}, "", nega(nodo.PPTDominioSconosciuto, d)
	}
	s := e.Stazioni[0]
	if s.Versione != "" {
		return s, s.Versione, nil
	}
	return s, n.Versione, nil
}

// domanda writes a question in its envelope. One that its schema refuses reaches nobody.
func domanda(m rpt.Messaggio) ([]byte, error) {
	b, err := rpt.AppendBusta(nil, m)
	if err != nil {
		return nil, nega(nodo.PPTSintassiExtraXSD, err.Error())
	}
	return b, nil
}

// rifiutata is a *Rifiuto of the answer of a body: its fault, or what the platform finds
// wrong in it.
func rifiutata(m rpt.Messaggio, fault *nodo.FaultBean, d rpt.Domanda) error {
	for _, r := range rpt.VerificaRisposta(m, d).Rilievi {
		if r.Gravita == rpt.Fatale {
			return nega(nodo.PPTStazioneIntPAErroreResponse, r.Messaggio())
		}
	}
	if fault != nil {
		return &Rifiuto{*fault}
	}
	return nil
}

// Verifica asks what a notice is about, as a PSP does before anything else.
func (n *Nodo) Verifica(ctx context.Context, ente, numero string) (*rpt.PaVerifyPaymentNoticeRisposta, error) {
	s, _, err := n.stazione(ente)
	if err != nil {
		return nil, err
	}
	b, err := domanda(&rpt.PaVerifyPaymentNotice{IDPA: ente, IDBrokerPA: s.Intermediario, IDStation: s.IDStazione, QRCode: rpt.QRCode{FiscalCode: ente, NoticeNumber: numero}})
	if err != nil {
		return nil, err
	}
	m, _, err := n.chiama(ctx, rpt.PrimitivaPaVerifyPaymentNotice, b, rpt.TimeoutAvvisoNodo)
	if err != nil {
		return nil, err
	}
	r := m.(*rpt.PaVerifyPaymentNoticeRisposta) // of this operation, as chiama says
	return r, rifiutata(r, r.Fault, rpt.Domanda{})
}

// Richiedi asks the body for a notice that does not exist yet, out of the data of a service.
func (n *Nodo) Richiedi(ctx context.Context, ente, servizio, soggetto string, dati []byte) (*rpt.PaDemandPaymentNoticeRisposta, error) {
	s, _, err := n.stazione(ente)
	if err != nil {
		return nil, err
	}
	b, err := domanda(&rpt.PaDemandPaymentNotice{
		IDPA: ente, IDBrokerPA: s.Intermediario, IDStation: s.IDStazione, IDServizio: servizio, IDSoggettoServizio: soggetto, DatiSpecificiServizioRequest: dati,
	})
	if err != nil {
		return nil, err
	}
	m, _, err := n.chiama(ctx, rpt.PrimitivaPaDemandPaymentNotice, b, rpt.TimeoutAvvisoNodo)
	if err != nil {
		return nil, err
	}
	r := m.(*rpt.PaDemandPaymentNoticeRisposta)
	return r, rifiutata(r, r.Fault, rpt.Domanda{})
}
