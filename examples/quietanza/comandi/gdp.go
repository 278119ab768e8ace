package comandi

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

var gruppoGDP = []comando{
	crea("gdp", "gdp-nome", "il nome di un giornale, letto o composto",
		`{"nome":"GDP_PSP_BCITITMM_2020-01-31_02.ZIP"}`,
		`{"ok":true,"nome":"GDP_PSP_BCITITMM_20200131_2.zip","tipo":"PSP","mittente":"BCITITMM","data":"2020-01-31","progressivo":2,"canonico":false}`,
		gdpNome),
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

type rispostaNome struct {
	Nome        gdp.NomeFile `json:"nome"`
	Tipo        gdp.Ruolo    `json:"tipo"`
	Mittente    string       `json:"mittente"`
	Data        string       `json:"data"`
	Progressivo int          `json:"progressivo"`
	Canonico    bool         `json:"canonico"`
}

func gdpNome(in struct {
	Nome        *string         `json:"nome"`
	Tipo        *string         `json:"tipo"`
	Mittente    json.RawMessage `json:"mittente"`
	Data        *string         `json:"data"`
	Progressivo json.RawMessage `json:"progressivo"`
},
) (rispostaNome, error) {
	campi := in.Tipo != nil || in.Mittente != nil || in.Data != nil || in.Progressivo != nil
	var n gdp.NomeFile
	var err error
	canonico := true
	switch {
	case in.Nome != nil && campi:
		return rispostaNome{}, richiestaErrata("nome esclude gli altri membri")
	case in.Nome != nil:
		n, err = gdp.ParseNomeFile(*in.Nome)
		canonico = n.String() == *in.Nome
	case in.Tipo == nil || in.Data == nil || in.Mittente == nil || in.Progressivo == nil:
		return rispostaNome{}, richiestaErrata("serve nome, oppure tipo, mittente, data e progressivo")
	default:
		n, err = gdp.ComponiNomeFile(*in.Tipo, testoJSON(in.Mittente), *in.Data, testoJSON(in.Progressivo))
	}
	if err != nil {
		return rispostaNome{}, err
	}
	return rispostaNome{Nome: n, Tipo: n.Tipo(), Mittente: n.ID(), Data: n.Data().String(), Progressivo: n.Progressivo(), Canonico: canonico}, nil
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

// eventoAnalisi is a record with who recorded it: the role, or the name of the
// journal, which tells it.
type eventoAnalisi struct {
	gdp.Record
	Ruolo    string        `json:"ruolo"`
	Giornale *gdp.NomeFile `json:"giornale"`
}

// storiaNodo is what nodoChiediStatoRPT answers of a payment.
type storiaNodo struct {
	IdDominio string                   `json:"idDominio"`
	IUV       string                   `json:"iuv"`
	CCP       string                   `json:"ccp"`
	Elementi  []rpt.ElementoStoricoRPT `json:"elementoStoricoRPT"`
}

type rispostaAnalisi struct {
	Pagamenti []gdp.Pagamento `json:"pagamenti"`
}

func gdpAnalisi(in struct {
	Eventi     []eventoAnalisi `json:"eventi"`
	Storie     []storiaNodo    `json:"storie"`
	Tolleranza *int64          `json:"tolleranza"` // seconds
},
) (rispostaAnalisi, error) {
	var analisi gdp.Analisi
	for i, e := range in.Eventi {
		if err := aggiungiEvento(&analisi, e); err != nil {
			return rispostaAnalisi{}, sotto(evento(i), err)
		}
	}
	for i, s := range in.Storie {
		if err := aggiungiStoria(&analisi, s); err != nil {
			return rispostaAnalisi{}, sotto("storie["+strconv.Itoa(i)+"]", err)
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

// sotto names the member of an element that was refused.
func sotto(campo string, err error) error {
	if r, ok := avviso.RilievoDi(err); ok && r.Campo != "" {
		campo += "." + r.Campo
	}
	return alPosto(campo, err)
}

func aggiungiEvento(a *gdp.Analisi, e eventoAnalisi) error {
	var da gdp.Provenienza
	if e.Giornale != nil {
		da = e.Giornale.Provenienza()
	}
	if e.Giornale == nil || e.Ruolo != "" {
		ruolo, err := gdp.ParseRuolo(e.Ruolo)
		if err != nil {
			return err
		}
		if e.Giornale != nil && ruolo != da.Ruolo {
			return richiestaErrata("ruolo %s in un giornale di ruolo %s", ruolo, da.Ruolo)
		}
		da.Ruolo = ruolo
	}
	eventi, err := e.Eventi(da)
	if err != nil {
		return err
	}
	return aggiungiEventi(a, eventi)
}

func aggiungiStoria(a *gdp.Analisi, s storiaNodo) error {
	eventi, err := gdp.EventiStoria(nodo.Chiave{IdDominio: s.IdDominio, IUV: s.IUV, CCP: s.CCP}, s.Elementi)
	if err != nil {
		return err
	}
	return aggiungiEventi(a, eventi)
}

func aggiungiEventi(a *gdp.Analisi, eventi []gdp.Evento) error {
	for _, e := range eventi {
		if err := a.Aggiungi(e); err != nil {
			return err
		}
	}
	return nil
}

// secondi is a count of seconds as a duration, the longest one when it does not
// fit.
func secondi(n int64) time.Duration {
	const massimo = int64(1<<63-1) / int64(time.Second)
	return time.Duration(min(max(n, -massimo), massimo)) * time.Second
}
