package ingresso_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/ingresso"
)

func TestLettore(t *testing.T) {
	for _, testo := range []string{"", "a", "ab", "\xEF\xBB", "\xEF\xBB\xBF", "\xEF\xBB\xBFab\ncd", "uno\ndue\n", strings.Repeat("x\n", 1000)} {
		want := strings.TrimPrefix(testo, "\xEF\xBB\xBF")
		require.NoError(t, iotest.TestReader(ingresso.Nuovo(strings.NewReader(testo), 1<<20), []byte(want)), "%q", testo)
	}
	_, err := io.ReadAll(ingresso.Nuovo(iotest.ErrReader(io.ErrClosedPipe), 10))
	require.ErrorIs(t, err, io.ErrClosedPipe)
}

// insieme gives bytes and an error at once, as io.Reader permits.
type insieme struct {
	testo string
	err   error
}

func (i *insieme) Read(b []byte) (int, error) {
	n := copy(b, i.testo)
	i.testo = i.testo[n:]
	if i.testo == "" {
		return n, i.err
	}
	return n, nil
}

// TestErroreDelLettore: what came before an error is passed on, and the error is
// told at once and again.
func TestErroreDelLettore(t *testing.T) {
	for _, testo := range []string{"", "a", "ab", "abc", "abcd", strings.Repeat("x", 10000)} {
		l := ingresso.Nuovo(&insieme{testo, io.ErrClosedPipe}, 1<<20)
		b, err := io.ReadAll(l)
		require.ErrorIs(t, err, io.ErrClosedPipe, "%q", testo)
		require.Equal(t, testo, string(b))
		n, err := l.Read(make([]byte, 1))
		require.Zero(t, n)
		require.ErrorIs(t, err, io.ErrClosedPipe)
	}
}

// TestErroreUnaVolta: an error that the reader tells once is not lost, and the end is
// told with the last read, not after one of nothing.
func TestErroreUnaVolta(t *testing.T) {
	for _, testo := range []string{"", "ab", "abc", "abcd"} {
		una := io.MultiReader(strings.NewReader(testo), iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("xy"))))
		_, err := io.ReadAll(ingresso.Nuovo(una, 1<<20))
		require.ErrorIs(t, err, iotest.ErrTimeout, "%q", testo)
		l := ingresso.Nuovo(strings.NewReader(testo), 1<<20)
		for letti := 0; letti < len(testo); {
			n, err := l.Read(make([]byte, 8))
			require.NoError(t, err)
			letti += n
		}
		n, err := l.Read(make([]byte, 8))
		require.Zero(t, n)
		require.Equal(t, io.EOF, err)
	}
}

// TestLineePronte: three bytes tell whether a byte-order mark stands there, and a line that is whole
// is given out without waiting for what comes behind it.
func TestLineePronte(t *testing.T) {
	for testo, want := range map[string]string{"a\nb": "a\n", "ab\n": "ab\n", "\xEF\xBB\xBFa\n": "a\n"} {
		l := ingresso.NuoveLinee(io.MultiReader(strings.NewReader(testo), iotest.ErrReader(io.ErrClosedPipe)), 10)
		riga, err := l.Prossima()
		require.NoError(t, err, "%q", testo)
		require.Equal(t, want, string(riga))
		_, err = l.Prossima()
		require.ErrorIs(t, err, io.ErrClosedPipe, "%q", testo)
	}
}

// TestLimiteEsatto: exactly the limit passes, whatever was taken before, and no
// byte more.
func TestLimiteEsatto(t *testing.T) {
	l := ingresso.Nuovo(iotest.OneByteReader(prova.Ripeti("", "x", 1<<30, "")), 1000)
	n, err := io.Copy(io.Discard, l)
	require.ErrorIs(t, err, ingresso.ErrLungo)
	require.EqualValues(t, 1000+ingresso.Margine, n)
	l.Avanti(500)
	n, err = io.Copy(io.Discard, l)
	require.ErrorIs(t, err, ingresso.ErrLungo)
	require.EqualValues(t, 500, n)
}

// TestRighe asks for the line of every offset, forward, in steps of every size.
func TestRighe(t *testing.T) {
	testo := "\n\nab\n\ncde\n" + strings.Repeat("\n", 100) + "f"
	for passo := 1; passo < 20; passo++ {
		l := ingresso.Nuovo(strings.NewReader(testo), 1<<20)
		b, err := io.ReadAll(l)
		require.NoError(t, err)
		require.Equal(t, 1, l.Riga())
		for i := 0; i <= len(b); i += passo {
			want := 1 + bytes.Count(b[:i], []byte{'\n'})
			require.Equal(t, want, l.Avanti(int64(i)), "offset %d", i)
			require.Equal(t, want, l.Riga())
		}
	}
}

func TestLimite(t *testing.T) {
	in := prova.Ripeti("", "x", 1<<40, "")
	l := ingresso.Nuovo(in, 1000)
	n, err := io.Copy(io.Discard, l)
	require.ErrorIs(t, err, ingresso.ErrLungo)
	require.GreaterOrEqual(t, n, int64(1000))
	require.LessOrEqual(t, n, int64(1000+2*ingresso.Margine))
	l.Avanti(n)
	m, err := io.Copy(io.Discard, l)
	require.ErrorIs(t, err, ingresso.ErrLungo)
	require.GreaterOrEqual(t, m, int64(1000))
	l.Libera()
	m, err = io.CopyN(io.Discard, l, prova.Mega)
	require.NoError(t, err)
	require.EqualValues(t, prova.Mega, m)
}

// TestRigheInAvanti: a window full of line feeds is gone through once, whatever
// the steps; moving it at each step would take 10^12 moves here.
func TestRigheInAvanti(t *testing.T) {
	const n = prova.Mega
	l := ingresso.Nuovo(strings.NewReader(strings.Repeat("\n", n)), n)
	_, err := io.Copy(io.Discard, l)
	require.NoError(t, err)
	require.Less(t, prova.Assegnati(func() {
		for i := range n {
			l.Avanti(int64(i))
		}
	}), uint64(prova.Mega))
	require.Equal(t, n+1, l.Avanti(n))
}
