package comandi

import "encoding/json"

// documentoJSON is a JSON document to read: as text, as it is, or as its bytes.
type documentoJSON struct {
	JSON   json.RawMessage `json:"json"`
	Base64 byteBase64      `json:"base64"`
}

// byte returns the bytes of the document.
func (d documentoJSON) byte() ([]byte, error) {
	switch {
	case d.JSON != nil && d.Base64 != nil:
		return nil, richiestaErrata("json oppure base64")
	case d.Base64 != nil:
		return d.Base64, nil
	case !presente(d.JSON):
		return nil, richiestaErrata("manca json")
	}
	var s string
	if json.Unmarshal(d.JSON, &s) == nil {
		return []byte(s), nil
	}
	return d.JSON, nil
}
