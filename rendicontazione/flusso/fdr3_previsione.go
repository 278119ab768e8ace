package flusso

import (
	"bytes"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// A machine writes the payments of a page alike: the reader learns from the first
// one what stands between the values, and compares it in those that follow. They
// are taken out of the document, and what is left, which has the first payment
// and all that is not as foreseen, is read as any other. Where that is refused, or
// warned of, the whole document is read again as it is.

// previsione is what the first payment of a page tells of the others.
type previsione struct {
	prima  [membriPagamento][]byte // what stands before each value, from the end of the one before
	membro [membriPagamento]int    // which one it is
	coda   []byte                  // behind the last value, up to the brace
	tra    []byte                  // between the brace and the next one

	data        []byte // the last one that was parsed, with its day
	ultimaData  avviso.Data
	delGiorno   bool   // it has the day of Rome, as stessoGiorno has it
	esito       []byte // the last one read and its quote, with its outcome
	ultimoEsito Esito

	iuv, iur []byte          // of the payment that is read
	testi    strings.Builder // some of those that were
}

// The members of a payment.
const (
	membroIndex = iota
	membroIUV
	membroIUR
	membroIDTransfer
	membroPay
	membroPayStatus
	membroPayDate
	membriPagamento
)

var nomiPagamento = [membriPagamento]string{"index", "iuv", "iur", "idTransfer", "pay", "payStatus", "payDate"}

// pochiPrevisti is how many payments are worth reading by prediction.
const pochiPrevisti = 5

// membroData is how the list of payments is named.
const membroData = `"data"`

// prevediFdR3 takes the payments that are as foreseen out of a document; nil when there
// are none worth it.
func prevediFdR3(dati []byte) *lettoreFdR3 {
	s := senzaBOM(dati)
	inizio := bytes.Index(s, []byte(membroData))
	if inizio < 0 {
		return nil
	}
	inizio += len(membroData)
	for inizio < len(s) && strings.IndexByte(" \t\r\n:[", s[inizio]) >= 0 {
		inizio++
	}
	var p previsione
	fine, ok := p.impara(s, inizio)
	if !ok {
		return nil
	}
	i := fine
	previsti := make([]PagamentoFdR3, 1, 2+(len(s)-inizio)/(fine-inizio)) // the first one is put there when it is read
	for {
		n := len(previsti)
		previsti = append(previsti, PagamentoFdR3{})
		dopo, ok := p.segue(s, i, &previsti[n])
		if !ok {
			previsti = previsti[:n]
			break
		}
		i = dopo
	}
	if len(previsti) < pochiPrevisti {
		return nil
	}
	resto := string(s[:fine]) + string(s[i:])
	if strings.Count(resto, membroData) > 1 {
		return nil
	}
	return &lettoreFdR3{testo: resto, previsti: previsti}
}

// impara learns from the payment at i and returns where it ends.
func (p *previsione) impara(s []byte, i int) (fine int, ok bool) {
	if i == len(s) || s[i] != '{' {
		return 0, false
	}
	var visti [membriPagamento]bool
	var g PagamentoFdR3
	da := i
	for k := range membriPagamento {
		i++ // behind the brace, or the comma
		nome, dopo, ok := stringaLiscia(s, membri.Bianchi(s, i))
		if !ok {
			return 0, false
		}
		n := membroDi(string(nome))
		if i = membri.Bianchi(s, dopo); n < 0 || visti[n] || i == len(s) || s[i] != ':' {
			return 0, false
		}
		visti[n], p.membro[k] = true, n
		testo := n != membroIndex && n != membroIDTransfer && n != membroPay
		if i = membri.Bianchi(s, i+1); i == len(s) || s[i] == '"' != testo {
			return 0, false
		}
		if testo {
			i++
		}
		p.prima[k] = s[da:i]
		if i, ok = p.valore(s, i, n, &g); !ok {
			return 0, false
		}
		if da = i; testo {
			i++
		}
		if i = membri.Bianchi(s, i); i == len(s) || s[i] != ',' && k < membriPagamento-1 {
			return 0, false
		}
	}
	if s[i] != '}' {
		return 0, false
	}
	p.coda, fine = s[da:i+1], i+1
	if i = membri.Bianchi(s, fine); i == len(s) || s[i] != ',' {
		return 0, false
	}
	p.tra = s[fine:membri.Bianchi(s, i+1)]
	return fine, true
}

// segue reads the payment that follows the one that ends at i, and returns where
// it ends.
func (p *previsione) segue(s []byte, i int, g *PagamentoFdR3) (fine int, ok bool) {
	if !bytes.HasPrefix(s[i:], p.tra) {
		return 0, false
	}
	i += len(p.tra)
	for k, prima := range p.prima {
		if !bytes.HasPrefix(s[i:], prima) {
			return 0, false
		}
		if i, ok = p.valore(s, i+len(prima), p.membro[k], g); !ok {
			return 0, false
		}
	}
	if !bytes.HasPrefix(s[i:], p.coda) || !importoDiRiga(g.Riga.Importo, g.Riga.Esito) {
		return 0, false
	}
	p.tieni(&g.Riga, len(s)-i)
	return i + len(p.coda), true
}

// testiInsieme is how many bytes of texts are kept in one: enough that few are made, and
// so few that a payment does not hold the document.
const testiInsieme = 1 << 11

// tieni copies the texts of a payment behind those before it; resto bounds those to come.
func (p *previsione) tieni(r *Riga, resto int) {
	iuv, n := len(p.iuv), len(p.iuv)+len(p.iur)
	if p.testi.Cap()-p.testi.Len() < n {
		p.testi.Reset()
		p.testi.Grow(max(n, min(testiInsieme, resto)))
	}
	da := p.testi.Len()
	p.testi.Write(p.iuv)
	p.testi.Write(p.iur)
	testi := p.testi.String()[da:]
	r.IUV, r.IUR = testi[:iuv], testi[iuv:]
}

func membroDi(nome string) int {
	for i, n := range nomiPagamento {
		if n == nome {
			return i
		}
	}
	return -1
}

// stringaLiscia reads the string at i, up to the next quote.
func stringaLiscia(s []byte, i int) (v []byte, fine int, ok bool) {
	if i == len(s) || s[i] != '"' {
		return nil, 0, false
	}
	n := bytes.IndexByte(s[i+1:], '"')
	if n < 0 {
		return nil, 0, false
	}
	return s[i+1 : i+1+n], i + n + 2, true
}
