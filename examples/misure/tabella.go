package main

import (
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// stampa prints two Markdown tables: every comparison at its whole size, and
// how time and memory of each side grow.
func stampa(w io.Writer, confronti []confronto) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s/%s, %d CPU\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	b.WriteString("| what | units | ours, each: best (median) | throughput | allocs | MiB | peer | each: best (median) | throughput | allocs | MiB | ratio |\n")
	b.WriteString("|---|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|\n")
	for i := range confronti {
		confronti[i].righe(&b)
	}
	b.WriteString("\n| growth of | who | units | time of each | time grew | MiB |\n|---|---|---:|---:|---:|---:|\n")
	for i := range confronti {
		confronti[i].crescita(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// righe writes ours against each peer.
func (c *confronto) righe(b *strings.Builder) {
	t := &c.taglie[len(c.taglie)-1]
	nostro := &t.lati[0]
	for i := range t.lati[1:] {
		altrui := &t.lati[i+1]
		fmt.Fprintf(b, "| %s | %s %ss | %s | %s | %s | **%s×** |\n", c.cosa, migliaia(t.n), c.unita,
			t.celle(nostro), altrui.nome, t.celle(altrui), cifre(float64(altrui.tempo)/float64(nostro.tempo)))
	}
}

// celle are time of a unit, throughput, allocations of a unit, memory.
func (t *taglia) celle(m *misurato) string {
	secondi := m.tempo.Seconds()
	portata := conSuffisso(float64(t.n)/secondi) + "/s"
	if t.byte > 0 {
		portata += ", " + mega(float64(t.byte)/1e6/secondi)
	}
	allocs := fmt.Sprintf("%.2f", float64(m.allocs)/float64(t.n))
	if m.fuori {
		allocs = "-"
	}
	diUna := func(d time.Duration) string { return durata(float64(d.Nanoseconds()) / float64(t.n)) }
	return fmt.Sprintf("%s (%s) | %s | %s | %s", diUna(m.tempo), diUna(m.mediana), portata, allocs, mebi(m.picco))
}

// mega writes millions of bytes a second.
func mega(x float64) string {
	if x >= 999.5 {
		return cifre(x/1000) + " GB/s"
	}
	return cifre(x) + " MB/s"
}

// crescita writes a line for each side.
func (c *confronto) crescita(b *strings.Builder) {
	prima, ultima := &c.taglie[0], &c.taglie[len(c.taglie)-1]
	for i := range ultima.lati {
		var unita, tempi, picchi []string
		for j := range c.taglie {
			t := &c.taglie[j]
			unita = append(unita, migliaia(t.n))
			tempi = append(tempi, durata(float64(t.lati[i].tempo)/float64(t.n)))
			picchi = append(picchi, mebi(t.lati[i].picco))
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s× for %s× | %s |\n", c.cosa, ultima.lati[i].nome, strings.Join(unita, ", "),
			strings.Join(tempi, ", "), cifre(float64(ultima.lati[i].tempo)/float64(prima.lati[i].tempo)), cifre(float64(ultima.n)/float64(prima.n)),
			strings.Join(picchi, ", "))
	}
}

// durata writes nanoseconds with three digits.
func durata(ns float64) string {
	for _, u := range []string{"ns", "µs", "ms"} {
		if ns < 999.5 {
			return cifre(ns) + " " + u
		}
		ns /= 1000
	}
	return cifre(ns) + " s"
}

// conSuffisso writes a count with three digits, k for thousands, M for millions.
func conSuffisso(x float64) string {
	for _, s := range []string{"", "k", "M"} {
		if x < 999.5 {
			return cifre(x) + s
		}
		x /= 1000
	}
	return cifre(x) + "G"
}

// mebi writes bytes in MiB.
func mebi(n uint64) string { return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) }

func cifre(x float64) string {
	decimali := 2
	switch {
	case x >= 99.95:
		decimali = 0
	case x >= 9.995:
		decimali = 1
	}
	return strconv.FormatFloat(x, 'f', decimali, 64)
}

// migliaia writes a count with a comma every three digits.
func migliaia(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
