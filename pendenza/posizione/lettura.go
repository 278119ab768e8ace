package posizione

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// Codes of what Leggi tolerates.
const (
	AvvertenzaTipo   avviso.Codice = "TIPO"   // a number for a text, or a text for a number
	AvvertenzaMembro avviso.Codice = "MEMBRO" // a member that nobody knows
	AvvertenzaZona   avviso.Codice = "ZONA"   // an instant that is not of UTC, converted
)

// Parse reads a position, v1, v3 or ACA, as its API has it: no other member, amounts
// as whole numbers of cents, instants of UTC. The error joins a *pendenza.Errore
// (ErrPosizione) for everything that is wrong; a text that is no JSON object, or has a
// member twice or in another case, is refused alone (JSON, MEMBRO).
func Parse(dati []byte) (Posizione, error) {
	p, _, err := leggi(string(dati), false)
	return p, err
}

// Leggi is Parse that takes, with a warning each, members that nobody knows (MEMBRO),
// numbers for texts and texts for numbers (TIPO), and instants of another zone (ZONA).
func Leggi(dati []byte) (Posizione, []avviso.Avvertenza, error) {
	return leggi(string(dati), true)
}

func leggi(testo string, lasco bool) (Posizione, []avviso.Avvertenza, error) {
	if err := membri.Valida(testo); err != nil {
		return Posizione{}, nil, guasto(err)
	}
	l := lettura{lasco: lasco}
	var p Posizione
	if err := l.posizione(testo, &p); err != nil {
		return Posizione{}, nil, guasto(membri.ConLuogo(testo, err))
	}
	p.Ignoti = l.ignoti
	violazioni := append(l.violazioni, l.regole(&p)...)
	for i, v := range violazioni {
		violazioni[i].Riga, violazioni[i].Colonna = membri.Luogo(testo, v.Campo)
	}
	if err := rifiuti(violazioni); err != nil {
		return Posizione{}, l.avvertenze, err
	}
	return p, l.avvertenze, nil
}

// guasto is the refusal of a text that is no document.
func guasto(err error) error {
	var m *membri.Errore
	if !errors.As(err, &m) {
		return err
	}
	return &pendenza.Errore{Codice: m.Codice, Campo: m.Campo, Valore: m.Valore, Riga: m.Riga, Colonna: m.Colonna, Err: errore.Coppia(ErrPosizione, m.Err)}
}

// lettura reads the members of one position, each into its place, and collects what is
// wrong with them.
type lettura struct {
	lasco      bool
	forma      Versione
	violazioni []avviso.Violazione
	avvertenze []avviso.Avvertenza
	ignoti     []avviso.Avvertenza
	luoghi     [][2]string // path in the position → path in the document
}

// in is where a member goes, called with its path and its value, and how it is written
// again, deve also when it is empty; what GPD alone tells is not.
type in struct {
	leggi  func(campo, v string) error
	scrivi func(w *membri.Scrittura, nome string, deve bool)
}

// lette is a member that is read and not written.
func (x in) lette() in { return in{leggi: x.leggi} }

func (l *lettura) viola(c avviso.Codice, campo, v, testo string) error {
	l.violazioni = append(l.violazioni, avviso.Violazione{Codice: c, Campo: campo, Valore: v, Testo: testo})
	return nil
}

// tollera takes a value in lenient mode, and refuses it in the strict one.
func (l *lettura) tollera(c avviso.Codice, campo, v, testo string) {
	if !l.lasco {
		_ = l.viola(pendenza.Pattern, campo, v, "tipo di valore non valido")
		return
	}
	l.avvertenze = append(l.avvertenze, avviso.Avvertenza{Codice: c, Campo: campo, Valore: v, Testo: testo})
}

// di names a member, deve one that must be there.
func di(nome string, f in) membri.Campo { return membri.Campo{Nome: nome, Dove: f} }

func deve(nome string, f in) membri.Campo {
	return membri.Campo{Nome: nome, Dove: f, Obbligatorio: true}
}

// oggetto reads the members of an object.
func (l *lettura) oggetto(dove, testo string, campi []membri.Campo) error {
	if !strings.HasPrefix(strings.TrimLeft(testo, " \t\r\n"), "{") {
		return l.viola(pendenza.Pattern, dove, testo, "tipo di valore non valido")
	}
	return membri.Oggetto(testo, campi, membri.Regole{
		Valore: func(c membri.Campo, v string) error { return c.Dove.(in).leggi(sotto(dove, c.Nome), v) },
		Ignoto: func(nome, v string) error {
			a := avviso.Avvertenza{Codice: AvvertenzaMembro, Campo: sotto(dove, nome), Valore: v, Testo: "membro sconosciuto"}
			l.ignoti = append(l.ignoti, a)
			if !l.lasco {
				return l.viola(AvvertenzaMembro, a.Campo, "", a.Testo)
			}
			l.avvertenze = append(l.avvertenze, a)
			return nil
		},
		Manca: func(c membri.Campo) error {
			return l.viola(pendenza.Obbligatorio, sotto(dove, c.Nome), "", "obbligatorio")
		},
	})
}

func sotto(dove, nome string) string {
	if dove == "" {
		return nome
	}
	return dove + "." + nome
}

// elenco reads the elements of an array.
func (l *lettura) elenco(f func(campo, v string) error) func(campo, v string) error {
	return func(campo, v string) error {
		if !strings.HasPrefix(v, "[") {
			return l.viola(pendenza.Pattern, campo, v, "tipo di valore non valido")
		}
		i := -1
		for e := range membri.Elementi(v) {
			i++
			if err := f(passo(campo, i), e); err != nil {
				return membri.Dentro("["+strconv.Itoa(i)+"]", err)
			}
		}
		return nil
	}
}

// lista is the place of a list of objects.
func lista[T any](l *lettura, p *[]T, campi func(*T) []membri.Campo) in {
	return in{
		leggi: l.elenco(func(campo, v string) error {
			*p = append(*p, *new(T))
			return l.oggetto(campo, v, campi(&(*p)[len(*p)-1]))
		}),
		scrivi: func(w *membri.Scrittura, nome string, deve bool) {
			if len(*p) == 0 && !deve {
				return
			}
			w.ApreElenco(nome)
			for i := range *p {
				scriviOggetto(w, "", campi(&(*p)[i]))
			}
			w.ChiudeElenco()
		},
	}
}

// dentro is the place of an object.
func (l *lettura) dentro(campi []membri.Campo) in {
	return in{
		leggi:  func(campo, v string) error { return l.oggetto(campo, v, campi) },
		scrivi: func(w *membri.Scrittura, nome string, _ bool) { scriviOggetto(w, nome, campi) },
	}
}

func scriviOggetto(w *membri.Scrittura, nome string, campi []membri.Campo) {
	w.Apre(nome)
	for _, c := range campi {
		if x := c.Dove.(in); x.scrivi != nil {
			x.scrivi(w, c.Nome, c.Obbligatorio)
		}
	}
	w.Chiude()
}

// letterale returns a text, or in lenient mode the literal of a number.
func (l *lettura) letterale(campo, v string) (string, bool) {
	if s, ok := membri.Testo(v); ok {
		return s, true
	}
	if v != "" && (v[0] == '-' || v[0] >= '0' && v[0] <= '9') {
		l.tollera(AvvertenzaTipo, campo, v, "un numero per un testo")
		return v, l.lasco
	}
	_ = l.viola(pendenza.Pattern, campo, v, "tipo di valore non valido")
	return "", false
}

func scriviTesto(w *membri.Scrittura, nome, s string, deve bool) {
	if s != "" || deve {
		w.Nome(nome)
		w.B = membri.AppendTesto(w.B, s)
	}
}

func (l *lettura) testo(p *string) in {
	return in{
		leggi: func(campo, v string) error {
			*p, _ = l.letterale(campo, v)
			return nil
		},
		scrivi: func(w *membri.Scrittura, nome string, deve bool) { scriviTesto(w, nome, *p, deve) },
	}
}

func (l *lettura) booleano(p *bool) in {
	return in{
		leggi: func(campo, v string) error {
			switch v {
			case "true", "false":
				*p = v == "true"
			case `"true"`, `"false"`:
				l.tollera(AvvertenzaTipo, campo, v, "un testo per un booleano")
				*p = v == `"true"`
			default:
				return l.viola(pendenza.Pattern, campo, v, "tipo di valore non valido")
			}
			return nil
		},
		scrivi: func(w *membri.Scrittura, nome string, _ bool) { w.Crudo(nome, strconv.FormatBool(*p)) },
	}
}

// centesimi is the place of a whole number of cents, read from its literal.
func (l *lettura) centesimi(p *avviso.Importo) in {
	return in{
		leggi: func(campo, v string) error {
			cifre := v
			if s, ok := membri.Testo(v); ok {
				l.tollera(AvvertenzaTipo, campo, v, "un testo per un numero")
				cifre = s
			}
			n, err := strconv.ParseInt(cifre, 10, 64)
			if err != nil || n < 0 || cifre[0] == '+' || n > avviso.MaxImporto.Centesimi() {
				return l.viola(pendenza.Pattern, campo, v, "centesimi interi, da 0 a 99999999999")
			}
			*p = avviso.ImportoDaCentesimi(n)
			return nil
		},
		scrivi: func(w *membri.Scrittura, nome string, _ bool) { w.Crudo(nome, strconv.FormatInt(p.Centesimi(), 10)) },
	}
}

// intero is the place of a small number, given as a text.
func (l *lettura) intero(p *int) in {
	return in{
		leggi: func(campo, v string) error {
			s, ok := l.letterale(campo, v)
			n, err := strconv.Atoi(s)
			if ok && err != nil {
				return l.viola(pendenza.Pattern, campo, v, "un numero intero")
			}
			*p = n
			return nil
		},
		scrivi: func(w *membri.Scrittura, nome string, _ bool) { w.Testo(nome, strconv.Itoa(*p)) },
	}
}

// forma is the place of a text of a type with a parser of its own.
func forma[T fmt.Stringer](l *lettura, p *T, parse func(string) (T, error)) in {
	return in{
		leggi: func(campo, v string) error {
			s, ok := l.letterale(campo, v)
			if !ok || s == "" {
				return nil
			}
			x, err := parse(s)
			if err != nil {
				return l.viola(pendenza.Pattern, campo, s, err.Error())
			}
			*p = x
			return nil
		},
		scrivi: func(w *membri.Scrittura, nome string, deve bool) { scriviTesto(w, nome, (*p).String(), deve) },
	}
}

// istante is the place of an instant of UTC, read with or without its Z. Another zone is
// refused strictly, and converted with a warning leniently.
func (l *lettura) istante(p *avviso.DataOra) in {
	return in{
		leggi: func(campo, v string) error {
			s, ok := l.letterale(campo, v)
			if !ok {
				return nil
			}
			t, err := time.Parse("2006-01-02T15:04:05Z07:00", s)
			if err != nil {
				t, err = time.Parse("2006-01-02T15:04:05", s)
			}
			if err != nil {
				return l.viola(pendenza.DataNonValida, campo, s, "istante UTC non valido, atteso nella forma aaaa-MM-ggTHH:mm:ssZ")
			}
			if _, scarto := t.Zone(); scarto != 0 || !strings.HasSuffix(s, "Z") && strings.ContainsAny(s[19:], "+-") {
				if !l.lasco {
					return l.viola(pendenza.DataNonValida, campo, s, "istante con una zona: atteso in UTC")
				}
				l.avvertenze = append(l.avvertenze, avviso.Avvertenza{Codice: AvvertenzaZona, Campo: campo, Valore: s, Testo: "istante con una zona, convertito in UTC"})
			}
			*p = avviso.DataOraDi(t)
			return nil
		},
		scrivi: func(w *membri.Scrittura, nome string, deve bool) { scriviTesto(w, nome, inIstante(*p), deve) },
	}
}

// salta is the place of what is passed over.
var salta = in{leggi: func(string, string) error { return nil }}
