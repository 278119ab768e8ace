package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// The memory of SQLite is not Go's, and that of PostgreSQL is of other
// processes: Linux tells it under /proc. Elsewhere it counts as nothing.

// campoProc returns a number of /proc/PID/status, 0 when it is not there.
func campoProc(file, nome string) uint64 {
	testo, err := os.ReadFile(filepath.Clean(file))
	if err != nil {
		return 0
	}
	for riga := range strings.Lines(string(testo)) {
		if valore, ok := strings.CutPrefix(riga, nome+":"); ok {
			n, _ := strconv.ParseUint(strings.Fields(valore)[0], 10, 64)
			return n
		}
	}
	return 0
}

// propria is the private memory of this process, in bytes.
func propria() uint64 { return campoProc("/proc/self/status", "RssAnon") << 10 }

// delServer returns the private memory of a server process and of those that
// its parent started, such as its parallel workers; what they share is not in.
func delServer(pid int) func() uint64 {
	padre := campoProc(fmt.Sprintf("/proc/%d/status", pid), "PPid")
	return func() uint64 {
		var somma uint64
		stati, _ := filepath.Glob("/proc/[0-9]*/status")
		for _, s := range stati {
			if padre > 1 && campoProc(s, "PPid") == padre {
				somma += campoProc(s, "RssAnon") << 10
			}
		}
		return somma
	}
}
