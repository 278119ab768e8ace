package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"

	"github.com/quietanza/quietanza/rendicontazione"
)

// conteggi is what a run found, in numbers: what both sides of a comparison must
// agree on before their times are worth comparing.
type conteggi map[string]int

// aggiungi counts an object of a class, and remembers which one: two sides that
// give the same classes to other objects differ in the sum of the keys.
func (c conteggi) aggiungi(tipo, classe, chiave string) {
	h := fnv.New64a()
	_, _ = io.WriteString(h, chiave)
	c[tipo+" "+classe]++
	c[tipo+" "+classe+" (sum of keys)"] += int(h.Sum64())
}

// diverso says where two counts differ, "" when nowhere.
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
func contaReport(r rendicontazione.Report) conteggi {
	c := conteggi{}
	for i := range r.Movimenti {
		c.aggiungi("movimenti", r.Movimenti[i].Classe.String(), r.Movimenti[i].ID)
	}
	for i := range r.Flussi {
		c.aggiungi("flussi", r.Flussi[i].Classe.String(), r.Flussi[i].IDFlusso)
	}
	for i := range r.Righe {
		c.aggiungi("righe", r.Righe[i].Classe.String(), r.Righe[i].IUV+" "+r.Righe[i].IUR)
	}
	for i := range r.Ricevute {
		c.aggiungi("ricevute", r.Ricevute[i].Classe.String(), r.Ricevute[i].IUV+" "+r.Ricevute[i].IUR)
	}
	for i := range r.Pendenze {
		c.aggiungi("pendenze", r.Pendenze[i].Classe.String(), r.Pendenze[i].ID)
	}
	return c
}
