package avviso

import "unicode/utf8"

// testuale is what the readers of digits work on.
type testuale interface{ ~string | ~[]byte }

// cifre returns the number written by s when it is all ASCII digits. At most
// 18 digits fit; the callers have checked the length.
func cifre[T testuale](s T) (uint64, bool) {
	var n uint64
	for i := 0; i < len(s); i++ {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + uint64(d)
	}
	return n, true
}

// soloCifre reports whether s is all ASCII digits, however long.
func soloCifre(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

// aggiungiCifre appends the last larghezza digits of n, zeros on the left where
// it has fewer.
func aggiungiCifre(b []byte, n uint64, larghezza int) []byte {
	var buf [20]byte
	i := len(buf)
	for range larghezza {
		i--
		buf[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, buf[i:]...)
}

// numeroFisso reads exactly larghezza digits. The length counts characters, not
// bytes: eighteen Arabic digits are of the right length and NON_NUMERICO.
func numeroFisso(s string, larghezza int, tipo error) (uint64, error) {
	if len(s) == larghezza {
		if n, ok := cifre(s); ok {
			return n, nil
		}
	}
	if utf8.RuneCountInString(s) != larghezza {
		return 0, rifiuta(CodiceLunghezza, s, tipo)
	}
	return 0, rifiuta(CodiceNonNumerico, s, tipo)
}
