package jppa

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// ConfigurazioneREST is what a body wants of the connector, generation REST v2.
//
// Source: link-it/govpay-maggioli-jppa; GovPay, configuration of the connector
// after 3.8.
type ConfigurazioneREST struct {
	IdDominio           avviso.IdDominio `json:"idDominio,omitzero"`
	Abilitato           *bool            `json:"abilitato,omitempty"`
	URL                 string           `json:"url,omitempty"`
	Auth                *Autenticazione  `json:"auth,omitempty"`                // username and password are those of the login
	InviaTracciatoEsito *bool            `json:"inviaTracciatoEsito,omitempty"` // whether a file of outcomes is made and mailed
	FileSystemPath      string           `json:"fileSystemPath,omitempty"`
	EmailIndirizzi      Indirizzi        `json:"emailIndirizzi,omitempty"`
	EmailSubject        *string          `json:"emailSubject,omitempty"`
	EmailAllegato       *bool            `json:"emailAllegato,omitempty"`
	DownloadBaseURL     string           `json:"downloadBaseUrl,omitempty"`
	DataUltimaRT        avviso.DataOra   `json:"dataUltimaRT,omitzero"` // receipts after it are still to be notified
}

// Violazioni returns every violation in the order of the fields, none for a valid
// configuration. With abilitato false only the form of url and credentials,
// where given, is looked at.
func (c *ConfigurazioneREST) Violazioni() []avviso.Violazione {
	if c == nil {
		return []avviso.Violazione{nulla}
	}
	v := validatore{}
	abilitato := c.Abilitato == nil || *c.Abilitato
	if c.Abilitato == nil {
		v.segna(CodiceObbligatorio, "abilitato", "")
	}
	if abilitato || c.URL != "" {
		v.url("url", c.URL)
	}
	switch {
	case c.Auth != nil && c.Auth.SSL():
		v.segna(CodiceValore, "auth.tipo", c.Auth.Tipo)
	case c.Auth != nil:
		v.basic(c.Auth)
	case abilitato:
		v.segna(CodiceObbligatorio, "auth", "")
	}
	if !abilitato {
		return v.trovate
	}
	switch {
	case c.InviaTracciatoEsito == nil:
		v.segna(CodiceObbligatorio, "inviaTracciatoEsito", "")
	case *c.InviaTracciatoEsito:
		v.testo("fileSystemPath", c.FileSystemPath, 4000, nil)
		v.email(c.EmailIndirizzi, c.EmailSubject, c.EmailAllegato, c.DownloadBaseURL)
	}
	return v.trovate
}

// Valida refuses a configuration that is not valid: an *Errore for each of its
// Violazioni (ErrConfigurazione), joined.
func (c *ConfigurazioneREST) Valida() error { return rifiutata(c.Violazioni()) }

// ParseConfigurazioneREST reads a configuration from JSON, on the terms of
// [ParseConfigurazione].
func ParseConfigurazioneREST(data []byte) (ConfigurazioneREST, error) {
	var c ConfigurazioneREST
	err := leggiMembri(data, membri.CampiDi(&c), c.Violazioni)
	return c, err
}
