package cassa

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
)

// scrittura is one Ntry: its texts, and where each begins.
type scrittura struct {
	raccolta
	d        *documento
	qui      luogo
	propri   [nTx]int32 // place in tratti of each of its own, from 1
	tx       []int32    // place in tratti of the beginning of each transaction
	ripetuto uint8      // one that is given twice, of its own or of a transaction
	buf      []byte
}

// leggi reads the entry just opened.
func (n *scrittura) leggi(d *documento) error {
	n.svuota()
	n.d, n.qui, n.tx, n.ripetuto = d, d.luogo(), n.tx[:0], 0
	clear(n.propri[:])
	if err := n.leggiSimile(d, alberoNtry); err != nil {
		return err
	}
	var visti uint64 // of the transaction
	for i := range n.tratti {
		switch t := &n.tratti[i]; {
		case t.campo == nTx:
			n.tx = append(n.tx, int32(i))
			visti = 0
		case len(n.testo(t)) == 0:
		case t.campo > nTx:
			if visti&uniciTx&(1<<t.campo) != 0 && n.ripetuto == 0 {
				n.ripetuto = t.campo
			}
			visti |= 1 << t.campo
		case n.propri[t.campo] != 0 && n.ripetuto == 0:
			n.ripetuto = t.campo
		default:
			n.propri[t.campo] = int32(i) + 1
		}
	}
	return nil
}

// proprio returns a text of the entry itself, nil when there is none.
func (n *scrittura) proprio(campo uint8) []byte {
	if i := n.propri[campo]; i > 0 {
		return n.testo(&n.tratti[i-1])
	}
	return nil
}

// luogo returns where a text of the entry itself, which it has, begins.
func (n *scrittura) luogo(campo uint8) luogo { return n.tratti[n.propri[campo]-1].luogo }

// transazioni returns the texts from one transaction to another, that not included.
func (n *scrittura) transazioni(da, a int) []tratto {
	if da == a {
		return nil
	}
	fine := len(n.tratti)
	if a < len(n.tx) {
		fine = int(n.tx[a])
	}
	return n.tratti[n.tx[da]:fine]
}

// primoDi returns the first text of a number among some.
func (n *scrittura) primoDi(tratti []tratto, campo uint8) []byte {
	for i := range tratti {
		if tratti[i].campo == campo {
			if b := n.testo(&tratti[i]); len(b) > 0 {
				return b
			}
		}
	}
	return nil
}

// unico returns the text of a number that all transactions share, or the only one that has it;
// nil when they differ or none has it.
func (n *scrittura) unico(tratti []tratto, campo uint8) []byte {
	var unico []byte
	for i := range tratti {
		if tratti[i].campo != campo {
			continue
		}
		switch b := n.testo(&tratti[i]); {
		case len(b) == 0:
		case unico == nil:
			unico = b
		case string(unico) != string(b):
			return nil
		}
	}
	return unico
}

// parti joins all the texts of a number.
func (n *scrittura) parti(tratti []tratto, campo uint8) string {
	n.buf = n.buf[:0]
	for i := range tratti {
		if tratti[i].campo != campo {
			continue
		}
		if b := n.testo(&tratti[i]); len(b) > 0 {
			if len(n.buf) > 0 {
				n.buf = append(n.buf, traParti...)
			}
			n.buf = append(n.buf, b...)
		}
	}
	return string(n.buf)
}

// leggiNtry reads one entry and puts its movements into the queue.
func (c *camt053) leggiNtry() error {
	if err := c.usaTesta(); err != nil {
		if err := c.salta(); err != nil {
			return err
		}
		return err
	}
	c.posizione++
	if c.saltato {
		return c.salta()
	}
	n := &c.voce
	if err := n.leggi(c.d); err != nil {
		return c.chiudi(err)
	}
	q := &c.aperto.Quadratura
	q.Righe++
	importo, errImporto := n.importo()
	segno := c.d.comune(n.proprio(nSegno))
	c.pagina.tutte.aggiungi(segno, importo)
	if motivo, si := n.nonContabilizzata(); si && n.ripetuto == 0 {
		q.Ignorate++
		c.ignora(Motivo{Codice: motivo})
		return nil
	}
	c.pagina.registrate.aggiungi(segno, importo)
	base, err := n.movimento(c.chiusura, importo, errImporto)
	if err != nil {
		q.Rifiutate++
		return err
	}
	c.aperto.nelGiorno(base.DataContabile)
	if importo.IsZero() {
		q.Ignorate++
		c.ignora(Motivo{Codice: MotivoImportoZero})
		return nil
	}
	c.conto.intesta(&base, FonteCamt053)
	c.consegna(n, &base)
	return nil
}

// salta passes the element just opened over.
func (c *camt053) salta() error {
	if err := c.d.salta(); err != nil {
		return c.chiudi(err)
	}
	return nil
}

// importo reads the amount of the entry, 0.00 with the error when it is not good.
func (n *scrittura) importo() (avviso.Importo, error) {
	testo := n.proprio(nImporto)
	if testo == nil {
		return avviso.Importo{}, n.qui.errore(CodiceMancante, "Ntry/Amt", "", ErrMovimento)
	}
	if divisa := n.proprio(nDivisa); string(divisa) != divisaEuro {
		return avviso.Importo{}, n.luogo(nImporto).errore(CodiceDivisa, "Ntry/Amt", string(divisa), ErrDivisa)
	}
	imp, ok := leggiImporto(testo, '.', cifreCamt, true)
	if !ok || imp.Segno() < 0 {
		return avviso.Importo{}, n.luogo(nImporto).errore(CodiceImporto, "Ntry/Amt", string(testo), ErrMovimento)
	}
	return imp, nil
}

// nonContabilizzata reports whether the bank has not booked the entry, and the status it has.
func (n *scrittura) nonContabilizzata() (avviso.Codice, bool) {
	if proprio := n.proprio(nStatoProprio); proprio != nil {
		if string(proprio) == statoContabilizzato {
			return "PRTRY", true
		}
		return avviso.Codice(proprio), true
	}
	stato := n.proprio(nStato)
	return avviso.Codice(stato), stato != nil && string(stato) != statoContabilizzato
}

// movimento checks the entry and returns what its movements share. chiusura is the day of an
// entry that has none.
func (n *scrittura) movimento(chiusura avviso.Data, importo avviso.Importo, errImporto error) (Movimento, error) {
	rifiuta := func(codice avviso.Codice, campo uint8, valore string) (Movimento, error) {
		return Movimento{}, n.qui.errore(codice, "Ntry/"+nomiNtry[campo], valore, ErrMovimento)
	}
	switch {
	case n.ripetuto != 0:
		return rifiuta(CodiceRipetuto, n.ripetuto, "")
	case n.troppo:
		return Movimento{}, n.qui.errore(CodiceLimite, elementoScrittura, "", ErrMovimento)
	case errImporto != nil:
		return Movimento{}, errImporto
	}
	m := Movimento{Importo: importo, DataContabile: chiusura}
	segno, storno := n.d.comune(n.proprio(nSegno)), n.d.comune(n.proprio(nStorno))
	if storno == "" && n.storno() {
		storno = "true"
	}
	var ok bool
	if m.Segno, m.Storno, ok = segnoCamt(segno, storno); !ok {
		return rifiuta(CodiceValore, nSegno, segno+storno)
	}
	if b := n.proprio(nContabile); b != nil {
		if m.DataContabile, ok = dataCamt(n.d.comune(b)); !ok {
			return rifiuta(CodiceData, nContabile, string(b))
		}
	}
	if !m.DataContabile.IsValid() {
		return rifiuta(CodiceMancante, nContabile, "")
	}
	if b := n.proprio(nValuta); b != nil {
		if m.DataValuta, ok = dataCamt(n.d.comune(b)); !ok {
			return rifiuta(CodiceData, nValuta, string(b))
		}
	}
	return m, nil
}

// storno reports whether the entry has the CBI causale of a reversal.
func (n *scrittura) storno() bool {
	e := n.proprio(nEmittente)
	return strings.HasPrefix(string(n.proprio(nCausaleCBI)), causaleStorno) && (e == nil || strings.EqualFold(string(e), emittenteCBI))
}

// segnoCamt reads the mark of an entry and whether it is a reversal: the mark of a reversal
// is its own, the opposite of the movement it takes back.
func segnoCamt(segno, storno string) (s Segno, rovescio, ok bool) {
	switch {
	case vero(storno):
		rovescio = true
	case storno == "", storno == "false", storno == "0":
	default:
		return "", false, false
	}
	switch segno {
	case segnoCredito:
		s = Entrata
	case segnoDebito:
		s = Uscita
	default:
		return "", false, false
	}
	if rovescio {
		s = s.opposto()
	}
	return s, rovescio, true
}

// dataCamt reads Dt, or the day at Europe/Rome of DtTm.
func dataCamt(s string) (avviso.Data, bool) {
	if !strings.Contains(s, "T") {
		return leggiData(s)
	}
	t, err := ora.ParseLocale(s)
	if err != nil {
		return avviso.Data{}, false
	}
	return avviso.DataDi(t), true
}
