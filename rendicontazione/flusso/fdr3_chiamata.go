package flusso

import (
	"net/url"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
)

// Where the FdR 3 interface answers, and the header that carries the key of its caller.
//
// Source: pagoPA, API FdR (ORGs), servers and securitySchemes.
const (
	BaseFdR3         = "https://api.platform.pagopa.it/fdr-org/service/v1"
	IntestazioneFdR3 = "Ocp-Apim-Subscription-Key"
)

// ChiamataFdR3 is a call of the FdR 3 interface as data: the caller adds base, key and
// client.
//
// Source: pagoPA, API FdR (ORGs), paths.
type ChiamataFdR3 struct {
	Metodo   string // GET
	Percorso string // below the base, each segment percent-encoded
	Query    string // encoded, by name; "" for none
}

// String returns path and query.
func (c ChiamataFdR3) String() string {
	if c.Query == "" {
		return c.Percorso
	}
	return c.Percorso + "?" + c.Query
}

// ChiaveFdR3 tells one publication of a flow from every other.
type ChiaveFdR3 struct {
	IdDominio avviso.IdDominio `json:"organizationId"`
	IDFlusso  string           `json:"fdr"`      // 1..35 letters, digits, "-" and "_"
	PSP       string           `json:"pspId"`    // 1..35 characters
	Revisione int32            `json:"revision"` // from 1
}

// FiltroFdR3 says which flows a list has, and which page of it.
type FiltroFdR3 struct {
	IdDominio      avviso.IdDominio
	PSP            string         // 1..35 characters; "" for every one
	PubblicatoDopo avviso.DataOra // publishedGt: published after; zero for any
	FlussoDopo     avviso.DataOra // flowDate: of a flow after; zero for any
	Pagina         int64          // from 1; 0 is the first
	Dimensione     int64          // 1..1000; 0 is 1000
}

// massimaPaginaFdR3 is how many elements a page has at most, and by default.
const massimaPaginaFdR3 = 1000

// NuovaChiamataElencoFdR3 returns the call that lists the published flows. The platform
// keeps them for a month: an older instant is refused there with FDR-1000 (see
// CorsaFdR3.Dal). Errors, of kind ErrValore: DOMINIO, LUNGHEZZA, NUMERO.
//
// Source: pagoPA, API FdR (ORGs), GET /organizations/{organizationId}/fdrs.
func NuovaChiamataElencoFdR3(f FiltroFdR3) (ChiamataFdR3, error) {
	if !f.IdDominio.IsValid() {
		return ChiamataFdR3{}, rifiuta(CodiceDominio, "organizationId", "", ErrValore)
	}
	q := url.Values{}
	if f.PSP != "" {
		if !lungo(f.PSP, 1, maxTesto35) {
			return ChiamataFdR3{}, rifiuta(CodiceLunghezza, "pspId", f.PSP, ErrValore)
		}
		q.Set("pspId", f.PSP)
	}
	for nome, d := range map[string]avviso.DataOra{"publishedGt": f.PubblicatoDopo, "flowDate": f.FlussoDopo} {
		if d.IsValid() {
			q.Set(nome, d.Time().UTC().Format(time.RFC3339))
		}
	}
	if err := aggiungiPagina(q, f.Pagina, f.Dimensione); err != nil {
		return ChiamataFdR3{}, err
	}
	return ChiamataFdR3{"GET", "/organizations/" + f.IdDominio.String() + "/fdrs", q.Encode()}, nil
}

// NuovaChiamataTestataFdR3 returns the call that has the header of a flow, which
// ParseTestataFdR3 reads. Errors, of kind ErrValore: DOMINIO, LUNGHEZZA, PATTERN, NUMERO.
//
// Source: pagoPA, API FdR (ORGs), GET
// /organizations/{organizationId}/fdrs/{fdr}/revisions/{revision}/psps/{pspId}.
func NuovaChiamataTestataFdR3(k ChiaveFdR3) (ChiamataFdR3, error) {
	p, err := k.percorso()
	return ChiamataFdR3{Metodo: "GET", Percorso: p}, err
}

// NuovaChiamataPagamentiFdR3 returns the call that has one page of the payments of a
// flow, which LeggiPaginaFdR3 reads; 0 is the first page, and the largest. Errors are
// those of NuovaChiamataTestataFdR3.
//
// Source: pagoPA, API FdR (ORGs), GET
// /organizations/{organizationId}/fdrs/{fdr}/revisions/{revision}/psps/{pspId}/payments.
func NuovaChiamataPagamentiFdR3(k ChiaveFdR3, pagina, dimensione int64) (ChiamataFdR3, error) {
	p, err := k.percorso()
	if err != nil {
		return ChiamataFdR3{}, err
	}
	q := url.Values{}
	if err := aggiungiPagina(q, pagina, dimensione); err != nil {
		return ChiamataFdR3{}, err
	}
	return ChiamataFdR3{"GET", p + "/payments", q.Encode()}, nil
}

// percorso is where a flow is.
func (k ChiaveFdR3) percorso() (string, error) {
	nega := func(campo string, c avviso.Codice, v string) error { return rifiuta(c, campo, v, ErrValore) }
	switch {
	case !k.IdDominio.IsValid():
		return "", nega("organizationId", CodiceDominio, "")
	case !lungo(k.IDFlusso, 1, MaxID):
		return "", nega("fdr", CodiceLunghezza, k.IDFlusso)
	case !caratteriID(k.IDFlusso):
		return "", nega("fdr", CodicePattern, k.IDFlusso)
	case !lungo(k.PSP, 1, maxTesto35):
		return "", nega("pspId", CodiceLunghezza, k.PSP)
	case k.Revisione < 1:
		return "", nega("revision", CodiceNumero, strconv.Itoa(int(k.Revisione)))
	}
	return "/organizations/" + k.IdDominio.String() + "/fdrs/" + url.PathEscape(k.IDFlusso) +
		"/revisions/" + strconv.Itoa(int(k.Revisione)) + "/psps/" + url.PathEscape(k.PSP), nil
}

// aggiungiPagina puts page and size into a query.
func aggiungiPagina(q url.Values, pagina, dimensione int64) error {
	if pagina == 0 {
		pagina = 1
	}
	if dimensione == 0 {
		dimensione = massimaPaginaFdR3
	}
	for _, x := range [...]struct {
		nome       string
		n, massimo int64
	}{{"page", pagina, maxInt32}, {"size", dimensione, massimaPaginaFdR3}} {
		n := strconv.FormatInt(x.n, 10)
		if x.n < 1 || x.n > x.massimo {
			return rifiuta(CodiceNumero, x.nome, n, ErrValore)
		}
		q.Set(x.nome, n)
	}
	return nil
}
