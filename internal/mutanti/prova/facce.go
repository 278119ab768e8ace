package prova

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// Facce are the simple types of a schema, by the names of the elements that have them.
// Elements of one name in several places have the facets of all.
type Facce struct {
	tipi     map[string][]*tipo
	elementi map[string][]*tipo
}

// tipo is a simple type: facets by name, and what it restricts.
type tipo struct {
	base  string
	facce map[string][]string
}

// LeggiFacce reads the simple types of schemas, or of WSDL files.
func LeggiFacce(t *testing.T, file ...string) *Facce {
	t.Helper()
	f := &Facce{tipi: map[string][]*tipo{}, elementi: map[string][]*tipo{}}
	for _, nome := range file {
		r, err := os.Open(nome)
		require.NoError(t, err)
		d := xml.NewDecoder(r)
		d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
		require.NoError(t, f.leggi(d), nome)
		require.NoError(t, r.Close())
	}
	return f
}

func (f *Facce) leggi(d *xml.Decoder) error {
	var aperti []*tipo  // of the open elements
	var dentro []string // names of the elements declared around
	for {
		x, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := x.(type) {
		case xml.StartElement:
			var qui *tipo
			if len(aperti) > 0 {
				qui = aperti[len(aperti)-1]
			}
			valore := attributoDi(e, "value")
			switch e.Name.Local {
			case "element":
				nome := attributoDi(e, "name")
				qui = nil
				dentro = append(dentro, nome)
				if ref := attributoDi(e, "type"); ref != "" {
					f.elementi[nome] = append(f.elementi[nome], &tipo{base: ref})
				}
			case "simpleType":
				qui = &tipo{facce: map[string][]string{}}
				if nome := attributoDi(e, "name"); nome != "" {
					f.tipi[nome] = append(f.tipi[nome], qui)
				} else if len(dentro) > 0 {
					f.elementi[dentro[len(dentro)-1]] = append(f.elementi[dentro[len(dentro)-1]], qui)
				}
			case "complexType":
				qui = nil
				if nome := attributoDi(e, "name"); nome != "" { // a simple content
					qui = &tipo{facce: map[string][]string{}}
					f.tipi[nome] = append(f.tipi[nome], qui)
				}
			case "restriction", "extension":
				if qui != nil && qui.base == "" {
					qui.base = attributoDi(e, "base")
				}
			case "minLength", "maxLength", "length", "enumeration", "pattern", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "totalDigits", "fractionDigits":
				if qui != nil {
					qui.facce[e.Name.Local] = append(qui.facce[e.Name.Local], valore)
				}
			}
			aperti = append(aperti, qui)
		case xml.EndElement:
			aperti = aperti[:len(aperti)-1]
			if e.Name.Local == "element" {
				dentro = dentro[:len(dentro)-1]
			}
		}
	}
}

func attributoDi(e xml.StartElement, nome string) string {
	for _, a := range e.Attr {
		if a.Name.Local == nome && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// di returns the facets of the elements of a name, and the built-in types below them.
func (f *Facce) di(nome string) (facce map[string][]string, basi map[string]bool) {
	facce, basi = map[string][]string{}, map[string]bool{}
	visti := map[*tipo]bool{}
	var prendi func(t *tipo)
	prendi = func(t *tipo) {
		if visti[t] {
			return
		}
		visti[t] = true
		for n, v := range t.facce {
			facce[n] = append(facce[n], v...)
		}
		sopra := f.tipi[locale(t.base)]
		if len(sopra) == 0 && t.base != "" {
			basi[locale(t.base)] = true
		}
		for _, s := range sopra {
			prendi(s)
		}
	}
	for _, t := range f.elementi[nome] {
		prendi(t)
	}
	return facce, basi
}
