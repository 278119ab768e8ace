package main

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var gruppoGDP = []comando{
	conIDProprio(crea("gdp", "gdp-nome", "il nome di un giornale, letto o composto",
		`{"nome":"GDP_PSP_BCITITMM_2020-01-31_02.ZIP"}`,
		`{"ok":true,"nome":"GDP_PSP_BCITITMM_20200131_2.zip","tipo":"PSP","id":"BCITITMM","data":"2020-01-31","progressivo":2,"canonico":false}`,
		gdpNome)),
	crea("gdp", "gdp-evento", "che cosa dice l'elenco di un codice evento",
		`{"codice":"RPT_ACCETATA_PSP"}`,
		`{"ok":true,"codice":"RPT_ACCETTATA_PSP","corretto":true,"nuovo":false,"fase":"R","operazione":"APERTA","riuso":"NO",`+
			`"ec":false,"psp":true,"nodo":true,"descrizione":"RPT ricevuta ed accettata dall'Intermediario PSP come valida"}`,
		gdpEvento),
	crea("gdp", "gdp-trigger", "il codice evento che una chiamata genera",
		`{"ruolo":"EC","primitiva":"nodoInviaRPT","esito":"OK"}`,
		`{"ok":true,"codice":"RPT_ACCETTATA_NODO"}`,
		gdpTrigger),
	crea("gdp", "gdp-analisi", "che cosa dicono di ogni pagamento gli eventi di più giornali",
		`{"eventi":[{"dateTime":"2020-01-31T10:00:00Z","idDominio":"77777777777","iuv":"01234567890123456","ccp":"n/a",`+
			`"eventCode":"RPT_PAGATA","ruolo":"PSP"}]}`,
		`{"ok":true,"pagamenti":[{"idDominio":"77777777777","iuv":"01234567890123456","ccp":"n/a","messaggio":"START",`+
			`"incasso":"RPT_PAGATA","stato":"RPT_PAGATA","posizione":"INCASSO","tentativi":1,"segnali":["PagataSenzaRT","PagataSenzaRPT"],`+
			`"eventi":[{"dateTime":"2020-01-31T10:00:00Z","idDominio":"77777777777","iuv":"01234567890123456","ccp":"n/a",`+
			`"eventCode":"RPT_PAGATA","eventDescription":"RPT incassata","ruolo":"PSP","codice":"RPT_PAGATA","esito":"Avanza","tentativo":1}]}]}`,
		gdpAnalisi),
}

// conIDProprio leaves the member id in the request: it is the sender's.
func conIDProprio(c comando) comando {
	c.idProprio = true
	return c
}

type rispostaNome struct {
	Nome        gdp.NomeFile `json:"nome"`
	Tipo        gdp.Ruolo    `json:"tipo"`
	ID          string       `json:"id,omitempty"` // left out when the request has one to echo
	Data        string       `json:"data"`
	Progressivo int          `json:"progressivo"`
	Canonico    bool         `json:"canonico"`
}

func gdpNome(in struct {
	Nome        *string         `json:"nome"`
	Tipo        *string         `json:"tipo"`
	ID          json.RawMessage `json:"id"`
	Data        *string         `json:"data"`
	Progressivo json.RawMessage `json:"progressivo"`
},
) (rispostaNome, error) {
	campi := in.Tipo != nil || in.Data != nil || in.Progressivo != nil
	var n gdp.NomeFile
	var err error
	canonico := true
	switch {
	case in.Nome != nil && campi:
		return rispostaNome{}, richiestaErrata("nome esclude gli altri membri")
	case in.Nome != nil:
		n, err = gdp.ParseNomeFile(*in.Nome)
		canonico = n.String() == *in.Nome
	case in.Tipo == nil || in.Data == nil || in.ID == nil || in.Progressivo == nil:
		return rispostaNome{}, richiestaErrata("serve nome, oppure tipo, id, data e progressivo")
	default:
		n, err = gdp.ComponiNomeFile(*in.Tipo, testoJSON(in.ID), *in.Data, testoJSON(in.Progressivo))
	}
	if err != nil {
		return rispostaNome{}, err
	}
	r := rispostaNome{Nome: n, Tipo: n.Tipo(), ID: n.ID(), Data: n.Data().String(), Progressivo: n.Progressivo(), Canonico: canonico}
	if in.ID != nil {
		r.ID = ""
	}
	return r, nil
}

// testoJSON returns a string as it is, "" for null, anything else as it was written.
func testoJSON(b json.RawMessage) string {
	if s, ok := membri.Testo(string(b)); ok || string(b) == "null" {
		return s
	}
	return string(b)
}

func gdpEvento(in struct {
	Codice string `json:"codice"`
},
) (any, error) {
	c, corretto, err := gdp.Canonico(in.Codice)
	if err != nil {
		return nil, err
	}
	return struct {
		Codice      gdp.EventCode   `json:"codice"`
		Corretto    bool            `json:"corretto"`
		Nuovo       bool            `json:"nuovo"`
		Fase        gdp.Fase        `json:"fase"`
		Operazione  nodo.Operazione `json:"operazione"`
		Riuso       nodo.Riuso      `json:"riuso,omitempty"`
		EC          bool            `json:"ec"`
		PSP         bool            `json:"psp"`
		Nodo        bool            `json:"nodo"`
		Descrizione string          `json:"descrizione"`
	}{
		c, corretto, c.Nuovo(), c.Fase(), c.Operazione(), c.Riuso(),
		gdp.RuoloEC.Emette(c), gdp.RuoloPSP.Emette(c), gdp.RuoloNodo.Emette(c), c.Descrizione(),
	}, nil
}

type rispostaTrigger struct {
	Codice *gdp.EventCode `json:"codice"`
}

func gdpTrigger(in struct {
	Ruolo     string `json:"ruolo"`
	Primitiva string `json:"primitiva"`
	Esito     string `json:"esito"`
},
) (rispostaTrigger, error) {
	ruolo, err := gdp.ParseRuolo(in.Ruolo)
	if err != nil {
		return rispostaTrigger{}, err
	}
	esito := gdp.EsitoPrimitiva(in.Esito)
	if !esito.IsValid() {
		return rispostaTrigger{}, &gdp.Errore{Codice: gdp.CodiceNome, Campo: "esito", Valore: in.Esito, Err: gdp.ErrNome}
	}
	if c, ok := gdp.Trigger(ruolo, in.Primitiva, esito); ok {
		return rispostaTrigger{&c}, nil
	}
	return rispostaTrigger{}, nil
}

type eventoAnalisi struct {
	gdp.Record
	Ruolo string `json:"ruolo"`
}

type rispostaAnalisi struct {
	Pagamenti []gdp.Pagamento `json:"pagamenti"`
}

func gdpAnalisi(in struct {
	Eventi     []eventoAnalisi `json:"eventi"`
	Tolleranza *int64          `json:"tolleranza"` // seconds
},
) (rispostaAnalisi, error) {
	var analisi gdp.Analisi
	for i, e := range in.Eventi {
		if err := aggiungiEvento(&analisi, e); err != nil {
			campo := evento(i)
			if r, ok := avviso.RilievoDi(err); ok && r.Campo != "" {
				campo += "." + r.Campo
			}
			return rispostaAnalisi{}, alPosto(campo, err)
		}
	}
	var opzioni []gdp.Opzione
	if in.Tolleranza != nil {
		opzioni = append(opzioni, gdp.ConTolleranza(secondi(*in.Tolleranza)))
	}
	pagamenti, err := analisi.Pagamenti(opzioni...)
	if err != nil {
		return rispostaAnalisi{}, err
	}
	return rispostaAnalisi{slices.AppendSeq([]gdp.Pagamento{}, pagamenti)}, nil
}

func aggiungiEvento(a *gdp.Analisi, e eventoAnalisi) error {
	ruolo, err := gdp.ParseRuolo(e.Ruolo)
	if err != nil {
		return err
	}
	evento, err := e.Evento(gdp.Provenienza{Ruolo: ruolo})
	if err != nil {
		return err
	}
	return a.Aggiungi(evento)
}

// secondi is a count of seconds as a duration, the longest one when it does not
// fit.
func secondi(n int64) time.Duration {
	const massimo = int64(1<<63-1) / int64(time.Second)
	return time.Duration(min(max(n, -massimo), massimo)) * time.Second
}
