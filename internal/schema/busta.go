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
