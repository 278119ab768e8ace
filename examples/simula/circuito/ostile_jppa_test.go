package circuito_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/jppa"
	"github.com/quietanza/quietanza/rpt"
)

// maggioli tells JPPA of the receipts of each body, night after night, on a line that fails, by mail
// that does not leave and with a host that stops anywhere: each receipt of money arrives at
// least once, or the file of its night says that it did not; none of another body does.
func (m *mondoOstile) maggioli(accaduti conta) string {
	if m.r.IntN(16) > 0 {
		return ""
	}
	archivio, attese := m.archivioJPPA()
	for _, d := range m.domini {
		a := arrivi{r: m.r, messaggi: map[string]int{}, file: map[string]jppa.Esito{}}
		if err := a.notti(archivio, d); err != nil {
			return err.Error()
		}
		for k := range attese[d] {
			if a.messaggi[k] == 0 && a.file[k] != jppa.EsitoError {
				return k + " non è arrivata"
			}
			if a.file[k] == "" {
				return k + " non è in nessun file"
			}
			accaduti["notifiche a JPPA"] += a.messaggi[k]
			delete(a.messaggi, k)
			delete(a.file, k)
		}
		for k := range a.messaggi {
			return k + " non è di " + d.String()
		}
		for k := range a.file {
			return k + " è nel file di " + d.String()
		}
		accaduti["file a JPPA"] += a.consegnati
		accaduti["file a JPPA non consegnati"] += a.falliti
		accaduti["fermate della corsa JPPA"] += a.fermate
	}
	return ""
}

// archivioJPPA is what the archive of the host has, in any order, and what of it is to be told, by body.
func (m *mondoOstile) archivioJPPA() ([]jppa.Ricevuta, map[avviso.IdDominio]map[string]bool) {
	var archivio []jppa.Ricevuta
	attese := map[avviso.IdDominio]map[string]bool{}
	for _, p := range m.pagamenti {
		if !p.ConRicevuta() {
			continue
		}
		d := p.Posizione.Ente.Dominio
		r := jppa.Ricevuta{
			IdDominio: d.String(), IUV: p.Posizione.IUV, CCP: p.CCP, Tipo: p.Posizione.Categoria.Nome, Esito: p.Esito,
			Stato: rpt.StatoRTAccettataPA, Data: avviso.DataOraDi(p.Ricevuta),
		}
		if m.r.IntN(4) == 0 { // about when a window ends
			r.Data = avviso.DataOraDi(avviso.DataDi(p.Ricevuta).Inizio().Add(3*time.Hour + [...]time.Duration{-time.Millisecond, 0, time.Millisecond, 20 * time.Minute}[m.r.IntN(4)]))
		}
		if archivio = append(archivio, r); p.Esito == rpt.PagamentoEseguito || p.Esito == rpt.PagamentoParzialmenteEseguito {
			if attese[d] == nil {
				attese[d] = map[string]bool{}
			}
			attese[d][d.String()+"/"+r.IUV+"/"+r.CCP] = true
		}
		if m.r.IntN(10) == 0 { // sent, and refused: the body has not taken it
			r.Stato, r.CCP = rpt.StatoRTRifiutataPA, "RIFIUTATA"
			archivio = append(archivio, r)
		}
	}
	mescola(m.r, archivio)
	return archivio, attese
}

// arrivi are what JPPA and the mailbox of the body got.
type arrivi struct {
	r                            *rand.Rand
	messaggi                     map[string]int
	file                         map[string]jppa.Esito // the last word of the delivered files about each receipt
	consegnati, falliti, fermate int
}

// notti runs every night from the first receipt until some days after the last.
func (a *arrivi) notti(archivio []jppa.Ricevuta, d avviso.IdDominio) error {
	if len(archivio) == 0 {
		return nil
	}
	piu := func(x, y jppa.Ricevuta) int { return x.Data.Compare(y.Data) }
	fine := slices.MaxFunc(archivio, piu).Data.Time().AddDate(0, 0, 20) // mail may fail for nights
	ultima, progressivo := avviso.DataOra{}, int64(0)
	for adesso := jppa.ProssimaEsecuzione(slices.MinFunc(archivio, piu).Data.Time()); adesso.Before(fine); adesso = jppa.ProssimaEsecuzione(adesso) {
		f, salta, err := jppa.CalcolaFinestra(avviso.DataOraDi(adesso), ultima, false, 0)
		if err != nil {
			return err
		}
		if salta != "" {
			continue
		}
		scelte := jppa.Seleziona(slices.Values(archivio), d, jppa.TipiPendenza{}, f)
		corsa, salta, err := jppa.AvviaCorsa(d, progressivo+1, f, scelte, jppa.Opzioni{})
		if err != nil {
			return err
		}
		if salta != "" {
			continue
		}
		progressivo++
		if corsa, err = a.consegna(corsa, avviso.DataOraDi(adesso)); err != nil {
			return err
		}
		if corsa.Stato == jppa.FileCaricato {
			ultima = corsa.A
		}
	}
	return nil
}

// consegna performs a run. The host stops before or after whatever it does, and starts again from what it stored.
func (a *arrivi) consegna(corsa jppa.Corsa, adesso avviso.DataOra) (jppa.Corsa, error) {
	disco, err := json.Marshal(corsa)
	if err != nil {
		return corsa, err
	}
	var csv []byte
	for range 10_000 {
		if a.r.IntN(8) == 0 {
			a.fermate++
			if corsa, err = jppa.RiprendiCorsa(disco); err != nil {
				return corsa, err
			}
		}
		azione, err := corsa.Prossima()
		if err != nil {
			return corsa, err
		}
		var evento jppa.EventoCorsa
		switch x := azione.(type) {
		case jppa.InviaNotifica:
			if evento, err = a.invia(x); err != nil {
				return corsa, err
			}
		case jppa.SalvaContenuto:
			csv, evento = x.CSV, jppa.ContenutoSalvato{}
		case jppa.SpedisciFile:
			evento = jppa.MailAccettata{Adesso: adesso}
			switch a.r.IntN(12) {
			case 0:
				evento = jppa.MailFallita{Adesso: adesso, Definitiva: true, Motivo: "casella chiusa"}
			case 1, 2:
				evento = jppa.MailFallita{Adesso: adesso, Motivo: "casella piena"}
			}
		case jppa.NienteDaFare:
			if corsa.Stato != jppa.FileCaricato {
				a.falliti++
				return corsa, nil
			}
			a.consegnati++
			return corsa, a.apri(csv)
		default:
			return corsa, fmt.Errorf("azione inattesa: %T", azione)
		}
		dopo, _, err := corsa.Applica(evento)
		if err != nil {
			return corsa, err
		}
		if a.r.IntN(8) == 0 { // it was done, and nobody wrote that it was
			continue
		}
		corsa = dopo
		if disco, err = json.Marshal(corsa); err != nil {
			return corsa, err
		}
	}
	return corsa, errors.New("la corsa non finisce")
}

// invia is the line: the message, or its answer, may be lost.
func (a *arrivi) invia(x jppa.InviaNotifica) (jppa.EventoCorsa, error) {
	if a.r.IntN(10) == 0 {
		return jppa.NuovaNotificaFallita(x.Indice, errors.New("connessione rifiutata")), nil
	}
	m, err := jppa.ParseRichiestaInviaEsito(x.Corpo)
	if err != nil {
		return nil, err
	}
	a.messaggi[m.IdentificativoDominio+"/"+m.IdentificativoUnivocoVersamento+"/"+m.CodiceContestoPagamento]++
	if a.r.IntN(10) == 0 {
		_, _, err := jppa.LeggiRispostaHTTP(502, nil)
		return jppa.NuovaNotificaFallita(x.Indice, err), nil
	}
	esito := jppa.EsitoOK
	if a.r.IntN(10) == 0 {
		esito = jppa.EsitoError
	}
	b, err := jppa.AppendRispostaInviaEsito(nil, jppa.RispostaInviaEsito{DataOperazione: avviso.MustDataOra("2025-04-01T00:00:00"), Esito: esito})
	if err != nil {
		return nil, err
	}
	r, _, err := jppa.LeggiRispostaHTTP(200, b)
	return jppa.NotificaRisposta{Indice: x.Indice, Risposta: r}, err
}

// apri reads a file that was delivered.
func (a *arrivi) apri(csv []byte) error {
	righe, err := jppa.ParseCSV(csv)
	for _, r := range righe {
		a.file[r.IdDominio.String()+"/"+r.IUV.String()+"/"+r.CPP.String()] = jppa.Esito(r.Esito.String())
	}
	return err
}
