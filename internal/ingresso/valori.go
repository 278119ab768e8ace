package ingresso

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// Valori reads the values of a JSON text that is too long to hold: where each ends,
// not whether it is one. Who takes them validates them.
type Valori struct {
	r      io.Reader
	buf    []byte
	da, a  int   // what was read and not yet given out
	offset int64 // of buf[0]
}

// ErrValore is a value that ends before it begins.
var ErrValore = errors.New("manca un valore")

// NuoviValori returns a reader of values.
func NuoviValori(r io.Reader) *Valori { return &Valori{r: r, buf: make([]byte, 32<<10)} }

// Offset returns how many bytes were taken.
func (v *Valori) Offset() int64 { return v.offset + int64(v.da) }

// Prossimo takes blanks and returns the byte behind them, which Prendi takes; io.EOF
// when there is none. On an error nothing is taken.
func (v *Valori) Prossimo() (byte, error) {
	n, err := v.bianchi()
	if err != nil {
		return 0, err
	}
	v.da += n
	return v.buf[v.da], nil
}

// bianchi returns how many blanks there are before the next byte.
func (v *Valori) bianchi() (int, error) {
	for n := 0; ; n++ {
		if n == v.a-v.da {
			if err := v.riempi(); err != nil {
				return 0, err
			}
		}
		if c := v.buf[v.da+n]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return n, nil
		}
	}
}

// Prendi takes the byte that Prossimo has returned.
func (v *Valori) Prendi() { v.da++ }

// Valore takes the next value, and the blanks before it, and returns it, valid until
// the next call. When it has no end, that is, when the reader fails or ends within it,
// the error is a *json.SyntaxError if what there is of it cannot be continued. On an
// error nothing is taken.
func (v *Valori) Valore() ([]byte, error) {
	bianchi, err := v.bianchi()
	if err != nil {
		return nil, err
	}
	n, err := v.fine(bianchi)
	if err != nil {
		return nil, err
	}
	b := v.buf[v.da+bianchi : v.da+n]
	if len(b) == 0 {
		return nil, ErrValore
	}
	v.da += n
	return b, nil
}

// What a byte is to the end of a value.
const (
	virgolette = iota + 1
	apre
	chiude
	separa // a comma, a colon or a blank
)

var classi = [256]uint8{
	'"': virgolette, '{': apre, '[': apre, '}': chiude, ']': chiude,
	',': separa, ':': separa, ' ': separa, '\n': separa, '\t': separa, '\r': separa,
}

// fine returns where the value at i ends, both from v.da.
func (v *Valori) fine(i int) (int, error) {
	inizio, aperte := i, 0
	for {
		b := v.buf[v.da:v.a]
		for ; i < len(b); i++ {
			switch classi[b[i]] {
			case 0:
				continue
			case virgolette:
				if i > inizio && aperte == 0 {
					return i, nil
				}
				fine, err := v.stringa(i + 1)
				if err != nil {
					return 0, v.interrotto(inizio, err)
				}
				if aperte == 0 {
					return fine, nil
				}
				i, b = fine-1, v.buf[v.da:v.a]
			case apre:
				if i > inizio && aperte == 0 {
					return i, nil
				}
				aperte++
			case chiude:
				if aperte == 0 {
					return i, nil
				}
				if aperte--; aperte == 0 {
					return i + 1, nil
				}
			case separa:
				if aperte == 0 {
					return i, nil
				}
			}
		}
		err := v.riempi()
		switch {
		case errors.Is(err, io.EOF) && aperte == 0:
			return i, nil
		case err != nil:
			return 0, v.interrotto(inizio, err)
		}
	}
}

// stringa returns where the string ends whose text begins at i.
func (v *Valori) stringa(i int) (int, error) {
	for {
		b := v.buf[v.da:v.a]
		if n := bytes.IndexByte(b[min(i, len(b)):], '"'); n == 0 || n > 0 && b[i+n-1] != '\\' {
			return i + n + 1, nil
		}
		for i < len(b) { // there are escapes, or no end yet
			switch b[i] {
			case '"':
				return i + 1, nil
			case '\\':
				i++
			}
			i++
		}
		if err := v.riempi(); err != nil {
			return 0, err
		}
	}
}

// interrotto is why the value at i has no end.
func (v *Valori) interrotto(i int, err error) error {
	var sintassi *json.SyntaxError
	var raw json.RawMessage
	if e := json.NewDecoder(bytes.NewReader(v.buf[v.da+i : v.a])).Decode(&raw); errors.As(e, &sintassi) {
		return sintassi
	}
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// riempi reads more, moving what is left to the front and growing when it fills the
// buffer.
func (v *Valori) riempi() error {
	v.offset += int64(v.da)
	v.a = copy(v.buf, v.buf[v.da:v.a])
	v.da = 0
	if v.a == len(v.buf) {
		v.buf = append(v.buf, make([]byte, len(v.buf))...)
	}
	for range 100 {
		n, err := v.r.Read(v.buf[v.a:])
		if v.a += n; n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}
