package circuito

import "github.com/quietanza/quietanza/avviso"

// Categoria is a kind of debt: its share of the positions, in a hundred, and the range
// of its amounts, in cents. The average is near the 200 euro of the published volumes.
type Categoria struct {
	Nome, Causale, Contabilita string
	quota                      int
	da, a                      int64
}

var categorie = []Categoria{
	{"TARI", "Tassa rifiuti", "9/0101101IM/", 34, 60_00, 420_00},
	{"MULTA", "Violazione del codice della strada", "9/0201102IM/", 16, 29_40, 340_00},
	{"MENSA", "Refezione scolastica", "9/0601108TS/", 18, 20_00, 180_00},
	{"CANONE", "Canone unico", "9/0301105TS/", 7, 40_00, 1800_00},
	{"DIRITTI", "Diritti di segreteria", "9/0101108TS/", 15, 5_00, 120_00},
	{"ASILO", "Retta asilo nido", "9/0701108TS/", 10, 120_00, 560_00},
}

// categoria draws a kind of debt and an amount.
func (o *opera) categoria() (*Categoria, avviso.Importo) {
	n := o.r.IntN(100)
	c := &categorie[len(categorie)-1]
	for i := range categorie {
		if n -= categorie[i].quota; n < 0 {
			c = &categorie[i]
			break
		}
	}
	return c, avviso.ImportoDaCentesimi(c.da + o.r.Int64N(c.a-c.da))
}
