package jppa

import "github.com/quietanza/quietanza/avviso"

// Kinds of SSL authentication.
const (
	TipoClient = "Client" // the caller shows a certificate of its own
	TipoServer = "Server" // the caller only checks the server's
)

// Autenticazione is how a notification authenticates: HTTPBasic when username or
// password is given, SSL when tipo is. The two sets of fields exclude each other;
// no authentication at all is a nil *Autenticazione.
//
// Source: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli
// (JPPA)", Tipo Autenticazione; link-it/govpay 3.8.2, TipoAutenticazione.
type Autenticazione struct {
	// HTTPBasic, 1 to 255 characters each.
	Username string         `json:"username,omitempty"`
	Password avviso.Segreto `json:"password,omitzero"`

	// SSL.
	Tipo         string         `json:"tipo,omitempty"` // Client or Server
	KsLocation   string         `json:"ksLocation,omitempty"`
	KsPassword   avviso.Segreto `json:"ksPassword,omitzero"`
	KsType       string         `json:"ksType,omitempty"` // JKS
	KsPKeyPasswd avviso.Segreto `json:"ksPKeyPasswd,omitzero"`
	TsLocation   string         `json:"tsLocation,omitempty"`
	TsPassword   avviso.Segreto `json:"tsPassword,omitzero"`
	TsType       string         `json:"tsType,omitempty"`  // JKS
	SslType      string         `json:"sslType,omitempty"` // SSL, SSLv3, TLS, TLSv1, TLSv1.1, TLSv1.2
}

// Basic reports whether this is HTTPBasic.
func (a *Autenticazione) Basic() bool {
	return a != nil && a.Tipo == "" && (a.Username != "" || a.Password.IsValid())
}

// SSL reports whether this is SSL.
func (a *Autenticazione) SSL() bool { return a != nil && a.Tipo != "" }

var tipiSSL = []string{"SSL", "SSLv3", "TLS", "TLSv1", "TLSv1.1", "TLSv1.2"}

func (v *validatore) autenticazione(a *Autenticazione) {
	if a.Basic() {
		v.basic(a)
		return
	}
	v.elenco("auth.tipo", a.Tipo, TipoClient, TipoServer)
	if a.Tipo != TipoClient && a.Tipo != TipoServer {
		return
	}
	if a.Username != "" || a.Password.IsValid() {
		v.segna(CodiceValore, "auth.username", a.Username)
	}
	v.testo("auth.tsLocation", a.TsLocation, 255, nil)
	v.segreto("auth.tsPassword", a.TsPassword)
	v.elenco("auth.tsType", a.TsType, "JKS")
	v.elenco("auth.sslType", a.SslType, tipiSSL...)
	if a.Tipo == TipoClient {
		v.testo("auth.ksLocation", a.KsLocation, 255, nil)
		v.segreto("auth.ksPassword", a.KsPassword)
		v.elenco("auth.ksType", a.KsType, "JKS")
		v.segreto("auth.ksPKeyPasswd", a.KsPKeyPasswd)
	}
}

func (v *validatore) basic(a *Autenticazione) {
	v.testo("auth.username", a.Username, 255, nil)
	v.segreto("auth.password", a.Password)
}
