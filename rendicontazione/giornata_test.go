package rendicontazione_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/rendicontazione"
)

func istante(t *testing.T, s string) time.Time {
	t.Helper()
	i, err := ora.ParseLocale(s)
	require.NoError(t, err)
	return i
}

func TestGiornataOperativa(t *testing.T) {
	tests := []struct {
		nome, istante                                       string
		giornata, accredito, target, flusso, sovrascrittura string
	}{
		{"the minute of the cut-off belongs to the day", "2024-05-03T13:00:59", "2024-05-03", "2024-05-06", "2024-05-06", "2024-05-07", "2024-05-09"},
		{"cut-off over, weekend", "2024-05-03T13:01:00", "2024-05-06", "2024-05-07", "2024-05-07", "2024-05-08", "2024-05-10"},
		{"holidays of April and May", "2024-04-24T15:00:00", "2024-04-26", "2024-04-29", "2024-04-29", "2024-04-30", "2024-05-03"},
		{"end of the year", "2024-12-28T10:00:00", "2024-12-30", "2024-12-31", "2024-12-31", "2025-01-02", "2025-01-07"},
		{"Good Friday stops the credit alone", "2024-03-28T10:00:00", "2024-03-28", "2024-03-29", "2024-04-02", "2024-04-02", "2024-04-04"},
		{"instant in UTC, 13:00:30 in Rome", "2024-07-01T11:00:30Z", "2024-07-01", "2024-07-02", "2024-07-02", "2024-07-03", "2024-07-05"},

		{"a real flow of July 2018: Saturday", "2018-07-21T09:00:00", "2018-07-23", "2018-07-24", "2018-07-24", "2018-07-25", "2018-07-27"},
		{"a real flow of July 2018: Sunday", "2018-07-22T23:59:59", "2018-07-23", "2018-07-24", "2018-07-24", "2018-07-25", "2018-07-27"},
		{"last instant of the cut-off", "2024-05-03T13:00:59.999999999", "2024-05-03", "2024-05-06", "2024-05-06", "2024-05-07", "2024-05-09"},

		// Summer time begins on Sunday 2024-03-31 and ends on Sunday 2024-10-27.
		{"Sunday of the spring change, in the skipped hour", "2024-03-31T02:30:00", "2024-04-02", "2024-04-03", "2024-04-03", "2024-04-04", "2024-04-08"},
		{"Friday before the spring change, UTC+1", "2024-03-29T12:00:59Z", "2024-03-29", "2024-04-02", "2024-04-02", "2024-04-03", "2024-04-05"},
		{"Tuesday after the spring change, UTC+2", "2024-04-02T11:01:00Z", "2024-04-03", "2024-04-04", "2024-04-04", "2024-04-05", "2024-04-09"},
		{"Sunday of the autumn change, in the double hour", "2024-10-27T02:30:00", "2024-10-28", "2024-10-29", "2024-10-29", "2024-10-30", "2024-11-04"},
		{"Friday before the autumn change, UTC+2", "2024-10-25T11:00:59Z", "2024-10-25", "2024-10-28", "2024-10-28", "2024-10-29", "2024-10-31"},
		{"Monday after the autumn change, UTC+1", "2024-10-28T12:00:59Z", "2024-10-28", "2024-10-29", "2024-10-29", "2024-10-30", "2024-11-04"},
		{"Monday after the autumn change, one minute late", "2024-10-28T12:01:00Z", "2024-10-29", "2024-10-30", "2024-10-30", "2024-10-31", "2024-11-05"},
		{"midnight of Rome is still yesterday in UTC", "2024-07-01T22:30:00Z", "2024-07-02", "2024-07-03", "2024-07-03", "2024-07-04", "2024-07-08"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			d := rendicontazione.GiornataOperativa(istante(t, tt.istante))
			got := rendicontazione.ScadenzeDi(d)
			want := rendicontazione.Scadenze{
				Giornata:             avviso.MustData(tt.giornata),
				AccreditoEntro:       avviso.MustData(tt.accredito),
				AccreditoEntroTarget: avviso.MustData(tt.target),
				FlussoEntro:          avviso.MustData(tt.flusso),
				SovrascritturaEntro:  avviso.MustData(tt.sovrascrittura),
			}
			if diff := cmp.Diff(want, got, cmp.Comparer(uguali[avviso.Data])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func uguali[T comparable](a, b T) bool { return a == b }

func TestScadenzeJSON(t *testing.T) {
	b, err := json.Marshal(rendicontazione.ScadenzeDi(avviso.MustData("2024-03-28")))
	require.NoError(t, err)
	require.JSONEq(t, `{"giornata":"2024-03-28","accreditoEntro":"2024-03-29","accreditoEntroTarget":"2024-04-02",
		"flussoEntro":"2024-04-02","sovrascritturaEntro":"2024-04-04"}`, string(b))
}

func TestGiornateDaData(t *testing.T) {
	tests := []struct{ nome, data, prima, ultima string }{
		{"working day: itself or the next", "2024-05-02", "2024-05-02", "2024-05-03"},
		{"Friday", "2024-05-03", "2024-05-03", "2024-05-06"},
		{"Saturday: only Monday", "2024-05-04", "2024-05-06", "2024-05-06"},
		{"eve of a holiday", "2024-04-24", "2024-04-24", "2024-04-26"},
		{"holiday", "2024-04-25", "2024-04-26", "2024-04-26"},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			prima, ultima := rendicontazione.GiornateDaData(avviso.MustData(tt.data))
			require.Equal(t, tt.prima, prima.String())
			require.Equal(t, tt.ultima, ultima.String())
		})
	}
}

// TestGiornateDaDataHoldsTheTruth checks the inverse against the rule: whatever
// the time of the payment, its operating day is one of the two.
func TestGiornateDaDataHoldsTheTruth(t *testing.T) {
	for g := avviso.MustData("2023-12-20"); g.Prima(avviso.MustData("2025-01-15")); g = g.Aggiungi(1) {
		prima, ultima := rendicontazione.GiornateDaData(g)
		presto := rendicontazione.GiornataOperativa(ora.Istante(g.Giorni(), 0, 0, 0, 0))
		tardi := rendicontazione.GiornataOperativa(ora.Istante(g.Giorni(), 23, 59, 59, 0))
		require.Equal(t, prima, presto, g)
		require.Equal(t, ultima, tardi, g)
	}
}

func TestCalendari(t *testing.T) {
	tests := []struct {
		data           string
		italia, target bool
	}{
		{"2024-05-03", true, true},
		{"2024-05-04", false, false}, // Saturday
		{"2024-03-29", true, false},  // Good Friday
		{"2024-04-01", false, false}, // Easter Monday
		{"2024-04-25", false, true},
		{"2024-05-01", false, false},
		{"2025-06-02", false, true},
		{"2024-08-15", false, true},
		{"2024-11-01", false, true},
		{"2025-12-08", false, true},
		{"2024-12-25", false, false},
		{"2024-12-26", false, false},
		{"2025-01-01", false, false},
		{"2025-01-06", false, true},
		{"2023-10-04", true, true},
		{"2027-10-04", false, true}, // holiday again from 2026
	}
	for _, tt := range tests {
		d := avviso.MustData(tt.data)
		require.Equal(t, tt.italia, rendicontazione.Italia.Lavorativo(d), "Italia %s", d)
		require.Equal(t, tt.target, rendicontazione.Target.Lavorativo(d), "Target %s", d)
		require.Equal(t, tt.italia && tt.target, rendicontazione.ItaliaTarget.Lavorativo(d), "ItaliaTarget %s", d)
	}
}

// domenicale works on Sundays alone.
type domenicale struct{}

func (domenicale) Lavorativo(d avviso.Data) bool { return d.Inizio().Weekday() == time.Sunday }

// mai never works.
type mai struct{}

func (mai) Lavorativo(avviso.Data) bool { return false }

func TestGiornataOperativaIn(t *testing.T) {
	i := istante(t, "2024-05-03T10:00:00")
	require.Equal(t, "2024-05-05", rendicontazione.GiornataOperativaIn(i, domenicale{}).String())
	require.Equal(t, "2024-05-03", rendicontazione.GiornataOperativaIn(i, nil).String())
	require.Equal(t, "2024-05-07", rendicontazione.GiornataOperativaIn(istante(t, "2024-05-06T14:00:00"), rendicontazione.Target).String())
	require.True(t, rendicontazione.GiornataOperativaIn(i, mai{}).IsValid(), "a calendar without working days ends the search")
}

func TestGiornataOutOfRange(t *testing.T) {
	require.Equal(t, avviso.Data{}, rendicontazione.GiornataOperativa(time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)))
	require.Equal(t, rendicontazione.Scadenze{}, rendicontazione.ScadenzeDi(avviso.Data{}))
	prima, ultima := rendicontazione.GiornateDaData(avviso.Data{})
	require.False(t, prima.IsValid() || ultima.IsValid())
	ultimo := avviso.MustData("9999-12-31")
	require.Equal(t, rendicontazione.Scadenze{Giornata: ultimo}, rendicontazione.ScadenzeDi(ultimo))
}
