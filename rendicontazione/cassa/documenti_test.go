package cassa_test

import (
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// TestDocumentiXML reads statements and journals as banks and treasurers write them.
func TestDocumentiXML(t *testing.T) {
	const (
		f1  = pur + "2026-06-09PSPAITR1XXX-T4400171285"
		f2  = pur + "2026-06-09FNTOITMM-x71vq80zplm2"
		f3  = pur + "2026-06-10PSPCITRRXXX-000093352814"
		trn = "0311902847561023664120587399IT"
		psp = "PSP PROVA S.P.A."
	)
	giorno := avviso.MustData("2026-06-10")
	dopo := avviso.MustData("2026-06-12")
	credito := func(id, importo, rif, causale string) cassa.Movimento {
		return cassa.Movimento{
			ID: id, Fonte: "CAMT053:" + ibanT, IdDominio: dominioT, IBAN: mustIBAN(t, ibanT), Importo: avviso.MustImporto(importo), Segno: cassa.Entrata,
			DataContabile: giorno, DataValuta: giorno, RifBanca: rif, Causale: causale, Ordinante: psp, Estratto: "S1/20260610",
		}
	}
	con := func(m cassa.Movimento, cambia func(*cassa.Movimento)) cassa.Movimento {
		cambia(&m)
		return m
	}
	provvisorio := func(id, importo string, cambia func(*cassa.Movimento)) cassa.Movimento {
		return con(cassa.Movimento{
			ID: id, Fonte: cassa.FonteOPI, IdDominio: dominioT, Importo: avviso.MustImporto(importo), Segno: cassa.Entrata, DataContabile: giorno, DataValuta: giorno,
			TRN: trn, Causale: f1, Ordinante: psp, Esercizio: 2026, Provvisorio: "418", Conto: "0000100",
		}, cambia)
	}
	tests := []struct {
		nome string
		want []cassa.Movimento
	}{
		{"cbixml_due_accrediti.xml", []cassa.Movimento{
			con(credito("005881194736330/20260610E41260", "412.60", "005881194736330", f1+" | BO:ABICAB:9999600001TRN:"+trn), func(m *cassa.Movimento) {
				m.TRN, m.Estratto = trn, "6630112984-5/1/20260610"
			}),
			con(credito("005881194736326/20260610E195525", "1955.25", "005881194736326", "BONIFICO A VS FAVORE "+f2), func(m *cassa.Movimento) { m.Estratto = "6630112984-5/1/20260610" }),
		}},
		{"camt053_testo_banca.xml", []cassa.Movimento{
			credito("A1/20260610E41260", "412.60", "A1", "Iban ordinante:IT41C9999600001000000000001 Ragione sociale ordinante:"+psp+" Causale:"+f1+" Esito:OK"),
			credito("A2/20260610E195525", "1955.25", "A2", f2),
		}},
		{"camt053_due_parti.xml", []cassa.Movimento{
			con(credito("A1.1/20260610E41260", "412.60", "A1", f1), func(m *cassa.Movimento) { m.EndToEndID = "E1" }),
			con(credito("A1.2/20260610E195525", "1955.25", "A1", f2), func(m *cassa.Movimento) { m.EndToEndID = "E2" }),
		}},
		{"camt053_giorno.xml", []cassa.Movimento{
			con(credito("005881194736330/20260610E41260", "412.60", "005881194736330", f1), func(m *cassa.Movimento) { m.Estratto = "6630112984-5/20260610" }),
			con(credito("005881194736326/20260610E195525", "1955.25", "005881194736326", f2), func(m *cassa.Movimento) { m.Estratto = "6630112984-5/20260610" }),
		}},
		{"camt053_giorno_dopo.xml", []cassa.Movimento{
			con(credito("005881194799999/20260612E6735", "67.35", "005881194799999", f3), func(m *cassa.Movimento) {
				m.DataContabile, m.DataValuta, m.Estratto = dopo, dopo, "6630112991-7/20260610"
			}),
		}},
		{"camt053_end_to_end.xml", []cassa.Movimento{
			con(credito("A1/20260610E41260", "412.60", "A1", "RIVERSAMENTO PAGOPA"), func(m *cassa.Movimento) {
				m.TRN, m.EndToEndID = trn, "2026-06-09PSPAITR1XXX-T4400171285"
			}),
		}},
		{"camt053_trn.xml", []cassa.Movimento{
			con(credito("005881194736330/20260610E41260", "412.60", "005881194736330", f1), func(m *cassa.Movimento) { m.TRN = trn }),
		}},
		{"camt053_storno.xml", []cassa.Movimento{
			credito("A1/20260610E41260", "412.60", "A1", f1),
			con(credito("A9/20260612E41260", "412.60", "A9", "STORNO "+f1), func(m *cassa.Movimento) { m.Storno, m.DataContabile, m.DataValuta = true, dopo, dopo }),
		}},
		{"giornale_sospeso.xml", []cassa.Movimento{provvisorio("2026/418/1", "412.60", func(*cassa.Movimento) {})}},
		{"giornale_altro_progressivo.xml", []cassa.Movimento{provvisorio("2026/418/2", "412.60", func(m *cassa.Movimento) {
			m.Storno, m.DataContabile, m.DataValuta, m.Bolletta = true, dopo, dopo, "7418"
		})}},
		{"giornale_storno_parte.xml", []cassa.Movimento{provvisorio("2026/418/0", "150.00", func(m *cassa.Movimento) {
			m.Storno, m.DataContabile, m.DataValuta, m.Bolletta = true, dopo, dopo, "7418"
		})}},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			xml := campione(t, tt.nome)
			if strings.HasPrefix(tt.nome, "giornale") {
				letti, errori := raccogli(apri(t, xml).Movimenti())
				require.Empty(t, errori)
				require.Equal(t, tt.want, letti)
				return
			}
			letti, e := leggiT(t, xml)
			require.Equal(t, tt.want, letti)
			require.True(t, e.Quadrature()[0].Quadra())
			aPezzi, errori := raccogli(cassa.NuovoCamt053(iotest.OneByteReader(strings.NewReader(xml)), contiT).Movimenti())
			require.Empty(t, errori)
			require.Equal(t, letti, aPezzi)
		})
	}
	_, errori := raccogli(cassa.NuovoCamt053(strings.NewReader(campione(t, "camt054.xml")), contiT).Movimenti())
	require.Len(t, errori, 1)
	richiede(t, errori[0], cassa.CodiceFormato, cassa.ErrFormato, "BkToCstmrDbtCdtNtfctn", 3)
}

// A movement cut by the end of the file is none, wherever the cut is.
func TestGiornaleTroncato(t *testing.T) {
	intero := giornale(movimento(), movimento("numero_documento", "16", "importo", "-3.00"), movimento("numero_documento", "17"))
	for i := strings.Index(intero, "<informazioni"); i < len(intero); i++ {
		g, err := cassa.NuovoGiornale(strings.NewReader(intero[:i]))
		if err != nil {
			require.ErrorIs(t, err, cassa.ErrSintassi)
			continue
		}
		letti, errori := raccogli(g.LeggiMovimenti())
		require.Len(t, letti, strings.Count(intero[:i], "</movimento_conto_evidenza>"))
		require.Len(t, errori, 1)
		require.ErrorIs(t, errori[0], cassa.ErrSintassi)
		q := g.Quadrature()
		require.Equal(t, []avviso.Codice{cassa.CodicePagina}, q[len(q)-1].Rilievi)
	}
}

// What the treasurer writes in the causale, where the journal itself says nothing.
func TestGiornaleMarche(t *testing.T) {
	for _, tt := range []struct{ causale, trn, want, wantTRN string }{
		{"BONIFICO TRN:0306977712345670489999599995IT", "", "BONIFICO TRN:0306977712345670489999599995IT", "0306977712345670489999599995IT"},
		{"BONIFICO TRN:0306977712345670489999599995IT", "T1", "BONIFICO TRN:0306977712345670489999599995IT", "T1"},
		{"ORE 17:30:00", "", "ORE 17:30:00", ""},
	} {
		letti, errori := raccogli(apri(t, giornale(movimento("causale", tt.causale, "codice_riferimento_operazione", tt.trn))).Movimenti())
		require.Empty(t, errori)
		require.Equal(t, []string{tt.want, tt.wantTRN}, []string{letti[0].Causale, letti[0].TRN})
	}
}
