package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Chiuso is a group of objects that have met and that nothing keeps open: flows
// credited to the cent, every row with its receipt, every receipt on the account,
// every debt dischargeable. A later reconciliation may leave them out and take
// what stands in their place, as long as no new document names one of them.
// Movements stay: what a bank takes back later may concern any of them.
type Chiuso struct {
	// Flussi are the flows, all their versions, Ricevute the items of receipts,
	// Pendenze the positions that may be left out.
	Flussi   []flusso.ChiaveVersione `json:"flussi"`
	Ricevute []ChiaveRicevuta        `json:"ricevute"`
	Pendenze []ChiavePendenza        `json:"pendenze"`
	// Pagamenti are the payments by which a new document may name the group.
	Pagamenti []ChiavePagamento `json:"pagamenti"`
	// Sostituti stand in the place of the flows: each has the header of its flow
	// and one row, of its whole amount, whose IUV and IUR are the
	// identificativoFlusso; Saldi are the items that those rows want. What the
	// bank does to a closed flow shows on the one in its place.
	Sostituti []flusso.Flusso `json:"sostituti"`
	Saldi     []VoceRicevuta  `json:"saldi"`
}

// Chiusi are groups that may be left out: see Chiudibili.
type Chiusi []Chiuso

// Chiudibili returns the groups of the report that no later document can change
// unless it names them, all of whose dates are not after a day; the zero day is
// no limit. The nightly run of a host that keeps them is: Riaperti tells which of
// them the documents of the day name; those come back whole; the rest is left
// out, with their Sostituti and Saldi in its place (Resto does both to an Input).
// Then every object that is not left out has the class that it would have if
// nothing were.
//
// Anything that asks for a person, is held, conflicts, was paid twice, refunded or
// settled by a single transfer keeps its group open.
func (r *Report) Chiudibili(finoAl avviso.Data) Chiusi {
	if r == nil {
		return nil
	}
	c := chiusura{r: r, finoAl: finoAl, gruppi: make(map[ChiavePagamento]int)}
	c.padri = make([]int, len(r.Flussi))
	for i := range c.padri {
		c.padri[i] = i
	}
	c.aperti = make([]bool, len(r.Flussi))
	c.collegaFlussi()
	c.collegaDebiti()
	c.apriSingoli()
	c.apriConflitti()
	return c.componi()
}

// Resto returns an input without the objects of the groups, and with what stands
// in their place.
func (c Chiusi) Resto(in Input) Input {
	flussi, ricevute, pendenze := make(map[flusso.ChiaveVersione]bool), make(map[ChiaveRicevuta]bool), make(map[ChiavePendenza]bool)
	for i := range c {
		for _, k := range c[i].Flussi {
			flussi[k] = true
		}
		for _, k := range c[i].Ricevute {
			ricevute[k] = true
		}
		for _, k := range c[i].Pendenze {
			pendenze[k] = true
		}
	}
	resto := in
	resto.Flussi = senza(in.Flussi, func(f *flusso.Flusso) bool { return flussi[f.ChiaveVersione()] })
	resto.Ricevute = senza(in.Ricevute, func(v *VoceRicevuta) bool {
		k := v.Chiave()
		k.IUV = riferimento.Canonico(k.IUV)
		return ricevute[k]
	})
	resto.Pendenze = senza(in.Pendenze, func(p *Pendenza) bool { return pendenze[p.Chiave()] })
	for i := range c {
		resto.Flussi = append(resto.Flussi, c[i].Sostituti...)
		resto.Ricevute = append(resto.Ricevute, c[i].Saldi...)
	}
	return resto
}

// senza returns a copy of a list without some of its objects.
func senza[T any](lista []T, via func(*T) bool) []T {
	resto := make([]T, 0, len(lista))
	for i := range lista {
		if !via(&lista[i]) {
			resto = append(resto, lista[i])
		}
	}
	return resto
}

// Riaperti divides the groups into those that new objects do not name and those
// that they do: by the IUV of a row, of an item, of a position or of a single
// transfer, by the identificativoFlusso of a flow, by the key of a position. It
// takes time linear in both.
func (c Chiusi) Riaperti(nuovi Input) (restano, riaperti Chiusi) {
	pagamenti, flussi, pendenze := make(map[ChiavePagamento]int), make(map[flusso.Chiave]int), make(map[ChiavePendenza]int)
	for i := range c {
		for _, k := range c[i].Pagamenti {
			pagamenti[k] = i + 1
		}
		for _, k := range c[i].Flussi {
			flussi[k.Chiave] = i + 1
		}
		for _, k := range c[i].Pendenze {
			pendenze[k] = i + 1
		}
	}
	nominati := make([]bool, len(c)+1)
	nomina := func(d avviso.IdDominio, iuv string) {
		nominati[pagamenti[ChiavePagamento{d, riferimento.Canonico(iuv)}]] = true
	}
	var lette []causale.Causale
	for i := range nuovi.Movimenti {
		m := &nuovi.Movimenti[i]
		for _, iuv := range iuvNominati(m.IUV, m.Causale, &lette) {
			nomina(m.IdDominio, iuv)
		}
	}
	for i := range nuovi.Flussi {
		f := &nuovi.Flussi[i]
		nominati[flussi[f.Chiave()]] = true
		for j := range f.Righe {
			nomina(f.IdDominio, f.Righe[j].IUV)
		}
	}
	for i := range nuovi.Ricevute {
		nomina(nuovi.Ricevute[i].IdDominio, nuovi.Ricevute[i].IUV)
	}
	for i := range nuovi.Pendenze {
		p := &nuovi.Pendenze[i]
		nominati[pendenze[p.Chiave()]] = true
		nomina(p.IdDominio, p.IUV)
		for _, v := range p.Voci {
			nomina(v.IdDominio, p.IUV)
		}
	}
	for i := range c {
		if nominati[i+1] {
			riaperti = append(riaperti, c[i])
		} else {
			restano = append(restano, c[i])
		}
	}
	return restano, riaperti
}

// iuvNominati returns the IUV that a movement may name a payment by.
func iuvNominati(iuv avviso.IUV, testo string, lette *[]causale.Causale) (nomi []string) {
	if iuv.IsValid() {
		nomi = append(nomi, riferimento.Canonico(iuv.String()))
	}
	*lette, _ = causale.AppendTutti((*lette)[:0], testo) // what cannot be read names nothing
	for _, l := range *lette {
		if l.Tipo == causale.PUR {
			continue
		}
		nomi = append(nomi, riferimento.Canonico(l.IUV))
		for _, k := range l.Candidati {
			nomi = append(nomi, riferimento.Canonico(k))
		}
	}
	return nomi
}
