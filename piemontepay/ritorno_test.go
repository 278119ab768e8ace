package piemontepay_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/piemontepay"
)

const (
	urlRitorno = "https://applicativoChiamanteApp2.prova.it/biblioweb"
	digest1    = "/ZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu+jDFJog="
)

func TestParseRitorno(t *testing.T) {
	id := pagamento(t, "POSDEB1_1234596724100").IdentificativoPagamento
	formaA := piemontepay.Ritorno{Forma: piemontepay.FormaA, IdPagamento: id, Digest: digest1, CodEsito: "000"}
	formaB := piemontepay.Ritorno{
		Forma: piemontepay.FormaB, IdPagamento: id, IUV: "190280072147087", DescEsito: "SUCCESSO",
		CodEsito: "000", Source: "pagamentoIUV",
	}
	senza := func(r piemontepay.Ritorno, f func(*piemontepay.Ritorno)) piemontepay.Ritorno { f(&r); return r }
	tests := []struct {
		nome, in string
		want     piemontepay.Ritorno
	}{
		{"A, raw", urlRitorno + "?idPagamento=POSDEB1_1234596724100&digest=" + digest1 + "&codEsito=000", formaA},
		{"A, query alone", "idPagamento=POSDEB1_1234596724100&digest=" + digest1 + "&codEsito=000", formaA},
		{"A, percent-encoded by a proxy", "?idPagamento=POSDEB1_1234596724100&digest=%2FZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu%2BjDFJog%3D&codEsito=000", formaA},
		{"A, plus already lost", "?idPagamento=POSDEB1_1234596724100&digest=/ZYZk4VKLMSLGuX7L7G2xcLD0pSToOXo8WMu jDFJog=&codEsito=000", formaA},
		{"A, in a fragment", "https://ztl.esempio.it/#/home/esito?idPagamento=POSDEB1_1234596724100&digest=" + digest1 + "&codEsito=000", formaA},
		{"A, fragment after the query", "?idPagamento=POSDEB1_1234596724100&digest=" + digest1 + "&codEsito=000#top", formaA},
		{
			"A without outcome", "?idPagamento=POSDEB1_1234596724100&digest=" + digest1,
			senza(formaA, func(r *piemontepay.Ritorno) { r.CodEsito = "" }),
		},
		{
			"A, unknown parameter kept", "?idPagamento=POSDEB1_1234596724100&utm=x&digest=" + digest1 + "&codEsito=000",
			senza(formaA, func(r *piemontepay.Ritorno) { r.Altri = []piemontepay.Parametro{{Nome: "utm", Valore: "x"}} }),
		},
		{
			"A, unknown code kept", "?idPagamento=POSDEB1_1234596724100&digest=" + digest1 + "&codEsito=777",
			senza(formaA, func(r *piemontepay.Ritorno) { r.CodEsito = "777" }),
		},
		{"B", urlRitorno + "?idPagamento=POSDEB1_1234596724100&iuv=190280072147087&descEsito=SUCCESSO&codEsito=000&source=pagamentoIUV", formaB},
		{
			"B by source alone", "?idPagamento=POSDEB1_1234596724100&iuv=190280072147087&codEsito=000&source=pagamentoIUV",
			senza(formaB, func(r *piemontepay.Ritorno) { r.DescEsito = "" }),
		},
		{
			"B by descEsito alone", "?idPagamento=POSDEB1_1234596724100&iuv=190280072147087&descEsito=SUCCESSO&codEsito=000",
			senza(formaB, func(r *piemontepay.Ritorno) { r.Source = "" }),
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			got, err := piemontepay.ParseRitorno(tt.in)
			require.NoError(t, err)
			if d := cmp.Diff(tt.want, got, cmp.AllowUnexported(piemontepay.IdentificativoPagamento{})); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestParseRitornoRefusals(t *testing.T) {
	tests := []struct {
		in, campo string
		codice    avviso.Codice
	}{
		{"", "idPagamento", piemontepay.CodiceObbligatorio},
		{"?digest=x&codEsito=000", "idPagamento", piemontepay.CodiceObbligatorio},
		{"?idPagamento=&digest=x", "idPagamento", piemontepay.CodiceObbligatorio},
		{"?idPagamento=a&idPagamento=a", "idPagamento", piemontepay.CodiceDuplicato},
		{"?idPagamento=a&codEsito=100&codEsito=000", "codEsito", piemontepay.CodiceDuplicato},
		{"?idPagamento=a&utm=1&utm=1", "utm", piemontepay.CodiceDuplicato},
		{"?idPagamento=a&cod%45sito=100&codEsito=000", "codEsito", piemontepay.CodiceDuplicato},
		{"?idPagamento=a%zz", "idPagamento", piemontepay.CodiceCodifica},
		{"?idPagamento=a%20b", "idPagamento", avviso.CodiceCarattere},
		{"?idPagamento=" + string(make([]byte, 0)) + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "idPagamento", avviso.CodiceLunghezza},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			_, err := piemontepay.ParseRitorno(tt.in)
			var e *piemontepay.Errore
			require.ErrorAs(t, err, &e)
			require.ErrorIs(t, err, piemontepay.ErrRitorno)
			require.Equal(t, tt.codice, e.Codice)
			require.Equal(t, tt.campo, e.Campo)
		})
	}
}

func FuzzParseRitorno(f *testing.F) {
	f.Add(urlRitorno + "?idPagamento=ccc1f17b-c9c5-4c5f-8057-28f0f271bfa1&digest=APWmmtY4Ftg/TduhwP451cNPmV2gX9T61V2cKNHsXdo=&codEsito=100")
	f.Add(urlRitorno + "?idPagamento=POSDEB1_1234596724100&digest=avHXVJg/bTXeGH0hLLugNPzKaP2s3TYs87BFyzz7AB4=&codEsito=000")
	f.Add("?idPagamento=a&iuv=1&descEsito=FALLITO&codEsito=100&source=epayapi-sync")
	f.Add("?idPagamento=a%zz&&=&x")
	f.Fuzz(func(t *testing.T, s string) {
		r, err := piemontepay.ParseRitorno(s)
		if err != nil {
			require.ErrorIs(t, err, piemontepay.ErrRitorno)
			return
		}
		d, err := piemontepay.ParseDigest(r.Digest)
		if err != nil || r.CodEsito.Presente() && !r.CodEsito.Noto() {
			return
		}
		// What the desk would write of it reads back the same.
		scritto := string(piemontepay.AppendRitornoA(nil, urlRitorno, r.IdPagamento, d, r.CodEsito))
		q, err := piemontepay.ParseRitorno(scritto)
		require.NoError(t, err)
		require.Equal(t, r.IdPagamento, q.IdPagamento)
		require.Equal(t, r.Digest, q.Digest)
		require.Equal(t, r.CodEsito, q.CodEsito)
	})
}

func tentativo(t testing.TB) piemontepay.Tentativo {
	t.Helper()
	v, _, err := piemontepay.NuovoTentativo(chiamante(t), pagamento(t, "POSDEB1_1234596724100"), "P1", time.Unix(1, 0))
	require.NoError(t, err)
	v, err = v.Reindirizza(time.Unix(2, 0))
	require.NoError(t, err)
	return v
}

func TestDigestValido(t *testing.T) {
	inviato, err := piemontepay.ParseDigest(digest1)
	require.NoError(t, err)
	for digest, want := range map[string]bool{
		digest1:              true,
		"0" + digest1[1:]:    false,
		digest1[:43]:         false,
		"":                   false, // form B has none
		digest1[:42] + "h=x": false,
	} {
		require.Equal(t, want, piemontepay.Ritorno{Digest: digest}.DigestValido(inviato), "%q", digest)
	}
	require.False(t, piemontepay.Ritorno{Digest: digest1}.DigestValido(piemontepay.Digest{}), "none was sent")
}

func TestVerifica(t *testing.T) {
	v := tentativo(t)
	tests := []struct {
		nome, in string
		codice   avviso.Codice
		tipo     error
	}{
		{"A, the digest sent", "?idPagamento=POSDEB1_1234596724100&digest=" + digest1 + "&codEsito=000", "", nil},
		{"A, outcome forged: the digest does not cover it", "?idPagamento=POSDEB1_1234596724100&digest=" + digest1 + "&codEsito=100", "", nil},
		{"A, tampered digest", "?idPagamento=POSDEB1_1234596724100&digest=0" + digest1[1:] + "&codEsito=000", piemontepay.CodiceDigest, piemontepay.ErrDigest},
		{"A, without digest", "?idPagamento=POSDEB1_1234596724100&codEsito=000", piemontepay.CodiceObbligatorio, piemontepay.ErrDigest},
		{"A, digest cut", "?idPagamento=POSDEB1_1234596724100&digest=abc", avviso.CodiceLunghezza, piemontepay.ErrDigest},
		{"another attempt", "?idPagamento=ALTRO&digest=" + digest1, piemontepay.CodiceIdentificativo, piemontepay.ErrIdentificativo},
		{"B, same IUV", "?idPagamento=POSDEB1_1234596724100&iuv=190280072147087&codEsito=000&source=pagamentoIUV", "", nil},
		{"B, another IUV", "?idPagamento=POSDEB1_1234596724100&iuv=190280072147088&codEsito=000&source=pagamentoIUV", piemontepay.CodiceIUV, piemontepay.ErrIUV},
		{"B, no IUV", "?idPagamento=POSDEB1_1234596724100&codEsito=000&source=pagamentoIUV", piemontepay.CodiceIUV, piemontepay.ErrIUV},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			r, err := piemontepay.ParseRitorno(tt.in)
			require.NoError(t, err)
			dopo, _, err := v.Ritorna(r, time.Unix(3, 0))
			if tt.codice == "" {
				require.NoError(t, err)
				return
			}
			require.Equal(t, tt.codice, codice(err))
			require.ErrorIs(t, err, tt.tipo)
			require.Equal(t, v, dopo, "nothing changed")
		})
	}
}
