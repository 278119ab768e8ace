package quietanza_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The program of the README: one debt, its receipt, the flow that reports it
// and the bank credit that pays the flow.
func Example() {
	ente := avviso.MustIdDominio("00429440068")
	giorno := avviso.MustData("2024-05-03")
	euro := avviso.MustImporto

	report := rendicontazione.Riconcilia(rendicontazione.Input{
		Oggi: avviso.MustData("2024-05-10"),
		Pendenze: []rendicontazione.Pendenza{{
			ID: "MENSA-17", IdDominio: ente, IUV: "01000000000004285",
			Voci: []rendicontazione.VocePendenza{{Indice: 1, Importo: euro("59.90")}},
		}},
		Ricevute: []rendicontazione.VoceRicevuta{{
			IdDominio: ente, IUV: "01000000000004285", IUR: "f3a1", Indice: 1,
			Importo: euro("59.90"), Data: giorno,
		}},
		Flussi: []flusso.Flusso{{
			Testata: flusso.Testata{
				Dominio: ente, IDFlusso: "2024-05-06PPAYITR1XXX-S2024050601",
				DataOraFlusso: avviso.MustDataOra("2024-05-07T03:20:00"), DataRegolamento: avviso.MustData("2024-05-06"),
				IDRegolamento: "TRN1", NumeroTotalePagamenti: 1, ImportoTotalePagamenti: euro("59.90"),
			},
			Righe: []flusso.Riga{{
				IUV: "01000000000004285", IUR: "f3a1", Indice: 1, Esito: flusso.Eseguito,
				Importo: euro("59.90"), Data: giorno,
			}},
		}},
		Movimenti: []cassa.Movimento{{
			ID: "2024/31/1", Fonte: cassa.FonteOPI, Dominio: ente, Importo: euro("59.90"),
			Segno: cassa.Entrata, DataContabile: avviso.MustData("2024-05-06"),
			Causale: "ACCREDITO /PUR/LGPE-RIVERSAMENTO/URI/2024-05-06PPAYITR1XXX-S2024050601",
		}},
	}, rendicontazione.Opzioni{})

	for _, p := range report.Pendenze {
		fmt.Println(p.ID, p.Classe, "quietanzabile:", p.Quietanzabile)
	}
	// Output: MENSA-17 INCASSATA quietanzabile: true
}

// TestReadme holds both READMEs to the program above, to the generated diagram,
// to their length and to the two commands of their first screen.
func TestReadme(t *testing.T) {
	sorgente, err := os.ReadFile("esempio_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, corpo, _ := strings.Cut(string(sorgente), "func Example() {\n")
	corpo, _, _ = strings.Cut(corpo, "\t// Output:")
	corpo = strings.TrimSpace(corpo)
	diagramma, err := os.ReadFile("piemontepay/testdata/tentativo.mmd")
	if err != nil {
		t.Fatal(err)
	}
	for _, nome := range []string{"README.md", "README.it.md"} {
		b, err := os.ReadFile(nome)
		if err != nil {
			t.Fatal(err)
		}
		testo := string(b)
		if !strings.Contains(testo, corpo) {
			t.Errorf("%s: its program is not that of Example", nome)
		}
		if !strings.Contains(testo, strings.TrimSpace(string(diagramma))) {
			t.Errorf("%s: its diagram is not the generated one", nome)
		}
		if n := strings.Count(testo, "\n"); n > 250 {
			t.Errorf("%s: %d lines, over 250", nome, n)
		}
		schermo := strings.Join(strings.SplitN(testo, "\n", 26)[:25], "\n")
		for _, comando := range []string{"go run ./examples/riconcilia", "go test ./..."} {
			if !strings.Contains(schermo, comando) {
				t.Errorf("%s: the first screen does not show %q", nome, comando)
			}
		}
	}
}
