package jppa_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/jppa"
)

func porte(t testing.TB) []prova.Porta {
	t.Helper()
	piena, err := jppa.AppendRispostaRecuperaRT(nil, rispostaPiena(t))
	require.NoError(t, err)
	corsa, _, err := jppa.AvviaCorsa(ente, 1, finestra, selezione(3), jppa.Opzioni{})
	require.NoError(t, err)
	riposte := []string{recuperaRisposta, string(piena)}
	inviaDettaglio := `<InviaEsitoPagamentoRichiesta xmlns="` + base + `/internal/schema/1_0"><identificativoUnivocoVersamento>24012345678901234</identificativoUnivocoVersamento>` +
		`<codiceContestoPagamento>n/a</codiceContestoPagamento><esitoPagamento>ESEGUITO</esitoPagamento></InviaEsitoPagamentoRichiesta>`
	const testa = `<operazione>%</operazione><identificativoDominio>01234567890</identificativoDominio><dataOperazione>2024-03-08T09:00:00.000+01:00</dataOperazione><version>1.0</version>`
	invia := prova.Scrive(func(r jppa.RichiestaInviaEsito) ([]byte, error) {
		return jppa.AppendRichiestaInviaEsito(nil, r, jppa.Formato{})
	})
	recupera := prova.Scrive(func(r jppa.RichiestaRecuperaRT) ([]byte, error) {
		return jppa.AppendRichiestaRecuperaRT(nil, r, jppa.Formato{})
	})
	// dentro reads a document that travels as a text of another, and writes that.
	dentro := func(nome string, leggi prova.Lettura, scrivi func(any) ([]byte, error), radice, spazio, testa, campo, dettaglio string) prova.Porta {
		return prova.Porta{
			Nome: nome, Forma: prova.XML, Semi: []string{dettaglio}, Scrivi: scrivi,
			Leggi: func(b []byte) (any, int, error) {
				if strings.Contains(string(b), ":Envelope") {
					return leggi(b)
				}
				return leggi([]byte(bustaDi(radice, spazio, testa, campo, string(b))))
			},
		}
	}
	const esito = `<operazione>RecuperaRT</operazione><dataOperazione>2024-03-08T09:00:01.000+01:00</dataOperazione><esito>OK</esito>`
	testaInvia, testaRecupera := strings.Replace(testa, "%", "InviaEsitoPagamento", 1), strings.Replace(testa, "%", "RecuperaRT", 1)
	csv := []string{testata + "01234567890,24012345678901234,n/a,OK,\r\n01234567890,1,2,ERROR,\"a,\"\"b\"\r\n"}
	batch := []string{strings.TrimSuffix(testata, "descrizioneEsito\r\n") + "warnings,errors\r\n01234567890,1,2,CON_SCARTI,a,\"b\nc\"\r\n"}
	pp := []prova.Porta{
		{Nome: "ParseRichiestaInviaEsito", Forma: prova.XML, Semi: []string{inviaRichiesta}, Leggi: prova.Legge(jppa.ParseRichiestaInviaEsito), Scrivi: invia},
		{Nome: "LeggiRichiestaInviaEsito", Forma: prova.XML, Semi: []string{inviaRichiesta}, Leggi: prova.Tollera(jppa.LeggiRichiestaInviaEsito), Scrivi: invia},
		{Nome: "ParseRispostaInviaEsito", Forma: prova.XML, Semi: []string{inviaRisposta}, Leggi: prova.Legge(jppa.ParseRispostaInviaEsito), Scrivi: prova.Aggiunge(jppa.AppendRispostaInviaEsito)},
		{Nome: "LeggiRispostaInviaEsito", Forma: prova.XML, Semi: []string{inviaRisposta}, Leggi: prova.Tollera(jppa.LeggiRispostaInviaEsito), Scrivi: prova.Aggiunge(jppa.AppendRispostaInviaEsito)},
		{Nome: "ParseRichiestaRecuperaRT", Forma: prova.XML, Semi: []string{recuperaRichiesta}, Leggi: prova.Legge(jppa.ParseRichiestaRecuperaRT), Scrivi: recupera},
		{Nome: "LeggiRichiestaRecuperaRT", Forma: prova.XML, Semi: []string{recuperaRichiesta}, Leggi: prova.Tollera(jppa.LeggiRichiestaRecuperaRT), Scrivi: recupera},
		{Nome: "ParseRispostaRecuperaRT", Forma: prova.XML, Semi: riposte, Leggi: prova.Legge(jppa.ParseRispostaRecuperaRT), Scrivi: prova.Aggiunge(jppa.AppendRispostaRecuperaRT)},
		{Nome: "LeggiRispostaRecuperaRT", Forma: prova.XML, Semi: riposte, Leggi: prova.Tollera(jppa.LeggiRispostaRecuperaRT), Scrivi: prova.Aggiunge(jppa.AppendRispostaRecuperaRT)},
		{
			Nome: "LeggiRispostaHTTP", Forma: prova.XML, Semi: []string{inviaRisposta}, Scrivi: prova.Aggiunge(jppa.AppendRispostaInviaEsito),
			Leggi: prova.Tollera(func(b []byte) (jppa.RispostaInviaEsito, []avviso.Avvertenza, error) {
				return jppa.LeggiRispostaHTTP(200, b)
			}),
		},
		dentro("ParseRichiestaInviaEsito", prova.Legge(jppa.ParseRichiestaInviaEsito), invia, "InviaEsitoPagamentoRichiesta", "/internal", testaInvia, "xmlDettaglioRichiesta", inviaDettaglio),
		dentro("ParseRichiestaRecuperaRT", prova.Legge(jppa.ParseRichiestaRecuperaRT), recupera, "RecuperaRTRichiesta", "/external", testaRecupera, "xmlDettaglioRichiesta", recuperaDettaglio),
		dentro("ParseRispostaRecuperaRT", prova.Legge(jppa.ParseRispostaRecuperaRT), prova.Aggiunge(jppa.AppendRispostaRecuperaRT), "RecuperaRTRisposta", "/external", esito, "xmlDettaglioRisposta", recuperaInterno),
		dentro("LeggiRispostaRecuperaRT", prova.Tollera(jppa.LeggiRispostaRecuperaRT), prova.Aggiunge(jppa.AppendRispostaRecuperaRT), "RecuperaRTRisposta", "/external", esito, "xmlDettaglioRisposta", recuperaInterno),
		{Nome: "ParseCSV", Forma: prova.CSV(','), Semi: csv, Leggi: prova.Legge(jppa.ParseCSV), Scrivi: prova.Aggiunge(jppa.AppendCSV)},
		{Nome: "LeggiCSV", Forma: prova.CSV(','), Semi: csv, Leggi: prova.Tollera(jppa.LeggiCSV), Scrivi: prova.Aggiunge(jppa.AppendCSV)},
		{Nome: "ParseCSVBatch6", Forma: prova.CSV(','), Semi: batch, Leggi: prova.Legge(jppa.ParseCSVBatch6), Scrivi: prova.Aggiunge(jppa.AppendCSVBatch6)},
		{Nome: "LeggiCSVBatch6", Forma: prova.CSV(','), Semi: batch, Leggi: prova.Tollera(jppa.LeggiCSVBatch6), Scrivi: prova.Aggiunge(jppa.AppendCSVBatch6)},
		{Nome: "ParseConfigurazione", Forma: prova.JSON, Semi: []string{valida}, Leggi: prova.Legge(jppa.ParseConfigurazione)},
		{Nome: "ParseConfigurazioneREST", Forma: prova.JSON, Semi: []string{`{"abilitato":true,"url":"https://jppa.esempio.it/","auth":{"username":"u","password":"p"},"inviaTracciatoEsito":true,"fileSystemPath":"/tmp","emailIndirizzi":["a@esempio.it"],"emailAllegato":true}`}, Leggi: prova.Legge(jppa.ParseConfigurazioneREST)},
		{
			Nome: "TipiPendenza.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`["MENSA",{"idTipoPendenza":"TARI-1.a","descrizione":"Tari"},null]`},
			Leggi: prova.Riempie((*jppa.TipiPendenza).UnmarshalJSON), Scrivi: prova.Scrive(func(x jppa.TipiPendenza) ([]byte, error) { return json.Marshal(x) }),
		},
		{
			Nome: "Indirizzi.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`["a@esempio.it","b@esempio.it"]`, `"a@esempio.it, b@esempio.it"`},
			Leggi: prova.Riempie((*jppa.Indirizzi).UnmarshalJSON), Scrivi: prova.Scrive(func(x jppa.Indirizzi) ([]byte, error) { return json.Marshal(x) }),
		},
		{
			Nome: "Campo.UnmarshalJSON", Forma: prova.JSON, Semi: []string{`null`, `""`, `"x"`},
			Leggi: prova.Riempie((*jppa.Campo).UnmarshalJSON), Scrivi: prova.Scrive(jppa.Campo.MarshalJSON),
		},
		{Nome: "ParseRispostaLoginREST", Forma: prova.JSON, Semi: []string{`{"esito":"OK","token":"t","altro":{"a":"b"}}`}, Leggi: prova.Legge(jppa.ParseRispostaLoginREST)},
		{
			Nome: "ParseNotificaREST", Forma: prova.JSON, Leggi: prova.Legge(jppa.ParseNotificaREST), Scrivi: prova.Aggiunge(jppa.AppendNotificaREST),
			Semi: []string{`{"identificativoDominioEnteCreditore":"01234567890","base64Ricevuta":"PFJULz4=","datiAccertamento":[{"annoAccertamento":"2024","codiceAccertamento":"1","descrizioneAccertamento":"d","importoAccertamento":-59.9}]}`},
		},
		{
			Nome: "ParseRispostaREST", Forma: prova.JSON, Semi: []string{`{"esito":"CON_SCARTI","identificativoUnivocoVersamento":"1","warningMessages":["a"],"errorMessages":[],"x":1}`},
			Leggi: prova.Legge(func(b []byte) (jppa.RispostaREST, error) { return jppa.ParseRispostaREST(200, b) }),
		},
		{
			Nome: "RiprendiCorsa", Forma: prova.JSON, Semi: []string{jsonDi(t, corsa)},
			Leggi: prova.Legge(func(b []byte) (jppa.Corsa, error) { return jppa.RiprendiCorsa(b) }), Scrivi: prova.Scrive(func(c jppa.Corsa) ([]byte, error) { return json.Marshal(c) }),
		},
	}
	for i := range pp {
		switch p := &pp[i]; {
		case strings.Contains(p.Nome, "InviaEsito") && strings.Contains(p.Nome, "Risposta"), p.Nome == "LeggiRispostaHTTP":
			p.Ripetibili, p.Cambia = prova.Elenchi("messaggio"), predefinita
		case strings.HasSuffix(p.Nome, "RispostaRecuperaRT"):
			if p.Cambia = predefinita; !strings.Contains(p.Semi[0], "Envelope") {
				p.Ripetibili = prova.Elenchi("dettaglioImporto")
			}
		case p.Forma.Nome() == "XML":
			p.Cambia = predefinita
		}
		if p := &pp[i]; p.Nome == "LeggiRispostaInviaEsito" || p.Nome == "LeggiRispostaHTTP" {
			for _, posto := range []string{"operazione", "messaggi", "codice", "descrizione"} {
				p.Ripetibili[posto] = "around the one outer esito and dataOperazione, an answer may be of any schema, and a warning tells it: the esito decides"
			}
		}
	}
	return pp
}

// predefinita: an operation, or a version, that was not told is written as the only one
// that there is.
func predefinita(x any) bool {
	v := reflect.ValueOf(x)
	versione := v.FieldByName("Version")
	return v.FieldByName("Operazione").String() == "" || versione.IsValid() && versione.String() == ""
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(t), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte(f)) }
