package cassa

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
)

// saldoStmt is a balance of a statement.
type saldoStmt struct{ tipo, divisa, importo, segno, data string }

type saldiStmt []saldoStmt

// leggiSaldi returns the balances of the head.
func (c *camt053) leggiSaldi() (saldi saldiStmt) {
	for i := range c.testa.tratti {
		t := &c.testa.tratti[i]
		if t.campo == sSaldo {
			saldi = append(saldi, saldoStmt{})
			continue
		}
		if t.campo < sSaldoTipo || t.campo > sSaldoData {
			continue
		}
		s := &saldi[len(saldi)-1]
		if b := c.testa.testo(t); len(b) > 0 {
			*[...]*string{&s.tipo, &s.divisa, &s.importo, &s.segno, &s.data}[t.campo-sSaldoTipo] = string(b)
		}
	}
	return saldi
}

// data returns the day of the first balance of a type, the zero Data when there is none.
func (ss saldiStmt) data(tipo string) avviso.Data {
	for _, s := range ss {
		if s.tipo == tipo {
			d, _ := dataCamt(s.data)
			return d
		}
	}
	return avviso.Data{}
}

// importo returns the first balance of a type in euro, nil when there is none; false when it
// cannot be read.
func (ss saldiStmt) importo(tipo string) (*avviso.Importo, bool) {
	for _, s := range ss {
		if s.tipo != tipo || s.divisa != divisaEuro {
			continue
		}
		imp, ok := leggiImporto(s.importo, '.', cifreCamt, true)
		switch {
		case !ok, s.segno != segnoCredito && s.segno != segnoDebito:
			return nil, false
		case s.segno == segnoDebito:
			imp = imp.Neg()
		}
		return &imp, true
	}
	return nil, true
}

// sommeStmt adds the entries up: those that the bank has booked, and all of them, since
// statements do not say which their totals are of.
type sommeStmt struct{ registrate, tutte latiStmt }

type latiStmt struct {
	numero, nEntrate, nUscite int
	entrate, uscite, netto    avviso.Totale
}

func (l *latiStmt) aggiungi(segno string, importo avviso.Importo) {
	l.numero++
	switch segno {
	case segnoCredito:
		l.nEntrate++
		l.entrate.Aggiungi(importo)
		l.netto.Aggiungi(importo)
	case segnoDebito:
		l.nUscite++
		l.uscite.Aggiungi(importo)
		l.netto.Aggiungi(importo.Neg())
	}
}

func (l *latiStmt) unisci(m *latiStmt) {
	l.numero += m.numero
	l.nEntrate += m.nEntrate
	l.nUscite += m.nUscite
	l.entrate.Unisci(m.entrate)
	l.uscite.Unisci(m.uscite)
	l.netto.Unisci(m.netto)
}

// totaliStmt are the declared totals of TxsSummry, as printed; "" is one that is absent.
type totaliStmt [sUsciteSomma - sTotaleNumero + 1]string

func (t *totaliStmt) leggi(testa *raccolta) {
	for i := range t {
		t[i] = testa.primo(sTotaleNumero + uint8(i))
	}
}

// confronta compares the declared totals with the entries. One that cannot be read does not agree.
func (t *totaliStmt) confronta(s *sommeStmt) (numero, importo bool) {
	r, a := &s.registrate, &s.tutte
	testo := func(campo uint8) string { return t[campo-sTotaleNumero] }
	conta := func(campo uint8, ammessi ...int) bool {
		n, ok := cifre.Numero(testo(campo))
		for _, m := range ammessi {
			if testo(campo) == "" || ok && n == uint64(m) {
				return true
			}
		}
		return false
	}
	somma := func(campo uint8, ammesse ...avviso.Totale) bool {
		imp, ok := leggiImporto(testo(campo), '.', cifreCamt, true)
		for _, m := range ammesse {
			if testo(campo) == "" || ok && (m.Uguale(imp) || m.Uguale(imp.Neg())) {
				return true
			}
		}
		return false
	}
	lordo := func(l *latiStmt) avviso.Totale {
		t := l.entrate
		t.Unisci(l.uscite)
		return t
	}
	numero = conta(sTotaleNumero, r.numero, a.numero) && conta(sEntrateNumero, r.nEntrate, a.nEntrate) &&
		conta(sUsciteNumero, r.nUscite, a.nUscite)
	importo = somma(sTotaleSomma, lordo(r), lordo(a), r.netto, a.netto) && somma(sTotaleNetto, r.netto, a.netto) &&
		somma(sEntrateSomma, r.entrate, a.entrate) && somma(sUsciteSomma, r.uscite, a.uscite)
	return numero, importo
}

// gruppoStmt is the pages of one statement that follow each other, or a statement without pages:
// what the control totals are of.
type gruppoStmt struct {
	conteggio
	serie    string // Id and number, which pages share
	pagina   int
	aPagine  bool
	aperto   bool
	ultima   bool // the last page said that it is
	somme    sommeStmt
	giorno   avviso.Data // in the name of the last page
	prima    avviso.Data // booking date of the first entry by day, and of the last
	dopo     avviso.Data
	sospetti []totaliStmt // of the first page whose totals are not its own: those of the whole?
}

// apriGruppo begins a group, or goes on with the one of the page before.
func (c *camt053) apriGruppo(fonte, serie, pagina string) {
	g := &c.aperto
	n, err := strconv.Atoi(pagina)
	aPagine := pagina != ""
	if g.aperto && g.aPagine && aPagine && g.Fonte == fonte && g.serie == serie {
		if err != nil || n != g.pagina && n != g.pagina+1 {
			g.rileva(CodicePagina)
		}
		g.pagina = n
		return
	}
	c.chiudiGruppo()
	c.aperto = gruppoStmt{serie: serie, pagina: n, aPagine: aPagine, aperto: true}
}

// saldi keeps the balances: the first opening one and the last closing one.
func (g *gruppoStmt) saldi(ss saldiStmt) {
	iniziale, ok := ss.importo("OPBD")
	if iniziale == nil && ok {
		iniziale, ok = ss.importo("PRCD")
	}
	finale, ok2 := ss.importo("CLBD")
	if !ok || !ok2 {
		g.rileva(CodiceSaldo)
	}
	if g.SaldoIniziale == nil {
		g.SaldoIniziale = iniziale
	}
	if finale != nil {
		g.SaldoFinale = finale
	}
}

// nelGiorno notes the booking date of an entry.
func (g *gruppoStmt) nelGiorno(d avviso.Data) {
	if !g.prima.IsValid() || d.Prima(g.prima) {
		g.prima = d
	}
	if d.Dopo(g.dopo) {
		g.dopo = d
	}
}

// giorni completes the first and the last day with what the head does not say.
func (g *gruppoStmt) giorni() {
	for _, d := range [...]avviso.Data{g.dopo, g.giorno} {
		if !g.Al.IsValid() {
			g.Al = d
		}
	}
	for _, d := range [...]avviso.Data{g.prima, g.Al} {
		if !g.Dal.IsValid() {
			g.Dal = d
		}
	}
}

// chiudiPagina checks the totals of the statement, or page, just read.
func (c *camt053) chiudiPagina() {
	g := &c.aperto
	numero, importo := c.dichiara.confronta(&c.pagina)
	g.somme.registrate.unisci(&c.pagina.registrate)
	g.somme.tutte.unisci(&c.pagina.tutte)
	if (!numero || !importo) && len(g.sospetti) == 0 {
		g.sospetti = []totaliStmt{c.dichiara}
	}
}

// chiudiGruppo keeps the control totals of the group that is open, if one is.
func (c *camt053) chiudiGruppo() {
	g := &c.aperto
	if !g.aperto {
		return
	}
	for i := range g.sospetti {
		numero, importo := g.sospetti[i].confronta(&g.somme)
		if !numero {
			g.rileva(CodiceTotaleNumero)
		}
		if !importo {
			g.rileva(CodiceTotaleImporto)
		}
	}
	if !g.ultima {
		g.rileva(CodicePagina)
	}
	g.giorni()
	g.entrate, g.uscite, g.netto = g.somme.registrate.entrate, g.somme.registrate.uscite, g.somme.registrate.netto
	c.quadra(&g.conteggio)
	*g = gruppoStmt{}
}
