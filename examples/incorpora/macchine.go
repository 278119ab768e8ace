package main

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// spartisci is what each machine does with the documents that it read: it sends what it has
// of every body, in bytes, to whoever gathers that body.
func spartisci(letto *rendicontazione.Accumulatore, spedisci func(parte string, dati []byte) error) error {
	for parte, a := range letto.Parti(nil) {
		dati, err := a.MarshalBinary()
		if err != nil {
			return err
		}
		if err := spedisci(parte, dati); err != nil {
			return err
		}
	}
	return nil
}

// raccogli is what the machine does that gathers some bodies: the pieces come in any order,
// and twice where a message is delivered twice. Parts that legami ties go to one machine,
// because a position of theirs has items of both.
func raccogli(oggi avviso.Data, pezzi iter.Seq[[]byte]) (rendicontazione.Report, error) {
	var tutto rendicontazione.Accumulatore
	for dati := range pezzi {
		var a rendicontazione.Accumulatore
		if err := a.UnmarshalBinary(dati); err != nil {
			return rendicontazione.Report{}, err
		}
		tutto.Unisci(&a)
	}
	return tutto.Report(oggi, rendicontazione.Opzioni{}), nil
}

// insieme says which parts go to one machine: groups of names that ties hold together.
func insieme(nomi []string, legami iter.Seq2[string, string]) [][]string {
	gruppo := map[string][]string{}
	for _, n := range nomi {
		gruppo[n] = []string{n}
	}
	for x, y := range legami {
		if gruppo[x][0] == gruppo[y][0] {
			continue
		}
		uniti := slices.Sorted(slices.Values(slices.Concat(gruppo[x], gruppo[y])))
		for _, n := range uniti {
			gruppo[n] = uniti
		}
	}
	primi := map[string][]string{}
	for _, g := range gruppo {
		primi[g[0]] = g
	}
	var gruppi [][]string
	for _, n := range slices.Sorted(maps.Keys(primi)) {
		gruppi = append(gruppi, primi[n])
	}
	return gruppi
}

// piuMacchine reads the papers of the story on a machine each, and reconciles them where they
// meet: what one machine finds.
func piuMacchine(w io.Writer, oggi avviso.Data, come rendicontazione.Lettura, carte ...string) error {
	posta := map[string][][]byte{}
	var legami [][2]string
	for _, carta := range carte {
		var letto rendicontazione.Accumulatore
		if _, _, err := rendicontazione.Leggi(strings.NewReader(carta), &letto, come); err != nil {
			return err
		}
		for x, y := range letto.Legami(nil) {
			legami = append(legami, [2]string{x, y})
		}
		err := spartisci(&letto, func(parte string, dati []byte) error {
			posta[parte] = append(posta[parte], dati)
			return nil
		})
		if err != nil {
			return err
		}
	}
	coppie := func(yield func(x, y string) bool) {
		for _, l := range legami {
			if !yield(l[0], l[1]) {
				return
			}
		}
	}
	for _, parti := range insieme(slices.Collect(maps.Keys(posta)), coppie) {
		var pezzi [][]byte
		for _, parte := range parti {
			pezzi = append(pezzi, posta[parte]...)
		}
		report, err := raccogli(oggi, slices.Values(pezzi))
		if err != nil {
			return err
		}
		fmt.Fprintln(w, "su più macchine:", len(pezzi), "pezzi di", parti)
		for i := range report.Movimenti {
			fmt.Fprintln(w, " ", report.Movimenti[i].Chiave(), report.Movimenti[i].Classe)
		}
	}
	return nil
}
