package xmlrigido

import "unicode/utf8"

// attributo scans name, '=' and quoted value from index i.
func (t *tag) attributo(b []byte, i int) (int, esito) {
	g := grezzo{nome: i}
	n, e := scorriNome(b, i)
	if e != ok {
		return t.nomeGuasto(b, i, n, e)
	}
	g.nomeFine = n
	i = saltaBianchi(b, n.fine)
	if i == len(b) {
		return 0, manca
	}
	if b[i] != '=' {
		return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
	}
	i = saltaBianchi(b, i+1)
	if i == len(b) {
		return 0, manca
	}
	if b[i] != '"' && b[i] != '\'' {
		return 0, t.guasta(CodiceSintassi, ErrXML, i, "")
	}
	i, e = t.valore(b, i, &g)
	if e != ok {
		return 0, e
	}
	for _, h := range t.grezzi[1:] {
		if string(b[h.nome:h.nomeFine.fine]) == string(b[g.nome:n.fine]) {
			return 0, t.guasta(CodiceAttributoDoppio, ErrXML, g.nome, string(b[g.nome:n.fine]))
		}
	}
	t.grezzi = append(t.grezzi, g)
	return i, ok
}

// valore scans the quoted value that begins at index i with its quote.
func (t *tag) valore(b []byte, i int, g *grezzo) (int, esito) {
	virgolette := b[i]
	i++
	g.da = i
	copiato := i // what precedes is in valori already, once riscritto
	for i < len(b) {
		c := b[i]
		if classeTesto[c] == testoPiano && c != '"' && c != '\'' && c != '\n' && c != '\t' {
			i++
			continue
		}
		switch {
		case c == virgolette:
			t.concludi(b, i, copiato, g)
			return i + 1, ok
		case c == '<':
			return 0, t.guasta(CodiceSintassi, ErrXML, i, "<")
		case c == '&':
			t.riscrivi(b, i, copiato, g)
			r, n, e := riferimento(b[i:])
			if e == manca {
				return 0, manca
			}
			if e != ok {
				return 0, t.guasta(CodiceRiferimento, ErrXML, i, citaRiferimento(b[i:]))
			}
			t.valori = utf8.AppendRune(t.valori, r)
			i += n
			copiato = i
		case c == '\n' || c == '\t' || c == '\r':
			if c == '\r' && i+1 == len(b) {
				return 0, manca
			}
			t.riscrivi(b, i, copiato, g)
			t.valori = append(t.valori, ' ')
			if c == '\r' && b[i+1] == '\n' {
				i++
			}
			i++
			copiato = i
		case c < ' ':
			return 0, t.guasta(CodiceCarattere, ErrXML, i, nomeRuna(rune(c)))
		case c >= utf8.RuneSelf:
			n, e := t.runa(b, i)
			if e != ok {
				return 0, e
			}
			i += n
		default: // ']' and the other quote
			i++
		}
	}
	return 0, manca
}

// runa checks the character beyond ASCII at index i and returns its length.
func (t *tag) runa(b []byte, i int) (int, esito) {
	n, codice := runaAlta(b[i:])
	switch {
	case codice == "":
		return n, ok
	case codice == CodiceUTF8 && !utf8.FullRune(b[i:]):
		return 0, manca
	}
	return 0, t.guasta(codice, ErrXML, i, citaRuna(b[i:]))
}

// riscrivi moves the value so far to valori.
func (t *tag) riscrivi(b []byte, i, copiato int, g *grezzo) {
	if !g.riscritto {
		g.riscritto = true
		g.da = len(t.valori)
	}
	t.valori = append(t.valori, b[copiato:i]...)
}

func (t *tag) concludi(b []byte, i, copiato int, g *grezzo) {
	g.a = i
	if g.riscritto {
		t.valori = append(t.valori, b[copiato:i]...)
		g.a = len(t.valori)
	}
}
