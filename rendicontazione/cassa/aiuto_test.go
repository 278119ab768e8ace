package cassa_test

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

var dominio = avviso.MustIdDominio("99999000013")

const iban = "IT60X0542811101000000123456"

func conti() cassa.Conti {
	return cassa.Conti{"it60 X054 2811 1010 0000 0123 456": dominio, "05034/1234": dominio}
}

func campione(t testing.TB, nome string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", nome))
	require.NoError(t, err)
	return string(b)
}

// raccogli drains a tolerant sequence.
func raccogli[T any](seq iter.Seq2[T, error]) (valori []T, errori []error) {
	for v, err := range seq {
		if err != nil {
			errori = append(errori, err)
			continue
		}
		valori = append(valori, v)
	}
	return valori, errori
}

// giornale returns a page whose movements are given as XML.
func giornale(movimenti ...string) string {
	return `<flusso_giornale_di_cassa><testata_messaggio><codice_fiscale_ente>99999000013</codice_fiscale_ente></testata_messaggio>
<identificativo_flusso_BT>GDC-2024050600010000001#001#001</identificativo_flusso_BT><pagina>1</pagina><pagine_totali>1</pagine_totali>
<esercizio>2024</esercizio><data_riferimento_GdC>2024-05-06</data_riferimento_GdC>
<informazioni_conto_evidenza><conto_evidenza>1</conto_evidenza>
` + strings.Join(movimenti, "\n") + `
</informazioni_conto_evidenza></flusso_giornale_di_cassa>`
}

// assente leaves an element out.
const assente = "\x00"

// movimento returns one movement, the elements in coppie (name, value) replacing the usual
// ones; the value assente leaves the element out.
func movimento(coppie ...string) string {
	nomi := []string{"tipo_movimento", "tipo_documento", "tipo_operazione", "numero_documento", "progressivo_documento", "importo", "data_movimento", "causale"}
	valori := map[string]string{
		"tipo_movimento": "ENTRATA", "tipo_documento": "SOSPESO ENTRATA", "tipo_operazione": "ESEGUITO",
		"numero_documento": "15", "progressivo_documento": "0", "importo": "10.00", "data_movimento": "2024-05-06", "causale": "C",
	}
	for i := 0; i < len(coppie); i += 2 {
		if _, noto := valori[coppie[i]]; !noto {
			nomi = append(nomi, coppie[i])
		}
		valori[coppie[i]] = coppie[i+1]
	}
	var b strings.Builder
	b.WriteString("<movimento_conto_evidenza>")
	for _, n := range nomi {
		if valori[n] != assente {
			fmt.Fprintf(&b, "<%s>%s</%s>", n, valori[n], n)
		}
	}
	b.WriteString("</movimento_conto_evidenza>")
	return b.String()
}

func apri(t testing.TB, xml string) *cassa.Giornale {
	t.Helper()
	g, err := cassa.NuovoGiornale(strings.NewReader(xml))
	require.NoError(t, err)
	return g
}

// richiede checks an error against a code, a kind, a field and a line.
func richiede(t testing.TB, err error, codice avviso.Codice, tipo error, campo string, riga int) {
	t.Helper()
	var e *cassa.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, codice, e.Codice, err.Error())
	require.ErrorIs(t, err, tipo)
	require.Equal(t, campo, e.Campo, err.Error())
	if riga >= 0 {
		require.Equal(t, riga, e.Riga, err.Error())
	}
	require.True(t, strings.HasPrefix(err.Error(), "cassa: "), err.Error())
}

var errLettore = errors.New("disk on fire")

// rotto delivers s and then fails.
type rotto struct{ s string }

func (r *rotto) Read(p []byte) (int, error) {
	if r.s == "" {
		return 0, errLettore
	}
	n := copy(p, r.s)
	r.s = r.s[n:]
	return n, nil
}
