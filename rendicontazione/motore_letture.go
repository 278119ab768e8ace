package rendicontazione

import (
	"errors"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// esitoLettura says what a movement names.
type esitoLettura uint8

const (
	leggeNulla       esitoLettura = iota // nothing of pagoPA
	leggeIlleggibile                     // a marker of pagoPA, and nothing readable after it
	leggeFlussi                          // one flow or several
	leggeSingolo                         // one payment
)

// lettura is what a movement names.
type lettura struct {
	nomi       []nome // the flows, in the order of the text, each once
	iuv        string // of the payment, in canonical form
	tronco     string // what can be read of an identifier that the bank cut
	gruppo     int32  // of the IUV, from 1; 0 when nothing has it
	ordine     int8   // of the transfer among those of its flow
	esito      esitoLettura
	segnali    Segnali
	avvertenze causale.Avvertenze
}

// nome is one flow named: as it is written when it was not found.
type nome struct {
	id     string
	flusso int32 // position in Flussi from 1, 0 when none, piuFlussi for several
	esatto bool  // not by ignoring the case
}

// nominaFlusso reports whether it names a flow that is here under that very name, or is
// not here.
func (l *lettura) nominaFlusso() bool {
	return slices.ContainsFunc(l.nomi, func(n nome) bool { return n.flusso == 0 || n.esatto })
}

// ignota reports whether it names neither a payment nor a flow that is here.
func (l *lettura) ignota() bool {
	return l.iuv == "" && !slices.ContainsFunc(l.nomi, func(n nome) bool { return n.flusso != 0 })
}

// primo returns the first reference as a text, "" when there is none.
func (l *lettura) primo() string {
	switch l.esito {
	case leggeFlussi:
		return l.nomi[0].id
	case leggeSingolo:
		return l.iuv
	}
	return ""
}

// nomina reports whether it has a reference.
func (l *lettura) nomina() bool { return l.esito >= leggeFlussi }

// leggiMovimenti reads what every movement of a body of the set names. Movements
// do not touch each other, so several are read at once.
func (m *motore) leggiMovimenti() {
	mm := m.r.Movimenti
	m.letture = make([]lettura, len(mm))
	m.indice = m.indiceFlussi()
	inParallelo(len(mm), func(_, dal, al int) {
		l := lettoreMovimenti{motore: m, a: m.alfabeto}
		for i := dal; i < al; i++ {
			e := &mm[i]
			if !m.inAmbito(e.IdDominio) {
				e.Classe = MovimentoFuoriAmbito
				continue
			}
			l.leggi(e, &m.letture[i])
			if e.Importo.Compare(avviso.MaxImporto) > 0 {
				e.Segnali.aggiungi(SegnaleImportoOltre)
			}
		}
	})
	m.leggiScartati()
	m.consumo = m.perConsumo()
}

// lettoreMovimenti reads movements one after the other.
type lettoreMovimenti struct {
	*motore
	a       alfabeto          // of the goroutine
	testi   []causale.Causale // of the last movement
	altri   []string          // identifiers of the last movement
	memoria []nome            // room for the names of all the movements
}

// leggi looks for the references of a movement, the surest first: the flow that
// its source names, those that its text announces, the payment that either
// names, then the flows whose identifier stands anywhere in the text or in the
// EndToEndId.
//
// Source: SACI 3.2.1, "Operazione di trasferimento fondi".
func (l *lettoreMovimenti) leggi(e *EsitoMovimento, x *lettura) {
	testi, err := causale.AppendTutti(l.testi[:0], e.Causale)
	l.testi = testi
	inizio := len(l.memoria)
	switch cumulative := cumulative(testi); {
	case e.IDFlusso != "":
		l.dallaFonte(e, x, cumulative)
	case len(cumulative) > 0:
		l.dalTesto(e, x, cumulative)
	case len(testi) > 0:
		l.singolo(e, x, &testi[0])
	case e.IUV.IsValid():
		l.singolo(e, x, &causale.Causale{IUV: e.IUV.String()})
	case l.cercaParole(e, x), l.cercaEndToEnd(e, x):
	default:
		x.fallita(err)
		return
	}
	if x.nomi = l.memoria[inizio:len(l.memoria):len(l.memoria)]; len(x.nomi) > 0 {
		x.esito = leggeFlussi
	}
}

// cumulative returns those of some references that name a flow: they come first.
func cumulative(testi []causale.Causale) []causale.Causale {
	n := 0
	for n < len(testi) && testi[n].Tipo == causale.PUR {
		n++
	}
	return testi[:n]
}

// fallita notes why a text names nothing.
func (l *lettura) fallita(err error) {
	ec, ok := errors.AsType[*causale.Errore](err)
	if !ok || ec.Codice == causale.CodiceNessuno || ec.Codice == causale.CodiceVuota {
		return
	}
	l.esito = leggeIlleggibile
	if ec.Codice == causale.CodiceIDFlusso && ec.Valore != "" && ec.Valore[0]-'0' <= 9 {
		l.tronco = ec.Valore
	}
}

// dallaFonte takes the flow that the source names. What the text names otherwise
// is another reading.
func (l *lettoreMovimenti) dallaFonte(e *EsitoMovimento, x *lettura, testi []causale.Causale) {
	l.altri = l.altri[:0]
	for i := range testi {
		if id := testi[i].IDFlusso; !strings.HasPrefix(e.IDFlusso, id) {
			l.altri = append(l.altri, id)
		}
	}
	if len(l.altri) > 0 {
		x.avvertenze |= causale.PiuRiferimenti
	}
	if len(testi) > 0 {
		x.ordine = ordineDi(&testi[0])
	}
	l.aggiungi(e, x, e.IDFlusso, l.altri)
}

// dalTesto takes the flows that the text announces.
func (l *lettoreMovimenti) dalTesto(e *EsitoMovimento, x *lettura, testi []causale.Causale) {
	x.ordine = ordineDi(&testi[0])
	for i := range testi {
		c := &testi[i]
		x.avvertenze |= c.Avvertenze
		l.aggiungi(e, x, c.IDFlusso, c.Candidati)
		if c.Avvertenze&causale.Troncato != 0 && x.tronco == "" {
			x.tronco = c.IDFlusso
		}
	}
}

// ordineDi returns the place of a transfer among those of its flow: the
// progressivo, integrations last.
func ordineDi(c *causale.Causale) int8 {
	n, _ := c.Progressivo.Int64() // 0 when there is none
	if c.Scopo == causale.Integrazione {
		n += 10
	}
	return int8(min(n, 99))
}

// aggiungi looks a flow up and adds it to those named.
func (l *lettoreMovimenti) aggiungi(e *EsitoMovimento, x *lettura, id string, candidati []string) {
	f, esatto, s := l.indice.cerca(e.IdDominio, id, candidati, l.soloEsatto)
	x.segnali.unisci(s)
	if f > 0 {
		id = l.r.Flussi[f-1].IDFlusso
	}
	l.annota(x, nome{id, f, esatto})
}

// annota adds a flow to those named, once.
func (l *lettoreMovimenti) annota(x *lettura, n nome) {
	if slices.ContainsFunc(x.nomi, func(o nome) bool { return o.id == n.id }) {
		return
	}
	inizio := len(l.memoria) - len(x.nomi)
	l.memoria = append(l.memoria, n)
	x.nomi = l.memoria[inizio:]
}

// singolo takes one payment.
func (l *lettoreMovimenti) singolo(e *EsitoMovimento, x *lettura, c *causale.Causale) {
	x.esito = leggeSingolo
	x.avvertenze = c.Avvertenze
	if c.Importo.Presente && c.Importo.Importo != e.Importo {
		x.segnali.aggiungi(SegnaleCausaleImportoDiverso)
	}
	x.iuv = riferimento.Canonico(c.IUV)
	x.gruppo = l.conEntrate(&l.a, e.IdDominio, x.iuv)
	candidati := c.Candidati
	if e.IUV.IsValid() && e.IUV.String() != c.IUV {
		candidati = append(slices.Clip(candidati), e.IUV.String())
	}
	for _, iuv := range candidati {
		if x.gruppo != 0 {
			return
		}
		iuv = riferimento.Canonico(iuv)
		if x.gruppo = l.conEntrate(&l.a, e.IdDominio, iuv); x.gruppo != 0 {
			x.iuv = iuv
			x.segnali.aggiungi(SegnaleCandidatoUsato)
		}
	}
}

// cercaParole takes the words of the text that are the identifiers of flows.
func (l *lettoreMovimenti) cercaParole(e *EsitoMovimento, x *lettura) bool {
	trovate := l.altri[:0]
	for parola := range causale.Identificativi(e.Causale) {
		if l.indice.esatti[chiaveFlusso{e.IdDominio, parola}] > 0 {
			trovate = append(trovate, parola)
		}
	}
	l.altri = trovate
	for _, parola := range trovate {
		if !slices.ContainsFunc(trovate, func(p string) bool { return p != parola && strings.HasPrefix(p, parola) }) {
			x.segnali.aggiungi(SegnaleIDNelTesto)
			l.annota(x, nome{parola, l.indice.esatti[chiaveFlusso{e.IdDominio, parola}], true})
		}
	}
	return len(trovate) > 0
}

// cercaEndToEnd takes the flow whose identifier is the EndToEndId.
func (l *lettoreMovimenti) cercaEndToEnd(e *EsitoMovimento, x *lettura) bool {
	f := l.indice.esatti[chiaveFlusso{e.IdDominio, e.EndToEndID}]
	if f == 0 {
		return false
	}
	x.segnali.aggiungi(SegnaleIDInEndToEnd)
	l.annota(x, nome{e.EndToEndID, f, true})
	return true
}

// perConsumo returns the movements of the set in the order in which they take
// what they pay: by booking date, then by source and ID, in which those of one
// body already are.
func (m *motore) perConsumo() []int32 {
	chiavi := make([]uint64, 0, len(m.r.Movimenti))
	for i := range m.r.Movimenti {
		if e := &m.r.Movimenti[i]; e.Classe == 0 {
			chiavi = append(chiavi, chiaveConsumo(e.DataContabile, int32(i)))
		}
	}
	slices.Sort(chiavi)
	consumo := make([]int32, len(chiavi))
	for n, k := range chiavi {
		consumo[n] = int32(k)
	}
	return consumo
}

// chiaveConsumo sorts movements of a body by order of consumption; its last bits
// are the place of the movement.
func chiaveConsumo(d avviso.Data, i int32) uint64 { return uint64(d.Giorni()+1<<31)<<32 | uint64(i) }
