package gdp

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa/prova"
	"github.com/quietanza/quietanza/rpt/nodo"
)

func TestMacchinaIncasso(t *testing.T) {
	prova.Tutto(t, macchinaIncasso)
	prova.Struttura(t, macchinaIncasso, IncassoFlusso)
	prova.Cammina(t, macchinaIncasso,
		prova.Storia[StatoIncasso, StatoIncasso]{
			Nome: "collected and reported", Da: IncassoNessuno, Eventi: []StatoIncasso{IncassoPagato, IncassoFlusso}, A: IncassoFlusso,
		},
		prova.Storia[StatoIncasso, StatoIncasso]{
			Nome: "failed, then collected", Da: IncassoNessuno, Eventi: []StatoIncasso{IncassoAnnullato, IncassoPagato, IncassoAnnullato}, A: IncassoPagato,
		},
	)
}

// TestDiagrammiNeiDocumenti keeps the diagrams of the package documentation
// those of the machines.
func TestDiagrammiNeiDocumenti(t *testing.T) {
	sorgente, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	testo := string(sorgente)
	for _, d := range []string{prova.Diagramma(t, macchinaIncasso, "mermaid"), prova.Diagramma(t, diagrammaPubblicato, "mermaid")} {
		require.Contains(t, testo, comeCommento(d), "paste into doc.go:\n%s", comeCommento(d))
	}
}

func comeCommento(s string) string {
	var b strings.Builder
	for riga := range strings.SplitSeq(strings.TrimSuffix(s, "\n"), "\n") {
		b.WriteString(strings.TrimRight("//\t"+riga, " \t") + "\n")
	}
	return b.String()
}

// prove are the conditions under which every event is tried in every state:
// after the state, with or without the tolerance, at its very instant, and with
// the same role having recorded the code before.
var prove = []struct {
	nome    string
	istante int64
	visto   bool
}{
	{"after the tolerance", 1000, false},
	{"within the tolerance", 10, false},
	{"within the tolerance, recorded before by the same role", 10, true},
	{"at the same instant, recorded before by the same role", 0, true},
}

var sigle = map[Esito]string{
	Avanza: "A", Ripetuto: "=", Riapertura: "R", Sfasamento: "s", FuoriOrdine: "f", Incoerente: ".", RifiutoNonBloccante: "n",
}

// TestMatrice tries every code in every state of both tracks, under every
// condition, and compares the outcomes and what they move with a golden file.
func TestMatrice(t *testing.T) {
	var b strings.Builder
	b.WriteString("state (down) by code (across): A Avanza, = Ripetuto, R Riapertura, s Sfasamento, f FuoriOrdine,\n" +
		". Incoerente, n RifiutoNonBloccante\n\ncodes\n")
	for c := RPTParcheggiataNodo; c <= ultimoEventCode; c++ {
		fmt.Fprintf(&b, "%4d %s\n", c, c)
	}
	for _, dopoNegativa := range []bool{false, true} {
		for _, p := range prove {
			fmt.Fprintf(&b, "\nmessages, %s, previous RT negative: %t\n%31s", p.nome, dopoNegativa, "")
			for _, c := range perRango {
				fmt.Fprintf(&b, "%3d", c)
			}
			b.WriteByte('\n')
			for s := range nodo.Stati() {
				fmt.Fprintf(&b, "%-31s", s)
				for _, c := range perRango {
					k := nuovoCorso(100, DatiRT{PrecedenteNegativa: dopoNegativa})
					k.messaggio = s
					if p.visto {
						k.visti[c] = RuoloPSP.bit()
					}
					e := k.segui(&fatto{istante: p.istante, codice: c, ruolo: RuoloPSP})
					fmt.Fprintf(&b, "%3s", sigle[e])
					controllaMossa(t, &k, s, c, e)
				}
				b.WriteByte('\n')
			}
		}
	}
	matriceIncasso(&b)
	prova.Golden(t, "piega.matrice.txt", b.String())
}

// controllaMossa: the outcome says whether the state moved, and where to.
func controllaMossa(t *testing.T, k *Corso, da nodo.Stato, c EventCode, e Esito) {
	t.Helper()
	a, _ := c.StatoNodo()
	if e.muove() {
		require.Equal(t, a, k.messaggio)
		require.Equal(t, c, k.stato)
	} else {
		require.Equal(t, da, k.messaggio)
		require.Zero(t, k.stato)
	}
	require.Equal(t, e == Riapertura, k.tentativi == 2)
	require.Equal(t, IncassoNessuno, k.incasso)
}

func matriceIncasso(b *strings.Builder) {
	for _, p := range prove[:2] {
		fmt.Fprintf(b, "\ncash, %s\n%31s 20 21 22\n", p.nome, "")
		for s := range nomiStatoIncasso.Tutti() {
			fmt.Fprintf(b, "%-31s", s)
			for c := RPTPagata; c <= RPTFlusso; c++ {
				k := nuovoCorso(100, DatiRT{})
				k.incasso = s
				fmt.Fprintf(b, "%3s", sigle[k.segui(&fatto{istante: p.istante, codice: c, ruolo: RuoloPSP})])
			}
			b.WriteByte('\n')
		}
	}
}

// TestProiezione tries every pair of tracks, negative or not, with every
// knowledge of the RT, and compares the positions with a golden file.
func TestProiezione(t *testing.T) {
	var b strings.Builder
	for s := range nodo.Stati() {
		for c := range nomiStatoIncasso.Tutti() {
			fmt.Fprintf(&b, "%-31s %-14s", s, c)
			for _, negativo := range []bool{false, true} {
				for rt := RTIgnota; rt <= RTNegativa; rt++ {
					fmt.Fprintf(&b, " %-19s", Proietta(s, c, negativo, rt))
				}
			}
			b.WriteByte('\n')
		}
	}
	prova.Golden(t, "proiezione.txt", "messages, cash: position with the RT unknown, positive, negative; the same after a negative code\n"+b.String())
	require.Zero(t, Proietta(0, IncassoNessuno, false, RTIgnota))
	require.Zero(t, Proietta(nodo.Start, 0, false, RTIgnota))
}
