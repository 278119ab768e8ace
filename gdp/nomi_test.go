package gdp_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/gdp"
)

// enumerato is what every enumeration of the package does.
type enumerato interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
	encoding.TextAppender
	driver.Valuer
	IsValid() bool
}

// provaNomi checks the texts of an enumeration and their codecs.
func provaNomi[T enumerato, P interface {
	*T
	encoding.TextUnmarshaler
	sql.Scanner
}](t *testing.T, parse func(string) (T, error), tipo error, nomi ...string) {
	t.Helper()
	for i, nome := range nomi {
		v := T(i + 1)
		require.Equal(t, nome, v.String())
		require.True(t, v.IsValid())
		letto, err := parse(nome)
		require.NoError(t, err)
		require.Equal(t, v, letto)
		b, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, nome, string(b))
		b, err = v.AppendText([]byte("x"))
		require.NoError(t, err)
		require.Equal(t, "x"+nome, string(b))
		valore, err := v.Value()
		require.NoError(t, err)
		var daTesto, daColonna T
		require.NoError(t, P(&daTesto).UnmarshalText([]byte(nome)))
		require.NoError(t, P(&daColonna).Scan(valore))
		require.Equal(t, []T{v, v}, []T{daTesto, daColonna})
	}
	var zero, altro T
	require.False(t, zero.IsValid())
	require.False(t, T(len(nomi)+1).IsValid())
	_, err := zero.MarshalText()
	require.Error(t, err)
	nullo, err := zero.Value()
	require.NoError(t, err)
	require.Nil(t, nullo)
	require.NoError(t, P(&altro).Scan(nil))
	_, err = parse("nome che nessuno ha")
	require.ErrorIs(t, err, tipo)
}

func TestNomi(t *testing.T) {
	provaNomi(t, gdp.ParseRuolo, gdp.ErrNome, "NODO", "PSP", "EC")
	provaNomi(t, gdp.ParseFase, gdp.ErrNome, "A", "R", "T", "C", "F")
	provaNomi(t, gdp.ParseReinvio, gdp.ErrNome, "SOSTITUISCE", "INTEGRA")
	provaNomi(t, gdp.ParseStatoIncasso, gdp.ErrNome, "NESSUNO", "RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO")
	provaNomi(t, gdp.ParsePosizione, gdp.ErrNome,
		"INIZIO", "ATTIVAZIONE", "RICHIESTA_PAGAMENTO", "INCASSO", "RIVERSAMENTO", "FINE", "FINE_NEGATIVA")
	provaNomi(t, gdp.ParseSegno, gdp.ErrNome, "EmittenteInatteso", "Riletto")
	provaNomi(t, gdp.ParseSegnale, gdp.ErrNome,
		"PagataSenzaRT", "PagataSenzaRPT", "RTSenzaIncasso", "AnnullataSenzaAttivazione", "FlussoSenzaIncasso",
		"PagataDopoAnnullata", "AnnullataDopoIncasso", "DominioAmbiguo")
	provaNomi(t, gdp.ParseEsito, gdp.ErrNome,
		"Avanza", "Ripetuto", "Riapertura", "Sfasamento", "FuoriOrdine", "Incoerente", "RifiutoNonBloccante", "Ignoto")
	provaNomi(t, gdp.ParseEventCode, gdp.ErrEventCode,
		"RPT_PARCHEGGIATA_NODO", "RPT_RICEVUTA_NODO", "RPT_RIFIUTATA_NODO", "RPT_ACCETTATA_NODO", "RPT_RIFIUTATA_PSP",
		"RPT_ERRORE_INVIO_A_PSP", "RPT_INVIATA_A_PSP", "RPT_ACCETTATA_PSP", "RPT_DECORSI_TERMINI", "RT_RICEVUTA_NODO",
		"RT_RIFIUTATA_NODO", "RT_ACCETTATA_NODO", "RT_ACCETTATA_PA", "RT_RIFIUTATA_PA", "RT_ESITO_SCONOSCIUTO_PA",
		"RPT_RICHIESTA_ATTIVAZIONE", "RPT_ATTIVAZIONE_ACCETTATA_NODO", "RPT_ATTIVATA_PA", "RPT_ATTIVATA_ERRORE",
		"RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO", "RPT_INVIATA_PA", "RT_RICEVUTA_PA")
}

func TestNomeFileColonna(t *testing.T) {
	n := nomeEsempio(t)
	v, err := n.Value()
	require.NoError(t, err)
	var daTesto, daByte gdp.NomeFile
	require.NoError(t, daTesto.Scan(v))
	require.NoError(t, daByte.Scan([]byte(n.String())))
	require.True(t, daTesto == n && daByte == n)
	for _, src := range []any{nil, 1, "x"} {
		require.ErrorIs(t, daTesto.Scan(src), gdp.ErrNomeFile)
	}
	require.True(t, daTesto == n, "untouched by an error")
}

func TestErrore(t *testing.T) {
	e := &gdp.Errore{Codice: gdp.CodiceIUV, Campo: "iuv", Valore: "RSSMRA80A01H501U", Riga: 3, Err: gdp.ErrRecord}
	require.Equal(t, `gdp: IUV iuv (riga 3) "RSS*************": record non valido`, e.Error())
	require.True(t, errors.Is(e, gdp.ErrRecord))
}
