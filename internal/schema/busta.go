package schema

import (
	"bytes"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Namespaces of SOAP envelopes.
const (
	SpazioSOAP11 = "http://schemas.xmlsoap.org/soap/envelope/"
	spazioXSI    = "http://www.w3.org/2001/XMLSchema-instance"
)

// Warnings of an envelope.
const (
	AvvertenzaBOM          avviso.Codice = "BOM"
	AvvertenzaIntestazione avviso.Codice = "INTESTAZIONE"
	AvvertenzaNuda         avviso.Codice = "SENZA_BUSTA"
)

// LeggiBusta reads a SOAP 1.1 envelope: testata is asked about each block of the
// Header, and takes those it knows with [Visita.Radice] and [Visita.Chiudi]; corpo
// stands at the one element of the Body and must take it in the same way. With
// TolleraBuste a message without an envelope is given to corpo at once. A block that
// nobody knows is passed over, unless it is to be understood: then a strict reading
// refuses it. On an error the warnings up to it are returned too.
func LeggiBusta(s *Stanza, dati []byte, t Tolleranza, testata func(*Visita) bool, corpo func(*Visita)) ([]avviso.Avvertenza, error) {
	con := prendi(s, t, "")
	defer con.riponi()
	v := &con.v
	if con.comincia(dati); v.err == nil {
		v.leggiBusta(dati, testata, corpo)
	}
	return v.avvertenze, v.err
}

func (v *Visita) leggiBusta(dati []byte, testata func(*Visita) bool, corpo func(*Visita)) {
	if v.l.Convertito() {
		v.Rifiuta("Envelope", "encoding", Codifica, nil)
	}
	if bytes.HasPrefix(dati, []byte("\ufeff")) {
		if v.tolleranza == 0 {
			v.Rifiuta("Envelope", "BOM", Codifica, nil)
		} else if v.err == nil {
			v.Avverti(AvvertenzaBOM, "", "", "il documento comincia con il segno di UTF-8 (BOM)")
		}
	}
	switch _, nome := v.Qui(); {
	case v.err != nil:
		return
	case string(nome) == "Envelope":
		v.busta11(testata, corpo)
	case v.tolleranza&TolleraBuste != 0:
		v.Avverti(AvvertenzaNuda, "", "", "messaggio senza busta SOAP")
		corpo(v)
	default:
		v.Rifiuta("Envelope", string(nome), Radice, nil)
	}
	v.esaurisci(nil)
}

// busta11 reads an envelope at its start tag, and its end tag.
func (v *Visita) busta11(testata func(*Visita) bool, corpo func(*Visita)) {
	if spazio, _ := v.Qui(); string(spazio) != SpazioSOAP11 {
		v.Rifiuta("Envelope", string(spazio), SpazioNomi, nil)
		return
	}
	v.busta = true
	v.attributiBusta("Envelope")
	trovato := v.passo()
	if trovato && v.soap("Header") {
		v.attributiBusta("Header")
		v.testata(testata)
		trovato = v.passo()
	}
	if v.err == nil && (!trovato || !v.soap("Body")) {
		v.mancaBusta("Envelope/Body", trovato)
		return
	}
	v.attributiBusta("Body")
	if trovato = v.passo(); v.err == nil && !trovato {
		v.mancaBusta("Envelope/Body/*", false)
		return
	}
	if v.err == nil {
		corpo(v)
	}
	if v.passo() {
		v.Rifiuta("Envelope/Body", v.nomeQui(), Occorrenze, nil)
	}
	if v.passo() {
		v.Rifiuta("Envelope", v.nomeQui(), Busta, nil)
	}
}

// InBusta reports whether the document stands in an envelope.
func (v *Visita) InBusta() bool { return v.busta }

// passo moves to the next tag inside the envelope, and reports whether it is a start
// tag.
func (v *Visita) passo() bool {
	if v.err != nil {
		return false
	}
	v.pronto = false
	ok := v.avanza() && v.inizio
	return ok
}

func (v *Visita) nomeQui() string { return string(v.l.Locale()) }

// mancaBusta refuses an envelope that lacks an element; trovato says that another
// start tag stands there.
func (v *Visita) mancaBusta(nome string, trovato bool) {
	valore := ""
	if trovato {
		valore = v.nomeQui()
	}
	v.Rifiuta(nome, valore, Mancante, nil)
}

// soap reports whether the current element is one of the envelope's own.
func (v *Visita) soap(nome string) bool {
	return string(v.l.Locale()) == nome && string(v.l.Spazio()) == SpazioSOAP11
}

// testata reads the blocks of the Header, up to its end tag.
func (v *Visita) testata(nota func(*Visita) bool) {
	for v.passo() {
		if v.qualificata(); v.err != nil {
			return
		}
		v.inTestata = true
		presa := nota(v)
		v.inTestata = false
		if presa || v.err != nil {
			continue
		}
		v.ignota()
	}
}

// ignota passes over a block of the Header that nobody knows.
func (v *Visita) ignota() {
	for _, a := range v.l.Attributi() {
		if string(a.Spazio) != SpazioSOAP11 || string(a.Locale) != "mustUnderstand" || string(a.Valore) == "0" {
			continue
		}
		nome := "Envelope/Header/" + v.nomeQui()
		if v.tolleranza&TolleraAttributi == 0 {
			v.Rifiuta(nome, "mustUnderstand", Inatteso, nil)
			return
		}
		v.Avverti(AvvertenzaIntestazione, nome, "mustUnderstand", "intestazione sconosciuta da comprendere, ignorata")
	}
	v.salta()
}

// qualificata refuses a block of the Header without a namespace, or in that of the
// envelope, or warns of it.
//
// Source: Simple Object Access Protocol 1.1, §4.2 and schema of the envelope.
func (v *Visita) qualificata() {
	if spazio := string(v.l.Spazio()); spazio == "" || spazio == SpazioSOAP11 {
		v.spazioDiverso("Envelope/Header/" + v.nomeQui())
	}
}

// attributiBusta refuses what no element of an envelope has: attributes without
// namespace, and what changes the type of an element. Others are of extensions.
func (v *Visita) attributiBusta(nome string) {
	for _, a := range v.l.Attributi() {
		if !v.ammesso(&a) {
			v.attributo(nome, &a)
		}
	}
}

// ammesso reports whether an element of an envelope may have an attribute.
func (v *Visita) ammesso(a *xmlrigido.VistaAttributo) bool {
	return Indica(a) || len(a.Spazio) > 0 && string(a.Spazio) != spazioXSI
}

// Fine reads to the end of the text, out of the envelope that Corpo entered, and
// returns the first error.
func (v *Visita) Fine() error {
	for aperti := 2; v.busta && aperti > 0 && v.err == nil; {
		e, err := v.l.ProssimoElemento()
		switch nome := string(v.l.Locale()); {
		case err != nil:
			v.malformato("", err)
		case e == xmlrigido.Fine:
			aperti--
		case v.lasca && aperti == 1 && nome != "Body" && nome != "Header":
			v.fuoriPosto()
		default:
			v.Rifiuta("Envelope", nome, Busta, nil)
		}
	}
	v.esaurisci(nil)
	return v.err
}

// Corpo enters the Body of a SOAP envelope of any namespace, past its Header, up to the
// one child, where it stays; it does nothing where the root is not called Envelope. What
// is no envelope with one child in its Body is refused with Busta, as Envelope, and so is
// a second Header or Body. What else stands beside them, and what their tags may not have,
// is refused too; with lasca it is a warning.
func (v *Visita) Corpo(lasca bool) {
	if v.err != nil || string(v.l.Locale()) != "Envelope" {
		return
	}
	v.busta, v.lasca = true, lasca
	spazio := string(v.l.Spazio())
	riga, colonna := v.luogo()
	v.marca("Envelope")
	for dentro, intestata := false, false; v.err == nil; {
		e, err := v.l.ProssimoElemento()
		nome := string(v.l.Locale())
		switch suo := err == nil && e == xmlrigido.Inizio && string(v.l.Spazio()) == spazio; {
		case err != nil:
			v.malformato("", err)
		case e == xmlrigido.Inizio && dentro:
			v.pronto, v.inizio = true, true
			return
		case suo && nome == "Body":
			v.marca("Body")
			dentro = true
		case suo && nome == "Header" && !intestata:
			v.marca("Header")
			v.oltre()
			intestata = true
		case e == xmlrigido.Inizio && lasca && nome != "Header":
			v.fuoriPosto()
		default:
			v.err = v.stanza.Rifiuta(Rifiuto{Motivo: Busta, Campo: "Envelope", Valore: "Body", Riga: riga, Colonna: colonna})
		}
	}
}

// fuoriPosto passes over an element that an envelope does not have, with a warning.
func (v *Visita) fuoriPosto() {
	v.avvertiUnaVolta(AvvertenzaSOAP, "Envelope/"+v.nomeQui(), "", "elemento fuori posto nella busta SOAP, ignorato")
	v.salta()
}

// conLasca runs f with what an envelope that is lasca lets pass.
func (v *Visita) conLasca(f func()) {
	prima := v.tolleranza
	if v.lasca {
		v.tolleranza |= TolleraAttributi | TolleraSpazi
	}
	f()
	v.tolleranza = prima
}

// marca looks at the attributes of an element of the envelope.
func (v *Visita) marca(nome string) { v.conLasca(func() { v.attributiBusta(nome) }) }

// oltre passes over the blocks of a Header, which nobody knows.
func (v *Visita) oltre() {
	for v.passo() {
		if v.conLasca(v.qualificata); v.err == nil {
			v.salta()
		}
	}
}

func (v *Visita) salta() {
	if err := v.l.Salta(); err != nil {
		v.malformato("", err)
	}
}
