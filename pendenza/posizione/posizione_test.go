package posizione_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/posizione"
)

var confrontabili = cmp.Options{
	cmpopts.EquateComparable(avviso.IdDominio{}, avviso.IBAN{}, avviso.Data{}, avviso.NumeroAvviso{}, avviso.IUV{}, avviso.Importo{}, avviso.DataOra{}),
}

// d0 is a position of GovPay with one item.
func d0() pendenza.Pendenza {
	return pendenza.Pendenza{
		IDA2A: "GEST", IDPendenza: "P1", IDTipoPendenza: "TARI", IdDominio: avviso.MustIdDominio("12345678903"), Causale: "TARI 2026 rata unica",
		Importo: avviso.MustImporto("100.00"), NumeroAvviso: avviso.MustNumeroAvviso("301000000000004285"),
		DataScadenza: avviso.MustData("2026-06-30"), DataValidita: avviso.MustData("2026-05-31"),
		Voci: []pendenza.Voce{{
			IDVocePendenza: "1", Importo: avviso.MustImporto("100.00"), Descrizione: "TARI",
			IbanAccredito: avviso.MustIBAN("IT60X0542811101000000123456"), TipoContabilita: pendenza.AltraContabilita, CodiceContabilita: "0101002IM",
		}},
	}
}

var ente = avviso.Ente{Nome: "Comune di Prova"}

func campi(pp []posizione.Perdita) []string {
	var cc []string
	for _, p := range pp {
		cc = append(cc, p.Campo)
	}
	return cc
}

// The position of the specification, in v1 and back.
func TestV1AndBack(t *testing.T) {
	p, perse, err := posizione.DaPendenze([]pendenza.Pendenza{d0()}, posizione.Opzioni{Ente: ente})
	require.NoError(t, err)
	require.Equal(t, []string{"idTipoPendenza", "dataValidita", "voci[0].descrizione"}, campi(perse))
	b, err := p.Append(nil, posizione.V1)
	require.NoError(t, err)
	require.Equal(t, `{"iupd":"GEST*P1","type":"F","fiscalCode":"ANONIMO","fullName":"ANONIMO","companyName":"Comune di Prova","switchToExpired":true,`+
		`"payStandIn":true,"paymentOption":[{"nav":"301000000000004285","iuv":"01000000000004285","amount":10000,"description":"TARI 2026 rata unica",`+
		`"isPartialPayment":false,"dueDate":"2026-06-30T21:59:59Z","transfer":[{"idTransfer":"1","amount":10000,`+
		`"remittanceInformation":"TARI 2026 rata unica","category":"9/0101002IM","iban":"IT60X0542811101000000123456"}]}]}`, string(b))

	letta, avvertenze, err := posizione.Leggi(b)
	require.NoError(t, err)
	require.Empty(t, avvertenze)
	ritorno, perse, err := letta.Pendenze(posizione.Opzioni{IdDominio: avviso.MustIdDominio("12345678903")})
	require.NoError(t, err)
	require.Empty(t, perse)
	atteso := d0()
	atteso.IDTipoPendenza, atteso.DataValidita, atteso.Voci[0].Descrizione = "", avviso.Data{}, "TARI 2026 rata unica"
	require.Empty(t, cmp.Diff([]pendenza.Pendenza{atteso}, ritorno, confrontabili))
}

const duePiuUna = `{"iupd":"GEST*DOC1","type":"F","fiscalCode":"TSTPNI70D01L219V","fullName":"Pino Test","companyName":"Comune di Prova","switchToExpired":false,
"paymentOption":[
{"iuv":"01000000000500122","nav":"301000000000500122","amount":5000,"description":"rata","isPartialPayment":true,"dueDate":"2026-09-30T21:59:59Z","notificationFee":100,
 "transfer":[{"idTransfer":"1","amount":5000,"remittanceInformation":"rata","category":"9/0101002IM/","iban":"IT60X0542811101000000123456"}]},
{"iuv":"01000000000500223","nav":"301000000000500223","amount":5000,"description":"rata","isPartialPayment":true,"dueDate":"2026-06-30T21:59:59Z",
 "transfer":[{"idTransfer":"1","amount":5000,"remittanceInformation":"rata","category":"9/0101002IM/","iban":"IT60X0542811101000000123456"}]},
{"iuv":"01000000000500324","nav":"301000000000500324","amount":10000,"description":"rata","isPartialPayment":false,"dueDate":"2026-06-30T21:59:59Z",
 "transfer":[{"idTransfer":"1","amount":10000,"remittanceInformation":"rata","category":"9/0101002IM/","iban":"IT60X0542811101000000123456"}]}]}`

// Two instalments and the whole at once are three pendenze of one document.
func TestInstalmentsAndTheWhole(t *testing.T) {
	p, err := posizione.Parse([]byte(duePiuUna))
	require.NoError(t, err)
	pp, perse, err := p.Pendenze(posizione.Opzioni{IdDominio: avviso.MustIdDominio("12345678903")})
	require.NoError(t, err)
	require.Equal(t, []string{"paymentOption[0].installments[0].notificationFee"}, campi(perse))
	require.Len(t, pp, 3)
	type riga struct {
		IUV, Doc      string
		Rata          int
		Stampa, Scade string
		Importo       string
	}
	var righe []riga
	for _, q := range pp {
		righe = append(righe, riga{
			q.NumeroAvviso.IUV().String(), q.Documento.Identificativo, q.Documento.Rata, q.Proprieta.DataScandenzaAvviso.String(), q.DataScadenza.String(), q.Importo.String(),
		})
		require.Equal(t, "GEST", q.IDA2A)
		require.Equal(t, q.NumeroAvviso.IUV().String(), q.IDPendenza)
	}
	require.Empty(t, cmp.Diff([]riga{
		{"01000000000500122", "DOC1", 2, "2026-09-30", "", "50.00"},
		{"01000000000500223", "DOC1", 1, "2026-06-30", "", "50.00"},
		{"01000000000500324", "DOC1", 0, "2026-06-30", "", "100.00"},
	}, righe))
}

// A mass file of three, the second with transfers that do not make the amount.
func TestMassFile(t *testing.T) {
	uno := func(iupd string, importo int) string {
		return fmt.Sprintf(`{"iupd":%q,"type":"F","fiscalCode":"TSTPNI70D01L219V","fullName":"Pino Test","companyName":"Comune di Prova","switchToExpired":true,`+
			`"paymentOption":[{"iuv":"01000000000004285","amount":%d,"description":"TARI","isPartialPayment":false,"dueDate":"2026-06-30T21:59:59Z",`+
			`"transfer":[{"idTransfer":"1","amount":5000,"remittanceInformation":"TARI","category":"9/0101002IM/","iban":"IT60X0542811101000000123456"}]}]}`, iupd, importo)
	}
	file := `{"operation":"CREATE","paymentPositions":[` + uno("A", 5000) + ",\n" + uno("B", 5001) + "," + uno("C", 5000) + "," + uno("A", 5000) + `]}`
	var esiti []string
	for r, err := range posizione.LeggiFile(strings.NewReader(file)) {
		require.NoError(t, err)
		require.Equal(t, posizione.Crea, r.Operazione)
		esito := "letta"
		if r.Errore != nil {
			var x avviso.Rifiuto
			require.ErrorAs(t, r.Errore, &x)
			esito = string(x.Rilievo().Codice) + " " + x.Rilievo().Campo
		}
		esiti = append(esiti, fmt.Sprint(r.Numero, " ", r.IUPD, " ", esito))
	}
	require.Equal(t, []string{
		"1 A letta", "2 B SOMMA paymentOption[0].amount", "3 C letta", "4 A DUPLICATO paymentPositions[3].iupd",
	}, esiti)

	var posizioni []*posizione.Posizione
	for _, importo := range []int{5000, 5001, 5000} {
		p, _, _ := posizione.Leggi([]byte(uno("A", 5000)))
		p.IUPD = string(rune('A' + len(posizioni)))
		p.Opzioni[0].Rate[0].Importo = avviso.ImportoDaCentesimi(int64(importo))
		posizioni = append(posizioni, &p)
	}
	var w bytes.Buffer
	err := posizione.ScriviFile(&w, posizione.Crea, slices.Values(posizioni))
	require.ErrorContains(t, err, "paymentPositions[1].paymentOption[0].installments[0].amount")
	posizioni[1].Opzioni[0].Rate[0].Importo = avviso.MustImporto("50.00")
	w.Reset()
	require.NoError(t, posizione.ScriviFile(&w, posizione.Crea, slices.Values(posizioni)))
	n := 0
	for r, err := range posizione.LeggiFile(&w) {
		require.NoError(t, err)
		require.NoError(t, r.Errore)
		n++
	}
	require.Equal(t, 3, n)

	w.Reset()
	require.NoError(t, posizione.ScriviCancellazioni(&w, "", slices.Values([]string{"A", "B"})))
	require.Equal(t, "{\"paymentPositionIUPDs\":[\"A\",\n\"B\"]}\n", w.String())
	require.Error(t, posizione.ScriviFile(&w, "", slices.Values([]*posizione.Posizione{posizioni[0], posizioni[0], nil})))
	for _, rotto := range []string{``, `[]`, `{"paymentPositions":[]}`, `{"paymentPositions":[1]`, `{"x":1}`, `{"operation":"X"}`, `{"paymentPositions":[1],"paymentPositions":[2]}`, `{"paymentPositions":[1]} x`} {
		ultimo := error(nil)
		for _, err := range posizione.LeggiFile(strings.NewReader(rotto)) {
			ultimo = err
		}
		require.ErrorIs(t, ultimo, posizione.ErrPosizione, rotto)
	}
}

func TestParseRefuses(t *testing.T) {
	buona := strings.ReplaceAll(duePiuUna, "\n", "")
	for _, tt := range []struct {
		nome, da, a, codice, campo string
		tollerato                  string // code of the warning of Leggi, "" where it refuses too
	}{
		{"unknown member", `"type":"F"`, `"type":"F","colore":"rosso"`, "MEMBRO", "colore", "MEMBRO"},
		{"member twice", `"type":"F"`, `"type":"F","type":"G"`, "MEMBRO", "type", ""},
		{"member in another case", `"iupd"`, `"IUPD"`, "MEMBRO", "IUPD", ""},
		{"amount with decimals", `"amount":10000,"d`, `"amount":100.00,"d`, "PATTERN", "paymentOption[2].amount", ""},
		{"amount as a text", `"amount":10000,"d`, `"amount":"10000","d`, "PATTERN", "paymentOption[2].amount", "TIPO"},
		{"negative amount", `"amount":10000,"d`, `"amount":-1,"d`, "PATTERN", "paymentOption[2].amount", ""},
		{"another zone", `2026-09-30T21:59:59Z`, `2026-09-30T23:59:59+02:00`, "DATA", "paymentOption[0].dueDate", "ZONA"},
		{"no instant", `2026-09-30T21:59:59Z`, `2026-09-30`, "DATA", "paymentOption[0].dueDate", ""},
		{"no debtor", `"fullName":"Pino Test",`, ``, "OBBLIGATORIO", "fullName", ""},
		{"IUV twice", `"iuv":"01000000000500223","nav":"301000000000500223"`, `"iuv":"01000000000500122"`, "DUPLICATO", "paymentOption[1].iuv", ""},
		{"no account", `"category":"9/0101002IM/","iban":"IT60X0542811101000000123456"}]},{"iuv":"01000000000500223"`, `"category":"9/0101002IM/"}]},{"iuv":"01000000000500223"`, "ESCLUSIVI", "paymentOption[0].transfer[0].iban", ""},
		{"idTransfer as a number", `"idTransfer":"1","amount":10000`, `"idTransfer":1,"amount":10000`, "PATTERN", "paymentOption[2].transfer[0].idTransfer", "TIPO"},
	} {
		t.Run(tt.nome, func(t *testing.T) {
			require.Contains(t, buona, tt.da)
			testo := []byte(strings.Replace(buona, tt.da, tt.a, 1))
			_, err := posizione.Parse(testo)
			require.ErrorIs(t, err, posizione.ErrPosizione)
			var e avviso.Rifiuto
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.codice+" "+tt.campo, string(e.Rilievo().Codice)+" "+e.Rilievo().Campo)
			require.NotZero(t, e.Rilievo().Colonna)
			_, avvertenze, err := posizione.Leggi(testo)
			if tt.tollerato == "" {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			require.Len(t, avvertenze, 1)
			require.Equal(t, tt.tollerato+" "+tt.campo, string(avvertenze[0].Codice)+" "+avvertenze[0].Campo)
		})
	}
}

func TestACA(t *testing.T) {
	const aca = `{"paFiscalCode":"12345678903","companyName":"Comune di Prova","entityType":"F","entityFiscalCode":"TSTPNI70D01L219V","entityFullName":"Pino Test",` +
		`"iuv":"01000000000004285","nav":"301000000000004285","amount":10000,"description":"TARI","expirationDate":"2026-06-30T21:59:59Z",` +
		`"iban":"IT60X0542811101000000123456","switchToExpired":true,"payStandIn":true}`
	p, err := posizione.Parse([]byte(aca))
	require.NoError(t, err)
	p.Opzioni[0].Rate[0].Transfer[0].Category = "9/0101002IM/"
	b, err := p.Append(nil, posizione.ACA)
	require.NoError(t, err)
	require.Equal(t, aca, string(b))
	_, err = posizione.Parse([]byte(strings.Replace(aca, `"amount":10000`, `"amount":0`, 1)))
	require.ErrorContains(t, err, "MIN amount")
	_, err = posizione.Parse([]byte(strings.Replace(aca, `"entityType":"F"`, `"entityType":"X"`, 1)))
	require.ErrorContains(t, err, "PATTERN entityType")
	q, err := posizione.Parse([]byte(duePiuUna))
	require.NoError(t, err)
	q.IdDominio = avviso.MustIdDominio("12345678903")
	_, err = q.Append(nil, posizione.ACA)
	require.ErrorContains(t, err, "FORMA")
}

// A name with line ends is written on one line, and told.
func TestOneLine(t *testing.T) {
	e := avviso.Ente{Nome: "Comune di Prova\n\n"}
	p, _, err := posizione.DaPendenze([]pendenza.Pendenza{d0()}, posizione.Opzioni{Ente: e})
	require.NoError(t, err)
	a := p.Avvertenze()
	require.Len(t, a, 1)
	require.Equal(t, "CARATTERI companyName", string(a[0].Codice)+" "+a[0].Campo)
	b, err := p.Append(nil, posizione.V3)
	require.NoError(t, err)
	require.Contains(t, string(b), `"companyName":"Comune di Prova"`)
	require.Equal(t, "Comune di Prova\n\n", p.CompanyName, "the position stays as it was")
	p.CompanyName = "\n"
	_, err = p.Append(nil, posizione.V3)
	require.ErrorContains(t, err, "OBBLIGATORIO companyName")
}
