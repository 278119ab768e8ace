package avviso_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/avversari/prova"
)

// The worked example of the redirect manual.
var (
	navEsempio     = avviso.MustNumeroAvviso("001190280072147087")
	dominioEsempio = avviso.MustIdDominio("00429440068")
	glnEsempio     = avviso.MustGLN("8088888012348")
	dmEsempio      = avviso.DataMatrix{
		NumeroAvviso: navEsempio, Conto: "000012345678", Importo: avviso.MustImporto("100.00"), IdDominio: dominioEsempio,
		IdDebitore: "TSTPNI70D01L219V", Denominazione: "Pino Test",
		Causale: "BIBLIOTECA-COPIE ESEGUITE SU PRENOTAZIONE TRAMITE OPERATORE",
	}
	testoDM = "codfase=NBPA;180011902800721470871200001234567810000001000038961P100429440068TSTPNI70D01L219VPINO TEST" + strings.Repeat(" ", 31) +
		"BIBLIOTECA-COPIE ESEGUITE SU PRENOTAZIONE TRAMITE OPERATORE" + strings.Repeat(" ", 51) + strings.Repeat(" ", 12) + "A"
)

const qrEsempio = "PAGOPA|002|001190280072147087|00429440068|"

func TestQRCode(t *testing.T) {
	for importo, cents := range map[string]string{
		"100.00": "10000", "0.99": "0099", "122.50": "12250", "99999999.99": "9999999999", "1.50": "0150", "0.01": "0001", "10.00": "1000",
	} {
		q := avviso.QRCode{NumeroAvviso: navEsempio, IdDominio: dominioEsempio, Importo: avviso.MustImporto(importo)}
		s, err := q.Testo()
		require.NoError(t, err)
		require.Equal(t, qrEsempio+cents, s)
		p, err := avviso.ParseQRCode(s)
		require.NoError(t, err)
		require.Equal(t, len(cents), p.Cifre)
		q.Cifre = p.Cifre
		require.Equal(t, q, p)
	}
	// The least padding that the official form allows.
	q := avviso.QRCode{NumeroAvviso: navEsempio, IdDominio: dominioEsempio, Importo: avviso.MustImporto("0.01"), Cifre: 2}
	s, err := q.Testo()
	require.NoError(t, err)
	require.Equal(t, qrEsempio+"01", s)
	for in, want := range map[int]string{-1: "01", 1: "01", 10: "0000000001", 99: "0000000001"} {
		q.Cifre = in
		s, err = q.Testo()
		require.NoError(t, err)
		require.Equal(t, qrEsempio+want, s)
	}
}

func TestQRCodeRifiuta(t *testing.T) {
	buono := avviso.QRCode{NumeroAvviso: navEsempio, IdDominio: dominioEsempio, Importo: avviso.MustImporto("1.00")}
	for _, c := range []struct {
		nome   string
		cambia func(*avviso.QRCode)
		codice avviso.Codice
		campo  string
	}{
		{"no number", func(q *avviso.QRCode) { q.NumeroAvviso = avviso.NumeroAvviso{} }, avviso.CodiceNullo, "nav"},
		{"no creditor", func(q *avviso.QRCode) { q.IdDominio = avviso.IdDominio{} }, avviso.CodiceNullo, "idDominio"},
		{"zero", func(q *avviso.QRCode) { q.Importo = avviso.Importo{} }, avviso.CodiceImportoZero, "importo"},
		{"negative", func(q *avviso.QRCode) { q.Importo = avviso.MustImporto("-1.00") }, avviso.CodiceNonRappresentato, "importo"},
		{"eleven digits", func(q *avviso.QRCode) { q.Importo = avviso.MustImporto("100000000.00") }, avviso.CodiceNonRappresentato, "importo"},
		{"maximum of a debt", func(q *avviso.QRCode) { q.Importo = avviso.MaxImporto }, avviso.CodiceNonRappresentato, "importo"},
	} {
		t.Run(c.nome, func(t *testing.T) {
			q := buono
			c.cambia(&q)
			s, err := q.Testo()
			rifiuto(t, err, c.codice, avviso.ErrQRCode)
			require.Empty(t, s)
			var e *avviso.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, c.campo, e.Campo)
			if c.campo == "importo" {
				require.ErrorIs(t, err, avviso.ErrImportoNonRappresentabile)
			}
		})
	}
}

func TestParseQRCodeRifiuta(t *testing.T) {
	for testo, codice := range map[string]avviso.Codice{
		"":                        avviso.CodiceFormato,
		qrEsempio:                 avviso.CodiceLunghezza,
		qrEsempio + "1|":          avviso.CodiceFormato,
		qrEsempio + "1":           avviso.CodiceLunghezza,
		qrEsempio + "00":          avviso.CodiceImportoZero,
		qrEsempio + "1.0":         avviso.CodiceNonNumerico,
		qrEsempio + "-10":         avviso.CodiceNonNumerico,
		qrEsempio + "12345678901": avviso.CodiceLunghezza,
		"pagopa|002|001190280072147087|00429440068|10000": avviso.CodiceFormato,
		"PAGOPA|001|001190280072147087|00429440068|10000": avviso.CodiceVersione,
		"PAGOPA|002|00119028007214708|00429440068|10000":  avviso.CodiceLunghezza,
		"PAGOPA|002|901190280072147087|00429440068|10000": avviso.CodiceAux,
		"PAGOPA|002|001190280072147087|0042944006|10000":  avviso.CodiceLunghezza,
		"PAGOPA|002|001190280072147087|null|10000":        avviso.CodiceLunghezza,
		"PAGOPA|002|001190280072147087|00429440068":       avviso.CodiceFormato,
		"PAGOPA|002|||": avviso.CodiceLunghezza,
		"||||||||||||":  avviso.CodiceFormato,
	} {
		q, err := avviso.ParseQRCode(testo)
		rifiuto(t, err, codice, avviso.ErrQRCode)
		require.Zero(t, q)
	}
	_, err := avviso.ParseQRCode("PAGOPA|002|901190280072147087|00429440068|10000")
	require.ErrorIs(t, err, avviso.ErrNumeroAvviso)
	require.ErrorIs(t, err, avviso.ErrAux)
	require.EqualError(t, err, `avviso: AUX nav "901190280072147087": QR code non valido: numero avviso non valido: aux digit errato`)
}

func TestLeggiQRCode(t *testing.T) {
	for cents, want := range map[string][]avviso.Codice{
		"10000": nil, "01": nil, "1": {avviso.CodiceImportoCorto}, "0": {avviso.CodiceImportoCorto, avviso.CodiceImportoZero}, "0000": {avviso.CodiceImportoZero},
	} {
		q, as, err := avviso.LeggiQRCode(qrEsempio + cents)
		require.NoError(t, err)
		require.Equal(t, len(cents), q.Cifre)
		require.Empty(t, cmp.Diff(want, codici(as), cmpopts.EquateEmpty()), cents)
	}
	_, _, err := avviso.LeggiQRCode(qrEsempio)
	rifiuto(t, err, avviso.CodiceLunghezza, avviso.ErrQRCode)
}

func codici(as []avviso.Avvertenza) []avviso.Codice {
	var cs []avviso.Codice
	for _, a := range as {
		cs = append(cs, a.Codice)
	}
	return cs
}

func TestGLN(t *testing.T) {
	giusti := 0
	for c := byte('0'); c <= '9'; c++ {
		if g, err := avviso.ParseGLN("808888801234" + string(c)); err == nil {
			giusti++
			require.Equal(t, glnEsempio, g)
		} else {
			rifiuto(t, err, avviso.CodiceCheckDigit, avviso.ErrGLN)
		}
	}
	require.Equal(t, 1, giusti)
	_, err := avviso.ParseGLN("808888801234")
	rifiuto(t, err, avviso.CodiceLunghezza, avviso.ErrGLN)
	_, err = avviso.ParseGLN("808888801234X")
	rifiuto(t, err, avviso.CodiceNonNumerico, avviso.ErrGLN)
}

func TestBarCode(t *testing.T) {
	for _, c := range []struct{ nav, importo, coda string }{
		{"001190280072147087", "100.00", "8020001190280072147087390210000"},
		{"001190280072147087", "0.99", "802000119028007214708739020099"},
		{"112345678901234567", "1.00", "802011234567890123456739020100"},
		{"201234567890123415", "1.00", "802020123456789012341539020100"},
		{"301000000000004285", "999999999.99", "8020301000000000004285390299999999999"},
	} {
		b := avviso.BarCode{GLN: glnEsempio, NumeroAvviso: avviso.MustNumeroAvviso(c.nav), Importo: avviso.MustImporto(c.importo)}
		s, err := b.Testo()
		require.NoError(t, err)
		require.Equal(t, "4158088888012348"+c.coda, s)
		g, err := b.SimboloGS1()
		require.NoError(t, err)
		require.Equal(t, s[:38]+"\x1d"+s[38:], g)
		for _, testo := range []string{s, g} {
			p, err := avviso.ParseBarCode(testo)
			require.NoError(t, err)
			require.Equal(t, b, p)
		}
	}
}

func TestBarCodeRifiuta(t *testing.T) {
	buono := avviso.BarCode{GLN: glnEsempio, NumeroAvviso: navEsempio, Importo: avviso.MustImporto("1.00")}
	for codice, b := range map[avviso.Codice]avviso.BarCode{
		avviso.CodiceImportoZero:      {GLN: glnEsempio, NumeroAvviso: navEsempio},
		avviso.CodiceNonRappresentato: {GLN: glnEsempio, NumeroAvviso: navEsempio, Importo: avviso.MustImporto("1000000000.00")},
	} {
		_, err := b.Testo()
		rifiuto(t, err, codice, avviso.ErrBarCode)
		require.ErrorIs(t, err, avviso.ErrImportoNonRappresentabile)
	}
	_, err := (avviso.BarCode{NumeroAvviso: navEsempio, Importo: buono.Importo}).SimboloGS1()
	rifiuto(t, err, avviso.CodiceNullo, avviso.ErrBarCode)
	_, err = (avviso.BarCode{GLN: glnEsempio, Importo: buono.Importo}).Testo()
	rifiuto(t, err, avviso.CodiceNullo, avviso.ErrBarCode)
	for testo, codice := range map[string]avviso.Codice{
		"":                                       avviso.CodiceFormato,
		"41580888880123488020001190280072147087": avviso.CodiceFormato,
		"41580888880123498020901190280072147087390":                            avviso.CodiceFormato, // cut short, whatever the rest
		"415808888801234880200011902800721470873902":                           avviso.CodiceLunghezza,
		"41680888880123488020001190280072147087390210000":                      avviso.CodiceFormato,
		"41580888880123488021001190280072147087390210000":                      avviso.CodiceFormato,
		"41580888880123488020001190280072147087390310000":                      avviso.CodiceFormato,
		"41580888880123498020001190280072147087390210000":                      avviso.CodiceCheckDigit,
		"41580888880123488020901190280072147087390210000":                      avviso.CodiceAux,
		"41580888880123488020001190280072147087\x1d\x1d3902100":                avviso.CodiceFormato,
		"415808888801234880200011902800721470873902100":                        avviso.CodiceLunghezza,
		"41580888880123488020001190280072147087390201 0":                       avviso.CodiceNonNumerico,
		"415808888801234880200011902800721470873902" + "0000":                  avviso.CodiceImportoZero,
		"415808888801234880200011902800721470873902" + "100000000000":          avviso.CodiceNonRappresentato,
		"415808888801234880200011902800721470873902" + strings.Repeat("9", 16): avviso.CodiceLunghezza,
		"]C141580888880123488020001190280072147087390210000":                   avviso.CodiceFormato,
	} {
		_, err := avviso.ParseBarCode(testo)
		rifiuto(t, err, codice, avviso.ErrBarCode)
	}
}

func TestDataMatrix(t *testing.T) {
	require.Len(t, testoDM, 256)
	s, err := dmEsempio.Testo()
	require.NoError(t, err)
	require.Equal(t, testoDM, s)
	linea, err := dmEsempio.CodeLine().Testo()
	require.NoError(t, err)
	require.Equal(t, "18001190280072147087120000123456781000000100003896", linea)
	require.Equal(t, linea, s[13:63])
	require.Empty(t, dmEsempio.Avvertenze())

	p, err := avviso.ParseDataMatrix(s)
	require.NoError(t, err)
	want := dmEsempio
	want.Denominazione = "PINO TEST"
	require.Equal(t, want, p)
	l, err := avviso.ParseCodeLine(linea)
	require.NoError(t, err)
	require.Equal(t, want.CodeLine(), l)

	// Exact cents, where a truncated double loses one.
	for importo, cents := range map[string]string{"19.99": "0000001999", "0.29": "0000000029", "8.20": "0000000820", "99999999.99": "9999999999"} {
		d := dmEsempio
		d.Importo, d.Conto = avviso.MustImporto(importo), "12345678"
		s, err := d.Testo()
		require.NoError(t, err)
		require.Equal(t, cents, s[49:59])
		require.Equal(t, "000012345678", s[35:47])
	}
}

func TestDataMatrixTesti(t *testing.T) {
	for _, c := range []struct {
		nome, dentro, fuori string
		avvertenze          []avviso.Codice
	}{
		{"accents", "Città di Forlì, già così è più", "CITTA DI FORLI, GIA COSI E PIU", nil},
		{"decomposed already", "Citta\u0300", "CITTA", nil},
		{"dash and euro", "TARI – 10 €", "TARI  10 ", []avviso.Codice{avviso.CodicePersi}},
		{"emoji", "Niccolò 👩‍👧 Ünsal", "NICCOLO  UNSAL", []avviso.Codice{avviso.CodicePersi}},
		{"no base", "Łódź Straße Øresund", "ODZ STRAE RESUND", []avviso.Codice{avviso.CodicePersi}},
		{"central Europe", "Dvořák Čapek Šťastný Žižka Őrs", "DVORAK CAPEK STASTNY ZIZKA ORS", nil},
		{"Romanian, Turkish, Vietnamese", "Ștefan Gülşen Nguyễn Phượng", "STEFAN GULSEN NGUYEN PHUONG", nil},
		{"other scripts", "Иван Ελένη 李", "  ", []avviso.Codice{avviso.CodicePersi}},
		{"signs that decompose", "\u212A\u212B\u2260\u226E\u226F\u037E\u1FEF", "KA=<>;`", nil},
		{"control characters", "a\nb\tc\x1fd\x7f", "A B C D", nil},
		{"last printable", "a~b", "A~B", nil},
		{"last combining mark", "Citta\u036F", "CITTA", nil},
		{"after the combining marks", "Citta\u0370", "CITTA", []avviso.Codice{avviso.CodicePersi}},
		{"after ASCII", "a\u0080b", "AB", []avviso.Codice{avviso.CodicePersi}},
		{"around Latin-1 letters", "\u00BF\u00C0\u00FF\u0100", "AYA", []avviso.Codice{avviso.CodicePersi}},
		{"around Latin Extended-A", "\u017E\u017F\u0180\u01A0", "ZO", []avviso.Codice{avviso.CodicePersi}},
		{"around Latin Extended-B", "\u0233\u024F\u0250", "Y", []avviso.Codice{avviso.CodicePersi}},
		{"around Latin Extended Additional", "\u1DFF\u1E00\u1EF9\u1EFF\u1F00", "AY", []avviso.Codice{avviso.CodicePersi}},
		{"not UTF-8", "a\xffb", "AB", []avviso.Codice{avviso.CodicePersi}},
		{"exactly forty", strings.Repeat("è", 40), strings.Repeat("E", 40), nil},
		{"forty-one", strings.Repeat("è", 41), strings.Repeat("E", 40), []avviso.Codice{avviso.CodiceTroncato}},
		{"cut after dropping", "€" + strings.Repeat("x", 40), strings.Repeat("X", 40), []avviso.Codice{avviso.CodicePersi}},
		{"empty", "", "", nil},
	} {
		t.Run(c.nome, func(t *testing.T) {
			d := dmEsempio
			d.Denominazione = c.dentro
			s, err := d.Testo()
			require.NoError(t, err)
			require.Len(t, s, 256)
			require.Equal(t, c.fuori+strings.Repeat(" ", 40-len(c.fuori)), s[93:133])
			require.Empty(t, cmp.Diff(c.avvertenze, codici(d.Avvertenze()), cmpopts.EquateEmpty()))
			_, err = avviso.ParseDataMatrix(s)
			require.NoError(t, err)
		})
	}
	d := dmEsempio
	d.Causale = strings.Repeat("x", 111)
	require.Equal(t, []avviso.Avvertenza{{Codice: avviso.CodiceTroncato, Campo: "causale", Valore: d.Causale, Testo: "testo troncato"}}, d.Avvertenze())
}

func TestDataMatrixRifiuta(t *testing.T) {
	for _, c := range []struct {
		nome   string
		cambia func(*avviso.DataMatrix)
		codice avviso.Codice
		campo  string
	}{
		{"no number", func(d *avviso.DataMatrix) { d.NumeroAvviso = avviso.NumeroAvviso{} }, avviso.CodiceNullo, "nav"},
		{"no account", func(d *avviso.DataMatrix) { d.Conto = "" }, avviso.CodiceLunghezza, "conto"},
		{"long account", func(d *avviso.DataMatrix) { d.Conto = "1234567890123" }, avviso.CodiceLunghezza, "conto"},
		{"account with letters", func(d *avviso.DataMatrix) { d.Conto = "00001234567A" }, avviso.CodiceNonNumerico, "conto"},
		{"zero", func(d *avviso.DataMatrix) { d.Importo = avviso.Importo{} }, avviso.CodiceImportoZero, "importo"},
		{"eleven digits", func(d *avviso.DataMatrix) { d.Importo = avviso.MustImporto("100000000.00") }, avviso.CodiceNonRappresentato, "importo"},
		{"no creditor", func(d *avviso.DataMatrix) { d.IdDominio = avviso.IdDominio{} }, avviso.CodiceNullo, "idDominio"},
		{"long debtor", func(d *avviso.DataMatrix) { d.IdDebitore = "TSTPNI70D01L219VX" }, avviso.CodiceLunghezza, "idDebitore"},
		{"debtor not ASCII", func(d *avviso.DataMatrix) { d.IdDebitore = "È" }, avviso.CodiceCarattere, "idDebitore"},
	} {
		t.Run(c.nome, func(t *testing.T) {
			d := dmEsempio
			c.cambia(&d)
			b, err := d.AppendText([]byte("prima"))
			rifiuto(t, err, c.codice, avviso.ErrDataMatrix)
			require.Equal(t, "prima", string(b), "a refusal appends nothing")
			var e *avviso.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, c.campo, e.Campo)
		})
	}
}

func TestParseDataMatrixRifiuta(t *testing.T) {
	metti := func(p int, s string) string { return testoDM[:p] + s + testoDM[p+len(s):] }
	for testo, codice := range map[string]avviso.Codice{
		"":                       avviso.CodiceLunghezza,
		testoDM[:255]:            avviso.CodiceLunghezza,
		testoDM + " ":            avviso.CodiceLunghezza,
		metti(0, "C"):            avviso.CodiceFormato,
		metti(13, "17"):          avviso.CodiceFormato,
		metti(33, "13"):          avviso.CodiceFormato,
		metti(47, "11"):          avviso.CodiceFormato,
		metti(59, "4"):           avviso.CodiceFormato,
		metti(60, "451"):         avviso.CodiceFormato,
		metti(63, "1P2"):         avviso.CodiceFormato,
		metti(245, "x"):          avviso.CodiceFormato,
		metti(255, "B"):          avviso.CodiceFormato,
		metti(15, "9"):           avviso.CodiceAux,
		metti(20, "x"):           avviso.CodiceNonNumerico,
		metti(40, "x"):           avviso.CodiceNonNumerico,
		metti(50, "x"):           avviso.CodiceNonNumerico,
		metti(49, "0000000000"):  avviso.CodiceImportoZero,
		metti(70, "x"):           avviso.CodiceNonNumerico,
		metti(100, "é"):          avviso.CodiceCarattere,
		metti(100, "\n"):         avviso.CodiceCarattere,
		strings.Repeat("x", 256): avviso.CodiceFormato,
	} {
		_, err := avviso.ParseDataMatrix(testo)
		rifiuto(t, err, codice, avviso.ErrDataMatrix)
	}
	for linea, codice := range map[string]avviso.Codice{
		"": avviso.CodiceLunghezza, strings.Repeat("1", 50): avviso.CodiceFormato,
	} {
		_, err := avviso.ParseCodeLine(linea)
		rifiuto(t, err, codice, avviso.ErrDataMatrix)
	}
}

func TestLeggiDataMatrix(t *testing.T) {
	metti := func(p int, s string) string { return testoDM[:p] + s + testoDM[p+len(s):] }
	for _, c := range []struct {
		nome, testo string
		avvertenze  []avviso.Codice
		nomeDeb     string
	}{
		{"exact", testoDM, nil, "PINO TEST"},
		{"mixed case", metti(93, "Pino Test"), nil, "Pino Test"},
		{"cut at the creditor", testoDM[:77], []avviso.Codice{avviso.CodiceLunghezza, avviso.CodiceFormato}, ""},
		{"end mark missing", testoDM[:255], []avviso.Codice{avviso.CodiceLunghezza, avviso.CodiceFormato}, "PINO TEST"},
		{"too long", testoDM + "xx", []avviso.Codice{avviso.CodiceLunghezza}, "PINO TEST"},
		{"accents, 256 characters", testoDM[:93] + "PINÒ" + testoDM[97:], []avviso.Codice{avviso.CodiceCarattere}, "PINÒ TEST"},
		{"other document", metti(60, "674"), []avviso.Codice{avviso.CodiceFormato}, "PINO TEST"},
		{"zero", metti(49, "0000000000"), []avviso.Codice{avviso.CodiceImportoZero}, "PINO TEST"},
	} {
		t.Run(c.nome, func(t *testing.T) {
			d, as, err := avviso.LeggiDataMatrix(c.testo)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(c.avvertenze, codici(as), cmpopts.EquateEmpty()))
			require.Equal(t, c.nomeDeb, d.Denominazione)
			require.Equal(t, navEsempio, d.NumeroAvviso)
			require.Equal(t, dominioEsempio, d.IdDominio)
		})
	}
	for testo, codice := range map[string]avviso.Codice{
		"": avviso.CodiceFormato, testoDM[:76]: avviso.CodiceFormato, metti(0, "C"): avviso.CodiceFormato,
		metti(20, "x"): avviso.CodiceNonNumerico, metti(70, "x"): avviso.CodiceNonNumerico, metti(50, "x"): avviso.CodiceNonNumerico,
		testoDM[:30] + "é" + testoDM[31:]: avviso.CodiceFormato,
	} {
		_, _, err := avviso.LeggiDataMatrix(testo)
		rifiuto(t, err, codice, avviso.ErrDataMatrix)
	}
}

func TestContoPostale(t *testing.T) {
	poste, banca := avviso.MustIBAN("IT48F0760101000000012345678"), avviso.MustIBAN("IT60X0542811101000000123456")
	for _, c := range []struct {
		accredito, appoggio avviso.IBAN
		conto               string
	}{
		{poste, banca, "000012345678"},
		{banca, poste, "000012345678"},
		{poste, avviso.IBAN{}, "000012345678"},
		{banca, banca, ""},
		{banca, avviso.IBAN{}, ""},
		{avviso.IBAN{}, avviso.IBAN{}, ""},
	} {
		conto, ok := avviso.ContoPostale(c.accredito, c.appoggio)
		require.Equal(t, c.conto, conto)
		require.Equal(t, c.conto != "", ok)
		conto, err := avviso.ContoPostaleObbligato(c.accredito, c.appoggio)
		require.Equal(t, c.conto, conto)
		if !ok {
			rifiuto(t, err, avviso.CodiceNonPostale, avviso.ErrDataMatrix)
			require.ErrorIs(t, err, avviso.ErrIBAN)
		}
	}
}

func TestAllocazioniCodici(t *testing.T) {
	q := avviso.QRCode{NumeroAvviso: navEsempio, IdDominio: dominioEsempio, Importo: avviso.MustImporto("100.00")}
	b := avviso.BarCode{GLN: glnEsempio, NumeroAvviso: navEsempio, Importo: q.Importo}
	tq, _ := q.Testo()
	tb, _ := b.SimboloGS1()
	buf := make([]byte, 0, 256)
	var err error
	prova.SenzaAllocare(
		t,
		prova.Porta{Nome: "QRCode.AppendText", Chiama: func() { buf, err = q.AppendText(buf[:0]) }},
		prova.Porta{Nome: "ParseQRCode", Chiama: func() { _, err = avviso.ParseQRCode(tq) }},
		prova.Porta{Nome: "LeggiQRCode", Chiama: func() { _, _, err = avviso.LeggiQRCode(tq) }},
		prova.Porta{Nome: "BarCode.AppendText", Chiama: func() { buf, err = b.AppendText(buf[:0]) }},
		prova.Porta{Nome: "ParseBarCode", Chiama: func() { _, err = avviso.ParseBarCode(tb) }},
		prova.Porta{Nome: "DataMatrix.AppendText", Chiama: func() { buf, err = dmEsempio.AppendText(buf[:0]) }},
		prova.Porta{Nome: "ParseDataMatrix", Chiama: func() { _, err = avviso.ParseDataMatrix(testoDM) }},
	)
	for nome, f := range map[string]func(){
		"QRCode.Testo":       func() { tq, err = q.Testo() },
		"BarCode.Testo":      func() { tb, err = b.Testo() },
		"BarCode.SimboloGS1": func() { tb, err = b.SimboloGS1() },
		"DataMatrix.Testo":   func() { tb, err = dmEsempio.Testo() },

		"NumeroAvviso.Visuale": func() { tq = navEsempio.Visuale() },
	} {
		require.LessOrEqual(t, testing.AllocsPerRun(200, f), 1.0, nome)
	}
	require.NoError(t, err)
}

// The text of a code is read back as it was, and a code of nothing has none.
func TestCodiciTesto(t *testing.T) {
	testoCodice(t, qrEsempio+"0100", "PAGOPA", avviso.ErrQRCode, avviso.ParseQRCode)
	testoCodice(t, "41580888880123488020001190280072147087390210000", "415", avviso.ErrBarCode, avviso.ParseBarCode)
	testoCodice(t, testoDM, testoDM[:255], avviso.ErrDataMatrix, avviso.ParseDataMatrix)
}

func testoCodice[T interface{ Testo() (string, error) }](t *testing.T, buono, cattivo string, tipo error, parse func(string) (T, error)) {
	t.Helper()
	v, err := parse(buono)
	require.NoError(t, err)
	scritto, err := v.Testo()
	require.NoError(t, err)
	require.Equal(t, buono, scritto)
	_, err = parse(cattivo)
	require.ErrorIs(t, err, tipo)
	var zero T
	_, err = zero.Testo()
	rifiuto(t, err, avviso.CodiceNullo, tipo)
}
