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
	"github.com/quietanza/quietanza/internal/ingresso"
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

// linee reads the lines of a file without their ends.
type linee struct {
	*ingresso.Linee
	massimo int
}

func nuoveLinee(r io.Reader, massimo int) linee {
	return linee{ingresso.NuoveLinee(r, massimo+len("\r\n")), massimo}
}

// prossima returns the next line without its end, valid until the next call;
// io.EOF after the last one, ingresso.ErrLungo for a line that is dropped.
func (l linee) prossima() ([]byte, error) {
	riga, err := l.Prossima()
	riga = bytes.TrimSuffix(bytes.TrimSuffix(riga, []byte("\n")), []byte("\r"))
	if len(riga) > l.massimo {
		return nil, ingresso.ErrLungo
	}
	return riga, err
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
				if l.Numero == 0 {
					yield(Riga{}, &Errore{Codice: CodiceVuoto, Err: ErrTracciato})
				}
				return
			case err != nil && !errors.Is(err, ingresso.ErrLungo):
				yield(Riga{}, &Errore{Codice: CodiceInterno, Riga: l.Numero + 1, Err: errore.Coppia(ErrTracciato, err)})
				return
			case l.Numero == 1 && testa != nil:
				if err := testa(string(riga)); err != nil {
					yield(Riga{}, err)
					return
				}
				continue
			}
			if numero++; o.MaxRighe > 0 && numero > o.MaxRighe {
				yield(Riga{}, &Errore{Codice: CodiceTroppeRighe, Riga: l.Numero, Err: ErrTracciato})
				return
			}
			var x Riga
			switch s := string(riga); {
			case err != nil:
				x = nonLetta(CodiceRigaLunga, l.Numero, 0)
			case !utf8.ValidString(s):
				x = nonLetta(CodiceCodifica, l.Numero, 0)
			case strings.TrimSpace(s) == "":
				x = nonLetta(CodiceRecordVuoto, l.Numero, 0)
			default:
				x = leggi(s, l.Numero)
			}
			x.Numero = numero
			if !yield(x, nil) {
				return
			}
		}
	}
}
