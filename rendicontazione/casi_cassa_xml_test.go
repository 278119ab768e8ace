package rendicontazione_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// ntryCamt is a booked entry of 14 April: amount, mark, and the elements after the booking date.
func ntryCamt(importo, segno, dettagli string) string {
	return `<Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">` + importo + `</Amt><CdtDbtInd>` + segno + `</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-04-14</Dt></BookgDt>` + dettagli + `</Ntry>`
}

func txCamt(dentro ...string) string {
	return "<NtryDtls><TxDtls>" + strings.Join(dentro, "</TxDtls><TxDtls>") + "</TxDtls></NtryDtls>"
}

func ustrdCamt(s string) string { return "<RmtInf><Ustrd>" + s + "</Ustrd></RmtInf>" }

// stmtCamt is a statement of the account T that closes on 14 April.
func stmtCamt(id string, voci ...string) string {
	return "<Stmt><Id>" + id + "</Id><ElctrncSeqNb>1</ElctrncSeqNb><Acct><Id><IBAN>" + contoT + "</IBAN></Id></Acct>" +
		"<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-04-14</Dt></Dt></Bal>" +
		strings.Join(voci, "") + "</Stmt>"
}

func camt053(stmt ...string) string {
	return "<Document><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>" + strings.Join(stmt, "") + "</BkToCstmrStmt></Document>"
}

// lettiCamt are the movements of statements of the account T, one document after the other.
func lettiCamt(t *testing.T, documenti ...string) (mm []cassa.Movimento) {
	t.Helper()
	for _, d := range documenti {
		for m, err := range cassa.NuovoCamt053(strings.NewReader(d), cassa.Conti{contoT: enteCassa}).Movimenti() {
			require.NoError(t, err)
			mm = append(mm, m)
		}
	}
	return mm
}

// TestCasiCassaXML goes from the document to the report.
func TestCasiCassaXML(t *testing.T) {
	const g3 = "2026-04-14UNCRITMM-p4k2"
	cbi, err := os.ReadFile("cassa/testdata/cbixml_giornaliera.xml")
	require.NoError(t, err)
	uno := camt053(stmtCamt("77-1", ntryCamt("318.40", "CRDT", txCamt(ustrdCamt(purG(1))))))
	due := camt053(strings.ReplaceAll(stmtCamt("77-2", ntryCamt("95.15", "CRDT", txCamt(ustrdCamt(purG(2))))), "2026-04-14</Dt>", "2026-04-15</Dt>"))
	importo := func(s string) string { return `<Amt Ccy="EUR">` + s + `</Amt>` }
	lotto := func(importo string) string {
		return ntryCamt(importo, "CRDT", txCamt(ustrdCamt(purG(1)), ustrdCamt(purG(2))))
	}
	s := stmtCamt("S", ntryCamt("318.40", "CRDT", txCamt(ustrdCamt(purG(1)))))
	provaCassa(t, []casoCassa{
		{
			nome: "1: two days, the first given twice", movimenti: lettiCamt(t, uno, due, uno),
			attese: `77-1/1/20260414/1/20260414E31840 RICONCILIATO G1
				77-2/1/20260415/1/20260415E9515 RICONCILIATO G2
				G1!
				G2!`,
		},
		{
			nome: "9: the same statement twice in a file", movimenti: lettiCamt(t, camt053(s, s)),
			attese: `S/1/20260414/1/20260414E31840 RICONCILIATO G1 LETTO_DUE_VOLTE
				S/1/20260414~2/1/20260414E31840 COPIA_PROBABILE di S/1/20260414/1/20260414E31840
				G1!`,
		},
		{
			nome: "10: the daily statement of CBI", movimenti: lettiCamt(t, string(cbi)),
			attese: `004711000088001/20260414E31840 RICONCILIATO G1
				4711-0414/1/20260414/2/20260414E9515 RICONCILIATO G2
				G1!
				G2!`,
		},
		{
			nome: "12: a storno by its CBI causale", movimenti: lettiCamt(t, camt053(stmtCamt("S",
				ntryCamt("95.15", "CRDT", txCamt("<Refs><AcctSvcrRef>004711000088002</AcctSvcrRef></Refs>"+ustrdCamt(purG(2)))),
				ntryCamt("95.15", "DBIT", "<BkTxCd><Prtry><Cd>68//</Cd><Issr>CBI</Issr></Prtry></BkTxCd>"+
					txCamt("<Refs><AcctSvcrRef>004711000088377</AcctSvcrRef></Refs>"+ustrdCamt("STORNO "+purG(2))))))),
			attese: `004711000088002/20260414E9515 STORNATO G2 residuo 0.00
				004711000088377/20260414E9515* STORNO -95.15
				G2 ACCREDITO_STORNATO
				R2 RENDICONTATA ACCREDITO_STORNATO
				P2 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome:      "18: an entry of two transfers, with their amounts",
			movimenti: lettiCamt(t, camt053(stmtCamt("S", ntryCamt("413.55", "CRDT", txCamt(importo("318.40")+ustrdCamt(purG(1)), importo("95.15")+ustrdCamt(purG(2))))))),
			attese: `S/1/20260414/1.1/20260414E31840 RICONCILIATO G1
				S/1/20260414/1.2/20260414E9515 RICONCILIATO G2
				G1!
				G2!`,
		},
		{
			nome: "19: without their amounts", movimenti: lettiCamt(t, camt053(stmtCamt("S", lotto("413.55")))),
			attese: `S/1/20260414/1/20260414E41355 RICONCILIATO G1 G2 PIU_FLUSSI,LOTTO
				G1! ACCREDITO_CUMULATIVO
				G2! ACCREDITO_CUMULATIVO`,
		},
		{
			nome: "20: a cent less", movimenti: lettiCamt(t, camt053(stmtCamt("S", lotto("413.54")))),
			attese: `S/1/20260414/1/20260414E41354 IMPORTO_DIVERSO G1 G2 delta -0.01 DIFETTO,PIU_FLUSSI,LOTTO
				G1 IMPORTO_DIVERSO
				G2 IMPORTO_DIVERSO`,
		},
		{
			nome: "21: a cut copy before the whole one",
			movimenti: lettiCamt(t, camt053(stmtCamt("S", ntryCamt("95.15", "CRDT", txCamt(ustrdCamt("/PUR/LGPE-RIVERSAMENTO/URI/2026-04-13BCITITMM-0000 ...")+
				"<AddtlTxInf>BONIFICO "+purG(2)+"</AddtlTxInf>"))))),
			attese: `S/1/20260414/1/20260414E9515 RICONCILIATO G2
				G2!`,
		},
		{
			nome:      "22: a creditor reference",
			movimenti: lettiCamt(t, camt053(stmtCamt("S", ntryCamt("51.20", "CRDT", txCamt("<RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>"))))),
			cambia: func(in *ingresso) {
				in.Ricevute = append(in.Ricevute, rendicontazione.VoceRicevuta{
					IdDominio: enteCassa, IUV: "RF18539007547034", IUR: "rf", Indice: 1, Importo: cent("51.20"), Data: avviso.MustData("2026-04-13"),
				})
			},
			attese: `S/1/20260414/1/20260414E5120 RICONCILIATO_SINGOLO RF18539007547034
				RF18539007547034 INCASSATA SENZA_PENDENZA`,
		},
		{
			nome: "23: in the EndToEndId", movimenti: lettiCamt(t, camt053(stmtCamt("S", ntryCamt("1204.00", "CRDT", txCamt("<Refs><EndToEndId>"+g3+"</EndToEndId></Refs>"+ustrdCamt("INCASSI PAGOPA")))))),
			attese: `S/1/20260414/1/20260414E120400 RICONCILIATO G3 ID_IN_END_TO_END
				G3!`,
		},
		{
			nome: "24: by the TRN alone", movimenti: lettiCamt(t, camt053(stmtCamt("S", ntryCamt("318.40", "CRDT", txCamt("<Refs><ClrSysRef>"+flussiCassa[0][1]+"</ClrSysRef></Refs>"))))),
			attese: `0306977712345670489999599995IT/20260414E31840 RICONCILIATO G1 ABBINATO_PER_TRN
				G1!`,
		},
		{
			nome: "24: a cent less", movimenti: lettiCamt(t, camt053(stmtCamt("S", ntryCamt("318.39", "CRDT", txCamt("<Refs><ClrSysRef>"+flussiCassa[0][1]+"</ClrSysRef></Refs>"))))),
			attese: `0306977712345670489999599995IT/20260414E31839 NON_PAGOPA`,
		},
		{
			nome:      "27: pending, and of zero",
			movimenti: lettiCamt(t, camt053(stmtCamt("S", strings.Replace(ntryCamt("318.40", "CRDT", txCamt(ustrdCamt(purG(1)))), ">BOOK<", "><Cd>PDNG</Cd><", 1), ntryCamt("0.00", "CRDT", "")))),
			attese:    "",
		},
	})
}

// giornaleOPI is what a page of the journal says, written and read: movements as operation, number,
// progressivo, amount, day and causale.
func giornaleOPI(t *testing.T, voci ...[6]string) (mm []cassa.Movimento) {
	t.Helper()
	giorno := avviso.MustData("2026-04-17")
	h := cassa.Intestazione{IDFlussoBT: "GDC", IdDominio: enteCassa, Esercizio: 2026, Pagina: 1, Pagine: 1, Dal: giorno, Al: giorno}
	var pagina []cassa.Voce
	for _, v := range voci {
		pagina = append(pagina, cassa.Voce{
			Conto: "1", TipoMovimento: "ENTRATA", TipoDocumento: "SOSPESO ENTRATA", TipoOperazione: v[0], NumeroDocumento: v[1], Progressivo: v[2],
			Importo: cent(v[3]), DataMovimento: avviso.MustData(v[4]), Causale: v[5],
		})
	}
	b, err := cassa.AppendGiornale(nil, h, pagina)
	require.NoError(t, err)
	g, err := cassa.NuovoGiornale(bytes.NewReader(b))
	require.NoError(t, err)
	for m, err := range g.Movimenti() {
		require.NoError(t, err)
		mm = append(mm, m)
	}
	return mm
}

// TestCasiCassaOPI: storni of a journal, with either sign and another progressivo.
func TestCasiCassaOPI(t *testing.T) {
	credito := [6]string{"ESEGUITO", "0091", "0", "318.40", "2026-04-14", purG(1)}
	parte := [6]string{"STORNATO", "91", "0", "-118.40", "2026-04-16", ""}
	resto := [6]string{"STORNATO", "91", "2", "200.00", "2026-04-17", ""}
	provaCassa(t, []casoCassa{
		{
			nome: "33: a part", movimenti: giornaleOPI(t, credito, parte),
			attese: `2026/91/0 IMPORTO_DIVERSO G1 residuo 200.00 delta -118.40 DIFETTO,STORNATO_IN_PARTE
				2026/91/0* STORNO -118.40 STORNO_IMPORTO_DIVERSO
				G1 IMPORTO_DIVERSO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
		{
			nome: "34: and paid again", movimenti: giornaleOPI(t, credito, parte, [6]string{"ESEGUITO", "97", "0", "118.40", "2026-04-17", purG(1)}),
			attese: `2026/91/0 RICONCILIATO G1 residuo 200.00 STORNATO_IN_PARTE
				2026/91/0* STORNO -118.40 STORNO_IMPORTO_DIVERSO
				2026/97/0 INTEGRAZIONE G1 TARDIVO
				G1!`,
		},
		{
			nome: "35: the rest", movimenti: giornaleOPI(t, resto, parte, credito),
			attese: `2026/91/0 STORNATO G1 residuo 0.00
				2026/91/0* STORNO -118.40 STORNO_IMPORTO_DIVERSO
				2026/91/2* STORNO -200.00 STORNO_IMPORTO_DIVERSO
				G1 ACCREDITO_STORNATO
				R1 RENDICONTATA ACCREDITO_STORNATO
				P1 RENDICONTATA ACCREDITO_STORNATO`,
		},
	})
}
