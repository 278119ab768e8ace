package rendicontazione_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

func endToEnd(id string) func(*cassa.Movimento) {
	return func(m *cassa.Movimento) { m.EndToEndID = id }
}

func idFlusso(id string) func(*cassa.Movimento) { return func(m *cassa.Movimento) { m.IDFlusso = id } }

// TestCasiCassaNomi: where a credit names its flow.
func TestCasiCassaNomi(t *testing.T) {
	const (
		g1 = "2026-04-13ABI03069-S777001"
		g2 = "2026-04-13BCITITMM-0000412"
		g3 = "2026-04-14UNCRITMM-p4k2"
	)
	due := purG(1) + " | " + purG(2)
	provaCassa(t, []casoCassa{
		{
			nome: "10: one text cut by the bank, the whole one beside it; one without references",
			movimenti: []cassa.Movimento{
				acc(camtT, "004711000088001/20260414E31840", "318.40", "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13AB ... | BO:ABICAB:9999600003 "+purG(1),
					rif("004711000088001"), trn("0306977712345670489999599995IT", ""), estratto("4711-0414/1/20260414"), valuta("2026-04-13")),
				acc(camtT, "4711-0414/1/20260414/2/20260414E9515", "95.15", "BON.ISTANTANEO "+purG(2), estratto("4711-0414/1/20260414")),
			},
			attese: `004711000088001/20260414E31840 RICONCILIATO G1
				4711-0414/1/20260414/2/20260414E9515 RICONCILIATO G2
				G1!
				G2!`,
		},
		{
			nome: "14: the reference cut between two rows",
			movimenti: []cassa.Movimento{
				acc(rhT, "0710260414000311/20260414E31840", "318.40", "/PUR/LGPE-RIVERSAMENTO/TXT/0/URI/2026-04-13ABI03069-\nS777001 | BO:ABICAB:9999600003TRN:0306977712345670489999599995IT",
					rif("0710260414000311"), trn("0306977712345670489999599995IT", "")),
				acc(rhT, "20260414/C210000/2/20260414E9515", "95.15", "GIROCONTO TRA BANCHE /PUR/LGPE-RIVERSAMENTO/URI/2026-04-1"),
			},
			attese: `0710260414000311/20260414E31840 RICONCILIATO G1 SPEZZATA
				20260414/C210000/2/20260414E9515 CAUSALE_ILLEGGIBILE G2? IMPORTO_DI_FLUSSO
				G1!
				G2 ACCREDITO_MANCANTE ACCREDITO_POSSIBILE`,
		},
		{
			nome:      "17: a word cut between RI1 and RI2",
			movimenti: []cassa.Movimento{acc(rhT, "a", "95.15", "BON. SEPA DA PSP FINTO DUE PER RIVERSAMENTO INCASSI PAGOPA /PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-00004\n12")},
			attese: `a RICONCILIATO G2 SPEZZATA,SPEZZATURA_AMBIGUA
				G2!`,
		},
		{
			nome: "18: an entry in two parts",
			movimenti: []cassa.Movimento{
				acc(camtT, "e/1.1/20260414E31840", "318.40", purG(1), estratto("e")), acc(camtT, "e/1.2/20260414E9515", "95.15", purG(2), estratto("e")),
			},
			attese: `e/1.1/20260414E31840 RICONCILIATO G1
				e/1.2/20260414E9515 RICONCILIATO G2
				G1!
				G2!`,
		},
		{
			nome:      "19: an entry for two transfers whose amounts are not told",
			movimenti: []cassa.Movimento{acc(camtT, "a", "413.55", due, lotto)},
			attese: `a RICONCILIATO G1 G2 PIU_FLUSSI,LOTTO
				G1! ACCREDITO_CUMULATIVO
				G2! ACCREDITO_CUMULATIVO`,
		},
		{
			nome:      "20: a cent less",
			movimenti: []cassa.Movimento{acc(camtT, "a", "413.54", due, lotto)},
			attese: `a IMPORTO_DIVERSO G1 G2 delta -0.01 DIFETTO,PIU_FLUSSI,LOTTO
				G1 IMPORTO_DIVERSO
				G2 IMPORTO_DIVERSO`,
		},
		{
			nome:      "20: of the amount of one",
			movimenti: []cassa.Movimento{acc(camtT, "a", "318.40", due, lotto)},
			attese: `a RICONCILIATO G1 G1 G2 LOTTO,PIU_RIFERIMENTI
				G1!
				G2 IMPORTO_DIVERSO`,
		},
		{
			nome:      "20: and one of them credited by itself",
			movimenti: []cassa.Movimento{acc(camtT, "a", "413.55", due, lotto), acc(camtT, "b", "318.40", purG(1))},
			attese: `a IMPORTO_DIVERSO G1 G2 delta 0.00 PIU_FLUSSI,LOTTO
				b RICONCILIATO G1
				G1!
				G2 IMPORTO_DIVERSO`,
		},
		{
			nome:      "21: a cut copy before the whole one",
			movimenti: []cassa.Movimento{acc(camtT, "a", "95.15", "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-0000 ... | BONIFICO "+purG(2))},
			attese: `a RICONCILIATO G2
				G2!`,
		},
		{
			nome:      "22: a creditor reference in a member of its own",
			movimenti: []cassa.Movimento{acc(camtT, "a", "51.20", "BONIFICO", func(m *cassa.Movimento) { m.IUV = avviso.MustIUV("RF18539007547034") })},
			cambia: func(in *ingresso) {
				in.Ricevute = append(in.Ricevute, rendicontazione.VoceRicevuta{
					IdDominio: enteCassa, IUV: "RF18539007547034", IUR: "rf", Indice: 1, Importo: cent("51.20"), Data: avviso.MustData("2026-04-13"),
				})
			},
			attese: `a RICONCILIATO_SINGOLO RF18539007547034
				RF18539007547034 INCASSATA SENZA_PENDENZA`,
		},
		{
			nome:      "23: in the EndToEndId",
			movimenti: []cassa.Movimento{acc(camtT, "a", "1204.00", "INCASSI PAGOPA", endToEnd(g3))},
			attese: `a RICONCILIATO G3 ID_IN_END_TO_END
				G3!`,
		},
		{
			nome:      "24: by the TRN alone",
			movimenti: []cassa.Movimento{acc(camtT, "a", "318.40", "", trn("0306977712345670489999599995IT", ""))},
			attese: `a RICONCILIATO G1 ABBINATO_PER_TRN
				G1!`,
		},
		{
			nome:      "24: by the TRN and a cent less",
			movimenti: []cassa.Movimento{acc(camtT, "a", "318.39", "", trn("0306977712345670489999599995IT", ""))},
			attese:    `a NON_PAGOPA`,
		},
		{
			nome:      "25: by the amount alone, never",
			movimenti: []cassa.Movimento{acc(camtT, "a", "1204.00", "BONIFICO DA PSP"), acc(camtT, "b", "1204.00", "BONIFICO DA PSP", il(15))},
			attese: `a NON_PAGOPA G3? IMPORTO_DI_FLUSSO
				b NON_PAGOPA G3? IMPORTO_DI_FLUSSO
				G3 ACCREDITO_MANCANTE ACCREDITO_POSSIBILE`,
		},
		{
			nome: "26: without LGPE; anywhere in the text",
			movimenti: []cassa.Movimento{
				acc(camtT, "a", "1204.00", "CRED RIVERSAMENTO/URI/2026-04-14UNCRITMM-p4k2- Finto S.p.A."),
				acc(camtT, "b", "60.00", "RIF 2026-04-14CIPBITMM-08-00-17-55120 FINTO"),
			},
			attese: `a RICONCILIATO G3 CANDIDATO_USATO,SPEZZATURA_AMBIGUA,SENZA_LGPE
				b RICONCILIATO G4 ID_NEL_TESTO
				G3!
				G4!`,
		},
		{
			nome: "28: a colon in the text, a field written twice",
			movimenti: []cassa.Movimento{
				acc(mt940T, "a", "318.40", "ORA 11\n:52:07 BON "+purG(1)), acc(mt940T, "b", "95.15", "BONIFICO\n"+purG(2)),
			},
			attese: `a RICONCILIATO G1
				b RICONCILIATO G2
				G1!
				G2!`,
		},
		{
			nome:      "29: in the subfields of field 86",
			movimenti: []cassa.Movimento{acc(mt940T, "a", "60.00", "BON\nDA\n/PUR/LGPE-RIVERSAMENTO\n/URI/2026-04-14CIPBITMM-0\n8-00-17-55120", contabile("2026-04-14"), valuta("2026-04-14"))},
			attese: `a RICONCILIATO G4 SPEZZATA,SPEZZATURA_AMBIGUA
				G4!`,
		},
		{
			nome: "43, 44: rows of tables",
			movimenti: []cassa.Movimento{
				acc("TAB:IT80M0760100000000099990001", "aprile.csv/1/20260414E9515", "95.15", "RI1"+purG(2)+" ACCREDITO", estratto("aprile.csv")),
				acc("TAB", "0920299000000777/20260414E6000", "60.00", ":TID:1001260414000055 :RI3:"+purG(4)+" :SEC:CASH", rif("0920299000000777"), trn("1001260414000055", "")),
			},
			attese: `0920299000000777/20260414E6000 RICONCILIATO G4
				aprile.csv/1/20260414E9515 RICONCILIATO G2 SPEZZATURA_AMBIGUA
				G2!
				G4!`,
		},
		{
			nome: "the source names the flow; the text names it too, otherwise, or otherwise and rightly",
			movimenti: []cassa.Movimento{
				acc("TAB", "a", "318.40", "", idFlusso(g1)), acc("TAB", "b", "95.15", purG(1), idFlusso(g2)),
				acc("TAB", "c", "1204.00", purG(3), idFlusso("2026-04-14UNCRITMM-zzz")),
			},
			attese: `a RICONCILIATO G1
				b RICONCILIATO G2 PIU_RIFERIMENTI
				c RICONCILIATO G3 CANDIDATO_USATO,PIU_RIFERIMENTI
				G1!
				G2!
				G3!`,
		},
		{
			nome: "a TRN of the form of the flow's, which is another",
			movimenti: []cassa.Movimento{
				acc(camtT, "a", "318.40", purG(1), trn("0306977712345670489999599996IT", "")), acc(camtT, "b", "95.15", purG(2), trn("CORTO", "")),
				acc(camtT, "c", "60.00", purG(4), trn("CIPB-55120-0414-RIX", ""), rif("CIPB-55120-0414-RIV")),
			},
			attese: `a RICONCILIATO G1 TRN_DIVERSO
				b RICONCILIATO G2
				c RICONCILIATO G4
				G1!
				G2!
				G4!`,
		},
		{
			nome:      "a flow that is not here, cut by the bank: it may be the one that begins so",
			movimenti: []cassa.Movimento{acc(camtT, "a", "95.15", "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-0000..."), acc(camtT, "b", "318.40", "/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-0001...")},
			attese: `a FLUSSO_NON_TROVATO G2? IMPORTO_DI_FLUSSO,TRONCATO
				b FLUSSO_NON_TROVATO TRONCATO
				G2 ACCREDITO_MANCANTE ACCREDITO_POSSIBILE`,
		},
		{
			nome:      "an identifier cut to a year that no flow is of",
			movimenti: []cassa.Movimento{acc(camtT, "a", "318.40", "/PUR/LGPE-RIVERSAMENTO/URI/9")},
			attese:    `a CAUSALE_ILLEGGIBILE`,
		},
		{
			nome:      "several flows, one of them named again in other letters and broken",
			movimenti: []cassa.Movimento{acc(camtT, "a", "413.55", due+" | /pur/lgpe-riversamento/uri/2026-04-13abi03069-s777 001", lotto)},
			attese: `a RICONCILIATO G1 G2 MAIUSCOLE_IGNORATE,CANDIDATO_USATO,PIU_FLUSSI,LOTTO,SPEZZATURA_AMBIGUA
				G1! ACCREDITO_CUMULATIVO
				G2! ACCREDITO_CUMULATIVO`,
		},
		{
			nome:      "several flows, all of them taken back",
			movimenti: []cassa.Movimento{acc(camtT, "a", "413.55", due, lotto), sto(camtT, "b", "413.55", "STORNO "+purG(2))},
			attese: `a STORNATO G1 G2 residuo 0.00
				b* STORNO -413.55
				G1 ACCREDITO_STORNATO
				G2 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				R2 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome:      "several flows held back together",
			movimenti: []cassa.Movimento{acc(camtT, "a", "413.55", due, lotto), sto(camtT, "b", "1.00", "STORNO 2026-04-01")},
			attese: `a RICONCILIATO G1 G2 TRATTENUTO_PER_STORNO,PIU_FLUSSI,LOTTO
				b* STORNO STORNO_SENZA_ORIGINALE
				G1 RICONCILIATO TRATTENUTO_PER_STORNO,ACCREDITO_CUMULATIVO
				G2 RICONCILIATO TRATTENUTO_PER_STORNO,ACCREDITO_CUMULATIVO
				R1 RENDICONTATA TRATTENUTO_PER_STORNO
				R2 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA TRATTENUTO_PER_STORNO
				P2 RENDICONTATA TRATTENUTO_PER_STORNO`,
		},
		{
			nome: "a single transfer that is taken back, in part, or held back",
			movimenti: []cassa.Movimento{
				acc(camtT, "a", "318.40", "/RFB/"+iuvCassa[0]+"/318.40"), sto(camtT, "a", "318.40", ""),
				acc(camtT, "b", "95.15", "/RFB/"+iuvCassa[1]+"/95.15"), sto(camtT, "b", "5.00", ""),
				acc(camtT, "c", "60.00", "/RFB/"+iuvCassa[3]+"/60.00"), sto(camtT, "z", "2.00", "STORNO"),
			},
			attese: `a STORNATO residuo 0.00
				a* STORNO -318.40
				b IMPORTO_DIVERSO 01000000047110207 residuo 90.15 delta -5.00 DIFETTO,STORNATO_IN_PARTE
				b* STORNO -5.00 STORNO_IMPORTO_DIVERSO
				c RICONCILIATO_SINGOLO 01000000047110409 TRATTENUTO_PER_STORNO
				z* STORNO STORNO_SENZA_ORIGINALE
				R1 RENDICONTATA ACCREDITO_STORNATO
				R2 RENDICONTATA ACCREDITO_STORNATO
				R4 RENDICONTATA TRATTENUTO_PER_STORNO
				P1 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA ACCREDITO_STORNATO
				P4 RENDICONTATA TRATTENUTO_PER_STORNO`,
		},
		{
			nome:      "the receipt is not here, the money is",
			movimenti: []cassa.Movimento{acc(camtT, "a", "318.40", purG(1)), acc(camtT, "b", "95.15", purG(2)), sto(camtT, "z", "1.00", "STORNO "+purG(2))},
			cambia:    func(in *ingresso) { in.Ricevute = in.Ricevute[1:] },
			attese: `a RICONCILIATO G1
				b IMPORTO_DIVERSO G2 residuo 94.15 delta -1.00 DIFETTO,STORNATO_IN_PARTE
				z* STORNO -1.00 STORNO_IMPORTO_DIVERSO
				G1 RICONCILIATO
				G2 IMPORTO_DIVERSO
				R2 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA RICEVUTA_MANCANTE
				P2 RENDICONTATA ACCREDITO_STORNATO`,
		},
	})
}

// TestPossibiliSenzaForma: a flow whose identifier has no day of the calendar in it is never named by a text, and
// is shown beside the credit of its amount that tells the whole of it.
func TestPossibiliSenzaForma(t *testing.T) {
	const id = "2026-02-30BCITITMM-0000412"
	in := ingressiCassa([]cassa.Movimento{acc(camtT, "a", "95.15", pur(id)), acc(camtT, "b", "95.15", pur(id+"3"))})
	in.Flussi[1].IDFlusso = id
	rep := rendicontazione.Riconcilia(in, opzioni{})
	for i, possibili := range [][]string{{id}, nil} {
		require.Equal(t, rendicontazione.MovimentoCausaleIlleggibile, rep.Movimenti[i].Classe)
		require.Equal(t, possibili, rep.Movimenti[i].Possibili)
	}
}
