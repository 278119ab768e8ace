package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// record are the records of a journal, read and checked, against encoding/csv
// and encoding/json: decoded alone, and with the texts made into times, keys and
// codes.
var record = []misura{
	{
		nome: "record", cosa: "journal CSV", unita: "record",
		quante: quantiRecord,
		prepara: func(_ context.Context, _ opzioni, n int) (*prova, error) {
			return provaRecord(n, gdp.ScriviCSV, gdp.ParseCSV, "encoding/csv", decodificaCSV)
		},
	},
	{
		nome: "record", cosa: "journal JSON lines", unita: "record",
		quante: quantiRecord,
		prepara: func(_ context.Context, _ opzioni, n int) (*prova, error) {
			return provaRecord(n, gdp.ScriviRighe, gdp.ParseJSON, "encoding/json", decodificaJSON)
		},
	},
}

func quantiRecord(o opzioni) int { return o.eventi / 40 }

func provaRecord(n int, scrivi func(io.Writer, iter.Seq[gdp.Evento]) error,
	parse func(io.Reader, gdp.Provenienza) iter.Seq2[gdp.Evento, error], pari string, decodifica decodifica[gdp.Record],
) (*prova, error) {
	g, err := giornali(max(1, n/10))
	if err != nil {
		return nil, err
	}
	eventi := g[0] // the Nodo's, which are the most
	for len(eventi) < n {
		eventi = append(eventi, eventi[:min(n-len(eventi), len(eventi))]...)
	}
	eventi = eventi[:n]
	var file bytes.Buffer
	if err := scrivi(&file, slices.Values(eventi)); err != nil {
		return nil, err
	}
	da := gdp.Provenienza{Ruolo: gdp.RuoloNodo}
	nostri := func(evento func(gdp.Evento)) error {
		for e, err := range parse(bytes.NewReader(file.Bytes()), da) {
			if err != nil {
				return err
			}
			evento(e)
		}
		return nil
	}
	return provaFile("records", n, file.Bytes(), nostri, func(e gdp.Evento) gdp.Evento { return e },
		pari, "same conversions", decodifica, converti), nil
}

func decodificaCSV(r io.Reader, record func(*gdp.Record) error) error {
	return perRiga(r, ';', func(f []string) error {
		return record(&gdp.Record{DateTime: f[0], IdDominio: f[1], IUV: f[2], CCP: f[3], EventCode: f[4], EventDescription: f[5]})
	})
}

// perRiga reads a file with encoding/csv, its header passed over.
func perRiga(r io.Reader, separatore rune, riga func(campi []string) error) error {
	c := csv.NewReader(r)
	c.Comma, c.ReuseRecord = separatore, true
	for i := 0; ; i++ {
		campi, err := c.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case i == 0:
			continue
		}
		if err := riga(campi); err != nil {
			return err
		}
	}
}

func decodificaJSON(r io.Reader, record func(*gdp.Record) error) error {
	d := json.NewDecoder(r)
	for {
		var x gdp.Record
		err := d.Decode(&x)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := record(&x); err != nil {
			return err
		}
	}
}

// codici are the codes by name, as a user would keep them.
var codici = func() map[string]gdp.EventCode {
	m := map[string]gdp.EventCode{}
	for c := range gdp.EventCodes() {
		m[c.String()] = c
	}
	return m
}()

// converti is the plain conversion of a record.
func converti(r *gdp.Record) (e gdp.Evento, err error) {
	e = gdp.Evento{CCP: r.CCP, EventDescription: r.EventDescription, Ruolo: gdp.RuoloNodo}
	if e.DateTime, err = time.Parse(time.RFC3339, r.DateTime); err != nil {
		return e, err
	}
	e.DateTime = e.DateTime.UTC()
	if e.IdDominio, err = avviso.ParseIdDominio(r.IdDominio); err != nil {
		return e, err
	}
	if e.IUV, err = avviso.ParseIUV(r.IUV); err != nil {
		return e, err
	}
	var ok bool
	if e.EventCode, ok = codici[r.EventCode]; !ok {
		return e, fmt.Errorf("code %q", r.EventCode)
	}
	return e, nil
}
