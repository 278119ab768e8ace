package membri

import (
	"encoding"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"sync"

	"github.com/quietanza/quietanza/internal/errore"
)

// Parse reads a JSON text into a value that encoding/json decodes, and refuses
// what Valida does, a member that the type does not have, and one in another
// case. A value of the wrong type is a TIPO error, one that its type refuses a
// VALORE error that wraps that of the type. Types that decode themselves see to their own members.
func Parse(dati []byte, dst any) error { return decodifica(dati, dst, false) }

// ParseAperto is Parse for a document of others, which may have more members than
// the type.
func ParseAperto(dati []byte, dst any) error { return decodifica(dati, dst, true) }

func decodifica(dati []byte, dst any, aperto bool) error {
	testo := string(dati)
	if err := Valida(testo); err != nil {
		return err
	}
	return ConLuogo(testo, riempi(testo[Bianchi(testo, 0):], dst, aperto))
}

// riempi decodes a valid value.
func riempi(v string, dst any, aperto bool) error {
	t := reflect.TypeOf(dst).Elem()
	if err := nomi(t, v, aperto); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(v), dst); err != nil {
		return colpevole(t, v, err)
	}
	return nil
}

// tradotto is an error of encoding/json about a value.
func tradotto(v string, err error) error {
	var e *Errore
	if errors.As(err, &e) { // of a type that read itself, with places of its own
		return &Errore{Codice: e.Codice, Campo: e.Campo, Valore: e.Valore, Err: e.Err}
	}
	if diTipo(err) {
		return &Errore{Codice: CodiceTipo, Valore: v, Err: ErrTipo}
	}
	return &Errore{Codice: CodiceValore, Err: errore.Coppia(ErrValore, err)} // the value may be a secret, which its type keeps
}

// nomi refuses the members of a value that its type does not have.
func nomi(t reflect.Type, v string, aperto bool) error {
	f := formaDi(t)
	if f.membri != nil {
		for nome := range Di(v) {
			if tipo := f.ignoto(nome, aperto); tipo != nil {
				return Dentro(nome, Rifiuta(CodiceMembro, "", tipo))
			}
		}
	}
	return f.dentro(v, func(t reflect.Type, v string) error { return nomi(t, v, aperto) })
}

// colpevole finds the value with which encoding/json failed: it does not tell
// where one stands that refuses its own text, which it prefers to those of a wrong
// type.
func colpevole(t reflect.Type, v string, err error) error {
	trovato := formaDi(t).dentro(v, func(t reflect.Type, v string) error {
		suo := json.Unmarshal([]byte(v), reflect.New(t).Interface())
		if suo == nil || diTipo(suo) != diTipo(err) {
			return nil
		}
		return colpevole(t, v, suo)
	})
	if trovato != nil {
		return trovato
	}
	return tradotto(v, err)
}

// diTipo reports whether encoding/json itself refused a value; wrapped, its
// refusal is the reason of a type.
func diTipo(err error) bool {
	_, ok := err.(*json.UnmarshalTypeError) //nolint:errorlint // see above
	return ok
}

// forma is what a type is to encoding/json: an object with members, or with any
// names, or an array; a value that is read whole when it is none of them.
type forma struct {
	membri   map[string]reflect.Type
	valori   reflect.Type
	elementi reflect.Type
}

// ignoto tells why a name is refused, nil when it is not.
func (f *forma) ignoto(nome string, aperto bool) error {
	if _, ok := f.membri[nome]; ok {
		return nil
	}
	for noto := range f.membri {
		if strings.EqualFold(noto, nome) {
			return ErrMaiuscole
		}
	}
	if aperto {
		return nil
	}
	return ErrSconosciuto
}

// dentro calls visita with the values that stand in one, until it refuses.
func (f *forma) dentro(v string, visita func(t reflect.Type, v string) error) error {
	switch {
	case f.elementi != nil && v[0] == '[':
		return Elenco(v, func(_ int, v string) error { return visita(f.elementi, v) })
	case f.membri == nil && f.valori == nil:
		return nil
	}
	for nome, v := range Di(v) {
		t := f.valori
		if f.membri != nil {
			t = f.membri[nome]
		}
		if t == nil {
			continue
		}
		if err := visita(t, v); err != nil {
			return Dentro(nome, err)
		}
	}
	return nil
}

// forme are the types met so far.
var forme sync.Map // of *forma, by reflect.Type

func formaDi(t reflect.Type) *forma {
	if f, ok := forme.Load(t); ok {
		return f.(*forma) //nolint:forcetypeassert // as stored below
	}
	f := nuovaForma(t)
	forme.Store(t, f)
	return f
}

func nuovaForma(t reflect.Type) *forma {
	for t.Kind() == reflect.Pointer && !legge(t) {
		t = t.Elem()
	}
	f := new(forma)
	if legge(t) || legge(reflect.PointerTo(t)) {
		return f
	}
	switch t.Kind() {
	case reflect.Struct:
		f.membri = make(map[string]reflect.Type)
		f.campi(t)
	case reflect.Map:
		f.valori = t.Elem()
	case reflect.Slice, reflect.Array:
		if t.Elem().Kind() != reflect.Uint8 { // a base64 text
			f.elementi = t.Elem()
		}
	}
	return f
}

var (
	tipoJSON  = reflect.TypeFor[json.Unmarshaler]()
	tipoTesto = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// legge reports whether a type decodes itself.
func legge(t reflect.Type) bool { return t.Implements(tipoJSON) || t.Implements(tipoTesto) }

// campi adds the members of a struct; those of what it embeds come behind its own.
func (f *forma) campi(t reflect.Type) {
	var dentro []reflect.Type
	for c := range t.Fields() {
		nome, _, _ := strings.Cut(c.Tag.Get("json"), ",")
		incluso := c.Type
		if incluso.Kind() == reflect.Pointer {
			incluso = incluso.Elem()
		}
		switch {
		case c.Anonymous && nome == "" && incluso.Kind() == reflect.Struct:
			dentro = append(dentro, incluso)
			continue
		case nome == "-", !c.IsExported():
			continue
		case nome == "":
			nome = c.Name
		}
		if _, ok := f.membri[nome]; !ok {
			f.membri[nome] = c.Type
		}
	}
	for _, t := range dentro {
		f.campi(t)
	}
}
