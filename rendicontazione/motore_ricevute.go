package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
)

// classificaRicevute gives every receipt item its class.
func (m *motore) classificaRicevute() {
	m.segnaVoci()
	m.trattieniRevoche()
	var dominio avviso.IdDominio // groups come by body
	ambito, orfana := m.inAmbito(dominio), m.senzaPendenza(dominio)
	for g := range int32(m.quantiGruppi()) {
		dal, al := m.vociDi(g)
		if dal == al {
			continue
		}
		dovuti := m.gruppi[g].dovuti
		if d := m.r.Ricevute[dal].IdDominio; d != dominio {
			dominio, ambito, orfana = d, m.inAmbito(d), m.senzaPendenza(d)
		}
		for i := dal; i < al; i++ {
			v := &m.r.Ricevute[i]
			s := &v.stato
			v.Classe = RicevutaEsclusa
			if ambito && v.entrata() {
				v.Classe = m.classeRicevuta(s, v)
			}
			switch v.Classe {
			case RicevutaEsclusa:
				continue
			case RicevutaIncassata, RicevutaRevocata:
			default:
				v.Segnali.unisci(s.segnali())
			}
			if orfana != 0 && dovuti&bitDovuto(v.Indice) == 0 {
				v.Segnali.aggiungi(orfana)
			}
		}
	}
}

// segnaVoci tells the items that a flow pays, or would pay, what became of its
// credits.
func (m *motore) segnaVoci() {
	visti := make(map[int32]bool)
	for _, i := range m.stornati {
		m.segnaFlussi(i)
		if g := m.letture[i].gruppo; g != 0 && m.r.Movimenti[i].Classe != MovimentoRiconciliatoSingolo && !visti[g] {
			visti[g] = true
			m.segnaSingolo(g - 1)
		}
	}
	for f := range m.r.Flussi {
		m.segnaRighe(f)
	}
}

// segnaRighe tells the items of a flow what became of its credits.
func (m *motore) segnaRighe(f int) {
	s := &m.flussi[f]
	trattenuto := m.r.Flussi[f].trattenuto()
	if !trattenuto && !s.stornato {
		return
	}
	righe := m.righeVersione(f)
	for n := range righe {
		if r := &righe[n]; r.Classe == RigaAbbinata {
			v := &m.r.Ricevute[r.ricevuta-1].stato
			v.trattenuta, v.stornata = v.trattenuta || trattenuto, v.stornata || s.stornato
		}
	}
}

// segnaFlussi tells the flows that a credit does not pay any more.
func (m *motore) segnaFlussi(i int32) {
	for _, n := range m.letture[i].nomi {
		if n.flusso > 0 {
			e := &m.r.Flussi[n.flusso-1]
			m.flussi[n.flusso-1].stornato = e.Classe == FlussoAccreditoStornato || e.Classe == FlussoImportoDiverso
		}
	}
}

// segnaSingolo tells the items of a group that a single transfer does not pay them
// any more.
func (m *motore) segnaSingolo(g int32) {
	if p := m.pagamentoSingolo(g); !p.ambiguo {
		for k := p.dal; k < p.al; k++ {
			v := &m.r.Ricevute[k]
			v.stato.stornata = v.stato.stornata || v.entrata()
		}
	}
}

// segnali are the flags of an item that is not credited, for what became of its
// money.
func (s *statoVoce) segnali() (t Segnali) {
	if s.trattenuta {
		t.aggiungi(SegnaleTrattenuto)
	}
	if s.stornata {
		t.aggiungi(SegnaleAccreditoStornato)
	}
	return t
}

// senzaPendenza returns the flag of the payments of a body that no debt item has,
// 0 when there is nothing to tell: no debt item of the body is here.
func (m *motore) senzaPendenza(d avviso.IdDominio) Segnale {
	switch {
	case m.soloPendenze:
		return SegnalePendenzaMancante
	case m.conPendenze[d]:
		return SegnaleSenzaPendenza
	default:
		return 0
	}
}

// classeRicevuta returns the class of an item credited to a body of the set.
func (m *motore) classeRicevuta(s *statoVoce, v *EsitoRicevuta) ClasseRicevuta {
	switch {
	case s.revoca == RigaRevocaAbbinata:
		return RicevutaRevocata
	case s.revoca == RigaRevocaDiversa: // part of its money went back: which part nobody says
		return RicevutaRigaDifforme
	case s.singola || s.accreditata && !s.trattenuta:
		return RicevutaIncassata
	case s.accreditata:
		return RicevutaRendicontata
	case s.riga == RigaImportoDiverso || s.riga == RigaPagamentoAmbiguo:
		return RicevutaRigaDifforme
	case s.riga == RigaAbbinata:
		return RicevutaRendicontata
	case m.oggi <= m.scadenza(scadenzaFlusso, v.Data):
		return RicevutaInAttesa
	default:
		return RicevutaNonRendicontata
	}
}
