package incasso_test

import (
	"testing"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/rendicontazione/incasso"
)

func porte() (pp []prova.Porta) {
	richieste := map[incasso.Dialetto][]string{
		incasso.V1: {manuale, `{"causale":"/RFB/01000000000004285/100.00","importo":100.00,"dataValuta":"2026-03-10","dataContabile":"2026-03-11","ibanAccredito":"IT60X0542811101000000123456","sct":"TRN1"}`},
		incasso.V2: {`{"importo":100.00,"sct":"TRN1","iuv":"01000000000004285","contoAccredito":"IT60X0542811101000000123456"}`},
		incasso.V3: {`{"importo":100.00,"sct":"TRN1","idFlussoRendicontazione":"F"}`},
	}
	incassi := map[incasso.Dialetto][]string{
		incasso.V1: {`{"idDominio":"12345678903","idIncasso":"x","causale":"y","importo":1,"riscossioni":[{"idDominio":"12345678903","iuv":"a","iur":"b","indice":1,"importo":1,"data":"2026-03-10","vocePendenza":{"indice":1,"importo":1}}]}`},
		incasso.V3: {`{"id":"x","stato":"IN_ELABORAZIONE","dominio":{"idDominio":"12345678903"}}`},
	}
	p := incasso.Percorso{IdDominio: ente, ID: "X"}
	porta := func(nome string, leggi prova.Lettura, scrivi func(any) ([]byte, error), semi []string) {
		pp = append(pp, prova.Porta{Nome: nome, Forma: prova.JSON, Semi: semi, Leggi: leggi, Scrivi: scrivi})
	}
	for _, d := range []incasso.Dialetto{incasso.V1, incasso.V2, incasso.V3} {
		scrivi := prova.MetodoDi((*incasso.Richiesta).AppendJSON)
		porta("ParseRichiesta", prova.Legge(func(b []byte) (incasso.Richiesta, error) { return incasso.ParseRichiesta(d, p, b) }), scrivi, richieste[d])
		porta("LeggiRichiesta", prova.Tollera(func(b []byte) (incasso.Richiesta, []avviso.Avvertenza, error) { return incasso.LeggiRichiesta(d, p, b) }), scrivi, richieste[d])
		if semi := incassi[d]; semi != nil {
			scrivi := prova.MetodoDi((*incasso.Incasso).AppendJSON)
			porta("ParseIncasso", prova.Legge(func(b []byte) (incasso.Incasso, error) { return incasso.ParseIncasso(d, b) }), scrivi, semi)
			porta("LeggiIncasso", prova.Tollera(func(b []byte) (incasso.Incasso, []avviso.Avvertenza, error) { return incasso.LeggiIncasso(d, b) }), scrivi, semi)
		}
	}
	return append(pp, prova.Porta{
		Nome: "Percorso.ParseQuery", Forma: prova.Query, Semi: []string{"idFlussoCaseInsensitive=true"},
		Leggi: prova.Riempie(func(p *incasso.Percorso, b []byte) error { return p.ParseQuery(string(b)) }),
	})
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }
