// Package officina says what a text is, whoever wrote it: what is printed on a notice, the text of a
// bank transfer, the URL a payer came back with, a journal, a receipt. It asks the commands of
// examples/quietanza, and names the machines that the text speaks of, with their states.
package officina

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/quietanza/comandi"
	"github.com/quietanza/quietanza/internal/macchine"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// Lettura is what a text says.
type Lettura struct {
	Cosa     string          `json:"cosa"`    // what it is, in Italian
	Comando  string          `json:"comando"` // of examples/quietanza that read it
	Risposta json.RawMessage `json:"risposta"`
	Macchine []Luce          `json:"macchine"`
}

// Luce is a machine with a state lit.
type Luce struct {
	Macchina string `json:"macchina"`
	Stato    string `json:"stato"`
	Di       string `json:"di,omitempty"` // whose it is, where a text speaks of many
	Perche   string `json:"perche"`       // why that state, in Italian
}

// maxTesto is how much of a text is read.
const maxTesto = 32 << 20

// Leggi says what a text is: the readings that accept it, the likeliest first; when none does, the
// refusal of the likeliest. There is none for an empty text.
func Leggi(testo string) []Lettura {
	testo = strings.TrimSpace(strings.TrimPrefix(testo, "\ufeff"))
	if testo == "" {
		return []Lettura{}
	}
	if len(testo) > maxTesto {
		return []Lettura{{Cosa: "testo troppo lungo", Risposta: json.RawMessage(`{}`), Macchine: []Luce{}}}
	}
	var rifiuto *Lettura
	lette := []Lettura{}
	for _, p := range prove(testo) {
		l, accolta := p.chiedi()
		switch {
		case accolta:
			lette = append(lette, l)
		case rifiuto == nil && !p.tentativo:
			rifiuto = &l
		}
	}
	if luci := statiDi(testo); len(luci) > 0 {
		return []Lettura{{Cosa: "nome di uno stato", Comando: "macchine", Risposta: json.RawMessage(`{}`), Macchine: luci}}
	}
	if len(lette) == 0 && rifiuto != nil {
		lette = append(lette, *rifiuto)
	}
	return lette
}

// prova is a command that may read a text.
type prova struct {
	cosa, comando string
	richiesta     map[string]any
	luci          func(risposta []byte) []Luce
	tentativo     bool // whose refusal says nothing
}

func (p *prova) chiedi() (Lettura, bool) {
	l := Lettura{Cosa: p.cosa, Comando: p.comando, Macchine: []Luce{}}
	richiesta, err := json.Marshal(p.richiesta)
	if err != nil {
		return l, false // texts and maps of texts are always written
	}
	risposta, accolta := comandi.Rispondi(p.comando, richiesta)
	l.Risposta = risposta
	if accolta && p.luci != nil {
		l.Macchine = append(l.Macchine, p.luci(risposta)...)
	}
	return l, accolta
}

var (
	cifre     = regexp.MustCompile(`^[0-9]+$`)
	flusso    = regexp.MustCompile(`^[0-9]{4}-?[0-9]{2}-?[0-9]{2}[^ ]{3,}$`)
	giornale  = regexp.MustCompile(`(?i)^GDP_[^ ]+$`)
	evento    = regexp.MustCompile(`^[A-Z0-9_]+$`)
	indirizzo = regexp.MustCompile(`(?i)^(https?://|[^ ]*\?)[^ ]*(esito|idPagamento)[^ ]*$`)
	persona   = regexp.MustCompile(`(?i)^[A-Z]{6}[0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$`)
	conto     = regexp.MustCompile(`(?i)^IT[0-9]{2} ?[A-Z][0-9A-Z ]{22,30}$`)
)

// prove are the commands that a text may be for.
func prove(testo string) []prova {
	unito := strings.NewReplacer(" ", "", "\n", "", "\r", "", "-", "").Replace(testo)
	con := func(cosa, comando, membro, valore string) prova {
		return prova{cosa: cosa, comando: comando, richiesta: map[string]any{membro: valore}}
	}
	if p := documento(testo); p != nil {
		return p
	}
	switch {
	case strings.HasPrefix(testo, "PAGOPA|"):
		return []prova{con("testo del codice QR di un avviso", "qr", "testo", testo)}
	case strings.HasPrefix(testo, "codfase="):
		return []prova{con("testo del Data Matrix postale di un avviso", "datamatrix", "testo", testo)}
	case indirizzo.MatchString(testo):
		ritorno := con("ritorno da PiemontePay", "ppay-ritorno", "url", testo)
		ritorno.luci = lucePiemontePay
		return []prova{ritorno, {cosa: "ritorno del cittadino da WISP", comando: "redirect", richiesta: map[string]any{"ritorno": testo}, tentativo: true}}
	case giornale.MatchString(testo):
		return []prova{con("nome di un Giornale dei Pagamenti", "gdp-nome", "nome", testo)}
	case cifre.MatchString(unito):
		return numeri(unito)
	case strings.HasPrefix(strings.ToUpper(unito), "RF") && len(unito) <= 25 && !strings.Contains(testo, "/"):
		return []prova{con("riferimento RF (ISO 11649)", "rf", "iuv", strings.ToUpper(unito))}
	case conto.MatchString(testo):
		return []prova{con("IBAN", "iban", "valore", strings.ToUpper(unito))}
	case persona.MatchString(testo):
		return []prova{con("codice fiscale", "codice-fiscale", "valore", strings.ToUpper(testo))}
	case flusso.MatchString(testo):
		return []prova{con("identificativo di un flusso", "id-flusso", "testo", testo)}
	case evento.MatchString(testo):
		return []prova{con("codice evento del Giornale dei Pagamenti", "gdp-evento", "codice", testo)}
	}
	return []prova{{cosa: "causale di un bonifico", comando: "causale", richiesta: map[string]any{"testo": testo, "modo": "tollerante"}}}
}

// numeri are what digits alone may be: it is their number that says.
func numeri(testo string) []prova {
	con := func(cosa, comando, membro string) prova {
		return prova{cosa: cosa, comando: comando, richiesta: map[string]any{membro: testo}, tentativo: true}
	}
	switch len(testo) {
	case len("00000000000"):
		return []prova{con("partita IVA, o codice fiscale di un ente", "partita-iva", "valore")}
	case len("41580888880123488020001190280072147087390210000"):
		return []prova{con("testo del codice a barre di un avviso", "barcode", "testo")}
	}
	p := con("numero avviso", "nav", "nav")
	p.tentativo = false
	return []prova{p, con("codice evento del Giornale dei Pagamenti", "gdp-evento", "codice")}
}

// documento are the commands for a document, nil for a text that is none.
func documento(testo string) []prova {
	r := rendicontazione.Riconosci([]byte(testo))
	con := func(cosa, comando, membro string, luci func([]byte) []Luce) []prova {
		return []prova{{cosa: cosa, comando: comando, richiesta: map[string]any{membro: testo}, luci: luci}}
	}
	membro := "xml"
	if testo[0] == '{' || testo[0] == '[' {
		membro = "json"
	}
	switch r.Formato {
	case rendicontazione.FormatoRT:
		return con("ricevuta telematica (RT)", "rt", "xml", luceRT)
	case rendicontazione.FormatoRicevuta:
		return con("ricevuta (paSendRT)", "ricevuta", "xml", luceRicevuta)
	case rendicontazione.FormatoBizEvents:
		return con("ricevuta di BizEvents", "bizevents", membro, nil)
	case rendicontazione.FormatoRPT:
		return con("richiesta di pagamento telematico (RPT)", "rpt", "xml", luceRPT)
	case cassa.FormatoFlusso:
		return con("flusso di rendicontazione", "flusso", "xml", luceFlusso)
	case rendicontazione.FormatoFdR3:
		return []prova{{cosa: "flusso di rendicontazione (FdR 3)", comando: "flusso", richiesta: map[string]any{"fdr3": json.RawMessage(testo)}, luci: luceFlusso}}
	case rendicontazione.FormatoGdP:
		return []prova{{cosa: "eventi di un Giornale dei Pagamenti", comando: "gdp-analisi", richiesta: map[string]any{"eventi": eventi(testo)}, luci: luceGiornale}}
	case cassa.FormatoOPI, cassa.FormatoCamt053, cassa.FormatoCBIXML, cassa.FormatoRH, cassa.FormatoMT940, cassa.FormatoTabella:
		return con("movimenti di un conto", "cassa", "contenuto", nil)
	}
	if testo[0] == '{' || testo[0] == '[' || testo[0] == '<' {
		return con("documento", "riconosci", "contenuto", nil)
	}
	return nil
}

// statiDi are the machines that have a state of a name.
func statiDi(nome string) []Luce {
	luci := []Luce{}
	if !evento.MatchString(nome) {
		return luci
	}
	for _, m := range macchine.Tutte {
		if _, stati, _, err := m.Stati(); err == nil && slices.Contains(stati, nome) {
			luci = append(luci, Luce{Macchina: m.Nome, Stato: nome, Perche: "ha uno stato di questo nome"})
		}
	}
	return luci
}

// somma adds amounts, nothing when they are more than an amount can hold.
func somma(importi []avviso.Importo) string {
	i, err := avviso.TotaleDi(slices.Values(importi)).Importo()
	if err != nil {
		return ""
	}
	return i.String()
}
