package cassa_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func TestPagine(t *testing.T) {
	pagina := func(n, di int) cassa.Intestazione {
		return cassa.Intestazione{IDFlussoBT: "G", IdDominio: dominio, Esercizio: 2024, Pagina: n, Pagine: di, Dal: avviso.MustData("2024-05-06"), Al: avviso.MustData("2024-05-06")}
	}
	altroGiorno := pagina(2, 3)
	altroGiorno.Dal, altroGiorno.Al = avviso.MustData("2024-05-07"), avviso.MustData("2024-05-07")
	tests := []struct {
		nome     string
		pagine   []cassa.Intestazione
		completo bool
		mancanti []int
		errore   string
	}{
		{"none", nil, false, nil, ""},
		{"one of one", []cassa.Intestazione{pagina(1, 1)}, true, nil, ""},
		{"all, any order", []cassa.Intestazione{pagina(3, 3), pagina(1, 3), pagina(2, 3)}, true, nil, ""},
		{"one twice", []cassa.Intestazione{pagina(1, 2), pagina(1, 2), pagina(2, 2)}, true, nil, ""},
		{"twice is not two", []cassa.Intestazione{pagina(1, 2), pagina(1, 2)}, false, []int{2}, ""},
		{"holes", []cassa.Intestazione{pagina(2, 5), pagina(4, 5)}, false, []int{1, 3, 5}, ""},
		{"two totals", []cassa.Intestazione{pagina(1, 2), pagina(2, 3)}, false, nil, "pagine_totali"},
		{"two journals", []cassa.Intestazione{pagina(1, 3), altroGiorno}, false, nil, "identificativo_flusso_BT"},
		{"page 4 of 3", []cassa.Intestazione{pagina(4, 3)}, false, nil, "pagina"},
		{"ten million", []cassa.Intestazione{pagina(1, 9999999)}, false, nil, "…"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			completo, err := cassa.Completo(tt.pagine)
			require.Equal(t, tt.completo, completo)
			seq, err2 := cassa.Mancanti(tt.pagine)
			switch tt.errore {
			case "…":
				require.NoError(t, err)
				for n := range seq {
					require.Equal(t, 2, n)
					break
				}
			case "":
				require.NoError(t, err)
				require.NoError(t, err2)
				require.Equal(t, tt.mancanti, slices.Collect(seq))
			default:
				richiede(t, err, cassa.CodicePagine, cassa.ErrFormato, tt.errore, 0)
				require.Equal(t, err, err2)
			}
		})
	}
	gruppi := cassa.PerGiornale([]cassa.Intestazione{pagina(3, 3), altroGiorno, pagina(1, 3)})
	require.Empty(t, cmp.Diff([][]cassa.Intestazione{{pagina(1, 3), pagina(3, 3)}, {altroGiorno}}, gruppi, comparatore))
}

// TestGiornaleMemoria reads a stream far larger than what it may keep.
func TestGiornaleMemoria(t *testing.T) {
	const n = 20000
	inizio, fine, _ := strings.Cut(giornale("@"), "@")
	r := io.MultiReader(strings.NewReader(inizio), &ripeti{testo: movimento("causale", strings.Repeat("x", 400)), volte: n}, strings.NewReader(fine))
	g, err := cassa.NuovoGiornale(r)
	require.NoError(t, err)
	var quanti int
	var somma int64
	allocati := testing.AllocsPerRun(1, func() {
		for m, err := range g.Movimenti() {
			if err != nil {
				panic(err)
			}
			quanti++
			somma += m.Importo.Centesimi()
		}
	})
	require.Equal(t, n, quanti)
	require.Equal(t, int64(n*1000), somma)
	require.Less(t, allocati, float64(8*n))
}

// ripeti delivers a text many times.
type ripeti struct {
	testo string
	volte int
	resto string
}

func (r *ripeti) Read(p []byte) (int, error) {
	if r.resto == "" {
		if r.volte == 0 {
			return 0, io.EOF
		}
		r.volte--
		r.resto = r.testo
	}
	n := copy(p, r.resto)
	r.resto = r.resto[n:]
	return n, nil
}
