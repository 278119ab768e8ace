package gdp_test

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
)

func porte(t testing.TB) []prova.Porta {
	t.Helper()
	const nomeZip = "GDP_EC_77777777777_20200131_1.zip"
	righe := []string{rigaEsempio + "\n" + rigaEsempio + "\n", "[" + rigaEsempio + ",\n" + rigaEsempio + "]"}
	const riga = "2020-01-31T10:15:30.123Z;77777777777;01234567890123456;n/a;RPT_PAGATA;RPT pagata;PPT_SEMANTICA;a;b\n"
	tabelle := []string{intestazione + "\n" + riga + riga, intestazione + "\n2020-01-31T10:15:30Z;77777777777;1;n/a;RPT_PAGATA;\"a;\"\"b\"\"\";;;\n"}
	giornale := func(nome string, forma prova.Forma, leggi func(io.Reader, gdp.Provenienza) iter.Seq2[gdp.Evento, error], scrivi func(io.Writer, iter.Seq[gdp.Evento]) error, semi []string) prova.Porta {
		pezzi := prova.Scorre(func(r io.Reader) iter.Seq2[gdp.Evento, error] { return leggi(r, diEC) })
		return prova.Porta{
			Nome: nome, Forma: forma, Semi: semi, Leggi: prova.Intero(pezzi), InPezzi: pezzi, Confronto: []cmp.Option{descrizioneUfficiale},
			Scrivi: prova.Scrive(func(e []gdp.Evento) ([]byte, error) {
				var b bytes.Buffer
				err := scrivi(&b, slices.Values(e))
				return b.Bytes(), err
			}),
			NonScritto: func(x any, err error) string {
				for _, e := range x.([]gdp.Evento) { //nolint:forcetypeassert // as read
					if e.EventCode == 0 || e.EventCode.Storico() {
						return "a code that is in no list, or in none any more, is kept and not written"
					}
				}
				return ""
			},
		}
	}
	zip, err := gdp.CostruisciArchivio(nomeEsempio(t), gdp.FormaJSON, slices.Values([]gdp.Evento{eventoEsempio}))
	require.NoError(t, err)
	// The members of an archive, repeated or hidden, are those of TestArchivioCasi.
	archivio := func(nome string, apri func(string, io.ReaderAt, int64, gdp.Limiti) (*gdp.Archivio, error)) prova.Porta {
		return prova.Porta{Nome: nome, Forma: prova.Binario, Semi: []string{string(zip)}, Leggi: func(b []byte) (any, int, error) {
			a, err := apri(nomeZip, bytes.NewReader(b), int64(len(b)), gdp.Limiti{})
			if err != nil {
				return nil, 0, err
			}
			x, n, err := prova.Scorre(func(io.Reader) iter.Seq2[gdp.Evento, error] { return a.LeggiEventi() })(nil)
			return x, n, err
		}}
	}
	binario, err := accumulatoreVario(t).MarshalBinary()
	require.NoError(t, err)
	nomi := []string{nomeZip, "GDP_PSP_BCITITMM_2020-01-31_02.ZIP", "GDP_PSP_A_B_C_20200229_10.zip"}
	pp := []prova.Porta{
		giornale("ParseJSON", prova.JSON, gdp.ParseJSON, gdp.ScriviRighe, righe),
		giornale("LeggiJSON", prova.JSON, gdp.LeggiJSON, gdp.ScriviArray, righe),
		giornale("ParseCSV", prova.CSV(';'), gdp.ParseCSV, gdp.ScriviCSV, tabelle),
		giornale("LeggiCSV", prova.CSV(';'), gdp.LeggiCSV, gdp.ScriviCSV, tabelle),
		{Nome: "ParseRecord", Forma: prova.JSON, Semi: []string{rigaEsempio}, Leggi: prova.Legge(gdp.ParseRecord), Scrivi: prova.Scrive(func(r gdp.Record) ([]byte, error) { return json.Marshal(r) })},
		archivio("ApriArchivio Archivio.LeggiEventi", gdp.ApriArchivio), archivio("LeggiArchivio", leggiArchivio),
		{
			Nome: "Accumulatore.UnmarshalBinary", Forma: prova.Binario, Semi: []string{string(binario)},
			Leggi: func(b []byte) (any, int, error) {
				a := new(gdp.Accumulatore)
				err := a.UnmarshalBinary(b)
				return a, 0, err
			},
			Scrivi: prova.Scrive((*gdp.Accumulatore).MarshalBinary),
			Confronto: []cmp.Option{cmp.Comparer(func(a, b *gdp.Accumulatore) bool {
				x, _ := a.MarshalBinary()
				y, _ := b.MarshalBinary()
				return bytes.Equal(x, y)
			})},
		},
		{Nome: "ParseNomeFile", Forma: prova.Valore, Semi: nomi, Leggi: prova.Testo(gdp.ParseNomeFile), Scrivi: prova.Stringa},
	}
	return append(pp, prova.Testuale[gdp.NomeFile]("NomeFile", nomi...)...)
}

// descrizioneUfficiale: an event without a description is written with the official one, and
// a code in another spelling with its own.
var descrizioneUfficiale = cmp.FilterPath(func(p cmp.Path) bool {
	return p.Last().String() == ".EventDescription" || p.Last().String() == ".CodiceScritto"
},
	cmp.Comparer(func(a, b string) bool { return a == b || a == "" || b == "" }))

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(t), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte(f)) }
