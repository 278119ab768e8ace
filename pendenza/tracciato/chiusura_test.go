package tracciato_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiusura/prova"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// lettore reads a file, which is refused when one of its lines is.
func lettore(f tracciato.Formato, o tracciato.Opzioni) func(io.Reader) (any, int, error) {
	return func(r io.Reader) (any, int, error) {
		var righe []tracciato.Riga
		avvertenze := 0
		for x, err := range tracciato.Leggi(f, r, o) {
			switch {
			case err != nil:
				return nil, 0, err
			case x.Err != nil:
				return nil, 0, x.Err
			case len(x.Violazioni) > 0:
				return nil, 0, prova.Violata(x.Violazioni[0])
			}
			avvertenze += len(x.Avvertenze)
			righe = append(righe, x)
		}
		return righe, avvertenze, nil
	}
}

func porte(t testing.TB) []prova.Porta {
	t.Helper()
	buono := strings.Replace(dueJSON, `"10.000"`, `10`, 1)
	porta := func(nome string, f prova.Forma, formato tracciato.Formato, semi ...string) prova.Porta {
		pezzi := lettore(formato, tracciato.Opzioni{IdDominio: avviso.MustIdDominio("00429440068")})
		return prova.Porta{Nome: nome, Forma: f, Semi: semi, Leggi: prova.Intero(pezzi), InPezzi: pezzi}
	}
	testata := func(nome string, leggi func(io.Reader) (tracciato.Testata, error)) prova.Porta {
		pezzi := func(r io.Reader) (any, int, error) {
			t, err := leggi(r)
			return t, len(t.Avvertenze), err
		}
		const righe = "lines are independent: one that cannot be read is no reason to refuse the file"
		return prova.Porta{
			Nome: nome, Forma: prova.JSON, Semi: []string{buono}, Leggi: prova.Intero(pezzi), InPezzi: pezzi,
			Codifica: righe, Ripetibili: map[string]string{"inserimenti/*": righe, "annullamenti/*": righe},
		}
	}
	loader2 := porta("LeggiLoader2", prova.Righe, tracciato.Loader2, "ADD;APP;PEND-1;00429440068;TSTPNI70D01L219V;Pino Test;COPIE;100.00;c\nDEL;A;B\n")
	loader2.Ripetibili = prova.Elenchi("ADD", "DEL")
	// The columns are known by their place: the header is not looked at.
	fisso := porta("LeggiCSV", prova.Righe, tracciato.CSV, riga("P1", nil)+"\n")
	righe := fisso.InPezzi
	fisso.InPezzi = func(r io.Reader) (any, int, error) { return righe(io.MultiReader(strings.NewReader(intestazione), r)) }
	fisso.Leggi, fisso.Ripetibili = prova.Intero(fisso.InPezzi), prova.Elenchi("APP")
	m, _, err := tracciato.LeggiMappatura([]byte(d14))
	require.NoError(t, err)
	perNome := lettore(tracciato.CSV, tracciato.Opzioni{Mappatura: &m})
	mappato := prova.Porta{Nome: "LeggiCSV", Forma: prova.CSV(';'), Leggi: prova.Intero(perNome), InPezzi: perNome, Semi: []string{"COD;COGN;NOME;DESC;EUR;ENTRO\nP1;Test;Pino;TARI;1.250,50;30/06/2026\n"}}
	return []prova.Porta{
		porta("LeggiJSON Leggi", prova.JSON, tracciato.JSON, buono), fisso, mappato, loader2,
		testata("ParseTestata", func(r io.Reader) (tracciato.Testata, error) {
			return tracciato.ParseTestata(tracciato.JSON, r, tracciato.Opzioni{})
		}),
		testata("Progresso.Valida", func(r io.Reader) (tracciato.Testata, error) {
			p := tracciato.Inizio(tracciato.JSON)
			return p.Valida(r, tracciato.Opzioni{})
		}),
		{Nome: "LeggiMappatura", Forma: prova.JSON, Semi: []string{d14}, Leggi: prova.Tollera(tracciato.LeggiMappatura), Scrivi: prova.Scrive(tracciato.Mappatura.MarshalJSON)},
		{Nome: "Mappatura.UnmarshalJSON", Forma: prova.JSON, Semi: []string{d14}, Leggi: prova.Riempie((*tracciato.Mappatura).UnmarshalJSON), Scrivi: prova.Scrive(tracciato.Mappatura.MarshalJSON)},
	}
}

func TestChiusura(t *testing.T) { prova.Verifica(t, porte(t), nil) }

func FuzzChiusura(f *testing.F) { prova.Fuzz(f, porte(f)) }
