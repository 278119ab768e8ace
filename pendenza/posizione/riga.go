package posizione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
)

// AvvertenzaCaratteri is the code of a text written on one line that was not.
const AvvertenzaCaratteri avviso.Codice = "CARATTERI"

// Avvertenze tells the names and texts that Append writes otherwise than they are: runs
// of control characters and line ends become a blank (CARATTERI; avviso.UnaRiga).
func (p *Posizione) Avvertenze() []avviso.Avvertenza {
	if p == nil {
		return nil
	}
	_, avvertenze := p.suUnaRiga()
	return avvertenze
}

// suUnaRiga returns the position with its names and texts on one line, and a warning for
// each that was not.
func (p *Posizione) suUnaRiga() (Posizione, []avviso.Avvertenza) {
	var avvertenze []avviso.Avvertenza
	riga := func(campo string, s *string) {
		if x := avviso.UnaRiga(*s); x != *s {
			avvertenze = append(avvertenze, avviso.Avvertenza{
				Codice: AvvertenzaCaratteri, Campo: campo, Valore: *s, Testo: "caratteri di controllo scritti come uno spazio",
			})
			*s = x
		}
	}
	q := *p
	riga("companyName", &q.CompanyName)
	riga("officeName", &q.OfficeName)
	q.Opzioni = slices.Clone(p.Opzioni)
	for i := range q.Opzioni {
		o, dove := &q.Opzioni[i], passo("paymentOption", i)
		riga(dove+".description", &o.Descrizione)
		d := &o.Debitore
		for _, t := range []struct {
			nome string
			s    *string
		}{
			{"fullName", &d.FullName},
			{"streetName", &d.StreetName},
			{"civicNumber", &d.CivicNumber},
			{"postalCode", &d.PostalCode},
			{"city", &d.City},
			{"province", &d.Province},
			{"region", &d.Region},
			{"email", &d.Email},
			{"phone", &d.Phone},
		} {
			riga(dove+".debtor."+t.nome, t.s)
		}
		o.Rate = slices.Clone(o.Rate)
		for j := range o.Rate {
			r, dove := &o.Rate[j], passo(dove+".installments", j)
			riga(dove+".description", &r.Descrizione)
			r.Transfer = slices.Clone(r.Transfer)
			for k := range r.Transfer {
				t, dove := &r.Transfer[k], passo(dove+".transfer", k)
				riga(dove+".remittanceInformation", &t.RemittanceInformation)
				riga(dove+".companyName", &t.CompanyName)
			}
		}
	}
	return q, avvertenze
}
