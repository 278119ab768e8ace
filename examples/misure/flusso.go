package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	pari "github.com/quietanza/quietanza/internal/confronto/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// flussoXML is the streaming reader, strict and checked, against encoding/xml.
// The document comes from a reader that makes it on the way: the memory of a run
// is that of the reading alone.
var flussoXML = misura{
	nome: "flusso", cosa: "flow XML", unita: "row",
	quante:  func(o opzioni) int { return min(o.righe, 1_000_000) },
	prepara: preparaFlusso,
}

func preparaFlusso(_ context.Context, o opzioni, n int) (*prova, error) {
	d, err := componiFlusso(n)
	if err != nil {
		return nil, err
	}
	diJava, err := o.java.latiFlusso(d)
	if err != nil {
		return nil, err
	}
	sommaCon := func(scorri func(io.Reader, func(flusso.Riga)) error) func() (somma, error) {
		return func() (s somma, err error) { err = scorri(d.apri(), s.aggiungi); return s, err }
	}
	return &prova{
		n: d.volte * righePerFlusso, byte: d.dimensione(), uguali: righeUguali,
		lati: append([]lato{
			cheDa("ours", sommaCon(scorri), somma.conteggi),
			cheDa("encoding/xml, tokens by hand", sommaCon(scorriToken), somma.conteggi),
			cheDa("encoding/xml, Unmarshal", func() (pari.Flusso, error) { return leggiTutto(d.apri()) }, sommaDi),
		}, diJava...),
	}, nil
}

// documento is a flow whose rows repeat, as three pieces.
type documento struct {
	testa, corpo, coda []byte
	volte              int
}

// componiFlusso returns a flow of n rows, or a little less.
func componiFlusso(n int) (*documento, error) {
	d := &documento{volte: max(1, n/righePerFlusso)}
	righe := make([]flusso.Riga, righePerFlusso)
	for i := range righe {
		righe[i] = riga(i, -1)
	}
	f, _ := accreditato(1, righe)
	f.VersioneOggetto, f.Ricevente = "1.0", dominio.String()
	f.Mittente = flusso.Soggetto{Tipo: flusso.CodiceBIC, Codice: "PPAYITR1XXX"}
	f.NumeroTotalePagamenti *= int64(d.volte)
	f.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(f.ImportoTotalePagamenti.Centesimi() * int64(d.volte))
	testo, err := flusso.AppendXML(nil, &f)
	if err != nil {
		return nil, err
	}
	const apre, chiude = "<pay_i:datiSingoliPagamenti>", "</pay_i:datiSingoliPagamenti>"
	da, a := bytes.Index(testo, []byte(apre)), bytes.LastIndex(testo, []byte(chiude))+len(chiude)
	d.testa, d.corpo, d.coda = testo[:da], testo[da:a], testo[a:]
	return d, nil
}

func (d *documento) apri() io.Reader {
	pezzi := []io.Reader{bytes.NewReader(d.testa)}
	for range d.volte {
		pezzi = append(pezzi, bytes.NewReader(d.corpo))
	}
	return io.MultiReader(append(pezzi, bytes.NewReader(d.coda))...)
}

func (d *documento) dimensione() int { return len(d.testa) + d.volte*len(d.corpo) + len(d.coda) }

// somma is what is kept of the rows of a flow.
type somma struct {
	righe int
	cent  int64
}

func (s *somma) aggiungi(r flusso.Riga) {
	s.righe++
	s.cent += r.Importo.Centesimi()
}

func (s somma) conteggi() conteggi { return conteggi{"rows": s.righe, "cents": int(s.cent)} }

// sommaDi sums the rows of a flow that was read whole; one whose rows have no
// types is the sum of none, which is like no other side.
func sommaDi(f pari.Flusso) conteggi {
	var s somma
	if scorriRighe(&f, s.aggiungi) != nil {
		return nil
	}
	return s.conteggi()
}

// scorri streams the rows of a flow with the library.
func scorri(r io.Reader, riga func(flusso.Riga)) error {
	l, err := flusso.NuovoLettore(r)
	if err != nil {
		return err
	}
	for x, err := range l.Righe() {
		if err != nil {
			return err
		}
		riga(x)
	}
	return nil
}

// righeUguali compares the rows of a small flow one by one.
func righeUguali() error {
	d, err := componiFlusso(righePerFlusso)
	if err != nil {
		return err
	}
	intero := func(r io.Reader, riga func(flusso.Riga)) error {
		f, err := leggiTutto(r)
		if err != nil {
			return err
		}
		return scorriRighe(&f, riga)
	}
	var attese []flusso.Riga
	for i, leggi := range []func(io.Reader, func(flusso.Riga)) error{scorri, scorriToken, intero} {
		var righe []flusso.Riga
		if err := leggi(d.apri(), func(r flusso.Riga) { righe = append(righe, r) }); err != nil {
			return err
		}
		if i == 0 {
			attese = righe
		}
		if len(righe) != righePerFlusso || !slices.Equal(attese, righe) {
			return fmt.Errorf("reader %d of the flow gives other rows, %d of them", i, len(righe))
		}
	}
	return nil
}
