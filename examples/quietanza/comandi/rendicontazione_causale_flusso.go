package comandi

import (
	"bytes"
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

const esempioIDFlusso = "2024-07-26PPAYITR1XXX-S2024072601"

var comandiCausaleFlusso = []comando{
	crea("rendicontazione", "causale", "legge la causale di un bonifico (modo rigoroso, o tollerante se manca)",
		`{"testo":"RI3:/PUR/LGPE- RIVERSAMENTO/URI/2024-07-26PPAYITR1XXX-S20240\n72601 :SEC:CASH","modo":"tollerante"}`,
		`{"ok":true,"tipo":"PUR","scopo":"LGPE-RIVERSAMENTO","idFlusso":"`+esempioIDFlusso+
			`","candidati":["2024-07-26PPAYITR1XXX-S20240"],"avvertenze":["SPEZZATA","SPEZZATURA_AMBIGUA"]}`,
		leggiCausale),
	crea("rendicontazione", "causale-scrivi", "scrive la causale di un bonifico",
		`{"tipo":"PUR","progressivo":0,"idFlusso":"`+esempioIDFlusso+`"}`,
		`{"ok":true,"testo":"/PUR/LGPE-RIVERSAMENTO/TXT/0/URI/`+esempioIDFlusso+`"}`,
		scriviCausale),
	crea("rendicontazione", "id-flusso", "le parti di un identificativoFlusso",
		`{"testo":"2018-05-21CIPBITMM-08-00-17-94244"}`,
		`{"ok":true,"data":"2018-05-21","psp":"CIPBITMM","flusso":"08-00-17-94244"}`,
		leggiIDFlusso),
	crea("rendicontazione", "flusso", "legge e controlla un flusso di rendicontazione, FlussoRiversamento XML o FdR 3 JSON",
		`{"fdr3":{"status":"PUBLISHED","revision":1,"fdr":"`+esempioIDFlusso+`","fdrDate":"2024-07-26T16:30:00Z","regulation":"TRN0001",`+
			`"regulationDate":"2024-07-26","sender":{"type":"BIC_CODE","id":"PPAYITR1XXX","pspId":"PPAYITR1XXX","pspName":"PSP di prova","pspBrokerId":"1","channelId":"1"},`+
			`"receiver":{"id":"01234567890","organizationId":"01234567890","organizationName":"Comune di Prova"},"totPayments":1,"sumPayments":100.00,`+
			`"payments":[{"index":1,"iuv":"`+esempioIUV+`","iur":"5d6e7f","idTransfer":1,"pay":99.99,"payStatus":"EXECUTED","payDate":"2024-07-25T10:00:00Z"}]}}`,
		`{"ok":true,"dominio":"01234567890","idFlusso":"`+esempioIDFlusso+`","dataOraFlusso":"2024-07-26T18:30:00","revisione":1,"idRegolamento":"TRN0001",`+
			`"dataRegolamento":"2024-07-26","numeroTotalePagamenti":1,"importoTotalePagamenti":"100.00","ricevente":"01234567890",`+
			`"denominazioneRicevente":"Comune di Prova","mittente":{"tipo":"B","codice":"PPAYITR1XXX","denominazione":"PSP di prova"},"psp":"PPAYITR1XXX",`+
			`"righe":1,"totale":"99.99","anomalie":[{"codice":"007106","livello":"FLUSSO","messaggio":"somma delle righe 99.99, totale dichiarato 100.00"}],"avvertenze":[],"acquisizione":"ANOMALO"}`,
		leggiFlusso),
}

func leggiCausale(in struct {
	Testo string `json:"testo"`
	Modo  string `json:"modo"`
},
) (causale.Causale, error) {
	switch in.Modo {
	case "rigoroso":
		return causale.Parse(in.Testo)
	case "", "tollerante":
		return causale.Trova(in.Testo)
	default:
		return causale.Causale{}, richiestaErrata("modo %q: né rigoroso né tollerante", in.Modo)
	}
}

type rispostaTesto struct {
	Testo string `json:"testo"`
}

func scriviCausale(in causale.Causale) (rispostaTesto, error) {
	s, err := causale.Format(in)
	return rispostaTesto{s}, err
}

type rispostaIDFlusso struct {
	Data   avviso.Data `json:"data"`
	PSP    string      `json:"psp"`
	Flusso string      `json:"flusso"`
}

func leggiIDFlusso(in rispostaTesto) (rispostaIDFlusso, error) {
	id, err := flusso.ParseID(in.Testo)
	return rispostaIDFlusso{id.Data(), id.PSP(), id.Flusso()}, err
}

type rispostaFlusso struct {
	flusso.Testata
	Righe      int                 `json:"righe"`
	Totale     avviso.Importo      `json:"totale"` // sum of the rows as written
	Anomalie   []flusso.Anomalia   `json:"anomalie"`
	Avvertenze []avviso.Avvertenza `json:"avvertenze"`

	Acquisizione flusso.StatoAcquisizione `json:"acquisizione"`
}

func leggiFlusso(in struct {
	XML       testoXML         `json:"xml"`
	Base64    byteBase64       `json:"base64"`
	FdR3      json.RawMessage  `json:"fdr3"`
	IdDominio avviso.IdDominio `json:"idDominio"`
},
) (rispostaFlusso, error) {
	var opzioni []flusso.Opzione
	if in.IdDominio.IsValid() {
		opzioni = append(opzioni, flusso.ConDominio(in.IdDominio))
	}
	fdr3 := len(in.FdR3) > 0 && !bytes.Equal(in.FdR3, []byte("null"))
	leggi, dati := flusso.Leggi, []byte(in.XML)
	switch {
	case numero(fdr3, in.XML != "", in.Base64 != nil) != 1:
		return rispostaFlusso{}, richiestaErrata("serve uno tra xml, base64 e fdr3")
	case fdr3:
		leggi, dati = flusso.LeggiFdR3, []byte(testoJSON(in.FdR3))
	case in.Base64 != nil:
		dati = in.Base64
		if rendicontazione.Riconosci(dati).Formato == rendicontazione.FormatoFdR3 {
			leggi = flusso.LeggiFdR3
		}
	}
	f, letture, err := leggi(dati, opzioni...)
	if err != nil {
		return rispostaFlusso{}, err
	}
	acquisizione, anomalie, avvertenze := f.Acquisizione()
	totale, err := avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for i := range f.Righe {
			if !yield(f.Righe[i].Importo) {
				return
			}
		}
	}).Importo()
	return rispostaFlusso{
		Testata: f.Testata, Righe: len(f.Righe), Totale: totale,
		Anomalie:   append([]flusso.Anomalia{}, anomalie...),
		Avvertenze: append(append([]avviso.Avvertenza{}, letture...), avvertenze...),

		Acquisizione: acquisizione,
	}, err
}

// numero counts what is true.
func numero(fatti ...bool) (n int) {
	for _, f := range fatti {
		if f {
			n++
		}
	}
	return n
}
