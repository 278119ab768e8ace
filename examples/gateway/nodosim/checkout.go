package nodosim

import (
	"crypto/sha256"
	_ "embed" // the page
	"encoding/base64"
	"encoding/json"
	"errors"
	"html/template"
	"io"
	"net/http"

	"github.com/quietanza/quietanza/examples/portale/checkout"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

// carrello is a cart on Checkout.
type carrello struct {
	sessione.CarrelloCheckout
	id     string
	scelta checkout.Scelta // "" until the citizen chooses
}

// maxCarrello is how long a cart may be.
const maxCarrello = 64 << 10

func problema(w http.ResponseWriter, stato int, titolo, dettaglio string) {
	b, err := json.Marshal(sessione.ProblemaCheckout{Tipo: "about:blank", Titolo: titolo, Stato: stato, Dettaglio: dettaglio})
	rispondi(w, stato, b, err)
}

// nuovoCarrello takes a cart and sends the citizen to its page.
func (n *Nodo) nuovoCarrello(w http.ResponseWriter, r *http.Request) {
	corpo, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCarrello))
	if err != nil {
		problema(w, http.StatusBadRequest, "Bad Request", err.Error())
		return
	}
	c, err := sessione.ParseCarrelloCheckout(corpo)
	if err != nil {
		stato, titolo := http.StatusBadRequest, "Bad Request"
		if errors.Is(err, sessione.ErrCarrello) {
			stato, titolo = http.StatusUnprocessableEntity, "Unprocessable Entity"
		}
		problema(w, stato, titolo, err.Error())
		return
	}
	for _, a := range c.PaymentNotices {
		if _, err := n.Verifica(r.Context(), a.FiscalCode.String(), a.NoticeNumber.String()); err != nil {
			problema(w, http.StatusUnprocessableEntity, "Invalid payment info", err.Error())
			return
		}
	}
	n.mu.Lock()
	id := gettone(n.Seme, avvisoDi{"carrello", c.IDCart}, len(n.carrelli))
	n.carrelli[id] = &carrello{CarrelloCheckout: c, id: id}
	n.mu.Unlock()
	w.Header().Set("Location", indirizzo(r)+"/checkout/"+id)
	w.WriteHeader(http.StatusFound)
}

// indirizzo is where this server was called.
func indirizzo(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

var (
	//go:embed checkout.html
	modelloCheckout string
	//go:embed checkout.css
	stileCheckout string

	paginaCheckout = template.Must(template.New("checkout").Parse(modelloCheckout))
	// politicaCheckout lets the page have its own style, and send its form, which leads back to
	// a portal elsewhere.
	politicaCheckout = func() string {
		h := sha256.Sum256([]byte(stileCheckout))
		return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'; base-uri 'none'; frame-ancestors 'none'"
	}()
)

func (n *Nodo) carrelloDi(w http.ResponseWriter, r *http.Request) *carrello {
	n.mu.Lock()
	c := n.carrelli[r.PathValue("id")]
	n.mu.Unlock()
	if c == nil {
		http.NotFound(w, r)
	}
	return c
}

// paginaCarrello is what a citizen sees of a cart.
func (n *Nodo) paginaCarrello(w http.ResponseWriter, r *http.Request) {
	c := n.carrelloDi(w, r)
	if c == nil {
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", politicaCheckout)
	_ = paginaCheckout.Execute(w, struct {
		Carrello *carrello
		Scelte   []checkout.Possibile
		Stile    template.CSS
	}{c, checkout.Scelte, template.CSS(stileCheckout)}) //nolint:gosec // of this package
}

// scegli does what the citizen chose: every notice of the cart is paid, or none, and the
// citizen goes back to the portal. The same choice again changes nothing.
func (n *Nodo) scegli(w http.ResponseWriter, r *http.Request) {
	c := n.carrelloDi(w, r)
	if c == nil {
		return
	}
	s := checkout.Scelta(r.FormValue("scelta"))
	dove := s.Ritorno(&c.ReturnURLs)
	n.mu.Lock()
	prima := c.scelta
	if prima == "" && dove != "" {
		c.scelta = s
	}
	n.mu.Unlock()
	switch {
	case dove == "":
		http.Error(w, "scelta non ammessa", http.StatusBadRequest)
		return
	case prima != "" && prima != s:
		http.Error(w, "la sessione di pagamento è conclusa", http.StatusConflict)
		return
	}
	if prima == "" && s.Incassa() {
		for i := range c.PaymentNotices {
			a := &c.PaymentNotices[i]
			if _, err := n.incassa(r.Context(), a.FiscalCode.String(), a.NoticeNumber.String(), c.IDCart, Prestatori[0], s == checkout.Attesa); err != nil {
				dove = checkout.Errore.Ritorno(&c.ReturnURLs)
				break
			}
		}
	}
	http.Redirect(w, r, dove, http.StatusSeeOther)
}
