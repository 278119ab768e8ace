package rendicontazione

import (
	"cmp"
	"errors"
	"slices"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// lettura is what the causale of a movement says.
type lettura struct {
	causale   causale.Causale
	err       error
	gruppo    int32 // of the IUV of a single transfer, from 1; 0 when nothing has it
	candidato bool  // by another reading than the first
}

// leggiCausale reads the causale of a movement and, when it names one payment,
// looks its items up. a is the alphabet of the goroutine.
func (m *motore) leggiCausale(a *alfabeto, e *EsitoMovimento, l *lettura) {
	l.causale, l.err = causale.Trova(e.Causale)
	if l.err != nil || l.causale.Tipo == causale.PUR {
		return
	}
	l.gruppo = m.conEntrate(a, e.IdDominio, l.causale.IUV)
	for _, iuv := range l.causale.Candidati {
		if l.gruppo != 0 {
			break
		}
		l.gruppo = m.conEntrate(a, e.IdDominio, iuv)
		l.candidato = l.gruppo != 0
	}
}

// conEntrate returns the group of an IUV of a body, from 1, if one of its items
// is credited to the body.
func (m *motore) conEntrate(a *alfabeto, d avviso.IdDominio, iuv string) int32 {
	k, esiste := a.Chiave(d, riferimento.Canonico(iuv), 0)
	if !esiste {
		return 0
	}
	g := sort.Search(len(m.chiaviGruppi), func(i int) bool { return m.chiaviGruppi[i].Confronta(&k) >= 0 })
	if g == len(m.chiaviGruppi) || m.chiaviGruppi[g].Confronta(&k) != 0 || !m.gruppi[g].entrate {
		return 0
	}
	return int32(g) + 1
}

// leggiMovimenti gives the classes that depend on the movement alone, reads the
// causali of the rest and finds the flows of those that name one.
func (m *motore) leggiMovimenti() {
	mm := m.r.Movimenti
	m.stornaMovimenti()
	m.letture = make([]lettura, len(mm))
	inParallelo(len(mm), func(_, dal, al int) {
		a := m.alfabeto
		for i := dal; i < al; i++ {
			if mm[i].Classe == 0 {
				m.leggiCausale(&a, &mm[i], &m.letture[i])
			}
		}
	})
	var cumulativi []int32
	for i := range mm {
		e := &mm[i]
		if e.Classe != 0 {
			continue
		}
		l := &m.letture[i]
		if e.leggi(l); e.Classe != 0 {
			continue
		}
		if l.causale.Tipo == causale.PUR {
			cumulativi = append(cumulativi, int32(i))
		} else {
			m.singoli = append(m.singoli, int32(i))
		}
	}
	m.perConsumo(cumulativi)
	m.perConsumo(m.singoli)
	indice := m.indiceFlussi()
	for _, i := range cumulativi {
		m.abbinaFlusso(int(i), indice)
	}
}

// stornaMovimenti gives the classes that no causale is needed for.
func (m *motore) stornaMovimenti() {
	mm := m.r.Movimenti
	for i := range mm {
		e := &mm[i]
		switch {
		case !m.inAmbito(e.IdDominio):
			e.Classe = MovimentoFuoriAmbito
		case e.Segno != cassa.Entrata:
			e.Classe = MovimentoUscita
		case e.Storno:
			e.Classe = MovimentoStorno
			m.storna(e)
		}
	}
}

// storna finds the credit that a reversal reverses.
func (m *motore) storna(s *EsitoMovimento) {
	k := s.Chiave()
	k.Storno = false
	if s.StornoDi != "" {
		k.ID = s.StornoDi
	}
	i, ok := slices.BinarySearchFunc(m.r.Movimenti, k, func(e EsitoMovimento, k cassa.Chiave) int { return e.Chiave().Compare(k) })
	if !ok || m.r.Movimenti[i].Segno != cassa.Entrata {
		s.Segnali.aggiungi(SegnaleStornoSenzaOriginale)
		return
	}
	s.stornata = int32(i) + 1
	if m.r.Movimenti[i].Importo != s.Importo {
		s.Segnali.aggiungi(SegnaleStornoImportoDiverso)
		return
	}
	m.r.Movimenti[i].Classe = MovimentoStornato
}

// leggi notes what the causale says, and gives the class of a movement whose
// causale names nothing.
func (e *EsitoMovimento) leggi(l *lettura) {
	if l.err != nil {
		e.Classe = MovimentoCausaleIlleggibile
		var ec *causale.Errore
		if errors.As(l.err, &ec) && (ec.Codice == causale.CodiceNessuno || ec.Codice == causale.CodiceVuota) {
			e.Classe = MovimentoNonPagoPA
		}
		return
	}
	c := &l.causale
	e.Avvertenze = c.Avvertenze
	if c.Importo.Presente && c.Importo.Importo != e.Importo {
		e.Segnali.aggiungi(SegnaleCausaleImportoDiverso)
	}
	e.Riferimento = c.IDFlusso
	if c.Tipo != causale.PUR {
		e.Riferimento = c.IUV
	}
}

// perConsumo sorts movements in the order in which they take what they pay.
func (m *motore) perConsumo(ii []int32) {
	slices.SortFunc(ii, func(i, j int32) int {
		a, b := &m.r.Movimenti[i], &m.r.Movimenti[j]
		return cmp.Or(a.DataContabile.Compare(b.DataContabile), strings.Compare(a.Fonte, b.Fonte),
			strings.Compare(a.ID, b.ID), cmp.Compare(i, j))
	})
}

// chiaveFlusso names a flow, or the flows whose identifiers differ by case.
type chiaveFlusso struct {
	dominio avviso.IdDominio
	id      string
}

// indiceFlussi finds current flows by identifier.
type indiceFlussi struct {
	esatti, piegati map[chiaveFlusso]int32 // position from 1, piuFlussi for several
}

const piuFlussi = -1

func (m *motore) indiceFlussi() indiceFlussi {
	x := indiceFlussi{make(map[chiaveFlusso]int32, len(m.r.Flussi)), make(map[chiaveFlusso]int32, len(m.r.Flussi))}
	for f := range m.r.Flussi {
		if !m.flussi[f].corrente {
			continue
		}
		e := &m.r.Flussi[f]
		x.esatti[chiaveFlusso{e.IdDominio, e.IDFlusso}] = int32(f) + 1
		k := chiaveFlusso{e.IdDominio, piega(e.IDFlusso)}
		if x.piegati[k] == 0 {
			x.piegati[k] = int32(f) + 1
		} else {
			x.piegati[k] = piuFlussi
		}
	}
	return x
}

// cerca looks a flow up by every identifier as it is, then by every one in
// another case. The result is 0 when there is none, piuFlussi when an identifier
// fits several.
func (x indiceFlussi) cerca(d avviso.IdDominio, c *causale.Causale, soloEsatto bool) (f int32, s Segnali) {
	trova := func(flussi map[chiaveFlusso]int32, forma func(string) string) int32 {
		if f := flussi[chiaveFlusso{d, forma(c.IDFlusso)}]; f != 0 {
			return f
		}
		for _, id := range c.Candidati {
			if f := flussi[chiaveFlusso{d, forma(id)}]; f != 0 {
				s.aggiungi(SegnaleCandidatoUsato)
				return f
			}
		}
		return 0
	}
	if f = trova(x.esatti, func(id string) string { return id }); f != 0 || soloEsatto {
		return f, s
	}
	switch f = trova(x.piegati, piega); f {
	case 0:
	case piuFlussi:
		s = NuoviSegnali(SegnaleFlussoAmbiguo)
	default:
		s.aggiungi(SegnaleMaiuscoleIgnorate)
	}
	return f, s
}

// piega folds the ASCII letters of an identifier to lower case.
func piega(id string) string {
	for i := 0; i < len(id); i++ {
		if id[i] >= 'A' && id[i] <= 'Z' {
			b := []byte(id)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return id
}

// abbinaFlusso finds the flow of a credit, or says that it has none.
func (m *motore) abbinaFlusso(i int, x indiceFlussi) {
	e := &m.r.Movimenti[i]
	f, s := x.cerca(e.IdDominio, &m.letture[i].causale, m.soloEsatto)
	e.Segnali.unisci(s)
	switch {
	case f == 0 && m.oggi <= m.scadenza(scadenzaArrivo, e.DataContabile):
		e.Classe = MovimentoInAttesaFlusso
		return
	case f <= 0:
		e.Classe = MovimentoFlussoNonTrovato
		return
	}
	fl := &m.r.Flussi[f-1]
	e.flusso, e.Flusso = f, fl.IDFlusso
	fl.Accrediti = append(fl.Accrediti, i)
	if e.altroTRN(fl.IDRegolamento) {
		e.Segnali.aggiungi(SegnaleTRNDiverso)
	}
	m.segnalaTardivo(e, m.flussi[f-1].primaData)
}

// nonFornito is what the SEPA rulebooks write for an EndToEndId nobody gave.
const nonFornito = "NOTPROVIDED"

// altroTRN reports whether a credit has references, and none is that of the
// transfer of its flow.
func (e *EsitoMovimento) altroTRN(regolamento string) bool {
	dato := e.TRN != "" || e.EndToEndID != "" && e.EndToEndID != nonFornito
	return dato && regolamento != "" && e.TRN != regolamento && e.EndToEndID != regolamento
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

// diverso makes e a credit that is of as much more than it should be.
func (e *EsitoMovimento) diverso(scarto avviso.Totale) {
	e.Classe = MovimentoImportoDiverso
	e.Delta, _ = scarto.Importo() // 0.00 when it has no room: the flag says the rest
	switch scarto.Segno() {
	case -1:
		e.Segnali.aggiungi(SegnaleDifetto)
	case 1:
		e.Segnali.aggiungi(SegnaleEccesso)
	}
}
