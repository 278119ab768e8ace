package sessione

import (
	"database/sql/driver"
	"net/url"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/nomi"
)

// EsitoRitorno is what the PSP says when the citizen comes back: indicative, the
// receipt decides. Zero is invalid.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §4.4.
type EsitoRitorno uint8

// The outcomes of a return.
const (
	EsitoOK        EsitoRitorno = iota + 1 // OK: debited
	EsitoErrore                            // ERROR: not debited
	EsitoDifferito                         // DIFFERITO: known with the receipt only
)

var nomiEsito = nomi.Nuova[EsitoRitorno](rifiutaNome, "OK", "ERROR", "DIFFERITO")

// ParseEsitoRitorno returns the value of a name, which must match exactly; anything else
// is a NOME error (ErrNome).
func ParseEsitoRitorno(v string) (EsitoRitorno, error) { return nomiEsito.Parse(v) }

// String returns the name.
func (e EsitoRitorno) String() string { return nomiEsito.String(e) }

// IsValid reports whether e is one of the values; zero is none.
func (e EsitoRitorno) IsValid() bool { return nomiEsito.Valido(e) }

// AppendText appends the name; the zero value is an error.
func (e EsitoRitorno) AppendText(b []byte) ([]byte, error) { return nomiEsito.AppendText(b, e) }

// MarshalText returns the name; the zero value is an error.
func (e EsitoRitorno) MarshalText() ([]byte, error) { return nomiEsito.AppendText(nil, e) }

// UnmarshalText reads a name.
func (e *EsitoRitorno) UnmarshalText(b []byte) error { return nomiEsito.UnmarshalText(e, b) }

// Scan reads a name from a column; NULL is an error.
func (e *EsitoRitorno) Scan(src any) error { return nomiEsito.Scan(e, src) }

// Value returns the name for a column.
func (e EsitoRitorno) Value() (driver.Value, error) { return nomiEsito.Value(e) }

// Ritorno is what a return URL says.
type Ritorno struct {
	IDSession   string
	Esito       EsitoRitorno
	IDPagamento string           // of GovPay; "" where the Nodo alone wrote the URL
	IDDominio   avviso.IdDominio // written by the Nodo; zero when it is not there
}

const (
	parametroSessione  = "idSession"
	parametroEsito     = "esito"
	parametroPagamento = "idPagamento"
	parametroDominio   = "idDominio"
)

// URLRitorno chooses where the citizen comes back: the URL of the request, else
// the one in the registry, for bodies with several portals. The error is PAG_013
// (ErrRitorno) when both are missing, URL for one that is not absolute.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §7.1.
func URLRitorno(richiesta, anagrafica string) (string, error) {
	scelta := richiesta
	if scelta == "" {
		scelta = anagrafica
	}
	if scelta == "" {
		return "", rifiuta(CodicePAG013, "urlRitorno", "", ErrRitorno)
	}
	if _, err := leggiURL(scelta); err != nil {
		return "", err
	}
	return scelta, nil
}

func leggiURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, rifiuta(CodiceURL, "url", s, ErrRitorno)
	}
	return u, nil
}

// ComponiRitorno adds idSession, esito, idPagamento and idDominio, in this order
// and without the empty ones, to a URL, behind the query that it may have. The
// rest of the URL stays as it is. Errors, all ErrRitorno: PAG_013 for no URL, URL
// for one that is not absolute, OBBLIGATORIO for a return without idSession or
// esito, RIPETUTO for a URL that has one of the parameters.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §4.4 and §7.1.
func ComponiRitorno(base string, r Ritorno) (string, error) {
	if base == "" {
		return "", rifiuta(CodicePAG013, "url", "", ErrRitorno)
	}
	u, err := leggiURL(base)
	if err != nil {
		return "", err
	}
	prima, err := url.ParseQuery(u.RawQuery)
	switch {
	case err != nil:
		return "", rifiuta(CodiceURL, "url", base, ErrRitorno)
	case r.IDSession == "":
		return "", rifiuta(CodiceObbligatorio, parametroSessione, "", ErrRitorno)
	case !r.Esito.IsValid():
		return "", rifiuta(CodiceObbligatorio, parametroEsito, "", ErrRitorno)
	}
	query := u.RawQuery
	for _, p := range [...]struct{ nome, valore string }{
		{parametroSessione, r.IDSession}, {parametroEsito, r.Esito.String()}, {parametroPagamento, r.IDPagamento}, {parametroDominio, dominio(r)},
	} {
		switch {
		case prima.Has(p.nome):
			return "", rifiuta(CodiceRipetuto, p.nome, prima.Get(p.nome), ErrRitorno)
		case p.valore == "":
			continue
		case query != "" && !strings.HasSuffix(query, "&"):
			query += "&"
		}
		query += p.nome + "=" + url.QueryEscape(p.valore)
	}
	testa, frammento, conFrammento := strings.Cut(base, "#")
	testa, _, _ = strings.Cut(testa, "?")
	testa += "?" + query
	if conFrammento {
		testa += "#" + frammento
	}
	return testa, nil
}

func dominio(r Ritorno) string {
	if !r.IDDominio.IsValid() {
		return ""
	}
	return r.IDDominio.String()
}

// ParseRitorno reads what a return URL says. Other parameters are the portal's
// own. Errors, all ErrRitorno: URL, OBBLIGATORIO for a missing idSession or
// esito, RIPETUTO, NOME for an esito that is none.
func ParseRitorno(s string) (Ritorno, error) {
	r, ignoto, err := LeggiRitorno(s)
	switch {
	case err != nil:
		return Ritorno{}, err
	case ignoto == "" && r.Esito == 0:
		return Ritorno{}, rifiuta(CodiceObbligatorio, parametroEsito, "", ErrRitorno)
	case ignoto != "":
		return Ritorno{}, rifiuta(CodiceNome, parametroEsito, ignoto, ErrRitorno)
	}
	return r, nil
}

// LeggiRitorno is ParseRitorno for URLs that the PSP wrote in its own way: an
// esito that is none of the three is DIFFERITO, and comes back as ignoto. One
// that is missing leaves Esito zero.
func LeggiRitorno(s string) (r Ritorno, ignoto string, err error) {
	u, err := leggiURL(s)
	if err != nil {
		return Ritorno{}, "", err
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Ritorno{}, "", rifiuta(CodiceURL, "url", s, ErrRitorno)
	}
	for _, n := range [...]string{parametroSessione, parametroEsito, parametroPagamento, parametroDominio} {
		if len(q[n]) > 1 {
			return Ritorno{}, "", rifiuta(CodiceRipetuto, n, q[n][1], ErrRitorno)
		}
	}
	r = Ritorno{IDSession: q.Get(parametroSessione), IDPagamento: q.Get(parametroPagamento)}
	if r.IDSession == "" {
		return Ritorno{}, "", rifiuta(CodiceObbligatorio, parametroSessione, "", ErrRitorno)
	}
	if d := q.Get(parametroDominio); d != "" {
		if r.IDDominio, err = avviso.ParseIdDominio(d); err != nil {
			return Ritorno{}, "", rifiuta(CodiceURL, parametroDominio, d, ErrRitorno)
		}
	}
	if e := q.Get(parametroEsito); e != "" {
		if r.Esito, err = ParseEsitoRitorno(e); err != nil {
			r.Esito, ignoto = EsitoDifferito, e
		}
	}
	return r, ignoto, nil
}
