package cassa

import (
	"errors"
	"io"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

const radiceCamt = "BkToCstmrStmt"

// NuovoCamt053 reads the entries of a camt.053 message, any version, alone or inside
// another document: elements are known by local name, those not used are skipped. Each Ntry is
// one movement.
//
//   - CdtDbtInd CRDT is an Entrata, DBIT an Uscita; with RvslInd true the mark is that of the
//     reversal itself, so DBIT is the Storno of an Entrata and CRDT of an Uscita.
//   - Importo is Amt, in euro (CodiceDivisa otherwise), with at most two decimals that are not zero.
//   - DataContabile is BookgDt and DataValuta ValDt; an instant is taken at Europe/Rome.
//   - TRN is TxDtls/Refs/TxId, else TxDtls/Refs/AcctSvcrRef, else AcctSvcrRef; EndToEndID is
//     TxDtls/Refs/EndToEndId unless NOTPROVIDED. A batch whose transactions differ has neither of its own.
//   - Causale joins every RmtInf/Ustrd with "\n"; without one it is AddtlNtryInf.
//   - ID is AcctSvcrRef, else NtryRef, else Stmt/Id "/" the position of the entry from 1; Fonte is
//     FonteCamt053 ":" and the account.
//
// An entry whose Sts is not BOOK is no movement yet: it is counted by Ignorati. A statement of
// an account that conti does not hold is one error with CodiceDominio.
//
// Source: ISO 20022, camt.053.001 BankToCustomerStatement, versions 02 to 13.
func NuovoCamt053(r io.Reader, conti Conti) *Estratto {
	c := &camt053{d: nuovoDocumento(r), conti: conti.normali(), registro: nuovoRegistro()}
	return &Estratto{c.leggi, c.registro}
}

// camt053 reads a message.
type camt053 struct {
	d     *documento
	conti conti
	*registro
	visto  bool // BkToCstmrStmt has been met
	finito bool

	// The statement being read.
	nelloStmt bool
	stmtID    string
	stmtQui   luogo
	conto     conto
	letto     bool // the account has been read
	saltato   bool // the account is of nobody: said once
	posizione int
}

// errFine ends the reading after its error has been given.
var errFine = errors.New("end")

func (c *camt053) leggi(yield func(Movimento, error) bool) {
	for !c.finito {
		m, dato, err := c.passo()
		if errors.Is(err, errFine) {
			return
		}
		if err != nil {
			if !yield(Movimento{}, err) {
				return
			}
			continue
		}
		if dato && !yield(m, nil) {
			return
		}
	}
}

// passo reads up to the next event that matters; dato says that it is a movement.
func (c *camt053) passo() (m Movimento, dato bool, err error) {
	if c.nelloStmt {
		return c.nelStmt()
	}
	ev, err := c.d.prossimo()
	switch {
	case err == io.EOF:
		c.finito = true
		if !c.visto {
			return m, false, &Errore{Codice: CodiceFormato, Campo: radiceCamt, Err: ErrFormato}
		}
		return m, false, errFine
	case err != nil:
		return m, false, c.chiudi(err)
	case ev != xmlrigido.Inizio:
		return m, false, nil
	}
	switch string(c.d.l.Locale()) {
	case radiceCamt:
		c.visto = true
	case "Stmt":
		if c.visto {
			c.nelloStmt, c.letto, c.saltato, c.posizione, c.stmtID = true, false, false, 0, ""
			c.stmtQui = c.d.luogo()
		}
	case "GrpHdr":
		if err := c.d.salta(); err != nil {
			return m, false, c.chiudi(err)
		}
	}
	return m, false, nil
}

func (c *camt053) chiudi(err error) error {
	c.finito = true
	return fineInattesa(err)
}

// nelStmt reads one child of the statement.
func (c *camt053) nelStmt() (m Movimento, dato bool, err error) {
	nome, err := c.d.figlio()
	if err != nil {
		return m, false, c.chiudi(err)
	}
	switch string(nome) {
	case "":
		c.nelloStmt = false
		return m, false, nil
	case "Id":
		b, err := c.d.foglia()
		if err != nil {
			return m, false, c.chiudi(err)
		}
		c.stmtID = string(b)
		return m, false, nil
	case "Acct":
		return m, false, c.leggiConto()
	case "Ntry":
		return c.leggiNtry()
	}
	if err := c.d.salta(); err != nil {
		return m, false, c.chiudi(err)
	}
	return m, false, nil
}

// leggiConto reads Acct/Id/IBAN, else Acct/Id/Othr/Id, and finds its body.
func (c *camt053) leggiConto() error {
	qui := c.d.luogo()
	resta := maxTestoVoce
	testi, err := c.d.foglie(map[string]bool{"Id/IBAN": true, "Id/Othr/Id": true}, &resta)
	if err != nil {
		return c.chiudi(err)
	}
	nome := primo(testi["Id/IBAN"], testi["Id/Othr/Id"])
	c.letto = true
	k, ok := c.conti.cerca(nome)
	if !ok {
		c.saltato = true
		codice := CodiceDominio
		if nome == "" {
			codice = CodiceMancante
		}
		return qui.errore(codice, "Stmt/Acct/Id", nome, ErrDominio)
	}
	c.conto = k
	return nil
}

// leggiNtry reads one entry.
func (c *camt053) leggiNtry() (m Movimento, dato bool, err error) {
	c.posizione++
	if c.saltato {
		if err := c.d.salta(); err != nil {
			return m, false, c.chiudi(err)
		}
		return m, false, nil
	}
	if !c.letto {
		c.saltato = true
		qui := c.stmtQui
		if err := c.d.salta(); err != nil {
			return m, false, c.chiudi(err)
		}
		return m, false, qui.errore(CodiceMancante, "Stmt/Acct/Id", "", ErrDominio)
	}
	n := ntry{resta: maxTestoVoce}
	if err := n.leggi(c.d); err != nil {
		return m, false, c.chiudi(err)
	}
	if n.stato != "" && n.stato != "BOOK" {
		c.ignora(Motivo{Codice: avviso.Codice(n.stato)})
		return m, false, nil
	}
	m, err = n.movimento(c.d)
	if err != nil {
		return Movimento{}, false, err
	}
	c.conto.intesta(&m, FonteCamt053)
	if m.ID == "" {
		m.ID = c.stmtID + "/" + strconv.Itoa(c.posizione)
	}
	return m, true, nil
}
