package tracciato

import (
	"errors"
	"io"
	"iter"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/pendenza"
)

// lettoreMappato reads lines of a shape that a mapping says.
type lettoreMappato struct {
	m         *Mappatura
	modulo    *pendenza.Modulo
	dominio   string
	nomi      map[string]int // of the columns that have one
	larghezza int            // columns of the header, 0 for none
	colonne   []string       // of the line
}

// leggiMappato reads a CSV file whose shape a mapping says.
func leggiMappato(r io.Reader, o Opzioni) iter.Seq2[Riga, error] {
	modulo, err := pendenza.NuovoModulo(o.Mappatura.percorsi...)
	if err != nil || len(o.Mappatura.percorsi) == 0 {
		return func(yield func(Riga, error) bool) { yield(Riga{}, nonMappata("campi", "")) }
	}
	l := &lettoreMappato{m: o.Mappatura, modulo: modulo, dominio: o.IdDominio.String(), nomi: map[string]int{}}
	var testa func(string) error
	if l.m.intestazione {
		testa = l.testa
	}
	if l.m.unisci {
		return l.unite(r, o, testa)
	}
	return perLinee(r, o, testa, func(s string, numero int) Riga {
		if colonna, codice := l.dividi(s); codice != "" {
			return nonLetta(codice, numero, colonna)
		}
		x := l.riga([][]string{l.colonne})
		l.eccedenti(&x)
		return x
	})
}

// testa finds the columns that the mapping names.
func (l *lettoreMappato) testa(s string) error {
	if colonna, codice := l.dividi(s); codice != "" {
		return &Errore{Codice: codice, Riga: 1, Colonna: colonna, Err: ErrTracciato}
	}
	l.larghezza = len(l.colonne)
	for c := range l.m.colonne() {
		if c.nome == "" {
			if c.numero >= len(l.colonne) {
				l.larghezza = 0 // a header of another file, or of none
			}
			continue
		}
		motivo := errColonnaMancante
		for i, nome := range l.colonne {
			switch {
			case nome != c.nome:
			case motivo == nil:
				return colonnaErrata(c.nome, errColonnaRipetuta)
			default:
				l.nomi[c.nome], motivo = i, nil
			}
		}
		if motivo != nil {
			return colonnaErrata(c.nome, motivo)
		}
	}
	return nil
}

var (
	errColonnaMancante = errors.New("la colonna manca nell'intestazione")
	errColonnaRipetuta = errors.New("la colonna è ripetuta nell'intestazione")
)

func colonnaErrata(nome string, motivo error) error {
	return &Errore{Codice: CodiceColonne, Campo: nome, Riga: 1, Err: errore.Coppia(ErrTracciato, motivo)}
}

// eccedenti warns of columns that the header does not have.
func (l *lettoreMappato) eccedenti(x *Riga) {
	if l.larghezza > 0 && len(l.colonne) > l.larghezza {
		x.Avvertenze = append(x.Avvertenze, avviso.Avvertenza{Codice: CodiceColonne, Testo: "più colonne dell'intestazione"})
	}
}

// dividi splits a line; on refusal the place, from 1, and the code.
func (l *lettoreMappato) dividi(s string) (colonna int, codice avviso.Codice) {
	l.colonne = l.colonne[:0]
	for i := 0; ; {
		valore, fine, ok := campo(s, i, l.m.separatore, l.m.citazione)
		if !ok {
			return i + 1, CodiceCSV
		}
		if l.colonne = append(l.colonne, valore); fine == len(s) {
			return 0, ""
		}
		if i = fine + 1; len(l.colonne) > maxColonna {
			return i, CodiceColonne
		}
	}
}

// valore returns a column of a line, "" where it is missing.
func (l *lettoreMappato) valore(colonne []string, c colonna) string {
	i := c.numero
	if c.nome != "" {
		i = l.nomi[c.nome]
	}
	if i >= len(colonne) {
		return ""
	}
	return colonne[i]
}

// testo returns what a source gives of a line, before its format.
func (l *lettoreMappato) testo(colonne []string, s *sorgente) string {
	for _, c := range s.seVuote {
		if l.valore(colonne, c) != "" {
			return ""
		}
	}
	t := s.valore
	for _, c := range s.colonne {
		v := l.valore(colonne, c)
		if t != "" && v != "" {
			t += s.unione
		}
		t += v
	}
	if s.a > 0 {
		r := []rune(t)
		t = strings.TrimSpace(string(r[min(s.da, len(r)):min(s.a, len(r))]))
	}
	v, noto := s.valori[t]
	switch {
	case noto:
		return v
	case s.altrimenti != nil && (t == "" || s.valori != nil):
		return *s.altrimenti
	}
	return t
}

// riga makes a row of the lines of one position.
func (l *lettoreMappato) riga(linee [][]string) Riga {
	if l.annulla(linee[0]) {
		r := Riga{Operazione: DEL}
		for i := range l.m.campi {
			switch c := &l.m.campi[i]; c.percorso {
			case "idA2A":
				r.Pendenza.IDA2A = l.testo(linee[0], &c.sorgente)
			case "idPendenza":
				r.Pendenza.IDPendenza = l.testo(linee[0], &c.sorgente)
			}
		}
		if l.m.motivo != nil {
			r.Motivo = l.testo(linee[0], l.m.motivo)
		}
		return r
	}
	var diverse []avviso.Violazione
	for n, colonne := range linee {
		l.apriVoci(colonne)
		for i := range l.m.campi {
			c := &l.m.campi[i]
			t := l.testo(colonne, &c.sorgente)
			switch {
			case c.percorso == "idDominio" && l.dominio != "":
				t = l.dominio
			case n == 0, l.modulo.Voce(c.modulo) >= 0:
			case t != l.testo(linee[0], &c.sorgente):
				diverse = append(diverse, avviso.Violazione{Codice: pendenza.Esclusivi, Campo: c.percorso, Testo: "diverso nelle righe della stessa pendenza"})
				continue
			default:
				continue
			}
			if n == 0 || c.percorso != "idDominio" {
				c.metti(l.modulo, t)
			}
		}
	}
	r := Riga{Operazione: ADD}
	r.Pendenza, r.Violazioni = l.modulo.Pendenza()
	r.Violazioni = append(r.Violazioni, diverse...)
	return r
}

// colonne yields every column that the mapping speaks of.
func (m *Mappatura) colonne() iter.Seq[colonna] {
	return func(yield func(colonna) bool) {
		var fonti []*sorgente
		for i := range m.campi {
			fonti = append(fonti, &m.campi[i].sorgente)
		}
		if m.motivo != nil {
			fonti = append(fonti, m.motivo)
		}
		for _, s := range fonti {
			for _, lista := range [...][]colonna{s.colonne, s.seVuote} {
				for _, c := range lista {
					if !yield(c) {
						return
					}
				}
			}
		}
		for i := range m.annulla {
			if !yield(m.annulla[i].colonna) {
				return
			}
		}
	}
}
