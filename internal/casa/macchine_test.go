package casa_test

import (
	"os"
	"path/filepath"
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
)

// macchine are the machines of the library as each room exports them, and the
// golden files, without extension, that they must equal.
var macchine = []struct{ golden, mermaid, xstate, scxml string }{
	{"rpt/testdata/nodo", rpt.MermaidNodo(), rpt.XStateNodo(), rpt.SCXMLNodo()},
	{"rpt/testdata/rpt", rpt.MermaidRpt(), rpt.XStateRpt(), rpt.SCXMLRpt()},
	{"pendenza/testdata/pendenza", pendenza.Mermaid(), pendenza.XState(), pendenza.SCXML()},
	{"pendenza/sessione/testdata/sessione", sessione.Mermaid(), sessione.XState(), sessione.SCXML()},
	{"pendenza/tracciato/testdata/tracciato", tracciato.Mermaid(), tracciato.XState(), tracciato.SCXML()},
	{"gdp/testdata/incasso", gdp.MermaidIncasso(), gdp.XStateIncasso(), gdp.SCXMLIncasso()},
	{"gdp/testdata/posizione", gdp.MermaidPosizione(), gdp.XStatePosizione(), gdp.SCXMLPosizione()},
	{"jppa/testdata/notifica", jppa.MermaidNotifica(), jppa.XStateNotifica(), jppa.SCXMLNotifica()},
	{"jppa/testdata/tracciato", jppa.MermaidTracciato(), jppa.XStateTracciato(), jppa.SCXMLTracciato()},
	{"piemontepay/testdata/tentativo", piemontepay.Mermaid(), piemontepay.XState(), piemontepay.SCXML()},
	{
		"rendicontazione/flusso/testdata/acquisizione",
		flusso.MermaidAcquisizione(), flusso.XStateAcquisizione(), flusso.SCXMLAcquisizione(),
	},
}

// TestEveryMachineIsExported holds what the rooms export to the golden files of
// their machines, and the list above to every golden file there is.
func TestEveryMachineIsExported(t *testing.T) {
	elencate := map[string]bool{}
	for _, m := range macchine {
		elencate[m.golden+".xstate.json"] = true
		for estensione, got := range map[string]string{".mmd": m.mermaid, ".xstate.json": m.xstate, ".scxml": m.scxml} {
			want, err := os.ReadFile(filepath.FromSlash(m.golden + estensione))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("%s%s (-golden +exported):\n%s", m.golden, estensione, d)
			}
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
