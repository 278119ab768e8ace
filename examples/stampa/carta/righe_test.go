package carta_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

const (
	legal = "In fase di pagamento, se previsto dall’ente, l’importo potrebbe essere aggiornato automaticamente e subire variazioni in diminuzione " +
		"(per sgravi, note di credito) o in aumento (per sanzioni, interessi, ecc.)."
	online     = "oppure dal tuo Home Banking, con la tua app di pagamento o con gli altri canali abilitati."
	territorio = "presso Banche e Sportelli ATM, negli Uffici Postali e Punti Postali, nei Bar, Edicole, Ricevitorie, Supermercati, Tabaccherie e altri Esercenti Convenzionati."
	didascalia = "Inquadra il codice QR con la tua app di pagamento o usa i dati accanto."
	slip       = "Bollettino Postale pagabile in tutti gli Uffici Postali e sui canali fisici o digitali abilitati di Poste Italiane e dell’Ente Creditore"
)

// strada is a notice of a fine.
func strada(t testing.TB, conto string) avviso.Avviso {
	a := vattelapesca(t, "", 0, conto)
	for i, c := range []struct{ tipo, importo string }{{"SCONTATO", "42.00"}, {"RIDOTTO", "60.00"}} {
		a.Rate = append(a.Rate, avviso.Rata{
			NumeroAvviso: numero(t, i+1), Importo: avviso.MustImporto(c.importo), Accredito: avviso.MustIBAN(conto), Soglia: avviso.Soglia{Tipo: c.tipo},
		})
	}
	return a
}

// TestRighe are the worked notices: pages, codes, words.
func TestRighe(t *testing.T) {
	m := strings.Repeat("M", 140)
	for _, c := range []struct {
		nome       string
		avviso     avviso.Avviso
		cambia     func(*avviso.Avviso)
		pagine     int
		qr, dm     []int     // on each page
		latoQR     []float64 // nil: all 25
		barre      []float64 // tops of the bars of the first page
		contiene   []string
		nonCompare []string
		note       []string // prefixes, in order
	}{
		{"1 whole", vattelapesca(t, "1500.00", 0, contoBancario), nil, 1, []int{1}, []int{0}, nil, []float64{43.9, 89.7, 140.8}, []string{
			"1.500,00 Euro", "entro il 31/12/2024", "Rata unica entro il 31/12/2024", "Euro 1.500,00", legal, online, territorio, didascalia,
			"PAGA CON L’APP IO", "PAGA SUL TERRITORIO", "QUANTO E QUANDO PAGARE?", "vai su pagopa.gov.it", "Cod. Fiscale Ente", "pagoPA",
		}, []string{"BOLLETTINO", "QUANTO PAGARE?", "Puoi pagare"}, nil},
		{
			"2 no date", vattelapesca(t, "1500.00", 0, contoBancario), func(a *avviso.Avviso) { a.Rate[0].Scadenza = avviso.Data{} }, 1,
			[]int{1},
			[]int{0},
			nil, nil,
			[]string{"QUANTO PAGARE?", "Rata unica"},
			[]string{"entro il", "QUANDO"},
			nil,
		},
		{
			"3 no office", vattelapesca(t, "1500.00", 0, contoBancario), func(a *avviso.Avviso) { a.Ente.Settore = "" }, 1,
			[]int{1},
			[]int{0},
			nil,
			[]float64{43.9, 85.7, 136.8},
			nil, nil, nil,
		},
		{"4 postal", vattelapesca(t, "1500.00", 0, contoPostale), nil, 1, []int{1}, []int{1}, nil, []float64{43.9, 89.7, 140.8, 201.6}, []string{
			"BOLLETTINO POSTALE PA", "sul C/C n. 000012345678", "P1", "AUT. DB/SISB/GEN", slip, "Poste Italiane", "BancoPosta",
			"Intestato a Comune di Vattelapesca", "Cod. Fiscale Ente Creditore",
		}, []string{"896", "Stampato"}, nil},
		{
			"5 no authorisation", vattelapesca(t, "1500.00", 0, contoPostale), func(a *avviso.Avviso) { a.Ente.Autorizzazione = "" }, 1,
			[]int{1},
			[]int{0},
			nil, nil,
			nil,
			[]string{"BOLLETTINO"},
			[]string{"BOLLETTINO rate[0]"},
		},
		{
			"6 whole and 2", vattelapesca(t, "3000.00", 2, contoBancario), nil, 1,
			[]int{3},
			[]int{0},
			nil, nil,
			[]string{"Puoi pagare per intero oppure in 2 rate", "Rata 1", "Rata 2", "Entro il 01/01/2025"},
			nil, nil,
		},
		{
			"7 whole and 3", vattelapesca(t, "300.00", 3, contoBancario), nil, 1,
			[]int{4},
			[]int{0},
			[]float64{25, 20, 20, 20},
			nil,
			[]string{"con la tua app o usa i dati sopra"},
			nil, nil,
		},
		{"8 whole and 5", vattelapesca(t, "500.00", 5, contoBancario), nil, 2, []int{3, 3}, []int{0, 0}, []float64{25, 25, 25, 20, 20, 20}, nil, nil, nil, nil},
		{"whole and 4", vattelapesca(t, "400.00", 4, contoBancario), nil, 2, []int{3, 2}, []int{0, 0}, nil, nil, nil, nil, nil},
		{"whole and 6", vattelapesca(t, "600.00", 6, contoBancario), nil, 2, []int{3, 4}, []int{0, 0}, nil, nil, nil, nil, nil},
		{"9 whole and 7", vattelapesca(t, "700.00", 7, contoBancario), nil, 2, []int{4, 4}, []int{0, 0}, []float64{25, 20, 20, 20, 25, 25, 25, 25}, nil, nil, nil, nil},
		{"whole and 8", vattelapesca(t, "800.00", 8, contoBancario), nil, 2, []int{3, 6}, []int{0, 0}, []float64{25, 25, 25, 20, 20, 20, 20, 20, 20}, nil, nil, nil, nil},
		{"whole and 9", vattelapesca(t, "900.00", 9, contoBancario), nil, 2, []int{4, 6}, []int{0, 0}, []float64{25, 20, 20, 20, 20, 20, 20, 20, 20, 20}, nil, nil, nil, nil},
		{
			"10 twelve instalments", vattelapesca(t, "", 12, contoBancario), nil, 2,
			[]int{6, 6},
			[]int{0, 0},
			veinte(12), nil,
			[]string{"Puoi pagare in 12 rate", "Importi e scadenze sono riportati nel dettaglio di ogni singola rata.", "1.200,00 Euro"},
			[]string{"per intero", "Rata unica", "entro il"},
			nil,
		},
		{"11 twenty-four instalments", vattelapesca(t, "", 24, contoBancario), nil, 3, []int{6, 9, 9}, []int{0, 0, 0}, veinte(24), nil, nil, nil, nil},
		{
			"12 whole and 3, postal", vattelapesca(t, "300.00", 3, contoPostale), nil, 2,
			[]int{1, 3},
			[]int{1, 3},
			[]float64{25, 20, 20, 20},
			nil,
			[]string{"Rata 2 entro il 02/01/2025"},
			nil, nil,
		},
		{
			"13 five, postal, no whole", vattelapesca(t, "", 5, contoPostale), nil, 3,
			[]int{1, 2, 2},
			[]int{1, 2, 2},
			nil, nil,
			[]string{"Rata 1 entro il 01/01/2025"},
			[]string{"Rata unica"},
			nil,
		},
		{"whole and 7, postal", vattelapesca(t, "700.00", 7, contoPostale), nil, 4, []int{1, 2, 2, 3}, []int{1, 2, 2, 3}, []float64{25, 25, 25, 25, 25, 20, 20, 20}, nil, nil, nil, nil},
		{"14 fine", strada(t, contoBancario), nil, 1, []int{2}, []int{0}, nil, nil, []string{
			"IMPORTO SCONTATO DEL 30%", "42,00", "IMPORTO RIDOTTO", "60,00", "Cosa succede in caso di giacenza?", "Come si calcolano le scadenze?",
			"Se paghi entro 5 giorni dalla notifica del verbale", "Se paghi dal 6º al 60º giorno dalla notifica del verbale",
			"Scegli l’importo corretto per i termini previsti, altrimenti riceverai altre richieste di pagamento per le somme residue ed eventuali somme aggiuntive.",
		}, []string{"In fase di pagamento", "entro il"}, nil},
		{
			"15 fine, postal", strada(t, contoPostale), nil, 2,
			[]int{1, 1},
			[]int{1, 1},
			nil, nil,
			[]string{"BOLLETTINO POSTALE PA", "42,00 Euro", "60,00 Euro", "Importo scontato del 30% entro 5 giorni"},
			nil, nil,
		},
		{
			"16 largest amount", vattelapesca(t, "999999999.99", 0, contoPostale), nil, 1,
			[]int{1},
			[]int{0},
			nil, nil,
			[]string{"999.999.999,99 Euro"},
			[]string{"BOLLETTINO"},
			[]string{"IMPORTO_NON_RAPPRESENTABILE rate[0].importo", "IMPORTO_NON_RAPPRESENTABILE rate[0].importo"},
		},
		{"17 long texts", vattelapesca(t, "1500.00", 0, contoBancario), func(a *avviso.Avviso) {
			a.Oggetto, a.Debitore.Nome, a.Debitore.Indirizzo, a.Debitore.Localita = m, m[:70], m, ""
		}, 1, []int{1}, []int{0}, nil, nil, nil, nil, []string{"LUNGHEZZA oggetto", "MAIUSCOLE oggetto", "TESTO_LUNGO oggetto"}},
		{
			"18 no debtor", vattelapesca(t, "1500.00", 0, contoBancario), func(a *avviso.Avviso) { a.Debitore = avviso.Debitore{Nome: "ANONIMO", Identificativo: "ANONIMO"} },
			1,
			[]int{1},
			[]int{0},
			nil, nil,
			[]string{"DESTINATARIO"},
			[]string{"Destinatario", "ANONIMO"},
			nil,
		},
		{
			"19 German beside", vattelapesca(t, "1500.00", 0, contoBancario), func(a *avviso.Avviso) {
				a.Lingua = avviso.Lingua{Codice: "de", Modo: "seconda", Oggetto: "Müllgebühr 2024"}
			},
			1,
			[]int{1},
			[]int{0},
			nil, nil,
			[]string{
				"DESTINATARIO", "EMPFÄNGER", "Müllgebühr 2024", didascalia, "Den QR-Code mit der Zahlungs-App scannen oder folgende Daten verwenden.", legal,
				"Der angeführte Betrag könnte sich auf Grund von allfälligen auch teilweisen Annullierungen oder Gutschriften, Verzugsgebühren, Strafen, Zinsen oder anderen Kosten ändern.",
			},
			nil, nil,
		},
		{
			"20 channels", vattelapesca(t, "1500.00", 0, contoBancario), func(a *avviso.Avviso) { a.Ente.CanaleOnline, a.Ente.CanaleFisico = "sito", "Casse dell'ente" },
			1,
			[]int{1},
			[]int{0},
			nil, nil,
			[]string{"oppure sul sito dell’ente, dal tuo Home Banking", "Casse dell'ente, presso Banche"},
			nil, nil,
		},
		{
			"whole and 12", vattelapesca(t, "1200.00", 12, contoBancario), nil, 2,
			[]int{4, 9},
			[]int{0, 0},
			append([]float64{25}, veinte(12)...), nil,
			[]string{"Puoi pagare per intero oppure in 12 rate"},
			nil,
			[]string{"RATE"},
		},
		{
			"English alone", vattelapesca(t, "1500.00", 0, contoBancario), func(a *avviso.Avviso) {
				a.Lingua = avviso.Lingua{Codice: "en", Modo: "sola", Oggetto: "Waste tax 2024"}
			},
			1,
			[]int{1},
			[]int{0},
			nil, nil,
			[]string{"1,500.00 Euro", "Waste tax 2024", "PAYMENT NOTICE", "merchants in Italy."},
			[]string{"Destinatario", "Tassa"},
			nil,
		},
		{
			"French first", vattelapesca(t, "300.00", 2, contoBancario), func(a *avviso.Avviso) { a.Lingua = avviso.Lingua{Codice: "fr", Modo: "bilingue", Prima: true} },
			2,
			[]int{1, 2},
			[]int{0, 0},
			nil, nil,
			[]string{"AVIS DE PAIEMENT / AVVISO DI PAGAMENTO"},
			nil, nil,
		},
		{"within and over", vattelapesca(t, "", 0, contoBancario), func(a *avviso.Avviso) {
			for i, s := range []avviso.Soglia{{Tipo: "ENTRO", Giorni: 10}, {Tipo: "OLTRE", Giorni: 10}} {
				a.Rate = append(a.Rate, avviso.Rata{NumeroAvviso: numero(t, i+1), Importo: avviso.MustImporto("10.00"), Soglia: s})
			}
		}, 1, []int{2}, []int{0}, nil, nil, []string{"Entro 10 giorni", "Oltre 10 giorni"}, []string{"Puoi pagare"}, []string{"SOGLIA"}},
	} {
		t.Run(c.nome, func(t *testing.T) {
			a := c.avviso
			if c.cambia != nil {
				c.cambia(&a)
			}
			e, note := componi(t, a, carta.Scelte{})
			require.Equal(t, c.pagine, e.Pagine)
			for i, p := range c.note {
				require.Greater(t, len(note), i, "%s: %v", p, note)
				require.True(t, strings.HasPrefix(note[i], p), "%q: %v", p, note)
			}
			if c.note == nil {
				require.Empty(t, note)
			}
			qr, dm := make([]int, c.pagine), make([]int, c.pagine)
			for _, p := range e.Posti {
				if p.Tipo == "qr" {
					lato := 25.0
					if c.latoQR != nil {
						n := 0
						for _, v := range qr {
							n += v
						}
						lato = c.latoQR[n]
					}
					require.InDelta(t, lato, p.Lato, 1e-9)
					qr[p.Pagina-1]++
					continue
				}
				require.InDelta(t, 23.0, p.Lato, 1e-9)
				dm[p.Pagina-1]++
			}
			require.Equal(t, c.qr, qr)
			require.Equal(t, c.dm, dm)
			testo := testoDi(t, e.PDF)
			for _, s := range c.contiene {
				require.Contains(t, testo, s)
			}
			for _, s := range c.nonCompare {
				require.NotContains(t, testo, s)
			}
			pagine := pagineDi(t, e.PDF, 300)
			require.Len(t, pagine, c.pagine)
			for _, p := range e.Posti {
				require.Equal(t, p.Testo, leggi(t, pagine[p.Pagina-1], p, 300))
			}
			if c.barre != nil {
				barre := barreDi(pagine[0], 300)
				require.Len(t, barre, len(c.barre))
				for i, b := range c.barre {
					require.InDelta(t, b, barre[i], 0.6)
				}
			}
			paroleAPosto(t, e.PDF)
			for _, p := range pagine {
				margini(t, p, 300)
			}
			albero, font := accessibile(t, e.PDF)
			h1 := albero.tutti("H1")
			require.Len(t, h1, 1, "the subject, read once")
			if h1[0].intero == "" {
				require.Contains(t, []string{a.Oggetto, a.Lingua.Oggetto}, h1[0].testo)
			}
			for _, n := range font {
				require.Regexp(t, "^(TitilliumWeb|RobotoMono)-(Regular|Bold)$", n)
			}
			again, _ := componi(t, a, carta.Scelte{})
			require.True(t, bytes.Equal(e.PDF, again.PDF), "the same bytes")
		})
	}
}

// veinte are n sides of 20 millimetres.
func veinte(n int) []float64 {
	var l []float64
	for range n {
		l = append(l, 20)
	}
	return l
}

// paroleAPosto: no word outside the margins, no two words over each other.
func paroleAPosto(t *testing.T, pdf []byte) {
	t.Helper()
	pp := paroleDi(t, pdf)
	for i, p := range pp {
		require.GreaterOrEqual(t, p.xMin, 9.9, p.testo)
		require.LessOrEqual(t, p.xMax, 200.6, p.testo)
		require.LessOrEqual(t, p.yMax, 290.0, p.testo)
		for _, q := range pp[i+1:] {
			if q.pagina != p.pagina {
				break
			}
			// The boxes are as high as the font, with room above and below the letters.
			alta := min(p.yMax-p.yMin, q.yMax-q.yMin)
			if min(p.xMax, q.xMax)-max(p.xMin, q.xMin) > 0.3 && min(p.yMax, q.yMax)-max(p.yMin, q.yMin) > 0.55*alta {
				t.Errorf("%q over %q at %.1f, %.1f of page %d", p.testo, q.testo, p.xMin, p.yMin, p.pagina)
			}
		}
	}
}

// TestPosizioni are the places of the model.
func TestPosizioni(t *testing.T) {
	e, _ := componi(t, vattelapesca(t, "1500.00", 0, contoBancario), carta.Scelte{})
	trova := func(testo string) parola {
		for _, p := range paroleDi(t, e.PDF) {
			if p.testo == testo {
				return p
			}
		}
		t.Fatalf("%q non è nella pagina", testo)
		return parola{}
	}
	for testo, x := range map[string]float64{"AVVISO": 29, "ENTE": 10, "DESTINATARIO": 114, "DOVE": 114} {
		require.InDelta(t, x, trova(testo).xMin, 0.5, testo)
	}
	for testo, x := range map[string]float64{"00429440068": 100, "RSSMRA74D22A001Q": 200, "pagopa.gov.it": 200} {
		require.InDelta(t, x, trova(testo).xMax, 0.5, testo)
	}
}

// TestNote: the body's own sentence about the amount, in each language, and a list of
// amounts longer than the page.
func TestNote(t *testing.T) {
	scelta, altra, nessuna := "L'importo comprende le spese di notifica.", "Der Betrag enthält die Zustellkosten.", ""
	const tedesca = "Der angeführte Betrag könnte sich"
	for _, c := range []struct {
		nome                 string
		italiana, straniera  *string
		modo                 string
		contiene, nonCompare []string
	}{
		{"official", nil, nil, "seconda", []string{legal, tedesca}, nil},
		{"its own", &scelta, nil, "seconda", []string{scelta}, []string{legal, tedesca}},
		{"both", &scelta, &altra, "seconda", []string{scelta + " " + altra}, []string{legal, tedesca}},
		{"the other alone", nil, &altra, "seconda", []string{legal + " " + altra}, []string{tedesca}},
		{"none", &nessuna, &nessuna, "seconda", nil, []string{legal, tedesca}},
		{"one language", &scelta, &altra, "sola", []string{altra}, []string{scelta}},
		{"one language without its own", &scelta, nil, "sola", []string{scelta}, []string{tedesca}},
	} {
		t.Run(c.nome, func(t *testing.T) {
			a := vattelapesca(t, "1500.00", 0, contoBancario)
			a.Informativa, a.Lingua = c.italiana, avviso.Lingua{Codice: "de", Modo: c.modo, Informativa: c.straniera}
			e, note := componi(t, a, carta.Scelte{})
			require.Equal(t, c.italiana != nil || c.straniera != nil, len(note) > 0)
			testo := testoDi(t, e.PDF)
			for _, s := range c.contiene {
				require.Contains(t, testo, s)
			}
			for _, s := range c.nonCompare {
				require.NotContains(t, testo, s)
			}
			accessibile(t, e.PDF)
		})
	}
	a := vattelapesca(t, "1500.00", 0, contoBancario)
	for i := range 60 {
		a.Dettaglio = append(a.Dettaglio, avviso.VoceDettaglio{Voce: fmt.Sprintf("Quota %d %s", i, strings.Repeat("lunga ", i*i)), Importo: avviso.MustImporto("25.00")})
	}
	e, note := componi(t, a, carta.Scelte{})
	require.Greater(t, e.Pagine, 2)
	require.Contains(t, strings.Join(note, "\n"), "TESTO_LUNGO dettaglio[59]")
	paroleAPosto(t, e.PDF)
	albero, _ := accessibile(t, e.PDF)
	letto := strings.Join(albero.righe(), "\n")
	require.Contains(t, letto, "P Quota 0: 25,00 Euro\nP Quota 1 lunga: 25,00 Euro")
	require.Less(t, strings.Index(letto, "P Quota 59"), strings.Index(letto, "P "+legal), "above the official sentence")
}
