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
		if corse[i], err = corri(ctx, uscite[i], append(args, percorsi[1:]...)); err != nil {
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

// corri runs this program, which writes to a folder.
func corri(ctx context.Context, uscita string, args []string) (corsa, error) {
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
	memoria := scriveMemoria.FindSubmatch(out.Bytes())
	if memoria == nil { // another status tells that something is to be looked at
		return corsa{}, fmt.Errorf("%w: %s", err, errori.String())
	}
	conti, err := leggiConti(uscita, fileRiepilogo)
	if err != nil {
		return corsa{}, err
	}
	cifre, err := leggiConti(uscita, fileCifre)
	return corsa{tempo, c.ProcessState.UserTime() + c.ProcessState.SystemTime(), intero(memoria), travasati(cifre), conti[contaEventi]}, err
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

// impronte returns the digest of every file of a folder, but for the figures of the run.
func impronte(radice string) (map[string][sha256.Size]byte, error) {
	file := make(map[string][sha256.Size]byte)
	err := filepath.WalkDir(radice, func(nome string, voce fs.DirEntry, err error) error {
		if err != nil || voce.IsDir() || voce.Name() == fileCifre {
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
