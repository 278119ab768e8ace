package flusso_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func rifiutoConPosto(t *testing.T, err error) {
	t.Helper()
	var e *flusso.Errore
	require.ErrorAs(t, err, &e)
	require.Positive(t, e.Riga)
	require.Positive(t, e.Colonna)
}

// TestDocumentiAvversi gives the readers of whole documents, XML and JSON, what is
// made to exhaust them.
func TestDocumentiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	aa := prova.AttacchiXML(t, []byte(leggiFile(t, "flusso.xml")), true)
	t.Run("Parse", func(t *testing.T) {
		prova.Rifiutati(t, aa, 6*prova.Mega, func(b []byte) error { _, err := flusso.Parse(b); return err }, rifiutoConPosto)
	})
	t.Run("Leggi", func(t *testing.T) {
		prova.Rifiutati(t, aa, 6*prova.Mega, func(b []byte) error { _, _, err := flusso.Leggi(b); return err }, rifiutoConPosto)
	})
	for nome, leggi := range map[string]func([]byte) error{
		"LeggiFdR3":        func(b []byte) error { _, _, err := flusso.LeggiFdR3(b); return err },
		"ParseTestataFdR3": func(b []byte) error { _, _, err := flusso.ParseTestataFdR3(b); return err },
		"LeggiPaginaFdR3":  func(b []byte) error { _, _, err := flusso.LeggiPaginaFdR3(b); return err },
	} {
		t.Run(nome, func(t *testing.T) {
			for _, membro := range []string{"status", "ignoto"} {
				for _, a := range prova.AttacchiJSON(membro, nome == "LeggiFdR3" && membro == "status") {
					var err error
					n := prova.Assegnati(func() { err = leggi(a.Dati) })
					rifiutoConPosto(t, err)
					require.LessOrEqual(t, n, uint64(10*len(a.Dati)+64<<10), a.Nome)
					require.Less(t, len(err.Error()), 2000, a.Nome)
				}
			}
		})
	}
}

// TestFlussiAvversi reads streams of gigabytes: each is left soon.
func TestFlussiAvversi(t *testing.T) {
	prova.SenzaRace(t)
	testata, righe, _ := strings.Cut(leggiFile(t, "flusso.xml"), "<pay_i:datiSingoliPagamenti>")
	if righe == "" {
		testata, righe, _ = strings.Cut(leggiFile(t, "flusso.xml"), "<datiSingoliPagamenti>")
	}
	require.NotEmpty(t, righe)
	const giga = 1 << 30
	tests := []struct {
		nome, testa, blocco string
		opzioni             []flusso.Opzione
		codice              avviso.Codice
		letti               int64
	}{
		{"nested", "", "<a>", nil, "", prova.Mega},
		{"nested in the header", testata, "<a>", nil, "", prova.Mega},
		{"text in the header", testata, "x", nil, "", 2 * prova.Mega},
		{"white space in the header", testata, " ", nil, flusso.CodiceLimite, 2 * prova.Mega},
		{"a name", testata + "<", "x", nil, flusso.CodiceLimite, prova.Mega},
		{"a comment, bounded", testata + "<!--", "x", []flusso.Opzione{flusso.ConMaxByte(4 * prova.Mega)}, flusso.CodiceLimite, 5 * prova.Mega},
		{"comments, bounded", testata, "<!--x-->", []flusso.Opzione{flusso.ConMaxByte(4 * prova.Mega)}, flusso.CodiceLimite, 5 * prova.Mega},
	}
	for _, tt := range tests {
		for nome, apri := range map[string]func(io.Reader, ...flusso.Opzione) (*flusso.Lettore, error){
			"strict": flusso.NuovoLettore, "lenient": flusso.NuovoLettoreTollerante,
		} {
			t.Run(tt.nome+", "+nome, func(t *testing.T) {
				in := prova.Ripeti(tt.testa, tt.blocco, giga/int64(len(tt.blocco)), "")
				var err error
				n := prova.Assegnati(func() {
					var l *flusso.Lettore
					if l, err = apri(in, tt.opzioni...); err == nil {
						for _, err = range l.Righe() {
						}
					}
				})
				rifiutoConPosto(t, err)
				if tt.codice != "" {
					require.Equal(t, tt.codice, codiceDi(t, err))
				}
				require.Less(t, n, uint64(6*prova.Mega))
				require.LessOrEqual(t, in.Letti(), tt.letti)
			})
		}
	}
}

// unaRiga is a row of the official schema.
const unaRiga = `<datiSingoliPagamenti><identificativoUnivocoVersamento>01000000001122010</identificativoUnivocoVersamento>` +
	`<identificativoUnivocoRiscossione>5d6e7f0000000001</identificativoUnivocoRiscossione><singoloImportoPagato>1.00</singoloImportoPagato>` +
	`<codiceEsitoSingoloPagamento>0</codiceEsitoSingoloPagamento><dataEsitoSingoloPagamento>2024-07-25</dataEsitoSingoloPagamento></datiSingoliPagamenti>`

// TestRigheAvverse: rows without end, all with one key: as many as are allowed are
// read, in memory that their texts take.
func TestRigheAvverse(t *testing.T) {
	s := leggiFile(t, "flusso.xml")
	apre := s[:strings.Index(s, "datiSingoliPagamenti")]
	apre = apre[:strings.LastIndexByte(apre, '<')]
	riga := unaRiga
	if i := strings.LastIndexByte(s[:strings.Index(s, "datiSingoliPagamenti")], '<'); s[i+1:i+2] != "d" { // a prefix
		p := s[i+1 : strings.Index(s, "datiSingoliPagamenti")]
		riga = strings.NewReplacer("</", "</"+p, "<", "<"+p).Replace(riga)
	}
	in := prova.Ripeti(apre, riga, 1<<40, "")
	l, err := flusso.NuovoLettore(in, flusso.ConMaxRighe(1000))
	require.NoError(t, err)
	righe := 0
	for _, err = range l.Righe() {
		righe++
	}
	require.Equal(t, flusso.CodiceTroppeRighe, codiceDi(t, err))
	require.Equal(t, 1001, righe) // the last is the error
	require.Less(t, in.Letti(), int64(len(apre)+1002*len(riga)+128<<10))

	prova.Lineare(t, 2000, func(n int) func() {
		f := flusso.Flusso{Testata: campione().Testata, Righe: make([]flusso.Riga, n)}
		for i := range f.Righe {
			f.Righe[i] = campione().Righe[0]
		}
		return func() {
			if a, _ := f.Anomalie(); len(a) < n-1 {
				t.Fatal(len(a))
			}
		}
	})
}

// TestUnMilioneDiCopie: as many copies of one version, equal or all different, are
// told apart by sorting; comparing each with the others would take 10^12 steps.
func TestUnMilioneDiCopie(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 5_000
	}
	prova.Lineare(t, n/10, func(n int) func() {
		copie := make([]flusso.Flusso, n)
		for i := range copie {
			copie[i] = flusso.Flusso{Testata: campione().Testata}
			copie[i].ImportoTotalePagamenti = avviso.ImportoDaCentesimi(int64(i) * 7919 % int64(n))
		}
		return func() {
			v := flusso.Raggruppa(copie)
			if len(v) != 1 || len(v[0].Tutte) != 1 || len(v[0].Conflitti) != 1 || len(v[0].Conflitti[0].Altri) != n-1 {
				t.Fatal(len(v))
			}
		}
	})
}

// TestNumeriAvversi puts numbers where the amounts of FdR 3 stand.
func TestNumeriAvversi(t *testing.T) {
	prova.SenzaRace(t)
	for _, s := range prova.Numeri() {
		for _, membro := range []string{"sumPayments", "totPayments"} {
			dati := fmt.Appendf(nil, `{"%s":%s}`, membro, s)
			var err error
			n := prova.Assegnati(func() { _, _, err = flusso.ParseTestataFdR3(dati) })
			rifiutoConPosto(t, err)
			require.NotEqual(t, flusso.CodiceObbligatorio, codiceDi(t, err), "%.20s", s)
			require.LessOrEqual(t, n, uint64(16*len(dati)+64<<10))
		}
		dati := bytes.Replace(con(t), []byte(">100.00<"), []byte(">"+s+"<"), 1)
		require.NotEqual(t, con(t), dati)
		for _, leggi := range []func([]byte) error{
			func(b []byte) error { _, err := flusso.Parse(b); return err },
			func(b []byte) error { _, _, err := flusso.Leggi(b); return err },
		} {
			var err error
			n := prova.Assegnati(func() { err = leggi(dati) })
			rifiutoConPosto(t, err)
			require.LessOrEqual(t, n, uint64(16*len(s)+64<<10))
		}
	}
}
