package comandi

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// comandiDenaro recognise any document and compare two reports.
var comandiDenaro = []comando{
	crea("rendicontazione", "riconosci", "che cos'è un documento, e che cosa farne se non si legge",
		`{"contenuto":"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.02\"><BkToCstmrDbtCdtNtfctn/></Document>","nome":"avvisi.xml"}`,
		`{"ok":true,"formato":"","leggibile":false,"messaggio":"camt.054, avvisi di accredito o addebito: serve l'estratto camt.053"}`,
		riconosci),
	crea("rendicontazione", "confronta", "che cosa è cambiato fra due risposte di riconcilia",
		`{"prima":{"pendenze":[{"id":"TARI-7","chiave":"01234567890|TARI-7","classe":"PAGATA","quietanzabile":false,"voci":[{"indice":1,"chiave":"01234567890|TARI-7|1","classe":"PAGATA"}]}]},`+
			`"dopo":{"pendenze":[{"id":"TARI-7","chiave":"01234567890|TARI-7","classe":"INCASSATA","quietanzabile":true,"voci":[{"indice":1,"chiave":"01234567890|TARI-7|1","classe":"INCASSATA"}]}]}}`,
		`{"ok":true,"cambi":[{"oggetto":"PENDENZA","chiave":"01234567890|TARI-7","prima":"PAGATA","dopo":"INCASSATA","quietanzabile":true},`+
			`{"oggetto":"VOCE","chiave":"01234567890|TARI-7|1","prima":"PAGATA","dopo":"INCASSATA"}]}`,
		confronta),
}

// byteBase64 are bytes that arrived in base64, whose line ends and blanks do not
// count.
type byteBase64 []byte

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *byteBase64) UnmarshalText(b []byte) (err error) {
	*d, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(b)), ""))
	return err
}

// documentoDi returns the bytes of the one member that holds a document.
func documentoDi(b byteBase64, testi ...testoXML) ([]byte, error) {
	var documento []byte
	n := 0
	if b != nil {
		documento, n = b, 1
	}
	for _, t := range testi {
		if t != "" {
			documento = []byte(t)
			n++
		}
	}
	if n != 1 {
		return nil, richiestaErrata("serve un documento, in un membro solo")
	}
	return documento, nil
}

type rispostaRiconosci struct {
	Formato   cassa.Formato `json:"formato"`
	Leggibile bool          `json:"leggibile"`
	Messaggio string        `json:"messaggio"`
}

func riconosci(in struct {
	Base64    byteBase64 `json:"base64"`
	Contenuto *testoXML  `json:"contenuto"`
	Nome      string     `json:"nome"`
},
) (rispostaRiconosci, error) {
	if (in.Base64 == nil) == (in.Contenuto == nil) {
		return rispostaRiconosci{}, richiestaErrata("serve uno tra base64 e contenuto")
	}
	documento := []byte(in.Base64)
	if in.Contenuto != nil {
		documento = []byte(*in.Contenuto)
	}
	r := rendicontazione.Riconosci(documento)
	if _, err := gdp.ParseNomeFile(in.Nome); r.Formato == "" && err == nil {
		r = cassa.Riconosciuto{Formato: rendicontazione.FormatoGdP} // in CSV, known by its name alone
	}
	return rispostaRiconosci{r.Formato, r.Messaggio == "", r.Messaggio}, nil
}

type rispostaConfronta struct {
	Cambi []rendicontazione.Cambio `json:"cambi"`
}

func confronta(in struct {
	Prima json.RawMessage `json:"prima"`
	Dopo  json.RawMessage `json:"dopo"`
},
) (rispostaConfronta, error) {
	var situazioni [2]rendicontazione.Situazione
	for i, b := range [...]json.RawMessage{in.Prima, in.Dopo} {
		if len(b) == 0 || bytes.Equal(b, []byte("null")) {
			continue // no report yet
		}
		var err error
		if situazioni[i], err = rendicontazione.ParseSituazione(b); err != nil {
			return rispostaConfronta{}, alPosto([...]string{"prima", "dopo"}[i], err)
		}
	}
	return rispostaConfronta{append([]rendicontazione.Cambio{}, situazioni[1].Differenze(situazioni[0])...)}, nil
}
