package membri

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// AppendTesto appends a text as a JSON string, without the escapes meant for HTML
// pages. Most are plain.
func AppendTesto(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			return appendFughe(b, s)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// appendFughe appends a text that may need escapes; it cannot fail.
func appendFughe(b []byte, s string) []byte {
	var buffer bytes.Buffer
	c := json.NewEncoder(&buffer)
	c.SetEscapeHTML(false)
	_ = c.Encode(s)
	return append(b, bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))...)
}
