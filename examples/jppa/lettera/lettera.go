// Package lettera writes a mail in the form of RFC 5322, with one document attached.
package lettera

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// Lettera is a mail.
type Lettera struct {
	Da      mail.Address
	A       string
	CC      []string
	Oggetto string
	Testo   string // plain text, LF line ends
	Quando  time.Time
	// Allegato is the name of what is attached, "" for nothing; Tipo is its type.
	Allegato, Tipo string
	Corpo          []byte
}

// confine divides the parts of a message: no part has a line like it, for one is base64 and the
// other quoted-printable, which writes "=" as "=3D".
const confine = "=_quietanza_="

// Componi writes the mail. What is written is the same for the same message.
func (e *Lettera) Componi() ([]byte, error) {
	var b bytes.Buffer
	testata := func(nome, valore string) { fmt.Fprintf(&b, "%s: %s\r\n", nome, valore) }
	cc := make([]string, len(e.CC))
	for i, a := range e.CC {
		cc[i] = (&mail.Address{Address: a}).String()
	}
	testata("From", e.Da.String())
	testata("To", (&mail.Address{Address: e.A}).String())
	if len(cc) > 0 {
		testata("Cc", strings.Join(cc, ", "))
	}
	testata("Subject", mime.QEncoding.Encode("utf-8", e.Oggetto))
	testata("Date", e.Quando.Format(time.RFC1123Z))
	testata("MIME-Version", "1.0")
	testata("Content-Type", mime.FormatMediaType("multipart/mixed", map[string]string{"boundary": confine}))
	b.WriteString("\r\n")
	m := multipart.NewWriter(&b)
	if err := m.SetBoundary(confine); err != nil {
		return nil, err
	}
	testo, err := m.CreatePart(textproto.MIMEHeader{
		"Content-Type": {"text/plain; charset=utf-8"}, "Content-Transfer-Encoding": {"quoted-printable"},
	})
	if err != nil {
		return nil, err
	}
	q := quotedprintable.NewWriter(testo)
	if _, err := io.WriteString(q, e.Testo); err != nil {
		return nil, err
	}
	if err := q.Close(); err != nil {
		return nil, err
	}
	if e.Allegato != "" {
		if err := e.allega(m); err != nil {
			return nil, err
		}
	}
	err = m.Close()
	return b.Bytes(), err
}

// rigaBase64 is the longest line of base64 in a message (RFC 2045, 6.8).
const rigaBase64 = 76

func (e *Lettera) allega(m *multipart.Writer) error {
	w, err := m.CreatePart(textproto.MIMEHeader{
		"Content-Type":              {e.Tipo},
		"Content-Disposition":       {mime.FormatMediaType("attachment", map[string]string{"filename": e.Allegato})},
		"Content-Transfer-Encoding": {"base64"},
	})
	if err != nil {
		return err
	}
	testo := base64.StdEncoding.EncodeToString(e.Corpo)
	for len(testo) > 0 {
		n := min(rigaBase64, len(testo))
		if _, err := io.WriteString(w, testo[:n]+"\r\n"); err != nil {
			return err
		}
		testo = testo[n:]
	}
	return nil
}
