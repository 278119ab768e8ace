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

// previsti is how many payments of a page are taken out of it by prediction, with the first.
func previsti(t *testing.T, dati string) int {
	t.Helper()
	confrontaFdR3(t, dati)
	l := prevediFdR3([]byte(dati))
	if l == nil {
		return 0
	}
	return len(l.previsti)
}

// TestPrevisioneFdR3Presi: values as a machine writes them are predicted up to their bounds;
// at one beyond them, or written otherwise, prediction ends.
func TestPrevisioneFdR3Presi(t *testing.T) {
	for _, c := range []struct {
		da, membro      string
		presi, lasciati []string
	}{
		{
			`"index":6`, `"index":%s`,
			[]string{"1", "9", "10", "99", "999999999999999"},
			[]string{"0", "01", "1.0", "-1", "1e1", "1000000000000000", `"6"`, ""},
		},
		{`"idTransfer":1`, `"idTransfer":%s`, []string{"1", "4", "5"}, []string{"0", "6", "255", "256", "257", "261", "1.0", "05"}},
		{
			`"pay":15.5`, `"pay":%s`,
			[]string{"1", "9", "0.9", "0.09", "0.01", "9.9", "9.90", "9.99", "999999999.9", "999999999.99", "999999999"},
			[]string{"0", "0.00", "00.9", "09", ".9", "9.", "9.999", "9.990", "0.009", "9.9.9", "1000000000", "1000000000.00", "-9"},
		},
		{
			`"iuv":"01000000000000005"`, `"iuv":"%s"`,
			[]string{"!", "1", "#", "[", "]", "~", "\x7f", "1234567", "12345678", "123456789", strings.Repeat("x", 34), strings.Repeat("x", 35)},
			[]string{"", " ", "1 2", "1234567 ", "12345678 ", "\\u0041", "1234567è", "12345678\u0080", "\u007f\u0080", strings.Repeat("x", 36)},
		},
		{
			`"payStatus":"EXECUTED"`, `"payStatus":"%s"`,
			[]string{"EXECUTED", "NO_RPT", "REVOKED"},
			[]string{"", "X", "BOH", "EXECUTED ", "executed", "EXECUTE"},
		},
		{
			`"payDate":"2024-07-25T10:05:00Z"`, `"payDate":"%s"`,
			[]string{"2024-07-25", "2024-07-25T22:00:00Z", "2024-07-24T23:59:59Z", "2024-07-25T10:05:00.5Z", "2024-07-25T10:05:00+02:00"},
			[]string{"", "2024-02-30", "2024-07-25T24:60:00Z", "2024-07-25T10:05:00Zx"},
		},
	} {
		for want, valori := range map[int][]string{8: c.presi, 5: c.lasciati} {
			for _, v := range valori {
				require.Equal(t, want, previsti(t, paginaCon(c.da, fmt.Sprintf(c.membro, v), 5)), "%s", fmt.Sprintf(c.membro, v))
			}
		}
	}
}

// TestStessoGiorno: from 22:00 in UTC a day may have ended in Rome; what is no instant of the
// day, to the second and with its quote, has to be parsed.
func TestStessoGiorno(t *testing.T) {
	const giorno = "2024-07-25"
	for s, want := range map[string]bool{
		giorno + `T00:00:00Z"`: true, giorno + `T21:59:59Z"`: true, giorno + `T09:09:09Z"`: true, giorno + `T19:49:39Z",`: true,
		giorno + `T22:00:00Z"`: false, giorno + `T99:00:00Z"`: false, giorno + `T10:60:00Z"`: false, giorno + `T10:00:60Z"`: false,
		`2024-07-26T10:00:00Z"`: false, `2024-07-15T10:00:00Z"`: false, `2024-06-25T10:00:00Z"`: false, `2025-07-25T10:00:00Z"`: false,
		giorno + `t10:00:00Z"`: false, giorno + `T10-00:00Z"`: false, giorno + `T10:00-00Z"`: false, giorno + `T10:00:00z"`: false, giorno + `T10:00:00Z `: false,
		giorno + `T:0:00:00Z"`: false, giorno + `T/0:00:00Z"`: false, giorno + `T1::00:00Z"`: false, giorno + `T1/:00:00Z"`: false,
		giorno + `T10:/0:00Z"`: false, giorno + `T10:0a:00Z"`: false, giorno + `T10:00: 0Z"`: false, giorno + `T10:00:0\Z"`: false,
		giorno + `T10:00:00Z`: false, giorno + `"`: false, "": false,
	} {
		require.Equal(t, want, stessoGiorno([]byte(s), []byte(giorno)), "%s", s)
		require.Equal(t, want, stessoGiorno([]byte(s), []byte(giorno+"T22:30:00Z")), "%s", s)
		require.False(t, stessoGiorno([]byte(s), []byte(giorno)[:9]), "%s", s)
		require.False(t, stessoGiorno([]byte(s), nil), "%s", s)
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
