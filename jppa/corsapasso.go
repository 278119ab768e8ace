package jppa

import (
	"errors"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
)

// EventoCorsa is what the host tells a run. The implementations are
// NotificaRisposta, NotificaFallita, ContenutoSalvato, MailAccettata, MailFallita
// and ConnettoreSpento.
type EventoCorsa interface{ applica(Corsa) (Corsa, error) }

// NotificaRisposta says that JPPA answered the notification Indice.
type NotificaRisposta struct {
	Indice   int // of the action InviaNotifica
	Risposta RispostaInviaEsito
}

// NotificaFallita says that the notification Indice got no usable answer. Motivo
// goes into the row: the Testo of an [ErroreRisposta], or the text of the transport
// error.
type NotificaFallita struct {
	Indice int
	Motivo string
}

// NuovaNotificaFallita returns the event of an error: that of [LeggiRispostaHTTP], or
// of the transport.
func NuovaNotificaFallita(indice int, err error) NotificaFallita {
	var r *ErroreRisposta
	if errors.As(err, &r) {
		return NotificaFallita{indice, r.Testo}
	}
	return NotificaFallita{indice, err.Error()}
}

// ContenutoSalvato says that the host stored the file of SalvaContenuto.
type ContenutoSalvato struct{}

// MailAccettata says that the mail with the file, or with its link, was accepted.
type MailAccettata struct{ Adesso avviso.DataOra }

// MailFallita says that it was not. Unless Definitiva it is tried again.
type MailFallita struct {
	Adesso     avviso.DataOra
	Definitiva bool
	Motivo     string
}

// ConnettoreSpento says that the connector was disabled after the file was
// written.
type ConnettoreSpento struct{ Adesso avviso.DataOra }

// AzioneCorsa is what the host has to do next. The implementations are
// InviaNotifica, SalvaContenuto, SpedisciFile, AnnullaTracciato and NienteDaFare.
type AzioneCorsa interface{ azione() }

// InviaNotifica sends a notification: HTTP POST to the url of the configuration,
// with the header SOAPAction (its quotes included) and Content-Type text/xml. The
// host answers with NotificaRisposta or NotificaFallita. Handed out again, it has
// the same bytes.
type InviaNotifica struct {
	Indice     int
	SOAPAction string
	Corpo      []byte
}

// SalvaContenuto stores the file. The host answers with ContenutoSalvato.
type SalvaContenuto struct {
	Nomi NomiFile
	CSV  []byte
	ZIP  []byte
}

// SpedisciFile mails the file ([ComponiEmail]). The host answers with
// MailAccettata, MailFallita or ConnettoreSpento.
type SpedisciFile struct {
	Nomi     NomiFile
	ZIP      []byte
	NonPrima avviso.DataOra // after a failure, the next half hour; the zero value at the first try
}

// AnnullaTracciato drops the file: a run with AbortOnSendError failed. There is
// nothing to answer; the window is not advanced.
type AnnullaTracciato struct{ Motivo string }

// NienteDaFare: the run is over.
type NienteDaFare struct{}

func (InviaNotifica) azione()    {}
func (SalvaContenuto) azione()   {}
func (SpedisciFile) azione()     {}
func (AnnullaTracciato) azione() {}
func (NienteDaFare) azione()     {}

// Applica applies an event and returns the run after it and the next action. It is a
// pure function: c is unchanged, equal runs and events give equal results. On error
// it returns c as it was: TRANSIZIONE (ErrTransizione) for an event that the state
// does not admit, INDICE (ErrTransizione) for an answer that is not of the
// notification handed out, VALORE or ISTANTE (ErrCampo) for an event without
// outcome or instant.
func (c Corsa) Applica(e EventoCorsa) (Corsa, AzioneCorsa, error) {
	if e == nil {
		return c, nil, campo(CodiceObbligatorio, "evento", "")
	}
	dopo, err := e.applica(c)
	if err == nil {
		dopo, err = dopo.avanza()
	}
	if err != nil {
		return c, nil, err
	}
	azione, err := dopo.Prossima()
	if err != nil {
		return c, nil, err
	}
	return dopo, azione, nil
}

// Prossima returns the next action of a run. It depends on the run alone: after a
// stop the host gets the action it was handed before, byte by byte. A run that
// [AvviaCorsa], [RiprendiCorsa] or Applica returned gives no error.
func (c Corsa) Prossima() (AzioneCorsa, error) {
	switch c.Stato {
	case Draft:
		if c.SenzaEsito() == 0 {
			return c.salva()
		}
		corpo, err := c.richiesta(len(c.Esiti))
		if err != nil {
			return nil, err
		}
		return InviaNotifica{Indice: len(c.Esiti), SOAPAction: strconv.Quote(SOAPActionInviaEsito), Corpo: corpo}, nil
	case FileNuovo:
		f, err := c.salva()
		if err != nil {
			return nil, err
		}
		s := SpedisciFile{Nomi: f.Nomi, ZIP: f.ZIP}
		if c.UltimoTentativo.IsValid() {
			s.NonPrima = avviso.DataOraDi(ProssimaConsegna(c.UltimoTentativo.Time()))
		}
		return s, nil
	case Annullato:
		return AnnullaTracciato{c.Motivo}, nil
	case FileCaricato, ErrorLoad:
		return NienteDaFare{}, nil
	}
	return nil, campo(CodiceStato, "stato", c.Stato.String())
}

// salva returns the file of the run.
func (c Corsa) salva() (SalvaContenuto, error) {
	nomi, err := NuoviNomiFile(c.IdDominio, c.Progressivo)
	if err != nil {
		return SalvaContenuto{}, err
	}
	csv, err := AppendCSV(nil, c.Righe())
	if err != nil {
		return SalvaContenuto{}, err
	}
	zip, err := AppendZIP(nil, nomi.CSV, csv, c.A)
	if err != nil {
		return SalvaContenuto{}, err
	}
	return SalvaContenuto{Nomi: nomi, CSV: csv, ZIP: zip}, nil
}

// consegnata refuses the answer to a notification that was not handed out.
func (c Corsa) consegnata(indice int) error {
	if c.Stato == Draft && c.SenzaEsito() > 0 && indice != len(c.Esiti) {
		return &Errore{Codice: CodiceIndice, Campo: "indice", Valore: strconv.Itoa(indice), Err: ErrTransizione}
	}
	return nil
}

func (e NotificaRisposta) applica(c Corsa) (Corsa, error) {
	if err := c.consegnata(e.Indice); err != nil {
		return c, err
	}
	if !e.Risposta.Esito.IsValid() {
		return c, campo(CodiceValore, "risposta.esito", string(e.Risposta.Esito))
	}
	return c.registra(Risposta, e.Risposta.Esito, e.Risposta.Descrizione())
}

func (e NotificaFallita) applica(c Corsa) (Corsa, error) {
	if err := c.consegnata(e.Indice); err != nil {
		return c, err
	}
	return c.fallita(e.Motivo)
}

func (ContenutoSalvato) applica(c Corsa) (Corsa, error) {
	stato, err := ApplicaTracciato(c.Stato, ContenutoScritto, c.contesto())
	c.Stato = stato
	return c, err
}

func (e MailAccettata) applica(c Corsa) (Corsa, error) {
	return c.conclude(Consegnato, e.Adesso, "")
}

func (e MailFallita) applica(c Corsa) (Corsa, error) {
	if e.Definitiva {
		return c.conclude(ConsegnaFallita, e.Adesso, e.Motivo)
	}
	if !e.Adesso.IsValid() {
		return c, campo(CodiceIstante, "adesso", "")
	}
	stato, err := ApplicaTracciato(c.Stato, ConsegnaRinviata, c.contesto())
	if err != nil {
		return c, err
	}
	c.Stato, c.Motivo, c.UltimoTentativo = stato, inUTF8(e.Motivo), e.Adesso
	return c, nil
}

func (e ConnettoreSpento) applica(c Corsa) (Corsa, error) {
	return c.conclude(ConnettoreDisabilitato, e.Adesso, "Connettore disabilitato.")
}

// conclude brings the file to its end.
func (c Corsa) conclude(e EventoTracciato, adesso avviso.DataOra, motivo string) (Corsa, error) {
	if !adesso.IsValid() {
		return c, campo(CodiceIstante, "adesso", "")
	}
	stato, err := ApplicaTracciato(c.Stato, e, c.contesto())
	if err != nil {
		return c, err
	}
	c.Stato, c.Completata, c.Motivo = stato, adesso, inUTF8(motivo)
	return c, nil
}
