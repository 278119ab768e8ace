package comando

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/quietanza/quietanza/examples/comando/pulito"
)

// UscitaInterrotta is the exit status of a program that was interrupted.
const UscitaInterrotta = 130

// SeInterrotto ends the program when it is interrupted, after saying what rimedia did about
// what was under way. The function that it returns ends the watch.
func SeInterrotto(nome string, errori io.Writer, rimedia func() string) func() {
	segnali := make(chan os.Signal, 1)
	signal.Notify(segnali, os.Interrupt, syscall.SIGTERM)
	fine := make(chan struct{})
	go func() {
		select {
		case <-segnali:
			fmt.Fprintf(errori, "\n%s: interrotto, %s\n", nome, pulito.Testo(rimedia()))
			os.Exit(UscitaInterrotta)
		case <-fine:
		}
	}()
	return sync.OnceFunc(func() { signal.Stop(segnali); close(fine) })
}
