package rendicontazione

import (
	"iter"
	"slices"
)

// Etichetta is a classification label of PagoPA's Piattaforma unitaria (p4pa):
// several may hold at once for one payment. The labels that need the
// notification of the payment (IUD) are not here, since it is not an input; nor
// is UNKNOWN, since a payment without row and without receipt is not seen.
//
// Source: pagopa/p4pa-payhub-activities, trclassifiers.
type Etichetta string

// The labels. T is a receipt item, R a row of a current flow, S a credit that
// names the flow.
const (
	RTNoIUF       Etichetta = "RT_NO_IUF"         // T, and no R or one of another amount
	RTIUF         Etichetta = "RT_IUF"            // T and R of equal amounts
	RTIUFTes      Etichetta = "RT_IUF_TES"        // RT_IUF, and S of the total of the flow
	IUVNoRT       Etichetta = "IUV_NO_RT"         // R and no T
	IUFNoTes      Etichetta = "IUF_NO_TES"        // R and no S
	IUFTesDivImp  Etichetta = "IUF_TES_DIV_IMP"   // R and S of another amount than the total of the flow
	TesNoIUFOrIUV Etichetta = "TES_NO_IUF_OR_IUV" // S and no flow
	TesNoMatch    Etichetta = "TES_NO_MATCH"      // a credit that names no flow
	Doppi         Etichetta = "DOPPI"             // one debt item, several IUR
)

// etichettata is a payment and what is known of it.
type etichettata struct {
	chiave   ChiaveRicevuta
	ricevuta int32 // position from 1, 0 for none
	riga     int32
}

// Etichette yields the labels of every payment, by body, IUV, IUR and indice. A
// row is of the payment that its item has, else of its own indice, 1 when it
// has none; of several rows of one payment the label is of the one that keeps
// the item, else of the first. Rows and items out of the set have none, nor has an item
// of another kind than ENTRATA that no row reports.
func (r *Report) Etichette() iter.Seq2[ChiaveRicevuta, []Etichetta] {
	return func(yield func(ChiaveRicevuta, []Etichetta) bool) {
		if r == nil {
			return
		}
		pp := r.pagamenti()
		for len(pp) > 0 {
			uno := pp[0]
			n := 1
			for ; n < len(pp) && pp[n].chiave == uno.chiave; n++ {
				uno.ricevuta = max(uno.ricevuta, pp[n].ricevuta)
				if uno.riga == 0 || r.precedeEtichetta(pp[n].riga, uno.riga) {
					uno.riga = pp[n].riga
				}
			}
			if !yield(uno.chiave, r.etichette(uno)) {
				return
			}
			pp = pp[n:]
		}
	}
}

// pagamenti lists items and rows by key.
func (r *Report) pagamenti() []etichettata {
	var pp []etichettata
	for i := range r.Ricevute {
		if v := &r.Ricevute[i]; v.Classe != RicevutaEsclusa {
			pp = append(pp, etichettata{ChiaveRicevuta{v.IdDominio, v.IUV, v.IUR, v.Indice}, int32(i) + 1, 0})
		}
	}
	for i := range r.Righe {
		x := &r.Righe[i]
		if x.Classe == RigaFuoriAmbito || x.Classe == RigaObsoleta {
			continue
		}
		k := ChiaveRicevuta{x.IdDominio(), x.IUV, x.IUR, x.IndiceVoce()}
		if x.ricevuta > 0 {
			k.Indice = r.Ricevute[x.ricevuta-1].Indice
		}
		pp = append(pp, etichettata{k, x.ricevuta, int32(i) + 1})
	}
	slices.SortStableFunc(pp, func(a, b etichettata) int { return a.chiave.Compare(b.chiave) })
	return pp
}

// precedeEtichetta reports whether row i, from 1, labels a payment rather than
// row j.
func (r *Report) precedeEtichetta(i, j int32) bool {
	if i == 0 {
		return false
	}
	tiene := func(i int32) bool {
		c := r.Righe[i-1].Classe
		return c == RigaAbbinata || c == RigaImportoDiverso
	}
	return tiene(i) && !tiene(j)
}

// etichette applies the rules to one payment.
func (r *Report) etichette(p etichettata) []Etichetta {
	var ee []Etichetta
	var t *EsitoRicevuta
	if p.ricevuta > 0 {
		t = &r.Ricevute[p.ricevuta-1]
	}
	if p.riga == 0 {
		ee = append(ee, RTNoIUF)
		return doppia(ee, t.Segnali)
	}
	x := &r.Righe[p.riga-1]
	f := &r.Flussi[x.Flusso]
	tesoreria, pari := false, f.Segnali.Contiene(SegnaleAccreditoCumulativo)
	for _, i := range f.Accrediti {
		if m := &r.Movimenti[i]; m.Classe != MovimentoStornato && m.Classe != MovimentoStornoDubbio {
			tesoreria, pari = true, pari || m.Residuo == f.ImportoTotalePagamenti
		}
	}
	switch {
	case t == nil:
		ee = append(ee, IUVNoRT)
	case t.Importo != x.Importo:
		ee = append(ee, RTNoIUF)
	case pari:
		ee = append(ee, RTIUF, RTIUFTes)
	default:
		ee = append(ee, RTIUF)
	}
	switch {
	case !tesoreria:
		ee = append(ee, IUFNoTes)
	case !pari:
		ee = append(ee, IUFTesDivImp)
	}
	return doppia(ee, x.Segnali)
}

func doppia(ee []Etichetta, s Segnali) []Etichetta {
	if s.Contiene(SegnaleDoppio) {
		ee = append(ee, Doppi)
	}
	return ee
}

// Etichetta returns the label of a credit that reaches no flow, "" for every other
// movement: p4pa labels the payments of the flows that are there. A single
// transfer names no flow, and p4pa does not match it.
func (e *EsitoMovimento) Etichetta() Etichetta {
	if e == nil {
		return ""
	}
	switch e.Classe {
	case MovimentoInAttesaFlusso, MovimentoFlussoNonTrovato:
		return TesNoIUFOrIUV
	case MovimentoFuoriAmbito, MovimentoRestituzione, MovimentoUscita, MovimentoCopiaProbabile,
		MovimentoStorno, MovimentoStornato, MovimentoStornoDubbio:
		return ""
	}
	if e.flusso > 0 || len(e.flussi) > 0 {
		return ""
	}
	return TesNoMatch
}
