package pendenza_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rpt"
)

// caso draws an event out of a small world, where identifiers come back often.
func caso(r *rand.Rand) pendenza.Evento {
	iur := fmt.Sprintf("R%d", r.IntN(4))
	importi := []string{"0.00", "60.00", "40.00", "0.01", "100.00"}
	importo := func() avviso.Importo { return avviso.MustImporto(importi[r.IntN(len(importi))]) }
	switch r.IntN(14) {
	case 0:
		return pendenza.Pubblica{}
	case 1:
		return pendenza.Aggiorna{Nuova: pendenza.Pendenza{Causale: "altra"}}
	case 2:
		return pendenza.Annulla{Forza: r.IntN(2) == 0}
	case 3:
		return pendenza.Ripristina{}
	case 4:
		return pendenza.AvviaTentativo{CCP: fmt.Sprintf("c%d", r.IntN(6)), Adesso: adesso}
	case 5:
		return pendenza.PagamentoSenzaRPT{IUR: iur, Importo: avviso.MustImporto(importi[1+r.IntN(4)])}
	case 6:
		return pendenza.PagatoAltroCanale{}
	case 7, 8:
		return pendenza.Riconcilia{IUR: iur, Indice: avviso.Indice(1 + r.IntN(2))}
	case 9:
		return []pendenza.Storno{{}, {IUR: iur}, {Indici: []avviso.Indice{1}}, {Indici: []avviso.Indice{2}}, {Indici: []avviso.Indice{2, 1}}}[r.IntN(5)]
	case 10:
		if r.IntN(4) == 0 {
			return pendenza.Trasferisci{}
		}
	}
	e := pendenza.Ricevuta{CCP: fmt.Sprintf("c%d", r.IntN(6)), IUV: iuv, Esito: rpt.CodiceEsitoPagamento("01234"[r.IntN(5):][:1])}
	for i := range 1 + r.IntN(3) {
		e.Voci = append(e.Voci, pendenza.VoceRicevuta{Indice: avviso.Indice(i + 1), IUR: iur, Importo: importo()})
	}
	return e
}

// TestCentesimi: no sequence of events loses or duplicates a cent. The money of
// every accepted event is in the position once, what a refund gives back is
// marked, and nothing else moves; the log replays to the same value.
func TestCentesimi(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2024))
	for giro := range 400 {
		p := con(pendenza.NonEseguita)
		if giro%5 == 0 {
			p = con(pendenza.Bozza)
		}
		iniziale := p
		var log []pendenza.Evento
		entrati := map[string]int64{}
		for range 12 {
			e := caso(r)
			q, _, err := p.Applica(e, pendenza.Opzioni{})
			if err != nil {
				var x *pendenza.Errore
				require.True(t, errors.As(err, &x), "untyped refusal: %v", err)
				require.Empty(t, cmp.Diff(p, q, confronti...), "a refusal changed the position")
				continue
			}
			log = append(log, e)
			segna(entrati, e)
			controlla(t, entrati, p, q, e)
			p = q
		}
		q, err := iniziale.Ripercorri(slices.Values(log), pendenza.Opzioni{})
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(p, q, confronti...), "the log does not replay")
	}
}

// segna adds the money that an accepted event brings, by payment.
func segna(entrati map[string]int64, e pendenza.Evento) {
	aggiungi := func(iur string, indice avviso.Indice, i avviso.Importo) {
		k := fmt.Sprintf("%s/%d", iur, indice)
		if _, c := entrati[k]; !c && i.Segno() > 0 {
			entrati[k] = i.Centesimi()
		}
	}
	switch e := e.(type) {
	case pendenza.PagamentoSenzaRPT:
		aggiungi(e.IUR, 1, e.Importo)
	case pendenza.Ricevuta:
		if e.Esito.Positivo() {
			for _, v := range e.Voci {
				aggiungi(v.IUR, v.Indice, v.Importo)
			}
		}
	}
}

func controlla(t *testing.T, entrati map[string]int64, p, q pendenza.Pendenza, e pendenza.Evento) {
	t.Helper()
	require.Len(t, q.Pagamenti, len(entrati), "%#v", e)
	for _, g := range q.Pagamenti {
		require.Equal(t, entrati[fmt.Sprintf("%s/%d", g.IUR, g.Indice)], g.Importo.Centesimi(), "%#v", e)
	}
	_, storno := e.(pendenza.Storno)
	for i, g := range p.Pagamenti {
		require.False(t, g.Stornato && !q.Pagamenti[i].Stornato, "money given back came back")
		require.True(t, storno || g.Stornato == q.Pagamenti[i].Stornato, "money left without a refund")
		require.False(t, g.Incassato && !q.Pagamenti[i].Incassato, "a reconciliation was lost")
	}
	if q.Quietanzabile() {
		pagato, err := q.ImportoPagato()
		require.NoError(t, err)
		require.Equal(t, q.Importo, pagato, "a quietanza for another amount")
	}
}
