package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/examples/comando/pulito"
	"github.com/quietanza/quietanza/gdp"
)

//go:embed campione/*.json
var campione embed.FS

// lettura is what was read so far.
type lettura struct {
	analisi  gdp.Analisi
	giornali []giornale
	guasti   int      // files not read to their end
	letti    []string // paths, which no output may destroy
	errori   io.Writer
	avanza   *comando.Progresso

	ingresso io.Reader
	nome     string // of the journal that is no file; "" when it was used
}

// giornale counts what came from one file.
type giornale struct {
	Nome     string `json:"nome"`
	File     string `json:"file,omitempty"` // where it was found; "" for the embedded ones
	Eventi   int    `json:"eventi"`
	Scartati int    `json:"scartati"`
	Superato bool   `json:"superato,omitempty"` // a later sending takes its place
	Omonimo  bool   `json:"omonimo,omitempty"`  // another file has the same name, and was read too
}

// leggiCampione reads the embedded journals.
func (l *lettura) leggiCampione() {
	voci, err := campione.ReadDir("campione")
	if err != nil {
		l.guasto("campione", err)
		return
	}
	for _, v := range voci {
		b, err := campione.ReadFile(path.Join("campione", v.Name()))
		n, errNome := gdp.ParseNomeFile(senzaEstensione(v.Name()))
		if err = errors.Join(err, errNome); err != nil {
			l.guasto(v.Name(), err)
			continue
		}
		l.leggiEventi(giornale{Nome: n.String()}, v.Name(), gdp.LeggiJSON(bytes.NewReader(b), n.Provenienza()))
	}
}

// documento is a journal to be read.
type documento struct {
	comando.Documento
	nome string // the journal's own, with what follows it; "" of the history of the Nodo
}

// storia is how the files of the history of the Nodo are named, which has no name of its own.
const storia = "nodo-"

// leggiFile reads the journals of the command line that no later one superseded.
// Files of one name, in different folders, are all read, and told.
func (l *lettura) leggiFile(percorsi []string, r gdp.Reinvio) {
	diNome := map[gdp.NomeFile][]documento{}
	var nomi []gdp.NomeFile
	for _, d := range l.espandi(percorsi) {
		if d.nome == "" {
			if err := l.apriStoria(d); err != nil {
				l.guasto(d.Nome, err)
			}
			continue
		}
		n, err := gdp.ParseNomeFile(senzaEstensione(d.nome))
		if err != nil {
			l.guasto(d.Nome, err)
			continue
		}
		diNome[n] = append(diNome[n], d)
		nomi = append(nomi, n)
	}
	vigenti, superati := gdp.Vigenti(r, nomi...)
	for i, n := range vigenti {
		l.avanza.Passo(func() string { return fmt.Sprintf("letti %d giornali di %d", i, len(vigenti)) })
		omonimi := diNome[n]
		if len(omonimi) > 1 {
			var dove []string
			for _, d := range omonimi {
				dove = append(dove, d.Nome)
			}
			l.dici("%s: %d file hanno questo nome, letti tutti: %s", n, len(omonimi), strings.Join(dove, ", "))
		}
		for _, d := range omonimi {
			if err := l.apri(n, d, len(omonimi) > 1); err != nil {
				l.guasto(d.Nome, err)
			}
		}
	}
	for _, n := range superati {
		for _, d := range diNome[n] {
			l.giornali = append(l.giornali, giornale{Nome: n.String(), File: d.Nome, Superato: true})
		}
	}
}

// dici writes a line for a person.
func (l *lettura) dici(formato string, valori ...any) {
	l.avanza.Interrompi()
	fmt.Fprintf(l.errori, formato+"\n", valori...)
}

var (
	errNome        = errors.New("non ha il nome di un giornale, GDP_<tipo>_<mittente>_<data>_<progressivo>: se è uno, darglielo con -nome")
	errNessuno     = errors.New("nessun giornale trovato")
	errNienteLetto = errors.New("nessuno dei suoi record si legge")
	errVuotoArg    = errors.New("il nome di un giornale è vuoto")
)

// espandi returns the journals: the files, and those of the folders that are named as one.
func (l *lettura) espandi(percorsi []string) (giornali []documento) {
	chiesti := map[string]bool{}
	for _, p := range percorsi {
		chiesti[filepath.Clean(p)] = true
	}
	if slices.Contains(percorsi, "") {
		l.guasto("(vuoto)", errVuotoArg)
		percorsi = slices.DeleteFunc(slices.Clone(percorsi), func(p string) bool { return p == "" })
	}
	documenti, mancati := comando.Elenca(percorsi, l.ingresso)
	for _, m := range mancati {
		l.guasto(m.Nome, m.Err)
	}
	for _, d := range documenti {
		l.letti = append(l.letti, d.Nome)
		nome := filepath.Base(d.Nome)
		_, err := gdp.ParseNomeFile(senzaEstensione(nome))
		file, errFile := os.Stat(d.Nome)
		switch {
		case err != nil && l.nome != "" && (errFile != nil || !file.Mode().IsRegular()):
			nome, l.nome = l.nome, ""
		case strings.HasPrefix(nome, storia) && strings.HasSuffix(nome, ".json"):
			nome = ""
		case strings.HasPrefix(nome, "GDP_"): // the reader says what is wrong
		case errFile == nil && !chiesti[d.Nome]:
			l.dici("%s: non ha il nome di un giornale, non letto", d.Nome)
			continue
		default:
			l.guasto(d.Nome, errNome)
			continue
		}
		giornali = append(giornali, documento{d, nome})
	}
	if len(giornali) == 0 && l.guasti == 0 {
		l.guasto(strings.Join(percorsi, ", "), errNessuno)
	}
	return giornali
}

// senzaEstensione takes off the extension of an archive's member; that of the
// archive is part of the name.
func senzaEstensione(nome string) string {
	return strings.TrimSuffix(strings.TrimSuffix(nome, ".json"), ".csv")
}

func (l *lettura) apriStoria(d documento) error {
	f, err := d.Apri()
	if err != nil {
		return err
	}
	defer f.Close()
	l.leggiEventi(giornale{Nome: "storico del Nodo", File: d.Nome}, d.Nome, gdp.LeggiJSON(f, gdp.Provenienza{Ruolo: gdp.RuoloNodo}))
	return nil
}

// archivio is what a ZIP can be read from.
type archivio interface {
	io.ReaderAt
	io.Seeker
}

func (l *lettura) apri(n gdp.NomeFile, d documento, omonimo bool) error {
	f, err := d.Apri()
	if err != nil {
		return comando.Spiega(err)
	}
	defer f.Close()
	g := giornale{Nome: n.String(), File: d.Nome, Omonimo: omonimo}
	switch {
	case strings.HasSuffix(d.nome, ".json"):
		l.leggiEventi(g, d.Nome, gdp.LeggiJSON(f, n.Provenienza()))
	case strings.HasSuffix(d.nome, ".csv"):
		l.leggiEventi(g, d.Nome, gdp.LeggiCSV(f, n.Provenienza()))
	default:
		z, ok := f.(archivio)
		if !ok {
			return errors.ErrUnsupported
		}
		lungo, err := z.Seek(0, io.SeekEnd)
		if err != nil {
			return err
		}
		a, _, err := gdp.LeggiArchivio(d.nome, z, lungo, gdp.Limiti{})
		if err != nil {
			return err
		}
		l.leggiEventi(g, d.Nome, a.LeggiEventi())
	}
	return nil
}

// leggiEventi adds the events of one journal and tells the bad records.
func (l *lettura) leggiEventi(g giornale, percorso string, eventi iter.Seq2[gdp.Evento, error]) {
	buoni := gdp.Tieni(eventi, func(err error) {
		g.Scartati++
		l.dici("%s: %s", percorso, pulito.Errore(err))
	})
	contati := func(yield func(gdp.Evento, error) bool) {
		for e, err := range buoni {
			if err == nil {
				g.Eventi++
			}
			if !yield(e, err) {
				return
			}
		}
	}
	if err := l.analisi.AggiungiTutti(contati); err != nil {
		l.guasto(percorso, err)
	} else if g.Eventi == 0 && g.Scartati > 0 {
		l.guasto(percorso, errNienteLetto)
	}
	l.giornali = append(l.giornali, g)
}

func (l *lettura) guasto(percorso string, err error) {
	l.guasti++
	l.dici("%s: %s", percorso, pulito.Errore(err))
}
