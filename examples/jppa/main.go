// Command jppa runs the whole export of a body to Maggioli JPPA against a fake JPPA of
// its own, over HTTPS on the loopback interface, in both directions.
//
//	go run ./examples/jppa
//	go run ./examples/jppa -uscita consegna
//
// It starts two servers with certificates made at start and basic authentication: the
// fake JPPA, which takes the notifications and fails now and then (always at the same
// requests), and the service RecuperaRT of the body. It selects the receipts of a
// window, sends a notification for each, stops in the middle and goes on from the
// stored run, writes the file and composes its mail; then the fake JPPA fetches the
// receipts that it accepted. The CSV comes last on the screen; -uscita writes it, its ZIP and the
// mail, as a message that a mail program opens.
//
// The program holds the transport and the storage; what to send, when, and what it
// means is asked of package jppa.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/jppa/lettera"
	"github.com/quietanza/quietanza/jppa"
)

var programma = comando.Programma{
	Nome: "jppa",
	Cosa: "percorre l'esportazione di un ente verso Maggioli JPPA, contro una JPPA di prova, solo su questo computer",
	Uso:  "[-uscita CARTELLA]",
	Esempi: []string{
		"jppa",
		"jppa -uscita consegna                        (scrive anche CSV, ZIP e messaggio di posta)",
	},
	Note: []string{"Ente, debitori e ricevute sono inventati; nulla viene spedito."},
	Stati: []string{
		"0    fatto",
		"2    riga di comando errata, o file che non si può scrivere",
		"130  interrotto: nessun file è stato cambiato",
	},
}

func main() {
	os.Exit(comando.Esci(programma.Nome, esegui(os.Args[1:], os.Stdout, os.Stderr), os.Stderr))
}

// esegui is main with its surroundings as parameters, for the tests.
func esegui(args []string, out, errori io.Writer) error {
	f := programma.Opzioni()
	uscita := f.String("uscita", "", "`cartella` in cui scrivere CSV, ZIP e messaggio di posta (.eml); se manca è creata")
	switch resto, err := programma.Leggi(f, args, out); {
	case err != nil:
		return err
	case len(resto) > 0:
		return fmt.Errorf("argomento inatteso: %q", resto[0])
	}
	w := bufio.NewWriter(out)
	fine, err := giornata(w)
	if err != nil {
		return errors.Join(err, w.Flush())
	}
	fmt.Fprintf(w, "\n%s:\n%s", fine.nomi.CSV, fine.csv)
	if *uscita != "" {
		if err := fine.scrivi(*uscita, errori); err != nil {
			return errors.Join(err, w.Flush())
		}
		fmt.Fprintf(w, "\nscritti in %s: %s, %s, %s\n", *uscita, fine.nomi.CSV, fine.nomi.ZIP, fine.messaggio())
	}
	return w.Flush()
}

// messaggio is the name of the file of the mail.
func (c *consegna) messaggio() string { return strings.TrimSuffix(c.nomi.CSV, ".csv") + ".eml" }

// scrivi writes the files of a delivery, all or none.
func (c *consegna) scrivi(cartella string, errori io.Writer) error {
	var s comando.Scritture
	defer s.Annulla()
	defer s.SeInterrotto(programma.Nome, errori)()
	eml, err := comeLettera(c.mail, c.zip, c.adesso).Componi()
	if err != nil {
		return err
	}
	if err := s.Cartella(cartella); err != nil {
		return err
	}
	for _, f := range []struct {
		nome      string
		contenuto []byte
	}{{c.nomi.CSV, c.csv}, {c.nomi.ZIP, c.zip}, {c.messaggio(), eml}} {
		w, err := s.Apri(filepath.Join(cartella, f.nome))
		if err == nil {
			_, err = w.Write(f.contenuto)
		}
		if err != nil {
			return err
		}
	}
	return s.Conferma()
}

// giornata is one day of the connector: from 03:00 to the receipts fetched by JPPA.
func giornata(out io.Writer) (consegna, error) {
	adesso := avviso.DataOraDi(jppa.ProssimaEsecuzione(avviso.MustDataOra("2024-03-07T12:00:00").Time()))
	archivio, err := nuovoArchivio()
	if err != nil {
		return consegna{}, err
	}

	// Each side has its own authority, its own password, and knows the other's.
	maggioli := &maggioli{visti: map[string]string{}, adesso: adesso, diario: out}
	servizioMaggioli, err := avvia("govpay", "p4ssw0rd", maggioli)
	if err != nil {
		return consegna{}, err
	}
	defer servizioMaggioli.chiudi()
	servizioEnte, err := avvia(archivio.connettore.Principal, "s3greto", &servizioRecuperaRT{archivio: archivio, adesso: adesso})
	if err != nil {
		return consegna{}, err
	}
	defer servizioEnte.chiudi()
	archivio.connettore.URL = servizioMaggioli.url
	archivio.connettore.Auth = &jppa.Autenticazione{Username: "govpay", Password: avviso.NuovoSegreto("p4ssw0rd")}
	if err := archivio.connettore.Valida(); err != nil {
		return consegna{}, fmt.Errorf("configurazione: %w", err)
	}

	ospite := &ospite{archivio: archivio, client: servizioMaggioli.client(), adesso: adesso, diario: out}
	if err := ospite.prepara(); err != nil {
		return consegna{}, err
	}
	// The first life of the host ends after three answers, one of them not yet recorded.
	if err := ospite.vivi(3); err != nil {
		return consegna{}, err
	}
	fmt.Fprintln(out, "il gestionale si ferma, e riprende dalla corsa che ha salvato")
	if err := ospite.vivi(0); err != nil {
		return consegna{}, err
	}
	ospite.fine.adesso = adesso
	return ospite.fine, maggioli.recupera(servizioEnte)
}

// comeLettera is the mail of a file, with the ZIP attached when it has to be.
func comeLettera(e jppa.Email, zip []byte, adesso avviso.DataOra) *lettera.Lettera {
	return &lettera.Lettera{
		Da: mail.Address{Name: "Comune di Prova", Address: "pagamenti@comune.esempio.it"}, A: e.A, CC: e.CC, Oggetto: e.Oggetto, Testo: e.Testo,
		Quando: adesso.Time(), Allegato: e.Allegato, Tipo: "application/zip", Corpo: zip,
	}
}
