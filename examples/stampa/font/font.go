// Package font holds the fonts of the printed pages, each under the SIL Open Font License
// 1.1 (OFL*.txt beside it), unmodified: Titillium Web and Roboto Mono, which the model of
// the notice prescribes, and Liberation Sans for Greek and Cyrillic, which they lack.
package font

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the fonts
	"encoding/base64"
	"io"
)

// Liberation Sans, as TrueType.
var (
	//go:embed LiberationSans-Regular.ttf
	LiberationRegular []byte
	//go:embed LiberationSans-Bold.ttf
	LiberationBold []byte
)

//go:embed TitilliumWeb-Regular.ttf.gz.b64
var titilliumRegular []byte

//go:embed TitilliumWeb-Bold.ttf.gz.b64
var titilliumBold []byte

//go:embed RobotoMono-Regular.ttf.gz.b64
var robotoRegular []byte

//go:embed RobotoMono-Bold.ttf.gz.b64
var robotoBold []byte

// The fonts of the model, as TrueType.
var (
	TitilliumRegular = apri(titilliumRegular)
	TitilliumBold    = apri(titilliumBold)
	RobotoRegular    = apri(robotoRegular)
	RobotoBold       = apri(robotoBold)
)

// apri returns a font from its text; one that is damaged has no bytes, and a test sees it.
func apri(testo []byte) []byte {
	z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(testo)))
	if err != nil {
		return nil
	}
	ttf, err := io.ReadAll(z)
	if err != nil {
		return nil
	}
	return ttf
}
