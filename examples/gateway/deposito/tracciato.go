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
	return func(resa func([]byte, error) bool) {
		righe, err := l.q.QueryContext(ctx, `SELECT corpo FROM riga WHERE impronta = $1 ORDER BY numero`, impronta)
		if err != nil {
			resa(nil, err)
			return
		}
		defer righe.Close()
		for righe.Next() {
			var corpo []byte
			if err := righe.Scan(&corpo); err != nil {
				resa(nil, err)
				return
			}
			if !resa(corpo, nil) {
				return
			}
		}
		if err := righe.Err(); err != nil {
			resa(nil, err)
		}
	}
}

// CarteDi returns the papers of a kind that have a name, with their bytes.
func (l lettore) CarteDi(ctx context.Context, tipo TipoCarta, nome string) ([]*Carta, error) {
	return raccogli(ctx, l.q, leggiCarta, `SELECT impronta, tipo, nome, ida2a, stato, esito, quando, corpo FROM carta WHERE tipo = $1 AND nome = $2 ORDER BY quando`, string(tipo), nome)
}
