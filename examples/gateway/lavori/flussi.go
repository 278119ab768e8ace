package lavori

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// LavoroFlussi acquires the flows that were published for a body since the last time.
type LavoroFlussi struct {
	IdDominio avviso.IdDominio `json:"idDominio"`
}

// Kind implements river.JobArgs.
func (LavoroFlussi) Kind() string { return "flussi" }

// autoreFlussi is who the log says brought a flow.
const autoreFlussi = "FDR3"

// flussi lists what the platform published and stores what no run has seen: each flow in a
// transaction of its own, then how far the list was read. A run that stops half way is made
// again, and stores nothing twice.
func (l *Lavori) flussi(ctx context.Context, z LavoroFlussi) error {
	chiave := z.IdDominio.String()
	corsa := flusso.CorsaFdR3{IdDominio: z.IdDominio}
	pratica, err := l.deposito.Pratica(ctx, deposito.PraticaFlussi, chiave)
	if errors.Is(err, deposito.ErrAssente) {
		pratica, err = nil, nil
	}
	if pratica != nil && err == nil {
		err = pratica.Leggi(&corsa)
	}
	if err != nil {
		return err
	}
	elenco, err := l.elenco(ctx, z.IdDominio, corsa)
	if err != nil {
		return err
	}
	nuove, dopo := corsa.Applica(elenco)
	for _, v := range nuove {
		if err := l.flusso(ctx, flusso.ChiaveFdR3{IdDominio: z.IdDominio, IDFlusso: v.IDFlusso, PSP: v.PSP, Revisione: v.Revisione}); err != nil {
			return fmt.Errorf("flusso %s: %w", v.IDFlusso, err)
		}
	}
	return l.deposito.Insieme(ctx, autoreFlussi, func(tx *deposito.Tx) error {
		if pratica == nil {
			_, err := tx.ApriPratica(ctx, deposito.PraticaFlussi, chiave, "", dopo)
			return err
		}
		return tx.ScriviPratica(ctx, pratica, dopo)
	})
}

// elenco is the whole list of the flows of a body that a run has to look at.
func (l *Lavori) elenco(ctx context.Context, d avviso.IdDominio, corsa flusso.CorsaFdR3) ([]flusso.VoceElencoFdR3, error) {
	dal, perse := corsa.Dal(l.deposito.Adesso())
	if perse {
		l.opzioni.Registro.ErrorContext(ctx, "flussi non più elencati dalla piattaforma: vanno chiesti per altra via", "dal", corsa.Pubblicato.String())
	}
	var pagine []flusso.ElencoFdR3
	for n := int64(1); ; n++ {
		c, err := flusso.NuovaChiamataElencoFdR3(flusso.FiltroFdR3{IdDominio: d, PubblicatoDopo: dal, Pagina: n})
		if err != nil {
			return nil, err
		}
		b, err := l.opzioni.Piattaforma.ottieni(ctx, flusso.BaseFdR3+c.String())
		if err != nil {
			return nil, err
		}
		pagina, _, err := flusso.LeggiElencoFdR3(b)
		if err != nil {
			return nil, err
		}
		pagine = append(pagine, pagina)
		if n >= pagina.Totale {
			return flusso.AssemblaElencoFdR3(pagine...)
		}
	}
}

// flusso fetches one flow and keeps it as it came: the header, with the pages of its
// payments in it. One that cannot be read is kept too, and said to be refused.
func (l *Lavori) flusso(ctx context.Context, k flusso.ChiaveFdR3) error {
	c, err := flusso.NuovaChiamataTestataFdR3(k)
	if err != nil {
		return err
	}
	testata, err := l.opzioni.Piattaforma.ottieni(ctx, flusso.BaseFdR3+c.String())
	if err != nil {
		return err
	}
	corpo := append(bytes.TrimSuffix(bytes.TrimSpace(testata), []byte("}")), `,"payments":[`...)
	for n := int64(1); ; n++ {
		c, err := flusso.NuovaChiamataPagamentiFdR3(k, n, 0)
		if err != nil {
			return err
		}
		b, err := l.opzioni.Piattaforma.ottieni(ctx, flusso.BaseFdR3+c.String())
		if err != nil {
			return err
		}
		pagina, _, err := flusso.LeggiPaginaFdR3(b)
		if err != nil {
			return err
		}
		if n > 1 {
			corpo = append(corpo, ',')
		}
		if corpo = append(corpo, b...); n >= pagina.Totale {
			break
		}
	}
	corpo = append(corpo, "]}"...)
	stato, esito := esamina(corpo)
	return l.deposito.Insieme(ctx, autoreFlussi, func(tx *deposito.Tx) error {
		if nuova, err := tx.Deposita(ctx, deposito.Carta{Tipo: deposito.CartaFlusso, Nome: k.IDFlusso, Corpo: corpo}); err != nil || !nuova {
			return err
		}
		return tx.Esita(ctx, deposito.Impronta(corpo), stato, esito)
	})
}

// esamina tells whether a flow can be read, and what is anomalous in it.
func esamina(corpo []byte) (deposito.StatoCarta, string) {
	letto, _, err := flusso.LeggiFdR3(corpo)
	if err != nil {
		return deposito.CartaRifiutata, err.Error()
	}
	anomalie, _ := letto.Anomalie()
	esito := ""
	for _, a := range anomalie {
		esito += a.Codice.Descrizione() + "\n"
	}
	return deposito.CartaLetta, esito
}
