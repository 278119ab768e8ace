package archivi

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMembroLungo: a member that is longer than it says fills nothing.
func TestMembroLungo(t *testing.T) {
	m := &membro{ReadCloser: io.NopCloser(strings.NewReader("12345")), resto: 4}
	_, err := io.ReadAll(m)
	require.ErrorIs(t, err, errLungo)
}

// TestMembri: the documents of an archive, under names that a terminal may show.
func TestMembri(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, nome := range []string{"a.xml", "c/b.xml", ".nascosto", "x\x1b[2J", "dentro.zip"} {
		w, err := z.Create(nome)
		require.NoError(t, err)
		testo := nome
		if nome == "dentro.zip" {
			testo = inizioZIP + "altro"
		}
		_, err = io.WriteString(w, testo)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	r := bytes.NewReader(b.Bytes())
	require.True(t, Zippato(r))
	membri, err := Membri("z.zip", r, Limiti{})
	require.NoError(t, err)
	var nomi []string
	for _, m := range membri {
		nomi = append(nomi, m.Nome)
	}
	require.Equal(t, []string{"z.zip!a.xml", "z.zip!c/b.xml", `z.zip!x\x1b[2J`, "z.zip!dentro.zip"}, nomi)
	f, err := membri[1].Apri()
	require.NoError(t, err)
	testo, err := io.ReadAll(f)
	require.NoError(t, err)
	require.Equal(t, "c/b.xml", string(testo))
	f, err = membri[3].Apri()
	require.NoError(t, err)
	_, err = io.ReadAll(f)
	require.ErrorIs(t, err, errAnnidato)

	require.False(t, Zippato(strings.NewReader("P")))
	require.False(t, Zippato(io.MultiReader(r)))
	require.True(t, Zippato(strings.NewReader(vuotoZIP)))
	_, err = Membri("x", strings.NewReader(inizioZIP), Limiti{})
	require.Error(t, err)
	_, err = Membri("x", io.MultiReader(r), Limiti{})
	require.Error(t, err)
}
