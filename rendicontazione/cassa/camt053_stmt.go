package cassa

import (
	"cmp"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Parts of a Stmt that are used, without its entries.
const (
	sConto uint8 = iota + 1 // Acct begins
	sIBAN
	sAltroConto
	sID
	sNumero
	sNumeroLegale
	sCreato
	sInizio
	sFine
	sPagina
	sUltima
	sSequenza
	sSaldo // Bal begins
	sSaldoTipo
	sSaldoDivisa
	sSaldoImporto
	sSaldoSegno
	sSaldoData
	sTotaleNumero
	sTotaleSomma
	sTotaleNetto
	sEntrateNumero
	sEntrateSomma
	sUsciteNumero
	sUsciteSomma
)

var alberoStmt = nuovoAlbero(
	ramo{"Acct:", sConto},
	ramo{"Acct/Id/IBAN", sIBAN},
	ramo{"Acct/Id/BBAN", sAltroConto},
	ramo{"Acct/Id/Othr/Id", sAltroConto},
	ramo{"Acct/Id/PrtryAcct/Id", sAltroConto},
	ramo{"Id", sID},
	ramo{"ElctrncSeqNb", sNumero},
	ramo{"LglSeqNb", sNumeroLegale},
	ramo{"CreDtTm", sCreato},
	ramo{"FrToDt/FrDtTm", sInizio},
	ramo{"FrToDt/ToDtTm", sFine},
	ramo{"StmtPgntn/PgNb", sPagina},
	ramo{"StmtPgntn/LastPgInd", sUltima},
	ramo{"RptgSeq/EQSeq", sSequenza},
	ramo{"RptgSeq/FrSeq", sSequenza},
	ramo{"RptgSeq/FrToSeq/FrSeq", sSequenza},
	ramo{"Bal:", sSaldo},
	ramo{"Bal/Tp/CdOrPrtry/Cd", sSaldoTipo},
	ramo{"Bal/Amt@Ccy", sSaldoDivisa},
	ramo{"Bal/Amt", sSaldoImporto},
	ramo{"Bal/CdtDbtInd", sSaldoSegno},
	ramo{"Bal/Dt/Dt", sSaldoData},
	ramo{"Bal/Dt/DtTm", sSaldoData},
	ramo{"TxsSummry/TtlNtries/NbOfNtries", sTotaleNumero},
	ramo{"TxsSummry/TtlNtries/Sum", sTotaleSomma},
	ramo{"TxsSummry/TtlNtries/TtlNetNtryAmt", sTotaleNetto},
	ramo{"TxsSummry/TtlNtries/TtlNetNtry/Amt", sTotaleNetto},
	ramo{"TxsSummry/TtlCdtNtries/NbOfNtries", sEntrateNumero},
	ramo{"TxsSummry/TtlCdtNtries/Sum", sEntrateSomma},
	ramo{"TxsSummry/TtlDbtNtries/NbOfNtries", sUsciteNumero},
	ramo{"TxsSummry/TtlDbtNtries/Sum", sUsciteSomma},
).conLuogo(sConto)

// stmt is the statement being read.
type stmt struct {
	qui       luogo
	testa     raccolta
	conto     conto
	saltato   bool // the account is of nobody, or the head cannot be used: said once
	conConto  bool
	letta     bool // the head has been used: the statement has a name
	posizione int  // of the last entry
	pagina    sommeStmt
	dichiara  totaliStmt
	chiusura  avviso.Data // of the closing balance
	aperto    gruppoStmt
}

// maxNomeStmt bounds the name of a statement, which stands in the IDs of its entries: ISO 20022 makes
// Id of 35 characters.
const maxNomeStmt = 256

// pronta reports whether the statement has a name and totals.
func (s *stmt) pronta() bool { return s.letta && !s.saltato }

func (c *camt053) apriStmt() {
	c.nelloStmt = true
	c.testa.svuota()
	c.stmt = stmt{qui: c.d.luogo(), testa: c.testa, aperto: c.aperto}
}

// nelStmt reads one child of the statement.
func (c *camt053) nelStmt() error {
	nome, err := c.d.figlio()
	switch {
	case err != nil:
		return c.chiudi(err)
	case nome == nil:
		c.nelloStmt = false
		if !c.conConto {
			return nil
		}
		err := c.usaTesta()
		if c.pronta() {
			c.chiudiPagina()
		}
		return err
	case string(nome) == elementoScrittura:
		return c.leggiNtry()
	}
	i := alberoStmt.figlio(nome, 0)
	if i < 0 {
		if err := c.d.salta(); err != nil {
			return c.chiudi(err)
		}
		return nil
	}
	f := &alberoStmt.figli[i]
	if err := c.testa.leggi(c.d, f); err != nil {
		return c.chiudi(err)
	}
	if f.campo == sConto {
		return c.cercaConto()
	}
	return nil
}

// primo returns the first text of a number, "" when there is none.
func (r *raccolta) primo(campo uint8) string {
	for i := range r.tratti {
		if t := &r.tratti[i]; t.campo == campo {
			if b := r.testo(t); len(b) > 0 {
				return string(b)
			}
		}
	}
	return ""
}

// ripetuto returns the number of an element of the head that is given twice, 0 when there is
// none. Each balance has its own; the sequences may be many.
func (r *raccolta) ripetuto() uint8 {
	var visti uint32
	for i := range r.tratti {
		switch t := &r.tratti[i]; {
		case t.campo == sSaldo:
			visti &^= diSaldo
		case t.campo == sSequenza || t.campo != sConto && len(r.testo(t)) == 0:
		case visti&(1<<t.campo) != 0:
			return t.campo
		default:
			visti |= 1 << t.campo
		}
	}
	return 0
}

// diSaldo are the elements of a balance.
const diSaldo = 1<<sSaldoTipo | 1<<sSaldoDivisa | 1<<sSaldoImporto | 1<<sSaldoSegno | 1<<sSaldoData

// cercaConto finds the body of the account just read.
func (c *camt053) cercaConto() error {
	if c.conConto || c.saltato {
		return nil
	}
	c.conConto = true
	nome := c.testa.primo(sIBAN)
	if nome == "" {
		nome = c.testa.primo(sAltroConto)
	}
	k, ok := c.conti.cerca(nome)
	if c.conto = k; ok {
		return nil
	}
	c.saltato = true
	codice := CodiceDominio
	if nome == "" {
		codice = CodiceMancante
	}
	qui := c.qui
	for i := range c.testa.tratti {
		if c.testa.tratti[i].campo == sConto {
			qui = c.testa.tratti[i].luogo
		}
	}
	return qui.errore(codice, "Stmt/Acct/Id", nome, ErrDominio)
}

// usaTesta gives the statement its name and its declared totals, once, before the first entry.
func (c *camt053) usaTesta() error {
	if c.letta || c.saltato {
		return nil
	}
	switch {
	case !c.conConto:
		c.saltato = true
		return c.qui.errore(CodiceMancante, "Stmt/Acct/Id", "", ErrDominio)
	case c.testa.troppo:
		c.saltato = true
		return c.qui.errore(CodiceLimite, elementoEstratto, "", ErrSintassi)
	}
	if campo := c.testa.ripetuto(); campo != 0 {
		c.saltato = true
		return c.qui.errore(CodiceRipetuto, "Stmt/"+alberoStmt.via(campo), "", ErrMovimento)
	}
	saldi := c.leggiSaldi()
	c.chiusura = saldi.data("CLBD")
	c.dichiara.leggi(&c.testa)
	dal, al := c.giorno(sInizio), c.giorno(sFine)
	giorno := c.chiusura
	for _, altro := range [...]avviso.Data{saldi.data("ITBD"), al, c.giorno(sCreato)} {
		if !giorno.IsValid() {
			giorno = altro
		}
	}
	numero := cmp.Or(c.testa.primo(sNumero), c.testa.primo(sNumeroLegale))
	serie := conParti(c.testa.primo(sID), "/", numero)
	base := conParti(serie, "/", strings.ReplaceAll(giorno.String(), "-", ""))
	pagina, ultima := c.testa.primo(sPagina), vero(c.testa.primo(sUltima))
	if pagina == "" {
		pagina, ultima = c.paginaMessaggio, true // of the message: said of the last statement
	}
	nome := conParti(base, "/p", cmp.Or(pagina, c.testa.primo(sSequenza)))
	if len(nome) > maxNomeStmt {
		c.saltato = true
		return c.qui.errore(CodiceLimite, "Stmt/Id", nome, ErrMovimento)
	}
	c.letta = true
	nome = c.apri(nome)
	var m Movimento
	c.conto.intesta(&m, FonteCamt053)
	c.apriGruppo(m.Fonte, serie, pagina)
	q := &c.aperto.Quadratura
	q.Fonte, q.Conto, q.Estratto = m.Fonte, c.conto.testo, nome
	if pagina != "" {
		q.Estratto = base
	}
	if !q.Dal.IsValid() {
		q.Dal = dal
	}
	q.Al = al
	if !q.Al.IsValid() {
		q.Al = c.chiusura
	}
	c.aperto.giorno = giorno
	c.aperto.saldi(saldi)
	c.aperto.ultima = ultima
	return nil
}

// conParti adds a part to a name, if there is one.
func conParti(nome, segno, parte string) string {
	if parte == "" {
		return nome
	}
	return nome + segno + parte
}

// giorno reads one of the dates of the head, the zero Data when there is none.
func (c *camt053) giorno(campo uint8) avviso.Data {
	d, _ := dataCamt(c.testa.primo(campo))
	return d
}
