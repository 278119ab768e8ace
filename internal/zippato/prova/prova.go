// Package prova makes ZIP archives that are not what they seem, for the tests of those who read them.
package prova

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
)

// Voce is a member of an archive, as it is: not compressed. What is zero is as it should be.
type Voce struct {
	Nome, Testo string
	Locale      string // the name in its own header
	Bit         uint16 // of the header and of the index
	Attributi   uint32 // of Unix, in the high half
	Lungo       uint32 // what both say of its length
	LungoIndice uint32 // what the index alone says
	CRC         uint32
	Nascosta    bool // the index does not name it
	Dopo        int  // bytes of checksum and sizes behind it: 12, 16, 20 or 24
}

// ZIP writes an archive.
func ZIP(voci ...Voce) []byte {
	le := binary.LittleEndian
	var corpo, indice []byte
	quante := 0
	for _, v := range voci {
		lungo, crc := uint32(len(v.Testo)), crc32.ChecksumIEEE([]byte(v.Testo))
		if v.Lungo != 0 {
			lungo = v.Lungo
		}
		if v.CRC != 0 {
			crc = v.CRC
		}
		bit := v.Bit
		if v.Dopo > 0 {
			bit |= 8
		}
		locale := v.Locale
		if locale == "" {
			locale = v.Nome
		}
		// Version, bits, method, time and date, checksum, both lengths, length of the name and of the rest.
		comune := func(b []byte, crc, lungo uint32, nome string) []byte {
			b = le.AppendUint16(b, bit)
			b = append(b, 0, 0, 0, 0, 0x21, 0x50)
			b = le.AppendUint32(b, crc)
			b = le.AppendUint32(b, uint32(len(v.Testo)))
			b = le.AppendUint32(b, lungo)
			b = le.AppendUint16(b, uint16(len(nome)))
			return append(b, 0, 0)
		}
		inizio := uint32(len(corpo))
		corpo = append(corpo, "PK\x03\x04\x14\x00"...)
		if v.Dopo > 0 {
			n := len(corpo)
			corpo = comune(corpo, 0, 0, locale)
			clear(corpo[n+8 : n+20])
		} else {
			corpo = comune(corpo, crc, lungo, locale)
		}
		corpo = append(append(corpo, locale...), v.Testo...)
		corpo = append(corpo, dopo(v.Dopo, crc, uint32(len(v.Testo)), lungo)...)
		if v.Nascosta {
			continue
		}
		quante++
		if v.LungoIndice != 0 {
			lungo = v.LungoIndice
		}
		indice = append(indice, "PK\x01\x02\x14\x03\x14\x00"...)
		indice = comune(indice, crc, lungo, v.Nome)
		indice = append(indice, 0, 0, 0, 0, 0, 0)
		indice = le.AppendUint32(indice, v.Attributi)
		indice = append(le.AppendUint32(indice, inizio), v.Nome...)
	}
	fine := append([]byte("PK\x05\x06"), 0, 0, 0, 0)
	fine = le.AppendUint16(fine, uint16(quante))
	fine = le.AppendUint16(fine, uint16(quante))
	fine = le.AppendUint32(fine, uint32(len(indice)))
	fine = le.AppendUint32(fine, uint32(len(corpo)))
	return slices.Concat(corpo, indice, fine, []byte{0, 0})
}

// dopo is what stands behind a document, of a length.
func dopo(lungo int, crc, stretto, sciolto uint32) []byte {
	le := binary.LittleEndian
	var b []byte
	if lungo == 16 || lungo == 24 {
		b = append(b, "PK\x07\x08"...)
	}
	switch lungo {
	case 12, 16:
		b = le.AppendUint32(le.AppendUint32(le.AppendUint32(b, crc), stretto), sciolto)
	case 20, 24:
		b = le.AppendUint64(le.AppendUint64(le.AppendUint32(b, crc), uint64(stretto)), uint64(sciolto))
	}
	return b
}

// Esito is what becomes of an archive.
type Esito uint8

// Outcomes.
const (
	Letto     Esito = iota + 1 // all its documents are read
	Rifiutato                  // the archive is refused
	Diverso                    // refused: it is no archive any more
	Ripetuto                   // a document is refused: another has its name
	Cifrato                    // a document is refused: under a password
	Contrario                  // a document is refused: header and index do not agree
	Speciale                   // a document is refused: no file
	Guasto                     // a document is refused while it is read
	Annidato                   // a document is refused: an archive
	Minuscolo                  // all are read where names are only names; names equal but for case or form, or with a path
)

// Caso is an archive that is not what it seems.
type Caso struct {
	Nome  string
	Dati  []byte
	Esito Esito
	Buoni int // documents that are read
}

// Casi are archives around a document, with its name and another text of its kind.
func Casi(nome, testo, altro string) []Caso {
	v := Voce{Nome: nome, Testo: testo}
	con := func(f func(*Voce)) Voce {
		x := v
		f(&x)
		return x
	}
	detta := func(nome string) Voce { return Voce{Nome: nome, Testo: altro} }
	buono, maiuscolo := ZIP(v), strings.ToUpper(nome)
	indice := strings.Index(string(buono), "PK\x01\x02")
	secondo := Voce{Nome: "altro-" + nome, Testo: altro}
	casi := []Caso{
		{"as it should be", buono, Letto, 1},
		{"with a folder", ZIP(Voce{Nome: "cartella/"}, v), Letto, 1},
		{"with a folder of the same name", ZIP(Voce{Nome: nome + "/"}, v), Letto, 1},
		{"filled with zeros", append(slices.Clone(buono), make([]byte, 512)...), Letto, 1},

		{"the same twice", ZIP(v, v), Ripetuto, 0},
		{"two of one name", ZIP(v, detta(nome)), Ripetuto, 0},
		{"two of one name, and another", ZIP(v, detta(nome), secondo), Ripetuto, 1},
		{"two of one name, one with a path to itself", ZIP(v, detta("./"+nome)), Ripetuto, 0},
		{"two of one name, one from the root", ZIP(v, detta("/"+nome)), Ripetuto, 0},
		{"two of one name, one through a folder", ZIP(v, detta(`x\..\`+nome)), Ripetuto, 0},
		{"names equal but for case", ZIP(v, detta(maiuscolo)), Minuscolo, 2},
		{"names equal but for the form of Unicode", ZIP(Voce{Nome: "\u00e8" + nome, Testo: testo}, detta("e\u0300"+nome)), Minuscolo, 2},
		{"an absolute name", ZIP(detta("/" + nome)), Minuscolo, 1},
		{"a name above", ZIP(detta("../" + nome)), Minuscolo, 1},
		{"a name of Windows", ZIP(detta(`C:\x\` + nome)), Minuscolo, 1},

		{"a folder with a text", ZIP(v, Voce{Nome: "cartella/", Testo: altro}), Speciale, 1},
		{"a folder by attribute with a text", ZIP(v, con(func(x *Voce) { x.Nome, x.Attributi = "x"+nome, 0o040755<<16 })), Speciale, 1},
		{"a link", ZIP(v, con(func(x *Voce) { x.Nome, x.Attributi = "x"+nome, 0o120777<<16 })), Speciale, 1},
		{"no name", ZIP(v, Voce{Testo: altro}), Speciale, 1},
		{"the name of the folder itself", ZIP(v, detta(".")), Speciale, 1},
		{"under a password", ZIP(con(func(x *Voce) { x.Bit = 1 }), secondo), Cifrato, 1},
		{"another name in the header", ZIP(con(func(x *Voce) { x.Locale = "b" + nome[1:] }), secondo), Contrario, 1},
		{"a longer name in the header", ZIP(con(func(x *Voce) { x.Locale = nome + "x" })), Contrario, 0},
		{"longer in the index", ZIP(con(func(x *Voce) { x.LungoIndice = uint32(len(testo)) + 1 })), Contrario, 0},
		{"shorter in the index", ZIP(con(func(x *Voce) { x.LungoIndice = uint32(len(testo)) - 1 })), Contrario, 0},
		{"longer than it is", ZIP(con(func(x *Voce) { x.Lungo = uint32(len(testo)) + 1 })), Guasto, 0},
		{"shorter than it is", ZIP(con(func(x *Voce) { x.Lungo = uint32(len(testo)) - 1 })), Guasto, 0},
		{"another checksum", ZIP(con(func(x *Voce) { x.CRC = 1 })), Guasto, 0},
		{"an archive in it", ZIP(con(func(x *Voce) { x.Testo = string(buono) })), Annidato, 0},
		{"an empty archive in it", ZIP(con(func(x *Voce) { x.Testo = string(ZIP()) })), Annidato, 0},

		{"cut in the document", buono[:indice-1], Diverso, 0},
		{"cut before the index", buono[:indice], Diverso, 0},
		{"cut in the index", buono[:indice+20], Diverso, 0},
		{"cut in the end", buono[:len(buono)-1], Diverso, 0},
		{"index cut in the middle", slices.Concat(buono[:indice+20], buono[len(buono)-22:]), Diverso, 0},
		{"a document that the index does not name, first", ZIP(con(func(x *Voce) { x.Nascosta = true }), secondo), Rifiutato, 0},
		{"a document that the index does not name, last", ZIP(secondo, con(func(x *Voce) { x.Nascosta = true })), Rifiutato, 0},
		{"only a document that the index does not name", ZIP(con(func(x *Voce) { x.Nascosta = true })), Rifiutato, 0},
		{"two archives in one", append(slices.Clone(buono), ZIP(secondo)...), Rifiutato, 0},
		{"an empty archive behind", append(slices.Clone(buono), ZIP()...), Rifiutato, 0},
		{"an archive and half of another", append(slices.Clone(buono), buono[:indice]...), Rifiutato, 0},
		{"other bytes before", append([]byte("PK\x03\x04"), buono...), Rifiutato, 0},
		{"one document under two names", sovrapposto(ZIP(v, Voce{Nome: "x" + nome[1:], Testo: testo})), Rifiutato, 0},
	}
	for _, n := range []int{12, 16, 20, 24} {
		d := con(func(x *Voce) { x.Dopo = n })
		casi = append(casi, Caso{"sizes behind the document", ZIP(d, Voce{Nome: secondo.Nome, Testo: altro, Dopo: n}), Letto, 2})
	}
	return casi
}

// sovrapposto points the second entry of an index to the first document.
func sovrapposto(b []byte) []byte {
	i := strings.LastIndex(string(b), "PK\x01\x02")
	binary.LittleEndian.PutUint32(b[i+42:], 0)
	return b
}
