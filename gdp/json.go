package gdp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

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
	return finoAllErrore(leggiJSON(r, Record.Evento, p))
}

// LeggiJSON is ParseJSON that keeps the rest: after a bad record (ErrRecord) it
// yields the error and goes on, and an event whose code is in no list is kept,
// with EventCode 0 and the code in CodiceScritto. In an array a record that is
// not JSON ends the sequence (ErrFormato), because what follows cannot be told.
func LeggiJSON(r io.Reader, p Provenienza) iter.Seq2[Evento, error] {
	return leggiJSON(r, Record.evento, p)
}

// finoAllErrore ends a sequence at its first error.
func finoAllErrore(seq iter.Seq2[Evento, error]) iter.Seq2[Evento, error] {
	return func(yield func(Evento, error) bool) {
		for e, err := range seq {
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// aEvento is Record.Evento or Record.evento.
type aEvento func(Record, Provenienza) (Evento, error)

func leggiJSON(r io.Reader, converti aEvento, p Provenienza) iter.Seq2[Evento, error] {
	return func(yield func(Evento, error) bool) {
		l := ingresso.Nuovo(r, MaxRecord)
		testa := bufio.NewReaderSize(l, ingresso.Margine/2)
		for saltati := int64(0); ; saltati++ {
			b, err := testa.ReadByte()
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(Evento{}, fineLettura(err, l.Riga()))
				return
			case isBianco(b):
				l.Avanti(saltati + 1)
				continue
			}
			_ = testa.UnreadByte()
			if b == '[' {
				leggiArray(&array{json.NewDecoder(testa), l, saltati}, converti, p, yield)
				return
			}
			l.Libera()
			leggiRighe(testa, l.Riga(), converti, p, yield)
			return
		}
	}
}

func isBianco(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// leggiRighe reads one object a line, from line n on.
func leggiRighe(r *bufio.Reader, n int, converti aEvento, p Provenienza, yield func(Evento, error) bool) {
	var riga []byte
	for ; ; n++ {
		var err error
		riga, err = leggiRiga(r, riga[:0])
		if err != nil && !errors.Is(err, io.EOF) {
			yield(Evento{}, fineLettura(err, n))
			return
		}
		if testo := bytes.TrimSpace(riga); len(testo) > 0 {
			e, errRecord := leggiOggetto(testo, converti, p)
			if !yield(e, aRiga(errRecord, n)) {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// leggiRiga appends the next line to b.
func leggiRiga(r *bufio.Reader, b []byte) ([]byte, error) {
	for {
		pezzo, err := r.ReadSlice('\n')
		if b = append(b, pezzo...); len(b) > MaxRecord {
			return nil, ingresso.ErrLungo
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return b, err
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
		if err != nil || !isBianco(b) && b != ',' {
			return offset
		}
		offset++
	}
}

// leggiArray reads the objects of an array, each decoded when it is reached.
func leggiArray(a *array, converti aEvento, p Provenienza, yield func(Evento, error) bool) {
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
		e, err := leggiOggetto(grezzo, converti, p)
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
func fineFile(c Codice, err error, riga int) error {
	var e *Errore
	switch {
	case errors.Is(err, ingresso.ErrLungo):
		return &Errore{Codice: CodiceLimite, Riga: riga, Err: errRecordLungo}
	case errors.As(err, &e): // of the archive
		return err
	}
	return &Errore{Codice: c, Riga: riga, Err: fmt.Errorf("%w: %w", ErrFormato, err)}
}

// MaxRecord is how many bytes one record of a journal may take.
const MaxRecord = 1 << 20

var errRecordLungo = fmt.Errorf("%w: record di oltre %d byte", ErrLimite, MaxRecord)

// leggiOggetto reads one object, whole.
func leggiOggetto(b []byte, converti aEvento, p Provenienza) (Evento, error) {
	r, err := ParseRecord(b)
	if err != nil {
		return Evento{}, err
	}
	return converti(r, p)
}

// ParseRecord reads the JSON object of one record. Members are taken by their
// exact names; one that is unknown, or stands twice, is a MEMBRO error, and
// anything that is not such an object a JSON error; both are ErrRecord. A null
// member is an absent one.
func ParseRecord(b []byte) (Record, error) {
	if !utf8.Valid(b) {
		return Record{}, rifiutaRecord(CodiceTesto, "", "")
	}
	if !json.Valid(b) {
		return Record{}, rifiutaJSON(json.Unmarshal(b, new(json.RawMessage)), "")
	}
	testo := strings.TrimLeft(string(b), " \t\r\n")
	if testo[0] != '{' {
		return Record{}, rifiutaJSON(errors.New("il record non è un oggetto"), "")
	}
	var r Record
	if err := leggiMembri(testo, "", r.membro); err != nil {
		return Record{}, err
	}
	return r, nil
}

func rifiutaJSON(err error, campo string) error {
	e := &Errore{Codice: CodiceJSON, Campo: campo, Err: fmt.Errorf("%w: %w", ErrRecord, err)}
	var tipo *json.UnmarshalTypeError
	if errors.As(err, &tipo) {
		e.Valore = tipo.Value
	}
	return e
}

// leggiMembri reads the members of an object into the places that dove tells,
// nil for a name that is unknown. dentro comes before the names in the errors.
func leggiMembri(testo, dentro string, dove func(nome string) any) error {
	var visti membri.Visti
	for nome, v := range membri.Di(testo) {
		dst := dove(nome)
		if dst == nil || !visti.Aggiungi(nome) {
			return rifiutaRecord(CodiceMembro, dentro+nome, "")
		}
		if err := leggiMembro(dst, dentro+nome, v); err != nil {
			return err
		}
	}
	return nil
}

// leggiMembro reads a value. No member but error is an object.
func leggiMembro(dst any, nome, v string) error {
	testo, isTesto := dst.(*string)
	descrittore, isErrore := dst.(**DescrittoreErrore)
	switch {
	case isErrore && v[0] == '{':
		*descrittore = new(DescrittoreErrore)
		return leggiMembri(v, nome+".", (*descrittore).membro)
	case v[0] == '{' || v[0] == '[':
		return &Errore{Codice: CodiceJSON, Campo: nome, Err: ErrRecord}
	case isTesto && v[0] == '"':
		*testo, _ = membri.Testo(v)
		return nil
	}
	if err := json.Unmarshal([]byte(v), dst); err != nil {
		return rifiutaJSON(err, nome)
	}
	return nil
}

// membro returns the place of a member, nil for a name that is none.
// encoding/json would match names whatever their case.
func (r *Record) membro(nome string) any {
	switch nome {
	case "dateTime":
		return &r.DateTime
	case "idDominio":
		return &r.IdDominio
	case "iuv":
		return &r.IUV
	case "ccp":
		return &r.CCP
	case "eventCode":
		return &r.EventCode
	case "eventDescription":
		return &r.EventDescription
	case "error":
		return &r.Error
	}
	return nil
}

// membro is that of Record.
func (d *DescrittoreErrore) membro(nome string) any {
	switch nome {
	case "id":
		return &d.ID
	case "faultCode":
		return &d.FaultCode
	case "faultString":
		return &d.FaultString
	case "description":
		return &d.Description
	case "serial":
		return &d.Serial
	case "originalFaultCode":
		return &d.OriginalFaultCode
	case "originalFaultString":
		return &d.OriginalFaultString
	case "originalDescription":
		return &d.OriginalDescription
	}
	return nil
}
