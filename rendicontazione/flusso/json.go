package flusso

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// maxLivelli bounds how deep the JSON may nest.
const maxLivelli = 32

// lettoreJSON walks a JSON document by tokens, with numbers as they are
// written, members that stand twice refused, and the place of what is wrong.
type lettoreJSON struct {
	dati     []byte
	d        *json.Decoder
	inizio   int // where the last token begins
	percorso []string
	avvisi   avvertenze
}

func nuovoJSON(dati []byte) (*lettoreJSON, error) {
	dati = bytes.TrimPrefix(dati, []byte("\ufeff"))
	l := &lettoreJSON{dati: dati, d: json.NewDecoder(bytes.NewReader(dati))}
	l.d.UseNumber()
	if !utf8.Valid(dati) {
		i := 0
		for {
			r, n := utf8.DecodeRune(dati[i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			i += n
		}
		return nil, rifiuta(CodiceCodifica, "", "", ErrJSON).conLuogo(l.luogo(i))
	}
	return l, nil
}

// luogo returns line and column of a byte of the document.
func (l *lettoreJSON) luogo(i int) (riga, colonna int) { return errore.Luogo(l.dati, i) }

// nega refuses what has just been read.
func (l *lettoreJSON) nega(c avviso.Codice, valore string, tipo error) error {
	return rifiuta(c, l.campo(), valore, tipo).conLuogo(l.luogo(l.inizio))
}

func (l *lettoreJSON) campo() string {
	var b []byte
	for i, p := range l.percorso {
		if i > 0 && !strings.HasPrefix(p, "[") {
			b = append(b, '.')
		}
		b = append(b, p...)
	}
	return string(b)
}

func (l *lettoreJSON) entra(nome string) { l.percorso = append(l.percorso, nome) }
func (l *lettoreJSON) esci()             { l.percorso = l.percorso[:len(l.percorso)-1] }

func (l *lettoreJSON) avverti(c avviso.Codice, campo, valore string) {
	if l.avvisi.ancora(c, campo) {
		return // finding the place costs a walk over the document
	}
	riga, colonna := l.luogo(l.inizio)
	l.avvisi.aggiungi(avviso.Avvertenza{Codice: c, Campo: campo, Valore: valore, Riga: riga, Colonna: colonna})
}

// avanza goes to where the next token begins.
func (l *lettoreJSON) avanza() { l.inizio = len(l.dati) - len(l.resto()) }

func (l *lettoreJSON) token() (json.Token, error) {
	l.avanza()
	t, err := l.d.Token()
	if err == nil {
		return t, nil
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	// The offset of a syntax error is of no use: read by tokens, the decoder
	// does not count what stands between the values.
	e := rifiuta(CodiceJSON, l.campo(), "", ErrJSON).conLuogo(l.luogo(l.inizio))
	e.Err = errore.Coppia(ErrJSON, err)
	return nil, e
}

// oggetto reads an object, calling membro at the value of each member. A null
// member is as good as absent.
func (l *lettoreJSON) oggetto(membro func(nome string) error) error {
	t, err := l.token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return l.nega(CodiceJSON, testoDi(t), ErrJSON)
	}
	return l.membri(membro)
}

// membri reads the members of an object whose brace has been read.
func (l *lettoreJSON) membri(membro func(nome string) error) error {
	var visti []string
	for l.d.More() {
		t, err := l.token()
		if err != nil {
			return err
		}
		nome, _ := t.(string) // the decoder takes nothing else as a name
		l.entra(nome)
		if slices.Contains(visti, nome) {
			return l.nega(CodiceDuplicato, "", ErrJSON)
		}
		if len(visti) == 256 {
			return l.nega(CodiceLimite, "", ErrLimite)
		}
		visti = append(visti, nome)
		if l.nullo() {
			if _, err = l.token(); err == nil {
				l.esci()
				continue
			}
			return err
		}
		if err := membro(nome); err != nil {
			return err
		}
		l.esci()
	}
	_, err := l.token()
	return err
}

// nullo reports whether the next value is null.
func (l *lettoreJSON) nullo() bool { return bytes.HasPrefix(l.resto(), []byte("null")) }

// resto is the document from the next token on.
func (l *lettoreJSON) resto() []byte {
	resto := l.dati[l.d.InputOffset():]
	for len(resto) > 0 && (resto[0] <= ' ' || resto[0] == ':' || resto[0] == ',') {
		resto = resto[1:]
	}
	return resto
}

// elenco reads an array, calling elemento at each value.
func (l *lettoreJSON) elenco(elemento func() error) error {
	t, err := l.token()
	if err != nil {
		return err
	}
	if t != json.Delim('[') {
		return l.nega(CodiceJSON, testoDi(t), ErrJSON)
	}
	for i := 0; l.d.More(); i++ {
		l.entra("[" + strconv.Itoa(i) + "]")
		if err := elemento(); err != nil {
			return err
		}
		l.esci()
	}
	_, err = l.token()
	return err
}

// apreOggetto reports whether the next value is an object.
func (l *lettoreJSON) apreOggetto() bool { return bytes.HasPrefix(l.resto(), []byte("{")) }

// fine refuses anything after the document.
func (l *lettoreJSON) fine() error {
	l.avanza()
	if _, err := l.d.Token(); !errors.Is(err, io.EOF) {
		return l.nega(CodiceJSON, "", ErrJSON)
	}
	return nil
}

// salta passes over a member that is not known.
func (l *lettoreJSON) salta(nome string) error {
	l.avverti(AvvertenzaElemento, nome, "")
	livello := 0
	for {
		t, err := l.token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			if livello++; livello > maxLivelli {
				return l.nega(CodiceLimite, "", ErrLimite)
			}
		case json.Delim('}'), json.Delim(']'):
			livello--
		}
		if livello == 0 {
			return nil
		}
	}
}

// ignora passes over the value of a known member that is not kept.
func (l *lettoreJSON) ignora() error {
	var resto json.RawMessage
	l.avanza()
	if err := l.d.Decode(&resto); err != nil {
		return l.nega(CodiceJSON, "", ErrJSON)
	}
	return nil
}

// testo reads a string of the given length.
func (l *lettoreJSON) testo(dst *string, minimo, massimo int) error {
	t, err := l.token()
	if err != nil {
		return err
	}
	s, ok := t.(string)
	if !ok {
		return l.nega(CodiceJSON, testoDi(t), ErrJSON)
	}
	if !lungo(s, minimo, massimo) || len(senzaSpazi([]byte(s))) != len(s) {
		return l.nega(CodiceLunghezza, s, ErrSchema)
	}
	*dst = s
	return nil
}

func (l *lettoreJSON) numero() (string, error) {
	t, err := l.token()
	if err != nil {
		return "", err
	}
	n, ok := t.(json.Number)
	if !ok {
		return "", l.nega(CodiceJSON, testoDi(t), ErrJSON)
	}
	return n.String(), nil
}

func (l *lettoreJSON) intero(dst *int64, minimo, massimo int64) error {
	s, err := l.numero()
	if err != nil {
		return err
	}
	n, ok := interoJSON(s, minimo, massimo)
	if !ok {
		return l.nega(CodiceNumero, s, ErrSchema)
	}
	*dst = n
	return nil
}

func (l *lettoreJSON) importo(dst *avviso.Importo) (string, error) {
	s, err := l.numero()
	if err != nil {
		return "", err
	}
	i, codice := importoJSON(s)
	if codice != "" {
		return "", l.nega(codice, s, ErrSchema)
	}
	*dst = i
	return s, nil
}

func (l *lettoreJSON) istante(dst *avviso.DataOra) error {
	var s string
	if err := l.testo(&s, 1, maxTesto35); err != nil {
		return err
	}
	v, err := avviso.ParseDataOra(s)
	if err != nil {
		return l.nega(CodiceData, s, ErrSchema)
	}
	*dst = v
	return nil
}

// giorno reads a date, or the day that an instant is at in Rome.
func (l *lettoreJSON) giorno(dst *avviso.Data) error {
	var s string
	if err := l.testo(&s, 1, maxTesto35); err != nil {
		return err
	}
	if d, err := avviso.ParseData(s); err == nil {
		*dst = d
		return nil
	}
	v, err := avviso.ParseDataOra(s)
	if err != nil {
		return l.nega(CodiceData, s, ErrSchema)
	}
	*dst = v.Data()
	return nil
}

// testoDi is a token as a message may show it.
func testoDi(t json.Token) string {
	switch v := t.(type) {
	case json.Delim:
		return v.String()
	case json.Number:
		return v.String()
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	default:
		return "null"
	}
}
