package deposito_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/deposito/prova"
	"github.com/quietanza/quietanza/pendenza"
)

// nuova is a position of 100.00 as pendenza.Crea makes it.
func nuova(t *testing.T, id, numero string) pendenza.Pendenza {
	t.Helper()
	p, _, err := pendenza.Crea(pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: id, IdDominio: avviso.MustIdDominio("12345678903"), NumeroAvviso: avviso.MustNumeroAvviso(numero), Causale: "TARI 2026",
		Importo: avviso.MustImporto("100.00"), SoggettoPagatore: &pendenza.SoggettoPagatore{Tipo: pendenza.PersonaFisica, Identificativo: "TSTPNI70D01L219V", Anagrafica: "Pino Test"},
		Voci: []pendenza.Voce{{
			IDVocePendenza: "1", Importo: avviso.MustImporto("100.00"), Descrizione: "TARI", IbanAccredito: avviso.MustIBAN("IT60X0542811101000000123456"),
			TipoContabilita: "ALTRO", CodiceContabilita: "0101002IM",
		}},
	}, pendenza.Creazione{})
	require.NoError(t, err)
	return p
}

const numero = "301000000000004285"

// TestPosizione: what is stored is what is read, by each of its names.
func TestPosizione(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		p := nuova(t, "TARI-7", numero)
		require.NoError(t, d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
			_, err := tx.Crea(t.Context(), &p, nil)
			return err
		}))
		for _, r := range []deposito.Ricerca{
			{IDA2A: "GEST"}, {Dominio: p.IdDominio}, {Avviso: numero}, {IUV: p.IUV.String()}, {Debitore: "tstpni70d01l219v"}, {Stato: pendenza.NonEseguita},
		} {
			trovate, err := d.Cerca(t.Context(), r)
			require.NoError(t, err)
			require.Len(t, trovate, 1)
			require.Equal(t, p, trovate[0].Pendenza)
		}
		altra, err := d.Cerca(t.Context(), deposito.Ricerca{IDA2A: "ALTRA"})
		require.NoError(t, err)
		require.Empty(t, altra)
		_, err = d.PerAvviso(t.Context(), p.IdDominio, "301000000000004386")
		require.ErrorIs(t, err, deposito.ErrAssente)
		require.ErrorIs(t, d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
			_, err := tx.Crea(t.Context(), &p, nil)
			return err
		}), deposito.ErrEsiste)
	})
}

// TestMuovi: the position, its log and its work move together, or not at all; what another
// one moved is not written over; the log leads to the position.
func TestMuovi(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		p := nuova(t, "TARI-7", numero)
		var vecchia deposito.Posizione
		require.NoError(t, d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
			x, err := tx.Crea(t.Context(), &p, nil)
			if err == nil {
				vecchia = *x
			}
			return err
		}))
		rotto := errors.New("interrotto")
		annulla := func(motivo string, poi error) error {
			return d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
				x, err := tx.Posizione(t.Context(), p.Chiave())
				if err == nil {
					_, err = tx.Muovi(t.Context(), x, pendenza.Annulla{Motivo: motivo})
				}
				return errors.Join(err, poi)
			})
		}
		require.ErrorIs(t, annulla("mai", rotto), rotto)
		dopo, err := d.Posizione(t.Context(), p.Chiave())
		require.NoError(t, err)
		require.Equal(t, &vecchia, dopo)

		require.NoError(t, annulla("sgravio", nil))
		err = d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
			x := vecchia
			_, err := tx.Muovi(t.Context(), &x, pendenza.Annulla{Motivo: "di nuovo"})
			return err
		})
		require.ErrorIs(t, err, deposito.ErrContesa)

		registro, err := d.Registro(t.Context(), p.Chiave())
		require.NoError(t, err)
		require.Len(t, registro, 2)
		require.Equal(t, "Annulla", registro[1].Tipo)
		rifatta, giro, err := d.Rifai(t.Context(), p.Chiave())
		require.NoError(t, err)
		require.Equal(t, 1, giro)
		require.Equal(t, pendenza.Annullata, rifatta.Stato)
		n := 0
		for _, err := range d.Rigioca(t.Context(), deposito.Ricerca{}) {
			require.NoError(t, err)
			n++
		}
		require.Equal(t, 1, n)
	})
}

// TestApriInsieme: programs that start together on an empty PostgreSQL wait for each other.
func TestApriInsieme(t *testing.T) {
	dsn, ok := prova.DSN(t)["postgres"]
	if !ok {
		t.Skip("no PostgreSQL in QUIETANZA_PG")
	}
	esiti := make(chan error)
	const programmi = 4
	for range programmi {
		go func() {
			d, err := deposito.Apri(t.Context(), dsn, deposito.Opzioni{})
			if err == nil {
				err = errors.Join(d.Salute(t.Context()), d.Chiudi())
			}
			esiti <- err
		}()
	}
	for range programmi {
		require.NoError(t, <-esiti)
	}
}

// TestNumera: numbers are given out once, whoever asks at the same time.
func TestNumera(t *testing.T) {
	prova.Ognuno(t, func(t *testing.T, d *deposito.Deposito) {
		dominio, c := avviso.MustIdDominio("12345678903"), avviso.Configurazione{AuxDigit: "3", SegregationCode: "01"}
		dati := make(chan string)
		const lati, volte = 4, 5
		for range lati {
			go func() {
				for range volte {
					var numero avviso.NumeroAvviso
					err := d.Insieme(t.Context(), "GEST", func(tx *deposito.Tx) error {
						n, err := tx.Numera(t.Context(), dominio, c)
						if err != nil {
							return err
						}
						var dopo avviso.Numerazione
						if numero, dopo, err = n.Assegna(); err != nil {
							return err
						}
						return tx.Numerato(t.Context(), dominio, dopo)
					})
					if err != nil {
						t.Error(err)
					}
					dati <- numero.String()
				}
			}()
		}
		visti := map[string]bool{}
		for range lati * volte {
			n := <-dati
			require.False(t, visti[n], n)
			visti[n] = true
		}
	})
}
