package rpt_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/automa/prova"
	"github.com/quietanza/quietanza/rpt"
)

// enumerato is what every enumeration of the package can do.
type enumerato interface {
	~uint8
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	IsValid() bool
}

type enumeratoP[T any] interface {
	*T
	encoding.TextUnmarshaler
}

// provaEnumerazione walks the names of an enumeration through every form.
func provaEnumerazione[T enumerato, P enumeratoP[T]](t *testing.T, parse func(string) (T, error), nomi ...string) {
	t.Helper()
	t.Run(fmt.Sprintf("%T", T(0)), func(t *testing.T) {
		for i, nome := range nomi {
			v := T(i + 1)
			require.True(t, v.IsValid())
			require.Equal(t, nome, v.String())
			letto, err := parse(nome)
			require.NoError(t, err)
			require.Equal(t, v, letto)
			b, err := json.Marshal(v)
			require.NoError(t, err)
			require.Equal(t, `"`+nome+`"`, string(b))
			var da, db T
			require.NoError(t, json.Unmarshal(b, &da))
			require.Equal(t, v, da)
			if c, inColonna := any(v).(driver.Valuer); inColonna {
				x, err := c.Value()
				require.NoError(t, err)
				require.NoError(t, any(&db).(sql.Scanner).Scan(x))
				require.Equal(t, v, db)
			}
		}
		for _, v := range []T{0, T(len(nomi) + 1), 255} {
			require.False(t, v.IsValid())
			_, err := v.MarshalText()
			require.ErrorIs(t, err, rpt.ErrNome)
			if c, inColonna := any(v).(driver.Valuer); inColonna && v != 0 {
				_, err = c.Value()
				require.ErrorIs(t, err, rpt.ErrNome)
			}
		}
		for _, nome := range []string{"", "x", strings.ToLower(nomi[0]) + " "} {
			_, err := parse(nome)
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, rpt.CodiceEnumerazione, e.Codice)
			require.Equal(t, nome, e.Valore)
			v := T(1)
			require.Error(t, P(&v).UnmarshalText([]byte(nome)))
			require.Equal(t, T(1), v, "a refusal leaves the value alone")
		}
		v := T(1)
		if c, inColonna := any(&v).(sql.Scanner); inColonna {
			require.NoError(t, c.Scan(nil))
			require.Zero(t, v, "NULL is an absent value")
		}
	})
}

func TestEnumerations(t *testing.T) {
	provaEnumerazione(t, rpt.ParseStatoRpt, "RPT_ATTIVATA", "RPT_ERRORE_INVIO_A_NODO", "RPT_RIFIUTATA_NODO", "RPT_ACCETTATA_NODO", "RPT_PARCHEGGIATA_NODO",
		"RPT_RICEVUTA_NODO", "RPT_INVIATA_A_PSP", "RPT_ACCETTATA_PSP", "RT_RICEVUTA_NODO", "RT_RIFIUTATA_NODO", "RT_ACCETTATA_NODO", "RT_RIFIUTATA_PA",
		"RT_ESITO_SCONOSCIUTO_PA", "RT_ERRORE_INVIO_A_PA", "INTERNO_NODO", "RPT_RIFIUTATA_PSP", "RPT_ERRORE_INVIO_A_PSP", "RPT_DECORSI_TERMINI",
		"RT_GENERATA_NODO", "RPT_ANNULLATA", "RPT_SCADUTA", "RT_ACCETTATA_PA", "RPT_ANNULLATA_WISP")
	for i, nome := range []string{
		"NodoOK", "NodoKO", "ErroreInvio", "RTValida", "RTNonValida", "NuovaAttivazione", "Timeout",
		"StatoNodo:RPT_PARCHEGGIATA_NODO", "StatoNodo:RPT_RICEVUTA_NODO", "StatoNodo:RPT_RIFIUTATA_NODO", "StatoNodo:RPT_ACCETTATA_NODO",
		"StatoNodo:RPT_RIFIUTATA_PSP", "StatoNodo:RPT_ERRORE_INVIO_A_PSP", "StatoNodo:RPT_INVIATA_A_PSP", "StatoNodo:RPT_ACCETTATA_PSP",
		"StatoNodo:RPT_DECORSI_TERMINI", "StatoNodo:RT_RICEVUTA_NODO", "StatoNodo:RT_RIFIUTATA_NODO", "StatoNodo:RT_ACCETTATA_NODO",
		"StatoNodo:RT_ACCETTATA_PA", "StatoNodo:RT_RIFIUTATA_PA", "StatoNodo:RT_ESITO_SCONOSCIUTO_PA", "StatoNodo:RT_ERRORE_INVIO_A_PA",
		"StatoNodo:RT_GENERATA_NODO", "StatoNodo:INTERNO_NODO", "StatoNodo:RPT_ANNULLATA", "StatoNodo:RPT_ANNULLATA_WISP",
		"RPTSconosciuta", "RPTSconosciutaModello3",
	} {
		e, err := rpt.ParseEventoRpt(nome)
		require.NoError(t, err)
		require.Equal(t, rpt.EventoRpt(i+1), e)
		require.Equal(t, nome, e.String())
	}
}

// TestOfficialTexts compares the official descriptions with testdata/testi.txt.
func TestOfficialTexts(t *testing.T) {
	var b strings.Builder
	for _, e := range []rpt.CodiceEsitoPagamento{"0", "1", "2", "3", "4"} {
		fmt.Fprintf(&b, "codiceEsitoPagamento %s %s: %s\n", e, e.Nome(), e.Testo())
	}
	testi[rpt.AutenticazioneSoggetto](&b, "autenticazioneSoggetto", "CNS", "USR", "OTH", "N/A")
	testi[rpt.TipoVersamento](&b, "tipoVersamento", "BBT", "BP", "AD", "CP", "PO", "OBEP", "OTH", "JIF", "MYBK", "PPAL")
	testi[rpt.TipoIdentificativoUnivoco](&b, "tipoIdentificativoUnivoco", "F", "G", "A", "B")
	testi[rpt.TipoAllegatoRicevuta](&b, "tipoAllegatoRicevuta", "ES", "BD")
	prova.Golden(t, "testi.txt", b.String())
}

func testi[T interface {
	~string
	IsValid() bool
	Testo() string
}](b *strings.Builder, nome string, valori ...T) {
	for _, v := range valori {
		fmt.Fprintf(b, "%s %s: %s\n", nome, v, v.Testo())
		if !v.IsValid() {
			b.WriteString("a value of the list is not valid\n")
		}
	}
	for _, v := range []T{"", "x", valori[0] + " "} {
		if v.IsValid() || v.Testo() != "" {
			b.WriteString("an invalid value has a text\n")
		}
	}
}

// TestListsWithoutTexts holds the lists whose values have no description.
func TestListsWithoutTexts(t *testing.T) {
	elenco(t, rpt.Outcome.IsValid, "OK", "KO")
	elenco(t, rpt.Versione.IsValid, "V1", "V2")
	elenco(t, rpt.Gruppo.IsValid, "SOGGETTI", "SANP")
	elenco(t, rpt.TipoRichiesta.IsValid, "paGetPayment", "paGetPaymentV2", "RPT")
	elenco(t, rpt.Scadenza.IsValid, "CONSERVAZIONE", "TOKEN", "TENTATIVO", "SESSIONE_PSP")
	require.Equal(t, "0 01", rpt.FirmaNonRichiesta+" "+rpt.BolloImposta)
	require.Equal(t, "OK TIMEOUT NON_RAGGIUNGIBILE IN_GESTIONE RIFIUTATO",
		fmt.Sprint(rpt.InvioOK, " ", rpt.InvioTimeout, " ", rpt.InvioNonRaggiungibile, " ", rpt.InvioInGestione, " ", rpt.InvioRifiutato))
	require.Equal(t, "IN_CORSO ESEGUITO NON_ESEGUITO ESEGUITO_PARZIALE FALLITO ANNULLATO",
		fmt.Sprint(rpt.SessioneInCorso, " ", rpt.SessioneEseguito, " ", rpt.SessioneNonEseguito, " ", rpt.SessioneEseguitoParziale, " ",
			rpt.SessioneFallito, " ", rpt.SessioneAnnullato))
}

func elenco[T ~string](t *testing.T, valido func(T) bool, valori ...T) {
	t.Helper()
	for _, v := range valori {
		require.True(t, valido(v), v)
		require.False(t, valido(v+" "), v)
	}
	require.False(t, valido(""))
}

func TestOutcomes(t *testing.T) {
	tests := []struct {
		codice                      rpt.CodiceEsitoPagamento
		nome                        string
		positivo, obbligatori, zero bool
		effetto                     rpt.EffettoEsito
	}{
		{"0", "PAGAMENTO_ESEGUITO", true, true, false, rpt.EffettoEseguito},
		{"1", "PAGAMENTO_NON_ESEGUITO", false, false, true, rpt.EffettoNessuno},
		{"2", "PAGAMENTO_PARZIALMENTE_ESEGUITO", true, true, false, rpt.EffettoParziale},
		{"3", "DECORRENZA_TERMINI", false, false, true, rpt.EffettoNessuno},
		{"4", "DECORRENZA_TERMINI_PARZIALE", true, true, false, rpt.EffettoParziale},
		{"5", "", false, false, false, ""},
		{"", "", false, false, false, ""},
		{"00", "", false, false, false, ""},
	}
	for _, tt := range tests {
		t.Run(string(tt.codice), func(t *testing.T) {
			c := tt.codice
			require.Equal(t, tt.nome, c.Nome())
			require.Equal(t, tt.positivo, c.Positivo())
			require.Equal(t, tt.obbligatori, c.PagamentiObbligatori())
			require.Equal(t, tt.zero, c.ImportoZero())
			require.Equal(t, tt.effetto, c.Effetto())
			require.Equal(t, tt.nome == "", c.Testo() == "")
			letto, err := rpt.ParseCodiceEsitoPagamento(string(c))
			if tt.nome == "" {
				require.ErrorIs(t, err, rpt.ErrEnumerazione)
				require.Empty(t, letto)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c, letto)
		})
	}
	require.Equal(t, rpt.PagamentoEseguito, rpt.OutcomeOK.Esito())
	require.Equal(t, rpt.PagamentoNonEseguito, rpt.OutcomeKO.Esito())
	require.Empty(t, rpt.Outcome("").Esito())
}
