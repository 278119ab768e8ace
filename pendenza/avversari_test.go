package pendenza_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/pendenza"
)

// lettoriJSON are all the doors through which JSON comes in, with a member of
// the document of each.
var lettoriJSON = []struct {
	nome, membro string
	leggi        func([]byte) error
}{
	{"ParsePendenza", "causale", func(b []byte) error { _, err := pendenza.ParsePendenza(b); return err }},
	{"Pendenza.UnmarshalJSON", "causale", func(b []byte) error { return new(pendenza.Pendenza).UnmarshalJSON(b) }},
	{"LeggiPendenza", "causale", func(b []byte) error { return violato(pendenza.EsaminaPendenza(b)) }},
	{"EsaminaParziale", "causale", func(b []byte) error { return violato(pendenza.EsaminaParziale(b)) }},
	{"EsaminaNuova", "causale", func(b []byte) error {
		return violato(pendenza.EsaminaNuova(b, pendenza.Testata{IdDominio: avviso.IdDominio{}}))
	}},
	{"ParseEvento", "ccp", func(b []byte) error { _, err := pendenza.ParseEvento(b, time.Time{}); return err }},
	{"LeggiRispostaHost", "descrizioneStato", func(b []byte) error { _, _, err := pendenza.LeggiRispostaHost(b); return err }},
	{"LeggiRispostaHost, v1", "descrizioneStato", func(b []byte) error { _, _, err := pendenza.LeggiRispostaHost(b); return err }},
}

// violato returns the refusal of a document, or the violations as an error.
func violato(_ pendenza.Pendenza, v []avviso.Violazione, err error) error {
	if err == nil && len(v) > 0 {
		return &pendenza.NonValida{Violazioni: v}
	}
	return err
}

// TestJSONAvverso gives every reader documents made to exhaust it: what it
// allocates is a small multiple of what it is given.
func TestJSONAvverso(t *testing.T) {
	prova.SenzaRace(t)
	for i, l := range lettoriJSON {
		t.Run(l.nome, func(t *testing.T) {
			for _, a := range prova.AttacchiJSON(l.membro, i == 0) {
				var err error
				n := prova.Assegnati(func() { err = l.leggi(a.Dati) })
				require.Error(t, err, a.Nome)
				require.LessOrEqual(t, n, uint64(8*len(a.Dati)+64<<10), a.Nome)
				require.Less(t, len(err.Error()), 20_000, a.Nome)
			}
			var e *pendenza.Errore
			err := l.leggi(fmt.Appendf(nil, `{"%s":null,"%s":null}`, l.membro, l.membro))
			require.ErrorAs(t, err, &e)
			require.Equal(t, pendenza.CodiceMembro, e.Codice)
			require.Equal(t, l.membro, e.Campo)
		})
	}
}

// TestListeAvverse: lists of 300,000 elements, of which none is good, are
// neither kept nor compared with each other. Comparing would take 10^11 steps.
func TestListeAvverse(t *testing.T) {
	prova.SenzaRace(t)
	n := 300_000
	if testing.Short() {
		n = 20_000
	}
	tests := []struct{ nome, lettore, testa, elemento, coda string }{
		{"items that are no objects", "LeggiPendenza", `{"voci":[`, "0,", "0]}"},
		{"empty items", "EsaminaNuova", `{"voci":[`, "{},", "{}]}"},
		{"equal items", "ParsePendenza", `{"voci":[`, `{"idVocePendenza":"a","importo":1},`, `{}]}`},
		{"payments", "LeggiPendenza", `{"pagamenti":[`, "0,", "0]}"},
		{"empty payments", "LeggiPendenza", `{"pagamenti":[`, "{},", "{}]}"},
		{"attempts", "LeggiPendenza", `{"tentativi":[`, "0,", "0]}"},
		{"warnings", "EsaminaParziale", `{"segnalazioni":[`, "{},", "0]}"},
		{"items of a receipt", "ParseEvento", `{"tipo":"ricevuta","voci":[`, "0,", "0]}"},
		{"indices", "ParseEvento", `{"tipo":"storno","indici":[`, "0,", "0]}"},
		{"items of an update", "ParseEvento", `{"tipo":"aggiorna","pendenza":{"voci":[`, "{},", "0]}}"},
		{"items of an answer", "LeggiRispostaHost", `{"stato":"NON_ESEGUITA","pendenza":{"voci":[`, "{},", "0]}}"},
		{"items of an old answer", "LeggiRispostaHost, v1", `{"stato":"NON_ESEGUITA","voci":[`, "{},", "0]}"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			dati := prova.Testo(tt.testa, tt.elemento, n, tt.coda)
			for _, l := range lettoriJSON {
				if l.nome != tt.lettore {
					continue
				}
				var err error
				assegnati := prova.Assegnati(func() { err = l.leggi(dati) })
				if !strings.Contains(l.nome, "RispostaHost") { // which comes back with violations and no position
					require.Error(t, err)
				}
				require.LessOrEqual(t, assegnati, uint64(64*len(dati)+4*prova.Mega))
			}
		})
	}
	_, v, err := pendenza.EsaminaPendenza(prova.Testo(`{"voci":[`, "{},", n, "{}]}"))
	require.NoError(t, err)
	require.Contains(t, fmt.Sprint(v), fmt.Sprintf("voci: massimo 5 voci, trovate %d", n+1))
	require.Less(t, len(v), 2000)
}

// TestNumeriAvversi puts numbers where amounts and counts stand: they are read as
// texts, never computed.
func TestNumeriAvversi(t *testing.T) {
	prova.SenzaRace(t)
	for _, n := range prova.Numeri() {
		for _, s := range []string{n, `"` + n + `"`} {
			for _, documento := range []string{`{"importo":` + s + `}`, `{"voci":[{"importo":` + s + `}]}`, `{"annoRiferimento":` + s + `}`} {
				var v []avviso.Violazione
				var err error
				assegnati := prova.Assegnati(func() { _, v, err = pendenza.EsaminaParziale([]byte(documento)) })
				require.LessOrEqual(t, assegnati, uint64(20*len(documento)+64<<10), "%.40s", documento)
				require.NoError(t, err)
				require.NotEmpty(t, v, "%.40s", documento)
				require.Less(t, len(fmt.Sprint(v)), 2000)
			}
			_, err := pendenza.ParseEvento([]byte(`{"tipo":"pagamentoSenzaRPT","importo":`+s+`}`), time.Time{})
			require.Error(t, err)
		}
	}
}

// TestAllegatiAvversi: a value of the application is kept as it is, to the depth
// that a document may have.
func TestAllegatiAvversi(t *testing.T) {
	annidato := func(n int) []byte {
		return []byte(`{"datiAllegati":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}`)
	}
	p, _, err := pendenza.EsaminaParziale(annidato(63))
	require.NoError(t, err)
	require.True(t, json.Valid(p.DatiAllegati))
	_, _, err = pendenza.EsaminaParziale(annidato(64))
	var e *pendenza.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, pendenza.CodiceJSON, e.Codice)
}
