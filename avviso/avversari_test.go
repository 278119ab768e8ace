package avviso_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
)

// lettori are all the doors through which a text comes in.
var lettori = map[string]func(string) error{
	"ParseImporto":                    soloErrore(avviso.ParseImporto),
	"ParseImportoEsteso":              soloErrore(avviso.ParseImportoEsteso),
	"ParseImportoItaliano":            soloErrore(avviso.ParseImportoItaliano),
	"LeggiImporto":                    func(s string) error { _, _, err := avviso.LeggiImporto(s); return err },
	"Importo.UnmarshalText":           func(s string) error { return new(avviso.Importo).UnmarshalText([]byte(s)) },
	"Importo.UnmarshalJSON":           func(s string) error { return new(avviso.Importo).UnmarshalJSON([]byte(s)) },
	"Importo.UnmarshalJSON in quotes": func(s string) error { return new(avviso.Importo).UnmarshalJSON([]byte(`"` + s + `"`)) },
	"Importo.Scan":                    func(s string) error { return new(avviso.Importo).Scan(s) },
	"ParseData":                       soloErrore(avviso.ParseData),
	"ParseIdDominio":                  soloErrore(avviso.ParseIdDominio),
	"ParseIUV":                        soloErrore(avviso.ParseIUV),
	"LeggiIUV":                        func(s string) error { _, _, err := avviso.LeggiIUV(s); return err },
	"ParseNumeroAvviso":               soloErrore(avviso.ParseNumeroAvviso),
	"ParseNumeroAvvisoRigoroso":       soloErrore(avviso.ParseNumeroAvvisoRigoroso),
	"LeggiNumeroAvviso":               func(s string) error { _, _, err := avviso.LeggiNumeroAvviso(s); return err },
	"ParseRF":                         soloErrore(avviso.ParseRF),
	"LeggiRF":                         func(s string) error { _, _, err := avviso.LeggiRF(s); return err },
	"ParseCodiceFiscale":              soloErrore(avviso.ParseCodiceFiscale),
	"LeggiCodiceFiscale":              func(s string) error { _, _, err := avviso.LeggiCodiceFiscale(s); return err },
	"ParsePartitaIVA":                 soloErrore(avviso.ParsePartitaIVA),
	"ParseIBAN":                       soloErrore(avviso.ParseIBAN),
	"LeggiIBAN":                       func(s string) error { _, _, err := avviso.LeggiIBAN(s); return err },
	"ParseGLN":                        soloErrore(avviso.ParseGLN),
	"ParseQRCode":                     soloErrore(avviso.ParseQRCode),
	"LeggiQRCode":                     func(s string) error { _, _, err := avviso.LeggiQRCode(s); return err },
	"ParseBarCode":                    soloErrore(avviso.ParseBarCode),
	"ParseCodeLine":                   soloErrore(avviso.ParseCodeLine),
	"ParseDataMatrix":                 soloErrore(avviso.ParseDataMatrix),
	"LeggiDataMatrix":                 func(s string) error { _, _, err := avviso.LeggiDataMatrix(s); return err },
}

func soloErrore[T any](leggi func(string) (T, error)) func(string) error {
	return func(s string) error { _, err := leggi(s); return err }
}

// TestTestiAvversi gives megabytes, and numbers that must not be computed, to the
// readers of short values: the cost is a small multiple of the text at most,
// and the message stays short.
func TestTestiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	testi := prova.Numeri()
	for _, pezzo := range []string{"0", "9", "A", " ", "-", ".", "|", "PAGOPA|002|", "codfase=NBPA;", "\xff", "è", "RF", "IT60"} {
		testi = append(testi, strings.Repeat(pezzo, 2*prova.Mega/len(pezzo)))
	}
	for nome, leggi := range lettori {
		for _, s := range testi {
			var err error
			n := prova.Assegnati(func() { err = leggi(s) })
			require.LessOrEqual(t, n, uint64(16*len(s)+16<<10), "%s %.20q", nome, s)
			if err == nil { // a short text may be an IUV, zeros without number are 0.00
				require.True(t, len(s) <= 35 || (nome == "LeggiImporto" || nome == "Importo.Scan") && strings.Trim(s, "0") == "", "%s %.20q", nome, s)
				continue
			}
			require.Less(t, len(err.Error()), 1000, "%s %.20q", nome, s)
		}
	}
}

// TestDecimaliAvversi: amounts that shopspring/decimal holds in a few bytes, and
// would spend seconds on.
func TestDecimaliAvversi(t *testing.T) {
	for nome, d := range map[string]decimal.Decimal{
		"1e10000000": decimal.New(1, 10_000_000), "1e2147483647": decimal.New(1, 1<<31-1),
		"1e-10000000": decimal.New(1, -10_000_000), "1e-2147483648": decimal.New(1, -1<<31),
		"0e10000000": decimal.New(0, 10_000_000), "0e-10000000": decimal.New(0, -10_000_000),
		"ten thousand digits":          decimal.RequireFromString(strings.Repeat("9", 10_000)),
		"and as many behind the point": decimal.RequireFromString("0." + strings.Repeat("9", 10_000)),
	} {
		var err error
		n := prova.Assegnati(func() { _, err = avviso.ImportoDaDecimal(d) })
		require.Less(t, n, uint64(prova.Mega), nome)
		if !d.IsZero() {
			require.ErrorIs(t, err, avviso.ErrImporto, nome)
		}
		if err != nil {
			require.Less(t, len(err.Error()), 1000, nome)
		}
	}
	for _, s := range []string{`1e10000`, `"1e10000"`, `"1e10000000"`, `{"a":1}`, `[` + strings.Repeat("[", 100_000)} {
		var i avviso.Importo
		require.Error(t, json.Unmarshal([]byte(s), &i), "%.20s", s)
	}
}
