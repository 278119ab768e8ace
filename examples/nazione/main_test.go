package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// variabileOperaio makes this program a worker, at the port that it gives.
const variabileOperaio = "NAZIONE_PORTA_OPERAIO"

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	if porta, err := strconv.Atoi(os.Getenv(variabileOperaio)); err == nil {
		os.Exit(servi(porta))
	}
	os.Exit(m.Run())
}

// prova is a nation, and what one process says of it.
type prova struct {
	lavoro
	radice string // folder of the documents
	atteso map[string]string
}

func nuovaProva(t *testing.T, m misure) *prova {
	p := &prova{lavoro: lavoro{oggi: m.oggi, fasci: 8}, radice: filepath.Join(t.TempDir(), "documenti")}
	percorsi, err := nazione(p.radice, m)
	require.NoError(t, err)
	p.domini, err = leggiDomini(percorsi[0])
	require.NoError(t, err)
	p.file, err = cerca(percorsi)
	require.NoError(t, err)
	p.uscita = t.TempDir()
	require.NoError(t, unico(&p.lavoro))
	p.atteso = contenuto(t, p.uscita)
	return p
}

// contenuto returns the files of a folder.
func contenuto(t *testing.T, dove string) map[string]string {
	file := make(map[string]string)
	require.NoError(t, filepath.WalkDir(dove, func(nome string, voce fs.DirEntry, err error) error {
		if err != nil || voce.IsDir() {
			return err
		}
		dati, err := os.ReadFile(nome)
		relativo, _ := filepath.Rel(dove, nome)
		file[filepath.ToSlash(relativo)] = string(dati)
		return err
	}))
	return file
}

// verifica runs the pipeline and compares every byte.
func (p *prova) verifica(t *testing.T) {
	l := p.lavoro
	l.uscita = t.TempDir()
	_, err := distribuito(context.Background(), &l)
	require.NoError(t, err)
	avuto := contenuto(t, l.uscita)
	for nome, testo := range p.atteso {
		require.True(t, avuto[nome] == testo, "%s differs", nome)
	}
	require.Len(t, avuto, len(p.atteso))
}

var daProvare = map[string]misure{
	"bodies two by two": {enti: 9, pagamenti: 1500, giorni: 12, inizio: avviso.MustData("2025-03-03"), oggi: avviso.MustData("2025-03-14")},
	"bodies in one tie": {enti: 9, pagamenti: 1500, giorni: 12, inizio: avviso.MustData("2025-03-03"), oggi: avviso.MustData("2025-03-14"), tutti: true},
}

// TestUgualeAUnProcesso: the same bytes however the documents are divided.
func TestUgualeAUnProcesso(t *testing.T) {
	for nome, m := range daProvare {
		p := nuovaProva(t, m)
		require.Contains(t, p.atteso, "report/99999999990.jsonl", "a body outside the set")
		require.Contains(t, p.atteso[fileProblemi], "illeggibile.xml")
		require.Contains(t, p.atteso["vedere/"+p.domini[0].IdDominio.String()+".jsonl"], "CONFLITTO")
		for _, p.fasci = range []int{1, 2, 8} {
			t.Run(fmt.Sprintf("%s, %d bundles", nome, p.fasci), p.verifica)
		}
		t.Run(nome+", every body", func(t *testing.T) {
			tutti := *p
			tutti.domini = nil
			tutti.uscita = t.TempDir()
			require.NoError(t, unico(&tutti.lavoro))
			tutti.atteso = contenuto(t, tutti.uscita)
			tutti.verifica(t)
		})
	}
}

// TestOperaioAParte: the worker is a process of its own, so that functions and elements
// have travelled as bytes. The names of the documents mean something in its folder alone.
func TestOperaioAParte(t *testing.T) {
	p := nuovaProva(t, daProvare["bodies two by two"])
	for i, nome := range p.file {
		var err error
		p.file[i], err = filepath.Rel(p.radice, nome)
		require.NoError(t, err)
	}
	t.Run("one process", func(t *testing.T) {
		t.Chdir(p.radice)
		p.uscita = t.TempDir()
		require.NoError(t, unico(&p.lavoro))
		p.atteso = contenuto(t, p.uscita)
	})
	programma, err := os.Executable()
	require.NoError(t, err)
	l, err := net.Listen("tcp", "localhost:0")
	require.NoError(t, err)
	_, porta, err := net.SplitHostPort(l.Addr().String())
	require.NoError(t, err)
	require.NoError(t, l.Close())
	operaio := exec.Command(programma)
	operaio.Dir = p.radice
	operaio.Env = append(os.Environ(), variabileOperaio+"="+porta)
	require.NoError(t, operaio.Start())
	t.Cleanup(func() {
		_ = operaio.Process.Kill()
		_ = operaio.Wait()
	})
	require.Eventually(t, func() bool {
		c, err := net.Dial("tcp", "localhost:"+porta)
		return err == nil && c.Close() == nil
	}, 30*time.Second, 50*time.Millisecond)
	for nome, valore := range map[string]string{"environment_type": "EXTERNAL", "environment_config": "localhost:" + porta, "worker_binary": programma} {
		prima := flag.Lookup(nome).Value.String()
		require.NoError(t, flag.Set(nome, valore))
		t.Cleanup(func() { _ = flag.Set(nome, prima) })
	}
	p.verifica(t)
}

// TestTroppoGrande: what is too large is told, and the rest is reconciled.
func TestTroppoGrande(t *testing.T) {
	p := nuovaProva(t, daProvare["bodies two by two"])
	p.massimo, p.uscita = 1, t.TempDir()
	_, err := distribuito(context.Background(), &p.lavoro)
	require.NoError(t, err)
	avuto := contenuto(t, p.uscita)
	require.Contains(t, avuto[fileProblemi], "ente "+p.domini[0].IdDominio.String()+", con quelli che ha in comune: ")
	require.NotContains(t, avuto, "report/"+p.domini[0].IdDominio.String()+".jsonl")
}

func TestGruppi(t *testing.T) {
	u := &unisciLegami{}
	a, b := u.CreateAccumulator(), u.CreateAccumulator()
	a = u.AddInput(u.AddInput(a, "d\tc"), "b\ta")
	b = u.AddInput(b, "c\tb")
	a = u.MergeAccumulators(a, b)
	for _, nome := range []string{"a", "b", "c", "d"} {
		require.Equal(t, "a", a.primo(nome))
	}
	require.Equal(t, "e", a.primo("e"))
	letti, err := leggiGruppi(scriviGruppi(a))
	require.NoError(t, err)
	require.Equal(t, scriviGruppi(a), scriviGruppi(letti))
}

func TestFasci(t *testing.T) {
	require.Equal(t, []string{"a\nc", "b"}, fasci([]string{"a", "b", "c"}, 2))
	require.Equal(t, []string{"a"}, fasci([]string{"a"}, 8))
}

// FuzzCodici: what a coder of this program takes it writes back the same; those of
// the library's accumulators write it in one way.
func FuzzCodici(f *testing.F) {
	f.Add(scriviConto(conto{1, -2, true}))
	f.Add(scriviGruppi(gruppi{map[string]string{"a": "a", "b": "a"}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := leggiConto(b); err == nil {
			require.Equal(t, b, scriviConto(c))
		}
		if g, err := leggiGruppi(b); err == nil {
			require.True(t, slices.Equal(b, scriviGruppi(g)))
		}
		if g, err := leggiGiornale(b); err == nil {
			_, err = scriviGiornale(g)
			require.NoError(t, err)
		}
		if p, err := leggiParte(b); err == nil {
			_, err = scriviParte(p)
			require.NoError(t, err)
		}
	})
}
