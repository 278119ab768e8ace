package prova

import (
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// variabile hands the input of a step count to the program that counts.
const variabile = "QUIETANZA_PASSI"

// Contapassi counts the steps of a work: how many statements it executes, which
// is the same number on every machine.
type Contapassi struct {
	programma, prova string
	vuoto            int
}

// NuovoContapassi builds the tests of the package under test once more, with a
// counter in every block of the packages said ("." is the package itself). The
// test called prova is what will be counted; it gets its input from [Contato].
// Building takes seconds: short tests skip.
func NuovoContapassi(t *testing.T, prova string, pacchetti ...string) *Contapassi {
	t.Helper()
	if testing.Short() {
		t.Skip("builds a program")
	}
	c := &Contapassi{programma: filepath.Join(t.TempDir(), "contapassi"), prova: prova}
	esegui(t, exec.CommandContext(t.Context(), "go", "test", "-c", "-cover", "-covermode=atomic", "-coverpkg="+strings.Join(pacchetti, ","), "-o", c.programma, "."))
	c.vuoto = c.conta(t, "")
	require.Positive(t, c.conta(t, "xxxxxxxxxxxxxxxx")-c.vuoto, "nothing is counted")
	return c
}

// Passi returns the steps of the work on s beyond those of the work on nothing.
func (c *Contapassi) Passi(t *testing.T, s string) int {
	t.Helper()
	return c.conta(t, s) - c.vuoto
}

func (c *Contapassi) conta(t *testing.T, s string) (passi int) {
	t.Helper()
	profilo := filepath.Join(t.TempDir(), "profilo")
	cmd := exec.CommandContext(t.Context(), c.programma, "-test.run=^"+c.prova+"$", "-test.coverprofile="+profilo)
	cmd.Env = append(os.Environ(), variabile+"="+hex.EncodeToString([]byte(s)))
	esegui(t, cmd)
	blocchi, err := os.ReadFile(profilo)
	require.NoError(t, err)
	for riga := range strings.Lines(string(blocchi)) {
		// A block: place, statements in it, times it was entered.
		campi := strings.Fields(riga)
		if len(campi) != 3 {
			continue
		}
		var istruzioni, volte int
		_, err := fmt.Sscan(campi[1]+" "+campi[2], &istruzioni, &volte)
		require.NoError(t, err, riga)
		passi += istruzioni * volte
	}
	return passi
}

func esegui(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	uscita, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", uscita)
}

// Contato returns the input to count; in any other run of the tests it skips.
func Contato(t *testing.T) string {
	t.Helper()
	esa, ok := os.LookupEnv(variabile)
	if !ok {
		t.Skip("runs when its steps are counted")
	}
	s, err := hex.DecodeString(esa)
	require.NoError(t, err)
	return string(s)
}
