package gdp

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
)

// formaIstante is the written form of dateTime: UTC with milliseconds.
const formaIstante = "2006-01-02T15:04:05.000Z"

// Record returns the record of an event: time in UTC with milliseconds and Z,
// the official description where the event has none. Refused: what
// Record.Evento would not take back, an event whose code is in no list
// (EVENT_CODE) and one of older lists (EVENT_CODE_STORICO), both ErrEventCode. A
// misspelling is written as the code it stands for.
func (e Evento) Record() (Record, error) {
	if e.EventCode.IsValid() {
		e.CodiceScritto = ""
	}
	e, err := e.normale()
	switch {
	case err != nil:
		return Record{}, err
	case e.EventCode == 0:
		return Record{}, &Errore{Codice: CodiceEventCode, Campo: "eventCode", Valore: e.CodiceScritto, Err: ErrEventCode}
	case e.EventCode.Storico():
		return Record{}, &Errore{Codice: CodiceStorico, Campo: "eventCode", Valore: e.EventCode.String(), Err: ErrEventCode}
	}
	descrizione := e.EventDescription
	if descrizione == "" {
		descrizione = e.EventCode.Descrizione()
	}
	return Record{
		DateTime: e.DateTime.Format(formaIstante), IdDominio: e.IdDominio.String(), IUV: e.IUV.String(), CCP: e.CCP,
		EventCode: e.EventCode.String(), EventDescription: descrizione, Error: e.Error,
	}, nil
}

// AppendJSON appends the JSON object of an event, without a line feed. The
// refusals are those of Evento.Record.
func AppendJSON(b []byte, e Evento) ([]byte, error) {
	r, err := e.Record()
	if err != nil {
		return b, err
	}
	buffer := bytes.NewBuffer(b)
	c := json.NewEncoder(buffer)
	c.SetEscapeHTML(false)
	if err := c.Encode(r); err != nil {
		return b, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

// ScriviRighe writes events as JSON lines, which ParseJSON takes back. It stops
// at the first event refused (see Evento.Record) or error of w.
func ScriviRighe(w io.Writer, eventi iter.Seq[Evento]) error {
	return scriviJSON(w, eventi, "", "", "\n", "\n")
}

// ScriviArray writes events as one JSON array, a line each, on the terms of
// ScriviRighe.
func ScriviArray(w io.Writer, eventi iter.Seq[Evento]) error {
	return scriviJSON(w, eventi, "[\n", "]\n", ",\n", "\n")
}

func scriviJSON(w io.Writer, eventi iter.Seq[Evento], prima, dopo, fra, ultimo string) error {
	if _, err := io.WriteString(w, prima); err != nil {
		return err
	}
	var b []byte
	n := 0
	for e := range eventi {
		b = b[:0]
		if n++; n > 1 {
			b = append(b, fra...)
		}
		var err error
		if b, err = AppendJSON(b, e); err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	if n > 0 {
		dopo = ultimo + dopo
	}
	_, err := io.WriteString(w, dopo)
	return err
}
