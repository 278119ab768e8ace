package lavori

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/jppa/lettera"
	"github.com/quietanza/quietanza/jppa"
)

// LavoroJPPA tells the receipts of a day to Maggioli JPPA, and mails the file of the
// outcomes.
type LavoroJPPA struct {
	IdDominio avviso.IdDominio `json:"idDominio"`
	Giorno    avviso.Data      `json:"giorno"`
}

// Kind implements river.JobArgs.
func (LavoroJPPA) Kind() string { return "jppa" }

// autoreJPPA is who stores the runs.
const autoreJPPA = "JPPA"

// statoJPPA is what the runs of a body leave: how many there were, up to when the receipts
// were delivered, and the run that is under way.
type statoJPPA struct {
	Progressivo int64           `json:"progressivo"`
	Consegnata  avviso.DataOra  `json:"consegnata,omitzero"`
	Corsa       json.RawMessage `json:"corsa,omitempty"` // as it began; nothing when none is under way
}

// giroJPPA is a run under way.
type giroJPPA struct {
	*Lavori
	connettore *jppa.Configurazione
	ente       *avviso.Ente
	chiave     string // of its changes
	corsa      jppa.Corsa
	cambi      int
}

// jppa begins a run, or goes on with the one that stopped: what each event changed is stored
// before the next action, so that no notification is sent twice but the last one.
func (l *Lavori) jppa(ctx context.Context, z LavoroJPPA) error {
	ente := l.anagrafica.Ente(z.IdDominio)
	if ente == nil || ente.JPPA == nil || !ente.JPPA.Attivo() {
		return nil
	}
	var s statoJPPA
	pratica, err := l.deposito.Pratica(ctx, deposito.PraticaJPPA, z.IdDominio.String())
	if errors.Is(err, deposito.ErrAssente) {
		err = l.deposito.Insieme(ctx, autoreJPPA, func(tx *deposito.Tx) (err error) {
			pratica, err = tx.ApriPratica(ctx, deposito.PraticaJPPA, z.IdDominio.String(), "", s)
			return err
		})
	}
	if err == nil {
		err = pratica.Leggi(&s)
	}
	if err != nil {
		return err
	}
	g := &giroJPPA{Lavori: l, connettore: ente.JPPA, ente: &ente.Ente}
	if s.Corsa == nil {
		motivo, err := g.comincia(ctx, &s)
		if err != nil || motivo != "" {
			l.opzioni.Registro.InfoContext(ctx, "nessun file per JPPA", "motivo", string(motivo))
			return err
		}
		if err := l.scrivi(ctx, pratica, s); err != nil {
			return err
		}
	}
	if err := g.riprendi(ctx, &s); err != nil {
		return err
	}
	if err := g.vivi(ctx); err != nil {
		return err
	}
	if g.corsa.Stato == jppa.FileCaricato {
		s.Consegnata = g.corsa.A
	}
	s.Corsa = nil
	return l.scrivi(ctx, pratica, s)
}

func (l *Lavori) scrivi(ctx context.Context, p *deposito.Pratica, s statoJPPA) error {
	return l.deposito.Insieme(ctx, autoreJPPA, func(tx *deposito.Tx) error { return tx.ScriviPratica(ctx, p, s) })
}

// comincia begins a run over the receipts of its window, or tells why there is none.
func (g *giroJPPA) comincia(ctx context.Context, s *statoJPPA) (jppa.MotivoSalto, error) {
	f, motivo, err := jppa.CalcolaFinestra(avviso.DataOraDi(g.deposito.Adesso()), s.Consegnata, false, 0)
	if err != nil || motivo != "" {
		return motivo, err
	}
	ricevute, err := g.deposito.RicevuteJPPA(ctx, g.ente.IdDominio, f)
	if err != nil {
		return "", err
	}
	scelte := jppa.Seleziona(slices.Values(ricevute), g.ente.IdDominio, g.connettore.TipiPendenza, f)
	corsa, motivo, err := jppa.AvviaCorsa(g.ente.IdDominio, s.Progressivo+1, f, scelte, jppa.Opzioni{})
	if err != nil || motivo != "" {
		return motivo, err
	}
	s.Progressivo++
	s.Corsa, err = json.Marshal(corsa)
	return "", err
}

// riprendi reads the run that is under way, with what changed since it began.
func (g *giroJPPA) riprendi(ctx context.Context, s *statoJPPA) error {
	g.chiave = fmt.Sprintf("jppa/%s/%d", g.ente.IdDominio, s.Progressivo)
	var cambi [][]byte
	for c, err := range g.deposito.Righe(ctx, g.chiave) {
		if err != nil {
			return err
		}
		cambi = append(cambi, bytes.Clone(c))
	}
	var err error
	g.corsa, err = jppa.RiprendiCorsa(s.Corsa, cambi...)
	g.cambi = len(cambi)
	return err
}

// vivi does what the run says until it is over.
func (g *giroJPPA) vivi(ctx context.Context) error {
	azione, err := g.corsa.Prossima()
	for err == nil {
		var e jppa.EventoCorsa
		if e, err = g.compi(ctx, azione); err != nil || e == nil {
			return err
		}
		prima := g.corsa
		if g.corsa, azione, err = prima.Applica(e); err != nil {
			return err
		}
		cambio, scrittura := json.Marshal(g.corsa.Delta(prima))
		if scrittura != nil {
			return scrittura
		}
		g.cambi++
		err = g.deposito.Insieme(ctx, autoreJPPA, func(tx *deposito.Tx) error { return tx.EsitaRiga(ctx, g.chiave, g.cambi, cambio) })
	}
	return err
}

// compi performs an action and returns what came of it, nil when the run is over.
func (g *giroJPPA) compi(ctx context.Context, azione jppa.AzioneCorsa) (jppa.EventoCorsa, error) {
	adesso := avviso.DataOraDi(g.deposito.Adesso())
	switch a := azione.(type) {
	case jppa.InviaNotifica:
		return g.invia(ctx, a), nil
	case jppa.SalvaContenuto:
		return jppa.ContenutoSalvato{}, g.deposito.Insieme(ctx, autoreJPPA, func(tx *deposito.Tx) error {
			_, err := tx.Deposita(ctx, deposito.Carta{Tipo: deposito.CartaJPPA, Nome: a.Nomi.ZIP, Corpo: a.ZIP})
			return err
		})
	case jppa.SpedisciFile:
		if fra := a.NonPrima.Time().Sub(adesso.Time()); a.NonPrima.IsValid() && fra > 0 {
			return nil, river.JobSnooze(fra)
		}
		return g.spedisci(ctx, a, adesso), nil
	}
	return nil, nil
}

// invia sends a notification.
func (g *giroJPPA) invia(ctx context.Context, a jppa.InviaNotifica) jppa.EventoCorsa {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.connettore.URL, bytes.NewReader(a.Corpo))
	if err != nil {
		return jppa.NuovaNotificaFallita(a.Indice, err)
	}
	if x := g.connettore.Auth; x != nil && x.Username != "" {
		r.SetBasicAuth(x.Username, x.Password.Rivela())
	}
	r.Header.Set("Content-Type", jppa.ContentType)
	r.Header.Set("Accept", jppa.ContentType)
	r.Header.Set("SOAPAction", a.SOAPAction)
	w, err := g.opzioni.HTTP.Do(r)
	if err != nil {
		return jppa.NuovaNotificaFallita(a.Indice, err)
	}
	defer w.Body.Close()
	corpo, err := io.ReadAll(io.LimitReader(w.Body, maxRisposta))
	if err == nil {
		var risposta jppa.RispostaInviaEsito
		if risposta, _, err = jppa.LeggiRispostaHTTP(w.StatusCode, corpo); err == nil {
			return jppa.NotificaRisposta{Indice: a.Indice, Risposta: risposta}
		}
	}
	return jppa.NuovaNotificaFallita(a.Indice, err)
}

// spedisci mails the file.
func (g *giroJPPA) spedisci(ctx context.Context, a jppa.SpedisciFile, adesso avviso.DataOra) jppa.EventoCorsa {
	mail, err := jppa.ComponiEmail(g.connettore, g.corsa.Tracciato(g.ente.Nome, g.corsa.Progressivo, avviso.Segreto{}))
	if err != nil {
		return jppa.MailFallita{Adesso: adesso, Definitiva: true, Motivo: err.Error()}
	}
	l := &lettera.Lettera{A: mail.A, CC: mail.CC, Oggetto: mail.Oggetto, Testo: mail.Testo, Quando: adesso.Time(), Allegato: mail.Allegato, Tipo: "application/zip", Corpo: a.ZIP}
	if err := g.posta(ctx, l); err != nil {
		return jppa.MailFallita{Adesso: adesso, Motivo: err.Error()}
	}
	return jppa.MailAccettata{Adesso: adesso}
}

// giorniJPPA is when the runs begin.
type giorniJPPA struct{}

// Next implements river.PeriodicSchedule.
func (giorniJPPA) Next(t time.Time) time.Time { return jppa.ProssimaEsecuzione(t) }
