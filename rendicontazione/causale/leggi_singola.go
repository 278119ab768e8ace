package causale

import (
	"strings"
	"unicode"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/riferimento"
)

const maxSeparatoriSingola = 2 // after RFS or RFB

// trovato is a single reference found in a text.
type trovato struct {
	tipo        Tipo
	ancorato    bool
	segmento    int // end of the segment: a slash, or the end of the text
	inizio      int // where the segment begins
	iuv         string
	rf          bool // the IUV is an RF reference
	controllato bool // its check digits were looked at
	avvertenze  Avvertenze
}

// prossimo finds the next RFS or RFB at or after i, not preceded by a letter or
// digit and followed by one or two separators, and begins r with it.
func (t *testo) prossimo(r *trovato, i int) bool {
	s := t.s
	*r = trovato{}
	for i = erreEffe(s, i); i+2 < len(s); i = erreEffe(s, i+1) {
		if dopoAlfanumerico(s, i) {
			continue
		}
		switch s[i+2] | 0x20 {
		case 's':
			r.tipo = RFS
		case 'b':
			r.tipo = RFB
		default:
			continue
		}
		dopo := saltaSeparatori(s, i+3, maxSeparatoriSingola)
		if dopo == i+3 {
			continue
		}
		r.ancorato = t.apre(i)
		r.segmento = t.fineSegmento(dopo)
		r.inizio, _ = saltaSpazi(s, dopo)
		return true
	}
	return false
}

// leggiSingole adds to dst the references to one payment, whose IUV are distinct:
// those that count. After a reference to a flow, in dst from base on, none that
// is not recognisable counts. The first of them begins at i or later.
func (t *testo) leggiSingole(dst []Causale, base, i int) ([]Causale, error) {
	flussi := len(dst) > base
	singole := len(dst)
	r := trovato{inizio: i}
	for {
		n := len(dst)
		if ok, err := t.conta(&r, flussi, n == base); !ok {
			return dst, err
		}
		var c *Causale
		dst, c = aggiunta(dst)
		c.identifica(&r)
		if nomina(dst[singole:n], c.IUV) {
			dst = dst[:n]
		} else {
			c.leggiResto(t.s, &r)
		}
		if t.unaSola {
			return dst, nil
		}
	}
}

// conta finds the next reference to one payment that counts, after r, and puts it there.
// After flows it must be recognisable; a IUV that is too long is refused in the first
// reference of the text.
func (t *testo) conta(r *trovato, flussi, prima bool) (bool, error) {
	for t.prossimo(r, r.inizio) {
		r.leggiIUV(t.s[r.inizio:r.segmento])
		if r.rf = r.controllato; !r.rf && riferimento.FormaRF(r.iuv) {
			r.rf, r.iuv = true, strings.ToUpper(r.iuv)
			if !riferimento.CheckRF(r.iuv) {
				r.avvertenze |= CheckDigit
			}
		}
		switch {
		case r.iuv == "", (flussi || !r.ancorato) && !r.riconoscibile():
		case len(r.iuv) <= riferimento.MaxIUV:
			return true, nil
		case prima:
			return false, rifiuta(CodiceIUV, "iuv", t.s, r.inizio+1)
		}
	}
	return false, nil
}

// nomina reports whether one of the references to a payment is of the IUV.
func nomina(singole []Causale, iuv string) bool {
	for i := range singole {
		if singole[i].IUV == iuv {
			return true
		}
	}
	return false
}

// riconoscibile reports whether the IUV is one on its own: an RF reference, or
// 15 to 18 digits.
func (r *trovato) riconoscibile() bool {
	return r.rf || len(r.iuv) >= 15 && len(r.iuv) <= 18 && cifre.Sole(r.iuv)
}

// leggiIUV finds the IUV in its segment; "" when there is none.
func (r *trovato) leggiIUV(segmento string) {
	if iniziaRF(segmento) {
		if iuv, spaziato, valido := rfDiSegmento(segmento); iuv != "" {
			r.iuv, r.controllato = iuv, true
			if spaziato {
				r.avvertenze |= IUVSpaziato
			}
			if !valido {
				r.avvertenze |= CheckDigit
			}
			return
		}
	}
	da := 0
	for da < len(segmento) && !carattereID(segmento[da]) {
		da++
	}
	a := fineCaratteri(segmento, da)
	if a-da == riferimento.MaxIUV && a < len(segmento) && carattereID(segmento[a]) {
		a++ // too long
	}
	r.iuv = segmento[da:a]
	if len(r.iuv) < 15 && r.iuv != "" && cifre.Sole(r.iuv) {
		if unite, ok := unisciCifre(segmento, da, a); ok {
			r.iuv = unite
			r.avvertenze |= Spezzato
		}
	}
}

// iniziaRF reports whether a segment begins with RF and two digits, white space
// between them ignored.
func iniziaRF(s string) bool {
	if len(s) == 0 || s[0]|0x20 != 'r' {
		return false
	}
	if riferimento.PrefissoRF(s) {
		return true
	}
	i, ok := parola(s, 0, "RF")
	for range 2 {
		if !ok {
			return false
		}
		i, _ = saltaSpazi(s, i)
		ok = cifra(s, i)
		i++
	}
	return ok
}

// rfDiSegmento reads an RF reference at the beginning of a segment: the longest
// prefix ending at white space, or at the end, whose check digits hold; else
// the whole segment when it has the shape of one. It is in upper case.
func rfDiSegmento(s string) (iuv string, spaziato, valido bool) {
	if rfIntero(s) {
		return s, false, true
	}
	if iuv, ok := rfAGruppi(s); ok {
		return iuv, true, true
	}
	var buf [riferimento.MaxRF]byte
	n, fine, lungo := 0, 0, 0 // characters read; end and length of the longest valid prefix
	var resto uint64
	i := 0
	for n < len(buf) {
		da := n
		for i < len(s) && n < len(buf) && alfanumerico(s[i]) {
			buf[n] = maiuscolo(s[i])
			n++
			i++
		}
		for k := max(da, 4); k < n; k++ {
			resto = riferimento.Accoda97(resto, buf[k])
		}
		dopo, _ := saltaSpazi(s, i)
		if (dopo > i || i == len(s)) && n > da && n >= riferimento.MinRF && riferimento.RestoRF(resto, buf[2], buf[3]) {
			fine, lungo = i, n
		}
		if dopo == i || n == da {
			break
		}
		i = dopo
	}
	valido = lungo > 0
	if !valido {
		if i < len(s) || n < riferimento.MinRF {
			return "", false, false
		}
		fine, lungo = len(strings.TrimRightFunc(s, unicode.IsSpace)), n
	}
	if iuv = s[:fine]; string(buf[:lungo]) != iuv {
		iuv = string(buf[:lungo])
	}
	return iuv, fine > lungo, valido
}

// rfIntero reports whether s, which begins an RF reference, is one in upper case without
// white space, whose check digits hold.
func rfIntero(s string) bool {
	if len(s) < riferimento.MinRF || len(s) > riferimento.MaxRF || s[:2] != "RF" || !riferimento.PrefissoRF(s) {
		return false
	}
	var n uint64
	for i := 4; i < len(s); i++ {
		if s[i]-'0' > 9 && s[i]-'A' > 'Z'-'A' {
			return false
		}
		n = riferimento.Accoda97(n, s[i])
	}
	return riferimento.RestoRF(n, s[2], s[3])
}

// rfAGruppi reads a segment that is an RF reference in upper case, printed in groups of four
// characters, the last of fewer, whose check digits hold.
func rfAGruppi(s string) (iuv string, ok bool) {
	const gruppo, massimo = 4, riferimento.MaxRF + riferimento.MaxRF/4
	if len(s) <= gruppo+1 || len(s) > massimo || s[gruppo] != ' ' {
		return "", false
	}
	var buf [riferimento.MaxRF + gruppo]byte
	n := 0
	for len(s) > gruppo {
		if s[gruppo] != ' ' {
			return "", false
		}
		copy(buf[n:n+gruppo], s)
		n, s = n+gruppo, s[gruppo+1:]
	}
	n += copy(buf[n:n+gruppo], s)
	if s == "" || !rfIntero(string(buf[:n])) {
		return "", false
	}
	return string(buf[:n]), true
}

// unisciCifre joins the digits at [da, a) with those that follow, when nothing
// but digits and white space does up to the end of the segment.
func unisciCifre(s string, da, a int) (string, bool) {
	altre := false
	for i := a; i < len(s); {
		if n := spazio(s, i); n > 0 {
			i += n
		} else if cifra(s, i) {
			altre = true
			i++
		} else {
			return "", false
		}
	}
	if !altre {
		return "", false
	}
	return riferimento.Compatta(s[da:]), true
}

// identifica sets form and IUV of what was found, its candidate and what its form tells.
func (c *Causale) identifica(r *trovato) {
	iuv := r.iuv
	c.Tipo, c.Avvertenze = r.tipo, r.avvertenze
	c.IUV = iuv
	switch {
	case r.rf:
		if c.Tipo == RFB {
			c.Avvertenze |= RFBConRF
		}
	case c.Tipo == RFS:
		c.Avvertenze |= RFSNonRF
	}
	if len(iuv) == 18 && iuv[0] <= '3' && cifre.Sole(iuv) {
		c.Avvertenze |= IUVNumeroAvviso
		prefisso := 1
		if iuv[0] == '0' {
			prefisso = 3
		}
		c.Candidati = []string{iuv[prefisso:]}
	}
}

// leggiResto reads amount and free text after the segment of the IUV.
func (c *Causale) leggiResto(s string, r *trovato) {
	i := c.leggiImporto(s, r.segmento)
	if c.Tipo == RFS && !c.Importo.Presente {
		c.Avvertenze |= ImportoAssente
	}
	for j := indice(s, i, '/'); j+len(tagTXT) <= len(s); j = indice(s, j+1, '/') {
		if testo := s[j : j+len(tagTXT)]; testo == tagTXT || strings.EqualFold(testo, tagTXT) {
			c.Descrizione = collassa(s[j+len(tagTXT):])
			return
		}
	}
	if i, _ = saltaSpazi(s, i); !r.ancorato || i == len(s) || s[i] != '/' {
		return
	}
	if c.Descrizione = collassa(s[i+1:]); c.Descrizione != "" {
		c.Avvertenze |= SenzaTagTesto
	}
}

// leggiImporto reads the amount that follows the slash at i and returns the
// place after it, or i when there is none.
func (c *Causale) leggiImporto(s string, i int) int {
	if i == len(s) {
		return i
	}
	fine := i + 1
	for fine < len(s) && (s[fine]-'0' <= 9 || s[fine] == '.' || s[fine] == ',') {
		fine++
	}
	if fine == i+1 || fine < len(s) && s[fine] != '/' && spazio(s, fine) == 0 {
		return i
	}
	cent, preciso, ok := centesimi(s[i+1 : fine])
	switch {
	case !ok:
		c.Avvertenze |= ImportoIlleggibile
		return fine
	case !preciso:
		c.Avvertenze |= ImportoForma
	}
	if cent == 0 {
		c.Avvertenze |= ImportoZero
	}
	c.Importo = Indicato(avviso.ImportoDaCentesimi(cent))
	return fine
}
