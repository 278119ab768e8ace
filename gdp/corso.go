package gdp

import (
	"time"

	"github.com/quietanza/quietanza/rpt/nodo"
)

// TolleranzaPredefinita is how far apart the clocks of two parties are taken to
// be when nothing else is said. No document gives a figure.
const TolleranzaPredefinita = 5 * time.Minute

// DatiRT is what the caller knows of the RTs of a payment, and the journal does
// not tell. The zero value is no knowledge.
type DatiRT struct {
	// Esito of the last RT.
	Esito EsitoRT
	// PrecedenteNegativa says that an RT accepted by the body was negative and
	// another may follow: only then does RT_RICEVUTA_NODO reopen RT_ACCETTATA_PA.
	//
	// Source: SANP 3, section 3, "Ricevute di pagamento".
	PrecedenteNegativa bool
}

// Corso is the fold of the events of one payment, which must come in order of
// time: two tracks, messages and cash, each moved by its own events. It is a
// value of fixed size and its methods allocate nothing; copies are independent.
// The zero value is not usable: NuovoCorso makes one.
//
// Accumulatore and Analisi order the events first; Corso alone is for a host
// that keeps them in order.
type Corso struct {
	tratte     *tratte
	tolleranza int64 // milliseconds
	rt         EsitoRT

	messaggio   nodo.Stato
	incasso     StatoIncasso
	stato       EventCode // last that moved a track
	negativo    bool      // passed through 5, 6 or 9, and no new request followed
	psp, pagata bool      // some event of a PSP, some RPT_PAGATA
	tentativi   int32
	mosso       int64 // when the messages moved last
	conflitti   segnali

	visti       [ultimoEventCode + 1]uint8 // roles that recorded each code
	impliciti   insieme                    // codes of past attempts that no journal holds
	inTentativo insieme                    // codes implied in this attempt
	registrati  insieme                    // codes recorded in this attempt
}

// NuovoCorso returns the fold of a payment of which nothing happened yet. A
// negative tolerance is a TOLLERANZA error (ErrOpzione).
func NuovoCorso(tolleranza time.Duration, rt DatiRT) (Corso, error) {
	if err := validaTolleranza(tolleranza); err != nil {
		return Corso{}, err
	}
	return nuovoCorso(tolleranza.Milliseconds(), rt), nil
}

func nuovoCorso(tolleranza int64, rt DatiRT) Corso {
	t := trattePerRT[0]
	if rt.PrecedenteNegativa {
		t = trattePerRT[1]
	}
	return Corso{
		tratte: t, tolleranza: tolleranza, rt: rt.Esito,
		messaggio: nodo.Start, incasso: IncassoNessuno, tentativi: 1,
	}
}

// Segui folds one event, no earlier than the one before, and says what it was.
// An event whose code is unknown is Ignoto and moves nothing. The event is taken
// as it is: Record.Evento makes normal ones.
func (k *Corso) Segui(e *Evento) Esito {
	if k == nil || e == nil {
		return Ignoto
	}
	f := fatto{istante: e.DateTime.UnixMilli(), codice: rileggi(e), ruolo: e.Ruolo, fuori: fuoriDi(e)}
	f.duplicato = e.Error != nil && rifiutaDuplicato(f.codice, e.Error.FaultCode)
	return k.segui(&f)
}

func (k *Corso) segui(f *fatto) Esito {
	if f.ruolo == RuoloPSP {
		k.psp = true
	}
	if f.fuori != 0 {
		k.segnalaFuori(f.fuori)
	}
	if !f.codice.IsValid() {
		return Ignoto
	}
	d := &fatti[f.codice]
	var esito Esito
	if d.stato != 0 {
		esito = k.seguiMessaggio(f, d.stato)
	} else {
		esito = k.seguiIncasso(f, d.incasso)
	}
	if f.ruolo.IsValid() {
		k.visti[f.codice] |= f.ruolo.bit()
	}
	k.registrati |= 1 << f.codice
	return esito
}

func (k *Corso) segnalaFuori(f fuori) {
	if f&fuoriEnte != 0 {
		k.conflitti.metti(GiornaleAltroEnte)
	}
	if f&fuoriGiorno != 0 {
		k.conflitti.metti(GiornaleAltroGiorno)
	}
}

// seguiMessaggio folds an event of the track of messages.
func (k *Corso) seguiMessaggio(f *fatto, a nodo.Stato) Esito {
	s := k.messaggio
	classe := k.tratte.classe[s][f.codice]
	if classe == ripete {
		return Ripetuto
	}
	if k.nonBlocca(f) {
		return RifiutoNonBloccante
	}
	trascorso := f.istante - k.mosso
	switch classe {
	case avanza:
		k.inTentativo |= k.tratte.impliciti[s][f.codice]
		k.muovi(f, a)
		return Avanza
	case riapre, riapreDubbia:
		if trascorso > 0 && (classe == riapre || trascorso > k.tolleranza || k.visti[f.codice]&f.ruolo.bit() != 0) {
			k.riapri(f, a)
			return Riapertura
		}
	case torna:
	default:
		return Incoerente
	}
	if !k.tratte.torna[s][f.codice] {
		return Incoerente
	}
	if trascorso <= k.tolleranza {
		return Sfasamento
	}
	return FuoriOrdine
}

func (k *Corso) muovi(f *fatto, a nodo.Stato) {
	k.messaggio, k.mosso, k.stato = a, f.istante, f.codice
	switch f.codice {
	case RPTRifiutataPSP, RPTErroreInvioAPSP, RPTDecorsiTermini:
		k.negativo = true
	}
}

// riapri begins a new attempt. A new request clears what was negative, a new RT
// does not.
func (k *Corso) riapri(f *fatto, a nodo.Stato) {
	s := k.messaggio
	switch s {
	case nodo.RPTRifiutataNodo, nodo.RPTErroreInvioAPSP, nodo.RPTDecorsiTermini:
		k.negativo = false
	}
	k.tentativi++
	k.impliciti |= k.inTentativo &^ k.registrati
	k.inTentativo, k.registrati = k.tratte.impliciti[s][f.codice], 0
	k.muovi(f, a)
}

// nonBlocca reports whether the event is the refusal of a duplicate, which does
// not stop a payment that is alive.
//
// Sources: pagoPA, test suite of the Nodo, T101 to T103; Specifiche Attuative
// del Nodo dei Pagamenti-SPC 2.2, chapter 13.
func (k *Corso) nonBlocca(f *fatto) bool {
	if f.duplicato {
		return true
	}
	m := k.messaggio
	switch f.codice {
	case RPTRifiutataNodo:
		return m.Rango() > nodo.RPTRicevutaNodo.Rango()
	case RPTRifiutataPSP:
		return ricevuta(m)
	case RTRifiutataNodo:
		return m == nodo.RTAccettataPA || m == nodo.RTRifiutataPA || m == nodo.RTEsitoSconosciutoPA
	case RTRifiutataPA:
		return m == nodo.RTAccettataPA
	}
	return false
}

// seguiIncasso folds an event of the track of cash. Evidence of money wins: a
// failed collection after one changes nothing. A late event is never a matter of
// clocks: one sender records them all.
func (k *Corso) seguiIncasso(f *fatto, a StatoIncasso) Esito {
	k.pagata = k.pagata || a == IncassoPagato
	s := k.incasso
	switch classiIncasso[s][a] {
	case ripete:
		return Ripetuto
	case avanza:
		if s == IncassoAnnullato {
			k.conflitti.metti(PagataDopoAnnullata)
		}
		k.incasso, k.stato = a, f.codice
		return Avanza
	case torna:
		return FuoriOrdine
	}
	k.conflitti.metti(AnnullataDopoIncasso)
	return Incoerente
}

// Messaggio returns the state of the track of messages: START, or the code that
// moved it last.
func (k *Corso) Messaggio() nodo.Stato { return k.messaggio }

// Incasso returns the state of the track of cash.
func (k *Corso) Incasso() StatoIncasso { return k.incasso }

// Stato returns the last code that moved either track, 0 when none did: the
// detailed state shown to users.
func (k *Corso) Stato() EventCode { return k.stato }

// Tentativi returns the count of attempts: 1, and one more for each reopening.
func (k *Corso) Tentativi() int { return int(k.tentativi) }

// Posizione returns the coarse position.
func (k *Corso) Posizione() Posizione { return Proietta(k.messaggio, k.incasso, k.negativo, k.rt) }

// Segnali returns the flags so far, in order, never nil. DominioAmbiguo is not
// among them: it is not told by the events of one payment.
func (k *Corso) Segnali() []Segnale { return k.segnali().elenco() }

func (k *Corso) segnali() segnali {
	s := k.conflitti
	denaro := k.incasso == IncassoPagato || k.incasso == IncassoFlusso
	if denaro && !ricevuta(k.messaggio) {
		s.metti(PagataSenzaRT)
	}
	if denaro && k.messaggio.Rango() <= nodo.RPTAttivataPA.Rango() {
		s.metti(PagataSenzaRPT)
	}
	if k.messaggio == nodo.RTAccettataPA && k.incasso == IncassoNessuno && k.psp {
		s.metti(RTSenzaIncasso)
	}
	if k.incasso == IncassoAnnullato && k.messaggio == nodo.Start {
		s.metti(AnnullataSenzaAttivazione)
	}
	if k.incasso == IncassoFlusso && !k.pagata {
		s.metti(FlussoSenzaIncasso)
	}
	return s
}

// Impliciti returns the codes that the course of the messages must have passed
// through and that no journal holds, in their order in the course.
func (k *Corso) Impliciti() []EventCode {
	mancanti := k.impliciti | k.inTentativo&^k.registrati
	var codici []EventCode
	for _, c := range perRango {
		if mancanti.ha(uint8(c)) {
			codici = append(codici, c)
		}
	}
	return codici
}

// perRango is every code of the track of messages in its course.
var perRango = func() []EventCode {
	codici := make([]EventCode, nodo.RTAccettataPA.Rango()+1)
	for s := range nodo.Stati() {
		codici[s.Rango()] = codiceDi(s)
	}
	return codici[1:] // the first is START
}()
