package jppa

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
)

// RichiestaRecuperaRT is the question of JPPA about a receipt that it was
// notified of.
//
// Source: jppapdp-ws-external.wsdl, RecuperaRTRichiesta; jppapdp-ws-external.xsd,
// RecuperaRTRichiesta.
type RichiestaRecuperaRT struct {
	Operazione                      string         `json:"operazione,omitempty"`  // InviaCarrelloRPT, ChiediStatoRPT or RecuperaRT; "" writes RecuperaRT
	IdentificativoDominio           string         `json:"identificativoDominio"` // 1..35 characters
	DataOperazione                  avviso.DataOra `json:"dataOperazione"`
	Version                         string         `json:"version,omitempty"`                 // any; "" writes 1.0
	IdentificativoUnivocoVersamento string         `json:"identificativoUnivocoVersamento"`   // [a-zA-Z0-9]{1,35}
	CodiceContestoPagamento         string         `json:"codiceContestoPagamento,omitempty"` // 1..35 characters, "" when absent
}

// RispostaRecuperaRT is the answer to JPPA.
//
// Source: jppapdp-ws-external.wsdl, ctRispostaStandard.
type RispostaRecuperaRT struct {
	Operazione     string               `json:"operazione,omitempty"` // RecuperaRT, also when ""
	DataOperazione avviso.DataOra       `json:"dataOperazione"`       // now
	Esito          Esito                `json:"esito"`
	Messaggi       []Messaggio          `json:"messaggi,omitempty"`
	Dettaglio      *DettaglioRecuperaRT `json:"xmlDettaglioRisposta,omitempty"` // nil when absent
}

// DettaglioRecuperaRT is the inner XML of the answer.
//
// Source: jppapdp-ws-external.xsd, RecuperaRTRisposta.
type DettaglioRecuperaRT struct {
	Esito              EsitoEsterno        `json:"esito"`
	RicevutaTelematica *RicevutaTelematica `json:"ricevutaTelematica,omitempty"`
	DettagliImporto    []DettaglioImporto  `json:"dettagliImporto,omitempty"` // nil when absent
}

// EsitoEsterno is an outcome with its messages inside the inner XML of RecuperaRT,
// where the code is the element code, of the outcome and of its messages.
//
// Source: jppapdp-ws-external.xsd, ctEsito.
type EsitoEsterno struct {
	Code     Esito       `json:"code"`
	Messaggi []Messaggio `json:"messaggi,omitempty"`
}

// DettaglioImporto is a part of the amount with its place in the accounts.
//
// Source: jppapdp-ws-external.xsd, ctDettaglioImporto.
type DettaglioImporto struct {
	CapitoloBilancio string         `json:"capitoloBilancio,omitempty"`
	Anno             string         `json:"anno,omitempty"`
	Importo          avviso.Importo `json:"importo"` // 0.00..99999999.99
	Descrizione      string         `json:"descrizione"`
}

func schemaRecuperaRTRichiesta(v *schema.Visita, r *RichiestaRecuperaRT) {
	v.Testo("identificativoUnivocoVersamento", &r.IdentificativoUnivocoVersamento, tipoIUV, schema.Obbligatorio)
	v.Testo("codiceContestoPagamento", &r.CodiceContestoPagamento, testo35, schema.Opzionale)
}

func schemaRecuperaRTRisposta(v *schema.Visita, d *DettaglioRecuperaRT) {
	schema.Gruppo(v, "esito", &d.Esito, func(v *schema.Visita, e *EsitoEsterno) {
		schema.Lista(v, "code", &e.Code, esiti, schema.Obbligatorio)
		schemaMessaggi(v, "code", &e.Messaggi)
	})
	schema.Facoltativo(v, "ricevutaTelematica", &d.RicevutaTelematica, schemaRicevutaTelematica)
	if v.Apri("dettagliImporto", d.DettagliImporto != nil, schema.Opzionale) {
		if v.Legge() {
			d.DettagliImporto = []DettaglioImporto{}
		}
		schema.Gruppi(v, "dettaglioImporto", &d.DettagliImporto, 0, illimitati, func(v *schema.Visita, i *DettaglioImporto) {
			v.Testo("capitoloBilancio", &i.CapitoloBilancio, schema.Libero, schema.Opzionale)
			v.Testo("anno", &i.Anno, schema.Libero, schema.Opzionale)
			v.Importo("importo", &i.Importo, importo, schema.Obbligatorio)
			v.Testo("descrizione", &i.Descrizione, schema.Libero, schema.Obbligatorio)
		})
		v.Chiudi()
	}
}

// AppendRichiestaRecuperaRT appends a request in a SOAP 1.1 envelope. Errors
// (ErrMessaggio, with the path of the element): OBBLIGATORIO, LUNGHEZZA, VALORE.
func AppendRichiestaRecuperaRT(b []byte, r RichiestaRecuperaRT, f Formato) ([]byte, error) {
	t := richiesta{esterno, r.Operazione, r.IdentificativoDominio, r.DataOperazione, r.Version, ""}
	return appendRichiesta(b, t, f, &r, schemaRecuperaRTRichiesta)
}

// ParseRichiestaRecuperaRT reads a request in a SOAP 1.1 or 1.2 envelope, on the
// terms of [ParseRichiestaInviaEsito].
func ParseRichiestaRecuperaRT(data []byte) (RichiestaRecuperaRT, error) {
	r, _, err := leggiRecuperaRTRichiesta(data, false)
	return r, err
}

// LeggiRichiestaRecuperaRT is ParseRichiestaRecuperaRT for an envelope of any
// namespace, or for the element without one, each with a warning.
func LeggiRichiestaRecuperaRT(data []byte) (RichiestaRecuperaRT, []avviso.Avvertenza, error) {
	return leggiRecuperaRTRichiesta(data, true)
}

func leggiRecuperaRTRichiesta(data []byte, lasco bool) (RichiestaRecuperaRT, []avviso.Avvertenza, error) {
	var r RichiestaRecuperaRT
	t, a, err := leggiRichiesta(data, esterno, lasco, &r, schemaRecuperaRTRichiesta)
	if err != nil {
		return RichiestaRecuperaRT{}, a, err
	}
	r.Operazione, r.IdentificativoDominio, r.DataOperazione, r.Version = t.operazione, t.dominio, t.data, t.versione
	return r, a, nil
}

// AppendRispostaRecuperaRT appends an answer in a SOAP 1.1 envelope. Errors: those
// of [AppendRichiestaRecuperaRT].
func AppendRispostaRecuperaRT(b []byte, r RispostaRecuperaRT) ([]byte, error) {
	t := risposta{esterno, r.Operazione, r.DataOperazione, r.Esito, r.Messaggi, nil}
	return appendRisposta(b, t, r.Dettaglio, schemaRecuperaRTRisposta)
}

// ParseRispostaRecuperaRT reads an answer strictly, in a SOAP 1.1 or 1.2 envelope.
// Errors: those of [ParseRichiestaInviaEsito].
func ParseRispostaRecuperaRT(data []byte) (RispostaRecuperaRT, error) {
	r, _, err := leggiRecuperaRTRisposta(data, false)
	return r, err
}

// LeggiRispostaRecuperaRT is ParseRispostaRecuperaRT for an envelope of any
// namespace, or for the element without one, each with a warning.
func LeggiRispostaRecuperaRT(data []byte) (RispostaRecuperaRT, []avviso.Avvertenza, error) {
	return leggiRecuperaRTRisposta(data, true)
}

func leggiRecuperaRTRisposta(data []byte, lasco bool) (RispostaRecuperaRT, []avviso.Avvertenza, error) {
	t, radice := risposta{servizio: esterno}, opRecuperaRT+"Risposta"
	a, err := leggiMessaggio(data, radice, esterno, lasco, &t, schemaRisposta)
	if err != nil {
		return RispostaRecuperaRT{}, a, err
	}
	r := RispostaRecuperaRT{t.operazione, t.data, t.esito, t.messaggi, nil}
	if t.dettaglio == nil {
		return r, a, nil
	}
	r.Dettaglio = &DettaglioRecuperaRT{}
	if err := leggiDettaglio(*t.dettaglio, radice, esterno, campoRisposta, r.Dettaglio, schemaRecuperaRTRisposta); err != nil {
		return RispostaRecuperaRT{}, a, err
	}
	return r, a, nil
}
