package piemontepay

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// lunghezzaDigest is the length of a digest in standard base64 with padding.
const lunghezzaDigest = 44

// Digest is the digest of a call: the 32 bytes of a SHA-256. It is comparable,
// but compare what came from outside with [Digest.Uguale], in constant time.
// The zero value is invalid.
type Digest struct{ b [sha256.Size]byte }

// CalcolaDigest computes the digest of a call:
//
//	SHA-256(passphrase + S + codiceChiamante + identificativoPagamento + iuv + url + S)
//
// over UTF-8 bytes, S being the percent signs of the variant (an invalid one
// counts as QuattroPercento). Nothing separates the four middle values, so "A" + "BC" and
// "AB" + "C" collide: this function takes values already validated, as
// [Chiamante.Modulo] does. url is the return URL exactly as registered.
//
// Source: manual, §2.1 and §3.3.
func CalcolaDigest(v Variante, p avviso.Segreto, codiceChiamante, identificativoPagamento, iuv, url string) Digest {
	// The longest valid values are about 600 bytes of ASCII: they never leave the stack.
	var buf [1024]byte
	b := p.AppendRivelato(buf[:0])
	b = append(b, v.segno()...)
	b = append(b, codiceChiamante...)
	b = append(b, identificativoPagamento...)
	b = append(b, iuv...)
	b = append(b, url...)
	b = append(b, v.segno()...)
	return Digest{sha256.Sum256(b)}
}

// VarianteDi returns the variant whose formula gives the digest of a known call,
// and false when neither does: then one of the values is not the one digested
// (most often the URL differs from the registered one by a letter or a slash).
// It answers "which formula does my counterpart use?" from one pair that is
// known to be right.
func VarianteDi(d Digest, p avviso.Segreto, codiceChiamante, identificativoPagamento, iuv, url string) (Variante, bool) {
	for _, v := range []Variante{QuattroPercento, TrePercento} {
		if CalcolaDigest(v, p, codiceChiamante, identificativoPagamento, iuv, url).Uguale(d) {
			return v, true
		}
	}
	return "", false
}

// ParseDigest reads the 44 characters of standard base64 with padding. Errors
// (ErrDigest, field "digest"): OBBLIGATORIO, LUNGHEZZA, CARATTERE.
func ParseDigest(s string) (Digest, error) {
	codice := avviso.CodiceCarattere
	switch {
	case s == "":
		codice = CodiceObbligatorio
	case len(s) != lunghezzaDigest:
		codice = avviso.CodiceLunghezza
	case !strings.ContainsAny(s, "\r\n"): // which base64 would skip
		// 44 characters without padding are 33 bytes, one more than a digest.
		var buf [sha256.Size + 1]byte
		n, err := base64.StdEncoding.Strict().Decode(buf[:], []byte(s))
		if err == nil && n == sha256.Size {
			return Digest{[sha256.Size]byte(buf[:])}, nil
		}
	}
	return Digest{}, &Errore{Codice: codice, Campo: "digest", Valore: s, Err: ErrDigest}
}

// IsValid reports whether d holds a digest.
func (d Digest) IsValid() bool { return d != Digest{} }

// Uguale reports whether two digests are the same and valid, in a time that
// does not depend on where they differ.
func (d Digest) Uguale(e Digest) bool {
	return subtle.ConstantTimeCompare(d.b[:], e.b[:]) == 1 && d.IsValid()
}

// AppendTo appends the digest in standard base64 with padding.
func (d Digest) AppendTo(b []byte) []byte { return base64.StdEncoding.AppendEncode(b, d.b[:]) }

// String returns the digest in standard base64 with padding, 44 characters.
func (d Digest) String() string {
	var buf [lunghezzaDigest]byte
	return string(d.AppendTo(buf[:0]))
}

// MarshalText returns the digest as String does; the zero value is an error.
func (d Digest) MarshalText() ([]byte, error) {
	if !d.IsValid() {
		return nil, &Errore{Codice: CodiceObbligatorio, Campo: "digest", Err: ErrDigest}
	}
	return d.AppendTo(nil), nil
}

// UnmarshalText reads a digest as ParseDigest does.
func (d *Digest) UnmarshalText(b []byte) error {
	v, err := ParseDigest(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// LegacyEqual compares two digests in the way of the published server: line
// breaks removed, letter case ignored, in a time that depends on the texts. It
// accepts 2^n digests that are not the one computed and is here only for who
// must reproduce that server; verify with [Digest.Uguale].
func LegacyEqual(calcolato, ricevuto string) bool {
	righe := strings.NewReplacer("\r", "", "\n", "")
	return strings.EqualFold(righe.Replace(calcolato), righe.Replace(ricevuto))
}
