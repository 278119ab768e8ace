package pendenza

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// CodiceCaratteri is a name or a text with control characters or line ends, which are
// written as one blank.
const CodiceCaratteri avviso.Codice = "CARATTERI"

// suUnaRiga returns a position whose names and texts stand on one line, and a warning for
// each that did not. The position itself stays as it is.
func (p *Pendenza) suUnaRiga() (Pendenza, []avviso.Avvertenza) {
	q := p.oVuota()
	r := *q
	var a []avviso.Avvertenza
	riga := func(campo string, s *string) {
		if x := avviso.UnaRiga(*s); x != *s {
			a = append(a, avviso.Avvertenza{Codice: CodiceCaratteri, Campo: campo, Valore: *s, Testo: "caratteri di controllo o a capo, scritti come uno spazio"})
			*s = x
		}
	}
	riga("nome", &r.Nome)
	riga("causale", &r.Causale)
	if q.SoggettoPagatore != nil {
		s := *q.SoggettoPagatore
		for _, x := range [...]struct {
			nome string
			dove *string
		}{
			{"anagrafica", &s.Anagrafica},
			{"indirizzo", &s.Indirizzo},
			{"civico", &s.Civico},
			{"cap", &s.CAP},
			{"localita", &s.Localita},
			{"provincia", &s.Provincia},
		} {
			riga("soggettoPagatore."+x.nome, x.dove)
		}
		r.SoggettoPagatore = &s
	}
	if q.Documento != nil {
		d := *q.Documento
		riga("documento.descrizione", &d.Descrizione)
		r.Documento = &d
	}
	if q.Proprieta != nil {
		o := *q.Proprieta
		riga("proprieta.linguaSecondariaCausale", &o.LinguaSecondariaCausale)
		r.Proprieta = &o
	}
	r.Voci = slices.Clone(q.Voci)
	for i := range r.Voci {
		v := &r.Voci[i]
		riga(luogo{voce: i + 1, nome: "descrizione"}.String(), &v.Descrizione)
		riga(luogo{voce: i + 1, nome: "descrizioneCausaleRPT"}.String(), &v.DescrizioneCausaleRPT)
	}
	return r, a
}
