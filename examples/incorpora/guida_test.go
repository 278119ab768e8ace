package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

var aggiorna = flag.Bool("update", false, "rewrite the blocks of the guide from the code")

// TestGuida holds the guide to the code: every block under a comment that names a
// declaration, or a file, is that one, the block of output is what the program prints, and
// there is no other block but commands.
func TestGuida(t *testing.T) {
	var detto bytes.Buffer
	require.NoError(t, racconta(context.Background(), &detto))
	guida, err := os.ReadFile("README.md")
	require.NoError(t, err)

	blocco := regexp.MustCompile("(?ms)^(?:<!-- (\\S+?) (\\S+) -->\n)?```(\\w+)\n(.*?)^```$")
	visti := 0
	nuova := blocco.ReplaceAllStringFunc(string(guida), func(s string) string {
		m := blocco.FindStringSubmatch(s)
		file, nome, lingua, testo := m[1], m[2], m[3], m[4]
		var atteso string
		switch {
		case lingua == "sh":
			return s
		case file == "":
			t.Errorf("a block of the guide names no code:\n%s", testo)
			return s
		case file == "uscita":
			atteso = detto.String()
		case nome == "tutto":
			atteso = leggiFile(t, file)
		default:
			atteso = dichiarazione(t, file, nome)
		}
		visti++
		return strings.TrimSuffix(s, testo+"```") + atteso + "```"
	})
	require.GreaterOrEqual(t, visti, 7)
	if *aggiorna {
		require.NoError(t, os.WriteFile("README.md", []byte(nuova), 0o644))
		return
	}
	require.Equal(t, nuova, string(guida), "go test -update makes the guide again")
}

func leggiFile(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	return string(b)
}

// dichiarazione returns a function of a file with its comment.
func dichiarazione(t *testing.T, file, nome string) string {
	t.Helper()
	re := regexp.MustCompile(`(?ms)^(?:// [^\n]*\n)+func (?:\(\w+ \*\w+\) )?` + nome + `\(.*?^}\n`)
	trovata := re.FindString(leggiFile(t, file))
	require.NotEmpty(t, trovata, "%s has no %s", file, nome)
	return trovata
}

func prova(t *testing.T) *archivio {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(t.TempDir(), "prova.db"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	a, err := apri(t.Context(), db)
	require.NoError(t, err)
	require.NoError(t, a.crea(t.Context(), &pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: "1", IdDominio: avviso.MustIdDominio(dominio), NumeroAvviso: avviso.MustNumeroAvviso(numero),
		Causale: "TARI", Importo: avviso.MustImporto("10.00"), Stato: pendenza.NonEseguita, IUV: avviso.MustIUV("01000000000004285"),
		Voci: []pendenza.Voce{{IDVocePendenza: "1", Importo: avviso.MustImporto("10.00"), Descrizione: "TARI", CodEntrata: "TARI"}},
	}))
	return a
}

// TestInsieme: what was refused, and what was interrupted, writes nothing.
func TestInsieme(t *testing.T) {
	a := prova(t)
	p, err := a.perAvviso(t.Context(), numero)
	require.NoError(t, err)
	rotto := errors.New("interrotto")
	err = a.insieme(t.Context(), func(tx *sql.Tx) error {
		_, err := a.muovi(t.Context(), tx, chiave(p), pendenza.Annulla{Motivo: "sgravio"})
		return errors.Join(err, rotto)
	})
	require.ErrorIs(t, err, rotto)
	dopo, err := a.perAvviso(t.Context(), numero)
	require.NoError(t, err)
	require.Equal(t, p, dopo)

	err = a.insieme(t.Context(), func(tx *sql.Tx) error {
		_, err := a.muovi(t.Context(), tx, chiave(p), pendenza.Riconcilia{IUR: "mai visto", Indice: 1})
		return err
	})
	var rifiuto avviso.Rifiuto
	require.ErrorAs(t, err, &rifiuto)
	var n int
	require.NoError(t, a.db.QueryRowContext(t.Context(), `SELECT count(*) FROM evento`).Scan(&n))
	require.Zero(t, n)
}

// TestRegistro: the log leads to the position that is stored.
func TestRegistro(t *testing.T) {
	a := prova(t)
	prima, err := a.perAvviso(t.Context(), numero)
	require.NoError(t, err)
	for _, e := range []pendenza.Evento{pendenza.Annulla{Motivo: "sgravio"}, pendenza.Ripristina{}} {
		require.NoError(t, a.insieme(t.Context(), func(tx *sql.Tx) error {
			_, err := a.muovi(t.Context(), tx, chiave(prima), e)
			return err
		}))
	}
	var eventi []pendenza.Evento
	require.NoError(t, a.ogni(t.Context(), `SELECT documento FROM evento ORDER BY giro`, func(riga []byte) error {
		e, err := pendenza.ParseEvento(riga, adessoProva)
		eventi = append(eventi, e)
		return err
	}))
	rifatta, err := prima.Ripercorri(func(resa func(pendenza.Evento) bool) {
		for _, e := range eventi {
			if !resa(e) {
				return
			}
		}
	}, pendenza.Opzioni{})
	require.NoError(t, err)
	dopo, err := a.perAvviso(t.Context(), numero)
	require.NoError(t, err)
	require.Equal(t, *dopo, rifatta)
}

var adessoProva = avviso.MustData("2026-03-10").Inizio()

// TestCoda: an action that fails comes again, one that was done does not.
func TestCoda(t *testing.T) {
	a := prova(t)
	p, err := a.perAvviso(t.Context(), numero)
	require.NoError(t, err)
	require.NoError(t, a.insieme(t.Context(), func(tx *sql.Tx) error {
		_, err := a.muovi(t.Context(), tx, chiave(p), pendenza.Ricevuta{IUV: p.IUV, CCP: "c1", Esito: "0", Voci: []pendenza.VoceRicevuta{{Indice: 1, IUR: "r1", Importo: p.Importo}}})
		return err
	}))
	var fatte []pendenza.TipoAzione
	rotto := errors.New("irraggiungibile")
	require.ErrorIs(t, a.svuota(t.Context(), func(_ string, z pendenza.Azione) error {
		if z.Tipo == pendenza.FaiChiudiPromemoria {
			return rotto
		}
		fatte = append(fatte, z.Tipo)
		return nil
	}), rotto)
	require.Equal(t, []pendenza.TipoAzione{pendenza.FaiNotifica}, fatte)
	fatte = nil
	require.NoError(t, a.svuota(t.Context(), func(_ string, z pendenza.Azione) error { fatte = append(fatte, z.Tipo); return nil }))
	require.Equal(t, []pendenza.TipoAzione{pendenza.FaiChiudiPromemoria}, fatte)
}
