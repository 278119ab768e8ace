package flusso

import (
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Warnings of the lenient readers: what they tolerated.
const (
	AvvertenzaElemento     avviso.Codice = "ELEMENTO_IGNOTO"  // an element or member that was skipped
	AvvertenzaAttributo    avviso.Codice = "ATTRIBUTO_IGNOTO" // an attribute that was skipped
	AvvertenzaSpazi        avviso.Codice = "SPAZI"            // white space around a value, taken away
	AvvertenzaVuoto        avviso.Codice = "VUOTO"            // an empty optional element, taken as absent
	AvvertenzaImporto      avviso.Codice = "IMPORTO_FORMA"    // an amount with a sign, with none or one decimal, or a total beyond the official schema
	AvvertenzaLunghezza    avviso.Codice = "LUNGHEZZA"        // a name of a subject of a length the schema does not have
	AvvertenzaEstensione   avviso.Codice = "ESTENSIONE"       // revisioneFlusso, which is not of the official schema
	AvvertenzaStatoAssente avviso.Codice = "STATO_ASSENTE"    // an FdR 3 flow without status
	AvvertenzaPayStatus    avviso.Codice = "PAY_STATUS"       // a payStatus that is none of the known ones
	AvvertenzaSOAP         avviso.Codice = "BUSTA_SOAP"       // the flow stands in a SOAP envelope
	AvvertenzaBase64       avviso.Codice = "BASE64"           // the flow is in base64
	AvvertenzaAltre        avviso.Codice = "ALTRE"            // more warnings than are kept
)

// Warnings about what a flow says.
const (
	AvvertenzaSegnoRevoca     avviso.Codice = "SEGNO_REVOCA"      // the sum is right only with the revoked rows negated
	AvvertenzaDataEsito       avviso.Codice = "DATA_ESITO_FUTURA" // a row is dated after the day of dataOraFlusso
	AvvertenzaDataRegolamento avviso.Codice = "DATA_REGOLAMENTO"  // dataRegolamento is before the date of a row
	AvvertenzaID              avviso.Codice = "ID_FLUSSO"         // the identifier is not date, PSP, hyphen, flow
	AvvertenzaIDData          avviso.Codice = "ID_DATA_DIVERSA"   // the date in the identifier is not dataRegolamento
)

var testiAvvertenza = map[avviso.Codice]string{
	AvvertenzaElemento:        "elemento ignoto, saltato",
	AvvertenzaAttributo:       "attributo ignoto, saltato",
	AvvertenzaSpazi:           "spazi attorno al valore, tolti",
	AvvertenzaVuoto:           "elemento facoltativo vuoto, come assente",
	AvvertenzaImporto:         "importo con un segno, senza due decimali o oltre lo schema",
	AvvertenzaLunghezza:       "denominazione di lunghezza non ammessa",
	AvvertenzaEstensione:      "elemento che lo schema ufficiale non ha",
	AvvertenzaStatoAssente:    "flusso senza stato",
	AvvertenzaPayStatus:       "stato del pagamento sconosciuto",
	AvvertenzaSOAP:            "flusso in una busta SOAP",
	AvvertenzaBase64:          "flusso in base64",
	AvvertenzaAltre:           "altre avvertenze, non conservate",
	AvvertenzaSegnoRevoca:     "la somma quadra solo sottraendo le revoche, scritte con segno positivo",
	AvvertenzaDataEsito:       "data dell'esito dopo quella del flusso",
	AvvertenzaDataRegolamento: "data del regolamento prima di quella dell'ultimo esito",
	AvvertenzaID:              "identificativo che non è data, PSP, trattino, flusso",
	AvvertenzaIDData:          "la data nell'identificativo non è quella del regolamento",
}

// maxAvvertenze bounds the kinds that are kept, since the names of unknown
// elements come from the document.
const maxAvvertenze = 64

// avvertenze collects warnings in constant memory: one for each kind of thing at
// each kind of place, where it first occurred and how many times.
type avvertenze struct {
	prime []avviso.Avvertenza
	volte []int
}

// ancora counts a warning of a kind that is already there, and reports whether
// it is.
func (a *avvertenze) ancora(c avviso.Codice, campo string) bool {
	for i := range a.prime {
		if w := &a.prime[i]; w.Codice == c && w.Campo == campo || w.Codice == AvvertenzaAltre {
			a.volte[i]++
			return true
		}
	}
	return false
}

func (a *avvertenze) aggiungi(v avviso.Avvertenza) {
	if a.ancora(v.Codice, v.Campo) {
		return
	}
	if len(a.prime) == maxAvvertenze-1 {
		v = avviso.Avvertenza{Codice: AvvertenzaAltre, Riga: v.Riga, Colonna: v.Colonna}
	}
	v.Campo, v.Valore = strings.Clone(v.Campo), strings.Clone(v.Valore)
	a.prime, a.volte = append(a.prime, v), append(a.volte, 1)
}

// elenco returns the warnings in the order in which each first occurred, with
// their text.
func (a *avvertenze) elenco() []avviso.Avvertenza {
	var elenco []avviso.Avvertenza
	for i, v := range a.prime {
		elenco = append(elenco, conTesto(v, a.volte[i]))
	}
	return elenco
}

// conTesto adds to a warning its text, which tells how many times it occurred.
func conTesto(v avviso.Avvertenza, volte int) avviso.Avvertenza {
	v.Testo = testiAvvertenza[v.Codice]
	if volte > 1 {
		v.Testo += " (" + strconv.Itoa(volte) + " volte)"
	}
	return v
}
