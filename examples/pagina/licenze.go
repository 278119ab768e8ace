package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// licenza is the text that what is in the page has to come with.
type licenza struct{ Nome, Testo string }

// licenze are those of what the engine is built of, and of Go itself.
func licenze(ctx context.Context, goroot string) ([]licenza, error) {
	c := exec.CommandContext(ctx, "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{if not .Replace}} {{.Version}}{{end}}\t{{.Dir}}{{end}}", pacchettoMotore)
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	detto, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("i moduli del motore non si elencano: %w", err)
	}
	var moduli []string
	for riga := range strings.Lines(string(detto)) {
		if riga = strings.TrimSpace(riga); riga != "" {
			moduli = append(moduli, riga)
		}
	}
	slices.Sort(moduli)
	moduli = append(slices.Compact(moduli), "go\t"+goroot)
	var tutte []licenza
	for _, m := range moduli {
		nome, dir, _ := strings.Cut(m, "\t")
		for _, modello := range []string{"LICEN[SC]E*", "NOTICE*"} {
			file, err := filepath.Glob(filepath.Join(dir, modello))
			if err != nil {
				return nil, err
			}
			for _, f := range file {
				testo, err := os.ReadFile(f)
				if err != nil {
					continue // a folder
				}
				tutte = append(tutte, licenza{strings.TrimSpace(nome), string(testo)})
			}
		}
	}
	return tutte, nil
}
