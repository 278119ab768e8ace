// Command jppa runs the whole export of a body to Maggioli JPPA against a fake JPPA of
// its own, over HTTPS on the loopback interface, in both directions.
//
//	go run ./examples/jppa
//
// It starts two servers with certificates made at start and basic authentication: the
// fake JPPA, which takes the notifications and fails now and then (always at the same
// requests), and the service RecuperaRT of the body. It selects the receipts of a
// window, sends a notification for each, stops in the middle and goes on from the
// stored run, writes the file and composes its mail; then the fake JPPA fetches the
// receipts that it accepted. The CSV comes last on the screen.
//
// The program holds the transport and the storage; what to send, when, and what it
// means is asked of package jppa.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

func main() {
	if err := esegui(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "jppa:", err)
		os.Exit(1)
	}
}

// esegui is main with its stream as a parameter, for the tests.
func esegui(out io.Writer) error {
	fine, err := giornata(out)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\n%s:\n%s", fine.nomi.CSV, fine.csv)
	return err
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
		return consegna{}, fmt.Errorf("configuration: %w", err)
	}

	ospite := &ospite{archivio: archivio, client: servizioMaggioli.client(), adesso: adesso, diario: out}
	if err := ospite.prepara(); err != nil {
		return consegna{}, err
	}
	// The first life of the host ends after three answers, one of them not yet recorded.
	if err := ospite.vivi(3); err != nil {
		return consegna{}, err
	}
	fmt.Fprintln(out, "the host stops, and starts again from the stored run")
	if err := ospite.vivi(0); err != nil {
		return consegna{}, err
	}
	return ospite.fine, maggioli.recupera(servizioEnte)
}
