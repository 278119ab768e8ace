package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
)

// ospite is the host of the connector: it has the storage (the run as it began, and what
// changed since) and the transport, and does what the run says.
type ospite struct {
	archivio *archivio
	client   *http.Client
	adesso   avviso.DataOra
	disco    []byte   // the run
	cambi    [][]byte // one for each event, as a table or a file that only grows would have them
	fine     consegna
	diario   io.Writer
}

// consegna is what was delivered.
type consegna struct {
	nomi   jppa.NomiFile
	csv    []byte
	zip    []byte
	mail   jppa.Email
	adesso avviso.DataOra
}

// prepara computes the window, selects and stores the run.
func (o *ospite) prepara() error {
	f, salta, err := jppa.CalcolaFinestra(o.adesso, avviso.MustDataOra("2024-03-07T02:59:59.999"), false, 0)
	if err != nil {
		return err
	}
	if salta != "" {
		return fmt.Errorf("niente da fare: %s", salta)
	}
	c := o.archivio.connettore
	scelte := jppa.Seleziona(slices.Values(o.archivio.ricevute), c.IdDominio, c.TipiPendenza, f)
	fmt.Fprintf(o.diario, "finestra %s .. %s: %d ricevute di %d\n", f.Da.AppendConZona(nil), f.A.AppendConZona(nil), len(scelte), len(o.archivio.ricevute))
	corsa, salta, err := jppa.AvviaCorsa(c.IdDominio, 1, f, scelte, jppa.Opzioni{})
	if err != nil {
		return err
	}
	if salta != "" {
		return fmt.Errorf("niente da fare: %s", salta)
	}
	o.disco, err = json.Marshal(corsa)
	return err
}

func (o *ospite) salva(d jppa.Delta) error {
	cambio, err := json.Marshal(d)
	o.cambi = append(o.cambi, cambio)
	return err
}

// vivi runs the stored run to its end, or stops like a host that is switched off:
// after so many notifications (0 for never), before the last answer is recorded.
func (o *ospite) vivi(notifiche int) error {
	corsa, err := jppa.RiprendiCorsa(o.disco, o.cambi...)
	if err != nil {
		return err
	}
	azione, err := corsa.Prossima()
	for err == nil {
		evento := o.compi(azione, &corsa)
		if evento == nil {
			return nil
		}
		if _, notifica := azione.(jppa.InviaNotifica); notifica {
			if notifiche--; notifiche == 0 {
				return nil
			}
		}
		prima := corsa
		if corsa, azione, err = corsa.Applica(evento); err == nil {
			err = o.salva(corsa.Delta(prima))
		}
	}
	return err
}

// compi performs an action and tells what came of it, nil when the run is over.
func (o *ospite) compi(azione jppa.AzioneCorsa, corsa *jppa.Corsa) jppa.EventoCorsa {
	switch a := azione.(type) {
	case jppa.InviaNotifica:
		return o.invia(a)
	case jppa.SalvaContenuto:
		o.fine.nomi, o.fine.csv = a.Nomi, a.CSV
		return jppa.ContenutoSalvato{}
	case jppa.SpedisciFile:
		mail, err := jppa.ComponiEmail(&o.archivio.connettore, corsa.Tracciato(o.archivio.ente.RagioneSociale, 1, avviso.Segreto{}))
		if err != nil {
			return jppa.MailFallita{Adesso: o.adesso, Definitiva: true, Motivo: err.Error()}
		}
		o.fine.mail, o.fine.zip = mail, a.ZIP
		fmt.Fprintf(o.diario, "e-mail a %s, per conoscenza a %s: %s [%s, %d byte]\n", mail.A, strings.Join(mail.CC, ", "), mail.Oggetto, mail.Allegato, len(a.ZIP))
		return jppa.MailAccettata{Adesso: o.adesso}
	}
	return nil
}

// invia sends a notification over HTTP.
func (o *ospite) invia(a jppa.InviaNotifica) jppa.EventoCorsa {
	c := &o.archivio.connettore
	stato, corpo, err := posta(o.client, c.URL, a.SOAPAction, c.Auth.Username, c.Auth.Password.Rivela(), a.Corpo)
	var risposta jppa.RispostaInviaEsito
	if err == nil {
		risposta, _, err = jppa.LeggiRispostaHTTP(stato, corpo)
	}
	if err != nil {
		return jppa.NuovaNotificaFallita(a.Indice, err)
	}
	return jppa.NotificaRisposta{Indice: a.Indice, Risposta: risposta}
}

// massimoCorpo bounds what is read of a message.
const massimoCorpo = 1 << 20

// posta sends a SOAP message with basic authentication and returns what came back.
func posta(client *http.Client, url, soapAction, utente, password string, corpo []byte) (int, []byte, error) {
	r, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(corpo))
	if err != nil {
		return 0, nil, err
	}
	r.SetBasicAuth(utente, password)
	r.Header.Set("Content-Type", jppa.ContentType)
	r.Header.Set("Accept", jppa.ContentType)
	r.Header.Set("SOAPAction", soapAction)
	risposta, err := client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	letto, err := io.ReadAll(io.LimitReader(risposta.Body, massimoCorpo))
	return risposta.StatusCode, letto, errors.Join(err, risposta.Body.Close())
}
