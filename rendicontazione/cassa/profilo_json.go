package cassa

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
)

// ParseProfilo reads the profile of a table from JSON and checks it: see Profilo for the members,
// of which only those that are named by Valida must be there. Errors are *Errore of code PROFILO
// (ErrProfilo) with the path of the member.
func ParseProfilo(dati []byte) (Profilo, error) {
	var p Profilo
	if err := membri.Parse(dati, &p); err != nil {
		e := &Errore{Codice: CodiceProfilo, Err: errore.Coppia(ErrProfilo, err)}
		if m := (*membri.Errore)(nil); errors.As(err, &m) {
			e.Campo, e.Valore, e.Riga, e.Colonna, e.Err = m.Campo, m.Valore, m.Riga, m.Colonna, errore.Coppia(ErrProfilo, m.Err)
		}
		return Profilo{}, e
	}
	return p, p.Valida()
}

// UnmarshalJSON reads a title or a position.
func (c *Colonna) UnmarshalJSON(b []byte) error {
	*c = Colonna{}
	if len(b) > 0 && b[0] == '"' {
		return membri.Parse(b, &c.Nome)
	}
	return membri.Parse(b, &c.Posizione)
}

// MarshalJSON writes a title or a position.
func (c Colonna) MarshalJSON() ([]byte, error) {
	if c.Nome != "" {
		return json.Marshal(c.Nome)
	}
	return strconv.AppendInt(nil, int64(c.Posizione), 10), nil
}

// UnmarshalJSON reads a list of columns, or one of them.
func (c *Colonne) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		var l []Colonna
		err := membri.Parse(b, &l)
		*c = l
		return err
	}
	*c = Colonne{{}}
	return (*c)[0].UnmarshalJSON(b)
}

// MarshalJSON writes a list of columns, one without the list.
func (c Colonne) MarshalJSON() ([]byte, error) {
	if len(c) == 1 {
		return c[0].MarshalJSON()
	}
	return json.Marshal([]Colonna(c))
}

// formatiData are the forms of a date.
const (
	dataISO     = "AAAA-MM-GG"
	dataBarre   = "GG/MM/AAAA"
	dataTratti  = "GG-MM-AAAA"
	dataPunti   = "GG.MM.AAAA"
	dataSeriale = "SERIALE"
)

var formatiData = []string{dataISO, dataBarre, dataTratti, dataPunti, dataSeriale}

// massimoRighe bounds the lines to skip.
const massimoRighe = 1000

// Valida returns nil when p describes a table: a column of the booking date, those of one form of
// amount (importo, importoCentesimi, or accrediti and addebiti), each column by title or by
// position. It returns an *Errore of code PROFILO (ErrProfilo) naming the first member
// that does not. A profile without columns is a known one, by name or, without a name, by the table.
func (p *Profilo) Valida() error {
	if p == nil {
		return &Errore{Codice: avviso.CodiceNullo, Err: avviso.ErrNullo}
	}
	if len(p.Colonne) == 0 {
		if _, ok := ProfiloNoto(p.Nome); !ok && p.Nome != "" {
			return rifiutaProfilo("nome", p.Nome)
		}
	} else if err := p.validaColonne(); err != nil {
		return err
	}
	switch {
	case p.Separatore != "" && (utf8.RuneCountInString(p.Separatore) != 1 || !separa([]rune(p.Separatore)[0])):
		return rifiutaProfilo("separatore", p.Separatore)
	case p.RigheIniziali < 0 || p.RigheIniziali > massimoRighe:
		return rifiutaProfilo("righeIniziali", strconv.Itoa(p.RigheIniziali))
	case p.RigheFinali < 0 || p.RigheFinali > massimoRighe:
		return rifiutaProfilo("righeFinali", strconv.Itoa(p.RigheFinali))
	case p.Decimale != "" && p.Decimale != "," && p.Decimale != ".":
		return rifiutaProfilo("decimale", p.Decimale)
	case p.RigaConto < 0 || len(p.Colonne) > 0 && p.RigaConto > p.RigheIniziali:
		return rifiutaProfilo("rigaConto", strconv.Itoa(p.RigaConto))
	case p.CampoConto < 0 || (p.CampoConto == 0) != (p.RigaConto == 0):
		return rifiutaProfilo("campoConto", strconv.Itoa(p.CampoConto))
	}
	for i, d := range p.Date {
		if !slices.Contains(formatiData, d) {
			return rifiutaProfilo("date["+strconv.Itoa(i)+"]", d)
		}
	}
	return nil
}

// separa reports whether a character may part columns.
func separa(r rune) bool { return r != '"' && r != '\r' && r != '\n' && r != 0 && r != utf8.RuneError }

func (p *Profilo) validaColonne() error {
	ha := func(c CampoTabella) bool { return len(p.Colonne[c]) > 0 }
	for c := range p.Colonne {
		if !c.IsValid() {
			return rifiutaProfilo("colonne", string(c))
		}
	}
	for _, c := range campiTabella {
		cc, dato := p.Colonne[c]
		if dato && (len(cc) == 0 || len(cc) > 1 && c != CampoCausale) {
			return rifiutaProfilo("colonne."+string(c), strconv.Itoa(len(cc)))
		}
		for _, k := range cc {
			if (k.Nome == "") == (k.Posizione == 0) || k.Posizione < 0 || k.Nome != "" && !p.Intestazione {
				return rifiutaProfilo("colonne."+string(c), k.Nome)
			}
		}
	}
	importi := 0
	for _, b := range []bool{ha(CampoImporto), ha(CampoImportoCentesimi), ha(CampoAccrediti) || ha(CampoAddebiti)} {
		if b {
			importi++
		}
	}
	switch {
	case !ha(CampoDataContabile):
		return rifiutaProfilo("colonne.dataContabile", "")
	case importi != 1:
		return rifiutaProfilo("colonne.importo", strconv.Itoa(importi))
	case ha(CampoSegno) && (ha(CampoAccrediti) || ha(CampoAddebiti)):
		return rifiutaProfilo("colonne.segno", "")
	case ha(CampoEsercizio) != ha(CampoProvvisorio):
		return rifiutaProfilo("colonne.provvisorio", "")
	case (ha(CampoABI) || ha(CampoCAB)) && !ha(CampoConto):
		return rifiutaProfilo("colonne.conto", "")
	}
	return nil
}

func rifiutaProfilo(campo, valore string) error {
	return &Errore{Codice: CodiceProfilo, Campo: campo, Valore: valore, Err: ErrProfilo}
}
