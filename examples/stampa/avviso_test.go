package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// TestTestoAvviso reads the words of each sample notice back.
func TestTestoAvviso(t *testing.T) {
	for i, c := range []struct {
		nome       string
		contiene   []string
		nonCompare []string
		pagine     int
	}{
		{"single payment", []string{
			"Avviso di pagamento Copie eseguite su prenotazione", "Pino Test", "TSTPNI70D01L219V", "Via della Città 12/b",
			"3010 0000 0000 0042 85", "100,00 €", "30/06/2024", "del tuo Ente Creditore", "Stampato il 03/06/2024", "AB123", "Rata unica", "Pagina 1 di 1",
		}, []string{"di Poste Italiane", "Bollettino", "(415)"}, 1},
		{"postal slip and bar code", []string{
			"3010 0000 0000 0043 86", "1.234,56 €", "31/07/2024", "di Poste Italiane", "Bollettino postale PA", "000012345678",
			"18301000000000004386120000123456781000001234563896", "Niccolò D'Aragona-Müller", "Servizio tesoreria", "AUT. DB/SISB/GEN",
			"(415)8088888012348(8020)301000000000004386(3902)123456",
		}, []string{"del tuo Ente Creditore"}, 1},
		{"whole or instalments, with slips", []string{
			"In un'unica soluzione 300,00 €", "Rata 1 100,00 € 30/06/2024 3010 0000 0000 0045 88", "Rata 3 100,00 € 31/12/2024 3010 0000 0000 0047 90",
			"Bollettino postale PA – Rata unica", "Bollettino postale PA – Rata 2", "di Poste Italiane",
		}, nil, 3},
		{"instalments without slip", []string{
			"Totale, in 3 rate 362,00 €", "120,50 €", "121,00 €", "30/04/2025", "3010 0000 0000 0050 00", "del tuo Ente Creditore",
		}, []string{"Rata unica", "Bollettino"}, 2},
	} {
		t.Run(c.nome, func(t *testing.T) {
			d, note, err := prepara(campione(t)[i], sceltePerProva())
			require.NoError(t, err)
			require.Empty(t, note)
			f, pdf, err := componi([]documento{d})
			require.NoError(t, err)
			require.Equal(t, c.pagine, f.pdf.PageCount())
			testo := testoDi(t, pdf)
			for _, s := range c.contiene {
				require.Contains(t, testo, s)
			}
			for _, s := range c.nonCompare {
				require.NotContains(t, testo, s)
			}
		})
	}
}

// TestBollettinoSceltoDalChiamante: the slip follows the account, can be left out,
// or be asked for.
func TestBollettinoSceltoDalChiamante(t *testing.T) {
	tutti := campione(t)
	sc := sceltePerProva()
	sc.slip = "no"
	d, _, err := prepara(tutti[1], sc)
	require.NoError(t, err)
	_, pdf, err := componi([]documento{d})
	require.NoError(t, err)
	require.NotContains(t, testoDi(t, pdf), "Bollettino")

	sc.slip = "si"
	_, _, err = prepara(tutti[1], sc)
	require.NoError(t, err)
	_, _, err = prepara(tutti[0], sc)
	var e *avviso.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, "IBAN_NON_POSTALE", string(e.Codice))
}

func TestAvvisiRifiutati(t *testing.T) {
	for _, c := range []struct {
		nome   string
		cambia func(*avviso.Avviso)
		want   avviso.Codice
	}{
		{"eleven digits of cents", func(a *avviso.Avviso) { a.Rate[0].Importo = avviso.MustImporto("100000000.00") }, "IMPORTO_NON_RAPPRESENTABILE"},
		{"amount 0", func(a *avviso.Avviso) { a.Rate[0].Importo = avviso.Importo{} }, "IMPORTO_ZERO"},
		{"code too long", func(a *avviso.Avviso) { a.Debitore.Identificativo = strings.Repeat("X", 17) }, "LUNGHEZZA"},
		{"no payment", func(a *avviso.Avviso) { a.Rate = nil }, "NULLO"},
	} {
		t.Run(c.nome, func(t *testing.T) {
			a := campione(t)[1]
			c.cambia(&a)
			_, _, err := prepara(a, sceltePerProva())
			var e *avviso.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, c.want, e.Codice)
		})
	}
}

// TestCheckDigit: a wrong check digit is printed and told, or refused.
func TestCheckDigit(t *testing.T) {
	a := campione(t)[0]
	a.Rate[0].NumeroAvviso = avviso.MustNumeroAvviso("301000000000004286")
	_, note, err := prepara(a, sceltePerProva())
	require.NoError(t, err)
	require.Len(t, note, 1)
	require.Contains(t, note[0], "CHECK_DIGIT")
	sc := sceltePerProva()
	sc.rigoroso = true
	_, _, err = prepara(a, sc)
	require.ErrorIs(t, err, avviso.ErrCheckDigit)
}

// TestNomiDifficili: what the fonts have is printed, the rest is seen and told.
func TestNomiDifficili(t *testing.T) {
	a := campione(t)[1]
	a.Debitore.Nome, a.Oggetto = "Zoë Łukasz Đặng Ş 🎄 אב", "Caffe\u0300 da 5 € per Αθήνα"
	d, note, err := prepara(a, sceltePerProva())
	require.NoError(t, err)
	require.Contains(t, note, "CARATTERI_NON_STAMPABILI debitore.nome: U+1F384, U+05D0, U+05D1")
	require.Contains(t, strings.Join(note, "\n"), "CARATTERI_PERSI", "the Data Matrix loses more")
	_, pdf, err := componi([]documento{d})
	require.NoError(t, err)
	testo := testoDi(t, pdf)
	require.Contains(t, testo, "Zoë Łukasz Đặng Ş □ □□")
	require.Contains(t, testo, "Caffè da 5 € per Αθήνα")
}

func TestPulisci(t *testing.T) {
	for _, c := range []struct {
		s, want string
		persi   []rune
	}{
		{"", "", nil},
		{"Città €", "Città €", nil},
		{"perche\u0301 C\u030C", "perché Č", nil},
		{"a\u0331", "a", []rune{0x331}},
		{"a\tb\nc", "a b c", nil},
		{"x\x00y\xff", "x□y□", []rune{0, 0xFFFD}},
		{"👩\u200d💻", "□□", []rune{0x1F469, 0x200D, 0x1F4BB}},
	} {
		got, persi := pulisci(c.s)
		require.Equal(t, c.want, got, "%q", c.s)
		require.Empty(t, cmp.Diff(c.persi, persi), "%q", c.s)
	}
	require.True(t, disegnabile(sostituto))
}

// TestTestiPiuLunghi: the widest texts that a notice may have stay in their place.
func TestTestiPiuLunghi(t *testing.T) {
	for _, a := range campione(t) {
		w := func(n int) string { return strings.Repeat("W", n) }
		a.Ente.Nome, a.Ente.Settore, a.Ente.IntestatarioConto, a.Ente.CBILL = w(50), w(50), w(50), "WWWWW"
		a.Debitore = avviso.Debitore{Identificativo: w(16), Nome: w(35), Indirizzo: w(40), Localita: w(40)}
		a.Oggetto = w(60)
		for i := range a.Rate {
			a.Rate[i].Importo = avviso.MustImporto("12345678.99")
			if a.Rate[i].Numero > 0 {
				a.Rate[i].Etichetta = w(60)
			}
		}
		d, _, err := prepara(a, sceltePerProva())
		require.NoError(t, err)
		f, pdf, err := componi([]documento{d})
		require.NoError(t, err)
		testo := strings.ReplaceAll(testoDi(t, pdf), " ", "")
		require.Contains(t, testo, w(60), "no text is cut")
		for _, p := range f.posti {
			require.LessOrEqual(t, p.y+p.h, basso)
		}
	}
	a := campione(t)[0]
	a.Ente.Informazioni = strings.Repeat("parole ", 3000)
	d, _, err := prepara(a, sceltePerProva())
	require.NoError(t, err)
	_, _, err = componi([]documento{d})
	require.ErrorIs(t, err, errSpazio, "what does not fit is refused, not cut")
}

// TestRiproducibile: the same notice on the same day is the same file.
func TestRiproducibile(t *testing.T) {
	fai := func() []byte {
		d, _, err := prepara(campione(t)[2], sceltePerProva())
		require.NoError(t, err)
		_, pdf, err := componi([]documento{d})
		require.NoError(t, err)
		return pdf
	}
	require.True(t, bytes.Equal(fai(), fai()))
}

// TestStruttura: the file says its language and title, and its texts are tagged.
func TestStruttura(t *testing.T) {
	d, _, err := prepara(campione(t)[1], sceltePerProva())
	require.NoError(t, err)
	f, pdf, err := componi([]documento{d})
	require.NoError(t, err)
	for _, s := range []string{"/Lang (it-IT)", "/MarkInfo <</Marked true>>", "/DisplayDocTitle true", "/StructParents 0", "/Title ("} {
		require.Contains(t, string(pdf), s)
	}
	var ruoli []string
	figure := 0
	f.albero.visita(func(e *struttura) {
		if strings.HasPrefix(e.ruolo, "H") {
			ruoli = append(ruoli, e.ruolo)
		}
		if e.ruolo == "Figure" {
			figure++
			require.NotEmpty(t, e.alt)
		}
	})
	require.Equal(t, []string{"H1", "H2", "H2", "H2", "H2", "H2", "H2"}, ruoli)
	require.Equal(t, 3, figure)
	_, err = etichetta([]byte("%PDF-1.3\n"), f.albero, 1)
	require.ErrorIs(t, err, errPDF)
}
