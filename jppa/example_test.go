package jppa_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

// One run, from the window to the mail. The host stores the run before it performs
// each action; here JPPA answers OK to everything.
func Example() {
	adesso := avviso.MustDataOra("2024-03-08T03:00:00")
	dominio := avviso.MustIdDominio("01234567890")
	archivio := []jppa.Ricevuta{
		{
			IdDominio: "01234567890", IUV: "24012345678901234", CCP: "n/a", Tipo: "MENSA", Esito: rpt.PagamentoEseguito,
			Stato: rpt.StatoRTAccettataPA, Data: avviso.MustDataOra("2024-03-07T11:42:05.120"),
		},
	}

	finestra, salta, err := jppa.CalcolaFinestra(adesso, avviso.MustDataOra("2024-03-07T02:59:59.999"), false, 0)
	if err != nil || salta != "" {
		fmt.Println(salta, err)
		return
	}
	scelte := jppa.Seleziona(slices.Values(archivio), dominio, jppa.TipiPendenza{"*"}, finestra)
	corsa, _, err := jppa.AvviaCorsa(dominio, 1, finestra, scelte, jppa.Opzioni{})
	for err == nil {
		var salvata []byte
		if salvata, err = json.Marshal(corsa); err != nil {
			break
		}
		fmt.Println(corsa.Stato, len(salvata) > 0)
		var azione jppa.AzioneCorsa
		if azione, err = corsa.Prossima(); err != nil {
			break
		}
		switch a := azione.(type) {
		case jppa.InviaNotifica:
			risposta := jppa.RispostaInviaEsito{Esito: jppa.EsitoOK} // what came back over HTTP: see LeggiRispostaHTTP
			corsa, _, err = corsa.Applica(jppa.NotificaRisposta{Indice: a.Indice, Risposta: risposta})
		case jppa.SalvaContenuto:
			fmt.Print(strings.ReplaceAll(string(a.CSV), "\r", ""))
			corsa, _, err = corsa.Applica(jppa.ContenutoSalvato{})
		case jppa.SpedisciFile:
			fmt.Println(a.Nomi.ZIP)
			corsa, _, err = corsa.Applica(jppa.MailAccettata{Adesso: adesso})
		default:
			return
		}
	}
	fmt.Println(err)
	// Output:
	// DRAFT true
	// DRAFT true
	// idDominio,iuv,cpp,esito,descrizioneEsito
	// 01234567890,24012345678901234,n/a,OK,
	// FILE_NUOVO true
	// GOVPAY_01234567890_1.zip
	// FILE_CARICATO true
}

func ExampleParseConfigurazione() {
	_, err := jppa.ParseConfigurazione([]byte(`{"abilitato":true,"tipoConnettore":"EMAIL","versione":"1.0","principal":"a b","tipiPendenza":["*"],
		"emailIndirizzi":["ragioneria@esempio.it"],"emailAllegato":true,"url":"jppa.esempio.it","versioneApi":"SOAP v1"}`))
	violazioni, _ := jppa.ViolazioniDi(err)
	for _, v := range violazioni {
		fmt.Println(v.Campo, v.Codice)
	}
	// Output:
	// principal FORMATO
	// url FORMATO
}

func ExampleLeggiRispostaHTTP() {
	_, _, err := jppa.LeggiRispostaHTTP(502, []byte("<html><body>Bad Gateway</body></html>"))
	fmt.Println(err)
	// Output: jppa: Ricevuto [HTTP 502]
}

// A host that stores what each event changed: after a stop it has the run again.
func ExampleCorsa_Delta() {
	corsa, _, err := jppa.AvviaCorsa(avviso.MustIdDominio("01234567890"), 1,
		jppa.Finestra{Da: avviso.MustDataOra("2024-03-07T03:00:00"), A: avviso.MustDataOra("2024-03-08T02:59:59.999")},
		[]jppa.Ricevuta{
			{IdDominio: "01234567890", IUV: "24012345678901234", CCP: "n/a", Esito: rpt.PagamentoEseguito, Data: avviso.MustDataOra("2024-03-07T11:42:05")},
			{IdDominio: "01234567890", IUV: "24012345678901235", CCP: "n/a", Esito: rpt.PagamentoEseguito, Data: avviso.MustDataOra("2024-03-07T12:00:00")},
		}, jppa.Opzioni{})
	if err != nil {
		fmt.Println(err)
		return
	}
	base, _ := json.Marshal(corsa)
	dopo, _, err := corsa.Applica(jppa.NotificaRisposta{Indice: 0, Risposta: jppa.RispostaInviaEsito{Esito: jppa.EsitoOK}})
	if err != nil {
		fmt.Println(err)
		return
	}
	cambio, _ := json.Marshal(dopo.Delta(corsa))
	fmt.Println(string(cambio))

	ripresa, err := jppa.RiprendiCorsa(base, cambio)
	fmt.Println(ripresa.SenzaEsito(), err)
	// Output:
	// {"da":0,"esiti":[{"stato":"INVIATA","esito":"OK"}],"stato":"DRAFT"}
	// 1 <nil>
}
