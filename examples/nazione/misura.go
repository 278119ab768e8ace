package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// perEnte is how many payments of a month a body of a measured nation has: a thousand
// bodies have two million.
const perEnte = 2000

// corsa is a run of this program on a nation, as a process of its own.
type corsa struct {
	tempo, cpu time.Duration // cpu is user and system together
	memoria    int64         // the most that it held, in bytes
	travasati  int64         // bytes from worker to worker
	eventi     int64
}

// misura makes nations of some sizes and measures on each the one process and the
// pipeline, which must write the same.
func misura(ctx context.Context, dimensioni []int, out io.Writer) error {
	fmt.Fprint(out, `
| | pagamenti | enti | eventi | documenti | tempo | CPU | CPU per pagamento | memoria | travasati | uscita |
|---|---|---|---|---|---|---|---|---|---|---|
`)
	for _, n := range dimensioni {
		if err := misuraUna(ctx, n, out); err != nil {
			return err
		}
	}
	return nil
}

func misuraUna(ctx context.Context, pagamenti int, out io.Writer) (err error) {
	radice, err := os.MkdirTemp("", "nazione-misura-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(radice)) }()
	m := piccola
	m.pagamenti, m.enti, m.giorni = pagamenti, max(2, pagamenti/perEnte), 31
	m.oggi = m.inizio.Aggiungi(m.giorni - 1)
	percorsi, err := nazione(filepath.Join(radice, "documenti"), m)
	if err != nil {
		return err
	}
	byteLetti, err := peso(percorsi)
	if err != nil {
		return err
	}
	uscite := [...]string{filepath.Join(radice, "unico"), filepath.Join(radice, "beam")}
	var corse [len(uscite)]corsa
	for i, opzioni := range [...][]string{{"-unico"}, nil} {
		args := append(opzioni, "-cifre", "-uscita", uscite[i], "-oggi", m.oggi.String(), "-domini", percorsi[0])
		if corse[i], err = corri(ctx, append(args, percorsi[1:]...)); err != nil {
			return err
		}
	}
	if err := uguali(uscite[0], uscite[1]); err != nil {
		return err
	}
	scritti, err := peso(uscite[:1])
	if err != nil {
		return err
	}
	uno, beam := corse[0], corse[1]
	riga := func(nome string, c corsa, travasati string) {
		fmt.Fprintf(out, "| %s | %d | %d | %d | %s | %.1f s | %.1f s | %.0f µs | %s | %s | %s |\n", nome, pagamenti, m.enti, beam.eventi, megabyte(byteLetti), c.tempo.Seconds(), c.cpu.Seconds(),
			float64(c.cpu.Microseconds())/float64(pagamenti), megabyte(c.memoria), travasati, megabyte(scritti))
	}
	riga("un processo", uno, "")
	riga("Beam, Prism", beam, megabyte(beam.travasati))
	fmt.Fprintf(out, "| Beam / un processo | | | | | %.1f× | %.1f× | | %.1f× | | uguale |\n", beam.tempo.Seconds()/uno.tempo.Seconds(), beam.cpu.Seconds()/uno.cpu.Seconds(), float64(beam.memoria)/float64(uno.memoria))
	return nil
}

// scrive is what a run with -cifre says last.
var scrive = regexp.MustCompile(`(?m)^eventi (\d+), travasati (\d+), memoria (\d+)$`)

// cifre writes what misura asks of a run.
func (e *esito) cifre(out io.Writer) {
	fmt.Fprintf(out, "eventi %d, travasati %d, memoria %d\n", e.contatori[contaEventi], e.travasati(), picco())
}

var piccoMemoria = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

// picco returns the most memory that this process held, in bytes; 0 where the system does
// not tell.
func picco() int64 {
	stato, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	if trovato := piccoMemoria.FindSubmatch(stato); trovato != nil {
		return intero(trovato[1]) << 10
	}
	return 0
}

func intero(cifre []byte) int64 {
	n, _ := strconv.ParseInt(string(cifre), 10, 64) // digits
	return n
}

// corri runs this program.
func corri(ctx context.Context, args []string) (corsa, error) {
	programma, err := os.Executable()
	if err != nil {
		return corsa{}, err
	}
	var out, errori bytes.Buffer
	c := exec.CommandContext(ctx, programma, args...)
	c.Stdout, c.Stderr = &out, &errori
	inizio := time.Now()
	err = c.Run()
	tempo := time.Since(inizio)
	if fallita := (*exec.ExitError)(nil); err != nil && !errors.As(err, &fallita) || errors.Is(ctx.Err(), context.Canceled) {
		return corsa{}, err
	}
	cifre := scrive.FindSubmatch(out.Bytes())
	if cifre == nil {
		return corsa{}, fmt.Errorf("%w: %s", err, errori.String())
	}
	return corsa{tempo, c.ProcessState.UserTime() + c.ProcessState.SystemTime(), intero(cifre[3]), intero(cifre[2]), intero(cifre[1])}, nil
}

// peso returns how many bytes files and folders hold.
func peso(percorsi []string) (n int64, err error) {
	for _, p := range percorsi {
		err = errors.Join(err, filepath.WalkDir(p, func(_ string, voce fs.DirEntry, err error) error {
			if err != nil || voce.IsDir() {
				return err
			}
			info, err := voce.Info()
			if err == nil {
				n += info.Size()
			}
			return err
		}))
	}
	return n, err
}

// uguali compares two folders, byte by byte.
func uguali(a, b string) error {
	x, err := impronte(a)
	if err != nil {
		return err
	}
	y, err := impronte(b)
	if err != nil {
		return err
	}
	for nome, impronta := range x {
		if y[nome] != impronta {
			return fmt.Errorf("%s differisce", nome)
		}
	}
	if len(x) != len(y) {
		return fmt.Errorf("%d file di un processo, %d della condotta", len(x), len(y))
	}
	return nil
}

// impronte returns the digest of every file of a folder.
func impronte(radice string) (map[string][sha256.Size]byte, error) {
	file := make(map[string][sha256.Size]byte)
	err := filepath.WalkDir(radice, func(nome string, voce fs.DirEntry, err error) error {
		if err != nil || voce.IsDir() {
			return err
		}
		dati, err := os.ReadFile(nome)
		if err != nil {
			return err
		}
		relativo, err := filepath.Rel(radice, nome)
		file[relativo] = sha256.Sum256(dati)
		return err
	})
	return file, err
}
