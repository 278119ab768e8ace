package jppa

import (
	"encoding/json"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// Known values of the configuration of SOAP v1.
const (
	TipoConnettoreEmail = "EMAIL"   // tipoConnettore: the file travels by e-mail
	VersioneCSV         = "1.0"     // versione: the five columns of [RigaCSV]
	VersioneAPI         = "SOAP v1" // versioneApi
	TuttiTipiPendenza   = "*"       // tipiPendenza: no filter
)

// Configurazione is what a body wants of the connector, generation SOAP v1. It is
// a value of plain fields, with JSON names as in the API; Violazioni names every
// field that is wrong.
//
// Source: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli
// (JPPA)", Parametri di configurazione; link-it/govpay 3.8.2,
// ConnettoreNotificaPagamentiMaggioliJPPA.
type Configurazione struct {
	IdDominio       avviso.IdDominio `json:"idDominio,omitzero"` // the body; not asked for by Violazioni, since the API has it in its path
	Abilitato       *bool            `json:"abilitato,omitempty"`
	TipoConnettore  string           `json:"tipoConnettore,omitempty"` // EMAIL
	Versione        string           `json:"versione,omitempty"`       // version of the CSV, 1.0
	Principal       string           `json:"principal,omitempty"`      // whom JPPA authenticates as when it calls RecuperaRT
	TipiPendenza    TipiPendenza     `json:"tipiPendenza,omitempty"`   // which receipts; "*" for all
	EmailIndirizzi  Indirizzi        `json:"emailIndirizzi,omitempty"` // the first is To, the others Cc
	EmailSubject    *string          `json:"emailSubject,omitempty"`   // nil for the default subject
	EmailAllegato   *bool            `json:"emailAllegato,omitempty"`  // attached, or linked
	DownloadBaseURL string           `json:"downloadBaseUrl,omitempty"`
	URL             string           `json:"url,omitempty"` // of the service that takes the notifications
	VersioneAPI     string           `json:"versioneApi,omitempty"`
	Auth            *Autenticazione  `json:"auth,omitempty"` // nil: none
}

// TipiPendenza is a list of codes of tipo pendenza. In JSON an element is a text
// or an object with idTipoPendenza; null elements are ignored.
type TipiPendenza []string

// UnmarshalJSON reads the list. The error is TIPO (ErrConfigurazione), or JSON for a text
// that is none.
func (t *TipiPendenza) UnmarshalJSON(b []byte) error {
	if err := membri.Valida(string(b)); err != nil {
		return guastoJSON(ErrConfigurazione, err)
	}
	var elementi []json.RawMessage
	if err := json.Unmarshal(b, &elementi); err != nil {
		return violazione(avviso.CodiceTipo, "tipiPendenza", string(b))
	}
	var letti TipiPendenza
	for i, e := range elementi {
		if string(e) == "null" {
			continue
		}
		var testo string
		if json.Unmarshal(e, &testo) != nil {
			var o struct {
				IdTipoPendenza *string `json:"idTipoPendenza"`
				Descrizione    *string `json:"descrizione"`
			}
			if membri.ParseAperto(e, &o) != nil || o.IdTipoPendenza == nil {
				return violazione(avviso.CodiceTipo, indice("tipiPendenza", i), string(e))
			}
			testo = *o.IdTipoPendenza
		}
		letti = append(letti, testo)
	}
	*t = letti
	return nil
}

// Ammette reports whether receipts of a tipo pendenza are exported: the list is
// empty, or holds it, or holds "*".
func (t TipiPendenza) Ammette(tipo string) bool {
	if len(t) == 0 {
		return true
	}
	for _, v := range t {
		if v == tipo || v == TuttiTipiPendenza {
			return true
		}
	}
	return false
}

// Indirizzi is a list of e-mail addresses. In JSON it is a list, or the text of
// the configuration panel: addresses separated by commas.
type Indirizzi []string

// UnmarshalJSON reads the list or the text. The errors are those of TipiPendenza.
func (i *Indirizzi) UnmarshalJSON(b []byte) error {
	if err := membri.Valida(string(b)); err != nil {
		return guastoJSON(ErrConfigurazione, err)
	}
	var testo string
	if json.Unmarshal(b, &testo) == nil {
		*i = NuoviIndirizzi(testo)
		return nil
	}
	var lista []string
	if json.Unmarshal(b, &lista) != nil {
		return violazione(avviso.CodiceTipo, "emailIndirizzi", string(b))
	}
	*i = lista
	return nil
}

// NuoviIndirizzi returns the addresses of a text separated by commas: blanks
// around them are dropped, empty ones too.
//
// Source: link-it/govpay 3.8.2, SpedizioneTracciatoNotificaPagamentiThread.
func NuoviIndirizzi(testo string) Indirizzi {
	var letti Indirizzi
	for a := range strings.SplitSeq(testo, ",") {
		if a = strings.TrimSpace(a); a != "" {
			letti = append(letti, a)
		}
	}
	return letti
}

// String returns the addresses separated by commas, as they are stored.
func (i Indirizzi) String() string { return strings.Join(i, ",") }

// Attivo reports whether the connector is switched on.
func (c *Configurazione) Attivo() bool { return c != nil && c.Abilitato != nil && *c.Abilitato }

// ConAllegato reports whether the file is attached to the mail; otherwise the
// mail has a link.
func (c *Configurazione) ConAllegato() bool {
	return c != nil && c.EmailAllegato != nil && *c.EmailAllegato
}

// Violazioni returns every violation in the order of the fields, none for a valid
// configuration. With abilitato false nothing else is looked at.
func (c *Configurazione) Violazioni() []avviso.Violazione {
	if c == nil {
		return []avviso.Violazione{nulla}
	}
	v := validatore{}
	if c.Abilitato == nil {
		v.segna(CodiceObbligatorio, "abilitato", "")
	} else if !*c.Abilitato {
		return nil
	}
	v.elenco("tipoConnettore", c.TipoConnettore, TipoConnettoreEmail)
	v.elenco("versione", c.Versione, VersioneCSV)
	v.testo("principal", c.Principal, 255, formaPrincipal.MatchString)
	v.tipiPendenza(c.TipiPendenza)
	v.email(c.EmailIndirizzi, c.EmailSubject, c.EmailAllegato, c.DownloadBaseURL)
	v.url("url", c.URL)
	v.elenco("versioneApi", c.VersioneAPI, VersioneAPI)
	if c.Auth != nil {
		v.autenticazione(c.Auth)
	}
	return v.trovate
}

// Valida refuses a configuration that is not valid: an *Errore for each of its
// Violazioni (ErrConfigurazione), joined.
func (c *Configurazione) Valida() error { return rifiutata(c.Violazioni()) }

// ParseConfigurazione reads a configuration from the JSON of the API. The error
// joins an *Errore for every violation (ErrConfigurazione, with the field in
// Campo): a member of another type (TIPO), one that the API does not have
// (SCONOSCIUTO), and those of Violazioni.
func ParseConfigurazione(data []byte) (Configurazione, error) {
	var c Configurazione
	err := leggiMembri(data, membri.CampiDi(&c), c.Violazioni)
	return c, err
}
