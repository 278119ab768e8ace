package deposito

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// ErrContesa is a transaction that met another one: nothing was written, and it may be made
// again. Insieme does, some times.
var ErrContesa = errors.New("mossa da altri nel frattempo")

// Tx is a transaction. It reads what it wrote.
type Tx struct {
	lettore
	tx     *sql.Tx
	d      *Deposito
	Autore string    // of the lines of the log
	Adesso time.Time // of all that it writes
}

// tentativiInsieme is how often a transaction that met another one is made.
const tentativiInsieme = 8

// Insieme does something in one transaction: all of it, or nothing. What met another
// transaction is done again from its beginning, so fai must read what it decides upon with
// the transaction that it gets, and do nothing that cannot be done twice. autore is who
// does it, for the log.
func (d *Deposito) Insieme(ctx context.Context, autore string, fai func(*Tx) error) error {
	for volta := 1; ; volta++ {
		err := d.unaVolta(ctx, autore, fai)
		if err == nil || volta == tentativiInsieme || !contesa(err) {
			return err
		}
		attesa := time.NewTimer(time.Duration(rand.Int64N(int64(volta) * int64(5*time.Millisecond))))
		select {
		case <-attesa.C:
		case <-ctx.Done():
			attesa.Stop()
			return errors.Join(err, ctx.Err())
		}
	}
}

func (d *Deposito) unaVolta(ctx context.Context, autore string, fai func(*Tx) error) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fai(&Tx{lettore{tx}, tx, d, autore, d.opzioni.Adesso()}); err != nil {
		if indietro := tx.Rollback(); indietro != nil && !errors.Is(indietro, sql.ErrTxDone) {
			err = errors.Join(err, indietro)
		}
		return err
	}
	return tx.Commit()
}

// contesa reports whether an error comes of another transaction.
func contesa(err error) bool {
	if errors.Is(err, ErrContesa) {
		return true
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code {
		case "40001", "40P01", "23505": // serialization, deadlock, a row that another one put first
			return true
		}
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() & 0xff {
		case 5, 6: // SQLITE_BUSY, SQLITE_LOCKED
			return true
		}
	}
	return false
}

// ErrEsiste is a position that the store has already.
var ErrEsiste = errors.New("già presente nell'archivio")

// Crea stores a new position, which pendenza.Crea made, and queues what follows from it.
// ErrEsiste when its key, or its notice, is that of another.
func (t *Tx) Crea(ctx context.Context, p *pendenza.Pendenza, azioni []pendenza.Azione) (*Posizione, error) {
	riga, err := rigaPosizione(p)
	if err != nil {
		return nil, err
	}
	adesso := testoIstante(t.Adesso)
	esito, err := t.tx.ExecContext(ctx, `INSERT INTO posizione
		(ida2a, idpendenza, dominio, avviso, iuv, tipo, debitore, fascicolo, scadenza, stato, anomala, importo, pagato, corpo, giro, creata, mossa)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, $15) ON CONFLICT DO NOTHING`, append(riga, adesso)...)
	if err != nil {
		return nil, err
	}
	if n, err := esito.RowsAffected(); err != nil || n != 1 {
		return nil, errors.Join(err, fmt.Errorf("%s/%s: %w", p.IDA2A, p.IDPendenza, ErrEsiste))
	}
	nuova := &Posizione{*p, 0, quando(adesso), quando(adesso)}
	if err := t.registra(ctx, nuova, tipoCreazione, riga[len(riga)-1].(string)); err != nil {
		return nil, err
	}
	return nuova, t.agisci(ctx, nuova, azioni)
}

// Muovi applies an event to a position: it is changed where it stands, and the new value,
// the line of the log and the work that follows are written together. An event that the
// position refuses changes nothing, and its error is that of Applica. ErrContesa when
// another transaction moved it.
func (t *Tx) Muovi(ctx context.Context, p *Posizione, e pendenza.Evento) (pendenza.Mossa, error) {
	nuova, mossa, err := p.Pendenza.Applica(e, t.d.opzioni.Pendenza)
	if err != nil {
		return mossa, err
	}
	riga, err := rigaPosizione(&nuova)
	if err != nil {
		return mossa, err
	}
	adesso := testoIstante(t.Adesso)
	esito, err := t.tx.ExecContext(ctx, `UPDATE posizione SET dominio = $3, avviso = $4, iuv = $5, tipo = $6, debitore = $7, fascicolo = $8,
		scadenza = $9, stato = $10, anomala = $11, importo = $12, pagato = $13, corpo = $14, giro = giro + 1, mossa = $15
		WHERE ida2a = $1 AND idpendenza = $2 AND giro = $16`, append(riga, adesso, p.Giro)...)
	if err != nil {
		return mossa, err
	}
	if n, err := esito.RowsAffected(); err != nil || n != 1 {
		return mossa, errors.Join(err, ErrContesa)
	}
	corpo, err := pendenza.MarshalEvento(e)
	if err != nil {
		return mossa, err
	}
	dopo := Posizione{nuova, p.Giro + 1, p.Creata, quando(adesso)}
	if err := t.registra(ctx, &dopo, e.Tipo(), string(corpo)); err != nil {
		return mossa, err
	}
	if err := t.agisci(ctx, &dopo, mossa.Azioni); err != nil {
		return mossa, err
	}
	*p = dopo
	return mossa, nil
}

// registra writes a line of the log.
func (t *Tx) registra(ctx context.Context, p *Posizione, tipo, corpo string) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO evento (ida2a, idpendenza, giro, quando, autore, tipo, corpo) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		p.Pendenza.IDA2A, p.Pendenza.IDPendenza, p.Giro, testoIstante(t.Adesso), t.Autore, tipo, corpo)
	return err
}

// Numera returns the numbering of a body at a code from which the next number is to be
// taken, and locks it until the end of the transaction; Numerato stores where it got to.
func (t *Tx) Numera(ctx context.Context, d avviso.IdDominio, c avviso.Configurazione) (avviso.Numerazione, error) {
	n := avviso.Numerazione{Configurazione: c}
	err := t.tx.QueryRowContext(ctx, `INSERT INTO numerazione (dominio, codice, prossimo) VALUES ($1, $2, 1)
		ON CONFLICT (dominio, codice) DO UPDATE SET prossimo = numerazione.prossimo RETURNING prossimo`, d.String(), codice(c)).Scan(&n.Prossimo)
	return n, err
}

// Numerato stores where the numbering of a body got to.
func (t *Tx) Numerato(ctx context.Context, d avviso.IdDominio, n avviso.Numerazione) error {
	_, err := t.tx.ExecContext(ctx, `UPDATE numerazione SET prossimo = $3 WHERE dominio = $1 AND codice = $2`, d.String(), codice(n.Configurazione), int64(n.Prossimo))
	return err
}

// codice names a numbering of a body.
func codice(c avviso.Configurazione) string {
	return fmt.Sprintf("%s/%s/%s", c.AuxDigit, c.ApplicationCode, c.SegregationCode)
}
