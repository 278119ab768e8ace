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
	lasciati []avviso.Avvertenza
	err      error
}

// scrivi writes a struct as an object: its members, what dopo adds, the members
// of others.
func scrivi[T any](s *scrittura, src *T, t *tabella, dove luogo, dopo func(primo int)) {
	s.b = append(s.b, '{')
	primo := len(s.b)
	v := reflect.ValueOf(src).Elem()
	for i := range t.campi {
		c := &t.campi[i]
		f := v.Field(c.posto)
		if c.modo&(vita|fuori) != 0 && s.govpay || c.modo&percorso != 0 && s.put || !c.sempre && (f.IsZero() || f.Kind() == reflect.Slice && f.Len() == 0) {
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
	case *[]int:
		scriviLista(s, *v, func(_ int, n *int) { s.b = strconv.AppendInt(s.b, int64(*n), 10) })
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
		if !s.parola(src) && !s.oggetto(src, dove) && !s.elenco(src, dove) {
			s.fallisce(errNonScrivibile)
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

// oggetto writes an object.
func (s *scrittura) oggetto(src any, dove luogo) bool {
	switch v := src.(type) {
	case **SoggettoPagatore:
		scrivi(s, *v, campiSoggetto, dove, nil)
	case **Documento:
		scrivi(s, *v, campiDocumento, dove, nil)
	case **Soglia:
		scrivi(s, *v, campiSoglia, dove, nil)
	case **Proprieta:
		scrivi(s, *v, campiProprieta, dove, nil)
	case **Contabilita:
		scrivi(s, *v, campiContabilita, dove, nil)
	case **Metadata:
		scrivi(s, *v, campiMetadata, dove, nil)
	case **Nota:
		scrivi(s, *v, campiNota, dove, nil)
	case **Pendenza:
		s.pendenza(*v, dove)
	default:
		return false
	}
	return true
}

// elenco writes a list of objects.
func (s *scrittura) elenco(src any, dove luogo) bool {
	switch v := src.(type) {
	case *[]Voce:
		scriviLista(s, *v, func(i int, x *Voce) { scrivi(s, x, campiVoce, luogo{voce: i + 1}, nil) })
	case *[]Quota:
		scriviElenco(s, *v, campiQuota, dove)
	case *[]MapEntry:
		scriviElenco(s, *v, campiCoppia, dove)
	case *[]Allegato:
		scriviElenco(s, *v, campiAllegato, dove)
	case *[]VoceImporto:
		scriviElenco(s, *v, campiVoceImporto, dove)
	case *[]Segnalazione:
		scriviElenco(s, *v, campiSegnalazione, dove)
	case *[]Tentativo:
		scriviElenco(s, *v, campiTentativo, dove)
	case *[]Pagamento:
		scriviElenco(s, *v, campiPagamento, dove)
	case *[]Nota:
		scriviElenco(s, *v, campiNota, dove)
	case *[]VoceRicevuta:
		scriviElenco(s, *v, campiRicevuta, dove)
	default:
		return false
	}
	return true
}

func scriviLista[T any](s *scrittura, lista []T, uno func(int, *T)) {
	s.b = append(s.b, '[')
	for i := range lista {
		if i > 0 {
			s.b = append(s.b, ',')
		}
		uno(i, &lista[i])
	}
	s.b = append(s.b, ']')
}

func scriviElenco[T any](s *scrittura, lista []T, t *tabella, dove luogo) {
	scriviLista(s, lista, func(i int, x *T) {
		scrivi(s, x, t, luogo{voce: dove.voce, gruppo: elemento(sotto(dove.gruppo, dove.nome), i)}, nil)
	})
}

// pendenza writes a position with the member anomala, when it is.
func (s *scrittura) pendenza(p *Pendenza, dove luogo) {
	scrivi(s, p, campiPendenza, dove, func(primo int) {
		if !s.govpay && p.Anomala() {
			s.nome(primo, "anomala")
			s.b = append(s.b, "true"...)
		}
	})
}

// errNonScrivibile is a field that no table writes: a test finds it.
var errNonScrivibile = errors.New("campo non scrivibile")
