package gdp_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/gdp"
)

func nomeEsempio(t testing.TB) gdp.NomeFile {
	n, err := gdp.ParseNomeFile("GDP_EC_77777777777_20200131_1.zip")
	require.NoError(t, err)
	return n
}

// zipDi builds an archive of named members.
func zipDi(t testing.TB, membri ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(membri); i += 2 {
		w, err := z.Create(membri[i])
		require.NoError(t, err)
		_, err = io.WriteString(w, membri[i+1])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func TestArchivio(t *testing.T) {
	n := nomeEsempio(t)
	senzaErrore := eventoEsempio
	senzaErrore.Error = nil
	for forma, e := range map[gdp.Forma]gdp.Evento{gdp.FormaJSON: eventoEsempio, gdp.FormaCSV: senzaErrore} {
		b, err := gdp.CostruisciArchivio(n, forma, slices.Values([]gdp.Evento{e, e}))
		require.NoError(t, err)
		altra, err := gdp.CostruisciArchivio(n, forma, slices.Values([]gdp.Evento{e, e}))
		require.NoError(t, err)
		require.Equal(t, b, altra, "same events, same bytes")
		a, err := gdp.ApriArchivio(n.String(), bytes.NewReader(b), int64(len(b)), gdp.Limiti{})
		require.NoError(t, err)
		require.Equal(t, n, a.Nome())
		l := leggi(a.Eventi())
		require.Empty(t, l.Errori)
		require.Empty(t, cmp.Diff([]gdp.Evento{e, e}, l.Eventi, confronta, confrontaIUV))
	}
	_, err := gdp.CostruisciArchivio(gdp.NomeFile{}, gdp.FormaJSON, slices.Values([]gdp.Evento{}))
	require.ErrorIs(t, err, gdp.ErrNomeFile)
	_, err = gdp.CostruisciArchivio(n, "", slices.Values([]gdp.Evento{}))
	require.ErrorIs(t, err, gdp.ErrNome)
}

func TestArchivioRifiuti(t *testing.T) {
	const nome, base = "GDP_EC_77777777777_20200131_01.ZIP", "GDP_EC_77777777777_20200131_1"
	bomba := strings.Repeat(" ", 2<<20)
	tests := []struct {
		nome, file string
		zip        []byte
		limiti     gdp.Limiti
		err        error
		codice     avviso.Codice
	}{
		{"name", "x.zip", zipDi(t, base+".json", ""), gdp.Limiti{}, gdp.ErrNomeFile, gdp.CodicePrefisso},
		{"no zip", nome, []byte("ciao"), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceZip},
		{"empty", nome, zipDi(t), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceMembri},
		{"two members", nome, zipDi(t, base+".json", "", "b.json", ""), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceMembri},
		{"another name", nome, zipDi(t, "b.json", ""), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceNomeZip},
		{"another extension", nome, zipDi(t, base+".xml", ""), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceNomeZip},
		{"path", nome, zipDi(t, "a/"+base+".json", ""), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceNomeZip},
		{"parent", nome, zipDi(t, "../"+base+".json", ""), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceNomeZip},
		{"folder", nome, zipDi(t, base+".json/", ""), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceNomeZip},
		{"same name twice", nome, zipDi(t, base+".json", "", strings.ToUpper(base)+".json", ""), gdp.Limiti{}, gdp.ErrArchivio, gdp.CodiceNomeZip},
		{"too many members", nome, zipDi(t, base+".json", "", "b.json", ""), gdp.Limiti{Membri: 1}, gdp.ErrLimite, gdp.CodiceLimite},
		{"declared bomb", nome, zipDi(t, base+".json", bomba), gdp.Limiti{Byte: 1 << 20}, gdp.ErrLimite, gdp.CodiceLimite},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			_, err := gdp.ApriArchivio(tt.file, bytes.NewReader(tt.zip), int64(len(tt.zip)), tt.limiti)
			require.ErrorIs(t, err, tt.err)
			require.Equal(t, tt.codice, errore(t, err).Codice)
		})
	}
	due := zipDi(t, "b.json", rigaEsempio, "a.csv", intestazione+"\n2020-01-31T10:15:30Z;;1;;X;;;;\n2020-01-31T10:15:30Z;;;;X;;;;\n")
	a, avvertenze, err := gdp.LeggiArchivio(nome, bytes.NewReader(due), int64(len(due)), gdp.Limiti{})
	require.NoError(t, err)
	require.Equal(t, []avviso.Avvertenza{
		{Codice: gdp.CodiceMembri, Campo: "archivio", Valore: "2", Testo: "più di un membro"},
		{Codice: gdp.CodiceNomeZip, Campo: "archivio", Valore: "a.csv", Testo: "il membro non ha il nome del giornale"},
		{Codice: gdp.CodiceNomeZip, Campo: "archivio", Valore: "b.json", Testo: "il membro non ha il nome del giornale"},
	}, avvertenze)
	l := leggi(a.LeggiEventi())
	require.Len(t, l.Eventi, 2)
	require.Len(t, l.Errori, 1)
	l = leggi(a.Eventi())
	require.Len(t, l.Errori, 1)
	require.Empty(t, l.Eventi)
	vuoto := zipDi(t)
	_, _, err = gdp.LeggiArchivio(nome, bytes.NewReader(vuoto), int64(len(vuoto)), gdp.Limiti{})
	require.ErrorIs(t, err, gdp.ErrArchivio)
}

// TestArchivioAiLimiti: members and bytes count up to their limits, the bytes of
// all the members together.
func TestArchivioAiLimiti(t *testing.T) {
	const nome = "GDP_EC_77777777777_20200131_1.zip"
	due := zipDi(t, "a.json", rigaEsempio, "b.json", rigaEsempio)
	tutto := int64(2 * len(rigaEsempio))
	for _, tt := range []struct {
		limiti gdp.Limiti
		err    error
	}{
		{gdp.Limiti{Membri: 2, Byte: tutto}, nil},
		{gdp.Limiti{Membri: 1, Byte: tutto}, gdp.ErrLimite},
		{gdp.Limiti{Membri: 2, Byte: tutto - 1}, gdp.ErrLimite},
		{gdp.Limiti{Membri: 2, Byte: tutto/2 - 1}, gdp.ErrLimite},
	} {
		a, _, err := gdp.LeggiArchivio(nome, bytes.NewReader(due), int64(len(due)), tt.limiti)
		require.ErrorIs(t, err, tt.err)
		if err == nil {
			l := leggi(a.Eventi())
			require.Empty(t, l.Errori)
			require.Len(t, l.Eventi, 2)
		}
	}
	for membro, err := range map[string]error{
		"!~.json": nil, "a b.json": gdp.ErrArchivio, " .json": gdp.ErrArchivio, "a\x7f.json": gdp.ErrArchivio, "a\x1f.json": gdp.ErrArchivio,
		"\u00e9.json": gdp.ErrArchivio, ".json": gdp.ErrArchivio, "c:a.json": gdp.ErrArchivio,
	} {
		z := zipDi(t, membro, rigaEsempio)
		_, _, got := gdp.LeggiArchivio(nome, bytes.NewReader(z), int64(len(z)), gdp.Limiti{})
		require.ErrorIs(t, got, err, "%q", membro)
	}
}

// TestArchivioDiVociLunghe: a directory as long as its members may make it is
// read.
func TestArchivioDiVociLunghe(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range gdp.MembriPredefiniti {
		w, err := z.CreateHeader(&zip.FileHeader{Name: string(rune('a'+i)) + ".json", Extra: make([]byte, 60_000), Comment: strings.Repeat("c", 60_000)})
		require.NoError(t, err)
		_, err = io.WriteString(w, rigaEsempio)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	a, _, err := gdp.LeggiArchivio("GDP_EC_77777777777_20200131_1.zip", bytes.NewReader(b.Bytes()), int64(b.Len()), gdp.Limiti{})
	require.NoError(t, err)
	require.Len(t, leggi(a.Eventi()).Eventi, gdp.MembriPredefiniti)
}

// TestBombaNascosta: a member that declares fewer bytes than it expands to is
// stopped by what comes out.
func TestBombaNascosta(t *testing.T) {
	b := zipDi(t, "GDP_EC_77777777777_20200131_1.json", strings.Repeat(rigaEsempio+"\n", 5000))
	for _, firma := range []struct {
		segno string
		posto int
	}{{"PK\x01\x02", 24}, {"PK\x07\x08", 12}} {
		i := bytes.Index(b, []byte(firma.segno))
		require.Positive(t, i)
		binary.LittleEndian.PutUint32(b[i+firma.posto:], 10)
	}
	a, err := gdp.ApriArchivio("GDP_EC_77777777777_20200131_1.zip", bytes.NewReader(b), int64(len(b)), gdp.Limiti{Byte: 1 << 10})
	require.NoError(t, err)
	l := leggi(a.LeggiEventi())
	require.LessOrEqual(t, len(l.Eventi), 10)
	ultimo := l.Errori[len(l.Errori)-1]
	require.True(t, errors.Is(ultimo, gdp.ErrLimite) || errors.Is(ultimo, gdp.ErrArchivio), "%v", ultimo)
}

// TestArchivioGuasto: a damaged member is told, also when its records were good.
func TestArchivioGuasto(t *testing.T) {
	b, err := gdp.CostruisciArchivio(nomeEsempio(t), gdp.FormaJSON, slices.Values([]gdp.Evento{eventoEsempio}))
	require.NoError(t, err)
	i := bytes.Index(b, []byte("PK\x01\x02"))
	b[i+16] ^= 0xff // the checksum of the directory
	a, err := gdp.ApriArchivio(nomeEsempio(t).String(), bytes.NewReader(b), int64(len(b)), gdp.Limiti{})
	require.NoError(t, err)
	l := leggi(a.LeggiEventi())
	require.Len(t, l.Errori, 1)
	require.ErrorIs(t, l.Errori[0], gdp.ErrArchivio)
}

func FuzzArchivio(f *testing.F) {
	const nome = "GDP_EC_77777777777_20200131_1.zip"
	b, err := gdp.CostruisciArchivio(nomeEsempio(f), gdp.FormaJSON, slices.Values([]gdp.Evento{eventoEsempio}))
	require.NoError(f, err)
	f.Add(b)
	f.Add(zipDi(f, "a.csv", intestazione, "b.json", "[]"))
	f.Add(zipDi(f, "../x.json", ""))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, apri := range []func(string, io.ReaderAt, int64, gdp.Limiti) (*gdp.Archivio, error){gdp.ApriArchivio, leggiArchivio} {
			a, err := apri(nome, bytes.NewReader(b), int64(len(b)), gdp.Limiti{Byte: 1 << 20})
			if err != nil {
				require.NotNil(t, errore(t, err))
				continue
			}
			for _, err := range leggi(a.LeggiEventi()).Errori {
				require.NotNil(t, errore(t, err))
			}
		}
	})
}

// leggiArchivio is LeggiArchivio without what it tells.
func leggiArchivio(nome string, r io.ReaderAt, dimensione int64, limiti gdp.Limiti) (*gdp.Archivio, error) {
	a, _, err := gdp.LeggiArchivio(nome, r, dimensione, limiti)
	return a, err
}
