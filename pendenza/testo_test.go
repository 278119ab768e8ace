package pendenza_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// vicini are the characters at the ends of the classes of the forms, and their
// neighbours outside.
const vicini = "/012389:@AMPSTZ[^_`az{+-., èI"

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

// TestForme compares what is refused of thousands of texts with the expressions
// of the API.
func TestForme(t *testing.T) {
	lunga := strings.Repeat("a", 248) + "@bcd.it" // 255 characters
	trentacinque := strings.Repeat("zA9-_", 7)
	tests := []struct {
		campo, forma string
		semi, altri  []string
		metti        func(*pendenza.Pendenza, string)
	}{
		{
			"idPendenza", `[a-zA-Z0-9\-_]{1,35}`,
			[]string{"aZ0-_9Az"},
			[]string{trentacinque, trentacinque + "x"},
			func(p *pendenza.Pendenza, s string) { p.IDPendenza = s },
		},
		{
			"voci[0].codEntrata", `[a-zA-Z0-9\-_.]{1,35}`,
			[]string{"aZ0.-_"},
			[]string{trentacinque, trentacinque + "x", trentacinque[1:] + "."},
			func(p *pendenza.Pendenza, s string) { p.Voci[0].CodEntrata = s },
		},
		{
			"soggettoPagatore.nazione", `[A-Z]{2}`,
			[]string{"IT", "AZ"},
			nil,
			func(p *pendenza.Pendenza, s string) { p.SoggettoPagatore.Nazione = s },
		},
		{
			"annoRiferimento", `[0-9]{4}`,
			[]string{"2024", "0909"},
			nil,
			func(p *pendenza.Pendenza, s string) { p.AnnoRiferimento = s },
		},
		{
			"soggettoPagatore.email", `[a-zA-Z0-9_.+\-]+@[a-zA-Z0-9\-]+(\.[a-zA-Z0-9\-]+)*`,
			[]string{"a.Z_9+0-z@A-z.0.9", "a@b"},
			[]string{lunga, lunga + "x", "mario", "@", "a@.b", "a@b..c", "a@b.", "a@b@c"},
			func(p *pendenza.Pendenza, s string) { p.SoggettoPagatore.Email = s },
		},
		{
			"soggettoPagatore.cellulare", `\+[0-9]{2} [0-9]{3}-[0-9]{7}`,
			[]string{"+39 000-1234567", "+99 909-0000009"},
			nil,
			func(p *pendenza.Pendenza, s string) { p.SoggettoPagatore.Cellulare = s },
		},
		{
			"voci[2].codiceContabilita", `[^ \t\n\v\f\r]{3,138}`,
			[]string{"abc", "à/9Z"},
			[]string{"ab", strings.Repeat("à", 138), strings.Repeat("à", 139), "a\tbc", "a\nbc", "a\vbc", "a\fbc", "a\rbc"},
			func(p *pendenza.Pendenza, s string) {
				p.Voci[2].CodiceContabilita, p.Voci[2].CodiceTassonomicoPagoPA = s, ""
			},
		},
		{
			"voci[2].codiceTassonomicoPagoPA", `[0129]/[^ \t\n\v\f\r]{3,138}`,
			[]string{"9/abc", "0/AZ09", "1//_+", "2/è^`"},
			[]string{"9/" + strings.Repeat("à", 138), "9/" + strings.Repeat("à", 139), "9/ab\tc", "/", "9", "9/"},
			func(p *pendenza.Pendenza, s string) {
				p.Voci[2].TipoContabilita, p.Voci[2].CodiceContabilita, p.Voci[2].CodiceTassonomicoPagoPA = "", "", s
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.campo, func(t *testing.T) {
			forma := regexp.MustCompile(`\A(?:` + tt.forma + `)\z`)
			testi := tt.altri
			for _, s := range tt.semi {
				require.Regexp(t, forma, s)
				testi = append(testi, varianti(s)...)
			}
			for _, s := range testi {
				if s == "" {
					continue // absent
				}
				p, _, err := pendenza.EsaminaPendenza([]byte(valida))
				require.NoError(t, err)
				tt.metti(&p, s)
				v := p.Violazioni()
				if forma.MatchString(s) {
					require.Empty(t, v, "%q", s)
					continue
				}
				require.Len(t, v, 1, "%q", s)
				require.Equal(t, tt.campo, v[0].Campo)
			}
		})
	}
}

// TestEmailLunga: the form of an address is asked for whatever its length, which
// counts characters.
func TestEmailLunga(t *testing.T) {
	for email, codice := range map[string]avviso.Codice{
		strings.Repeat("a", 250) + "@bc.it": "", strings.Repeat("a", 251) + "@bc.it": pendenza.LunghezzaMax,
		strings.Repeat("è", 130): pendenza.Pattern, strings.Repeat("è", 256): pendenza.Pattern, strings.Repeat("è", 257): pendenza.LunghezzaMax,
	} {
		p, _, err := pendenza.EsaminaPendenza([]byte(valida))
		require.NoError(t, err)
		p.SoggettoPagatore.Email = email
		v := p.Violazioni()
		if codice == "" {
			require.Empty(t, v)
			continue
		}
		require.Len(t, v, 1, "%d characters", utf8.RuneCountInString(email))
		require.Equal(t, codice, v[0].Codice)
	}
}

// TestImportiNonLetti: amounts that no document can hold are examined too.
func TestImportiNonLetti(t *testing.T) {
	massimo := avviso.MaxImporto
	oltre, err := massimo.Somma(avviso.MustImporto("0.01"))
	require.NoError(t, err)
	for _, tt := range []struct {
		i      avviso.Importo
		codice avviso.Codice
	}{
		{avviso.Importo{}, pendenza.Min},
		{avviso.MustImporto("-0.01"), pendenza.Min},
		{avviso.MustImporto("0.01"), ""},
		{massimo, ""},
		{oltre, pendenza.Max},
	} {
		p := con(pendenza.NonEseguita)
		p.IdDominio, p.Causale, p.Importo = avviso.MustIdDominio("00429440068"), "c", tt.i
		p.Voci = p.Voci[:1]
		p.Voci[0].Importo, p.Voci[0].Descrizione = tt.i, "d"
		v := p.Violazioni()
		if tt.codice == "" {
			require.Empty(t, v, tt.i)
			continue
		}
		require.Len(t, v, 2, tt.i)
		require.Equal(t, []string{"importo", "voci[0].importo"}, []string{v[0].Campo, v[1].Campo})
		require.Equal(t, []avviso.Codice{tt.codice, tt.codice}, []avviso.Codice{v[0].Codice, v[1].Codice})
	}
}

func TestCodiceTassonomicoCanonico(t *testing.T) {
	forma := regexp.MustCompile(`\A9/[0-9]{7}(IM|TS|SP|SA|AP)/[^ \t\n\v\f\r]*\z`)
	for _, s := range append(varianti("9/0101002IM/"), "9/0101002TS/", "9/0101002SP/x", "9/9999999SA/", "9/0000000AP/", "9/0101002XX/", "0/0101002IM/", "9/0101002IM", "") {
		require.Equal(t, forma.MatchString(s), pendenza.CodiceTassonomicoCanonico(s), "%q", s)
	}
}

func TestNormalizzaCellulare(t *testing.T) {
	for s, atteso := range map[string]string{
		"+39 000 1234567": "+39 000-1234567", "+39 000-1234567": "", "+39 000 123456": "", "+39 000 12345678": "", "+39 000 12345x7": "",
		"39  000 1234567": "", "+39 000_1234567": "", "": "", "+39-000 1234567": "",
	} {
		n, cambiato := pendenza.NormalizzaCellulare(s)
		require.Equal(t, atteso != "", cambiato, s)
		if atteso == "" {
			atteso = s
		}
		require.Equal(t, atteso, n)
	}
}
