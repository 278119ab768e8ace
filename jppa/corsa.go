package jppa

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
)

// Opzioni are the choices of a run. They are stored with it, so that a message
// sent again has the same bytes.
type Opzioni struct {
	Formato
	// AbortOnSendError gives up the whole file at the first notification without
	// a usable answer, as GovPay did: the window is selected again, and the
	// notifications already answered are sent again, by another run.
	AbortOnSendError bool `json:"abortOnSendError,omitempty"`
}

// EsitoNotifica is the recorded outcome of a notification.
type EsitoNotifica struct {
	Stato       StatoNotifica `json:"stato"` // INVIATA, NON_INVIABILE or ERRORE_INVIO
	Esito       Esito         `json:"esito"`
	Descrizione string        `json:"descrizione,omitempty"`
}

// Corsa is one run: a file of notifications from DRAFT to its delivery. It is a
// value: the host stores it (its JSON, or its fields) before it performs the
// action it was handed, and after a stop anywhere it reads it back with
// [RiprendiCorsa] and performs [Corsa.Prossima]. Stored whole once, it is enough to
// store what each event changed, see [Delta].
type Corsa struct {
	IdDominio   avviso.IdDominio `json:"idDominio"`
	Progressivo int64            `json:"progressivo"` // of the body's files, from 1
	Finestra                     // da and a
	Opzioni     Opzioni          `json:"opzioni"`
	Ricevute    []Ricevuta       `json:"ricevute"` // the selection, in order of notification
	Esiti       []EsitoNotifica  `json:"esiti"`    // of the first len(Esiti) receipts; append to a copy only
	Stato       StatoTracciato   `json:"stato"`

	Motivo          string         `json:"motivo,omitempty"`         // of ERROR_LOAD, of ANNULLATO, or of the last delivery put off
	Completata      avviso.DataOra `json:"completata,omitzero"`      // when FILE_CARICATO or ERROR_LOAD was reached
	UltimoTentativo avviso.DataOra `json:"ultimoTentativo,omitzero"` // of a delivery that was put off
}

// AvviaCorsa begins a run over the receipts selected ([Seleziona]): a DRAFT, with
// its window fixed. With no receipt there is no run and the reason is
// NESSUNA_RICEVUTA. Errors (ErrCampo): OBBLIGATORIO, VALORE, ISTANTE, with the
// field; CODIFICA for a receipt whose text is not UTF-8, which no file could hold.
func AvviaCorsa(dominio avviso.IdDominio, progressivo int64, f Finestra, ricevute []Ricevuta, o Opzioni) (Corsa, MotivoSalto, error) {
	if _, err := NuoviNomiFile(dominio, progressivo); err != nil {
		return Corsa{}, "", err
	}
	switch {
	case !f.Da.IsValid():
		return Corsa{}, "", campo(CodiceIstante, "da", "")
	case !f.A.IsValid():
		return Corsa{}, "", campo(CodiceIstante, "a", "")
	case len(ricevute) == 0:
		return Corsa{}, NessunaRicevuta, nil
	}
	for i, r := range ricevute {
		if !utf8.ValidString(r.IdDominio + r.IUV + r.CCP + r.Tipo + string(r.Esito)) {
			return Corsa{}, "", campo(CodiceCodifica, indice("ricevute", i), "")
		}
	}
	c := Corsa{
		IdDominio: dominio, Progressivo: progressivo, Finestra: f, Opzioni: o, Ricevute: slices.Clone(ricevute),
		Esiti: []EsitoNotifica{}, Stato: Draft,
	}
	c, err := c.avanza()
	return c, "", err
}

// contraddizione returns the field in which a run contradicts itself.
func (c Corsa) contraddizione() string {
	if _, err := NuoviNomiFile(c.IdDominio, c.Progressivo); err != nil {
		return "progressivo"
	}
	conclusa := c.Stato == FileCaricato || c.Stato == ErrorLoad
	switch {
	case !c.Da.IsValid() || !c.A.IsValid():
		return "a"
	case len(c.Ricevute) == 0:
		return "ricevute"
	case !c.Stato.IsValid():
		return "stato"
	case conclusa != c.Completata.IsValid():
		return "completata"
	case len(c.Esiti) > len(c.Ricevute), (conclusa || c.Stato == FileNuovo) && c.SenzaEsito() > 0:
		return "esiti"
	}
	for _, e := range c.Esiti {
		if !e.Stato.IsValid() || e.Stato == Selezionata || !e.Esito.IsValid() || e.Stato != Inviata && e.Esito != EsitoError {
			return "esiti"
		}
	}
	if c.Stato != Draft {
		return ""
	}
	// A stored DRAFT stands before a notification that can be sent.
	if avanzata, err := c.avanza(); err != nil || len(avanzata.Esiti) != len(c.Esiti) {
		return "esiti"
	}
	return ""
}

// SenzaEsito returns how many notifications have no recorded outcome.
func (c Corsa) SenzaEsito() int { return len(c.Ricevute) - len(c.Esiti) }

// Notifica returns the state of the i-th notification; false when there is none.
func (c Corsa) Notifica(i int) (StatoNotifica, bool) {
	switch {
	case i < 0 || i >= len(c.Ricevute):
		return 0, false
	case i < len(c.Esiti):
		return c.Esiti[i].Stato, true
	}
	return Selezionata, true
}

// InSospeso reports whether the run keeps others of its body from beginning: its
// file is in DRAFT or FILE_NUOVO.
func (c Corsa) InSospeso() bool { return c.Stato == Draft || c.Stato == FileNuovo }

// Tracciato returns what the mail says about the file. id and secID are the
// host's, for the link.
func (c Corsa) Tracciato(ragioneSociale string, id int64, secID avviso.Segreto) Tracciato {
	return Tracciato{
		ID: id, Progressivo: c.Progressivo, IdDominio: c.IdDominio, RagioneSociale: ragioneSociale,
		Finestra: c.Finestra, NumeroPagamenti: len(c.Ricevute), SecID: secID,
	}
}

// Righe returns the records of the CSV so far: one for each recorded outcome.
func (c Corsa) Righe() []RigaCSV {
	righe := make([]RigaCSV, len(c.Esiti))
	for i, e := range c.Esiti {
		r := &c.Ricevute[i]
		righe[i] = RigaCSV{
			IdDominio: NuovoCampo(r.IdDominio), IUV: NuovoCampo(r.IUV), CPP: NuovoCampo(r.CCP),
			Esito: NuovoCampo(string(e.Esito)), DescrizioneEsito: NuovoCampo(e.Descrizione),
		}
	}
	return righe
}

// richiesta returns the message of the i-th notification.
func (c Corsa) richiesta(i int) ([]byte, error) {
	r, ok := NuovaRichiestaInviaEsito(c.Ricevute[i])
	if !ok {
		return nil, errNonInviabile
	}
	return AppendRichiestaInviaEsito(nil, r, c.Opzioni.Formato)
}

var errNonInviabile = errore.Motivo("esito della ricevuta non inviabile", ErrCampo)

// avanza records the notifications that cannot be sent, up to the first that can.
func (c Corsa) avanza() (Corsa, error) {
	for c.Stato == Draft && c.SenzaEsito() > 0 {
		_, err := c.richiesta(len(c.Esiti))
		switch {
		case err == nil:
			return c, nil
		case errors.Is(err, errNonInviabile):
			c, err = c.registra(EsitoNonAmmesso, EsitoError, c.testoNonInviabile())
		default:
			c, err = c.fallita(err.Error())
		}
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

// testoNonInviabile is what the row of the next notification says when its receipt
// is not of an outcome that is sent.
//
// Source: link-it/govpay 3.8.2, InviaNotificaPagamentoMaggioliJPPAThread.
func (c Corsa) testoNonInviabile() string {
	esito := c.Ricevute[len(c.Esiti)].Esito
	nome := esito.Nome()
	if nome == "" {
		nome = string(esito)
	}
	return "RPT in stato " + nome + " non valido per la spedizione"
}

// registra records the outcome of the next notification.
func (c Corsa) registra(e EventoNotifica, esito Esito, descrizione string) (Corsa, error) {
	tracciato, err := ApplicaTracciato(c.Stato, RigaAggiunta, c.contesto())
	if err != nil {
		return c, err
	}
	notifica, err := ApplicaNotifica(Selezionata, e)
	if err != nil {
		return c, err
	}
	c.Stato = tracciato
	riga := EsitoNotifica{Stato: notifica, Esito: esito, Descrizione: inUTF8(descrizione)}
	c.Esiti = accoda(c.Esiti, riga, len(c.Ricevute))
	return c, nil
}

// accodando guards the claim of a free place: values that share memory may be stepped
// by different goroutines.
var accodando sync.Mutex

// accoda returns esiti and one more of at most so many. Values of a run share the memory
// of their outcomes, each seeing its own length only, so a place is taken once: who finds
// it taken, another future of the same run, goes on in a copy. A run is then linear.
func accoda(esiti []EsitoNotifica, e EsitoNotifica, massimo int) []EsitoNotifica {
	n := len(esiti)
	if n < cap(esiti) {
		accodando.Lock()
		defer accodando.Unlock()
		if posto := &esiti[:n+1][n]; *posto == (EsitoNotifica{}) {
			*posto = e
			return esiti[:n+1]
		}
	}
	return append(append(make([]EsitoNotifica, 0, max(massimo, n+1)), esiti...), e)
}

// fallita records a notification without a usable answer, or gives up the file.
func (c Corsa) fallita(motivo string) (Corsa, error) {
	if !c.Opzioni.AbortOnSendError {
		return c.registra(ErroreTrasporto, EsitoError, motivo)
	}
	stato, err := ApplicaTracciato(c.Stato, TuttoAnnullato, c.contesto())
	if err != nil {
		return c, err
	}
	c.Stato, c.Motivo = stato, inUTF8(motivo)
	return c, nil
}

// inUTF8 returns a text as its JSON gives it back.
func inUTF8(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

func (c Corsa) contesto() *ContestoTracciato {
	return &ContestoTracciato{SenzaEsito: c.SenzaEsito(), AbortOnSendError: c.Opzioni.AbortOnSendError}
}
