package cassa_test

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// BenchmarkMT940 reads the messages of thirty days, a thousand lines each.
func BenchmarkMT940(b *testing.B) { misuraTesto(b, testoMT940(30, 1000), 30_000, cassa.NuovoMT940) }

// BenchmarkRH reads as many, each with five records of text.
func BenchmarkRH(b *testing.B) { misuraTesto(b, testoRH(30, 1000), 30_000, cassa.NuovoRH) }

// testoRH returns statements of so many movements each.
func testoRH(estratti, movimenti int) string {
	var t strings.Builder
	riga := func(s string) { fmt.Fprintf(&t, "%-120s\r\n", s) }
	n := 0
	for g := range estratti {
		riga(" RH99998Q7Z1K140426RND-" + strconv.Itoa(g))
		riga(" 610000001                  93001C/C TESORERIA   CCX0542811101000000123456EUR060524C000000001000,00IT60")
		for range movimenti {
			n++
			riga(" 620000001001070524060524C000000000318,4048BO                07102604" + strconv.Itoa(10_000_000+n) + "         BONIFICO A VS FAVORE")
			riga(" 630000001001YYY07052024                PSP FINTO TRE S.P.A.")
			riga(" 630000001001ID1                                   NOTPROVIDED")
			riga(" 630000001001RI1BON. SEPA DA PSP FINTO TRE PER RIVERSAMENTO INCASSI /PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-")
			riga(" 630000001001RI2" + strconv.Itoa(n))
			riga(" 630000001001BO:ABICAB:9999600003TRN:0306977712345670489599999995IT")
		}
		riga(" 640000001EUR060524C000000001000,00")
		riga(" EF99998Q7Z1K140426RND-" + strconv.Itoa(g))
	}
	return t.String()
}

// testoMT940 returns messages of so many lines each.
func testoMT940(messaggi, linee int) string {
	var t strings.Builder
	n := 0
	for g := range messaggi {
		t.WriteString(":20:STARTUMS\n:25:" + iban + "\n:28C:" + strconv.Itoa(g+1) + "/1\n:60F:C240506EUR1000,00\n")
		for range linee {
			n++
			t.WriteString(":61:2405070506C1250,45NTRFNONREF//03069241" + strconv.Itoa(10_000_000+n) + "\n")
			t.WriteString(":86:BONIFICO A VOSTRO FAVORE DA PSP FINTO S.P.A. PER RIVERSAMENTO INC\nASSI /PUR/LGPE-RIVERSAMENTO/URI/2024-05-03ABCDITMMXXX-" + strconv.Itoa(n) + "\n")
		}
		t.WriteString(":62F:C240506EUR1000,00\n-\n")
	}
	return t.String()
}

// misuraTesto reads a text of so many movements.
func misuraTesto(b *testing.B, testo string, movimenti int, apri func(r io.Reader, c cassa.Conti) *cassa.Estratto) {
	b.Helper()
	b.SetBytes(int64(len(testo)))
	b.ReportAllocs()
	for b.Loop() {
		letti := 0
		for _, err := range apri(strings.NewReader(testo), conti()).Movimenti() {
			if err != nil {
				b.Fatal(err)
			}
			letti++
		}
		if letti != movimenti {
			b.Fatal(letti)
		}
	}
	b.ReportMetric(float64(b.N)*float64(movimenti)/b.Elapsed().Seconds(), "movimenti/s")
}

// BenchmarkTabella reads thirty thousand provvisori.
func BenchmarkTabella(b *testing.B) {
	var t strings.Builder
	t.WriteString(titoliTesoreria)
	for n := range 30_000 {
		t.WriteString("2026;" + strconv.Itoa(n) + ";14/04/2026;PSP FINTO S.P.A.;BONIFICO " + purG1 + ";318,40;2026-04-14\n")
	}
	misuraTesto(b, t.String(), 30_000, func(r io.Reader, c cassa.Conti) *cassa.Estratto {
		return cassa.NuovaTabella(r, c, cassa.Profilo{IdDominio: dominioT})
	})
}
