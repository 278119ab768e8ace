package rendicontazione

import (
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Accumulatore gathers the inputs of a reconciliation piece by piece. It holds a
// set: adding an object again changes nothing, and Unisci is the union of two
// sets, so pieces may be gathered in any order, on any machine, by any tree of
// unions, and Report is the one that Riconcilia gives for all of them. The zero
// value is empty and ready.
//
// Classes depend on objects of several kinds at once, so they are computed by
// Report at the end. Objects of different bodies meet only in a debt position
// that has items of both: an input divided by body, positions of several bodies
// kept with all of theirs, may be reconciled in parts.
//
// An Accumulatore is not safe for use by several goroutines at once.
type Accumulatore struct {
	in      Input
	ridotto int // objects left by the last reduction
}

// NuovoAccumulatore returns an accumulator for a set of bodies; without any, the
// set is every body of the movements and flows it will hold. It returns the
// refusal of the first Dominio that is not valid.
func NuovoAccumulatore(domini ...Dominio) (*Accumulatore, error) {
	var a Accumulatore
	return &a, a.AggiungiDomini(domini...)
}

// aggiungi adds objects that keep their own rules, all of them or none.
func aggiungi[T any](a *Accumulatore, lista func(*Input) *[]T, nuovi []T, nome string, valida func(*T) error) error {
	if a == nil {
		return nullo()
	}
	if err := valide(nuovi, nome, valida); err != nil {
		return err
	}
	l := lista(&a.in)
	*l = append(*l, nuovi...)
	return nil
}

// AggiungiDomini adds bodies to the set. It adds all or, with the refusal of the
// first that is not valid, none.
func (a *Accumulatore) AggiungiDomini(d ...Dominio) error {
	return aggiungi(a, func(in *Input) *[]Dominio { return &in.Domini }, d, "domini", (*Dominio).Valida)
}

// AggiungiMovimenti adds movements of the accounts. It adds all or, with the
// refusal of the first that is not valid, none.
func (a *Accumulatore) AggiungiMovimenti(m ...cassa.Movimento) error {
	return aggiungi(a, func(in *Input) *[]cassa.Movimento { return &in.Movimenti }, m, "movimenti", (*cassa.Movimento).Valida)
}

// AggiungiFlussi adds versions of reporting flows, whose rows must not change
// afterwards. It adds all or, with the refusal of the first that is not valid,
// none.
func (a *Accumulatore) AggiungiFlussi(f ...flusso.Flusso) error {
	return aggiungi(a, func(in *Input) *[]flusso.Flusso { return &in.Flussi }, f, "flussi", (*flusso.Flusso).Valida)
}

// AggiungiRicevute adds items of receipts. It adds all or, with the refusal of
// the first that is not valid, none.
func (a *Accumulatore) AggiungiRicevute(r ...VoceRicevuta) error {
	return aggiungi(a, func(in *Input) *[]VoceRicevuta { return &in.Ricevute }, r, "ricevute", (*VoceRicevuta).Valida)
}

// AggiungiPendenze adds debt positions, whose items must not change afterwards.
// It adds all or, with the refusal of the first that is not valid, none.
func (a *Accumulatore) AggiungiPendenze(p ...Pendenza) error {
	return aggiungi(a, func(in *Input) *[]Pendenza { return &in.Pendenze }, p, "pendenze", (*Pendenza).Valida)
}

// Unisci adds all that another accumulator holds, which is left as it is. It is
// associative, commutative and idempotent, as Report sees it.
func (a *Accumulatore) Unisci(b *Accumulatore) {
	if a == nil || b == nil {
		return
	}
	a.in.Domini = append(a.in.Domini, b.in.Domini...)
	a.in.Movimenti = append(a.in.Movimenti, b.in.Movimenti...)
	a.in.Flussi = append(a.in.Flussi, b.in.Flussi...)
	a.in.Ricevute = append(a.in.Ricevute, b.in.Ricevute...)
	a.in.Pendenze = append(a.in.Pendenze, b.in.Pendenze...)
	if n := a.in.numero(); n > 2*a.ridotto+minimoRiduzione {
		a.in = a.in.ridotto()
		a.ridotto = a.in.numero()
	}
}

// minimoRiduzione is how many objects are not worth a search for copies.
const minimoRiduzione = 1 << 12

// Report reconciles what was gathered as it stands on a day: see Riconcilia. The
// accumulator may grow further and be asked again.
func (a *Accumulatore) Report(oggi avviso.Data, opt Opzioni) Report {
	in := a.tutto()
	in.Oggi = oggi
	return Riconcilia(in, opt)
}

// Input returns what was gathered, for a host that stores or sends it. Some
// objects may be there more than once.
func (a *Accumulatore) Input() Input {
	in := a.tutto()
	return Input{
		Movimenti: slices.Clone(in.Movimenti),
		Flussi:    slices.Clone(in.Flussi),
		Ricevute:  slices.Clone(in.Ricevute),
		Pendenze:  slices.Clone(in.Pendenze),
		Domini:    slices.Clone(in.Domini),
	}
}

// Quanti returns how many objects were gathered, the rows of the flows among them and
// copies too: what a host weighs a reconciliation by.
func (a *Accumulatore) Quanti() int {
	in := a.tutto()
	n := in.numero()
	for i := range in.Flussi {
		n += len(in.Flussi[i].Righe)
	}
	return n
}

func (a *Accumulatore) tutto() Input {
	if a == nil {
		return Input{}
	}
	return a.in
}

// numero returns how many objects the lists hold.
func (in *Input) numero() int {
	return len(in.Movimenti) + len(in.Flussi) + len(in.Ricevute) + len(in.Pendenze) + len(in.Domini)
}

// ridotto returns the input with equal copies of an object reduced to one, and
// conflicting ones all kept: a union repeated for ever does not grow.
func (in Input) ridotto() Input {
	in.Movimenti = genereMovimento.distinti(in.Movimenti)
	in.Flussi = genereFlusso.distinti(in.Flussi)
	in.Ricevute = genereRicevuta.distinti(in.Ricevute)
	in.Pendenze = generePendenza.distinti(in.Pendenze)
	in.Domini = genereDominio.distinti(in.Domini)
	return in
}
