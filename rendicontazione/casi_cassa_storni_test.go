package rendicontazione_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// TestStorniDaJSON: inputs as a host writes them. In none is the debt discharged.
func TestStorniDaJSON(t *testing.T) {
	b, err := os.ReadFile("testdata/storni.jsonl")
	require.NoError(t, err)
	attese := [][]string{ // the movements A, B, C, then the flow
		{"STORNATO", "STORNO", "ACCREDITO_STORNATO"},
		{"STORNATO", "STORNO", "STORNO", "ACCREDITO_STORNATO"},
		{"STORNATO", "STORNATO", "RESTITUZIONE", "ACCREDITO_STORNATO"},
		{"STORNO_DUBBIO", "NON_PAGOPA", "STORNO", "ACCREDITO_STORNATO"},
	}
	righe := bytes.Split(bytes.TrimSpace(b), []byte("\n"))
	require.Len(t, righe, len(attese))
	for n, riga := range righe {
		var in rendicontazione.Input
		require.NoError(t, json.Unmarshal(riga, &in))
		require.NoError(t, in.Valida())
		rep := rendicontazione.Riconcilia(in, opzioni{})
		var classi []string
		for i := range rep.Movimenti {
			classi = append(classi, rep.Movimenti[i].Classe.String())
		}
		require.Equal(t, attese[n], append(classi, rep.Flussi[0].Classe.String()), "line %d", n+1)
		require.Equal(t, rendicontazione.PendenzaRendicontata, rep.Pendenze[0].Classe, "line %d", n+1)
		require.False(t, rep.Pendenze[0].Quietanzabile, "line %d", n+1)
		require.Equal(t, rendicontazione.RicevutaRendicontata, rep.Ricevute[0].Classe, "line %d", n+1)
	}
}

func nessuno(m *cassa.Movimento) { m.StornoDi = "-" }

func sto(fonte, id, importo, causale string, cambia ...func(*cassa.Movimento)) cassa.Movimento {
	return acc(fonte, id, importo, causale, append([]func(*cassa.Movimento){storno("")}, cambia...)...)
}

func usc(fonte, id, importo, causale string, cambia ...func(*cassa.Movimento)) cassa.Movimento {
	return acc(fonte, id, importo, causale, append([]func(*cassa.Movimento){segno(cassa.Uscita)}, cambia...)...)
}

// TestCasiCassaStorni: what banks and treasurers take back.
func TestCasiCassaStorni(t *testing.T) {
	var (
		op91 = acc("OPI", "2026/91/0", "318.40", purG(1))
		mt1  = acc(mt940T, "7700911/20260414E31840", "318.40", purG(1), rif("7700911"))
		mt2  = acc(mt940T, "7700912/20260414E9515", "95.15", purG(2), rif("7700912"))
	)
	provaCassa(t, []casoCassa{
		{
			nome: "12: a reversal with a reference of its own, which names the flow",
			movimenti: []cassa.Movimento{
				acc(camtT, "004711000088002/20260414E9515", "95.15", purG(2), rif("004711000088002"), estratto("4711-0414/1/20260414")),
				sto(camtT, "004711000088009/20260414E9515", "95.15", "STORNO "+purG(2), rif("004711000088009"), estratto("4711-0414/1/20260414")),
			},
			attese: `004711000088002/20260414E9515 STORNATO G2 residuo 0.00
				004711000088009/20260414E9515* STORNO -95.15
				G2 ACCREDITO_STORNATO
				R2 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "13: cut between two rows, cut by the bank, taken back",
			movimenti: []cassa.Movimento{
				acc(rhT, "0710260414000311/20260414E31840", "318.40", "BON. SEPA DA PSP FINTO TRE PER RIVERSAMENTO INCASSI /PUR/LGPE-RIVERSAMENTO/TXT/0/URI/2026-04-13ABI03069-\nS777001 | BO:ABICAB:9999600003TRN:0306977712345670489999599995IT | BONIFICO A VS FAVORE",
					rif("0710260414000311"), estratto("20260414/C210000"), valuta("2026-04-13"), trn("0306977712345670489999599995IT", "")),
				acc(rhT, "20260414/C210000/2/20260414E9515", "95.15", "GIROCONTO TRA BANCHE /PUR/LGPE-RIVERSAMENTO/URI/2026-04-1", estratto("20260414/C210000")),
				sto(rhT, "0710260414000377/20260414E31840", "318.40", "STORNO BON. SEPA /PUR/LGPE-RIVERSAMENTO/URI/2026-04-13ABI03069-S777001 | STORNO SCRITTURE", rif("0710260414000377"), estratto("20260414/C210000")),
			},
			attese: `0710260414000311/20260414E31840 STORNATO G1 residuo 0.00
				0710260414000377/20260414E31840* STORNO -318.40
				20260414/C210000/2/20260414E9515 CAUSALE_ILLEGGIBILE G2? IMPORTO_DI_FLUSSO
				G1 ACCREDITO_STORNATO
				G2 ACCREDITO_MANCANTE ACCREDITO_POSSIBILE
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "31: the bank's reference again",
			movimenti: []cassa.Movimento{
				mt1, sto(mt940T, "7700911/20260416E31840", "318.40", "", rif("7700911"), il(16)),
			},
			attese: `7700911/20260414E31840 STORNATO G1 residuo 0.00
				7700911/20260416E31840* STORNO -318.40
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "31: another reference, the flow in the text",
			movimenti: []cassa.Movimento{
				mt1, sto(mt940T, "8800455/20260416E31840", "318.40", "STORNO "+purG(1), rif("8800455"), il(16)),
			},
			attese: `7700911/20260414E31840 STORNATO G1 residuo 0.00
				8800455/20260416E31840* STORNO -318.40
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome:      "33: a part",
			movimenti: []cassa.Movimento{op91, sto("OPI", "2026/91/0", "118.40", "", il(16))},
			attese: `2026/91/0 IMPORTO_DIVERSO G1 residuo 200.00 delta -118.40 DIFETTO,STORNATO_IN_PARTE
				2026/91/0* STORNO -118.40 STORNO_IMPORTO_DIVERSO
				G1 IMPORTO_DIVERSO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "34: and paid again",
			movimenti: []cassa.Movimento{
				op91, sto("OPI", "2026/91/0", "118.40", "", il(16)), acc("OPI", "2026/97/0", "118.40", purG(1), il(17)),
			},
			attese: `2026/91/0 RICONCILIATO G1 residuo 200.00 STORNATO_IN_PARTE
				2026/91/0* STORNO -118.40 STORNO_IMPORTO_DIVERSO
				2026/97/0 INTEGRAZIONE G1 TARDIVO
				G1!`,
		},
		{
			nome: "35: the rest",
			movimenti: []cassa.Movimento{
				op91, sto("OPI", "2026/91/0", "118.40", "", il(16)), sto("OPI", "2026/91/2", "200.00", "", il(17)),
			},
			attese: `2026/91/0 STORNATO G1 residuo 0.00
				2026/91/0* STORNO -118.40 STORNO_IMPORTO_DIVERSO
				2026/91/2* STORNO -200.00 STORNO_IMPORTO_DIVERSO
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome:      "36: more than there was",
			movimenti: []cassa.Movimento{op91, sto("OPI", "2026/91/0", "400.00", "", il(16))},
			attese: `2026/91/0 STORNATO G1 residuo 0.00
				2026/91/0* STORNO -318.40 STORNO_IMPORTO_DIVERSO,STORNO_ECCEDENTE
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome:      "36: twice",
			movimenti: []cassa.Movimento{op91, sto("OPI", "2026/91/1", "318.40", "", il(16)), sto("OPI", "2026/91/2", "318.40", "", il(16))},
			attese: `2026/91/0 STORNATO G1 residuo 0.00
				2026/91/1* STORNO -318.40
				2026/91/2* STORNO STORNO_RIPETUTO
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "36: twice, and another credit, which the second may concern",
			movimenti: []cassa.Movimento{
				op91, sto("OPI", "2026/91/1", "318.40", "", il(16)), sto("OPI", "2026/91/2", "318.40", "", il(16)),
				acc("OPI", "2026/95/0", "318.40", purG(1), il(15)),
			},
			attese: `2026/91/0 STORNATO G1 residuo 0.00
				2026/91/1* STORNO -318.40
				2026/91/2* STORNO STORNO_RIPETUTO
				2026/95/0 RICONCILIATO G1 TRATTENUTO_PER_STORNO
				G1 RICONCILIATO TRATTENUTO_PER_STORNO
				R1 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA TRATTENUTO_PER_STORNO`,
		},
		{
			nome:      "36: of a provvisorio that is not here",
			movimenti: []cassa.Movimento{op91, sto("OPI", "2026/92/0", "100.00", "", il(16))},
			attese: `2026/91/0 RICONCILIATO G1 TRATTENUTO_PER_STORNO
				2026/92/0* STORNO STORNO_SENZA_ORIGINALE
				G1 RICONCILIATO TRATTENUTO_PER_STORNO
				R1 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA TRATTENUTO_PER_STORNO`,
		},
		{
			nome:      "36: and the host says that it is of none of these",
			movimenti: []cassa.Movimento{op91, sto("OPI", "2026/92/0", "100.00", "", il(16), nessuno)},
			attese: `2026/91/0 RICONCILIATO G1
				2026/92/0* STORNO
				G1!`,
		},
		{
			nome: "37: one reversal of two credits of a flow",
			movimenti: []cassa.Movimento{
				acc(mt940T, "7700911/20260414E20000", "200.00", purG(1), rif("7700911")),
				acc(mt940T, "7700913/20260415E11840", "118.40", purG(1), rif("7700913"), il(15)),
				sto(mt940T, "8800456/20260417E31840", "318.40", "STORNO "+purG(1), rif("8800456"), il(17)),
			},
			attese: `7700911/20260414E20000 STORNATO G1 residuo 0.00
				7700913/20260415E11840 STORNATO G1 residuo 0.00
				8800456/20260417E31840* STORNO -200.00 -118.40 STORNO_IMPORTO_DIVERSO
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "38: without a reference, the only one of its amount",
			movimenti: []cassa.Movimento{
				mt2, sto(mt940T, "8800457/20260420E9515", "95.15", "STORNO SCRITTURE", rif("8800457"), il(20)),
			},
			attese: `7700912/20260414E9515 STORNATO G2 residuo 0.00 STORNO_PRESUNTO
				8800457/20260420E9515* STORNO -95.15 STORNO_PRESUNTO
				G2 ACCREDITO_STORNATO
				R2 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "39: and not the only one",
			movimenti: []cassa.Movimento{
				mt2, acc(mt940T, "7700914/20260414E9515", "95.15", "RIMBORSO UTENZE", rif("7700914")),
				sto(mt940T, "8800457/20260420E9515", "95.15", "STORNO SCRITTURE", rif("8800457"), il(20)),
			},
			attese: `7700912/20260414E9515 STORNO_DUBBIO G2 STORNO_DUBBIO
				7700914/20260414E9515 NON_PAGOPA STORNO_DUBBIO
				8800457/20260420E9515* STORNO STORNO_DUBBIO
				G2 ACCREDITO_STORNATO
				R2 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "39: and the host says that it is of none of these",
			movimenti: []cassa.Movimento{
				mt2, acc(mt940T, "7700914/20260414E9515", "95.15", "RIMBORSO UTENZE", rif("7700914")),
				sto(mt940T, "8800457/20260420E9515", "95.15", "STORNO SCRITTURE", rif("8800457"), il(20), nessuno),
			},
			attese: `7700912/20260414E9515 RICONCILIATO G2
				7700914/20260414E9515 NON_PAGOPA
				8800457/20260420E9515* STORNO
				G2!`,
		},
		{
			nome: "40: the money is returned",
			movimenti: []cassa.Movimento{
				mt1, usc(mt940T, "8800458/20260417U31840", "318.40", "RESTITUZIONE "+purG(1), rif("8800458"), il(17)),
			},
			attese: `7700911/20260414E31840 STORNATO G1 residuo 0.00
				8800458/20260417U31840 RESTITUZIONE -318.40
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "40: that was paid twice",
			movimenti: []cassa.Movimento{
				mt1, acc(mt940T, "7700915/20260415E31840", "318.40", purG(1), rif("7700915"), il(15)),
				usc(mt940T, "8800458/20260417U31840", "318.40", "RESTITUZIONE "+purG(1), rif("8800458"), il(17)),
			},
			attese: `7700911/20260414E31840 RICONCILIATO G1
				7700915/20260415E31840 STORNATO G1 residuo 0.00
				8800458/20260417U31840 RESTITUZIONE -318.40
				G1!`,
		},
		{
			nome: "41: too much, and what was too much is taken back",
			movimenti: []cassa.Movimento{
				acc(mt940T, "7700911/20260414E34000", "340.00", purG(1), rif("7700911")),
				sto(mt940T, "8800459/20260415E2160", "21.60", "STORNO "+purG(1), rif("8800459"), il(15)),
			},
			attese: `7700911/20260414E34000 RICONCILIATO G1 residuo 318.40 STORNATO_IN_PARTE
				8800459/20260415E2160* STORNO -21.60 STORNO_IMPORTO_DIVERSO
				G1!`,
		},
		{
			nome: "41: taken back whole, and paid again",
			movimenti: []cassa.Movimento{
				mt1, sto(mt940T, "8800460/20260416E31840", "318.40", "STORNO "+purG(1), rif("8800460"), il(16)),
				acc(mt940T, "7700916/20260417E31840", "318.40", purG(1), rif("7700916"), il(17)),
			},
			attese: `7700911/20260414E31840 STORNATO G1 residuo 0.00
				7700916/20260417E31840 RICONCILIATO G1 TARDIVO
				8800460/20260416E31840* STORNO -318.40
				G1!`,
		},
		{
			nome: "42: a row of a table with a minus",
			movimenti: []cassa.Movimento{
				acc("TAB", "2026/311", "318.40", purG(1), provvisorio("311")), sto("TAB", "2026/311", "318.40", purG(1), provvisorio("311")),
			},
			attese: `2026/311 STORNATO G1 residuo 0.00
				2026/311* STORNO -318.40
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "two reversals of one credit of two equal ones: nothing is left to discharge",
			movimenti: []cassa.Movimento{
				op91, acc("OPI", "2026/95/0", "318.40", "LOCAZIONE"), acc("OPI", "2026/96/0", "95.15", purG(2)),
				sto("OPI", "2026/91/1", "318.40", "", il(16)), sto("OPI", "2026/91/2", "318.40", "", il(16)),
			},
			attese: `2026/91/0 STORNATO G1 residuo 0.00
				2026/91/1* STORNO -318.40
				2026/91/2* STORNO STORNO_RIPETUTO
				2026/95/0 NON_PAGOPA
				2026/96/0 RICONCILIATO G2 TRATTENUTO_PER_STORNO
				G1 ACCREDITO_STORNATO
				G2 RICONCILIATO TRATTENUTO_PER_STORNO
				R1 RENDICONTATA ACCREDITO_STORNATO
				R2 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA TRATTENUTO_PER_STORNO`,
		},
		{
			nome: "three doubtful reversals of two credits: the third holds back",
			movimenti: []cassa.Movimento{
				mt1, mt2, acc(mt940T, "7700914/20260414E9515", "95.15", "RIMBORSO UTENZE", rif("7700914")),
				sto(mt940T, "8800457/20260420E9515", "95.15", "STORNO", rif("8800457"), il(20)),
				sto(mt940T, "8800461/20260420E9515", "95.15", "STORNO", rif("8800461"), il(20)),
				sto(mt940T, "8800462/20260420E9515", "95.15", "STORNO", rif("8800462"), il(20)),
			},
			attese: `7700911/20260414E31840 RICONCILIATO G1 TRATTENUTO_PER_STORNO
				7700912/20260414E9515 STORNO_DUBBIO G2 STORNO_DUBBIO
				7700914/20260414E9515 NON_PAGOPA STORNO_DUBBIO
				8800457/20260420E9515* STORNO STORNO_DUBBIO
				8800461/20260420E9515* STORNO STORNO_DUBBIO
				8800462/20260420E9515* STORNO STORNO_DUBBIO
				G1 RICONCILIATO TRATTENUTO_PER_STORNO
				G2 ACCREDITO_STORNATO
				R1 RENDICONTATA TRATTENUTO_PER_STORNO
				R2 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA TRATTENUTO_PER_STORNO
				P2 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "a doubtful reversal is one of the credits that it may be of: no other is held",
			movimenti: []cassa.Movimento{
				mt1, mt2, acc(mt940T, "7700914/20260414E9515", "95.15", "RIMBORSO UTENZE", rif("7700914")),
				sto(mt940T, "8800457/20260420E9515", "95.15", "STORNO", rif("8800457"), il(20)),
			},
			attese: `7700911/20260414E31840 RICONCILIATO G1
				7700912/20260414E9515 STORNO_DUBBIO G2 STORNO_DUBBIO
				7700914/20260414E9515 NON_PAGOPA STORNO_DUBBIO
				8800457/20260420E9515* STORNO STORNO_DUBBIO
				G1!
				G2 ACCREDITO_STORNATO
				R2 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "a reversal that finds nothing left and names two flows holds back the later of their credits",
			movimenti: []cassa.Movimento{
				op91, acc("OPI", "2026/92/0", "1204.00", purG(3), il(15)), acc("OPI", "2026/93/0", "60.00", purG(4)),
				sto("OPI", "2026/91/1", "318.40", "", il(17)), sto("OPI", "2026/91/2", "50.00", purG(3)+" "+purG(4), il(17)),
			},
			attese: `2026/91/0 STORNATO G1 residuo 0.00
				2026/91/1* STORNO -318.40
				2026/91/2* STORNO STORNO_RIPETUTO
				2026/92/0 RICONCILIATO G3 TRATTENUTO_PER_STORNO
				2026/93/0 RICONCILIATO G4
				G1 ACCREDITO_STORNATO
				G3 RICONCILIATO TRATTENUTO_PER_STORNO
				G4!
				R1 RENDICONTATA ACCREDITO_STORNATO
				R3 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA ACCREDITO_STORNATO
				P3 RENDICONTATA TRATTENUTO_PER_STORNO`,
		},
		{
			nome: "what the bank cut of a credit, the other document of it tells its reversal",
			movimenti: []cassa.Movimento{
				acc(camtT, "a", "318.40", purG(1), trn(flussiCassa[0][1], "")),
				acc(rhT, "b", "318.40", "GIROCONTO TRA BANCHE /PUR/LGPE-RIVERSAMENTO/URI/2026-04-1", trn(flussiCassa[0][1], "")),
				sto(rhT, "c", "318.40", "STORNO "+purG(1), il(16)),
			},
			attese: `a STORNATO G1 residuo 0.00 LETTO_DUE_VOLTE
				b COPIA_PROBABILE di a
				c* STORNO -318.40
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "and where the first of the two is the one that was cut",
			movimenti: []cassa.Movimento{
				acc(camtT, "a", "318.40", "GIROCONTO TRA BANCHE /PUR/LGPE-RIVERSAMENTO/URI/2026-04-1", trn(flussiCassa[0][1], "")),
				acc(rhT, "b", "318.40", purG(1), trn(flussiCassa[0][1], "")),
				sto(camtT, "c", "318.40", "STORNO "+purG(1), il(16)),
			},
			attese: `a STORNATO residuo 0.00 LETTO_DUE_VOLTE
				c* STORNO -318.40
				b COPIA_PROBABILE di a DOPPIONE_DA_VERIFICARE`,
		},
		{
			nome: "a reversal in two contents: what the other says is held back",
			movimenti: []cassa.Movimento{
				mt1, mt2, sto(mt940T, "7700911/20260414E31840", "318.40", "", rif("7700911")),
				sto(mt940T, "7700911/20260414E31840", "95.15", "", rif("7700911")),
			},
			attese: `7700911/20260414E31840 STORNATO G1 residuo 0.00
				7700911/20260414E31840* STORNO -318.40
				7700912/20260414E9515 RICONCILIATO G2 TRATTENUTO_PER_STORNO
				G1 ACCREDITO_STORNATO
				G2 RICONCILIATO TRATTENUTO_PER_STORNO
				R1 RENDICONTATA ACCREDITO_STORNATO
				R2 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA TRATTENUTO_PER_STORNO
				conflitto MT940:IT88A9999800002000000004711|99999000047|7700911/20260414E31840|STORNO`,
		},
		{
			nome: "a reversal in two contents, of nothing that is here: what is used is held back before what is not",
			movimenti: []cassa.Movimento{
				acc("OPI", "2026/91/0", "60.00", purG(4), il(13)), acc("OPI", "2026/92/0", "318.40", purG(1)), acc("OPI", "2026/93/0", "1204.00", purG(3), il(15)),
				sto("OPI", "2026/99/0", "1204.00", "", il(17)), sto("OPI", "2026/99/0", "95.15", "", il(17)),
			},
			attese: `2026/91/0 RICONCILIATO G4
				2026/92/0 RICONCILIATO G1 TRATTENUTO_PER_STORNO
				2026/93/0 RICONCILIATO G3 TRATTENUTO_PER_STORNO
				2026/99/0* STORNO STORNO_SENZA_ORIGINALE
				G1 RICONCILIATO TRATTENUTO_PER_STORNO
				G3 RICONCILIATO TRATTENUTO_PER_STORNO
				G4!
				R1 RENDICONTATA TRATTENUTO_PER_STORNO
				R3 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA TRATTENUTO_PER_STORNO
				P3 RENDICONTATA TRATTENUTO_PER_STORNO
				conflitto OPI|99999000047|2026/99/0|STORNO`,
		},
		{
			nome: "a reversal in the bank's words takes the credit that the journal told first",
			movimenti: []cassa.Movimento{
				op91, acc(rhT, "0710260414000311/20260414E31840", "318.40", purG(1), rif("0710260414000311")),
				sto(rhT, "0710260414000311/20260416E31840", "318.40", "", rif("0710260414000311"), il(16)),
			},
			attese: `2026/91/0 STORNATO G1 residuo 0.00 LETTO_DUE_VOLTE
				0710260414000311/20260414E31840 COPIA_PROBABILE di 2026/91/0 DOPPIONE_DA_VERIFICARE
				0710260414000311/20260416E31840* STORNO -318.40
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "a reversal told by journal and bank is one",
			movimenti: []cassa.Movimento{
				op91, acc("OPI", "2026/95/0", "318.40", purG(1), il(15)), sto("OPI", "2026/91/0", "318.40", purG(1), il(16)),
				acc(rhT, "0710260414000311/20260414E31840", "318.40", purG(1), rif("0710260414000311")),
				sto(rhT, "0710260414000377/20260416E31840", "318.40", purG(1), rif("0710260414000377"), il(16)),
			},
			attese: `2026/91/0 STORNATO G1 residuo 0.00 LETTO_DUE_VOLTE
				2026/91/0* STORNO -318.40 LETTO_DUE_VOLTE
				2026/95/0 RICONCILIATO G1
				0710260414000311/20260414E31840 COPIA_PROBABILE di 2026/91/0
				0710260414000377/20260416E31840* COPIA_PROBABILE di 2026/91/0
				G1!`,
		},
		{
			nome: "a debit that came back, a debit that names a payment, one before the credit, one in another case",
			movimenti: []cassa.Movimento{
				mt1, usc(mt940T, "a", "318.40", purG(1), storno(""), il(17)), usc(mt940T, "b", "318.40", "/RFB/"+iuvCassa[0]),
				usc(mt940T, "c", "318.40", purG(1), il(13)), usc(mt940T, "d", "1.00", "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13abi03069-s777001"),
			},
			attese: `7700911/20260414E31840 RICONCILIATO G1
				a* USCITA RIACCREDITO_DA_VERIFICARE
				b USCITA
				c USCITA STORNO_SENZA_ORIGINALE
				d USCITA
				G1!`,
		},
	})
}

func provvisorio(n string) func(*cassa.Movimento) {
	return func(m *cassa.Movimento) { m.Esercizio, m.Provvisorio = 2026, n }
}
