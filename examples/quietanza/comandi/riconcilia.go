package comandi

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// comandiRiconcilia are the operating day and the engine.
var comandiRiconcilia = []comando{
	crea("rendicontazione", "giornata", "la giornata operativa di un pagamento e le sue scadenze",
		`{"istante":"2024-03-28T10:00:00"}`,
		`{"ok":true,"giornata":"2024-03-28","accreditoEntro":"2024-03-29","accreditoEntroTarget":"2024-04-02","flussoEntro":"2024-04-02","sovrascritturaEntro":"2024-04-04"}`,
		giornata),
	crea("rendicontazione", "riconcilia", "dove sono i soldi: accrediti, flussi, ricevute e posizioni debitorie insieme",
		`{"movimenti":[{"id":"2024/1501/0","fonte":"OPI","dominio":"01234567890","importo":"100.00","segno":"ENTRATA","dataContabile":"2024-05-07","causale":"/PUR/LGPE-RIVERSAMENTO/URI/2024-05-07PSP-1"}],`+
			`"flussi":[{"dominio":"01234567890","idFlusso":"2024-05-07PSP-1","dataOraFlusso":"2024-05-08T03:20:00","idRegolamento":"TRN1","dataRegolamento":"2024-05-07","numeroTotalePagamenti":1,"importoTotalePagamenti":"100.00",`+
			`"righe":[{"iuv":"01000000000001141","iur":"token","indice":1,"importo":"100.00","esito":0,"data":"2024-05-06"}]}],`+
			`"ricevute":[{"dominio":"01234567890","iuv":"01000000000001141","iur":"token","indice":1,"importo":"100.00","data":"2024-05-06"}],`+
			`"pendenze":[{"id":"TARI-7","dominio":"01234567890","iuv":"01000000000001141","voci":[{"indice":1,"importo":"100.00"}]}],`+
			`"domini":[{"idDominio":"01234567890","auxDigit":3,"segregationCodes":["01"]}],"oggi":"2024-05-08"}`,
		`{"ok":true,"movimenti":[{"id":"2024/1501/0","fonte":"OPI","chiave":"OPI|01234567890|2024/1501/0","classe":"RICONCILIATO","flusso":"2024-05-07PSP-1","segnali":[]}],`+
			`"flussi":[{"dominio":"01234567890","idFlusso":"2024-05-07PSP-1","dataOraFlusso":"2024-05-08T03:20:00","chiave":"01234567890|2024-05-07PSP-1|2024-05-08T03:20:00","classe":"RICONCILIATO","anomalie":[],"segnali":[]}],`+
			`"righe":[{"dominio":"01234567890","idFlusso":"2024-05-07PSP-1","posizione":1,"iuv":"01000000000001141","iur":"token","indice":1,"chiave":"01234567890|2024-05-07PSP-1|2024-05-08T03:20:00|1","classe":"ABBINATA","segnali":[]}],`+
			`"ricevute":[{"dominio":"01234567890","iuv":"01000000000001141","iur":"token","indice":1,"chiave":"01234567890|01000000000001141|token|1","classe":"INCASSATA","segnali":[]}],`+
			`"pendenze":[{"id":"TARI-7","chiave":"01234567890|TARI-7","classe":"INCASSATA","quietanzabile":true,"voci":[{"indice":1,"chiave":"01234567890|TARI-7|1","classe":"INCASSATA"}]}],`+
			`"conteggi":{"movimenti":{"RICONCILIATO":{"numero":1,"importo":"100.00"}},"flussi":{"RICONCILIATO":{"numero":1,"importo":"100.00"}},`+
			`"righe":{"ABBINATA":{"numero":1,"importo":"100.00"}},"ricevute":{"INCASSATA":{"numero":1,"importo":"100.00"}},"voci":{"INCASSATA":{"numero":1,"importo":"100.00"}}},"conflitti":[]}`,
		riconcilia),
}

func giornata(in struct {
	Istante string `json:"istante"`
},
) (rendicontazione.Scadenze, error) {
	t, err := avviso.ParseDataOra(in.Istante)
	if err != nil {
		var e *avviso.Errore
		if errors.As(err, &e) {
			e.Campo, e.Codice = "istante", avviso.CodiceDataAssente // also for what has another form
		}
		return rendicontazione.Scadenze{}, err
	}
	return rendicontazione.ScadenzeDi(rendicontazione.GiornataOperativa(t.Time())), nil
}

type richiestaRiconcilia struct {
	rendicontazione.Input
	Opzioni rendicontazione.Opzioni `json:"opzioni"`
}

func riconcilia(in richiestaRiconcilia) (rendicontazione.Report, error) {
	if err := errors.Join(in.Valida(), in.Opzioni.Valida()); err != nil {
		return rendicontazione.Report{}, err
	}
	return rendicontazione.Riconcilia(in.Input, in.Opzioni), nil
}
