package pendenza

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// modo is how a member is read, beyond what its type says: the tag legge.
type modo uint16

const (
	forma    modo = 1 << iota // a text that has a form: an empty one is out of it
	numerico                  // a numeric code: a number or a text, written as a number
	lista                     // a text of a list
	bollo                     // the one tipoBollo
	libero                    // any text, and an outcome also as a number
	anonimo                   // a text that is absent when it is blank
	falso                     // a text that may be the boolean false
	zero                      // an amount that may be 0.00
	vita                      // a member of the life of a position
	obbligo                   // it must be there
	dovuto                    // it must be there unless the position is short
	fuori                     // not of a document for GovPay
	percorso                  // of a PUT, in its path
)

var modi = map[string]modo{
	"forma": forma, "cifre": numerico, "lista": lista, "bollo": bollo, "libero": libero, "anonimo": anonimo, "falso": falso, "zero": zero,
	"vita": vita, "obbligo": obbligo, "dovuto": dovuto, "fuori": fuori, "percorso": percorso,
}

// campo is a member that an object may have.
type campo struct {
	nome   string
	posto  int // the field of the struct
	modo   modo
	sempre bool // written when it is empty too
}

// tabella are the members of one kind of object.
type tabella struct {
	campi  []campo
	altri  int        // the field that keeps members of others, -1 when there is none
	indice [256]uint8 // of the member whose name has that sign, from 1

	obbligati, dovuti uint64 // the members of those modes
}

// segno is one of 256 numbers, the same for equal names and another for most of a
// table.
func segno(nome string) uint8 {
	if nome == "" {
		return 0
	}
	return uint8(len(nome)) + nome[len(nome)/3] + 53*nome[len(nome)*2/3] //nolint:gosec // whatever is left
}

// cerca returns the place of the member of a name, -1 when there is none.
func (t *tabella) cerca(nome string) int {
	if i := int(t.indice[segno(nome)]) - 1; i >= 0 && t.campi[i].nome == nome {
		return i
	}
	return slices.IndexFunc(t.campi, func(c campo) bool { return c.nome == nome })
}

// tabelle are those of the documents and of what stands in them: what the structs say
// with their tags.
var tabelle = tabelleDi(append(slices.Collect(maps.Values(eventi)), reflect.TypeFor[testaHost](), reflect.TypeFor[modificaScritta](),
	reflect.TypeFor[PendenzaCreata](), reflect.TypeFor[RispostaHost]())...)

func tabelleDi(documenti ...reflect.Type) map[reflect.Type]*tabella {
	tutte := make(map[reflect.Type]*tabella)
	var aggiungi func(t reflect.Type)
	aggiungi = func(t reflect.Type) {
		if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || t.PkgPath() != documenti[0].PkgPath() || tutte[t] != nil {
			return
		}
		tutte[t] = campiDi(t)
		for f := range t.Fields() {
			aggiungi(f.Type)
		}
	}
	for _, t := range documenti {
		aggiungi(t)
	}
	return tutte
}

// Those that are asked for most.
var (
	tabellaPendenza = tabellaDi[Pendenza]()
	tabellaVoce     = tabellaDi[Voce]()
)

// tabellaDi is the table of a struct.
func tabellaDi[T any]() *tabella { return tabelle[reflect.TypeFor[T]()] }

func campiDi(t reflect.Type) *tabella {
	x := &tabella{altri: -1}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[avviso.Altri]() {
			x.altri = i
			continue
		}
		nome, opzioni, _ := strings.Cut(f.Tag.Get("json"), ",")
		if nome == "-" {
			continue
		}
		c := campo{nome: nome, posto: i, sempre: opzioni == ""}
		for m := range strings.SplitSeq(f.Tag.Get("legge"), ",") {
			c.modo |= modi[m]
		}
		x.campi = append(x.campi, c)
		if c.modo&obbligo != 0 {
			x.obbligati |= 1 << (len(x.campi) - 1)
		}
		if c.modo&dovuto != 0 {
			x.dovuti |= 1 << (len(x.campi) - 1)
		}
		x.indice[segno(nome)] = uint8(len(x.campi)) //nolint:gosec // a struct has few fields
	}
	return x
}
