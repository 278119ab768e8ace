//go:build unix

package comando_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
)

func TestRigaDiComando(t *testing.T) {
	p := comando.Programma{Nome: "prova", Cosa: "prova", Uso: "[file …]", Stati: []string{"0  bene"}}
	tests := []struct {
		nome      string
		args      []string
		argomenti []string
		errore    string
	}{
		{"flags among arguments", []string{"a", "-n", "2", "b", "-si"}, []string{"a", "b"}, ""},
		{"after two dashes", []string{"a", "--", "-n"}, []string{"a", "-n"}, ""},
		{"standard input", []string{"-", "-n", "2"}, []string{"-"}, ""},
		{"unknown", []string{"-boh"}, nil, "opzione sconosciuta: -boh (prova -h per l'aiuto)"},
		{"empty", []string{"-t", ""}, nil, `valore non valido "" di -t: il valore è vuoto (prova -h per l'aiuto)`},
		{"blank", []string{"-t= "}, nil, `valore non valido " " di -t: il valore è vuoto (prova -h per l'aiuto)`},
		{"without value", []string{"-t"}, nil, "manca il valore dell'opzione -t (prova -h per l'aiuto)"},
		{"no number", []string{"-n", "x"}, nil, `valore non valido "x" di -n: non è un numero intero (prova -h per l'aiuto)`},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			f := p.Opzioni()
			f.Int("n", 0, "`numero`")
			f.Bool("si", false, "si")
			f.String("t", "", "`testo`")
			var out bytes.Buffer
			argomenti, err := p.Leggi(f, tt.args, &out)
			if tt.errore != "" {
				require.EqualError(t, err, tt.errore)
				return
			}
			require.NoError(t, err)
			require.Equal(t, tt.argomenti, argomenti)
			require.Empty(t, out.String())
		})
	}
	for _, arg := range []string{"-h", "--help", "--version"} {
		f := p.Opzioni()
		f.Int("n", 7, "quanti `numeri`")
		f.Bool("si", false, "dice di sì")
		var out, errori bytes.Buffer
		_, err := p.Leggi(f, []string{arg}, &out)
		require.ErrorIs(t, err, comando.ErrFinito)
		require.Contains(t, out.String(), "prova")
		require.Equal(t, comando.UscitaOK, comando.Esci("prova", err, &errori))
		_, err = p.Leggi(p.Opzioni(), []string{arg}, rotta{})
		require.Equal(t, comando.UscitaErrata, comando.Esci("prova", err, &errori))
		require.Equal(t, "prova: disco pieno\n", errori.String())
	}
}

func TestProgresso(t *testing.T) {
	ora := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)
	var b strings.Builder
	p := comando.NuovoProgresso(&b, true, func() time.Time { return ora })
	for i := range 7 {
		p.Passo(func() string { return fmt.Sprintf("%d\x1b", i) })
		ora = ora.Add(400 * time.Millisecond)
	}
	p.Interrompi()
	p.Interrompi()
	require.Equal(t, "\r3\ufffd \r6\ufffd \n", b.String())
	p = comando.NuovoProgresso(&b, false, nil)
	p.Passo(func() string { panic("nobody reads") })
	p.Interrompi()
}

type rotta struct{}

func (rotta) Write([]byte) (int, error) { return 0, errors.New("disco pieno") }

func TestRiga(t *testing.T) {
	pieno, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	require.NoError(t, err)
	_, err = io.WriteString(pieno, "x")
	require.Equal(t, "write /dev/full: spazio esaurito sul disco; a\ufffdb", pulito.Errore(errors.Join(err, errors.New("a\x1bb"))))
	require.NoError(t, pieno.Close())
	_, err = os.Open("/non/esiste")
	require.Equal(t, "open /non/esiste: non esiste", pulito.Errore(err))
}

func TestData(t *testing.T) {
	for _, s := range []string{"2025-03-31", "31/03/2025"} {
		d, err := comando.Data(s)
		require.NoError(t, err)
		require.Equal(t, "2025-03-31", d.String())
	}
	for _, s := range []string{"", "31/3/2025", "2025-02-30", "30/02/2025", "31-03-2025"} {
		_, err := comando.Data(s)
		require.Error(t, err, s)
	}
}

func TestElenca(t *testing.T) {
	c := t.TempDir()
	in := func(nome string) string { return filepath.Join(c, nome) }
	scrivi := func(nome string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(in(nome)), 0o755))
		require.NoError(t, os.WriteFile(in(nome), []byte(nome), 0o600))
	}
	scrivi("d/b,c.xml")
	scrivi("d/e/a.xml")
	scrivi("d/.nascosto/x")
	scrivi("fuori/z.xml")
	require.NoError(t, os.Symlink(in("fuori/z.xml"), in("d/file.xml")))
	require.NoError(t, os.Symlink(in("fuori"), in("d/cartella")))
	require.NoError(t, os.Symlink(in("nulla"), in("d/rotto")))
	require.NoError(t, os.Symlink(in("d"), in("alias")))
	require.NoError(t, syscall.Mkfifo(in("d/pipe"), 0o600))

	documenti, mancati := comando.Elenca([]string{in("alias"), in("alias/b,c.xml"), in("niente")}, nil)
	var nomi, detti []string
	for _, d := range documenti {
		nomi = append(nomi, strings.TrimPrefix(d.Nome, c))
	}
	for _, m := range mancati {
		detti = append(detti, strings.TrimPrefix(m.Nome, c)+": "+m.Err.Error())
	}
	require.Equal(t, []string{"/alias/b,c.xml", "/alias/e/a.xml", "/alias/file.xml"}, nomi)
	require.Equal(t, []string{
		"/alias/cartella: collegamento a una cartella, non seguito: indicare la cartella",
		"/alias/pipe: non è un file (pipe o dispositivo), tralasciato: indicarlo da solo per leggerlo",
		"/alias/rotto: non esiste",
		"/niente: non esiste",
	}, detti)

	// What is read once can be read again.
	go func() { _ = os.WriteFile(in("d/pipe"), []byte(strings.Repeat("x", 100_000)), 0) }()
	documenti, mancati = comando.Elenca([]string{"-", in("d/pipe")}, strings.NewReader("ciao"))
	require.Empty(t, mancati)
	for i, want := range []string{strings.Repeat("x", 100_000), "ciao"} {
		for range 2 {
			r, err := documenti[i].Apri()
			require.NoError(t, err)
			b, err := io.ReadAll(r)
			require.NoError(t, err)
			require.Equal(t, want, string(b))
			require.NoError(t, r.Close())
		}
	}
}

func TestScritture(t *testing.T) {
	c := t.TempDir()
	in := func(nome string) string { return filepath.Join(c, nome) }
	vecchio := func(nome string) { require.NoError(t, os.WriteFile(in(nome), []byte("vecchio"), 0o640)) }
	vecchio("a")
	vecchio("b")
	vecchio("letto")
	require.NoError(t, os.Symlink(in("b"), in("link")))
	require.NoError(t, os.Symlink(in("letto"), in("altro-nome")))

	apri := func(s *comando.Scritture, nome string) error {
		w, err := s.Apri(nome)
		if err == nil {
			_, err = io.WriteString(w, "nuovo")
		}
		return err
	}
	t.Run("refused", func(t *testing.T) {
		var s comando.Scritture
		s.Leggera(in("letto"))
		require.ErrorContains(t, apri(&s, in("letto")), "è anche un documento da leggere")
		require.ErrorContains(t, apri(&s, in("altro-nome")), "è anche un documento da leggere")
		require.ErrorContains(t, apri(&s, c), "è una cartella")
		require.ErrorContains(t, apri(&s, in("non/esiste")), "non esiste")
		require.NoError(t, apri(&s, in("b")))
		require.ErrorContains(t, apri(&s, in("link")), "scritto due volte")
		require.NoError(t, apri(&s, in("nuovo")))
		require.ErrorContains(t, apri(&s, in("nuovo")), "scritto due volte")
		s.Annulla()
	})
	t.Run("all or none", func(t *testing.T) {
		var s comando.Scritture
		require.NoError(t, s.Cartella(in("x/y")))
		require.NoError(t, apri(&s, in("a")))
		require.NoError(t, apri(&s, in("x/y/z")))
		require.NoError(t, apri(&s, "/dev/full"))
		require.ErrorContains(t, s.Conferma(), "/dev/full")
		require.Equal(t, "vecchio", leggi(t, in("a")))
		require.NoDirExists(t, in("x"))
	})
	require.Len(t, voci(t, c), 5) // nothing is left behind
	t.Run("written", func(t *testing.T) {
		var s comando.Scritture
		require.NoError(t, s.Cartella(in("x/y")))
		for _, nome := range []string{"a", "link", "x/y/z"} {
			require.NoError(t, apri(&s, in(nome)))
		}
		require.Equal(t, "vecchio", leggi(t, in("a"))) // until then
		require.NoError(t, s.Conferma())
		s.Annulla()
		for _, nome := range []string{"a", "b", "x/y/z"} {
			require.Equal(t, "nuovo", leggi(t, in(nome)))
		}
		stato, err := os.Stat(in("a"))
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o640), stato.Mode().Perm())
		stato, err = os.Lstat(in("link"))
		require.NoError(t, err)
		require.NotZero(t, stato.Mode()&os.ModeSymlink)
	})
	require.Len(t, voci(t, c), 6)
}

func leggi(t *testing.T, nome string) string {
	t.Helper()
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	return string(b)
}

func voci(t *testing.T, cartella string) []os.DirEntry {
	t.Helper()
	v, err := os.ReadDir(cartella)
	require.NoError(t, err)
	return v
}
