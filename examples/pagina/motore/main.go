//go:build js

// Command motore is the engine in a browser: the library, the readers, the report and the spreadsheets
// behind functions of a global object, quietanza, of the worker that runs it. It asks nothing of the
// network, and holds no logic: packages quadro, foglio and officina do.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall/js"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/pagina/foglio"
	"github.com/quietanza/quietanza/examples/pagina/officina"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/rendicontazione"
)

// The memory of a browser: a page grows, and gives nothing back.
const (
	rifiuti = 300
	memoria = 800 << 20
)

func main() {
	debug.SetGCPercent(rifiuti)
	debug.SetMemoryLimit(memoria)
	var m motore
	js.Global().Set("quietanza", js.ValueOf(map[string]any{
		"riconcilia": funzione(m.riconcilia),
		"pagina":     funzione(m.pagina),
		"json":       funzione(m.json),
		"tabelle":    funzione(m.tabelle),
		"csv":        funzione(m.csv),
		"xlsx":       funzione(m.xlsx),
		"officina":   funzione(m.officina),
	}))
	js.Global().Call("pronto")
	select {}
}

// motore is the last picture that was made.
type motore struct {
	quadro *quadro.Quadro
	lingua string
}

// funzione is a function of the page, whose error is a member of what it returns.
func funzione(f func(args []js.Value) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		v, err := f(args)
		if err != nil {
			m := map[string]any{"errore": err.Error()}
			if c, di := errors.AsType[*diCampo](err); di {
				m["campo"] = c.campo
			}
			return m
		}
		return v
	})
}

// diCampo is the refusal of a field of the page.
type diCampo struct {
	campo string
	error
}

func (e *diCampo) Unwrap() error { return e.error }

// richiesta is what the fields of the page say.
type richiesta struct {
	Enti            string `json:"enti"`
	Conti           string `json:"conti"`
	Oggi            string `json:"oggi"`
	AttesaFlusso    int    `json:"attesaFlusso"`
	AttesaAccredito int    `json:"attesaAccredito"`
}

// leggi returns what is asked of the engine.
func (r *richiesta) leggi() (q quadro.Richiesta, err error) {
	q.Opzioni = rendicontazione.Opzioni{GiorniAttesaFlusso: r.AttesaFlusso, GiorniAttesaAccredito: r.AttesaAccredito, Riscossioni: true}
	q.Conti = make(map[string]avviso.IdDominio)
	if q.Oggi, err = avviso.ParseData(r.Oggi); err != nil {
		return q, &diCampo{"oggi", err}
	}
	for _, v := range strings.FieldsFunc(r.Enti, separa) {
		id, err := avviso.ParseIdDominio(v)
		if err != nil {
			return q, &diCampo{"enti", err}
		}
		q.Domini = append(q.Domini, rendicontazione.Dominio{IdDominio: id})
	}
	for _, v := range strings.FieldsFunc(r.Conti, separa) {
		iban, dominio, _ := strings.Cut(v, "=")
		id, err := avviso.ParseIdDominio(dominio)
		if err != nil {
			return q, &diCampo{"conti", fmt.Errorf("%s: %w", iban, err)}
		}
		q.Conti[iban] = id
	}
	return q, nil
}

func separa(c rune) bool {
	return c == ',' || c == ';' || c == ' ' || c == '\n' || c == '\r' || c == '\t'
}

// riconcilia takes the fields as JSON, the documents, the report of another day or null, and a function
// that hears how far the reading has come; it returns what was read.
func (m *motore) riconcilia(args []js.Value) (any, error) {
	var r richiesta
	if err := json.Unmarshal([]byte(args[0].String()), &r); err != nil {
		return nil, err
	}
	q, err := r.leggi()
	if err != nil {
		return nil, err
	}
	l, err := quadro.NuovaLettura(q)
	if err != nil {
		return nil, err
	}
	documenti := documentiDi(args[1])
	m.quadro = nil
	l.Leggi(documenti, func(fatti, tutti int) {
		if fatti%32 == 0 {
			runtime.Gosched() // nobody else takes the processor from a long reading: the collector waits for it
			args[3].Invoke(fatti, tutti)
		}
	})
	args[3].Invoke(len(documenti), len(documenti))
	m.quadro = l.Quadro()
	if p := args[2]; !p.IsNull() {
		if err := m.quadro.Confronta(p.Get("nome").String(), byteDi(p.Get("dati"))); err != nil {
			return nil, &diCampo{"precedente", err}
		}
	}
	nonLetti := make([]any, 0, len(m.quadro.NonLetti))
	for _, p := range m.quadro.NonLetti {
		nonLetti = append(nonLetti, p.String())
	}
	return map[string]any{
		"letti": m.quadro.ElencoLetti(), "nonLetti": nonLetti, "casi": len(m.quadro.Casi), "differenze": len(m.quadro.Differenze), "quietanzabili": len(m.quadro.Quietanzabili()),
		"memoria": memoriaUsata(),
	}, nil
}

// documentiDi are the documents of the page, in the order of their names.
func documentiDi(v js.Value) []quadro.Documento {
	documenti := make([]quadro.Documento, v.Length())
	for i := range documenti {
		d := v.Index(i)
		documenti[i] = quadro.Documento{Nome: d.Get("nome").String(), Apri: func() (io.ReadCloser, error) { return apri(d), nil }}
	}
	slices.SortStableFunc(documenti, func(a, b quadro.Documento) int { return strings.Compare(a.Nome, b.Nome) })
	return documenti
}

// pagina returns the page in a language.
func (m *motore) pagina(args []js.Value) (any, error) {
	return m.pezzi(func(w io.Writer) error {
		p := m.quadro.Pagina()
		p.Lingua = args[0].String()
		return p.Scrivi(w)
	})
}

// json returns the whole report.
func (m *motore) json([]js.Value) (any, error) {
	return m.pezzi(func(w io.Writer) error { return m.quadro.ScriviJSON(w) })
}

// tabelle returns the names of the tables.
func (m *motore) tabelle([]js.Value) (any, error) {
	var nomi []any
	for _, t := range m.quadro.Tabelle() {
		nomi = append(nomi, t.Nome)
	}
	return nomi, nil
}

// scelte are the tables of the given names, all of them when there is none.
func (m *motore) scelte(nomi []js.Value) []quadro.Tabella {
	return slices.DeleteFunc(m.quadro.Tabelle(), func(t quadro.Tabella) bool {
		return len(nomi) > 0 && !slices.ContainsFunc(nomi, func(n js.Value) bool { return n.String() == t.Nome })
	})
}

// csv returns a table.
func (m *motore) csv(args []js.Value) (any, error) {
	return m.pezzi(func(w io.Writer) error {
		for _, t := range m.scelte(args) {
			if err := t.ScriviCSV(w); err != nil {
				return err
			}
		}
		return nil
	})
}

// xlsx takes a function that hears how many rows are written, and returns tables in one spreadsheet.
func (m *motore) xlsx(args []js.Value) (any, error) {
	avanti := func(fatte, tutte int) {
		runtime.Gosched() // the collector waits for it, as of riconcilia
		args[0].Invoke(fatte, tutte)
	}
	return m.pezzi(func(w io.Writer) error { return foglio.Scrivi(w, m.scelte(args[1:]), avanti) })
}

// officina says what a text is, as JSON.
func (m *motore) officina(args []js.Value) (any, error) {
	b, err := json.Marshal(officina.Leggi(args[0].String()))
	return string(b), err
}

// pezzi returns what a function writes, as pieces that a Blob is made of.
func (m *motore) pezzi(f func(io.Writer) error) (any, error) {
	if m.quadro == nil {
		return nil, errors.New("Non c'è ancora un risultato.")
	}
	p := pezzi{js.Global().Get("Array").New()}
	w := bufio.NewWriterSize(p, 1<<20)
	if err := f(w); err != nil {
		return nil, err
	}
	return p.tutti, w.Flush()
}
