package tracciato

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// carattere reads one ASCII character.
func carattere(campo string, dst *byte) func(string) error {
	return func(v string) error {
		s, ok := membri.Testo(v)
		if !ok || len(s) != 1 || s[0] >= 0x80 || s == "\n" || s == "\r" {
			return nonMappata(campo, v)
		}
		*dst = s[0]
		return nil
	}
}

// in puts a path before that of a refusal.
func in(percorso string, err error) error {
	if e, ok := errors.AsType[*Errore](err); ok {
		e.Campo = strings.TrimSuffix(percorso+"."+e.Campo, ".")
		return e
	}
	return membri.Dentro(percorso, err)
}

// confrontaPercorsi orders paths, indices by their number.
func confrontaPercorsi(a, b string) int {
	x, y := strings.Split(a, "["), strings.Split(b, "[")
	for i := range min(len(x), len(y)) {
		n, _, _ := strings.Cut(x[i], "]")
		o, _, _ := strings.Cut(y[i], "]")
		if i > 0 && len(n) != len(o) {
			return len(n) - len(o)
		}
		if c := strings.Compare(x[i], y[i]); c != 0 {
			return c
		}
	}
	return len(x) - len(y)
}

// leggi reads a source.
func (s *sorgente) leggi(v string) error {
	fonti := 0
	var taglia []int
	s.unione = " "
	unione := false
	err := membri.Oggetto(v, []membri.Campo{
		{Nome: "colonna", Dove: func(v string) error {
			fonti++
			s.colonne = make([]colonna, 1)
			return s.colonne[0].leggi(v)
		}},
		{Nome: "colonne", Dove: func(v string) (err error) {
			fonti++
			s.colonne, err = leggiColonne("colonne", v)
			return err
		}},
		{Nome: "unione", Dove: func(v string) error { unione = true; return membri.Assegna(&s.unione, v) }},
		{Nome: "valore", Dove: func(v string) error { fonti++; return membri.Assegna(&s.valore, v) }},
		{Nome: "formato", Dove: func(v string) error {
			t, _ := membri.Testo(v)
			if s.formato = formato(t); !slices.Contains(formati[:], s.formato) {
				return nonMappata("formato", v)
			}
			return nil
		}},
		{Nome: "valori", Dove: &s.valori},
		{Nome: "altrimenti", Dove: func(v string) error { s.altrimenti = new(string); return membri.Assegna(s.altrimenti, v) }},
		{Nome: "taglia", Dove: &taglia},
		{Nome: "seVuote", Dove: func(v string) (err error) {
			s.seVuote, err = leggiColonne("seVuote", v)
			return err
		}},
	}, membri.Regole{})
	switch {
	case err != nil:
		return err
	case fonti != 1:
		return nonMappata("", "")
	case unione && len(s.colonne) < 2:
		return nonMappata("unione", s.unione)
	case taglia != nil && (len(taglia) != 2 || taglia[0] < 0 || taglia[1] <= taglia[0]):
		return nonMappata("taglia", "")
	case taglia != nil:
		s.da, s.a = taglia[0], taglia[1]
	}
	return nil
}

// leggi reads a column: its number from 0, or its name.
func (c *colonna) leggi(v string) error {
	if s, ok := membri.Testo(v); ok {
		if c.nome = strings.TrimSpace(s); c.nome == "" {
			return nonMappata("colonna", v)
		}
		return nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > maxColonna {
		return nonMappata("colonna", v)
	}
	c.numero = n
	return nil
}

// maxColonna bounds the number of a column.
const maxColonna = 9999

func leggiColonne(campo, v string) (colonne []colonna, err error) {
	err = membri.Elenco(v, func(_ int, v string) error {
		colonne = append(colonne, colonna{})
		return colonne[len(colonne)-1].leggi(v)
	})
	if err == nil && len(colonne) == 0 {
		err = nonMappata(campo, v)
	}
	return colonne, err
}

func (m *Mappatura) leggiAnnullamento(v string) error {
	err := membri.Oggetto(v, []membri.Campo{
		{Nome: "se", Obbligatorio: true, Dove: func(v string) error {
			return membri.Elenco(v, func(_ int, v string) error {
				var c condizione
				err := membri.Oggetto(v, []membri.Campo{
					{Nome: "colonna", Dove: c.colonna.leggi, Obbligatorio: true},
					{Nome: "uguale", Dove: &c.uguale},
					{Nome: "zero", Dove: &c.zero},
				}, membri.Regole{})
				if err == nil && c.zero == (len(c.uguale) > 0) {
					err = nonMappata("", v)
				}
				m.annulla = append(m.annulla, c)
				return err
			})
		}},
		{Nome: "motivo", Dove: func(v string) error { m.motivo = new(sorgente); return m.motivo.leggi(v) }},
	}, membri.Regole{})
	if err == nil && len(m.annulla) == 0 {
		err = nonMappata("se", v)
	}
	if err != nil {
		return in("annullamento", err)
	}
	return nil
}

// leggiRisposta reads the columns of the outcome.
func (m *Mappatura) leggiRisposta(v string) error {
	err := membri.Elenco(v, func(_ int, v string) error {
		s, ok := membri.Testo(v)
		if !ok {
			return nonMappata("risposta", v)
		}
		if !slices.Contains(nomiEsito, s) {
			if _, err := pendenza.NuovoModulo(soloPrimo(s)...); err != nil {
				return nonMappata("risposta", s)
			}
		}
		m.risposta = append(m.risposta, s)
		return nil
	})
	if err == nil && len(m.risposta) == 0 {
		err = nonMappata("risposta", v)
	}
	return err
}

// soloPrimo are the paths that a form of one path needs, that one first: lists
// have no gap.
func soloPrimo(percorso string) []string {
	const massimo = 1000
	percorsi := []string{percorso}
	for n := 0; n < len(percorsi) && n < massimo; n++ {
		p := percorsi[n]
		for i := range len(p) {
			numero, resto, ok := strings.Cut(p[i+1:], "]")
			if p[i] != '[' || !ok {
				continue
			}
			if k, err := strconv.Atoi(numero); err == nil && k > 0 {
				if q := p[:i+1] + strconv.Itoa(k-1) + "]" + resto; !slices.Contains(percorsi, q) {
					percorsi = append(percorsi, q)
				}
			}
		}
	}
	return percorsi
}
