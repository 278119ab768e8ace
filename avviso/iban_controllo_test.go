package avviso_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// Of the check digits from 02 to 98 one is right for each account, and every one of them
// is for some (ISO 13616); an Italian account begins with a letter.
func TestIBANCifreDiControllo(t *testing.T) {
	for paese, forma := range map[string]string{"IT": "X0542811101%012d", "SM": "U0322509800%012d", "DE": "37040044%010d"} {
		trovate := map[int]bool{}
		for conto := range 600 {
			giuste := 0
			for c := range 100 {
				if _, err := avviso.ParseIBAN(fmt.Sprintf("%s%02d"+forma, paese, c, conto)); err == nil {
					giuste++
					trovate[c] = true
				}
			}
			require.Equal(t, 1, giuste, "%s %d", paese, conto)
		}
		require.Len(t, trovate, 97, paese)
		require.True(t, trovate[2] && trovate[98], paese)
	}
	for c := range 100 {
		_, err := avviso.ParseIBAN(fmt.Sprintf("IT%02d50542811101000000123456", c))
		require.Error(t, err)
	}
}
