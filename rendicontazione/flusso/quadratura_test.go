package flusso_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// TestQuadratura compares what the rows say alone with Anomalie, on totals right,
// wrong and beyond 64 bits of cents.
func TestQuadratura(t *testing.T) {
	cent := avviso.ImportoDaCentesimi
	riga := func(c int64, e flusso.Esito) flusso.Riga {
		return flusso.Riga{IUV: "1", IUR: "a", Esito: e, Importo: cent(c)}
	}
	const massimo = math.MaxInt64
	pagata, revocata := flusso.Eseguito, flusso.Revocato
	tests := []struct {
		nome   string
		totale int64
		numero int64
		ente   string
		righe  []flusso.Riga
		want   []flusso.CodiceAnomalia
		revoca bool
	}{
		{"right", 300, 2, "", []flusso.Riga{riga(100, pagata), riga(200, pagata)}, nil, false},
		{"receiver", 300, 1, "01234567890", []flusso.Riga{riga(300, pagata)}, nil, false},
		{"another receiver", 300, 1, "01234567891", []flusso.Riga{riga(300, pagata)}, []flusso.CodiceAnomalia{flusso.AnomaliaRicevente}, false},
		{"all wrong", 0, 2, "x", []flusso.Riga{riga(300, pagata)}, []flusso.CodiceAnomalia{flusso.AnomaliaSenzaCodice, flusso.AnomaliaTotale, flusso.AnomaliaNumero, flusso.AnomaliaRicevente}, false},
		{"revocation with the minus", 100, 2, "", []flusso.Riga{riga(300, pagata), riga(-200, revocata)}, nil, false},
		{"revocation without the minus", 100, 2, "", []flusso.Riga{riga(300, pagata), riga(200, revocata)}, nil, true},
		{"revocation added", 500, 2, "", []flusso.Riga{riga(300, pagata), riga(200, revocata)}, nil, false},
		{"one of two revocations negated", 300, 3, "", []flusso.Riga{riga(300, pagata), riga(100, revocata), riga(100, revocata)}, []flusso.CodiceAnomalia{flusso.AnomaliaTotale}, false},
		{"passes beyond and comes back", massimo, 3, "", []flusso.Riga{riga(massimo, pagata), riga(massimo, pagata), riga(-massimo, revocata)}, nil, false},
		{"stays beyond", massimo, 2, "", []flusso.Riga{riga(massimo, pagata), riga(1, pagata)}, []flusso.CodiceAnomalia{flusso.AnomaliaTotale}, false},
		{"beyond, and wraps to the total", massimo, 3, "", []flusso.Riga{riga(massimo, pagata), riga(massimo, pagata), riga(2, pagata)}, []flusso.CodiceAnomalia{flusso.AnomaliaTotale}, false},
		{"beyond, but for a revocation", 1, 3, "", []flusso.Riga{riga(massimo, pagata), riga(1, pagata), riga(massimo, revocata)}, nil, true},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			f := flusso.Flusso{Righe: tt.righe, Testata: campione().Testata}
			f.Ricevente, f.NumeroTotalePagamenti, f.ImportoTotalePagamenti = tt.ente, tt.numero, cent(tt.totale)
			var q flusso.Quadratura
			for i := range f.Righe {
				q.Aggiungi(&f.Righe[i])
			}
			codici, revoca := q.Anomalie(&f.Testata)
			require.Empty(t, cmp.Diff(tt.want, codici))
			require.Equal(t, tt.revoca, revoca)
			anomalie, avvertenze := f.Anomalie()
			var delFlusso []flusso.CodiceAnomalia
			for _, a := range anomalie {
				if a.Livello == flusso.LivelloFlusso {
					delFlusso = append(delFlusso, a.Codice)
				}
			}
			require.Empty(t, cmp.Diff(tt.want, delFlusso))
			segno := false
			for _, a := range avvertenze {
				segno = segno || a.Codice == flusso.AvvertenzaSegnoRevoca
			}
			require.Equal(t, tt.revoca, segno)
		})
	}
}
