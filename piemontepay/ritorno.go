package piemontepay

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// Forma is the form of a return URL.
type Forma string

const (
	// FormaA is the return of the manual, by a link the citizen clicks:
	// idPagamento, digest, codEsito.
	FormaA Forma = "A"
	// FormaB is the return of calls started through the desk's synchronous
	// interface: idPagamento, iuv, descEsito, codEsito, source; no digest, so it
	// proves nothing at all.
	FormaB Forma = "B"
)

// Ritorno is a return URL, read and not yet verified: whatever it says comes
// from the citizen's browser.
//
// Source: manual, §2.2; published server, AccessoLiberoPagamentoConIuvController
// and PaymentController.
type Ritorno struct {
	Forma Forma `json:"forma"`
	// IdPagamento is the identificativoPagamento of the attempt.
	IdPagamento IdentificativoPagamento `json:"idPagamento"`
	// Digest is the text received, with spaces read back as "+"; form A only.
	Digest string `json:"digest,omitempty"`
	// CodEsito is the outcome, as received; empty when the desk had none.
	CodEsito CodEsito `json:"codEsito,omitempty"`
	// IUV, DescEsito (SUCCESSO, FALLITO, ANNULLATO) and Source
	// (pagamentoIUV, pagamentoMarcaBollo, epayapi-sync) are of form B only.
	IUV       string `json:"iuv,omitempty"`
	DescEsito string `json:"descEsito,omitempty"`
	Source    string `json:"source,omitempty"`
	// Altri are the parameters this package does not know, in order: kept, and ignored.
	Altri []Parametro `json:"altri,omitempty"`
}

// ParseRitorno reads a return URL, or its query alone: what follows the first
// "?", also when that stands inside a fragment. The query is read raw, because
// the desk does not encode the base64 of the digest: a standard query parser
// would turn its "+" into a space. Percent escapes are undone.
//
// Errors (ErrRitorno; Campo is the parameter): DUPLICATO for a parameter given
// twice, whichever it is, CODIFICA for a broken percent escape or what is no UTF-8,
// OBBLIGATORIO, LUNGHEZZA or CARATTERE for idPagamento.
func ParseRitorno(s string) (Ritorno, error) {
	if _, dopo, ok := strings.Cut(s, "?"); ok {
		s = dopo
	}
	s, _, _ = strings.Cut(s, "#")
	var r Ritorno
	parametri, err := leggiQuery(s)
	if err != nil {
		return Ritorno{}, err
	}
	id := ""
	for _, p := range parametri {
		switch p.Nome {
		case "idPagamento":
			id = p.Valore
		case "digest":
			r.Digest = strings.ReplaceAll(p.Valore, " ", "+")
		case "codEsito":
			r.CodEsito = CodEsito(p.Valore)
		case "iuv":
			r.IUV = p.Valore
		case "descEsito":
			r.DescEsito = p.Valore
		case "source":
			r.Source = p.Valore
		default:
			r.Altri = append(r.Altri, p)
		}
	}
	if err := validaTesto("idPagamento", id, 1, maxIdentificativo, "_-"); err != nil {
		e := err.(*Errore)
		e.Err = ErrRitorno
		return Ritorno{}, e
	}
	r.IdPagamento = IdentificativoPagamento{id}
	r.Forma = FormaA
	if r.Digest == "" && (r.Source != "" || r.DescEsito != "") {
		r.Forma = FormaB
	}
	return r, nil
}

// leggiQuery splits a raw query into its parameters, each given once.
func leggiQuery(s string) ([]Parametro, error) {
	var parametri []Parametro
	visti := map[string]bool{}
	for pezzo := range strings.SplitSeq(s, "&") {
		if pezzo == "" {
			continue
		}
		nome, grezzo, _ := strings.Cut(pezzo, "=")
		// PathUnescape leaves "+" alone, QueryUnescape would not.
		nome, errNome := url.PathUnescape(nome)
		valore, errValore := url.PathUnescape(grezzo)
		switch {
		case errNome != nil || errValore != nil || !utf8.ValidString(nome) || !utf8.ValidString(valore):
			return nil, &Errore{Codice: CodiceCodifica, Campo: nome, Valore: pezzo, Err: ErrRitorno}
		case visti[nome]:
			return nil, &Errore{Codice: CodiceDuplicato, Campo: nome, Valore: grezzo, Err: ErrRitorno}
		}
		visti[nome] = true
		parametri = append(parametri, Parametro{nome, valore})
	}
	return parametri, nil
}

// Valida refuses a return that does not answer the attempt it names. Form A must carry the
// very digest that was sent, compared in constant time; form B the IUV of the
// attempt. A nil error says that the return follows our own redirect; it does
// not make codEsito true.
//
// Errors: IDENTIFICATIVO (ErrIdentificativo) when the return is of another
// attempt; OBBLIGATORIO, LUNGHEZZA, CARATTERE or DIGEST (ErrDigest); IUV (ErrIUV).
func (r Ritorno) Valida(t Tentativo) error {
	if r.IdPagamento != t.Identificativo {
		return &Errore{Codice: CodiceIdentificativo, Campo: "idPagamento", Valore: r.IdPagamento.String(), Err: ErrIdentificativo}
	}
	if r.Forma == FormaB {
		if r.IUV != t.IUV.String() {
			return &Errore{Codice: CodiceIUV, Campo: "iuv", Valore: r.IUV, Err: ErrIUV}
		}
		return nil
	}
	d, err := ParseDigest(r.Digest)
	if err != nil {
		return err
	}
	if !d.Uguale(t.Digest) {
		return &Errore{Codice: CodiceDigest, Campo: "digest", Valore: r.Digest, Err: ErrDigest}
	}
	return nil
}

// DigestValido reports whether a return of form A carries the digest that was
// sent, compared in constant time; false for form B, which has none.
func (r Ritorno) DigestValido(inviato Digest) bool {
	d, err := ParseDigest(r.Digest)
	return err == nil && d.Uguale(inviato)
}

// AppendRitornoA appends the return URL of form A as the desk writes it, values
// not encoded, codEsito left out when empty. url is the registered return URL.
func AppendRitornoA(b []byte, url string, id IdentificativoPagamento, d Digest, esito CodEsito) []byte {
	b = append(append(b, url...), "?idPagamento="...)
	b = append(append(b, id.v...), "&digest="...)
	b = d.AppendTo(b)
	if esito.Presente() {
		b = append(append(b, "&codEsito="...), esito...)
	}
	return b
}
