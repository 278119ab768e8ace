package main

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestEveryMeasureRuns proves, on small sizes, that the sides of every
// comparison give the same results; the times are not looked at.
func TestEveryMeasureRuns(t *testing.T) {
	var out, diario strings.Builder
	if err := esegui(t.Context(), []string{"-righe", "10000", "-eventi", "10000", "-giri", "1"}, &out, &diario); err != nil {
		t.Fatal(err)
	}
	confronti, crescite, ok := strings.Cut(out.String(), "| growth of |")
	if !ok {
		t.Fatal(out.String())
	}
	for _, m := range misure {
		if m.nome == riconciliazione.nome {
			continue // without cgo there is no database to compare with
		}
		if !strings.Contains(confronti, "| "+m.cosa+" | ") || !strings.Contains(crescite, "| "+m.cosa+" | ours |") {
			t.Errorf("no line for %q:\n%s", m.cosa, out.String())
		}
	}
}

// assegnazioni are how many times the library may allocate for a unit of each subject, at
// the sizes of TestAllocations: what it does, and what each run needs once. Going down
// they are written anew, up never.
var assegnazioni = map[string]float64{
	"reconciliation":              0.09,
	"month, from bytes to report": 24.7,
	"flow XML":                    1.01,
	"FdR 3 pages, JSON":           0.09,
	"RT":                          45.1,
	"paSendRTV2":                  56.1,
	"causale of a bank":           0.34,
	"transition (Passo)":          0.01,
	"journal fold (Corso)":        0.01,
	"journal analysis (Analisi)":  1.1,
	"journal CSV":                 0.1,
	"journal JSON lines":          1.1,
	"tracciato CSV":               0.5,
	"tracciato JSON":              3.1,
	"digest of a call":            1.01,
}

// TestAllocations compares what every subject allocates with the kept list. Nothing is
// said of times: they are the machine's.
func TestAllocations(t *testing.T) {
	o := opzioni{righe: 20_000, eventi: 20_000}
	if len(assegnazioni) != len(misure) {
		t.Errorf("%d subjects are kept, %d measured", len(assegnazioni), len(misure))
	}
	for _, m := range misure {
		p, err := m.prepara(t.Context(), o, m.quante(o))
		if err != nil {
			t.Fatal(m.cosa, err)
		}
		c, err := p.lati[0].cronometra()
		if p.chiudi != nil {
			p.chiudi()
		}
		if err != nil {
			t.Fatal(m.cosa, err)
		}
		per := float64(c.allocs) / float64(p.n)
		t.Logf("%s: %.3f", m.cosa, per)
		if per > assegnazioni[m.cosa] {
			t.Errorf("%s allocates %.3f times a %s, more than the %g kept", m.cosa, per, m.unita, assegnazioni[m.cosa])
		}
	}
}

func TestRefusedArguments(t *testing.T) {
	for _, args := range [][]string{{"-solo", "niente"}, {"-righe", "10"}, {"-eventi", "0"}, {"-giri", "0"}, {"-ignota"}} {
		var out, diario strings.Builder
		if err := esegui(t.Context(), args, &out, &diario); err == nil || out.Len() > 0 {
			t.Errorf("%v was accepted: %s", args, out.String())
		}
	}
}

func TestOneSubjectAlone(t *testing.T) {
	var out, diario strings.Builder
	if err := esegui(t.Context(), []string{"-solo", "passo,digest", "-righe", "10000", "-eventi", "10000", "-giri", "1"}, &out, &diario); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); strings.Contains(s, "flow XML") || !strings.Contains(s, "transition") || !strings.Contains(s, "digest") {
		t.Error(s)
	}
}

// TestDisagreement proves that a comparison whose sides differ is refused, and
// so is one whose side fails.
func TestDisagreement(t *testing.T) {
	guasto := errors.New("broken")
	trova := func(n int) lato {
		return lato{
			nome: "side", corri: func() error { return nil },
			esito: func() (conteggi, error) { return conteggi{"rows": n}, nil },
		}
	}
	rotto := trova(1)
	rotto.corri = func() error { return guasto }
	muto := trova(1)
	muto.esito = func() (conteggi, error) { return nil, guasto }
	diverse := func() error { return guasto }
	for nome, c := range map[string]struct {
		p      prova
		errato bool
	}{
		"same":              {prova{n: 1, lati: []lato{trova(1), trova(1)}}, false},
		"other result":      {prova{n: 1, lati: []lato{trova(1), trova(2)}}, true},
		"a side fails":      {prova{n: 1, lati: []lato{trova(1), rotto}}, true},
		"no result":         {prova{n: 1, lati: []lato{trova(1), muto}}, true},
		"other in detail":   {prova{n: 1, lati: []lato{trova(1), trova(1)}, uguali: diverse}, true},
		"third side is odd": {prova{n: 1, lati: []lato{trova(1), trova(1), trova(3)}}, true},
	} {
		if _, err := c.p.misura(2); (err != nil) != c.errato {
			t.Errorf("%s: %v", nome, err)
		}
	}
}

func TestReleasedWhenItFails(t *testing.T) {
	chiuse := 0
	m := misura{
		quante: func(opzioni) int { return 30 },
		prepara: func(context.Context, opzioni, int) (*prova, error) {
			return &prova{n: 1, uguali: func() error { return errors.New("broken") }, chiudi: func() { chiuse++ }}, nil
		},
	}
	var diario strings.Builder
	if _, err := m.misura(t.Context(), opzioni{giri: 1}, &diario); err == nil || chiuse != 1 {
		t.Error(err, chiuse)
	}
}

func TestConteggiDiversi(t *testing.T) {
	a, b := conteggi{}, conteggi{}
	a.aggiungi("righe", "ABBINATA", "1")
	b.aggiungi("righe", "ABBINATA", "1")
	if d := a.diverso(b); d != "" {
		t.Error(d)
	}
	b.aggiungi("righe", "DUPLICATA", "2")
	if a.diverso(b) == "" || b.diverso(a) == "" {
		t.Error("a class that one side lacks was not noticed")
	}
	c, d := conteggi{}, conteggi{}
	c.aggiungi("righe", "ABBINATA", "1")
	d.aggiungi("righe", "ABBINATA", "2")
	if c.diverso(d) == "" {
		t.Error("the same class on another object was not noticed")
	}
}

func TestFigures(t *testing.T) {
	for ns, atteso := range map[float64]string{1.234: "1.23 ns", 999.6: "1.00 µs", 12_345: "12.3 µs", 123_456_789: "123 ms", 2e9: "2.00 s"} {
		if s := durata(ns); s != atteso {
			t.Errorf("%g ns is written %q", ns, s)
		}
	}
	for x, atteso := range map[float64]string{12: "12.0", 1234: "1.23k", 999_900: "1.00M", 3.2e9: "3.20G"} {
		if s := conSuffisso(x); s != atteso {
			t.Errorf("%g is written %q", x, s)
		}
	}
	for n, atteso := range map[int]string{7: "7", 999: "999", 1000: "1,000", 1_234_567: "1,234,567"} {
		if s := migliaia(n); s != atteso {
			t.Errorf("%d is written %q", n, s)
		}
	}
}
