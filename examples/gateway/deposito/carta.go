package deposito

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Carta is a paper that came: a journal, a flow, a cash document, a tracciato.
type Carta struct {
	Impronta string
	Tipo     TipoCarta
	Nome     string // of the file, or of the flow
	IDA2A    string // who brought it, "" for the platform
	Stato    StatoCarta
	Esito    string // what was found in it, JSON
	Quando   time.Time
	Corpo    []byte // nil in a list
}

// TipoCarta is what a paper is.
type TipoCarta string

// The kinds of paper.
const (
	CartaFlusso    TipoCarta = "FLUSSO"    // of rendicontazione
	CartaGiornale  TipoCarta = "GIORNALE"  // giornale dei pagamenti
	CartaCassa     TipoCarta = "CASSA"     // giornale di cassa, statement, incasso
	CartaTracciato TipoCarta = "TRACCIATO" // of positions
	CartaJPPA      TipoCarta = "JPPA"      // file of notifications to Maggioli JPPA
)

// StatoCarta is where a paper has got to.
type StatoCarta string

// The states of a paper.
const (
	CartaRicevuta  StatoCarta = "RICEVUTA"
	CartaLetta     StatoCarta = "LETTA"
	CartaRifiutata StatoCarta = "RIFIUTATA"
)

// Deposita keeps a paper, and reports whether it is new: the same bytes are kept once.
func (t *Tx) Deposita(ctx context.Context, c Carta) (nuova bool, err error) {
	esito, err := t.tx.ExecContext(ctx, `INSERT INTO carta (impronta, tipo, nome, ida2a, stato, esito, quando, corpo) VALUES ($1, $2, $3, $4, $5, '', $6, $7) ON CONFLICT (impronta) DO NOTHING`,
		Impronta(c.Corpo), string(c.Tipo), c.Nome, c.IDA2A, string(CartaRicevuta), testoIstante(t.Adesso), c.Corpo)
	if err != nil {
		return false, err
	}
	n, err := esito.RowsAffected()
	return n == 1, err
}

// Esita writes what was found in a paper.
func (t *Tx) Esita(ctx context.Context, impronta string, stato StatoCarta, esito string) error {
	_, err := t.tx.ExecContext(ctx, `UPDATE carta SET stato = $2, esito = $3 WHERE impronta = $1`, impronta, string(stato), esito)
	return err
}

// Carta returns a paper with its bytes, ErrAssente when there is none.
func (l lettore) Carta(ctx context.Context, impronta string) (*Carta, error) {
	return leggiCarta(l.q.QueryRowContext(ctx, `SELECT impronta, tipo, nome, ida2a, stato, esito, quando, corpo FROM carta WHERE impronta = $1`, impronta))
}

// Carte returns the papers of a kind without their bytes, the latest first; of every
// application when idA2A is "".
func (l lettore) Carte(ctx context.Context, tipo TipoCarta, idA2A string, limite int) ([]*Carta, error) {
	return raccogli(ctx, l.q, leggiCarta, `SELECT impronta, tipo, nome, ida2a, stato, esito, quando, NULL FROM carta
		WHERE tipo = $1 AND ($2 = '' OR ida2a = $2) ORDER BY quando DESC LIMIT $3`, string(tipo), idA2A, limite)
}

func leggiCarta(riga interface{ Scan(...any) error }) (*Carta, error) {
	var c Carta
	var istante string
	err := riga.Scan(&c.Impronta, &c.Tipo, &c.Nome, &c.IDA2A, &c.Stato, &c.Esito, &istante, &c.Corpo)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrAssente
	}
	c.Quando = quando(istante)
	return &c, err
}

// Vista is what a person said of a finding.
type Vista struct {
	Oggetto, Chiave string // of the finding, as the reconciliation names them
	Nota, Autore    string
	Quando          time.Time
}

// Vedi writes what a person said of a finding, after what was said before.
func (t *Tx) Vedi(ctx context.Context, oggetto, chiave, nota string) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO visto (oggetto, chiave, nota, autore, quando) VALUES ($1, $2, $3, $4, $5)`, oggetto, chiave, nota, t.Autore, testoIstante(t.Adesso))
	return err
}

// Viste returns what was said of the findings of a kind, by key, the latest last.
func (l lettore) Viste(ctx context.Context, oggetto string) ([]Vista, error) {
	return raccogli(ctx, l.q, func(riga interface{ Scan(...any) error }) (Vista, error) {
		var v Vista
		var istante string
		err := riga.Scan(&v.Oggetto, &v.Chiave, &v.Nota, &v.Autore, &istante)
		v.Quando = quando(istante)
		return v, err
	}, `SELECT oggetto, chiave, nota, autore, quando FROM visto WHERE oggetto = $1 ORDER BY chiave, quando`, oggetto)
}
