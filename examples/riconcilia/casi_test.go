package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
)

// What the flows of the cases are called.
const (
	casoF1 = "2026-06-09PSPAITR1XXX-T4400171285"
	casoF2 = "2026-06-09FNTOITMM-x71vq80zplm2"
	casoF3 = "2026-06-10PSPCITRRXXX-000093352814"
)

// casoProva is a folder of testdata/casi, whose README says what the right answer is and why.
type casoProva struct {
	cartella   string
	senza      bool     // without the flows that the others share
	movimenti  []string // flow, class and flags of each, in the order of the report
	flussi     []string // class of each flow that the case is about
	debito     string   // class of the position, "" when it has none; "!" before it when it may be discharged
	segnali    []string // flags of its item
	avvertenza string   // on stderr
	stato      int
}

var casiProva = []casoProva{
	{cartella: "riversamento-senza-lgpe", senza: true, movimenti: []string{"2026-06-09ABI99992-WQ8BVN3350117726 RICONCILIATO CODA_ESTRANEA SENZA_LGPE"}, flussi: []string{"2026-06-09ABI99992-WQ8BVN3350117726 RICONCILIATO"}},
	{cartella: "ricevuta-mancante", senza: true, movimenti: []string{casoF1 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO"}, debito: "RENDICONTATA", segnali: []string{"RICEVUTA_MANCANTE"}},
	{cartella: "cbi-xml", movimenti: []string{casoF2 + " RICONCILIATO", casoF1 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "cbi-rh", movimenti: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO SPEZZATA SPEZZATURA_AMBIGUA", " CAUSALE_ILLEGGIBILE"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "camt-testo-aggiuntivo", movimenti: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "camt-in-blocco", movimenti: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "camt-due-giorni", movimenti: []string{casoF2 + " RICONCILIATO", casoF1 + " RICONCILIATO", casoF3 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO", casoF3 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "camt-end-to-end", movimenti: []string{casoF1 + " RICONCILIATO ID_IN_END_TO_END"}, flussi: []string{casoF1 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "camt-trn", movimenti: []string{casoF1 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "camt-storno", movimenti: []string{casoF1 + " STORNATO", " STORNO"}, flussi: []string{casoF1 + " ACCREDITO_STORNATO"}, debito: "RENDICONTATA", segnali: []string{"ACCREDITO_STORNATO"}},
	{cartella: "camt-avvisi", flussi: []string{casoF1 + " ACCREDITO_MANCANTE"}, debito: "RENDICONTATA", stato: comando.UscitaInParte, avvertenza: "camt.054, avvisi di accredito o addebito: serve l'estratto camt.053"},
	{cartella: "mt940-stesso-numero", movimenti: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO", casoF3 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO", casoF3 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "mt940-ora-a-capo", movimenti: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "mt940-campi-60", movimenti: []string{casoF1 + " RICONCILIATO SPEZZATA SPEZZATURA_AMBIGUA", casoF2 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "mt940-dollaro", movimenti: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO", casoF3 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO", casoF3 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "mt940-giorno-e-mese", movimenti: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO", casoF3 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO", casoF2 + " RICONCILIATO", casoF3 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "mt940-richiamo", movimenti: []string{casoF1 + " STORNATO", " RESTITUZIONE"}, flussi: []string{casoF1 + " ACCREDITO_STORNATO"}, debito: "RENDICONTATA", segnali: []string{"ACCREDITO_STORNATO"}},
	{cartella: "opi-altro-progressivo", movimenti: []string{casoF1 + " STORNATO", " STORNO"}, flussi: []string{casoF1 + " ACCREDITO_STORNATO"}, debito: "RENDICONTATA", segnali: []string{"ACCREDITO_STORNATO"}},
	{cartella: "opi-storno-parziale", movimenti: []string{casoF1 + " IMPORTO_DIVERSO 262.60 DIFETTO STORNATO_IN_PARTE", " STORNO STORNO_IMPORTO_DIVERSO"}, flussi: []string{casoF1 + " IMPORTO_DIVERSO"}, debito: "RENDICONTATA", segnali: []string{"ACCREDITO_STORNATO"}},
	{cartella: "flusso-soap", senza: true, flussi: []string{casoF1 + " ACCREDITO_MANCANTE"}, debito: "RENDICONTATA"},
	{cartella: "tesoreria", movimenti: []string{casoF1 + " RICONCILIATO"}, flussi: []string{casoF1 + " RICONCILIATO"}, debito: "!INCASSATA"},
	{cartella: "mt940-non-quadra", movimenti: []string{" NON_PAGOPA"}, flussi: []string{casoF1 + " ACCREDITO_MANCANTE"}, debito: "RENDICONTATA", avvertenza: "non quadra: mancano o avanzano righe per € 5.567,00"},
}

// rispostaCaso is the part of the report that the cases are about.
type rispostaCaso struct {
	Movimenti []struct {
		Classe, Flusso, Residuo string
		Segnali                 []string
	}
	Flussi   []struct{ IDFlusso, Classe string }
	Righe    []struct{ Classe string }
	Pendenze []struct {
		Classe        string
		Quietanzabile bool
		Voci          []struct{ Segnali []string }
	}
	Conflitti []any
}

func TestCasi(t *testing.T) {
	for _, c := range casiProva {
		t.Run(c.cartella, func(t *testing.T) {
			in := func(nome string) string { return filepath.Join("testdata", "casi", nome) }
			args := []string{"-json", "-conti", in("conti.json"), "-oggi", "2026-06-12", "-cassa", in(c.cartella)}
			if !c.senza {
				args = append(args, "-flussi", in("flussi"))
			}
			if c.debito != "" && c.cartella != "ricevuta-mancante" {
				args = append(args, "-pendenze", in("debito.json"))
			}
			e := lancia(args...)
			if c.stato != 0 {
				require.Equal(t, c.stato, e.stato)
			}
			if c.avvertenza == "" {
				require.Empty(t, e.errori)
			}
			require.Contains(t, e.errori, c.avvertenza)

			var r rispostaCaso
			require.NoError(t, json.Unmarshal([]byte(e.out), &r))
			require.Empty(t, r.Conflitti)
			var movimenti []string
			for _, m := range r.Movimenti {
				parti := []string{m.Flusso, m.Classe}
				if m.Residuo != "" && m.Residuo != "0.00" {
					parti = append(parti, m.Residuo)
				}
				movimenti = append(movimenti, strings.Join(append(parti, m.Segnali...), " "))
			}
			require.Equal(t, c.movimenti, movimenti)
			var flussi []string
			for _, f := range r.Flussi {
				flussi = append(flussi, f.IDFlusso+" "+f.Classe)
			}
			require.Subset(t, flussi, c.flussi)
			if c.cartella == "ricevuta-mancante" {
				require.Equal(t, "SENZA_RICEVUTA", r.Righe[0].Classe)
			}
			if c.debito == "" {
				return
			}
			require.Len(t, r.Pendenze, 1)
			classe, quietanzabile := strings.CutPrefix(c.debito, "!")
			require.Equal(t, []any{classe, quietanzabile}, []any{r.Pendenze[0].Classe, r.Pendenze[0].Quietanzabile})
			require.Equal(t, c.segnali, slices.Clip(r.Pendenze[0].Voci[0].Segnali))
		})
	}
}

// TestCasiPersona: the sentence that a person reads.
func TestCasiPersona(t *testing.T) {
	in := func(nome string) string { return filepath.Join("testdata", "casi", nome) }
	e := lancia("-conti", in("conti.json"), "-oggi", "2026-06-12", "-tutto", "-cassa", in("mt940-non-quadra"))
	require.Equal(t, uscitaVedere, e.stato)
	require.Contains(t, e.out, "estratto SALDO  IT88A9999800002000000004711")
	require.Contains(t, e.out, "non quadra: mancano o avanzano righe per € 5.567,00; i flussi senza accredito su questo conto non vanno sollecitati finché non quadra")
	require.Empty(t, e.errori)
}

// TestProfilo: a table of columns of one's own, and the postal statement, whose rows are known by the
// name of the file.
func TestProfilo(t *testing.T) {
	c := t.TempDir()
	in := func(nome, testo string) string {
		require.NoError(t, os.WriteFile(filepath.Join(c, nome), []byte(testo), 0o600))
		return filepath.Join(c, nome)
	}
	tabella := in("banca.csv", "Giorno;Euro;Testo\n10/06/2026;412,60;/PUR/LGPE-RIVERSAMENTO/URI/"+casoF1+"\n")
	flussi := filepath.Join("testdata", "casi", "flussi")
	e := lancia("-json", "-oggi", "2026-06-12", "-domini", "99999000047", "-cassa", tabella, "-flussi", flussi)
	require.Contains(t, e.errori, "documento non riconosciuto")
	profilo := in("profilo.json", `{"nome":"mia","intestazione":true,"colonne":{"dataContabile":"Giorno","importo":"Euro","causale":"Testo"}}`)
	e = lancia("-json", "-oggi", "2026-06-12", "-domini", "99999000047", "-cassa", tabella, "-flussi", flussi, "-profilo", profilo)
	require.Empty(t, e.errori)
	require.Contains(t, e.out, `"id": "banca.csv/1/20260610E41260"`)
	require.Contains(t, e.out, `"classe": "RICONCILIATO"`)
	require.Equal(t, comando.UscitaErrata, lancia("-profilo", in("rotto.json", "{")).stato)
	require.Equal(t, comando.UscitaErrata, lancia("-profilo", "/non/esiste").stato)
	require.Equal(t, comando.UscitaErrata, lancia("-distinti", "x").stato)
}
