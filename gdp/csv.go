package gdp

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/ingresso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// intestazioneCSV is the first line of a journal in CSV.
var intestazioneCSV = []string{
	"dateTime", "idDominio", "iuv", "ccp", "eventCode", "eventDescription", "faultCode", "faultString", "faultDescription",
}

// ParseCSV reads a journal in CSV, in constant memory: fields separated by a
// semicolon, the header
//
//	dateTime;idDominio;iuv;ccp;eventCode;eventDescription;faultCode;faultString;faultDescription
//
// and one record a line, UTF-8 with or without a byte-order mark, quotes as in
// RFC 4180. The form is our choice: no serialisation is published. Errors are
// those of ParseJSON, with CSV in place of JSON and MEMBRO.
func ParseCSV(r io.Reader, p Provenienza) iter.Seq2[Evento, error] {
	return leggiCSV(r, p, stretto)
}

// LeggiCSV is ParseCSV that keeps the rest, on the terms of LeggiJSON; a line
// with the wrong number of fields, or with misplaced quotes, is a bad record.
func LeggiCSV(r io.Reader, p Provenienza) iter.Seq2[Evento, error] {
	return leggiCSV(r, p, largo)
}

func leggiCSV(r io.Reader, p Provenienza, come rigore) iter.Seq2[Evento, error] {
	return func(yield func(Evento, error) bool) {
		l := nuovoLettoreCSV(r)
		b, err := l.inizio()
		if err == nil {
			err = l.leggi(b)
		}
		if err == nil && !slices.Equal(l.campi[:], intestazioneCSV) {
			err = errors.New("intestazione inattesa")
		}
		if err != nil {
			yield(Evento{}, fineFile(CodiceCSV, err, l.riga))
			return
		}
		for {
			var e Evento
			err := l.evento(&e, &p, come)
			switch {
			case err == nil:
				if !yield(e, nil) {
					return
				}
			case errors.Is(err, io.EOF):
				return
			default:
				if !yield(Evento{}, aRiga(err, l.riga)) || come == stretto || !delRecord(err) {
					return
				}
			}
		}
	}
}

// lettoreCSV reads records. Most are lines without quotes, which it splits itself;
// it hands the others, line by line, to encoding/csv, which also says what is wrong
// with those that are none.
type lettoreCSV struct {
	linee *ingresso.Linee
	campi [9]string
	riga  int // where the last record begins

	previsti

	csv   *csv.Reader
	resto []byte // of the line being handed over
	prese int    // lines handed over
	byte  int    // of the record, and of the empty lines before it
}

func nuovoLettoreCSV(r io.Reader) *lettoreCSV {
	l := &lettoreCSV{linee: ingresso.NuoveLinee(r, MaxRecord)}
	l.csv = csv.NewReader(l)
	l.csv.Comma, l.csv.ReuseRecord, l.csv.FieldsPerRecord = ';', true, len(l.campi)
	return l
}

// evento reads a record into a zero event; io.EOF after the last one.
func (l *lettoreCSV) evento(e *Evento, p *Provenienza, come rigore) error {
	b, err := l.inizio()
	if err != nil {
		return l.guasto(err)
	}
	if l.scritto(senzaFine(b), e, p) {
		return nil
	}
	*e = Evento{}
	if err := l.leggi(b); err != nil {
		return l.guasto(err)
	}
	r := l.record()
	return r.converti(e, p, come)
}

// inizio returns the line with which a record begins.
func (l *lettoreCSV) inizio() ([]byte, error) {
	prima := l.linee.Numero
	for l.byte = 0; ; {
		l.riga = l.linee.Numero + 1
		b, err := l.linea()
		if errors.Is(err, ingresso.ErrLungo) {
			l.riga = prima + 1
		}
		if err != nil || len(b) > len("\r\n") || len(senzaFine(b)) > 0 {
			return b, err
		}
	}
}

// leggi reads the fields of the record that begins with a line.
func (l *lettoreCSV) leggi(b []byte) error {
	if l.dividi(b) {
		return nil
	}
	return l.conVirgolette(b)
}

// linea returns the next line of a record, or an empty one before it.
func (l *lettoreCSV) linea() ([]byte, error) {
	b, err := l.linee.Prossima()
	if l.byte += len(b); l.byte > MaxRecord {
		return nil, ingresso.ErrLungo
	}
	return b, err
}

// senzaFine returns a line without its end, as encoding/csv takes it.
func senzaFine(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

// dividi splits a line without quotes, with as many fields as there should be.
func (l *lettoreCSV) dividi(b []byte) bool {
	if bytes.IndexByte(b, '"') >= 0 {
		return false
	}
	s := string(senzaFine(b))
	ultimo := len(l.campi) - 1
	for i := range ultimo {
		fine := strings.IndexByte(s, ';')
		if fine < 0 {
			return false
		}
		l.campi[i], s = s[:fine], s[fine+1:]
	}
	l.campi[ultimo] = s
	return strings.IndexByte(s, ';') < 0
}

// conVirgolette reads the record that begins with a line, and may go on in others.
func (l *lettoreCSV) conVirgolette(b []byte) error {
	prima := l.riga - l.prese - 1 // lines that encoding/csv has not seen
	l.resto = b
	l.prese++
	campi, err := l.csv.Read()
	if posto, ok := errors.AsType[*csv.ParseError](err); ok {
		posto.StartLine += prima
		posto.Line += prima
	}
	copy(l.campi[:], campi)
	return err
}

// Read implements io.Reader for encoding/csv: what is left of a line, and then the
// next one, so that it takes no more lines than its record has.
func (l *lettoreCSV) Read(p []byte) (int, error) {
	if len(l.resto) == 0 {
		b, err := l.linea()
		if err != nil {
			return 0, err
		}
		l.resto = b
		l.prese++
	}
	n := copy(p, l.resto)
	l.resto = l.resto[n:]
	return n, nil
}

// record returns the record of the fields.
func (l *lettoreCSV) record() Record {
	c := &l.campi
	r := Record{DateTime: c[0], IdDominio: c[1], IUV: c[2], CCP: c[3], EventCode: c[4], EventDescription: c[5]}
	if c[6] != "" || c[7] != "" || c[8] != "" {
		r.Error = &DescrittoreErrore{FaultCode: nodo.FaultCode(c[6]), FaultString: c[7], Description: c[8]}
	}
	return r
}

// guasto is the refusal of a record, or of the file.
func (l *lettoreCSV) guasto(err error) error {
	if posto, ok := errors.AsType[*csv.ParseError](err); ok {
		return &Errore{
			Codice: CodiceCSV, Riga: posto.StartLine, Colonna: posto.Column, Err: errore.Coppia(ErrRecord, inItaliano(posto.Err)),
		}
	}
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return fineFile(CodiceCSV, err, l.riga)
}

// ScriviCSV writes events in the form of ParseCSV, lines ended by CRLF. An
// error with members that the form has no place for (id, serial, the originals)
// is refused (NON_RAPPRESENTABILE), as is what Evento.Record refuses.
func ScriviCSV(w io.Writer, eventi iter.Seq[Evento]) error {
	if eventi == nil {
		return errNullo("eventi")
	}
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	if err := c.Write(intestazioneCSV); err != nil {
		return err
	}
	for e := range eventi {
		r, err := e.Record()
		if err != nil {
			return err
		}
		campi, err := campiCSV(r)
		if err != nil {
			return err
		}
		if err := c.Write(campi); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func campiCSV(r Record) ([]string, error) {
	var e DescrittoreErrore
	if r.Error != nil {
		e = *r.Error
	}
	if e != (DescrittoreErrore{FaultCode: e.FaultCode, FaultString: e.FaultString, Description: e.Description}) {
		return nil, rifiutaRecord(CodiceNonScrivibile, "error", string(e.FaultCode))
	}
	return []string{
		r.DateTime, r.IdDominio, r.IUV, r.CCP, r.EventCode, r.EventDescription,
		string(e.FaultCode), e.FaultString, e.Description,
	}, nil
}
