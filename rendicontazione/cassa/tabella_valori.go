package cassa

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/charset"
	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
)

// errTaciuto is a refusal that has been told already.
var errTaciuto = errors.New("already told")

// testoTabella gives the lines of a text as UTF-8 to a reader of CSV.
type testoTabella struct {
	righe   *righe
	saltate int    // lines that the reader of CSV does not see
	pronta  []byte // of the line read last, not yet given
	spazio  []byte
	err     error
	letti   int // bytes and lines given since the row before
	linee   int
}

// guarda returns the next line without taking it.
func (t *testoTabella) guarda() (string, error) {
	if err := t.carica(); err != nil {
		return "", err
	}
	return strings.TrimSuffix(string(t.pronta), "\n"), nil
}

// linea takes a line that is not of the table.
func (t *testoTabella) linea() (string, error) {
	l, err := t.guarda()
	t.pronta = nil
	t.saltate++
	return l, err
}

// carica has the next line ready.
func (t *testoTabella) carica() error {
	if len(t.pronta) > 0 || t.err != nil {
		return t.err
	}
	b, err := t.righe.prossima()
	if err != nil {
		t.err = err
		return err
	}
	t.spazio = t.spazio[:0]
	if utf8.Valid(b) {
		t.spazio = append(t.spazio, b...)
	} else if t.spazio, err = charset.Windows1252.AppendUTF8(t.spazio, b); err != nil {
		t.err = &Errore{Codice: CodiceCodifica, Riga: t.righe.riga, Err: errore.Coppia(ErrSintassi, err)}
		return t.err
	}
	t.spazio = append(t.spazio, '\n')
	t.pronta = t.spazio
	return nil
}

// Read gives the text to a reader of CSV, a line at a time.
func (t *testoTabella) Read(p []byte) (int, error) {
	if err := t.carica(); err != nil {
		return 0, err
	}
	if t.letti > maxTestoVoce || t.linee > massimeRighe {
		t.err = &Errore{Codice: CodiceLimite, Riga: t.righe.riga, Err: ErrSintassi}
		return 0, t.err
	}
	n := copy(p, t.pronta)
	if t.pronta = t.pronta[n:]; len(t.pronta) == 0 {
		t.linee++
	}
	t.letti += n
	return n, nil
}

// leggiDataTabella reads a date in one of the forms given.
func leggiDataTabella(s string, forme []string) (avviso.Data, bool) {
	if i := strings.IndexAny(s, " T"); i > 0 && strings.Trim(s[i+1:], "0123456789:.") == "" && strings.IndexByte(s, ':') > i {
		s = s[:i]
	}
	for _, f := range forme {
		var ok bool
		var d avviso.Data
		switch f {
		case dataISO:
			d, ok = leggiGiorno(s, '-', true)
		case dataBarre:
			d, ok = leggiGiorno(s, '/', false)
		case dataTratti:
			d, ok = leggiGiorno(s, '-', false)
		case dataPunti:
			d, ok = leggiGiorno(s, '.', false)
		case dataSeriale:
			d, ok = leggiSeriale(s)
		}
		if ok {
			return d, true
		}
	}
	return avviso.Data{}, false
}

// leggiGiorno reads year, month, day, or day, month, year; day and month may have one digit.
func leggiGiorno(s string, sep byte, primaAnno bool) (avviso.Data, bool) {
	a, resto, ok1 := strings.Cut(s, string(sep))
	b, c, ok2 := strings.Cut(resto, string(sep))
	if !primaAnno {
		a, c = c, a
	}
	if !ok1 || !ok2 || len(a) != 4 || b == "" || len(b) > 2 || c == "" || len(c) > 2 {
		return avviso.Data{}, false
	}
	anno, ok1 := cifre.Numero(a)
	mese, ok2 := cifre.Numero(b)
	giorno, ok3 := cifre.Numero(c)
	if !ok1 || !ok2 || !ok3 {
		return avviso.Data{}, false
	}
	d, err := avviso.NuovaData(int(anno), int(mese), int(giorno))
	return d, err == nil
}

// leggiSeriale reads the five digits that a spreadsheet writes for a day, from 30 December 1899.
func leggiSeriale(s string) (avviso.Data, bool) {
	s, decimali, punto := strings.Cut(s, ".")
	n, ok := cifre.Numero(s)
	if len(s) != 5 || !ok || punto && strings.Trim(decimali, "0") != "" {
		return avviso.Data{}, false
	}
	zero, err := avviso.NuovaData(1899, 12, 30)
	if err != nil {
		return avviso.Data{}, false
	}
	d, err := avviso.DataDaGiorni(zero.Giorni() + int(n))
	return d, err == nil
}

// spaziImporto are what may stand in an amount and says nothing.
var spaziImporto = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "€", "")

// leggiImportoTabella reads an amount as people write it: a sign, also behind it, thousands parted in groups
// of three or not at all, at most two decimals.
func leggiImportoTabella(s string, decimale byte) (avviso.Importo, bool) {
	s = spaziImporto.Replace(s)
	s = strings.Replace(s, "−", "-", 1)
	if dietro, ok := strings.CutSuffix(s, "-"); ok {
		if strings.HasPrefix(dietro, "-") || strings.HasPrefix(dietro, "+") {
			return avviso.Importo{}, false
		}
		s = "-" + dietro
	}
	interi, decimali, _ := strings.Cut(s, string(decimale))
	migliaia := byte('.')
	if decimale == '.' {
		migliaia = ','
	}
	cifreInteri := strings.TrimLeft(interi, "+-")
	if len(interi)-len(cifreInteri) > 1 || cifreInteri == "" || len(decimali) > 2 || strings.HasSuffix(s, string(decimale)) {
		return avviso.Importo{}, false
	}
	if gruppi := strings.Split(cifreInteri, string(migliaia)); len(gruppi) > 1 {
		for i, g := range gruppi {
			if len(g) != 3 && (i > 0 || len(g) > 3) || g == "" {
				return avviso.Importo{}, false
			}
		}
		s = strings.ReplaceAll(interi, string(migliaia), "") + s[len(interi):]
	}
	return leggiImporto(s, decimale, cifreCamt, false)
}

// leggiCentesimi reads whole cents.
func leggiCentesimi(s string) (avviso.Importo, bool) {
	senza := strings.TrimPrefix(s, "-")
	n, ok := cifre.Numero(senza)
	if senza == "" || len(senza) > cifreCamt || !ok {
		return avviso.Importo{}, false
	}
	i := avviso.ImportoDaCentesimi(int64(n)) //nolint:gosec // at most 18 digits
	if len(senza) < len(s) {
		i = i.Neg()
	}
	return i, true
}
