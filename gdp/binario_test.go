package gdp_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

// accumulatoreVario has two bodies and none, an error, a code of no list and a free
// text.
func accumulatoreVario(t testing.TB) *gdp.Accumulatore {
	quando := time.Date(2025, 3, 3, 10, 0, 0, 0, time.UTC)
	iuv := avviso.MustIUV("02000000000000017")
	var a gdp.Accumulatore
	for i, e := range []gdp.Evento{
		{EventCode: gdp.RPTRicevutaNodo, Ruolo: gdp.RuoloNodo, IdDominio: avviso.MustIdDominio("77777777777")},
		{EventCode: gdp.RPTRifiutataNodo, Ruolo: gdp.RuoloEC, IdDominio: avviso.MustIdDominio("77777777777"), Error: &gdp.DescrittoreErrore{ID: "NodoDeiPagamentiSPC", FaultCode: "PPT_RPT_DUPLICATA", Serial: 1}},
		{EventCode: gdp.RPTPagata, Ruolo: gdp.RuoloPSP, EventDescription: "altro testo"},
		{CodiceScritto: "MAI_VISTO", Ruolo: gdp.RuoloPSP, IdDominio: avviso.MustIdDominio("00000000000")},
	} {
		e.IUV, e.CCP, e.DateTime = iuv, "n/a", quando.Add(-time.Duration(i)*time.Minute)
		require.NoError(t, a.Aggiungi(e))
	}
	return &a
}

func TestAccumulatoreBinario(t *testing.T) {
	a := accumulatoreVario(t)
	b, err := a.MarshalBinary()
	require.NoError(t, err)
	var letto gdp.Accumulatore
	require.NoError(t, letto.UnmarshalBinary(b))
	require.Empty(t, cmp.Diff(a.Eventi(), letto.Eventi(), cmp.Comparer(func(x, y avviso.IUV) bool { return x == y }),
		cmp.Comparer(func(x, y avviso.IdDominio) bool { return x == y })))
	uno, err := a.Pagamenti()
	require.NoError(t, err)
	due, err := letto.Pagamenti()
	require.NoError(t, err)
	require.Equal(t, uno, due)
	var vuoto, altro gdp.Accumulatore
	b, err = vuoto.MarshalBinary()
	require.NoError(t, err)
	require.NoError(t, altro.UnmarshalBinary(b))
	require.Empty(t, altro.Eventi())
}

// TestAccumulatoreBinarioUguale: the order of arrival and copies do not show.
func TestAccumulatoreBinarioUguale(t *testing.T) {
	a := accumulatoreVario(t)
	var b gdp.Accumulatore
	eventi := a.Eventi()
	slices.Reverse(eventi)
	for _, e := range slices.Concat(eventi, eventi) {
		require.NoError(t, b.Aggiungi(e))
	}
	x, _ := a.MarshalBinary()
	y, _ := b.MarshalBinary()
	require.Equal(t, x, y)
}

func TestAccumulatoreBinarioRifiuti(t *testing.T) {
	b, err := accumulatoreVario(t).MarshalBinary()
	require.NoError(t, err)
	prima := accumulatoreVario(t)
	for n := range len(b) {
		require.ErrorIs(t, prima.UnmarshalBinary(b[:n]), gdp.ErrFormato, n)
	}
	require.ErrorIs(t, prima.UnmarshalBinary(append(slices.Clone(b), 0)), gdp.ErrFormato)
	b[0]++
	err = prima.UnmarshalBinary(b)
	r, ok := avviso.RilievoDi(err)
	require.True(t, ok)
	require.Equal(t, gdp.CodiceBinario, r.Codice)
	require.Len(t, prima.Eventi(), 4, "a refusal changes nothing")
	require.ErrorIs(t, (*gdp.Accumulatore)(nil).UnmarshalBinary(b), avviso.ErrNullo)
	_, err = (*gdp.Accumulatore)(nil).MarshalBinary()
	require.ErrorIs(t, err, avviso.ErrNullo)
}

// FuzzAccumulatoreBinario: what is read is written in one way, and read again.
func FuzzAccumulatoreBinario(f *testing.F) {
	b, err := accumulatoreVario(f).MarshalBinary()
	require.NoError(f, err)
	f.Add(b)
	f.Add([]byte{1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		var a, c gdp.Accumulatore
		if a.UnmarshalBinary(b) != nil {
			return
		}
		scritto, err := a.MarshalBinary()
		require.NoError(t, err)
		require.NoError(t, c.UnmarshalBinary(scritto))
		ancora, err := c.MarshalBinary()
		require.NoError(t, err)
		require.Equal(t, scritto, ancora)
	})
}
