package comandi

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxRiga bounds one request: 64 MiB.
const maxRiga = 64 << 20

var (
	errRigaLunga = errors.New("riga di oltre 64 MiB")
	errRifiutate = errors.New("righe rifiutate")
)

// rispondi answers every line of in, in order, flushing when the input pauses.
// It fails only when reading or writing fails, and at the end, where the command is
// strict, with errRifiutate when a line was refused.
func rispondi(c comando, in io.Reader, out io.Writer) error {
	rifiutate := false
	r := bufio.NewReaderSize(in, 1<<16)
	w := bufio.NewWriterSize(out, 1<<16)
	var riga, risposta []byte
	for {
		var errLettura error
		riga, errLettura = leggiRiga(r, riga[:0])
		if errLettura != nil && !errors.Is(errLettura, errRigaLunga) {
			if errors.Is(errLettura, io.EOF) {
				if err := w.Flush(); err != nil || !rifiutate {
					return err
				}
				return errRifiutate
			}
			return errors.Join(w.Flush(), errLettura)
		}
		accolta := false
		if errLettura != nil {
			risposta = appendRifiuto(risposta[:0], nil, &errRichiesta{errLettura})
		} else {
			risposta, accolta = appendRisposta(risposta[:0], c, riga)
		}
		rifiutate = rifiutate || c.rigoroso && !accolta
		if _, err := w.Write(append(risposta, '\n')); err != nil {
			return err
		}
		if r.Buffered() == 0 {
			if err := w.Flush(); err != nil {
				return err
			}
		}
	}
}

// leggiRiga appends the next line, without its end, to b. A line over the
// limit is read to its end and dropped, so that the next one is answered.
func leggiRiga(r *bufio.Reader, b []byte) ([]byte, error) {
	lunga, letto := false, false
	for {
		pezzo, err := r.ReadSlice('\n')
		letto = letto || len(pezzo) > 0
		if lunga = lunga || len(b)+len(pezzo) > maxRiga+1; !lunga {
			b = append(b, pezzo...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (!errors.Is(err, io.EOF) || !letto):
			return b, err
		case lunga:
			return b[:0], errRigaLunga
		}
		return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r")), nil
	}
}

// appendRisposta appends the answer to one line, and reports whether it was accepted.
func appendRisposta(b []byte, c comando, riga []byte) ([]byte, bool) {
	id, resto, err := separaID(riga)
	if err != nil {
		return appendRifiuto(b, id, err), false
	}
	esito, err := c.esegui(resto)
	if err != nil {
		return appendRifiuto(b, id, err), false
	}
	corpo, err := codifica(esito)
	if err != nil {
		return appendRifiuto(b, id, fmt.Errorf("risposta: %w", err)), false
	}
	b = appendTesta(b, id, true)
	if len(corpo) > 2 {
		b = append(b, ',')
	}
	return append(b, corpo[1:]...), true
}

// codifica is json.Marshal without the escapes meant for HTML pages: most
// answers hold XML or URLs.
func codifica(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// appendTesta appends the opening of an answer: {"id":…,"ok":….
func appendTesta(b []byte, id json.RawMessage, ok bool) []byte {
	b = append(b, '{')
	if id != nil {
		b = append(b, `"id":`...)
		b = append(b, id...)
		b = append(b, ',')
	}
	return fmt.Appendf(b, `"ok":%t`, ok)
}

// appendRifiuto appends the answer to a request that was refused.
func appendRifiuto(b []byte, id json.RawMessage, err error) []byte {
	codice, campo := descrivi(err)
	errore, _ := codifica(struct {
		Codice    string `json:"codice"`
		Campo     string `json:"campo"`
		Messaggio string `json:"messaggio"`
	}{codice, campo, err.Error()})
	b = appendTesta(b, id, false)
	b = append(b, `,"errore":`...)
	b = append(b, errore...)
	return append(b, '}')
}
