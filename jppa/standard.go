package jppa

import "github.com/quietanza/quietanza/internal/xmlrigido"

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
)

var (
	operazioniInterne = []string{"VerificaPagamentoInAttesa", opInviaEsito}
	operazioniEsterne = []string{"InviaCarrelloRPT", "ChiediStatoRPT", opRecuperaRT}
)

// richiestaStandard is a ctRichiestaStandard: what surrounds an inner XML.
type richiestaStandard struct {
	operazione, dominio string
	data                Istante
	versione, dettaglio string

	operazioni []string
	esterna    bool // idDominio of 1 to 35 characters
}

func (r *richiestaStandard) descrivi(v *visita) {
	v.Stringa("operazione", &r.operazione, true, func(s string) error { return xmlrigido.Enumerazione(s, r.operazioni...) })
	if r.esterna {
		v.Testo("identificativoDominio", &r.dominio, 35, true)
	} else {
		v.libero("identificativoDominio", &r.dominio)
	}
	v.istante("dataOperazione", &r.data)
	v.libero("version", &r.versione)
	v.libero("xmlDettaglioRichiesta", &r.dettaglio)
}

// rispostaStandard is a ctRispostaStandard.
type rispostaStandard struct {
	operazione string
	data       Istante
	esito      Esito
	messaggi   []Messaggio
	dettaglio  *string

	operazioni []string
}

func (r *rispostaStandard) descrivi(v *visita) {
	v.Stringa("operazione", &r.operazione, true, func(s string) error { return xmlrigido.Enumerazione(s, r.operazioni...) })
	v.istante("dataOperazione", &r.data)
	enumerato(v, "esito", &r.esito, r.esito.IsValid(), ParseEsito)
	visitaMessaggi(v, "codice", &r.messaggi)
	testo := ""
	if r.dettaglio != nil {
		testo = *r.dettaglio
	}
	v.Elemento("xmlDettaglioRisposta", testo, r.dettaglio != nil, false, func(s string) error {
		if v.Legge() {
			r.dettaglio = &s
		}
		return nil
	})
}

// visitaMessaggi visits an optional list of messages; the code has another name
// in the inner XML of RecuperaRT.
func visitaMessaggi(v *visita, codice string, p *[]Messaggio) {
	v.gruppo("messaggi", false, len(*p) > 0, func(v *visita) {
		molti(v, "messaggio", p, 1, 0, func(v *visita, m *Messaggio) {
			v.libero(codice, &m.Codice)
			v.libero("descrizione", &m.Descrizione)
		})
	})
}
