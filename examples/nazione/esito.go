package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
)

// distribuito runs the pipeline and returns the counters, as the runner has them.
func distribuito(ctx context.Context, l *lavoro) (conti map[string]int64, err error) {
	defer func() { // Beam uses files without asking whether they were opened
		if r := recover(); r != nil {
			err = fmt.Errorf("Apache Beam si è fermato: %v", r)
		}
	}()
	p, s := beam.NewPipelineWithRoot()
	condotta(s, l)
	fatto, err := prism.Execute(ctx, p)
	if err != nil || fatto == nil {
		return nil, err
	}
	conti = make(map[string]int64)
	for _, c := range fatto.Metrics().AllMetrics().Counters() {
		if c.Namespace() == contatori {
			conti[c.Name()] += c.Result()
		}
	}
	return conti, nil
}

// travasati are the bytes that went from one worker to another: a part goes first to learn
// what it is tied to, then to its group.
func travasati(cifre map[string]int64) int64 {
	return cifre[perCifre+contaByteGiornali] + 2*cifre[perCifre+contaByteParti]
}

func megabyte(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// scriveMemoria is what a run with -cifre says last.
var scriveMemoria = regexp.MustCompile(`(?m)^memoria (\d+)$`)

func scriviMemoria(out io.Writer) { fmt.Fprintf(out, "memoria %d\n", picco()) }

var piccoMemoria = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

// picco returns the most memory that this process held, in bytes; 0 where the system does
// not tell.
func picco() int64 {
	stato, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	return intero(piccoMemoria.FindSubmatch(stato)) << 10
}

// intero returns the first number that was found, 0 of none.
func intero(trovato [][]byte) int64 {
	if trovato == nil {
		return 0
	}
	n, _ := strconv.ParseInt(string(trovato[1]), 10, 64) // digits
	return n
}
