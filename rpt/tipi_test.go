package rpt_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/rpt"
)

// vicini are the characters at the ends of every class of the patterns, and
// their neighbours outside.
const vicini = "/012389:@ANOPQZ[^_`amz{+-., è"

// varianti returns a text, and the text with each character replaced, pushed
// aside and left out, and each beginning of it.
func varianti(s string) []string {
	v := []string{s}
	for i, r := range s {
		dopo := i + utf8.RuneLen(r)
		v = append(v, s[:i]+s[dopo:], s[:i])
		for _, c := range vicini {
			v = append(v, s[:i]+string(c)+s[dopo:], s[:i]+string(c)+s[i:])
		}
	}
	for _, c := range vicini {
		v = append(v, s+string(c))
	}
	return v
}

// TestSimpleTypes writes thousands of texts around valid ones and compares what
// is refused with the pattern of the schema.
func TestSimpleTypes(t *testing.T) {
	lunga := strings.Repeat("a", 248) + "@bcd.it" // 255 characters
	tests := []struct {
		nome, forma string
		massimo     int
		semi, altri []string
		metti       func(*rpt.RPT, string)
	}{
		{
			"stNazioneProvincia", `[A-Z]{2,2}`, 2,
			[]string{"IT", "AZ"},
			nil,
			func(r *rpt.RPT, s string) { r.SoggettoPagatore.Nazione = s },
		},
		{
			"stIBANIdentifier", `[a-zA-Z]{2,2}[0-9]{2,2}[a-zA-Z0-9]{1,30}`, 34,
			[]string{"IT60X", "zA09aZ0"},
			[]string{"IT60" + strings.Repeat("9", 30), "IT60" + strings.Repeat("9", 31)},
			func(r *rpt.RPT, s string) { r.DatiVersamento.IBANAddebito = s },
		},
		{
			"stBICIdentifier", `[A-Z]{6,6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3,3}){0,1}`, 11,
			[]string{"BCITITMM", "AZITIT2NX0Z"},
			nil,
			func(r *rpt.RPT, s string) { r.DatiVersamento.BICAddebito = s },
		},
		{
			"stEMail", `[a-zA-Z0-9_\.\+\-]+@[a-zA-Z0-9\-]+(\.[a-zA-Z0-9\-]+)*`, 256,
			[]string{"a.Z_9+0-z@A-z.0.9", "a@b"},
			[]string{lunga, lunga + "x", lunga + "xx", "mario", "@", "a@", "@b", "a@.b", "a@b..c", "a@b.", "a@b@c"},
			func(r *rpt.RPT, s string) { r.SoggettoPagatore.EMail = s },
		},
		{
			"stDatiSpecificiRiscossione", `[0129]{1}/[^ \t\n\r]{3,138}`, 140,
			[]string{"9/abc", "0/AZ09", "1//_+", "2/è^`"},
			[]string{"9/" + strings.Repeat("à", 138), "9/" + strings.Repeat("à", 139), "9/ab\tc", "9/ab\nc", "9/ab\rc", "/", "9", "9/"},
			func(r *rpt.RPT, s string) { r.DatiVersamento.DatiSingoloVersamento[0].DatiSpecificiRiscossione = s },
		},
	}
	for _, tt := range tests {
		t.Run(tt.nome, func(t *testing.T) {
			forma := regexp.MustCompile(`\A(?:` + tt.forma + `)\z`)
			testi := tt.altri
			for _, s := range tt.semi {
				require.Regexp(t, forma, s)
				testi = append(testi, varianti(s)...)
			}
			r := leggiRPT(t)
			var b []byte
			accettati := 0
			for _, s := range testi {
				if s == "" {
					continue // an absent element
				}
				tt.metti(&r, s)
				var err error
				b, err = rpt.AppendXML(b[:0], &r)
				vale := forma.MatchString(s) && len([]rune(s)) <= tt.massimo
				if vale != (err == nil) {
					t.Fatalf("%q: valid %v, error %v", s, vale, err)
				}
				if vale {
					accettati++
					_, err = rpt.ParseRPT(b)
					require.NoError(t, err, s)
				}
			}
			require.Greater(t, accettati, len(tt.semi))
			require.Less(t, accettati, len(testi))
		})
	}
}

// TestLengths stands on both ends of a length, which counts characters.
func TestLengths(t *testing.T) {
	const campo = "RPT/soggettoPagatore/anagraficaPagatore" // stText70
	for s, buono := range map[string]bool{
		"a": true, "è": true, strings.Repeat("a", 70): true, strings.Repeat("è", 70): true, "👩" + strings.Repeat("è", 69): true,
		strings.Repeat("a", 71): false, strings.Repeat("è", 71): false,
	} {
		r := leggiRPT(t)
		r.SoggettoPagatore.Anagrafica = s
		_, err := rpt.AppendXML(nil, &r)
		if buono {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, rpt.ErrLunghezza)
		var e *rpt.Errore
		require.ErrorAs(t, err, &e)
		require.Equal(t, campo, e.Campo)
	}
}

// TestCharactersOfXML writes a text with every character at an end of what
// XML 1.0 can carry (production Char), alone and among others, and reads it back.
// Control characters are no part of a name: they become a blank.
func TestCharactersOfXML(t *testing.T) {
	const (
		rifiutato = iota
		scritto
		spazio
	)
	for c, come := range map[string]int{
		"\x00": spazio, "\x08": spazio, "\t": spazio, "\n": spazio, "\v": spazio, "\f": spazio, "\r": spazio, "\x0e": spazio, "\x1f": spazio, " ": scritto,
		"\u007f": spazio, "\u0085": spazio, "\u2028": spazio, "\r\n\t": spazio, "\ud7ff": scritto, "\ue000": scritto, "\ufffc": scritto, "\ufffd": scritto,
		"\ufffe": rifiutato, "\uffff": rifiutato,
		"\U00010000": scritto, "\U0010ffff": scritto, "\xff": rifiutato, "\x80": rifiutato, "\xc3": rifiutato, "\xed\xa0\x80": rifiutato,
	} {
		for _, testo := range []string{c, "a" + c + "b"} {
			r := leggiRPT(t)
			r.SoggettoPagatore.Anagrafica = testo
			atteso := testo
			b, err := rpt.AppendXML(nil, &r)
			switch {
			case come == rifiutato:
				require.ErrorIs(t, err, rpt.ErrFormato, "%+q", testo)
				continue
			case come == spazio && testo == c:
				require.ErrorIs(t, err, rpt.ErrElementoMancante, "%+q", testo)
				continue
			case come == spazio:
				atteso = "a b"
			}
			require.NoError(t, err, "%+q", testo)
			letta, err := rpt.ParseRPT(b)
			require.NoError(t, err, "%+q", testo)
			require.Equal(t, atteso, letta.SoggettoPagatore.Anagrafica)
		}
	}
}

// TestLineEndsInANameOfABody: it is written without them, and said so.
func TestLineEndsInANameOfABody(t *testing.T) {
	r, err := rpt.ParsePaGetPaymentRisposta(file(t, "pagetpaymentv2risposta.xml"))
	require.NoError(t, err)
	require.Empty(t, rpt.Avvertenze(&r))
	r.Data.CompanyName, r.Data.OfficeName = "Comune di Prova\n\n", "\n"
	avvertenze := rpt.Avvertenze(&r)
	require.Len(t, avvertenze, 2)
	require.Equal(t, []any{rpt.AvvertenzaCaratteri, "Comune di Prova\n\n"}, []any{avvertenze[0].Codice, avvertenze[0].Valore})
	b, err := rpt.AppendXML(nil, &r)
	require.NoError(t, err)
	require.Contains(t, string(b), "<companyName>Comune di Prova</companyName><debtor>", "the other one is absent")
}

// TestCodesWithBlanks: a code is refused where a text would lose its line end.
func TestCodesWithBlanks(t *testing.T) {
	for campo, di := range map[string]func(*rpt.RPT) *string{
		"RPT/dominio/identificativoDominio":                         func(r *rpt.RPT) *string { return &r.Dominio.IdentificativoDominio },
		"RPT/identificativoMessaggioRichiesta":                      func(r *rpt.RPT) *string { return &r.IdentificativoMessaggioRichiesta },
		"RPT/datiVersamento/identificativoUnivocoVersamento":        func(r *rpt.RPT) *string { return &r.DatiVersamento.IdentificativoUnivocoVersamento },
		"RPT/datiVersamento/codiceContestoPagamento":                func(r *rpt.RPT) *string { return &r.DatiVersamento.CodiceContestoPagamento },
		"RPT/datiVersamento/datiSingoloVersamento[1]/ibanAccredito": func(r *rpt.RPT) *string { return &r.DatiVersamento.DatiSingoloVersamento[0].IBANAccredito },
		"RPT/soggettoPagatore/identificativoUnivocoPagatore/codiceIdentificativoUnivoco": func(r *rpt.RPT) *string {
			return &r.SoggettoPagatore.IdentificativoUnivoco.CodiceIdentificativoUnivoco
		},
	} {
		for _, bianco := range []string{" ", "\n", "\u00a0"} {
			r := leggiRPT(t)
			p := di(&r)
			*p = (*p)[:2] + bianco + (*p)[3:]
			_, err := rpt.AppendXML(nil, &r)
			require.ErrorIs(t, err, rpt.ErrFormato, "%s %q", campo, bianco)
			var e *rpt.Errore
			require.ErrorAs(t, err, &e)
			require.Equal(t, campo, e.Campo)
		}
	}
}

func TestTypesOfARequestForPayment(t *testing.T) {
	dati := file(t, "pagetpayment.xml")
	for tipo, buono := range map[string]bool{"POSTAL": true, "PAGOPA": true, "postal": false, "POSTALE": false, "PAGOP": false, "": false} {
		p, err := rpt.ParsePaGetPayment(cambia(t, dati, "POSTAL", tipo))
		require.Equal(t, buono, err == nil, tipo)
		if buono {
			require.Equal(t, tipo, p.TransferType)
		}
	}
	for _, c := range []struct {
		da, a string
	}{
		{"<fiscalCode>12345678903", "<fiscalCode>1234567890"},
		{"<fiscalCode>12345678903", "<fiscalCode>123456789033"},
		{"<fiscalCode>12345678903", "<fiscalCode>1234567890/"},
		{"<fiscalCode>12345678903", "<fiscalCode>1234567890:"},
		{"<noticeNumber>301000000000004285", "<noticeNumber>30100000000000428X"},
	} {
		_, err := rpt.ParsePaGetPayment(cambia(t, dati, c.da, c.a))
		require.ErrorIs(t, err, rpt.ErrSintassi, c.a)
	}
	_, err := rpt.ParsePaGetPayment(cambia(t, dati, "12345678903</fiscalCode>", "00990099009</fiscalCode>"))
	require.NoError(t, err)
}
