package quadro

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
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
	errAnnidato = errors.New("archivio dentro un archivio: estrarre i documenti")
)

// sciogli puts the members of the ZIP archives in the place of the archives.
func (l *Lettura) sciogli(documenti []Documento) []Documento {
	var sciolti []Documento
	for _, d := range documenti {
		membri, zippato, err := l.membri(d)
		switch {
		case err != nil:
			l.Problema(d.Nome, err)
		case zippato:
			sciolti = append(sciolti, membri...)
		default:
			sciolti = append(sciolti, d)
		}
	}
	return sciolti
}

// sequenza is what an archive can be read from.
type sequenza interface {
	io.ReaderAt
	io.Seeker
}

// membri returns the documents of an archive; zippato is false of a document that is none.
func (l *Lettura) membri(d Documento) (membri []Documento, zippato bool, err error) {
	r, err := d.Apri()
	if err != nil {
		return nil, false, err
	}
	f, file := r.(sequenza)
	firma := make([]byte, inizioFirma)
	if n, _ := io.ReadFull(r, firma); !file || string(firma[:n]) != inizioZIP && string(firma[:n]) != vuotoZIP || excel(f) {
		return nil, false, r.Close()
	}
	l.archivi = append(l.archivi, r)
	lungo, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, true, err
	}
	z, err := zip.NewReader(f, lungo)
	if err != nil {
		return nil, true, err
	}
	if len(z.File) > maxMembri {
		return nil, true, errMembri
	}
	resto := uint64(maxSciolto)
	for _, m := range z.File {
		if m.FileInfo().IsDir() || strings.HasPrefix(m.FileInfo().Name(), ".") {
			continue
		}
		if m.UncompressedSize64 > resto {
			return nil, true, errSciolto
		}
		resto -= m.UncompressedSize64
		membri = append(membri, Documento{d.Nome + separaZIP + stampabile(m.Name), func() (io.ReadCloser, error) { return apriMembro(m) }})
	}
	return membri, true, nil
}

// excel reports whether a file is a spreadsheet, which is a ZIP too: the reader says what to do with it.
func excel(f io.ReaderAt) bool {
	inizio := make([]byte, 8<<10)
	n, _ := f.ReadAt(inizio, 0)
	return cassa.Riconosci(inizio[:n]).Formato != cassa.FormatoZIP && string(inizio[:min(n, inizioFirma)]) == inizioZIP
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

func (l *Lettura) chiudiArchivi() {
	for _, a := range l.archivi {
		_ = a.Close() // only read
	}
}
