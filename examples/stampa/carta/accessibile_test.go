package carta_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
)

// TestOrdine: what a screen reader reads of a notice with a slip, in that order.
func TestOrdine(t *testing.T) {
	e, _ := componi(t, vattelapesca(t, "1500.00", 0, contoPostale), carta.Scelte{})
	albero, font := accessibile(t, e.PDF)
	require.ElementsMatch(t, []string{"TitilliumWeb-Regular", "TitilliumWeb-Bold", "RobotoMono-Regular", "RobotoMono-Bold"}, font)
	require.Equal(t, "it-IT", albero.lingua)
	require.Empty(t, cmp.Diff([]string{
		"P pagoPA", "P AVVISO DI PAGAMENTO", "H1 Tassa sui rifiuti 2024",
		"H2 ENTE CREDITORE", "P 00429440068", "P Comune di Vattelapesca", "P Ufficio tributi", "P www.comune.vattelapesca.example, tel. 011 555 0100",
		"H2 DESTINATARIO", "P RSSMRA74D22A001Q", "P Mario Rossi", "P Piazza Libertà 1", "P 15100 Alessandria (AL)",
		"H2 QUANTO E QUANDO PAGARE?", "P Importo 1.500,00 Euro", "P entro il 31/12/2024", "P " + legal,
		"H2 DOVE PAGARE?", "P vai su pagopa.gov.it", "H3 PAGA CON L’APP IO", "P " + online, "H3 PAGA SUL TERRITORIO", "P " + territorio,
		"H2 DATI PER IL PAGAMENTO", "P Rata unica entro il 31/12/2024",
		"Figure Codice QR per pagare Rata unica: codice avviso 3010 0000 0000 0001 44, ente 00429440068, importo 1.500,00 euro",
		"P Euro 1.500,00", "P Destinatario Mario Rossi", "P Ente Creditore Comune di Vattelapesca", "P Oggetto del pagamento Tassa sui rifiuti 2024",
		"P " + didascalia, "P Cod. CBILL AB123", "P Cod. Avviso 3010 0000 0000 0001 44", "P Cod. Fiscale Ente 00429440068",
		"H2 BOLLETTINO POSTALE PA", "P BancoPosta", "P Rata unica entro il 31/12/2024", "P Poste Italiane", "P " + slip,
		"P AUT. DB/SISB/GEN n. 00000 del 01/01/2024", "P sul C/C n. 000012345678", "P Euro 1.500,00", "P Intestato a Comune di Vattelapesca",
		"P Destinatario Mario Rossi", "P Oggetto pagamento Tassa sui rifiuti 2024", "P Cod. Avviso 3010 0000 0000 0001 44", "P Tipo P1",
		"P Cod. Fiscale Ente Creditore 00429440068", "Figure Data Matrix del bollettino postale, codice avviso 3010 0000 0000 0001 44",
	}, albero.righe()))
}

// TestTestoIntero: what is cut on paper is read whole.
func TestTestoIntero(t *testing.T) {
	a := vattelapesca(t, "1500.00", 0, contoPostale)
	a.Oggetto, a.Debitore.Nome = strings.Repeat("M", 140), strings.Repeat("M", 70)
	a.Ente.IntestatarioConto = strings.Repeat("Servizio di tesoreria ", 7)
	e, note := componi(t, a, carta.Scelte{})
	require.Contains(t, note, "TESTO_LUNGO oggetto: testo di 140 caratteri, tagliato sulla carta in corpo 12")
	require.Contains(t, note, "TESTO_LUNGO debitore.nome: testo di 70 caratteri, tagliato sulla carta in corpo 12")
	require.Contains(t, note, "TESTO_LUNGO ente.intestatarioConto: testo di 154 caratteri, tagliato sulla carta in corpo 7")
	albero, _ := accessibile(t, e.PDF)
	h1 := albero.tutti("H1")
	require.Len(t, h1, 1)
	require.Equal(t, a.Oggetto, h1[0].intero)
	require.True(t, strings.HasSuffix(h1[0].testo, "M…"), h1[0].testo)
	var interi []string
	for _, p := range albero.tutti("P") {
		if p.intero != "" {
			interi = append(interi, p.intero)
			require.True(t, strings.HasSuffix(p.testo, "…"), p.testo)
		}
	}
	// Name at the top and in the module, subject in the module, the slip: holder, debtor, subject.
	require.Equal(t, []string{a.Debitore.Nome, a.Debitore.Nome, a.Oggetto, a.Ente.IntestatarioConto, a.Debitore.Nome, a.Oggetto}, interi)
	// A cut stands at a word.
	for _, p := range albero.tutti("P") {
		if p.intero == a.Ente.IntestatarioConto {
			require.Regexp(t, `(Servizio|di|tesoreria)…$`, p.testo)
		}
	}
}

// inLingua returns what is read in a language, spans together.
func (n *nodo) inLingua(lingua string) []string {
	var tt []string
	for _, s := range n.tutti("Span") {
		if s.lingua == lingua {
			tt = append(tt, strings.TrimSpace(s.testo))
		}
	}
	return tt
}

// TestLingue: the fixed texts of each language are read as that language, and no other text
// is; a notice in one language alone says so of the whole, and the slip stays Italian.
func TestLingue(t *testing.T) {
	testi, err := os.ReadFile("testi.json")
	require.NoError(t, err)
	var tutti map[string]map[string]string
	require.NoError(t, json.Unmarshal(testi, &tutti))
	for codice, lang := range map[string]string{"de": "de-DE", "sl": "sl-SI", "fr": "fr-FR", "en": "en-GB"} {
		fissi := tutti[codice]
		attesi := []string{
			strings.ToUpper(fissi["titolo"]), strings.ToUpper(fissi["ente"]), strings.ToUpper(fissi["destinatario"]), strings.ToUpper(fissi["quanto"]), fissi["importo"],
			fissi["scadenza"], fissi["legal"], strings.ToUpper(fissi["dove"]), fissi["cta"], strings.ToUpper(fissi["online.titolo"]),
			strings.ReplaceAll(fissi["online.testo"], "{c}", ""), strings.ToUpper(fissi["territorio.titolo"]), fissi["territorio.testo"], strings.ToUpper(fissi["dati"]),
			fissi["rataUnica"] + " " + fissi["scadenza.altrove"] + " 31/12/2024", fissi["destinatario"], fissi["ente"], fissi["oggetto"], fissi["qr.unica"],
			fissi["cbill"], fissi["avviso"], fissi["cfEnte"],
		}
		for _, modo := range []string{"seconda", "bilingue", "prima", "sola"} {
			t.Run(codice+" "+modo, func(t *testing.T) {
				a := vattelapesca(t, "1500.00", 0, contoPostale)
				a.Lingua = avviso.Lingua{Codice: codice, Modo: modo, Oggetto: "Altra causale"}
				if modo == "prima" {
					a.Lingua.Modo, a.Lingua.Prima = "bilingue", true
				}
				e, note := componi(t, a, carta.Scelte{})
				require.Empty(t, note)
				paroleAPosto(t, e.PDF)
				albero, _ := accessibile(t, e.PDF)
				if modo == "sola" {
					require.Equal(t, lang, albero.lingua)
					require.Empty(t, albero.tutti("Span"))
					sezioni := albero.tutti("Sect")
					require.Len(t, sezioni, 2)
					require.Equal(t, "it-IT", sezioni[1].lingua)
					require.Equal(t, "H2 BOLLETTINO POSTALE PA", sezioni[1].righe()[0])
					for _, f := range albero.tutti("Figure") {
						require.Equal(t, "it-IT", f.lingua, "what stands for a code is in Italian")
					}
					return
				}
				require.Equal(t, "it-IT", albero.lingua)
				trovati := albero.inLingua(lang)
				for _, s := range attesi {
					s = strings.Join(strings.Fields(s), " ")
					i := slices.IndexFunc(trovati, func(t string) bool { return strings.TrimPrefix(strings.Join(strings.Fields(t), " "), "/ ") == s })
					require.GreaterOrEqual(t, i, 0, "%q is not among %q", s, trovati)
					trovati = slices.Delete(trovati, i, i+1)
				}
				require.Equal(t, []string{"Altra causale"}, trovati, "nothing else is in the language")
			})
		}
	}
}

// TestLingueStretti: fines, instalments and slips in every language and manner stay in their
// places, and are as accessible.
func TestLingueStretti(t *testing.T) {
	for _, codice := range []string{"de", "sl", "fr", "en"} {
		for _, l := range []avviso.Lingua{{Modo: "seconda"}, {Modo: "bilingue"}, {Modo: "bilingue", Prima: true}, {Modo: "sola"}} {
			l.Codice = codice
			for _, a := range []avviso.Avviso{
				strada(t, contoBancario), strada(t, contoPostale), vattelapesca(t, "300.00", 2, contoBancario), vattelapesca(t, "300.00", 3, contoPostale),
				vattelapesca(t, "", 12, contoBancario), vattelapesca(t, "500.00", 5, contoBancario),
			} {
				a.Lingua, a.Ente.CanaleOnline, a.Ente.GestorePubblicoServizio = l, "sito", len(a.Rate) == 2
				e, _ := componi(t, a, carta.Scelte{})
				accessibile(t, e.PDF)
				paroleAPosto(t, e.PDF)
			}
		}
	}
}

// figure makes a picture of a colour.
func figura(t *testing.T, w, h int) *carta.Immagine {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = 0x80
	}
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, m))
	f, err := carta.LeggiImmagine(b.Bytes())
	require.NoError(t, err)
	return f
}

// TestMarchi: the slots of the emblem and of the marks, with what is read of them.
func TestMarchi(t *testing.T) {
	a := vattelapesca(t, "1500.00", 0, contoPostale)
	for _, c := range []struct {
		w, h     int
		sinistra float64 // left edge, millimetres: it touches the right margin
	}{{300, 100, 170}, {100, 100, 170}, {50, 100, 185}} {
		e, note := componi(t, a, carta.Scelte{
			Stemma: func(avviso.IdDominio) *carta.Immagine { return figura(t, c.w, c.h) },
			Marchi: map[string]*carta.Immagine{
				"pagopa": figura(t, 150, 100), "posteitaliane": figura(t, 300, 60), "bancoposta": figura(t, 200, 40), "bollettino": figura(t, 100, 100),
			},
		})
		require.Empty(t, note)
		albero, _ := accessibile(t, e.PDF)
		var figure []string
		for _, f := range albero.tutti("Figure") {
			figure = append(figure, strings.SplitN(f.alt, ":", 2)[0])
		}
		require.Equal(t, []string{
			"pagoPA", "Stemma di Comune di Vattelapesca", "Codice QR per pagare Rata unica", "BancoPosta", "Poste Italiane", "Sigillo del bollettino postale",
			"Data Matrix del bollettino postale, codice avviso 3010 0000 0000 0001 44",
		}, figure)
		require.NotContains(t, strings.Join(albero.righe(), "\n"), "P pagoPA")
		paroleAPosto(t, e.PDF)
		pagina := pagineDi(t, e.PDF, 150)[0]
		margini(t, pagina, 150)
		grigio := func(x, y float64) bool {
			v := pagina.GrayAt(int(x*150/25.4), int(y*150/25.4)).Y
			return v > 0x70 && v < 0x90
		}
		require.True(t, grigio(c.sinistra+0.3, 10.3) && grigio(199.7, 10.3), "the emblem begins at %.0f, 10 and ends at 200", c.sinistra)
		require.False(t, grigio(c.sinistra-0.5, 10.3) || grigio(200.4, 10.3) || grigio(199.7, 9.6))
		require.True(t, grigio(10.3, 10.3) && grigio(24.7, 19.7), "the mark fills its slot")
	}
	e, note := componi(t, a, carta.Scelte{Stemma: func(avviso.IdDominio) *carta.Immagine { return nil }})
	require.Equal(t, []string{"STEMMA: nessuna immagine per 00429440068, lo spazio resta vuoto"}, note)
	_, note = componi(t, a, carta.Scelte{Stemma: func(avviso.IdDominio) *carta.Immagine { return carta.ImmagineGuasta(errors.New("x.png: illeggibile")) }})
	require.Equal(t, []string{"STEMMA: x.png: illeggibile: lo spazio resta vuoto"}, note)
	albero, _ := accessibile(t, e.PDF)
	require.Len(t, albero.tutti("Figure"), 2, "without marks no picture, but the codes")
	for _, s := range []string{"P pagoPA", "P Poste Italiane", "P BancoPosta"} {
		require.Contains(t, albero.righe(), s)
	}
	require.NotContains(t, string(e.PDF), "/Subtype /Image")
}

// margini: nothing in the outer 6.5 millimetres of a page, but the bars.
func margini(t testing.TB, m *image.Gray, punti int) {
	t.Helper()
	b, orlo := m.Bounds(), 65*punti/254
	chiaro := func(x, y int, minimo uint8) {
		if m.Pix[y*m.Stride+x] < minimo {
			t.Fatalf("ink at %d, %d of %v", x, y, b)
		}
	}
	for y := range b.Dy() {
		if y < orlo || y >= b.Dy()-orlo {
			for x := range b.Dx() {
				chiaro(x, y, 250)
			}
		}
		for x := range orlo { // a bar and its edges
			chiaro(x, y, 232)
			chiaro(b.Dx()-1-x, y, 232)
		}
	}
}

// TestFronteRetro: each notice begins on a front.
func TestFronteRetro(t *testing.T) {
	prepara := func(a avviso.Avviso) *carta.Pronto {
		d, _, err := carta.Prepara(a, carta.Scelte{Giorno: giorno, FronteRetro: true})
		require.NoError(t, err)
		return d
	}
	e := carta.Componi(prepara(vattelapesca(t, "1500.00", 0, contoBancario)), prepara(vattelapesca(t, "500.00", 5, contoBancario)), prepara(vattelapesca(t, "", 24, contoBancario)))
	require.Equal(t, 2+2+4, e.Pagine)
	fogli := strings.Split(suFile(t, e.PDF, "pdftotext", "-enc", "UTF-8", "-raw", "FILE", "-"), "\f")
	for i, bianca := range []bool{false, true, false, false, false, false, false, true} {
		require.Equal(t, bianca, strings.TrimSpace(fogli[i]) == "", "page %d", i+1)
		require.Equal(t, i == 0 || i == 2 || i == 4, strings.Contains(fogli[i], "DESTINATARIO"), "page %d", i+1)
	}
	albero, _ := accessibile(t, e.PDF)
	require.Len(t, albero.tutti("H1"), 3)
	require.Len(t, e.Note, 3)
}

// TestInsieme: notices in other languages among Italian ones, in one file.
func TestInsieme(t *testing.T) {
	b := vattelapesca(t, "1500.00", 0, contoBancario)
	b.Lingua = avviso.Lingua{Codice: "en", Modo: "sola"}
	var pronti []*carta.Pronto
	for _, a := range []avviso.Avviso{vattelapesca(t, "1500.00", 0, contoBancario), b, vattelapesca(t, "10.00", 0, contoBancario)} {
		d, _, err := carta.Prepara(a, carta.Scelte{Giorno: giorno})
		require.NoError(t, err)
		pronti = append(pronti, d)
	}
	albero, _ := accessibile(t, carta.Componi(pronti...).PDF)
	var lingue []string
	for _, s := range albero.figli {
		lingue = append(lingue, s.lingua)
	}
	require.Equal(t, []string{"it-IT", "en-GB", "it-IT"}, lingue)
}

// TestTesti: texts of the body in place of the official ones, and a further language.
func TestTesti(t *testing.T) {
	testi, err := carta.LeggiTesti([]byte(`{"sl": {"ente": "Upnik"}, "lld": {"titolo": "Avis de paiament", "destinatario": "Destinatar"}}`))
	require.NoError(t, err)
	a := vattelapesca(t, "1500.00", 0, contoBancario)
	a.Lingua = avviso.Lingua{Codice: "sl"}
	e, note := componi(t, a, carta.Scelte{Testi: testi})
	require.Empty(t, note)
	testo := testoDi(t, e.PDF)
	require.Contains(t, testo, "ENTE CREDITORE UPNIK")
	require.Contains(t, testo, "PREJEMNIK")
	require.NotContains(t, testo, "PLAČNIK")
	a.Lingua = avviso.Lingua{Codice: "lld"}
	e, note = componi(t, a, carta.Scelte{Testi: testi})
	require.Len(t, note, 1)
	require.Contains(t, note[0], "LINGUA lingua.codice: testi in italiano, perché mancano in lld: ente")
	albero, _ := accessibile(t, e.PDF)
	require.Equal(t, []string{"AVIS DE PAIAMENT", "DESTINATAR", "Destinatar"}, albero.inLingua("lld"))
	a.Lingua = avviso.Lingua{Codice: "lld", Modo: "sola"}
	e, _ = componi(t, a, carta.Scelte{Testi: testi})
	albero, _ = accessibile(t, e.PDF)
	require.Equal(t, "lld", albero.lingua)
	require.Contains(t, albero.inLingua("it-IT"), "ENTE CREDITORE", "Italian in place of what the language lacks")
	a.Lingua = avviso.Lingua{Codice: "xx"}
	e, note = componi(t, a, carta.Scelte{})
	require.Equal(t, []string{`LINGUA lingua.codice: nessun testo per "xx", l'avviso è in italiano`}, note)
	require.Contains(t, testoDi(t, e.PDF), "AVVISO DI PAGAMENTO")
	_, err = carta.LeggiTesti([]byte(`{"de": []}`))
	require.Error(t, err)
}

// TestValidatore: pdfcpu, which is pinned among the tools of the project, finds the files as
// ISO 32000 wants them.
func TestValidatore(t *testing.T) {
	if testing.Short() {
		t.Skip("costruisce pdfcpu")
	}
	const strumenti = "-modfile=../../../internal/tools/go.mod"
	if err := exec.Command("go", "tool", strumenti, "pdfcpu", "version").Run(); err != nil {
		t.Skipf("pdfcpu non si può costruire qui: %v", err)
	}
	a := vattelapesca(t, "300.00", 3, contoPostale)
	a.Oggetto, a.Lingua = "Αθήνα – "+strings.Repeat("tassa ", 22), avviso.Lingua{Codice: "de"}
	avviso, _ := componi(t, a, carta.Scelte{
		Stemma: func(avviso.IdDominio) *carta.Immagine { return figura(t, 30, 30) }, Marchi: map[string]*carta.Immagine{"pagopa": figura(t, 15, 10)}, FronteRetro: true,
	})
	r, _, err := carta.LeggiRicevuta(documentoDi(t, "pasendrtv2.xml"), false)
	require.NoError(t, err)
	q, err := carta.ParseQuietanza(documentoDi(t, "quietanza.json"))
	require.NoError(t, err)
	for nome, e := range map[string]carta.Esito{
		"avviso": avviso, "ricevuta": carta.ComponiRicevuta(r, carta.Scelte{Giorno: giorno}), "quietanza": carta.ComponiQuietanza(q, carta.Scelte{Giorno: giorno}),
	} {
		file := filepath.Join(t.TempDir(), "f.pdf")
		require.NoError(t, os.WriteFile(file, e.PDF, 0o600))
		testo, err := exec.Command("go", "tool", strumenti, "pdfcpu", "validate", "--mode=strict", file).CombinedOutput()
		require.NoError(t, err, "%s: %s", nome, testo)
		require.Contains(t, suFile(t, e.PDF, "qpdf", "--check", "FILE"), "No syntax or stream encoding errors found", nome)
	}
}
