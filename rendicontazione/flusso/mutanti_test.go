package flusso_test

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	mutanti "github.com/quietanza/quietanza/internal/mutanti/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// differenze are where the strict reader and the schema part, and why.
var differenze = slices.Concat(mutanti.Comuni, mutanti.Date, []mutanti.Classe{
	{
		Nome:   "blanks around or instead of an identifier or a name",
		Motivo: "Identifiers are compared with those of other documents, and a name of blanks names nobody; the schema has them of type string.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Di("string") && strings.TrimSpace(d.Testo()) != d.Testo()
		},
	},
	{
		Nome:   "receiver that is no body",
		Motivo: "The flow is of the body that it is sent to: the identifier of an IdDominio, of whom the schema says a text.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Foglia() == "codiceIdentificativoUnivoco" && strings.Contains(d.Luogo, "Ricevente") &&
				(strings.HasSuffix(d.Operatore, "testo") || strings.HasSuffix(d.Operatore, " contenuto"))
		},
		Errore: func(err error) bool {
			e, ok := errors.AsType[*flusso.Errore](err)
			return ok && e.Codice == flusso.CodiceDominio
		},
	},
	{
		Nome:    "outcomes of later documents",
		Motivo:  "Any digit: 4 and 8 are official (SACI 3.2.1) and the schema does not have them; EsitoNonCodificato and Noto tell.",
		Accetta: true,
		Dove: func(d *mutanti.Differenza) bool {
			return d.Foglia() == "codiceEsitoSingoloPagamento" && len(d.Testo()) == 1 && strings.Contains("1245678", d.Testo())
		},
	},
	{
		Nome:   "number of payments with a point",
		Motivo: "A count is digits; the schema has a decimal of none, in which 1.000 is one.",
		Dove: func(d *mutanti.Differenza) bool {
			return d.Foglia() == "numeroTotalePagamenti" && strings.Contains(d.Testo(), ".")
		},
	},
})

// TestSchemiUfficiali compares the strict reader with the official schema.
func TestSchemiUfficiali(t *testing.T) {
	cartella := mutanti.Cartella(t)
	semi := []mutanti.Seme{{Nome: "flusso.xml", Dati: []byte(leggiFile(t, "flusso.xml"))}}
	varianti := map[string]func(f *flusso.Flusso){
		"minimo": func(f *flusso.Flusso) {
			f.Mittente.Denominazione, f.BancaRiversamento, f.DenominazioneRicevente, f.Ricevente = "", "", "", ""
			f.VersioneOggetto = ""
		},
		"estremi": func(f *flusso.Flusso) {
			f.VersioneOggetto, f.NumeroTotalePagamenti = "1.1", 999_999_999_999_999
			f.ImportoTotalePagamenti = avviso.MaxImporto
			f.Mittente = flusso.Soggetto{Tipo: flusso.CodiceABI, Codice: strings.Repeat("à", 35), Denominazione: strings.Repeat("<", 70)}
			f.DenominazioneRicevente = strings.Repeat("&", 140)
			f.Righe[0].Importo, f.Righe[0].IUV = avviso.MustImporto("0.01"), strings.Repeat("à", 35)
			f.DataOraFlusso = avviso.MustDataOra("2026-10-25T01:30:00.5Z")
		},
	}
	for _, nome := range slices.Sorted(maps.Keys(varianti)) {
		f := campione()
		varianti[nome](&f)
		b, err := flusso.AppendXML(nil, &f)
		require.NoError(t, err)
		semi = append(semi, mutanti.Seme{Nome: nome, Dati: b})
	}
	mutanti.Confronta(t, differenze, mutanti.Porta{
		Nome: "FlussoRiversamento", Schema: filepath.Join(cartella, "FlussoRiversamento_1_0_4.xsd"),
		Semi: semi,
		Leggi: func(b []byte) error {
			_, err := flusso.Parse(b)
			return err
		},
	})
}

func TestElencoDifferenze(t *testing.T) { mutanti.Elenco(t, "rendicontazione/flusso", differenze) }
