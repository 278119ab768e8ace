package pendenza

import (
	"encoding/base64"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// percorsi finds, leniently, the documents of an answer, whose content is
// the path to ask it at.
func (l *lettura) percorsi(allegati []Allegato) {
	if !l.tollerante {
		return
	}
	for i := range allegati {
		a := &allegati[i]
		if s := string(a.Contenuto); strings.HasPrefix(s, percorsoAllegati) {
			a.Contenuto, a.Percorso = nil, s
			l.avvisa(luogo{gruppo: elemento("allegati", i), nome: "contenuto"}, membri.CodiceTipo, s, "percorso al posto del contenuto")
		}
	}
}

// base64 reads the content of a document. A path, which some answers have in its
// place, is left as it is by the lenient reader.
func (l *lettura) base64(dst *[]byte, dove luogo, v string) {
	s, ok := l.stringa(dove, v)
	if !ok {
		return
	}
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	switch {
	case s == "":
		l.e.nota(dove, LunghezzaMin, messaggioVuoto)
	case strings.HasPrefix(s, percorsoAllegati) && l.tollerante:
		*dst = []byte(s)
	case err != nil, strings.HasPrefix(s, percorsoAllegati):
		l.e.nota(dove, Pattern, "base64 non valido")
	default:
		*dst = b
	}
}

// Allegato is a document of a position. In an answer of GovPay its content is
// the path to ask it at.
//
// Source: GovPay, API Pendenze v2, NuovoAllegatoPendenza and AllegatoPendenza.
type Allegato struct {
	Nome        string `json:"nome,omitempty"`        // 1..255 characters
	Tipo        string `json:"tipo,omitempty"`        // media type, 1..255 characters; "": see TipoMedia
	Descrizione string `json:"descrizione,omitempty"` // 1..255 characters
	Contenuto   []byte `json:"contenuto,omitempty"`   // written in base64
	Percorso    string `json:"percorso,omitempty" legge:"vita"`

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// percorsoAllegati begins the path of an Allegato.
const percorsoAllegati = "/allegati/"

// TipoMedia returns the media type, application/octet-stream where none is given.
func (a *Allegato) TipoMedia() string {
	if a == nil || a.Tipo == "" {
		return "application/octet-stream"
	}
	return a.Tipo
}

// allegati examines the documents of a position.
func (e *esame) allegati(allegati []Allegato) {
	if e.difettoso(luogo{nome: "allegati"}) {
		return
	}
	for i := range allegati {
		a := &allegati[i]
		gruppo := elemento("allegati", i)
		in := func(nome string) luogo { return luogo{gruppo: gruppo, nome: nome} }
		if e.difettoso(luogo{gruppo: gruppo}) {
			continue
		}
		e.testo(in("nome"), a.Nome, true, 255)
		e.testo(in("tipo"), a.Tipo, false, 255)
		e.testo(in("descrizione"), a.Descrizione, false, 255)
		e.presente(in("contenuto"), a.Contenuto != nil || a.Percorso != "")
	}
}
