package carta_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

const (
	tit, titB   = "TitilliumWeb-Regular", "TitilliumWeb-Bold"
	mono, monoB = "RobotoMono-Regular", "RobotoMono-Bold"
)

// misura is where a text begins, -1 for one that ends at the right; its baseline below the
// top of its bar, its size and font.
type misura struct {
	testo     string
	x, base   float64
	corpo     float64
	font      string
	quantesma int // which of the texts that are equal, from 0
}

// TestMisure are the places, sizes and fonts of the model, in millimetres and points.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", and the pages of the service "Stampa
// avvisi".
func TestMisure(t *testing.T) {
	postale := vattelapesca(t, "1500.00", 0, contoPostale)
	for _, c := range []struct {
		nome   string
		avviso avviso.Avviso
		pagina int
		barra  float64
		misure []misura
	}{
		{"header", postale, 1, 0, []misura{
			{"pagoPA", 10, 16.5, 14, titB, 0}, {"AVVISO DI PAGAMENTO", 29, 13.2, 10, titB, 0}, {"Tassa sui rifiuti 2024", 10, 29.1, 16, titB, 0},
		}},
		{"subjects", postale, 1, 43.9, []misura{
			{"ENTE CREDITORE", 10, 5, 10, titB, 0},
			{"00429440068", -1, 5, 8, mono, 0},
			{"DESTINATARIO", 114, 5, 10, titB, 0},
			{"RSSMRA74D22A001Q", -1, 5, 8, mono, 0},
			{"Comune di Vattelapesca", 10, 18.5, 14, titB, 0},
			{"Ufficio tributi", 10, 18.5 + 11.7, 12, tit, 0},
			{"www.comune.vattelapesca.example, tel. 011 555 0100", 10, 18.5 + 11.7 + 10.3, 8, tit, 0},
			{"Mario Rossi", 114, 18.5, 14, titB, 0},
			{"Piazza Libertà 1", 114, 30.2, 12, tit, 0},
			{"15100 Alessandria (AL)", 114, 30.2 + 5.95, 12, tit, 0},
		}},
		{"how much and where", postale, 1, 89.7, []misura{
			{"QUANTO E QUANDO PAGARE?", 10, 5, 10, titB, 0},
			{"Importo", 10, 16.7, 8, titB, 0},
			{"1.500,00 Euro", 10, 22.7, 16, titB, 0},
			{"entro il", -1, 16.7, 8, titB, 0},
			{"31/12/2024", -1, 22.7, 16, titB, 0},
			{"DOVE PAGARE?", 114, 5, 10, titB, 0},
			{"vai su ", -1, 5, 8, tit, 0},
			{"pagopa.gov.it", -1, 5, 10, titB, 0},
			{"PAGA CON L’APP IO", 114, 17.2, 10, titB, 0},
			{"PAGA SUL TERRITORIO", 114, 33.6, 10, titB, 0},
		}},
		{"whole", postale, 1, 140.8, []misura{
			{"DATI PER IL PAGAMENTO", 10, 5, 10, titB, 0},
			{"Rata unica entro il 31/12/2024", -1, 5, 10, titB, 0},
			{"Destinatario", 59, 16.4, 8, tit, 0},
			{"Mario Rossi", 59, 20.1, 8, titB, 1},
			{"Ente Creditore", 59, 25.6, 8, tit, 0},
			{"Comune di Vattelapesca", 59, 29.3, 8, titB, 1},
			{"Oggetto del pagamento", 59, 34.9, 8, tit, 0},
			{"Tassa sui rifiuti 2024", 59, 38.6, 8, titB, 1},
			{"Euro ", -1, 18.2, 10, tit, 0},
			{"1.500,00", -1, 18.2, 12, monoB, 0},
			{"Inquadra il ", 10, 46.5, 8, tit, 0},
			{"Cod. CBILL", 59, 46.3, 8, tit, 0},
			{"AB123", 59, 52.1, 10, monoB, 0},
			{"Cod. Avviso", 94.2, 46.3, 8, tit, 0},
			{"3010 0000 0000 0001 44", 94.2, 52.1, 10, monoB, 0},
			{"Cod. Fiscale Ente", -1, 46.3, 8, tit, 0},
			{"00429440068", -1, 52.1, 10, monoB, 1},
		}},
		{"slip", postale, 1, 201.6, []misura{
			{"BOLLETTINO POSTALE PA", 10, 5, 10, titB, 0},
			{"BancoPosta", 59, 5, 10, tit, 0},
			{"Rata unica entro il 31/12/2024", -1, 5, 10, titB, 1},
			{"sul C/C n. ", 69, 19.1, 10, tit, 0},
			{"000012345678", -1, 19.1, 12, monoB, 0},
			{"Intestato a ", 59, 29.9, 8, tit, 0},
			{"Destinatario ", 59, 35.5, 8, tit, 0},
			{"Oggetto pagamento ", 59, 40.8, 8, tit, 0},
			{"Bollettino Postale pagabile in ", 10, 43.4, 8, tit, 0},
			{"Cod. Avviso", 59, 50.5, 8, tit, 1},
			{"3010 0000 0000 0001 44", 59, 56.1, 10, monoB, 1},
			{"Tipo", 115.7, 50.5, 8, tit, 0},
			{"P1", 115.7, 56.1, 10, monoB, 0},
			{"AUT. DB/SISB/GEN n. 00000 del 01/01/2024", 10, 62.2, 7, tit, 0},
			{"1.500,00", -1, 19.1, 12, monoB, 1},
		}},
		{"two columns", vattelapesca(t, "3000.00", 2, contoBancario), 1, 140.8 + 56.9, []misura{
			{"Rata 1", 10, 5, 10, titB, 0},
			{"Rata 2", 111, 5, 10, titB, 0},
			{"Euro", 10, 14.6, 8, tit, 0},
			{"Euro", 111, 14.6, 8, tit, 1},
			{"100,00", 10, 19.4, 10, monoB, 0},
			{"Entro il", 10, 24.9, 8, tit, 0},
			{"01/01/2025", 10, 29.7, 10, monoB, 0},
			{"Cod. Avviso", 10, 35.0, 8, tit, 1},
			{"Cod. Fiscale Ente", 10, 45.3, 8, tit, 1},
			{"Cod. CBILL", 43.3, 45.3, 8, tit, 1},
			{"AB123", 43.3, 50.1, 10, monoB, 1},
			{"Oggetto del pagamento", 10, 57.2, 8, tit, 1},
			{"Tassa sui rifiuti 2024", 10, 61.05, 8, titB, 2},
			{"Ente Creditore", 10, 66.5, 8, tit, 1},
			{"Comune di Vattelapesca", 111, 70.35, 8, titB, 3},
		}},
		{"three columns", vattelapesca(t, "300.00", 3, contoBancario), 1, 140.8 + 56.9, []misura{
			{"Rata 2", 77.3, 5, 10, titB, 0},
			{"Rata 3", 144.7, 5, 10, titB, 0},
			{"Euro", 77.3, 14.6, 8, tit, 1},
			{"Entro il", 10, 26.2, 8, tit, 0},
			{"01/01/2025", 10, 31, 10, monoB, 0},
			{"Cod. Avviso", 144.7, 37.6, 8, tit, 3},
			{"Cod. Fiscale Ente", 10, 47.9, 8, tit, 1},
			{"Oggetto del pagamento", 77.3, 59.8, 8, tit, 2},
			{"Ente Creditore", 144.7, 69.1, 8, tit, 3},
			{"Inquadra il ", 10, 80.2, 7, tit, 1},
		}},
		{"compact, second row", vattelapesca(t, "", 12, contoBancario), 2, 43.9 + 66.4, []misura{
			{"Rata 10", 10, 5, 10, titB, 0}, {"Rata 12", 144.7, 5, 10, titB, 0}, {"Inquadra il ", 10, 59.6, 7, tit, 3},
		}},
		{"compact slip", vattelapesca(t, "300.00", 3, contoPostale), 2, 43.9 + 66.4, []misura{
			{"sul C/C n. ", 69, 17.0, 10, tit, 0},
			{"Intestato a ", 59, 26.0, 8, tit, 0},
			{"Destinatario ", 59, 31.3, 8, tit, 0},
			{"Oggetto pagamento ", 59, 36.8, 8, tit, 0},
			{"Bollettino Postale pagabile in ", 10, 37.3, 8, tit, 0},
			{"P1", 115.7, 52.2, 10, monoB, 0},
			{"P1", 115.7, 60.9 + 52.2, 10, monoB, 1},
		}},
		{"slip of two", vattelapesca(t, "300.00", 2, contoPostale), 2, 43.9 + 87.1, []misura{
			{"sul C/C n. ", 69, 19.1, 10, tit, 0}, {"sul C/C n. ", 69, 70.9 + 19.1, 10, tit, 1},
		}},
		{"fine", strada(t, contoBancario), 1, 89.7, []misura{
			{"Importo scontato del 30%", 10, 16.7, 8, titB, 0},
			{"Importo ridotto", 57, 16.7, 8, titB, 0},
			{"42,00 Euro", 10, 23.8, 16, titB, 0},
			{"60,00 Euro", 57, 23.8, 16, titB, 0},
			{"entro 5 giorni", 10, 29.1, 8, titB, 0},
			{"dal 6º al 60º giorno", 57, 29.1, 8, titB, 0},
			{"dalla notifica del verbale", 10, 33.1, 8, tit, 0},
			{"Come si calcolano le scadenze?", 10, 40.5, 8, titB, 0},
			{"IMPORTO SCONTATO DEL 30%", 10, 173.0 + 5 - 89.7, 10, titB, 0},
			{"IMPORTO RIDOTTO", 10, 173.0 + 56.9 + 5 - 89.7, 10, titB, 0},
		}},
		{"fine with slip", strada(t, contoPostale), 2, 89.7, []misura{
			{"60,00 Euro", 10, 19.0, 16, titB, 0},
			{"Importo ridotto dal 6º al 60º giorno", -1, 16.7, 8, titB, 0},
			{"dalla notifica del verbale", -1, 20.4, 8, tit, 0},
			{"Scegli l’importo corretto per i termini previsti, altrimenti ", 16, 28.3, 8, tit, 0},
		}},
	} {
		t.Run(c.nome, func(t *testing.T) {
			e, _ := componi(t, c.avviso, carta.Scelte{})
			d := apriPDF(t, e.PDF)
			d.accessibile()
			for _, m := range c.misure {
				var trovati []tratto
				for _, r := range d.tratti {
					if r.pagina == c.pagina && (r.testo == m.testo || strings.HasSuffix(m.testo, " ") && strings.HasPrefix(r.testo, m.testo)) {
						trovati = append(trovati, r)
					}
				}
				require.Greater(t, len(trovati), m.quantesma, "%q", m.testo)
				r := trovati[m.quantesma]
				if m.x >= 0 {
					require.InDelta(t, m.x, r.x, 0.5, "%q", m.testo)
				}
				require.InDelta(t, c.barra+m.base, r.base, 0.6, "%q", m.testo)
				require.InDelta(t, m.corpo, r.corpo, 0.01, "%q", m.testo)
				require.Equal(t, m.font, r.font, "%q", m.testo)
			}
		})
	}
}
