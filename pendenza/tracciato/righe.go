package tracciato

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// MaxRiga is how many bytes a line may have, unless Opzioni says less.
const MaxRiga = 1 << 20

// Opzioni bound and complete the reading of a file.
type Opzioni struct {
	// IdDominio is the creditor of the file; it overrides that of each position.
	IdDominio avviso.IdDominio
	// MaxRighe is how many lines the file may have, the header not counted; 0 is
	// no limit.
	MaxRighe int
	// MaxByteRiga is how many bytes a line, or a position of the JSON, may have;
	// 0, or more than MaxRiga, is MaxRiga.
	MaxByteRiga int
	// Mappatura is the shape of a CSV file; nil is that of GovPay 3.
	Mappatura *Mappatura
	// Tollerante reads the positions of the JSON format as pendenza.LeggiPendenza
	// does: unknown members are kept and told, not refused.
	Tollerante bool
}

func (o *Opzioni) maxByte() int {
	if o.MaxByteRiga <= 0 {
		return MaxRiga
	}
	return min(o.MaxByteRiga, MaxRiga)
}

var bom = []byte("\xef\xbb\xbf")

// errLunga is a line over the limit, read to its end and dropped.
var errLunga = errors.New("riga oltre il limite")

// linee reads lines in one buffer, as long as the longest line so far.
type linee struct {
	r       io.Reader
	buf     []byte
	da, a   int // what was read and not yet given out
	massimo int
	fine    bool
	numero  int // of the last line, from 1
}

func nuoveLinee(r io.Reader, massimo int) *linee {
	return &linee{r: r, buf: make([]byte, 64<<10), massimo: massimo}
}

// prossima returns the next line without its end, valid until the next call;
// io.EOF after the last one, errLunga for a line that was dropped.
func (l *linee) prossima() ([]byte, error) {
	lunga, cercati := false, 0
	for {
		if i := bytes.IndexByte(l.buf[l.da+cercati:l.a], '\n'); i >= 0 {
			riga := l.buf[l.da : l.da+cercati+i]
			l.da += cercati + i + 1
			return l.consegna(riga, lunga)
		}
		if cercati = l.a - l.da; cercati > l.massimo+1 { // one more for the carriage return
			lunga = true
			l.da, cercati = l.a, 0
		}
		if l.fine {
			riga := l.buf[l.da:l.a]
			if !lunga && (cercati == 0 || l.numero == 0 && bytes.Equal(riga, bom)) {
				return nil, io.EOF
			}
			l.da = l.a
			return l.consegna(riga, lunga)
		}
		if err := l.riempi(); err != nil {
			return nil, err
		}
	}
}

func (l *linee) consegna(riga []byte, lunga bool) ([]byte, error) {
	l.numero++
	riga = bytes.TrimSuffix(riga, []byte("\r"))
	if lunga || len(riga) > l.massimo {
		return nil, errLunga
	}
	if l.numero == 1 {
		riga = bytes.TrimPrefix(riga, bom)
	}
	return riga, nil
}

// riempi reads more, moving what is left to the front and growing when it fills
// the buffer.
func (l *linee) riempi() error {
	l.a = copy(l.buf, l.buf[l.da:l.a])
	l.da = 0
	if l.a == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	for range 100 {
		n, err := l.r.Read(l.buf[l.a:])
		l.a += n
		switch {
		case errors.Is(err, io.EOF):
			l.fine = true
			return nil
		case err != nil:
			return err
		case n > 0:
			return nil
		}
	}
	return io.ErrNoProgress
}

// lettore makes a Riga out of a line that is not blank.
type lettore func(riga string, numero int) Riga

// nonLetta is a line that is no record.
func nonLetta(c avviso.Codice, riga, colonna int) Riga {
	return Riga{Operazione: NonValida, Err: &Errore{Codice: c, Riga: riga, Colonna: colonna, Err: ErrRiga}}
}

// perLinee reads a file of lines. An error of the file as a whole, and of its
// reader, ends the sequence; a line that cannot be read does not.
// testa examines the first line, which is a header; nil when it is none.
func perLinee(r io.Reader, o Opzioni, testa func(string) error, leggi lettore) iter.Seq2[Riga, error] {
	return func(yield func(Riga, error) bool) {
		l := nuoveLinee(r, o.maxByte())
		numero := 0
		for {
			riga, err := l.prossima()
			switch {
			case errors.Is(err, io.EOF):
				if l.numero == 0 {
					yield(Riga{}, &Errore{Codice: CodiceVuoto, Err: ErrTracciato})
				}
				return
			case err != nil && !errors.Is(err, errLunga):
				yield(Riga{}, &Errore{Codice: CodiceInterno, Riga: l.numero + 1, Err: errore.Coppia(ErrTracciato, err)})
				return
			case l.numero == 1 && testa != nil:
				if err := testa(string(riga)); err != nil {
					yield(Riga{}, err)
					return
				}
				continue
			}
			if numero++; o.MaxRighe > 0 && numero > o.MaxRighe {
				yield(Riga{}, &Errore{Codice: CodiceTroppeRighe, Riga: l.numero, Err: ErrTracciato})
				return
			}
			var x Riga
			switch s := string(riga); {
			case err != nil:
				x = nonLetta(CodiceRigaLunga, l.numero, 0)
			case !utf8.ValidString(s):
				x = nonLetta(CodiceCodifica, l.numero, 0)
			case strings.TrimSpace(s) == "":
				x = nonLetta(CodiceRecordVuoto, l.numero, 0)
			default:
				x = leggi(s, l.numero)
			}
			x.Numero = numero
			if !yield(x, nil) {
				return
			}
		}
	}
}
