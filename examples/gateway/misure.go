package main

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
)

// misure are the figures of the gateway.
type misure struct {
	registro *prometheus.Registry
	chiamate *prometheus.HistogramVec
	lavori   *prometheus.HistogramVec
}

// nuoveMisure makes the figures of a gateway, those of its database among them.
func nuoveMisure(d *deposito.Deposito) *misure {
	m := &misure{registro: prometheus.NewRegistry(), chiamate: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "gateway_nodo_secondi", Help: "Durata delle chiamate della piattaforma.", Buckets: []float64{.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 7, 15},
	}, []string{"operazione", "fault", "stato"}), lavori: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "gateway_lavori_secondi", Help: "Durata dei lavori in coda.", Buckets: prometheus.ExponentialBuckets(.001, 4, 9),
	}, []string{"lavoro", "esito"})}
	m.registro.MustRegister(m.chiamate, m.lavori, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewDBStatsCollector(d.DB(), "deposito"))
	return m
}

// nodo takes a call of the platform.
func (m *misure) nodo(operazione, fault string, stato int, durata time.Duration) {
	m.chiamate.WithLabelValues(operazione, fault, strconv.Itoa(stato)).Observe(durata.Seconds())
}

// lavoro takes a piece of work.
func (m *misure) lavoro(lavoro string, err error, durata time.Duration) {
	esito := "OK"
	if err != nil {
		esito = "KO"
	}
	m.lavori.WithLabelValues(lavoro, esito).Observe(durata.Seconds())
}

// mascherato is a log without fiscal codes, whoever writes to it.
func mascherato(h slog.Handler) slog.Handler { return &gestoreMascherato{h} }

type gestoreMascherato struct{ slog.Handler }

// Handle implements slog.Handler.
func (g *gestoreMascherato) Handle(ctx context.Context, r slog.Record) error {
	n := slog.NewRecord(r.Time, r.Level, avviso.Maschera(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		n.AddAttrs(mascheraAttributo(a))
		return true
	})
	return g.Handler.Handle(ctx, n)
}

// WithAttrs implements slog.Handler.
func (g *gestoreMascherato) WithAttrs(attributi []slog.Attr) slog.Handler {
	mascherati := make([]slog.Attr, len(attributi))
	for i, a := range attributi {
		mascherati[i] = mascheraAttributo(a)
	}
	return &gestoreMascherato{g.Handler.WithAttrs(mascherati)}
}

// WithGroup implements slog.Handler.
func (g *gestoreMascherato) WithGroup(nome string) slog.Handler {
	return &gestoreMascherato{g.Handler.WithGroup(nome)}
}

func mascheraAttributo(a slog.Attr) slog.Attr {
	switch v := a.Value.Resolve(); v.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(avviso.Maschera(v.String()))
	case slog.KindGroup:
		gruppo := make([]slog.Attr, len(v.Group()))
		for i, x := range v.Group() {
			gruppo[i] = mascheraAttributo(x)
		}
		a.Value = slog.GroupValue(gruppo...)
	case slog.KindAny:
		if err, ok := v.Any().(error); ok {
			a.Value = slog.StringValue(avviso.Maschera(err.Error()))
		}
	}
	return a
}
