package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http"
	"time"
)

// servizio is an HTTPS server on the loopback interface, behind basic authentication.
type servizio struct {
	url              string
	utente, password string
	certificato      *x509.Certificate
	server           *http.Server
}

// avvia starts a service that lets one user in.
func avvia(utente, password string, h http.Handler) (*servizio, error) {
	chiave, certificato, err := certifica()
	if err != nil {
		return nil, err
	}
	ascolto, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &servizio{url: "https://" + ascolto.Addr().String() + "/", utente: utente, password: password, certificato: certificato}
	s.server = &http.Server{
		Handler:           s.autentica(h),
		ReadHeaderTimeout: 10 * time.Second,
		TLSConfig: &tls.Config{
			MinVersion:   tls.VersionTLS12,
			Certificates: []tls.Certificate{{Certificate: [][]byte{certificato.Raw}, PrivateKey: chiave}},
		},
	}
	go func() { _ = s.server.ServeTLS(ascolto, "", "") }() // it ends with chiudi
	return s, nil
}

// chiudi stops the service once the requests under way are answered.
func (s *servizio) chiudi() {
	ctx, annulla := context.WithTimeout(context.Background(), 5*time.Second)
	defer annulla()
	_ = s.server.Shutdown(ctx)
}

// autentica lets through who knows the password.
func (s *servizio) autentica(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		utente, password, _ := r.BasicAuth()
		giusti := subtle.ConstantTimeCompare([]byte(utente), []byte(s.utente)) & subtle.ConstantTimeCompare([]byte(password), []byte(s.password))
		if giusti != 1 {
			w.Header().Set("WWW-Authenticate", `Basic realm="jppa"`)
			http.Error(w, "401", http.StatusUnauthorized)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// client returns a client that trusts the certificate of the service and no other.
func (s *servizio) client() *http.Client {
	fidati := x509.NewCertPool()
	fidati.AddCert(s.certificato)
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: fidati}}}
}

// certifica makes a key and a certificate for 127.0.0.1 that signs itself.
func certifica() (*ecdsa.PrivateKey, *x509.Certificate, error) {
	chiave, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	modello := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "127.0.0.1"},
		NotBefore:    time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, modello, modello, &chiave.PublicKey, chiave)
	if err != nil {
		return nil, nil, err
	}
	certificato, err := x509.ParseCertificate(der)
	return chiave, certificato, err
}
