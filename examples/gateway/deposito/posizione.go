package deposito

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// ErrAssente is a position, or a paper, that the store does not have.
var ErrAssente = errors.New("non presente nell'archivio")

// Posizione is a position as the store has it.
type Posizione struct {
	Pendenza pendenza.Pendenza
	Giro     int       // how many times it moved: its optimistic version
	Creata   time.Time // when it was stored
	Mossa    time.Time // when it moved last
}

// chiedente is what reads: a database, or a transaction.
type chiedente interface {
	QueryContext(ctx context.Context, query string, argomenti ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, argomenti ...any) *sql.Row
}

// lettore reads, in a transaction or outside.
type lettore struct{ q chiedente }

// colonne are what leggiPosizione reads.
const colonne = `SELECT corpo, giro, creata, mossa FROM posizione`

func leggiPosizione(riga interface{ Scan(...any) error }) (*Posizione, error) {
	var corpo []byte
	var creata, mossa string
	var p Posizione
	if err := riga.Scan(&corpo, &p.Giro, &creata, &mossa); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			err = ErrAssente
		}
		return nil, err
	}
	var err error
	if p.Pendenza, _, err = pendenza.LeggiPendenza(corpo); err != nil {
		return nil, err
	}
	p.Creata, p.Mossa = quando(creata), quando(mossa)
	return &p, nil
}

// Posizione returns the position of a key, ErrAssente when there is none.
func (l lettore) Posizione(ctx context.Context, k pendenza.Chiave) (*Posizione, error) {
	return leggiPosizione(l.q.QueryRowContext(ctx, colonne+` WHERE ida2a = $1 AND idpendenza = $2`, k.IDA2A, k.IDPendenza))
}

// PerAvviso returns the position of a notice, given as its text; ErrAssente when there is
// none.
func (l lettore) PerAvviso(ctx context.Context, d avviso.IdDominio, numero string) (*Posizione, error) {
	return leggiPosizione(l.q.QueryRowContext(ctx, colonne+` WHERE dominio = $1 AND avviso = $2`, d.String(), numero))
}

// PerIUV returns the position of a IUV of a body, ErrAssente when there is none.
func (l lettore) PerIUV(ctx context.Context, d avviso.IdDominio, iuv avviso.IUV) (*Posizione, error) {
	return leggiPosizione(l.q.QueryRowContext(ctx, colonne+` WHERE iuv = $1 AND dominio = $2`, iuv.String(), d.String()))
}

// Fascicolo yields the positions of the document of one, itself among them; nothing for one
// that belongs to none.
func (l lettore) Fascicolo(ctx context.Context, p *pendenza.Pendenza) ([]*Posizione, error) {
	if p.Documento == nil {
		return nil, nil
	}
	return raccogli(ctx, l.q, leggiPosizione, colonne+` WHERE fascicolo = $1 AND ida2a = $2 AND dominio = $3 ORDER BY idpendenza`,
		p.Documento.Identificativo, p.IDA2A, p.IdDominio.String())
}

// AlternativaPagata reports whether another alternative of the document of a position is
// paid.
func (l lettore) AlternativaPagata(ctx context.Context, p *pendenza.Pendenza) (bool, error) {
	if p.Documento == nil {
		return false, nil
	}
	altre, err := l.Fascicolo(ctx, p)
	return pendenza.AlternativaPagata(p, func(resa func(*pendenza.Pendenza) bool) {
		for _, x := range altre {
			if !resa(&x.Pendenza) {
				return
			}
		}
	}), err
}

// Ricerca is what positions are looked for by: what is not zero.
type Ricerca struct {
	IDA2A    string           // of one application
	Dominio  avviso.IdDominio // of one body
	Avviso   string
	IUV      string
	Debitore string // fiscal code
	Stato    pendenza.Stato
	Anomale  bool
	Dal, Al  avviso.Data     // days on which they were stored, both included
	Dopo     pendenza.Chiave // of the last one of the page before
	Limite   int             // of a page; 0 is 25
}

// Cerca returns the positions that are looked for, in the order of their keys.
func (l lettore) Cerca(ctx context.Context, r Ricerca) ([]*Posizione, error) {
	var dove condizioni
	dove.se(r.IDA2A != "", `ida2a = ?`, r.IDA2A)
	dove.se(r.Dominio.IsValid(), `dominio = ?`, r.Dominio.String())
	dove.se(r.Avviso != "", `avviso = ?`, r.Avviso)
	dove.se(r.IUV != "", `iuv = ?`, r.IUV)
	dove.se(r.Debitore != "", `debitore = ?`, strings.ToUpper(r.Debitore))
	dove.se(r.Stato.IsValid(), `stato = ?`, r.Stato.String())
	dove.se(r.Anomale, `anomala = ?`, 1)
	dove.se(r.Dal.IsValid(), `creata >= ?`, testoIstante(r.Dal.Inizio()))
	dove.se(r.Al.IsValid(), `creata < ?`, testoIstante(r.Al.Aggiungi(1).Inizio()))
	dove.se(r.Dopo != pendenza.Chiave{}, `(ida2a, idpendenza) > (?, ?)`, r.Dopo.IDA2A, r.Dopo.IDPendenza)
	if r.Limite == 0 {
		r.Limite = 25
	}
	return raccogli(ctx, l.q, leggiPosizione, colonne+dove.String()+` ORDER BY ida2a, idpendenza LIMIT `+strconv.Itoa(r.Limite), dove.argomenti...)
}

// Tutte yields every position, in the order of their keys, a page at a time.
func (l lettore) Tutte(ctx context.Context, r Ricerca) iter.Seq2[*Posizione, error] {
	r.Limite = 1000
	return func(resa func(*Posizione, error) bool) {
		for {
			pagina, err := l.Cerca(ctx, r)
			if err != nil {
				resa(nil, err)
				return
			}
			for _, p := range pagina {
				if !resa(p, nil) {
					return
				}
				r.Dopo = p.Pendenza.Chiave()
			}
			if len(pagina) < r.Limite {
				return
			}
		}
	}
}

// rigaPosizione is the row of a position.
func rigaPosizione(p *pendenza.Pendenza) ([]any, error) {
	corpo, err := p.AppendJSON(nil)
	if err != nil {
		return nil, err
	}
	pagato, err := p.ImportoPagato()
	if err != nil {
		return nil, err
	}
	var debitore, fascicolo string
	if p.SoggettoPagatore != nil {
		debitore = p.SoggettoPagatore.Identificativo
	}
	if p.Documento != nil {
		fascicolo = p.Documento.Identificativo
	}
	anomala := 0
	if len(p.Segnalazioni) > 0 {
		anomala = 1
	}
	return []any{
		p.IDA2A, p.IDPendenza, p.IdDominio.String(), oNULL(p.NumeroAvviso.String()), oNULL(p.IUV.String()), p.IDTipoPendenza,
		oNULL(debitore), oNULL(fascicolo), oNULL(p.DataScadenza.String()), p.Stato.String(), anomala, p.Importo.Centesimi(), pagato.Centesimi(), string(corpo),
	}, nil
}

// condizioni are those of a query, with their arguments.
type condizioni struct {
	testi     []string
	argomenti []any
}

// se adds a condition, whose arguments are question marks.
func (c *condizioni) se(vale bool, testo string, argomenti ...any) {
	if !vale {
		return
	}
	for _, a := range argomenti {
		c.argomenti = append(c.argomenti, a)
		testo = strings.Replace(testo, "?", "$"+strconv.Itoa(len(c.argomenti)), 1)
	}
	c.testi = append(c.testi, testo)
}

// String is the conditions as they end a query.
func (c *condizioni) String() string {
	if len(c.testi) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.testi, " AND ")
}

// raccogli returns the rows of a query.
func raccogli[T any](ctx context.Context, q chiedente, leggi func(interface{ Scan(...any) error }) (T, error), query string, argomenti ...any) ([]T, error) {
	righe, err := q.QueryContext(ctx, query, argomenti...)
	if err != nil {
		return nil, err
	}
	defer righe.Close()
	var tutte []T
	for righe.Next() {
		x, err := leggi(righe)
		if err != nil {
			return nil, err
		}
		tutte = append(tutte, x)
	}
	return tutte, righe.Err()
}

// oNULL is a column that may be absent.
func oNULL(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// formaIstante is an instant as the tables have it: texts that sort as instants do.
const formaIstante = "2006-01-02T15:04:05.000000Z"

func testoIstante(t time.Time) string { return t.UTC().Format(formaIstante) }

// quando reads an instant, the zero one for none.
func quando(s string) time.Time {
	t, _ := time.Parse(formaIstante, s)
	return t
}
