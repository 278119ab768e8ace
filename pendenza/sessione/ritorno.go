package sessione

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// EsitoRitorno is what the PSP says when the citizen comes back: indicative, the
// receipt decides.
//
// Sources: GovPay, API REST – Manuale di Integrazione 1.1, §4.4; GovPay,
// CheckoutUtils, for CANCEL.
type EsitoRitorno string

// The outcomes of a return.
const (
	EsitoOK        EsitoRitorno = "OK"        // debited
	EsitoErrore    EsitoRitorno = "ERROR"     // not debited
	EsitoDifferito EsitoRitorno = "DIFFERITO" // known with the receipt only
	EsitoAnnullato EsitoRitorno = "CANCEL"    // abandoned on Checkout: not debited
)

// IsValid reports whether e is one of the values.
func (e EsitoRitorno) IsValid() bool {
	return e == EsitoOK || e == EsitoErrore || e == EsitoDifferito || e == EsitoAnnullato
}

// Ritorno is what a return URL says.
type Ritorno struct {
	IDSession   string
	Esito       EsitoRitorno
	IDPagamento string           // of GovPay; "" where the Nodo alone wrote the URL
	IdDominio   avviso.IdDominio // written by the Nodo; zero when it is not there
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
		return "", rifiuta(avviso.Codice(pendenza.PAG013), "urlRitorno", "", ErrRitorno)
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
// esito, NOME for an esito that is none, RIPETUTO for a URL that has one of the
// parameters.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §4.4 and §7.1.
func ComponiRitorno(base string, r Ritorno) (string, error) {
	if r.IDSession == "" && base != "" {
		if _, err := leggiURL(base); err != nil {
			return "", err
		}
		return "", rifiuta(CodiceObbligatorio, parametroSessione, "", ErrRitorno)
	}
	return componi(base, r)
}

// componi is ComponiRitorno of a return that need not say its session.
func componi(base string, r Ritorno) (string, error) {
	if base == "" {
		return "", rifiuta(avviso.Codice(pendenza.PAG013), "url", "", ErrRitorno)
	}
	u, err := leggiURL(base)
	if err != nil {
		return "", err
	}
	prima, err := url.ParseQuery(u.RawQuery)
	switch {
	case err != nil:
		return "", rifiuta(CodiceURL, "url", base, ErrRitorno)
	case r.Esito == "":
		return "", rifiuta(CodiceObbligatorio, parametroEsito, "", ErrRitorno)
	case !r.Esito.IsValid():
		return "", rifiuta(CodiceNome, parametroEsito, string(r.Esito), ErrRitorno)
	}
	query := u.RawQuery
	for _, p := range [...]struct{ nome, valore string }{
		{parametroSessione, r.IDSession}, {parametroEsito, string(r.Esito)}, {parametroPagamento, r.IDPagamento}, {parametroDominio, r.IdDominio.String()},
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

// ParseRitorno reads what a return URL says. Other parameters are the portal's
// own. Errors, all ErrRitorno: URL, also for what is no UTF-8, OBBLIGATORIO for a missing idSession or
// esito, RIPETUTO, NOME for an esito that is none.
func ParseRitorno(s string) (Ritorno, error) {
	r, avvertenze, err := LeggiRitorno(s)
	switch {
	case err != nil:
		return Ritorno{}, err
	case len(avvertenze) > 0:
		return Ritorno{}, rifiuta(CodiceNome, parametroEsito, avvertenze[0].Valore, ErrRitorno)
	case r.Esito == "":
		return Ritorno{}, rifiuta(CodiceObbligatorio, parametroEsito, "", ErrRitorno)
	}
	return r, nil
}

// LeggiRitorno is ParseRitorno for URLs that the PSP wrote in its own way: an
// esito that is none of the list is DIFFERITO, with a warning (NOME). One that
// is missing leaves Esito empty.
func LeggiRitorno(s string) (Ritorno, []avviso.Avvertenza, error) {
	u, err := leggiURL(s)
	if err != nil {
		return Ritorno{}, nil, err
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Ritorno{}, nil, rifiuta(CodiceURL, "url", s, ErrRitorno)
	}
	for _, n := range [...]string{parametroSessione, parametroEsito, parametroPagamento, parametroDominio} {
		if len(q[n]) > 1 {
			return Ritorno{}, nil, rifiuta(CodiceRipetuto, n, q[n][1], ErrRitorno)
		}
		if !utf8.ValidString(q.Get(n)) {
			return Ritorno{}, nil, rifiuta(CodiceURL, n, "", ErrRitorno)
		}
	}
	r := Ritorno{IDSession: q.Get(parametroSessione), Esito: EsitoRitorno(q.Get(parametroEsito)), IDPagamento: q.Get(parametroPagamento)}
	if r.IDSession == "" {
		return Ritorno{}, nil, rifiuta(CodiceObbligatorio, parametroSessione, "", ErrRitorno)
	}
	if d := q.Get(parametroDominio); d != "" {
		if r.IdDominio, err = avviso.ParseIdDominio(d); err != nil {
			return Ritorno{}, nil, rifiuta(CodiceURL, parametroDominio, d, ErrRitorno)
		}
	}
	if r.Esito == "" || r.Esito.IsValid() {
		return r, nil, nil
	}
	ignoto := avviso.Avvertenza{Codice: CodiceNome, Campo: parametroEsito, Valore: string(r.Esito), Testo: "esito sconosciuto, letto come differito"}
	r.Esito = EsitoDifferito
	return r, []avviso.Avvertenza{ignoto}, nil
}
