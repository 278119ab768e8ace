package casa_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// vede says, for each room, which other rooms it may import: the direction in
// which a payment walks through the house. What is under internal is open to
// all of them, the mezzanine to all but avviso.
var vede = map[string][]string{
	".":               {},
	"avviso":          {},
	"rpt":             {"avviso"},
	"pendenza":        {"avviso", "rpt"},
	"gdp":             {"avviso", "rpt"},
	"rendicontazione": {"avviso", "rpt", "pendenza", "gdp"},
	"jppa":            {"avviso", "rpt"},
	"piemontepay":     {"avviso"},

	// The words of other systems for a position, those of the desk among them.
	"pendenza/esterni": {"piemontepay"},
}

// mezzanino are the packages under internal that speak the words of avviso, and
// so stand between it and the rooms: no other package under internal, and not
// avviso, may import them.
var mezzanino = []string{"internal/membri", "internal/schema"}

// soffitta is the package under internal that stands above the rooms: only
// programs and tests import it.
const soffitta = "internal/macchine"

// vocabolari are the packages of words on which their own room stands: they may
// not import it.
var vocabolari = []string{"rpt/nodo"}

// esterni says which packages of the library may import a module that is not
// part of it; a sub-package has the licence of its room.
var esterni = map[string][]string{
	"github.com/looplab/fsm": {"internal/automa", "rpt", "pendenza", "gdp", "rendicontazione", "jppa", "piemontepay"},
	// The exchange type of amounts stays at the door of avviso.
	"github.com/shopspring/decimal": {"avviso"},
}

// nomiVaghi are names of packages that say nothing of what is inside.
var nomiVaghi = []string{"common", "util", "utils", "types", "models", "helpers", "misc"}

// stanza is the room of a path: its first element, "." for the root.
func stanza(relativo string) string {
	prima, _, _ := strings.Cut(relativo, "/")
	return prima
}

// importVietati returns what is wrong with the imports of a package.
func importVietati(p pacchetto) []string {
	var difetti []string
	da := p.relativo()
	if slices.Contains(nomiVaghi, p.Name) {
		difetti = append(difetti, da+": the name "+p.Name+" says nothing")
	}
	if isEsempio(da) {
		return difetti
	}
	if _, nota := vede[stanza(da)]; !nota && !isInterno(da) {
		difetti = append(difetti, da+": a room that the house does not know")
	}
	for _, i := range p.Imports {
		if motivo := importVietato(da, i); motivo != "" {
			difetti = append(difetti, da+": imports "+i+": "+motivo)
		}
	}
	return difetti
}

// importVietato says why the package at da may not import i, or nothing.
func importVietato(da, i string) string {
	if i == modulo {
		return "the root is the map, it holds no code"
	}
	a, nostro := strings.CutPrefix(i, modulo+"/")
	switch {
	case !nostro:
		return esternoVietato(da, i)
	case isEsempio(a):
		return "an example"
	case isProva(a) && !isProva(da):
		return "a helper of tests"
	case a == soffitta:
		return "the attic stands above the rooms"
	case da == soffitta:
		return ""
	case slices.Contains(mezzanino, a) && (stanza(da) == "avviso" || isInterno(da) && !slices.Contains(mezzanino, da)):
		return "the mezzanine stands above avviso"
	case slices.Contains(vocabolari, da) && stanza(a) == stanza(da):
		return "a vocabulary stands under its room"
	case isInterno(a), stanza(a) == stanza(da):
		return ""
	case slices.Contains(mezzanino, da) && a == "avviso":
		return ""
	case isInterno(da):
		return "nothing under internal imports a room"
	case !slices.Contains(vede[stanza(da)], stanza(a)) && !slices.Contains(vede[da], stanza(a)):
		return "against the direction of the rooms"
	}
	return ""
}

func esternoVietato(da, i string) string {
	if prima := stanza(i); !strings.Contains(prima, ".") || isProva(da) {
		return "" // standard library; helpers of tests use the tests' modules
	}
	for esterno, licenza := range esterni {
		if i != esterno && !strings.HasPrefix(i, esterno+"/") {
			continue
		}
		for _, l := range licenza {
			if da == l || strings.HasPrefix(da, l+"/") {
				return ""
			}
		}
		return "not by this package"
	}
	return "not a dependency of the library"
}

func TestDirezioneImport(t *testing.T) {
	for _, p := range pacchetti(t) {
		for _, difetto := range importVietati(p) {
			t.Error(difetto)
		}
	}
}

func TestDirezioneImportNegativo(t *testing.T) {
	const m = modulo + "/"
	tests := []struct{ nome, da, importa, want string }{
		{"ground floor from the request", "rpt", m + "avviso", ""},
		{"internal from a room", "avviso", m + "internal/ora", ""},
		{"internal from internal", "internal/xmlrigido", m + "internal/charset", ""},
		{"mezzanine on the ground floor", "internal/schema", m + "avviso", ""},
		{"mezzanine from a room", "jppa", m + "internal/schema", ""},
		{"mezzanine from the mezzanine", "internal/membri", m + "internal/schema", ""},
		{"attic over the rooms", "internal/macchine", m + "rendicontazione/flusso", ""},
		{"vocabulary from its room", "rpt", m + "rpt/nodo", ""},
		{"vocabulary from another room", "gdp", m + "rpt/nodo", ""},
		{"inside a room", "rendicontazione", m + "rendicontazione/causale", ""},
		{"sub-package of a room below", "rendicontazione/flusso", m + "pendenza/tracciato", ""},
		{"engine from positions", "rendicontazione", m + "pendenza", ""},
		{"standard library", "avviso", "encoding/xml", ""},
		{"exchange type at its door", "avviso", "github.com/shopspring/decimal", ""},
		{"example from anything", "examples/riconcilia", m + "rendicontazione", ""},
		{"helper of tests from another", "internal/x/prova", m + "internal/automa/prova", ""},
		{"test module in a helper of tests", "internal/automa/prova", "github.com/stretchr/testify/require", ""},

		{"upwards", "avviso", m + "rpt", "direction"},
		{"upwards from a sub-package", "rpt/x", m + "pendenza", "direction"},
		{"vocabulary to its room", "rpt/nodo", m + "rpt", "under its room"},
		{"attic from a room", "gdp", m + "internal/macchine", "the attic"},
		{"neighbours", "pendenza", m + "gdp", "direction"},
		{"neighbours, the other way", "gdp", m + "pendenza/tracciato", "direction"},
		{"adapter to adapter", "jppa", m + "piemontepay", "direction"},
		{"adapter to adapter, the other way", "piemontepay", m + "jppa", "direction"},
		{"adapter too high", "piemontepay", m + "rpt", "direction"},
		{"room to adapter", "rendicontazione", m + "jppa", "direction"},
		{"internal to a room", "internal/ora", m + "avviso", "nothing under internal"},
		{"mezzanine to a room", "internal/membri", m + "pendenza", "nothing under internal"},
		{"ground floor to the mezzanine", "avviso", m + "internal/schema", "above avviso"},
		{"internal to the mezzanine", "internal/errore", m + "internal/membri", "above avviso"},
		{"internal of a room to another room", "pendenza/internal/x", m + "gdp", "nothing under internal"},
		{"library to an example", "rpt", m + "examples/riconcilia", "an example"},
		{"library to a helper of tests", "rpt", m + "internal/automa/prova", "a helper of tests"},
		{"anything to the map", "rpt", modulo, "the map"},
		{"exchange type elsewhere", "gdp", "github.com/shopspring/decimal", "not by this package"},
		{"machines on the ground floor", "avviso", "github.com/looplab/fsm", "not by this package"},
		{"test module in the library", "avviso", "github.com/stretchr/testify/require", "not a dependency"},
		{"a fifth dependency", "avviso", "golang.org/x/text/encoding", "not a dependency"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			got := importVietati(pacchetto{ImportPath: m + tt.da, Name: "x", Imports: []string{tt.importa}})
			if tt.want == "" {
				require.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			require.Contains(t, got[0], tt.want)
		})
	}
	require.Len(t, importVietati(pacchetto{ImportPath: m + "stanzino", Name: "stanzino"}), 1, "an unknown room")
	require.Len(t, importVietati(pacchetto{ImportPath: m + "rpt/util", Name: "util"}), 1, "a vague name")
}
