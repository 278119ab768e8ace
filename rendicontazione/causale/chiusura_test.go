package causale_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

func porte() []prova.Porta {
	strette := []string{
		"/RFS/RF18539007547034/45.56/TXT/Integrazione", "/RFB/190280072147087/10.00/TXT/Tari", "/RFB/001190280072147087",
		"/PUR/LGPE-RIVERSAMENTO/URI/" + idBreve, "/PUR/LGPE-INTEGRAZIONE/URI/" + idBreve, "/PUR/LGPE-RIVERSAMENTO/TXT/9/URI/" + idBreve,
		"/PUR/LGPE-RIVERSAMENTO Cumulativo pagamenti del 20211004/URI/" + idBreve,
	}
	// A text is written on one line, of single blanks.
	pulita := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Descrizione" },
		cmp.Transformer("unaRiga", func(s string) string { return strings.Join(strings.Fields(s), " ") }))
	return []prova.Porta{
		{Nome: "Parse", Forma: prova.Valore, Semi: strette, Leggi: prova.Testo(causale.Parse), Confronto: []cmp.Option{pulita}, Scrivi: prova.Scrive(func(c causale.Causale) ([]byte, error) { return causale.AppendFormat(nil, c) })},
		{Nome: "Leggi", Forma: prova.Valore, Semi: semi, Leggi: prova.TestoTollerato(causale.Leggi), Codifica: banca},
		{Nome: "LeggiTutti", Forma: prova.Valore, Semi: semi, Codifica: banca, Leggi: prova.TestoTollerato(func(s string) ([]causale.Causale, []avviso.Avvertenza, error) { return causale.LeggiTutti(s) })},
		{Nome: "ImportoIndicato.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`null`, `"10.00"`}, Leggi: prova.Riempie((*causale.ImportoIndicato).UnmarshalJSON), Scrivi: prova.Scrive(causale.ImportoIndicato.MarshalJSON)},
		{Nome: "Avvertenze.UnmarshalJSON", Forma: prova.JSON, Semi: avvertenze(), Leggi: prova.Riempie((*causale.Avvertenze).UnmarshalJSON), Scrivi: prova.Scrive(causale.Avvertenze.MarshalJSON)},
	}
}

const banca = "the text of a bank row: bytes that are no UTF-8 are foreign characters around the reference, which is ASCII"

// avvertenze are the sets that the seeds give.
func avvertenze() []string {
	tutte := []string{"[]"}
	for _, s := range semi {
		if c, err := causale.Trova(s); err == nil {
			b, _ := c.Avvertenze.MarshalJSON()
			tutte = append(tutte, string(b))
		}
	}
	return tutte
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }
