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
