package rendicontazione

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// leggiRighe finds the receipt item of every row of the current versions, what is
// ambiguous, and what was paid twice. Groups do not touch each other, so several
// are looked at at once.
func (m *motore) leggiRighe() {
	m.righeLette = true
	lettori := make([]lettoreRighe, parti)
	inParallelo(m.quantiGruppi(), func(parte, dal, al int) {
		l := &lettori[parte]
		l.motore, l.ambigui = m, make([]bool, len(m.flussi))
		for g := dal; g < al; g++ {
			if (g-dal)%vicini == 0 {
				l.avvicina(g, min(g+vicini, al))
			}
			l.leggi(int32(g))
		}
	})
	for _, l := range lettori {
		for f, ambiguo := range l.ambigui {
			m.flussi[f].ambiguo = m.flussi[f].ambiguo || ambiguo
		}
	}
}

// lettoreRighe reads groups one after the other.
type lettoreRighe struct {
	*motore
	ambigui   []bool // flows with a row PAGAMENTO_AMBIGUO
	visti     map[chiaveRiga]struct{}
	pagamenti []pagamento
	letti     byte
}

// vicini is how many groups are brought near at once.
const vicini = 64

// avvicina reads a byte of the rows and of the texts that groups compare. They are
// scattered over memory: here the processor waits for many of them at a time, where
// each comparison would wait for its own.
func (l *lettoreRighe) avvicina(dal, al int) {
	prime, ultime := &l.gruppi[dal], &l.gruppi[al]
	letti := byte(0)
	for _, x := range l.chiaviRighe[prime.righe:ultime.righe] {
		if r := &l.r.Righe[x.Posto]; r.IUR != "" {
			letti ^= r.IUR[0] ^ byte(r.Esito)
		}
	}
	voci := l.r.Ricevute[prime.voci:ultime.voci]
	for i := range voci {
		if v := &voci[i]; v.IUR != "" {
			letti ^= v.IUR[0]
		}
	}
	l.letti ^= letti
}

// chiaveRiga tells the rows of one IUV in a flow apart; an absent indice equals
// only an absent one.
type chiaveRiga struct {
	indice avviso.Indice
	iur    string
}

func (l *lettoreRighe) leggi(g int32) {
	m := l.motore
	righe := m.righeDi(g)
	tutte := true
	primo := 0 // of the rows of the same flow
	for n := range righe {
		x := riga(&righe[n])
		r := &m.r.Righe[x.Posto]
		r.ricevuta = m.trova(g, &r.Riga) + 1
		x.scrivi(r.Flusso, r.ricevuta, r.Esito)
		tutte = tutte && r.ricevuta > 0
		if n > 0 && riga(&righe[primo]).flusso() != r.Flusso {
			primo = n
		}
		fatti := fattiRiga{ripetuta: l.ripetuta(righe[primo : n+1]), esito: r.Esito, conRicevuta: r.ricevuta != 0}
		if fatti.conRicevuta {
			v := &m.r.Ricevute[r.ricevuta-1]
			fatti.inConflitto, fatti.pari = v.stato.inConflitto, pari(r, v)
		}
		r.Classe = fatti.classe()
		x.classifica(r.Classe, fatti.pari)
		if r.Classe == RigaPagamentoAmbiguo {
			m.r.Ricevute[r.ricevuta-1].stato.riga, l.ambigui[r.Flusso] = RigaPagamentoAmbiguo, true
		}
	}
	dal, al := m.vociDi(g)
	if !tutte || dal < al && m.r.Ricevute[dal].IUR != m.r.Ricevute[al-1].IUR {
		l.cercaDoppi(g)
	}
}

// pari reports whether a row has the amount of its item: the amount paid or, for
// a refund, whatever its sign, the amount revoked.
func pari(r *EsitoRiga, v *EsitoRicevuta) bool {
	if r.Esito == flusso.Revocato {
		return r.Importo.Abs() == v.ImportoRevocato
	}
	return r.Importo == v.Importo
}

// trova returns the position in Ricevute of the item of a row, -1 when there is
// none: the item of the same IUV, IUR and indice; for a row without indice the
// only item of the receipt, or the first.
func (m *motore) trova(g int32, r *flusso.Riga) int32 {
	dal, al := m.vociDi(g)
	dal, al = m.stessoIUR(dal, al, r.IUR)
	indice := r.Indice
	if indice == 0 {
		if al-dal == 1 {
			return dal
		}
		indice = 1
	}
	for ; dal < al; dal++ {
		if m.r.Ricevute[dal].Indice == indice {
			return dal
		}
	}
	return -1
}

// stessoIUR narrows a range of items of one IUV, sorted by IUR, to those of an
// IUR.
func (m *motore) stessoIUR(dal, al int32, iur string) (int32, int32) {
	const pochi = 8
	if al-dal > pochi {
		voci := m.r.Ricevute[dal:al]
		a := sort.Search(len(voci), func(i int) bool { return voci[i].IUR >= iur })
		b := sort.Search(len(voci), func(i int) bool { return voci[i].IUR > iur })
		return dal + int32(a), dal + int32(b)
	}
	for dal < al && m.r.Ricevute[dal].IUR != iur {
		dal++
	}
	fine := dal
	for fine < al && m.r.Ricevute[fine].IUR == iur {
		fine++
	}
	return dal, fine
}

// ripetuta reports whether the last of some rows, which are of one IUV and one
// flow, repeats another. Few rows are compared, many are put in a map.
func (l *lettoreRighe) ripetuta(righe []chiavi.Chiave) bool {
	const poche = 8
	ultima := &l.r.Righe[righe[len(righe)-1].Posto]
	prime := righe[:len(righe)-1]
	if len(prime) < poche {
		return slices.ContainsFunc(prime, func(x chiavi.Chiave) bool {
			r := &l.r.Righe[x.Posto]
			return r.Indice == ultima.Indice && r.IUR == ultima.IUR
		})
	}
	if len(prime) == poche {
		l.visti = make(map[chiaveRiga]struct{})
		for _, x := range prime {
			r := &l.r.Righe[x.Posto]
			l.visti[chiaveRiga{r.Indice, r.IUR}] = struct{}{}
		}
	}
	k := chiaveRiga{ultima.Indice, ultima.IUR}
	_, vista := l.visti[k]
	l.visti[k] = struct{}{}
	return vista
}

// pagamento is a row or an item, as the search for double payments sees it.
type pagamento struct {
	indice avviso.Indice
	iur    string
}

// cercaDoppi notes the debt items of a group that occur with several IUR, in
// rows and items together, and flags those. A group whose rows all have their
// item, and whose items are all of one IUR, has none and is not looked at.
func (l *lettoreRighe) cercaDoppi(g int32) {
	dal, al := l.vociDi(g)
	voci, righe := l.r.Ricevute[dal:al], l.righeDi(g)
	pp := l.pagamenti[:0]
	for i := range voci {
		pp = append(pp, pagamento{voci[i].Indice, voci[i].IUR})
	}
	for _, x := range righe {
		r := &l.r.Righe[x.Posto]
		pp = append(pp, pagamento{l.indiceDoppio(r), r.IUR})
	}
	l.pagamenti = pp
	slices.SortFunc(pp, func(a, b pagamento) int {
		return cmp.Or(cmp.Compare(a.indice, b.indice), strings.Compare(a.iur, b.iur))
	})
	doppi := uint64(0)
	for i := 1; i < len(pp); i++ {
		if a, b := pp[i-1], pp[i]; a.indice == b.indice && a.iur != b.iur {
			doppi |= bitIndice(a.indice)
			l.gruppi[g].doppi |= bitDovuto(a.indice)
		}
	}
	if doppi == 0 {
		return
	}
	for i := range voci {
		if doppi&bitIndice(voci[i].Indice) != 0 {
			voci[i].Segnali.aggiungi(SegnaleDoppio)
		}
	}
	for _, x := range righe {
		if r := &l.r.Righe[x.Posto]; doppi&bitIndice(l.indiceDoppio(r)) != 0 {
			r.Segnali.aggiungi(SegnaleDoppio)
		}
	}
}

// indiceDoppio returns the indice under which a row counts for DOPPIO: its own,
// that of its item, else 1.
func (m *motore) indiceDoppio(r *EsitoRiga) avviso.Indice {
	switch {
	case r.Indice != 0:
		return r.Indice
	case r.ricevuta != 0:
		return m.r.Ricevute[r.ricevuta-1].Indice
	default:
		return 1
	}
}

// bitIndice is the bit of an indice; none of those in use is above 5.
func bitIndice(i avviso.Indice) uint64 { return 1 << min(i, 63) }
