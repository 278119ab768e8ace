package nodosim

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Where this platform takes carts and gives copies of receipts, below its own address.
const (
	BaseCheckout  = "/checkout/ec"
	BaseBizEvents = "/bizevents/service/v1"
)

// ritardo is how late a receipt comes when a citizen asks for a late one.
const ritardo = 20 * time.Second

// Lavora delivers what was held back, now and then, until the context is over.
func (n *Nodo) Lavora(ctx context.Context) {
	tempo := time.NewTicker(ritardo)
	defer tempo.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tempo.C:
			_ = n.ConsegnaTrattenute(ctx) // what was not delivered stays, and is tried again
		}
	}
}

// Handler serves what the platform shows: FdR 3, the carts and pages of Checkout, the copies
// of receipts, and under /nodo what a person may ask this simulator for:
//
//	POST /nodo/paga?ente=&avviso=[&psp=]   a PSP has the notice paid
//	POST /nodo/consegna[?token=]           what was held back is delivered, or one receipt again
//	POST /nodo/riversa[?giorno=]           the money goes to the accounts, and the flows are published
//	GET  /nodo/giornale/{ente}[?giorno=]   the cash journal of the treasurer
//	GET  /nodo/pagamenti                   what was paid
//	POST /nodo/guasti?ripeti=&perdi=&…      what goes wrong from here on, in thousandths: the members of Guasti
func (n *Nodo) Handler() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET "+BaseFdR3+"/organizations/{ente}/fdrs", n.elencoFdR3)
	m.HandleFunc("GET "+BaseFdR3+"/organizations/{ente}/fdrs/{fdr}/revisions/{revisione}/psps/{psp}", n.testataFdR3)
	m.HandleFunc("GET "+BaseFdR3+"/organizations/{ente}/fdrs/{fdr}/revisions/{revisione}/psps/{psp}/payments", n.pagamentiFdR3)
	m.HandleFunc("GET "+BaseBizEvents+"/organizations/{ente}/receipts/{iur}/paymentoptions/{iuv}", n.copia)
	m.HandleFunc("POST "+BaseCheckout+"/v1/carts", n.nuovoCarrello)
	m.HandleFunc("POST "+BaseCheckout+"/v2/carts", n.nuovoCarrello)
	m.HandleFunc("GET /checkout/{id}", n.paginaCarrello)
	m.HandleFunc("POST /checkout/{id}", n.scegli)
	m.HandleFunc("POST /nodo/paga", n.chiediPaga)
	m.HandleFunc("POST /nodo/consegna", n.chiediConsegna)
	m.HandleFunc("POST /nodo/riversa", n.chiediRiversa)
	m.HandleFunc("GET /nodo/giornale/{ente}", n.chiediGiornale)
	m.HandleFunc("GET /nodo/pagamenti", n.chiediPagamenti)
	m.HandleFunc("POST /nodo/guasti", n.chiediGuasti)
	return m
}

func (n *Nodo) chiediGuasti(w http.ResponseWriter, r *http.Request) {
	var g Guasti
	for nome, dove := range map[string]*int{"riattiva": &g.Riattiva, "ripeti": &g.Ripeti, "perdi": &g.Perdi, "tronca": &g.Tronca, "ritarda": &g.Ritarda, "fdr3": &g.FdR3} {
		if s := r.FormValue(nome); s != "" {
			v, err := strconv.Atoi(s)
			if err != nil || v < 0 || v > 1000 {
				http.Error(w, nome+": millesimi, da 0 a 1000", http.StatusBadRequest)
				return
			}
			*dove = v
		}
	}
	n.Guasta(g)
	rispondiJSON(w, http.StatusOK, g)
}

// rispondi answers with a JSON document that was written without an error.
func rispondi(w http.ResponseWriter, stato int, b []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(stato)
	_, _ = w.Write(b)
}

func rispondiJSON(w http.ResponseWriter, stato int, v any) {
	b, err := json.Marshal(v)
	rispondi(w, stato, append(b, '\n'), err)
}

// nego answers with the fault of a payment that was not made.
func nego(w http.ResponseWriter, err error) {
	if r := (*Rifiuto)(nil); errors.As(err, &r) {
		rispondiJSON(w, http.StatusConflict, r.Fault)
		return
	}
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

// esito is what is told of a payment.
type esito struct {
	Ente     string            `json:"idDominio"`
	Avviso   string            `json:"numeroAvviso"`
	IUV      string            `json:"iuv"`
	Token    string            `json:"receiptId"`
	Importo  avviso.Importo    `json:"importo"`
	PSP      string            `json:"psp"`
	Quando   time.Time         `json:"quando"`
	Esito    rpt.EsitoChiamata `json:"esitoConsegna"`
	Fault    nodo.FaultCode    `json:"faultCode,omitempty"`
	Consegne int               `json:"consegne"`
}

func (n *Nodo) esito(p *Pagamento) esito {
	n.mu.Lock()
	defer n.mu.Unlock()
	return esito{p.Ente, p.NumeroAvviso, p.Chiesto.CreditorReferenceID, p.Token, p.Chiesto.PaymentAmount, p.PSP.ID, p.Quando, p.Esito, p.Fault, p.Consegne}
}

func (n *Nodo) chiediPaga(w http.ResponseWriter, r *http.Request) {
	psp := Prestatori[1]
	if s := r.FormValue("psp"); s != "" {
		i := slices.IndexFunc(Prestatori, func(p Prestatore) bool { return p.ID == s })
		if i < 0 {
			http.Error(w, "psp sconosciuto", http.StatusBadRequest)
			return
		}
		psp = Prestatori[i]
	}
	p, err := n.Paga(r.Context(), r.FormValue("ente"), r.FormValue("avviso"), psp)
	if err != nil {
		nego(w, err)
		return
	}
	rispondiJSON(w, http.StatusOK, n.esito(p))
}

func (n *Nodo) chiediConsegna(w http.ResponseWriter, r *http.Request) {
	var err error
	if token := r.FormValue("token"); token != "" {
		err = n.Riconsegna(r.Context(), token)
	} else {
		err = n.ConsegnaTrattenute(r.Context())
	}
	if err != nil {
		nego(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// giorno is the day of a query, today when it has none.
func (n *Nodo) giorno(r *http.Request) (avviso.Data, error) {
	if s := r.FormValue("giorno"); s != "" {
		return avviso.ParseData(s)
	}
	return avviso.DataDi(n.Orologio()), nil
}

func (n *Nodo) chiediRiversa(w http.ResponseWriter, r *http.Request) {
	g, err := n.giorno(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	fatti, err := n.Riversa(g)
	if err != nil {
		nego(w, err)
		return
	}
	type riversato struct {
		Ente     avviso.IdDominio `json:"idDominio"`
		IDFlusso string           `json:"idFlusso"`
		Causale  string           `json:"causale"`
		Importo  json.Number      `json:"importo"`
		SCT      string           `json:"sct"`
		Conto    string           `json:"conto"`
		Giorno   avviso.Data      `json:"giorno"`
	}
	detti := []riversato{}
	for _, x := range fatti {
		detti = append(detti, riversato{
			x.Flusso.IdDominio, x.Flusso.IDFlusso, x.Causale, json.Number(x.Flusso.ImportoTotalePagamenti.String()), x.Flusso.IDRegolamento, x.Conto, x.Flusso.DataRegolamento,
		})
	}
	rispondiJSON(w, http.StatusOK, detti)
}

func (n *Nodo) chiediGiornale(w http.ResponseWriter, r *http.Request) {
	g, err1 := n.giorno(r)
	ente, err2 := avviso.ParseIdDominio(r.PathValue("ente"))
	if err := errors.Join(err1, err2); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	b, err := n.Giornale(ente, g)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/xml")
	_, _ = w.Write(b)
}

func (n *Nodo) chiediPagamenti(w http.ResponseWriter, _ *http.Request) {
	detti := []esito{}
	for _, p := range n.Pagamenti() {
		detti = append(detti, n.esito(&p))
	}
	rispondiJSON(w, http.StatusOK, detti)
}

// copia gives a receipt to the body that misses it.
func (n *Nodo) copia(w http.ResponseWriter, r *http.Request) {
	iuv, iur := r.PathValue("iuv"), r.PathValue("iur")
	for _, p := range n.Pagamenti() {
		if p.Token == iur && p.Chiesto.CreditorReferenceID == iuv && p.Ente == r.PathValue("ente") {
			b, err := bizEvents(&p.Ricevuta.Receipt)
			rispondi(w, http.StatusOK, b, err)
			return
		}
	}
	rispondiJSON(w, http.StatusNotFound, map[string]string{"title": "Receipt not found", "status": strconv.Itoa(http.StatusNotFound)})
}

// bizEvents writes a receipt as BizEvents does, with its amounts as numbers.
//
// Source: pagopa-biz-events-service, CtReceiptModelResponse.
func bizEvents(r *rpt.Ricevuta) ([]byte, error) {
	b, err := r.AppendJSON(nil)
	if err != nil {
		return nil, err
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, err
	}
	numeri := func(m map[string]any, nomi ...string) {
		for _, n := range nomi {
			if s, ok := m[n].(string); ok {
				m[n] = json.Number(s)
			}
		}
	}
	delete(m, "paymentNote") // which it does not tell, as what follows
	delete(m, "standIn")
	numeri(m, "paymentAmount", "fee", "primaryCiIncurredFee")
	lista, _ := m["transferList"].(map[string]any)
	transfer, _ := lista["transfer"].([]any)
	for _, t := range transfer {
		if t, ok := t.(map[string]any); ok {
			numeri(t, "transferAmount")
			delete(t, "companyName")
		}
	}
	return json.Marshal(m)
}
