package flusso

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// paginaCon is a page of eight payments, in which value is another in some of them.
func paginaCon(da, a string, quali ...int) string {
	righe := strings.Split(paginaDi(8, "", "ivrtpsd"), "},{")
	for _, k := range quali {
		righe[k] = strings.Replace(righe[k], da, a, 1)
	}
	return strings.Join(righe, "},{")
}

// TestPrevisioneFdR3Valori: at its bounds, and beyond them, every value is read the same by
// prediction and without, in the first payment as in those that follow.
func TestPrevisioneFdR3Valori(t *testing.T) {
	const iuv, pay = `"iuv":"01000000000000005"`, `"pay":15.5`
	prova := func(da, a string, quali ...int) { t.Helper(); confrontaFdR3(t, paginaCon(da, a, quali...)) }
	for _, n := range []string{
		"0", "1", "5", "6", "255", "256", "257", "01", "1.0", "1.", ".", "", "-1", "1e1", "0.5", "0.05", "0.005", "0.00", "00.5", ".5", "5.5.5", "5.123",
		"999999999.99", "1000000000", "1000000000.00", "123456789012345", "1234567890123456", "99999999999999999999999", `"5"`,
	} {
		prova(pay, `"pay":`+n, 5)
		prova(`"pay":10.5`, `"pay":`+n, 0)
		prova(`"idTransfer":1`, `"idTransfer":`+n, 5)
		prova(`"index":6`, `"index":`+n, 5)
	}
	for n := range 40 {
		testo := strings.Repeat("x", n)
		prova(iuv, `"iuv":"`+testo+`"`, 5)
		for _, c := range []string{" ", "!", `"`, "#", "[", `\`, "]", "\x7f", "\x80", "è", "\x1f", `\u0041`, "}"} {
			prova(iuv, `"iuv":"`+testo+c+`y"`, 5)
		}
	}
	for _, e := range []string{"", "EXECUTE", "EXECUTEDX", "REVOKED", "NO_RPT", "executed", `EXECUTED\u0020`} {
		prova("EXECUTED", e, 5)
		prova("EXECUTED", e, 0)
		prova("EXECUTED", e, 4, 5, 6)
	}
}

// TestPrevisioneFdR3Giorno: the day of a payment is that of Europe/Rome, two hours after UTC in
// summer, one in winter; an instant that does not exist is refused wherever it stands.
func TestPrevisioneFdR3Giorno(t *testing.T) {
	for istante, want := range map[string]string{
		"2024-07-25T00:00:00Z": "2024-07-25", "2024-07-25T21:59:59Z": "2024-07-25", "2024-07-25T22:00:00Z": "2024-07-26", "2024-07-25T23:59:59Z": "2024-07-26",
		"2024-01-25T21:59:59Z": "2024-01-25", "2024-01-25T22:59:59Z": "2024-01-25", "2024-01-25T23:00:00Z": "2024-01-26", "2024-07-25T24:00:00Z": "2024-07-26",
		"2024-07-25": "2024-07-25", "2024-07-25T23:59:59": "2024-07-25", "2024-07-25T23:59:59+02:00": "2024-07-25", "2024-07-25T00:59:59+05:00": "2024-07-24",
		"9999-12-31T21:00:00Z": "9999-12-31", "0001-01-01T00:00:00Z": "0001-01-01", "2024-07-25T10:00:00.5Z": "2024-07-25",
		"9999-12-31T23:00:00Z": "", "2024-07-25T10:60:00Z": "", "2024-07-25T10:00:60Z": "", "2024-07-25T25:00:00Z": "", "2024-07-25T1a:00:00Z": "", "2024-07-25T10:00:0:Z": "",
		"2024-07-25t10:00:00Z": "", "2024-07-25T10-00:00Z": "", "2024-07-25T10:00-00Z": "", "2024-07-25T10:00:00z": "", "2024-07-25T10:00:00Zx": "",
		"2024-07-32T10:00:00Z": "", "2024-07-2xT10:00:00Z": "", "x024-07-25T10:00:00Z": "", "2024-07-25T/0:00:00Z": "", "2024-07-25T10:0/:00Z": "",
	} {
		for _, quali := range [][]int{{0}, {4}, {4, 5}, {0, 1, 2, 3, 4, 5, 6, 7}, {7}} {
			righe := strings.Split(paginaDi(8, "", "ivrtpsd"), "},{")
			for _, k := range quali {
				righe[k] = strings.Replace(righe[k], fmt.Sprintf("2024-07-25T10:%02d:00Z", k), istante, 1)
			}
			dati := strings.Join(righe, "},{")
			confrontaFdR3(t, dati)
			p, _, err := LeggiPaginaFdR3([]byte(dati))
			if want == "" {
				require.ErrorIs(t, err, ErrSchema, "%s in %v", istante, quali)
				continue
			}
			require.NoError(t, err, "%s in %v", istante, quali)
			for _, k := range quali {
				require.Equal(t, avviso.MustData(want), p.Pagamenti[k].Riga.Data, "%s in %v", istante, quali)
			}
		}
	}
}

// TestPrevisioneFdR3NonTiene: what was read is not of the bytes that it was read from.
func TestPrevisioneFdR3NonTiene(t *testing.T) {
	dati := []byte(paginaDi(500, "", "ivrtpsd"))
	p, _, err := LeggiPaginaFdR3(dati)
	require.NoError(t, err)
	copy(dati, bytes.Repeat([]byte("z"), len(dati)))
	require.Len(t, p.Pagamenti, 500)
	for i, x := range p.Pagamenti {
		require.Equal(t, [2]string{fmt.Sprintf("0100000000%07d", i), fmt.Sprintf("5d6e7f%010d", i)}, [2]string{x.Riga.IUV, x.Riga.IUR})
	}
}
