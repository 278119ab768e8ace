package elenco_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/pendenza/elenco"
)

func porte() []prova.Porta {
	const voce = `{"idA2A":"A","idPendenza":"P","dominio":{"idDominio":"12345678903"},"stato":"ESEGUITA","causale":"x","importo":1.5}`
	pagine := []string{`{"risultatiPerPagina":25,"pagina":1,"risultati":[` + voce + `],"numRisultati":1,"numPagine":1}`}
	stati := []string{`{"stato":"SCONOSCIUTA","idDominio":"12345678903","numeroAvviso":"301000000000500728"}`}
	filtri := []string{`idDebitore=X&pagina=2&ordinamento=-stato%2C%2BdataScadenza`}
	porta := func(nome string, f prova.Forma, leggi prova.Lettura, scrivi func(any) ([]byte, error), semi []string) prova.Porta {
		// A list of nothing is no list.
		return prova.Porta{Nome: nome, Forma: f, Semi: semi, Leggi: leggi, Scrivi: scrivi, Confronto: []cmp.Option{cmpopts.EquateEmpty()}}
	}
	stato := prova.Scrive(func(a elenco.StatoAvviso) ([]byte, error) { return a.AppendJSON(nil, false) })
	filtro := prova.Scrive(func(f elenco.Filtro) ([]byte, error) { return []byte(f.Query()), nil })
	pp := []prova.Porta{
		porta("ParsePagina", prova.JSON, prova.Legge(elenco.ParsePagina), prova.MetodoDi((*elenco.Pagina).AppendJSON), pagine),
		porta("LeggiPagina", prova.JSON, prova.Tollera(elenco.LeggiPagina), prova.MetodoDi((*elenco.Pagina).AppendJSON), pagine),
		porta("ParsePendenzaIndex", prova.JSON, prova.Legge(elenco.ParsePendenzaIndex), prova.MetodoDi((*elenco.PendenzaIndex).AppendJSON), []string{voce}),
		porta("LeggiPendenzaIndex", prova.JSON, prova.Tollera(elenco.LeggiPendenzaIndex), prova.MetodoDi((*elenco.PendenzaIndex).AppendJSON), []string{voce}),
		porta("ParseStatoAvviso", prova.JSON, prova.Legge(elenco.ParseStatoAvviso), stato, stati),
		porta("LeggiStatoAvviso", prova.JSON, prova.Tollera(elenco.LeggiStatoAvviso), stato, stati),
		porta("ParseFiltro", prova.Query, prova.Testo(elenco.ParseFiltro), filtro, filtri),
		porta("LeggiFiltro", prova.Query, prova.TestoTollerato(elenco.LeggiFiltro), filtro, filtri),
		porta("ParseRichiestaAvviso", prova.Query, prova.Testo(func(s string) (elenco.RichiestaAvviso, error) {
			return elenco.ParseRichiestaAvviso("12345678903", "301000000000500728", s)
		}), nil, []string{"idDebitore=X&UUID=u&linguaSecondaria=de"}),
	}
	for i := range pp {
		if pp[i].Nome == "LeggiPendenzaIndex" {
			pp[i].NonScritto = func(x any, _ error) string {
				if !x.(elenco.PendenzaIndex).IdDominio.IsValid() { //nolint:forcetypeassert // as read
					return "a list of one body need not say it in each position, and the strict door asks for it"
				}
				return ""
			}
		}
		if pp[i].Nome == "LeggiPagina" { // a page that does not say which is the first
			pp[i].Cambia = func(x any) bool { return x.(elenco.Pagina).Pagina == 0 } //nolint:forcetypeassert // as read
		}
	}
	return pp
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }
