// Package archivi opens the ZIP archives in which documents are delivered, within bounds.
package archivi

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// Bounds of an archive: what a treasurer delivers in one stays far below, and a hostile one is
// refused before it fills the memory.
const (
	maxMembri   = 10_000
	maxSciolto  = 1 << 30 // bytes of all the members
	inizioZIP   = "PK\x03\x04"
	separaZIP   = "!" // between the name of an archive and that of a member
	vuotoZIP    = "PK\x05\x06"
	inizioFirma = len(inizioZIP)
)

var (
	errMembri   = fmt.Errorf("archivio con più di %d documenti", maxMembri)
	errSciolto  = fmt.Errorf("archivio che contiene più di %d byte", maxSciolto)
	errRotto    = errors.New("archivio ZIP rovinato o incompleto")
	errAnnidato = errors.New("archivio dentro un archivio: estrarre i documenti")
)

// Membro is a document of an archive.
type Membro struct {
	Nome string // with that of the archive
	Apri func() (io.ReadCloser, error)
}

// sequenza is what an archive can be read from.
type sequenza interface {
	io.ReaderAt
	io.Seeker
}

// Zippato reports whether a document that was opened is an archive. It has to be an io.ReaderAt and an
// io.Seeker, or it is not looked at.
func Zippato(r io.Reader) bool {
	f, ok := r.(sequenza)
	if !ok {
		return false
	}
	firma := make([]byte, inizioFirma)
	n, _ := f.ReadAt(firma, 0) // a short one is none
	return string(firma[:n]) == inizioZIP || string(firma[:n]) == vuotoZIP
}

// Membri returns the documents of an archive, of which Zippato said that it is one; r has to stay open as long
// as they are read. Hidden ones are left out.
func Membri(nome string, r io.Reader) (membri []Membro, err error) {
	f, ok := r.(sequenza)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	lungo, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(f, lungo)
	if errors.Is(err, zip.ErrFormat) {
		return nil, errRotto
	}
	if err != nil {
		return nil, err
	}
	if len(z.File) > maxMembri {
		return nil, errMembri
	}
	resto := uint64(maxSciolto)
	for _, m := range z.File {
		if m.FileInfo().IsDir() || strings.HasPrefix(m.FileInfo().Name(), ".") {
			continue
		}
		if m.UncompressedSize64 > resto {
			return nil, errSciolto
		}
		resto -= m.UncompressedSize64
		membri = append(membri, Membro{nome + separaZIP + stampabile(m.Name), func() (io.ReadCloser, error) { return apriMembro(m) }})
	}
	return membri, nil
}

// apriMembro opens a member, which may not be longer than it says nor an archive.
func apriMembro(m *zip.File) (io.ReadCloser, error) {
	r, err := m.Open()
	if err != nil {
		return nil, err
	}
	return &membro{ReadCloser: r, resto: m.UncompressedSize64}, nil
}

// membro is a member of an archive being read.
type membro struct {
	io.ReadCloser
	resto uint64
	visto bool
}

func (m *membro) Read(b []byte) (int, error) {
	n, err := m.ReadCloser.Read(b)
	if uint64(n) > m.resto {
		return 0, errSciolto
	}
	m.resto -= uint64(n)
	if !m.visto && n >= inizioFirma {
		m.visto = true
		if string(b[:inizioFirma]) == inizioZIP {
			return 0, errAnnidato
		}
	}
	return n, err
}

// stampabile returns a name that may go to a terminal.
func stampabile(nome string) string {
	if q := strconv.Quote(nome); q != `"`+nome+`"` || !fs.ValidPath(nome) {
		return strings.Trim(q, `"`)
	}
	return nome
}
