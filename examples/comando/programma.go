// Package comando is what the command lines of the examples have in common: help and
// version in Italian, documents read once wherever they come from, files written
// whole or not at all, and text that may go to a terminal. The model is clig.dev.
package comando

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/quietanza/quietanza/examples/comando/pulito"
)

// ErrFinito says that the command line asked for help or for the version, which was
// written: there is nothing else to do.
var ErrFinito = errors.New("finito")

// Programma is what the help of a program says beside its flags. All of it is Italian.
type Programma struct {
	Nome   string
	Cosa   string   // what it does, a sentence
	Uso    string   // arguments, after the name
	Esempi []string // command lines
	Note   []string // what there is to know beside the flags, a paragraph each
	Stati  []string // exit statuses, "0  tutto bene"
}

// Opzioni returns an empty set of flags that writes nothing by itself.
func (p Programma) Opzioni() *flag.FlagSet {
	f := flag.NewFlagSet(p.Nome, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	return f
}

// Leggi reads a command line, in which flags and arguments may be mixed, and returns the
// arguments. A flag with an empty value, as an unset variable leaves it, is an error.
// Help and version go to out; the help does not show a flag without usage.
func (p Programma) Leggi(f *flag.FlagSet, args []string, out io.Writer) ([]string, error) {
	versione := f.Bool("version", false, "scrive la versione")
	f.VisitAll(func(o *flag.Flag) { o.Value = nonVuoto{o.Value} })
	var argomenti []string
	for {
		err := f.Parse(args)
		switch {
		case errors.Is(err, flag.ErrHelp):
			return nil, errors.Join(ErrFinito, p.aiuto(f, out))
		case err != nil:
			return nil, fmt.Errorf("%s (%s -h per l'aiuto)", inItaliano(err.Error()), p.Nome)
		case *versione:
			_, err := fmt.Fprintln(out, p.Nome, Versione())
			return nil, errors.Join(ErrFinito, err)
		}
		resto := f.Args()
		if letti := len(args) - len(resto); len(resto) == 0 || letti > 0 && args[letti-1] == "--" {
			return append(argomenti, resto...), nil
		}
		argomenti, args = append(argomenti, resto[0]), resto[1:]
	}
}

// nonVuoto refuses the empty value.
type nonVuoto struct{ flag.Value }

var errVuoto = errors.New("il valore è vuoto")

func (v nonVuoto) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return errVuoto
	}
	return v.Value.Set(s)
}

// String is called on the zero value too.
func (v nonVuoto) String() string {
	if v.Value == nil {
		return ""
	}
	return v.Value.String()
}

// IsBoolFlag tells the package flag which flags need no value.
func (v nonVuoto) IsBoolFlag() bool {
	b, ok := v.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// inItaliano translates what the package flag says.
func inItaliano(testo string) string {
	for _, t := range [...]struct{ inglese, italiano string }{
		{"flag provided but not defined: ", "opzione sconosciuta: "},
		{"flag needs an argument: ", "manca il valore dell'opzione "},
		{"bad flag syntax: ", "opzione scritta male: "},
		{"invalid value ", "valore non valido "},
		{"invalid boolean value ", "valore non valido "},
	} {
		if resto, ok := strings.CutPrefix(testo, t.inglese); ok {
			testo = t.italiano + strings.Replace(resto, " for flag -", " di -", 1)
			break
		}
	}
	return strings.NewReplacer(": parse error", ": non è un numero intero", ": value out of range", ": numero troppo grande").Replace(pulito.Testo(testo))
}

// aiuto writes the help.
func (p Programma) aiuto(f *flag.FlagSet, out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\nUso: %s\n", p.Nome, p.Cosa, strings.TrimSpace(p.Nome+" "+p.Uso))
	if len(p.Esempi) > 0 {
		fmt.Fprintf(&b, "\nEsempi:\n  %s\n", strings.Join(p.Esempi, "\n  "))
	}
	b.WriteString("\nOpzioni:\n")
	f.VisitAll(func(o *flag.Flag) {
		if o.Usage == "" { // for other programs
			return
		}
		nome, testo := flag.UnquoteUsage(o)
		if v, ok := o.Value.(nonVuoto); nome == "value" || ok && v.IsBoolFlag() {
			nome = ""
		}
		fmt.Fprintf(&b, "  %s\n        %s", strings.TrimSpace("-"+o.Name+" "+nome), testo)
		if d := o.DefValue; d != "" && d != "false" && d != "0" {
			fmt.Fprintf(&b, " (se manca: %s)", d)
		}
		b.WriteByte('\n')
	})
	b.WriteString("  -h\n        scrive questo aiuto\n")
	for _, n := range p.Note {
		fmt.Fprintf(&b, "\n%s\n", n)
	}
	if len(p.Stati) > 0 {
		fmt.Fprintf(&b, "\nStati di uscita:\n  %s\n", strings.Join(p.Stati, "\n  "))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// Versione returns the version that the Go command wrote into the program.
func Versione() string {
	i, ok := debug.ReadBuildInfo()
	if !ok {
		return "(sconosciuta)"
	}
	versione := i.Main.Version
	for _, s := range i.Settings {
		if s.Key == "vcs.revision" && !strings.Contains(versione, s.Value[:min(12, len(s.Value))]) {
			versione += " " + s.Value
		}
	}
	return strings.TrimSpace(versione + " " + i.GoVersion)
}
