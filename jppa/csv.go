package jppa

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// Headers of the CSV. The third name is a misspelling of ccp that every release
// has: it is what readers look for.
const (
	IntestazioneCSV       = "idDominio,iuv,cpp,esito,descrizioneEsito" // version 1.0
	IntestazioneCSVBatch6 = "idDominio,iuv,cpp,esito,warnings,errors"  // the variant of REST v2
)

// Campo is a field of the CSV: a text, or null. Null, the zero value, prints
// nothing; an empty text prints a pair of quotes where it is the first of its
// record and nothing elsewhere.
type Campo struct {
	testo string
	c     bool
}

// NuovoCampo returns a text.
func NuovoCampo(s string) Campo { return Campo{s, true} }

// IsZero reports whether the field is null.
func (c Campo) IsZero() bool { return !c.c }

// String returns the text, "" for null.
func (c Campo) String() string { return c.testo }

// MarshalJSON returns null or the text as a JSON string.
func (c Campo) MarshalJSON() ([]byte, error) {
	if !c.c {
		return []byte("null"), nil
	}
	return json.Marshal(c.testo)
}

// UnmarshalJSON reads null or a JSON string.
func (c *Campo) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*c = Campo{}
		return nil
	}
	var s string
	if err := membri.Parse(b, &s); err != nil {
		return &Errore{Codice: avviso.CodiceTipo, Valore: string(b), Err: ErrCampo}
	}
	*c = NuovoCampo(s)
	return nil
}

// RigaCSV is a record of version 1.0: what became of one notification.
//
// Source: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli
// (JPPA)", Versione 1.0.
type RigaCSV struct {
	IdDominio        Campo `json:"idDominio,omitzero"`
	IUV              Campo `json:"iuv,omitzero"`
	CPP              Campo `json:"cpp,omitzero"`              // codice contesto pagamento, or the receiptId
	Esito            Campo `json:"esito,omitzero"`            // OK or ERROR
	DescrizioneEsito Campo `json:"descrizioneEsito,omitzero"` // why not, never shortened
}

func (r RigaCSV) campi() []Campo {
	return []Campo{r.IdDominio, r.IUV, r.CPP, r.Esito, r.DescrizioneEsito}
}

// RigaCSVBatch6 is a record of the six-column variant of REST v2, which has no
// official version number.
//
// Source: link-it/govpay-maggioli-jppa.
type RigaCSVBatch6 struct {
	IdDominio Campo `json:"idDominio,omitzero"`
	IUV       Campo `json:"iuv,omitzero"`
	CPP       Campo `json:"cpp,omitzero"`
	Esito     Campo `json:"esito,omitzero"`    // OK, CON_SCARTI, ERROR or ERRORE_INVIO
	Warnings  Campo `json:"warnings,omitzero"` // messages, one a line
	Errors    Campo `json:"errors,omitzero"`   // messages, one a line
}

func (r RigaCSVBatch6) campi() []Campo {
	return []Campo{r.IdDominio, r.IUV, r.CPP, r.Esito, r.Warnings, r.Errors}
}

// AppendCSV appends a CSV of version 1.0: header and records, each with its
// CRLF, in UTF-8 without byte-order mark, quotes only where the dialect wants
// them. Errors (ErrCSV, with the record in Campo): VALORE for an outcome that is
// neither OK nor ERROR, CODIFICA for a text that is not UTF-8.
//
// Source: Apache Commons CSV 1.14, CSVFormat.DEFAULT.
func AppendCSV(b []byte, righe []RigaCSV) ([]byte, error) {
	return appendCSV(b, &forma10, righe)
}

// AppendCSVBatch6 is AppendCSV for the six-column variant, whose outcome is OK,
// CON_SCARTI, ERROR or ERRORE_INVIO.
func AppendCSVBatch6(b []byte, righe []RigaCSVBatch6) ([]byte, error) {
	return appendCSV(b, &formaBatch6, righe)
}

type record interface{ campi() []Campo }

// formaCSV is one of the two variants: its columns, and what its outcome may be.
type formaCSV struct {
	colonne []string
	esiti   []string
}

// colonnaEsito is the place of the outcome in both variants.
const colonnaEsito = 3

var (
	forma10     = formaCSV{strings.Split(IntestazioneCSV, ","), []string{"OK", "ERROR"}}
	formaBatch6 = formaCSV{strings.Split(IntestazioneCSVBatch6, ","), []string{"OK", "CON_SCARTI", "ERROR", "ERRORE_INVIO"}}
)

// rifiuta returns the code that refuses a field of a column, "" for none.
func (f *formaCSV) rifiuta(colonna int, c Campo) avviso.Codice {
	switch {
	case !utf8.ValidString(c.testo):
		return CodiceCodifica
	case colonna == colonnaEsito && !slices.Contains(f.esiti, c.testo):
		return CodiceValore
	}
	return ""
}

func appendCSV[R record](b []byte, f *formaCSV, righe []R) ([]byte, error) {
	b = append(b, strings.Join(f.colonne, ",")...)
	b = append(b, "\r\n"...)
	for i, r := range righe {
		for j, c := range r.campi() {
			if codice := f.rifiuta(j, c); codice != "" {
				return nil, &Errore{
					Codice: codice, Campo: "righe[" + strconv.Itoa(i) + "]." + f.colonne[j],
					Valore: c.testo, Err: ErrCSV,
				}
			}
			if j > 0 {
				b = append(b, ',')
			}
			b = appendCampo(b, c, j == 0)
		}
		b = append(b, "\r\n"...)
	}
	return b, nil
}

func appendCampo(b []byte, c Campo, primo bool) []byte {
	if !traVirgolette(c, primo) {
		return append(b, c.testo...)
	}
	b = append(b, '"')
	for i := range len(c.testo) {
		if c.testo[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, c.testo[i])
	}
	return append(b, '"')
}

// traVirgolette says whether the dialect quotes a field.
func traVirgolette(c Campo, primo bool) bool {
	s := c.testo
	switch {
	case !c.c:
		return false
	case s == "":
		return primo
	}
	return s[0] <= '#' || strings.ContainsAny(s, "\n\r\",") || s[len(s)-1] <= ' '
}

// ParseCSV reads a CSV of version 1.0 as AppendCSV writes it, and nothing else:
// what it takes, AppendCSV writes with the same bytes. Errors (ErrCSV, with line
// and column): INTESTAZIONE, COLONNE, VIRGOLETTE, FINE_RIGA, BOM, CODIFICA, VALORE.
func ParseCSV(data []byte) ([]RigaCSV, error) { return rigoroso(LeggiCSV(data)) }

// LeggiCSV reads a CSV of version 1.0 and tolerates, with a warning each: a
// byte-order mark, the name ccp for the third column, LF for CRLF, a last record
// without its end, quotes that the dialect would not write. A field that is
// neither quoted nor written is null where it is the first of its record, an
// empty text elsewhere. An outcome that is not of the list is refused here too.
func LeggiCSV(data []byte) ([]RigaCSV, []avviso.Avvertenza, error) {
	return leggiCSV(data, &forma10, func(c []Campo) RigaCSV {
		return RigaCSV{c[0], c[1], c[2], c[3], c[4]}
	})
}

// ParseCSVBatch6 is ParseCSV for the six-column variant.
func ParseCSVBatch6(data []byte) ([]RigaCSVBatch6, error) { return rigoroso(LeggiCSVBatch6(data)) }

// LeggiCSVBatch6 is LeggiCSV for the six-column variant.
func LeggiCSVBatch6(data []byte) ([]RigaCSVBatch6, []avviso.Avvertenza, error) {
	return leggiCSV(data, &formaBatch6, func(c []Campo) RigaCSVBatch6 {
		return RigaCSVBatch6{c[0], c[1], c[2], c[3], c[4], c[5]}
	})
}

// rigoroso turns the first thing that was tolerated into the error.
func rigoroso[R any](righe []R, avvertenze []avviso.Avvertenza, err error) ([]R, error) {
	if len(avvertenze) > 0 { // the reader stops at its error, after what it tolerated
		a := avvertenze[0]
		err = &Errore{Codice: a.Codice, Campo: a.Campo, Valore: a.Valore, Riga: a.Riga, Colonna: a.Colonna, Err: ErrCSV}
	}
	if err != nil {
		return nil, err
	}
	return righe, nil
}

func leggiCSV[R any](data []byte, f *formaCSV, riga func([]Campo) R) ([]R, []avviso.Avvertenza, error) {
	l := lettoreCSV{testo: string(data), forma: f, riga: 1, colonna: 1}
	if err := l.intestazione(); err != nil {
		return nil, l.avvertenze, err
	}
	righe := []R{}
	for l.testo != "" {
		campi, err := l.record()
		if err != nil {
			return righe, l.avvertenze, err
		}
		righe = append(righe, riga(campi))
	}
	return righe, l.avvertenze, nil
}
