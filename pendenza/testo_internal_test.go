package pendenza

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// TestStampabile: whatever byte stands at whatever place, eight bytes at a time find what one
// after the other do.
func TestStampabile(t *testing.T) {
	for n := 1; n <= 20; n++ {
		for i := range n {
			for c := range 256 {
				s := strings.Repeat("a", i) + string([]byte{byte(c)}) + strings.Repeat("~", n-i-1)
				trovati, ok := stampabile(s)
				require.Equal(t, c >= ' ' && c < 0x7F, ok, "%q", s)
				if ok {
					require.Equal(t, utf8.RuneCountInString(s), trovati, "%q", s)
				}
			}
		}
	}
	n, ok := stampabile("Università di Forlì, è qui")
	require.True(t, ok)
	require.Equal(t, 26, n)
}
