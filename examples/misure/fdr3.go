package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// fdr3 are the pages of payments of the FdR 3 interface, a thousand in each, read
// and checked, against encoding/json: decoded alone, and with the texts made into
// amounts, days and outcomes.
var fdr3 = misura{
	nome: "fdr3", cosa: "FdR 3 pages, JSON", unita: "payment",
	quante: func(o opzioni) int { return o.righe / 2 },
	prepara: func(_ context.Context, _ opzioni, n int) (*prova, error) {
		n = max(1, n/perPagina) * perPagina
		file := componiPagine(n / perPagina)
		nostri := func(pagamento func(flusso.PagamentoFdR3)) error {
			for pagina := range bytes.Lines(file) {
				p, _, err := flusso.LeggiPaginaFdR3(pagina)
				if err != nil {
					return err
				}
				for _, x := range p.Pagamenti {
					pagamento(x)
				}
			}
			return nil
		}
		return provaFile("payments", n, file, nostri, func(x flusso.PagamentoFdR3) flusso.PagamentoFdR3 { return x },
			"encoding/json", "same conversions", decodificaPagine, convertiFdR3), nil
	},
}

const perPagina = 1000

// paginaFdR3 is a page as encoding/json has it; amounts stay texts.
type paginaFdR3 struct {
	Count    int `json:"count"`
	Metadata struct {
		PageSize   int `json:"pageSize"`
		PageNumber int `json:"pageNumber"`
		TotPage    int `json:"totPage"`
	} `json:"metadata"`
	Data []pagamentoFdR3 `json:"data"`
}

type pagamentoFdR3 struct {
	Index      int64       `json:"index"`
	IUV        string      `json:"iuv"`
	IUR        string      `json:"iur"`
	IDTransfer int         `json:"idTransfer"`
	Pay        json.Number `json:"pay"`
	PayStatus  string      `json:"payStatus"`
	PayDate    string      `json:"payDate"`
}

// componiPagine writes pages, one a line.
func componiPagine(pagine int) []byte {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	for k := range pagine {
		p := paginaFdR3{Count: perPagina, Data: make([]pagamentoFdR3, perPagina)}
		p.Metadata.PageSize, p.Metadata.PageNumber, p.Metadata.TotPage = perPagina, k+1, pagine
		for i := range p.Data {
			n := k*perPagina + i
			iuv, iur, importo := dati(n)
			p.Data[i] = pagamentoFdR3{int64(n + 1), iuv, iur, 1, json.Number(importo.String()), "EXECUTED", pagamento.String() + fmt.Sprintf("T%02d:%02d:%02dZ", i%24, i%60, n%60)}
		}
		_ = w.Encode(&p) // a buffer takes everything
	}
	return b.Bytes()
}

func decodificaPagine(r io.Reader, pagamento func(*pagamentoFdR3) error) error {
	d := json.NewDecoder(r)
	for {
		var p paginaFdR3
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for i := range p.Data {
			if err := pagamento(&p.Data[i]); err != nil {
				return err
			}
		}
	}
}

// esitiFdR3 are the outcomes by name, as a user would keep them.
var esitiFdR3 = map[string]flusso.Esito{"EXECUTED": flusso.Eseguito, "REVOKED": flusso.Revocato, "NO_RPT": flusso.SenzaRPT}

// convertiFdR3 is the plain conversion of a payment.
func convertiFdR3(x *pagamentoFdR3) (p flusso.PagamentoFdR3, err error) {
	p.Indice = x.Index
	p.Riga = flusso.Riga{IUV: x.IUV, IUR: x.IUR, Indice: avviso.Indice(x.IDTransfer)} //nolint:gosec // one digit
	if p.Riga.Importo, err = avviso.ParseImporto(x.Pay.String()); err != nil {
		return p, err
	}
	istante, err := time.Parse(time.RFC3339, x.PayDate)
	if err != nil {
		return p, err
	}
	p.Riga.Data = avviso.DataOraDi(istante).Data()
	var ok bool
	if p.Riga.Esito, ok = esitiFdR3[x.PayStatus]; !ok {
		return p, fmt.Errorf("status %q", x.PayStatus)
	}
	return p, nil
}
