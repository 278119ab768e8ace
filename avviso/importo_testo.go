package avviso

import (
	"database/sql/driver"
	"encoding/json"
	"math"
	"strings"
)

// ParseImporto reads an amount in the official form: digits, a point, exactly
// two digits ("100.00"), from 0.00 to 999999999.99; no sign, no exponent, no
// blanks. Errors, all ErrImporto: FORMATO, DECIMALI, INTERVALLO.
//
// Source: PagInf_RPT_RT_6_2_0.xsd, stImporto.
func ParseImporto(s string) (Importo, error) {
	return singolo(s, s)
}

// ParseImportoEsteso reads a sum, a delta or a total: the form of ParseImporto
// with an optional leading minus, up to 64 bits of cents. Errors, all
// ErrImporto: FORMATO, DECIMALI, INTERVALLO.
func ParseImportoEsteso(s string) (Importo, error) {
	cifre, negativo := strings.CutPrefix(s, "-")
	c, codice := leggiCentesimi(cifre)
	if codice != "" {
		return Importo{}, rifiuta(codice, s, ErrImporto)
	}
	return conSegno(c, negativo), nil
}

// LeggiImporto reads an amount leniently, as xs:decimal writes it: optional sign,
// digits, up to two decimals; digits may be missing on one side of the point
// ("+12", "-0.5", ".5", "7."), up to 64 bits of cents. The boolean tells that
// ParseImportoEsteso would have refused the text. More than two decimals are
// refused even when they are zeros. Errors, all ErrImporto: FORMATO, DECIMALI,
// INTERVALLO.
//
// Source: XML Schema Part 2, 3.2.3.
func LeggiImporto(s string) (Importo, bool, error) {
	t, negativo := strings.CutPrefix(s, "-")
	piu := false
	if !negativo {
		t, piu = strings.CutPrefix(s, "+")
	}
	intero, decimali, _ := strings.Cut(t, ".")
	if intero == "" && decimali == "" {
		return Importo{}, false, rifiuta(CodiceFormato, s, ErrImporto)
	}
	canonico := intero != "" && len(decimali) == 2
	if !canonico {
		if intero == "" {
			intero = "0"
		}
		var buf [24]byte
		b := append(append(append(buf[:0], intero...), '.'), decimali...)
		t = string(append(b, "00"[min(len(decimali), 2):]...))
	}
	c, codice := leggiCentesimi(t)
	if codice != "" {
		return Importo{}, false, rifiuta(codice, s, ErrImporto)
	}
	return conSegno(c, negativo), piu || !canonico, nil
}

// ParseImportoItaliano reads an amount as it is printed on a notice: dots
// between the groups of three digits, all of them or none, a comma, two
// decimals ("1.234,56", "1234,56"), from 0,00 to 999.999.999,99. Errors, all
// ErrImporto: FORMATO, DECIMALI, INTERVALLO.
func ParseImportoItaliano(s string) (Importo, error) {
	intero, decimali, ok := strings.Cut(s, ",")
	if !ok || intero == "" {
		return Importo{}, rifiuta(CodiceFormato, s, ErrImporto)
	}
	gruppi := strings.Split(intero, ".")
	if len(gruppi) > 1 {
		if n := len(gruppi[0]); n == 0 || n > 3 {
			return Importo{}, rifiuta(CodiceFormato, s, ErrImporto)
		}
		for _, g := range gruppi[1:] {
			if len(g) != 3 {
				return Importo{}, rifiuta(CodiceFormato, s, ErrImporto)
			}
		}
	}
	return singolo(strings.Join(gruppi, "")+"."+decimali, s)
}

// MustImporto is ParseImportoEsteso for tests and package variables: it panics
// on a text that is no amount.
func MustImporto(s string) Importo { return deve(ParseImportoEsteso(s)) }

// singolo reads an amount within the official range; a refusal shows the text as
// it was given.
func singolo(s, dato string) (Importo, error) {
	c, codice := leggiCentesimi(s)
	if codice == "" && c > maxCentesimi {
		codice = CodiceIntervallo
	}
	if codice != "" {
		return Importo{}, rifiuta(codice, dato, ErrImporto)
	}
	return Importo{int64(c)}, nil
}

// leggiCentesimi reads `\d+\.\d{2}` up to 64 bits of cents, or says with a
// code why it did not.
func leggiCentesimi(s string) (uint64, Codice) {
	p := len(s) - 3
	if p < 1 || s[p] != '.' {
		return 0, difettoImporto(s)
	}
	var n uint64
	for i := 0; i < len(s); i++ {
		if i == p {
			continue
		}
		d := uint64(s[i] - '0')
		if d > 9 {
			return 0, difettoImporto(s)
		}
		if n > (math.MaxInt64-d)/10 {
			return 0, CodiceIntervallo
		}
		n = n*10 + d
	}
	return n, ""
}

// difettoImporto tells a wrong number of decimals from any other disorder.
func difettoImporto(s string) Codice {
	intero, decimali, _ := strings.Cut(s, ".")
	if intero != "" && len(decimali) != 2 && soloCifre(intero) && soloCifre(decimali) {
		return CodiceDecimali
	}
	return CodiceFormato
}

func conSegno(c uint64, negativo bool) Importo {
	if negativo {
		return Importo{-int64(c)}
	}
	return Importo{int64(c)}
}

// AppendTo appends the amount with a point and two decimals, with a minus when
// negative: the form that ParseImportoEsteso reads and, from 0.00 to
// MaxImporto, ParseImporto.
func (i Importo) AppendTo(b []byte) []byte {
	var buf [24]byte
	return append(b, i.scrivi(&buf, '.')...)
}

// String returns the amount as AppendTo writes it.
func (i Importo) String() string {
	var buf [24]byte
	return string(i.scrivi(&buf, '.'))
}

// Italiano returns the amount as a notice prints it: "1.234,56".
//
// Source: docs.pagopa.it, "L'avviso di pagamento", allegato 2.
func (i Importo) Italiano() string {
	var buf [32]byte
	return string(i.AppendItaliano(buf[:0]))
}

// AppendItaliano appends the amount as Italiano returns it.
func (i Importo) AppendItaliano(b []byte) []byte {
	var buf [24]byte
	t := i.scrivi(&buf, ',')
	if t[0] == '-' {
		b, t = append(b, '-'), t[1:]
	}
	for k := 0; k < len(t); k++ {
		if resto := len(t) - 3 - k; k > 0 && resto > 0 && resto%3 == 0 {
			b = append(b, '.')
		}
		b = append(b, t[k])
	}
	return b
}

// AppendCentesimi appends the cents as digits, with zeros on the left up to
// larghezza, as the codes of a notice write them; an amount that is longer is
// written whole.
func (i Importo) AppendCentesimi(b []byte, larghezza int) []byte {
	n, neg := grandezza(i.cent)
	if neg {
		b = append(b, '-')
	}
	cifre := 1
	for m := n; m >= 10; m /= 10 {
		cifre++
	}
	return aggiungiCifre(b, n, max(cifre, min(larghezza, 20)))
}

// scrivi writes the amount at the end of buf.
func (i Importo) scrivi(buf *[24]byte, punto byte) []byte {
	n, neg := grandezza(i.cent)
	k := len(buf)
	for d := 0; d < 3 || n > 0; d++ {
		if d == 2 {
			k--
			buf[k] = punto
		}
		k--
		buf[k] = byte('0' + n%10)
		n /= 10
	}
	if neg {
		k--
		buf[k] = '-'
	}
	return buf[k:]
}

func grandezza(c int64) (uint64, bool) {
	if c < 0 {
		return -uint64(c), true
	}
	return uint64(c), false
}

// AppendText implements encoding.TextAppender with AppendTo.
func (i Importo) AppendText(b []byte) ([]byte, error) { return i.AppendTo(b), nil }

// MarshalText implements encoding.TextMarshaler with AppendTo.
func (i Importo) MarshalText() ([]byte, error) { return i.AppendTo(nil), nil }

// UnmarshalText implements encoding.TextUnmarshaler with ParseImportoEsteso.
func (i *Importo) UnmarshalText(b []byte) error { return leggiTesto(i, b, ParseImportoEsteso) }

// MarshalJSON returns the amount as a JSON string, "100.00".
func (i Importo) MarshalJSON() ([]byte, error) {
	b := append(make([]byte, 0, 26), '"')
	return append(i.AppendTo(b), '"'), nil
}

// UnmarshalJSON reads a JSON string with two decimals, as MarshalJSON writes
// it. Numbers (TIPO) and null (NULLO) are refused: the first may have been a
// float on the way, the second is no amount.
func (i *Importo) UnmarshalJSON(b []byte) error {
	switch {
	case string(b) == "null":
		return rifiuta(CodiceNullo, "", ErrImporto)
	case len(b) < 2 || b[0] != '"':
		return rifiuta(CodiceTipo, string(b), ErrImporto)
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return &Errore{Codice: CodiceTipo, Valore: string(b), Err: &doppio{ErrImporto, err}}
	}
	v, err := ParseImportoEsteso(s)
	if err != nil {
		return err
	}
	*i = v
	return nil
}

// Scan reads a text or DECIMAL column with two decimals, as drivers hand it
// out (string or bytes). NULL, integers and floats are refused: the first is
// no amount, the others do not say whether they count euro or cents.
func (i *Importo) Scan(src any) error {
	return leggiColonna(i, src, ParseImportoEsteso, ErrImporto)
}

// Value returns the amount as text with two decimals, which SQL converts to a
// DECIMAL column.
func (i Importo) Value() (driver.Value, error) { return i.String(), nil }
