package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// binario is the tests of a package, the changed one's own or a client's.
type binario struct {
	*pacchetto
	di, temp, percorso string
	test               []prova
	arrivano           [][]int // for each change the places in test of those that reach it
	esclusi            []string
	uccisori           uccisori
}

// prova is a test, an Example or a Fuzz with its seeds.
type prova struct {
	nome   string
	durata time.Duration // by the clock, without a change
	lavoro time.Duration // of the processor: what it costs however busy the machine is
	visti  []int
}

// lenta is how much work a test may be that is asked.
var lenta = 40 * time.Second

const (
	rapida  = 300 * time.Millisecond
	memoria = 6 << 20 // KiB that a change may take before it counts as endless
)

var (
	numeroDi = regexp.MustCompile(`mut\p{Lu}\w+\((\d+)`)
	fallita  = regexp.MustCompile(`(?m)^--- FAIL: (\w+)`)
	erroreA  = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):\d+: `)
)

// costruisci builds the tests of a package with every change in it; what the
// compiler will not have is left out.
func (p *pacchetto) costruisci(temp, di string) (*binario, error) {
	b := &binario{pacchetto: p, di: di, temp: temp, percorso: filepath.Join(temp, "prove.test")}
	for range 8 {
		sopra := struct{ Replace map[string]string }{map[string]string{}}
		nuovi := map[string][]byte{}
		for i, s := range p.file {
			nome := filepath.Join(temp, fmt.Sprintf("%d_%s", i, filepath.Base(s.percorso)))
			nuovi[nome] = p.riscrivi(s)
			sopra.Replace[s.percorso] = nome
		}
		nome := filepath.Join(temp, "mutanti_aiuti.go")
		nuovi[nome] = fmt.Appendf(nil, aiuti, p.tipo.Name(), len(p.mutanti)+1)
		sopra.Replace[filepath.Join(p.cartella, "zz_mutanti.go")] = nome
		for nome, testo := range nuovi {
			if err := os.WriteFile(nome, testo, 0o600); err != nil {
				return nil, err
			}
		}
		elenco, err := json.Marshal(sopra)
		if err != nil {
			return nil, err
		}
		mappa := filepath.Join(temp, "overlay.json")
		if err := os.WriteFile(mappa, elenco, 0o600); err != nil {
			return nil, err
		}
		c := exec.Command("go", "test", "-c", "-vet=off", "-ldflags=-s", "-gcflags=-e", "-overlay", mappa, "-o", b.percorso, "./"+di)
		c.Dir = p.radice
		detto, err := c.CombinedOutput()
		if err == nil {
			return b, nil
		}
		if p.scarta(detto, nuovi) == 0 {
			return nil, fmt.Errorf("does not build:\n%s", detto)
		}
	}
	return nil, errors.New("does not build")
}

// scarta takes away the changes in the lines that the compiler names.
func (p *pacchetto) scarta(detto []byte, nuovi map[string][]byte) int {
	n := 0
	for _, e := range erroreA.FindAllSubmatch(detto, -1) {
		for nome, testo := range nuovi {
			if filepath.Base(nome) != filepath.Base(string(e[1])) && !strings.HasSuffix(nome, "_"+filepath.Base(string(e[1]))) {
				continue
			}
			r, _ := strconv.Atoi(string(e[2]))
			righe := bytes.Split(testo, []byte("\n"))
			if r > len(righe) {
				continue
			}
			for _, k := range numeroDi.FindAllSubmatch(righe[r-1], -1) {
				if i, _ := strconv.Atoi(string(k[1])); i > 0 && i <= len(p.mutanti) && !p.mutanti[i-1].scartato {
					p.mutanti[i-1].scartato = true
					n++
				}
			}
		}
	}
	return n
}

// corsa is what became of tests that were run.
type corsa struct {
	vivo, finito bool
	chi          string // the first that failed
	lavoro       time.Duration
}

// lancia runs tests with a change on, 0 for none.
func (b *binario) lancia(mutante int, modello string, tempo time.Duration, ambiente ...string) (esito corsa) {
	ctx, annulla := context.WithTimeout(context.Background(), tempo)
	defer annulla()
	// The shell bounds the memory: an endless loop often keeps what it makes.
	c := exec.CommandContext(ctx, "bash", "-c", fmt.Sprintf(`ulimit -v %d; exec "$@"`, memoria), "prova", b.percorso,
		"-test.run="+modello, "-test.short", "-test.failfast", "-test.count=1")
	c.Dir = filepath.Join(b.radice, b.di)
	c.Env = append(os.Environ(), append(ambiente, "MUTANTE="+strconv.Itoa(mutante))...)
	c.WaitDelay = time.Second
	var detto inizio
	c.Stdout = &detto
	err := c.Run()
	esito = corsa{vivo: err == nil, finito: ctx.Err() == nil}
	if m := fallita.FindSubmatch(detto.b); m != nil {
		esito.chi = string(m[1])
	}
	if s := c.ProcessState; s != nil {
		esito.lavoro = s.UserTime() + s.SystemTime()
	}
	return esito
}

// inizio keeps the beginning of what is written to it.
type inizio struct{ b []byte }

func (i *inizio) Write(b []byte) (int, error) {
	i.b = append(i.b, b[:min(len(b), max(0, 1<<20-len(i.b)))]...)
	return len(b), nil
}

// uccisori are the tests that killed the last changes: those beside them are likely to
// be killed by the same ones.
type uccisori struct {
	mu     sync.Mutex
	ultimi []string
}

// pochi is how many of them are asked first.
const pochi = 4

func (u *uccisori) nota(chi string) {
	if chi == "" {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.ultimi = slices.DeleteFunc(u.ultimi, func(n string) bool { return n == chi })
	u.ultimi = slices.Insert(u.ultimi, 0, chi)
	u.ultimi = u.ultimi[:min(len(u.ultimi), 4*pochi)]
}

// tra divides tests into the few quick ones that killed last, and the others.
func (u *uccisori) tra(posti []int, test []prova) (primi, altri []int) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, n := range u.ultimi {
		if i := slices.IndexFunc(posti, func(k int) bool { return test[k].nome == n && test[k].lavoro <= rapida }); i >= 0 && len(primi) < pochi {
			primi = append(primi, posti[i])
		}
	}
	for _, k := range posti {
		if !slices.Contains(primi, k) {
			altri = append(altri, k)
		}
	}
	return primi, altri
}

func modello(nomi []string) string { return "^(" + strings.Join(nomi, "|") + ")$" }

// prove runs every test by itself, without a change, to learn what it reaches.
func (b *binario) prove(insieme int) error {
	c := exec.Command(b.percorso, "-test.list=^(Test|Example|Fuzz)")
	c.Dir = filepath.Join(b.radice, b.di)
	detto, err := c.Output()
	if err != nil {
		return err
	}
	var nomi []string
	for n := range strings.FieldsSeq(string(detto)) {
		if n != "PASS" {
			nomi = append(nomi, n)
		}
	}
	trovate := make([]*prova, len(nomi))
	inParallelo(len(nomi), insieme, func(i int) {
		visti := filepath.Join(b.temp, "visti"+strconv.Itoa(i))
		defer os.Remove(visti)
		inizio := time.Now()
		fatta := b.lancia(0, modello(nomi[i:i+1]), 8*lenta, "MUTANTE_VISTI="+visti)
		if !fatta.vivo || !fatta.finito || fatta.lavoro > lenta {
			return
		}
		t := prova{nome: nomi[i], durata: time.Since(inizio), lavoro: fatta.lavoro}
		testo, _ := os.ReadFile(visti)
		for n := range strings.FieldsSeq(string(testo)) {
			k, _ := strconv.Atoi(n)
			t.visti = append(t.visti, k)
		}
		trovate[i] = &t
	})
	for i, t := range trovate {
		if t == nil {
			b.esclusi = append(b.esclusi, nomi[i])
			continue
		}
		b.test = append(b.test, *t)
	}
	slices.SortFunc(b.test, func(x, y prova) int { return int(x.lavoro - y.lavoro) })
	b.arrivano = make([][]int, len(b.mutanti))
	for i, t := range b.test {
		for _, k := range t.visti {
			b.arrivano[k-1] = append(b.arrivano[k-1], i)
		}
	}
	return nil
}

// esegui tries every change that lives so far: the tests that killed the ones before it
// first, then the quick ones, then the others one by one.
func (b *binario) esegui(insieme int) {
	inParallelo(len(b.mutanti), insieme, func(i int) {
		m := b.mutanti[i]
		if len(b.arrivano[i]) == 0 || m.esito == ucciso || m.esito == scaduto {
			return
		}
		m.esito = vivo
		var gruppo []string
		var durata time.Duration
		prova := func() {
			if len(gruppo) == 0 || m.esito != vivo {
				return
			}
			fatta := b.lancia(i+1, modello(gruppo), 10*time.Second+8*durata)
			switch {
			case !fatta.finito:
				m.esito = scaduto
			case !fatta.vivo:
				m.esito = ucciso
				b.uccisori.nota(fatta.chi)
			}
			gruppo, durata = nil, 0
		}
		aggiungi := func(k int) {
			gruppo, durata = append(gruppo, b.test[k].nome), durata+b.test[k].durata
		}
		primi, altri := b.uccisori.tra(b.arrivano[i], b.test)
		for _, k := range primi {
			aggiungi(k)
		}
		prova()
		for _, k := range altri {
			if b.test[k].lavoro > rapida {
				prova()
			}
			aggiungi(k)
		}
		prova()
	})
}

func inParallelo(n, insieme int, f func(int)) {
	var w sync.WaitGroup
	posti := make(chan struct{}, insieme)
	for i := range n {
		posti <- struct{}{}
		w.Go(func() {
			defer func() { <-posti }()
			f(i)
		})
	}
	w.Wait()
}
