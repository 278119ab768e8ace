package piemontepay

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/schema"
)

// Namespaces of the messages.
const (
	spazioComune = "http://www.csi.it/epay/epaywso/types"
	spazioEnte   = "http://www.csi.it/epay/epaywso/enti2epaywso/types"
	spazioDesk   = "http://www.csi.it/epay/epaywso/epaywso2enti/types"
)

// prefissoComune is written on the elements of the common types; the message's
// own namespace is the default one.
const prefissoComune = "c"

// stanza makes the errors of messages.
var stanza = schema.Stanza{Rifiuta: func(r schema.Rifiuto) error {
	e := &Errore{Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna, Err: ErrMessaggio}
	switch m := r.Motivo; {
	case m == schema.Lunghezza, m == schema.Occorrenze && r.Scrive:
		e.Codice = avviso.CodiceLunghezza
	case m == schema.Mancante && r.Scrive:
		e.Codice = CodiceObbligatorio
	case m == schema.Busta, m.Struttura():
		e.Codice = CodiceElemento
	case m.Valore():
		e.Codice = CodiceValore
	default:
		e.Codice, e.Err = CodiceXML, errore.Coppia(ErrMessaggio, r.Causa)
	}
	return e
}}

// Bounds of the lists and of the counts in the headers.
const (
	maxElementi = 1000
	maxNumero   = 999999
)

// The simple types of the schemas.
var (
	testo4    = testoFino(4)
	testo16   = testoFino(16)
	testo35   = testoFino(35)
	testo50   = testoFino(50)
	testo70   = testoFino(70)
	testo80   = testoFino(80)
	testo100  = testoFino(100)
	testo140  = testoFino(140)
	testo200  = testoFino(200)
	testo250  = testoFino(250)
	testo400  = testoFino(400)
	testo500  = testoFino(500)
	testo1000 = testoFino(1000)
	testo2000 = testoFino(2000)

	nazione   = schema.Nazione
	tipoEMail = &schema.Tipo{Minimo: 1, Massimo: 256, Forma: func(s string) bool {
		return len(s) > 2 && strings.Contains(s[1:len(s)-1], "@") && !strings.ContainsAny(s, "\n\r") // a point of a pattern is neither
	}}
	tipoRisultato = &schema.Tipo{Minimo: 1, Massimo: 3, Forma: func(s string) bool {
		return len(s) == 3 && s[0] >= '0' && s[0] <= '2' && cifre.Sole(s)
	}}
)

func testoFino(n int) *schema.Tipo { return &schema.Tipo{Minimo: 1, Massimo: n} }

// anno visits an optional AnnoType.
func anno(v *schema.Visita, nome string, p *int) {
	schema.Intero(v, nome, p, 1900, 2900, schema.Opzionale)
}

// comune visits elements that are in the namespace of the common types although what is
// around them is not.
func comune(v *schema.Visita, figli func()) { v.InSpazio(spazioComune, prefissoComune, figli) }
