package carta_test

import (
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/pendenza"
)

// posizioni draws valid positions of a document by lot: texts as long as they may be, of
// every alphabet and none, with and without debtor, dates, accounts, languages.
type posizioni struct {
	*rand.Rand
	n int
}

var parole = strings.Fields(`TARI imposta Municipale rifiuti 2024 dell'anno utenza n. 12/bis Niccolò Müller-Čuk straße € º WWWWWWWWWW
	precipitevolissimevolmente Αθήνα Київ 🎄 עברית a\u0301 <b> & " ' … – ( ) § ILLUMINAZIONE iiiiiiiiiiiiiiiii`)

// testo returns words of up to n characters, now and then one word as long.
func (g *posizioni) testo(n int) string {
	if g.IntN(12) == 0 {
		return strings.Repeat([]string{"M", "i", "à", "W"}[g.IntN(4)], 1+g.IntN(n))
	}
	n = 1 + g.IntN(n)
	var b []rune
	for len(b) < n {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		b = append(b, []rune(parole[g.IntN(len(parole))])...)
	}
	s := strings.TrimSpace(string(b[:n]))
	if s == "" {
		return "x"
	}
	return s
}

// forse returns a text of up to n characters, or none.
func (g *posizioni) forse(n int) string {
	if g.IntN(3) == 0 {
		return ""
	}
	return g.testo(n)
}

func (g *posizioni) importo() avviso.Importo {
	return avviso.ImportoDaCentesimi([]int64{1, g.Int64N(100000) + 1, g.Int64N(10000000) + 1, g.Int64N(99999999999) + 1}[g.IntN(4)])
}

// documento returns the positions of one document: the whole, instalments, both, a fine,
// or amounts within and over some days.
func (g *posizioni) documento(t testing.TB) []*pendenza.Pendenza {
	var pp []*pendenza.Pendenza
	conto := avviso.MustIBAN([]string{contoBancario, contoPostale}[g.IntN(2)])
	descrizione := g.testo(255)
	nuova := func(d *pendenza.Documento) {
		g.n++
		p := &pendenza.Pendenza{
			IDA2A: "A", IDPendenza: fmt.Sprint(g.n), IdDominio: avviso.MustIdDominio("00429440068"), Causale: g.testo(140),
			Importo: g.importo(), NumeroAvviso: numero(t, g.n), Documento: d, Proprieta: g.proprieta(), SoggettoPagatore: g.soggetto(),
		}
		if g.IntN(3) > 0 {
			p.DataScadenza = avviso.MustData("2026-06-30")
		}
		p.Voci = []pendenza.Voce{{
			IDVocePendenza: "1", Importo: p.Importo, Descrizione: g.testo(255), IbanAccredito: conto,
			TipoContabilita: pendenza.AltraContabilita, CodiceContabilita: "0101002IM",
		}}
		if g.IntN(4) == 0 {
			p.Voci[0].IbanAppoggio = avviso.MustIBAN(contoPostale)
		}
		require.NoError(t, p.Valida())
		pp = append(pp, p)
	}
	doc := func(rata int, s *pendenza.Soglia) *pendenza.Documento {
		return &pendenza.Documento{Identificativo: "D", Descrizione: descrizione, Rata: rata, Soglia: s}
	}
	switch g.IntN(8) {
	case 0:
		nuova(doc(0, &pendenza.Soglia{Tipo: pendenza.Scontato}))
		nuova(doc(0, &pendenza.Soglia{Tipo: pendenza.Ridotto}))
	case 1:
		for _, tipo := range []pendenza.TipoSoglia{pendenza.Entro, pendenza.Oltre} {
			nuova(doc(0, &pendenza.Soglia{Tipo: tipo, Giorni: 2 + g.IntN(60)}))
		}
	case 2, 3:
		n := 1 + g.IntN([]int{4, 9, 30}[g.IntN(3)])
		if g.IntN(2) == 0 {
			nuova(doc(0, nil))
		}
		for i := range n {
			nuova(doc(i+1, nil))
		}
	case 4:
		nuova(doc(0, &pendenza.Soglia{Tipo: []pendenza.TipoSoglia{pendenza.Scontato, pendenza.Ridotto}[g.IntN(2)]}))
	default:
		nuova(nil)
	}
	return pp
}

func (g *posizioni) soggetto() *pendenza.SoggettoPagatore {
	if g.IntN(8) == 0 {
		return nil
	}
	s := &pendenza.SoggettoPagatore{
		Identificativo: []string{"RSSMRA74D22A001Q", "12345678903", "ANONIMO", "", "WWWWWWWWWWWWWWWW"}[g.IntN(5)], Anagrafica: g.testo(70),
		Indirizzo: g.forse(70), Civico: g.forse(16), CAP: g.forse(16), Localita: g.forse(35), Provincia: g.forse(35),
	}
	if g.IntN(6) == 0 {
		s.Anagrafica = "ANONIMO"
	}
	return s
}

func (g *posizioni) proprieta() *pendenza.Proprieta {
	if g.IntN(2) == 0 {
		return nil
	}
	p := &pendenza.Proprieta{LinguaSecondaria: []string{"", "de", "sl", "fr", "en", "false"}[g.IntN(6)], LinguaSecondariaCausale: g.forse(140)}
	if g.IntN(3) == 0 {
		s := g.forse(255)
		p.InformativaImportoAvviso = &s
	}
	if g.IntN(4) == 0 {
		s := g.forse(255)
		p.LinguaSecondariaInformativaImportoAvviso = &s
	}
	for range g.IntN(3) {
		p.DescrizioneImporto = append(p.DescrizioneImporto, pendenza.VoceImporto{Voce: g.testo(60), Importo: g.importo()})
	}
	return p
}

func (g *posizioni) ente() avviso.Ente {
	return avviso.Ente{
		IdDominio: avviso.MustIdDominio("00429440068"), Nome: g.testo(140), Settore: g.forse(80), Informazioni: g.forse(160),
		CBILL: []string{"", "AB123", "AB123CD456EF789GH012"}[g.IntN(3)], IntestatarioConto: g.forse(80), Autorizzazione: g.forse(70),
		CanaleOnline: []string{"", "sito", "app", "sito o app"}[g.IntN(4)], CanaleFisico: g.forse(80), GestorePubblicoServizio: g.IntN(3) == 0,
	}
}

// TestOgniPosizione: a valid position always prints, its codes can be read, and nothing
// leaves its place. QUIETANZA_AVVISI says how many.
func TestOgniPosizione(t *testing.T) {
	quanti := 60
	if s := os.Getenv("QUIETANZA_AVVISI"); s != "" {
		var err error
		quanti, err = strconv.Atoi(s)
		require.NoError(t, err)
	}
	g := &posizioni{Rand: rand.New(rand.NewPCG(23, 2026))}
	for fatti := 0; fatti < quanti; {
		var pronti []*carta.Pronto
		for range min(30, quanti-fatti) {
			fatti++
			a := pendenza.Avviso(g.ente(), slices.Values(g.documento(t)))
			if g.IntN(5) == 0 && a.Lingua.Codice != "" {
				a.Lingua.Modo, a.Lingua.Prima = []string{"bilingue", "sola"}[g.IntN(2)], g.IntN(2) == 0
			}
			d, _, err := carta.Prepara(a, carta.Scelte{Giorno: giorno, Bollettino: []string{"auto", "si", "no"}[g.IntN(3)]})
			require.NoError(t, err, "%+v", a)
			pronti = append(pronti, d)
		}
		e := carta.Componi(pronti...)
		paroleAPosto(t, e.PDF)
		if fatti%1000 < 30 {
			t.Logf("%d", fatti)
		}
		if fatti > 300 && g.IntN(10) > 0 { // all take their place, one in ten is taken apart
			if t.Failed() {
				return
			}
			continue
		}
		accessibile(t, e.PDF)
		for i, p := range pagineDi(t, e.PDF, 150) {
			margini(t, p, 150)
			for _, q := range e.Posti {
				switch {
				case q.Pagina != i+1:
				case q.Tipo == "qr":
					require.Equal(t, q.Testo, leggi(t, p, q, 150))
				case g.IntN(8) == 0: // its modules are finer
					require.Equal(t, q.Testo, leggi(t, pagineDi(t, e.PDF, 300, q.Pagina)[0], q, 300))
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

// TestAltriLettori: the codes as read by programs that are nobody's here, off a page at
// the resolution of a scanner.
func TestAltriLettori(t *testing.T) {
	for _, a := range []avviso.Avviso{
		vattelapesca(t, "300.00", 3, contoPostale), vattelapesca(t, "", 24, contoBancario), strada(t, contoPostale),
	} {
		e, _ := componi(t, a, carta.Scelte{})
		for i, pagina := range pagineDi(t, e.PDF, 200) {
			var attesi []string
			for _, q := range e.Posti {
				switch {
				case q.Pagina != i+1:
				case q.Tipo == "qr":
					attesi = append(attesi, q.Testo)
				default:
					require.Equal(t, q.Testo, leggeDa(t, ritaglio(pagina, q, 200), "dmtxread", "-N1"))
				}
			}
			letti := strings.Fields(leggeDa(t, pagina, "zbarimg", "-q", "--raw"))
			require.ElementsMatch(t, attesi, letti, "page %d", i+1)
		}
	}
}

// ritaglio cuts a code with its quiet zone out of a page.
func ritaglio(pagina image.Image, q carta.Posto, punti float64) image.Image {
	px := func(mm float64) int { return int(mm * punti / 25.4) }
	r := image.Rect(px(q.X-q.Quiete), px(q.Y-q.Quiete), px(q.X+q.Lato+q.Quiete)+1, px(q.Y+q.Lato+q.Quiete)+1)
	m := image.NewGray(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(m, m.Bounds(), pagina, r.Min, draw.Src)
	return m
}

func leggeDa(t *testing.T, m image.Image, programma string, argomenti ...string) string {
	t.Helper()
	serve(t, programma)
	nome := filepath.Join(t.TempDir(), "p.png")
	f, err := os.Create(nome)
	require.NoError(t, err)
	require.NoError(t, png.Encode(f, m))
	require.NoError(t, f.Close())
	testo, err := exec.Command(programma, append(argomenti, nome)...).Output()
	require.NoError(t, err)
	return string(testo)
}
