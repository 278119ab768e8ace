package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
)

// esito is what the runner says of a run.
type esito struct {
	contatori map[string]int64
	byte      map[string]int64 // that went from one worker to another, by what they were
}

func (e *esito) travasati() (n int64) {
	for _, b := range e.byte {
		n += b
	}
	return n
}

func megabyte(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// travasi are the collections that a runner moves from worker to worker, by the end of the
// name that it gives them: the counter of their elements, and how many times they move.
var travasi = [...]struct {
	nome, contatore string
	volte           int64
}{
	{".leggiFascio.i0", contaGiornali, 1},
	{".leggiFascio.i1", contaParti, 2}, // to the ties, and to their group
}

// distribuito runs the pipeline.
func distribuito(ctx context.Context, l *lavoro) (esito, error) {
	p, s := beam.NewPipelineWithRoot()
	condotta(s, l)
	fatto, err := prism.Execute(ctx, p)
	if err != nil || fatto == nil {
		return esito{}, err
	}
	e := esito{contatori: make(map[string]int64), byte: make(map[string]int64)}
	tutti := fatto.Metrics().AllMetrics()
	for _, c := range tutti.Counters() {
		if c.Namespace() == contatori {
			e.contatori[c.Name()] += c.Result()
		}
	}
	for _, c := range tutti.PCols() {
		v := c.Result().SampledByteSize // of samples, of which the mean is good and the number is not
		for _, x := range travasi {
			if strings.HasSuffix(c.Transform(), x.nome) && v.Count > 0 {
				e.byte[x.contatore] += e.contatori[x.contatore] * x.volte * v.Sum / v.Count
			}
		}
	}
	return e, nil
}
