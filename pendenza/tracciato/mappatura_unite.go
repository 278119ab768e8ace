package tracciato

import (
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// apriVoci opens the items of a line: the first, and those that have a name.
func (l *lettoreMappato) apriVoci(colonne []string) {
	aperta := -1
	for i := range l.m.campi {
		c := &l.m.campi[i]
		k := l.modulo.Voce(c.modulo)
		if k <= aperta {
			continue
		}
		aperta = k
		nome := slices.IndexFunc(l.m.campi, func(d campoMappato) bool {
			return l.modulo.Voce(d.modulo) == k && strings.HasSuffix(d.percorso, "].idVocePendenza")
		})
		if k == 0 || nome >= 0 && l.testo(colonne, &l.m.campi[nome].sorgente) != "" {
			l.modulo.ApriVoce(k)
		}
	}
}

// annulla reports whether a line cancels its position.
func (l *lettoreMappato) annulla(colonne []string) bool {
	if len(l.m.annulla) == 0 {
		return false
	}
	for i := range l.m.annulla {
		c := &l.m.annulla[i]
		v := l.valore(colonne, c.colonna)
		if c.zero && !numeroZero(v) || !c.zero && !slices.Contains(c.uguale, v) {
			return false
		}
	}
	return true
}

// numeroZero reports whether a number, however it is written, is there and is zero.
func numeroZero(s string) bool {
	return strings.Trim(s, "0.,") == "" && strings.Contains(s, "0") && strings.Count(s, ".")+strings.Count(s, ",") <= 1
}

// unite reads a file where consecutive lines of one name are the items of one
// position. What cannot be read stands alone.
func (l *lettoreMappato) unite(r io.Reader, o Opzioni, testa func(string) error) iter.Seq2[Riga, error] {
	return func(yield func(Riga, error) bool) {
		var gruppo [][]string
		var chiave string
		numero := 0
		eccedenti := false
		consegna := func(x Riga) bool {
			numero++
			x.Numero = numero
			return yield(x, nil)
		}
		chiudi := func() bool {
			if len(gruppo) == 0 {
				return true
			}
			x := l.riga(gruppo)
			if eccedenti {
				x.Avvertenze = append(x.Avvertenze, avviso.Avvertenza{Codice: CodiceColonne, Testo: "più colonne dell'intestazione"})
			}
			gruppo, eccedenti = nil, false
			return consegna(x)
		}
		for x, err := range perLinee(r, o, testa, func(s string, numero int) Riga {
			if colonna, codice := l.dividi(s); codice != "" {
				return nonLetta(codice, numero, colonna)
			}
			return Riga{}
		}) {
			k := ""
			switch {
			case err != nil:
				if chiudi() {
					yield(Riga{}, err)
				}
				return
			case x.Err != nil:
				if !chiudi() || !consegna(x) {
					return
				}
				continue
			}
			for i := range l.m.campi {
				if c := &l.m.campi[i]; c.percorso == "idA2A" || c.percorso == "idPendenza" {
					k += l.testo(l.colonne, &c.sorgente) + "\n"
				}
			}
			if (k != chiave || len(gruppo) == pendenza.MaxVoci*20) && !chiudi() {
				return
			}
			chiave = k
			gruppo = append(gruppo, slices.Clone(l.colonne))
			eccedenti = eccedenti || l.larghezza > 0 && len(l.colonne) > l.larghezza
		}
		chiudi()
	}
}
