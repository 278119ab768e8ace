package jppa_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

// valida is a configuration of SOAP v1 with every field.
const valida = `{"abilitato":true,"tipoConnettore":"EMAIL","versione":"1.0","principal":"maggioli_jppa","tipiPendenza":["MENSA",{"idTipoPendenza":"TARI-1.a","descrizione":"Tari"},null],"emailIndirizzi":["a@esempio.it","b.c+d@sub.esempio.it"],"emailSubject":"Oggetto","emailAllegato":false,"downloadBaseUrl":"https://govpay.esempio.it/tracciatiNotificaPagamenti","url":"https://jppa.esempio.it:8443/ws?a=b","versioneApi":"SOAP v1","auth":{"username":"u","password":"p"}}`

func TestConfigurazione(t *testing.T) {
	c, err := jppa.ParseConfigurazione([]byte(valida))
	require.NoError(t, err)
	require.Equal(t, jppa.TipiPendenza{"MENSA", "TARI-1.a"}, c.TipiPendenza)
	require.True(t, c.Attivo())
	require.False(t, c.ConAllegato())
	require.False(t, (&jppa.Configurazione{}).ConAllegato(), "not said")
	require.True(t, (&jppa.Configurazione{EmailAllegato: c.Abilitato}).ConAllegato())
	require.True(t, c.Auth.Basic())
	require.Equal(t, "p", c.Auth.Password.Rivela())
	testo, err := json.Marshal(c)
	require.NoError(t, err)
	require.Contains(t, string(testo), `"password":"********"`)

	lungo := strings.Repeat("x", 256)
	ssl := `"auth":{"tipo":"Client","tsLocation":"/t","tsPassword":"p","tsType":"JKS","sslType":"TLSv1.2","ksLocation":"/k","ksPassword":"p","ksType":"JKS","ksPKeyPasswd":"p"}`
	for _, tt := range []struct {
		nome, da, a string
		want        []string // "code field"
	}{
		{"valid", "", "", nil},
		{"disabled: nothing else is checked", valida, `{"abilitato":false,"url":"x"}`, nil},
		{"abilitato missing", `"abilitato":true,`, "", []string{"OBBLIGATORIO abilitato"}},
		{"abilitato of another type", `"abilitato":true`, `"abilitato":"si"`, []string{"TIPO abilitato"}},
		{"nothing", valida, `{"abilitato":true}`, []string{
			"OBBLIGATORIO tipoConnettore", "OBBLIGATORIO versione", "OBBLIGATORIO principal",
			"OBBLIGATORIO tipiPendenza", "OBBLIGATORIO emailIndirizzi", "OBBLIGATORIO emailAllegato", "OBBLIGATORIO url", "OBBLIGATORIO versioneApi",
		}},
		{"tipoConnettore", `"EMAIL"`, `"WEBSITE"`, []string{"VALORE tipoConnettore"}},
		{"versione", `"versione":"1.0"`, `"versione":"1.1"`, []string{"VALORE versione"}},
		{"versione null", `"versione":"1.0"`, `"versione":null`, []string{"OBBLIGATORIO versione"}},
		{"principal empty", `"maggioli_jppa"`, `""`, []string{"OBBLIGATORIO principal"}},
		{"principal form", `"maggioli_jppa"`, `"a b"`, []string{"FORMATO principal"}},
		{"principal of 255", `"maggioli_jppa"`, `"` + lungo[:255] + `"`, nil},
		{"principal long", `"maggioli_jppa"`, `"` + lungo + `"`, []string{"LUNGHEZZA principal"}},
		{"no tipiPendenza", `["MENSA",{"idTipoPendenza":"TARI-1.a","descrizione":"Tari"},null]`, `[]`, []string{"OBBLIGATORIO tipiPendenza"}},
		{"only null tipiPendenza", `["MENSA",{"idTipoPendenza":"TARI-1.a","descrizione":"Tari"},null]`, `[null]`, []string{"OBBLIGATORIO tipiPendenza"}},
		{"star", `"MENSA"`, `"*"`, nil},
		{"tipoPendenza form", `"MENSA"`, `"MEN SA"`, []string{"FORMATO tipiPendenza[0]"}},
		{"tipoPendenza of 35", `"MENSA"`, `"` + lungo[:35] + `"`, nil},
		{"tipoPendenza long", `"MENSA"`, `"` + lungo[:36] + `"`, []string{"LUNGHEZZA tipiPendenza[0]"}},
		{"tipoPendenza empty", `"MENSA"`, `""`, []string{"OBBLIGATORIO tipiPendenza[0]"}},
		{"tipoPendenza object", `{"idTipoPendenza"`, `{"id"`, []string{"TIPO tipiPendenza[1]"}},
		{"tipiPendenza of another type", `["MENSA",{"idTipoPendenza":"TARI-1.a","descrizione":"Tari"},null]`, `7`, []string{"TIPO tipiPendenza"}},
		{"no addresses", `["a@esempio.it","b.c+d@sub.esempio.it"]`, `[]`, []string{"OBBLIGATORIO emailIndirizzi"}},
		{"address", `"a@esempio.it"`, `"a@esempio"`, []string{"FORMATO emailIndirizzi[0]"}},
		{"addresses as text", `["a@esempio.it","b.c+d@sub.esempio.it"]`, `" a@esempio.it,, b@esempio"`, []string{"FORMATO emailIndirizzi[1]"}},
		{"addresses of 4000, the comma counts", `["a@esempio.it","b.c+d@sub.esempio.it"]`, `["` + strings.Repeat("a", 4000-len("@esempio.it,b@x.it")) + `@esempio.it","b@x.it"]`, nil},
		{"addresses of 4001, the comma counts", `["a@esempio.it","b.c+d@sub.esempio.it"]`, `["` + strings.Repeat("a", 4001-len("@esempio.it,b@x.it")) + `@esempio.it","b@x.it"]`, []string{"LUNGHEZZA emailIndirizzi"}},
		{"addresses too long", `["a@esempio.it",`, `["` + strings.Repeat("a", 4000) + `@esempio.it",`, []string{"LUNGHEZZA emailIndirizzi"}},
		{"subject absent", `"emailSubject":"Oggetto",`, "", nil},
		{"subject of one character", `"Oggetto"`, `"è"`, nil},
		{"subject of 4000", `"Oggetto"`, `"` + strings.Repeat("è", 4000) + `"`, nil},
		{"subject of 4001", `"Oggetto"`, `"` + strings.Repeat("e", 4001) + `"`, []string{"LUNGHEZZA emailSubject"}},
		{"subject empty", `"Oggetto"`, `""`, []string{"LUNGHEZZA emailSubject"}},
		{"subject with a line end", `"Oggetto"`, `"a\r\nBcc: x"`, []string{"FORMATO emailSubject"}},
		{"emailAllegato missing", `"emailAllegato":false,`, "", []string{"OBBLIGATORIO emailAllegato"}},
		{"link without base", `"downloadBaseUrl":"https://govpay.esempio.it/tracciatiNotificaPagamenti",`, "", []string{"OBBLIGATORIO downloadBaseUrl"}},
		{"link with a base that is none", `"https://govpay.esempio.it/tracciatiNotificaPagamenti"`, `"ftp://x"`, []string{"FORMATO downloadBaseUrl"}},
		{"link that leads elsewhere", `"https://govpay.esempio.it/tracciatiNotificaPagamenti"`, `"https://govpay.esempio.it/tracciati"`, []string{"VALORE downloadBaseUrl"}},
		{"link with a last slash", `"https://govpay.esempio.it/tracciatiNotificaPagamenti"`, `"https://govpay.esempio.it/backoffice/tracciatiNotificaPagamenti/"`, nil},
		{"attached: the base is not checked", `false,"downloadBaseUrl":"https://govpay.esempio.it/tracciatiNotificaPagamenti"`, `true,"downloadBaseUrl":"?"`, nil},
		{"url", `"https://jppa.esempio.it:8443/ws?a=b"`, `"jppa.esempio.it"`, []string{"FORMATO url"}},
		{"url of another type", `"https://jppa.esempio.it:8443/ws?a=b"`, `["x"]`, []string{"TIPO url"}},
		{"versioneApi", `"SOAP v1"`, `"REST v2"`, []string{"VALORE versioneApi"}},
		{"no authentication", `,"auth":{"username":"u","password":"p"}`, "", nil},
		{"empty authentication", `{"username":"u","password":"p"}`, `{}`, []string{"OBBLIGATORIO auth.tipo"}},
		{"no password", `,"password":"p"`, "", []string{"OBBLIGATORIO auth.password"}},
		{"no username", `"username":"u",`, "", []string{"OBBLIGATORIO auth.username"}},
		{"password of 255", `"password":"p"`, `"password":"` + lungo[:255] + `"`, nil},
		{"password long", `"password":"p"`, `"password":"` + lungo + `"`, []string{"LUNGHEZZA auth.password"}},
		{"password of another type", `"password":"p"`, `"password":7`, []string{"TIPO auth.password"}},
		{"unknown member of auth", `"password":"p"`, `"pwd":"p"`, []string{"VALORE auth"}},
		{"SSL client", `"auth":{"username":"u","password":"p"}`, ssl, nil},
		{"SSL tipo", `"auth":{"username":"u","password":"p"}`, strings.Replace(ssl, "Client", "client", 1), []string{"VALORE auth.tipo"}},
		{"SSL sslType", `"auth":{"username":"u","password":"p"}`, strings.Replace(ssl, "TLSv1.2", "TLSv1.3", 1), []string{"VALORE auth.sslType"}},
		{
			"SSL server wants no key store", `"auth":{"username":"u","password":"p"}`,
			`"auth":{"tipo":"Server","tsLocation":"/t","tsPassword":"p","tsType":"JKS","sslType":"TLS"}`, nil,
		},
		{
			"SSL client wants one", `"auth":{"username":"u","password":"p"}`,
			`"auth":{"tipo":"Client","tsLocation":"/t","tsPassword":"p","tsType":"PKCS12","sslType":"TLS"}`,
			[]string{"VALORE auth.tsType", "OBBLIGATORIO auth.ksLocation", "OBBLIGATORIO auth.ksPassword", "OBBLIGATORIO auth.ksType", "OBBLIGATORIO auth.ksPKeyPasswd"},
		},
		{
			"both kinds", `"auth":{"username":"u",`, `"auth":{"tipo":"Server","tsLocation":"/t","tsPassword":"p","tsType":"JKS","sslType":"TLS","username":"u",`,
			[]string{"VALORE auth.username"},
		},
		{"idDominio", `{"abilitato"`, `{"idDominio":"123","abilitato"`, []string{"FORMATO idDominio"}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, valida, tt.da)
			_, err := jppa.ParseConfigurazione([]byte(strings.Replace(valida, tt.da, tt.a, 1)))
			if d := cmp.Diff(tt.want, nomi(t, err)); d != "" {
				t.Error(d)
			}
			if err != nil {
				require.ErrorIs(t, err, jppa.ErrConfigurazione)
			}
		})
	}
	for _, guasta := range []string{``, `[]`, `null`, `{`, valida + `{}`, `{"abilitato":true,"principle":"x"}`} {
		_, err := jppa.ParseConfigurazione([]byte(guasta))
		require.ErrorIs(t, err, jppa.ErrConfigurazione, guasta)
		_, ok := jppa.ViolazioniDi(err)
		require.False(t, ok, "%s is no list of violations", guasta)
	}
}

// nomi returns the violations of an error as "code field".
func nomi(t *testing.T, err error) (n []string) {
	t.Helper()
	v, ok := jppa.ViolazioniDi(err)
	require.True(t, ok, "%v", err)
	for _, x := range v {
		require.NotEmpty(t, x.Testo)
		n = append(n, fmt.Sprint(x.Codice, " ", x.Campo))
	}
	return n
}

func TestConfigurazioneREST(t *testing.T) {
	const piena = `{"abilitato":true,"url":"https://jppa.esempio.it","auth":{"username":"u","password":"p"},"inviaTracciatoEsito":true,"fileSystemPath":"/tmp/x","emailIndirizzi":["a@esempio.it"],"emailAllegato":true,"dataUltimaRT":"2026-03-07T03:00:05.042+01:00"}`
	for _, tt := range []struct {
		nome, da, a string
		want        []string
	}{
		{"valid", "", "", nil},
		{"nothing", piena, `{}`, []string{"OBBLIGATORIO abilitato", "OBBLIGATORIO url", "OBBLIGATORIO auth", "OBBLIGATORIO inviaTracciatoEsito"}},
		{"no file: nothing about it", piena, `{"abilitato":true,"url":"https://x.it","auth":{"username":"u","password":"p"},"inviaTracciatoEsito":false}`, nil},
		{"disabled, empty", piena, `{"abilitato":false}`, nil},
		{"disabled, forms are checked", piena, `{"abilitato":false,"url":"x","auth":{"username":"u"}}`, []string{"FORMATO url", "OBBLIGATORIO auth.password"}},
		{"path", `"/tmp/x"`, `""`, []string{"OBBLIGATORIO fileSystemPath"}},
		{"link", `"emailAllegato":true`, `"emailAllegato":false`, []string{"OBBLIGATORIO downloadBaseUrl"}},
		{"SSL", `{"username":"u","password":"p"}`, `{"tipo":"Client"}`, []string{"VALORE auth.tipo"}},
		{"instant", `2026-03-07T`, `2026-03-07 `, []string{"FORMATO dataUltimaRT"}},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, piena, tt.da)
			_, err := jppa.ParseConfigurazioneREST([]byte(strings.Replace(piena, tt.da, tt.a, 1)))
			if d := cmp.Diff(tt.want, nomi(t, err)); d != "" {
				t.Error(d)
			}
		})
	}
	_, err := jppa.ParseConfigurazioneREST([]byte(strings.Replace(piena, "{", `{"principal":"x",`, 1)))
	var e *jppa.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, jppa.CodiceSconosciuto, e.Codice)
	require.Equal(t, "principal", e.Campo, "a member of the other generation")
}

// Package fmt asks no method of an unexported field, nor below a verb that does not
// fit: a secret is safe there too.
func TestSegretoInsideOtherValues(t *testing.T) {
	c, err := jppa.ParseConfigurazione([]byte(strings.Replace(valida, `"password":"p"`, `"password":"hunter2"`, 1)))
	require.NoError(t, err)
	require.Equal(t, "hunter2", c.Auth.Password.Rivela())
	host := struct{ password avviso.Segreto }{c.Auth.Password}
	for _, v := range []any{c, &c, c.Auth, host, &host, jppa.Tracciato{SecID: c.Auth.Password}, jppa.LoginREST{Password: c.Auth.Password}} {
		for _, verbo := range "vsqxXdcUotbegp" {
			scritto := fmt.Sprintf("%"+string(verbo)+" %#"+string(verbo)+" %+"+string(verbo), v, v, v)
			require.NotContains(t, scritto, "hunter2")
			require.NotContains(t, strings.ToLower(scritto), "68756e746572")
		}
	}
}

func TestSegreto(t *testing.T) {
	s := avviso.NuovoSegreto("hunter2")
	for _, verbo := range []string{"%v", "%s", "%q", "%x", "%+v", "%#v", "%d"} {
		require.NotContains(t, fmt.Sprintf(verbo, s), "hunter2")
		require.NotContains(t, fmt.Sprintf(verbo, jppa.Autenticazione{Password: s}), "hunter2")
		require.NotContains(t, fmt.Sprintf(verbo, s), "68756e746572")
	}
	require.True(t, s.Uguale("hunter2"))
	require.False(t, s.Uguale("hunter"))
	require.False(t, avviso.Segreto{}.Uguale(""), "nothing equals a secret that was not given")
	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.Error(t, json.Unmarshal(b, &s), "stars are not a secret")

	secID := jppa.NuovoSecID([20]byte{0: 0xff, 1: 0xfe, 19: 1})
	require.Equal(t, "__4AAAAAAAAAAAAAAAAAAAAAAAE", secID.Rivela())
	require.Len(t, secID.Rivela(), 27)
}

func FuzzConfigurazione(f *testing.F) {
	f.Add([]byte(valida))
	f.Add([]byte(`{"abilitato":true,"auth":{"tipo":7},"tipiPendenza":[{}],"emailIndirizzi":7}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := jppa.ParseConfigurazione(data)
		if err != nil {
			require.ErrorIs(t, err, jppa.ErrConfigurazione)
		} else {
			require.Empty(t, c.Violazioni())
		}
		_, err = jppa.ParseConfigurazioneREST(data)
		if err != nil {
			require.ErrorIs(t, err, jppa.ErrConfigurazione)
		}
	})
}
