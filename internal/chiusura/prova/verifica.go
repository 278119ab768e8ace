package prova

import (
	"bytes"
	"maps"
	"slices"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// Verifica holds the doors of the package under test to the law, on every mutation of
// their seeds. Every door that the package has must be among them, or among those that
// are held elsewhere, with the reason.
func Verifica(t *testing.T, porte []Porta, altrove map[string]string) {
	t.Helper()
	t.Run("all the doors", func(t *testing.T) {
		trovate, err := Trova(".")
		require.NoError(t, err)
		dette := slices.Collect(maps.Keys(altrove))
		for i := range porte {
			dette = append(dette, porte[i].nomi()...)
		}
		slices.Sort(dette)
		require.Equal(t, trovate, slices.Compact(dette), "the doors of the package, and those that are held to the law")
		for porta, perche := range altrove {
			require.NotEmpty(t, perche, porta)
		}
	})
	for i := range porte {
		t.Run(porte[i].Nome, porte[i].verifica)
	}
}

func (p *Porta) verifica(t *testing.T) {
	require.NotEmpty(t, p.Semi)
	usate := map[string]bool{}
	detti := 0
	for _, s := range p.Semi {
		seme := []byte(s)
		e := p.chiude(seme)
		require.NoError(t, e.rifiuto, "%s", seme)
		require.Empty(t, e.difetto, "%s", seme)
		require.False(t, e.avviso && p.Avvisa != "", "there is nothing to tell of a good document:\n%s", seme)
		p.aPezzi(t, seme)
		for _, m := range p.Forma.ripetute(seme) {
			chiave, d := p.ripetuta(m)
			usate[chiave] = true
			p.difetto(t, &detti, seme, m, "repeated", d)
		}
		for _, m := range p.Forma.guaste(seme) {
			p.difetto(t, &detti, seme, m, "not in UTF-8", p.guasta(m))
		}
		for _, m := range p.Forma.altre(seme) {
			p.difetto(t, &detti, seme, m, "changed", p.chiude(m.dati).difetto)
		}
	}
	if t.Failed() {
		return
	}
	for k, perche := range p.Ripetibili {
		require.NotEmpty(t, perche, k)
		require.True(t, usate[k], "%s may be repeated, and never was taken", k)
	}
}

// difetto tells what is wrong, and where the document is another one than the seed.
func (p *Porta) difetto(t *testing.T, detti *int, seme []byte, m mutazione, come, difetto string) {
	t.Helper()
	if difetto == "" {
		return
	}
	t.Fail()
	if *detti++; *detti > 10 {
		return // enough to begin with
	}
	i := 0
	for i < min(len(seme), len(m.dati)) && seme[i] == m.dati[i] {
		i++
	}
	t.Errorf("%s %s: %s\nin …%q…", m.posto, come, difetto, m.dati[max(0, i-80):min(len(m.dati), i+120)])
}

// aPezzi reads a stream in the ways in which it may come.
func (p *Porta) aPezzi(t *testing.T, seme []byte) {
	t.Helper()
	if p.InPezzi == nil {
		return
	}
	want, _, err := p.Leggi(seme)
	require.NoError(t, err)
	r := func() *bytes.Reader { return bytes.NewReader(seme) }
	for i, f := range []func() (any, int, error){
		func() (any, int, error) { return p.InPezzi(iotest.OneByteReader(r())) },
		func() (any, int, error) { return p.InPezzi(iotest.HalfReader(r())) },
		func() (any, int, error) { return p.InPezzi(iotest.DataErrReader(r())) },
	} {
		got, _, err := f()
		require.NoError(t, err, "in pieces %d", i)
		require.Empty(t, p.differenza(want, got), "in pieces %d", i)
	}
}

// presa is what is wrong with a document that ought to be refused.
const presa = "taken"

// ripetuta holds a document with a part repeated to the law: the exception that was
// needed, or what is wrong.
func (p *Porta) ripetuta(m mutazione) (chiave, difetto string) {
	e := p.chiude(m.dati)
	switch {
	case e.difetto != "":
		return "", e.difetto
	case e.rifiuto != nil && !dice(e.rifiuto, m.posto):
		return "", "refused, and not told where: " + e.rifiuto.Error()
	case e.rifiuto != nil, e.avviso && p.Avvisa != "":
		return "", ""
	}
	chiave, ok := p.permesso(m.posto)
	if !ok {
		return "", presa
	}
	return chiave, ""
}

// guasta holds a document with a byte that is no UTF-8 to the law.
func (p *Porta) guasta(m mutazione) (difetto string) {
	e := p.chiude(m.dati)
	switch {
	case e.difetto != "":
		return e.difetto
	case e.rifiuto == nil && p.Codifica == "":
		return presa
	case e.rifiuto != nil && p.Forma.nome != Valore.nome && !dice(e.rifiuto, m.posto):
		return "refused, and not told where: " + e.rifiuto.Error()
	}
	return ""
}

// Fuzz holds the doors to the law on any text: as it is, and, when it is taken, with a
// part of it repeated, spoilt or changed.
func Fuzz(f *testing.F, porte []Porta) {
	f.Helper()
	for i := range porte {
		for _, s := range porte[i].Semi {
			f.Add(uint8(i), uint16(0), []byte(s))
			f.Add(uint8(i), uint16(7), []byte(s))
		}
	}
	noti := make([]map[string]bool, len(porte))
	for i := range porte {
		noti[i] = map[string]bool{}
		for _, s := range porte[i].Semi {
			for _, parte := range porte[i].Forma.parti([]byte(s)) {
				noti[i][parte.posto] = true
			}
		}
	}
	f.Fuzz(func(t *testing.T, quale uint8, scelta uint16, dati []byte) {
		p := &porte[int(quale)%len(porte)]
		e := p.chiude(dati)
		if e.difetto != "" {
			t.Fatalf("%s: %s\n%q", p.Nome, e.difetto, dati)
		}
		if e.rifiuto != nil {
			return
		}
		ripetuta, guasta, altra := p.Forma.aCaso(dati, int(scelta))
		if ripetuta != nil {
			// What nobody knows, and what is told, may be there twice.
			if _, d := p.ripetuta(*ripetuta); d != "" && (d != presa || p.Avvisa == "" && noti[int(quale)%len(porte)][ripetuta.posto] && !p.chiude(ripetuta.dati).avviso) {
				t.Fatalf("%s: %s twice: %s\n%q", p.Nome, ripetuta.posto, d, ripetuta.dati)
			}
		}
		if guasta != nil {
			if d := p.guasta(*guasta); d != "" && (d != presa || noti[int(quale)%len(porte)][guasta.posto]) {
				t.Fatalf("%s: %s not in UTF-8: %s\n%q", p.Nome, guasta.posto, d, guasta.dati)
			}
		}
		if altra != nil {
			if d := p.chiude(altra.dati).difetto; d != "" {
				t.Fatalf("%s: %s changed: %s\n%q", p.Nome, altra.posto, d, altra.dati)
			}
		}
	})
}
