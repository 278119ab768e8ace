package avviso_test

import (
	"strings"
	"testing"

	"github.com/quietanza/quietanza/avviso"
)

func FuzzImporto(f *testing.F) {
	for _, s := range []string{"0.00", "0.01", "100.00", "999999999.99", "1000000000.00", "-1.00", "1.5", "1e999", "1.234,56"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		i, err := avviso.ParseImporto(s)
		e, errE := avviso.ParseImportoEsteso(s)
		l, tollerato, errL := avviso.LeggiImporto(s)
		if err == nil && (errE != nil || e != i) {
			t.Fatalf("%q: ParseImporto %v, ParseImportoEsteso %v %v", s, i, e, errE)
		}
		if errE == nil && (errL != nil || l != e || tollerato != nil) {
			t.Fatalf("%q: ParseImportoEsteso %v, LeggiImporto %v %v %v", s, e, l, tollerato, errL)
		}
		if errL == nil {
			if j, err := avviso.ParseImportoEsteso(l.String()); err != nil || j != l {
				t.Fatalf("%q: %v does not read back: %v %v", s, l, j, err)
			}
		}
		if it, err := avviso.ParseImportoItaliano(s); err == nil {
			if j, err := avviso.ParseImportoItaliano(it.Italiano()); err != nil || j != it {
				t.Fatalf("%q: %v does not read back: %v %v", s, it.Italiano(), j, err)
			}
		}
	})
}

func FuzzData(f *testing.F) {
	for _, s := range []string{"2024-05-03", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "2024-05-03Z", "2030-19-40"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := avviso.ParseData(s)
		if err != nil {
			return
		}
		if !d.IsValid() || d.String() != s {
			t.Fatalf("%q reads as %v", s, d)
		}
		if e := avviso.DataDi(d.Inizio()); e != d {
			t.Fatalf("%v begins on %v", d, e)
		}
	})
}

func FuzzNumeroAvviso(f *testing.F) {
	for _, s := range []string{
		"001190280072147087", "012012345678901212", "112345678901234567", "201234567890123415", "301000000000004285",
		"099999999999999900", "300000000000000003", "401190280072147087", "0011 9028 0072 1470 87",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := avviso.ParseNumeroAvviso(s)
		if err != nil {
			return
		}
		if n.String() != s || strings.ReplaceAll(n.Visuale(), " ", "") != s {
			t.Fatalf("%q reads as %v", s, n)
		}
		cfg := avviso.Configurazione{AuxDigit: n.Aux(), ApplicationCode: n.Codice(), SegregationCode: n.Codice()}
		if m, err := n.IUV().NumeroAvviso(cfg); err != nil || m != n {
			t.Fatalf("%v comes back from its IUV as %v, %v", n, m, err)
		}
		if !avviso.Interno(n.IUV(), cfg) {
			t.Fatalf("%v is not its creditor's own", n)
		}
		if _, err := avviso.ParseNumeroAvvisoRigoroso(s); (err == nil) != n.CheckValido() {
			t.Fatalf("%v: %v", n, err)
		}
	})
}

func FuzzIUV(f *testing.F) {
	for _, s := range []string{"190280072147087", "01000000000004285", "RF18539007547034", "RF45w9", "RF23 5674 8393 7849 4505 5087 5", "ABC-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := avviso.ParseIUV(s)
		if err == nil && (u.String() != s || u.Forma() == "") {
			t.Fatalf("%q reads as %v", s, u)
		}
		if r, err := avviso.ParseRF(s); err == nil {
			if u.Forma() != avviso.FormaRF || r.IUV() != u {
				t.Fatalf("%q is RF and no IUV", s)
			}
			if v, err := avviso.NuovoRF(r.Riferimento()); err != nil || v != r {
				t.Fatalf("%v is built again as %v, %v", r, v, err)
			}
			if v, _, err := avviso.LeggiRF(r.Raggruppato()); err != nil || v != r {
				t.Fatalf("%v in groups reads as %v, %v", r, v, err)
			}
		}
	})
}

func FuzzSoggetti(f *testing.F) {
	for _, s := range []string{
		"TSTPNI70D01L219V", "RSSMRAU0A01H50MJ", "00429440068", "12345678901", "00000000000", "rssmra74d22a001q",
		"IT60X0542811101000000123456", "IT48F0760101000000012345678", "it60 x054 2811 1010 0000 0123 456", "DE89370400440532013000",
	} {
		f.Add(s)
	}
	oggi := avviso.MustData("2024-06-30")
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := avviso.ParseCodiceFiscale(s); err == nil {
			if c.String() != s {
				t.Fatalf("%q reads as %v", s, c)
			}
			if d, ok := c.Nascita(oggi); ok && d.Dopo(oggi) {
				t.Fatalf("%v is born on %v", c, d)
			}
		}
		if l, toccato, err := avviso.LeggiCodiceFiscale(s); err == nil && (l.String() != s) != (toccato != nil) {
			t.Fatalf("%q reads as %v, touched %v", s, l, toccato)
		}
		if p, err := avviso.ParsePartitaIVA(s); err == nil {
			if p.String() != s || !avviso.MustIdDominio(s).CheckValido() || !p.CodiceFiscale().IsValid() {
				t.Fatalf("%q reads as %v", s, p)
			}
		}
		if i, _, err := avviso.LeggiIBAN(s); err == nil {
			if j, err := avviso.ParseIBAN(i.String()); err != nil || j != i {
				t.Fatalf("%v reads back as %v, %v", i, j, err)
			}
			if c, ok := i.ContoPostale(); ok && len(c) != 12 {
				t.Fatalf("%v has the account %q", i, c)
			}
		}
	})
}

func FuzzQRCode(f *testing.F) {
	for _, s := range []string{"10000", "0099", "12250", "9999999999", "1", "00", "12345678901"} {
		f.Add(qrEsempio + s)
	}
	f.Add("PAGOPA|001|001190280072147087|00429440068|10000")
	f.Fuzz(func(t *testing.T, s string) {
		q, err := avviso.ParseQRCode(s)
		l, as, errL := avviso.LeggiQRCode(s)
		if (err == nil) != (errL == nil && len(as) == 0) || err == nil && l != q {
			t.Fatalf("%q: ParseQRCode %v %v, LeggiQRCode %v %v %v", s, q, err, l, as, errL)
		}
		if err == nil {
			if got, err := q.Testo(); err != nil || got != s {
				t.Fatalf("%q is written as %q, %v", s, got, err)
			}
		}
	})
}

func FuzzBarCode(f *testing.F) {
	f.Add("41580888880123488020001190280072147087390210000")
	f.Add("41580888880123488020001190280072147087\x1d390210000")
	f.Add("4158088888012348802011234567890123456739020100")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := avviso.ParseBarCode(s)
		if err != nil {
			return
		}
		testo, err := b.Testo()
		if err != nil {
			t.Fatalf("%q does not write: %v", s, err)
		}
		simbolo, err := b.SimboloGS1()
		if err != nil || strings.ReplaceAll(simbolo, "\x1d", "") != testo {
			t.Fatalf("%q: symbol %q, text %q", s, simbolo, testo)
		}
		for _, x := range []string{testo, simbolo} {
			if c, err := avviso.ParseBarCode(x); err != nil || c != b {
				t.Fatalf("%q reads back as %v, %v", x, c, err)
			}
		}
	})
}

// FuzzDataMatrix reads any text, and writes any name and causale.
func FuzzDataMatrix(f *testing.F) {
	f.Add(testoDM, "Pino Test", "BIBLIOTECA")
	f.Add(testoDM[:200], "Niccolò 👩‍👧 Ünsal", "TARI – 10 €")
	f.Fuzz(func(t *testing.T, s, nome, causale string) {
		d, err := avviso.ParseDataMatrix(s)
		l, as, errL := avviso.LeggiDataMatrix(s)
		if err == nil {
			if errL != nil || len(as) != 0 || l != d {
				t.Fatalf("%q: ParseDataMatrix %v, LeggiDataMatrix %v %v %v", s, d, l, as, errL)
			}
			if got, err := d.Testo(); err != nil || got != s[:13]+strings.ToUpper(s[13:]) {
				t.Fatalf("%q is written as %q, %v", s, got, err)
			}
		}
		d = dmEsempio
		d.Denominazione, d.Causale = nome, causale
		got, err := d.Testo()
		if err != nil {
			t.Fatalf("%q, %q: %v", nome, causale, err)
		}
		p, err := avviso.ParseDataMatrix(got)
		if err != nil {
			t.Fatalf("%q does not read back: %v", got, err)
		}
		if again, err := p.Testo(); err != nil || again != got {
			t.Fatalf("%q is written again as %q, %v", got, again, err)
		}
	})
}
