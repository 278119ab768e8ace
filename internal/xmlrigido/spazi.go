package xmlrigido

// entra opens the element whose tag is b: it declares its namespaces, resolves
// its name and its attributes, and pushes it.
func (l *Lettore) entra(b []byte) bool {
	t, p := &l.tag, &l.pila
	e := t.grezzi[0]
	v := livello{
		inizio: int32(len(p.nomi)),
		legami: int32(len(p.legami)),
		uri:    int32(len(p.uri)),
	}
	v.due = v.inizio + int32(e.nomeFine.due-e.nome)
	v.fine = v.inizio + int32(e.nomeFine.fine-e.nome)
	if len(t.grezzi) > 1 && !l.dichiara(b) {
		return false
	}
	var legato bool
	if v.uriInizio, v.uriFine, legato = l.risolvi(b, &e); !legato {
		return false
	}
	if len(t.grezzi) > 1 && !l.attribuisci(b) {
		return false
	}
	p.nomi = append(p.nomi, b[e.nome:e.nomeFine.fine]...)
	p.livelli = append(p.livelli, v)
	return true
}

// prefisso returns the prefix of a scanned name, without the colon.
func (g *grezzo) prefisso(b []byte) []byte {
	if g.nomeFine.due == g.nome {
		return nil
	}
	return b[g.nome : g.nomeFine.due-1]
}

func (g *grezzo) locale(b []byte) []byte { return b[g.nomeFine.due:g.nomeFine.fine] }

func (t *tag) valoreDi(b []byte, g *grezzo) []byte {
	if g.riscritto {
		return t.valori[g.da:g.a:g.a]
	}
	return b[g.da:g.a:g.a]
}

// dichiara binds the namespaces that the tag declares.
func (l *Lettore) dichiara(b []byte) bool {
	t := &l.tag
	for i := 1; i < len(t.grezzi); i++ {
		g := &t.grezzi[i]
		prefisso, locale := g.prefisso(b), g.locale(b)
		var nuovo []byte
		switch {
		case string(prefisso) == "xmlns":
			nuovo = locale
		case len(prefisso) > 0 || string(locale) != "xmlns":
			continue
		}
		g.dichiara = true
		spazio := t.valoreDi(b, g)
		if !legameAmmesso(nuovo, spazio) {
			_ = l.rifiuta(CodicePrefisso, ErrSpazi, l.ini+g.nome, string(b[g.nome:g.nomeFine.fine]))
			return false
		}
		if string(nuovo) == "xml" {
			continue
		}
		if len(l.pila.legami) == maxLegami {
			_ = l.rifiuta(CodiceLimiteAttributi, ErrLimite, l.ini+g.nome, string(b[g.nome:g.nomeFine.fine]))
			return false
		}
		l.pila.lega(nuovo, spazio)
	}
	return true
}

// legameAmmesso reports whether Namespaces in XML 1.0 allows a declaration: the
// reserved names keep their meaning, and only the default namespace may be unset.
func legameAmmesso[T string | []byte](prefisso, spazio T) bool {
	switch {
	case string(prefisso) == "xml":
		return string(spazio) == spazioXML
	case string(prefisso) == "xmlns", string(spazio) == spazioXML, string(spazio) == spazioXMLNS:
		return false
	}
	return len(prefisso) == 0 || len(spazio) > 0
}

// risolvi returns the namespace of an element name.
func (l *Lettore) risolvi(b []byte, g *grezzo) (da, a int32, trovato bool) {
	prefisso := g.prefisso(b)
	if da, a, trovato = l.pila.cerca(prefisso); trovato {
		return da, a, true
	}
	if string(prefisso) == "xml" {
		da = int32(len(l.pila.uri))
		l.pila.uri = append(l.pila.uri, spazioXML...)
		return da, int32(len(l.pila.uri)), true
	}
	_ = l.rifiuta(CodicePrefisso, ErrSpazi, l.ini+g.nome, string(prefisso))
	return 0, 0, false
}

// attribuisci builds the views of the attributes and refuses two of the same
// expanded name.
func (l *Lettore) attribuisci(b []byte) bool {
	t := &l.tag
	for i := 1; i < len(t.grezzi); i++ {
		g := &t.grezzi[i]
		if g.dichiara {
			continue
		}
		v := VistaAttributo{Locale: g.locale(b), Valore: t.valoreDi(b, g)}
		if g.prefisso(b) != nil {
			da, a, trovato := l.risolvi(b, g)
			if !trovato {
				return false
			}
			v.Spazio = l.pila.uri[da:a:a]
		}
		for k := range t.attributi {
			h := &t.attributi[k]
			if string(h.Locale) == string(v.Locale) && string(h.Spazio) == string(v.Spazio) {
				_ = l.rifiuta(CodiceAttributoDoppio, ErrXML, l.ini+g.nome, string(b[g.nome:g.nomeFine.fine]))
				return false
			}
		}
		t.attributi = append(t.attributi, v)
	}
	return true
}
