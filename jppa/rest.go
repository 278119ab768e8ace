package jppa

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// Paths of the REST v2 services, under the base path of the host, and the largest
// number of attempts at one notification.
//
// Source: link-it/govpay-maggioli-jppa, maggioli-api.json 4.44.0.
const (
	PercorsoBaseREST     = "/jcitygov-pagopa/api"
	PercorsoLoginREST    = "/rest/login"
	PercorsoNotificaREST = "/rest/notifiche/v2/pagamenti"
	TentativiREST        = 5
)

// LoginREST is the login that comes before every notification.
type LoginREST struct {
	IDMessaggio string           // a UUID
	IdDominio   avviso.IdDominio // identificativoEnte
	Username    string
	Password    avviso.Segreto
}

var formaUUID = regexp.MustCompile(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)

// AppendLoginREST appends the JSON of a login, password included. Errors
// (ErrCampo): FORMATO for what is no UUID, OBBLIGATORIO.
func AppendLoginREST(b []byte, l LoginREST) ([]byte, error) {
	switch {
	case !formaUUID.MatchString(l.IDMessaggio):
		return nil, campo(avviso.CodiceFormato, "idMessaggio", l.IDMessaggio)
	case !l.IdDominio.IsValid():
		return nil, campo(CodiceObbligatorio, "identificativoEnte", "")
	case l.Username == "":
		return nil, campo(CodiceObbligatorio, "username", "")
	case !l.Password.IsValid():
		return nil, campo(CodiceObbligatorio, "password", "")
	}
	return appendJSON(b, struct {
		IDMessaggio string `json:"idMessaggio"`
		Ente        string `json:"identificativoEnte"`
		Username    string `json:"username"`
		Password    string `json:"password"`
	}{l.IDMessaggio, l.IdDominio.String(), l.Username, l.Password.Rivela()})
}

// RispostaLoginREST is the answer to a login.
type RispostaLoginREST struct {
	Esito             string         `json:"esito"`
	Token             avviso.Segreto `json:"token"` // goes into the header Authorization after "Bearer "
	DescrizioneErrore string         `json:"descrizioneErrore,omitempty"`
}

// ParseRispostaLoginREST reads the answer to a login. Errors: JSON (ErrMessaggio);
// TOKEN (ErrInvio), the description of the service in Valore, for an answer without
// token: the login failed.
func ParseRispostaLoginREST(data []byte) (RispostaLoginREST, error) {
	var r RispostaLoginREST
	if err := leggiJSON(data, &r); err != nil {
		return RispostaLoginREST{}, err
	}
	if !r.Token.IsValid() {
		return r, &Errore{Codice: CodiceToken, Campo: "token", Valore: r.DescrizioneErrore, Err: ErrInvio}
	}
	return r, nil
}

// NotificaREST is a notification of REST v2: the receipt itself travels in it.
type NotificaREST struct {
	IdDominio        avviso.IdDominio   // identificativoDominioEnteCreditore
	Ricevuta         []byte             // XML of the receipt; base64 in the JSON
	DatiAccertamento []DatoAccertamento // from the accounting quotas; left out when there is none
}

// DatoAccertamento is a part of the amount with its place in the accounts.
type DatoAccertamento struct {
	AnnoAccertamento        string
	CodiceAccertamento      string         // the capitolo, not the accertamento
	DescrizioneAccertamento string         // of the item
	ImportoAccertamento     avviso.Importo // a JSON number with two decimals; may be negative
}

type datoAccertamentoJSON struct {
	Anno        string      `json:"annoAccertamento"`
	Codice      string      `json:"codiceAccertamento"`
	Descrizione string      `json:"descrizioneAccertamento"`
	Importo     json.Number `json:"importoAccertamento"`
}

type notificaJSON struct {
	Dominio  avviso.IdDominio       `json:"identificativoDominioEnteCreditore"`
	Ricevuta string                 `json:"base64Ricevuta"`
	Dati     []datoAccertamentoJSON `json:"datiAccertamento,omitempty"`
}

// DatiAccertamento returns one part for each accounting quota of each item, nil when
// there is none.
//
// Source: link-it/govpay-maggioli-jppa.
func DatiAccertamento(voci []Voce) []DatoAccertamento {
	var d []DatoAccertamento
	for _, p := range DettagliImporto(voci) {
		d = append(d, DatoAccertamento{p.Anno, p.CapitoloBilancio, p.Descrizione, p.Importo})
	}
	return d
}

// AppendNotificaREST appends the JSON of a notification. An empty list of
// datiAccertamento is left out: the service answers 500 to one. Errors (ErrCampo):
// OBBLIGATORIO for a missing body or receipt.
func AppendNotificaREST(b []byte, n NotificaREST) ([]byte, error) {
	switch {
	case !n.IdDominio.IsValid():
		return nil, campo(CodiceObbligatorio, "identificativoDominioEnteCreditore", "")
	case len(n.Ricevuta) == 0:
		return nil, campo(CodiceObbligatorio, "base64Ricevuta", "")
	}
	j := notificaJSON{Dominio: n.IdDominio, Ricevuta: base64.StdEncoding.EncodeToString(n.Ricevuta)}
	for i, d := range n.DatiAccertamento {
		if d.AnnoAccertamento == "" {
			return nil, campo(CodiceObbligatorio, indice("datiAccertamento", i)+".annoAccertamento", "")
		}
		j.Dati = append(j.Dati, datoAccertamentoJSON{d.AnnoAccertamento, d.CodiceAccertamento, d.DescrizioneAccertamento, json.Number(d.ImportoAccertamento.String())})
	}
	return appendJSON(b, j)
}

// ParseNotificaREST reads a notification, as a test bench of the service does.
// Errors: JSON (ErrMessaggio); OBBLIGATORIO, VALORE (ErrMessaggio, with the field).
func ParseNotificaREST(data []byte) (NotificaREST, error) {
	var j notificaJSON
	if err := leggiJSON(data, &j); err != nil {
		return NotificaREST{}, err
	}
	n := NotificaREST{IdDominio: j.Dominio}
	var err error
	if n.Ricevuta, err = base64.StdEncoding.Strict().DecodeString(j.Ricevuta); err != nil || len(n.Ricevuta) == 0 || !n.IdDominio.IsValid() {
		return NotificaREST{}, &Errore{Codice: CodiceValore, Campo: "base64Ricevuta", Err: ErrMessaggio}
	}
	for i, d := range j.Dati {
		importo, _, err := avviso.LeggiImporto(d.Importo.String())
		if err != nil || d.Anno == "" {
			return NotificaREST{}, &Errore{Codice: CodiceValore, Campo: indice("datiAccertamento", i), Valore: d.Importo.String(), Err: ErrMessaggio}
		}
		n.DatiAccertamento = append(n.DatiAccertamento, DatoAccertamento{d.Anno, d.Codice, d.Descrizione, importo})
	}
	return n, nil
}

// EsitoREST is the outcome of a notification of REST v2, in the words of the file
// ([RigaCSVBatch6]): OK, CON_SCARTI, ERROR, ERRORE_INVIO.
type EsitoREST string

// Outcomes. The service spells the third one Error.
const (
	EsitoRESTOK          EsitoREST = "OK"
	EsitoRESTConScarti   EsitoREST = "CON_SCARTI"
	EsitoRESTError       EsitoREST = "ERROR"
	EsitoRESTErroreInvio EsitoREST = "ERRORE_INVIO" // HTTP 400
)

// RispostaREST is the answer to a notification.
type RispostaREST struct {
	Esito                           EsitoREST
	IdentificativoUnivocoVersamento string
	WarningMessages, ErrorMessages  []string
}

// ParseRispostaREST reads what came back for a notification: the HTTP status and the
// body. A status of 400 is an outcome, ERRORE_INVIO. Any other of 400 or more is an
// *Errore of code HTTP (ErrInvio), worth another attempt (see [AttesaREST]). Errors
// of the body: JSON (ErrMessaggio), VALORE (ErrMessaggio) for another esito, or none.
// Members that this library does not know are ignored.
func ParseRispostaREST(stato int, corpo []byte) (RispostaREST, error) {
	var j struct {
		Esito    string   `json:"esito"`
		IUV      string   `json:"identificativoUnivocoVersamento"`
		Warnings []string `json:"warningMessages"`
		Errors   []string `json:"errorMessages"`
		Message  string   `json:"message"`
	}
	err := leggiJSON(corpo, &j)
	switch {
	case stato >= 400:
		if stato == 400 {
			return RispostaREST{Esito: EsitoRESTErroreInvio, ErrorMessages: []string{"400 BAD_REQUEST: " + j.Message}}, nil
		}
		return RispostaREST{}, &Errore{Codice: CodiceHTTP, Campo: strconv.Itoa(stato), Valore: j.Message, Err: ErrInvio}
	case err != nil:
		return RispostaREST{}, err
	}
	r := RispostaREST{IdentificativoUnivocoVersamento: j.IUV, WarningMessages: j.Warnings, ErrorMessages: j.Errors}
	switch j.Esito {
	case "OK":
		r.Esito = EsitoRESTOK
	case "CON_SCARTI":
		r.Esito = EsitoRESTConScarti
	case "Error":
		r.Esito = EsitoRESTError
	default:
		return RispostaREST{}, &Errore{Codice: CodiceValore, Campo: "esito", Valore: j.Esito, Err: ErrMessaggio}
	}
	return r, nil
}
