package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// Files and folders of the output.
const (
	fileRiepilogo    = "riepilogo.tsv"
	fileProblemi     = "problemi.txt"
	fileCifre        = "cifre.tsv" // of the run, not of the nation
	cartellaReport   = "report"
	cartellaVedere   = "vedere"
	cartellaTabelle  = "tabelle"
	estensioneLinee  = ".jsonl"
	senzaEnte        = "nessuno" // of what names no body
	permessoCartelle = 0o755
)

// quadroDi is the picture of a report; nonLetti says that some document was not read.
func quadroDi(r *rendicontazione.Report, oggi avviso.Data, pagine []cassa.Intestazione, nonLetti bool) *quadro.Quadro {
	pagine = slices.Clone(pagine)
	slices.SortFunc(pagine, func(a, b cassa.Intestazione) int {
		return cmp.Or(a.Chiave().Compare(b.Chiave()), cmp.Compare(a.Pagina, b.Pagina), cmp.Compare(a.IDFlussoBT, b.IDFlussoBT), cmp.Compare(a.Pagine, b.Pagine))
	})
	q := quadro.Di(r, oggi, slices.Compact(pagine))
	if nonLetti {
		q.NonLetti = make([]quadro.Problema, 1)
	}
	return q
}

// scriviEnti writes the files of every body of the set; the lines about another body are
// given to altri, with the name of their file.
func scriviEnti(q *quadro.Quadro, ambito func(avviso.IdDominio) bool, cartella string, altri func(file, linee string)) error {
	for ente, suo := range q.PerEnte() {
		if d, err := avviso.ParseIdDominio(ente); err == nil && (ambito == nil || ambito(d)) {
			if err := scriviEnte(suo, ente, cartella); err != nil {
				return err
			}
			continue
		}
		ente = cmp.Or(ente, senzaEnte)
		for _, f := range [...]struct {
			cartella string
			scrivi   func(io.Writer) error
		}{{cartellaReport, suo.ScriviLinee}, {cartellaVedere, vedere(suo)}} {
			var b bytes.Buffer
			if err := f.scrivi(&b); err != nil {
				return err
			}
			if b.Len() > 0 {
				altri(f.cartella+"/"+ente+estensioneLinee, strings.TrimSuffix(b.String(), "\n"))
			}
		}
	}
	return nil
}

// scriviEnte writes the files of a body: its report, what a person must look at, the
// tables for a spreadsheet.
func scriviEnte(q *quadro.Quadro, ente, cartella string) error {
	if err := scriviFile(cartella, cartellaReport+"/"+ente+estensioneLinee, q.ScriviLinee); err != nil {
		return err
	}
	if len(q.Casi) > 0 {
		if err := scriviFile(cartella, cartellaVedere+"/"+ente+estensioneLinee, vedere(q)); err != nil {
			return err
		}
	}
	for _, t := range q.Tabelle() {
		if err := scriviFile(cartella, cartellaTabelle+"/"+ente+"/"+t.Nome+".csv", t.ScriviCSV); err != nil {
			return err
		}
	}
	return nil
}

// daVedere is one thing that a person must look at, as it is written.
type daVedere struct {
	AChi    string         `json:"aChi,omitempty"`
	Cosa    string         `json:"cosa,omitempty"`
	Oggetto string         `json:"oggetto"`
	Chiave  string         `json:"chiave"`
	Motivo  string         `json:"motivo"`
	Importo avviso.Importo `json:"importo,omitzero"`
	Dipende bool           `json:"dipendeDaNonLetti,omitempty"`
	Altre   []daVedere     `json:"altre,omitempty"` // of the same cause
}

// vedere writes the cases of a picture, one a line.
func vedere(q *quadro.Quadro) func(io.Writer) error {
	return func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		dipende := len(q.NonLetti) > 0
		for i := range q.Casi {
			c := &q.Casi[i]
			x := daVedere{c.AChi.String(), c.Cosa, c.Oggetto, c.Chiave, c.Motivo, c.Importo, dipende && c.Dipende, nil}
			for _, a := range c.Altre {
				x.Altre = append(x.Altre, daVedere{"", "", a.Oggetto, a.Chiave, a.Motivo, a.Importo, dipende && a.Dipende, nil})
			}
			if err := e.Encode(x); err != nil {
				return err
			}
		}
		return nil
	}
}

// leggiConti returns the numbers of a file of counts, none of one that there is not.
func leggiConti(cartella, nome string) (map[string]int64, error) {
	dati, err := os.ReadFile(filepath.Join(cartella, nome))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	conti := make(map[string]int64)
	for linea := range strings.Lines(string(dati)) {
		campi := strings.Split(strings.TrimSuffix(linea, "\n"), "\t")
		n := len(campi) - 2
		if conti[strings.Join(campi[:n], "\t")], err = strconv.ParseInt(campi[n], 10, 64); err != nil {
			return nil, err
		}
	}
	return conti, nil
}

// scriviLinee writes the lines of some texts in order.
func scriviLinee(cartella, nome string, testi []string) error {
	linee := strings.Split(strings.Join(testi, "\n"), "\n")
	slices.Sort(linee)
	return scriviFile(cartella, nome, func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Join(linee, "\n")+"\n")
		return err
	})
}

// scriviFile writes a file, whole or not at all. Written again, it is the same.
func scriviFile(cartella, nome string, scrivi func(io.Writer) error) error {
	dove := filepath.Join(cartella, filepath.FromSlash(nome))
	if err := os.MkdirAll(filepath.Dir(dove), permessoCartelle); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(dove), ".nuovo-*")
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	err = errors.Join(scrivi(w), w.Flush(), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), dove)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
