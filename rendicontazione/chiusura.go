package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// chiusura finds the groups: its nodes are the flows of the report and then the
// payments by body and IUV, joined where they meet.
type chiusura struct {
	r      *Report
	finoAl avviso.Data
	padri  []int
	aperti []bool // by root, once joined
	gruppi map[ChiavePagamento]int
	nomi   []ChiavePagamento // of the nodes behind the flows
}

// radice returns the node that stands for the group of a node.
func (c *chiusura) radice(n int) int {
	for c.padri[n] != n {
		c.padri[n] = c.padri[c.padri[n]]
		n = c.padri[n]
	}
	return n
}

func (c *chiusura) unisci(a, b int) {
	a, b = c.radice(a), c.radice(b)
	if b < a {
		a, b = b, a
	}
	c.padri[b] = a
	c.aperti[a] = c.aperti[a] || c.aperti[b]
}

func (c *chiusura) apri(n int) { c.aperti[c.radice(n)] = true }

// gruppo returns the node of the payments of a body with an IUV.
func (c *chiusura) gruppo(d avviso.IdDominio, iuv string) int {
	k := ChiavePagamento{d, iuv}
	n, ok := c.gruppi[k]
	if !ok {
		n = len(c.padri)
		c.gruppi[k] = n
		c.padri = append(c.padri, n)
		c.aperti = append(c.aperti, false)
		c.nomi = append(c.nomi, k)
	}
	return n
}

// dopo reports whether a day is after the limit.
func (c *chiusura) dopo(d avviso.Data) bool { return c.finoAl.IsValid() && d.Dopo(c.finoAl) }

// collegaFlussi joins the current flows with the payments of their rows.
func (c *chiusura) collegaFlussi() {
	r := c.r
	for f := range r.Flussi {
		e := &r.Flussi[f]
		if e.Classe == FlussoObsoleto || e.Classe == FlussoFuoriAmbito {
			c.apri(f)
			continue
		}
		if !c.chiudeFlusso(e) {
			c.apri(f)
		}
		for i := range r.RigheDi(f) {
			x := &r.Righe[i]
			c.unisci(f, c.gruppo(e.IdDominio, x.IUV))
			if x.Classe != RigaAbbinata && x.Classe != RigaSenzaRicevutaAmmessa || x.Segnali.RichiedeIntervento() {
				c.apri(f)
			}
		}
	}
}

// chiudeFlusso reports whether nothing about the flow itself keeps it open.
func (c *chiusura) chiudeFlusso(e *EsitoFlusso) bool {
	switch {
	case e.Classe != FlussoRiconciliato || e.Segnali.RichiedeIntervento() || e.trattenuto():
		return false
	case c.dopo(e.DataOraFlusso.Data()) || c.dopo(e.DataRegolamento):
		return false
	case e.righe == 1 && c.r.Righe[e.primaRiga].IUV == e.IDFlusso: // stands for one already
		return false
	}
	for _, m := range e.Accrediti {
		if a := &c.r.Movimenti[m]; c.dopo(a.DataContabile) || a.Segnali.RichiedeIntervento() || a.Classe.RichiedeIntervento() {
			return false
		}
	}
	return true
}

// collegaDebiti joins the payments that one position expects, and opens the groups
// of receipts and positions that are not settled.
func (c *chiusura) collegaDebiti() {
	for i := range c.r.Ricevute {
		x := &c.r.Ricevute[i]
		n := c.gruppo(x.IdDominio, x.IUV)
		estranea := x.Classe == RicevutaEsclusa && !x.entrata()
		if x.Classe != RicevutaIncassata && !estranea || x.Segnali.RichiedeIntervento() || c.dopo(x.Data) {
			c.apri(n)
		}
	}
	for i := range c.r.Pendenze {
		p := &c.r.Pendenze[i]
		primo := c.gruppo(p.IdDominio, p.IUV)
		for _, d := range p.enti() {
			c.unisci(primo, c.gruppo(d, p.IUV))
		}
		if p.Classe != PendenzaIncassata || !p.Quietanzabile || p.Segnali.RichiedeIntervento() {
			c.apri(primo)
		}
	}
}

// apriSingoli opens the groups of the payments that a movement names by their IUV.
func (c *chiusura) apriSingoli() {
	var lette []causale.Causale
	for i := range c.r.Movimenti {
		e := &c.r.Movimenti[i]
		for _, iuv := range iuvNominati(e.IUV, e.Causale, &lette) {
			if n, ok := c.gruppi[ChiavePagamento{e.IdDominio, iuv}]; ok {
				c.apri(n)
			}
		}
	}
}

// apriConflitti opens the groups of the objects that came with several contents.
func (c *chiusura) apriConflitti() {
	chiavi := make(map[chiaveOggetto]bool, len(c.r.Conflitti))
	for _, x := range c.r.Conflitti {
		chiavi[chiaveOggetto{x.Tipo, x.Chiave}] = true
	}
	if len(chiavi) == 0 {
		return
	}
	for f := range c.r.Flussi {
		if chiavi[chiaveOggetto{OggettoFlusso, c.r.Flussi[f].ChiaveVersione().String()}] {
			c.apri(c.corrente(f))
		}
	}
	for i := range c.r.Ricevute {
		if x := &c.r.Ricevute[i]; chiavi[chiaveOggetto{OggettoRicevuta, x.Chiave().String()}] {
			c.apri(c.gruppo(x.IdDominio, x.IUV))
		}
	}
	for i := range c.r.Pendenze {
		if p := &c.r.Pendenze[i]; chiavi[chiaveOggetto{OggettoPendenza, p.Chiave().String()}] {
			c.apri(c.gruppo(p.IdDominio, p.IUV))
		}
	}
}

// corrente returns the current version of the flow of a version.
func (c *chiusura) corrente(f int) int {
	for f+1 < len(c.r.Flussi) && c.r.Flussi[f+1].Chiave() == c.r.Flussi[f].Chiave() {
		f++
	}
	return f
}

// componi lists the groups that have a flow and that nothing keeps open, in the
// order of their first flows.
func (c *chiusura) componi() Chiusi {
	var chiusi Chiusi
	posti := make(map[int]int) // by root, place in chiusi
	for f := range c.r.Flussi {
		e := &c.r.Flussi[f]
		n := c.radice(c.corrente(f))
		if c.aperti[n] {
			continue
		}
		i, ok := posti[n]
		if !ok {
			i = len(chiusi)
			posti[n] = i
			chiusi = append(chiusi, Chiuso{})
		}
		g := &chiusi[i]
		g.Flussi = append(g.Flussi, e.ChiaveVersione())
		if e.Classe != FlussoObsoleto {
			s, v := c.r.sostituto(e)
			g.Sostituti, g.Saldi = append(g.Sostituti, s), append(g.Saldi, v)
		}
	}
	gruppo := func(d avviso.IdDominio, iuv string) *Chiuso {
		if i, ok := posti[c.radice(c.gruppo(d, iuv))]; ok {
			return &chiusi[i]
		}
		return nil
	}
	for _, k := range c.nomi {
		if g := gruppo(k.IdDominio, k.IUV); g != nil {
			g.Pagamenti = append(g.Pagamenti, k)
		}
	}
	for i := range c.r.Ricevute {
		x := &c.r.Ricevute[i]
		if g := gruppo(x.IdDominio, x.IUV); g != nil {
			g.Ricevute = append(g.Ricevute, x.Chiave())
		}
	}
	for i := range c.r.Pendenze {
		p := &c.r.Pendenze[i]
		if g := gruppo(p.IdDominio, p.IUV); g != nil {
			g.Pendenze = append(g.Pendenze, p.Chiave())
		}
	}
	return chiusi
}

// sostituto returns what stands in the place of a flow, and the item that it
// wants.
func (r *Report) sostituto(e *EsitoFlusso) (flusso.Flusso, VoceRicevuta) {
	f := flusso.Flusso{Testata: e.Testata}
	f.NumeroTotalePagamenti = 1
	riga := flusso.Riga{IUV: e.IDFlusso, IUR: e.IDFlusso, Indice: 1, Importo: e.ImportoTotalePagamenti, Esito: flusso.Eseguito}
	for i := e.primaRiga; i < e.primaRiga+e.righe; i++ {
		if d := r.Righe[i].Data; !riga.Data.IsValid() || d.Prima(riga.Data) {
			riga.Data = d
		}
	}
	f.Righe = []flusso.Riga{riga}
	return f, VoceRicevuta{
		IdDominio: e.IdDominio, IUV: riga.IUV, IUR: riga.IUR, Indice: 1, Importo: riga.Importo, Data: riga.Data, Tipo: avviso.AltroIntermediario,
	}
}
