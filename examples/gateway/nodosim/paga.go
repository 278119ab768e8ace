package nodosim

import (
	"context"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Prestatore is a PSP.
type Prestatore struct {
	ID, Nome, Canale, Descrizione, Metodo, BIC string
}

// Prestatori are the simulated ones, the first that of Checkout.
var Prestatori = []Prestatore{
	{"ABI99995", "Banca Finta, con carta su Checkout", "99999000021_01", "ECOMMERCE", "creditCard", "BFINITMMXXX"},
	{"ABI99991", "Banca Esempio", "99999000021_02", "HOME_BANKING", "bankAccount", "BESEITMMXXX"},
	{"ABI99994", "Tabaccheria Finta, punto di pagamento", "99999000021_03", "TABACCHERIA", "cash", "TFINITMMXXX"},
}

// marca is the stamp that is sold to who asks for one.
var marca = []byte("<marcaDaBollo>inventata</marcaDaBollo>")

// Pagamento is a payment that a PSP collected: it is certain from here on, whatever
// becomes of its receipt.
type Pagamento struct {
	Ente, NumeroAvviso, Token string
	PSP                       Prestatore
	Quando                    time.Time
	Chiesto                   rpt.Pagamento       // what the body answered
	Ricevuta                  *rpt.PaSendRT       // of the body of the notice
	Consegne                  int                 // calls made for it
	Esito                     rpt.EsitoChiamata   // of the last; "" before it
	Fault                     nodo.FaultCode      // of the last
	Secondarie                []rpt.EsitoChiamata // deliveries to other bodies with a share
}

// Pagamenti returns what was paid so far, in order.
func (n *Nodo) Pagamenti() []Pagamento {
	n.mu.Lock()
	defer n.mu.Unlock()
	p := make([]Pagamento, len(n.pagati))
	for i, x := range n.pagati {
		p[i] = *x
	}
	return p
}

// Attiva asks the body what to pay (paGetPayment), and takes the place of every attempt
// before it. note is the idCart of Checkout.
func (n *Nodo) Attiva(ctx context.Context, ente, numero, note string) (token string, p *rpt.Pagamento, err error) {
	s, versione, err := n.stazione(ente)
	if err != nil {
		return "", nil, err
	}
	di := avvisoDi{ente, numero}
	n.mu.Lock()
	n.tentativi[di]++
	token = gettone(n.Seme, di, n.tentativi[di])
	n.mu.Unlock()
	azione := rpt.PrimitivaPaGetPaymentV2
	if versione == rpt.V1 {
		azione = rpt.PrimitivaPaGetPayment
	}
	b, err := domanda(&rpt.PaGetPayment{
		Versione: versione, IDPA: ente, IDBrokerPA: s.Intermediario, IDStation: s.IDStazione, QRCode: rpt.QRCode{FiscalCode: ente, NoticeNumber: numero}, PaymentNote: note,
	})
	if err != nil {
		return "", nil, err
	}
	m, _, err := n.chiama(ctx, azione, b, rpt.TimeoutAvvisoNodo)
	if err != nil {
		return "", nil, err
	}
	r := m.(*rpt.PaGetPaymentRisposta)
	d := rpt.Domanda{}
	d.IdDominio, _ = avviso.ParseIdDominio(ente)
	d.NumeroAvviso, _ = avviso.ParseNumeroAvviso(numero)
	return token, r.Data, rifiutata(r, r.Fault, d)
}

// Paga has a notice paid at a PSP: it is verified, activated and collected, and its
// receipt delivered until somebody answers, or held back when that is its lot. An error
// before the money moved is a *Rifiuto, and there is no payment.
func (n *Nodo) Paga(ctx context.Context, ente, numero string, psp Prestatore) (*Pagamento, error) {
	if _, err := n.Verifica(ctx, ente, numero); err != nil {
		return nil, err
	}
	return n.incassa(ctx, ente, numero, "", psp, false)
}

// incassa activates and collects a notice; tardi holds its receipt back.
func (n *Nodo) incassa(ctx context.Context, ente, numero, note string, psp Prestatore, tardi bool) (*Pagamento, error) {
	token, chiesto, err := n.Attiva(ctx, ente, numero, note)
	if err != nil {
		return nil, err
	}
	if n.sorte(token).riattiva {
		if token, chiesto, err = n.Attiva(ctx, ente, numero, note); err != nil {
			return nil, err
		}
	}
	tardi = tardi || n.sorte(token).ritarda
	p, err := n.riscuote(ente, numero, token, chiesto, psp, tardi)
	if err != nil || tardi {
		return p, err
	}
	return p, n.consegna(ctx, p)
}

// riscuote is the moment in which the money moves.
func (n *Nodo) riscuote(ente, numero, token string, chiesto *rpt.Pagamento, psp Prestatore, tardi bool) (*Pagamento, error) {
	s, versione, err := n.stazione(ente)
	if err != nil {
		return nil, err
	}
	p := &Pagamento{Ente: ente, NumeroAvviso: numero, Token: token, PSP: psp, Quando: n.Orologio(), Chiesto: *chiesto}
	d := rpt.DatiRicevuta{
		Versione: versione, IDPA: ente, IDBrokerPA: s.Intermediario, IDStation: s.IDStazione, ReceiptID: token, IDPSP: psp.ID, PSPCompanyName: psp.Nome,
		IDChannel: psp.Canale, ChannelDescription: psp.Descrizione, PaymentMethod: psp.Metodo, PaymentDateTime: p.Quando, Bollo: marca,
	}
	if d.FiscalCode, err = avviso.ParseIdDominio(ente); err != nil {
		return nil, err
	}
	if d.NoticeNumber, err = avviso.ParseNumeroAvviso(numero); err != nil {
		return nil, err
	}
	ricevuta, err := rpt.NuovaRicevuta(chiesto, d)
	if err != nil {
		return nil, nega(nodo.PPTStazioneIntPAErroreResponse, err.Error())
	}
	p.Ricevuta = &ricevuta
	n.mu.Lock()
	defer n.mu.Unlock()
	n.pagati = append(n.pagati, p)
	if tardi {
		n.trattenuti = append(n.trattenuti, p)
	}
	return p, nil
}

// ConsegnaTrattenute delivers the receipts that were held back, in an order of its own.
func (n *Nodo) ConsegnaTrattenute(ctx context.Context) error {
	n.mu.Lock()
	tardi := n.trattenuti
	n.trattenuti = nil
	n.mu.Unlock()
	if len(tardi) == 0 {
		return nil
	}
	n.sorte(tardi[0].Token).caso.Shuffle(len(tardi), func(i, j int) { tardi[i], tardi[j] = tardi[j], tardi[i] })
	for i, p := range tardi {
		if err := n.consegna(ctx, p); err != nil {
			n.mu.Lock()
			n.trattenuti = append(n.trattenuti, tardi[i:]...)
			n.mu.Unlock()
			return err
		}
	}
	return nil
}

// consegna delivers the receipt of a payment to the body of its notice, and to the other
// bodies that have a share in it.
func (n *Nodo) consegna(ctx context.Context, p *Pagamento) error {
	if err := n.spedisci(ctx, p, p.Ricevuta, false); err != nil {
		return err
	}
	var altri []string
	for _, t := range p.Chiesto.TransferList {
		if t.FiscalCodePA != p.Ente && !slices.Contains(altri, t.FiscalCodePA) {
			altri = append(altri, t.FiscalCodePA)
		}
	}
	for _, ente := range altri {
		s, _, err := n.stazione(ente)
		if err != nil {
			continue // another broker's, which this Nodo does not reach
		}
		copia := *p.Ricevuta
		copia.IDPA, copia.IDBrokerPA, copia.IDStation = ente, s.Intermediario, s.IDStazione
		if err := n.spedisci(ctx, p, &copia, true); err != nil {
			return err
		}
	}
	return nil
}

// Riconsegna delivers the receipt of a payment once more, as it was.
func (n *Nodo) Riconsegna(ctx context.Context, token string) error {
	n.mu.Lock()
	i := slices.IndexFunc(n.pagati, func(p *Pagamento) bool { return p.Token == token })
	n.mu.Unlock()
	if i < 0 {
		return nega(nodo.PPTTokenSconosciuto, token)
	}
	return n.spedisci(ctx, n.pagati[i], n.pagati[i].Ricevuta, false)
}

// spedisci delivers one receipt until it is answered, or as often as the platform does.
func (n *Nodo) spedisci(ctx context.Context, p *Pagamento, ricevuta *rpt.PaSendRT, secondaria bool) error {
	azione := rpt.PrimitivaPaSendRTV2
	if ricevuta.Versione == rpt.V1 {
		azione = rpt.PrimitivaPaSendRT
	}
	b, err := rpt.AppendBusta(nil, ricevuta)
	if err != nil {
		return err
	}
	lotto := n.sorte(p.Token)
	if lotto.tronca {
		n.tronca(ctx, azione, b)
	}
	volte := 1
	if lotto.perdi || lotto.ripeti {
		volte = 2 // the first answer is lost, or the first is not the last
	}
	for tentativo := 0; ; tentativo++ {
		m, esito, err := n.chiama(ctx, azione, b, rpt.TimeoutRicevutaNodo)
		var fault nodo.FaultCode
		if r, ok := m.(*rpt.RispostaPA); ok && r.Fault != nil {
			esito, fault = rpt.ChiamataKO, r.Fault.FaultCode
		}
		n.mu.Lock()
		p.Consegne++
		if secondaria {
			p.Secondarie = append(p.Secondarie, esito)
		} else if p.Esito != rpt.ChiamataOK { // the answer to a repetition changes nothing
			p.Esito, p.Fault = esito, fault
		}
		n.mu.Unlock()
		if !azione.Riconsegna(rpt.MittenteNodo, esito, fault) {
			if volte--; volte == 0 {
				return nil
			}
			continue
		}
		if tentativo >= rpt.TentativiRicevuta {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(n.Attesa):
		}
	}
}

// PagaDiNuovo is a PSP that collects what the body had answered before, although the notice
// was paid meanwhile: the receipt of a payment that should not have been.
func (n *Nodo) PagaDiNuovo(ctx context.Context, ente, numero string, chiesto *rpt.Pagamento, psp Prestatore) error {
	di := avvisoDi{ente, numero}
	n.mu.Lock()
	n.tentativi[di]++
	token := gettone(n.Seme, di, n.tentativi[di])
	n.mu.Unlock()
	p, err := n.riscuote(ente, numero, token, chiesto, psp, false)
	if err != nil {
		return err
	}
	return n.consegna(ctx, p)
}
