package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/gdp"
)

// vista is a payment in JSON, with the debtor of the caller's list.
type vista struct {
	gdp.Pagamento
	Debitore   string `json:"debitore,omitempty"`
	Anagrafica string `json:"anagrafica,omitempty"`
}

// scriviJSON writes one object: journals, counts by state and flag, and the
// payments that were asked for.
func (r *risposta) scriviJSON(w io.Writer) error {
	type conto struct {
		Nome        string `json:"nome"`
		Descrizione string `json:"descrizione"`
		Numero      int    `json:"numero"`
	}
	var stati, segnali []conto
	for p, n := range r.conti.Posizioni() {
		stati = append(stati, conto{p.String(), p.Descrizione(), n})
	}
	for s, n := range r.conti.Segnali() {
		segnali = append(segnali, conto{s.String(), s.Descrizione(), n})
	}
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	pagamenti := make([]vista, len(r.trovati))
	for i, t := range r.trovati {
		pagamenti[i] = vista{t.Pagamento, t.debitore.codiceFiscale, t.debitore.anagrafica}
	}
	err := e.Encode(struct {
		Giornali  []giornale `json:"giornali"`
		Eventi    int        `json:"eventi"`
		Numero    int        `json:"numeroPagamenti"`
		Stati     []conto    `json:"stati"`
		Segnali   []conto    `json:"segnali"`
		Pagamenti []vista    `json:"pagamenti,omitempty"`
		Mancanti  []string   `json:"mancanti,omitempty"`
	}{r.giornali, r.conti.Eventi, r.conti.Pagamenti, stati, segnali, pagamenti, r.mancanti})
	if err != nil {
		return err
	}
	return b.Flush()
}

// scriviCSV writes a table for an Italian spreadsheet: of the payments of a list,
// of the events of the payments asked for, or of the counts.
func (r *risposta) scriviCSV(w io.Writer) error {
	var righe [][]string
	switch {
	case r.elenco:
		righe = r.tabellaElenco()
	case r.storia:
		righe = r.tabellaEventi()
	default:
		righe = [][]string{{"tipo", "nome", "significato", "pagamenti"}}
		for p, n := range r.conti.Posizioni() {
			righe = append(righe, []string{"stato", p.String(), p.Descrizione(), strconv.Itoa(n)})
		}
		for s, n := range r.conti.Segnali() {
			righe = append(righe, []string{"da guardare", s.String(), s.Descrizione(), strconv.Itoa(n)})
		}
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	return c.WriteAll(righe)
}

func (r *risposta) tabellaElenco() [][]string {
	righe := [][]string{{"ente", "iuv", "codiceContesto", "stato", "significato", "messaggi", "denaro", "tentativi", "primoEvento", "ultimoEvento", "daGuardare"}}
	for i := range r.trovati {
		p := &r.trovati[i].Pagamento
		primo := ""
		if len(p.Registrati) > 0 {
			primo = quando(p.Registrati[0].DateTime)
		}
		righe = append(righe, []string{
			cella(p.IdDominio.String()), cella(p.IUV.String()), cella(p.CCP), p.Posizione.String(), p.Posizione.Descrizione(), messaggio(p.Messaggio),
			p.Incasso.Descrizione(), strconv.Itoa(p.Tentativi), primo, ultimo(p), daGuardare(p),
		})
	}
	return righe
}

func (r *risposta) tabellaEventi() [][]string {
	righe := [][]string{{"ente", "iuv", "codiceContesto", "debitore", "anagrafica", "statoPagamento", "dataOra", "chi", "codice", "significato", "tentativo", "esito", "faultCode", "errore"}}
	for i := range r.trovati {
		t := &r.trovati[i]
		p := &t.Pagamento
		for n := range p.Registrati {
			x := &p.Registrati[n]
			var errore gdp.DescrittoreErrore
			if x.Error != nil {
				errore = *x.Error
			}
			righe = append(righe, []string{
				cella(p.IdDominio.String()), cella(p.IUV.String()), cella(p.CCP), cella(t.debitore.codiceFiscale), cella(t.debitore.anagrafica), p.Posizione.String(),
				quando(x.DateTime), x.Ruolo.Descrizione(), cella(codice(x)), x.Codice.Descrizione(), strconv.Itoa(x.Tentativo), x.Esito.Descrizione(),
				cella(string(errore.FaultCode)), cella(errore.FaultString),
			})
		}
	}
	return righe
}

// cella is a text that a spreadsheet takes for a text: one of digits alone, whose
// zeros and last digits it would lose, becomes a formula that is that text; one
// that begins like a formula gets an apostrophe.
func cella(s string) string {
	switch {
	case s == "":
		return ""
	case strings.Trim(s, "0123456789") == "":
		return `="` + s + `"`
	case strings.ContainsRune("=+-@\t\r", rune(s[0])):
		return "'" + s
	}
	return s
}
