package gdp

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// Pagamento is what the journals together say of a payment.
//
// Source: Giornale dei Pagamenti, "Analisi di un pagamento".
type Pagamento struct {
	IdDominio  avviso.IdDominio `json:"idDominio,omitzero"` // zero when no journal tells the body
	IUV        avviso.IUV       `json:"iuv"`
	CCP        string           `json:"ccp"`
	Messaggio  nodo.Stato       `json:"messaggio"`           // track of messages; START when nothing moved it
	Incasso    StatoIncasso     `json:"incasso"`             // track of cash; NESSUNO when nothing moved it
	Stato      EventCode        `json:"stato,omitzero"`      // last code that moved either, the detailed state; 0 when none did
	Posizione  Posizione        `json:"posizione"`           // coarse position
	Tentativi  int              `json:"tentativi"`           // 1, and one more for each reopening
	Segnali    []Segnale        `json:"segnali"`             // in order, never nil
	Impliciti  []EventCode      `json:"impliciti,omitempty"` // codes that must have happened and that no journal holds
	Registrati []Registrato     `json:"eventi"`              // the single events, in order of time; nil with SenzaRegistrati
}

// Registrato is one event of a payment, with what the fold made of it.
type Registrato struct {
	Evento
	Codice    EventCode `json:"codice,omitzero"` // the code folded: that of the event, unless Riletto; 0 for an unknown one
	Esito     Esito     `json:"esito"`
	Tentativo int       `json:"tentativo"` // attempt it belongs to, from 1
	Segni     []Segno   `json:"segnali,omitempty"`
}

// Chiave returns the key of the payment; IdDominio is "" when no journal tells it.
func (p *Pagamento) Chiave() nodo.Chiave {
	if p == nil {
		return nodo.Chiave{}
	}
	return nodo.Chiave{IdDominio: p.IdDominio.String(), IUV: p.IUV.String(), CCP: p.CCP}
}

// chiavePagamento is whose payment it is.
type chiavePagamento struct {
	dominio avviso.IdDominio
	iuv     avviso.IUV
	ccp     string
}

// compare orders payments.
func (k *chiavePagamento) compare(o *chiavePagamento) int {
	return cmp.Or(k.dominio.Compare(o.dominio), k.iuv.Compare(o.iuv), strings.Compare(k.ccp, o.ccp))
}

// corso returns the fold of a payment before its first event.
func (o *opzioni) corso(di *chiavePagamento) Corso {
	var rt DatiRT
	if o.rt != nil {
		rt = o.rt(nodo.Chiave{IdDominio: di.dominio.String(), IUV: di.iuv.String(), CCP: di.ccp})
	}
	return nuovoCorso(o.tolleranza, rt)
}

// pagamento folds the events of a payment, which are in order.
func pagamento(di chiavePagamento, fatti []fatto, ambiguo bool, o *opzioni) Pagamento {
	k := o.corso(&di)
	var registrati []Registrato
	if o.senzaRegistrati {
		for i := range fatti {
			k.segui(&fatti[i])
		}
	} else {
		registrati = make([]Registrato, len(fatti))
		for i := range fatti {
			f, x := &fatti[i], &registrati[i]
			f.riempi(&x.Evento, di.dominio, di.iuv, di.ccp)
			x.Codice, x.Esito, x.Tentativo, x.Segni = f.codice, k.segui(f), k.Tentativi(), f.segni()
		}
	}
	segnali := k.segnali()
	if ambiguo {
		segnali.metti(DominioAmbiguo)
	}
	return Pagamento{
		IdDominio: di.dominio, IUV: di.iuv, CCP: di.ccp,
		Messaggio: k.messaggio, Incasso: k.incasso, Stato: k.stato, Posizione: k.Posizione(),
		Tentativi: k.Tentativi(), Segnali: segnali.elenco(), Impliciti: k.Impliciti(), Registrati: registrati,
	}
}

// segni returns the marks of an event.
func (f *fatto) segni() []Segno {
	var s []Segno
	if f.scritto.IsValid() && !f.ruolo.Emette(f.scritto) {
		s = append(s, EmittenteInatteso)
	}
	if f.codice != f.scritto {
		s = append(s, Riletto)
	}
	if f.fuori&fuoriEnte != 0 {
		s = append(s, DiAltroEnte)
	}
	if f.fuori&fuoriGiorno != 0 {
		s = append(s, DiAltroGiorno)
	}
	return s
}

// Logico is one event of a payment as a fact: what several witnesses recorded
// of one code within one attempt.
type Logico struct {
	Codice      EventCode          `json:"codice"`
	Tentativo   int                `json:"tentativo"` // from 1
	DateTime    time.Time          `json:"dateTime"`  // of the earliest witness
	Descrizione string             `json:"descrizione"`
	Error       *DescrittoreErrore `json:"error,omitempty"` // of the witness that has the last word
	Testimoni   []Registrato       `json:"testimoni"`       // in order of time
}

// Logici joins the witnesses: events of one code in one attempt are one fact,
// in order of the earliest. Which witness gives error and description: for a
// request, a receipt up to RT_ACCETTATA_NODO and an activation the Nodo, then
// PSP, then EC; for RPT_ATTIVATA_PA, RT_ACCETTATA_PA and RT_RIFIUTATA_PA the EC,
// then Nodo, then PSP; for money and flow the PSP alone. Unknown codes are left
// out.
func (p *Pagamento) Logici() []Logico {
	type fatto struct {
		codice    EventCode
		tentativo int
	}
	indice := map[fatto]int{}
	var logici []Logico
	if p == nil {
		return nil
	}
	for _, r := range p.Registrati {
		if r.Codice == 0 {
			continue
		}
		f := fatto{r.Codice, r.Tentativo}
		i, ok := indice[f]
		if !ok {
			i = len(logici)
			indice[f] = i
			logici = append(logici, Logico{Codice: r.Codice, Tentativo: r.Tentativo, DateTime: r.DateTime})
		}
		logici[i].Testimoni = append(logici[i].Testimoni, r)
	}
	for i := range logici {
		logici[i].parola()
	}
	return logici
}

// parola sets error and description from the witness that has the last word.
func (l *Logico) parola() {
	ordine := precedenza(l.Codice)
	peso := func(r Registrato) int { return slices.Index(ordine, r.Ruolo) }
	l.Descrizione = l.Codice.Descrizione()
	migliore := -1
	for i, t := range l.Testimoni {
		if peso(t) >= 0 && (migliore < 0 || peso(t) < peso(l.Testimoni[migliore])) {
			migliore = i
		}
	}
	if migliore >= 0 {
		t := l.Testimoni[migliore]
		l.Descrizione, l.Error = cmp.Or(t.EventDescription, l.Descrizione), t.Error
	}
}

func precedenza(c EventCode) []Ruolo {
	switch {
	case c == RPTAttivataPA, c == RTAccettataPA, c == RTRifiutataPA, c == RTRicevutaPA:
		return []Ruolo{RuoloEC, RuoloNodo, RuoloPSP}
	case c.Fase() == FaseIncasso, c.Fase() == FaseFlusso:
		return []Ruolo{RuoloPSP}
	}
	return []Ruolo{RuoloNodo, RuoloPSP, RuoloEC}
}
