package gdp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/ingresso"
	"github.com/quietanza/quietanza/internal/membri"
)

// ParseJSON reads a journal in JSON, in constant memory: one object a line (JSON
// lines, empty lines passed over) or one array of objects, UTF-8 with or without
// a byte-order mark. The form of the objects is that of Record; that a journal is
// written so is our choice, since no serialisation is published.
//
// The first error, with its line, ends the sequence: JSON (not JSON, or not such
// an object), MEMBRO (a member unknown or standing twice), those of
// Record.Evento, LIMITE (a record over MaxRecord, ErrLimite), and what r returns.
func ParseJSON(r io.Reader, p Provenienza) iter.Seq2[Evento, error] {
	return ingresso.FinoAllErrore(leggiJSON(r, p, stretto))
}

// LeggiJSON is ParseJSON that keeps the rest: after a bad record (ErrRecord) it
// yields the error and goes on, and an event whose code is in no list is kept,
// with EventCode 0 and the code in CodiceScritto. In an array a record that is
// not JSON ends the sequence (ErrFormato), because what follows cannot be told.
func LeggiJSON(r io.Reader, p Provenienza) iter.Seq2[Evento, error] {
	return leggiJSON(r, p, largo)
}

func leggiJSON(r io.Reader, p Provenienza, come rigore) iter.Seq2[Evento, error] {
	return func(yield func(Evento, error) bool) {
		l := ingresso.Nuovo(r, MaxRecord)
		testa := bufio.NewReader(l)
		for saltati := int64(0); ; saltati++ {
			b, err := testa.ReadByte()
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(Evento{}, fineLettura(err, l.Riga()))
				return
			case bianco(b):
				l.Avanti(saltati + 1)
				continue
			}
			_ = testa.UnreadByte()
			if b == '[' {
				leggiArray(&array{json.NewDecoder(testa), l, saltati}, p, come, yield)
				return
			}
			l.Libera()
			leggiRighe(testa, l.Riga(), p, come, yield)
			return
		}
	}
}

func bianco(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// leggiRighe reads one object a line, from line n on.
func leggiRighe(r io.Reader, n int, p Provenienza, come rigore, yield func(Evento, error) bool) {
	l := ingresso.NuoveLinee(r, MaxRecord)
	l.Numero = n - 1
	for {
		riga, err := l.Prossima()
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.Is(err, ingresso.ErrLungo):
			yield(Evento{}, fineLettura(err, l.Numero))
			return
		case err != nil:
			yield(Evento{}, fineLettura(err, l.Numero+1))
			return
		}
		if testo := bytes.TrimSpace(riga); len(testo) > 0 {
			e, err := leggiOggetto(testo, p, come)
			if err != nil {
				err = aRiga(err, l.Numero)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// array is an array being decoded, and where its text stands in the file.
type array struct {
	*json.Decoder
	l      *ingresso.Lettore
	inizio int64
}

// riga takes everything up to a place in the array and returns its line.
func (a *array) riga(offset int64) int { return a.l.Avanti(a.inizio + offset) }

// guasto returns where the value that could not be decoded begins.
func (a *array) guasto() int64 {
	offset := a.InputOffset()
	resto := bufio.NewReader(a.Buffered())
	for {
		b, err := resto.ReadByte()
		if err != nil || !bianco(b) && b != ',' {
			return offset
		}
		offset++
	}
}

// leggiArray reads the objects of an array, each decoded when it is reached.
func leggiArray(a *array, p Provenienza, come rigore, yield func(Evento, error) bool) {
	if _, err := a.Token(); err != nil {
		yield(Evento{}, fineLettura(err, a.riga(0)))
		return
	}
	for a.More() {
		a.riga(a.InputOffset())
		var grezzo json.RawMessage
		if err := a.Decode(&grezzo); err != nil {
			yield(Evento{}, fineLettura(err, a.riga(a.guasto())))
			return
		}
		riga := a.riga(a.InputOffset() - int64(len(grezzo)))
		e, err := leggiOggetto(grezzo, p, come)
		if !yield(e, aRiga(err, riga)) {
			return
		}
	}
	if err := chiudiArray(a.Decoder); err != nil {
		yield(Evento{}, fineLettura(err, a.riga(a.InputOffset())))
	}
}

func chiudiArray(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	switch _, err := d.Token(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return errors.New("altro dopo l'array")
}

// fineLettura is the error of a file in JSON that cannot be read any further.
func fineLettura(err error, riga int) error { return fineFile(CodiceJSON, err, riga) }

// fineFile is the error of a file that cannot be read any further from a line.
func fineFile(c avviso.Codice, err error, riga int) error {
	var e *Errore
	switch {
	case errors.Is(err, ingresso.ErrLungo):
		return &Errore{Codice: CodiceLimite, Riga: riga, Err: errRecordLungo}
	case errors.As(err, &e): // of the archive
		return err
	}
	return &Errore{Codice: c, Riga: riga, Err: errore.Coppia(ErrFormato, inItaliano(err))}
}

// MaxRecord is how many bytes one record of a journal may take.
const MaxRecord = 1 << 20

var errRecordLungo = fmt.Errorf("%w: record di oltre %d byte", ErrLimite, MaxRecord)

// leggiOggetto reads one object, whole.
func leggiOggetto(b []byte, p Provenienza, come rigore) (Evento, error) {
	r, err := parseRecord(b, true)
	if err != nil {
		return Evento{}, err
	}
	var e Evento
	if err := r.converti(&e, &p, come); err != nil {
		return Evento{}, err
	}
	return e, nil
}

// ParseRecord reads the JSON object of one record. Members are taken by their
// exact names; one that is unknown, or stands twice, is a MEMBRO error, and
// anything that is not such an object a JSON error; both are ErrRecord. A null
// member is an absent one.
func ParseRecord(b []byte) (Record, error) { return parseRecord(b, false) }

func parseRecord(b []byte, inFile bool) (Record, error) {
	testo := string(b)
	if r, ok := recordScritto(testo); ok {
		return r, nil
	}
	var r Record
	err := membri.Valida(testo)
	if err == nil {
		err = membri.Oggetto(testo, r.campi(), membri.Regole{})
	}
	if err != nil {
		return Record{}, daMembri(err, inFile)
	}
	return r, nil
}

// recordScritto reads an object as AppendJSON writes it, without an error and
// without escapes, and says nothing of any other.
func recordScritto(s string) (r Record, ok bool) {
	if !membri.Liscio(s) || !membri.Segue(&s, `{"dateTime":"`, &r.DateTime) {
		return r, false
	}
	membri.Segue(&s, `,"idDominio":"`, &r.IdDominio)
	ok = membri.Segue(&s, `,"iuv":"`, &r.IUV) && membri.Segue(&s, `,"ccp":"`, &r.CCP) && membri.Segue(&s, `,"eventCode":"`, &r.EventCode)
	membri.Segue(&s, `,"eventDescription":"`, &r.EventDescription)
	return r, ok && s == "}"
}

// daMembri is a refusal of a JSON text as one of a record. In a file the line is that of
// the file, which its reader knows.
func daMembri(err error, inFile bool) error {
	var m *membri.Errore
	if !errors.As(err, &m) {
		return err
	}
	e := &Errore{Codice: CodiceJSON, Campo: m.Campo, Err: errore.Coppia(ErrRecord, m.Err)}
	if !inFile {
		e.Riga, e.Colonna = m.Riga, m.Colonna
	}
	switch m.Codice {
	case membri.CodiceMembro:
		e.Codice = CodiceMembro
	case membri.CodiceCodifica:
		e.Codice = CodiceTesto
	default:
		e.Valore = m.Valore
	}
	return e
}

// campi are the members of a record.
func (r *Record) campi() []membri.Campo {
	return []membri.Campo{
		{Nome: "dateTime", Dove: &r.DateTime},
		{Nome: "idDominio", Dove: &r.IdDominio},
		{Nome: "iuv", Dove: &r.IUV},
		{Nome: "ccp", Dove: &r.CCP},
		{Nome: "eventCode", Dove: &r.EventCode},
		{Nome: "eventDescription", Dove: &r.EventDescription},
		{Nome: "error", Dove: func(v string) error {
			r.Error = new(DescrittoreErrore)
			return membri.Oggetto(v, r.Error.campi(), membri.Regole{})
		}},
	}
}

// campi are the members of what went wrong.
func (d *DescrittoreErrore) campi() []membri.Campo {
	return []membri.Campo{
		{Nome: "id", Dove: &d.ID},
		{Nome: "faultCode", Dove: &d.FaultCode},
		{Nome: "faultString", Dove: &d.FaultString},
		{Nome: "description", Dove: &d.Description},
		{Nome: "serial", Dove: &d.Serial},
		{Nome: "originalFaultCode", Dove: &d.OriginalFaultCode},
		{Nome: "originalFaultString", Dove: &d.OriginalFaultString},
		{Nome: "originalDescription", Dove: &d.OriginalDescription},
	}
}
