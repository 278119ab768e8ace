package flusso_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

func TestParse(t *testing.T) {
	f, err := flusso.Parse(con(t))
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(campione(), f, confronta))
	l, avvisi, err := flusso.Leggi(con(t))
	require.NoError(t, err)
	require.Empty(t, avvisi)
	require.Empty(t, cmp.Diff(f, l, confronta))
	require.NoError(t, f.Valida())
	require.True(t, flusso.Riconosci(con(t)))
	require.False(t, flusso.Riconosci([]byte("<a/>")))
	require.False(t, flusso.Riconosci([]byte("{}")))
}

// Both readers take any prefix, a byte-order mark, comments, a zone after a
// date, white space around numbers and dates, any digit as the outcome.
func TestLettoriAccettano(t *testing.T) {
	s := leggiFile(t, "flusso.xml")
	senzaPrefisso := strings.ReplaceAll(strings.Replace(s, "xmlns:pay_i", "xmlns", 1), "pay_i:", "")
	casi := []struct {
		nome  string
		dati  string
		cambi func(f *flusso.Flusso)
	}{
		{"senza prefisso", senzaPrefisso, nil},
		{"altro prefisso", strings.ReplaceAll(s, "pay_i", "n1"), nil},
		{"BOM", "\ufeff" + s, nil},
		{"schemaLocation", strings.Replace(s, "<pay_i:FlussoRiversamento ",
			`<pay_i:FlussoRiversamento xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" `, 1), nil},
		{"CDATA e commenti", strings.Replace(s, ">TRN0001<", "><!-- x --><![CDATA[TRN]]>00<!-- y -->01<", 1), nil},
		{"commento dopo la radice", s + "\n<!-- fine -->\n", nil},
		{"bianchi intorno ai numeri", strings.Replace(s, ">100.00<", "> 100.00\n<", 1), nil},
		{"zona nella data", strings.Replace(s, ">2024-07-26</pay_i:dataR", ">2024-07-26+02:00</pay_i:dataR", 1), nil},
		{"zona Z nella data della riga", strings.Replace(s, ">2024-07-25</", ">2024-07-25Z</", 1), nil},
		{"versione 1.1", strings.Replace(s, ">1.0<", ">1.1<", 1), func(f *flusso.Flusso) { f.VersioneOggetto = "1.1" }},
		{"indice con segno e zeri", strings.Replace(s, "Pagamento>1<", "Pagamento>+001<", 1), nil},
		{"indice con zeri", strings.Replace(s, "Pagamento>1<", "Pagamento>01<", 1), nil},
		{"indice 5", strings.Replace(s, "Pagamento>1<", "Pagamento>5<", 1), func(f *flusso.Flusso) { f.Righe[0].Indice = 5 }},
		{"importo di una cifra", strings.Replace(s, ">100.00<", ">5.00<", 1), func(f *flusso.Flusso) { f.Righe[0].Importo = avviso.MustImporto("5.00") }},
		{"importo massimo", strings.Replace(s, ">100.00<", ">999999999.99<", 1), func(f *flusso.Flusso) { f.Righe[0].Importo = avviso.MaxImporto }},
		{"totale massimo", strings.Replace(s, ">155.66<", ">999999999.99<", 1), func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.MaxImporto }},
		{"totale zero", strings.Replace(s, ">155.66<", ">0.00<", 1), func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.Importo{} }},
		{"numero uno", strings.Replace(s, ">3</pay_i:n", ">1</pay_i:n", 1), func(f *flusso.Flusso) { f.NumeroTotalePagamenti = 1 }},
		{"numero di 15 cifre", strings.Replace(s, ">3</pay_i:n", ">999999999999999</pay_i:n", 1), func(f *flusso.Flusso) {
			f.NumeroTotalePagamenti = 999_999_999_999_999
		}},
		{"IUV di 35 caratteri di due byte", strings.Replace(s, "RF18539007547034", strings.Repeat("è", 35), 1), func(f *flusso.Flusso) {
			f.Righe[1].IUV = strings.Repeat("è", 35)
		}},
		{"dataOra con zona", strings.Replace(s, "T18:30:00<", "T16:30:00Z<", 1), nil},
		{"esito 4", strings.Replace(s, "Pagamento>9<", "Pagamento>4<", 1), func(f *flusso.Flusso) { f.Righe[1].Esito = flusso.StandIn }},
		{"esito 8", strings.Replace(s, "Pagamento>9<", "Pagamento>8<", 1), func(f *flusso.Flusso) { f.Righe[1].Esito = flusso.StandInSenzaRPT }},
		{"esito 7", strings.Replace(s, "Pagamento>9<", "Pagamento>7<", 1), func(f *flusso.Flusso) { f.Righe[1].Esito = 1 + 7 }},
		{
			"senza facoltativi", strings.Replace(strings.Replace(strings.Replace(s,
				"\t\t<pay_i:denominazioneMittente>PSP di prova &amp; C.</pay_i:denominazioneMittente>\n", "", 1),
				"\t<pay_i:codiceBicBancaDiRiversamento>PPAYITR1XXX</pay_i:codiceBicBancaDiRiversamento>\n", "", 1),
				"\t\t<pay_i:denominazioneRicevente>Comune di Prova</pay_i:denominazioneRicevente>\n", "", 1),
			func(f *flusso.Flusso) {
				f.Mittente.Denominazione, f.BancaRiversamento, f.DenominazioneRicevente = "", "", ""
			},
		},
		{
			"ISO-8859-1", strings.Replace(strings.Replace(s, "UTF-8", "ISO-8859-1", 1), "Comune di Prova", "Citt\xe0", 1),
			func(f *flusso.Flusso) { f.DenominazioneRicevente = "Città" },
		},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			atteso := campione()
			if c.cambi != nil {
				c.cambi(&atteso)
			}
			f, err := flusso.Parse([]byte(c.dati))
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(atteso, f, confronta))
			f, avvisi, err := flusso.Leggi([]byte(c.dati))
			require.NoError(t, err)
			require.Empty(t, avvisi)
			require.Empty(t, cmp.Diff(atteso, f, confronta))
		})
	}
}

// What only the lenient reader takes, with its warning.
func TestLeggiTollera(t *testing.T) {
	casi := []struct {
		nome       string
		cambi      []string
		avvertenza avviso.Codice
		effetto    func(f *flusso.Flusso)
	}{
		{"importo intero", []string{">100.00<", ">100<"}, flusso.AvvertenzaImporto, nil},
		{"un decimale", []string{">10.10<", ">10.1<"}, flusso.AvvertenzaImporto, nil},
		{"segno più", []string{">100.00<", ">+100.00<"}, flusso.AvvertenzaImporto, nil},
		{
			"revoca negativa",
			[]string{">10.10<", ">-10.10<"},
			flusso.AvvertenzaImporto,
			func(f *flusso.Flusso) { f.Righe[2].Importo = avviso.MustImporto("-10.10") },
		},
		{
			"totale di un decimale",
			[]string{">155.66<", ">155.6<"},
			flusso.AvvertenzaImporto,
			func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.MustImporto("155.60") },
		},
		{
			"elemento ignoto",
			[]string{"<pay_i:dataRegolamento>", "<pay_i:altro><pay_i:x>1</pay_i:x></pay_i:altro><pay_i:dataRegolamento>"},
			flusso.AvvertenzaElemento, nil,
		},
		{"elemento di altro namespace", []string{"<pay_i:dataRegolamento>", `<x xmlns="u"/><pay_i:dataRegolamento>`}, flusso.AvvertenzaElemento, nil},
		{"elemento ignoto nella riga", []string{"<pay_i:singoloImportoPagato>", "<pay_i:altro/><pay_i:singoloImportoPagato>"}, flusso.AvvertenzaElemento, nil},
		{"elemento ignoto fra le righe", []string{"</pay_i:datiSingoliPagamenti>", "</pay_i:datiSingoliPagamenti><pay_i:altro/>"}, flusso.AvvertenzaElemento, nil},
		{"attributo", []string{"<pay_i:dataRegolamento>", `<pay_i:dataRegolamento a="1">`}, flusso.AvvertenzaAttributo, nil},
		{"bianchi intorno alla IUV", []string{">RF18539007547034<", ">\n RF18539007547034 <"}, flusso.AvvertenzaSpazi, nil},
		{"bianchi intorno all'esito", []string{"Pagamento>9<", "Pagamento> 9 <"}, flusso.AvvertenzaSpazi, nil},
		{
			"denominazione lunga",
			[]string{"Comune di Prova", strings.Repeat("x", 141)},
			flusso.AvvertenzaLunghezza,
			func(f *flusso.Flusso) { f.DenominazioneRicevente = strings.Repeat("x", 141) },
		},
		{"denominazione corta", nil, "", nil},
		{"spazi intorno alla banca", []string{"DiRiversamento>", "DiRiversamento> "}, flusso.AvvertenzaSpazi, nil},
		{"spazio largo in fondo", []string{">TRN0001<", ">TRN0001\u2000<"}, flusso.AvvertenzaSpazi, nil},
		{"spazi larghi intorno", []string{">TRN0001<", ">\u2000TRN0001\u2000<"}, flusso.AvvertenzaSpazi, nil},
		{
			"revisione massima",
			[]string{"<pay_i:dataOraFlusso>", "<pay_i:revisioneFlusso>2147483647</pay_i:revisioneFlusso><pay_i:dataOraFlusso>"},
			flusso.AvvertenzaEstensione, func(f *flusso.Flusso) { f.Revisione = 1<<31 - 1 },
		},
		{"denominazione vuota", []string{"Comune di Prova", ""}, flusso.AvvertenzaVuoto, func(f *flusso.Flusso) { f.DenominazioneRicevente = "" }},
		{
			"revisione",
			[]string{"<pay_i:dataOraFlusso>", "<pay_i:revisioneFlusso>7</pay_i:revisioneFlusso><pay_i:dataOraFlusso>"},
			flusso.AvvertenzaEstensione, func(f *flusso.Flusso) { f.Revisione = 7 },
		},
		{
			"totale di 18 cifre",
			[]string{">155.66<", ">9999999999999999.99<"},
			flusso.AvvertenzaImporto,
			func(f *flusso.Flusso) { f.ImportoTotalePagamenti = avviso.MustImporto("9999999999999999.99") },
		},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			dati := con(t, c.cambi...)
			atteso := campione()
			if c.effetto != nil {
				c.effetto(&atteso)
			}
			f, avvisi, err := flusso.Leggi(dati)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(atteso, f, confronta))
			if c.avvertenza == "" {
				require.Empty(t, avvisi)
			} else {
				require.Equal(t, []avviso.Codice{c.avvertenza}, codici(avvisi))
				require.Positive(t, avvisi[0].Riga)
				require.Positive(t, avvisi[0].Colonna)
				require.NotContains(t, avvisi[0].Testo, "volte")
			}
			_, err = flusso.Parse(dati)
			if len(c.cambi) > 0 {
				require.ErrorIs(t, err, flusso.ErrSchema)
			}
		})
	}
}

// A warning of one kind is counted, not repeated.
func TestLeggiContaAvvertenze(t *testing.T) {
	s := strings.ReplaceAll(leggiFile(t, "flusso.xml"), "0</pay_i:singoloImportoPagato>", "</pay_i:singoloImportoPagato>")
	_, avvisi, err := flusso.Leggi([]byte(s))
	require.NoError(t, err)
	require.Len(t, avvisi, 1)
	require.Contains(t, avvisi[0].Testo, "(2 volte)")
	require.Equal(t, "datiSingoliPagamenti/singoloImportoPagato", avvisi[0].Campo)
	require.Equal(t, 29, avvisi[0].Riga)

	var b strings.Builder
	for i := range 200 {
		b.WriteString("<pay_i:x" + strings.Repeat("y", i) + "/>")
	}
	_, avvisi, err = flusso.Leggi(con(t, "<pay_i:dataRegolamento>", b.String()+"<pay_i:dataRegolamento>"))
	require.NoError(t, err)
	require.Len(t, avvisi, 64)
	require.Equal(t, flusso.AvvertenzaAltre, avvisi[63].Codice)
	require.Contains(t, avvisi[63].Testo, "(137 volte)")
}

func TestLettoriRifiutano(t *testing.T) {
	const riga = "datiSingoliPagamenti/"
	casi := []struct {
		nome   string
		dati   []byte
		tipo   error
		codice avviso.Codice
		campo  string
		riga   int
	}{
		{"vuoto", nil, flusso.ErrXML, flusso.CodiceXML, "", 1},
		{"DOCTYPE", con(t, "<pay_i:FlussoRiversamento", "<!DOCTYPE x [<!ENTITY e \"1\">]>\n<pay_i:FlussoRiversamento"), flusso.ErrXML, flusso.CodiceDOCTYPE, "", 2},
		{"entità", con(t, "TRN0001", "&e;"), flusso.ErrXML, flusso.CodiceXML, "", 6},
		{"troncato", con(t)[:1500], flusso.ErrXML, flusso.CodiceXML, "", 0},
		{"commento prima della dichiarazione", append([]byte("<!-- -->"), con(t)...), flusso.ErrXML, flusso.CodiceXML, "", 1},
		{"tag che non si chiude", con(t, "</pay_i:dataRegolamento>", "</pay_i:dataregolamento>"), flusso.ErrXML, flusso.CodiceXML, "", 7},
		{"dopo la radice", append(con(t), "<a/>"...), flusso.ErrXML, flusso.CodiceXML, "", 0},
		{"testo dopo la radice", append(con(t), "x"...), flusso.ErrXML, flusso.CodiceXML, "", 0},
		{"non è UTF-8", con(t, "Comune di Prova", "Citt\xe0"), flusso.ErrXML, flusso.CodiceCodifica, "", 21},
		{"UTF-16 dichiarato", con(t, "UTF-8", "UTF-16"), flusso.ErrXML, flusso.CodiceCodifica, "", 1},
		{"troppo profondo", con(t, "TRN0001", strings.Repeat("<a>", 40)), nil, "", "", 6},
		{"altra radice", []byte("<a/>"), flusso.ErrSchema, flusso.CodiceElemento, "a", 1},
		{"altro namespace", con(t, "2011/Pagamenti/", "2012/Pagamenti/"), flusso.ErrSchema, flusso.CodiceNamespace, "FlussoRiversamento", 2},
		{"senza namespace", []byte("<FlussoRiversamento/>"), flusso.ErrSchema, flusso.CodiceNamespace, "FlussoRiversamento", 1},
		{"testo fra gli elementi", con(t, "<pay_i:dataRegolamento>", "x<pay_i:dataRegolamento>"), flusso.ErrSchema, flusso.CodiceElemento, "", 6},
		{"manca un elemento", con(t, "\t<pay_i:dataRegolamento>2024-07-26</pay_i:dataRegolamento>\n", ""), flusso.ErrSchema, flusso.CodiceObbligatorio, "dataRegolamento", 7},
		{"elemento vuoto", con(t, ">TRN0001<", "><"), flusso.ErrSchema, flusso.CodiceObbligatorio, "identificativoUnivocoRegolamento", 6},
		{"elemento bianco", con(t, ">TRN0001<", "> \u00a0 <"), flusso.ErrSchema, flusso.CodiceObbligatorio, "identificativoUnivocoRegolamento", 6},
		{
			"mittente vuoto", con(t, "\t\t\t<pay_i:codiceIdentificativoUnivoco>PPAYITR1XXX</pay_i:codiceIdentificativoUnivoco>\n", ""),
			flusso.ErrSchema, flusso.CodiceObbligatorio, "istitutoMittente/identificativoUnivocoMittente/codiceIdentificativoUnivoco", 11,
		},
		{
			"due volte", con(t, "<pay_i:dataRegolamento>", "<pay_i:identificativoUnivocoRegolamento>A</pay_i:identificativoUnivocoRegolamento><pay_i:dataRegolamento>"),
			flusso.ErrSchema, flusso.CodiceDuplicato, "identificativoUnivocoRegolamento", 7,
		},
		{
			"fuori posto", con(t, "<pay_i:dataRegolamento>", "<pay_i:versioneOggetto>1.0</pay_i:versioneOggetto><pay_i:dataRegolamento>"),
			flusso.ErrSchema, flusso.CodiceOrdine, "versioneOggetto", 7,
		},
		{
			"totali dopo le righe", con(t, "</pay_i:FlussoRiversamento>", "<pay_i:numeroTotalePagamenti>3</pay_i:numeroTotalePagamenti></pay_i:FlussoRiversamento>"),
			flusso.ErrSchema, flusso.CodiceDuplicato, "numeroTotalePagamenti", 0,
		},
		{
			"importo due volte nella riga", con(t, "<pay_i:codiceEsito", "<pay_i:singoloImportoPagato>1.00</pay_i:singoloImportoPagato><pay_i:codiceEsito"),
			flusso.ErrSchema, flusso.CodiceDuplicato, riga + "singoloImportoPagato", 30,
		},
		{"figlio in una foglia", con(t, ">TRN0001<", "><pay_i:x/><"), flusso.ErrSchema, flusso.CodiceElemento, "identificativoUnivocoRegolamento/x", 6},
		{"figlio dopo il testo", con(t, ">TRN0001<", ">TRN<pay_i:x/><"), flusso.ErrSchema, flusso.CodiceElemento, "identificativoUnivocoRegolamento/x", 6},
		{"versione", con(t, ">1.0<", ">2.0<"), flusso.ErrSchema, flusso.CodiceValore, "versioneOggetto", 3},
		{"idFlusso di 36", con(t, ">2024-07-26PPAYITR1XXX-S2024072601<", ">2025-09-23BPPIITRRXXX-00003810279012<"), flusso.ErrSchema, flusso.CodiceLunghezza, "identificativoFlusso", 4},
		{"idFlusso con punto", con(t, "XXX-S2024072601", "XXX.S2024072601"), flusso.ErrSchema, flusso.CodicePattern, "identificativoFlusso", 4},
		{"dataOra", con(t, "T18:30:00", " 18:30:00"), flusso.ErrSchema, flusso.CodiceData, "dataOraFlusso", 5},
		{"data impossibile", con(t, ">2024-07-26</pay_i:dataR", ">2024-02-30</pay_i:dataR"), flusso.ErrSchema, flusso.CodiceData, "dataRegolamento", 7},
		{"TRN di 36", con(t, "TRN0001", strings.Repeat("x", 36)), flusso.ErrSchema, flusso.CodiceLunghezza, "identificativoUnivocoRegolamento", 6},
		{"tipo del mittente", con(t, ">B<", ">X<"), flusso.ErrSchema, flusso.CodiceValore, "istitutoMittente/identificativoUnivocoMittente/tipoIdentificativoUnivoco", 10},
		{"tipo del ricevente", con(t, ">G<", ">B<"), flusso.ErrSchema, flusso.CodiceValore, "istitutoRicevente/identificativoUnivocoRicevente/tipoIdentificativoUnivoco", 18},
		{"dominio di 10 cifre", con(t, "01234567890", "0123456789"), flusso.ErrSchema, flusso.CodiceDominio, "istitutoRicevente/identificativoUnivocoRicevente/codiceIdentificativoUnivoco", 0},
		{
			"versione dopo le righe", con(t, "</pay_i:FlussoRiversamento>", "<pay_i:versioneOggetto>1.0</pay_i:versioneOggetto></pay_i:FlussoRiversamento>"),
			flusso.ErrSchema, flusso.CodiceDuplicato, "versioneOggetto", 0,
		},
		{"numero vuoto", con(t, ">3</pay_i:n", "></pay_i:n"), flusso.ErrSchema, flusso.CodiceObbligatorio, "numeroTotalePagamenti", 23},
		{"indice vuoto", con(t, "Pagamento>1<", "Pagamento><"), flusso.ErrSchema, flusso.CodiceObbligatorio, riga + "indiceDatiSingoloPagamento", 28},
		{"indice di un segno", con(t, "Pagamento>1<", "Pagamento>+<"), flusso.ErrSchema, flusso.CodiceNumero, riga + "indiceDatiSingoloPagamento", 28},
		{"indice di due zeri", con(t, "Pagamento>1<", "Pagamento>00<"), flusso.ErrSchema, flusso.CodiceNumero, riga + "indiceDatiSingoloPagamento", 28},
		{"indice 11", con(t, "Pagamento>1<", "Pagamento>11<"), flusso.ErrSchema, flusso.CodiceNumero, riga + "indiceDatiSingoloPagamento", 28},
		{"IUV di 36 caratteri di due byte", con(t, "RF18539007547034", strings.Repeat("è", 36)), flusso.ErrSchema, flusso.CodiceLunghezza, riga + "identificativoUnivocoVersamento", 34},
		{"numero zero", con(t, ">3</pay_i:n", ">0</pay_i:n"), flusso.ErrSchema, flusso.CodiceNumero, "numeroTotalePagamenti", 23},
		{"numero negativo", con(t, ">3</pay_i:n", ">-3</pay_i:n"), flusso.ErrSchema, flusso.CodiceNumero, "numeroTotalePagamenti", 23},
		{"numero di 16 cifre", con(t, ">3</pay_i:n", ">1000000000000000</pay_i:n"), flusso.ErrSchema, flusso.CodiceNumero, "numeroTotalePagamenti", 23},
		{"totale negativo", con(t, ">155.66<", ">-155.66<"), flusso.ErrSchema, flusso.CodiceImporto, "importoTotalePagamenti", 24},
		{"totale di tre decimali", con(t, ">155.66<", ">155.660<"), flusso.ErrSchema, flusso.CodiceDecimali, "importoTotalePagamenti", 24},
		{"totale con esponente", con(t, ">155.66<", ">1e999<"), flusso.ErrSchema, flusso.CodiceImporto, "importoTotalePagamenti", 24},
		{"totale di 19 cifre", con(t, ">155.66<", ">99999999999999999.99<"), flusso.ErrSchema, flusso.CodiceImporto, "importoTotalePagamenti", 24},
		{"IUV di 36", con(t, ">RF18539007547034<", ">"+strings.Repeat("x", 36)+"<"), flusso.ErrSchema, flusso.CodiceLunghezza, riga + "identificativoUnivocoVersamento", 34},
		{"IUR vuoto", con(t, ">5d6e7f0000000002<", "><"), flusso.ErrSchema, flusso.CodiceObbligatorio, riga + "identificativoUnivocoRiscossione", 35},
		{"indice 0", con(t, "Pagamento>1<", "Pagamento>0<"), flusso.ErrSchema, flusso.CodiceNumero, riga + "indiceDatiSingoloPagamento", 28},
		{"indice 6", con(t, "Pagamento>1<", "Pagamento>6<"), flusso.ErrSchema, flusso.CodiceNumero, riga + "indiceDatiSingoloPagamento", 28},
		{"importo di tre decimali", con(t, ">100.00<", ">100.005<"), flusso.ErrSchema, flusso.CodiceDecimali, riga + "singoloImportoPagato", 29},
		{"importo zero", con(t, ">100.00<", ">0.00<"), flusso.ErrSchema, flusso.CodiceImporto, riga + "singoloImportoPagato", 29},
		{"importo con virgola", con(t, ">100.00<", ">100,00<"), flusso.ErrSchema, flusso.CodiceImporto, riga + "singoloImportoPagato", 29},
		{"importo oltre il massimo", con(t, ">100.00<", ">1000000000.00<"), flusso.ErrSchema, flusso.CodiceImporto, riga + "singoloImportoPagato", 29},
		{"importo negativo senza revoca", con(t, ">100.00<", ">-100.00<"), flusso.ErrSchema, flusso.CodiceImporto, riga + "singoloImportoPagato", 0},
		{"esito di due cifre", con(t, "Pagamento>9<", "Pagamento>10<"), flusso.ErrSchema, flusso.CodiceValore, riga + "codiceEsitoSingoloPagamento", 37},
		{"esito di lettera", con(t, "Pagamento>9<", "Pagamento>X<"), flusso.ErrSchema, flusso.CodiceValore, riga + "codiceEsitoSingoloPagamento", 37},
		{
			"senza righe", []byte(strings.Split(leggiFile(t, "flusso.xml"), "\t<pay_i:datiSingoli")[0] + "</pay_i:FlussoRiversamento>"),
			flusso.ErrSchema, flusso.CodiceObbligatorio, "datiSingoliPagamenti", 25,
		},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			for nome, leggi := range map[string]func() error{
				"rigoroso":   func() error { _, err := flusso.Parse(c.dati); return err },
				"tollerante": func() error { _, _, err := flusso.Leggi(c.dati); return err },
				"a flusso": func() error {
					l, err := flusso.NuovoLettoreTollerante(iotest.OneByteReader(bytes.NewReader(c.dati)))
					if err != nil {
						return err
					}
					for _, err = range l.Righe() {
						if err != nil {
							return err
						}
					}
					return nil
				},
			} {
				err := leggi()
				var e *flusso.Errore
				require.ErrorAs(t, err, &e, nome)
				require.Positive(t, e.Riga, nome)
				require.Positive(t, e.Colonna, nome)
				if c.riga > 0 {
					require.Equal(t, c.riga, e.Riga, "%s: %v", nome, err)
				}
				if c.tipo == nil {
					continue
				}
				require.ErrorIs(t, err, c.tipo, nome)
				require.Equal(t, c.codice, e.Codice, "%s: %v", nome, err)
				if c.campo != "" {
					require.Equal(t, c.campo, e.Campo, nome)
				}
			}
		})
	}
}

func TestOpzioni(t *testing.T) {
	f, err := flusso.Parse(con(t), flusso.ConDominio(avviso.MustIdDominio("80000000001")))
	require.NoError(t, err)
	require.Equal(t, "80000000001", f.IdDominio.String())
	require.Equal(t, "01234567890", f.Ricevente)

	_, err = flusso.Parse(con(t), flusso.ConMaxRighe(3))
	require.NoError(t, err)
	_, err = flusso.Parse(con(t), flusso.ConMaxRighe(2))
	require.ErrorIs(t, err, flusso.ErrLimite)
	require.Equal(t, flusso.CodiceTroppeRighe, codiceDi(t, err))
	_, err = flusso.NuovoLettore(bytes.NewReader(con(t)), flusso.ConMaxByte(1000))
	require.ErrorIs(t, err, flusso.ErrLimite)
	require.Equal(t, flusso.CodiceLimite, codiceDi(t, err))
	rotto := errors.New("disk on fire")
	_, err = flusso.NuovoLettore(io.MultiReader(strings.NewReader("<?xml"), iotest.ErrReader(rotto)))
	require.ErrorIs(t, err, rotto)
	require.Equal(t, flusso.CodiceLettura, codiceDi(t, err))
	require.ErrorContains(t, err, "disk on fire")
}

// Of the attributes of the schema language only the hints about where a schema
// lies are no content.
func TestAttributiXSI(t *testing.T) {
	const xsi = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" `
	for _, a := range []string{`xsi:schemaLocation="a b"`, `xsi:noNamespaceSchemaLocation="a"`} {
		_, err := flusso.Parse(con(t, "<pay_i:dataRegolamento>", "<pay_i:dataRegolamento"+xsi+a+">"))
		require.NoError(t, err, a)
	}
	for _, a := range []string{`xsi:nil="false"`, `xsi:nil="true"`, `xsi:type="zzz"`, `xsi:foo=""`} {
		dati := con(t, "<pay_i:dataRegolamento>", "<pay_i:dataRegolamento"+xsi+a+">")
		_, err := flusso.Parse(dati)
		require.Equal(t, flusso.CodiceAttributo, codiceDi(t, err), a)
		_, avvisi, err := flusso.Leggi(dati)
		require.NoError(t, err, a)
		require.Equal(t, []avviso.Codice{flusso.AvvertenzaAttributo}, codici(avvisi), a)
	}
}

// An index is refused as it was written, but for its sign and zeros.
func TestIndiceRifiutato(t *testing.T) {
	for testo, valore := range map[string]string{"0": "0", "00": "0", "+0": "0", "6": "6", "06": "6", "+": "", "-1": "-1", "12": "12"} {
		_, err := flusso.Parse(con(t, "Pagamento>1<", "Pagamento>"+testo+"<"))
		var e *flusso.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, []any{flusso.CodiceNumero, valore}, []any{e.Codice, e.Valore}, testo)
	}
}

// What the schema does not have is told from what another schema has.
func TestParseElementiIgnoti(t *testing.T) {
	for elemento, codice := range map[string]avviso.Codice{
		"<pay_i:altro/>":                                flusso.CodiceElemento,
		`<altro xmlns="u"/>`:                            flusso.CodiceNamespace,
		`<dataOraFlusso xmlns="u"/>`:                    flusso.CodiceNamespace,
		`<pay_i:revisioneFlusso/>`:                      flusso.CodiceElemento,
		`<dataRegolamento xmlns="">1</dataRegolamento>`: flusso.CodiceNamespace,
	} {
		_, err := flusso.Parse(con(t, "<pay_i:dataOraFlusso>", elemento+"<pay_i:dataOraFlusso>"))
		require.ErrorIs(t, err, flusso.ErrSchema, elemento)
		require.Equal(t, codice, codiceDi(t, err), elemento)
	}
	_, _, err := flusso.Leggi(con(t, "<pay_i:dataOraFlusso>", "<pay_i:revisioneFlusso>2147483648</pay_i:revisioneFlusso><pay_i:dataOraFlusso>"))
	require.Equal(t, flusso.CodiceNumero, codiceDi(t, err))
	// A skipped element that is not well-formed is still refused.
	_, _, err = flusso.Leggi(con(t, "<pay_i:dataOraFlusso>", "<pay_i:altro><a></b></pay_i:altro><pay_i:dataOraFlusso>"))
	require.ErrorIs(t, err, flusso.ErrXML)
}

func TestLettoreRighe(t *testing.T) {
	l, err := flusso.NuovoLettore(iotest.HalfReader(bytes.NewReader(con(t))))
	require.NoError(t, err)
	require.Equal(t, campione().Testata, l.Testata())
	require.Nil(t, l.Anomalie())
	var righe []flusso.Riga
	for r, err := range l.Righe() { // leaving early is safe
		require.NoError(t, err)
		righe = append(righe, r)
		break
	}
	for r, err := range l.Righe() { // and the rest is still there
		require.NoError(t, err)
		righe = append(righe, r)
	}
	require.Empty(t, cmp.Diff(campione().Righe, righe, confronta))
	require.Empty(t, l.Anomalie())
	require.Empty(t, l.Avvertenze())
	for r, err := range l.Righe() {
		t.Fatalf("after the last: %v, %v", r, err)
	}
}

// The last pair of a stream says that the rows disagree with the header.
func TestLettoreTotali(t *testing.T) {
	casi := []struct {
		nome   string
		cambi  []string
		codici []avviso.Codice
	}{
		{"numero", []string{">3</pay_i:n", ">4</pay_i:n"}, []avviso.Codice{flusso.CodiceNumeroDiverso}},
		{"somma", []string{">155.66<", ">155.67<"}, []avviso.Codice{flusso.CodiceTotaleDiverso}},
		{
			"tutti e due",
			[]string{">3</pay_i:n", ">4</pay_i:n", ">155.66<", ">155.67<"},
			[]avviso.Codice{flusso.CodiceNumeroDiverso, flusso.CodiceTotaleDiverso},
		},
		{"segno della revoca", []string{">155.66<", ">135.46<"}, nil},
	}
	for _, c := range casi {
		t.Run(c.nome, func(t *testing.T) {
			l, err := flusso.NuovoLettore(bytes.NewReader(con(t, c.cambi...)))
			require.NoError(t, err)
			n := 0
			var ultimo error
			for r, err := range l.Righe() {
				require.NoError(t, ultimo, "an error ends the sequence")
				if ultimo = err; err == nil {
					n++
					require.NotEmpty(t, r.IUV)
				}
			}
			require.Equal(t, 3, n)
			if len(c.codici) == 0 {
				require.NoError(t, ultimo)
				require.Equal(t, []avviso.Codice{flusso.AvvertenzaSegnoRevoca}, codici(l.Avvertenze()))
				return
			}
			require.ErrorIs(t, ultimo, flusso.ErrTotali)
			var e *flusso.Errore
			for _, codice := range c.codici {
				require.ErrorAs(t, ultimo, &e)
				require.Equal(t, codice, e.Codice)
				require.Contains(t, ultimo.Error(), string(codice))
				var m interface{ Unwrap() []error }
				if errors.As(e.Err, &m) {
					ultimo = m.Unwrap()[1]
				}
			}
			require.Len(t, l.Anomalie(), len(c.codici))
		})
	}
}
