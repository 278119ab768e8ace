package cassa

import "github.com/quietanza/quietanza/avviso"

// The totals of a page are those of the whole and those of the account being read.
const (
	dellaPagina = iota
	delConto
)

// totaliGiornale adds up the movements of a page, or of one account of it, beside the totals that
// the treasurer declares: balance before, in, out, balance after.
//
// What the declared totals hold of movements taken back is not documented, so they are checked
// for their own arithmetic and the movements are not summed against them.
type totaliGiornale struct {
	conteggio
	dichiarati [4]*avviso.Importo
}

// elementiTotali are the names of the declared totals.
var elementiTotali = [2][4]string{
	dellaPagina: {"saldo_complessivo_precedente", "totale_complessivo_entrate", "totale_complessivo_uscite", "saldo_complessivo_finale"},
	delConto:    {"saldo_precedente_conto_evidenza", "totale_entrate_conto_evidenza", "totale_uscite_conto_evidenza", "saldo_finale_conto_evidenza"},
}

// totale reads a declared total, or skips what is none. One that cannot be read is no reason to
// refuse the page: the control is said to have failed.
func (g *Giornale) totale(di int, nome []byte) error {
	for i, n := range elementiTotali[di] {
		if string(nome) != n {
			continue
		}
		b, err := g.d.foglia()
		if err != nil {
			return err
		}
		t := &g.totali[di]
		imp, ok := leggiImporto(b, '.', cifreOPI, true)
		if !ok || t.dichiarati[i] != nil {
			t.rileva(CodiceTotaleImporto)
			return nil
		}
		t.dichiarati[i] = &imp
		return nil
	}
	return g.d.salta()
}

// registra counts a movement for the page and for its account.
func (g *Giornale) registra(v *Voce, rifiutata bool) {
	uso := v.Uso()
	_, ignorata := v.ignorata()
	for i := range g.totali {
		t := &g.totali[i]
		t.Righe++
		switch {
		case rifiutata:
			t.Rifiutate++
		case ignorata:
			t.Ignorate++
		case uso == UsoCredito, uso == UsoStorno:
			t.conteggio.registra(uso == UsoCredito, v.Importo.Abs())
		}
	}
}

// ignorata says why a movement gives neither cash nor the state of a provvisorio.
func (v *Voce) ignorata() (Motivo, bool) {
	switch uso := v.Uso(); {
	case uso == UsoIgnorato:
		return Motivo{MotivoTipo, v.TipoMovimento, v.TipoDocumento, v.TipoOperazione}, true
	case (uso == UsoCredito || uso == UsoStorno) && v.Importo.IsZero():
		return Motivo{Codice: MotivoImportoZero}, true
	}
	return Motivo{}, false
}

// quadraConto keeps the totals of the account read, if it declares any.
func (g *Giornale) quadraConto() {
	t := &g.totali[delConto]
	if t.dichiarati == ([4]*avviso.Importo{}) && len(t.Rilievi) == 0 {
		return
	}
	t.Conto = g.conto
	g.quadrature = append(g.quadrature, g.quadratura(t))
}

// quadraPagina keeps the totals of the page.
func (g *Giornale) quadraPagina() {
	g.quadrature = append(g.quadrature, g.quadratura(&g.totali[dellaPagina]))
}

// quadratura checks the declared totals.
func (g *Giornale) quadratura(t *totaliGiornale) Quadratura {
	h := &g.Intestazione
	t.Fonte, t.Estratto, t.Dal, t.Al = FonteOPI, h.IDFlussoBT, h.Dal, h.Al
	q := t.chiudi()
	q.SaldoIniziale, q.SaldoFinale = t.dichiarati[0], t.dichiarati[3]
	var somma avviso.Totale
	for i, imp := range t.dichiarati {
		if imp == nil {
			return q
		}
		if i < 2 {
			somma.Aggiungi(*imp)
		} else {
			somma.Aggiungi(imp.Neg())
		}
	}
	differenza, err := somma.Importo() // four amounts of 15 digits
	if q.Differenza = differenza; err != nil || !differenza.IsZero() {
		q.Rilievi = append(q.Rilievi, CodiceSaldo)
	}
	return q
}

// Quadrature returns what the totals of the page say, after the last movement: of each account
// that declares them, in the order of the document, then of the page. Entrate are the credits
// read, Uscite their reversals.
func (g *Giornale) Quadrature() []Quadratura {
	if g == nil || g.registro == nil {
		return nil
	}
	return append([]Quadratura(nil), g.quadrature...)
}
