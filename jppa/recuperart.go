package jppa

import "github.com/quietanza/quietanza/avviso"

// RichiestaRecuperaRT is the question of JPPA about a receipt that it was
// notified of.
//
// Source: jppapdp-ws-external.wsdl, RecuperaRTRichiesta; jppapdp-ws-external.xsd,
// RecuperaRTRichiesta.
type RichiestaRecuperaRT struct {
	Operazione                      string  `json:"operazione,omitempty"`  // InviaCarrelloRPT, ChiediStatoRPT or RecuperaRT; "" writes RecuperaRT
	IdentificativoDominio           string  `json:"identificativoDominio"` // 1..35 characters
	DataOperazione                  Istante `json:"dataOperazione"`
	Version                         string  `json:"version,omitempty"`                 // any; "" writes 1.0
	IdentificativoUnivocoVersamento string  `json:"identificativoUnivocoVersamento"`   // [a-zA-Z0-9]{1,35}
	CodiceContestoPagamento         string  `json:"codiceContestoPagamento,omitempty"` // 1..35 characters, "" when absent
}

// RispostaRecuperaRT is the answer to JPPA.
//
// Source: jppapdp-ws-external.wsdl, ctRispostaStandard.
type RispostaRecuperaRT struct {
	Operazione     string               `json:"operazione,omitempty"` // RecuperaRT, also when ""
	DataOperazione Istante              `json:"dataOperazione"`       // now
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

const (
	radiceRecuperaRTRichiesta = "RecuperaRTRichiesta"
	radiceRecuperaRTRisposta  = "RecuperaRTRisposta"
)

// descrivi describes the inner XML.
func (r *RichiestaRecuperaRT) descrivi(v *visita) {
	v.Stringa("identificativoUnivocoVersamento", &r.IdentificativoUnivocoVersamento, true, controllaIUV)
	v.Testo("codiceContestoPagamento", &r.CodiceContestoPagamento, 35, false)
}

func (d *DettaglioRecuperaRT) descrivi(v *visita) {
	v.gruppo("esito", true, true, func(v *visita) {
		enumerato(v, "code", &d.Esito.Code, d.Esito.Code.IsValid(), ParseEsito)
		visitaMessaggi(v, "code", &d.Esito.Messaggi)
	})
	if v.Legge() {
		letta := &RicevutaTelematica{}
		if v.gruppo("ricevutaTelematica", false, false, letta.descrivi) {
			d.RicevutaTelematica = letta
		}
	} else if d.RicevutaTelematica != nil {
		v.gruppo("ricevutaTelematica", false, true, d.RicevutaTelematica.descrivi)
	}
	v.gruppo("dettagliImporto", false, d.DettagliImporto != nil, func(v *visita) {
		molti(v, "dettaglioImporto", &d.DettagliImporto, 0, 0, func(v *visita, i *DettaglioImporto) {
			v.liberoOpzionale("capitoloBilancio", &i.CapitoloBilancio)
			v.liberoOpzionale("anno", &i.Anno)
			v.importo("importo", &i.Importo)
			v.libero("descrizione", &i.Descrizione)
		})
	})
}

// AppendRichiestaRecuperaRT appends a request in a SOAP 1.1 envelope. Errors
// (ErrMessaggio, with the path of the element): OBBLIGATORIO, LUNGHEZZA, VALORE.
func AppendRichiestaRecuperaRT(b []byte, r RichiestaRecuperaRT, f Formato) ([]byte, error) {
	s := richiestaStandard{
		operazione: predefinito(r.Operazione, opRecuperaRT), dominio: r.IdentificativoDominio, data: r.DataOperazione,
		versione: predefinito(r.Version, VersioneRichiesta), operazioni: operazioniEsterne, esterna: true,
	}
	return appendRichiesta(b, radiceRecuperaRTRichiesta, SpazioEsterno, SpazioEsternoSchema, f, &s, &r)
}

// ParseRichiestaRecuperaRT reads a request in a SOAP 1.1 or 1.2 envelope, on the
// terms of [ParseRichiestaInviaEsito].
func ParseRichiestaRecuperaRT(data []byte) (RichiestaRecuperaRT, error) {
	return leggiRichiestaRecuperaRT(data, nil)
}

// LeggiRichiestaRecuperaRT is ParseRichiestaRecuperaRT for an envelope of any
// namespace, or for the element without one, each with a warning.
func LeggiRichiestaRecuperaRT(data []byte) (RichiestaRecuperaRT, []Avvertenza, error) {
	a := []Avvertenza{}
	r, err := leggiRichiestaRecuperaRT(data, &a)
	return r, a, err
}

func leggiRichiestaRecuperaRT(data []byte, lasco *[]Avvertenza) (RichiestaRecuperaRT, error) {
	s := richiestaStandard{operazioni: operazioniEsterne, esterna: true}
	if err := leggiMessaggio(data, radiceRecuperaRTRichiesta, SpazioEsterno, lasco, &s); err != nil {
		return RichiestaRecuperaRT{}, err
	}
	r := RichiestaRecuperaRT{Operazione: s.operazione, IdentificativoDominio: s.dominio, DataOperazione: s.data, Version: s.versione}
	err := leggiDettaglio(s.dettaglio, radiceRecuperaRTRichiesta, SpazioEsternoSchema, radiceRecuperaRTRichiesta+"/"+campoDettaglioRichiesta, &r)
	if err != nil {
		return RichiestaRecuperaRT{}, err
	}
	return r, nil
}

// AppendRispostaRecuperaRT appends an answer in a SOAP 1.1 envelope. Errors: those
// of [AppendRichiestaRecuperaRT].
func AppendRispostaRecuperaRT(b []byte, r RispostaRecuperaRT) ([]byte, error) {
	s := rispostaStandard{operazione: predefinito(r.Operazione, opRecuperaRT), data: r.DataOperazione, esito: r.Esito, messaggi: r.Messaggi, operazioni: operazioniEsterne}
	if r.Dettaglio != nil {
		return appendRisposta(b, radiceRecuperaRTRisposta, SpazioEsterno, SpazioEsternoSchema, &s, r.Dettaglio)
	}
	return appendRisposta(b, radiceRecuperaRTRisposta, SpazioEsterno, "", &s, nil)
}

// ParseRispostaRecuperaRT reads an answer strictly, in a SOAP 1.1 or 1.2 envelope.
// Errors: those of [ParseRichiestaInviaEsito].
func ParseRispostaRecuperaRT(data []byte) (RispostaRecuperaRT, error) {
	return leggiRispostaRecuperaRT(data, nil)
}

// LeggiRispostaRecuperaRT is ParseRispostaRecuperaRT for an envelope of any
// namespace, or for the element without one, each with a warning.
func LeggiRispostaRecuperaRT(data []byte) (RispostaRecuperaRT, []Avvertenza, error) {
	a := []Avvertenza{}
	r, err := leggiRispostaRecuperaRT(data, &a)
	return r, a, err
}

func leggiRispostaRecuperaRT(data []byte, lasco *[]Avvertenza) (RispostaRecuperaRT, error) {
	s := rispostaStandard{operazioni: operazioniEsterne}
	if err := leggiMessaggio(data, radiceRecuperaRTRisposta, SpazioEsterno, lasco, &s); err != nil {
		return RispostaRecuperaRT{}, err
	}
	r := RispostaRecuperaRT{Operazione: s.operazione, DataOperazione: s.data, Esito: s.esito, Messaggi: s.messaggi}
	if s.dettaglio == nil {
		return r, nil
	}
	r.Dettaglio = &DettaglioRecuperaRT{}
	sotto := radiceRecuperaRTRisposta + "/" + campoDettaglioRisposta
	if err := leggiDettaglio(*s.dettaglio, radiceRecuperaRTRisposta, SpazioEsternoSchema, sotto, r.Dettaglio); err != nil {
		return RispostaRecuperaRT{}, err
	}
	return r, nil
}
