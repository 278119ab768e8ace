package sessione

import (
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Categoria says who is at fault.
//
// Source: GovPay, API Pagamento v1, FaultBean.
type Categoria string

// The categories.
const (
	Autorizzazione Categoria = "AUTORIZZAZIONE"
	RichiestaErr   Categoria = "RICHIESTA"
	Operazione     Categoria = "OPERAZIONE"
	PagoPA         Categoria = "PAGOPA"
	EC             Categoria = "EC"
	Interno        Categoria = "INTERNO"
)

// IsValid reports whether c is one of the categories.
func (c Categoria) IsValid() bool {
	switch c {
	case Autorizzazione, RichiestaErr, Operazione, PagoPA, EC, Interno:
		return true
	}
	return false
}

// Problema is the body of an answer of GovPay that is a refusal, sent as application/json.
//
// Source: GovPay, API Pagamento v1 and v2, FaultBean; GovPayException.
type Problema struct {
	StatoHTTP   int       // of the answer, not in the body
	Categoria   Categoria `membro:"categoria,obbligo"`
	Codice      string    `membro:"codice,obbligo"` // of the refusal: SINTASSI, PAG_006, PPT_SEMANTICA…
	Descrizione string    `membro:"descrizione,dovuto,libero"`
	Dettaglio   string    `membro:"dettaglio,libero"` // "" for none; several violations are one a line
	// ID and Location are of a payment that exists though the Nodo refused it: its state is
	// FALLITO.
	ID       string `membro:"id"`
	Location string `membro:"location,libero"`
	Altri    avviso.Altri
}

// The codes that are not of a position, of a payment or of an incasso.
const (
	CodiceSintassi     = "SINTASSI"
	CodiceSemantica    = "SEMANTICA"
	CodiceNonTrovata   = "404000"
	CodiceFormatoMedia = "406000"
	CodiceNodoAssente  = "PAA_NODO_INDISPONIBILE"
	CodiceInterno      = "INTERNAL"
)

const (
	statoSintassi = 400
	statoRifiuto  = 422
	statoPagoPA   = 502
	statoInterno  = 500
)

// NuovoProblema returns the answer that a refusal of this library stands for: 400 for a
// request that cannot be read or is not valid, all its violations in dettaglio, 422 for a
// code of GovPay, 500 for anything else.
//
// Source: GovPay, govpay-exception-messages.properties, GovPayException.
func NuovoProblema(err error) Problema {
	r, ok := avviso.RilievoDi(err)
	if !ok {
		return Problema{StatoHTTP: statoInterno, Categoria: Interno, Codice: CodiceInterno, Descrizione: "Errore interno"}
	}
	if c := pendenza.Violata(err); c != "" {
		return ProblemaGovPay(c, r.Campo)
	}
	if c := pendenza.CodiceGovPay(r.Codice); c.Testo() != "" {
		return ProblemaGovPay(c, r.Campo)
	}
	if strings.HasPrefix(string(r.Codice), "0214") { // of an incasso
		return Problema{StatoHTTP: statoRifiuto, Categoria: RichiestaErr, Codice: string(r.Codice), Descrizione: r.Testo, Dettaglio: r.Campo}
	}
	p := Problema{StatoHTTP: statoSintassi, Categoria: RichiestaErr, Codice: CodiceSintassi, Descrizione: "Richiesta non valida", Dettaglio: riga(r)}
	var n *pendenza.NonValida
	if errors.As(err, &n) {
		var righe []string
		for _, v := range n.Violazioni {
			righe = append(righe, riga(v))
		}
		p.Dettaglio = strings.Join(righe, "\n")
	}
	return p
}

// riga is a violation in one line.
func riga(v avviso.Violazione) string {
	if v.Campo == "" || strings.HasPrefix(v.Testo, testoForma) {
		return v.Testo
	}
	return v.Campo + ": " + v.Testo
}

// ProblemaGovPay returns the answer of a code of GovPay about a position or a payment.
func ProblemaGovPay(c pendenza.CodiceGovPay, dettaglio string) Problema {
	p := Problema{StatoHTTP: statoRifiuto, Categoria: RichiestaErr, Codice: string(c), Descrizione: c.Testo(), Dettaglio: dettaglio}
	switch c {
	case pendenza.PAG000:
		p.StatoHTTP = statoSintassi
	case pendenza.VER014:
		p.Categoria = Operazione
	}
	return p
}

// ProblemaNodo returns the answer of a payment that the Nodo refused, which exists: id and
// location are its own. Without a fault the Nodo was not reached.
func ProblemaNodo(f *nodo.FaultBean, idPagamento string) Problema {
	p := Problema{
		StatoHTTP: statoPagoPA, Categoria: PagoPA, Codice: CodiceNodoAssente, Descrizione: "Nodo dei Pagamenti non raggiungibile", ID: idPagamento,
	}
	if idPagamento != "" {
		p.Location = percorsoPagamento(idPagamento)
	}
	if f != nil {
		p.Codice, p.Descrizione, p.Dettaglio = string(f.FaultCode), f.FaultString, f.Description
	}
	return p
}

// ProblemaAutorizzazione is the answer to a caller who is not known (401), or is known and not
// allowed (403).
func ProblemaAutorizzazione(noto bool, dettaglio string) Problema {
	p := Problema{StatoHTTP: 401, Categoria: Autorizzazione, Codice: "401000", Descrizione: "Richiesta non autenticata", Dettaglio: dettaglio}
	if noto {
		p.StatoHTTP, p.Codice, p.Descrizione = 403, "403000", "Richiesta non autorizzata"
	}
	return p
}

// ProblemaEC is the answer when the application of the body fails.
func ProblemaEC(dettaglio string) Problema {
	return Problema{StatoHTTP: statoPagoPA, Categoria: EC, Codice: "502000", Descrizione: "Errore dell'applicazione dell'ente", Dettaglio: dettaglio}
}

// ProblemaNonTrovata is the answer for something that is not there.
func ProblemaNonTrovata() Problema {
	return Problema{StatoHTTP: 404, Categoria: Operazione, Codice: CodiceNonTrovata, Descrizione: "Risorsa non trovata"}
}

// ProblemaFormato is the answer for a format that a resource does not have.
func ProblemaFormato() Problema {
	return Problema{StatoHTTP: 406, Categoria: RichiestaErr, Codice: CodiceFormatoMedia, Descrizione: "Formato non disponibile"}
}

// LeggiProblema reads the body of a refusal that came with an HTTP status. It tolerates,
// with a warning each, unknown members and numbers for texts; a category that is none is
// told too. Errors: those of a text that is no JSON object, and OBBLIGATORIO for a fault
// without code, all ErrDocumento.
//
// Source: GovPay, API Pagamento v1 and v2, FaultBean.
func LeggiProblema(statoHTTP int, data []byte) (Problema, []avviso.Avvertenza, error) {
	return leggiProblema(statoHTTP, data, true)
}

// ParseProblema reads the body of a refusal as its interface says it.
func ParseProblema(statoHTTP int, data []byte) (Problema, error) {
	p, _, err := leggiProblema(statoHTTP, data, false)
	return p, err
}

func leggiProblema(statoHTTP int, data []byte, tollerante bool) (Problema, []avviso.Avvertenza, error) {
	p, a, err := membri.Documento(porta, data, tollerante, membriProblema)
	if err == nil {
		p.StatoHTTP = statoHTTP
	}
	return p, a, err
}

func membriProblema(l *membri.Lettura, p *Problema) membri.Gruppo {
	categoria := membri.Tollerata{Dove: (*string)(&p.Categoria), Ammessa: func(s string) bool { return Categoria(s).IsValid() }}
	return membri.Struttura(p, l.Tollerante).Con("categoria", categoria).Con("id", membri.NumeroTesto{Dove: &p.ID}).
		Con("codice", membri.NumeroTesto{Dove: &p.Codice, E: func(s string) bool { return s != "" }})
}

// AppendJSON appends the body, which ParseProblema takes back.
func (p *Problema) AppendJSON(b []byte) ([]byte, error) {
	if p == nil {
		return b, nullo("problema")
	}
	if !p.Categoria.IsValid() || p.Codice == "" {
		return b, rifiuta(CodiceObbligatorio, "codice", p.Codice, ErrDocumento)
	}
	return membri.AppendDocumento(b, membriProblema(new(membri.Lettura), p))
}

// percorsoPagamento is the location of a payment.
func percorsoPagamento(id string) string { return "/pagamenti/" + id }
