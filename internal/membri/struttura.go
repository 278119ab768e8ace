package membri

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// Struttura names the members of a struct by its tags: membro, the name, else that of json,
// and behind it
//
//	obbligo   it must be there
//	dovuto    it must be there, for the strict door
//	libero    any text, an empty one too
//	35        a text of at most so many characters
//
// A text of a type with IsValid is one of its words; a field of type avviso.Altri keeps the
// members of others. Con gives another place to a member.
func Struttura(dst any, tollerante bool) Gruppo {
	v := reflect.ValueOf(dst).Elem()
	var g Gruppo
	for i := range v.NumField() {
		f, t := v.Field(i), v.Type().Field(i)
		if altri, ok := f.Addr().Interface().(*avviso.Altri); ok {
			g.Altri = altri
			continue
		}
		nome, modi, _ := strings.Cut(t.Tag.Get("membro"), ",")
		if nome == "" {
			nome, _, _ = strings.Cut(t.Tag.Get("json"), ",")
		}
		if nome == "-" || nome == "" {
			continue
		}
		c := Campo{Nome: nome, Dove: f.Addr().Interface()}
		if w, ok := c.Dove.(interface{ IsValid() bool }); ok && f.Kind() == reflect.String {
			c.Dove = Parola{Metti: func(s string) bool { f.SetString(s); return w.IsValid() }, Scritta: f.String}
		}
		for m := range strings.SplitSeq(modi, ",") {
			testo, _ := c.Dove.(*string)
			switch massimo, err := strconv.Atoi(m); {
			case m == "obbligo", m == "dovuto" && !tollerante:
				c.Obbligatorio = true
			case m == "libero":
				c.Dove = Libero{testo}
			case err == nil:
				c.Dove = Corto{testo, massimo}
			}
		}
		g.Campi = append(g.Campi, c)
	}
	return g
}

// Con gives a member a place of its own.
func (g Gruppo) Con(nome string, dove any) Gruppo {
	i := slices.IndexFunc(g.Campi, func(c Campo) bool { return c.Nome == nome })
	g.Campi[i].Dove = dove
	return g
}
