package rendicontazione

import (
	"iter"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Report is the answer of a reconciliation: every input with its class, each
// list sorted by key, so that it depends on the inputs alone and never on their
// order. It is read, not changed: its parts refer to each other by position.
//
// JSON: the lists with what names each object, its class and its flags, and the
// counts.
type Report struct {
	// Movimenti are sorted by Fonte, IdDominio, ID, a movement before its storno.
	Movimenti []EsitoMovimento `json:"movimenti"`
	// Flussi are all the versions, sorted by IdDominio, IDFlusso, DataOraFlusso,
	// Revisione: the current version of a flow is its last.
	Flussi []EsitoFlusso `json:"flussi"`
	// Righe are the rows of every version, in the order of Flussi and, within
	// one, of the document.
	Righe []EsitoRiga `json:"righe"`
	// Ricevute are the receipt items sorted by IdDominio, IUV, IUR, Indice.
	Ricevute []EsitoRicevuta `json:"ricevute"`
	// Pendenze are the debt positions sorted by IdDominio, ID, each with its items
	// by Indice.
	Pendenze []EsitoPendenza `json:"pendenze"`
	// Conteggi are the numbers and the amounts of each class.
	Conteggi Conteggi `json:"conteggi"`
	// Conflitti are the keys that came with more than one content, sorted by
	// kind of object and key.
	Conflitti []Conflitto `json:"conflitti"`

	rubrica *rubrica
}

// EsitoMovimento is a movement and where it stands. JSON: id, fonte, chiave, classe,
// flusso, flussi, iuv, residuo (when something was taken), delta, storna, copiaDi,
// possibili, segnali (the codes of its Rilievi), riscossioni.
type EsitoMovimento struct {
	cassa.Movimento
	// Classe is where it stands.
	Classe ClasseMovimento
	copia  int32 // position in Movimenti from 1 of the movement that it is a copy of
	// Riferimento is what it names: the identificativoFlusso or the IUV read
	// first, "" when it is no credit or names none.
	Riferimento string
	// Flusso is the identificativoFlusso of the flow found, "" when none, or several.
	Flusso string
	// Flussi are the identificativoFlusso of the flows that it names, when they are
	// several.
	Flussi []string
	// IUVTrovato is the IUV of the payment found by a single transfer, "" when
	// none.
	IUVTrovato string
	// Residuo is what reversals and restitutions left of a credit, which is what
	// counts; 0.00 of other movements.
	Residuo avviso.Importo
	// Storna is what a reversal, or a restitution, takes from each credit.
	Storna []Prelievo
	// CopiaDi is the key of the movement that a COPIA_PROBABILE is a copy of.
	CopiaDi cassa.Chiave
	// Possibili are the identificativoFlusso of the flows of its amount, at most ten,
	// when its flags tell IMPORTO_DI_FLUSSO.
	Possibili []string
	// Delta is the residuo less what it should have been, when Classe is
	// MovimentoImportoDiverso; 0.00 otherwise, and when it is DeltaOltre.
	Delta avviso.Importo
	// DeltaOltre says that the difference is beyond 64 bits of cents, for which
	// Delta has no room.
	DeltaOltre bool
	// Segnali are its flags.
	Segnali Segnali
	// Avvertenze are what the reader of its causale tolerated or assumed.
	Avvertenze causale.Avvertenze
	flusso     int32 // position in Flussi from 1, 0 when none
	// Riscossioni are the payments that it settles, when Opzioni asks for them: see
	// Report.Riscossioni.
	Riscossioni []Riscossione

	flussi  []int32 // positions in Flussi of those found, when it names several
	dal, al int32   // the items of a single transfer in Ricevute
}

// Prelievo is what a reversal, or a restitution, takes from a credit.
type Prelievo struct {
	// Movimento is the position in Movimenti of the credit, Chiave its key.
	Movimento int
	Chiave    cassa.Chiave
	// Importo is the amount taken, in cents, above zero.
	Importo avviso.Importo
}

// Rilievi yields its flags and then the warnings about its causale, as findings.
func (e *EsitoMovimento) Rilievi() iter.Seq[avviso.Rilievo] {
	return func(yield func(avviso.Rilievo) bool) {
		if e == nil {
			return
		}
		for s := range e.Segnali.Tutti() {
			if !yield(avviso.Rilievo{Codice: avviso.Codice(s.String()), Testo: s.Spiegazione()}) {
				return
			}
		}
		e.Avvertenze.Tutte()(yield)
	}
}

// EsitoFlusso is a version of a flow and where it stands. JSON: dominio,
// idFlusso, dataOraFlusso, chiave, classe, anomalie, segnali.
type EsitoFlusso struct {
	flusso.Testata
	// Classe is where it stands.
	Classe ClasseFlusso
	// Anomalie are the codes of the anomalies of the whole flow, ascending.
	Anomalie []flusso.CodiceAnomalia
	// Segnali are its flags.
	Segnali Segnali
	// Accrediti are the positions in Movimenti of the credits that name it, those
	// taken back too, in order of consumption; copies are left out.
	Accrediti []int

	primaRiga, righe int32 // its rows in Righe
}

// EsitoRiga is a row of a flow and where it stands. JSON: dominio, idFlusso,
// posizione, iuv, iur, indice, chiave, classe, codice, segnali.
type EsitoRiga struct {
	flusso.Riga
	// Flusso is the position in Flussi of its version.
	Flusso int32
	// Posizione is its place in the flow, from 1.
	Posizione int32
	// Classe is where it stands.
	Classe   ClasseRiga
	ricevuta int32 // position in Ricevute from 1 of the item of its key, 0 when none
	// Segnali are its flags.
	Segnali Segnali

	versione *EsitoFlusso
}

// IdDominio returns the body of the flow.
func (r *EsitoRiga) IdDominio() avviso.IdDominio { return r.testata().IdDominio }

// IDFlusso returns the identificativoFlusso of the flow.
func (r *EsitoRiga) IDFlusso() string { return r.testata().IDFlusso }

func (r *EsitoRiga) testata() flusso.Testata {
	if r == nil || r.versione == nil { // not of a Report
		return flusso.Testata{}
	}
	return r.versione.Testata
}

// Codice returns the official code of the anomaly of the row, "" when none.
func (r *EsitoRiga) Codice() flusso.CodiceAnomalia {
	if r == nil {
		return ""
	}
	return r.Classe.Codice()
}

// EsitoRicevuta is an item of a receipt and where it stands. JSON: dominio, iuv,
// iur, indice, chiave, classe, segnali.
type EsitoRicevuta struct {
	VoceRicevuta
	// Classe is where it stands.
	Classe ClasseRicevuta
	stato  statoVoce // of what its class is made
	// Segnali are its flags.
	Segnali Segnali
}

// EsitoPendenza is a debt position and where it stands. JSON: id, chiave, classe,
// quietanzabile, voci, segnali (when it has any).
type EsitoPendenza struct {
	// ID and IdDominio are its key.
	ID        string
	IdDominio avviso.IdDominio
	// IUV is the one of the position, in canonical form.
	IUV string
	// Classe is where it stands.
	Classe ClassePendenza
	// Quietanzabile says that the body may sign the discharge: every item is on
	// the account, none was paid twice and no other position asks for the same payment.
	//
	// Source: GovPay, API REST – Manuale di Integrazione, §6.3.
	Quietanzabile bool
	// Segnali are its flags.
	Segnali Segnali
	// Voci are its items by Indice.
	Voci []EsitoVoce

	contabile *DatiContabili // nil when nothing is given
}

// Contabile returns what an accountant needs of the position, as it was given.
func (p *EsitoPendenza) Contabile() DatiContabili {
	if p == nil || p.contabile == nil {
		return DatiContabili{}
	}
	return *p.contabile
}

// EsitoVoce is an item of a debt position and where it stands. JSON: indice, chiave,
// classe, segnali (when it has any).
type EsitoVoce struct {
	VocePendenza
	// Classe is where it stands.
	Classe ClasseVoce
	// Segnali are its flags.
	Segnali Segnali
}

// Conteggio is how many objects a class has and how much money.
type Conteggio struct {
	Numero int `json:"numero"`
	// Importo is the sum of their amounts, 0.00 when it is Oltre.
	Importo avviso.Importo `json:"importo"`
	// Oltre says that the sum is beyond 64 bits of cents, for which Importo has
	// no room.
	Oltre bool `json:"oltre,omitzero"`
}

// Conteggi are the counts of every class of each kind of object. The amount of a
// flow is its importoTotalePagamenti, that of a row as written, that of an item
// of a position the amount due.
type Conteggi struct {
	Movimenti PerClasse[ClasseMovimento] `json:"movimenti"`
	Flussi    PerClasse[ClasseFlusso]    `json:"flussi"`
	Righe     PerClasse[ClasseRiga]      `json:"righe"`
	Ricevute  PerClasse[ClasseRicevuta]  `json:"ricevute"`
	Voci      PerClasse[ClasseVoce]      `json:"voci"`
	// Pendenze are the positions; their amount is that of their items. They are
	// the items again, so the JSON leaves them out.
	Pendenze PerClasse[ClassePendenza] `json:"-"`
	// StorniNonAttribuiti are the reversals and restitutions, or parts of them,
	// that took nothing from a credit: their number and their money.
	StorniNonAttribuiti Conteggio `json:"storniNonAttribuiti,omitzero"`
}

// Classe is a class of any kind of object.
type Classe interface {
	ClasseMovimento | ClasseFlusso | ClasseRiga | ClasseRicevuta | ClasseVoce | ClassePendenza
	// String returns the official name.
	String() string
}

// PerClasse counts the objects of one kind by class.
//
// JSON: an object with one member for each class that occurs; importo is left
// out when it is oltre.
type PerClasse[C Classe] struct{ conti []conto }

// conto is a Conteggio while it grows.
type conto struct {
	numero  int
	importo avviso.Totale
}

func (c *conto) conta(importo avviso.Importo) {
	c.numero++
	c.importo.Aggiungi(importo)
}

func (c conto) conteggio() Conteggio {
	importo, err := c.importo.Importo()
	return Conteggio{c.numero, importo, err != nil}
}

// Di returns the count of a class, zero when it does not occur.
func (p PerClasse[C]) Di(c C) Conteggio {
	if int(c) < len(p.conti) {
		return p.conti[c].conteggio()
	}
	return Conteggio{}
}

// Tutti yields the classes that occur, in the order of their declaration.
func (p PerClasse[C]) Tutti() iter.Seq2[C, Conteggio] {
	return func(yield func(C, Conteggio) bool) {
		for c, n := range p.conti {
			if n.numero > 0 && !yield(C(c), n.conteggio()) {
				return
			}
		}
	}
}

// Totale returns the count of all the objects of the kind.
func (p PerClasse[C]) Totale() Conteggio {
	var t conto
	for _, n := range p.conti {
		t.numero += n.numero
		t.importo.Unisci(n.importo)
	}
	return t.conteggio()
}

// conto returns the count of a class, which it makes room for.
func (p *PerClasse[C]) conto(c C) *conto {
	for int(c) >= len(p.conti) {
		p.conti = append(p.conti, conto{})
	}
	return &p.conti[c]
}

// unisci adds the counts of other objects.
func (p *PerClasse[C]) unisci(altri PerClasse[C]) {
	for c, n := range altri.conti {
		uno := p.conto(C(c))
		uno.numero += n.numero
		uno.importo.Unisci(n.importo)
	}
}

func (p *PerClasse[C]) conta(c C, importo avviso.Importo) {
	p.conto(c).conta(importo)
}
