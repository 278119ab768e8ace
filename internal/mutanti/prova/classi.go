package prova

import (
	"errors"
	"regexp"
	"strings"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// Comuni are the differences of every door: what no document may have, whatever its
// schema, and where libxml2 and the recommendations of the W3C part.
var Comuni = []Classe{
	{
		Nome:   "document type declaration",
		Motivo: "Refused, well-formed or not: a declaration is how entities that grow or that read files come in, and no official document has one.",
		Dove:   func(d *Differenza) bool { return d.xml() == xmlrigido.CodiceDOCTYPE },
	},
	{
		Nome:   "character encoding",
		Motivo: "UTF-8, US-ASCII, ISO-8859-1 and windows-1252 are read, and no other; libxml2 knows more.",
		Dove:   func(d *Differenza) bool { return d.xml() == xmlrigido.CodiceCodifica },
	},
	{
		Nome:   "version of XML",
		Motivo: "Only 1.0: what a later version allows, the systems on the other side may not.",
		Dove: func(d *Differenza) bool {
			return d.xml() == xmlrigido.CodiceDichiarazione && d.Operatore == "dichiarazione" && strings.Contains(d.Valore, `version="1.`)
		},
	},
	{
		Nome:   "namespace constraints",
		Motivo: "An unbound prefix, or a prefix bound to nothing, is an error of Namespaces in XML 1.0; libxml2 tells it and goes on.",
		Dove:   func(d *Differenza) bool { return d.xml() == xmlrigido.CodicePrefisso },
	},
	{
		Nome:   "NUL after the root",
		Motivo: "No character of XML; libxml2 takes it for the end of the input.",
		Dove: func(d *Differenza) bool {
			return d.Operatore == "dopo la radice" && d.Valore == "\x00"
		},
	},
	{
		Nome:    "CDATA between elements",
		Motivo:  "A section that holds nothing or white space is white space (XML Schema 1, §3.4.4, clause 2.3 of element-only content); libxml2 takes any section for text.",
		Accetta: true,
		Dove: func(d *Differenza) bool {
			return (strings.HasPrefix(d.Operatore, "CDATA ") || d.Valore == "<![CDATA[]]>")
		},
	},
}

// Date are the differences of doors with dates and instants.
var Date = []Classe{
	{
		Nome:    "white space around a date",
		Motivo:  "White space of xs:date and xs:dateTime collapses before the value is looked at (XML Schema 2, §4.3.6); libxml2 refuses it.",
		Accetta: true,
		Dove: func(d *Differenza) bool {
			return d.Di("date", "dateTime") && d.Testo() != strings.Trim(d.Testo(), " \t\r\n")
		},
	},
	{
		Nome:   "years other than 0001 to 9999",
		Motivo: "A date is of the calendar that amounts are paid in: four digits.",
		Dove: func(d *Differenza) bool {
			return d.Di("date", "dateTime") && annoEstraneo.MatchString(d.Testo())
		},
	},
	{
		Nome:   "fractions finer than a nanosecond",
		Motivo: "An instant keeps nine digits of a second; a tenth would be lost, so it is refused.",
		Dove: func(d *Differenza) bool {
			return d.Di("dateTime") && fine10.MatchString(d.Testo())
		},
	},
}

// Numeri are the differences of doors with numbers.
var Numeri = []Classe{
	{
		Nome:    "white space around an integer",
		Motivo:  "White space of a number collapses before the value is looked at (XML Schema 2, §4.3.6); libxml2 refuses it of xs:int.",
		Accetta: true,
		Dove: func(d *Differenza) bool {
			return d.Di("int") && d.Testo() != strings.Trim(d.Testo(), " \t\r\n")
		},
	},
}

// Decimali is the difference of doors with amounts of a type without pattern.
var Decimali = Classe{
	Nome:   "zeros beyond the cents",
	Motivo: "An amount of more than two decimals is refused, zeros too: 1.000 is a thousand to who writes amounts as Italian does.",
	Dove: func(d *Differenza) bool {
		return d.Di("decimal") && oltreCentesimi.MatchString(d.Testo())
	},
}

// Binari is the difference of doors with base64.
var Binari = Classe{
	Nome:   "characters that are not of base64",
	Motivo: "Refused, as xs:base64Binary has it (XML Schema 2, §3.2.16); libxml2 passes over them.",
	Dove: func(d *Differenza) bool {
		return d.Di("base64Binary") && !alfabeto.MatchString(d.Testo())
	},
}

// TipoDetto is the difference of doors with plain strings.
var TipoDetto = Classe{
	Nome:   "xsi:type",
	Motivo: "Refused on every element, also where it names the type that the element has anyhow: a reader that honours it may be led to another.",
	Dove: func(d *Differenza) bool {
		return d.Operatore == "attributo" && strings.HasPrefix(d.Valore, `xsi:type="xs:string"`) && d.Di("string")
	},
}

// Buste are the differences of doors of SOAP envelopes.
var Buste = []Classe{
	{
		Nome:    "attributes of SOAP where they say nothing",
		Motivo:  "A recipient must ignore those that are not on a block of the Header, and every block may have them (Simple Object Access Protocol 1.1, §4.2.1); the schemas do not.",
		Accetta: true,
		Dove: func(d *Differenza) bool {
			return d.Operatore == "attributo" && strings.HasPrefix(d.Valore, "s:") && strings.HasPrefix(d.Luogo, "Envelope")
		},
	},
	{
		Nome:   "attributes of the envelope",
		Motivo: "Those without namespace are refused on Body too (Simple Object Access Protocol 1.1, §4.1.1), and those of XML Schema that it does not define; the schema of the envelope takes any.",
		Dove: func(d *Differenza) bool {
			return d.Operatore == "attributo" && strings.HasPrefix(d.Luogo, "Envelope") && strings.Count(d.Luogo, "/") < 2 &&
				(d.Valore == `x="1"` || strings.HasPrefix(d.Valore, "xsi:altro="))
		},
	},
	{
		Nome:   "element after the Body",
		Motivo: "Refused: nobody signs or reads it (WS-I Basic Profile 1.1, R1011); the schema of the envelope takes it.",
		Dove: func(d *Differenza) bool {
			return d.Operatore == "estraneo dopo" && d.Luogo == "Envelope/Body"
		},
	},
	{
		Nome:   "Body within the Body",
		Motivo: "The Body holds a message that the WSDL binds; the schema of the envelope declares its own parts too.",
		Dove: func(d *Differenza) bool {
			return d.Operatore == "annida in se stesso" && d.Luogo == "Envelope/Body"
		},
	},
}

var (
	oltreCentesimi = regexp.MustCompile(`\.\d{2}0+\s*$`)
	alfabeto       = regexp.MustCompile(`^[A-Za-z0-9+/= \t\r\n]*$`)
	annoEstraneo   = regexp.MustCompile(`^\s*(-|\d{5}|0000|0001-01-01T00|9999-12-31T24)`)
	fine10         = regexp.MustCompile(`\.\d{10}`)
)

// xml returns the code with which the scanner refuses the mutant, if it does.
func (d *Differenza) xml() xmlrigido.Codice {
	l := xmlrigido.NuovoLettoreByte(d.dati(d.buono), xmlrigido.Opzioni{})
	for {
		_, err := l.Prossimo()
		if e, ok := errors.AsType[*xmlrigido.Errore](err); ok {
			return e.Codice
		}
		if err != nil {
			return ""
		}
	}
}

// Di reports whether the element that was changed has one of the built-in types.
func (d *Differenza) Di(basi ...string) bool {
	for _, b := range basi {
		if d.basi[b] {
			return true
		}
	}
	return false
}

// Testo returns the text of the element that was changed, as it stands in the mutant; ""
// when its content is not one text.
func (d *Differenza) Testo() string {
	l := xmlrigido.NuovoLettoreByte(d.dati(d.buono), xmlrigido.Opzioni{})
	posto := 0
	for {
		e, err := l.Prossimo()
		if err != nil {
			return ""
		}
		if e != xmlrigido.Inizio {
			continue
		}
		if posto++; posto == d.numero {
			t, err := l.TestoElemento()
			if err != nil {
				return ""
			}
			return string(t)
		}
	}
}
