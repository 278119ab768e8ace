package piemontepay

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
)

// URLSportello is the address of the desk in production, where the form is posted.
//
// Source: manual, §2.1.
const URLSportello = "https://pay.sistemapiemonte.it/epayweb/accessoLibero/pagaConIuv/accessoChiamanteEsterno"

// Lengths of the columns in which the desk keeps a caller.
const (
	maxCodiceChiamante = 100
	maxURL             = 200
)

// Chiamante is the configuration of a caller: one application of one body, as
// agreed with the desk at registration. Check it with [Chiamante.Valida] when it
// is loaded.
//
// Source: manual, §2.1, §4.1 and §5; published server (validity, payment types).
type Chiamante struct {
	// CodiceChiamante is the code assigned by the desk, 1 to 100 characters.
	CodiceChiamante string `json:"codiceChiamante"`
	// Passphrase is the shared secret.
	Passphrase avviso.Segreto `json:"passphrase"`
	// URL is the return URL exactly as registered, at most 200 characters: no
	// case folding, no slash added or removed. It enters the digest and is never
	// sent.
	URL string `json:"url"`
	// Sportello is the address of the desk; empty is URLSportello.
	Sportello string `json:"sportello,omitempty"`
	// Variante is the formula of the digest; empty is QuattroPercento.
	Variante Variante `json:"variante,omitempty"`
	// Da and A bound the validity: Da ≤ now < A; a zero bound is open.
	Da time.Time `json:"da,omitzero"`
	A  time.Time `json:"a,omitzero"`
	// CodiciVersamento are the payment types the caller may use.
	CodiciVersamento []string `json:"codiciVersamento,omitempty"`
}

// Valida returns nil for a usable configuration, else the refusals of its
// fields joined in the order of the struct, each an *Errore of kind ErrCampo
// whose Campo is the JSON name: codiceChiamante and passphrase (OBBLIGATORIO,
// LUNGHEZZA, CARATTERE), url (those, URL_SEPARATORI, URL), sportello (URL),
// variante (VARIANTE), a (PERIODO), codiciVersamento (OBBLIGATORIO, LUNGHEZZA,
// CARATTERE).
func (c Chiamante) Valida() error {
	var rifiuti []error
	rifiuta := func(err error) {
		if err != nil {
			rifiuti = append(rifiuti, err)
		}
	}
	rifiuta(validaCodiceChiamante(c.CodiceChiamante))
	rifiuta(validaPassphrase(c.Passphrase.Rivela()))
	rifiuta(validaURLRitorno(c.URL))
	if c.Sportello != "" && !urlAssoluta(c.Sportello) {
		rifiuta(&Errore{Codice: CodiceURL, Campo: "sportello", Valore: c.Sportello, Err: ErrCampo})
	}
	rifiuta(c.validaVariante())
	if !c.Da.IsZero() && !c.A.IsZero() && !c.Da.Before(c.A) {
		rifiuta(&Errore{Codice: CodicePeriodo, Campo: "a", Valore: c.A.Format(time.RFC3339), Err: ErrCampo})
	}
	for i, v := range c.CodiciVersamento {
		rifiuta(validaCodiceVersamento("codiciVersamento["+strconv.Itoa(i)+"]", v))
	}
	return errors.Join(rifiuti...)
}

// ValidoIl reports whether the caller is valid at an instant: Da ≤ t < A.
func (c Chiamante) ValidoIl(t time.Time) bool {
	return (c.Da.IsZero() || !t.Before(c.Da)) && (c.A.IsZero() || t.Before(c.A))
}

// Autorizzato reports whether the caller may use a payment type (codice versamento).
func (c Chiamante) Autorizzato(codiceVersamento string) bool {
	return slices.Contains(c.CodiciVersamento, codiceVersamento)
}

// sportello returns the address of the desk.
func (c Chiamante) sportello() string {
	if c.Sportello == "" {
		return URLSportello
	}
	return c.Sportello
}

// Digest computes the digest of a call of this caller, after checking every part
// of the digested string but the passphrase: nothing separates the parts there.
// An empty passphrase is digested as it is; Valida and Modulo refuse it.
// Errors, joined, each an *Errore of kind ErrCampo: those of codiceChiamante, url
// and variante in Valida, those of
// [LeggiIdentificativoPagamento], and iuv (OBBLIGATORIO, LUNGHEZZA,
// CARATTERE).
func (c Chiamante) Digest(identificativo, iuv string) (Digest, error) {
	_, errID := parseIdentificativo(identificativo, "_-")
	err := errors.Join(validaCodiceChiamante(c.CodiceChiamante), c.validaVariante(), errID,
		validaTesto("iuv", iuv, 1, maxIUV, ""), validaURLRitorno(c.URL))
	if err != nil {
		return Digest{}, err
	}
	return c.digest(identificativo, iuv), nil
}

// maxIUV is the longest IUV.
const maxIUV = 35

func (c Chiamante) validaVariante() error {
	if c.Variante != "" && !c.Variante.IsValid() {
		return &Errore{Codice: CodiceVariante, Campo: "variante", Valore: string(c.Variante), Err: ErrCampo}
	}
	return nil
}

// digest computes the digest of a payment of this caller.
func (c Chiamante) digest(identificativo, iuv string) Digest {
	return CalcolaDigest(c.Variante, c.Passphrase, c.CodiceChiamante, identificativo, iuv, c.URL)
}

// validaCodiceChiamante takes any printable text without white space: the
// desk assigns the codes and publishes no alphabet.
func validaCodiceChiamante(s string) error {
	return validaStampabile("codiceChiamante", s, maxCodiceChiamante)
}

// validaCodiceVersamento: 1 to 4 characters.
func validaCodiceVersamento(campo, s string) error {
	return validaStampabile(campo, s, 4)
}

func validaStampabile(campo, s string, massimo int) error {
	codice := avviso.Codice("")
	switch {
	case s == "":
		codice = CodiceObbligatorio
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7F || r == 0xA0 }):
		codice = avviso.CodiceCarattere
	case utf8.RuneCountInString(s) > massimo:
		codice = avviso.CodiceLunghezza
	default:
		return nil
	}
	return &Errore{Codice: codice, Campo: campo, Valore: s, Err: ErrCampo}
}

// validaURLRitorno: absolute http or https, at most 200 characters, without
// "?" and "&". A fragment is tolerated: registered URLs of single-page
// applications have one, and the parameters of the return then land in it.
func validaURLRitorno(s string) error {
	if err := validaStampabile("url", s, maxURL); err != nil {
		return err
	}
	switch {
	case strings.ContainsAny(s, "?&"):
		return &Errore{Codice: CodiceURLSeparatori, Campo: "url", Valore: s, Err: ErrCampo}
	case !urlAssoluta(s):
		return &Errore{Codice: CodiceURL, Campo: "url", Valore: s, Err: ErrCampo}
	}
	return nil
}

func urlAssoluta(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}
