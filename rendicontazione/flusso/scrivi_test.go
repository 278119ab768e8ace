package flusso_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/automa/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func TestAppendXML(t *testing.T) {
	f := campione()
	b, err := flusso.AppendXML([]byte("prima"), &f)
	require.NoError(t, err)
	b = b[len("prima"):]
	if prova.Aggiorna() {
		require.NoError(t, os.WriteFile(filepath.Join("testdata", "flusso.xml"), b, 0o644))
	}
	require.Equal(t, leggiFile(t, "flusso.xml"), string(b))
	letto, err := flusso.Parse(b)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(f, letto, confronta))
}

// What is absent has a value in the schema: version 1.0, and the body as the
// receiver.
func TestAppendXMLAssenti(t *testing.T) {
	f := campione()
	f.VersioneOggetto, f.Ricevente = "", ""
	b, err := flusso.AppendXML(nil, &f)
	require.NoError(t, err)
	require.Equal(t, leggiFile(t, "flusso.xml"), string(b))
	f.VersioneOggetto, f.Ricevente = "1.1", "80000000001"
	b, err = flusso.AppendXML(nil, &f)
	require.NoError(t, err)
	letto, err := flusso.Parse(b)
	require.NoError(t, err)
	require.Equal(t, []string{"1.1", "80000000001"}, []string{letto.VersioneOggetto, letto.Ricevente})
}

// The extremes of the schema are written and read back.
func TestAppendXMLEstremi(t *testing.T) {
	for _, numero := range []int64{1, 999_999_999_999_999} {
		for _, importo := range []avviso.Importo{avviso.MustImporto("0.01"), avviso.MaxImporto} {
			f := campione()
			f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = numero, importo
			f.Righe[0].Importo, f.Righe[0].Indice = importo, avviso.MaxIndice
			f.Mittente.Denominazione, f.DenominazioneRicevente = strings.Repeat("è", 3), strings.Repeat("è", 140)
			f.Mittente.Codice, f.IDRegolamento, f.Righe[0].IUV, f.Righe[0].IUR = strings.Repeat("è", 35), strings.Repeat("è", 35), strings.Repeat("è", 35), strings.Repeat("è", 35)
			b, err := flusso.AppendXML(nil, &f)
			require.NoError(t, err)
			letto, err := flusso.Parse(b)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(f, letto, confronta))
		}
	}
}

// What Parse takes, AppendXML writes again, unless the schema has no room for it.
func TestAppendXMLRifiuti(t *testing.T) {
	casi := []struct {
		nome   string
		cambia func(f *flusso.Flusso)
		campo  string
	}{
		{"esito 4", func(f *flusso.Flusso) { f.Righe[1].Esito = flusso.StandIn }, "righe[1].esito"},
		{"esito 8", func(f *flusso.Flusso) { f.Righe[1].Esito = flusso.StandInSenzaRPT }, "righe[1].esito"},
		{"esito ignoto", func(f *flusso.Flusso) { f.Righe[1].Esito = 1 + 7 }, "righe[1].esito"},
		{"esito non codificato", func(f *flusso.Flusso) { f.Righe[1].Esito = flusso.EsitoNonCodificato }, "righe[1].esito"},
		{"revoca negativa", func(f *flusso.Flusso) { f.Righe[2].Importo = f.Righe[2].Importo.Neg() }, "righe[2].importo"},
		{"importo grande", func(f *flusso.Flusso) { f.Righe[0].Importo = avviso.MustImporto("1000000000.00") }, "righe[0].importo"},
		{"IUV coi bianchi", func(f *flusso.Flusso) { f.Righe[0].IUV = " 1" }, "righe[0].iuv"},
		{"IUR vuoto", func(f *flusso.Flusso) { f.Righe[0].IUR = "" }, "righe[0].iur"},
		{"totale grande", func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.MustImporto("1000000000.00") }, "importoTotalePagamenti"},
		{"numero zero", func(f *flusso.Flusso) { f.NumeroTotalePagamenti = 0 }, "numeroTotalePagamenti"},
		{"numero di 16 cifre", func(f *flusso.Flusso) { f.NumeroTotalePagamenti = 1_000_000_000_000_000 }, "numeroTotalePagamenti"},
		{"mittente di due caratteri e quattro byte", func(f *flusso.Flusso) { f.Mittente.Denominazione = "èè" }, "mittente.denominazione"},
		{"senza righe", func(f *flusso.Flusso) { f.Righe = nil }, "righe"},
		{"senza mittente", func(f *flusso.Flusso) { f.Mittente = flusso.Soggetto{} }, "mittente.codice"},
		{"senza tipo", func(f *flusso.Flusso) { f.Mittente.Tipo = "" }, "mittente.tipo"},
		{"denominazione di due", func(f *flusso.Flusso) { f.Mittente.Denominazione = "AB" }, "mittente.denominazione"},
		{"ricevente lungo", func(f *flusso.Flusso) { f.DenominazioneRicevente = strings.Repeat("x", 141) }, "denominazioneRicevente"},
		{"versione", func(f *flusso.Flusso) { f.VersioneOggetto = "2.0" }, "versioneOggetto"},
		{"senza TRN", func(f *flusso.Flusso) { f.IDRegolamento = "" }, "idRegolamento"},
		{"senza dominio", func(f *flusso.Flusso) { f.IdDominio = avviso.IdDominio{} }, "dominio"},
		{"carattere fuori dall'XML", func(f *flusso.Flusso) { f.Righe[0].IUR = "a\x01b" }, ""},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			f := campione()
			c.cambia(&f)
			b, err := flusso.AppendXML([]byte("prima"), &f)
			require.Equal(t, "prima", string(b))
			require.ErrorIs(t, err, flusso.ErrScrittura)
			require.Equal(t, flusso.CodiceNonConforme, codiceDi(t, err))
			var e *flusso.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, c.campo, e.Campo)
		})
	}
}

func TestFlussoJSON(t *testing.T) {
	f := campione()
	b, err := json.Marshal(f)
	require.NoError(t, err)
	require.Equal(t, `{"dominio":"01234567890","idFlusso":"2024-07-26PPAYITR1XXX-S2024072601","dataOraFlusso":"2024-07-26T18:30:00",`+
		`"idRegolamento":"TRN0001","dataRegolamento":"2024-07-26","numeroTotalePagamenti":3,"importoTotalePagamenti":"155.66",`+
		`"ricevente":"01234567890","denominazioneRicevente":"Comune di Prova","versioneOggetto":"1.0",`+
		`"mittente":{"tipo":"B","codice":"PPAYITR1XXX","denominazione":"PSP di prova \u0026 C."},"bancaRiversamento":"PPAYITR1XXX",`+
		`"righe":[{"iuv":"01000000001122010","iur":"5d6e7f0000000001","indice":1,"importo":"100.00","esito":0,"data":"2024-07-25"},`+
		`{"iuv":"RF18539007547034","iur":"5d6e7f0000000002","importo":"45.56","esito":9,"data":"2024-07-25"},`+
		`{"iuv":"01000000001122010","iur":"5d6e7f0000000001","indice":2,"importo":"10.10","esito":3,"data":"2024-07-26"}]}`, string(b))
	var altro flusso.Flusso
	require.NoError(t, json.Unmarshal(b, &altro))
	require.Empty(t, cmp.Diff(f, altro, confronta))

	for i := range 5 {
		var r flusso.Riga
		require.NoError(t, json.Unmarshal(fmt.Appendf(nil, `{"indice":%d}`, i+1), &r))
		require.Equal(t, avviso.Indice(i+1), r.Indice)
	}
	// Numeric codes are taken as numbers or as strings.
	require.NoError(t, json.Unmarshal([]byte(`{"dataOraFlusso":"2024-07-26T16:30:00Z","righe":[{"indice":"2","esito":"4"},{"indice":null,"esito":7}]}`), &altro))
	require.Equal(t, "2024-07-26T18:30:00", altro.DataOraFlusso.String())
	require.Equal(t, []flusso.Riga{{Indice: 2, Esito: flusso.StandIn}, {Esito: 1 + 7}}, []flusso.Riga{
		{Indice: altro.Righe[0].Indice, Esito: altro.Righe[0].Esito}, {Indice: 0, Esito: altro.Righe[1].Esito},
	})
	for _, s := range []string{
		`{"righe":[{"indice":0}]}`, `{"righe":[{"indice":"/"}]}`, `{"righe":[{"indice":6}]}`, `{"righe":[{"esito":10}]}`, `{"righe":[{"esito":"x"}]}`,
		`{"righe":[{"importo":1.00}]}`, `{"righe":[{"importo":"1.005"}]}`, `{"dataOraFlusso":"ieri"}`,
	} {
		require.Error(t, json.Unmarshal([]byte(s), &altro), s)
	}
}
