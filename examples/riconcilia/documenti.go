package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// documento is one file to read.
type documento struct {
	nome string
	apri func() (io.ReadCloser, error)
}

// cerca lists the files of the given paths, folders with all that they contain, in the order
// of their names, each once. Hidden files are left out.
func cerca(percorsi []string) ([]documento, error) {
	var nomi []string
	for _, p := range percorsi {
		err := filepath.WalkDir(p, func(nome string, voce fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case nome != p && strings.HasPrefix(voce.Name(), "."):
				if voce.IsDir() {
					return fs.SkipDir
				}
			case !voce.IsDir():
				nomi = append(nomi, filepath.Clean(nome))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(nomi)
	nomi = slices.Compact(nomi)
	documenti := make([]documento, 0, len(nomi))
	for _, nome := range nomi {
		documenti = append(documenti, documento{nome, func() (io.ReadCloser, error) { return os.Open(nome) }})
	}
	return documenti, nil
}

// formato is the kind of a document, recognised by its content.
type formato uint8

const (
	ignoto formato = iota
	formatoConti
	formatoOPI
	formatoCamt053
	formatoMT940
	formatoFlusso
	formatoFdR3
	formatoRT
	formatoRicevuta
	formatoJSON
)

// nomiFormati names one and many documents of a kind, in the order of the output.
var nomiFormati = [...][2]string{
	formatoConti:    {"elenco di conti", "elenchi di conti"},
	formatoOPI:      {"pagina di giornale di cassa", "pagine di giornale di cassa"},
	formatoCamt053:  {"estratto camt.053", "estratti camt.053"},
	formatoMT940:    {"estratto MT940", "estratti MT940"},
	formatoFlusso:   {"flusso XML", "flussi XML"},
	formatoFdR3:     {"flusso FdR 3", "flussi FdR 3"},
	formatoRT:       {"RT", "RT"},
	formatoRicevuta: {"ricevuta paSendRT", "ricevute paSendRT"},
	formatoJSON:     {"documento JSON", "documenti JSON"},
}

// maxInizio is how much of a document is looked at to recognise it.
const maxInizio = 8 << 10

var errIgnoto = errors.New("documento non riconosciuto")

// riconosci looks at the beginning of a document.
func riconosci(inizio []byte) formato {
	switch cassa.Riconosci(inizio).Formato {
	case cassa.FormatoOPI:
		return formatoOPI
	case cassa.FormatoCamt053, cassa.FormatoCBIXML:
		return formatoCamt053
	case cassa.FormatoMT940:
		return formatoMT940
	}
	testo := bytes.TrimLeft(bytes.TrimPrefix(inizio, []byte("\ufeff")), " \t\r\n")
	switch {
	case len(testo) == 0:
		return ignoto
	case testo[0] == '{' || testo[0] == '[':
		return riconosciJSON(testo)
	case testo[0] == '<':
		return riconosciXML(testo)
	}
	if dentro := deBase64(testo); len(dentro) > 0 && dentro[0] == '<' {
		return riconosciXML(dentro)
	}
	return ignoto
}

// riconosciXML goes by the first of the known roots that occurs: the others only stand around
// it, as SOAP does.
func riconosciXML(testo []byte) formato {
	trovato, dove := ignoto, len(testo)
	for _, r := range []struct {
		nome    string
		formato formato
	}{
		{"FlussoRiversamento", formatoFlusso},
		{"RT", formatoRT},
		{"rt", formatoRT},
		{"paSendRTReq", formatoRicevuta},
		{"paSendRTV2Request", formatoRicevuta},
	} {
		if i := apertura(testo, r.nome); i >= 0 && i < dove {
			trovato, dove = r.formato, i
		}
	}
	return trovato
}

// apertura returns where the first start tag with that local name is, -1 when there is none.
func apertura(testo []byte, nome string) int {
	for da := 0; ; {
		i := bytes.Index(testo[da:], []byte(nome))
		if i < 0 {
			return -1
		}
		i += da
		da = i + len(nome)
		prima := bytes.LastIndexByte(testo[:i], '<')
		if prima < 0 || da < len(testo) && !bytes.ContainsRune([]byte(" \t\r\n/>"), rune(testo[da])) {
			continue
		}
		prefisso := testo[prima+1 : i]
		if len(prefisso) == 0 || prefisso[len(prefisso)-1] == ':' && !bytes.ContainsAny(prefisso, " \t\r\n/>\"") {
			return prima
		}
	}
}

// riconosciJSON tells the answers of FdR 3 and a list of accounts from the shape of the
// toolbox, whose members are looked at when it is read.
func riconosciJSON(testo []byte) formato {
	switch {
	case testo[0] == '[':
		return formatoJSON
	case bytes.Contains(testo, []byte(`"fdr"`)) || bytes.Contains(testo, []byte(`"regulation"`)) || bytes.Contains(testo, []byte(`"payStatus"`)):
		return formatoFdR3
	}
	for nome := range membri.Di(string(testo)) {
		if strings.ContainsAny(nome, "0123456789") {
			return formatoConti // its members are accounts
		}
		break
	}
	return formatoJSON
}

// deBase64 decodes as much of a text in base64 as there is.
func deBase64(testo []byte) []byte {
	senza := bytes.Join(bytes.Fields(testo), nil)
	senza = senza[:len(senza)/4*4]
	b := make([]byte, base64.StdEncoding.DecodedLen(len(senza)))
	n, err := base64.StdEncoding.Decode(b, senza)
	if err != nil {
		return nil
	}
	return bytes.TrimLeft(b[:n], " \t\r\n\ufeff")
}

// problema is a document, or a part of it, that could not be read.
type problema struct {
	nome          string
	riga, colonna int
	err           error
}

// String names the place in the way editors understand.
func (p problema) String() string {
	luogo := p.nome
	if p.riga > 0 {
		luogo += fmt.Sprintf(":%d", p.riga)
		if p.colonna > 0 {
			luogo += fmt.Sprintf(":%d", p.colonna)
		}
	}
	return luogo + ": " + p.err.Error()
}
