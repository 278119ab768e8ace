package xmlrigido_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

func TestAperture(t *testing.T) {
	tests := []struct {
		testo string
		want  []string
	}{
		{"", nil},
		{"ciao", nil},
		{"<a><b/><c d='<e>'>x</c><p:f\n>", []string{"a", "b", "c", "e", "f"}},
		{"<a:b:RT/><:x><x<y>", []string{"RT", "y"}},
		{`<x a="RT "><RT`, []string{"x", "RT"}},
		{`</a><q"><?xml v?><!-- <z> -->`, []string{"?xml", "!--", "z"}},
		{"<", nil},
		{"<p:", nil},
	}
	for _, tt := range tests {
		var got []string
		for n := range xmlrigido.Aperture([]byte(tt.testo)) {
			got = append(got, string(n))
		}
		require.Equal(t, tt.want, got, tt.testo)
	}
	for range xmlrigido.Aperture([]byte("<a><b>")) {
		break
	}
}
