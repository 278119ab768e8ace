package carta

import (
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// dove draws where to pay, online and in places.
func (f *avvisoInCarta) dove(b float64) float64 {
	f.titoloBarra(114, b, 84-f.largoVaiSu(), maiuscolo(f.g.frasi("dove")))
	f.elemento("P", func() { f.vaiSu(b) })
	f.elemento("H3", func() { f.voci(f.g, sTitolo, 114, b+17.2, 69, maiuscolo(f.frasiDove("titolo"))) })
	var y float64
	f.elemento("P", func() { y = f.periodi(sTesto, 114, b+21.7, 69, f.frasiDove("testo")) })
	f.schermo(188, b+14)
	y2 := max(b+33.6, y+8.2)
	titolo := maiuscolo(f.g.frasi("territorio.titolo"))
	if _, _, entra := f.g.entro(sTitolo, 69, titolo); !entra {
		y2 = max(y2, y+8.2+sTitolo.sopra())
	}
	f.elemento("H3", func() { f.voci(f.g, sTitolo, 114, y2, 69, titolo) })
	ff := f.frasiDove("territorio")
	if fisico := f.entroNota("ente.canaleFisico", f.Avviso.Ente.CanaleFisico); fisico != "" {
		for i := range ff {
			ff[i].testo = fisico + ", " + ff[i].testo
		}
	}
	f.elemento("P", func() { y = f.periodi(sTesto, 114, y2+4.5, 69, ff) })
	f.luoghi(188, y2-3)
	return y
}

// frasiDove returns a part of how to pay, titolo, testo or territorio: for recipients
// abroad where the notice is in another language alone, for a manager of public services
// where the creditor is one, with the creditor's own channels named.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", "Stringhe dei testi fissi".
func (f *avvisoInCarta) frasiDove(parte string) []frase {
	e := f.Avviso.Ente
	nome := f.entroNota("ente.nome", e.Nome)
	return f.g.scelte(func(t map[string]string) string {
		canale := t["canale."+e.CanaleOnline]
		testo := t["online."+parte]
		if canale != "" && t["online."+parte+"Canale"] != "" {
			testo = t["online."+parte+"Canale"]
		}
		switch gestore := t["gestore."+parte]; {
		case f.g.sola && t["sola."+parte] != "":
			testo = t["sola."+parte]
			if canale != "" && t["sola."+parte+"Canale"] != "" {
				testo = t["sola."+parte+"Canale"]
			}
		case parte == "territorio":
			testo = t["territorio.testo"]
		case e.GestorePubblicoServizio && gestore != "":
			testo = gestore
			if canale != "" && t["gestore.canale"] != "" {
				canale = t["gestore.canale"]
			}
		}
		return strings.ReplaceAll(strings.ReplaceAll(testo, "{c}", canale), "{nome}", nome)
	})
}

// maxInFrase is how much of a text of the body stands in a fixed one, in characters.
const maxInFrase = 150

// entroNota returns a text of the body that stands in a fixed one.
func (f *avvisoInCarta) entroNota(campo, testo string) string {
	corto := avviso.Accorcia(testo, maxInFrase)
	if corto != unaRiga(testo) {
		f.note("TESTO_LUNGO " + campo + ": testo di " + strconv.Itoa(len([]rune(testo))) + " caratteri, accorciato a " + strconv.Itoa(maxInFrase))
	}
	return corto
}

// sito is where the channels are listed.
const sito = "pagopa.gov.it"

// rigaSito is a line that leads there: the words, then the address.
type rigaSito struct {
	frase
	s, nome stile
}

func (f *avvisoInCarta) righeSito() []rigaSito {
	var rr []rigaSito
	ff := f.g.frasi("cta")
	for _, t := range ff {
		r := rigaSito{t, sTesto, sTitolo}
		if len(ff) == 2 {
			r.s, r.nome = r.s.di(7), r.nome.di(8)
		}
		if t.seconda {
			r.s.grigi, r.nome = grigioSeconda, stile{corpo: 7, grigi: grigioSeconda}
		}
		r.testo, _ = strings.CutSuffix(t.testo, sito)
		rr = append(rr, r)
	}
	return rr
}

// largoVaiSu returns the width of what vaiSu draws.
func (f *avvisoInCarta) largoVaiSu() float64 {
	w := 0.0
	for _, r := range f.righeSito() {
		w = max(w, r.s.largo(disegnato(r.testo))+r.nome.largo(sito))
	}
	return w
}

// vaiSu draws the address where the channels are listed, at the right of the bar.
func (f *avvisoInCarta) vaiSu(b float64) {
	rr := f.righeSito()
	base := b + 5
	if len(rr) == 2 {
		base = b + 3.6
	}
	for i, r := range rr {
		f.inLingua(r.lang, func() { f.destraDue(r.s, r.testo, r.nome, sito, destraFondo, base+float64(i)*3.4) })
	}
}

// schermo draws a screen with a telephone, luoghi three pins: decoration.
func (f *avvisoInCarta) schermo(x, y float64) {
	f.linee(0x59, 0.3, []float64{x, y, x + 9, y, x + 9, y + 6, x, y + 6, x, y}, []float64{x + 3, y + 8, x + 6, y + 8}, []float64{x + 4.5, y + 6, x + 4.5, y + 8},
		[]float64{x + 9.8, y + 2.6, x + 12, y + 2.6, x + 12, y + 8.6, x + 9.8, y + 8.6, x + 9.8, y + 2.6})
}

func (f *avvisoInCarta) luoghi(x, y float64) {
	for _, p := range [][2]float64{{x + 3, y + 2.2}, {x + 9.4, y + 3.4}, {x + 5.6, y + 8}} {
		f.cerchio(0x59, 0.3, p[0], p[1], 1.7)
		f.linee(0x59, 0.3, []float64{p[0] - 1.4, p[1] + 1, p[0], p[1] + 3.4, p[0] + 1.4, p[1] + 1})
	}
}
