package jppa

import (
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// RichiestaInviaEsito is the notification of a payment (InviaEsitoPagamento, which
// the manual calls InvioEsitoPagamento): the body to JPPA.
//
// Source: jppapdp-ws-internal.wsdl, InviaEsitoPagamentoRichiesta;
// jppapdp-ws-internal.xsd, InviaEsitoPagamentoRichiesta.
type RichiestaInviaEsito struct {
	Operazione                      string         `json:"operazione,omitempty"` // InviaEsitoPagamento, also when ""
	IdentificativoDominio           string         `json:"identificativoDominio"`
	DataOperazione                  avviso.DataOra `json:"dataOperazione"`                  // dataMsgRicevuta of the receipt, not now
	Version                         string         `json:"version,omitempty"`               // 1.0, also when ""
	IdentificativoUnivocoVersamento string         `json:"identificativoUnivocoVersamento"` // [a-zA-Z0-9]{1,35}
	CodiceContestoPagamento         string         `json:"codiceContestoPagamento"`         // 1..35 characters
	EsitoPagamento                  EsitoPagamento `json:"esitoPagamento"`
}

// RispostaInviaEsito is the answer of JPPA. Only Esito decides.
//
// Source: jppapdp-ws-internal.wsdl, ctRispostaStandard.
type RispostaInviaEsito struct {
	Operazione     string               `json:"operazione,omitempty"` // InviaEsitoPagamento, also when ""
	DataOperazione avviso.DataOra       `json:"dataOperazione"`
	Esito          Esito                `json:"esito"`
	Messaggi       []Messaggio          `json:"messaggi,omitempty"`
	Dettaglio      *DettaglioInviaEsito `json:"xmlDettaglioRisposta,omitempty"` // nil when absent
}

// DettaglioInviaEsito is the inner XML of the answer.
//
// Source: jppapdp-ws-internal.xsd, InviaEsitoPagamentoRisposta.
type DettaglioInviaEsito struct {
	Esito EsitoInterno `json:"esito"`
}

// EsitoInterno is an outcome with its messages inside an inner XML (the code is
// the element codice).
//
// Source: jppapdp-ws-internal.xsd, ctEsito.
type EsitoInterno struct {
	Codice   Esito       `json:"codice"`
	Messaggi []Messaggio `json:"messaggi,omitempty"`
}

// NuovaRichiestaInviaEsito returns the notification of a receipt; false for one
// whose outcome is not sent.
func NuovaRichiestaInviaEsito(r Ricevuta) (RichiestaInviaEsito, bool) {
	esito, ok := r.EsitoPagamento()
	if !ok {
		return RichiestaInviaEsito{}, false
	}
	return RichiestaInviaEsito{
		Operazione: opInviaEsito, IdentificativoDominio: r.IdDominio, DataOperazione: r.Data, Version: VersioneRichiesta,
		IdentificativoUnivocoVersamento: r.IUV, CodiceContestoPagamento: r.CCP, EsitoPagamento: esito,
	}, true
}

func schemaInviaEsitoRichiesta(v *schema.Visita, r *RichiestaInviaEsito) {
	v.Testo("identificativoUnivocoVersamento", &r.IdentificativoUnivocoVersamento, tipoIUV, schema.Obbligatorio)
	v.Testo("codiceContestoPagamento", &r.CodiceContestoPagamento, testo35, schema.Obbligatorio)
	schema.Lista(v, "esitoPagamento", &r.EsitoPagamento, esitiPagamento, schema.Obbligatorio)
}

// Formato says how a request is written.
type Formato struct {
	// UnqualifiedRoot leaves the root of the inner XML without namespace, as
	// GovPay wrote it; the schema wants it qualified.
	UnqualifiedRoot bool `json:"unqualifiedRoot,omitempty"`
}

// AppendRichiestaInviaEsito appends a notification in a SOAP 1.1 envelope. Errors
// (ErrMessaggio, with the path of the element): OBBLIGATORIO, LUNGHEZZA, VALORE.
func AppendRichiestaInviaEsito(b []byte, r RichiestaInviaEsito, f Formato) ([]byte, error) {
	t := richiesta{interno, r.Operazione, r.IdentificativoDominio, r.DataOperazione, r.Version, ""}
	return appendRichiesta(b, t, f, &r, schemaInviaEsitoRichiesta)
}

// ParseRichiestaInviaEsito reads a notification in a SOAP 1.1 or 1.2 envelope,
// with the inner XML escaped or in CDATA, its root qualified or not. Errors
// (ErrMessaggio, with element, line and column): XML, DOCTYPE, BUSTA, ELEMENTO,
// LUNGHEZZA, VALORE; FAULT (ErrFault).
func ParseRichiestaInviaEsito(data []byte) (RichiestaInviaEsito, error) {
	r, _, err := leggiInviaEsitoRichiesta(data, false)
	return r, err
}

// LeggiRichiestaInviaEsito is ParseRichiestaInviaEsito for an envelope of any
// namespace, for the element without one, and for the name that the manual gives to
// the operation, InvioEsitoPagamento, each with a warning.
func LeggiRichiestaInviaEsito(data []byte) (RichiestaInviaEsito, []avviso.Avvertenza, error) {
	data, a := conNomeSulFilo(data)
	r, altre, err := leggiInviaEsitoRichiesta(data, true)
	return r, append(a, altre...), err
}

func leggiInviaEsitoRichiesta(data []byte, lasco bool) (RichiestaInviaEsito, []avviso.Avvertenza, error) {
	var r RichiestaInviaEsito
	t, a, err := leggiRichiesta(data, interno, lasco, &r, schemaInviaEsitoRichiesta)
	if err != nil {
		return RichiestaInviaEsito{}, a, err
	}
	r.Operazione, r.IdentificativoDominio, r.DataOperazione, r.Version = t.operazione, t.dominio, t.data, t.versione
	return r, a, nil
}

func schemaInviaEsitoRisposta(v *schema.Visita, d *DettaglioInviaEsito) {
	schema.Gruppo(v, "esito", &d.Esito, func(v *schema.Visita, e *EsitoInterno) {
		schema.Lista(v, "codice", &e.Codice, esiti, schema.Obbligatorio)
		schemaMessaggi(v, "codice", &e.Messaggi)
	})
}

// AppendRispostaInviaEsito appends an answer in a SOAP 1.1 envelope: what a test
// bench plays JPPA with. Errors: those of [AppendRichiestaInviaEsito].
func AppendRispostaInviaEsito(b []byte, r RispostaInviaEsito) ([]byte, error) {
	t := risposta{interno, r.Operazione, r.DataOperazione, r.Esito, r.Messaggi, nil}
	return appendRisposta(b, t, r.Dettaglio, schemaInviaEsitoRisposta)
}

// ParseRispostaInviaEsito reads an answer strictly, in a SOAP 1.1 or 1.2 envelope.
// Errors: those of [ParseRichiestaInviaEsito].
func ParseRispostaInviaEsito(data []byte) (RispostaInviaEsito, error) {
	r, _, err := leggiInviaEsitoRisposta(data, false)
	return r, err
}

// LeggiRispostaInviaEsito is ParseRispostaInviaEsito for an envelope of any
// namespace, for the element without one, for the operation by the name of the manual,
// for an answer whose inner XML cannot be read (Dettaglio is nil then), and for one that
// is not of its schema around the one outer esito and dataOperazione, each with a
// warning: the outer esito is what decides.
//
// Source: link-it/govpay 3.8.2, MaggioliJPPAClient, which looks for the local name
// Body.
func LeggiRispostaInviaEsito(data []byte) (RispostaInviaEsito, []avviso.Avvertenza, error) {
	data, nome := conNomeSulFilo(data)
	r, a, err := leggiInviaEsitoRisposta(data, true)
	if err == nil {
		return r, append(nome, a...), nil
	}
	if r, tollerate, ok := soloEsito(data); ok {
		var e *Errore
		errors.As(err, &e)
		return r, append(append(nome, tollerate...), e.Rilievo()), nil
	}
	return RispostaInviaEsito{}, append(nome, a...), err
}

func leggiInviaEsitoRisposta(data []byte, lasco bool) (RispostaInviaEsito, []avviso.Avvertenza, error) {
	t, radice := risposta{servizio: interno}, opInviaEsito+"Risposta"
	a, err := leggiMessaggio(data, radice, interno, lasco, &t, schemaRisposta)
	if err != nil {
		return RispostaInviaEsito{}, a, err
	}
	r := RispostaInviaEsito{t.operazione, t.data, t.esito, t.messaggi, nil}
	if t.dettaglio == nil {
		return r, a, nil
	}
	d := &DettaglioInviaEsito{}
	switch err := leggiDettaglio(*t.dettaglio, radice, interno, campoRisposta, d, schemaInviaEsitoRisposta); {
	case err == nil:
		r.Dettaglio = d
	case lasco:
		a = append(a, tollerato(CodiceElemento, radice+"/"+campoRisposta, "", 0, 0))
	default:
		return RispostaInviaEsito{}, a, err
	}
	return r, a, nil
}

// soloEsito reads of an answer that is not of its schema what counts; false where that
// is not there, once.
func soloEsito(data []byte) (r RispostaInviaEsito, a []avviso.Avvertenza, ok bool) {
	var t [][]string
	err := schema.Percorri(&stanza, data, "", func(v *schema.Visita) error {
		if err := sbusta(v, opInviaEsito+"Risposta", true); err != nil {
			return err
		}
		if spazio, nome := qui(v); spazio != SpazioInterno {
			v.Rifiuta(nome, spazio, schema.SpazioNomi, nil)
		}
		t = v.Foglie("operazione", "esito", "dataOperazione", "messaggi/messaggio/codice", "messaggi/messaggio/descrizione")
		a = v.Avvertenze()
		return v.Fine()
	})
	if err != nil || len(t[1]) != 1 || len(t[2]) != 1 {
		return RispostaInviaEsito{}, nil, false
	}
	quando, err := avviso.ParseDataOra(xmlrigido.Comprimi(t[2][0]))
	r = RispostaInviaEsito{Operazione: primo(t[0]), DataOperazione: quando, Esito: Esito(t[1][0]), Messaggi: appaia(t[3], t[4])}
	return r, a, err == nil && r.Esito.IsValid()
}

// appaia returns the messages of as many codes as descriptions; otherwise nobody knows
// whose each is, and each is a message.
func appaia(codici, descrizioni []string) []Messaggio {
	var m []Messaggio
	for _, c := range codici {
		m = append(m, Messaggio{Codice: strings.TrimSpace(c)})
	}
	insieme := len(codici) == len(descrizioni)
	for i, d := range descrizioni {
		if d = strings.TrimSpace(d); insieme {
			m[i].Descrizione = d
		} else {
			m = append(m, Messaggio{Descrizione: d})
		}
	}
	return m
}
