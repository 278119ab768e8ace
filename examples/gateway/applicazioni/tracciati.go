package applicazioni

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"time"

	"github.com/riverqueue/river"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/anagrafica"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/pendenza/tracciato"
)

// caricamento is how far the loading of a tracciato has got, as it is kept with the paper.
type caricamento struct {
	Progresso tracciato.Progresso `json:"progresso"`
	IdDominio avviso.IdDominio    `json:"idDominio,omitzero"` // whose file it is
	Motivo    string              `json:"motivo,omitempty"`   // why the file cannot be read as a whole
}

// CaricaTracciato is the worker of deposito.LavoroTracciato: it loads a tracciato some lines
// at a time, each time in one transaction with how far it got, so that a loading that
// stopped goes on where it was.
type CaricaTracciato struct {
	river.WorkerDefaults[deposito.LavoroTracciato]
	Deposito   *deposito.Deposito
	Anagrafica *anagrafica.Anagrafica
	// Righe is how many lines a transaction has; 0 is 200.
	Righe int
}

// Timeout implements river.Worker: a file takes what it takes.
func (*CaricaTracciato) Timeout(*river.Job[deposito.LavoroTracciato]) time.Duration { return -1 }

// righePerVolta keeps the others waiting for little.
const righePerVolta = 200

// Work implements river.Worker.
func (w *CaricaTracciato) Work(ctx context.Context, job *river.Job[deposito.LavoroTracciato]) error {
	carta, err := w.Deposito.Carta(ctx, job.Args.Impronta)
	if err != nil {
		return err
	}
	l := &lettura{w: w, carta: carta}
	defer l.ferma()
	for finita := false; !finita; {
		err := w.Deposito.Insieme(ctx, carta.IDA2A, func(tx *deposito.Tx) (err error) {
			finita, err = l.avanti(ctx, tx)
			return err
		})
		if err != nil {
			return err
		}
		l.sicura = true
	}
	return nil
}

// lettura is a loading under way. Its reader goes on from one transaction to the next, and
// begins again where the store says when a transaction failed.
type lettura struct {
	w      *CaricaTracciato
	carta  *deposito.Carta
	stato  caricamento
	tx     *archivioTracciato
	c      *tracciato.Caricatore
	next   func() (tracciato.Risultato, error, bool)
	stop   func()
	sicura bool // what was read is written
}

func (l *lettura) ferma() {
	if l.stop != nil {
		l.stop()
	}
	l.next, l.stop = nil, nil
}

// avanti does some lines, and reports whether there are no more.
func (l *lettura) avanti(ctx context.Context, tx *deposito.Tx) (bool, error) {
	if !l.sicura {
		l.ferma()
	}
	l.sicura = false
	if l.next == nil {
		if finita, err := l.riprendi(ctx, tx); finita || err != nil {
			return finita, err
		}
	}
	l.tx.Tx, l.c.Oggi = tx, avviso.DataDi(tx.Adesso)
	if l.c.Numerazione != nil {
		numerazione, err := tx.Numera(ctx, l.stato.IdDominio, l.c.Numerazione.Configurazione)
		if err != nil {
			return false, err
		}
		*l.c.Numerazione = numerazione
	}
	quante := l.w.Righe
	if quante == 0 {
		quante = righePerVolta
	}
	finita := false
	for range quante {
		r, err, ok := l.next()
		if !ok {
			finita = true
			break
		}
		if err := errors.Join(err, l.tx.guasto); err != nil {
			return false, err
		}
		esito, err := json.Marshal(r)
		if err != nil {
			return false, err
		}
		if err := tx.EsitaRiga(ctx, l.carta.Impronta, r.Numero, esito); err != nil {
			return false, err
		}
	}
	if l.c.Numerazione != nil {
		if err := tx.Numerato(ctx, l.stato.IdDominio, *l.c.Numerazione); err != nil {
			return false, err
		}
	}
	return finita, l.scrivi(ctx, tx, finita)
}

// riprendi begins where the store says: it validates a file that was not, and reports
// whether there is nothing to load.
func (l *lettura) riprendi(ctx context.Context, tx *deposito.Tx) (bool, error) {
	carta, err := tx.Carta(ctx, l.carta.Impronta)
	if err != nil {
		return false, err
	}
	l.stato = caricamento{}
	if err := json.Unmarshal([]byte(carta.Esito), &l.stato); err != nil {
		return false, err
	}
	p := &l.stato.Progresso
	if p.Stato == tracciato.Nuovo {
		testata, err := p.Valida(bytes.NewReader(carta.Corpo), tracciato.Opzioni{IdDominio: l.stato.IdDominio})
		switch {
		case errors.Is(err, tracciato.ErrTracciato):
			l.stato.Motivo = err.Error()
			return true, l.scrivi(ctx, tx, true)
		case err != nil:
			return false, err
		}
		if testata.IdDominio.IsValid() {
			l.stato.IdDominio = testata.IdDominio
		}
	}
	if p.Stato != tracciato.ValidazioneOK && p.Stato != tracciato.InCaricamento {
		return true, nil
	}
	chi := l.w.Anagrafica.Applicazione(carta.IDA2A)
	l.tx = &archivioTracciato{ctx: ctx}
	l.c = &tracciato.Caricatore{
		Archivio: l.tx,
		Autorizzata: func(idA2A string, d avviso.IdDominio) bool {
			// A cancellation names no body: the position is the application's, or is not.
			return chi != nil && idA2A == chi.IDA2A && (!d.IsValid() || chi.Ammette(d) && l.w.Anagrafica.Ente(d) != nil)
		},
	}
	if e := l.w.Anagrafica.Ente(l.stato.IdDominio); e != nil {
		l.c.GLN = e.GLN
		if n := e.Stazioni[0].Numerazioni; len(n) > 0 {
			l.c.Numerazione = &avviso.Numerazione{Configurazione: n[0].Configurazione()}
			l.c.Configurazione = &l.c.Numerazione.Configurazione
		}
	}
	righe := tracciato.Leggi(p.Formato, bytes.NewReader(carta.Corpo), tracciato.Opzioni{IdDominio: l.stato.IdDominio})
	l.next, l.stop = iter.Pull2(l.c.Carica(p, righe))
	return false, nil
}

// scrivi stores how far the loading got.
func (l *lettura) scrivi(ctx context.Context, tx *deposito.Tx, finita bool) error {
	stato := deposito.CartaRicevuta
	switch {
	case l.stato.Motivo != "":
		stato = deposito.CartaRifiutata
	case finita:
		stato = deposito.CartaLetta
	}
	b, err := json.Marshal(l.stato)
	if err != nil {
		return err
	}
	return tx.Esita(ctx, l.carta.Impronta, stato, string(b))
}

// archivioTracciato is what a loading sees of the store. A failure of the store is not one
// of the line: guasto keeps it, and the transaction is given up.
type archivioTracciato struct {
	*deposito.Tx
	ctx    context.Context
	guasto error
}

func (a *archivioTracciato) nota(err error) error {
	if err != nil {
		a.guasto = errors.Join(a.guasto, err)
	}
	return err
}

// Pendenza implements tracciato.Archivio.
func (a *archivioTracciato) Pendenza(k pendenza.Chiave) (pendenza.Pendenza, bool, error) {
	p, err := a.Posizione(a.ctx, k)
	if errors.Is(err, deposito.ErrAssente) {
		return pendenza.Pendenza{}, false, nil
	}
	if err != nil {
		return pendenza.Pendenza{}, false, a.nota(err)
	}
	return p.Pendenza, true, nil
}

// Occupato implements tracciato.Archivio.
func (a *archivioTracciato) Occupato(d avviso.IdDominio, n avviso.NumeroAvviso) (pendenza.Chiave, bool, error) {
	p, err := a.PerAvviso(a.ctx, d, n.String())
	if errors.Is(err, deposito.ErrAssente) {
		return pendenza.Chiave{}, false, nil
	}
	if err != nil {
		return pendenza.Chiave{}, false, a.nota(err)
	}
	return p.Pendenza.Chiave(), true, nil
}

// Salva implements tracciato.Archivio; a loading calls the other.
func (a *archivioTracciato) Salva(pendenza.Pendenza) error {
	return a.nota(errors.New("una posizione si muove con il suo evento"))
}

// Muovi implements tracciato.ArchivioEventi.
func (a *archivioTracciato) Muovi(p pendenza.Pendenza, e pendenza.Evento, azioni []pendenza.Azione) error {
	if e == nil {
		_, err := a.Tx.Crea(a.ctx, &p, azioni)
		if errors.Is(err, deposito.ErrEsiste) { // another one was quicker: what is there now decides
			err = errors.Join(deposito.ErrContesa, err)
		}
		return a.nota(err)
	}
	prima, err := a.Posizione(a.ctx, p.Chiave())
	if err == nil {
		_, err = a.Tx.Muovi(a.ctx, prima, e)
	}
	return a.nota(err)
}
