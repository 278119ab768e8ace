package circuito

import (
	"bufio"
	"compress/flate"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/simula/fdr3"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt"
)

// Names of the folders and of the single documents that Scrivi writes.
const (
	CartellaTracciati = "tracciati"  // positions, as CSV or JSON, and the files of outcomes
	CartellaAvvisi    = "avvisi"     // notices to print, JSON lines
	CartellaRPT       = "rpt"        // RPT
	CartellaRicevute  = "ricevute"   // RT and paSendRTV2
	CartellaRevocate  = "revocate"   // the same, of payments to be refunded: see riconcilia/ricevute-*.json
	CartellaGiornali  = "giornali"   // journals: EC and PSP as zip, the history of the Nodo as JSON lines
	CartellaFlussi    = "flussi"     // FdR XML and FdR 3 JSON
	CartellaCassa     = "cassa"      // OPI cash journals
	CartellaJPPA      = "jppa"       // notifications to Maggioli JPPA
	CartellaInput     = "riconcilia" // positions, refunded receipts and bodies, as the engine takes them
	FileVerita        = "verita.json"
	FileSimulazione   = "simulazione.json"
)

// Progresso is told how many operating days of how many are written.
type Progresso func(fatte, tutte int)

// Scrivi simulates and writes every document; progresso may be nil. Documents are the
// same bytes for the same configuration.
func (s *Simulatore) Scrivi(u Uscita, progresso Progresso) (err error) {
	verita, err := u.Apri(FileVerita)
	if err != nil {
		return err
	}
	righe := bufio.NewWriterSize(verita, 1<<16)
	defer func() { err = errors.Join(err, righe.Flush(), verita.Close()) }()
	d := &scrittura{s: s, u: u, verita: righe, eventi: map[giornale]*registro{}, voci: map[pagina][]Accredito{}}
	if err := d.iniziali(); err != nil {
		return err
	}
	fatte := 0
	for g, err := range inAnticipo(s.Giornate()) {
		if err != nil {
			return err
		}
		if err := d.giornata(g); err != nil {
			return err
		}
		if fatte++; progresso != nil {
			progresso(fatte, len(s.giornate))
		}
	}
	return d.fine()
}

// inAnticipo yields what giornate yields, and makes a day while the one before is in use.
func inAnticipo(giornate iter.Seq2[*Giornata, error]) iter.Seq2[*Giornata, error] {
	type esito struct {
		giornata *Giornata
		err      error
	}
	return func(yield func(*Giornata, error) bool) {
		pronte, basta := make(chan esito), make(chan struct{})
		defer close(basta)
		go func() {
			defer close(pronte)
			for g, err := range giornate {
				select {
				case pronte <- esito{g, err}:
				case <-basta:
					return
				}
			}
		}()
		for e := range pronte {
			if !yield(e.giornata, e.err) {
				return
			}
		}
	}
}

// scrittura is a writing under way.
type scrittura struct {
	s      *Simulatore
	u      Uscita
	verita io.Writer
	eventi map[giornale]*registro // of the days that are not complete
	voci   map[pagina][]Accredito
	riga   []byte
}

// compatta returns a date as names have it.
func compatta(d avviso.Data) string { return strings.ReplaceAll(d.String(), "-", "") }

// iniziali writes what does not depend on days.
func (d *scrittura) iniziali() error {
	c := d.s.conf
	riassunto := struct {
		Seme      uint64      `json:"seme"`
		Enti      int         `json:"enti"`
		Pagamenti int         `json:"pagamenti"`
		Giorni    int         `json:"giorni"`
		Inizio    avviso.Data `json:"inizio"`
		Oggi      avviso.Data `json:"oggi"`
		Casi      []Caso      `json:"casi,omitempty"`
	}{c.Seme, c.Enti, c.Pagamenti, c.Giorni, d.s.inizio, d.s.oggi, c.Casi}
	return errors.Join(d.json(FileSimulazione, riassunto), d.json(CartellaInput+"/domini.json", d.s.Domini()))
}

func (d *scrittura) json(nome string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return d.u.Deposita(nome, append(b, '\n'))
}

// fetta is how many payments one goroutine writes at a time.
const fetta = 256

// giornata writes the documents of an operating day. They do not depend on each other:
// as many goroutines as there are processors write them.
func (d *scrittura) giornata(g *Giornata) error {
	giorno := compatta(g.Data)
	for _, p := range g.Pagamenti {
		for a := range d.s.accaduti(p) {
			d.registra(a)
		}
	}
	for _, a := range g.Accrediti {
		k := pagina{a.Ente.Indice, a.Voce.DataMovimento}
		d.voci[k] = append(d.voci[k], a)
	}
	lavori := []lavoro{
		func(b *banco) error { return d.tracciati(g, giorno, b) },
		func(b *banco) error { return errors.Join(d.avvisi(g, giorno, b), d.input(g, giorno)) },
		func(*banco) error { return d.veritaDi(g) },
	}
	for parte := range slices.Chunk(g.Pagamenti, fetta) {
		lavori = append(lavori, func(b *banco) error {
			for _, p := range parte {
				if err := d.pagamento(p, giorno, b); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for i := range g.Flussi {
		lavori = append(lavori, func(b *banco) error { return d.flusso(&g.Flussi[i], &b.b) })
	}
	// Payments of the next operating day are made from the afternoon of this one.
	if err := esegui(slices.Concat(d.giornali(g.Data), d.cassa(g.Data), lavori)); err != nil {
		return err
	}
	return completa(d.u)
}

// lavoro writes some documents.
type lavoro func(*banco) error

// banco is what a goroutine writes with, kept for the next document.
type banco struct {
	b         []byte
	comprime  *flate.Writer
	richiesta rpt.RPT
	rt        rpt.RT
	ricevuta  rpt.PaSendRT
}

var banchi = sync.Pool{New: func() any { return new(banco) }}

// esegui does all the jobs, on as many goroutines as there are processors, and returns
// what went wrong.
func esegui(lavori []lavoro) error {
	var prossimo atomic.Int64
	errori := make([]error, min(runtime.GOMAXPROCS(0), len(lavori)))
	var gruppo sync.WaitGroup
	for i := range errori {
		gruppo.Go(func() {
			b := banchi.Get().(*banco)
			defer banchi.Put(b)
			for n := prossimo.Add(1); int(n) <= len(lavori) && errori[i] == nil; n = prossimo.Add(1) {
				errori[i] = lavori[n-1](b)
			}
		})
	}
	gruppo.Wait()
	return errors.Join(errori...)
}

// veritaDi writes the truth of a day, one object a line; its texts need no escapes.
func (d *scrittura) veritaDi(g *Giornata) error {
	for i := range g.Verita {
		v := &g.Verita[i]
		d.riga = append(append(append(d.riga[:0], `{"oggetto":"`...), v.Oggetto...), `","chiave":"`...)
		d.riga = append(append(append(append(d.riga, v.Chiave...), `","classe":"`...), v.Classe...), "\"}\n"...)
		if _, err := d.verita.Write(d.riga); err != nil {
			return err
		}
	}
	return nil
}

func (d *scrittura) fine() error {
	ultimo := d.s.oggi.Aggiungi(1)
	return errors.Join(esegui(slices.Concat(d.giornali(ultimo), d.cassa(ultimo))), completa(d.u))
}

// input writes what the engine takes and no official document holds.
func (d *scrittura) input(g *Giornata, giorno string) error {
	pendenze := make([]rendicontazione.Pendenza, len(g.Posizioni))
	for i, p := range g.Posizioni {
		pendenze[i] = p.Riconciliabile()
	}
	err := d.json(CartellaInput+"/pendenze-"+giorno+".json", pendenze)
	if len(g.revocate) > 0 {
		err = errors.Join(err, d.json(CartellaInput+"/ricevute-"+giorno+".json", g.revocate))
	}
	return err
}

// pagamento writes the documents of an attempt.
func (d *scrittura) pagamento(p *Pagamento, giorno string, b *banco) error {
	nome := giorno + "/" + p.Posizione.IUV + "-" + p.CCP + ".xml"
	cartella := CartellaRicevute
	if p.Revocato {
		cartella = CartellaRevocate
	}
	var err error
	switch {
	case p.VecchioModello():
		err = d.vecchioModello(p, nome, b)
	case p.ConRicevuta():
		if b.ricevuta, err = p.PaSendRT(); err == nil {
			b.b, err = rpt.AppendXML(b.b[:0], &b.ricevuta)
		}
	default:
		return nil
	}
	if err == nil {
		err = d.u.Deposita(cartella+"/"+nome, b.b)
	}
	if err != nil {
		return err
	}
	notifica, si := p.NotificaJPPA()
	if !si {
		return nil
	}
	if b.b, err = jppa.AppendRichiestaInviaEsito(b.b[:0], notifica, jppa.Formato{}); err != nil {
		return err
	}
	return d.u.Deposita(CartellaJPPA+"/"+nome, b.b)
}

// vecchioModello writes the RPT of an attempt, and leaves the RT in b.
func (d *scrittura) vecchioModello(p *Pagamento, nome string, b *banco) (err error) {
	if b.richiesta, err = p.RPT(); err != nil {
		return err
	}
	if b.b, err = rpt.AppendXML(b.b[:0], &b.richiesta); err != nil {
		return err
	}
	if err = d.u.Deposita(CartellaRPT+"/"+nome, b.b); err != nil {
		return err
	}
	if b.rt, err = p.RT(&b.richiesta); err == nil {
		b.b, err = rpt.AppendXML(b.b[:0], &b.rt)
	}
	return err
}

var senzaSegni = strings.NewReplacer("-", "", ":", "")

// flusso writes a version of a flow.
func (d *scrittura) flusso(v *Versione, b *[]byte) (err error) {
	nome := CartellaFlussi + "/" + v.IdDominio.String() + "-" + v.IDFlusso + "-" + senzaSegni.Replace(v.DataOraFlusso.String())
	if v.FdR3 {
		*b, err = fdr3.Append((*b)[:0], &v.Flusso)
		nome += ".json"
	} else {
		*b, err = flusso.AppendXML((*b)[:0], &v.Flusso)
		nome += ".xml"
	}
	if err != nil {
		return err
	}
	return d.u.Deposita(nome, *b)
}
