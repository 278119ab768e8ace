package circuito

import (
	"iter"
	"math/rand/v2"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Giornata is an operating day: what was paid in it and all that followed, as far as
// it had arrived on the last day. Receipts of payments that are refunded later come
// with the day that settles them.
type Giornata struct {
	Data      avviso.Data
	Posizioni []*Posizione
	Pagamenti []*Pagamento
	Ricevute  []rendicontazione.VoceRicevuta
	Flussi    []Versione
	Accrediti []Accredito
	Verita    []Verita

	revocate []rendicontazione.VoceRicevuta // those among Ricevute whose refund is settled
}

// Versione is a version of a flow, and how it comes.
type Versione struct {
	flusso.Flusso
	FdR3 bool
}

// Accredito is a movement of the journal of a body.
type Accredito struct {
	Ente *Ente
	Voce cassa.Voce
}

// Movimento returns the movement as the engine wants it.
func (a *Accredito) Movimento() (cassa.Movimento, bool) {
	return a.Voce.Movimento(cassa.Intestazione{IdDominio: a.Ente.Dominio, Esercizio: a.Voce.DataMovimento.Anno()})
}

// opera is a simulation under way.
type opera struct {
	s        *Simulatore
	g        *Giornata
	r        *rand.Rand
	finestre []finestra
	indice   int       // of the operating day
	gruppi   [][]*riga // rows of the day, by body and PSP
	quote    []*quota  // payments of items of the day
	revoche  []revoca  // refunds on their way
	avvisi   uint64    // numbers of notices given out
	flussi   int       // numbers of flows given out
	sospesi  int       // numbers of provvisori given out
	errore   error
}

func (o *opera) fallisce(err error) {
	if o.errore == nil && err != nil {
		o.errore = err
	}
}

// Giornate yields the operating days in order; each is the caller's to keep. An error
// ends the sequence.
func (s *Simulatore) Giornate() iter.Seq2[*Giornata, error] {
	return func(yield func(*Giornata, error) bool) {
		o := &opera{s: s, gruppi: make([][]*riga, len(s.enti)*len(tabellaPSP))}
		for i, d := range s.giornate {
			o.giornata(i, d)
			if o.errore != nil {
				yield(nil, o.errore)
				return
			}
			if !yield(o.g, nil) {
				return
			}
		}
	}
}

// giornata makes an operating day.
func (o *opera) giornata(i int, d avviso.Data) {
	o.indice, o.r = i, nuovoCaso(o.s.conf.Seme, uint64(i))
	o.finestre = finestre(d, o.s.inizio)
	verita := 0 // of the day before, about as many as of this one
	if o.g != nil {
		verita = len(o.g.Verita)
	}
	o.g, o.quote = &Giornata{Data: d, Verita: make([]Verita, 0, verita+verita/8)}, o.quote[:0]
	for range o.s.quanti[i] {
		o.situazione(o.s.pagamenti.caso(o.r.IntN(10_000)))
	}
	for n, righe := range o.gruppi {
		if len(righe) > 0 {
			o.gruppo(&o.s.enti[n/len(tabellaPSP)], n%len(tabellaPSP), righe)
			o.gruppi[n] = nil
		}
	}
	if o.s.nonPagoPA {
		o.nonPagoPA()
	}
	o.chiudiQuote()
	o.chiudiRevoche(i == len(o.s.giornate)-1)
	for _, p := range o.g.Posizioni {
		if p.Caso != CasoRevoca {
			o.veritaPosizione(p)
		}
	}
	for _, p := range o.g.Pagamenti {
		o.veritaPagamento(p)
	}
}

// inFlusso puts a row in the flow that a PSP will send to a body.
func (o *opera) inFlusso(e *Ente, psp *PSP, r *riga) {
	n := e.Indice*len(tabellaPSP) + indicePSP(psp)
	o.gruppi[n] = append(o.gruppi[n], r)
}

func indicePSP(psp *PSP) int {
	for i := range tabellaPSP {
		if psp == &tabellaPSP[i] {
			return i
		}
	}
	return 0
}

// chiudiQuote gives the receipt items their classes: those of which no row came yet
// are waited for until the term of the flow.
func (o *opera) chiudiQuote() {
	for _, q := range o.quote {
		if !q.arrivata {
			continue
		}
		if q.classe == 0 {
			q.classe = rendicontazione.RicevutaNonRendicontata
			if !o.s.oggi.Dopo(scadenze(q.riscossione.Data).FlussoEntro) {
				q.classe = rendicontazione.RicevutaInAttesa
			}
		}
		if !q.sospesa {
			o.ricevuta(q)
		}
	}
}

// ricevuta files a receipt item whose class is settled.
func (o *opera) ricevuta(q *quota) {
	o.g.Ricevute = append(o.g.Ricevute, q.riscossione)
	o.verita(OggettoRicevuta, chiaveRicevuta(&q.riscossione), q.classe.String())
}

// revoca is a refund on its way: its row goes into a flow of the same PSP.
type revoca struct {
	ente   *Ente
	psp    int
	indice int // operating day from which it may be
	quota  *quota
	pos    *Posizione
	fatta  bool
}

func (o *opera) inRevoca(e *Ente, psp *PSP, q *quota, p *Posizione) {
	q.sospesa = true
	o.revoche = append(o.revoche, revoca{e, indicePSP(psp), o.indice + giorniRevoca, q, p, false})
}

// revocate returns the rows of the refunds that fit in a flow: its total stays above
// zero.
func (o *opera) revocate(e *Ente, psp int, totale int64) (righe []*riga) {
	for i := range o.revoche {
		r := &o.revoche[i]
		importo := r.quota.riscossione.Importo.Centesimi()
		if r.fatta || r.ente != e || r.psp != psp || o.indice < r.indice || importo >= totale {
			continue
		}
		totale -= importo
		r.fatta, r.pos.revocata = true, true
		r.quota.riscossione.ImportoRevocato = r.quota.riscossione.Importo
		// Its money is not on the account, and cannot make up for what is netted.
		scoperta := r.quota.classe != rendicontazione.RicevutaIncassata
		r.quota.classe = rendicontazione.RicevutaRevocata
		v := &r.quota.riscossione
		righe = append(righe, &riga{classe: rendicontazione.RigaRevocaAbbinata, scoperta: scoperta, riga: flusso.Riga{
			IUV: v.IUV, IUR: v.IUR, Indice: v.Indice, Esito: flusso.Revocato, Data: o.g.Data, Importo: v.Importo,
		}})
	}
	return righe
}

// chiudiRevoche files what was refunded, and at the end what was not.
func (o *opera) chiudiRevoche(fine bool) {
	restano := o.revoche[:0]
	for _, r := range o.revoche {
		if !r.fatta && !fine {
			restano = append(restano, r)
			continue
		}
		o.ricevuta(r.quota)
		o.g.revocate = append(o.g.revocate, r.quota.riscossione)
		o.veritaPosizione(r.pos)
	}
	o.revoche = restano
}

// nonPagoPA books credits that have nothing to do with pagoPA.
func (o *opera) nonPagoPA() {
	for i := range o.s.enti {
		if o.r.IntN(10_000) >= frequenze[CasoNonPagoPA] {
			continue
		}
		v := o.voce(o.g.Data, avviso.ImportoDaCentesimi(100_00+o.r.Int64N(20_000_00)))
		v.Cliente, v.Causale = "TESORERIA DELLO STATO", "TRASFERIMENTO ERARIALE"
		o.accredito(&o.s.enti[i], v, rendicontazione.MovimentoNonPagoPA)
	}
}
