package comandi

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// comando is one command: its place in the list, an example shown by -h and
// proved by the tests, and the function that answers one request.
type comando struct {
	gruppo, nome, sommario string
	esempio, risposta      string // one input line and the answer to it

	esegui func(richiesta []byte) (any, error)

	rigoroso bool // a refused line makes the exit status 1
}

// tutti returns the commands in the order in which they are listed.
func tutti() []comando {
	var c []comando
	posto := map[string]int{} // of a heading
	for _, gruppo := range gruppi {
		for _, x := range gruppo {
			if _, visto := posto[x.gruppo]; !visto {
				posto[x.gruppo] = len(posto)
			}
			c = append(c, x)
		}
	}
	slices.SortStableFunc(c, func(a, b comando) int { return posto[a.gruppo] - posto[b.gruppo] })
	return c
}

// crea builds a command out of a typed function: In is decoded strictly (an
// unknown member is refused), Out must encode as a JSON object.
func crea[In, Out any](gruppo, nome, sommario, esempio, risposta string, f func(In) (Out, error)) comando {
	return comando{
		gruppo: gruppo, nome: nome, sommario: sommario, esempio: esempio, risposta: risposta,
		esegui: func(richiesta []byte) (any, error) {
			var in In
			richiesta, err := conTesto(richiesta, reflect.TypeFor[In]())
			if err != nil {
				return nil, err
			}
			if err := decodifica(richiesta, &in); err != nil {
				return nil, err
			}
			return f(in)
		},
	}
}

// conTesto returns a request with the text of base64 in its member testo, where the
// request takes a testo and does not take base64 itself.
func conTesto(richiesta []byte, t reflect.Type) ([]byte, error) {
	if !bytes.Contains(richiesta, []byte(`"base64"`)) || !haMembro(t, "testo") || haMembro(t, "base64") {
		return richiesta, nil
	}
	v, resto, err := separa(richiesta, "base64")
	if err != nil || v == nil {
		return richiesta, err
	}
	var b byteBase64
	if err := decodifica(v, &b); err != nil {
		return nil, err
	}
	for nome := range membri.Di(string(richiesta)) {
		if nome == "testo" {
			return nil, richiestaErrata("testo oppure base64")
		}
	}
	if !utf8.Valid(b) {
		return nil, richiestaErrata("base64: il testo non è UTF-8")
	}
	testo, err := codifica(string(b))
	if err != nil {
		return nil, err
	}
	virgola := ","
	if len(resto) == 2 {
		virgola = ""
	}
	return append([]byte(`{"testo":`+string(testo)+virgola), resto[1:]...), nil
}

// haMembro reports whether a struct, or one inside it, has a member of a name.
func haMembro(t reflect.Type, nome string) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	for f := range t.Fields() {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if tag == nome || f.Anonymous && haMembro(f.Type, nome) {
			return true
		}
	}
	return false
}

// decodifica decodes one JSON value, whole and with no member left over. A value
// that a type of the library refuses has the code of that refusal, and the member
// of the request that it came in.
func decodifica(richiesta []byte, dst any) error { return daMembri(membri.Parse(richiesta, dst)) }

// daMembri is a refusal of a JSON text as that of a request.
func daMembri(err error) error {
	var e *membri.Errore
	if !errors.As(err, &e) {
		return err
	}
	if e.Codice != membri.CodiceValore {
		return &errRichiesta{err}
	}
	membro, _, _ := strings.Cut(e.Campo, ".")
	membro, _, _ = strings.Cut(membro, "[")
	if r, ok := avviso.RilievoDi(e.Err); ok && r.Campo != "" {
		membro = r.Campo
	}
	return alPosto(membro, e.Err)
}

// errPosto is a refusal with the place in the request of what was refused.
type errPosto struct {
	campo string
	error
}

func (e *errPosto) Unwrap() error { return e.error }

// alPosto names the member of the request, or the place, whose value was refused.
func alPosto(campo string, err error) error {
	if err == nil {
		return nil
	}
	return &errPosto{campo, err}
}

// evento is the place of an event of the request.
func evento(i int) string { return "eventi[" + strconv.Itoa(i) + "]" }

// voce is a word of a list of the library, which refuses any other.
type voce[T interface {
	~string
	IsValid() bool
}] struct{ valore T }

// UnmarshalText implements encoding.TextUnmarshaler.
func (v *voce[T]) UnmarshalText(b []byte) error {
	if v.valore = T(b); !v.valore.IsValid() {
		return &avviso.Errore{Codice: "NOME", Valore: string(b), Err: errNome}
	}
	return nil
}

var errNome = errors.New("nome non in elenco")

// errRichiesta is a line that is not a request of the command, whatever the
// library says of it.
type errRichiesta struct{ error }

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
		return fmt.Errorf("%s non è un codice numerico", b)
	}
	*c = cifre(n)
	return nil
}

// aux returns the code as an aux digit, whatever it is.
func (c cifre) aux() avviso.AuxDigit { return avviso.AuxDigit(strconv.Itoa(int(c))) }

// descrivi returns the code and the field of an error: those of the outermost
// refusal of the library, or the place it was given; RICHIESTA when there is none.
func descrivi(err error) (codice, campo string) {
	var richiesta *errRichiesta
	r, ok := avviso.RilievoDi(err)
	if !ok || errors.As(err, &richiesta) {
		return "RICHIESTA", ""
	}
	if p, ok := errors.AsType[*errPosto](err); ok {
		r.Campo = p.campo
	}
	return string(r.Codice), r.Campo
}
