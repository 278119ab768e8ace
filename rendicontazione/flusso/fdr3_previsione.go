package flusso

import (
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/membri"
)

// A machine writes the payments of a page alike: the reader learns from the first
// one what stands between the values, and compares it in those that follow. They
// are taken out of the document, and what is left, which has the first payment
// and all that is not as foreseen, is read as any other. Where that is refused, or
// warned of, the whole document is read again as it is.

// previsione is what the first payment of a page tells of the others.
type previsione struct {
	prima  [membriPagamento]string // what stands before each value, from the end of the one before
	membro [membriPagamento]int    // which one it is
	coda   string                  // behind the last value, up to the brace
	tra    string                  // between the brace and the next one

	data        string // the last one read, with its day
	ultimaData  avviso.Data
	esito       string // the last one read, with its outcome
	ultimoEsito Esito
	pagamentoPrevisto
}

// pagamentoPrevisto is a payment while its members are read.
type pagamentoPrevisto struct {
	PagamentoFdR3
	iuv, iur string
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

// prevedi takes the payments that are as foreseen out of the document, and reports
// whether there are some.
func (l *lettoreFdR3) prevedi() bool {
	s := l.testo
	inizio := strings.Index(s, membroData)
	if inizio < 0 {
		return false
	}
	inizio += len(membroData)
	for inizio < len(s) && strings.IndexByte(" \t\r\n:[", s[inizio]) >= 0 {
		inizio++
	}
	var p previsione
	fine, ok := p.impara(s, inizio)
	if !ok {
		return false
	}
	i := fine
	l.previsti = make([]PagamentoFdR3, 1, 2+(len(s)-inizio)/(fine-inizio)) // the first one is put there when it is read
	for {
		dopo, ok := p.segue(s, i)
		if !ok {
			break
		}
		i = dopo
		l.previsti = append(l.previsti, p.PagamentoFdR3)
	}
	if len(l.previsti) < pochiPrevisti {
		l.previsti = nil
		return false
	}
	l.testo = s[:fine] + s[i:]
	if strings.Count(l.testo, membroData) > 1 {
		l.testo, l.previsti = s, nil
		return false
	}
	return true
}

// impara learns from the payment at i and returns where it ends.
func (p *previsione) impara(s string, i int) (fine int, ok bool) {
	if i == len(s) || s[i] != '{' {
		return 0, false
	}
	var visti [membriPagamento]bool
	da := i
	for k := range membriPagamento {
		i++ // behind the brace, or the comma
		nome, dopo, ok := stringaLiscia(s, membri.Bianchi(s, i))
		if !ok {
			return 0, false
		}
		n := membroDi(nome)
		if i = membri.Bianchi(s, dopo); n < 0 || visti[n] || i == len(s) || s[i] != ':' {
			return 0, false
		}
		visti[n], p.membro[k] = true, n
		if i = membri.Bianchi(s, i+1); i < len(s) && s[i] == '"' {
			i++
		}
		p.prima[k] = s[da:i]
		if i, ok = p.valore(s, i, n); !ok {
			return 0, false
		}
		if da = i; s[i-1] == '"' {
			da = i - 1
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
func (p *previsione) segue(s string, i int) (fine int, ok bool) {
	if !strings.HasPrefix(s[i:], p.tra) {
		return 0, false
	}
	i += len(p.tra)
	p.pagamentoPrevisto = pagamentoPrevisto{}
	for k := range p.prima {
		if !strings.HasPrefix(s[i:], p.prima[k]) {
			return 0, false
		}
		if i, ok = p.valore(s, i+len(p.prima[k]), p.membro[k]); !ok {
			return 0, false
		}
		if s[i-1] == '"' {
			i--
		}
	}
	if !strings.HasPrefix(s[i:], p.coda) || !importoDiRiga(p.Riga.Importo, p.Riga.Esito) {
		return 0, false
	}
	testi := p.iuv + p.iur // copied, not to keep the whole document
	p.Riga.IUV, p.Riga.IUR = testi[:len(p.iuv)], testi[len(p.iuv):]
	return i + len(p.coda), true
}

// valore reads a value that nothing can be said of: the others are for the reader of
// any document. A text begins behind its quote, and ends behind the other one.
func (p *previsione) valore(s string, i, membro int) (fine int, ok bool) {
	testo := membro != membroIndex && membro != membroIDTransfer && membro != membroPay
	if quotato := i > 0 && s[i-1] == '"'; quotato != testo {
		return 0, false
	}
	if !testo {
		return p.numero(s, i, membro)
	}
	n := strings.IndexByte(s[i:], '"')
	if n < 1 {
		return 0, false
	}
	v := s[i : i+n]
	switch membro {
	case membroIUV:
		p.iuv, ok = v, semplice(v)
	case membroIUR:
		p.iur, ok = v, semplice(v)
	case membroPayStatus:
		if v != p.esito {
			if p.ultimoEsito, ok = EsitoFdR3(v); !ok {
				return 0, false
			}
			p.esito = v
		}
		p.Riga.Esito, ok = p.ultimoEsito, true
	default:
		if v != p.data {
			if p.ultimaData, ok = giornoDiRoma(v); !ok || !semplice(v) {
				return 0, false
			}
			p.data = v
		}
		p.Riga.Data, ok = p.ultimaData, true
	}
	return i + n + 1, ok
}

// numero reads a number in its shortest form.
func (p *previsione) numero(s string, i, membro int) (fine int, ok bool) {
	fine = i
	for fine < len(s) && (s[fine]-'0' <= 9 || s[fine] == '.') {
		fine++
	}
	v := s[i:fine]
	if v == "" || len(v) > 15 || v[0] == '0' && !strings.HasPrefix(v, "0.") {
		return 0, false
	}
	if membro == membroPay {
		d, ok := cifre.Leggi(v, '.')
		p.Riga.Importo = avviso.ImportoDaCentesimi(d.Centesimi)
		return fine, ok && d.Interi > 0 && d.Separatore == (d.Decimali > 0) && d.Decimali <= 2 &&
			d.Centesimi > 0 && p.Riga.Importo.Compare(avviso.MaxImporto) <= 0
	}
	n, ok := cifre.Numero(v)
	if membro == membroIndex {
		p.Indice = int64(n) //nolint:gosec // fifteen digits
		return fine, ok && n >= 1
	}
	p.Riga.Indice = avviso.Indice(min(n, 255)) //nolint:gosec // small
	return fine, ok && n >= 1 && n <= uint64(avviso.MaxIndice)
}

// semplice reports whether a text is one of 1 to 35 characters of ASCII, none of
// them white space or an escape.
func semplice(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= utf8.RuneSelf || s[i] == '\\' {
			return false
		}
	}
	return s != "" && len(s) <= maxTesto35
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
func stringaLiscia(s string, i int) (v string, fine int, ok bool) {
	if i == len(s) || s[i] != '"' {
		return "", 0, false
	}
	n := strings.IndexByte(s[i+1:], '"')
	if n < 0 {
		return "", 0, false
	}
	return s[i+1 : i+1+n], i + n + 2, true
}
