package charset_test

import (
	"testing"

	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/internal/charset"
)

// TestPorteSenzaAllocazioni pins the doors of this package that allocate nothing.
func TestPorteSenzaAllocazioni(t *testing.T) {
	b := make([]byte, 0, 64)
	latino := []byte("citt\xe0 \x80")
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "ParseCodifica", Chiama: func() { _, _ = charset.ParseCodifica("windows-1252") }},
		prova.Porta{Nome: "AppendUTF8", Chiama: func() { b, _ = charset.Windows1252.AppendUTF8(b[:0], latino) }},
		prova.Porta{Nome: "Codifica.String", Chiama: func() { _ = charset.Windows1252.String() }},
	)
}
