package rpt

import (
	"bytes"

	"github.com/quietanza/quietanza/internal/nomi"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/internal/schema"
)

// dataOra visits an instant.
func dataOra(v *schema.Visita, nome string, p *DataOra, o schema.Presenza) {
	if !v.Legge() {
		switch {
		case p.IsZero() && o == facoltativo:
		case p.IsZero():
			v.Manca(nome)
		case !p.IsValid():
			v.Rifiuta(nome, p.String(), schema.Data, nil)
		default:
			v.Scrivi(nome, p.String())
		}
		return
	}
	b, ok := v.Foglia(nome, o)
	if !ok {
		return
	}
	s := string(bytes.Trim(b, " \t\r\n"))
	t, err := ora.ParseLocale(s)
	switch {
	case err != nil:
		v.Rifiuta(nome, s, schema.Data, err)
	case !(DataOra{t}).IsValid():
		v.Rifiuta(nome, s, schema.Data, errIstanteZero)
	default:
		p.Time = t
	}
}

// enumera visits a value of a list, of which the schema allows here only those
// in ammessi (bit 1 is value 1; 0 allows all).
func enumera[T ~uint8](v *schema.Visita, nome string, p *T, t *nomi.Tabella[T], ammessi uint) {
	if !v.Legge() && t.Valido(*p) && !ammesso(*p, ammessi) {
		v.Rifiuta(nome, t.String(*p), schema.Elenco, nil)
		return
	}
	schema.Enumera(v, nome, p, t, obbligatorio)
	if v.Err() == nil && !ammesso(*p, ammessi) {
		v.Rifiuta(nome, t.String(*p), schema.Elenco, nil)
	}
}

func ammesso[T ~uint8](x T, ammessi uint) bool { return ammessi == 0 || ammessi&(1<<x) != 0 }

// esito visits codiceEsitoPagamento.
func esito(v *schema.Visita, nome string, p *CodiceEsitoPagamento) {
	if !v.Legge() {
		switch {
		case *p == "":
			v.Manca(nome)
		case !p.IsValid():
			v.Rifiuta(nome, string(*p), schema.Elenco, nil)
		default:
			v.Scrivi(nome, string(*p))
		}
		return
	}
	b, ok := v.Foglia(nome, obbligatorio)
	if !ok {
		return
	}
	if *p, ok = riconosciEsito(string(b)); ok {
		return
	}
	if !v.Tollera(schema.TolleraImporti) {
		v.Rifiuta(nome, string(b), schema.Elenco, nil)
		return
	}
	*p = CodiceEsitoPagamento(b)
	v.Avverti(AvvertenzaEsito, nome, string(b), "esito sconosciuto")
}
