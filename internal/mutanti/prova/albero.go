package prova

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// elemento is one element of a document, by the places of its bytes.
type elemento struct {
	nome      string // as it is written, prefix included
	luogo     string // path of local names from the root, with the place among its equals
	da, a     int    // the whole of it
	apre      int    // end of the name in the start tag
	dentro    int    // content; dentro == fuori == a when the tag is empty
	fuori     int
	figli     []*elemento
	padre     *elemento
	attributi [][]int // from the blank in front to the closing quote, then the value
}

var (
	marcatura  = regexp.MustCompile(`(?s)<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|</[^>]*>|<[^>]*>`)
	nomeTag    = regexp.MustCompile(`^</?([^\s/>]+)`)
	schemaWSDL = regexp.MustCompile(`(?s)<xsd?:schema( [^>]*)>.*?</xsd?:schema>`)
	attributo  = regexp.MustCompile(`\s+[^\s=]+\s*=\s*(?:"([^"]*)"|'([^']*)')`)
)

// locale returns a name without its prefix.
func locale(nome string) string {
	_, dopo, ok := strings.Cut(nome, ":")
	if !ok {
		return nome
	}
	return dopo
}

// elementi returns the elements of a well-formed document, in its order.
func elementi(t *testing.T, dati []byte) []*elemento {
	t.Helper()
	var tutti, aperti []*elemento
	for _, m := range marcatura.FindAllIndex(dati, -1) {
		tag := string(dati[m[0]:m[1]])
		switch {
		case strings.HasPrefix(tag, "<?"), strings.HasPrefix(tag, "<!"):
		case strings.HasPrefix(tag, "</"):
			require.NotEmpty(t, aperti)
			e := aperti[len(aperti)-1]
			e.fuori, e.a = m[0], m[1]
			aperti = aperti[:len(aperti)-1]
		default:
			nome := nomeTag.FindStringSubmatch(tag)[1]
			e := &elemento{nome: nome, luogo: locale(nome), da: m[0], a: m[1], apre: m[0] + 1 + len(nome), dentro: m[1], fuori: m[1]}
			for _, a := range attributo.FindAllStringSubmatchIndex(tag, -1) {
				v := a[2:4]
				if v[0] < 0 {
					v = a[4:6]
				}
				e.attributi = append(e.attributi, []int{m[0] + a[0], m[0] + a[1], m[0] + v[0], m[0] + v[1]})
			}
			if len(aperti) > 0 {
				e.padre = aperti[len(aperti)-1]
				e.luogo = e.padre.luogo + "/" + e.luogo
				if uguali := e.padre.uguali(nome); uguali > 0 {
					e.luogo += "[" + string(rune('1'+min(uguali, 8))) + "]"
				}
				e.padre.figli = append(e.padre.figli, e)
			}
			tutti = append(tutti, e)
			if !strings.HasSuffix(tag, "/>") {
				aperti = append(aperti, e)
			}
		}
	}
	require.Empty(t, aperti)
	require.NotEmpty(t, tutti)
	return tutti
}

// uguali counts the children of a name.
func (e *elemento) uguali(nome string) (n int) {
	for _, f := range e.figli {
		if f.nome == nome {
			n++
		}
	}
	return n
}

// dopo returns the sibling that follows.
func (e *elemento) dopo() *elemento {
	if e.padre == nil {
		return nil
	}
	i := slices.Index(e.padre.figli, e)
	if i+1 == len(e.padre.figli) {
		return nil
	}
	return e.padre.figli[i+1]
}

// vuoto reports whether the element is an empty tag.
func (e *elemento) vuoto() bool { return e.dentro == e.a }
