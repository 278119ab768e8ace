package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// variabileOperaio makes this program a worker, at the port that it gives.
const variabileOperaio = "NAZIONE_PORTA_OPERAIO"

// variabileProgramma makes these tests the program, for who runs it.
const variabileProgramma = "NAZIONE_PROGRAMMA"

func TestMain(m *testing.M) {
	if os.Getenv(variabileProgramma) != "" {
		main()
	}
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
	p.daSolo(t)
	return p
}

// daSolo takes what one process says.
func (p *prova) daSolo(t *testing.T) {
	p.uscita = t.TempDir()
	require.NoError(t, unico(&p.lavoro))
	p.atteso = contenuto(t, p.uscita)
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
	contatori, err := distribuito(context.Background(), &l)
	require.NoError(t, err)
	avuto := contenuto(t, l.uscita)
	for nome, testo := range p.atteso {
		require.True(t, avuto[nome] == testo, "%s differs", nome)
	}
	require.Len(t, avuto, len(p.atteso)+1, "and the figures of the run")
	p.contatori(t, contatori, avuto[fileCifre])
}

// contatori verifies that the counters of the runner say nothing that the summary does not.
// Prism may lose the first ones of bundles that end together.
func (p *prova) contatori(t *testing.T, contatori map[string]int64, cifre string) {
	detti := make(map[string]int64)
	for riga := range strings.Lines(p.atteso[fileRiepilogo]) {
		campi := strings.Split(strings.TrimSuffix(riga, "\n"), "\t")
		n, err := strconv.ParseInt(campi[len(campi)-2], 10, 64)
		require.NoError(t, err)
		detti[strings.Join(campi[:len(campi)-2], " ")] = n
	}
	require.EqualValues(t, 1, detti["PROBLEMI FORMATO"])
	require.Positive(t, detti["EVENTI GDP"])
	for _, formato := range []string{"GDP", "FLUSSO", "FDR3", "RT", "RICEVUTA", "OPI", "JSON"} {
		require.Positive(t, detti["LETTI "+formato], formato)
	}
	require.NotEmpty(t, contatori)
	for nome, n := range contatori {
		require.LessOrEqual(t, n, detti[nome], nome)
	}
	require.Contains(t, cifre, perCifre+contaByteGiornali)
	require.Contains(t, cifre, perCifre+contaByteParti)
}

var daProvare = map[string]misure{
	"bodies two by two": {enti: 9, pagamenti: 1500, giorni: 12, inizio: avviso.MustData("2025-03-03"), oggi: avviso.MustData("2025-03-14"), caldo: 40_000, righe: 2500},
	"bodies in one tie": {enti: 9, pagamenti: 1500, giorni: 12, inizio: avviso.MustData("2025-03-03"), oggi: avviso.MustData("2025-03-14"), tutti: true, caldo: 4, righe: 30_000},
}

// TestUgualeAUnProcesso: the same bytes however the documents are divided, and by however many
// workers at a time.
func TestUgualeAUnProcesso(t *testing.T) {
	for nome, m := range daProvare {
		p := nuovaProva(t, m)
		require.Contains(t, p.atteso, "report/99999999990.jsonl", "a body outside the set")
		require.Contains(t, p.atteso[fileProblemi], "illeggibile.xml")
		primo := p.domini[0].IdDominio.String()
		require.Contains(t, p.atteso["report/"+primo+".jsonl"], `{"tipo":"CONFLITTO","oggetto":{`)
		require.Contains(t, p.atteso["vedere/"+primo+".jsonl"], "manca la pagina 2 di 2")
		require.Contains(t, p.atteso["tabelle/"+primo+"/dafare.csv"], "giornale di cassa INCOMPLETO")
		require.Equal(t, 2*m.righe, strings.Count(p.atteso["tabelle/"+primo+"/righe.csv"], "GRANIT2TXXX-1"), "rows of the flow in XML and of that in pages")
		tabelle, err := filepath.Glob(filepath.Join(p.uscita, "tabelle", primo, "*.csv"))
		require.NoError(t, err)
		require.Len(t, tabelle, 10)
		for _, p.fasci = range []int{1, 2, 8} {
			t.Run(fmt.Sprintf("%s, %d bundles", nome, p.fasci), func(t *testing.T) {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(p.fasci))
				p.verifica(t)
			})
		}
		t.Run(nome+", every body", func(t *testing.T) {
			tutti := *p
			tutti.domini = nil
			tutti.daSolo(t)
			tutti.verifica(t)
		})
	}
}

// TestChiaveCalda: a payment with very many events is one payment, whose copies count once.
func TestChiaveCalda(t *testing.T) {
	testi := make(map[string]string)
	require.NoError(t, caldo(testi, avviso.MustIdDominio("99999000013"), misure{caldo: 20_000}))
	var uniti giornale
	u := new(unisciGiornali)
	for _, testo := range testi {
		letto := giornale{new(gdp.Accumulatore)}
		for e, err := range gdp.LeggiJSON(strings.NewReader(testo), gdp.Provenienza{Ruolo: gdp.RuoloNodo}) {
			require.NoError(t, err)
			require.NoError(t, letto.Aggiungi(e))
		}
		if uniti.Accumulatore == nil {
			uniti = letto
			continue
		}
		var err error
		uniti, err = u.MergeAccumulators(uniti, letto)
		require.NoError(t, err)
	}
	require.Len(t, uniti.Eventi(), 20_000)
	require.Len(t, slices.Collect(statiDi(uniti.Accumulatore)), 1)
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
		p.daSolo(t)
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

// TestUscita: nothing of another run is taken for this one's, and what is not written leaves nothing.
func TestUscita(t *testing.T) {
	for nome, fa := range map[string]func(dove string) error{
		"a file in it": func(dove string) error {
			return os.WriteFile(filepath.Join(dove, fileProblemi), []byte("ieri\n"), 0o600)
		},
		"a file": func(dove string) error { return errors.Join(os.Remove(dove), os.WriteFile(dove, nil, 0o600)) },
	} {
		t.Run(nome, func(t *testing.T) {
			dove := t.TempDir()
			require.NoError(t, fa(dove))
			prima := contenuto(t, dove)
			a := argomenti{percorsi: []string{"../riconcilia/campione/flussi"}, unico: true}
			a.uscita, a.oggi = dove, piccola.oggi
			stato, err := a.esegui(t.Context(), io.Discard)
			require.Error(t, err)
			require.Equal(t, 2, stato)
			require.Equal(t, prima, contenuto(t, dove))
		})
	}
	dove := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dove, "a"), 0o755))
	require.Error(t, scriviLinee(dove, "a", []string{"x"}), "a folder stands in its place")
	voci, err := os.ReadDir(dove)
	require.NoError(t, err)
	require.Len(t, voci, 1)

	// What cannot be printed is told.
	a := argomenti{percorsi: []string{"../riconcilia/campione/flussi"}, unico: true}
	a.uscita, a.oggi = filepath.Join(t.TempDir(), "nuova"), piccola.oggi
	_, err = a.esegui(t.Context(), sordo{})
	require.ErrorIs(t, err, io.ErrClosedPipe)
	require.ErrorContains(t, err, "è incompleta: va cancellata")
}

// sordo takes nothing of what is written.
type sordo struct{}

func (sordo) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestFasci(t *testing.T) {
	require.Equal(t, []string{"a\nc", "b"}, fasci([]string{"a", "b", "c"}, 2))
	require.Equal(t, []string{"a"}, fasci([]string{"a"}, 8))
}

// TestElenco: documents are named by folders, and by a list with a name on each line.
func TestElenco(t *testing.T) {
	dove := t.TempDir()
	for _, nome := range []string{"uno due.xml", "tre.xml", ".nascosto"} {
		require.NoError(t, os.WriteFile(filepath.Join(dove, nome), nil, 0o600))
	}
	tutti, err := cerca([]string{dove, filepath.Join(dove, "tre.xml")})
	require.NoError(t, err)
	require.Equal(t, []string{filepath.Join(dove, "tre.xml"), filepath.Join(dove, "uno due.xml")}, tutti)
	elenco := filepath.Join(t.TempDir(), "elenco")
	require.NoError(t, os.WriteFile(elenco, []byte(strings.Join(tutti, "\r\n")+"\n\n"), 0o600))
	letti, err := leggiElenco(elenco)
	require.NoError(t, err)
	require.Equal(t, tutti, letti)
}

// TestEstratti: a statement needs to know whose its account is.
func TestEstratti(t *testing.T) {
	dati, err := os.ReadFile("../riconcilia/campione/conti.json")
	require.NoError(t, err)
	var conti cassa.Conti
	require.NoError(t, membri.Parse(dati, &conti))
	file, err := cerca([]string{"../riconcilia/campione/cassa"})
	require.NoError(t, err)
	for _, c := range []struct {
		conti     cassa.Conti
		movimenti func(int) bool
		problemi  bool
	}{{nil, func(n int) bool { return n > 0 }, true}, {conti, func(n int) bool { return n > 30 }, false}} {
		var acc rendicontazione.Accumulatore
		problemi := 0
		l := lettore{conti: c.conti, parti: &acc, pagina: func(cassa.Intestazione) {}, letto: func(string) {}, problema: func(string, error) { problemi++ }}
		for _, nome := range file {
			l.file(nome)
		}
		require.True(t, c.movimenti(len(acc.Input().Movimenti)), len(acc.Input().Movimenti))
		require.Equal(t, c.problemi, problemi > 0, problemi)
	}
}

// TestMisura: the figures of both, which must write the same.
func TestMisura(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv(variabileProgramma, "1")
	var b strings.Builder
	require.NoError(t, misura(context.Background(), []int{600}, &b))
	righe := strings.Split(strings.TrimSpace(b.String()), "\n")
	require.Len(t, righe, 5)
	for i, inizio := range []string{"| un processo | 600 | 2 | ", "| Beam, Prism | 600 | 2 | ", "| Beam / un processo | "} {
		require.True(t, strings.HasPrefix(righe[2+i], inizio), righe[2+i])
		require.Equal(t, strings.Count(righe[0], "|"), strings.Count(righe[2+i], "|"))
	}
	require.NotContains(t, righe[3], " 0.0 MB")

	uno, due := t.TempDir(), t.TempDir()
	for _, dove := range []string{uno, due} {
		require.NoError(t, scriviLinee(dove, "a/b", []string{"y", "x"}))
	}
	require.NoError(t, uguali(uno, due))
	require.NoError(t, scriviLinee(uno, fileCifre, []string{"1"}))
	require.NoError(t, uguali(uno, due), "the figures of a run are its own")
	require.NoError(t, scriviLinee(due, "c", nil))
	require.ErrorContains(t, uguali(uno, due), "1 file di un processo, 2 della condotta")
	require.NoError(t, scriviLinee(due, "a/b", []string{"z"}))
	require.ErrorContains(t, uguali(uno, due), "b differisce")
}

// TestCampione: the small nation, whose last lines say how it went.
func TestCampione(t *testing.T) {
	for _, unico := range []bool{true, false} {
		t.Setenv("TMPDIR", t.TempDir())
		var b strings.Builder
		a := argomenti{lavoro: lavoro{fasci: 4, massimo: 1_000_000}, unico: unico}
		stato, err := a.esegui(context.Background(), &b)
		require.NoError(t, err)
		require.Equal(t, comando.UscitaOK, stato)
		require.Contains(t, b.String(), "\nda guardare: 7 enti (vedere/), 1 cose non lette o troppo grandi (problemi.txt)\ntutto in ")
		require.Contains(t, b.String(), "PROBLEMI FORMATO ")
		require.Contains(t, b.String(), "CLASSE PENDENZA INCASSATA ")
	}
}
