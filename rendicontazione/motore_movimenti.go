package rendicontazione

import (
	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// accreditaFlussi gives the credits that name flows their classes, and the flows
// that they pay theirs.
func (m *motore) accreditaFlussi() {
	m.abbinaMovimenti()
	m.accreditaCumulativi()
	for f := range m.r.Flussi {
		if m.flussi[f].corrente {
			m.accredita(f)
		}
	}
}

// abbinaMovimenti finds the flows of the credits that name one, and gives those
// that name none, or that nothing is left of, what they say.
func (m *motore) abbinaMovimenti() {
	for _, i := range m.consumo {
		e, l := &m.r.Movimenti[i], &m.letture[i]
		switch {
		case e.Classe == MovimentoStornato || e.Classe == MovimentoStornoDubbio:
			m.annotaRipresi(i, l)
			continue
		case e.Classe != 0:
			continue
		}
		e.Segnali.unisci(l.segnali)
		e.Avvertenze, e.Riferimento = l.avvertenze, l.primo()
		if e.Lotto {
			e.Segnali.aggiungi(SegnaleLotto)
		}
		switch l.esito {
		case leggeNulla:
			e.Classe = MovimentoNonPagoPA
		case leggeIlleggibile:
			e.Classe = MovimentoCausaleIlleggibile
		case leggeSingolo:
			m.singoli = append(m.singoli, i)
		case leggeFlussi:
			m.abbina(i, l)
		}
	}
}

// annotaRipresi tells the flows of a credit that pays nothing that it did.
func (m *motore) annotaRipresi(i int32, l *lettura) {
	e := &m.r.Movimenti[i]
	e.Riferimento = l.primo()
	for _, n := range l.nomi {
		if n.flusso > 0 {
			m.flussi[n.flusso-1].ripreso = true
			m.r.Flussi[n.flusso-1].Accrediti = append(m.r.Flussi[n.flusso-1].Accrediti, int(i))
		}
	}
	m.trovaFlussi(e, l)
}

// trovaFlussi notes which flows a movement found.
func (m *motore) trovaFlussi(e *EsitoMovimento, l *lettura) {
	if len(l.nomi) == 1 {
		if f := l.nomi[0].flusso; f > 0 {
			e.flusso, e.Flusso = f, m.r.Flussi[f-1].IDFlusso
		}
		return
	}
	for _, n := range l.nomi {
		e.Flussi = append(e.Flussi, n.id)
		if n.flusso > 0 {
			e.flussi = append(e.flussi, n.flusso-1)
		}
	}
}

// abbina finds the flows that a credit names, or says that there are none.
func (m *motore) abbina(i int32, l *lettura) {
	e := &m.r.Movimenti[i]
	m.trovaFlussi(e, l)
	trovati := 0
	for _, n := range l.nomi {
		if n.flusso > 0 {
			trovati++
			s := &m.flussi[n.flusso-1]
			s.nominato++
			m.r.Flussi[n.flusso-1].Accrediti = append(m.r.Flussi[n.flusso-1].Accrediti, int(i))
		}
	}
	switch {
	case trovati == 0:
		e.Classe = MovimentoFlussoNonTrovato
		if l.nomi[0].flusso == 0 && m.oggi <= m.scadenza(scadenzaArrivo, e.DataContabile) {
			e.Classe = MovimentoInAttesaFlusso
		}
	case len(l.nomi) > 1:
		m.cumulativi = append(m.cumulativi, i)
		return
	default:
		m.raggiunge(i, l.nomi[0].flusso-1)
	}
	if len(l.nomi) > 1 {
		e.Segnali.aggiungi(SegnalePiuFlussi)
	}
}

// raggiunge makes a credit one of those of a flow.
func (m *motore) raggiunge(i, f int32) {
	e, fl := &m.r.Movimenti[i], &m.r.Flussi[f]
	e.flusso, e.Flusso = f+1, fl.IDFlusso
	m.flussi[f].accrediti = append(m.flussi[f].accrediti, i)
	if e.altroTRN(fl.IDRegolamento) {
		e.Segnali.aggiungi(SegnaleTRNDiverso)
	}
	m.segnalaTardivo(e, m.flussi[f].primaData)
}

// minimoTRN is how long the references of two transfers are, at least, when they
// can be compared.
const minimoTRN = 11

// altroTRN reports whether the TRN of a credit, of the form of the one of its
// flow, is another, and no reference of it is that of the flow.
func (e *EsitoMovimento) altroTRN(regolamento string) bool {
	return len(e.TRN) == len(regolamento) && len(e.TRN) >= minimoTRN && e.TRN != regolamento &&
		usabili(e.TRN, regolamento) && e.EndToEndID != regolamento && e.RifBanca != regolamento
}

// segnalaTardivo flags a credit that came after the deadline of the earliest
// payment it settles.
func (m *motore) segnalaTardivo(e *EsitoMovimento, prima avviso.Data) {
	d := e.DataValuta
	if !d.IsValid() {
		d = e.DataContabile
	}
	if prima.IsValid() && d.IsValid() && d.Giorni() > m.scadenza(scadenzaAccredito, prima) {
		e.Segnali.aggiungi(SegnaleTardivo)
	}
}

// diverso makes e a credit of which as much more is left than it should be.
func (e *EsitoMovimento) diverso(scarto avviso.Totale) {
	e.Classe = MovimentoImportoDiverso
	var err error
	e.Delta, err = scarto.Importo()
	e.DeltaOltre = err != nil
	switch scarto.Segno() {
	case -1:
		e.Segnali.aggiungi(SegnaleDifetto)
	case 1:
		e.Segnali.aggiungi(SegnaleEccesso)
	}
}

// abbinaPerTRN gives a credit that names nothing the flow whose transfer has one
// of its references and its amount, if no credit names that flow, nor any money out.
func (m *motore) abbinaPerTRN() {
	regolamenti := make(map[chiaveFlusso]int32)
	for f := range m.r.Flussi {
		e, s := &m.r.Flussi[f], &m.flussi[f]
		if !s.corrente || !regolamentoUsabile(e.IDRegolamento) {
			continue
		}
		k := chiaveFlusso{e.IdDominio, e.IDRegolamento}
		regolamenti[k] = scelta(regolamenti[k] == 0, int32(f)+1, piuFlussi)
	}
	if len(regolamenti) == 0 {
		return
	}
	usciti := make(map[int32]bool)
	for _, i := range m.consumo {
		if e := &m.r.Movimenti[i]; e.Segno == cassa.Uscita {
			for _, n := range m.letture[i].nomi {
				usciti[n.flusso] = true
			}
		}
	}
	for _, i := range m.consumo {
		e := &m.r.Movimenti[i]
		if e.Classe != MovimentoNonPagoPA && e.Classe != MovimentoCausaleIlleggibile || e.Segnali.Contiene(SegnaleStornoDubbio) {
			continue
		}
		f := trovaRegolamento(regolamenti, e)
		if f <= 0 || usciti[f] || m.flussi[f-1].nominato > 0 || m.flussi[f-1].ripreso ||
			m.r.Flussi[f-1].Classe != 0 || m.r.Flussi[f-1].ImportoTotalePagamenti != e.Residuo {
			continue
		}
		fl := &m.r.Flussi[f-1]
		m.flussi[f-1].nominato++
		fl.Accrediti = append(fl.Accrediti, int(i))
		m.raggiunge(i, f-1)
		e.Segnali.aggiungi(SegnaleAbbinatoPerTRN)
		e.Classe, fl.Classe = MovimentoRiconciliato, FlussoRiconciliato
	}
}

// minimoRegolamento is how long a reference must be to tell one transfer.
const minimoRegolamento = 8

// regolamentoUsabile reports whether a reference tells the transfer of one flow.
func regolamentoUsabile(trn string) bool {
	return len(trn) >= minimoRegolamento && riferimento.Usabile(trn)
}

// trovaRegolamento returns the one flow that the references of a movement are the
// transfer of, from 1; 0 when there is none, piuFlussi when they are several.
func trovaRegolamento(regolamenti map[chiaveFlusso]int32, e *EsitoMovimento) (trovato int32) {
	for _, r := range [...]string{e.TRN, e.EndToEndID, e.RifBanca} {
		f := regolamenti[chiaveFlusso{e.IdDominio, r}]
		switch {
		case f == 0 || f == trovato:
		case trovato == 0:
			trovato = f
		default:
			return piuFlussi
		}
	}
	return trovato
}
