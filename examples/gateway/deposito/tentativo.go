package deposito

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// Tentativo is an attempt to pay: what the platform was told to pay, and the receipt.
type Tentativo struct {
	Dominio   avviso.IdDominio
	IUV       string
	CCP       string // receiptId; "" while the receipt is waited for
	Posizione pendenza.Chiave
	Stato     pendenza.StatoTentativo
	Importo   avviso.Importo
	Iniziato  time.Time // zero when nobody had asked
	Concluso  time.Time // when the receipt came
	Tipo      rpt.TipoRichiesta
	Richiesta []byte // the answer to paGetPayment, as it was sent
	Ricevuta  []byte // paSendRT, as it came
}

const colonneTentativo = `SELECT dominio, iuv, ccp, ida2a, idpendenza, stato, importo, iniziato, concluso, tipo, richiesta, ricevuta FROM tentativo`

func leggiTentativo(riga interface{ Scan(...any) error }) (*Tentativo, error) {
	var t Tentativo
	var dominio string
	var centesimi int64
	var iniziato, concluso sql.NullString
	err := riga.Scan(&dominio, &t.IUV, &t.CCP, &t.Posizione.IDA2A, &t.Posizione.IDPendenza, &t.Stato, &centesimi, &iniziato, &concluso, &t.Tipo, &t.Richiesta, &t.Ricevuta)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrAssente
	}
	if err != nil {
		return nil, err
	}
	t.Iniziato, t.Concluso, t.Importo = quando(iniziato.String), quando(concluso.String), avviso.ImportoDaCentesimi(centesimi)
	t.Dominio, err = avviso.ParseIdDominio(dominio)
	return &t, err
}

// Tentativi returns the attempts at a position, in the order of their beginning.
func (l lettore) Tentativi(ctx context.Context, k pendenza.Chiave) ([]*Tentativo, error) {
	return raccogli(ctx, l.q, leggiTentativo, colonneTentativo+` WHERE ida2a = $1 AND idpendenza = $2 ORDER BY coalesce(iniziato, concluso), ccp`, k.IDA2A, k.IDPendenza)
}

// Tentativo returns the attempt of a receiptId, ErrAssente when there is none.
func (l lettore) Tentativo(ctx context.Context, d avviso.IdDominio, iuv, ccp string) (*Tentativo, error) {
	return leggiTentativo(l.q.QueryRowContext(ctx, colonneTentativo+` WHERE dominio = $1 AND iuv = $2 AND ccp = $3`, d.String(), iuv, ccp))
}

// PerRicevuta returns the attempts that a receipt may be of: the one that has it already,
// and the one that waits for its receipt, nil when there is none.
func (l lettore) PerRicevuta(ctx context.Context, d avviso.IdDominio, iuv, ccp string) (suo, inAttesa *Tentativo, err error) {
	tutti, err := raccogli(ctx, l.q, leggiTentativo, colonneTentativo+` WHERE dominio = $1 AND iuv = $2 AND ccp IN ('', $3)`, d.String(), iuv, ccp)
	for _, t := range tutti {
		if t.CCP == "" {
			inAttesa = t
		} else {
			suo = t
		}
	}
	return suo, inAttesa, err
}

// Inizia stores what the platform was told to pay. An attempt that waits for its receipt
// gives its place.
func (t *Tx) Inizia(ctx context.Context, p *pendenza.Pendenza, tipo rpt.TipoRichiesta, richiesta []byte) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO tentativo (dominio, iuv, ccp, ida2a, idpendenza, stato, importo, iniziato, tipo, richiesta)
		VALUES ($1, $2, '', $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (dominio, iuv, ccp) DO UPDATE SET importo = excluded.importo, iniziato = excluded.iniziato, tipo = excluded.tipo, richiesta = excluded.richiesta`,
		p.IdDominio.String(), p.IUV.String(), p.IDA2A, p.IDPendenza, string(pendenza.TentativoInCorso), p.Importo.Centesimi(), testoIstante(t.Adesso), string(tipo), richiesta)
	return err
}

// Concludi stores an accepted receipt, which p was moved with: with the attempt that waits
// for it, inAttesa, or with one of its own when nobody had asked.
func (t *Tx) Concludi(ctx context.Context, p *pendenza.Pendenza, inAttesa *Tentativo, e pendenza.Ricevuta, importo avviso.Importo, ricevuta []byte) error {
	stato := statoTentativo(p, e.CCP)
	if inAttesa != nil {
		esito, err := t.tx.ExecContext(ctx, `UPDATE tentativo SET ccp = $4, stato = $5, importo = $6, concluso = $7, ricevuta = $8 WHERE dominio = $1 AND iuv = $2 AND ccp = $3`,
			p.IdDominio.String(), e.IUV.String(), "", e.CCP, string(stato), importo.Centesimi(), testoIstante(t.Adesso), ricevuta)
		if err != nil {
			return err
		}
		if n, err := esito.RowsAffected(); err != nil || n != 1 {
			return errors.Join(err, ErrContesa)
		}
		return nil
	}
	_, err := t.tx.ExecContext(ctx, `INSERT INTO tentativo (dominio, iuv, ccp, ida2a, idpendenza, stato, importo, concluso, tipo, ricevuta) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9)`,
		p.IdDominio.String(), e.IUV.String(), e.CCP, p.IDA2A, p.IDPendenza, string(stato), importo.Centesimi(), testoIstante(t.Adesso), ricevuta)
	return err
}

// statoTentativo is what became of an attempt.
func statoTentativo(p *pendenza.Pendenza, ccp string) pendenza.StatoTentativo {
	for i := range p.Tentativi {
		if p.Tentativi[i].CCP == ccp {
			return p.Tentativi[i].Stato
		}
	}
	return pendenza.TentativoInCorso
}

// Scarta keeps a receipt that was refused, or that is for another body: the money has moved
// all the same. The same bytes are kept once.
func (t *Tx) Scarta(ctx context.Context, m *rpt.PaSendRT, risposta, motivo string, corpo []byte) error {
	var dominio, iuv, ccp string
	if m != nil {
		dominio, iuv, ccp = m.IDPA, m.Receipt.CreditorReferenceID, m.Receipt.ReceiptID
	}
	_, err := t.tx.ExecContext(ctx, `INSERT INTO scarto (impronta, dominio, iuv, ccp, risposta, motivo, quando, corpo) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (impronta) DO NOTHING`,
		Impronta(corpo), dominio, iuv, ccp, risposta, motivo, testoIstante(t.Adesso), corpo)
	return err
}

// Impronta is the name that a document has here: its SHA-256, hexadecimal.
func Impronta(corpo []byte) string {
	s := sha256.Sum256(corpo)
	return hex.EncodeToString(s[:])
}
