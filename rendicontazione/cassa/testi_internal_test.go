package cassa

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCausaleDi(t *testing.T) {
	for _, tt := range []struct {
		luoghi []string
		want   string
	}{
		{nil, ""},
		{[]string{"", " "}, ""},
		{[]string{"a", "b"}, "a | b"},
		{[]string{"", "b\nc", ""}, "b\nc"},
		{[]string{"BONIFICO a", "a", "BONIFICO"}, "BONIFICO a"},
		{[]string{"a", "BONIFICO a"}, "a | BONIFICO a"}, // only an earlier place leaves a later one out
		{[]string{"a ", " b"}, "a | b"},
	} {
		require.Equal(t, tt.want, causaleDi(tt.luoghi...))
	}
}
