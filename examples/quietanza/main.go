// Command quietanza puts every codec and engine of the library on the shell:
// JSON Lines in on stdin, one JSON answer a line out on stdout, same order.
//
//	echo '{"nav":"001190280072147087"}' | go run ./examples/quietanza nav
//
// It holds no logic: package comandi decodes a line, calls one public function and encodes
// the answer, so that a gestionale written in any language can drive the
// library through a pipe. Without arguments it lists its commands; with a
// command and -h it shows one input and its answer. With -rigoroso after the
// command the exit status is 1 when a line was refused.
package main

import (
	"fmt"
	"os"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/quietanza/comandi"
)

func main() {
	if len(os.Args) == 2 && (os.Args[1] == "-version" || os.Args[1] == "--version") {
		_, err := fmt.Println("quietanza", comando.Versione())
		os.Exit(comando.Esci("quietanza", err, os.Stderr))
	}
	os.Exit(comandi.Esegui(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
