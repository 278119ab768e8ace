package gdp_test

import (
	"archive/zip"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// enumerato is what every enumeration of the package does.
type enumerato interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
	IsValid() bool
}

// provaNomi checks the texts of an enumeration and its codec.
func provaNomi[T enumerato, P interface {
	*T
	encoding.TextUnmarshaler
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
		var daTesto T
		require.NoError(t, P(&daTesto).UnmarshalText([]byte(nome)))
		require.Equal(t, v, daTesto)
	}
	var zero T
	require.False(t, zero.IsValid())
	require.False(t, T(len(nomi)+1).IsValid())
	_, err := zero.MarshalText()
	require.Error(t, err)
	_, err = parse("nome che nessuno ha")
	require.ErrorIs(t, err, tipo)
}

// provaColonna checks what a host keeps in a column.
func provaColonna[T interface {
	enumerato
	driver.Valuer
}, P interface {
	*T
	sql.Scanner
}](t *testing.T, ultimo T) {
	t.Helper()
	for v := range ultimo + 1 {
		valore, err := v.Value()
		require.NoError(t, err)
		require.Equal(t, v == 0, valore == nil)
		letto := ultimo
		require.NoError(t, P(&letto).Scan(valore))
		require.Equal(t, v, letto)
	}
}

func TestColonne(t *testing.T) {
	provaColonna(t, gdp.RTRicevutaPA)
	provaColonna(t, gdp.FineNegativa)
	provaColonna(t, gdp.IncassoFlusso)
	provaColonna(t, gdp.RuoloEC)
	provaColonna(t, gdp.StatoAttivazioneFallita)
}

func TestNomi(t *testing.T) {
	provaNomi(t, gdp.ParseRuolo, gdp.ErrNome, "NODO", "PSP", "EC")
	provaNomi(t, gdp.ParseStatoIncasso, gdp.ErrNome, "NESSUNO", "RPT_PAGATA", "RPT_ANNULLATA", "RPT_FLUSSO")
	provaNomi(t, gdp.ParsePosizione, gdp.ErrNome,
		"INIZIO", "ATTIVAZIONE", "RICHIESTA_PAGAMENTO", "INCASSO", "RIVERSAMENTO", "FINE", "FINE_NEGATIVA")
	provaNomi(t, gdp.ParseStatoPosizione, gdp.ErrNome,
		"INIZIO", "ATTIVAZIONE", "ATTIVAZIONE_ACCETTATA", "RICHIESTA_PAGAMENTO", "RICHIESTA_PAGAMENTO_ACCETTATA", "INCASSO", "INCASSO_RT",
		"INCASSO_PAGATA", "RIVERSAMENTO", "RIVERSAMENTO_PAGATA", "FINE", "FINE_NEGATIVA", "FINE_NEGATIVA_RT", "FINE_NEGATIVA_NODO",
		"FINE_NEGATIVA_INVIO", "FINE_NEGATIVA_ATTIVAZIONE")
	provaNomi(t, gdp.ParseSegnale, gdp.ErrNome,
		"PagataSenzaRT", "PagataSenzaRPT", "RTSenzaIncasso", "AnnullataSenzaAttivazione", "FlussoSenzaIncasso",
		"PagataDopoAnnullata", "AnnullataDopoIncasso", "DominioAmbiguo", "GiornaleAltroEnte", "GiornaleAltroGiorno")
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
	r, ok := avviso.RilievoDi(fmt.Errorf("x: %w", e))
	require.True(t, ok)
	require.Equal(t, avviso.Rilievo{Codice: gdp.CodiceIUV, Campo: "iuv", Valore: e.Valore, Riga: 3, Testo: "record non valido"}, r)
}

// TestNullo: what is not there is refused, or empty where nothing can be refused.
func TestNullo(t *testing.T) {
	var (
		giornale iter.Seq2[gdp.Evento, error]
		eventi   iter.Seq[gdp.Evento]
		analisi  *gdp.Analisi
		parte    *gdp.Accumulatore
		zip      *gdp.Archivio
	)
	_, daGiornale := gdp.Analizza(giornale)
	_, daTieni := gdp.Analizza(gdp.Tieni(giornale, nil))
	_, daAnalisi := analisi.Pagamenti()
	_, daPagamento := analisi.Pagamento(avviso.IUV{}, "")
	_, daRiepilogo := analisi.Riepiloga()
	_, daParte := parte.Pagamenti()
	for nome, err := range map[string]error{
		"Analizza": daGiornale, "Tieni": daTieni, "Pagamenti": daAnalisi, "Pagamento": daPagamento, "Riepiloga": daRiepilogo,
		"Accumulatore.Pagamenti": daParte, "Accumulatore.Aggiungi": parte.Aggiungi(gdp.Evento{}),
		"Accumulatore.Unisci": new(gdp.Accumulatore).Unisci(nil), "Aggiungi": analisi.Aggiungi(gdp.Evento{}),
		"Archivio":    new(gdp.Analisi).AggiungiTutti(zip.Eventi()),
		"ScriviRighe": gdp.ScriviRighe(io.Discard, eventi), "ScriviArray": gdp.ScriviArray(io.Discard, eventi), "ScriviCSV": gdp.ScriviCSV(io.Discard, eventi),
	} {
		require.ErrorIs(t, err, avviso.ErrNullo, nome)
		r, _ := avviso.RilievoDi(err)
		require.Equal(t, avviso.CodiceNullo, r.Codice, nome)
	}
	analisi.Unisci(nil)
	new(gdp.Analisi).Unisci(nil)
	require.Empty(t, parte.Eventi())
	require.Zero(t, zip.Nome())
	var pagamento *gdp.Pagamento
	require.Empty(t, pagamento.Logici())
	require.Empty(t, gdp.Sequenza(nil))
	var corso *gdp.Corso
	require.Equal(t, gdp.Ignoto, corso.Segui(&gdp.Evento{}))
	require.Equal(t, gdp.Ignoto, new(gdp.Corso).Segui(nil))
}

// TestParole: what the decoders of the standard library refuse is said in Italian,
// and their errors are still there.
func TestParole(t *testing.T) {
	p := gdp.Provenienza{Ruolo: gdp.RuoloPSP}
	_, daZip := gdp.ApriArchivio("GDP_EC_77777777777_20200131_1.zip", strings.NewReader("x"), 1, gdp.Limiti{})
	for nome, tt := range map[string]struct {
		err, causa error
		testo      string
	}{
		"quotes":    {new(gdp.Analisi).AggiungiTutti(gdp.ParseCSV(strings.NewReader(intestazione+"\n\"a\"b;;;;;;;;\n"), p)), csv.ErrQuote, `gdp: CSV (riga 2, colonna 3): record non valido: virgolette fuori posto`},
		"fields":    {new(gdp.Analisi).AggiungiTutti(gdp.ParseCSV(strings.NewReader(intestazione+"\na;b\n"), p)), csv.ErrFieldCount, `gdp: CSV (riga 2, colonna 1): record non valido: numero di campi sbagliato`},
		"array":     {new(gdp.Analisi).AggiungiTutti(gdp.ParseJSON(strings.NewReader("[{]"), p)), nil, `gdp: JSON (riga 1): file non leggibile: JSON non ben formato`},
		"cut array": {new(gdp.Analisi).AggiungiTutti(gdp.ParseJSON(strings.NewReader("[{"), p)), io.ErrUnexpectedEOF, `gdp: JSON (riga 1): file non leggibile: manca la fine`},
		"zip":       {daZip, zip.ErrFormat, `gdp: ZIP archivio: archivio non valido: non è uno ZIP`},
	} {
		t.Run(nome, func(t *testing.T) {
			require.EqualError(t, tt.err, tt.testo)
			if tt.causa != nil {
				require.ErrorIs(t, tt.err, tt.causa)
			}
		})
	}
}
