package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/smallstep/pkcs7"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
)

const documento = "<FlussoRiversamento>è un flusso</FlussoRiversamento>\n"

// firmatario is a key with its certificate.
type firmatario struct {
	chiave      *ecdsa.PrivateKey
	certificato *x509.Certificate
}

func nuovoFirmatario(t testing.TB, da, a time.Time) firmatario {
	t.Helper()
	chiave, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	modello := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Tesoriere di prova"}, NotBefore: da, NotAfter: a, KeyUsage: x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, modello, modello, &chiave.PublicKey, chiave)
	require.NoError(t, err)
	c, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return firmatario{chiave, c}
}

func valido(t testing.TB) firmatario {
	return nuovoFirmatario(t, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
}

func (f firmatario) firma(t testing.TB, dati []byte, come func(*pkcs7.SignedData)) []byte {
	t.Helper()
	s, err := pkcs7.NewSignedData(dati)
	require.NoError(t, err)
	s.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	require.NoError(t, s.AddSigner(f.certificato, f.chiave, pkcs7.SignerInfoConfig{}))
	if come != nil {
		come(s)
	}
	b, err := s.Finish()
	require.NoError(t, err)
	return b
}

func lancia(t *testing.T, ingresso string, args ...string) (stato int, out, errori string) {
	t.Helper()
	var o, e bytes.Buffer
	stato = esegui(args, ambiente{ingresso: strings.NewReader(ingresso), uscita: &o, errori: &e, adesso: time.Now})
	return stato, o.String(), e.String()
}

// TestBuste: what is in an envelope comes out, byte for byte, or it is said why not.
func TestBuste(t *testing.T) {
	f := valido(t)
	firmato := f.firma(t, []byte(documento), nil)
	scaduto := nuovoFirmatario(t, time.Now().Add(-48*time.Hour), time.Now().Add(-24*time.Hour))
	cambiato := bytes.Replace(firmato, []byte("un flusso"), []byte("no flusso"), 1)
	cifrato, err := pkcs7.Encrypt([]byte(documento), []*x509.Certificate{rsaDiProva(t)})
	require.NoError(t, err)
	matrioska := firmato
	for range maxBuste + 1 {
		matrioska = f.firma(t, matrioska, nil)
	}
	for nome, c := range map[string]struct {
		dati   []byte
		stato  int
		errore string
	}{
		"DER":                   {firmato, 0, ""},
		"base64":                {[]byte(base64.StdEncoding.EncodeToString(firmato)), 0, ""},
		"base64 in lines":       {[]byte(aCapo(base64.StdEncoding.EncodeToString(firmato))), 0, ""},
		"PEM":                   {pem.EncodeToMemory(&pem.Block{Type: "PKCS7", Bytes: firmato}), 0, ""},
		"two envelopes":         {f.firma(t, firmato, nil), 0, ""},
		"base64 inside":         {f.firma(t, []byte(base64.StdEncoding.EncodeToString(firmato)), nil), 0, ""},
		"expired":               {scaduto.firma(t, []byte(documento), nil), 0, "attenzione: firmato il "},
		"changed":               {cambiato, 1, "il contenuto non è quello che fu firmato"},
		"detached":              {f.firma(t, []byte(documento), func(s *pkcs7.SignedData) { s.Detach() }), 1, "la firma è separata"},
		"encrypted":             {cifrato, 1, "è cifrato"},
		"cut":                   {firmato[:len(firmato)/2], 1, "la busta è rovinata"},
		"too many":              {matrioska, 1, "troppe buste"},
		"not signed":            {[]byte(documento), 1, "non è un documento firmato"},
		"nothing":               {nil, 1, "non è un documento firmato"},
		"another certificate":   {[]byte("\x30\x82\x01\x00"), 1, "non è un documento firmato"},
		"words that are base64": {[]byte("MISERIA"), 1, "non è un documento firmato"},
	} {
		t.Run(nome, func(t *testing.T) {
			stato, out, errori := lancia(t, string(c.dati), "-")
			require.Equal(t, c.stato, stato, errori)
			require.Contains(t, errori, c.errore)
			if c.stato == 0 {
				require.Equal(t, documento, out)
			} else {
				require.Empty(t, out)
			}
		})
	}
}

func aCapo(s string) string {
	var b strings.Builder
	for len(s) > 64 {
		b.WriteString(s[:64] + "\r\n")
		s = s[64:]
	}
	return b.String() + s + "\r\n"
}

// TestProfondita: elements without end, one in the other, do not exhaust the stack.
func TestProfondita(t *testing.T) {
	inizio := append([]byte{0x30, 0x80}, oidFirmato...)
	for nome, dati := range map[string][]byte{
		"open":   append(inizio, bytes.Repeat([]byte{0x30, 0x80}, 4<<20)...),
		"closed": append(append(append([]byte{}, inizio...), bytes.Repeat([]byte{0x30, 0x80}, 4<<20)...), make([]byte, 8<<20+2)...),
	} {
		_, err := togli(dati)
		require.ErrorIs(t, err, errRotta, nome)
	}
	f := valido(t)
	for _, dati := range [][]byte{f.firma(t, []byte(documento), nil), {0x30}, {0x30, 0x84, 0xff}, {0x1f, 0x80, 0x80}, {0x04, 0x80}, {0x30, 0x85, 0, 0, 0, 0, 0}} {
		require.False(t, troppoProfonda(dati))
	}
	require.True(t, troppoProfonda(bytes.Repeat([]byte{0x30, 0x80}, maxLivelli+1)))
	require.False(t, troppoProfonda(bytes.Repeat([]byte{0x30, 0x00}, 1000)), "side by side")
	require.False(t, troppoProfonda(bytes.Repeat([]byte{0x30, 0x80, 0, 0}, 1000)), "side by side")
}

// TestOpenSSL: envelopes of another program, with lengths that are not definite too.
func TestOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("no openssl")
	}
	d := t.TempDir()
	in := func(nome string) string { return filepath.Join(d, nome) }
	comanda := func(args ...string) {
		b, err := exec.CommandContext(t.Context(), openssl, args...).CombinedOutput()
		require.NoError(t, err, string(b))
	}
	require.NoError(t, os.WriteFile(in("f.xml"), []byte(documento), 0o600))
	comanda("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Prova", "-keyout", in("k.pem"), "-out", in("c.pem"))
	for nome, c := range map[string]struct {
		args   []string
		errore string
	}{
		"DER":      {[]string{"-outform", "DER"}, ""},
		"BER":      {[]string{"-outform", "DER", "-stream"}, ""},
		"PEM":      {[]string{"-outform", "PEM"}, ""},
		"CAdES":    {[]string{"-outform", "DER", "-cades"}, ""},
		"PSS":      {[]string{"-outform", "DER", "-keyopt", "rsa_padding_mode:pss"}, "attenzione: la firma non si può verificare"},
		"no certs": {[]string{"-outform", "DER", "-nocerts"}, "attenzione: nella busta non c'è il certificato"},
	} {
		comanda(append([]string{"cms", "-sign", "-binary", "-nodetach", "-in", in("f.xml"), "-signer", in("c.pem"), "-inkey", in("k.pem"), "-out", in("f.p7m")}, c.args...)...)
		stato, out, errori := lancia(t, "", in("f.p7m"))
		require.Equal(t, comando.UscitaOK, stato, "%s: %s", nome, errori)
		require.Equal(t, documento, out, nome)
		require.Contains(t, errori, c.errore, nome)
		require.Equal(t, c.errore == "", errori == "", "%s: %s", nome, errori)
	}
}

// TestCartelle: a folder goes into another, whole documents or none.
func TestCartelle(t *testing.T) {
	f := valido(t)
	d := t.TempDir()
	in := func(nome string) string { return filepath.Join(d, nome) }
	scrivi := func(nome string, dati []byte) {
		require.NoError(t, os.MkdirAll(filepath.Dir(in(nome)), 0o755))
		require.NoError(t, os.WriteFile(in(nome), dati, 0o600))
	}
	firmato := f.firma(t, []byte(documento), nil)
	scrivi("marzo/a.xml.p7m", firmato)
	scrivi("marzo/b.xml.P7M", f.firma(t, firmato, nil))
	scrivi("marzo/c.xml", []byte(documento))
	scrivi("marzo/rotto.p7m", firmato[:100])

	stato, out, errori := lancia(t, "", "-uscita", in("estratti"), in("marzo"))
	require.Equal(t, uscitaRifiutati, stato)
	require.Equal(t, "2 estratti, 0 copiati, 1 non firmati e lasciati, 1 rifiutati o illeggibili; in "+in("estratti")+"\n", out)
	require.Contains(t, errori, "rotto.p7m: la busta è rovinata")
	require.Equal(t, []string{"a.xml", "b.xml"}, nomi(t, in("estratti")))

	stato, _, errori = lancia(t, "", "-uscita", in("estratti"), in("marzo"))
	require.Equal(t, comando.UscitaErrata, stato)
	require.Contains(t, errori, "esiste già")
	require.NoError(t, os.Remove(in("marzo/rotto.p7m")))
	stato, out, _ = lancia(t, "", "-uscita", in("estratti"), "-sovrascrivi", "-tutti", in("marzo"))
	require.Equal(t, comando.UscitaOK, stato)
	require.Contains(t, out, "2 estratti, 1 copiati, 0 non firmati")
	require.Equal(t, []string{"a.xml", "b.xml", "c.xml"}, nomi(t, in("estratti")))
	for _, nome := range nomi(t, in("estratti")) {
		b, err := os.ReadFile(filepath.Join(in("estratti"), nome))
		require.NoError(t, err)
		require.Equal(t, documento, string(b))
	}

	scrivi("aprile/a.xml.p7m", firmato)
	stato, _, errori = lancia(t, "", "-uscita", in("insieme"), in("marzo/a.xml.p7m"), in("aprile"))
	require.Equal(t, comando.UscitaErrata, stato)
	require.Contains(t, errori, "già scritto da un altro documento")
	// The folder of the documents is not the folder to write to.
	stato, _, errori = lancia(t, "", "-uscita", in("marzo"), "-sovrascrivi", "-tutti", in("marzo"))
	require.Equal(t, comando.UscitaErrata, stato)
	require.Contains(t, errori, "è anche un documento da leggere")
}

func nomi(t *testing.T, cartella string) (n []string) {
	t.Helper()
	voci, err := os.ReadDir(cartella)
	require.NoError(t, err)
	for _, v := range voci {
		n = append(n, v.Name())
	}
	return n
}

func TestRigaDiComando(t *testing.T) {
	d := t.TempDir()
	for _, c := range []struct {
		args   []string
		errore string
	}{
		{nil, "nessun documento trovato"},
		{[]string{d}, "nessun documento trovato"},
		{[]string{filepath.Join(d, "x")}, "x: non esiste"},
		{[]string{"-uscita", "", "-"}, "il valore è vuoto"},
		{[]string{"-tutti", "-"}, "serve -uscita"},
		{[]string{"-boh"}, "opzione sconosciuta"},
	} {
		stato, _, errori := lancia(t, "", c.args...)
		require.Equal(t, comando.UscitaErrata, stato, c.args)
		require.Contains(t, errori, c.errore)
	}
	stato, out, _ := lancia(t, "", "-h")
	require.Equal(t, comando.UscitaOK, stato)
	require.Contains(t, out, "Stati di uscita")
	grande := filepath.Join(d, "grande.p7m")
	g, err := os.Create(grande)
	require.NoError(t, err)
	require.NoError(t, g.Truncate(1<<30))
	require.NoError(t, g.Close())
	stato, _, errori := lancia(t, "", grande)
	require.Equal(t, comando.UscitaErrata, stato)
	require.Contains(t, errori, "più di 256 MiB")
}

// FuzzTogli: whatever the bytes are, nothing breaks, and what comes out was inside.
func FuzzTogli(f *testing.F) {
	firmato := valido(f).firma(f, []byte(documento), nil)
	f.Add(firmato)
	f.Add([]byte(base64.StdEncoding.EncodeToString(firmato)))
	f.Fuzz(func(t *testing.T, dati []byte) {
		c, err := togli(dati)
		if err == nil && len(c.dati) >= len(dati) {
			t.Errorf("%d bytes out of %d", len(c.dati), len(dati))
		}
	})
}
