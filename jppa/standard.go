package jppa

import (
	"bytes"
	"cmp"
	"regexp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/schema"
)

// Messaggio is one message of an answer: a code and a description.
//
// Source: jppapdp-ws-internal.wsdl and jppapdp-ws-external.wsdl, ctMessaggi.
type Messaggio struct {
	Codice      string `json:"codice"`
	Descrizione string `json:"descrizione"`
}

// Operations of the two services.
const (
	opInviaEsito = "InviaEsitoPagamento"
	opRecuperaRT = "RecuperaRT"

	// opInvioEsito is how the manual calls the first: only lenient readers take it.
	opInvioEsito = "InvioEsitoPagamento"
)

// NomeSulFilo returns the name of an operation as the services spell it:
// InviaEsitoPagamento for the InvioEsitoPagamento of the manual, any other text
// as it is.
//
// Source: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli
// (JPPA)"; jppapdp-ws-internal.wsdl.
func NomeSulFilo(operazione string) string {
	if operazione == opInvioEsito {
		return opInviaEsito
	}
	return operazione
}

// nomiDelManuale finds the name of the manual where a message names its operation:
// in a tag, escaped or not, and as the whole text of an element.
var nomiDelManuale = regexp.MustCompile(`((?:<|&lt;|&#60;|&#x3[cC];)/?(?:[\w.-]+:)?)` + opInvioEsito + `(Richiesta|Risposta)|(>\s*)` + opInvioEsito + `(\s*<)`)

// conNomeSulFilo returns a message with the name of the wire, which is as long as
// that of the manual, and a warning at the first place where that stood.
func conNomeSulFilo(data []byte) ([]byte, []avviso.Avvertenza) {
	if !bytes.Contains(data, []byte(opInvioEsito)) {
		return data, nil
	}
	trovato := nomiDelManuale.FindIndex(data)
	if trovato == nil {
		return data, nil
	}
	dove := trovato[0] + bytes.Index(data[trovato[0]:], []byte(opInvioEsito))
	riga, colonna := errore.Luogo(data, dove)
	return nomiDelManuale.ReplaceAll(data, []byte("${1}${3}"+opInviaEsito+"${2}${4}")),
		[]avviso.Avvertenza{tollerato(CodiceInvio, opInvioEsito, "", riga, colonna)}
}

// servizio is one of the two services: its operation, those that its schema names, and
// what its messages look like outside and inside.
type servizio struct {
	operazione          string
	operazioni          []string
	dominio             *schema.Tipo
	fuori, dentro, nudo *schema.Vocabolario
}

func nuovoServizio(operazione string, operazioni []string, dominio *schema.Tipo, fuori, dentro string) *servizio {
	return &servizio{
		operazione: operazione, operazioni: operazioni, dominio: dominio,
		fuori:  &schema.Vocabolario{Spazio: fuori, Nudo: true},
		dentro: &schema.Vocabolario{Spazio: dentro, RadiceNuda: true, Nudo: true},
		nudo:   &schema.Vocabolario{Spazio: dentro, Prefisso: "ns", RadiceNuda: true, Nudo: true},
	}
}

var (
	interno = nuovoServizio(opInviaEsito, []string{"VerificaPagamentoInAttesa", opInviaEsito}, schema.Libero, SpazioInterno, SpazioInternoSchema)
	esterno = nuovoServizio(opRecuperaRT, []string{"InviaCarrelloRPT", "ChiediStatoRPT", opRecuperaRT}, testo35, SpazioEsterno, SpazioEsternoSchema)
)

// Elements with an inner XML.
const (
	campoRichiesta = "xmlDettaglioRichiesta"
	campoRisposta  = "xmlDettaglioRisposta"
)

// richiesta is a ctRichiestaStandard: what surrounds the inner XML of a request.
type richiesta struct {
	servizio            *servizio
	operazione, dominio string
	data                avviso.DataOra
	versione, dettaglio string
}

func schemaRichiesta(v *schema.Visita, r *richiesta) {
	schema.Lista(v, "operazione", &r.operazione, r.servizio.operazioni, schema.Obbligatorio)
	v.Testo("identificativoDominio", &r.dominio, r.servizio.dominio, schema.Obbligatorio)
	istante(v, "dataOperazione", &r.data)
	v.Testo("version", &r.versione, schema.Libero, schema.Obbligatorio)
	v.Testo(campoRichiesta, &r.dettaglio, schema.Libero, schema.Obbligatorio)
}

// appendRichiesta appends a request with the inner XML that corpo describes.
func appendRichiesta[T any](b []byte, r richiesta, f Formato, p *T, corpo func(*schema.Visita, *T)) ([]byte, error) {
	r.operazione, r.versione = cmp.Or(NomeSulFilo(r.operazione), r.servizio.operazione), cmp.Or(r.versione, VersioneRichiesta)
	radice, voc := r.servizio.operazione+"Richiesta", r.servizio.dentro
	if f.UnqualifiedRoot {
		voc = r.servizio.nudo
	}
	dettaglio, err := schema.Scrivi(make([]byte, 0, 512), &stanza, voc, radice, p, corpo)
	if err != nil {
		return nil, err
	}
	r.dettaglio = string(dettaglio)
	return imbusta(b, r.servizio.fuori, radice, &r, schemaRichiesta)
}

// leggiRichiesta reads a request and the inner XML that corpo describes.
func leggiRichiesta[T any](data []byte, s *servizio, lasco bool, p *T, corpo func(*schema.Visita, *T)) (richiesta, []avviso.Avvertenza, error) {
	r, radice := richiesta{servizio: s}, s.operazione+"Richiesta"
	a, err := leggiMessaggio(data, radice, s, lasco, &r, schemaRichiesta)
	if err == nil {
		err = leggiDettaglio(r.dettaglio, radice, s, campoRichiesta, p, corpo)
	}
	return r, a, err
}

// risposta is a ctRispostaStandard: what surrounds the inner XML of an answer.
type risposta struct {
	servizio   *servizio
	operazione string
	data       avviso.DataOra
	esito      Esito
	messaggi   []Messaggio
	dettaglio  *string
}

func schemaRisposta(v *schema.Visita, r *risposta) {
	schema.Lista(v, "operazione", &r.operazione, r.servizio.operazioni, schema.Obbligatorio)
	istante(v, "dataOperazione", &r.data)
	schema.Lista(v, "esito", &r.esito, esiti, schema.Obbligatorio)
	schemaMessaggi(v, "codice", &r.messaggi)
	if !v.Legge() {
		if r.dettaglio != nil {
			v.Scrivi(campoRisposta, *r.dettaglio)
		}
	} else if b, ok := v.Foglia(campoRisposta, schema.Opzionale); ok {
		testo := string(b)
		r.dettaglio = &testo
	}
}

// appendRisposta appends an answer with the inner XML that corpo describes, without
// where p is nil.
func appendRisposta[T any](b []byte, r risposta, p *T, corpo func(*schema.Visita, *T)) ([]byte, error) {
	r.operazione = cmp.Or(NomeSulFilo(r.operazione), r.servizio.operazione)
	radice := r.servizio.operazione + "Risposta"
	if p != nil {
		dettaglio, err := schema.Scrivi(make([]byte, 0, 512), &stanza, r.servizio.dentro, radice, p, corpo)
		if err != nil {
			return nil, err
		}
		testo := string(dettaglio)
		r.dettaglio = &testo
	}
	return imbusta(b, r.servizio.fuori, radice, &r, schemaRisposta)
}

// schemaMessaggi visits an optional list of messages; the code has another name
// in the inner XML of RecuperaRT.
func schemaMessaggi(v *schema.Visita, codice string, p *[]Messaggio) {
	if v.Apri("messaggi", len(*p) > 0, schema.Opzionale) {
		schema.Gruppi(v, "messaggio", p, 1, illimitati, func(v *schema.Visita, m *Messaggio) {
			v.Testo(codice, &m.Codice, schema.Libero, schema.Obbligatorio)
			v.Testo("descrizione", &m.Descrizione, schema.Libero, schema.Obbligatorio)
		})
		v.Chiudi()
	}
}
