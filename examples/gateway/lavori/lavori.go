// Package lavori does the work that the gateway queues: applications are told of payments,
// flows and copies of receipts are fetched, files for JPPA are made, the night is
// reconciled. Work is queued in the transaction of the state that it belongs to, and done
// at least once after it: what a worker does may be done twice.
package lavori

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"time"

	"github.com/riverqueue/river"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
)

// Opzioni are the circumstances of the work. The zero value does.
type Opzioni struct {
	// Istanza is the name of this program among those that work on the same database. What
	// it was at when it died is given back when it starts again.
	Istanza string
	// HTTP calls applications and the platform; nil is a client that waits ten seconds.
	HTTP *http.Client
	// Piattaforma is called for flows and copies of receipts; its HTTP is that above.
	Piattaforma Piattaforma
	// Posta is where mails are handed over; without a server nobody is reminded.
	Posta Posta
	// Stampa prints the notice of a position; nil attaches nothing.
	Stampa func(context.Context, *pendenza.Pendenza) ([]byte, error)
	// Insieme is how many notifications go at once; 0 is 64.
	Insieme int
	// Registro is where work leaves a line; nil is nowhere.
	Registro *slog.Logger
	// Misura is told how a piece of work went; nil is nobody.
	Misura func(lavoro string, err error, durata time.Duration)
	// Operai adds the workers of others; nil adds none.
	Operai func(*river.Workers)
}

// Lavori is a program that works at the queues of a store.
type Lavori struct {
	deposito   *deposito.Deposito
	anagrafica *anagrafica.Anagrafica
	opzioni    Opzioni
	client     *river.Client[*sql.Tx]
}

// Times of the queues.
const (
	// tempoLavoro is how long a piece of work may last.
	tempoLavoro = time.Minute
	// tempoNotte is how long the reconciliation of a night may last.
	tempoNotte = 2 * time.Hour
	// tempoPerso is after how long work is taken from a program that died and did not come
	// back.
	tempoPerso = 2 * time.Minute
)

// Nuovi prepares to work at the queues of a store.
func Nuovi(d *deposito.Deposito, a *anagrafica.Anagrafica, o Opzioni) (*Lavori, error) {
	if o.HTTP == nil {
		trasporto := http.DefaultTransport.(*http.Transport).Clone()
		trasporto.MaxIdleConnsPerHost = 64
		o.HTTP = &http.Client{Timeout: 10 * time.Second, Transport: trasporto}
	}
	o.Piattaforma.HTTP = o.HTTP
	if o.Insieme == 0 {
		o.Insieme = 64
	}
	if o.Registro == nil {
		o.Registro = slog.New(slog.DiscardHandler)
	}
	l := &Lavori{deposito: d, anagrafica: a, opzioni: o}
	operai := river.NewWorkers()
	river.AddWorker(operai, &operaio[deposito.LavoroAzione]{lavori: l, fai: l.azione})
	river.AddWorker(operai, &operaio[LavoroFlussi]{lavori: l, fai: l.flussi})
	river.AddWorker(operai, &operaio[LavoroCopia]{lavori: l, fai: l.copia})
	river.AddWorker(operai, &operaio[LavoroNotte]{lavori: l, fai: l.notte, tempo: tempoNotte})
	river.AddWorker(operai, &operaio[LavoroJPPA]{lavori: l, fai: l.jppa, tempo: tempoNotte})
	river.AddWorker(operai, &operaio[LavoroPromemoria]{lavori: l, fai: l.promemoria, tempo: tempoNotte})
	if o.Operai != nil {
		o.Operai(operai)
	}
	var err error
	l.client, err = river.NewClient(d.Driver(), &river.Config{
		ID: o.Istanza, Logger: o.Registro, Workers: operai, JobTimeout: tempoLavoro, RescueStuckJobsAfter: tempoPerso,
		Queues: map[string]river.QueueConfig{
			river.QueueDefault: {MaxWorkers: o.Insieme, FetchCooldown: 50 * time.Millisecond},
			codaLunga:          {MaxWorkers: 2},
		},
		PeriodicJobs: l.periodici(),
	})
	return l, err
}

// codaLunga is the queue of the work that takes long, so that notifications do not wait for
// it.
const codaLunga = "lunghi"

// How often the list of the flows, and that of the reminders, is looked at.
const (
	periodoFlussi     = time.Hour
	periodoPromemoria = time.Hour
)

// periodici is the work that has no occasion of its own. Of several programs on one database
// one alone queues it, and work that waits already is not queued again.
func (l *Lavori) periodici() []*river.PeriodicJob {
	opzioni := &river.InsertOpts{Queue: codaLunga, UniqueOpts: river.UniqueOpts{ByArgs: true}}
	tutti := []*river.PeriodicJob{river.NewPeriodicJob(notti{}, func() (river.JobArgs, *river.InsertOpts) {
		return LavoroNotte{avviso.DataDi(l.deposito.Adesso())}, opzioni
	}, nil)}
	if l.opzioni.Posta.SMTP != "" {
		tutti = append(tutti, river.NewPeriodicJob(river.PeriodicInterval(periodoPromemoria), func() (river.JobArgs, *river.InsertOpts) {
			return LavoroPromemoria{avviso.DataDi(l.deposito.Adesso())}, &river.InsertOpts{Queue: codaLunga, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: periodoPromemoria}}
		}, &river.PeriodicJobOpts{RunOnStart: true}))
	}
	for i := range l.anagrafica.Enti {
		if e := &l.anagrafica.Enti[i]; e.JPPA != nil && e.JPPA.Attivo() {
			tutti = append(tutti, river.NewPeriodicJob(giorniJPPA{}, func() (river.JobArgs, *river.InsertOpts) {
				return LavoroJPPA{e.IdDominio, avviso.DataDi(l.deposito.Adesso())}, opzioni
			}, nil))
		}
	}
	if l.opzioni.Piattaforma.Base == "" && !l.opzioni.Piattaforma.Chiave.IsValid() {
		return tutti // the real platform wants a key
	}
	for _, d := range l.anagrafica.Domini() {
		tutti = append(tutti, river.NewPeriodicJob(river.PeriodicInterval(periodoFlussi), func() (river.JobArgs, *river.InsertOpts) {
			return LavoroFlussi{d}, &river.InsertOpts{Queue: codaLunga, UniqueOpts: river.UniqueOpts{ByArgs: true, ByPeriod: periodoFlussi}}
		}, &river.PeriodicJobOpts{RunOnStart: true}))
	}
	return tutti
}

// Avvia begins to work.
func (l *Lavori) Avvia(ctx context.Context) error {
	if l.opzioni.Istanza != "" {
		n, err := l.deposito.Riprendi(ctx, l.opzioni.Istanza)
		if err != nil {
			return err
		}
		if n > 0 {
			l.opzioni.Registro.Info("lavori interrotti, ripresi", slog.Int64("quanti", n))
		}
	}
	return l.client.Start(context.WithoutCancel(ctx))
}

// Ferma takes no further work, and waits for what is under way until ctx says no more.
func (l *Lavori) Ferma(ctx context.Context) error {
	if err := l.client.Stop(ctx); err != nil {
		return l.client.StopAndCancel(context.WithoutCancel(ctx))
	}
	return nil
}

// operaio does one kind of work.
type operaio[A river.JobArgs] struct {
	river.WorkerDefaults[A]
	lavori *Lavori
	fai    func(context.Context, A) error
	tempo  time.Duration // that it may take; 0 is tempoLavoro
}

// Timeout implements river.Worker.
func (o *operaio[A]) Timeout(*river.Job[A]) time.Duration { return o.tempo }

// Work implements river.Worker.
func (o *operaio[A]) Work(ctx context.Context, lavoro *river.Job[A]) error {
	inizio := time.Now()
	err := o.fai(ctx, lavoro.Args)
	if _, dopo := err.(*river.JobSnoozeError); dopo {
		return err
	}
	if o.lavori.opzioni.Misura != nil {
		o.lavori.opzioni.Misura(lavoro.Kind, err, time.Since(inizio))
	}
	if err != nil {
		o.lavori.opzioni.Registro.WarnContext(ctx, "lavoro da rifare", slog.String("lavoro", lavoro.Kind), slog.Int("volta", lavoro.Attempt), slog.Any("errore", err))
	}
	return err
}
