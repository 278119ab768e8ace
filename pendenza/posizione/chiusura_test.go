package posizione_test

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/posizione"
)

// leggiFile reads a mass file, which is refused when one of its positions is.
func leggiFile(r io.Reader) (any, int, error) {
	var righe []posizione.RigaFile
	avvertenze := 0
	for x, err := range posizione.LeggiFile(r) {
		if err == nil {
			err = x.Errore
		}
		if err != nil {
			return nil, 0, err
		}
		avvertenze += len(x.Avvertenze)
		righe = append(righe, x)
	}
	return righe, avvertenze, nil
}

func porte() []prova.Porta {
	v3 := prova.Scrive(func(p posizione.Posizione) ([]byte, error) { return p.Append(nil, posizione.V3) })
	// What SEND has spent is told by GPD, and asked of nobody, nor are members of others; texts are written on one line.
	spesa := []cmp.Option{
		cmp.Comparer(func(a, b string) bool { return avviso.UnaRiga(a) == avviso.UnaRiga(b) }),
		cmp.FilterPath(func(p cmp.Path) bool { n := p.Last().String(); return n == ".NotificationFee" || n == ".Ignoti" }, cmp.Ignore()),
	}
	return []prova.Porta{
		{Nome: "Parse", Forma: prova.JSON, Semi: []string{duePiuUna}, Leggi: prova.Legge(posizione.Parse), Scrivi: v3, Confronto: spesa},
		{Nome: "Leggi", Forma: prova.JSON, Semi: []string{duePiuUna}, Leggi: prova.Tollera(posizione.Leggi), Scrivi: v3, Confronto: spesa},
		{
			Nome: "LeggiFile", Forma: prova.JSON, Leggi: prova.Intero(leggiFile), InPezzi: leggiFile,
			Semi: []string{`{"operation":"CREATE","paymentPositions":[` + duePiuUna + `]}`, `{"paymentPositionIUPDs":["a","b"]}`, `{"page_info":{"page":0},"payment_position_list":[` + duePiuUna + `]}`},
		},
	}
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte()) }

// TestFileGuasto: what is wrong behind an element, and a byte that is no UTF-8 in an IUPD
// to delete, are told with the member.
func TestFileGuasto(t *testing.T) {
	for testo, campo := range map[string]string{
		`{"paymentPositionIUPDs":["a"}`:                               "paymentPositionIUPDs",
		"{\"paymentPositionIUPDs\":[\"a\xff\"]}":                      "paymentPositionIUPDs[0]",
		`{"page_info":{"page":0,"page":1},"paymentPositionIUPDs":[]}`: "page_info",
	} {
		_, _, err := leggiFile(strings.NewReader(testo))
		var e *pendenza.Errore
		require.ErrorAs(t, err, &e, testo)
		require.Equal(t, pendenza.CodiceJSON, e.Codice, testo)
		require.Equal(t, campo, e.Campo, testo)
	}
}
