package pendenza

import (
	"context"

	"github.com/looplab/fsm"

	"github.com/quietanza/quietanza/internal/automa"
)

// Contesto is what the guards of the lifecycle ask. The zero value refuses
// nothing. Applica fills it from the position and from the event.
type Contesto struct {
	TentativoInCorso bool  // an attempt is pending
	Forza            bool  // cancel although an attempt is pending
	NonPagabile      error // why an attempt may not start
	RTDuplicata      bool  // the receipt, or the payment, is known
	PagamentoIgnoto  bool  // no such payment to reconcile or to give back
	GiaRiconciliato  bool  // the payment is reconciled
	NonAggiornabile  error // why the new data are refused
}

// Reasons of the guards, kept so that a refusal allocates once.
var (
	motivoTentativo      = nuovoMotivo(CodiceTransizione, "un tentativo di pagamento è in corso", ErrTransizione)
	motivoDuplicata      = nuovoMotivo(CodiceRTDuplicata, "RT duplicata", ErrRTDuplicata)
	motivoIgnoto         = nuovoMotivo(CodiceTransizione, "il pagamento non appartiene alla pendenza", ErrTransizione)
	motivoRiconciliato   = nuovoMotivo(CodiceGiaRiconciliato, "pagamento già riconciliato", ErrGiaRiconciliato)
	motivoNonAggiornato  = nuovoMotivo(CodiceTransizione, "VER_003: lo stato della pendenza non ne consente l'aggiornamento", ErrTransizione, ErrAggiornamento)
	motivoTipo           = nuovoMotivo(CodiceEvento, "un evento si passa per valore, ed è uno di questo pacchetto", ErrEvento)
	motivoNonAnnullabile = nuovoMotivo(CodiceTransizione, "VER_009: lo stato della pendenza non ne consente l'annullamento", ErrTransizione)
)

var (
	nessunTentativo = &automa.Guardia[Contesto]{Nome: "nessun tentativo in corso", Ok: func(c *Contesto) error {
		if c.TentativoInCorso && !c.Forza {
			return motivoTentativo
		}
		return nil
	}}
	pagabile     = &automa.Guardia[Contesto]{Nome: "pagabile", Ok: func(c *Contesto) error { return c.NonPagabile }}
	aggiornabile = &automa.Guardia[Contesto]{Nome: "aggiornabile", Ok: func(c *Contesto) error { return c.NonAggiornabile }}
	mai          = &automa.Guardia[Contesto]{Nome: "mai ricevuta", Ok: func(c *Contesto) error {
		if c.RTDuplicata {
			return motivoDuplicata
		}
		return nil
	}}
	daRiconciliare = &automa.Guardia[Contesto]{Nome: "pagamento da riconciliare", Ok: func(c *Contesto) error {
		switch {
		case c.GiaRiconciliato:
			return motivoRiconciliato
		case c.PagamentoIgnoto:
			return motivoIgnoto
		}
		return nil
	}}
	stornabile = &automa.Guardia[Contesto]{Nome: "pagamento della pendenza", Ok: func(c *Contesto) error {
		if c.PagamentoIgnoto {
			return motivoIgnoto
		}
		return nil
	}}
)

const (
	fonteStato     = "GovPay, business.Versamento"
	fonteRT        = "GovPay, RtUtils.acquisisciRT"
	fonteIncassi   = "GovPay, business.Incassi; Manuale di Integrazione 1.1, §6.3"
	fonteSANP      = "SANP 2.4, sezione 2, Gestione della posizione debitoria"
	fonteVerifica  = "GovPay, API REST – Manuale di Integrazione 1.1, §5.3"
	fonteDuplicato = "GovPay, RtUtils.acquisisciRT; nessun pagamento fa tornare indietro lo stato"
)

// States that share rows.
var (
	ogni   = []Stato{Bozza, NonEseguita, EseguitaParziale, Eseguita, Incassata, Annullata, Trasferita}
	pagate = []Stato{Incassata, Eseguita, EseguitaParziale}
)

// macchina is the life of a position: the only place where it is written.
var macchina = automa.Nuova(automa.Definizione[Stato, Passaggio, Contesto]{
	Nome:     "pendenza",
	Stati:    nomiStato.Tutti(),
	Eventi:   nomiPassaggio.Tutti(),
	Iniziali: []Stato{NonEseguita, Bozza},
	Righe: []automa.Riga[Stato, Passaggio, Contesto]{
		{Da: []Stato{Bozza}, Evento: PassaPubblica, A: NonEseguita, Fonte: "GPD, pubblicazione"},
		{Da: []Stato{NonEseguita, Bozza}, Evento: PassaAggiorna, Resta: true, Guardia: aggiornabile, Fonte: fonteStato},
		{Da: []Stato{Annullata}, Evento: PassaAggiorna, A: NonEseguita, Guardia: aggiornabile, Fonte: fonteStato},
		{Da: []Stato{NonEseguita, Bozza}, Evento: PassaAnnulla, A: Annullata, Guardia: nessunTentativo, Fonte: fonteStato},
		{Da: []Stato{Annullata}, Evento: PassaAnnulla, Resta: true, Fonte: fonteStato},
		{Da: []Stato{Annullata}, Evento: PassaRipristina, A: NonEseguita, Fonte: fonteStato},
		{Da: []Stato{NonEseguita}, Evento: PassaTentativo, Resta: true, Guardia: pagabile, Fonte: fonteVerifica},

		{Da: []Stato{NonEseguita, Annullata, EseguitaParziale, Bozza}, Evento: PassaRicevutaEseguita, A: Eseguita, Guardia: mai, Fonte: fonteRT},
		{Da: []Stato{Eseguita, Incassata, Trasferita}, Evento: PassaRicevutaEseguita, Resta: true, Guardia: mai, Fonte: fonteDuplicato},
		{Da: []Stato{NonEseguita, Annullata, EseguitaParziale, Bozza}, Evento: PassaRicevutaParziale, A: EseguitaParziale, Guardia: mai, Fonte: fonteRT},
		{Da: []Stato{Eseguita, Incassata, Trasferita}, Evento: PassaRicevutaParziale, Resta: true, Guardia: mai, Fonte: fonteDuplicato},
		{Da: ogni, Evento: PassaRicevutaNegativa, Resta: true, Guardia: mai, Fonte: fonteRT},
		{Da: ogni, Evento: PassaRicevutaTardiva, Resta: true, Guardia: mai, Fonte: fonteRT},
		{Da: []Stato{NonEseguita, Annullata, Bozza}, Evento: PassaSenzaRPT, A: Eseguita, Guardia: mai, Fonte: fonteIncassi},
		{Da: []Stato{Eseguita, Incassata, EseguitaParziale, Trasferita}, Evento: PassaSenzaRPT, Resta: true, Guardia: mai, Fonte: fonteDuplicato},
		{Da: []Stato{NonEseguita}, Evento: PassaAltroCanale, A: Eseguita, Fonte: "GovPay, ESEGUITO_ALTRO_CANALE; GPD, segnata come pagata"},

		{Da: []Stato{Eseguita, EseguitaParziale, Incassata, Trasferita}, Evento: PassaRiconcilia, Resta: true, Guardia: daRiconciliare, Fonte: fonteIncassi},
		{Da: []Stato{Eseguita}, Evento: PassaIncassa, A: Incassata, Guardia: daRiconciliare, Fonte: fonteIncassi},

		{Da: pagate, Evento: PassaStornoTotale, A: NonEseguita, Guardia: stornabile, Fonte: fonteSANP},
		{Da: pagate, Evento: PassaStornoParziale, A: EseguitaParziale, Guardia: stornabile, Fonte: fonteSANP},
		{Da: pagate, Evento: PassaStornoDuplicato, Resta: true, Guardia: stornabile, Fonte: fonteSANP},
		{Da: []Stato{NonEseguita}, Evento: PassaTrasferisci, A: Trasferita, Guardia: nessunTentativo, Fonte: fonteSANP},
	},
	Errore: rifiutaPassaggio,
})

// rifiutaPassaggio builds the refusal of a step.
func rifiutaPassaggio(r automa.Rifiuto) error {
	e := &Errore{Codice: automa.Codice(r, CodiceTransizione), Campo: r.Campo(), Valore: r.Valore(), Err: r.Err(ErrTransizione)}
	switch causa := r.Causa.(type) { //nolint:errorlint // the reasons of the guards, unwrapped
	case *motivo:
		e.Codice = causa.codice
	case *Errore:
		e.Codice = causa.Codice
	}
	if r.Motivo == automa.NonDaQui {
		switch r.Valore() {
		case "Aggiorna":
			e.Err = motivoNonAggiornato
		case "Annulla":
			e.Err = motivoNonAnnullabile
		}
	}
	return e
}

// Passo returns the state that a step leads to from s, by the table alone; s and
// false when the table has no such row. It never allocates.
func Passo(s Stato, x Passaggio) (Stato, bool) { return macchina.Passo(s, x) }

// Applica returns the state that a step leads to from s, when its guard agrees.
// On refusal it returns s and an *Errore: TRANSIZIONE_NON_AMMESSA
// (ErrTransizione), AGGIORNAMENTO_NON_AMMESSO (ErrAggiornamento), RT_DUPLICATA
// (ErrRTDuplicata), PAGAMENTO_GIA_RICONCILIATO (ErrGiaRiconciliato).
func Applica(s Stato, x Passaggio, c *Contesto) (Stato, error) { return macchina.Applica(s, x, c) }

// NuovaMacchina returns a looplab machine of a position that starts in s, to
// hang callbacks on; fire its steps with Lancia. Errors: ErrTransizione for an
// invalid state or callback key.
func NuovaMacchina(s Stato, c *Contesto, callback fsm.Callbacks) (*fsm.FSM, error) {
	return macchina.NuovaMacchina(s, c, callback)
}

// Lancia fires a step on a machine of NuovaMacchina; nil means that it happened.
// Errors are those of Applica.
func Lancia(ctx context.Context, m *fsm.FSM, x Passaggio) error { return macchina.Lancia(ctx, m, x) }

// Diagramma returns the life of a position as a text, in the format "mermaid"
// (with the states given highlighted), "xstate" (the JSON of an XState v5
// machine), "scxml" (a W3C SCXML document) or "tabella" (Markdown, with guards
// and sources). Any other is an *Errore of code FORMATO.
func Diagramma(formato string, correnti ...Stato) (string, error) {
	return macchina.Diagramma(formato, correnti...)
}
