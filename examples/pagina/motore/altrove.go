//go:build !js

// Command motore is the engine of the page, which runs in a browser alone: see main.go.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "motore: gira solo in un browser; la pagina si fa con go run . nella cartella che contiene questa")
	os.Exit(2)
}
