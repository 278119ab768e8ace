package gdp

import (
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// TestParte: the payments of a body, whose IUVs differ in their last digits, are
// spread over all the parts, none of which gets more than three times its share.
func TestParte(t *testing.T) {
	const iuv = 100 * numeroParti
	var conti [numeroParti]int
	for n := range iuv {
		u, err := avviso.ParseIUV("0123456789012" + strings.Repeat("0", 4) + string([]byte{
			byte('0' + n/1000%10), byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10),
		}))
		require.NoError(t, err)
		conti[chiaveIUV{u, "n/a"}.impronta()%numeroParti]++
	}
	for parte, n := range conti {
		require.Positive(t, n, "part %d", parte)
		require.LessOrEqual(t, n, 3*iuv/numeroParti, "part %d", parte)
	}
}

// TestPropria: the text that an analysis keeps is not a part of the record.
func TestPropria(t *testing.T) {
	record := strings.Repeat("0", 17) + strings.Repeat("x", 1000)
	u, err := avviso.ParseIUV(record[:17])
	require.NoError(t, err)
	p := propria(u)
	require.Equal(t, u, p)
	require.NotSame(t, unsafe.StringData(record), unsafe.StringData(p.String()))
}
