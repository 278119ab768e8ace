package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// classificaPendenze gives every item of every position, and every position, its
// class.
func (m *motore) classificaPendenze() {
	for i := range m.r.Pendenze {
		p := &m.r.Pendenze[i]
		s := &m.posizioni[i]
		doppio, conteso := false, false
		for j := range p.Voci {
			v, g := &p.Voci[j], m.gruppiVoci[int(s.voci)+j]
			doppio = m.classificaVoce(p, v, s.gruppo, g) || doppio
			conteso = conteso || v.Classe.pagata() && m.gruppi[g].contesi&bitDovuto(v.Indice) != 0
		}
		p.Classe = classePendenza(p.Voci)
		if conteso {
			p.Segnali.aggiungi(SegnalePiuPendenze)
		}
		p.Quietanzabile = p.Classe == PendenzaIncassata && !doppio && !conteso
		if p.Classe == PendenzaNonPagata {
			m.segnalaIUV(p, s.gruppo)
		}
	}
}

// pagata reports whether somebody paid the item, whatever became of it.
func (c ClasseVoce) pagata() bool { return c != VoceEsclusa && c != VoceNonPagata }

// pagamenti sums up what the payments of one debt item say.
type pagamenti struct {
	dovuto             avviso.Importo
	migliore           ClasseVoce // best class of those of the amount due, 0 when none
	difforme, revocato bool
	iur                string // of the last payment
	doppio             bool
	segnali            Segnali // what became of their money
}

// segnaliDenaro are the flags of a payment that a debt item has too.
var segnaliDenaro = NuoviSegnali(SegnaleTrattenuto, SegnaleAccreditoStornato)

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
// more than once. The groups are those of its position and of its beneficiary.
func (m *motore) classificaVoce(p *EsitoPendenza, v *EsitoVoce, posizione, beneficiario int32) (doppio bool) {
	pp := pagamenti{dovuto: v.Importo, doppio: m.gruppi[beneficiario].doppi&bitDovuto(v.Indice) != 0}
	dal, al := m.vociDi(beneficiario)
	if voci := m.r.Ricevute[dal:al]; len(voci) <= pocheVoci {
		pp.aggiungiRicevute(voci, v.Indice)
	} else {
		m.aggiungiDaGrande(&pp, beneficiario, v.Indice)
	}
	// A row without receipt is allowed only on a position of one item, the one
	// position with its IUV.
	if m.gruppi[posizione].fatti&gruppoAmmesse != 0 {
		m.aggiungiAmmesse(&pp, posizione)
	}
	v.Classe = VoceEsclusa
	if v.Tipo == 0 && m.inAmbito(p.dovutaA(v)) {
		v.Classe = pp.classe()
		if v.Classe == VoceNonPagata && m.gruppi[beneficiario].fatti&gruppoMancanti != 0 {
			m.cercaMancante(v, &pp, beneficiario)
		}
		if v.Classe != VoceIncassata {
			v.Segnali = pp.segnali
		}
	}
	return pp.doppio
}

// cercaMancante looks for the row of a debt item without payments whose money is
// on the account and whose receipt is not here.
func (m *motore) cercaMancante(v *EsitoVoce, p *pagamenti, g int32) {
	cercata := chiaveVoceRT{gruppo: g, indice: v.Indice, importo: v.Importo}
	segnali, trovata := m.mancanteDaGrande(cercata)
	if righe := m.righeDi(g); len(righe) <= pocheVoci {
		for n := range righe {
			if k, s, ok := m.voceMancante(g, riga(&righe[n])); ok && k == cercata {
				segnali.unisci(s)
				trovata = true
			}
		}
	}
	if trovata {
		v.Classe = VoceRendicontata
		p.segnali.aggiungi(SegnaleRicevutaMancante)
		p.segnali.unisci(segnali)
	}
}

// voceMancante returns which debt item a row pays whose money is on the account and
// whose receipt is not here, and what became of the money; false for another row.
func (m *motore) voceMancante(g int32, x *rigaDiGruppo) (k chiaveVoceRT, s Segnali, ok bool) {
	r, f := &m.r.Righe[x.Posto], &m.r.Flussi[x.flusso()]
	if !x.mancante() || f.Classe != FlussoRiconciliato {
		return k, s, false
	}
	return chiaveVoceRT{gruppo: g, indice: r.IndiceVoce(), importo: r.Importo}, f.Segnali.comuni(segnaliDenaro), true
}

// mancante reports whether a row tells of a payment whose receipt should be here.
func (x *rigaDiGruppo) mancante() bool {
	return x.classe() == RigaSenzaRicevuta && (x.esito() == flusso.Eseguito || x.esito() == flusso.StandIn)
}

// aggiungiRicevute adds the items of one indice.
func (p *pagamenti) aggiungiRicevute(voci []EsitoRicevuta, indice avviso.Indice) {
	for i := range voci {
		if r := &voci[i]; r.Indice == indice {
			p.aggiungi(r.Importo, r.IUR, r.Classe.voce())
			p.difforme = p.difforme || r.Classe == RicevutaRigaDifforme
			p.revocato = p.revocato || r.Classe == RicevutaRevocata
			p.segnali.unisci(r.Segnali.comuni(segnaliDenaro))
		}
	}
}

// aggiungiAmmesse adds the rows SENZA_RICEVUTA_AMMESSA of a group.
func (m *motore) aggiungiAmmesse(p *pagamenti, g int32) {
	righe := m.righeDi(g)
	for n := range righe {
		x := riga(&righe[n])
		if x.classe() != RigaSenzaRicevutaAmmessa {
			continue
		}
		r, f := &m.r.Righe[x.Posto], &m.r.Flussi[x.flusso()]
		trattenuto := f.Segnali.Contiene(SegnaleTrattenuto)
		p.aggiungi(r.Importo, r.IUR, scelta(f.Classe == FlussoRiconciliato && !trattenuto, VoceIncassata, VoceRendicontata))
		if trattenuto {
			p.segnali.aggiungi(SegnaleTrattenuto)
		}
		if m.flussi[x.flusso()].stornato {
			p.segnali.aggiungi(SegnaleAccreditoStornato)
		}
		p.doppio = p.doppio || r.Segnali.Contiene(SegnaleDoppio)
	}
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
