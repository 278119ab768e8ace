package nodo_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/carico"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/examples/gateway/nodo"
	"github.com/quietanza/quietanza/examples/gateway/rendiconto"
)

// righe are how many rows the tables have that a refusal must leave as they are, and how
// often their positions moved.
func (s *scena) righe(t *testing.T) (n string) {
	t.Helper()
	for _, q := range []string{
		`SELECT count(*) FROM posizione`, `SELECT coalesce(sum(giro), 0) FROM posizione`, `SELECT count(*) FROM evento`, `SELECT count(*) FROM tentativo`,
		`SELECT count(*) FROM river_job`,
	} {
		var x int
		require.NoError(t, s.DB().QueryRowContext(t.Context(), q).Scan(&x))
		n += fmt.Sprint(x, " ")
	}
	return n
}

// al is a message with one text in place of another, which it must have.
func al(t *testing.T, messaggio []byte, da, a string) []byte {
	t.Helper()
	require.Contains(t, string(messaggio), da)
	return bytes.ReplaceAll(messaggio, []byte(da), []byte(a))
}

// TestRifiuti: what is not for this body, or is no message, is answered officially and
// changes nothing; a receipt that is refused is kept aside.
func TestRifiuti(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, 3)
		require.Equal(t, "OK", s.chiede(t, "paGetPaymentV2", s.m.Paga(1)))
		const altro = "99999000013"
		id := func(elemento, valore string) string { return "<" + elemento + ">" + valore + "</" + elemento + ">" }
		verifica, paga, ricevuta := s.m.Verifica(1), s.m.Paga(2), s.m.Ricevuta(1, 0)
		casi := map[string]struct {
			azione string
			corpo  []byte
			stato  int
			esito  string
			tenute int // receipts kept aside
		}{
			"verify for another body":           {"paVerifyPaymentNotice", al(t, verifica, id("idPA", carico.Dominio), id("idPA", altro)), 200, "PAA_ID_DOMINIO_ERRATO", 0},
			"verify of another body's notice":   {"paVerifyPaymentNotice", al(t, verifica, id("fiscalCode", carico.Dominio), id("fiscalCode", altro)), 200, "PAA_ID_DOMINIO_ERRATO", 0},
			"verify of another broker":          {"paVerifyPaymentNotice", al(t, verifica, id("idBrokerPA", carico.Dominio), id("idBrokerPA", altro)), 200, "PAA_ID_INTERMEDIARIO_ERRATO", 0},
			"verify of another station":         {"paVerifyPaymentNotice", al(t, verifica, carico.Dominio+"_01", carico.Dominio+"_02"), 200, "PAA_STAZIONE_INT_ERRATA", 0},
			"pay for another body":              {"paGetPaymentV2", al(t, paga, id("idPA", carico.Dominio), id("idPA", altro)), 200, "PAA_ID_DOMINIO_ERRATO", 0},
			"pay of another broker":             {"paGetPaymentV2", al(t, paga, id("idBrokerPA", carico.Dominio), id("idBrokerPA", altro)), 200, "PAA_ID_INTERMEDIARIO_ERRATO", 0},
			"pay of another station":            {"paGetPaymentV2", al(t, paga, carico.Dominio+"_01", carico.Dominio+"_02"), 200, "PAA_STAZIONE_INT_ERRATA", 0},
			"pay of nothing":                    {"paGetPaymentV2", s.m.Paga(9), 200, "PAA_PAGAMENTO_SCONOSCIUTO", 0},
			"receipt for another body":          {"paSendRTV2", al(t, ricevuta, id("idPA", carico.Dominio), id("idPA", altro)), 200, "PAA_ID_DOMINIO_ERRATO", 1},
			"receipt of another broker":         {"paSendRTV2", al(t, ricevuta, id("idBrokerPA", carico.Dominio), id("idBrokerPA", altro)), 200, "PAA_ID_INTERMEDIARIO_ERRATO", 1},
			"receipt of another station":        {"paSendRTV2", al(t, ricevuta, carico.Dominio+"_01", carico.Dominio+"_02"), 200, "PAA_STAZIONE_INT_ERRATA", 1},
			"receipt of nothing":                {"paSendRTV2", s.m.Ricevuta(9, 0), 200, "PAA_RPT_SCONOSCIUTA", 1},
			"receipt of another amount":         {"paSendRTV2", al(t, ricevuta, id("paymentAmount", "100.00"), id("paymentAmount", "99.00")), 200, "PAA_SEMANTICA", 1},
			"receipt that cannot be read":       {"paSendRTV2", al(t, ricevuta, id("paymentAmount", "100.00"), id("paymentAmount", "cento")), 200, "PAA_SINTASSI_EXTRAXSD", 1},
			"verify without notice":             {"paVerifyPaymentNotice", al(t, verifica, "noticeNumber", "numero"), 200, "PAA_SINTASSI_EXTRAXSD", 0},
			"another operation than SOAPAction": {"paVerifyPaymentNotice", paga, 200, "PAA_SINTASSI_EXTRAXSD", 0},
			"half a message":                    {"paVerifyPaymentNotice", verifica[:len(verifica)/2], 200, "PAA_SINTASSI_EXTRAXSD", 0},
			"half a message of nobody knows":    {"", verifica[:40], 500, "", 0},
			"no XML":                            {"", []byte("{}"), 500, "", 0},
			"nothing":                           {"", nil, 500, "", 0},
			"a DTD":                             {"paVerifyPaymentNotice", al(t, verifica, "<soapenv:Envelope", `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><soapenv:Envelope`), 200, "PAA_SINTASSI_EXTRAXSD", 0},
			"deep":                              {"", []byte(strings.Repeat("<a>", 200_000)), 500, "", 0},
			"an answer":                         {"", []byte(`<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body/></soapenv:Envelope>`), 500, "", 0},
		}
		prima := s.righe(t)
		for nome, c := range casi {
			_, err := s.DB().ExecContext(t.Context(), `DELETE FROM scarto`)
			require.NoError(t, err)
			for range 2 { // the same again
				stato, risposta, err := s.cliente.Chiedi(t.Context(), c.azione, c.corpo)
				require.NoError(t, err, nome)
				require.Equal(t, c.stato, stato, "%s: %s", nome, risposta)
				if c.stato == http.StatusInternalServerError {
					require.Contains(t, string(risposta), "Fault", nome)
				} else {
					require.Equal(t, c.esito, carico.Esito(stato, risposta), "%s: %s", nome, risposta)
				}
				require.NotContains(t, string(risposta), "root:", nome)
			}
			var tenute int
			require.NoError(t, s.DB().QueryRowContext(t.Context(), `SELECT count(*) FROM scarto`).Scan(&tenute))
			require.Equal(t, c.tenute, tenute, nome)
			require.Equal(t, prima, s.righe(t), nome)
		}
		require.Equal(t, "OK", s.chiede(t, "paSendRTV2", ricevuta), "and the right one is taken")
	})
}

// TestStati: what is no call of the platform gets an HTTP status.
func TestStati(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, 1)
		s.porta.Autentica = nodo.Certificato("CN=nodo")
		di := func(soggetto string) *tls.ConnectionState {
			return &tls.ConnectionState{VerifiedChains: [][]*x509.Certificate{{{Subject: pkix.Name{CommonName: soggetto}}}}}
		}
		lungo := strings.Repeat(" ", nodo.MaxMessaggio+1)
		prima := s.righe(t)
		for nome, c := range map[string]struct {
			metodo string
			corpo  io.Reader
			tls    *tls.ConnectionState
			stato  int
		}{
			"GET":                         {http.MethodGet, nil, di("nodo"), http.StatusMethodNotAllowed},
			"without certificate":         {http.MethodPost, bytes.NewReader(s.m.Paga(1)), nil, http.StatusUnauthorized},
			"certificate nobody verified": {http.MethodPost, bytes.NewReader(s.m.Paga(1)), &tls.ConnectionState{}, http.StatusUnauthorized},
			"certificate of another":      {http.MethodPost, bytes.NewReader(s.m.Paga(1)), di("altro"), http.StatusUnauthorized},
			"too long, and it says so":    {http.MethodPost, strings.NewReader(lungo), di("nodo"), http.StatusRequestEntityTooLarge},
			"too long, and it does not":   {http.MethodPost, io.MultiReader(strings.NewReader(lungo)), di("nodo"), http.StatusRequestEntityTooLarge},
			"it breaks":                   {http.MethodPost, io.MultiReader(strings.NewReader("<a"), rotto{}), di("nodo"), http.StatusBadRequest},
			"the platform":                {http.MethodPost, bytes.NewReader(s.m.Verifica(1)), di("nodo"), http.StatusOK},
		} {
			r := httptest.NewRequest(c.metodo, "/nodo", c.corpo)
			r.TLS = c.tls
			w := httptest.NewRecorder()
			s.porta.ServeHTTP(w, r)
			require.Equal(t, c.stato, w.Code, nome)
			require.Equal(t, prima, s.righe(t), nome)
		}
	})
}

// rotto is a caller who goes away.
type rotto struct{}

func (rotto) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// TestGuasto: when the store does not answer the platform is told, and a receipt comes again.
func TestGuasto(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, 1)
		require.NoError(t, d.Chiudi())
		require.Equal(t, "PAA_SYSTEM_ERROR", s.chiede(t, "paVerifyPaymentNotice", s.m.Verifica(1)))
		require.Equal(t, "PAA_SYSTEM_ERROR", s.chiede(t, "paGetPaymentV2", s.m.Paga(1)))
		stato, risposta, err := s.cliente.Chiedi(t.Context(), "paSendRTV2", s.m.Ricevuta(1, 0))
		require.NoError(t, err)
		require.Equal(t, http.StatusServiceUnavailable, stato)
		require.Empty(t, risposta)
	})
}

// TestAltrui: the receipt of another body's notice, of which a share is ours, is accepted as
// often as it comes, kept once, and moves nothing.
func TestAltrui(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		s := apri(t, d, 1)
		prima := s.righe(t)
		di := al(t, s.m.Ricevuta(1, 0), "<fiscalCode>"+carico.Dominio+"</fiscalCode>", "<fiscalCode>99999000013</fiscalCode>")
		for range 2 {
			require.Equal(t, "OK", s.chiede(t, "paSendRTV2", di))
		}
		require.Equal(t, prima, s.righe(t))
		tenute := 0
		for corpo, err := range d.Altrui(t.Context()) {
			require.NoError(t, err)
			require.Equal(t, di, corpo)
			tenute++
		}
		require.Equal(t, 1, tenute)
		r, err := rendiconto.Raccogli(t.Context(), d, s.porta.Anagrafica)
		require.NoError(t, err)
		require.Empty(t, r.NonLetti())
		report := r.Report(avviso.MustData("2026-03-11"))
		require.Len(t, report.Ricevute, 2, "its two transfers")
	})
}
