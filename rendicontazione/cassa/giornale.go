package cassa

import (
	"cmp"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/internal/ingresso"
)

// Giornale reads one page of the Giornale di Cassa from a stream, the head
// first, in memory that does not grow with the movements.
//
// Its iterators read the stream forward: between them they give each movement
// once. A Giornale is not for concurrent use.
//
// It reads the versions of the schema 1.4, 1.5.1, 1.6.1, 1.7.1 and 1.8 by local name: elements
// that it does not use, the signature among them, are skipped. It asks of a movement its
// types and its amount; of a credit, or its reversal, also numero_documento,
// progressivo_documento, data_movimento and causale, which may be empty.
type Giornale struct {
	// Intestazione is the head of the page.
	Intestazione Intestazione

	d      *documento
	grezza raccolta // of the movement being read
	conto  string
	stato  statoGiornale
	totali [2]totaliGiornale
	*registro
}

// statoGiornale is where a Giornale stands between two movements.
type statoGiornale uint8

const (
	nelGiornale statoGiornale = iota // between two accounts
	inizioConto                      // the account's tag has just been read
	nelConto                         // between two movements of an account
	finito
)

// NuovoGiornale reads the head of a page and returns the reader of its movements.
// The errors are *Errore: ErrFormato when the document is no Giornale di Cassa,
// ErrSintassi when it is not well formed, ErrMovimento when a value of the head is missing or
// wrong, ErrLettura when r fails.
func NuovoGiornale(r io.Reader) (*Giornale, error) {
	g := &Giornale{d: nuovoDocumento(r), grezza: raccolta{massimo: maxTestoVoce}, registro: nuovoRegistro()}
	nome, err := g.d.figlio()
	if err != nil {
		return nil, fineInattesa(err)
	}
	if string(nome) != radiceOPI {
		return nil, g.d.luogo().errore(CodiceFormato, string(nome), "", ErrFormato)
	}
	if err := g.leggiIntestazione(); err != nil {
		return nil, fineInattesa(err)
	}
	return g, nil
}

// fineInattesa turns the end of the input into an error.
func fineInattesa(err error) error {
	if err == io.EOF {
		return &Errore{Codice: CodiceSintassi, Err: errTroncato}
	}
	return err
}

// Voci yields every movement of the page, in the order of the document. After a movement that
// cannot be read it yields the error and goes on when the caller does; after an error of the
// document it ends.
func (g *Giornale) Voci() iter.Seq2[Voce, error] {
	if g == nil || g.d == nil {
		return nullo[Voce]
	}
	return func(yield func(Voce, error) bool) {
		for {
			v, err := g.prossima()
			if err == io.EOF {
				return
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

// LeggiMovimenti yields the credits of the page and their reversals, in the order of
// the document. After a movement that cannot be read it yields the error and goes on when the
// caller does; after an error of the document it ends. What it leaves out is counted by Ignorati.
func (g *Giornale) LeggiMovimenti() iter.Seq2[Movimento, error] {
	return func(yield func(Movimento, error) bool) {
		for v, err := range g.Voci() {
			if err != nil {
				if !yield(Movimento{}, err) {
					return
				}
				continue
			}
			m, ok := v.Movimento(g.Intestazione)
			if !ok {
				g.conta(&v)
				continue
			}
			if !yield(m, nil) {
				return
			}
		}
	}
}

// Movimenti yields what LeggiMovimenti does and ends at the first error of any kind.
func (g *Giornale) Movimenti() iter.Seq2[Movimento, error] {
	return ingresso.FinoAllErrore(g.LeggiMovimenti())
}

// Ignorati returns how many movements Movimenti and LeggiMovimenti have passed over
// so far, by reason: those that give neither cash nor the state of a provvisorio. They are sorted
// by reason.
func (g *Giornale) Ignorati() []Ignorato {
	if g == nil || g.registro == nil {
		return nil
	}
	return elenca(g.ignorati)
}

func elenca(conti map[Motivo]int) []Ignorato {
	out := make([]Ignorato, 0, len(conti))
	for m, n := range conti {
		out = append(out, Ignorato{m, n})
	}
	slices.SortFunc(out, func(a, b Ignorato) int {
		return cmp.Or(cmp.Compare(a.Codice, b.Codice), strings.Compare(a.TipoMovimento, b.TipoMovimento), strings.Compare(a.TipoDocumento, b.TipoDocumento),
			strings.Compare(a.TipoOperazione, b.TipoOperazione))
	})
	return out
}

// conta counts a movement that is none of ours, if it says nothing of a provvisorio either.
func (g *Giornale) conta(v *Voce) {
	if m, si := v.ignorata(); si {
		g.ignora(m)
	}
}

func contaMotivo(conti map[Motivo]int, m Motivo) {
	if _, noto := conti[m]; !noto && (len(conti) >= maxMotivi || max(len(m.Codice), len(m.TipoMovimento), len(m.TipoDocumento), len(m.TipoOperazione)) > maxNomeMotivo) {
		m = altro
	}
	conti[m]++
}

// prossima returns the next movement; io.EOF after the last.
func (g *Giornale) prossima() (Voce, error) {
	for {
		switch g.stato {
		case finito:
			return Voce{}, io.EOF
		case inizioConto:
			g.conto, g.stato = "", nelConto
			g.totali[delConto] = totaliGiornale{}
		case nelConto:
			v, ok, err := g.nelConto()
			if ok || err != nil {
				return v, err
			}
		default:
			if err := g.traConti(); err != nil {
				return Voce{}, err
			}
		}
	}
}

// chiudi ends the reading with an error of the document.
func (g *Giornale) chiudi(err error) error {
	g.stato = finito
	g.totali[dellaPagina].rileva(CodicePagina)
	g.quadraPagina()
	return fineInattesa(err)
}

// traConti reads up to the next account, or to the end of the document.
func (g *Giornale) traConti() error {
	nome, err := g.d.figlio()
	switch {
	case err != nil:
		return g.chiudi(err)
	case nome == nil:
		if err := g.d.fine(); err != nil {
			return g.chiudi(err)
		}
		g.stato = finito
		g.quadraPagina()
	case string(nome) == elementoConto:
		g.stato = inizioConto
	default:
		if err := g.totale(dellaPagina, nome); err != nil {
			return g.chiudi(err)
		}
	}
	return nil
}

// nelConto reads up to the next movement of the account and returns it; false at
// the end of the account.
func (g *Giornale) nelConto() (Voce, bool, error) {
	for {
		nome, err := g.d.figlio()
		if err != nil {
			return Voce{}, false, g.chiudi(err)
		}
		switch string(nome) {
		case "":
			g.stato = nelGiornale
			g.quadraConto()
			return Voce{}, false, nil
		case "conto_evidenza":
			qui := g.d.luogo()
			b, err := g.d.foglia()
			if err == nil && g.conto != "" {
				err = qui.errore(CodiceRipetuto, "conto_evidenza", string(b), ErrFormato)
			}
			if err != nil {
				return Voce{}, false, g.chiudi(err)
			}
			g.conto = g.d.comune(b)
		case elementoMovimento:
			qui := g.d.luogo()
			g.grezza.svuota()
			if err := g.grezza.leggiSimile(g.d, alberoVoce); err != nil {
				return Voce{}, false, g.chiudi(err)
			}
			v, difetto := leggiVoce(g.d, &g.grezza, qui)
			v.Conto = g.conto
			g.registra(&v, difetto != nil)
			if difetto != nil {
				return Voce{}, false, difetto
			}
			return v, true, nil
		default:
			if err := g.totale(delConto, nome); err != nil {
				return Voce{}, false, g.chiudi(err)
			}
		}
	}
}
