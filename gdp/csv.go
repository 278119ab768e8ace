package gdp

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"

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
	return ingresso.FinoAllErrore(leggiCSV(r, Record.Evento, p))
}

// LeggiCSV is ParseCSV that keeps the rest, on the terms of LeggiJSON; a line
// with the wrong number of fields, or with misplaced quotes, is a bad record.
func LeggiCSV(r io.Reader, p Provenienza) iter.Seq2[Evento, error] {
	return leggiCSV(r, Record.evento, p)
}

func leggiCSV(r io.Reader, converti aEvento, p Provenienza) iter.Seq2[Evento, error] {
	return func(yield func(Evento, error) bool) {
		l := ingresso.Nuovo(r, MaxRecord)
		c := csv.NewReader(l)
		c.Comma, c.ReuseRecord, c.FieldsPerRecord = ';', true, len(intestazioneCSV)
		campi, err := c.Read()
		if err == nil && !slices.Equal(campi, intestazioneCSV) {
			err = errors.New("intestazione inattesa")
		}
		if err != nil {
			yield(Evento{}, fineFile(CodiceCSV, err, l.Riga()))
			return
		}
		for {
			riga := l.Avanti(c.InputOffset())
			campi, err := c.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if e, err := leggiCampi(c, campi, err, riga, converti, p); !yield(e, err) || err != nil && !delRecord(err) {
				return
			}
		}
	}
}

// leggiCampi reads the fields of one record, or tells why there are none; qui is
// the line that the reader had come to.
func leggiCampi(c *csv.Reader, campi []string, err error, qui int, converti aEvento, p Provenienza) (Evento, error) {
	if err != nil {
		return Evento{}, campiGuasti(err, qui)
	}
	riga, _ := c.FieldPos(0)
	r := Record{
		DateTime: campi[0], IdDominio: campi[1], IUV: campi[2], CCP: campi[3], EventCode: campi[4], EventDescription: campi[5],
	}
	if campi[6] != "" || campi[7] != "" || campi[8] != "" {
		r.Error = &DescrittoreErrore{FaultCode: nodo.FaultCode(campi[6]), FaultString: campi[7], Description: campi[8]}
	}
	e, err := converti(r, p)
	return e, aRiga(err, riga)
}

// campiGuasti is the refusal of a record, or of the file.
func campiGuasti(err error, qui int) error {
	if posto, ok := errors.AsType[*csv.ParseError](err); ok {
		return &Errore{
			Codice: CodiceCSV, Riga: posto.StartLine, Colonna: posto.Column, Err: errore.Coppia(ErrRecord, inItaliano(posto.Err)),
		}
	}
	return fineFile(CodiceCSV, err, qui)
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
