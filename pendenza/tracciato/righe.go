package tracciato

import (
	"bytes"
	"errors"
	"io"
	"iter"
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

// righe reads the lines of a file which are rows.
type righe struct {
	linee
	o     Opzioni
	testa func(string) error // examines the first line, which is a header; nil when it is none
	righe int
}

func nuoveRighe(r io.Reader, o Opzioni, testa func(string) error) *righe {
	return &righe{linee: nuoveLinee(r, o.maxByte()), o: o, testa: testa}
}

// prossima returns the next line that can be read, valid until the next call, and gives x
// its number; nil for one that cannot, of which x says all. An error ends the sequence: io.EOF
// after the last line, or what is wrong with the file as a whole or with its reader.
func (l *righe) prossima(x *Riga) ([]byte, error) {
	riga, err := l.linee.prossima()
	if (err == nil || errors.Is(err, ingresso.ErrLungo)) && l.Numero == 1 && l.testa != nil {
		if err := l.testa(string(riga)); err != nil {
			return nil, err
		}
		riga, err = l.linee.prossima()
	}
	lunga := errors.Is(err, ingresso.ErrLungo)
	switch {
	case errors.Is(err, io.EOF):
		if l.Numero == 0 {
			return nil, &Errore{Codice: CodiceVuoto, Err: ErrTracciato}
		}
		return nil, io.EOF
	case err != nil && !lunga:
		return nil, &Errore{Codice: CodiceInterno, Riga: l.Numero + 1, Err: errore.Coppia(ErrTracciato, err)}
	}
	if l.righe++; l.o.MaxRighe > 0 && l.righe > l.o.MaxRighe {
		return nil, &Errore{Codice: CodiceTroppeRighe, Riga: l.Numero, Err: ErrTracciato}
	}
	switch {
	case lunga:
		*x = nonLetta(CodiceRigaLunga, l.Numero, 0)
	case !utf8.Valid(riga):
		*x = nonLetta(CodiceCodifica, l.Numero, 0)
	case len(bytes.TrimSpace(riga)) == 0:
		*x = nonLetta(CodiceRecordVuoto, l.Numero, 0)
	default:
		x.Numero = l.righe
		return riga, nil
	}
	x.Numero = l.righe
	return nil, nil
}

// perLinee reads a file of lines, each as leggi does. A line that cannot be read does not end
// the sequence.
func perLinee(r io.Reader, o Opzioni, testa func(string) error, leggi lettore) iter.Seq2[Riga, error] {
	return func(yield func(Riga, error) bool) {
		l := nuoveRighe(r, o, testa)
		for {
			var x Riga
			riga, err := l.prossima(&x)
			if err != nil {
				fine(err, yield)
				return
			}
			if riga != nil {
				x = leggi(string(riga), l.Numero)
				x.Numero = l.righe
			}
			if !yield(x, nil) {
				return
			}
		}
	}
}

// fine ends a sequence.
func fine(err error, yield func(Riga, error) bool) {
	if !errors.Is(err, io.EOF) {
		yield(Riga{}, err)
	}
}
