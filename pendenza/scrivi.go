package pendenza

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/membri"
)

// scrittura writes one document, from the tables it is read with.
type scrittura struct {
	b        []byte
	govpay   bool // amounts are numbers, and a position has no life
	put      bool // and its key stands in the path
	soloNoti bool // members of others are left out
	parziale bool // an amount of zero is one that was not given
	lasciati []avviso.Avvertenza
	err      error
}

// scrivi writes a struct as an object: its members, what dopo adds, the members
// of others.
func scrivi[T any](s *scrittura, src *T, dove luogo, dopo func(primo int)) {
	s.struttura(reflect.ValueOf(src).Elem(), dove, dopo)
}

func (s *scrittura) struttura(v reflect.Value, dove luogo, dopo func(primo int)) {
	t := tabelle[v.Type()]
	s.b = append(s.b, '{')
	primo := len(s.b)
	for i := range t.campi {
		c := &t.campi[i]
		f := v.Field(c.posto)
		sempre := c.sempre && (!s.parziale || f.Type() != tipoImporto)
		if c.modo&(vita|fuori) != 0 && s.govpay || c.modo&percorso != 0 && s.put || !sempre && (f.IsZero() || f.Kind() == reflect.Slice && f.Len() == 0) {
			continue
		}
		s.nome(primo, c.nome)
		s.valore(f.Addr().Interface(), c.modo, dove.dentro(c.nome))
	}
	if dopo != nil {
		dopo(primo)
	}
	if t.altri >= 0 {
		s.altri(primo, avviso.Altri(v.Field(t.altri).String()), dove)
	}
	s.b = append(s.b, '}')
}

// nome begins a member of the object whose members begin at primo.
func (s *scrittura) nome(primo int, nome string) {
	if len(s.b) > primo {
		s.b = append(s.b, ',')
	}
	s.b = append(append(append(s.b, '"'), nome...), '"', ':')
}

// altri writes the members of others, or tells that they are left out.
func (s *scrittura) altri(primo int, a avviso.Altri, dove luogo) {
	switch {
	case a == "":
	case s.soloNoti:
		for nome := range a.Tutti() {
			s.lasciati = append(s.lasciati, avviso.Avvertenza{Codice: CodiceMembro, Campo: dove.dentro(nome).String(), Testo: "membro sconosciuto: non scritto"})
		}
	default:
		if len(s.b) > primo {
			s.b = append(s.b, ',')
		}
		s.b = append(s.b, a...)
	}
}

// valore writes a field.
func (s *scrittura) valore(src any, m modo, dove luogo) {
	switch v := src.(type) {
	case *string:
		if m&numerico != 0 && *v != "" && (*v)[0] != '0' && cifre.Sole(*v) {
			s.b = append(s.b, *v...)
			return
		}
		s.b = membri.AppendTesto(s.b, *v)
	case **string:
		s.b = membri.AppendTesto(s.b, **v)
	case *bool:
		s.b = strconv.AppendBool(s.b, *v)
	case **bool:
		s.b = strconv.AppendBool(s.b, **v)
	case *int:
		s.b = strconv.AppendInt(s.b, int64(*v), 10)
	case *[]avviso.Indice:
		s.lista(len(*v), func(i int) { s.b = strconv.AppendInt(s.b, int64((*v)[i]), 10) })
	case *json.RawMessage:
		if err := membri.Valida(string(*v)); err != nil {
			s.fallisce(err)
			return
		}
		s.b = append(s.b, *v...)
	case *[]byte:
		s.b = append(base64.StdEncoding.AppendEncode(append(s.b, '"'), *v), '"')
	case *time.Time:
		s.istante(*v)
	case *avviso.Importo:
		s.importo(*v)
	case **avviso.Importo:
		s.importo(**v)
	case *avviso.Indice:
		s.b = strconv.AppendInt(s.b, int64(*v), 10)
	default:
		if !s.parola(src) {
			s.composto(src, dove)
		}
	}
}

func (s *scrittura) fallisce(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *scrittura) istante(t time.Time) {
	b, err := t.AppendText(append(s.b, '"'))
	if err != nil {
		s.fallisce(err)
		return
	}
	s.b = append(b, '"')
}

func (s *scrittura) importo(i avviso.Importo) {
	if s.govpay {
		s.b = i.AppendTo(s.b)
		return
	}
	s.b = append(i.AppendTo(append(s.b, '"')), '"')
}

// parola writes an identifier, a day, or a word of a list.
func (s *scrittura) parola(src any) bool {
	switch v := src.(type) {
	case interface{ AppendTo([]byte) []byte }:
		s.b = append(v.AppendTo(append(s.b, '"')), '"')
	case encoding.TextMarshaler:
		b, err := v.MarshalText()
		if err != nil {
			s.fallisce(err)
		}
		s.b = membri.AppendTesto(s.b, string(b))
	default:
		v2 := reflect.ValueOf(src).Elem()
		if v2.Kind() != reflect.String {
			return false
		}
		s.b = membri.AppendTesto(s.b, v2.String())
	}
	return true
}

// composto writes an object, or a list of objects.
func (s *scrittura) composto(src any, dove luogo) {
	switch p := src.(type) {
	case *Pendenza:
		s.pendenza(p, dove)
		return
	case **Pendenza:
		s.pendenza(*p, dove)
		return
	}
	v := reflect.ValueOf(src).Elem()
	switch {
	case v.Kind() == reflect.Pointer && tabelle[v.Type().Elem()] != nil:
		s.struttura(v.Elem(), dove, nil)
	case v.Kind() == reflect.Slice && tabelle[v.Type().Elem()] != nil:
		s.lista(v.Len(), func(i int) {
			in := luogo{voce: i + 1}
			if _, voci := src.(*[]Voce); !voci {
				in = luogo{voce: dove.voce, gruppo: elemento(sotto(dove.gruppo, dove.nome), i)}
			}
			s.struttura(v.Index(i), in, nil)
		})
	default:
		s.fallisce(errNonScrivibile)
	}
}

func (s *scrittura) lista(n int, uno func(i int)) {
	s.b = append(s.b, '[')
	for i := range n {
		if i > 0 {
			s.b = append(s.b, ',')
		}
		uno(i)
	}
	s.b = append(s.b, ']')
}

// pendenza writes a position with the member anomala, when it is.
func (s *scrittura) pendenza(p *Pendenza, dove luogo) {
	scrivi(s, p, dove, func(primo int) {
		if !s.govpay && p.Anomala() {
			s.nome(primo, "anomala")
			s.b = append(s.b, "true"...)
		}
	})
}

var tipoImporto = reflect.TypeFor[avviso.Importo]()

// errNonScrivibile is a field that no table writes: a test finds it.
var errNonScrivibile = errors.New("campo non scrivibile")
