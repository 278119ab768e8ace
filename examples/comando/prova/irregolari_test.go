//go:build unix

package prova_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// lettore is a program that reads documents.
type lettore struct {
	programma string
	nome      string // of the document
	documento []byte
	stato     int                            // of a run on it
	args      []string                       // before the document
	ingresso  []string                       // to read the standard input
	uscita    func(file string) []string     // to write a file
	doppia    func(cartella string) []string // to write a file twice; nil when that cannot be asked
}

func leggi(t *testing.T, nome string) []byte {
	t.Helper()
	b, err := os.ReadFile(nome)
	require.NoError(t, err)
	return b
}

func lettori(t *testing.T) []lettore {
	t.Helper()
	flussi, err := filepath.Glob(filepath.Join(esempi, "riconcilia/campione/flussi/*0000000001.xml"))
	require.NoError(t, err)
	require.NotEmpty(t, flussi)
	const giornale = "GDP_EC_77777777777_20200131_1.json"
	return []lettore{
		{
			programma: "analisi", nome: giornale, documento: []byte(`{"dateTime":"2020-01-31T11:00:00","iuv":"1","eventCode":"RPT_ACCETTATA_NODO"}` + "\n"), ingresso: []string{"-nome", giornale, "-"},
			uscita: func(f string) []string { return []string{"-html", f} },
		},
		{
			programma: "carica", nome: "p.json", ingresso: []string{"-formato", "json", "-"},
			documento: []byte(`{"idDominio":"00429440068","inserimenti":[{"idA2A":"A","idPendenza":"P1","causale":"c","importo":10,"voci":[{"idVocePendenza":"v","importo":10,"descrizione":"d","codEntrata":"E"}]}]}`),
			uscita:    func(f string) []string { return []string{"-esiti", f} },
			doppia:    func(d string) []string { return []string{"-o", d + "/x", "-esiti", d + "/x"} },
		},
		{
			programma: "riconcilia", nome: "flusso.xml", documento: leggi(t, flussi[0]), stato: 1, args: []string{"-oggi", "31/03/2025"}, ingresso: []string{"-oggi", "31/03/2025", "-"},
			uscita: func(f string) []string { return []string{"-html", f} },
			doppia: func(d string) []string { return []string{"-csv", d, "-html", d + "/incassi.csv"} },
		},
		{programma: "stampa", nome: "avvisi.json", documento: leggi(t, filepath.Join(esempi, "stampa/campione/avvisi.json")), args: []string{"-avvisi"}, ingresso: []string{"-avvisi", "-"}},
		{programma: "sbusta", nome: "documento.xml.p7m", documento: leggi(t, "testdata/documento.xml.p7m"), ingresso: []string{"-"}},
	}
}

// luogo is a folder with a document of a program, and what was there before.
type luogo struct {
	*testing.T
	lettore
	cartella, documento, vecchio string
}

func (l *luogo) in(nome string) string { return filepath.Join(l.cartella, nome) }

// lancia runs the program on a document.
func (l *luogo) lancia(documento string, args ...string) esito {
	l.Helper()
	return lancio{programma: l.programma, args: append(append(args, l.args...), documento)}.esegui(l.T)
}

// intatto proves that nothing of the folder was destroyed, nor anything left half written.
func (l *luogo) intatto() {
	l.Helper()
	require.Equal(l, l.lettore.documento, leggi(l.T, l.documento))
	require.Equal(l, "vecchio", string(leggi(l.T, l.vecchio)))
	voci, err := os.ReadDir(l.cartella)
	require.NoError(l, err)
	for _, v := range voci {
		require.NotContains(l, v.Name(), ".tmp")
	}
}

// casi are the irregular files, and what a program may do with each.
var casi = []struct {
	nome  string
	prova func(l *luogo)
}{
	{"the document", func(l *luogo) {
		e := l.lancia(l.documento)
		require.Equal(l, l.stato, e.stato, e.errori)
		require.NotEmpty(l, e.out)
	}},
	{"symbolic link", func(l *luogo) {
		require.NoError(l, os.Symlink(l.documento, l.in("x"+l.nome)))
		require.NoError(l, os.Rename(l.in("x"+l.nome), l.in("d/"+l.nome)))
		require.Equal(l, l.stato, l.lancia(l.in("d/"+l.nome)).stato)
	}},
	{"link to itself", func(l *luogo) {
		require.NoError(l, os.Symlink(l.in("d/"+l.nome), l.in("d/"+l.nome)))
		require.Equal(l, 2, l.lancia(l.in("d/"+l.nome)).stato)
	}},
	{"nothing there", func(l *luogo) {
		e := l.lancia(l.in("d/" + l.nome))
		require.Equal(l, 2, e.stato)
		require.Contains(l, e.errori, "non esiste")
	}},
	{"empty argument", func(l *luogo) { require.Equal(l, 2, l.lancia("").stato) }},
	{"folder of nothing", func(l *luogo) {
		e := l.lancia(l.in("d"))
		require.Equal(l, 2, e.stato)
		require.Regexp(l, "nessun|cartella", e.errori)
	}},
	{"pipe with a name", func(l *luogo) {
		pipe := l.in("d/" + l.nome)
		require.NoError(l, syscall.Mkfifo(pipe, 0o600))
		go func() { _ = os.WriteFile(pipe, l.lettore.documento, 0) }()
		require.Equal(l, l.stato, l.lancia(pipe).stato)
	}},
	{"standard input", func(l *luogo) {
		e := lancio{programma: l.programma, args: l.lettore.ingresso, ingresso: bytes.NewReader(l.lettore.documento)}.esegui(l.T)
		require.Equal(l, l.stato, e.stato, e.errori)
	}},
	{"standard input that is empty", func(l *luogo) {
		e := lancio{programma: l.programma, args: l.lettore.ingresso}.esegui(l.T)
		require.NotEmpty(l, e.out+e.errori)
		if l.programma != "analisi" { // a journal without events is one
			require.NotZero(l, e.stato)
		}
	}},
	{"not readable", func(l *luogo) {
		utente := uint32(0)
		if os.Getuid() == 0 {
			utente = 65534
		}
		require.NoError(l, os.WriteFile(l.in("d/"+l.nome), l.lettore.documento, 0o000))
		e := lancio{programma: l.programma, args: append(append([]string{}, l.args...), l.in("d/"+l.nome)), utente: utente}.esegui(l.T)
		require.Equal(l, 2, e.stato)
		require.Contains(l, e.errori, "permesso negato")
		require.NoError(l, os.Chmod(l.in("d"), 0o700))
		e = lancio{programma: l.programma, args: append(append([]string{}, l.args...), l.in("d/"+l.nome)), utente: utente}.esegui(l.T)
		if utente != 0 {
			require.Equal(l, 2, e.stato)
			require.Contains(l, e.errori, "permesso negato")
		}
	}},
	{"a folder that is closed, among others", func(l *luogo) {
		if l.programma != "analisi" && l.programma != "riconcilia" {
			l.Skip("it reads one document, or says what it could not at the end")
		}
		utente := uint32(0)
		if os.Getuid() == 0 {
			utente = 65534
		}
		require.NoError(l, os.WriteFile(l.in("d/"+l.nome), l.lettore.documento, 0o644))
		require.NoError(l, os.WriteFile(l.in("d/fattura.pdf"), []byte("%PDF-1.7"), 0o644))
		require.NoError(l, os.Mkdir(l.in("d/chiusa"), 0o000))
		defer func() { _ = os.Chmod(l.in("d/chiusa"), 0o755) }()
		e := lancio{programma: l.programma, args: append(append([]string{}, l.args...), l.in("d")), utente: utente}.esegui(l.T)
		require.Equal(l, 3, e.stato)
		require.Contains(l, e.errori, "chiusa: non si può leggere: permesso negato")
		require.Contains(l, e.errori, "fattura.pdf: ")
		require.Regexp(l, "1 giornali, 1 pagamenti|1 flusso XML", e.out)
	}},
	{"random bytes", func(l *luogo) {
		require.NoError(l, os.WriteFile(l.in("d/"+l.nome), []byte("\x00\x9b\x1b[2J\xff\u202eabc"), 0o600))
		e := l.lancia(l.in("d/" + l.nome))
		require.NotZero(l, e.stato)
		require.NotEmpty(l, e.out+e.errori)
	}},
	{"name that moves the cursor", func(l *luogo) {
		nome := l.in("d/\x1b[2J\u202e" + l.nome)
		require.NoError(l, os.WriteFile(nome, []byte("\x1b"), 0o600))
		require.NotZero(l, l.lancia(nome).stato)
		require.NotZero(l, l.lancia(nome+"\x9b").stato)
	}},
	{"a gigabyte", func(l *luogo) {
		f, err := os.Create(l.in("d/" + l.nome))
		require.NoError(l, err)
		_, err = f.Write(l.lettore.documento[:min(len(l.lettore.documento), 60)])
		require.NoError(l, err)
		require.NoError(l, f.Truncate(1<<30))
		require.NoError(l, f.Close())
		e := l.lancia(f.Name())
		require.NotZero(l, e.stato)
		require.Less(l, e.memoria, int64(400), "MiB")
	}},
	{"screen on a full disk", func(l *luogo) {
		pieno, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		require.NoError(l, err)
		defer pieno.Close()
		e := lancio{programma: l.programma, args: append(append([]string{}, l.args...), l.documento), out: pieno}.esegui(l.T)
		require.Equal(l, 2, e.stato)
		require.Contains(l, e.errori, "spazio esaurito")
	}},
	{"screen that is closed", func(l *luogo) {
		r, w, err := os.Pipe()
		require.NoError(l, err)
		require.NoError(l, r.Close())
		defer w.Close()
		e := lancio{programma: l.programma, args: append(append([]string{}, l.args...), l.documento), out: w}.esegui(l.T)
		require.Contains(l, []int{2, 128 + int(syscall.SIGPIPE)}, e.stato)
	}},
	{"own input as output", func(l *luogo) {
		if l.uscita == nil {
			l.Skip("writes into a folder: tried by its own tests")
		}
		require.NoError(l, os.Symlink(l.documento, l.in("link")))
		require.NoError(l, os.Link(l.documento, l.in("duro")))
		for _, nome := range []string{l.documento, l.in("link"), l.in("duro")} {
			e := l.lancia(l.documento, l.uscita(nome)...)
			require.Equal(l, 2, e.stato)
			require.Contains(l, e.errori, "è anche un documento da leggere")
		}
	}},
	{"output that is a folder, or is nowhere", func(l *luogo) {
		if l.uscita == nil {
			l.Skip("writes into a folder: tried by its own tests")
		}
		for _, nome := range []string{l.in("d"), l.in("non/esiste"), l.documento + "/x"} {
			require.Equal(l, 2, l.lancia(l.documento, l.uscita(nome)...).stato, nome)
		}
	}},
	{"output on a full disk", func(l *luogo) {
		if l.uscita == nil {
			l.Skip("writes into a folder: tried by its own tests")
		}
		e := l.lancia(l.documento, l.uscita("/dev/full")...)
		require.Equal(l, 2, e.stato)
		require.Contains(l, e.errori, "spazio esaurito")
	}},
	{"same output twice", func(l *luogo) {
		if l.doppia == nil {
			l.Skip("it writes one file")
		}
		e := l.lancia(l.documento, l.doppia(l.in("d"))...)
		require.Equal(l, 2, e.stato)
		require.Contains(l, e.errori, "scritto due volte")
		voci, err := os.ReadDir(l.in("d"))
		require.NoError(l, err)
		require.Empty(l, voci)
	}},
	{"output over an old one", func(l *luogo) {
		if l.uscita == nil {
			l.Skip("writes into a folder: tried by its own tests")
		}
		e := l.lancia(l.documento, l.uscita(l.in("nuovo"))...)
		require.Equal(l, l.stato, e.stato, e.errori)
		require.NotEmpty(l, leggi(l.T, l.in("nuovo")))
		e = l.lancia(l.documento, l.uscita(l.in("nuovo"))...)
		require.Equal(l, l.stato, e.stato, e.errori)
	}},
	{"interrupt", func(l *luogo) {
		pipe := l.in("d/" + l.nome)
		require.NoError(l, syscall.Mkfifo(pipe, 0o600))
		args := append(append([]string{}, l.args...), pipe)
		if l.uscita != nil {
			args = append(l.uscita(l.vecchio), args...)
		}
		e := lancio{programma: l.programma, args: args, dopo: func(c *exec.Cmd) {
			// The program has begun to read when the pipe opens; it is given a part, and no end.
			w, err := os.OpenFile(pipe, os.O_WRONLY, 0)
			require.NoError(l, err)
			l.Cleanup(func() { _ = w.Close() })
			_, err = w.Write(l.lettore.documento[:10])
			require.NoError(l, err)
			time.Sleep(50 * time.Millisecond)
			require.NoError(l, c.Process.Signal(os.Interrupt))
		}}.esegui(l.T)
		require.Equal(l, 130, e.stato)
		require.Contains(l, e.errori, l.programma+": interrotto, ")
	}},
}

func TestFileIrregolari(t *testing.T) {
	programmi(t)
	for _, p := range lettori(t) {
		for _, c := range casi {
			t.Run(p.programma+"/"+c.nome, func(t *testing.T) {
				l := &luogo{T: t, lettore: p, cartella: t.TempDir()}
				require.NoError(t, os.Chmod(l.cartella, 0o755))
				l.documento, l.vecchio = l.in(p.nome), l.in("vecchio")
				require.NoError(t, os.WriteFile(l.documento, p.documento, 0o644))
				require.NoError(t, os.WriteFile(l.vecchio, []byte("vecchio"), 0o644))
				require.NoError(t, os.Mkdir(l.in("d"), 0o755))
				c.prova(l)
				l.intatto()
			})
		}
	}
}

// TestRigaDiComando: every program has help and version in Italian, and refuses an empty value.
func TestRigaDiComando(t *testing.T) {
	programmi(t)
	vuote := map[string]string{
		"analisi": "-iuv", "carica": "-o", "jppa": "-uscita", "piemontepay": "-portale", "portale": "-indirizzo",
		"riconcilia": "-cassa", "sbusta": "-uscita", "simula": "-uscita", "stampa": "-avvisi",
	}
	for _, p := range append(dellaRadice, annidati...) {
		t.Run(p, func(t *testing.T) {
			for _, arg := range []string{"-h", "--help"} {
				e := lancio{programma: p, args: []string{arg}}.esegui(t)
				require.Zero(t, e.stato)
				require.Empty(t, e.errori)
				for _, testo := range []string{"Stati di uscita:\n", "\n  0 "} {
					require.Contains(t, e.out, testo)
				}
				require.Regexp(t, `(?m)^[Uu]so: `+p, e.out)
			}
			e := lancio{programma: p, args: []string{"--version"}}.esegui(t)
			require.Zero(t, e.stato)
			require.True(t, strings.HasPrefix(e.out, p+" "), e.out)
			require.Contains(t, e.out, "go1.")
			e = lancio{programma: p, args: []string{"-boh"}}.esegui(t)
			require.Equal(t, 2, e.stato)
			require.Contains(t, e.errori, "-boh")
			if opzione, ok := vuote[p]; ok {
				e = lancio{programma: p, args: []string{opzione, ""}}.esegui(t)
				require.Equal(t, 2, e.stato)
				require.Contains(t, e.errori, "il valore è vuoto")
			}
			pieno, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
			require.NoError(t, err)
			defer pieno.Close()
			for _, arg := range []string{"-h", "--version"} {
				e = lancio{programma: p, args: []string{arg}, out: pieno}.esegui(t)
				require.NotZero(t, e.stato)
				require.Contains(t, e.errori, "spazio esaurito")
			}
		})
	}
}

// TestInterrotti: what was under way is told, and what was written is whole.
func TestInterrotti(t *testing.T) {
	programmi(t)
	t.Run("simula", func(t *testing.T) {
		cartella := filepath.Join(t.TempDir(), "mese")
		e := lancio{programma: "simula", args: []string{"-pagamenti", "1000000", "-uscita", cartella}, dopo: func(c *exec.Cmd) {
			require.Eventually(t, func() bool { _, err := os.Stat(cartella); return err == nil }, attesa, time.Millisecond)
			require.NoError(t, c.Process.Signal(os.Interrupt))
		}}.esegui(t)
		require.Equal(t, 130, e.stato)
		require.Contains(t, e.errori, "interrotto, la cartella "+cartella+" è incompleta")
	})
	t.Run("stampa", func(t *testing.T) {
		cartella := filepath.Join(t.TempDir(), "lettere")
		e := lancio{programma: "stampa", args: []string{"-quanti", "1000000", "-uscita", cartella}, dopo: func(c *exec.Cmd) {
			require.Eventually(t, func() bool { v, _ := os.ReadDir(cartella); return len(v) > 3 }, attesa, time.Millisecond)
			require.NoError(t, c.Process.Signal(syscall.SIGTERM))
		}}.esegui(t)
		require.Equal(t, 130, e.stato)
		require.Contains(t, e.errori, "file scritti interi in "+cartella)
		voci, err := os.ReadDir(cartella)
		require.NoError(t, err)
		for _, v := range voci {
			require.NotContains(t, v.Name(), ".tmp")
			b := leggi(t, filepath.Join(cartella, v.Name()))
			require.True(t, bytes.HasSuffix(bytes.TrimSpace(b), []byte("%%EOF")), v.Name())
		}
	})
	for _, p := range []lancio{{programma: "portale", args: []string{"-indirizzo", "127.0.0.1:0"}}, {programma: "piemontepay", args: []string{"-servi"}}} {
		t.Run(p.programma, func(t *testing.T) {
			r, w, err := os.Pipe()
			require.NoError(t, err)
			p.out = w
			p.dopo = func(c *exec.Cmd) {
				_, err := r.Read(make([]byte, 1)) // it serves
				require.NoError(t, err)
				require.NoError(t, c.Process.Signal(os.Interrupt))
			}
			e := p.esegui(t)
			require.Zero(t, e.stato, e.errori)
			require.NoError(t, w.Close())
			require.NoError(t, r.Close())
		})
	}
}

// TestUsciteDegliAltri: the programs that read no documents.
func TestUsciteDegliAltri(t *testing.T) {
	programmi(t)
	pieno, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	require.NoError(t, err)
	defer pieno.Close()
	for _, l := range []lancio{
		{programma: "jppa", out: pieno},
		{programma: "piemontepay", out: pieno},
		{programma: "piemontepay", args: []string{"-servi"}, out: pieno},
		{programma: "portale", args: []string{"-indirizzo", "127.0.0.1:0"}, out: pieno},
		{programma: "quietanza", out: pieno},
		{programma: "simula", args: []string{"-elenco"}, out: pieno},
		{programma: "quietanza", args: []string{"nav"}, ingresso: strings.NewReader(`{"nav":"001190280072147087"}` + "\n"), out: pieno},
	} {
		e := l.esegui(t)
		require.NotZero(t, e.stato, l.programma)
		require.Contains(t, e.errori, "spazio esaurito", l.programma)
	}
	for _, args := range [][]string{{"-uscita", "/dev/null/x"}, {"-uscita", "/dev/full"}} {
		for _, p := range []string{"jppa", "simula", "stampa"} {
			require.Equal(t, 2, lancio{programma: p, args: args}.esegui(t).stato, p)
		}
	}
	// A line without an end is answered, and does not fill the memory.
	f, err := os.Create(filepath.Join(t.TempDir(), "grande"))
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, f.Truncate(1<<30))
	e := lancio{programma: "quietanza", args: []string{"nav"}, ingresso: f}.esegui(t)
	require.Zero(t, e.stato)
	require.Contains(t, e.out, "riga di oltre 64 MiB")
	require.Less(t, e.memoria, int64(400), "MiB")
}
