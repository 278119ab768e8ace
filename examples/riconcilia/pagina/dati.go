package pagina

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// dati are the objects of the tables, each the cells of a row and the positions of those that it leads
// to. Days are text, amounts cents.
type dati struct {
	Movimenti []oggetto `json:"m"`
	Flussi    []oggetto `json:"f"`
	Pagamenti []oggetto `json:"r"`
	Ricevute  []oggetto `json:"c"`
	Pendenze  []oggetto `json:"p"`
}

type oggetto struct {
	Celle   []any `json:"v"`
	Vedere  bool  `json:"!,omitempty"`
	Flussi  []int `json:"f,omitempty"`
	Righe   []int `json:"r,omitempty"`
	Crediti []int `json:"m,omitempty"`
	Debiti  []int `json:"p,omitempty"`
}

// giorno is written in the way that sorts.
func giorno(d avviso.Data) string {
	if !d.IsValid() {
		return ""
	}
	return d.String()
}

func datiDi(r *rendicontazione.Report) dati {
	d := dati{make([]oggetto, len(r.Movimenti)), make([]oggetto, len(r.Flussi)), make([]oggetto, len(r.Righe)), make([]oggetto, len(r.Ricevute)), make([]oggetto, len(r.Pendenze))}
	for i := range r.Movimenti {
		m := &r.Movimenti[i]
		o := oggetto{Celle: []any{giorno(m.DataContabile), m.Importo.Centesimi(), m.Classe.String(), m.ID, m.Provvisorio, m.IdDominio.String(), m.Ordinante, m.Causale}, Vedere: m.Classe.RichiedeIntervento() || m.Segnali.RichiedeIntervento()}
		for f := range r.FlussiDi(i) {
			o.Flussi = append(o.Flussi, f)
		}
		d.Movimenti[i] = o
	}
	for i := range r.Flussi {
		f := &r.Flussi[i]
		o := oggetto{
			Celle:  []any{giorno(f.DataRegolamento), f.ImportoTotalePagamenti.Centesimi(), f.Classe.String(), f.IDFlusso, f.NumeroTotalePagamenti, f.IdDominio.String(), f.Mittente.Codice},
			Vedere: f.Classe.RichiedeIntervento() || f.Segnali.RichiedeIntervento(), Crediti: f.Accrediti,
		}
		for g := range r.RigheDi(i) {
			o.Righe = append(o.Righe, g)
		}
		d.Flussi[i] = o
	}
	pendenza := func(o *oggetto, dominio avviso.IdDominio, iuv string) {
		if n, ok := r.PendenzaDi(dominio, iuv); ok {
			o.Debiti = []int{n}
		}
	}
	for i := range r.Righe {
		g := &r.Righe[i]
		o := oggetto{
			Celle:  []any{giorno(g.Data), g.Importo.Centesimi(), g.Classe.String(), g.IUV, g.IUR, g.Esito.String(), g.IDFlusso()},
			Vedere: g.Classe.RichiedeIntervento() || g.Segnali.RichiedeIntervento(), Flussi: []int{int(g.Flusso)},
		}
		pendenza(&o, g.IdDominio(), g.IUV)
		d.Pagamenti[i] = o
	}
	for i := range r.Ricevute {
		c := &r.Ricevute[i]
		o := oggetto{Celle: []any{giorno(c.Data), c.Importo.Centesimi(), c.Classe.String(), c.IUV, c.IUR, c.IdDominio.String()}, Vedere: c.Classe.RichiedeIntervento() || c.Segnali.RichiedeIntervento()}
		pendenza(&o, c.IdDominio, c.IUV)
		d.Ricevute[i] = o
	}
	for i := range r.Pendenze {
		p := &r.Pendenze[i]
		x := p.Contabile()
		var dovuto int64
		for _, v := range p.Voci {
			dovuto += v.Importo.Centesimi()
		}
		quietanzabile := "no"
		if p.Quietanzabile {
			quietanzabile = "sì"
		}
		d.Pendenze[i] = oggetto{Celle: []any{p.ID, dovuto, p.Classe.String(), p.IUV, quietanzabile, p.IdDominio.String(), x.Debitore.Anagrafica, x.Causale}, Vedere: p.Classe.RichiedeIntervento() || p.Segnali.RichiedeIntervento()}
	}
	return d
}
