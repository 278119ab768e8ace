package pendenza

import (
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// RispostaHost is the answer of the application that owns a position.
type RispostaHost struct {
	Stato       StatoHost `json:"stato"`
	Descrizione string    `json:"descrizioneStato,omitempty"`
	// Pendenza with NON_ESEGUITA; nil when the answer holds none, or one with
	// violations.
	Pendenza *Pendenza `json:"pendenza,omitempty"`

	Altri avviso.Altri `json:"-"` // members of others, kept
}

// RichiestaVerifica is all that the verification of a notice depends on.
type RichiestaVerifica struct {
	// NumeroAvviso is the text that was asked for; "" is that of Pendenza.
	NumeroAvviso string
	// IdDominio is the creditor that was asked for; zero is that of Pendenza.
	IdDominio avviso.IdDominio
	// Anagrafica is PAA_ID_DOMINIO_ERRATO, PAA_STAZIONE_INT_ERRATA or
	// PAA_ID_INTERMEDIARIO_ERRATO when creditor, station or intermediary is
	// unknown; "" when all are known.
	Anagrafica nodo.FaultCode
	// Sonda says that the notice is a configured health probe.
	Sonda bool
	// Pendenza is the position in the archive, nil when there is none. A BOZZA
	// counts as none.
	Pendenza *Pendenza
	// Tentativi are the attempts; nil is those of the position.
	Tentativi         []Tentativo
	AlternativaPagata bool // another alternative of the document is paid
	Connettore        Connettore
	// Risposte are the answers of the application so far: none, the first, or
	// the first and the second.
	Risposte []RispostaHost
	Adesso   time.Time
	Politica Politica
}

// Decisione is the outcome of a verification.
type Decisione struct {
	Esito       EsitoVerifica
	FaultCode   nodo.FaultCode // "" with PAGABILE and VERIFICA_HOST
	Descrizione string         // the official text of the fault and what is known of the reason
	// Pendenza is the position as it is now: in the archive, acquired from the
	// application, or updated by it. nil when there is none.
	Pendenza *Pendenza
	// Aggiornata says that Pendenza is to be stored.
	Aggiornata bool
	// Aggiornamenti are what the application said of the position in the archive, in order:
	// the events that lead from it to Pendenza, for a log. None for one that was acquired,
	// which is to be created (Crea).
	Aggiornamenti []Aggiorna
}

// Decidi decides whether a notice may be paid: the first rule that holds, in
// this order. The state wins over the dates.
//
//  1. a numero avviso that is none: PAA_SEMANTICA; an unknown creditor, station
//     or intermediary: its fault; a health probe: PAA_PAGAMENTO_SCONOSCIUTO
//  2. not in the archive: ask the application, VERIFICA_HOST, when it can be
//     asked, else PAA_PAGAMENTO_SCONOSCIUTO
//  3. ANNULLATA or TRASFERITA: PAA_PAGAMENTO_ANNULLATO
//  4. paid, in part too, or by an alternative: PAA_PAGAMENTO_DUPLICATO
//  5. past its dataScadenza: PAA_PAGAMENTO_SCADUTO, and nobody is asked
//  6. past its dataValidita: ask the application; when it cannot be asked,
//     PAA_PAGAMENTO_SCADUTO if the update is mandatory, else go on
//  7. an attempt is pending: PAA_PAGAMENTO_IN_CORSO
//  8. PAGABILE
//
// VERIFICA_HOST wants the same call again with one answer more in Risposte. A
// position acquired at 2 whose validity is past is asked for once more, never a
// third time.
//
// Source: GovPay, PagamentiTelematiciCCPImpl, VersamentoUtils; Manuale di
// Integrazione 1.1, §5.3; SANP 2.4, section 3, "Verifica di una posizione
// debitoria".
func (r *RichiestaVerifica) Decidi() Decisione {
	if r == nil {
		r = new(RichiestaVerifica)
	}
	if v, ok := r.preliminare(); ok {
		return v
	}
	d := decisore{r: r, oggi: avviso.DataDi(r.Adesso), risposte: r.Risposte, tentativi: r.Tentativi}
	if p := r.Pendenza; p != nil && p.Stato != Bozza && p.Stato.IsValid() {
		d.p = p
		return d.inArchivio()
	}
	return d.nonInArchivio()
}

// preliminare decides what needs no position.
func (r *RichiestaVerifica) preliminare() (Decisione, bool) {
	if r.NumeroAvviso != "" {
		if _, err := avviso.ParseNumeroAvviso(r.NumeroAvviso); err != nil {
			return fault(VerificaErrore, nodo.PAASemantica, "numero avviso non conforme ("+string(VER017)+")"), true
		}
	}
	switch {
	case r.Anagrafica != "":
		return fault(VerificaErrore, r.Anagrafica, ""), true
	case r.Sonda:
		return fault(Sconosciuta, nodo.PAAPagamentoSconosciuto, ""), true
	}
	return Decisione{}, false
}

func fault(e EsitoVerifica, c nodo.FaultCode, dettaglio string) Decisione {
	v := Decisione{Esito: e, FaultCode: c, Descrizione: c.Testo()}
	if dettaglio != "" {
		v.Descrizione += " " + dettaglio
	}
	return v
}

// decisore is one verification under way.
type decisore struct {
	r         *RichiestaVerifica
	oggi      avviso.Data
	risposte  []RispostaHost // not used yet
	tentativi []Tentativo
	p         *Pendenza
	acquisita bool // p comes from the application
	nuova     bool // p is to be stored
	eventi    []Aggiorna
}

// esito closes the decision about p.
func (d *decisore) esito(v Decisione) Decisione {
	v.Pendenza, v.Aggiornata = d.p, d.nuova
	if d.nuova && !d.acquisita {
		v.Aggiornamenti = d.eventi
	}
	return v
}

// chiede takes the next answer, and reports whether there is one.
func (d *decisore) chiede() (RispostaHost, bool) {
	if len(d.risposte) == 0 {
		return RispostaHost{}, false
	}
	a := d.risposte[0]
	d.risposte = d.risposte[1:]
	return a, true
}

func (d *decisore) nonInArchivio() Decisione {
	if d.r.Connettore != ConnettoreAttivo {
		return fault(Sconosciuta, nodo.PAAPagamentoSconosciuto, "")
	}
	a, ok := d.chiede()
	if !ok {
		return Decisione{Esito: VerificaHost}
	}
	if v, ok := esitoHost(a); ok {
		return v
	}
	if a.Stato != HostNonEseguita {
		return fault(VerificaErrore, nodo.PAASystemError, "verifica presso l'applicazione non riuscita")
	}
	p, ok := d.acquisisci(a.Pendenza)
	if !ok {
		return fault(VerificaErrore, nodo.PAASystemError, "risposta dell'applicazione non valida")
	}
	d.p, d.acquisita, d.nuova = p, true, true
	return d.inArchivio()
}

// esitoHost returns what an answer settles, whatever the archive says.
func esitoHost(a RispostaHost) (Decisione, bool) {
	switch a.Stato {
	case HostAnnullata:
		return fault(VerificaAnnullata, nodo.PAAPagamentoAnnullato, a.Descrizione), true
	case HostDuplicata:
		return fault(GiaPagata, nodo.PAAPagamentoDuplicato, a.Descrizione), true
	case HostScaduta:
		return fault(VerificaScaduta, nodo.PAAPagamentoScaduto, a.Descrizione), true
	case HostSconosciuta:
		return fault(Sconosciuta, nodo.PAAPagamentoSconosciuto, a.Descrizione), true
	}
	return Decisione{}, false
}

// acquisisci returns the position that an application gave, when it is the one
// that was asked for. A numero avviso left out is the one asked for.
func (d *decisore) acquisisci(p *Pendenza) (*Pendenza, bool) {
	if p == nil || !p.validaInParte() {
		return nil, false
	}
	q := *p
	chiesto, dominio := d.r.chiesto()
	if !q.NumeroAvviso.IsValid() {
		q.NumeroAvviso = chiesto
	}
	if chiesto.IsValid() && q.NumeroAvviso != chiesto || dominio.IsValid() && q.IdDominio.IsValid() && q.IdDominio != dominio {
		return nil, false
	}
	q.Stato, q.Versione = NonEseguita, max(q.Versione, 1)
	return &q, true
}

// chiesto returns the notice and the creditor that were asked for, those of the
// position itself, a draft too, where the request does not say.
func (r *RichiestaVerifica) chiesto() (avviso.NumeroAvviso, avviso.IdDominio) {
	nav, _ := avviso.ParseNumeroAvviso(r.NumeroAvviso)
	dominio := r.IdDominio
	if p := r.Pendenza; p != nil {
		if !nav.IsValid() {
			nav = p.NumeroAvviso
		}
		if !dominio.IsValid() {
			dominio = p.IdDominio
		}
	}
	return nav, dominio
}

func (d *decisore) inArchivio() Decisione {
	switch p := d.p; {
	case p.Stato == Annullata, p.Stato == Trasferita:
		return d.esito(fault(VerificaAnnullata, nodo.PAAPagamentoAnnullato, p.Motivo))
	case p.Stato != NonEseguita:
		return d.esito(fault(GiaPagata, nodo.PAAPagamentoDuplicato, p.primoPagamento()))
	case d.r.AlternativaPagata:
		return d.esito(fault(GiaPagata, nodo.PAAPagamentoDuplicato, "pagata un'altra alternativa del documento"))
	case p.Scaduta(d.oggi):
		return d.scaduta()
	case p.validitaDecorsa(d.oggi):
		return d.validitaDecorsa()
	}
	return d.libera()
}

func (d *decisore) scaduta() Decisione {
	return d.esito(fault(VerificaScaduta, nodo.PAAPagamentoScaduto, "scaduta il "+d.p.DataScadenza.Italiana()))
}

// validitaDecorsa decides about data that may have changed.
func (d *decisore) validitaDecorsa() Decisione {
	mandatorio := d.r.Politica.AggiornamentoMandatorio
	if d.r.Connettore != ConnettoreAttivo {
		if mandatorio {
			return d.esito(fault(VerificaScaduta, nodo.PAAPagamentoScaduto, "validità decorsa"))
		}
		return d.libera()
	}
	a, ok := d.chiede()
	if !ok {
		return d.esito(Decisione{Esito: VerificaHost})
	}
	if a.Stato == HostSconosciuta {
		if mandatorio {
			return d.esito(fault(VerificaScaduta, nodo.PAAPagamentoScaduto, "sconosciuta all'applicazione"))
		}
		return d.libera()
	}
	if v, ok := esitoHost(a); ok {
		return d.esito(v)
	}
	if a.Stato == HostNonEseguita && d.aggiorna(a.Pendenza) {
		if d.p.Scaduta(d.oggi) {
			return d.scaduta()
		}
		return d.libera()
	}
	if mandatorio {
		return d.esito(fault(VerificaErrore, nodo.PAASystemError, "verifica presso l'applicazione non riuscita"))
	}
	return d.libera()
}

// aggiorna takes the data of an answer, when they are valid and of the same
// position.
func (d *decisore) aggiorna(p *Pendenza) bool {
	n, ok := d.acquisisci(p)
	if !ok || !stessa(n, d.p) {
		return false
	}
	e := Aggiorna{Nuova: *n}
	q, _, err := d.p.Applica(e, Opzioni{})
	if err != nil {
		return false
	}
	d.p, d.nuova, d.eventi = &q, true, append(d.eventi, e)
	return true
}

// stessa reports whether two positions have the same name, as far as both tell.
func stessa(a, b *Pendenza) bool {
	uguali := func(x, y string) bool { return x == y || x == "" || y == "" }
	return uguali(a.IDA2A, b.IDA2A) && uguali(a.IDPendenza, b.IDPendenza)
}

// libera decides by the attempts.
func (d *decisore) libera() Decisione {
	tentativi := d.tentativi
	if tentativi == nil {
		tentativi = d.p.Tentativi
	}
	if i := pendente(tentativi, d.r.Adesso, &d.r.Politica); i >= 0 {
		return d.esito(fault(InCorso, nodo.PAAPagamentoInCorso, "ccp "+tentativi[i].CCP))
	}
	return d.esito(Decisione{Esito: Pagabile})
}

// primoPagamento says date and IUR of the first payment, as far as known.
func (p *Pendenza) primoPagamento() string {
	for i := range p.Pagamenti {
		g := &p.Pagamenti[i]
		if g.Stornato {
			continue
		}
		if g.Data.IsValid() {
			return "pagata il " + g.Data.Italiana() + ", iur " + g.IUR
		}
		return "iur " + g.IUR
	}
	return ""
}

// nonPagabile says why an attempt may not start, nil when it may.
func (p *corso) nonPagabile(e *AvviaTentativo, t *Tentativo) error {
	v := fault(InCorso, nodo.PAAPagamentoInCorso, "ccp "+t.CCP)
	suo := p.tentativo(t.IUV, t.CCP)
	if suo < 0 || e.NuovoModello && suo == p.inAttesa(t.IUV) {
		if p.Stato != NonEseguita {
			return nil // the table refuses
		}
		q := p.Pendenza // so that the caller's own stays on its stack
		r := RichiestaVerifica{Pendenza: &q, Connettore: ConnettoreAssente, Adesso: e.Adesso, Politica: p.opzioni.Politica, Tentativi: []Tentativo{}}
		if i := p.pendente(e.Adesso); i >= 0 && !e.NuovoModello {
			r.Tentativi = p.Tentativi[i : i+1]
		}
		if v = r.Decidi(); v.Esito == Pagabile {
			return nil
		}
	}
	return nuovoMotivo(CodiceTransizione, string(v.FaultCode)+": "+v.Descrizione, ErrTransizione)
}
