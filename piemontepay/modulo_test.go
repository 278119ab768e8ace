package piemontepay_test

import (
	"errors"
	"html/template"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

func pagamento(t testing.TB, id string) piemontepay.Pagamento {
	t.Helper()
	i, _, err := piemontepay.LeggiIdentificativoPagamento(id)
	require.NoError(t, err)
	return piemontepay.Pagamento{IdentificativoPagamento: i, IUV: avviso.MustIUV("190280072147087"), CodiceFiscale: "TSTPNI70D01L219V"}
}

func chiamante(t testing.TB) piemontepay.Chiamante {
	t.Helper()
	return piemontepay.Chiamante{
		CodiceChiamante: "AP_01", Passphrase: passphrase(t, passManuale),
		URL: "https://applicativoChiamanteApp2.prova.it/biblioweb", CodiciVersamento: []string{"MS01"},
	}
}

// campi returns code and field of every refusal joined in err, in order.
func campi(err error) []string {
	var out []string
	var visita func(error)
	visita = func(err error) {
		if e, ok := err.(*piemontepay.Errore); ok {
			out = append(out, string(e.Codice)+" "+e.Campo)
			return
		}
		switch u := err.(type) {
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				visita(e)
			}
		case interface{ Unwrap() error }:
			visita(u.Unwrap())
		}
	}
	visita(err)
	return out
}

func TestModuloOfTheManual(t *testing.T) {
	m, err := chiamante(t).Modulo(pagamento(t, "POSDEB1_1234596724100"))
	require.NoError(t, err)
	require.Equal(t, "https://pay.sistemapiemonte.it/epayweb/accessoLibero/pagaConIuv/accessoChiamanteEsterno", m.URL)
	want := []piemontepay.Parametro{
		{Nome: "codiceChiamante", Valore: "AP_01"},
		{Nome: "digest", Valore: "/ZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu+jDFJog="},
		{Nome: "iuv", Valore: "190280072147087"},
		{Nome: "codiceFiscale", Valore: "TSTPNI70D01L219V"},
		{Nome: "identificativoPagamento", Valore: "POSDEB1_1234596724100"},
	}
	if d := cmp.Diff(want, m.Parametri); d != "" {
		t.Error(d)
	}
	require.Equal(t, "codiceChiamante=AP_01&digest=%2FZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu%2BjDFJog%3D&iuv=190280072147087"+
		"&codiceFiscale=TSTPNI70D01L219V&identificativoPagamento=POSDEB1_1234596724100", m.Corpo())
	require.NotContains(t, m.HTML("Paga"), "biblioweb", "the return URL is only inside the digest")
}

func TestModuloHTMLIsSafe(t *testing.T) {
	c := chiamante(t)
	c.CodiceChiamante = `"><script>alert(1)</script>`
	m, err := c.Modulo(pagamento(t, "A1"))
	require.NoError(t, err)
	require.NotContains(t, m.HTML("<b>"), "<script>")
	require.NotContains(t, m.HTML("<b>"), "<b>")

	// The same page through html/template, both ways the documentation names.
	var fatto, campoPerCampo strings.Builder
	require.NoError(t, template.Must(template.New("").Parse(`<main>{{.}}</main>`)).
		Execute(&fatto, template.HTML(m.HTML("Paga")))) //nolint:gosec // what is proved safe here
	require.Equal(t, "<main>"+m.HTML("Paga")+"</main>", fatto.String())
	require.NoError(t, template.Must(template.New("").Parse(
		`{{range .Parametri}}<input type="hidden" name="{{.Nome}}" value="{{.Valore}}">{{end}}`)).Execute(&campoPerCampo, m))
	require.NotContains(t, campoPerCampo.String(), "<script>")
}

func TestModuloRefusals(t *testing.T) {
	tests := []struct {
		nome   string
		cambia func(*piemontepay.Chiamante, *piemontepay.Pagamento)
		want   []string
	}{
		{
			"passphrase empty", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.Passphrase = avviso.Segreto{} },
			[]string{"OBBLIGATORIO passphrase"},
		},
		{"url with ?", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.URL += "?a=1" }, []string{"URL_SEPARATORI url"}},
		{"url with &", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.URL += "&" }, []string{"URL_SEPARATORI url"}},
		{"url relative", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.URL = "/biblioweb" }, []string{"URL url"}},
		{"url of another scheme", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.URL = "ftp://a.it/" }, []string{"URL url"}},
		{"url of 201 characters", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) {
			c.URL = "https://a.it/" + strings.Repeat("x", 201-13)
		}, []string{"LUNGHEZZA url"}},
		{"url missing", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.URL = "" }, []string{"OBBLIGATORIO url"}},
		{"code of 101 characters", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) {
			c.CodiceChiamante = strings.Repeat("A", 101)
		}, []string{"LUNGHEZZA codiceChiamante"}},
		{
			"code with a space", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.CodiceChiamante = "AP 01" },
			[]string{"CARATTERE codiceChiamante"},
		},
		{
			"desk that is no URL", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.Sportello = "sportello" },
			[]string{"URL sportello"},
		},
		{"variant unknown", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) { c.Variante = "Nove" }, []string{"VARIANTE variante"}},
		{"validity upside down", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) {
			c.Da, c.A = time.Unix(2, 0), time.Unix(1, 0)
		}, []string{"PERIODO a"}},
		{"payment type of 5", func(c *piemontepay.Chiamante, _ *piemontepay.Pagamento) {
			c.CodiciVersamento = []string{"MS01", "MENSA"}
		}, []string{"LUNGHEZZA codiciVersamento[1]"}},
		{"nothing given", func(c *piemontepay.Chiamante, p *piemontepay.Pagamento) {
			*c, *p = piemontepay.Chiamante{}, piemontepay.Pagamento{}
		}, []string{
			"OBBLIGATORIO codiceChiamante", "OBBLIGATORIO passphrase", "OBBLIGATORIO url",
			"OBBLIGATORIO identificativoPagamento", "OBBLIGATORIO iuv", "OBBLIGATORIO codiceFiscale",
		}},
		{
			"fiscal code of 10", func(_ *piemontepay.Chiamante, p *piemontepay.Pagamento) { p.CodiceFiscale = "0123456789" },
			[]string{"LUNGHEZZA codiceFiscale"},
		},
		{
			"fiscal code with a space", func(_ *piemontepay.Chiamante, p *piemontepay.Pagamento) { p.CodiceFiscale = "TSTPNI70D01L219V " },
			[]string{"CARATTERE codiceFiscale"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			c, p := chiamante(t), pagamento(t, "A1")
			tt.cambia(&c, &p)
			m, err := c.Modulo(p)
			require.ErrorIs(t, err, piemontepay.ErrCampo)
			if d := cmp.Diff(tt.want, campi(err)); d != "" {
				t.Error(d)
			}
			require.Empty(t, m.Parametri, "no half-built form")
		})
	}
}

func TestFragmentIsTolerated(t *testing.T) {
	c := chiamante(t)
	c.URL = "https://ztl.esempio.it/#/home/esito"
	require.NoError(t, c.Valida())
}

func TestIdentifiers(t *testing.T) {
	tests := []struct {
		in                string
		stretto, trattino avviso.Codice
	}{
		{"POSDEB1_1234596724100", "", ""},
		{"ccc1f17b-c9c5-4c5f-8057-28f0f271bfa1", avviso.CodiceCarattere, ""},
		{strings.Repeat("a", 50), "", ""},
		{strings.Repeat("a", 51), avviso.CodiceLunghezza, avviso.CodiceLunghezza},
		{"", piemontepay.CodiceObbligatorio, piemontepay.CodiceObbligatorio},
		{"a b", avviso.CodiceCarattere, avviso.CodiceCarattere},
		{"AZ", "", ""},
		{"az", "", ""},
		{"09", "", ""},
		{"/", avviso.CodiceCarattere, avviso.CodiceCarattere},
		{":", avviso.CodiceCarattere, avviso.CodiceCarattere},
		{"@", avviso.CodiceCarattere, avviso.CodiceCarattere},
		{"[", avviso.CodiceCarattere, avviso.CodiceCarattere},
		{"`", avviso.CodiceCarattere, avviso.CodiceCarattere},
		{"{", avviso.CodiceCarattere, avviso.CodiceCarattere},
		{"à", avviso.CodiceCarattere, avviso.CodiceCarattere},
	}
	for _, tt := range tests {
		_, err := piemontepay.ParseIdentificativoPagamento(tt.in)
		require.Equal(t, tt.stretto, codice(err), tt.in)
		conTrattino, avvertenze, err := piemontepay.LeggiIdentificativoPagamento(tt.in)
		require.Equal(t, tt.trattino, codice(err), tt.in)
		if tt.stretto != tt.trattino {
			require.Len(t, avvertenze, 1)
			require.Equal(t, piemontepay.AvvertenzaTrattino, avvertenze[0].Codice)
			require.Equal(t, "identificativoPagamento", avvertenze[0].Campo)
		} else {
			require.Empty(t, avvertenze, tt.in)
		}
		letto := pagamento(t, "PRIMA").IdentificativoPagamento
		err = letto.UnmarshalText([]byte(tt.in))
		require.Equal(t, tt.trattino, codice(err), tt.in)
		if tt.trattino == "" {
			require.Equal(t, conTrattino, letto)
		} else {
			require.Equal(t, "PRIMA", letto.String(), "a refused text changes nothing")
		}
	}
}

func codice(err error) avviso.Codice {
	var e *piemontepay.Errore
	if errors.As(err, &e) {
		return e.Codice
	}
	return ""
}

func TestValidity(t *testing.T) {
	c := piemontepay.Chiamante{Da: time.Unix(100, 0), A: time.Unix(200, 0)}
	for sec, want := range map[int64]bool{99: false, 100: true, 199: true, 200: false} {
		require.Equal(t, want, c.ValidoIl(time.Unix(sec, 0)), sec)
	}
	require.True(t, piemontepay.Chiamante{}.ValidoIl(time.Unix(0, 0)))
}

func TestRegistration(t *testing.T) {
	r := piemontepay.RichiestaRegistrazione{
		Denominazione: "Comune di Prova", CodiceFiscale: avviso.MustIdDominio("00429440068"),
		Codice: "AP_01", Descrizione: "Pagamenti vari", CodiceVersamento: "MS01", URL: "https://a.esempio.it/b",
	}
	require.NoError(t, r.Valida())
	err := piemontepay.RichiestaRegistrazione{CodiceVersamento: "MENSA", URL: "https://a.esempio.it/?x&y"}.Valida()
	want := []string{
		"OBBLIGATORIO denominazione", "OBBLIGATORIO codiceFiscale", "OBBLIGATORIO codice", "OBBLIGATORIO descrizione",
		"LUNGHEZZA codiceVersamento", "URL_SEPARATORI url",
	}
	if d := cmp.Diff(want, campi(err)); d != "" {
		t.Error(d)
	}
}
