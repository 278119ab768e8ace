package rendicontazione

import (
	"cmp"
	"iter"
	"slices"

	"github.com/quietanza/quietanza/internal/copie"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Oggetto is the kind of an object: of an input, or of a part of one that has a
// class of its own.
type Oggetto string

// Kinds of object.
const (
	OggettoMovimento Oggetto = "MOVIMENTO"
	OggettoFlusso    Oggetto = "FLUSSO"
	OggettoRicevuta  Oggetto = "RICEVUTA"
	OggettoPendenza  Oggetto = "PENDENZA"
	OggettoDominio   Oggetto = "DOMINIO"
	OggettoRiga      Oggetto = "RIGA" // of a flow
	OggettoVoce      Oggetto = "VOCE" // of a position
)

// genere tells the objects of one kind apart.
type genere[T any] struct {
	tipo      Oggetto
	confronta func(a, b *T) int // by key
	uguali    func(a, b *T) bool
	chiave    func(*T) string // for the report
}

var (
	genereMovimento = genere[cassa.Movimento]{
		OggettoMovimento,
		func(a, b *cassa.Movimento) int { return a.Chiave().Compare(b.Chiave()) },
		func(a, b *cassa.Movimento) bool { return *a == *b },
		func(m *cassa.Movimento) string { return m.Chiave().String() },
	}
	genereFlusso = genere[flusso.Flusso]{
		OggettoFlusso,
		confrontaVersioni,
		func(a, b *flusso.Flusso) bool { return a.Testata == b.Testata && slices.Equal(a.Righe, b.Righe) },
		func(f *flusso.Flusso) string { return f.ChiaveVersione().String() },
	}
	genereRicevuta = genere[VoceRicevuta]{
		OggettoRicevuta, confrontaRicevute, func(a, b *VoceRicevuta) bool { return *a == *b },
		func(r *VoceRicevuta) string { return r.Chiave().String() },
	}
	generePendenza = genere[Pendenza]{
		OggettoPendenza, confrontaPendenze, (*Pendenza).uguale,
		func(p *Pendenza) string { return p.Chiave().String() },
	}
	genereDominio = genere[Dominio]{
		OggettoDominio,
		func(a, b *Dominio) int { return a.IdDominio.Compare(b.IdDominio) },
		func(a, b *Dominio) bool { return a.uguale(*b) },
		func(d *Dominio) string { return d.IdDominio.String() },
	}
)

// ordine returns the positions of objects sorted by key.
func (g *genere[T]) ordine(oggetti []T) []int32 {
	o := make([]int32, len(oggetti))
	for i := range o {
		o[i] = int32(i)
	}
	slices.SortFunc(o, func(i, j int32) int { return g.confronta(&oggetti[i], &oggetti[j]) })
	return o
}

// perChiave yields the objects of each key, by position, of positions sorted by
// key.
func (g *genere[T]) perChiave(oggetti []T, ordine []int32) iter.Seq[[]int32] {
	return copie.PerChiave(ordine, func(i, j *int32) bool { return g.confronta(&oggetti[*i], &oggetti[*j]) == 0 })
}

// contenuti returns the distinct contents of the objects of one key.
func (g *genere[T]) contenuti(oggetti []T, posti []int32) []copie.Contenuto[int32] {
	return copie.Contenuti(posti,
		func(i, j int32) bool { return g.uguali(&oggetti[i], &oggetti[j]) },
		func(i int32) string { return copie.Testo(&oggetti[i]) })
}

// unici gives tieni one object of each key, in the order of the keys, and returns
// the keys that had several contents.
func (g *genere[T]) unici(oggetti []T, ordine []int32, tieni func(*T)) (conflitti []Conflitto) {
	for posti := range g.perChiave(oggetti, ordine) {
		uno, conflitto := g.unico(oggetti, posti)
		tieni(uno)
		if conflitto != nil {
			conflitti = append(conflitti, *conflitto)
		}
	}
	return conflitti
}

// unico returns one of the objects of a key, and the conflict if their contents
// are several.
func (g *genere[T]) unico(oggetti []T, posti []int32) (*T, *Conflitto) {
	if len(posti) == 1 {
		return &oggetti[posti[0]], nil
	}
	contenuti := g.contenuti(oggetti, posti)
	uno := &oggetti[contenuti[0].Di]
	if len(contenuti) == 1 {
		return uno, nil
	}
	c := nuovoConflitto(g.tipo, g.chiave(uno), testiDi(contenuti))
	return uno, &c
}

// distinti returns each object once, the different contents of a key all.
func (g *genere[T]) distinti(oggetti []T) []T {
	tenuti := make([]T, 0, len(oggetti))
	for posti := range g.perChiave(oggetti, g.ordine(oggetti)) {
		for _, c := range g.contenuti(oggetti, posti) {
			tenuti = append(tenuti, oggetti[c.Di])
		}
	}
	return slices.Clip(tenuti)
}

// confrontaVersioni orders versions of flows by key.
func confrontaVersioni(a, b *flusso.Flusso) int {
	ka, kb := a.ChiaveVersione(), b.ChiaveVersione()
	return cmp.Or(ka.Chiave.Compare(kb.Chiave), cmp.Compare(ka.Revisione, kb.Revisione), ka.DataOraFlusso.Compare(kb.DataOraFlusso))
}
