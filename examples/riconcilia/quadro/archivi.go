package quadro

import (
	"io"
	"strings"

	"github.com/quietanza/quietanza/examples/comando/archivi"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
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

// membri returns the documents of an archive; zippato is false of a document that is none.
func (l *Lettura) membri(d Documento) (membri []Documento, zippato bool, err error) {
	r, err := d.Apri()
	if err != nil {
		return nil, false, err
	}
	if !archivi.Zippato(r) || excel(r) {
		return nil, false, r.Close()
	}
	l.archivi = append(l.archivi, r)
	trovati, err := archivi.Membri(d.Nome, r, archivi.Limiti{})
	for _, m := range trovati {
		membri = append(membri, Documento{m.Nome, m.Apri})
	}
	return membri, true, err
}

// excel reports whether an archive is a spreadsheet: the reader says what to do with it.
func excel(r io.Reader) bool {
	f, ok := r.(io.ReaderAt)
	if !ok {
		return false
	}
	inizio := make([]byte, 8<<10)
	n, _ := f.ReadAt(inizio, 0)
	return strings.HasPrefix(string(inizio[:n]), "PK\x03\x04") && cassa.Riconosci(inizio[:n]).Formato != cassa.FormatoZIP
}

func (l *Lettura) chiudiArchivi() {
	for _, a := range l.archivi {
		_ = a.Close() // only read
	}
}
