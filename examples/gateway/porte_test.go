package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/applicazioni"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
)

// autorita signs the certificates of a test.
type autorita struct {
	t       *testing.T
	dove    string
	chiave  *ecdsa.PrivateKey
	modello *x509.Certificate
	numero  int64
}

func nuovaAutorita(t *testing.T) *autorita {
	t.Helper()
	a := &autorita{t: t, dove: t.TempDir()}
	var err error
	a.chiave, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	a.modello = &x509.Certificate{
		Subject: pkix.Name{CommonName: "Autorità di prova"}, SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, a.modello, a.modello, &a.chiave.PublicKey, a.chiave)
	require.NoError(t, err)
	a.scrivi("autorita", "CERTIFICATE", der)
	return a
}

func (a *autorita) scrivi(nome, tipo string, der []byte) string {
	a.t.Helper()
	f := filepath.Join(a.dove, nome+".pem")
	require.NoError(a.t, os.WriteFile(f, pem.EncodeToMemory(&pem.Block{Type: tipo, Bytes: der}), 0o600))
	return f
}

// firma makes a certificate and its key, as files.
func (a *autorita) firma(nome string) (certificato, privata string) {
	a.t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(a.t, err)
	a.numero++
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
		Subject: pkix.Name{CommonName: nome, Organization: []string{"Comune di Prova"}}, SerialNumber: big.NewInt(1 + a.numero), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}, a.modello, &k.PublicKey, a.chiave)
	require.NoError(a.t, err)
	privato, err := x509.MarshalPKCS8PrivateKey(k)
	require.NoError(a.t, err)
	return a.scrivi(nome, "CERTIFICATE", der), a.scrivi(nome+"-chiave", "PRIVATE KEY", privato)
}

// An application comes in with its certificate; with another's, or with none, it does not.
func TestCertificati(t *testing.T) {
	buona, cattiva := nuovaAutorita(t), nuovaAutorita(t)
	e := esterno{autorita: filepath.Join(buona.dove, "autorita.pem")}
	e.certificato, e.privata = buona.firma("gateway")
	cifrato, err := e.tls()
	require.NoError(t, err)
	a, err := anagrafica.Leggi(strings.NewReader(`{"enti": [{"idDominio": "12345678903", "nome": "Comune di Prova", "stazioni": [{"idStazione": "12345678903_01", "intermediario": "12345678903"}]}],
		"applicazioni": [{"idA2A": "GEST", "soggetto": "CN=gestionale,O=Comune di Prova"}]}`))
	require.NoError(t, err)
	porta := &applicazioni.Porta{Deposito: prova.Apri(t, filepath.Join(t.TempDir(), "tls.db"), deposito.Opzioni{}), Anagrafica: a, Registro: slog.New(slog.DiscardHandler)}
	s := httptest.NewUnstartedServer(porta.Handler())
	s.TLS = cifrato
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	s.StartTLS()
	t.Cleanup(s.Close)

	chiedi := func(da *autorita, nome string) (int, error) {
		radici := x509.NewCertPool()
		b, err := os.ReadFile(e.autorita)
		require.NoError(t, err)
		require.True(t, radici.AppendCertsFromPEM(b))
		c := &tls.Config{RootCAs: radici, MinVersion: tls.VersionTLS12}
		if nome != "" {
			certificato, err := tls.LoadX509KeyPair(da.firma(nome))
			require.NoError(t, err)
			c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &certificato, nil }
		}
		w, err := (&http.Client{Transport: &http.Transport{TLSClientConfig: c}}).Get(s.URL + "/govpay/backend/api/pendenze/rs/ssl/v2/pendenze")
		if err != nil {
			return 0, err
		}
		return w.StatusCode, w.Body.Close()
	}
	for _, x := range []struct {
		da    *autorita
		nome  string
		stato int
	}{{buona, "gestionale", http.StatusOK}, {buona, "altro", http.StatusUnauthorized}, {nil, "", http.StatusUnauthorized}} {
		stato, err := chiedi(x.da, x.nome)
		require.NoError(t, err)
		require.Equal(t, x.stato, stato, x.nome)
	}
	_, err = chiedi(cattiva, "gestionale")
	require.Error(t, err, "signed by somebody else")
}
