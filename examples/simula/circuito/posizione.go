package circuito

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rpt"
)

// Voce is an item of a position.
type Voce struct {
	Importo      avviso.Importo
	Bollo        bool
	Beneficiario *Ente // the body it is due to
	tentate      []*quota
}

// Posizione is a debt position of a body.
type Posizione struct {
	Caso      Caso
	Ente      *Ente
	ID        string
	Avviso    avviso.NumeroAvviso
	IUV       string
	Debitore  *Persona
	Categoria *Categoria
	Scadenza  avviso.Data
	Documento string // "" for none
	Rata      int    // 0 for none
	Voci      []Voce
	iuv       avviso.IUV

	// What follows is the truth that the situation decides.
	eseguita, parziale bool // receipts arrived for all, or for some, of its items
	doppia             bool // paid twice
	revocata           bool
}

// Pagamento is an attempt to pay a position.
type Pagamento struct {
	Posizione *Posizione
	PSP       *PSP
	Storia    Storia
	CCP, IUR  string
	Istante   time.Time                // when the money was collected, or the attempt ended
	Ricevuta  time.Time                // when the receipt was delivered, the zero time for never
	Esito     rpt.CodiceEsitoPagamento // of the receipt
	Pagate    []int                    // items paid, from 1; nil is all when the outcome is 0
	Revocato  bool                     // its receipt goes through the list of refunds
	sfasato   bool
	flussi    []time.Time // when a flow with it was made
}

// VecchioModello reports whether the receipt is an RT.
func (p *Pagamento) VecchioModello() bool {
	switch p.Storia {
	case StoriaTipo1, StoriaTipo2, StoriaRifiuto, StoriaAbbandono, StoriaDecorrenza:
		return true
	}
	return false
}

// ConRicevuta reports whether the body has the receipt.
func (p *Pagamento) ConRicevuta() bool { return !p.Ricevuta.IsZero() }

// paga reports whether the attempt pays an item.
func (p *Pagamento) paga(indice int) bool {
	if p.Pagate == nil {
		return p.Esito == rpt.PagamentoEseguito
	}
	for _, i := range p.Pagate {
		if i == indice {
			return true
		}
	}
	return false
}

// importo returns what the attempt collected, in cents.
func (p *Pagamento) importo() (centesimi int64) {
	for i := range p.Posizione.Voci {
		if p.paga(i + 1) {
			centesimi += p.Posizione.Voci[i].Importo.Centesimi()
		}
	}
	return centesimi
}

// Riconciliabile is the position as the engine wants it.
func (p *Posizione) Riconciliabile() rendicontazione.Pendenza {
	r := rendicontazione.Pendenza{ID: p.ID, IdDominio: p.Ente.Dominio, IUV: p.IUV, Voci: make([]rendicontazione.VocePendenza, len(p.Voci))}
	for i := range p.Voci {
		v := &p.Voci[i]
		r.Voci[i] = rendicontazione.VocePendenza{Indice: avviso.Indice(i + 1), Importo: v.Importo}
		if v.Bollo {
			r.Voci[i].Tipo = avviso.MBT
		} else if v.Beneficiario != p.Ente {
			r.Voci[i].IdDominio = v.Beneficiario.Dominio
		}
	}
	return r
}

// Totale returns the sum of the items.
func (p *Posizione) Totale() avviso.Importo {
	var c int64
	for i := range p.Voci {
		c += p.Voci[i].Importo.Centesimi()
	}
	return avviso.ImportoDaCentesimi(c)
}

// stato returns the state of the position when everything that arrived was applied to it.
func (p *Posizione) stato() pendenza.Stato {
	switch {
	case p.revocata || !p.eseguita && !p.parziale:
		return pendenza.NonEseguita
	case !p.eseguita:
		return pendenza.EseguitaParziale
	}
	incassata := false
	for i := range p.Voci {
		v := &p.Voci[i]
		if v.esclusa() {
			continue
		}
		incassata = true
		if p.classeVoce(i) != rendicontazione.VoceIncassata {
			return pendenza.Eseguita
		}
	}
	if incassata {
		return pendenza.Incassata
	}
	return pendenza.Eseguita
}

// esclusa reports whether the item never comes to a body of the set.
func (v *Voce) esclusa() bool { return v.Bollo || v.Beneficiario.fuori }

// quota is one payment of one item.
type quota struct {
	riscossione rendicontazione.VoceRicevuta // the receipt item; it did not arrive when arrivata is false
	arrivata    bool
	sospesa     bool                           // filed when its refund is settled
	classe      rendicontazione.ClasseRicevuta // of the receipt item
	senza       rendicontazione.ClasseVoce     // what its row alone makes of the debt item, 0 for nothing
}

// classeVoce returns the class of an item: that of the best of its payments.
func (p *Posizione) classeVoce(i int) rendicontazione.ClasseVoce {
	v := &p.Voci[i]
	if v.esclusa() {
		return rendicontazione.VoceEsclusa
	}
	migliore := rendicontazione.VoceNonPagata
	for _, q := range v.tentate {
		if c := q.classeVoce(); c < migliore {
			migliore = c
		}
	}
	return migliore
}

func (q *quota) classeVoce() rendicontazione.ClasseVoce {
	if !q.arrivata {
		if q.senza != 0 {
			return q.senza
		}
		return rendicontazione.VoceNonPagata
	}
	switch q.classe {
	case rendicontazione.RicevutaIncassata:
		return rendicontazione.VoceIncassata
	case rendicontazione.RicevutaRendicontata:
		return rendicontazione.VoceRendicontata
	case rendicontazione.RicevutaRigaDifforme:
		return rendicontazione.VoceDifforme
	case rendicontazione.RicevutaRevocata:
		return rendicontazione.VoceRevocata
	default:
		return rendicontazione.VocePagata
	}
}

// classe returns the class of the position out of those of its items.
func (p *Posizione) classe() rendicontazione.ClassePendenza {
	var n [rendicontazione.VoceNonPagata + 1]int
	conta := 0
	for i := range p.Voci {
		if c := p.classeVoce(i); c != rendicontazione.VoceEsclusa {
			n[c]++
			conta++
		}
	}
	incassate, rendicontate := n[rendicontazione.VoceIncassata], n[rendicontazione.VoceRendicontata]
	pagate := n[rendicontazione.VocePagata]
	switch {
	case conta == 0:
		return rendicontazione.PendenzaEsclusa
	case n[rendicontazione.VoceDifforme]+n[rendicontazione.VoceRevocata] > 0:
		return rendicontazione.PendenzaAnomala
	case incassate == conta:
		return rendicontazione.PendenzaIncassata
	case incassate > 0:
		return rendicontazione.PendenzaParzialmenteIncassata
	case rendicontate == conta:
		return rendicontazione.PendenzaRendicontata
	case rendicontate+pagate == conta:
		return rendicontazione.PendenzaPagata
	case rendicontate+pagate > 0:
		return rendicontazione.PendenzaParziale
	}
	return rendicontazione.PendenzaNonPagata
}
