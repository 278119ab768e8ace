package deposito

import (
	"context"
	"iter"
)

// LavoroTracciato is the loading of a tracciato that was uploaded. Its worker is in
// applicazioni.
type LavoroTracciato struct {
	Impronta string `json:"impronta"`
}

// Kind implements river.JobArgs.
func (LavoroTracciato) Kind() string { return "tracciato" }

// EsitaRiga stores what became of a line of a tracciato.
func (t *Tx) EsitaRiga(ctx context.Context, impronta string, numero int, esito []byte) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO riga (impronta, numero, corpo) VALUES ($1, $2, $3)`, impronta, numero, string(esito))
	return err
}

// Righe yields what became of the lines of a tracciato, in order.
func (l lettore) Righe(ctx context.Context, impronta string) iter.Seq2[[]byte, error] {
	return scorri(ctx, l.q, func(riga interface{ Scan(...any) error }) (corpo []byte, err error) {
		err = riga.Scan(&corpo)
		return corpo, err
	}, `SELECT corpo FROM riga WHERE impronta = $1 ORDER BY numero`, impronta)
}

// CarteDi returns the papers of a kind that have a name, with their bytes.
func (l lettore) CarteDi(ctx context.Context, tipo TipoCarta, nome string) ([]*Carta, error) {
	return raccogli(ctx, l.q, leggiCarta, `SELECT impronta, tipo, nome, ida2a, stato, esito, quando, corpo FROM carta WHERE tipo = $1 AND nome = $2 ORDER BY quando`, string(tipo), nome)
}

// Ricevute yields the attempts whose receipt was accepted.
func (l lettore) Ricevute(ctx context.Context) iter.Seq2[*Tentativo, error] {
	return scorri(ctx, l.q, leggiTentativo, colonneTentativo+` WHERE ricevuta IS NOT NULL`)
}

// TutteLeCarte yields the papers of a kind that were not refused, with their bytes.
func (l lettore) TutteLeCarte(ctx context.Context, tipo TipoCarta) iter.Seq2[*Carta, error] {
	return scorri(ctx, l.q, leggiCarta, `SELECT impronta, tipo, nome, ida2a, stato, esito, quando, corpo FROM carta WHERE tipo = $1 AND stato <> $2 ORDER BY quando`, string(tipo), string(CartaRifiutata))
}

// scorri yields the rows of a query.
func scorri[T any](ctx context.Context, q chiedente, leggi func(interface{ Scan(...any) error }) (T, error), query string, argomenti ...any) iter.Seq2[T, error] {
	return func(resa func(T, error) bool) {
		var niente T
		righe, err := q.QueryContext(ctx, query, argomenti...)
		if err != nil {
			resa(niente, err)
			return
		}
		defer righe.Close()
		for righe.Next() {
			x, err := leggi(righe)
			if !resa(x, err) || err != nil {
				return
			}
		}
		if err := righe.Err(); err != nil {
			resa(niente, err)
		}
	}
}
