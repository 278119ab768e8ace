package rendicontazione_test

import (
	"slices"
	"testing"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// TestCasiCassaIdentita: one movement told by several documents, and several
// movements that look like one.
func TestCasiCassaIdentita(t *testing.T) {
	const (
		giorno = "104/1/DAILY/C260413EUR2100,00"
		mese   = "4/1/MONTHLY/C260331EUR1800,00"
	)
	inEstratto := func(e, n, importo, cifre string) cassa.Movimento {
		return acc(mt940T, e+"/"+n+"/20260414E"+cifre, importo, purG(1), estratto(e))
	}
	prima := acc(camtT, "77-1/1/20260414/1/20260414E31840", "318.40", purG(1), estratto("77-1/1/20260414"))
	provaCassa(t, []casoCassa{
		{
			nome: "1: statements whose entries restart from 1, one given twice",
			movimenti: []cassa.Movimento{
				prima, prima, acc(camtT, "77-2/1/20260415/1/20260415E9515", "95.15", purG(2), estratto("77-2/1/20260415"), il(15)),
			},
			attese: `77-1/1/20260414/1/20260414E31840 RICONCILIATO G1
				77-2/1/20260415/1/20260415E9515 RICONCILIATO G2
				G1!
				G2!`,
		},
		{
			nome: "2: daily and monthly with the bank's reference",
			movimenti: []cassa.Movimento{
				acc(mt940T, "7700911/20260414E31840", "318.40", purG(1), rif("7700911"), estratto(giorno)),
				acc(mt940T, "7700911/20260414E31840", "318.40", purG(1), rif("7700911"), estratto(mese)),
			},
			attese: `7700911/20260414E31840 RICONCILIATO G1
				G1!`,
		},
		{
			nome:      "3: daily and monthly without it",
			movimenti: []cassa.Movimento{inEstratto(giorno, "1", "318.40", "31840"), inEstratto(mese, "1", "318.40", "31840")},
			attese: `104/1/DAILY/C260413EUR2100,00/1/20260414E31840 RICONCILIATO G1 LETTO_DUE_VOLTE
				4/1/MONTHLY/C260331EUR1800,00/1/20260414E31840 COPIA_PROBABILE di 104/1/DAILY/C260413EUR2100,00/1/20260414E31840
				G1!`,
		},
		{
			nome:      "4: of half the amount",
			movimenti: []cassa.Movimento{inEstratto(giorno, "1", "159.20", "15920"), inEstratto(mese, "1", "159.20", "15920")},
			attese: `104/1/DAILY/C260413EUR2100,00/1/20260414E15920 IMPORTO_DIVERSO G1 delta -159.20 DIFETTO,LETTO_DUE_VOLTE
				4/1/MONTHLY/C260331EUR1800,00/1/20260414E15920 COPIA_PROBABILE di 104/1/DAILY/C260413EUR2100,00/1/20260414E15920 DOPPIONE_DA_VERIFICARE
				G1 IMPORTO_DIVERSO`,
		},
		{
			nome:      "4: and told apart by the host",
			movimenti: []cassa.Movimento{inEstratto(giorno, "1", "159.20", "15920"), inEstratto(mese, "1", "159.20", "15920")},
			opt:       distinti(mt940T, mese+"/1/20260414E15920"),
			attese: `104/1/DAILY/C260413EUR2100,00/1/20260414E15920 RICONCILIATO G1
				4/1/MONTHLY/C260331EUR1800,00/1/20260414E15920 INTEGRAZIONE G1
				G1!`,
		},
		{
			nome: "5: two equal lines of one statement, with a reference that is none",
			movimenti: progressivi(2, func(n string) cassa.Movimento {
				m := inEstratto(giorno, n, "159.20", "15920")
				m.RifBanca = "55555"
				return m
			}),
			attese: `104/1/DAILY/C260413EUR2100,00/1/20260414E15920 RICONCILIATO G1
				104/1/DAILY/C260413EUR2100,00/2/20260414E15920 INTEGRAZIONE G1
				G1!`,
		},
		{
			nome: "6: two in the daily, three in the monthly",
			movimenti: slices.Concat(
				progressivi(2, func(n string) cassa.Movimento { return inEstratto(giorno, n, "159.20", "15920") }),
				progressivi(3, func(n string) cassa.Movimento { return inEstratto(mese, n, "159.20", "15920") }),
			),
			attese: `104/1/DAILY/C260413EUR2100,00/1/20260414E15920 IMPORTO_DIVERSO G1 delta -159.20 DIFETTO,LETTO_DUE_VOLTE
				104/1/DAILY/C260413EUR2100,00/2/20260414E15920 IMPORTO_DIVERSO G1 delta -159.20 DIFETTO,LETTO_DUE_VOLTE
				4/1/MONTHLY/C260331EUR1800,00/1/20260414E15920 COPIA_PROBABILE di 104/1/DAILY/C260413EUR2100,00/1/20260414E15920 DOPPIONE_DA_VERIFICARE
				4/1/MONTHLY/C260331EUR1800,00/2/20260414E15920 COPIA_PROBABILE di 104/1/DAILY/C260413EUR2100,00/2/20260414E15920 DOPPIONE_DA_VERIFICARE
				4/1/MONTHLY/C260331EUR1800,00/3/20260414E15920 IMPORTO_DIVERSO G1 delta -159.20 DIFETTO
				G1 IMPORTO_DIVERSO`,
		},
		{
			nome: "7: the treasurer's journal and the bank's statement",
			movimenti: []cassa.Movimento{
				acc("OPI", "2026/88/0", "318.40", purG(1)),
				acc(rhT, "0710260414000311/20260414E31840", "318.40", purG(1), rif("0710260414000311"), estratto("20260414/C210000")),
			},
			attese: `2026/88/0 RICONCILIATO G1 LETTO_DUE_VOLTE
				0710260414000311/20260414E31840 COPIA_PROBABILE di 2026/88/0
				G1!`,
		},
		{
			nome: "8: statements that differ by their opening balance alone",
			movimenti: []cassa.Movimento{
				acc(mt940T, "0/STARTUMS/C260413EUR2100,00/1/20260414E31840", "318.40", purG(1), estratto("0/STARTUMS/C260413EUR2100,00")),
				acc(mt940T, "0/STARTUMS/C260414EUR2418,40/1/20260414E9515", "95.15", purG(2), estratto("0/STARTUMS/C260414EUR2418,40")),
				acc(mt940T, "0/STARTUMS/C260415EUR2513,55/1/20260414E6000", "60.00", purG(4), estratto("0/STARTUMS/C260415EUR2513,55")),
			},
			attese: `0/STARTUMS/C260413EUR2100,00/1/20260414E31840 RICONCILIATO G1
				0/STARTUMS/C260414EUR2418,40/1/20260414E9515 RICONCILIATO G2
				0/STARTUMS/C260415EUR2513,55/1/20260414E6000 RICONCILIATO G4
				G1!
				G2!
				G4!`,
		},
		{
			nome: "9: one statement twice in a file",
			movimenti: []cassa.Movimento{
				acc(camtT, "77-1/1/20260414/1/20260414E31840", "318.40", purG(1), estratto("77-1/1/20260414")),
				acc(camtT, "77-1/1/20260414~2/1/20260414E31840", "318.40", purG(1), estratto("77-1/1/20260414~2")),
			},
			attese: `77-1/1/20260414/1/20260414E31840 RICONCILIATO G1 LETTO_DUE_VOLTE
				77-1/1/20260414~2/1/20260414E31840 COPIA_PROBABILE di 77-1/1/20260414/1/20260414E31840
				G1!`,
		},
		{
			nome: "16: a statement sent again: what has a reference is one movement, a long text is a copy",
			movimenti: []cassa.Movimento{
				acc(rhT, "0710260414000311/20260414E31840", "318.40", purG(1), rif("0710260414000311"), estratto("20260414/C210000")),
				acc(rhT, "0710260414000311/20260414E31840", "318.40", purG(1), rif("0710260414000311"), estratto("20260414/C210000~2")),
				acc(rhT, "20260414/C210000/2/20260414E9515", "95.15", "GIROCONTO TRA BANCHE /PUR/LGPE-RIVERSAMENTO/URI/2026-04-1", estratto("20260414/C210000")),
				acc(rhT, "20260414/C210000~2/2/20260414E9515", "95.15", "GIROCONTO TRA BANCHE /PUR/LGPE-RIVERSAMENTO/URI/2026-04-1", estratto("20260414/C210000~2")),
			},
			attese: `0710260414000311/20260414E31840 RICONCILIATO G1
				20260414/C210000/2/20260414E9515 CAUSALE_ILLEGGIBILE G2? LETTO_DUE_VOLTE,IMPORTO_DI_FLUSSO
				20260414/C210000~2/2/20260414E9515 COPIA_PROBABILE di 20260414/C210000/2/20260414E9515
				G1!
				G2 ACCREDITO_MANCANTE ACCREDITO_POSSIBILE`,
		},
		{
			nome: "copies of one key with texts of their own: the longest is read, nothing is in conflict",
			movimenti: []cassa.Movimento{
				acc(mt940T, "7700911/20260414E31840", "318.40", "BONIFICO", rif("7700911"), estratto(giorno)),
				acc(mt940T, "7700911/20260414E31840", "318.40", purG(1), rif("7700911"), estratto(mese), valuta("2026-04-14")),
			},
			attese: `7700911/20260414E31840 RICONCILIATO G1 TESTO_DIVERSO
				G1!`,
		},
		{
			nome: "accounts that are known to be two, references that are two, are two movements",
			movimenti: []cassa.Movimento{
				acc("OPI", "2026/1/0", "318.40", purG(1), iban("IT80M0760100000000099990001")), acc(camtT, "a", "318.40", purG(1), iban(contoT)),
				acc(rhT, "b", "95.15", purG(2), trn("TRN00000000001", "")), acc(mt940T, "c", "95.15", purG(2), trn("TRN00000000002", "")),
			},
			attese: `a RICONCILIATO G1
				c RICONCILIATO G2
				2026/1/0 FLUSSO_GIA_RICONCILIATO G1
				b FLUSSO_GIA_RICONCILIATO G2
				G1!
				G2!`,
		},
		{
			nome: "a TRN in two exports without the bank's reference is one transfer",
			movimenti: []cassa.Movimento{
				acc(mt940T, "a/1", "159.20", purG(1), trn("TRN00000000001", ""), estratto("a")),
				acc(mt940T, "b/1", "159.20", purG(1), trn("TRN00000000001", ""), estratto("b")),
			},
			attese: `a/1 IMPORTO_DIVERSO G1 delta -159.20 DIFETTO,LETTO_DUE_VOLTE
				b/1 COPIA_PROBABILE di a/1 DOPPIONE_DA_VERIFICARE
				G1 IMPORTO_DIVERSO`,
		},
		{
			nome: "two lines of a journal with one provvisorio",
			movimenti: []cassa.Movimento{
				acc("OPI", "2026/88/0", "159.20", purG(1)), acc("OPI", "2026/88/1", "159.20", purG(1)), acc("OPI", "2026/89/0", "159.20", purG(1)),
			},
			attese: `2026/88/0 RICONCILIATO G1 LETTO_DUE_VOLTE
				2026/88/1 COPIA_PROBABILE di 2026/88/0
				2026/89/0 INTEGRAZIONE G1
				G1!`,
		},
		{
			nome: "a credit that two statements tell in few words, taken back twice: it was there once",
			movimenti: []cassa.Movimento{
				inEstratto(giorno, "1", "318.40", "31840"), acc(mt940T, "a", "10.00", "BONIFICO", estratto(giorno)), acc(mt940T, "b", "10.00", "RIMBORSO", estratto(mese)),
				sto(mt940T, "c", "10.00", "STORNO", estratto(giorno), il(20)), sto(mt940T, "d", "10.00", "STORNO", estratto(giorno), il(20)),
			},
			attese: `104/1/DAILY/C260413EUR2100,00/1/20260414E31840 RICONCILIATO G1 TRATTENUTO_PER_STORNO
				a NON_PAGOPA STORNO_DUBBIO
				b NON_PAGOPA STORNO_DUBBIO
				c* STORNO STORNO_DUBBIO
				d* STORNO STORNO_DUBBIO
				G1 RICONCILIATO TRATTENUTO_PER_STORNO
				R1 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA TRATTENUTO_PER_STORNO`,
		},
		{
			nome: "and where the host tells them apart, or the bank numbers them, there are two",
			movimenti: []cassa.Movimento{
				inEstratto(giorno, "1", "318.40", "31840"), acc(mt940T, "a", "10.00", "BONIFICO", estratto(giorno)), acc(mt940T, "b", "10.00", "RIMBORSO", estratto(mese)),
				sto(mt940T, "c", "10.00", "STORNO", estratto(giorno), il(20)), sto(mt940T, "d", "10.00", "STORNO", estratto(giorno), il(20)),
				acc(mt940T, "e", "20.00", "BONIFICO", rif("A0001"), estratto(giorno)), acc(mt940T, "f", "20.00", "RIMBORSO", rif("A0002"), estratto(mese)),
				sto(mt940T, "g", "20.00", "STORNO", rif("A0003"), il(20)), sto(mt940T, "h", "20.00", "STORNO", rif("A0004"), il(20)),
				acc(mt940T, "i", "30.00", "BONIFICO", trn("TRN0000000001", ""), estratto(giorno)), acc(mt940T, "l", "30.00", "RIMBORSO", trn("TRN0000000002", ""), estratto(mese)),
				sto(mt940T, "m", "30.00", "STORNO", rif("A0005"), il(20)), sto(mt940T, "n", "30.00", "STORNO", rif("A0006"), il(20)),
			},
			opt: distinti(mt940T, "b"),
			attese: `104/1/DAILY/C260413EUR2100,00/1/20260414E31840 RICONCILIATO G1
				a NON_PAGOPA STORNO_DUBBIO
				b NON_PAGOPA STORNO_DUBBIO
				c* STORNO STORNO_DUBBIO
				d* STORNO STORNO_DUBBIO
				e NON_PAGOPA STORNO_DUBBIO
				f NON_PAGOPA STORNO_DUBBIO
				g* STORNO STORNO_DUBBIO
				h* STORNO STORNO_DUBBIO
				i NON_PAGOPA STORNO_DUBBIO
				l NON_PAGOPA STORNO_DUBBIO
				m* STORNO STORNO_DUBBIO
				n* STORNO STORNO_DUBBIO
				G1!`,
		},
	})
}

func iban(s string) func(*cassa.Movimento) {
	return func(m *cassa.Movimento) { m.IBAN = avviso.MustIBAN(s) }
}

// TestCopieDistinte: whichever of two keys the host names, they are two.
func TestCopieDistinte(t *testing.T) {
	in := ingressiCassa([]cassa.Movimento{acc(rhT, "a", "159.20", purG(1)), acc(mt940T, "b", "159.20", purG(1))})
	for _, m := range in.Movimenti {
		rep := rendicontazione.Riconcilia(in, distinti(m.Fonte, m.ID))
		for i := range rep.Movimenti {
			if rep.Movimenti[i].Classe == rendicontazione.MovimentoCopiaProbabile {
				t.Errorf("%s is a copy", rep.Movimenti[i].ID)
			}
		}
	}
}
