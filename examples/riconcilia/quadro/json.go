package quadro

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The objects of the report have in its JSON what names them and their class; here they have what a
// person or another program needs of them too. ParseSituazione reads it back.

type datiMovimento struct {
	IdDominio     avviso.IdDominio `json:"dominio"`
	Importo       avviso.Importo   `json:"importo"`
	Segno         cassa.Segno      `json:"segno"`
	Storno        bool             `json:"storno,omitzero"`
	DataContabile avviso.Data      `json:"dataContabile"`
	DataValuta    avviso.Data      `json:"dataValuta,omitzero"`
	Esercizio     int              `json:"esercizio,omitzero"`
	Provvisorio   string           `json:"provvisorio,omitzero"`
	Conto         string           `json:"conto,omitzero"`
	IBAN          avviso.IBAN      `json:"iban,omitzero"`
	Ordinante     string           `json:"ordinante,omitzero"`
	Causale       string           `json:"causale"`
}

type datiFlusso struct {
	Importo         avviso.Importo  `json:"importo"`
	Pagamenti       int64           `json:"pagamenti"`
	DataRegolamento avviso.Data     `json:"dataRegolamento"`
	IDRegolamento   string          `json:"idRegolamento"`
	Mittente        flusso.Soggetto `json:"mittente"`
}

type datiRiga struct {
	Importo avviso.Importo `json:"importo"`
	Esito   flusso.Esito   `json:"esito"`
	Data    avviso.Data    `json:"data"`
}

type datiRicevuta struct {
	Importo avviso.Importo `json:"importo"`
	Data    avviso.Data    `json:"data"`
}

type datiVoce struct {
	Importo avviso.Importo `json:"importo"`
}

type datiPendenza struct {
	IdDominio avviso.IdDominio `json:"dominio"`
	IUV       string           `json:"iuv"`
	rendicontazione.DatiContabili
}

// unisci returns one object with the members of two.
func unisci(a, b any) (json.RawMessage, error) {
	prima, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	dopo, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	return append(append(bytes.TrimSuffix(prima, []byte("}")), ','), dopo[1:]...), nil
}

// intera returns a position, whose items have their amounts.
func intera(p *rendicontazione.EsitoPendenza) (json.RawMessage, error) {
	var membri struct {
		ID            json.RawMessage   `json:"id"`
		Chiave        json.RawMessage   `json:"chiave"`
		Classe        json.RawMessage   `json:"classe"`
		Quietanzabile json.RawMessage   `json:"quietanzabile"`
		Voci          []json.RawMessage `json:"voci"`
		Segnali       json.RawMessage   `json:"segnali,omitempty"`
	}
	b, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(b, &membri)
	}
	if err != nil {
		return nil, err
	}
	for i := range membri.Voci {
		if membri.Voci[i], err = unisci(membri.Voci[i], datiVoce{p.Voci[i].Importo}); err != nil {
			return nil, err
		}
	}
	return unisci(membri, datiPendenza{p.IdDominio, p.IUV, p.Contabile()})
}

// ScriviJSON writes the whole report, an object at a time: a report of a month is many times what the
// engine holds.
func (q *Quadro) ScriviJSON(out io.Writer) error {
	s := scrittoreJSON{w: bufio.NewWriterSize(out, 1<<16)}
	s.membro("oggi", q.Oggi)
	lista(&s, "movimenti", q.Movimenti, func(m *rendicontazione.EsitoMovimento) (json.RawMessage, error) {
		return unisci(m, datiMovimento{m.IdDominio, m.Importo, m.Segno, m.Storno, m.DataContabile, m.DataValuta, m.Esercizio, m.Provvisorio, m.Conto, m.IBAN, m.Ordinante, m.Causale})
	})
	lista(&s, "flussi", q.Flussi, func(f *rendicontazione.EsitoFlusso) (json.RawMessage, error) {
		return unisci(f, datiFlusso{f.ImportoTotalePagamenti, f.NumeroTotalePagamenti, f.DataRegolamento, f.IDRegolamento, f.Mittente})
	})
	lista(&s, "righe", q.Righe, func(g *rendicontazione.EsitoRiga) (json.RawMessage, error) {
		return unisci(g, datiRiga{g.Importo, g.Esito, g.Data})
	})
	lista(&s, "ricevute", q.Ricevute, func(g *rendicontazione.EsitoRicevuta) (json.RawMessage, error) {
		return unisci(g, datiRicevuta{g.Importo, g.Data})
	})
	lista(&s, "pendenze", q.Pendenze, intera)
	s.membro("conteggi", q.Conteggi)
	s.membro("conflitti", q.Conflitti)
	if len(q.NonLetti) > 0 {
		testi := make([]string, len(q.NonLetti))
		for i, p := range q.NonLetti {
			testi[i] = p.String()
		}
		s.membro("nonLetti", testi)
	}
	if q.Precedente != "" {
		s.membro("differenze", append([]rendicontazione.Cambio{}, q.Differenze...))
	}
	return s.fine()
}

// scrittoreJSON writes an object member by member, as json.Encoder indents it.
type scrittoreJSON struct {
	w     *bufio.Writer
	b     bytes.Buffer // a value, indented
	dopo  bool         // a member was written
	primo error
}

func (s *scrittoreJSON) scrivi(testo string) {
	_, _ = s.w.WriteString(testo) // a bufio.Writer keeps its error for Flush
}

// nome begins a member.
func (s *scrittoreJSON) nome(n string) {
	if s.dopo {
		s.scrivi(",\n")
	} else {
		s.scrivi("{\n")
	}
	s.dopo = true
	s.scrivi(`  "` + n + `": `)
}

func (s *scrittoreJSON) valore(v []byte, margine string) {
	s.b.Reset()
	if err := json.Indent(&s.b, v, margine, "  "); err != nil {
		s.primo = cmp.Or(s.primo, err)
		return
	}
	_, _ = s.w.Write(s.b.Bytes())
}

func (s *scrittoreJSON) membro(nome string, v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		s.primo = cmp.Or(s.primo, err)
		return
	}
	s.nome(nome)
	s.valore(bytes.TrimSpace(b.Bytes()), "  ")
}

func lista[T any](s *scrittoreJSON, nome string, elementi []T, f func(*T) (json.RawMessage, error)) {
	s.nome(nome)
	if len(elementi) == 0 {
		s.scrivi("[]")
		return
	}
	for i := range elementi {
		if i == 0 {
			s.scrivi("[\n    ")
		} else {
			s.scrivi(",\n    ")
		}
		v, err := f(&elementi[i])
		if err != nil {
			s.primo = cmp.Or(s.primo, err)
			return
		}
		s.valore(v, "    ")
	}
	s.scrivi("\n  ]")
}

func (s *scrittoreJSON) fine() error {
	s.scrivi("\n}\n")
	return cmp.Or(s.primo, s.w.Flush())
}
