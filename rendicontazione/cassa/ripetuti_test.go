package cassa_test

import (
	"errors"
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// rifiuti are the codes, places and lines of what a sequence refuses.
func rifiuti(t *testing.T, seq iter.Seq2[cassa.Movimento, error]) (letti int, detti []string) {
	t.Helper()
	mm, errori := raccogli(seq)
	for _, err := range errori {
		var e *cassa.Errore
		require.True(t, errors.As(err, &e))
		require.Positive(t, e.Riga)
		detti = append(detti, string(e.Codice)+" "+e.Campo)
	}
	return len(mm), detti
}

// TestRipetuti: what a document has once, and says twice, is not chosen from.
func TestRipetuti(t *testing.T) {
	const altroConto = "IT60X0542811101000000123456"
	cambia := func(nome, da, a string) string {
		s := campione(t, nome)
		require.Contains(t, s, da)
		return strings.Replace(s, da, a, 1)
	}
	mt940 := func(da, a string) *cassa.Estratto {
		return cassa.NuovoMT940(strings.NewReader(cambia("mt940_giorno.txt", da, a)), contiTutti())
	}
	camt := func(da, a string) *cassa.Estratto {
		return cassa.NuovoCamt053(strings.NewReader(cambia("camt053_02.xml", da, a)), contiTutti())
	}
	for _, c := range []struct {
		nome  string
		e     *cassa.Estratto
		letti int
		detti []string
	}{
		{"MT940, another account", mt940(":28C:", ":25:"+altroConto+"\r\n:28C:"), 0, []string{"RIPETUTO 25"}},
		{"MT940, another number", mt940(":60F:", ":28C:7/1\r\n:60F:"), 0, []string{"RIPETUTO 28"}},
		{"MT940, another balance", mt940(":61:", ":60F:C260609EUR1,00\r\n:61:"), 0, []string{"RIPETUTO 60"}},
		{"MT940, another account behind the first line", mt940(":62F:", ":25:"+altroConto+"\r\n:62F:"), 2, []string{"RIPETUTO 25"}},
		{"camt.053, another account", camt("</IBAN>", "</IBAN><IBAN>"+altroConto+"</IBAN>"), 0, []string{"RIPETUTO Stmt/Acct/Id/IBAN"}},
		{"camt.053, a second account", camt("</Acct>", "</Acct><Acct><Id><IBAN>"+altroConto+"</IBAN></Id></Acct>"), 0, []string{"RIPETUTO Stmt/Acct"}},
		{"camt.053, booked and not", camt("<Sts>BOOK</Sts>", "<Sts>PDNG</Sts><Sts>BOOK</Sts>"), 2, []string{"RIPETUTO Ntry/Sts"}},
		{"camt.053, two references", camt("<TxId>TRN0001</TxId>", "<TxId>TRN0001</TxId><TxId>X</TxId>"), 2, []string{"RIPETUTO Ntry/NtryDtls/TxDtls/Refs/TxId"}},
		{
			"table, a title twice", cassa.NuovaTabella(strings.NewReader(cambia("tesoreria.csv", "VALUTA ENTE", "VALUTA ENTE;IMPORTO PROVVISORIO")), contiTutti(), cassa.Profilo{Conto: ibanT}),
			0,
			[]string{"RIPETUTO IMPORTO PROVVISORIO"},
		},
	} {
		t.Run(c.nome, func(t *testing.T) {
			letti, detti := rifiuti(t, c.e.LeggiMovimenti())
			require.Equal(t, c.detti, detti)
			require.Equal(t, c.letti, letti)
		})
	}
	for _, c := range []struct{ da, a, campo string }{
		{"<codice_fiscale_ente>", "<codice_fiscale_ente>00000000018</codice_fiscale_ente><codice_fiscale_ente>", "codice_fiscale_ente"},
		{"<testata_messaggio>", "<testata_messaggio><codice_ente>X</codice_ente></testata_messaggio><testata_messaggio>", "codice_ente"},
	} {
		_, err := cassa.NuovoGiornale(strings.NewReader(cambia("giornale_1_8.xml", c.da, c.a)))
		var e *cassa.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, cassa.CodiceRipetuto, e.Codice)
		require.Equal(t, c.campo, e.Campo)
	}
	g := apri(t, cambia("giornale_1_8.xml", "</conto_evidenza>", "</conto_evidenza><conto_evidenza>2</conto_evidenza>"))
	_, detti := rifiuti(t, g.LeggiMovimenti())
	require.Equal(t, []string{"RIPETUTO conto_evidenza"}, detti)
}
