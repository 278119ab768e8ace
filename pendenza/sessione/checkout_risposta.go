package sessione

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// RispostaCheckout is what Checkout answers to a cart: where to send the citizen, or
// why it takes no cart.
//
// Source: pagoPA, Checkout – EC API v1 and v2, responses of POST /carts.
type RispostaCheckout struct {
	Redirect string            // page for the citizen, opaque; "" for a refusal
	Problema *ProblemaCheckout // nil for a cart that was taken
}

// ProblemaCheckout is the reason of a refusal: 400 for a cart that is none, 422 for more
// than five notices, one twice, or one that cannot be paid, 500.
//
// Source: pagoPA, Checkout – EC API v1 and v2, ProblemJson; RFC 7807.
type ProblemaCheckout struct {
	Tipo      string `json:"type" membro:",libero"` // about:blank by default
	Titolo    string `json:"title,omitempty" membro:",libero"`
	Stato     int    `json:"status,omitempty"` // 100..599
	Dettaglio string `json:"detail,omitempty" membro:",libero"`
	Istanza   string `json:"instance,omitempty" membro:",libero"`
}

// statoRedirect is 302, Found.
const statoRedirect = 302

// tipoProblema is the type of a problem that gives none.
const tipoProblema = "about:blank"

// Valida returns nil when there is a page for the citizen, else an *Errore (ErrCheckout)
// with the status as its value, and as field the detail of the problem.
func (r RispostaCheckout) Valida() error {
	if r.Redirect != "" {
		return nil
	}
	p := r.Problema
	if p == nil {
		p = new(ProblemaCheckout)
	}
	testo := p.Dettaglio
	if testo == "" {
		testo = p.Titolo
	}
	return rifiuta(CodiceCheckout, "", strconv.Itoa(p.Stato)+" "+testo, ErrCheckout)
}

// LeggiRispostaCheckout reads an answer of Checkout: its HTTP status, its header
// Location and its body. 302 has the page in Location; any other is a problem, whose
// body may be missing or be no JSON, with a warning (JSON), as one whose status is not
// that of the answer (STATO). Errors are *Errore (ErrCheckout): OBBLIGATORIO for a 302
// without Location, URL for one that is not absolute.
func LeggiRispostaCheckout(stato int, location string, corpo []byte) (RispostaCheckout, []avviso.Avvertenza, error) {
	if stato == statoRedirect {
		if location == "" {
			return RispostaCheckout{}, nil, rifiuta(CodiceObbligatorio, "Location", "", ErrCheckout)
		}
		if _, err := leggiURL(location); err != nil {
			return RispostaCheckout{}, nil, rifiuta(CodiceURL, "Location", location, ErrCheckout)
		}
		return RispostaCheckout{Redirect: location}, nil, nil
	}
	p, avvertenze, err := LeggiProblemaCheckout(corpo)
	if err != nil {
		x, _ := avviso.RilievoDi(err)
		x.Testo = "corpo non leggibile: " + x.Testo
		avvertenze, p = []avviso.Avvertenza{x}, ProblemaCheckout{Tipo: tipoProblema}
	}
	if p.Stato != 0 && p.Stato != stato {
		avvertenze = append(avvertenze, avviso.Avvertenza{Codice: CodiceStatoHTTP, Campo: "status", Valore: strconv.Itoa(p.Stato), Testo: "diverso da quello della risposta"})
	}
	p.Stato = stato
	return RispostaCheckout{Problema: &p}, avvertenze, nil
}

// LeggiProblemaCheckout reads the body of a refusal. Members that the schema does not
// have are passed over with a warning (MEMBRO). Errors are *Errore (ErrDocumento).
func LeggiProblemaCheckout(corpo []byte) (ProblemaCheckout, []avviso.Avvertenza, error) {
	return membri.Documento(porta, corpo, true, func(_ *membri.Lettura, p *ProblemaCheckout) membri.Gruppo {
		p.Tipo = tipoProblema
		return membri.Struttura(p, true).Con("status", membri.Intero{Dove: &p.Stato, Minimo: 100, Massimo: 599})
	})
}
