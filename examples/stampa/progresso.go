package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// progresso tells on a terminal how far a run has come, once a second.
type progresso struct {
	w       io.Writer // nil when there is nobody to tell
	adesso  func() time.Time
	inizio  time.Time
	scritto time.Time
	aperta  bool // an unfinished line is on the screen
}

func (p *progresso) passo(fatti int) {
	if p.w == nil {
		return
	}
	ora := p.adesso()
	if ora.Sub(p.scritto) < time.Second {
		return
	}
	p.scritto, p.aperta = ora, true
	fmt.Fprintf(p.w, "\r%d avvisi, %.0f al secondo ", fatti, ritmo(fatti, ora.Sub(p.inizio)))
}

// interrompi ends the line, so that another can be written.
func (p *progresso) interrompi() {
	if p.aperta {
		fmt.Fprintln(p.w)
		p.aperta = false
	}
}

func ritmo(n int, t time.Duration) float64 {
	if t <= 0 {
		return 0
	}
	return float64(n) / t.Seconds()
}

// terminale reports whether somebody is watching a file.
func terminale(f *os.File) bool {
	i, err := f.Stat()
	return err == nil && i.Mode()&os.ModeCharDevice != 0
}

// memoriaMassima returns the largest resident memory of the process so far, in
// MiB, and false where the system does not tell.
func memoriaMassima() (int, bool) {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	for riga := range strings.Lines(string(b)) {
		if v, ok := strings.CutPrefix(riga, "VmHWM:"); ok {
			kib, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(v), "kB")))
			return kib / 1024, err == nil
		}
	}
	return 0, false
}
