package jppa

import (
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// lettoreCSV reads records off the front of a text.
type lettoreCSV struct {
	testo         string
	forma         *formaCSV
	riga, colonna int // of the front
	avvertenze    []avviso.Avvertenza
}

func (l *lettoreCSV) errore(codice avviso.Codice, campo, valore string) error {
	return &Errore{Codice: codice, Campo: campo, Valore: valore, Riga: l.riga, Colonna: l.colonna, Err: ErrCSV}
}

func (l *lettoreCSV) tollera(codice avviso.Codice, campo, valore string) {
	l.avvertenze = append(l.avvertenze, tollerato(codice, campo, valore, l.riga, l.colonna))
}

// avanza drops n bytes from the front.
func (l *lettoreCSV) avanza(n int) {
	letto := l.testo[:n]
	l.testo = l.testo[n:]
	if i := strings.LastIndexByte(letto, '\n'); i >= 0 {
		l.riga += strings.Count(letto, "\n")
		l.colonna, letto = 1, letto[i+1:]
	}
	l.colonna += utf8.RuneCountInString(letto)
}

const bom = "\ufeff"

func (l *lettoreCSV) intestazione() error {
	attesa := strings.Join(l.forma.colonne, ",")
	if i := errore.FuoriUTF8(l.testo); i >= 0 {
		riga, colonna := errore.Luogo([]byte(l.testo), i)
		return &Errore{Codice: CodiceCodifica, Riga: riga, Colonna: colonna, Err: ErrCSV}
	}
	if strings.HasPrefix(l.testo, bom) {
		l.tollera(CodiceBOM, "", "")
		l.testo = l.testo[len(bom):]
	}
	fine := strings.IndexAny(l.testo, "\r\n")
	if fine < 0 {
		fine = len(l.testo)
	}
	switch letta := l.testo[:fine]; letta {
	case attesa:
	case strings.Replace(attesa, "cpp", "ccp", 1):
		l.tollera(CodiceIntestazione, "", letta)
	default:
		return l.errore(CodiceIntestazione, "", letta)
	}
	l.avanza(fine)
	return l.fineRecord()
}

// record reads one record.
func (l *lettoreCSV) record() ([]Campo, error) {
	nomi := l.forma.colonne
	campi := make([]Campo, 0, len(nomi))
	for {
		if len(campi) == len(nomi) {
			return nil, l.errore(CodiceColonne, "", "")
		}
		riga, colonna, nome := l.riga, l.colonna, nomi[len(campi)]
		c, err := l.campo(nome, len(campi) == 0)
		if err != nil {
			return nil, err
		}
		if codice := l.forma.rifiuta(len(campi), c); codice != "" {
			return nil, &Errore{Codice: codice, Campo: nome, Valore: c.testo, Riga: riga, Colonna: colonna, Err: ErrCSV}
		}
		campi = append(campi, c)
		if !strings.HasPrefix(l.testo, ",") {
			break
		}
		l.avanza(1)
	}
	if len(campi) < len(nomi) {
		return nil, l.errore(CodiceColonne, nomi[len(campi)], "")
	}
	return campi, l.fineRecord()
}

// campo reads one field, up to the comma or the end of its record.
func (l *lettoreCSV) campo(nome string, primo bool) (Campo, error) {
	if strings.HasPrefix(l.testo, `"`) {
		return l.virgolettato(nome, primo)
	}
	fine := strings.IndexAny(l.testo, ",\r\n")
	if fine < 0 {
		fine = len(l.testo)
	}
	c := NuovoCampo(l.testo[:fine])
	if prima, _, trovate := strings.Cut(c.testo, `"`); trovate {
		l.avanza(len(prima))
		return Campo{}, l.errore(CodiceVirgolette, nome, c.testo)
	}
	if c.testo == "" && primo {
		c = Campo{}
	}
	if traVirgolette(c, primo) {
		l.tollera(CodiceVirgolette, nome, c.testo)
	}
	l.avanza(fine)
	return c, nil
}

func (l *lettoreCSV) virgolettato(nome string, primo bool) (Campo, error) {
	var testo strings.Builder
	i := 1
	for {
		j := strings.IndexByte(l.testo[i:], '"')
		if j < 0 {
			return Campo{}, l.errore(CodiceVirgolette, nome, l.testo)
		}
		testo.WriteString(l.testo[i : i+j])
		if i += j + 1; !strings.HasPrefix(l.testo[i:], `"`) {
			break
		}
		testo.WriteByte('"')
		i++
	}
	c := NuovoCampo(testo.String())
	if !traVirgolette(c, primo) {
		l.tollera(CodiceVirgolette, nome, c.testo)
	}
	l.avanza(i)
	if l.testo != "" && !strings.ContainsRune(",\r\n", rune(l.testo[0])) {
		return Campo{}, l.errore(CodiceVirgolette, nome, c.testo)
	}
	return c, nil
}

// fineRecord reads the end of a record; the front is at a line end or at the end
// of the text.
func (l *lettoreCSV) fineRecord() error {
	switch {
	case strings.HasPrefix(l.testo, "\r\n"):
		l.avanza(2)
	case strings.HasPrefix(l.testo, "\n"):
		l.tollera(CodiceFineRiga, "", "")
		l.avanza(1)
	case l.testo == "":
		l.tollera(CodiceFineRiga, "", "")
	default:
		return l.errore(CodiceFineRiga, "", "")
	}
	return nil
}
