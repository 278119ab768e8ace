package circuito

import (
	"strconv"
	"time"

	"github.com/quietanza/quietanza/gdp"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Oggetto is a kind of object that has a class.
type Oggetto string

// Kinds of object, with the form of their keys.
const (
	OggettoMovimento Oggetto = "movimento" // dominio/ID, and /storno for a reversal
	OggettoFlusso    Oggetto = "flusso"    // dominio/idFlusso/dataOraFlusso (UTC)/revisione
	OggettoRiga      Oggetto = "riga"      // key of its version, then /position from 1
	OggettoRicevuta  Oggetto = "ricevuta"  // dominio/IUV/IUR/indice
	OggettoVoce      Oggetto = "voce"      // dominio/idPendenza/indice
	OggettoPendenza  Oggetto = "pendenza"  // dominio/idPendenza
	OggettoStato     Oggetto = "stato"     // dominio/idPendenza: state of the position, +ANOMALA when it is anomalous
	OggettoPagamento Oggetto = "pagamento" // dominio/IUV/CCP: position of the payment in the journals
)

// Quietanzabile is added to the class of a position that may be discharged, and
// Anomala to the state of one that is anomalous.
const (
	Quietanzabile = "+QUIETANZABILE"
	Anomala       = "+ANOMALA"
)

// Verita is the class that an object must end in.
type Verita struct {
	Oggetto Oggetto `json:"oggetto"`
	Chiave  string  `json:"chiave"`
	Classe  string  `json:"classe"`
}

func (o *opera) verita(oggetto Oggetto, chiave, classe string) {
	o.g.Verita = append(o.g.Verita, Verita{oggetto, chiave, classe})
}

// veritaPosizione says the classes of a position and of its items, and its state.
func (o *opera) veritaPosizione(p *Posizione) {
	chiave := p.Ente.Dominio.String() + "/" + p.ID
	classe := p.classe()
	testo := classe.String()
	if classe == rendicontazione.PendenzaIncassata && !p.doppia {
		testo += Quietanzabile
	}
	o.verita(OggettoPendenza, chiave, testo)
	for i := range p.Voci {
		o.verita(OggettoVoce, chiave+"/"+strconv.Itoa(i+1), p.classeVoce(i).String())
	}
	testo = p.stato().String()
	if p.doppia {
		testo += Anomala
	}
	o.verita(OggettoStato, chiave, testo)
}

// veritaPagamento says how far an attempt got.
func (o *opera) veritaPagamento(p *Pagamento) {
	posizione := gdp.InIncasso
	switch {
	case len(p.flussi) > 0:
		posizione = gdp.Fine
	case p.ConRicevuta() && p.importo() > 0:
		posizione = gdp.Riversamento
	case p.ConRicevuta():
		posizione = gdp.FineNegativa
	}
	o.verita(OggettoPagamento, ChiavePagamento(p.Chiave()), posizione.String())
}

// Chiave is the key of the attempt.
func (p *Pagamento) Chiave() nodo.Chiave {
	return nodo.Chiave{IdDominio: p.Posizione.Ente.Dominio.String(), IUV: p.Posizione.IUV, CCP: p.CCP}
}

// ChiavePagamento is the key of a payment of the journals in Verita.
func ChiavePagamento(c nodo.Chiave) string { return c.IdDominio + "/" + c.IUV + "/" + c.CCP }

func chiaveMovimento(m *cassa.Movimento) string {
	c := m.IdDominio.String() + "/" + m.ID
	if m.Storno {
		c += "/storno"
	}
	return c
}

func chiaveVersione(t *flusso.Testata) string {
	return t.IdDominio.String() + "/" + t.IDFlusso + "/" + t.DataOraFlusso.Time().UTC().Format(time.RFC3339) + "/" + strconv.Itoa(int(t.Revisione))
}

func chiaveRiga(versione string, n int) string { return versione + "/" + strconv.Itoa(n) }

func chiaveRicevuta(r *rendicontazione.VoceRicevuta) string {
	return r.IdDominio.String() + "/" + r.IUV + "/" + r.IUR + "/" + strconv.Itoa(int(r.Indice))
}
