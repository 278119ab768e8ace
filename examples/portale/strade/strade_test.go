package strade_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/portale/strade"
)

func TestCon(t *testing.T) {
	m := http.NewServeMux()
	m.HandleFunc("GET /cosa/{nome}", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.PathValue("nome"))) })
	h := strade.Con(m, func(w http.ResponseWriter, _ *http.Request, stato int) {
		w.WriteHeader(stato)
		_, _ = w.Write([]byte("no"))
	})
	for _, x := range []struct {
		metodo, via, corpo, allow string
		stato                     int
	}{
		{"GET", "/cosa/questa", "questa", "", http.StatusOK},
		{"POST", "/cosa/questa", "no", "GET, HEAD", http.StatusMethodNotAllowed},
		{"GET", "/altro", "no", "", http.StatusNotFound},
		{"GET", "//cosa/questa", "", "", http.StatusTemporaryRedirect},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(x.metodo, x.via, nil))
		require.Equal(t, x.stato, w.Code, x.via)
		require.Equal(t, x.allow, w.Header().Get("Allow"))
		if x.corpo != "" {
			require.Equal(t, x.corpo, w.Body.String())
		}
	}
}
