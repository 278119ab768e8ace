package avviso

import (
	"unicode/utf8"

	"github.com/quietanza/quietanza/internal/cifre"
)

// numeroFisso reads exactly larghezza digits. The length counts characters, not
// bytes: eighteen Arabic digits are of the right length and NON_NUMERICO.
func numeroFisso(s string, larghezza int, tipo error) (uint64, error) {
	if len(s) == larghezza {
		if n, ok := cifre.Numero(s); ok {
			return n, nil
		}
	}
	if utf8.RuneCountInString(s) != larghezza {
		return 0, rifiuta(CodiceLunghezza, s, tipo)
	}
	return 0, rifiuta(CodiceNonNumerico, s, tipo)
}
