package main

import (
	"fmt"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// voci turns the items collected by a receipt into those of the engine.
func voci(riscossioni iter.Seq[rpt.Riscossione]) ([]rendicontazione.Ricevuta, error) {
	var out []rendicontazione.Ricevuta
	for r := range riscossioni {
		dominio, err := avviso.ParseIdDominio(r.Dominio)
		if err != nil {
			return nil, err
		}
		if r.Indice < 1 || r.Indice > int(flusso.MaxIndice) {
			return nil, fmt.Errorf("indice %d", r.Indice)
		}
		v := rendicontazione.Ricevuta{Dominio: dominio, IUV: r.IUV, IUR: r.IUR, Indice: flusso.Indice(r.Indice), Importo: r.Importo, Data: r.Data}
		if r.Bollo {
			v.Tipo = rendicontazione.MBT
		}
		if err := v.Valida(); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
