package flusso

import (
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// elementoBusta carries a flow in base64, in the answer of the Nodo and in the request of a PSP.
//
// Source: NodoPerPa.wsdl, nodoChiediFlussoRendicontazioneRisposta; NodoPerPsp.wsdl, nodoInviaFlussoRendicontazione.
const elementoBusta = "xmlRendicontazione"

const (
	rispostaElenco = "nodoChiediElencoFlussiRendicontazioneRisposta"
	rispostaFlusso = "nodoChiediFlussoRendicontazioneRisposta"
	inviaFlusso    = "nodoInviaFlussoRendicontazione"
	maxFault       = 200 // characters of the text of a fault that an error repeats
)

var documento = &schema.Documento{
	Radici:   []string{radice},
	Busta:    elementoBusta,
	Messaggi: []string{rispostaFlusso, rispostaElenco, inviaFlusso},
	Incontra: incontra,
	Estraneo: estraneo,
}

// Leggi reads a whole document as NuovoLettoreTollerante does, and returns what
// it tolerated. A flow that disagrees with its own totals is read all the same:
// Anomalie tells.
//
// The flow may stand as systems hand it over: in the answer of nodoChiediFlussoRendicontazione, or
// in another SOAP message that has it in xmlRendicontazione (warnings BUSTA_SOAP and BASE64), in base64
// alone, with blanks and line ends (BASE64), and either inside the other. What stands there
// instead is refused: a fault with NODO (ErrNodo), an answer without a flow with MANCANTE, the list of flows, a flow
// that is an MTOM attachment and any other document with FORMATO (ErrFormato), which says what it is.
func Leggi(dati []byte, scelte ...Opzione) (Flusso, []avviso.Avvertenza, error) {
	o := raccogli(scelte)
	var f Flusso
	l := &Lettore{opz: o, tollerante: true, testi: make([]byte, 0, 2*maxTesto35)}
	buste, err := schema.Sbusta(&stanza, dati, documento, xmlrigido.Opzioni{MaxByte: o.maxByte}, func(x *xmlrigido.Lettore) (err error) {
		l.x = x
		if err = l.leggiTestata(); err == nil {
			f, err = l.tutto()
		}
		return err
	})
	if err != nil {
		return Flusso{}, nil, err
	}
	var a []avviso.Avvertenza
	for _, b := range buste {
		if b.Codice == schema.AvvertenzaBase64 {
			b.Codice = AvvertenzaBase64
		}
		b.Testo = testiAvvertenza[b.Codice]
		a = append(a, b)
	}
	return f, append(a, l.avvisi.elenco()...), nil
}

// stanza makes the errors of what stands around a flow.
var stanza = schema.Stanza{Rifiuta: func(r schema.Rifiuto) error {
	e := &Errore{Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna}
	switch {
	case r.Motivo == schema.Mancante, r.Motivo == schema.Busta && r.Campo != "" && r.Valore == "":
		e.Codice, e.Campo, e.Err = CodiceMancante, elementoBusta, ErrSchema
	case r.Motivo == schema.Contenuto && r.Valore == "Include":
		e.Codice, e.Campo, e.Valore, e.Err = CodiceFormato, elementoBusta, "", motivato("il flusso è un allegato MTOM della risposta: salvare la parte allegata")
	case r.Motivo == schema.Busta && r.Campo != "":
		e.Codice, e.Err = CodiceFormato, motivato("il contenuto non è in base64")
	case r.Motivo == schema.Busta:
		e.Codice, e.Err = CodiceXML, ErrXML
	case r.Motivo == schema.Radice:
		e.Codice, e.Campo, e.Valore, e.Err = CodiceElemento, r.Valore, "", ErrSchema
	default:
		return traduci(r)
	}
	return e
}}

// incontra looks at what stands in a message before the flow: the list of flows, a fault.
func incontra(v *schema.Visita) {
	_, nome := v.Qui()
	riga, colonna := v.Luogo()
	switch string(nome) {
	case rispostaElenco:
		v.Ferma(&Errore{Codice: CodiceFormato, Campo: rispostaElenco, Riga: riga, Colonna: colonna, Err: motivato(messaggioElenco())})
	case "fault", "Fault":
		campo := string(nome)
		t := v.Foglie("faultCode", "faultString", "faultcode", "faultstring", "Code/Value", "Reason/Text")
		if v.Err() != nil {
			return
		}
		codice, testo := primo(t[0], t[2], t[4]), primo(t[1], t[3], t[5])
		causa := ErrNodo.Error() + " " + codice + ": " + testo
		v.Ferma(&Errore{Codice: CodiceNodo, Campo: campo, Valore: codice, Riga: riga, Colonna: colonna, Err: errore.Coppia(ErrNodo, errors.New(causa))})
	}
}

// primo returns the first text that there is, on one line and not too long.
func primo(testi ...[]string) string {
	for _, t := range testi {
		for _, s := range t {
			if s = strings.Join(strings.Fields(s), " "); s != "" {
				r := []rune(errore.Maschera(s))
				return string(r[:min(len(r), maxFault)])
			}
		}
	}
	return ""
}

// messaggioElenco is what the recognition of documents says of the list of flows.
func messaggioElenco() string { return cassa.Riconosci([]byte("<" + rispostaElenco + ">")).Messaggio }

// estraneo names what stands in base64, or in a message, in the place of a flow.
func estraneo(dati []byte, dentro bool) error {
	if !dentro {
		return nil
	}
	r := cassa.Riconosci(dati)
	testo := r.Messaggio
	if testo == "" {
		testo = "il contenuto non è un flusso: è un documento " + string(r.Formato)
	}
	return &Errore{Codice: CodiceFormato, Riga: 1, Colonna: 1, Err: motivato(testo)}
}

// motivato says what a document of another kind is.
func motivato(testo string) error { return errore.Coppia(ErrFormato, errors.New(testo)) }
