package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
)

// classificaRicevute gives every receipt item its class.
func (m *motore) classificaRicevute() {
	for i := range m.r.Ricevute {
		v := &m.r.Ricevute[i]
		v.Classe = m.classeRicevuta(int32(i), v)
	}
}

func (m *motore) classeRicevuta(i int32, v *EsitoRicevuta) ClasseRicevuta {
	riga, revoca := m.classeRiga(m.riga[i]), m.classeRiga(m.revoca[i])
	switch {
	case !v.entrata() || !m.inAmbito(v.Dominio):
		return RicevutaEsclusa
	case revoca == RigaRevocaAbbinata:
		return RicevutaRevocata
	case m.singolo[i] || m.accreditata(i):
		return RicevutaIncassata
	case riga == RigaImportoDiverso || m.ambiguo[i] || revoca == RigaRevocaDiversa:
		return RicevutaRigaDifforme
	case riga == RigaAbbinata:
		return RicevutaRendicontata
	case m.oggi <= m.scadenza(scadenzaFlusso, v.Data):
		return RicevutaInAttesa
	default:
		return RicevutaNonRendicontata
	}
}

// classeRiga returns the class of a row given by its position from 1, 0 for no
// row.
func (m *motore) classeRiga(riga int32) ClasseRiga {
	if riga == 0 {
		return 0
	}
	return m.r.Righe[riga-1].Classe
}

// classificaPendenze gives every item of every position, and every position, its
// class.
func (m *motore) classificaPendenze() {
	for i := range m.r.Pendenze {
		p := &m.r.Pendenze[i]
		doppio := false
		for j := range p.Voci {
			doppio = m.classificaVoce(p, &p.Voci[j]) || doppio
		}
		p.Classe = classePendenza(p.Voci)
		p.Quietanzabile = p.Classe == PendenzaIncassata && !doppio
	}
}

// pagamenti sums up what the payments of one debt item say.
type pagamenti struct {
	dovuto             avviso.Importo
	migliore           ClasseVoce // best class of those of the amount due, 0 when none
	difforme, revocato bool
	iur                string // of the first payment
	doppio             bool
}

// aggiungi adds a payment: its amount, its IUR, and the class it gives the item
// if the amount is the one due, 0 for none.
func (p *pagamenti) aggiungi(importo avviso.Importo, iur string, classe ClasseVoce) {
	switch {
	case importo != p.dovuto:
		p.difforme = true
	case classe != 0 && (p.migliore == 0 || classe < p.migliore):
		p.migliore = classe
	}
	p.doppio = p.doppio || p.iur != "" && p.iur != iur
	p.iur = iur
}

// classificaVoce gives a debt item its class and reports whether it was paid
// more than once.
func (m *motore) classificaVoce(p *EsitoPendenza, v *EsitoVoce) (doppio bool) {
	beneficiario := p.Dominio
	if v.Dominio.IsValid() {
		beneficiario = v.Dominio
	}
	pp := pagamenti{dovuto: v.Importo}
	if g, ok := m.gruppi[chiaveIUV{beneficiario, p.IUV}]; ok {
		pp.doppio = m.doppi[g]&bitIndice(v.Indice) != 0
		for i, al := m.voci(g); i < al; i++ {
			if r := &m.r.Ricevute[i]; r.Indice == v.Indice {
				pp.aggiungi(r.Importo, r.IUR, r.Classe.voce())
				pp.difforme = pp.difforme || r.Classe == RicevutaRigaDifforme
				pp.revocato = pp.revocato || r.Classe == RicevutaRevocata
			}
		}
	}
	// A row without receipt exists only for a position of one item, the one
	// position with its IUV.
	if g := m.gruppi[chiaveIUV{p.Dominio, p.IUV}]; len(p.Voci) == 1 {
		for _, a := range m.righeAmmesse(g) {
			r := &m.r.Righe[a.riga]
			pp.aggiungi(r.Importo, r.IUR, scelta(m.r.Flussi[r.Flusso].Classe == FlussoRiconciliato, VoceIncassata, VoceRendicontata))
			pp.doppio = pp.doppio || r.Segnali.Contiene(SegnaleDoppio)
		}
	}
	v.Classe = VoceEsclusa
	if v.Tipo == 0 && m.inAmbito(beneficiario) {
		v.Classe = pp.classe()
	}
	return pp.doppio
}

// voce returns the class that a receipt item gives the debt item whose amount
// due it is, 0 when it settles nothing.
func (c ClasseRicevuta) voce() ClasseVoce {
	switch c {
	case RicevutaIncassata:
		return VoceIncassata
	case RicevutaRendicontata:
		return VoceRendicontata
	case RicevutaInAttesa, RicevutaNonRendicontata:
		return VocePagata
	default:
		return 0
	}
}

func (p *pagamenti) classe() ClasseVoce {
	switch {
	case p.migliore != 0:
		return p.migliore
	case p.difforme:
		return VoceDifforme
	case p.revocato:
		return VoceRevocata
	default:
		return VoceNonPagata
	}
}

// classePendenza returns the class of a position from those of its items.
func classePendenza(voci []EsitoVoce) ClassePendenza {
	var n [VoceNonPagata + 1]int
	for i := range voci {
		n[voci[i].Classe]++
	}
	attive := len(voci) - n[VoceEsclusa]
	pagate := n[VoceRendicontata] + n[VocePagata]
	switch {
	case attive == 0:
		return PendenzaEsclusa
	case n[VoceDifforme]+n[VoceRevocata] > 0:
		return PendenzaAnomala
	case n[VoceIncassata] == attive:
		return PendenzaIncassata
	case n[VoceIncassata] > 0:
		return PendenzaParzialmenteIncassata
	case n[VoceRendicontata] == attive:
		return PendenzaRendicontata
	case pagate == attive:
		return PendenzaPagata
	case pagate > 0:
		return PendenzaParziale
	default:
		return PendenzaNonPagata
	}
}

// conta fills the counts.
func (m *motore) conta() {
	r := m.r
	c := &r.Conteggi
	for i := range r.Movimenti {
		c.Movimenti.conta(r.Movimenti[i].Classe, r.Movimenti[i].Importo)
	}
	for i := range r.Flussi {
		c.Flussi.conta(r.Flussi[i].Classe, r.Flussi[i].ImportoTotalePagamenti)
	}
	for i := range r.Righe {
		c.Righe.conta(r.Righe[i].Classe, r.Righe[i].Importo)
	}
	for i := range r.Ricevute {
		c.Ricevute.conta(r.Ricevute[i].Classe, r.Ricevute[i].Importo)
	}
	for i := range r.Pendenze {
		var totale avviso.Importo
		for _, v := range r.Pendenze[i].Voci {
			c.Voci.conta(v.Classe, v.Importo)
			totale = sommaSaturata(totale, v.Importo)
		}
		c.Pendenze.conta(r.Pendenze[i].Classe, totale)
	}
}
