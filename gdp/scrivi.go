package gdp

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"iter"
	"time"

	"github.com/quietanza/quietanza/internal/membri"
)

// formaIstante is the written form of dateTime: UTC with milliseconds.
const formaIstante = "2006-01-02T15:04:05.000Z"

// Record returns the record of an event: time in UTC with milliseconds and Z,
// the official description where the event has none. Refused: what
// Record.Evento would not take back, an event whose code is in no list
// (EVENT_CODE) and one of older lists (EVENT_CODE_STORICO), both ErrEventCode. A
// misspelling is written as the code it stands for.
func (e Evento) Record() (Record, error) {
	if err := e.daScrivere(); err != nil {
		return Record{}, err
	}
	return Record{
		DateTime: e.DateTime.Format(formaIstante), IdDominio: e.IdDominio.String(), IUV: e.IUV.String(), CCP: e.CCP,
		EventCode: e.EventCode.String(), EventDescription: e.EventDescription, Error: e.Error,
	}, nil
}

// daScrivere makes of an event what its record says, or refuses it.
func (e *Evento) daScrivere() error {
	if e.EventCode.IsValid() {
		e.CodiceScritto = ""
	}
	err := e.normalizza()
	switch {
	case err != nil:
		return err
	case e.EventCode == 0:
		return &Errore{Codice: CodiceEventCode, Campo: "eventCode", Valore: e.CodiceScritto, Err: ErrEventCode}
	case e.EventCode.Storico():
		return &Errore{Codice: CodiceStorico, Campo: "eventCode", Valore: e.EventCode.String(), Err: ErrEventCode}
	}
	if e.EventDescription == "" {
		e.EventDescription = e.EventCode.Descrizione()
	}
	return nil
}

// AppendJSON appends the JSON object of an event, without a line feed: that of
// its Record. The refusals are those of Evento.Record.
func AppendJSON(b []byte, e Evento) ([]byte, error) {
	if err := e.daScrivere(); err != nil {
		return b, err
	}
	b = appendIstante(append(b, `{"dateTime":"`...), e.DateTime)
	if e.IdDominio.IsValid() {
		b = e.IdDominio.AppendTo(append(b, `","idDominio":"`...))
	}
	b = e.IUV.AppendTo(append(b, `","iuv":"`...))
	b = membri.AppendTesto(append(b, `","ccp":`...), e.CCP)
	if e.EventDescription == e.EventCode.Descrizione() {
		b = append(b, codiciScritti[e.EventCode]...)
	} else {
		b = appendCodice(b, e.EventCode, e.EventDescription)
	}
	if e.Error != nil {
		b = appendValore(append(b, `,"error":`...), e.Error)
	}
	return append(b, '}'), nil
}

// codiciScritti are the codes with their official descriptions, as JSON has them.
var codiciScritti = func() (t [ultimoEventCode + 1][]byte) {
	for c := range EventCodes() {
		t[c] = appendCodice(nil, c, c.Descrizione())
	}
	return t
}()

func appendCodice(b []byte, c EventCode, descrizione string) []byte {
	b = append(append(append(b, `,"eventCode":"`...), c.String()...), '"')
	if descrizione == "" {
		return b
	}
	return membri.AppendTesto(append(b, `,"eventDescription":`...), descrizione)
}

// appendIstante appends an instant of UTC as formaIstante has it.
func appendIstante(b []byte, t time.Time) []byte {
	anno, mese, giorno := t.Date()
	h, m, s := t.Clock()
	ms := t.Nanosecond() / int(time.Millisecond)
	b = append(b, cifra(anno/1000), cifra(anno/100%10), cifra(anno/10%10), cifra(anno%10), '-')
	b = append(b, cifra(int(mese)/10), cifra(int(mese)%10), '-', cifra(giorno/10), cifra(giorno%10), 'T')
	b = append(b, cifra(h/10), cifra(h%10), ':', cifra(m/10), cifra(m%10), ':', cifra(s/10), cifra(s%10), '.')
	return append(b, cifra(ms/100), cifra(ms/10%10), cifra(ms%10), 'Z')
}

func cifra(n int) byte { return byte('0' + n) }

// appendValore appends an error as JSON, which cannot fail.
func appendValore(b []byte, v any) []byte {
	var buffer bytes.Buffer
	c := json.NewEncoder(&buffer)
	c.SetEscapeHTML(false)
	_ = c.Encode(v)
	return append(b, bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))...)
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

// blocco is how much is written at once.
const blocco = 4 << 10

func scriviJSON(w io.Writer, eventi iter.Seq[Evento], prima, dopo, fra, ultimo string) error {
	if eventi == nil {
		return errNullo("eventi")
	}
	b := append(make([]byte, 0, blocco+maxTesto), prima...)
	n := 0
	for e := range eventi {
		finora := len(b)
		if n++; n > 1 {
			b = append(b, fra...)
		}
		var rifiuto error
		if b, rifiuto = AppendJSON(b, e); rifiuto != nil {
			b = b[:finora]
		} else if len(b) < blocco {
			continue
		}
		if _, err := w.Write(b); err != nil || rifiuto != nil {
			return cmp.Or(err, rifiuto)
		}
		b = b[:0]
	}
	if n > 0 {
		b = append(b, ultimo...)
	}
	_, err := w.Write(append(b, dopo...))
	return err
}
