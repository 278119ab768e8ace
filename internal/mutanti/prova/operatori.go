package prova

import (
	"fmt"
	"strings"
	"testing"
)

// Namespaces that mutants use.
const (
	xsi    = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
	altrui = "urn:altrui"
)

// officina makes the mutants of one document.
type officina struct {
	seme  string
	buono []byte
	facce *Facce
	fatti []Mutante
	qui   int // place of the element among the start tags
}

// mutanti returns every mutant of one change, in a fixed order.
func mutanti(t *testing.T, seme string, buono []byte, f *Facce) []Mutante {
	t.Helper()
	o := &officina{seme: seme, buono: buono, facce: f}
	o.documento()
	for i, e := range elementi(t, buono) {
		o.qui = i + 1
		o.struttura(e)
		o.attributi(e)
		o.contenuto(e)
		if len(e.figli) == 0 {
			o.testo(e)
		}
	}
	return o.fatti
}

func (o *officina) fai(operatore, luogo, valore string, da, a int, nuovo string) {
	if string(o.buono[da:a]) != nuovo {
		o.fatti = append(o.fatti, Mutante{o.seme, operatore, luogo, valore, []taglio{{da, a, nuovo}}, o.qui})
	}
}

func (o *officina) brano(da, a int) string { return string(o.buono[da:a]) }

// struttura deletes, repeats, moves and renames an element.
func (o *officina) struttura(e *elemento) {
	tutto := o.brano(e.da, e.a)
	fai := func(operatore, valore string, da, a int, nuovo string) {
		o.fai(operatore, e.luogo, valore, da, a, nuovo)
	}
	nomina := func(operatore, nome string) {
		nuovo := "<" + nome + o.brano(e.apre, e.fuori)
		if !e.vuoto() {
			nuovo += "</" + nome + ">"
		}
		fai(operatore, nome, e.da, e.a, nuovo)
	}
	fai("elimina", "", e.da, e.a, "")
	fai("ripeti", "", e.a, e.a, tutto)
	fai("ripeti tre volte", "", e.a, e.a, strings.Repeat(tutto, 3))
	fai("ripeti sei volte", "", e.a, e.a, strings.Repeat(tutto, 6))
	if d := e.dopo(); d != nil {
		fai("scambia", locale(d.nome), e.da, d.a, o.brano(d.da, d.a)+o.brano(e.a, d.da)+tutto)
		fai("avvolgi col seguente", locale(d.nome), e.da, d.a, "<gruppo>"+o.brano(e.da, d.a)+"</gruppo>")
	}
	if p := e.padre; p != nil {
		primo, ultimo := p.figli[0], p.figli[len(p.figli)-1]
		if e != ultimo {
			fai("sposta in fondo", "", e.da, ultimo.a, o.brano(e.a, ultimo.a)+tutto)
		}
		if e != primo {
			fai("sposta in testa", "", primo.da, e.a, tutto+o.brano(primo.da, e.da))
		}
		if p.padre != nil {
			fai("sposta fuori", "", e.da, p.a, o.brano(e.a, p.a)+tutto)
		}
		for _, f := range p.figli {
			if f != e && locale(f.nome) != locale(e.nome) {
				nomina("rinomina come fratello", f.nome)
				break
			}
		}
	}
	prefisso, nudo, ok := strings.Cut(e.nome, ":")
	if !ok {
		prefisso, nudo = "", e.nome
	}
	if prefisso != "" {
		nomina("togli prefisso", nudo)
		nomina("prefisso ignoto", "ignoto:"+nudo)
		prefisso += ":"
	} else {
		nomina("prefisso ignoto", "ignoto:"+nudo)
	}
	nomina("rinomina", e.nome+"X")
	nomina("rinomina", prefisso+strings.ToUpper(nudo[:1])+nudo[1:])
	nomina("rinomina", prefisso+strings.ToLower(nudo))
	fai("sostituisci con vuoto", "", e.da, e.a, "<"+e.nome+o.brano(e.apre, e.apre)+"/>")
	fai("annida in se stesso", "", e.da, e.a, "<"+e.nome+">"+tutto+"</"+e.nome+">")
	fai("avvolgi", "", e.da, e.a, "<gruppo>"+tutto+"</gruppo>")
	for _, estraneo := range []string{"<estraneo/>", "<" + prefisso + "estraneo>x</" + prefisso + "estraneo>", `<e:estraneo xmlns:e="` + altrui + `"/>`} {
		if e.padre != nil {
			fai("estraneo davanti", estraneo, e.da, e.da, estraneo)
		}
		if e.padre != nil && e.dopo() == nil {
			fai("estraneo dopo", estraneo, e.a, e.a, estraneo)
		}
	}
	if e.padre != nil {
		fai("testo davanti", "x", e.da, e.da, "x")
		fai("CDATA davanti", "", e.da, e.da, "<![CDATA[]]>")
		fai("CDATA bianco davanti", "", e.da, e.da, "<![CDATA[ ]]>")
		fai("riferimento a spazio davanti", "", e.da, e.da, "&#32;")
	}
	fai("bianchi davanti", "", e.da, e.da, "\n\t ")
	fai("commento davanti", "", e.da, e.da, "<!-- commento -->")
	fai("istruzione davanti", "", e.da, e.da, "<?istruzione x?>")
}

// attributi adds, changes and deletes attributes and namespaces.
func (o *officina) attributi(e *elemento) {
	fai := func(operatore, valore string, da, a int, nuovo string) {
		o.fai(operatore, e.luogo, valore, da, a, nuovo)
	}
	for _, a := range []string{
		`x="1"`, `e:x="1" xmlns:e="` + altrui + `"`, `xml:lang="it"`, `xml:space="preserve"`, `xml:base="x"`, `xml:id="a1"`, `xmlns:vuoto=""`, `xmlns:e="` + altrui + `"`,
		`xsi:nil="true" ` + xsi, `xsi:nil="false" ` + xsi, `xsi:nil="1" ` + xsi, `xsi:nil="0" ` + xsi, `xsi:nil=" true " ` + xsi, `xsi:nil="TRUE" ` + xsi, `xsi:nil="" ` + xsi,
		`xsi:type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema" ` + xsi, `xsi:type="xs:anyType" xmlns:xs="http://www.w3.org/2001/XMLSchema" ` + xsi, `xsi:type="ignoto" ` + xsi,
		`xsi:schemaLocation="urn:x x.xsd" ` + xsi, `xsi:noNamespaceSchemaLocation="x.xsd" ` + xsi, `xsi:altro="x" ` + xsi,
		`s:mustUnderstand="1" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"`, `s:mustUnderstand="0" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"`,
		`s:mustUnderstand="true" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"`, `s:actor="urn:a" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"`,
	} {
		fai("attributo", a, e.apre, e.apre, " "+a)
	}
	fai("spazio di nomi predefinito", altrui, e.apre, e.apre, ` xmlns="`+altrui+`"`)
	fai("spazio di nomi predefinito", "", e.apre, e.apre, ` xmlns=""`)
	if prefisso, nudo, ok := strings.Cut(e.nome, ":"); ok {
		fai("prefisso ad altro spazio", altrui, e.apre, e.apre, ` xmlns:`+prefisso+`="`+altrui+`"`)
		fai("rinomina", e.nome+" senza spazio", e.da, e.a, "<"+nudo+` xmlns=""`+o.brano(e.apre, e.fuori)+fine(e, nudo))
	} else {
		fai("nel nulla", "", e.da, e.a, "<"+e.nome+` xmlns=""`+o.brano(e.apre, e.fuori)+fine(e, e.nome))
	}
	if !e.vuoto() {
		fai("altro spazio col prefisso", altrui, e.da, e.a, `<alt:`+locale(e.nome)+` xmlns:alt="`+altrui+`"`+o.brano(e.apre, e.fuori)+`</alt:`+locale(e.nome)+`>`)
	}
	for _, a := range e.attributi {
		intero, valore := o.brano(a[0], a[1]), o.brano(a[2], a[3])
		nome := strings.TrimSpace(intero[:strings.IndexByte(intero, '=')])
		fai("elimina attributo", nome, a[0], a[1], "")
		fai("ripeti attributo", nome, a[1], a[1], intero)
		fai("rinomina attributo", nome, a[0], a[1], " X"+strings.TrimSpace(intero))
		fai("attributo senza virgolette", nome, a[0], a[1], " "+nome+"="+valore)
		for _, v := range []string{"", " " + valore, valore + " ", strings.ToLower(valore), strings.ToUpper(valore), valore + "X", "x", "1", "&#10;" + valore, "<", "&ignota;"} {
			fai("valore di attributo", nome+"="+v, a[2], a[3], v)
		}
	}
}

func fine(e *elemento, nome string) string {
	if e.vuoto() {
		return ""
	}
	return "</" + nome + ">"
}

// contenuto empties an element, and puts into it what its schema does not have.
func (o *officina) contenuto(e *elemento) {
	fai := func(operatore, valore string, da, a int, nuovo string) {
		o.fai(operatore, e.luogo, valore, da, a, nuovo)
	}
	if e.vuoto() {
		fai("apri il vuoto", "", e.a-2, e.a, "></"+e.nome+">")
		return
	}
	dentro := o.brano(e.dentro, e.fuori)
	fai("svuota", "", e.dentro, e.fuori, "")
	fai("svuota", "tag vuoto", e.da, e.a, o.brano(e.da, e.dentro-1)+"/>")
	fai("svuota", "bianco", e.dentro, e.fuori, " ")
	fai("svuota e annulla", "", e.da, e.a, "<"+e.nome+" "+xsi+` xsi:nil="true"`+o.brano(e.apre, e.dentro-1)+"/>")
	fai("svuota e annulla", "1", e.da, e.a, "<"+e.nome+" "+xsi+` xsi:nil="1"`+o.brano(e.apre, e.dentro-1)+"></"+e.nome+">")
	fai("tag di chiusura con bianchi", "", e.a-1, e.a, " >")
	fai("tag di apertura con bianchi", "", e.dentro-1, e.dentro, "\n>")
	fai("chiusura sbagliata", "", e.fuori, e.a, "</"+e.nome+"X>")
	fai("senza chiusura", "", e.fuori, e.a, "")
	for _, x := range []string{"x", "<estraneo/>", "<!-- c -->", "<?i x?>", "<![CDATA[]]>", "<![CDATA[x]]>", "&#x20;", "&amp;", "&ignota;", "&#0;", "&#xB;", "&#xD800;", "&#xFFFE;", "&#x10FFFF;", "]]>", "\x0b", "\xff", "\ufffe", "<!-- a -- b -->", "<?xml version='1.0'?>", "&", "< "} {
		fai("in fondo al contenuto", x, e.fuori, e.fuori, x)
		if len(e.figli) == 0 {
			fai("in testa al contenuto", x, e.dentro, e.dentro, x)
		}
	}
	if len(e.figli) == 0 && dentro != "" && !strings.ContainsAny(dentro, "&<") {
		r := []rune(dentro)
		meta := len(r) / 2
		prima, dopo := string(r[:meta]), string(r[meta:])
		fai("CDATA intorno", "", e.dentro, e.fuori, "<![CDATA["+dentro+"]]>")
		fai("metà in CDATA", "", e.dentro, e.fuori, prima+"<![CDATA["+dopo+"]]>")
		fai("commento in mezzo", "", e.dentro, e.fuori, prima+"<!-- c -->"+dopo)
		fai("istruzione in mezzo", "", e.dentro, e.fuori, prima+"<?i?>"+dopo)
		fai("elemento in mezzo", "", e.dentro, e.fuori, prima+"<b/>"+dopo)
		fai("riferimento decimale", "", e.dentro, e.fuori, fmt.Sprintf("&#%d;%s", r[0], string(r[1:])))
		fai("riferimento esadecimale", "", e.dentro, e.fuori, fmt.Sprintf("&#x%X;%s", r[0], string(r[1:])))
		fai("riferimento con zeri", "", e.dentro, e.fuori, fmt.Sprintf("&#000000000000%d;%s", r[0], string(r[1:])))
	}
}

// testo gives a leaf other texts: those at the edges of its type and around them.
func (o *officina) testo(e *elemento) {
	if e.vuoto() {
		return
	}
	dato := o.brano(e.dentro, e.fuori)
	visti := map[string]bool{dato: true}
	for _, v := range o.facce.valori(locale(e.nome), dato) {
		if !visti[v] {
			visti[v] = true
			o.fai("testo", e.luogo, v, e.dentro, e.fuori, protegge.Replace(v))
		}
	}
	for _, v := range []string{" " + dato, dato + " ", "\t" + dato + "\r\n", "\u00a0" + dato, dato + "\u3000", " " + dato + " ", "&#9;" + dato, dato + "&#13;", "&#10;" + dato + "&#10;", "\u200b" + dato} {
		o.fai("bianchi intorno al testo", e.luogo, v, e.dentro, e.fuori, v)
	}
}

var protegge = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
