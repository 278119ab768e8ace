package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// rsaDiProva is a certificate of a key that can encrypt.
func rsaDiProva(t *testing.T) *x509.Certificate {
	t.Helper()
	chiave, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	modello := &x509.Certificate{SerialNumber: big.NewInt(8), Subject: pkix.Name{CommonName: "Prova"}, NotBefore: time.Now(), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, modello, modello, &chiave.PublicKey, chiave)
	require.NoError(t, err)
	c, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return c
}
