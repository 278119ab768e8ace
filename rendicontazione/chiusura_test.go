package rendicontazione_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/rendicontazione"
)

// leggiInput reads one document into an accumulator of its own.
func leggiInput(r io.Reader) (any, int, error) {
	var a rendicontazione.Accumulatore
	_, avvertenze, err := rendicontazione.Leggi(r, &a, leggiConti())
	return a.Input(), len(avvertenze), err
}

// scriviInput writes the lists: the day is of who reconciles.
func scriviInput(in rendicontazione.Input) ([]byte, error) {
	in.Oggi = avviso.MustData("2026-04-24")
	return json.Marshal(in)
}

func porte(t testing.TB) []prova.Porta {
	t.Helper()
	binario, err := accumulatoreBinario(t, inputBinario()).MarshalBinary()
	require.NoError(t, err)
	chiavi := map[string]string{
		"ChiaveRiga": "77777777777|2026-03-10PPAYITR1XXX-S01|2|1", "ChiaveRicevuta": "77777777777|02000000000000017|R%7C1|1",
		"ChiavePendenza": "77777777777|A%25B", "ChiaveVoce": "77777777777|A|3",
	}
	valore := func(nome string, leggi prova.Lettura) prova.Porta {
		return prova.Porta{Nome: "Parse" + nome, Forma: prova.Valore, Semi: []string{chiavi[nome]}, Leggi: leggi, Scrivi: prova.Stringa}
	}
	pp := []prova.Porta{
		{Nome: "Leggi", Forma: prova.JSON, Semi: []string{leggiLista}, Leggi: prova.Intero(leggiInput), InPezzi: leggiInput, Scrivi: prova.Scrive(scriviInput), Confronto: []cmp.Option{cmpopts.EquateEmpty()}},
		{Nome: "Leggi", Forma: prova.XML, Semi: []string{leggiFlusso}, Leggi: prova.Intero(leggiInput), InPezzi: leggiInput, Ripetibili: prova.Elenchi("datiSingoliPagamenti")},
		{Nome: "ParseSituazione", Forma: prova.JSON, Semi: []string{`{"movimenti":[{"chiave":"k","classe":"STORNO","segnali":["A"]}],"pendenze":[{"chiave":"p","classe":"PAGATA","quietanzabile":true,"voci":[{"chiave":"v","classe":"PAGATA"}]}],"altro":{"a":"b"}}`}, Leggi: prova.Legge(rendicontazione.ParseSituazione)},
		{Nome: "Segnali.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`[]`, `["DIFETTO"]`}, Leggi: prova.Riempie((*rendicontazione.Segnali).UnmarshalJSON), Scrivi: prova.Scrive(rendicontazione.Segnali.MarshalJSON)},
		{Nome: "Debitore.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`"Pino Test"`, `{"identificativo":"TSTPNI70D01L219V","anagrafica":"Pino Test"}`}, Leggi: prova.Riempie((*rendicontazione.Debitore).UnmarshalJSON), Scrivi: prova.Scrive(rendicontazione.Debitore.MarshalJSON)},
		{
			Nome: "Accumulatore.UnmarshalBinary", Forma: prova.Binario, Semi: []string{string(binario)},
			Leggi: func(b []byte) (any, int, error) {
				a := new(rendicontazione.Accumulatore)
				err := a.UnmarshalBinary(b)
				return a, 0, err
			},
			Scrivi:    prova.Scrive((*rendicontazione.Accumulatore).MarshalBinary),
			Confronto: []cmp.Option{cmp.Comparer(func(a, b *rendicontazione.Accumulatore) bool { return stessiByte(a, b) })},
		},
		valore("ChiaveRiga", prova.Testo(rendicontazione.ParseChiaveRiga)), valore("ChiaveRicevuta", prova.Testo(rendicontazione.ParseChiaveRicevuta)),
		valore("ChiavePendenza", prova.Testo(rendicontazione.ParseChiavePendenza)), valore("ChiaveVoce", prova.Testo(rendicontazione.ParseChiaveVoce)),
	}
	for _, p := range [][]prova.Porta{
		prova.Testuale[rendicontazione.ChiaveRiga]("ChiaveRiga", chiavi["ChiaveRiga"]), prova.Testuale[rendicontazione.ChiaveRicevuta]("ChiaveRicevuta", chiavi["ChiaveRicevuta"]),
		prova.Testuale[rendicontazione.ChiavePendenza]("ChiavePendenza", chiavi["ChiavePendenza"]), prova.Testuale[rendicontazione.ChiaveVoce]("ChiaveVoce", chiavi["ChiaveVoce"]),
	} {
		pp = append(pp, p...)
	}
	return pp
}

func stessiByte(a, b *rendicontazione.Accumulatore) bool {
	x, _ := a.MarshalBinary()
	y, _ := b.MarshalBinary()
	return bytes.Equal(x, y)
}

func TestChiusura(t *testing.T) {
	prova.Verifica(t, porte(t), map[string]string{"Riconosci": "says what a document looks like, and reads nothing of it"})
}

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte(f)) }
