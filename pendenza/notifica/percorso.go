package notifica

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// ParsePercorso reads the path of a call, whatever stands before it, and its query: what
// Notifica.Chiamata writes. The error is a *pendenza.Errore (ErrDocumento) that names the
// part, or the parameter.
//
// Source: GovPay, API Ente v1 and v2.
func ParsePercorso(chiamata string) (Percorso, error) {
	u, err := url.Parse(chiamata)
	if err != nil {
		return Percorso{}, errPercorso("URL", "", chiamata, err)
	}
	parti := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	var p Percorso
	for i := range parti {
		if parti[i] == "rendicontazioni" && i == len(parti)-1 {
			return p, p.query(u.RawQuery)
		}
		if parti[i] != "pagamenti" && parti[i] != "ricevute" && parti[i] != "rpp" {
			continue
		}
		if err := p.parti(parti[i], parti[i+1:]); err != nil {
			return Percorso{}, err
		}
		if err := p.query(u.RawQuery); err != nil {
			return Percorso{}, err
		}
		return p, nil
	}
	return Percorso{}, errPercorso("URL", "", chiamata, pendenza.ErrDocumento)
}

// parti reads what follows the name of a resource.
func (p *Percorso) parti(risorsa string, parti []string) error {
	attese := 3
	switch n := len(parti); {
	case risorsa != "pagamenti":
	case n == 4 && parti[3] == "annulla":
		attese = 4
	default:
		attese = 2
	}
	if len(parti) != attese {
		return errPercorso("URL", risorsa, strings.Join(parti, "/"), pendenza.ErrDocumento)
	}
	for i := range parti {
		s, err := url.PathUnescape(parti[i])
		if err == nil && !utf8.ValidString(s) {
			err = membri.ErrCodifica
		}
		if err != nil {
			return errPercorso("URL", risorsa, parti[i], err)
		}
		parti[i] = s
	}
	var err error
	if p.IdDominio, err = avviso.ParseIdDominio(parti[0]); err != nil {
		return errPercorso(pendenza.Pattern, "idDominio", parti[0], err)
	}
	if p.IUV, err = avviso.ParseIUV(parti[1]); err != nil {
		return errPercorso(pendenza.Pattern, "iuv", parti[1], err)
	}
	if len(parti) > 2 {
		p.IDRicevuta = parti[2]
	}
	return nil
}

// query reads the parameters: each once, 1 to 35 characters.
func (p *Percorso) query(query string) error {
	q, err := url.ParseQuery(query)
	if err != nil {
		return errPercorso("URL", "query", query, err)
	}
	for _, x := range [...]struct {
		nome string
		dove *string
	}{{"idSession", &p.IDSession}, {"idSessionePortale", &p.IDSessionePortale}, {"idCarrello", &p.IDCarrello}} {
		v, ok := q[x.nome]
		switch {
		case !ok:
			continue
		case len(v) > 1:
			return errPercorso(membri.CodiceMembro, x.nome, v[1], membri.ErrRipetuto)
		case !utf8.ValidString(v[0]):
			return errPercorso(membri.CodiceCodifica, x.nome, "", membri.ErrCodifica)
		case v[0] == "":
			return errPercorso(pendenza.LunghezzaMin, x.nome, "", pendenza.ErrDocumento)
		case utf8.RuneCountInString(v[0]) > massimoTesto:
			return errPercorso(pendenza.LunghezzaMax, x.nome, v[0], pendenza.ErrDocumento)
		}
		*x.dove = v[0]
	}
	return nil
}

// massimoTesto is how long an identifier may be.
const massimoTesto = 35

func errPercorso(c avviso.Codice, campo, valore string, causa error) error {
	if causa != pendenza.ErrDocumento { //nolint:errorlint // the kind alone
		causa = errore.Coppia(pendenza.ErrDocumento, causa)
	}
	return &pendenza.Errore{Codice: c, Campo: campo, Valore: valore, Err: causa}
}
