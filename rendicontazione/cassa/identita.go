package cassa

import (
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// identita gives the statements of one document their names and their lines their IDs.
//
// A line with a reference of the bank has the ID of that reference, with day, side and cents,
// since banks use one again; the same line has it in every statement. Repetitions are counted
// in one statement: a statement does not list a line twice, two exports do. A line without has
// the name of its statement and its place there.
type identita struct {
	estratti map[string]int      // statements met, by the name they give themselves
	estratto string              // the one being read
	chiavi   map[chiaveLinea]int // IDs by reference of the one being read
	testo    []byte              // room to put an ID together
	giorno   avviso.Data         // of the line before, and how an ID writes it
	data     [8]byte
}

type chiaveLinea struct {
	id     string
	storno bool
}

// apri begins a statement and returns its Estratto: one met again in the document gets
// "~2", "~3".
func (d *identita) apri(nome string) string {
	if d.estratti == nil {
		d.estratti, d.chiavi = make(map[string]int), make(map[chiaveLinea]int)
	}
	clear(d.chiavi)
	d.estratti[nome]++
	if n := d.estratti[nome]; n > 1 {
		nome += "~" + strconv.Itoa(n)
	}
	d.estratto = nome
	return nome
}

// identifica gives a movement of the statement its ID and Estratto. DataContabile, Segno,
// Storno and Importo are there already; rif is the reference of the line, "" or one that is not
// usable when there is none, and posto its place in the statement, from 1 ("3", or "3.2" for the
// second part of the third line).
func (d *identita) identifica(m *Movimento, rif, posto string) {
	m.Estratto = d.estratto
	b := d.testo[:0]
	conRif := riferimento.Usabile(rif)
	if conRif {
		b = append(b, rif...)
	} else {
		b = append(append(append(b, d.estratto...), '/'), posto...)
	}
	if m.DataContabile != d.giorno {
		d.giorno = m.DataContabile
		appendGiorno(d.data[:0], d.giorno)
	}
	b = append(append(b, '/'), d.data[:]...)
	lato := byte('E')
	if m.Segno == Uscita {
		lato = 'U'
	}
	b = strconv.AppendInt(append(b, lato), m.Importo.Centesimi(), 10)
	m.ID, d.testo = string(b), b
	if !conRif {
		return
	}
	k := chiaveLinea{m.ID, m.Storno}
	d.chiavi[k]++
	if n := d.chiavi[k]; n > 1 {
		m.ID += "/" + strconv.Itoa(n)
	}
}

// appendGiorno appends a day as AAAAMMGG.
func appendGiorno(b []byte, d avviso.Data) []byte {
	b = cifre.Append(b, uint64(d.Anno()), 4)
	b = cifre.Append(b, uint64(d.Mese()), 2)
	return cifre.Append(b, uint64(d.Giorno()), 2)
}

// primoUsabile returns the first reference that tells a line from others, "" when none does.
func primoUsabile(rif ...string) string {
	for _, r := range rif {
		if riferimento.Usabile(r) {
			return r
		}
	}
	return ""
}
