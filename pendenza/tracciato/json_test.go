package tracciato_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

const d0 = `{"idA2A":"GEST","idPendenza":"P1","idTipoPendenza":"TARI","idDominio":"12345678903","causale":"TARI 2026 rata unica","importo":100.00,` +
	`"voci":[{"idVocePendenza":"1","importo":100.00,"descrizione":"TARI","ibanAccredito":"IT60X0542811101000000123456","tipoContabilita":"ALTRO","codiceContabilita":"0101002IM"}]}`

// piu is the position with another name and a member more.
func piu(nome, membro string) string {
	return strings.TrimSuffix(strings.Replace(d0, `"P1"`, `"`+nome+`"`, 1), "}") + "," + membro + "}"
}

// caricaJSON loads a file by either door.
func caricaJSON(t *testing.T, testo string, tollerante bool) ([]tracciato.Risultato, tracciato.Progresso, *tracciato.Memoria) {
	t.Helper()
	archivio := new(tracciato.Memoria)
	c := tracciato.Caricatore{Archivio: archivio}
	o := tracciato.Opzioni{Tollerante: tollerante}
	p := tracciato.Inizio(tracciato.JSON)
	_, err := p.Valida(strings.NewReader(testo), o)
	require.NoError(t, err)
	var risultati []tracciato.Risultato
	for r, err := range c.Carica(&p, tracciato.LeggiJSON(strings.NewReader(testo), o)) {
		require.NoError(t, err)
		risultati = append(risultati, r)
	}
	return risultati, p, archivio
}

func campi(rilievi []avviso.Rilievo) (s []string) {
	for _, r := range rilievi {
		s = append(s, string(r.Codice)+" "+r.Campo)
	}
	return s
}

// TestRigaPerRiga: one bad row does not stop the file.
func TestRigaPerRiga(t *testing.T) {
	testo := `{"inserimenti":[` + strings.Join([]string{
		d0, piu("P2", `"causal":"x"`), strings.Replace(strings.Replace(d0, `"P1"`, `"P3"`, 1), `"importo":100.00,"voci"`, `"importo":0,"voci"`, 1), "5",
	}, ",") + `],"annullamenti":[{"idA2A":"GEST","idPendenza":"P9"}]}`
	righe, p, _ := caricaJSON(t, testo, false)
	require.Equal(t, []string{
		"ADD ESEGUITO ADD_OK", "ADD SCARTATO 400000", "ADD SCARTATO 400000", "NON_VALIDA NON_VALIDO 400000", "DEL SCARTATO VER_008",
	}, esiti(righe))
	require.Equal(t, tracciato.Progresso{Formato: tracciato.JSON, Stato: tracciato.CaricamentoKO, Totali: 5, Eseguite: 1, Fallite: 4}, p)
	require.Equal(t, []string{"MEMBRO causal"}, campi(righe[1].Violazioni))
	require.Equal(t, "Richiesta non valida: causal: membro sconosciuto", righe[1].Descrizione)
	require.Equal(t, []string{"MIN importo"}, campi(righe[2].Violazioni))

	righe, p, archivio := caricaJSON(t, testo, true)
	require.Equal(t, []string{
		"ADD ESEGUITO ADD_OK", "ADD ESEGUITO ADD_OK", "ADD SCARTATO 400000", "NON_VALIDA NON_VALIDO 400000", "DEL SCARTATO VER_008",
	}, esiti(righe))
	require.Equal(t, 2, p.Eseguite)
	require.Equal(t, []string{"MEMBRO causal"}, campi(righe[1].Avvertenze))
	q, _, err := archivio.Pendenza(pendenza.Chiave{IDA2A: "GEST", IDPendenza: "P2"})
	require.NoError(t, err)
	require.Equal(t, avviso.Altri(`"causal":"x"`), q.Altri)
}

// TestRigheDiOgniSorta: what else a row may be, by either door.
func TestRigheDiOgniSorta(t *testing.T) {
	for nome, tt := range map[string]struct {
		inserimenti, annullamenti string
		rigorosa, tollerante      string
		violazione                string // of the strict door
	}{
		"member twice":           {piu("P1", `"causale":"x"`), "", "ADD SCARTATO 400000", "ADD SCARTATO 400000", "MEMBRO causale"},
		"another case":           {piu("P1", `"Nome":"x"`), "", "ADD SCARTATO 400000", "ADD SCARTATO 400000", "MEMBRO Nome"},
		"a list":                 {"[]", "", "NON_VALIDA NON_VALIDO 400000", "NON_VALIDA NON_VALIDO 400000", ""},
		"null":                   {"null", "", "NON_VALIDA NON_VALIDO 400000", "NON_VALIDA NON_VALIDO 400000", ""},
		"too deep":               {piu("P1", `"datiAllegati":`+strings.Repeat("[", 70)+strings.Repeat("]", 70)), "", "ADD SCARTATO 400000", "ADD SCARTATO 400000", "JSON "},
		"no application":         {"", `{"idPendenza":"P"}`, "NON_VALIDA NON_VALIDO 400000", "NON_VALIDA NON_VALIDO 400000", ""},
		"no position":            {"", `{"idA2A":"A"}`, "NON_VALIDA NON_VALIDO 400000", "NON_VALIDA NON_VALIDO 400000", ""},
		"unknown of a DEL":       {"", `{"idA2A":"A","idPendenza":"P","x":1}`, "DEL SCARTATO 400000", "DEL SCARTATO VER_008", "MEMBRO x"},
		"number for a text, DEL": {"", `{"idA2A":"A","idPendenza":7}`, "DEL SCARTATO 400000", "DEL SCARTATO VER_008", "PATTERN idPendenza"},
		"twice in a DEL":         {"", `{"idA2A":"A","idPendenza":"P","idPendenza":"Q"}`, "DEL SCARTATO 400000", "DEL SCARTATO 400000", "MEMBRO idPendenza"},
		"case of a DEL":          {"", `{"idA2A":"A","IdPendenza":"P"}`, "DEL SCARTATO 400000", "DEL SCARTATO 400000", "MEMBRO IdPendenza"},
		"DEL that is none":       {"", `5`, "NON_VALIDA NON_VALIDO 400000", "NON_VALIDA NON_VALIDO 400000", ""},
	} {
		testo := `{"inserimenti":[` + tt.inserimenti + `],"annullamenti":[` + tt.annullamenti + `]}`
		righe, _, _ := caricaJSON(t, testo, false)
		require.Equal(t, []string{tt.rigorosa}, esiti(righe), nome)
		if tt.violazione != "" {
			require.Equal(t, []string{tt.violazione}, campi(righe[0].Violazioni), nome)
		}
		righe, _, _ = caricaJSON(t, testo, true)
		require.Equal(t, []string{tt.tollerante}, esiti(righe), nome)
	}
	// The first valid one of a name counts.
	righe, _, _ := caricaJSON(t, `{"inserimenti":[`+piu("P1", `"x":1`)+","+d0+","+d0+`]}`, false)
	require.Equal(t, []string{"ADD SCARTATO 400000", "ADD ESEGUITO ADD_OK", "ADD SCARTATO ADD_KO"}, esiti(righe))
}

// TestTestataTollerante: a member that the file does not have is passed over and
// told.
func TestTestataTollerante(t *testing.T) {
	testo := `{"idTracciato":7,"idDominio":12345678903,"altro":{"a":[1]},"inserimenti":[]}`
	p := tracciato.Inizio(tracciato.JSON)
	testata, err := p.Valida(strings.NewReader(testo), tracciato.Opzioni{Tollerante: true})
	require.NoError(t, err)
	require.Equal(t, "7", testata.IDTracciato)
	require.Equal(t, "12345678903", testata.IdDominio.String())
	require.Equal(t, []string{"TIPO idTracciato", "TIPO idDominio", "MEMBRO altro"}, campi(testata.Avvertenze))
	for _, testo := range []string{`{"Inserimenti":[]}`, `{"x":1,"x":2}`} {
		_, err = tracciato.ParseTestata(tracciato.JSON, strings.NewReader(testo), tracciato.Opzioni{Tollerante: true})
		var e *tracciato.Errore
		require.ErrorAs(t, err, &e, testo)
		require.Equal(t, tracciato.CodiceMembro, e.Codice)
	}
}
