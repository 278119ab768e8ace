package piemontepay_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

// vettore is a digest known from outside the library: number 1 is the sample
// return URL of the manual, §3.3 (which prints hwp451 for hwP451); the others
// were computed with openssl.
type vettore struct {
	passphrase, codice, id, iuv, url string
	quattro, tre                     string
}

const passManuale = "1www%$se1ver£$APP"

var vettori = []vettore{
	{
		passManuale, "AP_01", "ccc1f17b-c9c5-4c5f-8057-28f0f271bfa1", "190300072310110", "https://applicativoChiamanteApp2.prova.it/biblioweb",
		"APWmmtY4Ftg/TduhwP451cNPmV2gX9T61V2cKNHsXdo=", "xSkeo6eUdEYu9B4FDbbsiNP4mWTkQDU0yse5u42PNMQ=",
	},
	{
		passManuale, "AP_01", "POSDEB1_1234596724100", "190280072147087", "https://applicativoChiamanteApp2.prova.it/biblioweb",
		"/ZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu+jDFJog=", "uTeTpcAd7dYDZHNJwIeloWyJket2rOdNlTYMbAcWTDc=",
	},
	{
		"segreto", "TRIB_07", "A1", "210100000000123", "https://tributi.comune.esempio.it/ritorno",
		"QnM82ry/nVSK3G+5fZUDj1lV6kFnrFngWuYzmR17oaI=", "VksecD47YGHICDYEe8z2EHSXJ740eg8PVoc6GGW8Oz4=",
	},
	{
		"perché-€uro", "TRIB_07", "A2", "210100000000124", "https://tributi.comune.esempio.it/ritorno",
		"awe76auLL4M1M4VxezABBreoMzXucjkILy09pWCrCaw=", "Ttm0Ro1koN5XhiAmE64ts3V8JSIqC/7p740CMLwz/gc=",
	},
	{
		"Città di Ω 東京", "MENSE", "MENSE_2024_000001", "24012345678901234", "https://mense.esempio.it/esito",
		"iADLaPPkStTVkI1lho7dhVi3cyUcRS50t/62EA4MUfM=", "OGjKX+1l7nv/xYICvm189NwRW0gschmhFQvqajIqyjM=",
	},
	{
		"100%", "X", "Y", "1", "http://h.it/",
		"FdR4G+FE8+SdCBZ0f1T3W25/qI+MsKnDX35BQ0lh2/g=", "qSt3sOL5Pfsmn1lWvfxLpe7Dx80kJWoqJB9VN3IPL9M=",
	},
	{
		"%%%%", "C0D", "ID_0000000000000000000000000000000000000000000001", "312000000000000017", "https://a.esempio.it/p/q",
		"YbUpn+qR4rXO8pGbs95g130G9zJnTfMJ8BCsawXH1O8=", "jvddzZfVWqQmxGn5JJU2adkxNE4L6dyx5p14RDjyvFM=",
	},
	{
		"", "C", "I", "1", "https://u.esempio.it",
		"TeJMNua1kr7+/R5/7Rmp2f7vIu1Cu8pdPI19zX9D5tc=", "UomASVKXFWXxeBK8mMNn0DqZY1eWE7bsvA9MbYjAt/w=",
	},
	{
		"pass word con spazi ", "ZTL", "permesso_2023_77", "230450000000991", "https://ztl.esempio.it/#/home/esito",
		"BWnQUC2s+HEhGZraexHUAIz1CBQV+Wl6Xdo+Vnj89+I=", "2M+SpKDLvB2E/dLTm8tGuPI81DWczCxmiamNYUckuKQ=",
	},
	{
		"tab\tdentro", "ZTL", "permesso_2023_78", "230450000000992", "https://ztl.esempio.it/",
		"fiEVLB+b4uY1GmqjDopoiI5NSiO3Vt4TTNISeRyBc+g=", "5FGD/fttQBKc8fTSlooZ8YnRH2BIfButFYf0BbHUggI=",
	},
	{
		`"quoted\"`, "CIM_9", "loculo_12", "190650000001005", "https://cimiteri.esempio.it/cb/",
		"TuIQ7xjhEIGyWT0MP4rtkCZpYaBBw7kR6pQYMHmUwrk=", "ruI5GzfGvgevN3YRH1l6JTYENcNqwcEm4JPOrzMXZsQ=",
	},
	{
		"ñandú🦘", "CIM_9", "loculo_13", "190650000001006", "https://cimiteri.esempio.it/cb/",
		"nIj+lUUe2RsYsXzPEqlhQPDL4kja7gzSXHVgCPiP3UE=", "87JmtA+dLg+DHS+KdtKHVlngvdCP3JMkig6G9EE0nZw=",
	},
	// UTF-8 against Latin-1: the digest of "perché" in UTF-8.
	{
		"perché", "TRIB_07", "A2", "210100000000124", "https://tributi.comune.esempio.it/ritorno",
		"oLA5u7xdmZx9AcKEdXscdRIDVql/PRK8vDYeU/yHWcw=", "",
	},
}

func passphrase(t testing.TB, s string) avviso.Segreto {
	t.Helper()
	if s == "" {
		return avviso.Segreto{}
	}
	p, err := piemontepay.NuovaPassphrase(s)
	require.NoError(t, err)
	return p
}

func TestDigestVectors(t *testing.T) {
	for i, v := range vettori {
		t.Run(fmt.Sprint(i+1), func(t *testing.T) {
			p := passphrase(t, v.passphrase)
			got := piemontepay.CalcolaDigest(piemontepay.QuattroPercento, p, v.codice, v.id, v.iuv, v.url)
			require.Equal(t, v.quattro, got.String())
			variante, ok := piemontepay.VarianteDi(got, p, v.codice, v.id, v.iuv, v.url)
			require.True(t, ok)
			require.Equal(t, piemontepay.QuattroPercento, variante)
			if v.tre == "" {
				return
			}
			got = piemontepay.CalcolaDigest(piemontepay.TrePercento, p, v.codice, v.id, v.iuv, v.url)
			require.Equal(t, v.tre, got.String())
			variante, ok = piemontepay.VarianteDi(got, p, v.codice, v.id, v.iuv, v.url)
			require.True(t, ok)
			require.Equal(t, piemontepay.TrePercento, variante)
		})
	}
}

func TestVarianteDiNeither(t *testing.T) {
	v := vettori[1]
	d, err := piemontepay.ParseDigest(v.quattro)
	require.NoError(t, err)
	_, ok := piemontepay.VarianteDi(d, passphrase(t, v.passphrase), v.codice, v.id, v.iuv, v.url+"/")
	require.False(t, ok)
}

func TestParseDigest(t *testing.T) {
	buono := vettori[1].quattro
	d, err := piemontepay.ParseDigest(buono)
	require.NoError(t, err)
	require.Equal(t, buono, d.String())
	for in, codice := range map[string]avviso.Codice{
		"":                                  piemontepay.CodiceObbligatorio,
		buono[:43]:                          avviso.CodiceLunghezza,
		buono + "=":                         avviso.CodiceLunghezza,
		strings.Replace(buono, "+", " ", 1): avviso.CodiceCarattere,
		strings.Replace(buono, "+", "-", 1): avviso.CodiceCarattere,
		buono[:42] + "\r\n":                 avviso.CodiceCarattere,
		strings.Repeat("A", 44):             avviso.CodiceCarattere, // 33 bytes
		buono[:42] + "h=":                   avviso.CodiceCarattere, // bits left over
	} {
		_, err := piemontepay.ParseDigest(in)
		var e *piemontepay.Errore
		require.ErrorAs(t, err, &e, in)
		require.ErrorIs(t, err, piemontepay.ErrDigest)
		require.Equal(t, codice, e.Codice, in)
	}
}

func TestDigestAsText(t *testing.T) {
	want, err := piemontepay.ParseDigest(vettori[0].quattro)
	require.NoError(t, err)
	var d piemontepay.Digest
	require.NoError(t, d.UnmarshalText([]byte(vettori[0].quattro)))
	require.Equal(t, want, d)
	require.ErrorIs(t, d.UnmarshalText([]byte("abc")), piemontepay.ErrDigest)
	require.Equal(t, want, d, "a refused text changes nothing")
}

// Nothing separates the parts of the digested string: Digest checks each of them.
func TestDigestOfACaller(t *testing.T) {
	c := chiamante(t)
	d, err := c.Digest("POSDEB1_1234596724100", "190280072147087")
	require.NoError(t, err)
	require.Equal(t, "/ZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu+jDFJog=", d.String())
	for _, tt := range []struct {
		id, iuv string
		want    []string
	}{
		{"a b", "1", []string{"CARATTERE identificativoPagamento"}},
		{"", "", []string{"OBBLIGATORIO identificativoPagamento", "OBBLIGATORIO iuv"}},
		{"A1", strings.Repeat("1", 35), nil},
		{"A1", strings.Repeat("1", 36), []string{"LUNGHEZZA iuv"}},
	} {
		d, err := c.Digest(tt.id, tt.iuv)
		require.Equal(t, tt.want, campi(err))
		require.Equal(t, err == nil, d.IsValid())
	}
}

func TestLegacyEqual(t *testing.T) {
	// The manual prints vector 1 with one letter in the wrong case.
	stampato := strings.Replace(vettori[0].quattro, "hwP451", "hwp451", 1)
	require.True(t, piemontepay.LegacyEqual(vettori[0].quattro, stampato[:20]+"\r\n"+stampato[20:]))
	require.False(t, piemontepay.LegacyEqual(vettori[0].quattro, vettori[1].quattro))
	d, err := piemontepay.ParseDigest(vettori[0].quattro)
	require.NoError(t, err)
	e, err := piemontepay.ParseDigest(stampato)
	require.NoError(t, err)
	require.False(t, d.Uguale(e), "the strict comparison sees the letter")
}

func TestZeroDigestEqualsNothing(t *testing.T) {
	require.False(t, piemontepay.Digest{}.Uguale(piemontepay.Digest{}))
}

func TestPassphraseNeverShows(t *testing.T) {
	const segreto = "1www%$se1ver"
	c := piemontepay.Chiamante{CodiceChiamante: "AP_01", Passphrase: passphrase(t, segreto), URL: "https://a.esempio.it/?x"}
	host := struct{ chiamante *piemontepay.Chiamante }{&c}
	nascosta := struct{ passphrase avviso.Segreto }{c.Passphrase}
	for _, formato := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
		require.NotContains(t, fmt.Sprintf(formato, c), segreto, formato)
		require.NotContains(t, fmt.Sprintf(formato, c.Passphrase), segreto, formato)
		require.NotContains(t, fmt.Sprintf(formato+formato, host, nascosta), segreto, formato)
		require.NotContains(t, strings.ToLower(fmt.Sprintf(formato, nascosta)), fmt.Sprintf("%x", segreto), formato)
		require.NotContains(t, fmt.Sprintf(formato, &c.Passphrase), segreto, formato)
		require.NotContains(t, strings.ToLower(fmt.Sprintf(formato, c.Passphrase)), fmt.Sprintf("%x", segreto), formato)
	}
	b, err := c.Passphrase.MarshalText()
	require.NoError(t, err)
	require.Equal(t, "********", string(b))
	_, err = c.Modulo(pagamento(t, "A1"))
	require.Error(t, err)
	require.NotContains(t, err.Error(), segreto)
	require.NotContains(t, fmt.Sprintf("%+v %#v", err, err), segreto)
	var p avviso.Segreto
	require.Error(t, p.UnmarshalText(b), "stars are never read back as a secret")
	require.NoError(t, p.UnmarshalText(nil))
	require.False(t, p.IsValid())
	require.ErrorContains(t, piemontepay.Chiamante{Passphrase: p}.Valida(), "OBBLIGATORIO passphrase")
	require.NoError(t, p.UnmarshalText([]byte(segreto)))
	require.Equal(t, passphrase(t, segreto), p)
}

func TestPassphraseBounds(t *testing.T) {
	for in, codice := range map[string]avviso.Codice{
		"":                       piemontepay.CodiceObbligatorio,
		strings.Repeat("£", 201): avviso.CodiceLunghezza,
		"a\xff":                  avviso.CodiceCarattere,
	} {
		_, err := piemontepay.NuovaPassphrase(in)
		var e *piemontepay.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, codice, e.Codice)
		require.Equal(t, "passphrase", e.Campo)
		require.Empty(t, e.Valore, "an error never holds the secret")
	}
	_, err := piemontepay.NuovaPassphrase(strings.Repeat("£", 200))
	require.NoError(t, err)
}

func TestDigestAllocations(t *testing.T) {
	v := vettori[1]
	p := passphrase(t, v.passphrase)
	var d piemontepay.Digest
	require.Zero(t, testing.AllocsPerRun(100, func() {
		d = piemontepay.CalcolaDigest(piemontepay.QuattroPercento, p, v.codice, v.id, v.iuv, v.url)
	}))
	var s string
	require.EqualValues(t, 1, testing.AllocsPerRun(100, func() {
		s = piemontepay.CalcolaDigest(piemontepay.QuattroPercento, p, v.codice, v.id, v.iuv, v.url).String()
	}))
	require.Equal(t, d.String(), s)
}

// BenchmarkDigest compares a digest with bare SHA-256 and base64 of the same
// bytes; the metric "×bare" is the ratio in one run.
func BenchmarkDigest(b *testing.B) {
	v := vettori[1]
	p := passphrase(b, v.passphrase)
	chiaro := []byte(v.passphrase + "%%%%" + v.codice + v.id + v.iuv + v.url + "%%%%")
	nudo := func() string {
		h := sha256.Sum256(chiaro)
		return base64.StdEncoding.EncodeToString(h[:])
	}
	nostro := func() string {
		return piemontepay.CalcolaDigest(piemontepay.QuattroPercento, p, v.codice, v.id, v.iuv, v.url).String()
	}
	require.Equal(b, nudo(), nostro())
	b.ReportAllocs()
	var tNostro, tNudo time.Duration
	const giro = 1000
	for range b.N {
		inizio := time.Now()
		for range giro {
			nostro()
		}
		meta := time.Now()
		for range giro {
			nudo()
		}
		tNostro += meta.Sub(inizio)
		tNudo += time.Since(meta)
	}
	b.ReportMetric(float64(tNostro.Nanoseconds())/float64(b.N*giro), "ns/digest")
	b.ReportMetric(float64(tNostro)/float64(tNudo), "×bare")
}
