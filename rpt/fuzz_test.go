package rpt_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// semina seeds a fuzz target with the documents of testdata and with some that
// are broken.
func semina(f *testing.F, file_ ...string) {
	for _, nome := range file_ {
		dati := file(f, nome)
		f.Add(dati)
		f.Add(bytes.ReplaceAll(dati, []byte(".00<"), []byte("<")))
		f.Add(bytes.ReplaceAll(dati, []byte(">1"), []byte("> 0")))
		f.Add(dati[:len(dati)/2])
		f.Add([]byte(b64(string(dati))))
		f.Add(soap(senzaDichiarazione(dati)))
	}
	f.Add([]byte(nil))
	f.Add([]byte("<!DOCTYPE x><RT/>"))
}

// giro checks what every strict reader promises: it refuses with a typed error,
// or what it accepts is written, read and written again to the same bytes.
func giro[T any, P interface {
	*T
	documento
}](t *testing.T, dati []byte, parse func([]byte) (T, error)) {
	t.Helper()
	x, err := parse(dati)
	if err != nil {
		var e *rpt.Errore
		if !errors.As(err, &e) || !errors.Is(err, rpt.ErrSintassi) || e.Codice != rpt.CodiceSintassiXSD {
			t.Fatalf("refusal is not typed: %#v", err)
		}
		_ = err.Error()
		return
	}
	primo, err := rpt.AppendXML(nil, P(&x))
	if nonScrivibile(&x, err) {
		return
	}
	if err != nil {
		t.Fatalf("accepted, and cannot be written: %v", err)
	}
	y, err := parse(primo)
	if err != nil {
		t.Fatalf("written, and cannot be read: %v\n%s", err, primo)
	}
	secondo, err := rpt.AppendXML(nil, P(&y))
	if err != nil || !bytes.Equal(primo, secondo) {
		t.Fatalf("written twice, and different (%v):\n%s\n%s", err, primo, secondo)
	}
	j, err := json.Marshal(y)
	if err != nil {
		t.Fatalf("accepted, and has no JSON: %v", err)
	}
	var z T
	if err := json.Unmarshal(j, &z); err != nil {
		t.Fatalf("JSON cannot be read back: %v\n%s", err, j)
	}
	azzeraVersione(&y)
	azzeraVersione(&z)
	if d := cmp.Diff(y, z, uguali); d != "" {
		t.Fatalf("JSON loses something:\n%s", d)
	}
}

// nonScrivibile reports whether an error is one of those with which a writer
// refuses what a reader takes: an answer that the Nodo does not, an identifier with
// white space, a mandatory text of nothing but control characters.
func nonScrivibile(x any, err error) bool {
	var e *rpt.Errore
	if !errors.As(err, &e) {
		return false
	}
	d, _ := x.(rpt.Scrivibile)
	return errors.Is(err, rpt.ErrRisposta) || errors.Is(err, rpt.ErrFormato) && strings.ContainsFunc(e.Valore, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}) || errors.Is(err, rpt.ErrElementoMancante) && len(rpt.Avvertenze(d)) > 0
}

// azzeraVersione drops what JSON does not carry: the name of the root.
func azzeraVersione(x any) {
	switch x := x.(type) {
	case *rpt.PaSendRT:
		x.Versione = ""
	case *rpt.PaGetPayment:
		x.Versione = ""
	case *rpt.PaGetPaymentRisposta:
		x.Versione = ""
	case *rpt.RispostaPA:
		x.Versione = ""
	}
}

// lento checks what every lenient reader promises: it accepts all that the
// strict one does, without a warning, and equal.
func lento[T any](t *testing.T, dati []byte, parse func([]byte) (T, error), leggi func([]byte) (T, []avviso.Avvertenza, error)) {
	t.Helper()
	x, err := parse(dati)
	y, avvertenze, errLento := leggi(dati)
	if err != nil {
		if errLento == nil && len(avvertenze) == 0 {
			t.Fatalf("the strict reader refuses (%v), the lenient one sees nothing", err)
		}
		return
	}
	if errLento != nil || len(avvertenze) > 0 {
		t.Fatalf("the strict reader accepts, the lenient one does not: %v %v", avvertenze, errLento)
	}
	if d := cmp.Diff(x, y, uguali); d != "" {
		t.Fatalf("strict and lenient differ:\n%s", d)
	}
}

func FuzzRPT(f *testing.F) {
	semina(f, "rpt.xml")
	f.Fuzz(func(t *testing.T, dati []byte) {
		giro(t, dati, rpt.ParseRPT)
		lento(t, dati, rpt.ParseRPT, rpt.LeggiRPT)
		if r, _, err := rpt.LeggiRPT(dati); err == nil {
			_ = r.Violazioni()
		}
	})
}

func FuzzRT(f *testing.F) {
	semina(f, "rt.xml")
	q := leggiRPT(f)
	f.Fuzz(func(t *testing.T, dati []byte) {
		giro(t, dati, rpt.ParseRT)
		lento(t, dati, rpt.ParseRT, rpt.LeggiRT)
		if r, _, err := rpt.LeggiRT(dati); err == nil {
			v := rpt.VerificaRT(&q, &r, rpt.GruppoSANP, rpt.GruppoSOGGETTI)
			for _, x := range v.Rilievi {
				_ = x.String()
			}
			for x := range r.Riscossioni() {
				if x.Importo.Segno() <= 0 {
					t.Fatalf("collected %v", x)
				}
			}
		}
	})
}

func FuzzRicevuta(f *testing.F) {
	semina(f, "pasendrt.xml", "pasendrtv2.xml")
	f.Fuzz(func(t *testing.T, dati []byte) {
		giro(t, dati, rpt.ParseRicevuta)
		lento(t, dati, rpt.ParseRicevuta, rpt.LeggiRicevuta)
		if p, _, err := rpt.LeggiRicevuta(dati); err == nil {
			q := rpt.Pagamento{TransferList: p.Receipt.TransferList}
			_ = rpt.VerificaRicevuta(rpt.RichiestaPaGetPaymentV2, &q, &p.Receipt)
		}
	})
}

func FuzzPaGetPayment(f *testing.F) {
	semina(f, "pagetpayment.xml", "pagetpaymentv2risposta.xml", "rispostapa.xml")
	f.Fuzz(func(t *testing.T, dati []byte) {
		giro(t, dati, rpt.ParsePaGetPayment)
		giro(t, dati, rpt.ParsePaGetPaymentRisposta)
		giro(t, dati, rpt.ParseRispostaPA)
		lento(t, dati, rpt.ParsePaGetPaymentRisposta, rpt.LeggiPaGetPaymentRisposta)
	})
}

func FuzzTexts(f *testing.F) {
	for _, s := range []string{
		"0", "00", "5", "2024-05-03T10:15:30", "2024-05-03T10:15:30.5+02:00", "0001-01-01T00:00:00Z",
		"202412345678903GP000000000000000abc", "PAA_RT_DUPLICATA", "RT_ACCETTATA_PA", "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := rpt.ParseCodiceEsitoPagamento(s); err == nil && string(c) != s {
			t.Fatal(c)
		}
		if i, err := rpt.ParseIdentificativoCarrello(s); err == nil && i.String() != s {
			t.Fatal(i)
		}
		if c := nodo.FaultCode(s); c.IsValid() && c.Famiglia() == "" {
			t.Fatal(c)
		}
		if e, a := rpt.EventoStatoNodo(s); !noto(e) || len(a) > 0 != (e == rpt.EventoInternoNodo) {
			t.Fatal(e)
		}
		if r, ok := rpt.StatoRptDi(s); !r.IsValid() || ok && r.String() != s {
			t.Fatal(r)
		}
	})
}

// FuzzBusta reads an envelope: what the strict reader accepts is written and read
// the same, and the lenient one reads it without a warning.
func FuzzBusta(f *testing.F) {
	f.Add([]byte(apriBusta+corpoVerifica+chiudiBusta), `"paVerifyPaymentNotice"`)
	f.Add([]byte(apriBusta+`<soapenv:Header><a b="1"/></soapenv:Header>`+corpoVerifica+chiudiBusta), "x")
	f.Add([]byte(apriBusta+`<soapenv:Body><soapenv:Fault><faultcode>a</faultcode><faultstring>b</faultstring></soapenv:Fault></soapenv:Body>`+chiudiBusta), "")
	for _, nome := range []string{"pagetpayment.xml", "pagetpaymentv2risposta.xml", "pasendrt.xml", "pasendrtv2.xml", "rispostapa.xml"} {
		if dati, err := os.ReadFile("testdata/" + nome); err == nil {
			f.Add(soap(senzaDichiarazione(dati)), "")
		}
	}
	for _, m := range vecchi {
		if dati, err := rpt.AppendBusta(nil, m); err == nil {
			f.Add(dati, "")
		}
	}
	f.Add(alNodo(`<ppt:nodoChiediStatoRPTRisposta><esito><stato>x</stato><elementoStoricoRPT xsi:nil="true"/></esito></ppt:nodoChiediStatoRPTRisposta>`), "")
	f.Fuzz(func(t *testing.T, dati []byte, azione string) {
		b, err := rpt.ParseBusta(dati, azione)
		lenta, avvertenze, errLento := rpt.LeggiBusta(dati, azione)
		if err != nil {
			if !errors.Is(err, rpt.ErrSintassi) {
				t.Fatalf("refusal is not typed: %#v", err)
			}
			if errLento == nil && len(avvertenze) == 0 {
				t.Fatalf("the strict reader refuses (%v), the lenient one sees nothing", err)
			}
			_ = b.Rifiuta(nil)
			return
		}
		if errLento != nil || rpt.Elemento(b.Messaggio) != "Fault" && len(avvertenze) > 0 {
			t.Fatalf("the strict reader accepts, the lenient one does not: %v %v", avvertenze, errLento)
		}
		if d := cmp.Diff(b, lenta, uguali); d != "" {
			t.Fatalf("strict and lenient differ:\n%s", d)
		}
		rpt.VerificaRisposta(b.Messaggio, rpt.Domanda{})
		primo, err := rpt.AppendBusta(nil, b.Messaggio)
		if nonScrivibile(b.Messaggio, err) {
			return
		}
		if err != nil {
			t.Fatalf("accepted, and cannot be written: %v", err)
		}
		c, err := rpt.ParseBusta(primo, string(b.Primitiva))
		if err != nil {
			t.Fatalf("written, and cannot be read: %v\n%s", err, primo)
		}
		if secondo, err := rpt.AppendBusta(nil, c.Messaggio); err != nil || !bytes.Equal(primo, secondo) {
			t.Fatalf("written twice, and different (%v):\n%s\n%s", err, primo, secondo)
		}
	})
}
