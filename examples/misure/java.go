package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// macchinaJava is a Java virtual machine that runs java/Misure.java, the same
// for all sizes, so that its compiler has seen the code when it counts.
type macchinaJava struct {
	processo  *exec.Cmd
	comandi   io.WriteCloser
	risposte  *bufio.Reader
	documento string // the file that it reads
	schema    bool   // it can validate
}

// avviaJava starts the machine with the arguments of java.sh; schemi is the folder
// of the official schemas, "" where there is none.
func avviaJava(ctx context.Context, argomenti, schemi string) (*macchinaJava, error) {
	cartella, err := os.MkdirTemp("", "misure")
	if err != nil {
		return nil, err
	}
	j := &macchinaJava{documento: filepath.Join(cartella, "documento")}
	j.processo = exec.CommandContext(ctx, "java", strings.Fields(argomenti)...) //nolint:gosec // what the user asked to run
	j.processo.Stderr = os.Stderr
	if j.comandi, err = j.processo.StdinPipe(); err != nil {
		return nil, err
	}
	uscita, err := j.processo.StdoutPipe()
	if err != nil {
		return nil, err
	}
	j.risposte = bufio.NewReader(uscita)
	if err = j.processo.Start(); err == nil && schemi != "" {
		j.schema = true
		_, err = j.chiedi("schema " + filepath.Join(schemi, "FlussoRiversamento_1_0_4.xsd"))
	}
	if err != nil {
		j.chiudi()
		return nil, fmt.Errorf("java: %w", err)
	}
	return j, nil
}

func (j *macchinaJava) chiudi() {
	_ = j.comandi.Close()
	_ = j.processo.Wait()
	_ = os.RemoveAll(filepath.Dir(j.documento))
}

// chiedi sends a command and returns the answer.
func (j *macchinaJava) chiedi(comando string) (string, error) {
	if _, err := io.WriteString(j.comandi, comando+"\n"); err != nil {
		return "", err
	}
	risposta, err := j.risposte.ReadString('\n')
	if err != nil {
		return "", err
	}
	risposta = strings.TrimSuffix(risposta, "\n")
	if strings.HasPrefix(risposta, "!") {
		return "", fmt.Errorf("java, %s: %s", comando, risposta[1:])
	}
	return risposta, nil
}

// carica gives the machine a document.
func (j *macchinaJava) carica(r io.Reader) error {
	f, err := os.Create(j.documento)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		_, err = j.chiedi("carica " + j.documento)
	}
	return err
}

// lato is a side whose work is a command; cose are the names of the numbers that
// it answers.
func (j *macchinaJava) lato(nome, comando string, cose ...string) lato {
	l := cheDa(nome, func() (string, error) { return j.chiedi(comando) }, func(risposta string) conteggi {
		c := conteggi{}
		for i, campo := range strings.Fields(risposta) {
			var n int
			if _, err := fmt.Sscan(campo, &n); err == nil && i < len(cose) {
				c[cose[i]] = n
			}
		}
		return c
	})
	stato := fmt.Sprintf("/proc/%d/status", j.processo.Process.Pid)
	l.memoria = func() uint64 { return campoProc(stato, "RssAnon") << 10 }
	return l
}

// latiFlusso are the readers of a flow; none without a machine.
func (j *macchinaJava) latiFlusso(d *documento) ([]lato, error) {
	if j == nil {
		return nil, nil
	}
	if err := j.carica(d.apri()); err != nil {
		return nil, err
	}
	lati := []lato{j.lato("Java, JAXB", "jaxb", "rows", "cents"), j.lato("Java, StAX, tokens alone", "stax", "rows", "cents")}
	if j.schema {
		lati = append(lati, j.lato("Java, JAXB with schema validation", "valida", "rows", "cents"))
	}
	return lati, nil
}

// latiCausali are the readers of causali, which must find in each text what ours
// does; none without a machine.
func (j *macchinaJava) latiCausali(testi []string) ([]lato, error) {
	if j == nil {
		return nil, nil
	}
	if err := j.carica(strings.NewReader(strings.Join(testi, "\n"))); err != nil {
		return nil, err
	}
	for i, s := range testi[:min(len(testi), 1000)] {
		risposta, err := j.chiedi(fmt.Sprint("causale ", i))
		if err != nil {
			return nil, err
		}
		attesa := ""
		if l := conLibreria(s); l != (lettura{}) {
			attesa = strings.Join([]string{l.tipo, l.riferimento, l.importo, l.descrizione}, "|")
		}
		if risposta != attesa {
			return nil, fmt.Errorf("%q is read as %q and, in Java, as %q", s, attesa, risposta)
		}
	}
	return []lato{j.lato("Java, java.util.regex", "causali", "references")}, nil
}
