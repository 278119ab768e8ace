package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/quietanza/quietanza/rendicontazione"
)

// conteggi is how many objects of each kind have each class: what both sides of
// a comparison must agree on before their times are worth comparing.
type conteggi map[string]int

func (c conteggi) aggiungi(tipo, classe string) { c[tipo+" "+classe]++ }

// diDiverso says where two counts differ, "" when nowhere.
func (c conteggi) diverso(d conteggi) string {
	chiavi := slices.Sorted(maps.Keys(c))
	for k := range d {
		if _, ok := c[k]; !ok {
			chiavi = append(chiavi, k)
		}
	}
	for _, k := range chiavi {
		if c[k] != d[k] {
			return fmt.Sprintf("%s: %d and %d", k, c[k], d[k])
		}
	}
	return ""
}

// contaReport counts the classes of a report.
func contaReport(r *rendicontazione.Report) conteggi {
	c := conteggi{}
	for i := range r.Movimenti {
		c.aggiungi("movimenti", r.Movimenti[i].Classe.String())
	}
	for i := range r.Flussi {
		c.aggiungi("flussi", r.Flussi[i].Classe.String())
	}
	for i := range r.Righe {
		c.aggiungi("righe", r.Righe[i].Classe.String())
	}
	for i := range r.Ricevute {
		c.aggiungi("ricevute", r.Ricevute[i].Classe.String())
	}
	for i := range r.Pendenze {
		c.aggiungi("pendenze", r.Pendenze[i].Classe.String())
	}
	return c
}
