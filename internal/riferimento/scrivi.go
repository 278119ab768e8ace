package riferimento

import (
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
)

// MaxCentesimi is the largest amount of a causale, 999999999.99 euro.
const MaxCentesimi = 999_999_999_99

// SenzaImporto stands for the amount of a causale that has none.
const SenzaImporto int64 = -1

// TagTesto introduces the free text.
const TagTesto = "/TXT/"

// RFS reports whether an IUV goes behind /RFS/, that is whether it is an RF
// reference with valid check digits; every other IUV goes behind /RFB/.
//
// Source: SACI 1.4.0, chapter 3.
func RFS(iuv string) bool {
	return FormaRF(iuv) && iuv[0] == 'R' && iuv[1] == 'F' && CheckRF(iuv)
}

// AppendRiferimento appends /RFS/<iuv>/<importo>[/TXT/<testo>], or the same
// with /RFB/ and an optional amount, choosing by RFS. The amount is in cents,
// SenzaImporto for none. With raggruppa the RF reference is written in groups
// of four. The text is transliterated, cut to what is left of the 140
// characters, and left out with its tag when nothing remains.
//
// The caller answers for the IUV (1–35 letters and digits), and for the amount,
// which /RFS/ requires and which is not zero.
func AppendRiferimento(dst []byte, iuv string, centesimi int64, testo string, raggruppa bool) []byte {
	inizio := len(dst)
	rfs := RFS(iuv)
	if rfs {
		dst = append(dst, "/RFS/"...)
	} else {
		dst = append(dst, "/RFB/"...)
	}
	if rfs && raggruppa {
		dst = AppendRaggruppato(dst, iuv)
	} else {
		dst = append(dst, iuv...)
	}
	if centesimi != SenzaImporto {
		dst = cifre.AppendCentesimi(append(dst, '/'), centesimi, '.')
	}
	return AppendTesto(dst, inizio, testo)
}

// AppendTesto appends /TXT/ and the text to the causale that starts at inizio,
// as AppendRiferimento does.
func AppendTesto(dst []byte, inizio int, testo string) []byte {
	fine := len(dst)
	dst = append(dst, TagTesto...)
	dopo := len(dst)
	dst = AppendTraslitterato(dst, testo, max(0, Massimo-(dopo-inizio)))
	if len(dst) == dopo {
		return dst[:fine]
	}
	return dst
}

// ParseImporto reads one to nine digits, a point, two digits, and returns the
// cents. Zero is not an amount of a causale.
func ParseImporto(s string) (centesimi int64, ok bool) {
	centesimi, ok = cifre.Centesimi(s)
	if !ok || centesimi == 0 || centesimi > MaxCentesimi || len(s) > len("999999999.99") {
		return 0, false
	}
	return centesimi, true
}

// SenzaTesto returns a causale up to its first /TXT/, which is how the causale
// of a receipt is compared with the one of its request.
func SenzaTesto(causale string) string {
	prima, _, _ := strings.Cut(causale, TagTesto)
	return prima
}
