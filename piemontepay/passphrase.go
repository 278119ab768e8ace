package piemontepay

import (
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
)

// maxPassphrase is the length of the column in which the desk keeps it.
const maxPassphrase = 200

// NuovaPassphrase returns the secret shared with the desk at registration, different
// between test and production: 1 to 200 characters of UTF-8 text, taken as it is, without
// trimming and without Unicode normalisation. Errors (ErrCampo, field "passphrase",
// without the value): OBBLIGATORIO when empty, LUNGHEZZA over 200 characters, CARATTERE
// when not UTF-8.
//
// Source: manual, §4.1.
func NuovaPassphrase(s string) (avviso.Segreto, error) {
	if err := validaPassphrase(s); err != nil {
		return avviso.Segreto{}, err
	}
	return avviso.NuovoSegreto(s), nil
}

func validaPassphrase(s string) error {
	var codice avviso.Codice
	switch {
	case s == "":
		codice = CodiceObbligatorio
	case !utf8.ValidString(s):
		codice = avviso.CodiceCarattere
	case utf8.RuneCountInString(s) > maxPassphrase:
		codice = avviso.CodiceLunghezza
	default:
		return nil
	}
	return &Errore{Codice: codice, Campo: "passphrase", Err: ErrCampo}
}
