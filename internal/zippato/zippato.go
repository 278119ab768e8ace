// Package zippato compares a ZIP archive with its index. archive/zip reads what the index names, as it
// names it; what another reader would find in the same bytes is looked for here, so that no document
// is lost, nor one of two chosen, without a word.
//
// Source: PKWARE, APPNOTE.TXT, .ZIP File Format Specification 6.3, 4.3 and 4.4.
package zippato

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// ErrIndice is an archive in which documents stand that its index does not name, or that is joined to
// another, or of whose documents some share their bytes.
var ErrIndice = errors.New("archivio ZIP con dati che il suo indice non nomina, o con più archivi in uno")

// Why a document of an archive cannot be read.
var (
	ErrRipetuto     = errors.New("nome che sta più volte nell'archivio: quale documento valga non si sa")
	ErrCifrato      = errors.New("documento protetto da password")
	ErrIntestazione = errors.New("documento con un'intestazione diversa da quella dell'indice dell'archivio")
	ErrSpeciale     = errors.New("non è un file né una cartella vuota")
)

const (
	firmaLocale  = "PK\x03\x04"
	firmaIndice  = "PK\x01\x02"
	firmaFine    = "PK\x05\x06"
	lungoLocale  = 30
	lungoFine    = 22
	maxCommento  = 1<<16 - 1
	bitCifrato   = 1
	bitDopo      = 8 // sizes and checksum stand behind the document
	nelCampoZIP6 = 1<<32 - 1
)

// descrittori is how long what stands behind a document may be: nothing, or checksum and sizes, of
// 32 or 64 bits, with a signature or without.
var descrittori = [...]int64{0, 12, 16, 20, 24}

// Cartella reports whether a member is a folder, of which there is nothing to read.
func Cartella(m *zip.File) bool {
	return m.UncompressedSize64 == 0 && (m.FileInfo().IsDir() || strings.HasSuffix(m.Name, `\`))
}

// Nome returns the name of a member as all who unpack the archive take it: "" when it is none.
func Nome(m *zip.File) string {
	if fs.ValidPath(m.Name) && m.Name != "." && !strings.Contains(m.Name, `\`) {
		return m.Name
	}
	return path.Clean("/" + inAvanti(m.Name))[1:]
}

// Esamina compares an archive of which z was read with its index. The error is ErrIndice, or of the
// reading; difetti says of each member why it cannot be read, nil when it can.
func Esamina(r io.ReaderAt, lungo int64, z *zip.Reader) (difetti []error, err error) {
	if err := finisce(r, lungo, z); err != nil {
		return nil, err
	}
	difetti = make([]error, len(z.File))
	primi := make(map[string]int, len(z.File))
	ordine := make([]posto, len(z.File))
	for i, m := range z.File {
		o, err := m.DataOffset()
		if err != nil {
			return nil, rotto(err)
		}
		ordine[i] = posto{i, o}
		switch {
		case Cartella(m):
			continue
		case !m.Mode().IsRegular():
			difetti[i] = ErrSpeciale
		case m.Flags&bitCifrato != 0:
			difetti[i] = ErrCifrato
		}
		nome := Nome(m)
		if nome == "" {
			difetti[i] = ErrSpeciale
		}
		if primo, ok := primi[nome]; ok {
			difetti[primo], difetti[i] = ErrRipetuto, ErrRipetuto
			continue
		}
		primi[nome] = i
	}
	slices.SortFunc(ordine, func(x, y posto) int { return cmp.Compare(x.dati, y.dati) })
	fine := int64(0) // of what stands before
	for _, p := range ordine {
		m := z.File[p.membro]
		l, err := trova(r, fine, p.dati)
		if err != nil {
			return nil, err
		}
		if difetti[p.membro] == nil && !l.uguale(m) {
			difetti[p.membro] = ErrIntestazione
		}
		fine = p.dati + int64(min(m.CompressedSize64, uint64(lungo)))
	}
	return difetti, segue(r, fine, len(ordine) > 0)
}

// posto is where the bytes of a member are.
type posto struct {
	membro int
	dati   int64
}

// locale is what stands before a document: its header, and its name.
type locale struct {
	testa [lungoLocale]byte
	nome  string
}

// trova reads the header that fills the bytes between one document and another, but for what may stand
// behind the first.
func trova(r io.ReaderAt, da, a int64) (locale, error) {
	var l locale
	for _, d := range descrittori {
		inizio := da + d
		if d > 0 && da == 0 || inizio+lungoLocale > a {
			break
		}
		if err := leggi(r, l.testa[:], inizio); err != nil {
			return l, err
		}
		n, extra := int64(binary.LittleEndian.Uint16(l.testa[26:])), int64(binary.LittleEndian.Uint16(l.testa[28:]))
		if string(l.testa[:4]) != firmaLocale || inizio+lungoLocale+n+extra != a {
			continue
		}
		nome := make([]byte, n)
		if err := leggi(r, nome, inizio+lungoLocale); err != nil {
			return l, err
		}
		l.nome = string(nome)
		return l, nil
	}
	return l, ErrIndice
}

// uguale reports whether a header says what the index says.
func (l *locale) uguale(m *zip.File) bool {
	le := binary.LittleEndian
	bit := le.Uint16(l.testa[6:])
	if inAvanti(l.nome) != inAvanti(m.Name) || le.Uint16(l.testa[8:]) != m.Method || (bit^m.Flags)&bitCifrato != 0 {
		return false
	}
	if bit&bitDopo != 0 {
		return true
	}
	stretto, sciolto := le.Uint32(l.testa[18:]), le.Uint32(l.testa[22:])
	return le.Uint32(l.testa[14:]) == m.CRC32 &&
		(stretto == nelCampoZIP6 || uint64(stretto) == m.CompressedSize64) && (sciolto == nelCampoZIP6 || uint64(sciolto) == m.UncompressedSize64)
}

// segue wants the index behind the last document; where there is none, nothing may stand before the end.
func segue(r io.ReaderAt, da int64, membri bool) error {
	for _, d := range descrittori {
		var firma [4]byte
		if err := leggi(r, firma[:], da+d); err != nil {
			return err
		}
		switch {
		case membri && string(firma[:]) == firmaIndice:
			return nil
		case !membri:
			if string(firma[:]) != firmaFine && string(firma[:]) != "PK\x06\x06" {
				return ErrIndice
			}
			return nil
		}
	}
	return ErrIndice
}

// finisce wants nothing behind the end of the archive, but for what fills a block.
func finisce(r io.ReaderAt, lungo int64, z *zip.Reader) error {
	coda := make([]byte, min(lungo, lungoFine+maxCommento+1<<10))
	if err := leggi(r, coda, lungo-int64(len(coda))); err != nil {
		return err
	}
	for i := bytes.LastIndex(coda, []byte(firmaFine)); i >= 0; i = bytes.LastIndex(coda[:i], []byte(firmaFine)) {
		dopo := coda[i:]
		if len(dopo) < lungoFine+len(z.Comment) || int(binary.LittleEndian.Uint16(dopo[lungoFine-2:])) != len(z.Comment) || string(dopo[lungoFine:lungoFine+len(z.Comment)]) != z.Comment {
			continue
		}
		if len(bytes.Trim(dopo[lungoFine+len(z.Comment):], "\x00\x1a \r\n")) > 0 {
			return ErrIndice
		}
		return nil
	}
	return ErrIndice
}

// leggi fills b.
func leggi(r io.ReaderAt, b []byte, da int64) error {
	n, err := r.ReadAt(b, da)
	if n == len(b) {
		return nil
	}
	return rotto(err)
}

// rotto tells what archive/zip, or the end of an archive, says from a fault of who reads.
func rotto(err error) error {
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrIndice
	}
	return err
}

// inAvanti writes a name as the format wants it: some programs divide folders as Windows does.
func inAvanti(nome string) string { return strings.ReplaceAll(nome, `\`, "/") }
