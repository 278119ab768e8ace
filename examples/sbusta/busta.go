package main

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/smallstep/pkcs7"

	"github.com/quietanza/quietanza/avviso"
)

// contenuto is what was in an envelope.
type contenuto struct {
	dati       []byte
	avvertenze []string
}

var (
	errNonFirmato  = errors.New("non è un documento firmato")
	errSeparata    = errors.New("la firma è separata dal documento, che è in un altro file: di solito ha lo stesso nome, senza .p7m")
	errCifrato     = errors.New("è cifrato, non firmato: lo apre solo chi ha la chiave")
	errRotta       = errors.New("la busta è rovinata o incompleta")
	errCambiato    = errors.New("il contenuto non è quello che fu firmato: non viene estratto")
	errTroppeBuste = errors.New("troppe buste una dentro l'altra")
)

// maxBuste is how many envelopes may be one inside the other.
const maxBuste = 8

// Beginnings of the content types of RFC 5652: signed data and enveloped data.
var (
	oidFirmato = []byte{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02}
	oidCifrato = []byte{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x03}
)

// togli takes a document out of its envelopes.
func togli(dati []byte) (contenuto, error) {
	c := contenuto{dati: dati}
	for n := 0; ; n++ {
		busta := binaria(c.dati)
		switch inizio := busta[:min(len(busta), 40)]; {
		case bytes.Contains(inizio, oidCifrato):
			return c, errCifrato
		case len(busta) == 0 || busta[0] != 0x30 || !bytes.Contains(inizio, oidFirmato):
			if n == 0 {
				return c, errNonFirmato
			}
			return c, nil
		case n == maxBuste:
			return c, errTroppeBuste
		}
		if err := c.apri(busta); err != nil {
			return c, err
		}
	}
}

// binaria returns an envelope out of its base64, with or without the lines of PEM.
func binaria(dati []byte) []byte {
	testo := bytes.TrimSpace(bytes.TrimPrefix(dati, []byte("\ufeff")))
	if b, _ := pem.Decode(testo); b != nil {
		return b.Bytes
	}
	if !bytes.HasPrefix(testo, []byte("MI")) { // 0x30 and a long length
		return dati
	}
	testo = slices.DeleteFunc(bytes.Clone(testo), func(c byte) bool { return c == '\n' || c == '\r' || c == ' ' || c == '\t' })
	b := make([]byte, base64.StdEncoding.DecodedLen(len(testo)))
	n, err := base64.StdEncoding.Decode(b, testo)
	if err != nil {
		return dati
	}
	return b[:n]
}

// apri takes off one envelope.
func (c *contenuto) apri(busta []byte) error {
	if troppoProfonda(busta) {
		return errRotta
	}
	p, err := pkcs7.Parse(busta)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", errRotta, err)
	case len(p.Content) == 0:
		return errSeparata
	}
	c.dati = p.Content
	err = p.Verify()
	if err == nil {
		return nil
	}
	var scaduto *pkcs7.SigningTimeNotValidError
	var debole x509.InsecureAlgorithmError
	switch {
	case errors.As(err, &scaduto):
		c.avverti("firmato il %s, fuori dalla validità del certificato (%s–%s)", giorno(scaduto.SigningTime), giorno(scaduto.NotBefore), giorno(scaduto.NotAfter))
	case len(p.Signers) == 0:
		c.avverti("nella busta non c'è nessuna firma")
	case len(p.Certificates) == 0:
		c.avverti("nella busta non c'è il certificato di chi firma: la firma non si può verificare")
	case errors.Is(err, x509.ErrUnsupportedAlgorithm), errors.As(err, &debole), strings.Contains(err.Error(), "unsupported algorithm"):
		c.avverti("la firma non si può verificare: %v", err)
	default:
		return fmt.Errorf("%w: %w", errCambiato, err)
	}
	return nil
}

func giorno(t time.Time) string { return avviso.DataDi(t).Italiana() }

func (c *contenuto) avverti(formato string, valori ...any) {
	c.avvertenze = append(c.avvertenze, fmt.Sprintf(formato, valori...))
}
