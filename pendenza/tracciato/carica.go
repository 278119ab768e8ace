package tracciato

import (
	"errors"
	"io"
	"iter"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
)

// Progresso is how far the work on a file has got. It is a value to store: a
// loading that stopped goes on from it. The zero value is not valid: start with
// Inizio.
type Progresso struct {
	Formato  Formato `json:"formato"`
	Stato    Stato   `json:"stato"`
	Totali   int     `json:"totali"`   // lines done
	Eseguite int     `json:"eseguite"` // ADD and DEL that succeeded
	Fallite  int     `json:"fallite"`
}

// Inizio returns the progress of a file just received.
func Inizio(f Formato) Progresso { return Progresso{Formato: f, Stato: Nuovo} }

// Valida reads the file as a whole and moves to VALIDAZIONE_OK, or to
// VALIDAZIONE_KO and returns why (ErrTracciato). The error is ErrTransizione,
// and nothing moves, when the file was validated before.
func (p *Progresso) Valida(r io.Reader, o Opzioni) (Testata, error) {
	if p == nil {
		return Testata{}, errNullo("progresso")
	}
	if _, err := Applica(p.Stato, Valida); err != nil {
		return Testata{}, err
	}
	t, err := ParseTestata(p.Formato, r, o)
	if err != nil {
		p.Stato = ValidazioneKO
		return Testata{}, err
	}
	p.Stato = ValidazioneOK
	return t, nil
}

// Caricatore is what a loading needs of its caller.
type Caricatore struct {
	Archivio Archivio
	// Configurazione of the creditor, to examine the numero avviso of a line;
	// nil accepts any.
	Configurazione *avviso.Configurazione
	// Numerazione gives the numero avviso of a line without one, and is moved
	// on; nil gives none.
	Numerazione *avviso.Numerazione
	// GLN of the creditor, for the bar code; zero makes none.
	GLN avviso.GLN
	// Chiavi remembers the positions of the ADD lines of a CSV or JSON file; nil keeps
	// them in memory.
	Chiavi Insieme
	// Autorizzata reports whether the caller may use an application and a
	// creditor; nil is always.
	Autorizzata func(idA2A string, d avviso.IdDominio) bool
	Oggi        avviso.Data
}

// Carica loads the lines of a validated file, one at a time, and yields the
// outcome of each; p follows. Lines are independent and nothing is undone.
// Lines that p counts as done are skipped, so that a loading that stopped goes
// on with the same file. When every line is done p is CARICAMENTO_OK, or
// CARICAMENTO_KO when one failed; when the sequence stops before, by an error of
// the reader or because the caller stops, p stays IN_CARICAMENTO.
//
// In a CSV or JSON file the second valid ADD of a position fails. An ADD of a position
// in the archive updates it. A blank line of Loader 2.x is not counted as
// failed.
//
// Source: GovPay Loader; GovPay 3, TracciatiPendenze.
func (c *Caricatore) Carica(p *Progresso, righe iter.Seq2[Riga, error]) iter.Seq2[Risultato, error] {
	return func(yield func(Risultato, error) bool) {
		if c == nil || p == nil {
			yield(Risultato{}, errNullo("progresso"))
			return
		}
		s, err := Applica(p.Stato, AvviaCaricamento)
		if err != nil {
			yield(Risultato{}, err)
			return
		}
		p.Stato = s
		l := carico{c: c, formato: p.Formato, chiavi: c.Chiavi}
		if l.chiavi == nil {
			l.chiavi = chiavi{}
		}
		for r, err := range righe {
			if err != nil {
				yield(Risultato{}, err)
				return
			}
			if r.Numero <= p.Totali {
				l.ricorda(&r)
				continue
			}
			if x := l.riga(&r); !p.conta(&x, yield) {
				return
			}
		}
		p.chiudi()
	}
}

func (p *Progresso) conta(r *Risultato, yield func(Risultato, error) bool) bool {
	p.Totali++
	switch {
	case r.Stato == Eseguito:
		p.Eseguite++
	case r.Esito != string(CodiceRecordVuoto):
		p.Fallite++
	}
	return yield(*r, nil)
}

func (p *Progresso) chiudi() {
	fine := FineOK
	if p.Fallite > 0 {
		fine = FineKO
	}
	if s, err := Applica(p.Stato, fine); err == nil {
		p.Stato = s
	}
}

// carico is one loading under way.
type carico struct {
	c       *Caricatore
	formato Formato
	chiavi  Insieme
}

// ricorda notes the key of a line done before. A set of the caller's knows it.
func (l *carico) ricorda(r *Riga) {
	if l.c.Chiavi == nil && l.formato != Loader2 && r.Operazione == ADD && r.Caricabile() {
		_, _ = l.chiavi.Aggiungi(r.Pendenza.Chiave())
	}
}

// riga does what a line asks for.
func (l *carico) riga(r *Riga) Risultato {
	x := Risultato{Numero: r.Numero, Operazione: r.Operazione, IDA2A: r.Pendenza.IDA2A, IDPendenza: r.Pendenza.IDPendenza, Avvertenze: r.Avvertenze}
	switch {
	case r.Err != nil:
		l.illeggibile(&x, r.Err)
	case len(r.Violazioni) > 0:
		l.nonValida(&x, r.Violazioni)
	case r.Operazione != ADD && r.Operazione != DEL:
		l.illeggibile(&x, &Errore{Codice: CodiceSintassi, Err: ErrRiga})
	case l.c.Autorizzata != nil && !l.c.Autorizzata(r.Pendenza.IDA2A, r.Pendenza.IdDominio):
		l.rifiuta(&x, string(CodiceNonAut), "operazione non autorizzata")
	case r.Operazione == DEL:
		l.del(&x, r)
	default:
		l.add(&x, r)
	}
	return x
}

// illeggibile is the outcome of a line that is no record.
func (l *carico) illeggibile(x *Risultato, err error) {
	x.Operazione, x.Stato, x.Esito = NonValida, NonValido, string(CodiceValidazione)
	x.Descrizione = descrivi("Richiesta non valida: " + err.Error())
	var e *Errore
	if !errors.As(err, &e) {
		return
	}
	vuoto := e.Codice == CodiceRecordVuoto
	switch {
	case l.formato == Loader2 && vuoto:
		x.Esito = string(CodiceRecordVuoto)
	case l.formato == Loader2:
		x.Esito = string(CodiceSintassi)
	}
	if vuoto {
		x.Descrizione = "record vuoto"
	}
}

// nonValida is the outcome of a record that breaks the rules of the fields.
func (l *carico) nonValida(x *Risultato, violazioni []avviso.Violazione) {
	x.Violazioni = violazioni
	testi := make([]string, len(violazioni))
	for i, v := range violazioni {
		testi[i] = v.Campo + ": " + v.Testo
	}
	x.Stato, x.Esito = Scartato, string(CodiceValidazione)
	x.Descrizione = descrivi("Richiesta non valida: " + strings.Join(testi, "; "))
	if l.formato == Loader2 {
		x.Operazione, x.Stato, x.Esito = NonValida, NonValido, string(CodiceSintassi)
	}
}

// rifiuta is the outcome of a record that is refused. Loader 2.x says only that
// it is.
func (l *carico) rifiuta(x *Risultato, esito, descrizione string) {
	x.Stato, x.Esito, x.Descrizione = Scartato, esito, descrivi(descrizione)
	if l.formato == Loader2 && esito != string(CodiceNonAut) {
		x.Esito = x.ko()
	}
}

// nega is the outcome of a record that the position, or the archive, refuses.
func (l *carico) nega(x *Risultato, err error) {
	if ver := pendenza.Violata(err); ver != "" {
		l.rifiuta(x, string(ver), string(ver)+": "+ver.Testo())
		return
	}
	l.rifiuta(x, x.ko(), err.Error())
}

func (l *carico) guasto(x *Risultato, err error) {
	l.rifiuta(x, string(CodiceInterno), "errore interno: "+err.Error())
}

func (l *carico) del(x *Risultato, r *Riga) {
	if r.Pendenza.IDA2A == "" || r.Pendenza.IDPendenza == "" {
		l.nonValida(x, []avviso.Violazione{{Codice: pendenza.Obbligatorio, Campo: "idA2A, idPendenza", Testo: "obbligatori"}})
		return
	}
	p, c, err := l.c.Archivio.Pendenza(r.Pendenza.Chiave())
	switch {
	case err != nil:
		l.guasto(x, err)
		return
	case !c:
		l.rifiuta(x, string(pendenza.VER008), string(pendenza.VER008)+": "+pendenza.VER008.Testo())
		return
	}
	evento := pendenza.Annulla{Motivo: r.Motivo}
	q, mossa, err := p.Applica(evento, pendenza.Opzioni{})
	if err != nil {
		l.nega(x, err)
		return
	}
	if err := l.salva(q, evento, mossa.Azioni); err != nil {
		l.guasto(x, err)
		return
	}
	x.esegui("pendenza annullata", mossa.Azioni)
}

func (l *carico) add(x *Risultato, r *Riga) {
	if l.formato != Loader2 {
		switch nuova, err := l.chiavi.Aggiungi(r.Pendenza.Chiave()); {
		case err != nil:
			l.guasto(x, err)
			return
		case !nuova:
			l.rifiuta(x, x.ko(), "pendenza duplicata: già presente in questo tracciato")
			return
		}
	}
	prima, c, err := l.c.Archivio.Pendenza(r.Pendenza.Chiave())
	if err != nil {
		l.guasto(x, err)
		return
	}
	n, err := l.applica(&prima, c, r)
	if err != nil {
		l.nega(x, err)
		return
	}
	if err := l.salva(n.pendenza, n.evento, n.azioni); err != nil {
		l.guasto(x, err)
		return
	}
	if n.numerazione != nil {
		*l.c.Numerazione = *n.numerazione
	}
	x.esegui("pendenza creata", n.azioni)
	if c {
		x.Descrizione = "pendenza aggiornata"
	}
	x.conAvviso(&n.pendenza, l.c.GLN)
}

// salva stores a position as the archive wants it.
func (l *carico) salva(p pendenza.Pendenza, e pendenza.Evento, azioni []pendenza.Azione) error {
	if a, ok := l.c.Archivio.(ArchivioEventi); ok {
		return a.Muovi(p, e, azioni)
	}
	return l.c.Archivio.Salva(p)
}

// novita is what a line makes of a position: evento is nil for a new one, numerazione
// the one to keep, nil for that of before.
type novita struct {
	pendenza    pendenza.Pendenza
	evento      pendenza.Evento
	azioni      []pendenza.Azione
	numerazione *avviso.Numerazione
}

// applica creates or updates a position.
func (l *carico) applica(prima *pendenza.Pendenza, c bool, r *Riga) (novita, error) {
	var guasto error
	occupato := func(d avviso.IdDominio, n avviso.NumeroAvviso) bool {
		k, c, err := l.c.Archivio.Occupato(d, n)
		guasto = errors.Join(guasto, err)
		return c && k != r.Pendenza.Chiave()
	}
	var n novita
	var err error
	if c {
		e := pendenza.Aggiorna{Nuova: r.Pendenza}
		if n := r.Pendenza.NumeroAvviso; n.IsValid() {
			e.AvvisoOccupato = occupato(r.Pendenza.IdDominio, n)
		}
		var mossa pendenza.Mossa
		n.pendenza, mossa, err = prima.Applica(e, pendenza.Opzioni{})
		n.evento, n.azioni = e, mossa.Azioni
	} else {
		if l.c.Numerazione != nil {
			x := *l.c.Numerazione
			n.numerazione = &x
		}
		n.pendenza, n.azioni, err = pendenza.Crea(r.Pendenza, pendenza.Creazione{
			Configurazione: l.c.Configurazione, Numerazione: n.numerazione, Occupato: occupato, Oggi: l.c.Oggi,
		})
	}
	if err == nil {
		err = guasto
	}
	return n, err
}
