package pendenza

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// membro is a member at a path.
type membro struct {
	passi []passoModulo
	tipo  TipoMembro
	modo  modo
}

// passoModulo is a step of a path: into a field, and into an element of its list.
type passoModulo struct {
	nome  string
	posto int
	voce  int // of voci, from 0; -1 elsewhere
	lista int // of another list: its element among liste; -1 elsewhere
}

// listaModulo is an element of a list other than voci, at a path.
type listaModulo struct {
	voce   int // of its path; -1 outside the items
	numero int // of its path
	posto  int // in the list of the position; -1 when it is not there
}

// TipoMembro is what a member at a path holds.
type TipoMembro string

// What a member may hold.
const (
	MembroTesto   TipoMembro = "testo"   // a text, a code, a number, true or false
	MembroImporto TipoMembro = "importo" // an amount, 1234.56
	MembroData    TipoMembro = "data"    // a day, yyyy-MM-dd
	MembroJSON    TipoMembro = "json"    // any JSON
	MembroOggetto TipoMembro = "oggetto" // an object or a list, as JSON
)

// avvisaturaMembro is the one member of the life of a position that a path may name.
const avvisaturaMembro = "senzaAvvisatura"

// compila finds the fields of a path.
func (m *Modulo) compila(percorso string, indici map[string][]int, liste map[string]int) (x membro, err error) {
	t := reflect.TypeFor[Pendenza]()
	fatto := ""
	voce := -1
	for resto := percorso; resto != ""; {
		var passo string
		passo, resto, _ = strings.Cut(resto, ".")
		nome, indice, conIndice := strings.Cut(passo, "[")
		tab := tabelle[t]
		if tab == nil {
			return x, rifiutaNome("percorso")(percorso)
		}
		i := slices.IndexFunc(tab.campi, func(c campo) bool {
			return c.nome == nome && (c.modo&vita == 0 || nome == avvisaturaMembro)
		})
		if i < 0 {
			return x, rifiutaNome("percorso")(percorso)
		}
		p := passoModulo{nome: nome, posto: tab.campi[i].posto, voce: -1, lista: -1}
		f := t.Field(p.posto).Type
		x.modo = tab.campi[i].modo
		fatto = sotto(fatto, nome)
		switch {
		case conIndice:
			n, err := strconv.Atoi(strings.TrimSuffix(indice, "]"))
			if err != nil || n < 0 || n >= vociEsaminate || indice != strconv.Itoa(n)+"]" || f.Kind() != reflect.Slice || tabelle[f.Elem()] == nil || resto == "" {
				return x, rifiutaNome("percorso")(percorso)
			}
			if !slices.Contains(indici[fatto], n) {
				indici[fatto] = append(indici[fatto], n)
			}
			fatto = elemento(fatto, n)
			if nome == "voci" {
				p.voce, voce = n, n
			} else {
				k, ok := liste[fatto]
				if !ok {
					k = len(m.liste)
					liste[fatto] = k
					m.liste = append(m.liste, listaModulo{voce: voce, numero: n, posto: -1})
				}
				p.lista = k
			}
			t = f.Elem()
		case f.Kind() == reflect.Pointer && tabelle[f.Elem()] != nil && resto != "":
			t = f.Elem()
		case resto != "":
			return x, rifiutaNome("percorso")(percorso)
		default:
			x.tipo = tipoMembro(f)
			if x.tipo == MembroOggetto && nome == "voci" {
				return x, rifiutaNome("percorso")(percorso)
			}
		}
		x.passi = append(x.passi, p)
	}
	if x.tipo == "" {
		return x, rifiutaNome("percorso")(percorso)
	}
	return x, nil
}

func tipoMembro(f reflect.Type) TipoMembro {
	switch {
	case f == reflect.TypeFor[avviso.Importo]():
		return MembroImporto
	case f == reflect.TypeFor[avviso.Data]():
		return MembroData
	case f == reflect.TypeFor[json.RawMessage]():
		return MembroJSON
	case f.Kind() == reflect.Pointer && tabelle[f.Elem()] != nil, f.Kind() == reflect.Slice && tabelle[f.Elem()] != nil:
		return MembroOggetto
	}
	return MembroTesto
}
