package pendenza_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/pendenza"
)

func porte() []prova.Porta {
	quando := time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)
	pendenze := []string{
		valida, d0, piu(`"stato":"ANNULLATA","motivo":"m","ack":true,"versione":2`),
		piu(`"stato":"ESEGUITA","pagamenti":[{"iur":"R","indice":1,"importo":100.00}],"tentativi":[{"ccp":"c","stato":"RPT_ATTIVATA","iniziato":"2024-05-03T10:00:00"}]`),
	}
	lente := append(pendenze, contabilita("["+quota1+","+quota2+"]"), inVoce(`"colore":{"a":1.50},"metadata":{"mapEntries":[{"key":"k","value":"v","x":1}]}`),
		piu(`"allegati":[{"nome":"a","contenuto":"JVBERg=="},{"nome":"b","contenuto":"/allegati/12"}],"note":[{"oggetto":"o","altro":1}]`),
		piu(`"proprieta":{"linguaSecondaria":false,"dataScandenzaAvviso":"2026-06-30","descrizioneImporto":[{"voce":"q","importo":-1}]}`))
	nuove := []string{d0}
	eventi := []string{
		`{"tipo":"Ricevuta","iuv":"1","ccp":"c","esito":0,"voci":[{"indice":"1","importo":"1.00","iur":"R"}]}`, `{"tipo":"Aggiorna","pendenza":` + d0 + `}`,
		`{"tipo":"Pubblica"}`,
	}
	host := []string{`{"stato":"NON_ESEGUITA","pendenza":` + d0 + `}`, `{"stato":"ANNULLATA","descrizioneStato":"revocata"}`}
	modifiche := []string{`[{"op":"REPLACE","path":"/stato","value":"ANNULLATA"},{"op":"REPLACE","path":"/descrizioneStato","value":"sgravio"},{"op":"ADD","path":"/nota","value":{"oggetto":"o"}}]`}
	creata := []string{`{"idDominio":"12345678903","numeroAvviso":"301000000000004285","UUID":"u","pdf":"JVBERg=="}`}
	govpay := []string{d0, piu(`"stato":"ANOMALA","segnalazioni":[{"codice":"c","x":1}],"dominio":{"idDominio":"12345678903"},"pagamenti":[]`)}
	scrivi := prova.MetodoDi((*pendenza.Pendenza).AppendJSON)
	porta := func(nome string, leggi prova.Lettura, scrivi func(any) ([]byte, error), semi []string) prova.Porta {
		// A list of nothing is no list.
		return prova.Porta{Nome: nome, Forma: prova.JSON, Semi: semi, Leggi: leggi, Scrivi: scrivi, Confronto: []cmp.Option{cmpopts.EquateEmpty()}}
	}
	esamina := func(nome string, f func([]byte) (pendenza.Pendenza, []avviso.Violazione, error), semi []string) prova.Porta {
		return porta(nome, prova.Esamina(f), scrivi, semi)
	}
	const dominio, stato = "ESEGUITA", "SCADUTA"
	pp := []prova.Porta{
		porta("ParsePendenza", prova.Legge(pendenza.ParsePendenza), scrivi, pendenze),
		esamina("EsaminaPendenza", pendenza.EsaminaPendenza, pendenze),
		// What is written is a position, whose amounts are there.
		porta("EsaminaParziale", prova.Esamina(pendenza.EsaminaParziale), nil, append(pendenze, `{"causale":"x"}`)),
		esamina("EsaminaNuova", func(b []byte) (pendenza.Pendenza, []avviso.Violazione, error) {
			return pendenza.EsaminaNuova(b, pendenza.Testata{})
		}, nuove),
		porta("LeggiPendenza", prova.Tollera(pendenza.LeggiPendenza), scrivi, lente),
		porta("LeggiNuova", prova.Tollera(func(b []byte) (pendenza.Pendenza, []avviso.Avvertenza, error) {
			return pendenza.LeggiNuova(b, pendenza.Testata{})
		}), scrivi, append(nuove, piu(`"Stato":"NUOVA","acK":true,"Anomala":false`))),
		porta("Pendenza.UnmarshalJSON", prova.Riempie((*pendenza.Pendenza).UnmarshalJSON), scrivi, pendenze),
		porta("LeggiPendenzaGovPay", prova.Tollera(pendenza.LeggiPendenzaGovPay), nil, govpay),
		porta("ParseEvento", prova.Legge(func(b []byte) (pendenza.Evento, error) { return pendenza.ParseEvento(b, quando) }), prova.Scrive(pendenza.MarshalEvento), eventi),
		porta("LeggiEvento", prova.Tollera(func(b []byte) (pendenza.Evento, []avviso.Avvertenza, error) { return pendenza.LeggiEvento(b, quando) }), prova.Scrive(pendenza.MarshalEvento), eventi),
		porta("ParseRispostaHost", prova.Legge(pendenza.ParseRispostaHost), prova.Scrive(pendenza.MarshalRispostaHost), host),
		porta("LeggiRispostaHost", prova.Tollera(pendenza.LeggiRispostaHost), prova.Scrive(pendenza.MarshalRispostaHost), host),
		porta("ParseModifiche", prova.Legge(pendenza.ParseModifiche), nil, modifiche),
		porta("LeggiModifiche", prova.Tollera(pendenza.LeggiModifiche), nil, modifiche),
		porta("ParsePendenzaCreata", prova.Legge(pendenza.ParsePendenzaCreata), prova.MetodoDi((*pendenza.PendenzaCreata).AppendJSON), creata),
		porta("LeggiPendenzaCreata", prova.Tollera(pendenza.LeggiPendenzaCreata), prova.MetodoDi((*pendenza.PendenzaCreata).AppendJSON), creata),
		{Nome: "ParseStatoEffettivo", Forma: prova.Valore, Semi: []string{dominio, stato, "ANOMALA"}, Leggi: prova.Testo(pendenza.ParseStatoEffettivo), Scrivi: prova.Stringa},
	}
	for i := range pp {
		switch pp[i].Nome { // what is written is a position that is kept, whose attachments may be elsewhere
		case "LeggiNuova":
			pp[i].Rilegge = prova.Tollera(pendenza.LeggiPendenza)
		case "EsaminaNuova":
			pp[i].Rilegge = prova.Esamina(pendenza.EsaminaPendenza)
		}
	}
	return append(pp, prova.Testuale[pendenza.StatoEffettivo]("StatoEffettivo", dominio, stato)...)
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }
