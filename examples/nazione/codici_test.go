package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// elementi are what the documents of a nation make travel.
func elementi(t testing.TB) (giornali []giornale, parti []parte) {
	percorsi, err := nazione(filepath.Join(t.TempDir(), "documenti"), misure{
		enti: 3, pagamenti: 300, giorni: 8, inizio: avviso.MustData("2025-03-03"), oggi: avviso.MustData("2025-03-10"), tutti: true, caldo: 40, righe: 1001,
	})
	require.NoError(t, err)
	file, err := cerca(percorsi)
	require.NoError(t, err)
	raccolta := parte{Accumulatore: new(rendicontazione.Accumulatore)}
	pagamenti := make(map[string]giornale)
	l := lettore{
		parti: raccolta.Accumulatore, pagina: func(p cassa.Intestazione) { raccolta.pagine = append(raccolta.pagine, p) }, letto: func(string) {},
		problema: func(string, error) {}, evento: func(e gdp.Evento) error {
			k := chiaveGiornale(&e)
			if pagamenti[k].Accumulatore == nil {
				pagamenti[k] = giornale{new(gdp.Accumulatore)}
			}
			return pagamenti[k].Aggiungi(e)
		},
	}
	for _, nome := range file {
		l.file(nome)
	}
	for _, g := range pagamenti {
		giornali = append(giornali, g)
	}
	for _, p := range raccolta.perNome(func(d avviso.IdDominio) bool { return d.String() != "99999000013" }) {
		parti = append(parti, p)
	}
	require.Greater(t, len(giornali), 200)
	require.Greater(t, len(parti), 3)
	return giornali, parti
}

// TestCodici: what travels arrives as it was, in few bytes.
func TestCodici(t *testing.T) {
	giornali, parti := elementi(t)
	byteGiornali, eventi := 0, 0
	for _, g := range giornali {
		b, err := scriviGiornale(g)
		require.NoError(t, err)
		letto, err := leggiGiornale(b)
		require.NoError(t, err)
		require.Equal(t, g.Eventi(), letto.Eventi())
		ancora, err := scriviGiornale(letto)
		require.NoError(t, err)
		require.Equal(t, b, ancora)
		byteGiornali += len(b)
		eventi += len(g.Eventi())
	}
	require.Less(t, byteGiornali/eventi, 25, "bytes an event")
	pagine, byteParti, oggetti := 0, 0, 0
	for _, p := range parti {
		b, err := scriviParte(p)
		require.NoError(t, err)
		letta, err := leggiParte(b)
		require.NoError(t, err)
		require.Equal(t, p.Input(), letta.Input())
		require.Equal(t, p.pagine, letta.pagine)
		ancora, err := scriviParte(letta)
		require.NoError(t, err)
		require.Equal(t, b, ancora)
		for n := range min(len(b), 200) {
			_, err := leggiParte(b[:n])
			require.Error(t, err)
		}
		pagine += len(p.pagine)
		byteParti += len(b)
		oggetti += p.Quanti()
	}
	require.Positive(t, pagine)
	require.Less(t, byteParti/oggetti, 80, "bytes an object")
	for _, c := range []conto{{}, {1, -2, false}, {1 << 62, 1 << 62, false}, {numero: 3, oltre: true}} {
		letto, err := leggiConto(scriviConto(c))
		require.NoError(t, err)
		require.Equal(t, c, letto)
	}
}

func TestGruppi(t *testing.T) {
	u := &unisciLegami{}
	a, b := u.CreateAccumulator(), u.CreateAccumulator()
	a = u.AddInput(u.AddInput(a, "d\tc"), "b\ta")
	b = u.AddInput(b, "c\tb")
	a = u.MergeAccumulators(a, b)
	for _, nome := range []string{"a", "b", "c", "d"} {
		require.Equal(t, "a", a.primo(nome))
	}
	require.Equal(t, "e", a.primo("e"))
	letti, err := leggiGruppi(scriviGruppi(a))
	require.NoError(t, err)
	require.Equal(t, scriviGruppi(a), scriviGruppi(letti))
}

// FuzzConto: what is read is written back the same.
func FuzzConto(f *testing.F) {
	f.Add(scriviConto(conto{1, -2, true}))
	f.Add(scriviConto(conto{1 << 62, 0, false}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := leggiConto(b); err == nil {
			require.Equal(t, b, scriviConto(c))
		}
	})
}

// FuzzGruppi: what is read is written back the same.
func FuzzGruppi(f *testing.F) {
	f.Add(scriviGruppi(gruppi{map[string]string{}}))
	f.Add(scriviGruppi(gruppi{map[string]string{"a": "a", "b": "a", "c": "b"}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if g, err := leggiGruppi(b); err == nil {
			require.Equal(t, b, scriviGruppi(g))
		}
	})
}

// FuzzGiornale: what is read is written in one way, and read back the same.
func FuzzGiornale(f *testing.F) {
	giornali, _ := elementi(f)
	slices.SortFunc(giornali, func(x, y giornale) int { return bytes.Compare([]byte(chiaveDi(x)), []byte(chiaveDi(y))) })
	for _, g := range giornali[:10] {
		b, err := scriviGiornale(g)
		require.NoError(f, err)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		g, err := leggiGiornale(b)
		if err != nil {
			return
		}
		uno, err := scriviGiornale(g)
		require.NoError(t, err)
		h, err := leggiGiornale(uno)
		require.NoError(t, err)
		due, err := scriviGiornale(h)
		require.NoError(t, err)
		require.Equal(t, uno, due)
		require.Equal(t, g.Eventi(), h.Eventi())
	})
}

func chiaveDi(g giornale) string {
	e := g.Eventi()
	return chiaveGiornale(&e[0])
}

// FuzzParte: what is read is written, and read back the same; so is what any document of
// the same bytes holds.
func FuzzParte(f *testing.F) {
	_, parti := elementi(f)
	for _, p := range parti[len(parti)-2:] {
		b, err := scriviParte(p)
		require.NoError(f, err)
		f.Add(b)
	}
	f.Add([]byte{1, 0, 1, 0, 0, 0, 0, 0})
	f.Add([]byte(`{"pendenze":[{"id":"A","dominio":"99999000013","iuv":"47000000000000001","voci":[{"indice":1,"importo":"1.00"}]}]}`))
	ancora := func(t *testing.T, p parte) {
		b, err := scriviParte(p)
		require.NoError(t, err)
		q, err := leggiParte(b)
		require.NoError(t, err)
		require.Equal(t, p.Input(), q.Input())
		require.Equal(t, p.pagine, q.pagine)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := leggiParte(b); err == nil {
			ancora(t, p)
		}
		documento := parte{Accumulatore: new(rendicontazione.Accumulatore)}
		if d, _, err := rendicontazione.Leggi(bytes.NewReader(b), documento.Accumulatore, rendicontazione.Lettura{}); err == nil && d.Giornale != nil {
			documento.pagine = append(documento.pagine, soloChiave(*d.Giornale))
		}
		ancora(t, documento)
	})
}
