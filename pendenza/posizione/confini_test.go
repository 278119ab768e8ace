package posizione_test

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/posizione"
)

// iupd yields n names, each with as many characters more.
func iupd(n, altri int) iter.Seq[string] {
	resto := strings.Repeat("x", altri)
	return func(yield func(string) bool) {
		for i := range n {
			if !yield(fmt.Sprint("P", i, resto)) {
				return
			}
		}
	}
}

// conta counts what is written.
type conta int

func (c *conta) Write(b []byte) (int, error) {
	*c += conta(len(b))
	return len(b), nil
}

// A mass file holds a hundred thousand elements and a hundred million bytes, each name once.
func TestFileAlLimite(t *testing.T) {
	require.NoError(t, posizione.ScriviCancellazioni(io.Discard, posizione.Cancella, iupd(posizione.MaxPosizioniFile, 0)))
	require.ErrorContains(t, posizione.ScriviCancellazioni(io.Discard, "", iupd(posizione.MaxPosizioniFile+1, 0)), "ELEMENTI_MAX paymentPositionIUPDs")
	if !testing.Short() {
		require.ErrorContains(t, posizione.ScriviCancellazioni(io.Discard, "", iupd(11, 10_000_000)), "LIMITE paymentPositionIUPDs[9]")
		// Exactly full, with all that stands between and behind the names.
		pieno := posizione.MaxByteFile - len(`{"paymentPositionIUPDs":["A",`+"\n"+`""]}`+"\n")
		var scritti conta
		require.NoError(t, posizione.ScriviCancellazioni(&scritti, "", slices.Values([]string{"A", strings.Repeat("x", pieno)})))
		require.EqualValues(t, posizione.MaxByteFile, scritti)
		require.ErrorContains(t, posizione.ScriviCancellazioni(io.Discard, "", slices.Values([]string{"A", strings.Repeat("x", pieno+1)})), "LIMITE paymentPositionIUPDs[1]")
	}
	require.ErrorContains(t, posizione.ScriviCancellazioni(io.Discard, "", slices.Values([]string{"A", "B", "A"})), "DUPLICATO paymentPositionIUPDs[2].iupd")

	letti := 0
	for _, err := range posizione.LeggiFile(strings.NewReader(`{"paymentPositionIUPDs":[1` + strings.Repeat(",1", posizione.MaxPosizioniFile) + `]}`)) {
		if err != nil {
			require.ErrorContains(t, err, "ELEMENTI_MAX paymentPositionIUPDs")
			continue
		}
		letti++
	}
	require.Equal(t, posizione.MaxPosizioniFile, letti)
}

// The operation of a file is one of three; what its reader fails of can be asked.
func TestOperazioni(t *testing.T) {
	for op, want := range map[string]bool{"CREATE": true, "UPDATE": true, "DELETE": true, "create": false, "X": false, "": false} {
		var ultimo error
		for r, err := range posizione.LeggiFile(strings.NewReader(`{"operation":"` + op + `","paymentPositionIUPDs":["A"]}`)) {
			if ultimo = err; err == nil {
				require.Equal(t, posizione.Operazione(op), r.Operazione)
			}
		}
		require.Equal(t, want, ultimo == nil, "%s: %v", op, ultimo)
		if !want {
			require.ErrorContains(t, ultimo, "ENUM operation")
		}
	}
	guasto := errors.New("guasto")
	for _, err := range posizione.LeggiFile(io.MultiReader(strings.NewReader(`{"operation":`), iotest.ErrReader(guasto))) {
		require.ErrorIs(t, err, guasto)
		require.ErrorIs(t, err, posizione.ErrPosizione)
	}
}

// The name of an office is asked for by the unit that a pendenza names.
func TestUfficio(t *testing.T) {
	o := posizione.Opzioni{Ente: avviso.Ente{Nome: "Comune di Prova", Settore: "Tributi"}, Ufficio: func(id string) (string, bool) { return "Ufficio " + id, id != "U9" }}
	for unita, want := range map[string]string{"U1": "Ufficio U1", "U9": "Tributi", "": "Tributi"} {
		d := d0()
		d.IDUnitaOperativa = unita
		p, _, err := posizione.DaPendenze([]pendenza.Pendenza{d}, o)
		require.NoError(t, err)
		require.Equal(t, want, p.OfficeName, unita)
	}
}

// The first shape holds one plan of instalments.
func TestPianiInV1(t *testing.T) {
	p, err := posizione.Parse([]byte(duePiuUna))
	require.NoError(t, err)
	p.IdDominio = avviso.MustIdDominio("12345678903")
	_, err = p.Append(nil, posizione.V1)
	require.NoError(t, err)
	for i := range p.Opzioni {
		p.Opzioni[i].Rateale = true
	}
	_, err = p.Append(nil, posizione.V1)
	require.ErrorContains(t, err, "FORMA paymentOption[1].installments")
}

// A payment without transfers has no sum to be wrong; the debtor of the first shape is told
// by its own names.
func TestLuoghi(t *testing.T) {
	p := valida(t)
	p.Opzioni[0].Rate[0].Transfer = nil
	var vv []string
	for _, v := range p.Violazioni() {
		vv = append(vv, string(v.Codice)+" "+v.Campo)
	}
	require.Equal(t, []string{"ELEMENTI_MIN paymentOption[0].installments[0].transfer"}, vv)

	_, err := posizione.Parse([]byte(strings.Replace(duePiuUna, `"fullName"`, `"country":"I","fullName"`, 1)))
	require.ErrorContains(t, err, "PATTERN country")
}
