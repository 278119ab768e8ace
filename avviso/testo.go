package avviso

import (
	"database/sql/driver"
	"fmt"
)

// appendibile is a value of this package: text when valid, nothing when zero.
type appendibile interface {
	IsValid() bool
	AppendTo(b []byte) []byte
}

// scriviTesto is MarshalText for every identifier: the zero value is an error, so
// that nothing writes what Parse would refuse.
func scriviTesto[T appendibile](v T, tipo error) ([]byte, error) {
	if !v.IsValid() {
		return nil, rifiuta(CodiceNullo, "", tipo)
	}
	return v.AppendTo(nil), nil
}

// leggiTesto is UnmarshalText: dst changes only when the text is right.
func leggiTesto[T any](dst *T, b []byte, parse func(string) (T, error)) error {
	v, err := parse(string(b))
	if err != nil {
		return err
	}
	*dst = v
	return nil
}

// leggiColonna is Scan: a text column, never NULL (sql.Null wraps those that
// may be) and never a number, which would have lost leading zeros or cents.
func leggiColonna[T any](dst *T, src any, parse func(string) (T, error), tipo error) error {
	switch s := src.(type) {
	case string:
		return leggiTesto(dst, []byte(s), parse)
	case []byte:
		return leggiTesto(dst, s, parse)
	case nil:
		return rifiuta(CodiceNullo, "", tipo)
	default:
		return rifiuta(CodiceTipo, fmt.Sprintf("%T", src), tipo)
	}
}

// scriviColonna is Value: the text of a valid value.
func scriviColonna[T appendibile](v T, tipo error) (driver.Value, error) {
	b, err := scriviTesto(v, tipo)
	if err != nil {
		return nil, err
	}
	return string(b), nil
}

// deve is the body of every Must function.
func deve[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
