package charset_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/charset"
)

// tabella1252 is the mapping of bytes 80–FF published by the Unicode Consortium
// (MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT, table version 2.01), row by row;
// -1 is an undefined byte. Below 80 it is US-ASCII.
var tabella1252 = [128]rune{
	0x20AC, -1, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, -1, 0x017D, -1,
	-1, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, -1, 0x017E, 0x0178,
	0x00A0, 0x00A1, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
	0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x00BA, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x00BF,
	0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x00C4, 0x00C5, 0x00C6, 0x00C7, 0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF,
	0x00D0, 0x00D1, 0x00D2, 0x00D3, 0x00D4, 0x00D5, 0x00D6, 0x00D7, 0x00D8, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x00DD, 0x00DE, 0x00DF,
	0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x00E4, 0x00E5, 0x00E6, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x00EC, 0x00ED, 0x00EE, 0x00EF,
	0x00F0, 0x00F1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x00F6, 0x00F7, 0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x00FD, 0x00FE, 0x00FF,
}

// runaAttesa is the official character of a byte, -1 when there is none.
func runaAttesa(c charset.Codifica, b int) rune {
	switch {
	case b < 0x80:
		return rune(b)
	case c == charset.ISO88591: // MAPPINGS/ISO8859/8859-1.TXT: the identity
		return rune(b)
	case c == charset.Windows1252:
		return tabella1252[b-0x80]
	}
	return -1
}

// TestTuttiIByte decodes each of the 256 bytes, and finds it again.
func TestTuttiIByte(t *testing.T) {
	for _, c := range []charset.Codifica{charset.ASCII, charset.ISO88591, charset.Windows1252} {
		t.Run(c.String(), func(t *testing.T) {
			for b := range 256 {
				attesa := runaAttesa(c, b)
				utf, err := c.AppendUTF8([]byte("<"), []byte{'x', byte(b), 'y'})
				if attesa < 0 {
					var e *charset.Errore
					require.ErrorAs(t, err, &e, "%#x", b)
					require.Equal(t, charset.Errore{Codifica: c, Runa: rune(b), Scarto: 1}, *e)
					require.ErrorIs(t, err, charset.ErrCarattere)
					require.Equal(t, "<x", string(utf))
					continue
				}
				require.NoError(t, err, "%#x", b)
				require.Equal(t, "<x"+string(attesa)+"y", string(utf), "%#x", b)
				require.Equal(t, []byte{'x', byte(b), 'y'}, indietro(c, utf[1:]), "%#x", b)
			}
		})
	}
}

// indietro returns the bytes of a text in c.
func indietro(c charset.Codifica, utf []byte) []byte {
	byteDi := map[rune]byte{}
	for b := range 256 {
		byteDi[runaAttesa(c, b)] = byte(b)
	}
	torna := []byte{}
	for _, r := range string(utf) {
		torna = append(torna, byteDi[r])
	}
	return torna
}

// TestAscii puts the one byte that is not ASCII at every place of texts around
// the eight bytes that are looked at together.
func TestAscii(t *testing.T) {
	for n := range 20 {
		for i := range n {
			src := bytes.Repeat([]byte{'a'}, n)
			src[i] = 0xE0
			utf, err := charset.ISO88591.AppendUTF8(nil, src)
			require.NoError(t, err)
			require.Equal(t, strings.Repeat("a", i)+"à"+strings.Repeat("a", n-i-1), string(utf))
			utf, err = charset.ASCII.AppendUTF8(nil, src)
			require.Equal(t, &charset.Errore{Codifica: charset.ASCII, Runa: 0xE0, Scarto: int64(i)}, err)
			require.Equal(t, strings.Repeat("a", i), string(utf))
		}
	}
}

// TestNomeLungo: an unknown name of more than 32 bytes is quoted in part.
func TestNomeLungo(t *testing.T) {
	_, err := charset.ParseCodifica(strings.Repeat("x", 32))
	require.EqualError(t, err, `charset: insieme di caratteri sconosciuto "`+strings.Repeat("x", 32)+`"`)
	_, err = charset.ParseCodifica(strings.Repeat("x", 33))
	require.EqualError(t, err, `charset: insieme di caratteri sconosciuto "`+strings.Repeat("x", 32)+`…"`)
}

func TestParseCodifica(t *testing.T) {
	for nome, atteso := range map[string]charset.Codifica{
		"UTF-8": charset.UTF8, "utf-8": charset.UTF8, "Utf8": charset.UTF8,
		"US-ASCII": charset.ASCII, "ascii": charset.ASCII, "ANSI_X3.4-1968": charset.ASCII,
		"ISO-8859-1": charset.ISO88591, "iso8859-1": charset.ISO88591, "Latin1": charset.ISO88591, "ISO_8859-1:1987": charset.ISO88591,
		"windows-1252": charset.Windows1252, "CP1252": charset.Windows1252, "Windows-1252": charset.Windows1252,
	} {
		c, err := charset.ParseCodifica(nome)
		require.NoError(t, err, nome)
		require.Equal(t, atteso, c, nome)
		require.True(t, c.IsValid())
		d, err := charset.ParseCodifica(c.String())
		require.NoError(t, err)
		require.Equal(t, c, d)
	}
	for _, nome := range []string{"", "ISO-8859-15", "UTF-16", "utf_8", "windows-1250", strings.Repeat("x", 100)} {
		_, err := charset.ParseCodifica(nome)
		require.ErrorIs(t, err, charset.ErrSconosciuta, nome)
		require.Less(t, len(err.Error()), 100)
	}
	require.False(t, charset.Codifica(0).IsValid())
	require.Equal(t, "Codifica(9)", charset.Codifica(9).String())
}

func TestLettore(t *testing.T) {
	grezzo := bytes.Repeat([]byte("caff\xE8 a 1 \x80, "), 3000)
	atteso := strings.Repeat("caffè a 1 €, ", 3000)
	for nome, r := range map[string]io.Reader{
		"whole": bytes.NewReader(grezzo), "by byte": iotest.OneByteReader(bytes.NewReader(grezzo)),
		"error with data": iotest.DataErrReader(bytes.NewReader(grezzo)),
	} {
		l, err := charset.NuovoLettore(r, charset.Windows1252)
		require.NoError(t, err)
		out, err := io.ReadAll(iotest.HalfReader(l))
		require.NoError(t, err, nome)
		require.Equal(t, atteso, string(out), nome)
	}
	l, err := charset.NuovoLettore(bytes.NewReader(grezzo), charset.Windows1252)
	require.NoError(t, err)
	require.NoError(t, iotest.TestReader(l, []byte(atteso)))
}

func TestLettoreErrori(t *testing.T) {
	for _, c := range []charset.Codifica{0, charset.UTF8, 9} {
		_, err := charset.NuovoLettore(strings.NewReader(""), c)
		require.ErrorIs(t, err, charset.ErrSconosciuta)
	}
	// An undefined byte: everything before it comes first.
	testa := strings.Repeat("x", 10_000)
	l, err := charset.NuovoLettore(strings.NewReader(testa+"\x81y"), charset.Windows1252)
	require.NoError(t, err)
	out, err := io.ReadAll(l)
	require.Equal(t, testa, string(out))
	var e *charset.Errore
	require.ErrorAs(t, err, &e)
	require.Equal(t, charset.Errore{Codifica: charset.Windows1252, Runa: 0x81, Scarto: 10_000}, *e)
	require.EqualError(t, err, "charset: windows-1252: carattere che l'insieme di caratteri non ha: 0x81 al byte 10000")
	_, err = l.Read(make([]byte, 1))
	require.ErrorIs(t, err, charset.ErrCarattere)

	guasto := errors.New("line dropped")
	l, err = charset.NuovoLettore(io.MultiReader(strings.NewReader("ab"), iotest.ErrReader(guasto)), charset.ISO88591)
	require.NoError(t, err)
	out, err = io.ReadAll(l)
	require.Equal(t, "ab", string(out))
	require.ErrorIs(t, err, guasto)

	l, err = charset.NuovoLettore(muto{}, charset.ISO88591)
	require.NoError(t, err)
	_, err = l.Read(make([]byte, 8))
	require.ErrorIs(t, err, io.ErrNoProgress)
}

// muto never brings anything and never ends.
type muto struct{}

func (muto) Read([]byte) (int, error) { return 0, nil }

func TestAllocazioni(t *testing.T) {
	src := []byte("Comune di Forl\xEC, 100 \x80")
	dst := make([]byte, 0, 64)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		_, _ = charset.Windows1252.AppendUTF8(dst, src)
	}))
	require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = charset.ParseCodifica("ISO-8859-1") }))
}

// FuzzGiro decodes, and what decodes must encode back to the same bytes.
func FuzzGiro(f *testing.F) {
	f.Add([]byte("caff\xE8"), uint8(charset.ISO88591))
	f.Add([]byte("1 \x80 \x81"), uint8(charset.Windows1252))
	f.Add([]byte("x\xC3\xA8"), uint8(charset.UTF8))
	f.Fuzz(func(t *testing.T, data []byte, k uint8) {
		c := charset.Codifica(k%4 + 1)
		utf, err := c.AppendUTF8(nil, data)
		require.True(t, utf8.Valid(utf))
		if err != nil {
			require.ErrorIs(t, err, charset.ErrCarattere)
			return
		}
		if c == charset.UTF8 {
			require.True(t, bytes.Equal(data, utf))
			return
		}
		require.True(t, bytes.Equal(data, indietro(c, utf)))
		l, err := charset.NuovoLettore(iotest.OneByteReader(bytes.NewReader(data)), c)
		require.NoError(t, err)
		letto, err := io.ReadAll(l)
		require.NoError(t, err)
		require.True(t, bytes.Equal(utf, letto))
	})
}

func BenchmarkAppendUTF8(b *testing.B) {
	src := bytes.Repeat([]byte("Comune di Forl\xEC, piazza Saffi 8, servizio tributi "), 20_000)
	dst := make([]byte, 0, 2*len(src))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := charset.ISO88591.AppendUTF8(dst, src); err != nil {
			b.Fatal(err)
		}
	}
}
