package comandi

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/jppa"
)

// testaJPPA says which message a request is about.
type testaJPPA struct {
	Tipo  string    `json:"tipo"`
	Verso string    `json:"verso"`
	XML   *testoXML `json:"xml"`

	Base64 byteBase64 `json:"base64"`
}

// messaggioJPPA reads and writes one kind of message: from the members of a request
// to XML, or from XML to the members of an answer.
type messaggioJPPA struct {
	scrivi func(richiesta []byte) ([]byte, error)
	leggi  func(xml []byte) (any, error)
}

// messaggiJPPA has the messages by tipo and verso.
var messaggiJPPA = map[[2]string]messaggioJPPA{
	{"InviaEsitoPagamento", "richiesta"}: {
		scriviJPPA(func(in struct {
			testaJPPA
			jppa.Formato
			jppa.RichiestaInviaEsito
		},
		) ([]byte, error) {
			return jppa.AppendRichiestaInviaEsito(nil, in.RichiestaInviaEsito, in.Formato)
		}),
		leggiJPPA(jppa.LeggiRichiestaInviaEsito),
	},
	{"InviaEsitoPagamento", "risposta"}: {
		scriviJPPA(func(in struct {
			testaJPPA
			jppa.RispostaInviaEsito
		},
		) ([]byte, error) {
			return jppa.AppendRispostaInviaEsito(nil, in.RispostaInviaEsito)
		}),
		leggiJPPA(jppa.LeggiRispostaInviaEsito),
	},
	{"RecuperaRT", "richiesta"}: {
		scriviJPPA(func(in struct {
			testaJPPA
			jppa.Formato
			jppa.RichiestaRecuperaRT
		},
		) ([]byte, error) {
			return jppa.AppendRichiestaRecuperaRT(nil, in.RichiestaRecuperaRT, in.Formato)
		}),
		leggiJPPA(jppa.LeggiRichiestaRecuperaRT),
	},
	{"RecuperaRT", "risposta"}: {
		scriviJPPA(func(in struct {
			testaJPPA
			jppa.RispostaRecuperaRT
		},
		) ([]byte, error) {
			return jppa.AppendRispostaRecuperaRT(nil, in.RispostaRecuperaRT)
		}),
		leggiJPPA(jppa.LeggiRispostaRecuperaRT),
	},
}

func scriviJPPA[In any](f func(In) ([]byte, error)) func([]byte) ([]byte, error) {
	return func(richiesta []byte) ([]byte, error) {
		var in In
		if err := decodifica(richiesta, &in); err != nil {
			return nil, err
		}
		return f(in)
	}
}

func leggiJPPA[M any](leggi func([]byte) (M, []avviso.Avvertenza, error)) func([]byte) (any, error) {
	return func(xml []byte) (any, error) {
		m, _, err := leggi(xml)
		if err != nil {
			return nil, err
		}
		return conZone(m)
	}
}

var istantiJPPA = regexp.MustCompile(`("(?:dataOperazione|dataOraMessaggioRicevuta)":")([^"]*)`)

// conZone returns a message as JSON, its instants with milliseconds and offset as its
// XML has them.
func conZone(m any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(m)
	return istantiJPPA.ReplaceAllFunc(b.Bytes(), func(trovato []byte) []byte {
		parti := istantiJPPA.FindSubmatch(trovato)
		d, err := avviso.ParseDataOra(string(parti[2]))
		if err != nil {
			return trovato
		}
		return d.AppendConZona(slices.Clone(parti[1]))
	}), err
}

type rispostaJPPAXML struct {
	XML string `json:"xml"`
}

func eseguiJPPAMessaggio(in json.RawMessage) (any, error) {
	var testa testaJPPA
	if err := membri.ParseAperto(in, &testa); err != nil {
		return nil, &errRichiesta{err}
	}
	m, ok := messaggiJPPA[[2]string{jppa.NomeSulFilo(testa.Tipo), testa.Verso}]
	if !ok {
		return nil, richiestaErrata("nessun messaggio %q, %q", testa.Tipo, testa.Verso)
	}
	if testa.XML == nil && testa.Base64 == nil {
		b, err := m.scrivi(in)
		return rispostaJPPAXML{string(b)}, err
	}
	if err := decodifica(in, &testaJPPA{}); err != nil {
		return nil, err
	}
	var xml testoXML
	if testa.XML != nil {
		xml = *testa.XML
	}
	b, err := xmlOByte(xml, testa.Base64)
	if err != nil {
		return nil, err
	}
	return m.leggi(b)
}
