// Package archivi opens the ZIP archives in which documents are delivered, within bounds.
package archivi

import (
	"archive/zip"
	"cmp"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/internal/zippato"
)

// What a treasurer delivers in one archive stays far below these, and a hostile one is refused before it
// fills the memory.
const (
	membriPredefiniti = 10_000
	bytePredefiniti   = 1 << 30
)

const (
	inizioZIP   = "PK\x03\x04"
	separaZIP   = "!" // between the name of an archive and that of a member
	vuotoZIP    = "PK\x05\x06"
	inizioFirma = len(inizioZIP)
)

var (
	errLungo    = errors.New("documento più lungo di quanto dice l'indice dell'archivio")
	errRotto    = errors.New("archivio ZIP rovinato o incompleto")
	errMetodo   = errors.New("compressione che non si conosce: estrarre i documenti")
	errAnnidato = errors.New("archivio dentro un archivio: estrarre i documenti")
)

// Limiti bound an archive. A zero field is the default.
type Limiti struct {
	Membri int    // documents and folders; default 10,000
	Byte   uint64 // of all the documents; default 1 GiB
}

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
// as they are read. Hidden ones are left out. Documents of one name, under a password, or whose header is not that of
// the index tell it when they are opened; an archive that holds more than its index names is refused.
func Membri(nome string, r io.Reader, limiti Limiti) (membri []Membro, err error) {
	f, ok := r.(sequenza)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	limiti.Membri, limiti.Byte = cmp.Or(limiti.Membri, membriPredefiniti), cmp.Or(limiti.Byte, bytePredefiniti)
	lungo, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(f, lungo)
	if err != nil {
		return nil, rotto(err)
	}
	if len(z.File) > limiti.Membri {
		return nil, fmt.Errorf("archivio con più di %d documenti", limiti.Membri)
	}
	difetti, err := zippato.Esamina(f, lungo, z)
	if err != nil {
		return nil, err
	}
	resto := limiti.Byte
	for i, m := range z.File {
		nascosto := strings.HasPrefix(path.Base(zippato.Nome(m)), ".") && zippato.Nome(m) != ""
		if zippato.Cartella(m) || nascosto {
			continue
		}
		if m.UncompressedSize64 > resto {
			return nil, fmt.Errorf("archivio che contiene più di %d byte", limiti.Byte)
		}
		resto -= m.UncompressedSize64
		membri = append(membri, Membro{nome + separaZIP + stampabile(m.Name), func() (io.ReadCloser, error) {
			if difetti[i] != nil {
				return nil, difetti[i]
			}
			return apriMembro(m)
		}})
	}
	return membri, nil
}

// apriMembro opens a member, which may not be longer than it says nor an archive.
func apriMembro(m *zip.File) (io.ReadCloser, error) {
	r, err := m.Open()
	if err != nil {
		return nil, rotto(err)
	}
	return &membro{ReadCloser: r, resto: m.UncompressedSize64}, nil
}

// membro is a member of an archive being read.
type membro struct {
	io.ReadCloser
	resto  uint64
	inizio []byte // read ahead, to see what it is
	visto  bool
}

// Read implements io.Reader.
func (m *membro) Read(b []byte) (int, error) {
	if !m.visto {
		m.inizio = make([]byte, inizioFirma)
		n, err := io.ReadFull(m.ReadCloser, m.inizio)
		m.inizio, m.visto = m.inizio[:n], true
		switch {
		case string(m.inizio) == inizioZIP || string(m.inizio) == vuotoZIP:
			return 0, errAnnidato
		case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF): // which is told again
			return 0, rotto(err)
		}
	}
	var n int
	var err error
	if len(m.inizio) > 0 {
		n = copy(b, m.inizio)
		m.inizio = m.inizio[n:]
	} else {
		n, err = m.ReadCloser.Read(b)
	}
	if uint64(n) > m.resto {
		return 0, errLungo
	}
	m.resto -= uint64(n)
	return n, rotto(err)
}

// rotto tells an archive that is not whole from a disk that does not read.
func rotto(err error) error {
	var guasto flate.CorruptInputError
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return errMetodo
	case errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &guasto):
		return errRotto
	}
	return err
}

// stampabile returns a name that may go to a terminal.
func stampabile(nome string) string {
	if q := strconv.Quote(nome); q != `"`+nome+`"` || !fs.ValidPath(nome) {
		return strings.Trim(q, `"`)
	}
	return nome
}
