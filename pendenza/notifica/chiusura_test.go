package notifica_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/pendenza/notifica"
	"github.com/quietanza/quietanza/rpt"
)

func porte() []prova.Porta {
	semi := []string{
		v1("null", rtA, riscossioni), v1(richiesta, "null", "null"), v1("null", rtB, "null"), v2(),
		`{"idDominio":"12345678903","iuv":"01000000000004285","iur":"r-09","indice":1,"importo":100.00,"esito":9,"data":"2026-03-10","idFlusso":"2026-03-10BCITITMM-1","dataFlusso":"2026-03-11T08:00:00","trn":"T","dataRegolamento":"2026-03-11"}`,
	}
	// A notification is that of before when its facts are.
	stessa := []cmp.Option{cmp.Comparer(func(a, b notifica.Notifica) bool {
		ripetuta, err := a.Ripetuta(&b)
		return err == nil && ripetuta
	})}
	spazi := func(_ any, err error) string {
		if errors.Is(err, rpt.ErrFormato) {
			return "an identifier with white space, in a receipt, is read as it is and written by nobody"
		}
		return ""
	}
	return []prova.Porta{
		{
			Nome: "Parse", Forma: prova.JSON, Semi: semi, Confronto: stessa, NonScritto: spazi, Scrivi: prova.MetodoDi((*notifica.Notifica).Append),
			Leggi: prova.Legge(func(b []byte) (notifica.Notifica, error) { return notifica.Parse(notifica.Percorso{}, b) }),
		},
		{
			Nome: "Leggi", Forma: prova.JSON, Semi: semi, Confronto: stessa, NonScritto: spazi, Scrivi: prova.MetodoDi((*notifica.Notifica).Append),
			Leggi: prova.Tollera(func(b []byte) (notifica.Notifica, []avviso.Avvertenza, error) {
				return notifica.Leggi(notifica.Percorso{}, b)
			}),
		},
		{Nome: "ParsePercorso", Forma: prova.Query, Semi: []string{"https://ente.example/pagamenti/12345678903/01000000000004285?idSession=s%261&idCarrello=c"}, Leggi: prova.Testo(notifica.ParsePercorso)},
	}
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }
