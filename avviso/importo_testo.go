package avviso

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
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
	senza, negativo := strings.CutPrefix(s, "-")
	c, ok := cifre.Centesimi(senza)
	if !ok {
		return Importo{}, rifiuta(difettoImporto(senza), s, ErrImporto)
	}
	if negativo {
		c = -c
	}
	return Importo{c}, nil
}

// LeggiImporto reads an amount leniently, as xs:decimal writes it: optional sign,
// digits, up to two decimals; digits may be missing on one side of the point
// ("+12", "-0.5", ".5", "7."), up to 64 bits of cents. What
// ParseImportoEsteso would have refused comes with a warning (NON_CANONICO). More
// than two decimals are refused even when they are zeros. Errors, all ErrImporto: FORMATO, DECIMALI,
// INTERVALLO.
//
// Source: XML Schema Part 2, 3.2.3.
func LeggiImporto(s string) (Importo, []Avvertenza, error) {
	d, ok := cifre.Leggi(s, '.')
	switch {
	case !ok:
		return Importo{}, nil, rifiuta(CodiceFormato, s, ErrImporto)
	case d.Decimali > 2:
		return Importo{}, nil, rifiuta(CodiceDecimali, s, ErrImporto)
	case !d.Entro:
		return Importo{}, nil, rifiuta(CodiceIntervallo, s, ErrImporto)
	case d.Segno == '+' || d.Interi == 0 || d.Decimali != 2:
		return Importo{d.ConSegno()}, nonCanonico(s), nil
	}
	return Importo{d.ConSegno()}, nil, nil
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
	c, ok := cifre.Centesimi(s)
	switch {
	case !ok:
		return Importo{}, rifiuta(difettoImporto(s), dato, ErrImporto)
	case c > maxCentesimi:
		return Importo{}, rifiuta(CodiceIntervallo, dato, ErrImporto)
	}
	return Importo{c}, nil
}

// difettoImporto tells what is wrong with a text that is no amount.
func difettoImporto(s string) Codice {
	d, ok := cifre.Leggi(s, '.')
	switch {
	case !ok || d.Interi == 0:
		return CodiceFormato
	case d.Decimali != 2:
		return CodiceDecimali
	case d.Segno != 0:
		return CodiceFormato
	}
	return CodiceIntervallo
}

// AppendTo appends the amount with a point and two decimals, with a minus when
// negative: the form that ParseImportoEsteso reads and, from 0.00 to
// MaxImporto, ParseImporto.
func (i Importo) AppendTo(b []byte) []byte { return cifre.AppendCentesimi(b, i.cent, '.') }

// String returns the amount as AppendTo writes it.
func (i Importo) String() string {
	var buf [24]byte
	return string(i.AppendTo(buf[:0]))
}

// Italiano returns the amount as a notice prints it: "1.234,56".
//
// Source: docs.pagopa.it, "L'avviso di pagamento", allegato 2.
func (i Importo) Italiano() string {
	var spazio [32]byte
	var buf [24]byte
	b, t := spazio[:0], cifre.AppendCentesimi(buf[:0], i.cent, ',')
	if t[0] == '-' {
		b, t = append(b, '-'), t[1:]
	}
	for k := 0; k < len(t); k++ {
		if resto := len(t) - 3 - k; k > 0 && resto > 0 && resto%3 == 0 {
			b = append(b, '.')
		}
		b = append(b, t[k])
	}
	return string(b)
}

// AppendCentesimi appends the cents as digits, with zeros on the left up to
// larghezza, as the codes of a notice write them; an amount that is longer is
// written whole.
func (i Importo) AppendCentesimi(b []byte, larghezza int) []byte {
	n := uint64(i.cent)
	if i.cent < 0 {
		b, n = append(b, '-'), -n
	}
	lunghezza := 1
	for m := n; m >= 10; m /= 10 {
		lunghezza++
	}
	return cifre.Append(b, n, max(lunghezza, min(larghezza, 20)))
}

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
		return &Errore{Codice: CodiceTipo, Valore: string(b), Err: errore.Coppia(ErrImporto, err)}
	}
	v, err := ParseImportoEsteso(s)
	if err != nil {
		return err
	}
	*i = v
	return nil
}

// Scan reads a column in euro: text, or what a driver hands out for a DECIMAL,
// where trailing zeros may be missing or too many and whole euros may be an
// integer. Whatever is not exact to the cent is refused, as is NULL (NULLO),
// which is no amount.
func (i *Importo) Scan(src any) error {
	var s string
	switch v := src.(type) {
	case string:
		s = v
	case []byte:
		s = string(v)
	case nil:
		return rifiuta(CodiceNullo, "", ErrImporto)
	default:
		// The shortest decimal that a number stands for: what was stored, since
		// a column of euro has fewer digits than the number can tell apart.
		b, err := json.Marshal(v)
		if err != nil {
			return rifiuta(CodiceTipo, fmt.Sprintf("%T", src), ErrImporto)
		}
		s = string(b)
	}
	d, ok := cifre.Leggi(s, '.')
	switch {
	case !ok || d.Segno == '+' || d.Interi == 0:
		return rifiuta(CodiceFormato, s, ErrImporto)
	case !d.Esatto:
		return rifiuta(CodiceDecimali, s, ErrImporto)
	case !d.Entro:
		return rifiuta(CodiceIntervallo, s, ErrImporto)
	}
	*i = Importo{d.ConSegno()}
	return nil
}

// Value returns the amount as text with two decimals, which SQL converts to a
// DECIMAL column.
func (i Importo) Value() (driver.Value, error) { return i.String(), nil }
