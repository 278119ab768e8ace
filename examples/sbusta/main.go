// Command sbusta takes documents out of the envelopes of their digital signature (CAdES, .p7m),
// so that other programs can read them. See README.md.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
)

// uscitaRifiutati is the exit status when a document was not taken out.
const uscitaRifiutati = 1

var programma = comando.Programma{
	Nome: "sbusta",
	Cosa: "toglie i documenti dalla busta della firma digitale (.p7m)",
	Uso:  "-uscita CARTELLA [opzioni] FILE | CARTELLA …",
	Esempi: []string{
		"sbusta -uscita estratti marzo/ && riconcilia estratti/",
		"sbusta - < flusso.xml.p7m > flusso.xml",
	},
	Note: []string{
		"Le buste sono CAdES, in DER, BER o base64, anche una dentro l'altra. Il contenuto deve essere quello\n" +
			"che fu firmato: altrimenti non viene estratto. Non si verifica che il certificato sia di un'autorità\n" +
			"riconosciuta, né che fosse valido: per questo ci sono i programmi di firma.",
	},
	Stati: []string{
		"0    estratto tutto",
		"1    un documento non è stato estratto: il motivo è detto, gli altri sono estratti",
		"2    riga di comando errata, nessun documento, o file che non si può leggere o scrivere",
		"130  interrotto: i documenti estratti sono interi",
	},
}

// ambiente is what the program has around it.
type ambiente struct {
	ingresso  io.Reader
	uscita    io.Writer
	errori    io.Writer
	terminale bool // errori is a terminal
	adesso    func() time.Time
}

func main() {
	os.Exit(esegui(os.Args[1:], ambiente{os.Stdin, os.Stdout, os.Stderr, comando.Terminale(os.Stderr), time.Now}))
}

// lavoro is one run.
type lavoro struct {
	ambiente
	cartella    string
	sovrascrivi bool
	tutti       bool // what is not signed is copied

	scritture comando.Scritture
	fatti     map[string]bool // names in the folder
	estratti  int
	copiati   int
	altri     int // not signed, and left
	rifiutati int
	guasti    int
}

// esegui is main with its surroundings as parameters, for the tests.
func esegui(args []string, amb ambiente) int {
	l := &lavoro{ambiente: amb, fatti: map[string]bool{}}
	documenti, mancati, err := l.leggiArgomenti(args)
	if err != nil {
		return comando.Esci(programma.Nome, err, amb.errori)
	}
	l.errori = pulito.Scrittore(amb.errori)
	for _, m := range mancati {
		l.guasto(m.Nome, m.Err)
	}
	if len(documenti) == 0 {
		return comando.Esci(programma.Nome, errors.New("nessun documento trovato"), amb.errori)
	}
	if err := l.tutto(documenti); err != nil {
		return comando.Esci(programma.Nome, err, amb.errori)
	}
	switch {
	case l.guasti > 0:
		return comando.UscitaErrata
	case l.rifiutati > 0:
		return uscitaRifiutati
	}
	return comando.UscitaOK
}

func (l *lavoro) leggiArgomenti(args []string) ([]comando.Documento, []comando.Mancato, error) {
	f := programma.Opzioni()
	f.StringVar(&l.cartella, "uscita", "", "`cartella` dei documenti estratti, che se manca è creata; senza, un solo documento va sull'uscita standard")
	f.BoolVar(&l.sovrascrivi, "sovrascrivi", false, "sostituisce i file che esistono già")
	f.BoolVar(&l.tutti, "tutti", false, "copia nella cartella anche i documenti che non sono firmati")
	percorsi, err := programma.Leggi(f, args, l.uscita)
	if err != nil {
		return nil, nil, err
	}
	documenti, mancati := comando.Elenca(percorsi, l.ingresso)
	if l.cartella == "" && (len(documenti) > 1 || l.tutti) {
		return nil, nil, errors.New("più documenti, o -tutti: serve -uscita CARTELLA")
	}
	return documenti, mancati, nil
}

func (l *lavoro) tutto(documenti []comando.Documento) error {
	defer comando.SeInterrotto(programma.Nome, l.errori, func() string {
		l.scritture.Annulla()
		return "i documenti estratti sono interi"
	})()
	avanza := comando.NuovoProgresso(l.errori, l.terminale, l.adesso)
	if l.cartella == "" {
		return l.sullUscita(documenti[0])
	}
	if err := l.scritture.Cartella(l.cartella); err != nil {
		return err
	}
	for _, d := range documenti {
		l.scritture.Leggera(d.Nome)
	}
	for i, d := range documenti {
		avanza.Passo(func() string { return fmt.Sprintf("%d documenti di %d", i, len(documenti)) })
		if err := l.documento(d, avanza); err != nil {
			avanza.Interrompi()
			return err
		}
	}
	avanza.Interrompi()
	_, err := fmt.Fprintf(l.uscita, "%d estratti, %d copiati, %d non firmati e lasciati, %d rifiutati o illeggibili; in %s\n",
		l.estratti, l.copiati, l.altri, l.rifiutati+l.guasti, pulito.Testo(l.cartella))
	return err
}

// sullUscita writes the one document to the standard output, once it is known to be whole.
func (l *lavoro) sullUscita(d comando.Documento) error {
	dati, err := leggi(d)
	if err != nil {
		l.guasto(d.Nome, err)
		return nil
	}
	c, err := togli(dati)
	if err != nil {
		l.rifiuta(d.Nome, err)
		return nil
	}
	l.racconta(d.Nome, &c)
	_, err = l.uscita.Write(c.dati)
	return err
}

// documento takes one document out; an error is of what is written, and ends the run.
func (l *lavoro) documento(d comando.Documento, avanza *comando.Progresso) error {
	dati, err := leggi(d)
	if err != nil {
		avanza.Interrompi()
		l.guasto(d.Nome, err)
		return nil
	}
	nome := nomeDi(d.Nome)
	c, err := togli(dati)
	switch {
	case errors.Is(err, errNonFirmato) && !strings.EqualFold(filepath.Ext(d.Nome), ".p7m"):
		if !l.tutti {
			l.altri++
			return nil
		}
		l.copiati++
		c.dati = dati
		nome = filepath.Base(d.Nome)
	case err != nil:
		avanza.Interrompi()
		l.rifiuta(d.Nome, err)
		return nil
	default:
		l.estratti++
		if len(c.avvertenze) > 0 {
			avanza.Interrompi()
		}
		l.racconta(d.Nome, &c)
	}
	return l.scrivi(nome, d.Nome, c.dati)
}

func (l *lavoro) scrivi(nome, da string, dati []byte) error {
	percorso := filepath.Join(l.cartella, nome)
	if l.fatti[nome] {
		return fmt.Errorf("%s: già scritto da un altro documento, e %s ha lo stesso nome: estrarre una cartella alla volta", percorso, da)
	}
	if _, err := os.Lstat(percorso); err == nil && !l.sovrascrivi {
		return fmt.Errorf("%s esiste già: scegliere un'altra cartella con -uscita, o -sovrascrivi", percorso)
	}
	w, err := l.scritture.Apri(percorso)
	if err == nil {
		_, err = w.Write(dati)
	}
	if err == nil {
		err = l.scritture.Conferma()
	}
	if err != nil {
		l.scritture.Annulla()
		return err
	}
	l.fatti[nome] = true
	return nil
}

func (l *lavoro) racconta(nome string, c *contenuto) {
	for _, a := range c.avvertenze {
		fmt.Fprintf(l.errori, "%s: attenzione: %s\n", nome, a)
	}
}

func (l *lavoro) rifiuta(nome string, err error) {
	l.rifiutati++
	fmt.Fprintf(l.errori, "%s: %s\n", nome, pulito.Errore(err))
}

func (l *lavoro) guasto(nome string, err error) {
	l.guasti++
	fmt.Fprintf(l.errori, "%s: %s\n", nome, pulito.Errore(err))
}

// nomeDi is the name of a document out of its envelopes.
func nomeDi(percorso string) string {
	nome := filepath.Base(percorso)
	for {
		switch e := filepath.Ext(nome); strings.ToLower(e) {
		case ".p7m", ".b64", ".pem":
			nome = strings.TrimSuffix(nome, e)
		case "":
			return nome + ".estratto" // of a pipe, or of a name that was nothing else
		default:
			return nome
		}
	}
}

// maxDocumento is the longest document that is taken out: it is held in memory some times over.
const maxDocumento = 256 << 20

var errLungo = fmt.Errorf("più di %d MiB", maxDocumento>>20)

func leggi(d comando.Documento) ([]byte, error) {
	r, err := d.Apri()
	if err != nil {
		return nil, comando.Spiega(err)
	}
	if s, ok := r.(interface{ Stat() (os.FileInfo, error) }); ok {
		if stato, err := s.Stat(); err == nil && stato.Size() > maxDocumento {
			return nil, errors.Join(errLungo, r.Close())
		}
	}
	dati, err := io.ReadAll(io.LimitReader(r, maxDocumento+1))
	if err = errors.Join(err, r.Close()); err == nil && len(dati) > maxDocumento {
		err = errLungo
	}
	return dati, err
}
