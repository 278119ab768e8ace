package zippato_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/zippato"
	"github.com/quietanza/quietanza/internal/zippato/prova"
)

// TestCasi: whatever an archive has that its index does not say is found.
func TestCasi(t *testing.T) {
	difetto := map[prova.Esito]error{
		prova.Ripetuto: zippato.ErrRipetuto, prova.Cifrato: zippato.ErrCifrato, prova.Contrario: zippato.ErrIntestazione, prova.Speciale: zippato.ErrSpeciale,
	}
	for _, c := range prova.Casi("a.xml", "primo", "secondo") {
		t.Run(c.Nome, func(t *testing.T) {
			z, err := zip.NewReader(bytes.NewReader(c.Dati), int64(len(c.Dati)))
			if c.Esito == prova.Diverso {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			difetti, err := zippato.Esamina(bytes.NewReader(c.Dati), int64(len(c.Dati)), z)
			if c.Esito == prova.Rifiutato {
				require.ErrorIs(t, err, zippato.ErrIndice)
				return
			}
			require.NoError(t, err)
			buoni := 0
			for i, d := range difetti {
				switch {
				case d != nil:
					require.Equal(t, difetto[c.Esito], d)
				case !zippato.Cartella(z.File[i]):
					buoni++
				}
			}
			if c.Esito != prova.Guasto && c.Esito != prova.Annidato { // which are seen in the reading
				require.Equal(t, c.Buoni, buoni)
			}
		})
	}
}

// TestScrittori: what archive/zip writes, as it may be told to, is as it should be.
func TestScrittori(t *testing.T) {
	for nome, commento := range map[string]string{"plain": "", "comment": "PK\x05\x06 di prova"} {
		t.Run(nome, func(t *testing.T) {
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			require.NoError(t, w.SetComment(commento))
			for _, m := range []zip.FileHeader{{Name: "a"}, {Name: "b", Method: zip.Deflate, Extra: []byte("\x01\x99\x00\x00"), Comment: "c"}, {Name: "c/"}, {Name: `d\`}} {
				f, err := w.CreateHeader(&m)
				require.NoError(t, err)
				if m.Name < "c" {
					_, err = io.WriteString(f, "testo")
					require.NoError(t, err)
				}
			}
			require.NoError(t, w.Close())
			z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
			require.NoError(t, err)
			difetti, err := zippato.Esamina(bytes.NewReader(b.Bytes()), int64(b.Len()), z)
			require.NoError(t, err)
			require.Equal(t, make([]error, 4), difetti)
			require.True(t, zippato.Cartella(z.File[3]))
			require.Equal(t, "d", zippato.Nome(z.File[3]))
		})
	}
}

// TestTestata: checksum and lengths of a header are those of the index, but for a length that
// stands in the extra field of ZIP64 (APPNOTE.TXT, 4.4.7, 4.4.8, 4.4.9).
func TestTestata(t *testing.T) {
	const crc, stretto, sciolto = 14, 18, 22
	for _, tt := range []struct {
		posto  int
		valore uint32
		atteso error
	}{
		{stretto, 5, nil},
		{stretto, 6, zippato.ErrIntestazione},
		{stretto, 1<<32 - 1, nil},
		{sciolto, 5, nil},
		{sciolto, 6, zippato.ErrIntestazione},
		{sciolto, 1<<32 - 1, nil},
		{crc, 0, zippato.ErrIntestazione},
	} {
		b := prova.ZIP(prova.Voce{Nome: "a", Testo: "testo"})
		binary.LittleEndian.PutUint32(b[tt.posto:], tt.valore)
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		require.NoError(t, err)
		difetti, err := zippato.Esamina(bytes.NewReader(b), int64(len(b)), z)
		require.NoError(t, err)
		require.Equal(t, []error{tt.atteso}, difetti, "%d: %d", tt.posto, tt.valore)
	}
}

// dispari fails at every read but the first n.
type dispari struct {
	io.ReaderAt
	n int
}

func (d *dispari) ReadAt(b []byte, da int64) (int, error) {
	if d.n--; d.n < 0 {
		return 0, iotest.ErrTimeout
	}
	return d.ReaderAt.ReadAt(b, da)
}

// TestGuasto: a disk that does not read is not an archive that is not whole.
func TestGuasto(t *testing.T) {
	b := prova.ZIP(prova.Voce{Nome: "a", Testo: "x"}, prova.Voce{Nome: "b", Testo: "y"})
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	letti := 0
	for ; ; letti++ {
		_, err = zippato.Esamina(&dispari{bytes.NewReader(b), letti}, int64(len(b)), z)
		if err == nil {
			break
		}
		require.ErrorIs(t, err, iotest.ErrTimeout)
		require.False(t, errors.Is(err, zippato.ErrIndice))
	}
	require.Equal(t, 6, letti) // the end, header and name of each, the index
}
