package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// comando is one command: its place in the list, an example shown by -h and
// proved by the tests, and the function that answers one request.
type comando struct {
	gruppo, nome, sommario string
	esempio, risposta      string // one input line and the answer to it

	// idProprio says that the member id belongs to the request (it is the
	// sender's identifier in gdp-nome) besides being echoed.
	idProprio bool

	esegui func(richiesta []byte) (any, error)
}

// tutti returns the commands in the order in which they are listed.
func tutti() []comando {
	var c []comando
	for _, gruppo := range gruppi {
		c = append(c, gruppo...)
	}
	return c
}

// crea builds a command out of a typed function: In is decoded strictly (an
// unknown member is refused), Out must encode as a JSON object.
func crea[In, Out any](gruppo, nome, sommario, esempio, risposta string, f func(In) (Out, error)) comando {
	return comando{
		gruppo: gruppo, nome: nome, sommario: sommario, esempio: esempio, risposta: risposta,
		esegui: func(richiesta []byte) (any, error) {
			var in In
			if err := decodifica(richiesta, &in); err != nil {
				return nil, conMembro[In](richiesta, err)
			}
			return f(in)
		},
	}
}

// decodifica decodes one JSON object, whole and with no member left over.
func decodifica(richiesta []byte, dst any) error {
	d := json.NewDecoder(bytes.NewReader(richiesta))
	d.DisallowUnknownFields()
	if err := d.Decode(dst); err != nil {
		return &errRichiesta{err}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return &errRichiesta{errors.New("more than one JSON value on the line")}
	}
	return nil
}

// errRichiesta is a line that is not a request of the command.
type errRichiesta struct{ causa error }

func (e *errRichiesta) Error() string {
	return strings.TrimPrefix(e.causa.Error(), "json: ")
}

func (e *errRichiesta) Unwrap() error { return e.causa }

// richiestaErrata refuses a request whose members do not fit together.
func richiestaErrata(formato string, args ...any) error {
	return &errRichiesta{fmt.Errorf(formato, args...)}
}

// cifre is a numeric code, taken as a number or as a string of digits.
type cifre int

// UnmarshalJSON implements json.Unmarshaler.
func (c *cifre) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	n, err := strconv.Atoi(s)
	if err != nil || s != "" && (s[0] == '+' || s[0] == '-') {
		return fmt.Errorf("%s is not a numeric code", b)
	}
	*c = cifre(n)
	return nil
}

// aux returns the code as an aux digit, whatever it is.
func (c cifre) aux() avviso.AuxDigit { return avviso.AuxDigit(strconv.Itoa(int(c))) }

// descrittori find the code and the field of the errors of each package.
var descrittori []func(error) (codice, campo string, ok bool)

// descrive registers the error type of a package.
func descrive[E error](leggi func(E) (codice, campo string)) {
	descrittori = append(descrittori, func(err error) (string, string, bool) {
		e, ok := err.(E) //nolint:errorlint // descrivi walks the chain, outermost first
		if !ok {
			return "", "", false
		}
		codice, campo := leggi(e)
		return codice, campo, true
	})
}

// descrivi returns the code and the field of an error: those of the outermost
// error that a package of the library built, of the first when several are
// joined; RICHIESTA when none did. A value that knows no field of its own has
// the member it came in.
func descrivi(err error) (codice, campo string) {
	if codice, campo, ok := cercaCodice(err); ok {
		var m *errMembro
		if campo == "" && errors.As(err, &m) {
			campo = m.membro
		}
		return codice, campo
	}
	return "RICHIESTA", ""
}

func cercaCodice(err error) (codice, campo string, ok bool) {
	for _, d := range descrittori {
		if codice, campo, ok := d(err); ok {
			return codice, campo, true
		}
	}
	switch u := err.(type) { //nolint:errorlint // walking the chain
	case interface{ Unwrap() error }:
		if dentro := u.Unwrap(); dentro != nil {
			return cercaCodice(dentro)
		}
	case interface{ Unwrap() []error }:
		for _, dentro := range u.Unwrap() {
			if codice, campo, ok := cercaCodice(dentro); ok {
				return codice, campo, true
			}
		}
	}
	return "", "", false
}
