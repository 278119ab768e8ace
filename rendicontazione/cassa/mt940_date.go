package cassa

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
)

// giorni61 keeps the dates of the line before: those of a statement are mostly the same.
type giorni61 struct {
	testoValuta    [6]byte
	testoContabile [4]byte
	dataValuta     avviso.Data
	dataContabile  avviso.Data
}

func (g *giorni61) valuta(s []byte) (avviso.Data, bool) {
	if string(s) == string(g.testoValuta[:]) {
		return g.dataValuta, true
	}
	d, ok := dataMT940(s)
	if ok {
		*g = giorni61{testoValuta: [6]byte(s), dataValuta: d}
	}
	return d, ok
}

// contabile reads the entry date of a line, after its value date.
func (g *giorni61) contabile(s []byte) (avviso.Data, bool) {
	if string(s) == string(g.testoContabile[:]) {
		return g.dataContabile, true
	}
	d, ok := dataVicina(s, g.dataValuta)
	if ok {
		g.testoContabile, g.dataContabile = [4]byte(s), d
	}
	return d, ok
}

// dataMT940 reads YYMMDD; the years from 80 are of the last century.
func dataMT940[T string | []byte](s T) (avviso.Data, bool) {
	if len(s) != 6 || !cifre.Sole(s) {
		return avviso.Data{}, false
	}
	anno := 2000 + due(s)
	if anno >= 2080 {
		anno -= 100
	}
	return giornoBancario(anno, due(s[2:]), due(s[4:]))
}

// giornoBancario returns a day; 29 and 30 February of a month of 30 days are its last day.
func giornoBancario(anno, mese, giorno int) (avviso.Data, bool) {
	d, err := avviso.NuovaData(anno, mese, giorno)
	if err != nil && mese == 2 && (giorno == 29 || giorno == 30) {
		if d, err = avviso.NuovaData(anno, 2, 29); err != nil {
			d, err = avviso.NuovaData(anno, 2, 28)
		}
	}
	return d, err == nil
}

// dataVicina reads MMDD as the date nearest to valuta: a line of 2 January may
// have been booked on 31 December.
func dataVicina(s []byte, valuta avviso.Data) (avviso.Data, bool) {
	var migliore avviso.Data
	distanza := 0
	for anno := valuta.Anno() - 1; anno <= valuta.Anno()+1; anno++ {
		d, ok := giornoBancario(anno, due(s), due(s[2:]))
		if !ok {
			continue
		}
		if n := max(d.Giorni()-valuta.Giorni(), valuta.Giorni()-d.Giorni()); !migliore.IsValid() || n < distanza {
			migliore, distanza = d, n
		}
	}
	return migliore, migliore.IsValid()
}
