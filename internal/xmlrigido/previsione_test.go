package xmlrigido_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// conPrevisioni reads a document as eventi does, but looks by prediction for every
// element first, for its start tag alone where inizi says so: what was predicted gives the
// events that the scanner would, of which attesi are all.
func conPrevisioni(t *testing.T, data []byte, o xmlrigido.Opzioni, nomi []string, inizi bool, attesi []evento) (ev []evento, dove []luogo, err error) {
	t.Helper()
	return leggePrevedendo(t, xmlrigido.NuovoLettoreByte(data, o), nomi, inizi, attesi)
}

func leggePrevedendo(t *testing.T, l *xmlrigido.Lettore, nomi []string, inizi bool, attesi []evento) (ev []evento, dove []luogo, err error) {
	t.Helper()
	spazi := []string{}
	prevede := func(spazio, n string) bool {
		var testo []byte
		inizio := inizi && l.InizioPrevisto(spazio, n)
		if !inizio {
			ok := false
			if testo, ok = l.FogliaPrevista(spazio, n); !ok {
				return false
			}
		}
		if i := len(ev); i < len(attesi) && attesi[i].Tipo == xmlrigido.Testo.String() { // the white space before it
			ev, dove = append(ev, attesi[i]), append(dove, luogo{})
		}
		ev, dove = append(ev, evento{Tipo: xmlrigido.Inizio.String(), Spazio: spazio, Locale: n}), append(dove, luogo{l.Riga(), l.Colonna()})
		if inizio {
			require.Equal(t, spazio+" "+n, string(l.Spazio())+" "+string(l.Locale()))
			require.Empty(t, l.Attributi())
			spazi = append(spazi, spazio)
			return true
		}
		if len(testo) > 0 {
			ev, dove = append(ev, evento{Tipo: xmlrigido.Testo.String(), Testo: string(testo)}), append(dove, luogo{})
		}
		ev, dove = append(ev, evento{Tipo: xmlrigido.Fine.String(), Spazio: spazio, Locale: n}), append(dove, luogo{})
		return true
	}
	for err == nil {
		for previsto := true; previsto && len(spazi) > 0; {
			previsto = false
			for _, n := range nomi {
				if l.NonSegue(n) {
					if s := prossimo(attesi, len(ev)); s != nil && s.Tipo == xmlrigido.Inizio.String() && s.Locale == n {
						t.Fatalf("%s follows, and NonSegue says that it does not", n)
					}
				}
				if previsto = prevede(spazi[len(spazi)-1], n) || prevede("", n); previsto {
					break
				}
			}
		}
		var e xmlrigido.Evento
		if e, err = l.Prossimo(); err != nil {
			break
		}
		v := evento{Tipo: e.String()}
		switch e {
		case xmlrigido.Testo:
			v.Testo = string(l.Testo())
		case xmlrigido.Inizio:
			v.Spazio, v.Locale = string(l.Spazio()), string(l.Locale())
			spazi = append(spazi, v.Spazio)
		case xmlrigido.Fine:
			v.Spazio, v.Locale = string(l.Spazio()), string(l.Locale())
			spazi = spazi[:len(spazi)-1]
		}
		for _, a := range l.Attributi() {
			v.Attributi = append(v.Attributi, fmt.Sprintf("{%s}%s=%q", a.Spazio, a.Locale, senzaACapo(string(a.Valore))))
		}
		ev, dove = append(ev, v), append(dove, luogo{l.Riga(), l.Colonna()})
	}
	return ev, dove, err
}

// prossimo returns the first tag from i on, nil for none.
func prossimo(attesi []evento, i int) *evento {
	for ; i < len(attesi); i++ {
		if attesi[i].Tipo != xmlrigido.Testo.String() {
			return &attesi[i]
		}
	}
	return nil
}

// FuzzPrevisione: elements that are read by prediction are those that the scanner
// finds, at the same places, and so is the error that ends the document.
func FuzzPrevisione(f *testing.F) {
	for _, s := range []string{
		`<a xmlns="u"><b>1</b> <c>2</c><d/><b></b></a>`, `<p:a xmlns:p="u"><p:b>x</p:b><b>1</b><p:c><p:b>y</p:b></p:c><p:b>&amp;</p:b></p:a>`,
		`<a><b xmlns="v"><c>1</c></b><c>2</c></a>`, "<a>\n <b>\r</b>\n <b>]]></b></a>", `<a><b>1</b>t<c>è</c></a>`, `<a><b>1</c></a>`, `<a><b>1</b`, `<p:a><p:b>1</p:b></p:a>`,
		`<a xmlns:p="u"><p:b>1</p:b><b>2</b><p:b xmlns:p="v"></p:b><p:b>1</p:b></a>`, `<a><b><c><d>1</d></c></b></a><e>1</e>`, `<a>` + strings.Repeat("<b>", 31) + `1`,
		`<p:a xmlns:p="u"><b>1</b><c><d>2</d><p:b>3</p:b></c></p:a>`, `<p:a xmlns:p="u" xmlns="v"><b>1</b><c xmlns=""><d>2</d></c></p:a>`,
		"<a><b>otto car]atteri &lt; qui</b><c>diciassette car.\x01</c><b>sedici caratteri\r</b></a>", "<a><b>sette\tù<c/></b></a>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, o := range []xmlrigido.Opzioni{{}, {MaxProfondita: 3, MaxTesto: 5}} {
			attesi, luoghi, atteso := eventi(xmlrigido.NuovoLettoreByte(data, o))
			visti := map[string]bool{"x": true}
			for _, e := range attesi {
				if e.Locale != "" && len(visti) < 6 {
					visti[e.Locale] = true
				}
			}
			nomi := []string{}
			for n := range visti {
				nomi = append(nomi, n)
			}
			for _, inizi := range []bool{false, true} {
				ev, dove, err := conPrevisioni(t, data, o, nomi, inizi, attesi)
				require.Equal(t, attesi, ev)
				for i := range dove {
					if dove[i] != (luogo{}) {
						require.Equal(t, luoghi[i], dove[i], "event %d", i)
					}
				}
				if atteso == nil {
					require.EqualError(t, err, "EOF")
				} else {
					require.EqualError(t, err, atteso.Error())
				}
			}
		}
	})
}

// TestTestoPrevisto: a text is predicted where every byte of it, at whatever place, is ASCII
// that the scanner would copy.
func TestTestoPrevisto(t *testing.T) {
	for c := range 256 {
		piano := c >= ' ' && c < 0x80 && !strings.ContainsRune("<&]", rune(c)) || c == '\t' || c == '\n'
		for prima := range 18 {
			for _, dopo := range []int{0, 1, 9} {
				testo := strings.Repeat("x", prima) + string([]byte{byte(c)}) + strings.Repeat("x", dopo)
				l := xmlrigido.NuovoLettoreByte([]byte("<a><b>"+testo+"</b></a>"), xmlrigido.Opzioni{})
				_, err := l.Prossimo()
				require.NoError(t, err)
				letto, ok := l.FogliaPrevista("", "b")
				require.Equal(t, piano, ok, "%q", testo)
				if ok {
					require.Equal(t, testo, string(letto))
				}
			}
		}
	}
}
