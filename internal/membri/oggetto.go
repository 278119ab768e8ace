package membri

import (
	"reflect"
	"slices"
	"strings"
)

// Campo is a member that an object may have, named once.
type Campo struct {
	Nome         string
	Dove         any  // where its value goes: what Regole.Valore, or Assegna, knows
	Obbligatorio bool // it must be there, and not null
}

// CampiDi names the members of a struct by its tags, as encoding/json does, each with its
// field as the place.
func CampiDi(dst any) []Campo {
	v := reflect.ValueOf(dst).Elem()
	campi := make([]Campo, v.NumField())
	for i := range campi {
		nome, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		campi[i] = Campo{Nome: nome, Dove: v.Field(i).Addr().Interface()}
	}
	return campi
}

// Regole are what an object is read with. The zero value assigns values with
// Assegna and refuses members that are unknown or missing.
type Regole struct {
	Valore func(c Campo, v string) error // reads a value that is not null
	Ignoto func(nome, v string) error    // a member that is not among those named
	Manca  func(c Campo) error           // a mandatory member that is not there
}

// Oggetto reads the members of an object. A null member is as good as absent. The
// refusals are TIPO for a value that is no object, MEMBRO for a name that is
// unknown, repeated or known in another case, OBBLIGATORIO, and those of the
// values: each with its path.
func Oggetto(testo string, campi []Campo, r Regole) error {
	if !oggetto(testo) {
		return Rifiuta(CodiceTipo, testo, ErrTipo)
	}
	var letti insieme
	var maiuscole error
	prossimo := 0 // members mostly stand in the order in which they are named
	for nome, v := range Di(testo) {
		i, esatto := cerca(campi, nome, prossimo)
		if i < 0 {
			if err := r.ignoto(nome, v); err != nil {
				return Dentro(nome, err)
			}
			continue
		}
		if !letti.aggiungi(2 * i) {
			return Dentro(nome, Rifiuta(CodiceMembro, "", ErrRipetuto))
		}
		prossimo = i + 1
		if !esatto && maiuscole == nil {
			maiuscole = Dentro(nome, Rifiuta(CodiceMembro, "", ErrMaiuscole))
		}
		if v == "null" || !esatto {
			continue
		}
		letti.aggiungi(2*i + 1)
		if err := r.valore(campi[i], v); err != nil {
			return Dentro(nome, err)
		}
	}
	if maiuscole != nil {
		return maiuscole
	}
	for i, c := range campi {
		if c.Obbligatorio && !letti.ha(2*i+1) {
			if err := r.manca(c); err != nil {
				return Dentro(c.Nome, err)
			}
		}
	}
	return nil
}

// Elenco calls f with every element of an array, whose refusals get the path of
// the element. A value that is no array is refused with TIPO.
func Elenco(testo string, f func(i int, v string) error) error {
	if i := Bianchi(testo, 0); i == len(testo) || testo[i] != '[' {
		return Rifiuta(CodiceTipo, testo, ErrTipo)
	}
	n := 0
	for v := range Elementi(testo) {
		if err := f(n, v); err != nil {
			return Dentro(indice(n), err)
		}
		n++
	}
	return nil
}

// Assegna reads a value into a place that encoding/json knows, as Parse does, and
// calls a func(string) error with it.
func Assegna(dove any, v string) error {
	switch d := dove.(type) {
	case func(v string) error:
		return d(v)
	case *string:
		s, ok := Testo(v)
		if !ok {
			return Rifiuta(CodiceTipo, v, ErrTipo)
		}
		*d = s
		return nil
	}
	return riempi(v, dove, false)
}

// oggetto reports whether a text is an object.
func oggetto(testo string) bool {
	i := Bianchi(testo, 0)
	return i < len(testo) && testo[i] == '{'
}

// cerca returns the index of a name, -1 when there is none, and whether it is in
// the case of the member.
func cerca(campi []Campo, nome string, da int) (i int, esatto bool) {
	for i := range campi[da:] {
		if campi[da+i].Nome == nome {
			return da + i, true
		}
	}
	for i := range campi[:da] {
		if campi[i].Nome == nome {
			return i, true
		}
	}
	return slices.IndexFunc(campi, func(c Campo) bool { return strings.EqualFold(c.Nome, nome) }), false
}

func (r *Regole) valore(c Campo, v string) error {
	if r.Valore != nil {
		return r.Valore(c, v)
	}
	return Assegna(c.Dove, v)
}

func (r *Regole) ignoto(nome, v string) error {
	if r.Ignoto != nil {
		return r.Ignoto(nome, v)
	}
	return Rifiuta(CodiceMembro, "", ErrSconosciuto)
}

func (r *Regole) manca(c Campo) error {
	if r.Manca != nil {
		return r.Manca(c)
	}
	return Rifiuta(CodiceObbligatorio, "", ErrAssente)
}

// insieme is a set of small numbers; the first ones take no memory of their own.
type insieme struct {
	primi uint64
	altri []bool
}

func (s *insieme) ha(i int) bool {
	if i < 64 {
		return s.primi&(1<<i) != 0
	}
	return i-64 < len(s.altri) && s.altri[i-64]
}

// aggiungi adds a number and reports whether it is new.
func (s *insieme) aggiungi(i int) bool {
	if s.ha(i) {
		return false
	}
	if i < 64 {
		s.primi |= 1 << i
		return true
	}
	for i-64 >= len(s.altri) {
		s.altri = append(s.altri, false)
	}
	s.altri[i-64] = true
	return true
}
