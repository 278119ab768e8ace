package casa_test

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

// avvisi is what NOTICE says: the licence of each module, and which modules end
// up in a program that imports the library.
type avvisi struct {
	licenze   map[string]string
	compilati []string
}

var (
	rigaAvviso    = regexp.MustCompile(`^  (\S+) \(([^)]+)\)`)
	sezioneAvviso = regexp.MustCompile(`^\S.*:$`)
)

func leggiAvvisi(testo string) avvisi {
	a := avvisi{licenze: map[string]string{}}
	sezione := ""
	for riga := range strings.Lines(testo) {
		riga = strings.TrimRight(riga, "\n")
		if sezioneAvviso.MatchString(riga) {
			sezione = riga
		}
		m := rigaAvviso.FindStringSubmatch(riga)
		if m == nil || strings.HasPrefix(sezione, "Data") {
			continue
		}
		a.licenze[m[1]] = m[2]
		if strings.HasPrefix(sezione, "Compiled into") {
			a.compilati = append(a.compilati, m[1])
		}
	}
	slices.Sort(a.compilati)
	return a
}

// segniLicenza are words by which the text of a licence is known.
var segniLicenza = map[string]string{
	"Apache-2.0":   "Apache License",
	"MIT":          "Permission is hereby granted, free of charge",
	"BSD-3-Clause": "Neither the name of",
}

// licenzaFalsa says what in the text of a module's licence disagrees with the
// name NOTICE gives it.
func licenzaFalsa(nomi, testo string) string {
	for _, nome := range strings.Split(nomi, " and ") {
		segno := segniLicenza[nome]
		if segno == "" {
			return nome + " is a licence this test does not know"
		}
		if !strings.Contains(testo, segno) {
			return "its text is not that of " + nome
		}
	}
	return ""
}

type dipendenza struct {
	Path string
	Main bool
	Dir  string // empty when nothing needed to be downloaded
}

func dipendenze(t *testing.T) []dipendenza {
	t.Helper()
	cmd := exec.Command("go", "list", "-m", "-json=Path,Main,Dir", "all")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err, "go list -m all")
	var tutte []dipendenza
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var x dipendenza
		err := d.Decode(&x)
		if errors.Is(err, io.EOF) {
			return tutte
		}
		require.NoError(t, err)
		if !x.Main {
			tutte = append(tutte, x)
		}
	}
}

// TestNotice: every module of the graph is in NOTICE and nothing else, with the
// licence its own copy shows.
func TestNotice(t *testing.T) {
	testo, err := os.ReadFile("NOTICE")
	require.NoError(t, err)
	a := leggiAvvisi(string(testo))
	var want []string
	for _, d := range dipendenze(t) {
		want = append(want, d.Path)
		if d.Dir == "" {
			continue
		}
		licenza, err := os.ReadFile(filepath.Join(d.Dir, "LICENSE"))
		require.NoError(t, err)
		require.Empty(t, licenzaFalsa(a.licenze[d.Path], string(licenza)), d.Path)
	}
	slices.Sort(want)
	require.Empty(t, cmp.Diff(want, slices.Sorted(maps.Keys(a.licenze))))
}

// TestNoticeCompilati: NOTICE tells apart what hosts ship and what only our
// tests use.
func TestNoticeCompilati(t *testing.T) {
	testo, err := os.ReadFile("NOTICE")
	require.NoError(t, err)
	moduli := dipendenze(t)
	compilati := map[string]bool{}
	for _, p := range pacchetti(t) {
		if !isLibreria(p.relativo()) {
			continue
		}
		for _, i := range p.Imports {
			for _, d := range moduli {
				if i == d.Path || strings.HasPrefix(i, d.Path+"/") {
					compilati[d.Path] = true
				}
			}
		}
	}
	require.Empty(t, cmp.Diff(slices.Sorted(maps.Keys(compilati)), leggiAvvisi(string(testo)).compilati))
}

func TestNoticeNegativo(t *testing.T) {
	a := leggiAvvisi("x\n\nCompiled into programs:\n\n  a.b/c (MIT)\n    Copyright (c) d\n\nUsed by tests:\n\n  e.f/g (MIT and Apache-2.0), through c\n\n" +
		"Data compiled in:\n\n  zone (public domain)\n")
	require.Equal(t, map[string]string{"a.b/c": "MIT", "e.f/g": "MIT and Apache-2.0"}, a.licenze)
	require.Equal(t, []string{"a.b/c"}, a.compilati)
	require.Empty(t, licenzaFalsa("MIT", "Permission is hereby granted, free of charge, to"))
	require.Contains(t, licenzaFalsa("MIT and Apache-2.0", "Permission is hereby granted, free of charge, to"), "not that of Apache-2.0")
	require.Contains(t, licenzaFalsa("", "anything"), "does not know")
	require.Contains(t, licenzaFalsa("GPL-3.0", "anything"), "does not know")
}
