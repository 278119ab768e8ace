package xmlrigido

// Contenuto returns the text of the element of c itself, which may have
// attributes but no children.
func (c *Cursore) Contenuto() string {
	c.contenuto = true
	return c.nodo.Testo
}

// Attributo returns the unprefixed attribute of that name and whether it is
// there.
func (c *Cursore) Attributo(locale string) (string, bool) {
	return c.AttributoIn("", locale)
}

// AttributoIn returns the attribute of that namespace and name and whether it
// is there.
func (c *Cursore) AttributoIn(spazio, locale string) (string, bool) {
	for i := range c.nodo.Attributi {
		if a := &c.nodo.Attributi[i]; a.Locale == locale && a.Spazio == spazio {
			c.visti |= 1 << i
			return a.Valore, true
		}
	}
	return "", false
}

// AttributoUno returns the unprefixed attribute of that name, which must be
// there.
func (c *Cursore) AttributoUno(locale string) string {
	v, trovato := c.Attributo(locale)
	if !trovato && c.radice.err == nil {
		c.fallisce(c.nodo, CodiceAttributoMancante, locale, ErrStruttura)
	}
	return v
}

// Testo returns the text of the next child, which must be locale and have
// neither children nor attributes.
func (c *Cursore) Testo(locale string) string { return c.foglia(c.Uno(locale)) }

// TestoOpzionale is Testo for a child that may be absent.
func (c *Cursore) TestoOpzionale(locale string) (string, bool) {
	n := c.Opzionale(locale)
	if n == nil {
		return "", false
	}
	return c.foglia(n), true
}

// Stringa is Testo for a text of minimo to massimo characters (runes).
func (c *Cursore) Stringa(locale string, minimo, massimo int) string {
	n := c.Uno(locale)
	return c.lunga(n, minimo, massimo)
}

// StringaOpzionale is Stringa for a child that may be absent; then it returns
// "".
func (c *Cursore) StringaOpzionale(locale string, minimo, massimo int) string {
	n := c.Opzionale(locale)
	if n == nil {
		return ""
	}
	return c.lunga(n, minimo, massimo)
}

func (c *Cursore) lunga(n *Nodo, minimo, massimo int) string {
	t := c.foglia(n)
	if c.radice.err != nil {
		return ""
	}
	if err := Lunghezza(t, minimo, massimo); err != nil {
		c.Controlla(n, err)
		return ""
	}
	return t
}

// foglia returns the text of a leaf.
func (c *Cursore) foglia(n *Nodo) string {
	if c.radice.err != nil {
		return ""
	}
	if len(n.Figli) == 0 && len(n.Attributi) == 0 {
		return n.Testo
	}
	d := c.Dentro(n)
	t := d.Contenuto()
	if d.Fine() != nil {
		return ""
	}
	return t
}
