package cassa

import (
	"errors"
	"io"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Names of the elements below which the statements are.
const (
	radiceCamt        = "BkToCstmrStmt"
	radiceCBI         = "CBIBdyBkToCstmrStmtReq"
	radiceGiornaliera = "CBIDlyStmtReqLogMsg"
	radicePeriodica   = "CBIPrdcStmtReqLogMsg"
	elementoBustaCBI  = "CBIEnvelBkToCstmrStmtReqLogMsg"
	elementoNumeroCBI = "NbOfLogMsg"
	radiceRapporto    = "BkToCstmrAcctRpt"
	radiceNotifica    = "BkToCstmrDbtCdtNtfctn"
	elementoEstratto  = "Stmt"
	elementoScrittura = "Ntry"
	elementoGrpHdr    = "GrpHdr"
)

// NuovoCamt053 reads the entries of a camt.053 message, any version, or of a CBI XML statement
// (rendicontazione), daily or periodic, whole or without its envelopes, alone or inside another
// document: elements are known by local name, those not used are skipped. Each Ntry is one
// movement; one of several TxDtls is as many, if each has its amount in euro, none contradicts
// the mark, and they make the amount of the entry, else one that is a Lotto.
//
//   - CdtDbtInd CRDT is an Entrata, DBIT an Uscita; with RvslInd true, or without RvslInd and
//     with the CBI causale 68 (storno scritture), the mark is that of the reversal itself, so DBIT
//     is the Storno of an Entrata and CRDT of an Uscita.
//   - Importo is Amt, in euro (CodiceDivisa otherwise), with at most two decimals that are not zero.
//   - DataContabile is BookgDt, else the date of the closing balance; DataValuta is ValDt; an
//     instant is taken at Europe/Rome.
//   - RifBanca is AcctSvcrRef, of the transaction before that of the entry; TRN is Refs/ClrSysRef,
//     else Refs/TxId; EndToEndID is Refs/EndToEndId. Words for no reference are left out, and what
//     the transactions of a Lotto do not share.
//   - Causale joins RmtInf/Ustrd, RmtInf/Strd/CdtrRefInf/Ref, RmtInf/Strd/AddtlRmtInf, AddtlTxInf
//     and AddtlNtryInf, as Movimento says; references that the bank writes in them (TRN:, :TID:, :E2E:,
//     :RI3:…) are used where the elements give none. A creditor reference with the shape of a IUV or of a
//     notice number is IUV instead.
//   - Fonte is FonteCamt053 ":" and the account. Estratto is Stmt/Id, ElctrncSeqNb (else LglSeqNb)
//     and the day of the closing balance. The reference of the ID is that of the transaction, of
//     the entry, Refs/TxId, Refs/ClrSysRef; never NtryRef, which banks start again in every
//     statement, nor EndToEndId.
//
// An entry whose Sts is not BOOK, or of amount zero, is no movement: it is counted by Ignorati. A
// statement of an account that conti does not hold is one error with CodiceDominio. Messages
// camt.052 and camt.054, whose entries look alike, are refused with CodiceFormato.
//
// Source: ISO 20022, camt.053.001 BankToCustomerStatement, versions 02 to 13; CBI, Flussi
// informativi – Rendicontazioni XML (STRN-MO-001) 00.01.02.
func NuovoCamt053(r io.Reader, conti Conti) *Estratto {
	c := &camt053{d: nuovoDocumento(r), conti: conti.normali(), registro: nuovoRegistro()}
	c.testa.massimo, c.voce.massimo = maxTestoVoce, maxScrittura
	return &Estratto{c.leggi, c.registro}
}

// camt053 reads a message.
type camt053 struct {
	d     *documento
	conti conti
	*registro
	visto      bool // below one of the roots
	finito     bool
	dichiarati int // NbOfLogMsg, 0 when the document has none
	buste      int
	// Page of the message, "" when it has no others.
	paginaMessaggio string
	ultimaPagina    bool

	stmt
	nelloStmt bool
	voce      scrittura   // the entry being read
	coda      []Movimento // of the entry read last
	dati      int         // how many of them have been given
}

// errFine ends the reading after its error has been given.
var errFine = errors.New("end")

func (c *camt053) leggi(yield func(Movimento, error) bool) {
	for {
		for c.dati < len(c.coda) {
			c.dati++
			if !yield(c.coda[c.dati-1], nil) {
				return
			}
		}
		if c.finito {
			return
		}
		err := c.passo()
		if err != nil && err != errFine && !yield(Movimento{}, err) {
			return
		}
	}
}

// passo reads up to the next event that matters and puts movements into the queue.
func (c *camt053) passo() error {
	if c.nelloStmt {
		return c.nelStmt()
	}
	ev, err := c.d.prossimo()
	switch {
	case err == io.EOF:
		return c.fine()
	case err != nil:
		return c.chiudi(err)
	case ev != xmlrigido.Inizio:
		return nil
	}
	switch nome := c.d.l.Locale(); string(nome) {
	case radiceCamt, radiceCBI, radiceGiornaliera, radicePeriodica:
		c.visto = true
	case elementoEstratto:
		if c.visto {
			c.apriStmt()
		}
	case elementoBustaCBI:
		c.buste++
	case elementoNumeroCBI:
		b, err := c.d.foglia()
		if err != nil {
			return c.chiudi(err)
		}
		if c.dichiarati > 0 { // of which of the two
			c.rileva(FonteCamt053, CodiceTotaleEstratti)
		} else if n, ok := cifre.Numero(b); ok && n > 0 {
			c.dichiarati = int(min(n, 1<<31))
		}
	case radiceRapporto, radiceNotifica:
		if !c.visto {
			c.finito = true
			return c.d.luogo().errore(CodiceFormato, string(nome), "", errore.Coppia(ErrFormato, nonEstratti[string(nome)]))
		}
	case elementoGrpHdr:
		if err := c.leggiGrpHdr(); err != nil {
			return c.chiudi(err)
		}
	}
	return nil
}

// Parts of GrpHdr that are used.
const (
	gPagina uint8 = iota + 1
	gUltima
)

var alberoGrpHdr = nuovoAlbero(ramo{"MsgPgntn/PgNb", gPagina}, ramo{"MsgPgntn/LastPgInd", gUltima})

// leggiGrpHdr reads the pagination of the message: before version 03 the statements have none of
// their own.
func (c *camt053) leggiGrpHdr() error {
	r := raccolta{massimo: maxTestoVoce}
	err := r.leggi(c.d, alberoGrpHdr)
	c.paginaMessaggio, c.ultimaPagina = r.primo(gPagina), vero(r.primo(gUltima))
	if c.paginaMessaggio == "1" && c.ultimaPagina {
		c.paginaMessaggio = ""
	}
	return err
}

// vero reports whether an xs:boolean is true.
func vero(s string) bool { return s == "true" || s == "1" }

// nonEstratti are the messages whose entries would count money twice, or money that may vanish.
var nonEstratti = map[string]error{
	radiceRapporto: errors.New(messaggioCamt052),
	radiceNotifica: errors.New(messaggioCamt054),
}

// fine ends a document read whole.
func (c *camt053) fine() error {
	c.finito = true
	if !c.visto {
		return &Errore{Codice: CodiceFormato, Campo: radiceCamt, Err: ErrFormato}
	}
	c.chiudiGruppo()
	if c.paginaMessaggio != "" && !c.ultimaPagina {
		c.rileva(FonteCamt053, CodicePagina)
	}
	if c.dichiarati > 0 && c.buste > 0 && c.dichiarati != c.buste {
		c.rileva(FonteCamt053, CodiceTotaleEstratti)
	}
	return errFine
}

// chiudi ends a document that cannot be read further.
func (c *camt053) chiudi(err error) error {
	c.finito = true
	if c.nelloStmt && c.pronta() {
		c.aperto.rileva(CodicePagina)
	}
	c.chiudiGruppo()
	return fineInattesa(err)
}
