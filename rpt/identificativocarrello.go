package rpt

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// IdentificativoCarrello identifies a cart in 35 characters: the year (4
// digits), the idDominio (11 digits), who made it (2 letters or digits), a
// progressive number (18 hexadecimal digits). It is comparable; the zero value
// is invalid.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1,
// nodoInviaCarrelloRPT, identificativoCarrello.
type IdentificativoCarrello struct{ v string }

// Lengths of the parts of an IdentificativoCarrello.
const (
	lunghezzaCarrello = 35
	fineAnno          = 4
	fineDominio       = 15
	fineSorgente      = 17
)

// NuovoIdentificativoCarrello composes an identifier: anno 1000–9999, sorgente
// two letters or digits. The progressive number is written in lower case.
// Errors are *Errore CARRELLO (ErrCarrello).
func NuovoIdentificativoCarrello(anno int, dominio avviso.IdDominio, sorgente string, progressivo uint64) (IdentificativoCarrello, error) {
	return ParseIdentificativoCarrello(fmt.Sprintf("%04d%s%s%018x", anno, dominio, sorgente, progressivo))
}

// ParseIdentificativoCarrello reads an identifier of 35 characters. Errors are
// *Errore CARRELLO (ErrCarrello) with the part in Campo.
func ParseIdentificativoCarrello(s string) (IdentificativoCarrello, error) {
	parte := ""
	switch {
	case len(s) != lunghezzaCarrello:
		parte = "identificativoCarrello"
	case !cifre.Sole(s[:fineAnno]) || s[0] == '0':
		parte = "anno"
	case !cifre.Sole(s[fineAnno:fineDominio]):
		parte = "idDominio"
	case !riferimento.Alfanumerico(s[fineDominio]) || !riferimento.Alfanumerico(s[fineDominio+1]):
		parte = "sorgente"
	case strings.Trim(s[fineSorgente:], "0123456789abcdefABCDEF") != "":
		parte = "progressivo"
	}
	if parte != "" {
		return IdentificativoCarrello{}, &Errore{Codice: CodiceCarrello, Campo: parte, Valore: s, Err: ErrCarrello}
	}
	return IdentificativoCarrello{strings.Clone(s)}, nil
}

// IsValid reports whether the identifier is not the zero value.
func (i IdentificativoCarrello) IsValid() bool { return i.v != "" }

// String returns the 35 characters, "" for the zero value.
func (i IdentificativoCarrello) String() string { return i.v }

// Dominio returns the idDominio inside, "" for the zero value.
func (i IdentificativoCarrello) Dominio() string {
	if i.v == "" {
		return ""
	}
	return i.v[fineAnno:fineDominio]
}

// MarshalText implements encoding.TextMarshaler; the zero value is refused.
func (i IdentificativoCarrello) MarshalText() ([]byte, error) {
	if i.v == "" {
		return nil, &Errore{Codice: CodiceCarrello, Campo: "identificativoCarrello", Err: ErrCarrello}
	}
	return []byte(i.v), nil
}

// UnmarshalText implements encoding.TextUnmarshaler with
// ParseIdentificativoCarrello.
func (i *IdentificativoCarrello) UnmarshalText(b []byte) error {
	v, err := ParseIdentificativoCarrello(string(b))
	if err == nil {
		*i = v
	}
	return err
}

// Scan implements sql.Scanner over the text; NULL is an error.
func (i *IdentificativoCarrello) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return i.UnmarshalText([]byte(v))
	case []byte:
		return i.UnmarshalText(v)
	}
	return &Errore{Codice: CodiceCarrello, Campo: "identificativoCarrello", Valore: fmt.Sprintf("%T", src), Err: ErrCarrello}
}

// Value implements driver.Valuer with the text.
func (i IdentificativoCarrello) Value() (driver.Value, error) {
	b, err := i.MarshalText()
	return string(b), err
}
