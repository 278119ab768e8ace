package jppa

import (
	"errors"
	"strings"

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
	DataOperazione                  Istante        `json:"dataOperazione"`                  // dataMsgRicevuta of the receipt, not now
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
	DataOperazione Istante              `json:"dataOperazione"`
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

const (
	radiceInviaEsitoRichiesta = "InviaEsitoPagamentoRichiesta"
	radiceInviaEsitoRisposta  = "InviaEsitoPagamentoRisposta"
	campoDettaglioRichiesta   = "xmlDettaglioRichiesta"
	campoDettaglioRisposta    = "xmlDettaglioRisposta"
)

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

// descrivi describes the inner XML.
func (r *RichiestaInviaEsito) descrivi(v *visita) {
	v.Stringa("identificativoUnivocoVersamento", &r.IdentificativoUnivocoVersamento, true, controllaIUV)
	v.Testo("codiceContestoPagamento", &r.CodiceContestoPagamento, 35, true)
	enumerato(v, "esitoPagamento", &r.EsitoPagamento, r.EsitoPagamento.IsValid(), ParseEsitoPagamento)
}

// controllaIUV checks [a-zA-Z0-9]{1,35}.
func controllaIUV(s string) error {
	if err := xmlrigido.Lunghezza(s, 1, 35); err != nil {
		return err
	}
	if strings.ContainsFunc(s, func(r rune) bool { return fuoriBase64URL(r) || r == '-' || r == '_' }) {
		return errIUV
	}
	return nil
}

var errIUV = &genere{"IUV con caratteri diversi da lettere e cifre", ErrMessaggio}

// Formato says how a request is written.
type Formato struct {
	// UnqualifiedRoot leaves the root of the inner XML without namespace, as
	// GovPay wrote it; the schema wants it qualified.
	UnqualifiedRoot bool `json:"unqualifiedRoot,omitempty"`
}

// AppendRichiestaInviaEsito appends a notification in a SOAP 1.1 envelope. Errors
// (ErrMessaggio, with the path of the element): OBBLIGATORIO, LUNGHEZZA, VALORE.
func AppendRichiestaInviaEsito(b []byte, r RichiestaInviaEsito, f Formato) ([]byte, error) {
	s := richiestaStandard{
		operazione: predefinito(r.Operazione, opInviaEsito), dominio: r.IdentificativoDominio, data: r.DataOperazione,
		versione: predefinito(r.Version, VersioneRichiesta), operazioni: operazioniInterne,
	}
	return appendRichiesta(b, radiceInviaEsitoRichiesta, SpazioInterno, SpazioInternoSchema, f, &s, &r)
}

func appendRichiesta(b []byte, radice, spazio, schema string, f Formato, s *richiestaStandard, d dettaglio) ([]byte, error) {
	interno, err := appendDettaglio(radice, schema, f.UnqualifiedRoot, d)
	if err != nil {
		return nil, err
	}
	s.dettaglio = string(interno)
	return appendMessaggio(b, radice, spazio, s)
}

func predefinito(valore, predefinito string) string {
	if valore == "" {
		return predefinito
	}
	return valore
}

// ParseRichiestaInviaEsito reads a notification in a SOAP 1.1 or 1.2 envelope,
// with the inner XML escaped or in CDATA, its root qualified or not. Errors
// (ErrMessaggio, with element, line and column): XML, DOCTYPE, BUSTA, ELEMENTO,
// LUNGHEZZA, VALORE; FAULT (ErrFault).
func ParseRichiestaInviaEsito(data []byte) (RichiestaInviaEsito, error) {
	return leggiRichiestaInviaEsito(data, nil)
}

// LeggiRichiestaInviaEsito is ParseRichiestaInviaEsito for an envelope of any
// namespace, or for the element without one, each with a warning.
func LeggiRichiestaInviaEsito(data []byte) (RichiestaInviaEsito, []Avvertenza, error) {
	var a []Avvertenza
	r, err := leggiRichiestaInviaEsito(data, &a)
	return r, a, err
}

func leggiRichiestaInviaEsito(data []byte, lasco *[]Avvertenza) (RichiestaInviaEsito, error) {
	s := richiestaStandard{operazioni: operazioniInterne}
	if err := leggiMessaggio(data, radiceInviaEsitoRichiesta, SpazioInterno, lasco, &s); err != nil {
		return RichiestaInviaEsito{}, err
	}
	r := RichiestaInviaEsito{Operazione: s.operazione, IdentificativoDominio: s.dominio, DataOperazione: s.data, Version: s.versione}
	err := leggiDettaglio(s.dettaglio, radiceInviaEsitoRichiesta, SpazioInternoSchema, radiceInviaEsitoRichiesta+"/"+campoDettaglioRichiesta, &r)
	if err != nil {
		return RichiestaInviaEsito{}, err
	}
	return r, nil
}

func (d *DettaglioInviaEsito) descrivi(v *visita) {
	v.gruppo("esito", true, true, func(v *visita) {
		enumerato(v, "codice", &d.Esito.Codice, d.Esito.Codice.IsValid(), ParseEsito)
		visitaMessaggi(v, "codice", &d.Esito.Messaggi)
	})
}

// AppendRispostaInviaEsito appends an answer in a SOAP 1.1 envelope: what a test
// bench plays JPPA with. Errors: those of [AppendRichiestaInviaEsito].
func AppendRispostaInviaEsito(b []byte, r RispostaInviaEsito) ([]byte, error) {
	s := rispostaStandard{operazione: predefinito(r.Operazione, opInviaEsito), data: r.DataOperazione, esito: r.Esito, messaggi: r.Messaggi, operazioni: operazioniInterne}
	if r.Dettaglio != nil {
		return appendRisposta(b, radiceInviaEsitoRisposta, SpazioInterno, SpazioInternoSchema, &s, r.Dettaglio)
	}
	return appendRisposta(b, radiceInviaEsitoRisposta, SpazioInterno, "", &s, nil)
}

func appendRisposta(b []byte, radice, spazio, schema string, s *rispostaStandard, d dettaglio) ([]byte, error) {
	if d != nil {
		interno, err := appendDettaglio(radice, schema, false, d)
		if err != nil {
			return nil, err
		}
		testo := string(interno)
		s.dettaglio = &testo
	}
	return appendMessaggio(b, radice, spazio, s)
}

// ParseRispostaInviaEsito reads an answer strictly, in a SOAP 1.1 or 1.2 envelope.
// Errors: those of [ParseRichiestaInviaEsito].
func ParseRispostaInviaEsito(data []byte) (RispostaInviaEsito, error) {
	return leggiRispostaInviaEsito(data, nil)
}

// LeggiRispostaInviaEsito is ParseRispostaInviaEsito for an envelope of any
// namespace, for the element without one, for an answer whose inner XML cannot be
// read (Dettaglio is nil then), and for one that is not of its schema around the one
// outer esito and dataOperazione, each with a warning: the outer esito is what decides.
//
// Source: link-it/govpay 3.8.2, MaggioliJPPAClient, which looks for the local name
// Body.
func LeggiRispostaInviaEsito(data []byte) (RispostaInviaEsito, []Avvertenza, error) {
	a := []Avvertenza{}
	r, err := leggiRispostaInviaEsito(data, &a)
	return r, a, err
}

func leggiRispostaInviaEsito(data []byte, lasco *[]Avvertenza) (RispostaInviaEsito, error) {
	s := rispostaStandard{operazioni: operazioniInterne}
	if err := leggiMessaggio(data, radiceInviaEsitoRisposta, SpazioInterno, lasco, &s); err != nil {
		if lasco != nil {
			return soloEsito(data, err, lasco)
		}
		return RispostaInviaEsito{}, err
	}
	r := RispostaInviaEsito{Operazione: s.operazione, DataOperazione: s.data, Esito: s.esito, Messaggi: s.messaggi}
	if s.dettaglio == nil {
		return r, nil
	}
	d := &DettaglioInviaEsito{}
	sotto := radiceInviaEsitoRisposta + "/" + campoDettaglioRisposta
	if err := leggiDettaglio(*s.dettaglio, radiceInviaEsitoRisposta, SpazioInternoSchema, sotto, d); err != nil {
		if lasco == nil {
			return RispostaInviaEsito{}, err
		}
		*lasco = append(*lasco, Avvertenza{Codice: CodiceElemento, Campo: sotto})
		return r, nil
	}
	r.Dettaglio = d
	return r, nil
}

// soloEsito reads of an answer that is not of its schema what counts, and warns of
// the cause; without it the cause is the error.
func soloEsito(data []byte, causa error, lasco *[]Avvertenza) (RispostaInviaEsito, error) {
	var e *Errore
	n, err := sbusta(data, radiceInviaEsitoRisposta, &[]Avvertenza{})
	if err != nil || n.Spazio != SpazioInterno || !errors.As(causa, &e) {
		return RispostaInviaEsito{}, causa
	}
	r, esiti, date := RispostaInviaEsito{Operazione: testoDi(n, "operazione")}, 0, 0
	for i := range n.Figli {
		switch f := &n.Figli[i]; f.Locale {
		case "esito":
			r.Esito, err = ParseEsito(f.Testo)
			esiti++
		case "dataOperazione":
			r.DataOperazione, err = ParseIstante(xmlrigido.Comprimi(f.Testo))
			date++
		case "messaggi":
			for j := range f.Figli {
				if m := &f.Figli[j]; m.Locale == "messaggio" {
					r.Messaggi = append(r.Messaggi, Messaggio{testoDi(m, "codice"), testoDi(m, "descrizione")})
				}
			}
		}
		if err != nil {
			return RispostaInviaEsito{}, causa
		}
	}
	if esiti != 1 || date != 1 {
		return RispostaInviaEsito{}, causa
	}
	*lasco = append(*lasco, Avvertenza{e.Codice, e.Campo, e.Valore, e.Riga, e.Colonna})
	return r, nil
}
