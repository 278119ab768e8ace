package casa_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/sessione"
	"github.com/quietanza/quietanza/pendenza/tracciato"
	"github.com/quietanza/quietanza/piemontepay"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// macchine are the machines of the library as each room exports them, by the
// golden files, without extension, that they must equal.
var macchine = map[string]func(formato string) (string, error){
	"rpt/nodo/testdata/nodo":                       func(f string) (string, error) { return nodo.Diagramma(f) },
	"rpt/testdata/rpt":                             func(f string) (string, error) { return rpt.DiagrammaRpt(f) },
	"pendenza/testdata/pendenza":                   func(f string) (string, error) { return pendenza.Diagramma(f) },
	"pendenza/sessione/testdata/sessione":          func(f string) (string, error) { return sessione.Diagramma(f) },
	"pendenza/tracciato/testdata/tracciato":        func(f string) (string, error) { return tracciato.Diagramma(f) },
	"gdp/testdata/incasso":                         func(f string) (string, error) { return gdp.DiagrammaIncasso(f) },
	"gdp/testdata/posizione":                       func(f string) (string, error) { return gdp.DiagrammaPosizione(f) },
	"jppa/testdata/notifica":                       func(f string) (string, error) { return jppa.DiagrammaNotifica(f) },
	"jppa/testdata/tracciato":                      func(f string) (string, error) { return jppa.DiagrammaTracciato(f) },
	"piemontepay/testdata/tentativo":               func(f string) (string, error) { return piemontepay.Diagramma(f) },
	"rendicontazione/flusso/testdata/acquisizione": func(f string) (string, error) { return flusso.DiagrammaAcquisizione(f) },
}

// TestEveryMachineIsExported holds what the rooms export to the golden files of
// their machines, and the list above to every golden file there is.
func TestEveryMachineIsExported(t *testing.T) {
	elencate := map[string]bool{}
	for golden, diagramma := range macchine {
		elencate[golden+".xstate.json"] = true
		for formato, estensione := range map[string]string{"mermaid": ".mmd", "xstate": ".xstate.json", "scxml": ".scxml", "tabella": ".md"} {
			want, err := os.ReadFile(filepath.FromSlash(golden + estensione))
			if err != nil {
				t.Fatal(err)
			}
			got, err := diagramma(formato)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("%s%s (-golden +exported):\n%s", golden, estensione, d)
			}
		}
		if testo, err := diagramma("svg"); testo != "" || err == nil || !strings.Contains(err.Error(), `: FORMATO formato "svg"`) {
			t.Errorf("%s as svg: %q, %v", golden, testo, err)
		}
	}
	for _, forma := range []string{"*/testdata/*.xstate.json", "*/*/testdata/*.xstate.json"} {
		trovati, err := filepath.Glob(forma)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range trovati {
			if f = filepath.ToSlash(f); !elencate[f] && filepath.Dir(f) != "internal/automa/testdata" {
				t.Errorf("%s is the machine of no room in the list", f)
			}
		}
	}
}
