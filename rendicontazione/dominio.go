package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
)

// Dominio is one body (ente creditore) of the set that a reconciliation looks
// at, with what tells its own IUV from those that another of its intermediaries
// gives out.
type Dominio struct {
	// IdDominio is the body.
	IdDominio avviso.IdDominio `json:"idDominio"`
	// AuxDigit is the aux digit of its notices. When it is not known every IUV
	// counts as the body's own, so that a missing receipt is never excused.
	AuxDigit avviso.AuxDigit `json:"auxDigit,omitzero"`
	// ApplicationCodes are the application codes of its stations, two digits
	// each (aux digit 0). They do not show in an IUV and change nothing here.
	ApplicationCodes []string `json:"applicationCodes,omitempty"`
	// SegregationCodes are its own segregation codes, two digits each (aux
	// digit 3).
	SegregationCodes []string `json:"segregationCodes,omitempty"`
}

// Valida returns nil when d keeps its own rules, else an *Errore (ErrDominio)
// that names the member: MANCANTE for idDominio, AUX (also of a body with
// segregation codes, which only aux digit 3 has), CODICE for a code that is not two digits.
func (d Dominio) Valida() error {
	rifiuta := func(c avviso.Codice, campo, valore string) error {
		return &Errore{Codice: c, Campo: campo, Valore: valore, Err: ErrDominio}
	}
	if !d.IdDominio.IsValid() {
		return rifiuta(CodiceMancante, "idDominio", "")
	}
	if d.AuxDigit != "" && !d.AuxDigit.IsValid() {
		return rifiuta(avviso.CodiceAux, "auxDigit", string(d.AuxDigit))
	}
	for _, c := range d.ApplicationCodes {
		if !dueCifre(c) {
			return rifiuta(CodiceCodice, "applicationCodes", c)
		}
	}
	if len(d.SegregationCodes) > 0 && d.AuxDigit != avviso.Aux3 {
		return rifiuta(avviso.CodiceAux, "auxDigit", string(d.AuxDigit))
	}
	for _, c := range d.SegregationCodes {
		if !dueCifre(c) {
			return rifiuta(CodiceCodice, "segregationCodes", c)
		}
	}
	return nil
}

func dueCifre(s string) bool { return len(s) == 2 && cifre.Sole(s) }

// normale returns d with its codes sorted and each once: they are sets.
func (d Dominio) normale() Dominio {
	d.ApplicationCodes = codiciOrdinati(d.ApplicationCodes)
	d.SegregationCodes = codiciOrdinati(d.SegregationCodes)
	return d
}

func codiciOrdinati(codici []string) []string {
	if len(codici) == 0 {
		return nil
	}
	c := slices.Clone(codici)
	slices.Sort(c)
	return slices.Compact(c)
}

// uguale compares two configurations in the form of normale.
func (d Dominio) uguale(e Dominio) bool {
	return d.IdDominio == e.IdDominio && d.AuxDigit == e.AuxDigit &&
		slices.Equal(d.ApplicationCodes, e.ApplicationCodes) && slices.Equal(d.SegregationCodes, e.SegregationCodes)
}

// interno reports whether an IUV, in canonical form, is one that the body gives
// out itself.
//
// Source: GovPay, recognition of the IUV of a body (IuvUtils).
func (d Dominio) interno(iuv string) bool {
	if !d.AuxDigit.IsValid() {
		return true
	}
	u, err := avviso.ParseIUV(iuv)
	if err != nil {
		return false
	}
	c := avviso.Configurazione{AuxDigit: d.AuxDigit}
	if d.AuxDigit != avviso.Aux3 {
		return avviso.Interno(u, c)
	}
	for _, c.SegregationCode = range d.SegregationCodes {
		if avviso.Interno(u, c) {
			return true
		}
	}
	return false
}
