package cassa

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

func linea(importo string, segno Segno, storno bool) Movimento {
	return Movimento{Importo: avviso.MustImporto(importo), Segno: segno, Storno: storno, DataContabile: avviso.MustData("2026-04-14")}
}

// TestIdentita: by reference and by place, repetitions in a statement, a statement met again.
func TestIdentita(t *testing.T) {
	var d identita
	id := func(m Movimento, rif, posto string) string {
		d.identifica(&m, rif, posto)
		require.Equal(t, d.estratto, m.Estratto)
		return m.ID
	}
	require.Equal(t, "4711-0414/1/20260414", d.apri("4711-0414/1/20260414"))
	require.Equal(t, "004711000088001/20260414E31840", id(linea("318.40", Entrata, false), "004711000088001", "1"))
	require.Equal(t, "4711-0414/1/20260414/2/20260414E9515", id(linea("95.15", Entrata, false), "", "2"))
	require.Equal(t, "004711000088001/20260414E31840/2", id(linea("318.40", Entrata, false), "004711000088001", "3"))
	require.Equal(t, "004711000088001/20260414E31840/3", id(linea("318.40", Entrata, false), "004711000088001", "4"))
	// The reversal with the reference of its credit is no repetition: Storno is part of the key.
	require.Equal(t, "004711000088001/20260414E31840", id(linea("318.40", Entrata, true), "004711000088001", "5"))
	// Another side, another amount: other lines.
	require.Equal(t, "004711000088001/20260414U31840", id(linea("318.40", Uscita, false), "004711000088001", "6"))
	require.Equal(t, "004711000088001/20260414E1", id(linea("0.01", Entrata, false), "004711000088001", "7"))
	// References that are none.
	require.Equal(t, "4711-0414/1/20260414/8/20260414E15920", id(linea("159.20", Entrata, false), "55555", "8"))
	require.Equal(t, "4711-0414/1/20260414/9.2/20260414E15920", id(linea("159.20", Entrata, false), "NotProvided", "9.2"))

	// The same statement once more, and a third time.
	require.Equal(t, "4711-0414/1/20260414~2", d.apri("4711-0414/1/20260414"))
	require.Equal(t, "004711000088001/20260414E31840", id(linea("318.40", Entrata, false), "004711000088001", "1"))
	require.Equal(t, "4711-0414/1/20260414~2/2/20260414E9515", id(linea("95.15", Entrata, false), "", "2"))
	require.Equal(t, "4711-0414/1/20260414~3", d.apri("4711-0414/1/20260414"))
	require.Equal(t, "altro", d.apri("altro"))
}

func TestQuadratura(t *testing.T) {
	saldo := func(s string) *avviso.Importo { i := avviso.MustImporto(s); return &i }
	conta := func(iniziale, finale *avviso.Importo) Quadratura {
		c := conteggio{Quadratura: Quadratura{Conto: "IT88A9999800002000000004711", Estratto: "E", SaldoIniziale: iniziale, SaldoFinale: finale}}
		c.registra(true, avviso.MustImporto("318.40"))
		c.registra(true, avviso.MustImporto("95.15"))
		c.registra(false, avviso.MustImporto("318.40"))
		return c.chiudi()
	}
	q := conta(saldo("2100.00"), saldo("2195.15"))
	require.True(t, q.Quadra())
	require.Equal(t, "413.55 318.40 0.00", q.Entrate.String()+" "+q.Uscite.String()+" "+q.Differenza.String())
	require.Empty(t, q.Avvertenze())
	q = conta(nil, saldo("0.00"))
	require.True(t, q.Quadra(), "a control whose totals are absent is not made")
	q = conta(saldo("-100.00"), saldo("-64.85"))
	require.False(t, q.Quadra())
	require.Equal(t, "60.00", q.Differenza.String())
	require.Equal(t, []avviso.Avvertenza{{
		Codice: CodiceSaldo, Campo: "IT88A9999800002000000004711", Valore: "E",
		Testo: "l'estratto E del conto IT88A9999800002000000004711 non quadra: mancano o avanzano righe per € 60,00; " +
			"i flussi senza accredito su questo conto non vanno sollecitati finché non quadra",
	}}, q.Avvertenze())
	frase := func(cambia func(*Quadratura)) string {
		q := q
		cambia(&q)
		return q.Avvertenze()[0].Testo
	}
	const coda = "; i flussi senza accredito su questo conto non vanno sollecitati finché non quadra"
	require.Equal(t, "l'estratto E del conto IT88A9999800002000000004711 non quadra: mancano o avanzano righe per € 60,00; righe non lette: 2"+coda,
		frase(func(q *Quadratura) { q.Rifiutate = 2 }))
	require.Equal(t, "l'estratto E del conto IT88A9999800002000000004711 non si può controllare: un saldo dichiarato non si legge"+coda,
		frase(func(q *Quadratura) { q.Differenza = avviso.Importo{} }))
	require.Equal(t, "il giornale di cassa E non quadra: i totali dichiarati differiscono tra loro di € 60,00"+coda,
		frase(func(q *Quadratura) { q.Fonte, q.Conto = FonteOPI, "" }))
	for _, c := range []avviso.Codice{CodiceTotaleNumero, CodiceTotaleImporto, CodiceTotaleRecord, CodiceTotaleEstratti, CodicePagina, avviso.CodiceOverflow} {
		q.Rilievi = []avviso.Codice{c}
		require.NotEqual(t, "l'estratto E del conto IT88A9999800002000000004711 non quadra", q.Avvertenze()[0].Testo)
	}
	c := conteggio{}
	for range 10 {
		c.registra(true, avviso.MustImporto("92233720368547758.07"))
	}
	require.Equal(t, []avviso.Codice{avviso.CodiceOverflow}, c.chiudi().Rilievi)
	require.Empty(t, conteggio{}.Rilievi)
	require.True(t, (*Quadratura)(nil).Quadra())
}
