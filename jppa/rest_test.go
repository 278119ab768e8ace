package jppa_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

func TestLoginREST(t *testing.T) {
	l := jppa.LoginREST{IDMessaggio: "0f8fad5b-d9cb-469f-a165-70867728950e", IdDominio: ente, Username: "u", Password: avviso.NuovoSegreto("p<w")}
	b, err := jppa.AppendLoginREST(nil, l)
	require.NoError(t, err)
	require.Equal(t, `{"idMessaggio":"0f8fad5b-d9cb-469f-a165-70867728950e","identificativoEnte":"01234567890","username":"u","password":"p<w"}`, string(b))
	for campo, cambia := range map[string]func(*jppa.LoginREST){
		"idMessaggio":        func(l *jppa.LoginREST) { l.IDMessaggio = "1" },
		"identificativoEnte": func(l *jppa.LoginREST) { l.IdDominio = avviso.IdDominio{} },
		"username":           func(l *jppa.LoginREST) { l.Username = "" },
		"password":           func(l *jppa.LoginREST) { l.Password = avviso.Segreto{} },
	} {
		m := l
		cambia(&m)
		_, err := jppa.AppendLoginREST(nil, m)
		var e *jppa.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, campo, e.Campo)
	}
	r, err := jppa.ParseRispostaLoginREST([]byte(`{"esito":"OK","token":"abc","altro":1}`))
	require.NoError(t, err)
	require.Equal(t, "abc", r.Token.Rivela())
	for _, s := range []string{`{"esito":"Error","descrizioneErrore":"no"}`, `{"token":""}`} {
		_, err = jppa.ParseRispostaLoginREST([]byte(s))
		require.ErrorIs(t, err, jppa.ErrInvio, "a missing token is a failed login")
	}
	_, err = jppa.ParseRispostaLoginREST([]byte(`<html/>`))
	require.ErrorIs(t, err, jppa.ErrMessaggio)
}

func TestNotificaREST(t *testing.T) {
	voci := []jppa.Voce{{Descrizione: "Mensa & C.", Quote: []jppa.Quota{
		{Capitolo: "3010", AnnoEsercizio: 2024, Importo: avviso.MustImporto("59.90")},
		{Capitolo: "3011", AnnoEsercizio: 2024, Importo: avviso.ImportoDaCentesimi(-150)},
	}}}
	n := jppa.NotificaREST{IdDominio: ente, Ricevuta: []byte("<RT/>"), DatiAccertamento: jppa.DatiAccertamento(voci)}
	b, err := jppa.AppendNotificaREST(nil, n)
	require.NoError(t, err)
	require.Equal(t, `{"identificativoDominioEnteCreditore":"01234567890","base64Ricevuta":"PFJULz4=","datiAccertamento":[`+
		`{"annoAccertamento":"2024","codiceAccertamento":"3010","descrizioneAccertamento":"Mensa & C.","importoAccertamento":59.90},`+
		`{"annoAccertamento":"2024","codiceAccertamento":"3011","descrizioneAccertamento":"Mensa & C.","importoAccertamento":-1.50}]}`, string(b))
	letta, err := jppa.ParseNotificaREST(b)
	require.NoError(t, err)
	require.Equal(t, n, letta)

	n.DatiAccertamento = jppa.DatiAccertamento([]jppa.Voce{{Descrizione: "senza quote"}})
	b, err = jppa.AppendNotificaREST(nil, n)
	require.NoError(t, err)
	require.Equal(t, `{"identificativoDominioEnteCreditore":"01234567890","base64Ricevuta":"PFJULz4="}`, string(b), "no empty list")
	for _, m := range []jppa.NotificaREST{{Ricevuta: []byte("x")}, {IdDominio: ente}, {IdDominio: ente, Ricevuta: []byte("x"), DatiAccertamento: []jppa.DatoAccertamento{{}}}} {
		_, err := jppa.AppendNotificaREST(nil, m)
		require.ErrorIs(t, err, jppa.ErrCampo)
	}
	for _, s := range []string{
		`{}`, `[]`, `{"identificativoDominioEnteCreditore":"1"}`, `{"identificativoDominioEnteCreditore":"01234567890","base64Ricevuta":"?"}`,
		`{"identificativoDominioEnteCreditore":"01234567890","base64Ricevuta":"PFJULz4=","datiAccertamento":[{"annoAccertamento":"2024","importoAccertamento":1e2}]}`,
	} {
		_, err := jppa.ParseNotificaREST([]byte(s))
		require.ErrorIs(t, err, jppa.ErrMessaggio, s)
	}
}

func TestRispostaREST(t *testing.T) {
	for _, tt := range []struct {
		stato int
		corpo string
		want  string // the row
	}{
		{200, `{"esito":"OK","identificativoUnivocoVersamento":"1"}`, "d,1,c,OK,,"},
		{200, `{"esito":"CON_SCARTI","warningMessages":["a","b"]}`, "d,1,c,CON_SCARTI,\"a\nb\","},
		{200, `{"esito":"Error","errorMessages":["e"]}`, "d,1,c,ERROR,,e"},
		{400, `{"errorCode":"1","message":"manca l'ente"}`, "d,1,c,ERRORE_INVIO,,400 BAD_REQUEST: manca l'ente"},
	} {
		r, err := jppa.ParseRispostaREST(tt.stato, []byte(tt.corpo))
		require.NoError(t, err)
		b, err := jppa.AppendCSVBatch6(nil, []jppa.RigaCSVBatch6{r.Riga(jppa.Ricevuta{IdDominio: "d", IUV: "1", CCP: "c"})})
		require.NoError(t, err)
		require.Equal(t, jppa.IntestazioneCSVBatch6+"\r\n"+tt.want+"\r\n", string(b))
	}
	for _, tt := range []struct {
		stato  int
		corpo  string
		tipo   error
		codice avviso.Codice
	}{
		{500, `{"message":"boom"}`, jppa.ErrInvio, jppa.CodiceHTTP},
		{401, ``, jppa.ErrInvio, jppa.CodiceHTTP},
		{200, `<html/>`, jppa.ErrMessaggio, jppa.CodiceJSON},
		{200, `{}`, jppa.ErrMessaggio, jppa.CodiceValore},
		{200, `{"esito":"ERROR"}`, jppa.ErrMessaggio, jppa.CodiceValore},
	} {
		_, err := jppa.ParseRispostaREST(tt.stato, []byte(tt.corpo))
		var e *jppa.Errore
		require.ErrorAs(t, err, &e)
		require.ErrorIs(t, err, tt.tipo)
		require.Equal(t, tt.codice, e.Codice)
	}
	var attese []time.Duration
	for i := 1; ; i++ {
		d, ok := jppa.AttesaREST(i)
		if !ok {
			break
		}
		attese = append(attese, d)
	}
	require.Equal(t, []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second, 10 * time.Second}, attese)
}

// A fault of the JSON is at its character, in characters of its line.
func TestRESTDove(t *testing.T) {
	for testo, dove := range map[string][2]int{
		`{"esito": x}`:                     {1, 11},
		"{\n  \"esito\": x}":               {2, 12},
		"{\"message\": \"è\", x}":          {1, 18},
		"{\"esito\": \"OK\",\n \"è\" 1}\n": {2, 6},
	} {
		_, err := jppa.ParseRispostaREST(200, []byte(testo))
		var e *jppa.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, jppa.CodiceJSON, e.Codice)
		require.Equal(t, dove, [2]int{e.Riga, e.Colonna}, testo)
	}
}

func FuzzREST(f *testing.F) {
	f.Add(`{"identificativoDominioEnteCreditore":"01234567890","base64Ricevuta":"PFJULz4=","datiAccertamento":[{"annoAccertamento":"2024","codiceAccertamento":"1","descrizioneAccertamento":"d","importoAccertamento":-59.9}]}`)
	f.Add(`{"esito":"CON_SCARTI","token":"x","warningMessages":["a"]}`)
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := jppa.ParseNotificaREST([]byte(s)); err == nil {
			b, err := jppa.AppendNotificaREST(nil, n)
			require.NoError(t, err)
			ancora, err := jppa.ParseNotificaREST(b)
			require.NoError(t, err)
			require.Equal(t, n, ancora)
		}
		_, err := jppa.ParseRispostaREST(200, []byte(s))
		if err != nil {
			require.ErrorIs(t, err, jppa.ErrMessaggio)
		}
		_, _ = jppa.ParseRispostaLoginREST([]byte(s))
	})
}

// TestIstanti holds the instants of the messages to their written form.
func TestIstanti(t *testing.T) {
	for _, tt := range []struct{ da, want string }{
		{"2024-03-07T11:42:05", "2024-03-07T11:42:05.000+01:00"},
		{"2024-07-07T11:42:05.1239Z", "2024-07-07T13:42:05.123+02:00"},
		{"2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00.000+01:00"},
		{"1970-01-01T00:00:00", "1970-01-01T00:00:00.000+01:00"},
		{"1900-01-01T00:00:00", "1900-01-01T00:00:00.000+01:00"},
		{"9999-12-31T23:59:59.999", "9999-12-31T23:59:59.999+01:00"},
	} {
		i, err := avviso.ParseDataOra(tt.da)
		require.NoError(t, err)
		require.Equal(t, tt.want, conZona(i))
		ancora, err := avviso.ParseDataOra(conZona(i))
		require.NoError(t, err)
		require.Equal(t, i, ancora)
	}
	for _, s := range []string{"", "2024-03-07", "ieri", "0001-01-01T00:00:00", "1899-12-31T23:59:59.999", "2024-02-30T00:00:00"} {
		_, err := jppa.ParseRichiestaInviaEsito([]byte(strings.Replace(inviaRichiesta, "2024-03-07T11:42:05.120+01:00", s, 1)))
		require.ErrorIs(t, err, jppa.ErrMessaggio, s)
		require.ErrorContains(t, err, "jppa: VALORE InviaEsitoPagamentoRichiesta/dataOperazione", s)
	}
	antica := notificaPiena
	antica.DataOperazione = avviso.MustDataOra("1899-12-31T23:59:59.999")
	_, err := jppa.AppendRichiestaInviaEsito(nil, antica, jppa.Formato{})
	require.ErrorIs(t, err, jppa.ErrMessaggio)
	require.False(t, avviso.DataOraDi(avviso.MustDataOra("9999-12-31T23:59:59.999").Time().Add(time.Millisecond)).IsValid())
	var zero avviso.DataOra
	require.False(t, zero.IsValid())
	require.Empty(t, zero.String())
	require.True(t, zero.Time().IsZero())
	require.Equal(t, -1, zero.Compare(adesso))
	require.Equal(t, +1, adesso.Compare(zero))
	_, err = zero.MarshalText()
	require.Error(t, err)
}

func FuzzIstante(f *testing.F) {
	f.Add("2024-03-07T11:42:05.120+01:00")
	f.Add("2026-10-25T02:30:00")
	f.Fuzz(func(t *testing.T, s string) {
		i, err := avviso.ParseDataOra(s)
		if err != nil {
			require.ErrorIs(t, err, avviso.ErrData)
			return
		}
		if i.Time().Year() < 1900 {
			return // refused by the messages
		}
		ancora, err := avviso.ParseDataOra(conZona(i))
		require.NoError(t, err)
		require.Equal(t, i, ancora)
	})
}
