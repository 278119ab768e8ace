package membri

import (
	"encoding/json"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Gruppo names the members of an object once, for reading and for writing, and where those
// of others go; nil loses them.
type Gruppo struct {
	Campi []Campo
	Altri *avviso.Altri
	Fuori bool // Altri is of the object around, which writes them
}

// DueVie is the place of a value that functions read and write.
type DueVie struct {
	Leggi  func(l *Lettura, nome, v string)
	Scrivi func(w *Scrittura, nome string)
}

// Puntato is the place of an object that may be absent.
func Puntato[T any](dove **T, gruppo func(*T) Gruppo) DueVie {
	return DueVie{
		Leggi: func(l *Lettura, nome, v string) {
			*dove = new(T)
			g := gruppo(*dove)
			l.Annidato(nome, v, g.Campi, g.Altri)
		},
		Scrivi: func(w *Scrittura, nome string) {
			if *dove != nil {
				w.Gruppo(nome, gruppo(*dove))
			}
		},
	}
}

// Interno is the place of an object that is always there.
func Interno(g Gruppo) DueVie {
	return DueVie{
		Leggi:  func(l *Lettura, nome, v string) { l.Annidato(nome, v, g.Campi, g.Altri) },
		Scrivi: func(w *Scrittura, nome string) { w.Gruppo(nome, g) },
	}
}

// Lista is the place of a list of at most some objects.
func Lista[T any](dove *[]T, massimo int, gruppo func(*T) Gruppo) DueVie {
	return DueVie{
		Leggi: func(l *Lettura, nome, v string) {
			l.Elenco(nome, v, massimo, func(_ int, v string) {
				var x T
				g := gruppo(&x)
				l.Annidato("", v, g.Campi, g.Altri)
				*dove = append(*dove, x)
			})
		},
		Scrivi: func(w *Scrittura, nome string) {
			w.ApreElenco(nome)
			for i := range *dove {
				w.Gruppo("", gruppo(&(*dove)[i]))
			}
			w.ChiudeElenco()
		},
	}
}

// Gruppo writes an object: an absent text that must be there is null, other absent members
// are left out, an amount is always there.
func (w *Scrittura) Gruppo(nome string, g Gruppo) {
	w.Apre(nome)
	w.Campi(g.Campi)
	if g.Altri != nil && !g.Fuori {
		w.Altri(*g.Altri)
	}
	w.Chiude()
}

// Campi writes the members of an object that is open.
func (w *Scrittura) Campi(campi []Campo) {
	for _, c := range campi {
		switch d := c.Dove.(type) {
		case DueVie:
			d.Scrivi(w, c.Nome)
		case Libero:
			if *d.Dove != "" || c.Obbligatorio {
				w.Nome(c.Nome)
				w.B = AppendTesto(w.B, *d.Dove)
			}
		case *json.RawMessage:
			w.SeCrudo(c.Nome, *d)
		case **bool:
			if *d != nil {
				w.Crudo(c.Nome, strconv.FormatBool(**d))
			}
		case Intero:
			if *d.Dove != 0 || c.Obbligatorio {
				w.Intero(c.Nome, *d.Dove)
			}
		case *avviso.Indice:
			if *d != 0 {
				w.Crudo(c.Nome, d.String())
			}
		case *avviso.Importo:
			w.Importo(c.Nome, *d)
		case **avviso.Importo:
			if *d != nil {
				w.Importo(c.Nome, **d)
			}
		default:
			if s := scritto(c.Dove); s != "" || c.Obbligatorio {
				w.Testo(c.Nome, s)
			}
		}
	}
}

// scritto returns the text of a value that is written as one.
func scritto(dove any) string {
	switch d := dove.(type) {
	case *string:
		return *d
	case Corto:
		return *d.Dove
	case Forma:
		return *d.Dove
	case Tollerata:
		return *d.Dove
	case Parola:
		return d.Scritta()
	case NumeroTesto:
		return *d.Dove
	case *avviso.DataOra:
		if d.IsValid() {
			return string(d.AppendConZona(nil))
		}
	case *avviso.TipoRiscossione:
		if *d != 0 {
			return d.String()
		}
	case *avviso.Data:
		return d.String()
	case *avviso.IdDominio:
		return d.String()
	case *avviso.IUV:
		return d.String()
	case *avviso.NumeroAvviso:
		return d.String()
	case *avviso.IBAN:
		return d.String()
	}
	return ""
}

// Porta is how a package refuses its documents: with errors of a kind, and with what says
// that violations were found.
type Porta[P avviso.Pacchetto] struct {
	Tipo      error
	NonValida func([]avviso.Violazione) error
}

// Rifiuta is the refusal of a text that is no document.
func (p Porta[P]) Rifiuta(err error) error {
	r, _ := avviso.RilievoDi(err)
	return p.errore(r, err)
}

// Chiude returns what keeps a document that was read from being used, nil for nothing: of
// violations the first is named.
func (p Porta[P]) Chiude(l *Lettura) error {
	if err := l.Err(); err != nil {
		return p.Rifiuta(err)
	}
	if len(l.Violazioni) == 0 {
		return nil
	}
	return p.errore(l.Violazioni[0], p.NonValida(l.Violazioni))
}

func (p Porta[P]) errore(r avviso.Rilievo, causa error) error {
	return &avviso.ErroreDi[P]{Codice: r.Codice, Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna, Err: errore.Coppia(p.Tipo, causa)}
}

// Documento reads a whole document through one of the two doors of a Lettura.
func Documento[T any, P avviso.Pacchetto](p Porta[P], data []byte, tollerante bool, gruppo func(*Lettura, *T) Gruppo) (T, []avviso.Avvertenza, error) {
	var x, niente T
	l := &Lettura{Tollerante: tollerante}
	testo, err := l.Apre(data)
	if err != nil {
		return niente, l.Avvertenze, p.Rifiuta(err)
	}
	g := gruppo(l, &x)
	l.Oggetto(testo, g.Campi, g.Altri)
	if err := p.Chiude(l); err != nil {
		return niente, l.Avvertenze, err
	}
	return x, l.Avvertenze, nil
}

// AppendDocumento appends a whole document.
func AppendDocumento(b []byte, g Gruppo) ([]byte, error) {
	w := Scrittura{B: b}
	w.B = append(w.B, '{')
	w.Campi(g.Campi)
	w.Altri(*g.Altri)
	w.Chiude()
	if w.Err != nil {
		return b, w.Err
	}
	return w.B, nil
}
