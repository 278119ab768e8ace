package avviso_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
)

// avvisoEsempio is a notice in one payment or two instalments, on an account of
// Poste Italiane.
func avvisoEsempio() avviso.Avviso {
	poste := avviso.MustIBAN("IT48F0760101000000012345678")
	rata := func(n int, nav, importo, scadenza string) avviso.Rata {
		return avviso.Rata{
			Numero: n, NumeroAvviso: avviso.MustNumeroAvviso(nav), Importo: avviso.MustImporto(importo),
			Scadenza: avviso.MustData(scadenza), Accredito: poste,
		}
	}
	return avviso.Avviso{
		Ente: avviso.Ente{
			IdDominio: dominioEsempio, Nome: "Comune di Vattelapesca", Settore: "Tributi", CBILL: "AB123", GLN: glnEsempio,
		},
		Debitore: avviso.Debitore{Identificativo: "TSTPNI70D01L219V", Nome: "Pino Test", Indirizzo: "Via Città 1", Localita: "10100 Torino (TO)"},
		Oggetto:  "TARI 2024",
		Rate: []avviso.Rata{
			rata(0, "301000000000004285", "1234.56", "2024-06-30"),
			rata(1, "301000000001122010", "617.28", "2024-06-30"),
			rata(2, "001190280072147087", "617.28", "2024-12-31"),
		},
	}
}

func TestAvvisoSezione(t *testing.T) {
	a := avvisoEsempio()
	require.NoError(t, a.Valida())
	var sezioni []avviso.Sezione
	for _, r := range a.Rate {
		s, err := a.Sezione(r)
		require.NoError(t, err)
		sezioni = append(sezioni, s)
	}
	require.Len(t, sezioni, 3)
	dm := "codfase=NBPA;" + "18301000000000004285" + "12000012345678" + "100000123456" + "3896" + "1P1" + "00429440068" +
		"TSTPNI70D01L219V" + "PINO TEST" + strings.Repeat(" ", 31) + "TARI 2024" + strings.Repeat(" ", 101+12) + "A"
	require.Empty(t, cmp.Diff(avviso.Sezione{
		Rata: a.Rate[0], Titolo: "Rata unica", Importo: "1.234,56", Scadenza: "30/06/2024",
		CodiceAvviso: "3010 0000 0000 0042 85", Canale: "di Poste Italiane",
		QRCode:  "PAGOPA|002|301000000000004285|00429440068|123456",
		BarCode: "415808888801234880203010000000000042853902123456",
		Bollettino: avviso.Bollettino{
			Conto: "000012345678", Intestatario: "Comune di Vattelapesca", DataMatrix: dm, CodeLine: dm[13:63],
		},
	}, sezioni[0], cmp.Comparer(func(x, y avviso.Rata) bool { return x == y })))
	require.Equal(t, "Rata 2", sezioni[2].Titolo)
	require.Equal(t, "31/12/2024", sezioni[2].Scadenza)
	// Each instalment has codes of its own.
	for i, s := range sezioni {
		nav := a.Rate[i].NumeroAvviso.String()
		require.Contains(t, s.QRCode, nav)
		require.Contains(t, s.BarCode, nav)
		require.Contains(t, s.Bollettino.CodeLine, nav)
	}
	tot, err := a.Totale()
	require.NoError(t, err)
	require.Equal(t, "1234.56", tot.String())
	a.Rate = a.Rate[1:]
	tot, err = a.Totale()
	require.NoError(t, err)
	require.Equal(t, "1234.56", tot.String())
}

func TestAvvisoSenzaPoste(t *testing.T) {
	a := avvisoEsempio()
	a.Rate = a.Rate[:1]
	a.Rate[0].Accredito = avviso.MustIBAN("IT60X0542811101000000123456")
	a.Rate[0].Scadenza = avviso.Data{}
	a.Rate[0].Etichetta = "Entro 5 giorni"
	a.Ente.GLN = avviso.GLN{}
	s, err := a.Sezione(a.Rate[0])
	require.NoError(t, err)
	require.False(t, s.Bollettino.IsValid())
	require.Equal(t, "del tuo Ente Creditore", s.Canale)
	require.Equal(t, "Entro 5 giorni", s.Titolo)
	require.Empty(t, s.BarCode+s.Scadenza)

	// The support account counts when the first one is not postal.
	a.Rate[0].Appoggio = avviso.MustIBAN("IT48F0760101000000012345678")
	a.Ente.IntestatarioConto, a.Ente.Autorizzazione = "Tesoreria", "AUT. 1"
	s, err = a.Sezione(a.Rate[0])
	require.NoError(t, err)
	require.Equal(t, "di Poste Italiane", s.Canale)
	require.Equal(t, []string{"Tesoreria", "AUT. 1"}, []string{s.Bollettino.Intestatario, s.Bollettino.Autorizzazione})
}

func TestAvvisoVerifica(t *testing.T) {
	lungo := strings.Repeat("à", 141)
	for _, c := range []struct {
		nome   string
		cambia func(*avviso.Avviso)
		want   []string // code and field, in order
	}{
		{
			"empty", func(a *avviso.Avviso) { *a = avviso.Avviso{} },
			[]string{"NULLO ente.idDominio", "LUNGHEZZA ente.nome", "LUNGHEZZA oggetto", "NULLO rate"},
		},
		{"long texts", func(a *avviso.Avviso) {
			a.Ente.Nome, a.Ente.Settore, a.Ente.IntestatarioConto, a.Oggetto = lungo, lungo, lungo, lungo
			a.Debitore = avviso.Debitore{Identificativo: "", Nome: lungo, Indirizzo: lungo, Localita: lungo}
		}, nil},
		{"debtor's code", func(a *avviso.Avviso) { a.Debitore.Identificativo = strings.Repeat("X", 17) }, []string{
			"LUNGHEZZA debitore.identificativo", "LUNGHEZZA rate[0].idDebitore", "LUNGHEZZA rate[1].idDebitore", "LUNGHEZZA rate[2].idDebitore",
		}},
		{"no debtor", func(a *avviso.Avviso) { a.Debitore = avviso.Debitore{} }, nil},
		{"cbill", func(a *avviso.Avviso) { a.Ente.CBILL = "ab123" }, nil},
		{"amounts", func(a *avviso.Avviso) {
			a.Rate[0].Importo, a.Rate[1].Importo = avviso.Importo{}, avviso.MustImporto("100000000.00")
		}, []string{"IMPORTO_ZERO rate[0].importo"}},
		{"number missing", func(a *avviso.Avviso) { a.Rate[2].NumeroAvviso = avviso.NumeroAvviso{} }, []string{"NULLO rate[2].nav"}},
		{
			"same numbers", func(a *avviso.Avviso) { a.Rate[2].Numero, a.Rate[2].NumeroAvviso = 1, a.Rate[1].NumeroAvviso },
			[]string{"DUPLICATO rate[2].numero", "DUPLICATO rate[2].numeroAvviso"},
		},
		{"negative number", func(a *avviso.Avviso) { a.Rate[2].Numero = -1 }, []string{"PROGRESSIVO rate[2].numero"}},
		{
			"debtor for the slip", func(a *avviso.Avviso) { a.Rate, a.Debitore.Identificativo = a.Rate[:1], "È" },
			[]string{"CARATTERE rate[0].idDebitore"},
		},
	} {
		t.Run(c.nome, func(t *testing.T) {
			a := avvisoEsempio()
			c.cambia(&a)
			err := a.Valida()
			var tutte []string
			for _, v := range a.Violazioni() {
				tutte = append(tutte, string(v.Codice)+" "+v.Campo)
			}
			require.Empty(t, cmp.Diff(c.want, tutte))
			if len(c.want) == 0 {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, avviso.ErrAvviso)
			var got []string
			for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
				var ae *avviso.Errore
				require.ErrorAs(t, e, &ae)
				got = append(got, string(ae.Codice)+" "+ae.Campo)
			}
			require.Empty(t, cmp.Diff(c.want, got))
		})
	}
	a := avvisoEsempio()
	a.Rate[1].Importo = avviso.Importo{}
	rifiuto(t, a.Valida(), avviso.CodiceImportoZero, avviso.ErrAvviso)
	_, err := a.Sezione(a.Rate[1])
	rifiuto(t, err, avviso.CodiceImportoZero, avviso.ErrQRCode)
}

// A text over the limit of the model is told with the limit, and is no refusal.
func TestAvvisoLunghezze(t *testing.T) {
	testo := func(n int) string { return strings.Repeat("à", n) }
	for _, c := range []struct {
		campo   string
		massimo int
		metti   func(*avviso.Avviso, string)
	}{
		{"ente.nome", 100, func(a *avviso.Avviso, s string) { a.Ente.Nome = s }},
		{"ente.settore", 50, func(a *avviso.Avviso, s string) { a.Ente.Settore = s }},
		{"ente.informazioni", 100, func(a *avviso.Avviso, s string) { a.Ente.Informazioni = s }},
		{"ente.intestatarioConto", 50, func(a *avviso.Avviso, s string) { a.Ente.IntestatarioConto = s }},
		{"debitore.nome", 70, func(a *avviso.Avviso, s string) { a.Debitore.Nome = s }},
		{"debitore.indirizzo", 140, func(a *avviso.Avviso, s string) {
			r := []rune(s)
			a.Debitore.Indirizzo, a.Debitore.Localita = string(r[:70]), string(r[70:])
		}},
		{"oggetto", 90, func(a *avviso.Avviso, s string) { a.Oggetto = s }},
	} {
		t.Run(c.campo, func(t *testing.T) {
			for n, troppo := range map[int]bool{c.massimo: false, c.massimo + 1: true} {
				a := avvisoEsempio()
				c.metti(&a, testo(n))
				require.NoError(t, a.Valida())
				var trovate []string
				for _, av := range a.Avvertenze() {
					if av.Codice == avviso.CodiceLunghezza && !strings.HasPrefix(av.Campo, "rate") {
						trovate = append(trovate, av.Campo)
						require.Contains(t, av.Testo, strconv.Itoa(c.massimo))
						require.Contains(t, av.Testo, strconv.Itoa(n))
					}
				}
				require.Equal(t, troppo, len(trovate) == 1, trovate)
			}
		})
	}
	a := avvisoEsempio()
	a.Ente.CBILL = "ab123"
	require.Equal(t, avviso.CodiceCarattere, a.Avvertenze()[0].Codice)
}

func TestAvvisoAvvertenze(t *testing.T) {
	a := avvisoEsempio()
	a.Rate = a.Rate[1:]
	a.Debitore.Identificativo, a.Debitore.Nome = "RSSMRA74D22A001X", "Ł"
	var got []string
	for _, av := range a.Avvertenze() {
		got = append(got, string(av.Codice)+" "+av.Campo)
	}
	require.Equal(t, []string{
		"CODICE_FISCALE debitore.identificativo", "CARATTERI_PERSI rate[0].denominazione",
		"AUX_DEPRECATO rate[1].numeroAvviso", "CARATTERI_PERSI rate[1].denominazione",
	}, got)
	for _, id := range []string{"", "ANONIMO", "anonimo", "00429440068", "tstpni70d01l219v"} {
		b := avvisoEsempio()
		b.Rate, b.Debitore.Identificativo = b.Rate[:1], id
		require.Empty(t, b.Avvertenze(), id)
	}
}
