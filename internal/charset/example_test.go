package charset_test

import (
	"fmt"
	"io"
	"strings"

	"github.com/quietanza/quietanza/internal/charset"
)

func Example() {
	c, err := charset.ParseCodifica("cp1252")
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := charset.NuovoLettore(strings.NewReader("citt\xE0, 100 \x80"), c)
	if err != nil {
		fmt.Println(err)
		return
	}
	testo, err := io.ReadAll(r)
	fmt.Println(c, string(testo), err)

	_, err = c.AppendUTF8(nil, []byte("\x81"))
	fmt.Println(err)
	// Output:
	// windows-1252 città, 100 € <nil>
	// charset: windows-1252: carattere che l'insieme di caratteri non ha: 0x81 al byte 0
}
