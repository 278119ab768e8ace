package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The objects of the report have in its JSON what names them and their class; here they have what a
// person or another program needs of them too. ParseSituazione reads it back: -confronta.

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

// reportIntero is the report as it is written.
type reportIntero struct {
	Oggi       avviso.Data                 `json:"oggi"`
	Movimenti  []json.RawMessage           `json:"movimenti"`
	Flussi     []json.RawMessage           `json:"flussi"`
	Righe      []json.RawMessage           `json:"righe"`
	Ricevute   []json.RawMessage           `json:"ricevute"`
	Pendenze   []json.RawMessage           `json:"pendenze"`
	Conteggi   rendicontazione.Conteggi    `json:"conteggi"`
	Conflitti  []rendicontazione.Conflitto `json:"conflitti"`
	NonLetti   []string                    `json:"nonLetti,omitempty"`
	Differenze []rendicontazione.Cambio    `json:"differenze,omitzero"`
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

func unisciTutti[T any](lista []T, altri func(*T) any) ([]json.RawMessage, error) {
	uniti := make([]json.RawMessage, len(lista))
	for i := range lista {
		var err error
		if uniti[i], err = unisci(&lista[i], altri(&lista[i])); err != nil {
			return nil, err
		}
	}
	return uniti, nil
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

// scriviJSON writes the whole report.
func (v *vista) scriviJSON(out io.Writer) (err error) {
	r := reportIntero{Oggi: v.l.oggi, Conteggi: v.Conteggi, Conflitti: v.Conflitti}
	if v.precedente != "" {
		r.Differenze = append([]rendicontazione.Cambio{}, v.differenze...)
	}
	for _, p := range v.l.problemi {
		r.NonLetti = append(r.NonLetti, p.String())
	}
	if r.Movimenti, err = unisciTutti(v.Movimenti, func(m *rendicontazione.EsitoMovimento) any {
		return datiMovimento{m.IdDominio, m.Importo, m.Segno, m.Storno, m.DataContabile, m.DataValuta, m.Esercizio, m.Provvisorio, m.Conto, m.IBAN, m.Ordinante, m.Causale}
	}); err != nil {
		return err
	}
	if r.Flussi, err = unisciTutti(v.Flussi, func(f *rendicontazione.EsitoFlusso) any {
		return datiFlusso{f.ImportoTotalePagamenti, f.NumeroTotalePagamenti, f.DataRegolamento, f.IDRegolamento, f.Mittente}
	}); err != nil {
		return err
	}
	if r.Righe, err = unisciTutti(v.Righe, func(g *rendicontazione.EsitoRiga) any { return datiRiga{g.Importo, g.Esito, g.Data} }); err != nil {
		return err
	}
	if r.Ricevute, err = unisciTutti(v.Ricevute, func(g *rendicontazione.EsitoRicevuta) any { return datiRicevuta{g.Importo, g.Data} }); err != nil {
		return err
	}
	r.Pendenze = make([]json.RawMessage, len(v.Pendenze))
	for i := range v.Pendenze {
		if r.Pendenze[i], err = intera(&v.Pendenze[i]); err != nil {
			return err
		}
	}
	w := bufio.NewWriter(out)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err
	}
	return w.Flush()
}

// confronta reads the report of another day, written with -json, and finds what has changed since.
func (v *vista) confronta(nome string) error {
	if nome == "" {
		return nil
	}
	dati, err := os.ReadFile(nome)
	if err != nil {
		return fmt.Errorf("-confronta %s: %w", nome, err)
	}
	prima, err := rendicontazione.ParseSituazione(dati)
	if err != nil {
		return fmt.Errorf("-confronta %s: %w", nome, err)
	}
	v.precedente, v.differenze = nome, v.Situazione().Differenze(prima)
	return nil
}
