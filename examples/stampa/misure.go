package main

import (
	"os"
	"strconv"
	"strings"
	"time"
)

// ritmo is how many in a second.
func ritmo(n int, t time.Duration) float64 {
	if t <= 0 {
		return 0
	}
	return float64(n) / t.Seconds()
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
