package rendicontazione_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// TestPendenzeSenzaIUV: positions whose IUV no payment can have ask for a person,
// those that are not paid yet do not.
func TestPendenzeSenzaIUV(t *testing.T) {
	for _, c := range []struct{ nome, iuv, pagato, segnali string }{
		{"not paid yet", "01000000000000141", "01000000000000242", ""},
		{"not paid yet, aux digit 0", "010000000001416", "01000000000000242", ""},
		{"paid under another number that it ends with", "01010000000001416", "010000000001416", "IUV_NUMERO_AVVISO"},
		{"a notice number of aux digit 3", "301000000000000141", "01000000000000141", "IUV_NUMERO_AVVISO"},
		{"a notice number of aux digit 0", "001010000000001416", "010000000001416", "IUV_NUMERO_AVVISO"},
		{"a notice number, nothing paid", "301000000000000141", "", "IUV_NUMERO_AVVISO"},
		{"one zero lost", "1000000000000141", "01000000000000141", "IUV_SENZA_ZERI"},
		{"two zeros lost, which the payment shows", "100000000000141", "00100000000000141", "IUV_SENZA_ZERI"},
		{"aux digit 0, one zero lost", "10000000001416", "010000000001416", "IUV_SENZA_ZERI"},
		{"many zeros lost", "141", "", "IUV_SENZA_ZERI"},
		{"not numeric", "RF18539007547034", "", ""},
		{"an IUV of that form that is paid", "301000000000000141", "301000000000000141", ""},
	} {
		t.Run(c.nome, func(t *testing.T) {
			in := ingresso{Oggi: avviso.MustData("2024-05-08"), Pendenze: pendenze{pen("p", c.iuv, "3.00")}}
			if c.pagato != "" {
				in.Ricevute = ricevute{ric(c.pagato, "r", 1, "3.00")}
			}
			p := rendicontazione.Riconcilia(in, opzioni{}).Pendenze[0]
			require.Equal(t, c.segnali, p.Segnali.String())
			require.Equal(t, c.segnali != "", p.Segnali.RichiedeIntervento())
		})
	}
}

// TestRicevuteSenzaPendenza: a payment that no debt item has is told, and asks for a
// person when the body has all of its debts here.
func TestRicevuteSenzaPendenza(t *testing.T) {
	in := ingresso{
		Oggi: avviso.MustData("2024-05-08"),
		Ricevute: ricevute{
			ric(iuvA, "r", 1, "3.00"), ric(iuvA, "r", 2, "1.00"), ric(iuvB, "r", 1, "3.00"),
			con(ric(iuvC, "r", 1, "3.00"), func(r *rendicontazione.VoceRicevuta) { r.IdDominio = altro }),
			con(ric(iuvC, "r", 1, "16.00"), func(r *rendicontazione.VoceRicevuta) { r.Tipo = avviso.MBT }),
		},
		Pendenze: pendenze{pen("p", iuvA, "3.00")},
	}
	segnali := func(opt opzioni) (ss []string) {
		rep := rendicontazione.Riconcilia(in, opt)
		for i := range rep.Ricevute {
			ss = append(ss, rep.Ricevute[i].Segnali.String())
		}
		return ss
	}
	require.Equal(t, []string{"", "SENZA_PENDENZA", "SENZA_PENDENZA", "", ""}, segnali(opzioni{}))
	require.Equal(t, []string{"", "PENDENZA_MANCANTE", "PENDENZA_MANCANTE", "", "PENDENZA_MANCANTE"}, segnali(opzioni{TuttiDebitiInPendenze: true}))
	require.False(t, rendicontazione.SegnaleSenzaPendenza.RichiedeIntervento())
	require.True(t, rendicontazione.SegnalePendenzaMancante.RichiedeIntervento())

	// Of another body the debt item of a position is a debt item of that body.
	in.Pendenze[0].Voci = append(in.Pendenze[0].Voci, rendicontazione.VocePendenza{Indice: 2, Importo: cent("3.00"), IdDominio: altro})
	require.Equal(t, []string{"", "SENZA_PENDENZA", "SENZA_PENDENZA", "", "SENZA_PENDENZA"}, segnali(opzioni{}))
}

// TestImportoOltre: more than pagoPA can pay is told.
func TestImportoOltre(t *testing.T) {
	rep := rendicontazione.Riconcilia(ingresso{Movimenti: movimenti{mov("1", "x", "999999999.99"), mov("2", "x", "1000000000.00")}}, opzioni{})
	require.Empty(t, codici(&rep.Movimenti[0]))
	require.Equal(t, []string{"IMPORTO_OLTRE"}, codici(&rep.Movimenti[1]))
}

// TestMovimentoJSON: the members that tell where money went are there when there
// is something to tell.
func TestMovimentoJSON(t *testing.T) {
	in := ingressiCassa([]cassa.Movimento{
		acc("OPI", "2026/91/0", "318.40", purG(1)), sto("OPI", "2026/91/0", "118.40", "", il(16)), sto("OPI", "2026/99/0", "1.00", "", il(16)),
		acc(rhT, "a", "318.40", purG(1)), acc(camtT, "b", "155.15", purG(2)+" "+purG(4)), acc(camtT, "c", "1204.00", "BONIFICO"),
	})
	rep := rendicontazione.Riconcilia(in, opzioni{})
	var scritti []string
	for i := range rep.Movimenti {
		b, err := json.Marshal(rep.Movimenti[i])
		require.NoError(t, err)
		scritti = append(scritti, string(b))
	}
	require.Equal(t, []string{
		`{"id":"b","fonte":"` + camtT + `","chiave":"` + camtT + `|99999000047|b","classe":"RICONCILIATO","flussi":["2026-04-13BCITITMM-0000412","2026-04-14CIPBITMM-08-00-17-55120"],"segnali":["PIU_FLUSSI"]}`,
		`{"id":"c","fonte":"` + camtT + `","chiave":"` + camtT + `|99999000047|c","classe":"NON_PAGOPA","possibili":["2026-04-14UNCRITMM-p4k2"],"segnali":["IMPORTO_DI_FLUSSO"]}`,
		`{"id":"2026/91/0","fonte":"OPI","chiave":"OPI|99999000047|2026/91/0","classe":"IMPORTO_DIVERSO","flusso":"2026-04-13ABI03069-S777001","residuo":"200.00","delta":"-118.40","segnali":["DIFETTO","LETTO_DUE_VOLTE","STORNATO_IN_PARTE"]}`,
		`{"id":"2026/91/0","fonte":"OPI","chiave":"OPI|99999000047|2026/91/0|STORNO","classe":"STORNO","storna":[{"chiave":"OPI|99999000047|2026/91/0","importo":"118.40"}],"segnali":["STORNO_IMPORTO_DIVERSO"]}`,
		`{"id":"2026/99/0","fonte":"OPI","chiave":"OPI|99999000047|2026/99/0|STORNO","classe":"STORNO","segnali":["STORNO_SENZA_ORIGINALE"]}`,
		`{"id":"a","fonte":"` + rhT + `","chiave":"` + rhT + `|99999000047|a","classe":"COPIA_PROBABILE","copiaDi":"OPI|99999000047|2026/91/0","segnali":["DOPPIONE_DA_VERIFICARE"]}`,
	}, scritti)
	require.Equal(t, rendicontazione.Conteggio{Numero: 1, Importo: cent("1.00")}, rep.Conteggi.StorniNonAttribuiti)
	b, err := json.Marshal(rep.Conteggi)
	require.NoError(t, err)
	require.Contains(t, string(b), `"storniNonAttribuiti":{"numero":1,"importo":"1.00"}`)
	b, err = json.Marshal(rep.Pendenze[0])
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"P1","chiave":"99999000047|P1","classe":"RENDICONTATA","quietanzabile":false,
		"voci":[{"indice":1,"chiave":"99999000047|P1|1","classe":"RENDICONTATA","segnali":["ACCREDITO_STORNATO"]}]}`, string(b))
}

// TestUscitaSenzaAccredito: money out that names a flow, here or not, and no credit of it: the bank says that it
// gave back what nobody saw arrive.
func TestUscitaSenzaAccredito(t *testing.T) {
	const id = "2024-05-07PPAYITR1XXX-S000000001"
	uscita := func(nome string) cassa.Movimento {
		return mov("u", "/PUR/LGPE-RIVERSAMENTO/URI/"+nome, "3.00", func(m *cassa.Movimento) { m.Segno = cassa.Uscita })
	}
	for _, c := range []struct {
		nome            string
		movimenti       movimenti
		classe, segnali string
	}{
		{"no credit", movimenti{uscita(id)}, "USCITA", "STORNO_SENZA_ORIGINALE"},
		{"a credit that comes later", movimenti{uscita(id), con(mov("c", "/PUR/LGPE-RIVERSAMENTO/URI/"+id, "3.00"), func(m *cassa.Movimento) { m.DataContabile = avviso.MustData("2024-05-08") })}, "USCITA", "STORNO_SENZA_ORIGINALE"},
		{"a credit of the same day", movimenti{uscita(id), mov("c", "/PUR/LGPE-RIVERSAMENTO/URI/"+id, "3.00")}, "RESTITUZIONE", ""},
		{"a flow that is not here", movimenti{uscita("2024-05-07PPAYITR1XXX-S000000002")}, "USCITA", "STORNO_SENZA_ORIGINALE"},
	} {
		t.Run(c.nome, func(t *testing.T) {
			rep := rendicontazione.Riconcilia(ingresso{
				Oggi: avviso.MustData("2024-05-08"), Movimenti: c.movimenti, Flussi: flussi{flu(id, riga(iuvA, "r", 1, "3.00", 0))}, Ricevute: ricevute{ric(iuvA, "r", 1, "3.00")},
			}, opzioni{})
			for i := range rep.Movimenti {
				if x := &rep.Movimenti[i]; x.ID == "u" {
					require.Equal(t, c.classe+" "+c.segnali, x.Classe.String()+" "+x.Segnali.String())
				}
			}
		})
	}
}
