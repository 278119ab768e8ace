package sessione_test

import (
	"strings"
	"testing"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/pendenza/sessione"
)

func porte() []prova.Porta {
	carrelli := []string{carrelloDue, `{"pendenze":[` + datiP1 + `],"lingua":"IT"}`}
	pagamenti := []string{`{"id":"7","stato":"IN_CORSO","pendenze":[{}],"rpp":[{"stato":"x","rpt":{}}]}`}
	problemi := []string{`{"categoria":"PAGOPA","codice":"x","descrizione":"y"}`}
	risposte := []string{`{"id":"7","location":"/pagamenti/7"}`}
	ritorni := []string{"https://portale.ente.it/esito?idSession=S1&esito=OK&idPagamento=P1"}
	porta := func(nome string, f prova.Forma, leggi prova.Lettura, scrivi func(any) ([]byte, error), semi []string) prova.Porta {
		return prova.Porta{Nome: nome, Forma: f, Semi: semi, Leggi: leggi, Scrivi: scrivi}
	}
	carrello := prova.MetodoDi((*sessione.Carrello).AppendJSON)
	ritorno := prova.Scrive(func(r sessione.Ritorno) ([]byte, error) {
		s, err := sessione.ComponiRitorno("https://ente.it/", r)
		return []byte(s), err
	})
	pp := []prova.Porta{
		porta("ParseCarrello", prova.JSON, prova.Legge(func(b []byte) (sessione.Carrello, error) { return sessione.ParseCarrello("", b) }), carrello, carrelli),
		porta("LeggiCarrello", prova.JSON, prova.Tollera(func(b []byte) (sessione.Carrello, []avviso.Avvertenza, error) { return sessione.LeggiCarrello("", b) }), carrello, carrelli),
		porta("ParsePagamento", prova.JSON, prova.Legge(sessione.ParsePagamento), prova.MetodoDi((*sessione.Pagamento).AppendJSON), pagamenti),
		porta("LeggiPagamento", prova.JSON, prova.Tollera(sessione.LeggiPagamento), prova.MetodoDi((*sessione.Pagamento).AppendJSON), pagamenti),
		porta("ParseProblema", prova.JSON, prova.Legge(func(b []byte) (sessione.Problema, error) { return sessione.ParseProblema(400, b) }), prova.MetodoDi((*sessione.Problema).AppendJSON), problemi),
		porta("LeggiProblema", prova.JSON, prova.Tollera(func(b []byte) (sessione.Problema, []avviso.Avvertenza, error) { return sessione.LeggiProblema(400, b) }), prova.MetodoDi((*sessione.Problema).AppendJSON), problemi),
		porta("ParseRisposta", prova.JSON, prova.Legge(sessione.ParseRisposta), prova.MetodoDi((*sessione.Risposta).AppendJSON), risposte),
		porta("LeggiRisposta", prova.JSON, prova.Tollera(sessione.LeggiRisposta), prova.MetodoDi((*sessione.Risposta).AppendJSON), risposte),
		porta("ParseCarrelloCheckout", prova.JSON, prova.Legge(sessione.ParseCarrelloCheckout), prova.MetodoDi((*sessione.CarrelloCheckout).AppendJSON), []string{strings.Replace(esempioCheckout, `"false"`, `false`, 1)}),
		porta("LeggiCarrelloCheckout", prova.JSON, prova.Tollera(sessione.LeggiCarrelloCheckout), prova.MetodoDi((*sessione.CarrelloCheckout).AppendJSON), []string{esempioCheckout}),
		porta("LeggiProblemaCheckout", prova.JSON, prova.Tollera(sessione.LeggiProblemaCheckout), nil, []string{`{"type":"x","title":"t","status":400,"detail":"d","altro":{"a":"b"}}`}),
		porta("ParseRitorno", prova.Query, prova.Testo(sessione.ParseRitorno), ritorno, ritorni),
		porta("LeggiRitorno", prova.Query, prova.TestoTollerato(sessione.LeggiRitorno), ritorno, ritorni),
	}
	pp[len(pp)-1].NonScritto = func(x any, _ error) string {
		if x.(sessione.Ritorno).Esito == "" { //nolint:forcetypeassert // as read
			return "a return without esito is read, and written by nobody"
		}
		return ""
	}
	return pp
}

func TestChiusura(t *testing.T) {
	prova.Verifica(t, porte(), map[string]string{
		"LeggiRispostaCheckout": "the body is read by LeggiProblemaCheckout; one that cannot be read is a warning, since the status decides",
	})
}

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }
