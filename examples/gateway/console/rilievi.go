package console

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/rendiconto"
	"github.com/quietanza/quietanza/examples/riconcilia/pagina"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
)

// How old the reconciliation that the pages show may be: so long, and so many times what it
// took to make it, so that a large store is not reconciled all day.
const (
	freschezza      = 15 * time.Second
	volteFreschezza = 20
)

// quadro is the reconciliation of the store as it is, or was a moment ago. Who asks while
// it is made waits for it.
func (v *visita) quadro() (*quadro.Quadro, error) {
	c := &v.c.conto
	c.Lock()
	defer c.Unlock()
	adesso := v.c.Deposito.Adesso()
	if c.quadro != nil && adesso.Sub(c.fatto) < max(freschezza, volteFreschezza*c.durata) {
		return c.quadro, nil
	}
	inizio := time.Now()
	q, err := rendiconto.Fai(v.r.Context(), v.c.Deposito, v.c.Anagrafica, avviso.DataDi(adesso))
	if err == nil {
		c.quadro, c.fatto, c.durata = q, adesso, time.Since(inizio)
	}
	return q, err
}

// rilievo is something to look at, with what was said of it.
type rilievo struct {
	Oggetto, Chiave, Cosa, Motivo, Importo string
	Via                                    string // of its document, "" for none
	Altre                                  int
	Viste                                  []vista
}

type vista struct{ Nota, Autore, Quando string }

type gruppo struct {
	AChi    string
	Rilievi []rilievo
}

// rifiutata is a receipt that was refused: its key is its impronta.
const rifiutata = "ricevuta rifiutata"

// elenco is what there is to look at.
type elenco struct {
	Gruppi   []gruppo
	Tutti    bool
	Nascosti int
	Anomale  []trovata
}

// rilievi shows what the reconciliation leaves to do, by whom to ask, and the positions with
// an anomaly that nobody has seen.
func (v *visita) rilievi() error {
	q, err := v.quadro()
	if err != nil {
		return err
	}
	dati := elenco{Tutti: v.r.URL.Query().Get("tutti") != ""}
	dette := map[string]map[string][]vista{} // by object and key
	for _, c := range q.Casi {
		if dette[c.Oggetto] == nil {
			if dette[c.Oggetto], err = v.viste(c.Oggetto); err != nil {
				return err
			}
		}
		dati.metti(c.AChi.String(), rilievo{c.Oggetto, c.Chiave, c.Cosa, c.Motivo, c.Importo.Italiano(), "", len(c.Altre), dette[c.Oggetto][c.Chiave]})
	}
	if err := v.rifiutate(&dati); err != nil {
		return err
	}
	anomale, err := v.c.Deposito.Cerca(v.r.Context(), deposito.Ricerca{Anomale: true, Limite: maxTrovate})
	if err != nil {
		return err
	}
	for _, p := range anomale {
		if x := v.vedi(p); x.Anomala || dati.Tutti {
			dati.Anomale = append(dati.Anomale, x)
		}
	}
	return v.mostra(http.StatusOK, "rilievi", "Da vedere", dati)
}

// metti adds something to look at, unless it was seen and that is not asked for.
func (e *elenco) metti(aChi string, r rilievo) {
	if len(r.Viste) > 0 && !e.Tutti {
		e.Nascosti++
		return
	}
	if n := len(e.Gruppi); n == 0 || e.Gruppi[n-1].AChi != aChi {
		e.Gruppi = append(e.Gruppi, gruppo{AChi: aChi})
	}
	g := &e.Gruppi[len(e.Gruppi)-1]
	g.Rilievi = append(g.Rilievi, r)
}

// rifiutate adds the receipts that were refused, which do not come again.
func (v *visita) rifiutate(dati *elenco) error {
	scarti, err := v.c.Deposito.Scarti(v.r.Context(), maxTrovate)
	if err != nil {
		return err
	}
	dette, err := v.viste(rifiutata)
	for _, s := range scarti {
		dati.metti("A chi tiene il gateway", rilievo{
			rifiutata, s.Impronta, "una ricevuta è stata rifiutata: il denaro si è mosso, e non sarà consegnata di nuovo",
			s.Risposta + " " + s.Motivo + " (IUV " + s.IUV + ", ricevuta " + s.CCP + ", " + istante(s.Quando) + ")", "", "/console/scarto/" + s.Impronta, 0, dette[s.Impronta],
		})
	}
	return err
}

func (v *visita) viste(oggetto string) (map[string][]vista, error) {
	tutte, err := v.c.Deposito.Viste(v.r.Context(), oggetto)
	m := map[string][]vista{}
	for _, x := range tutte {
		m[x.Chiave] = append(m[x.Chiave], vista{x.Nota, x.Autore, istante(x.Quando)})
	}
	return m, err
}

// visto takes what an operator says of something to look at.
func (v *visita) visto() error {
	oggetto, chiave := v.r.PostForm.Get("oggetto"), v.r.PostForm.Get("chiave")
	nota := avviso.UnaRiga(strings.TrimSpace(v.r.PostForm.Get("nota")))
	if nota == "" || len([]rune(nota)) > maxNota {
		return &rifiuto{http.StatusBadRequest, "Manca la nota", "Scrivi che cosa hai visto, in non più di cinquecento caratteri."}
	}
	if err := v.noto(oggetto, chiave); err != nil {
		return err
	}
	if err := v.c.Deposito.Insieme(v.r.Context(), v.chi, func(tx *deposito.Tx) error { return tx.Vedi(v.r.Context(), oggetto, chiave, nota) }); err != nil {
		return err
	}
	return v.vai("/console/rilievi")
}

// noto refuses what is not there to look at.
func (v *visita) noto(oggetto, chiave string) error {
	if oggetto == rifiutata {
		_, err := v.c.Deposito.Scarto(v.r.Context(), chiave)
		return err
	}
	q, err := v.quadro()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(q.Casi, func(c quadro.Caso) bool { return c.Oggetto == oggetto && c.Chiave == chiave }) {
		return deposito.ErrAssente
	}
	return nil
}

// riconciliazione is the page of the reconciliation, which runs its own code alone.
func (v *visita) riconciliazione() error {
	q, err := v.quadro()
	if err != nil {
		return err
	}
	script, stile := pagina.Impronte()
	v.w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src "+stile+"; script-src "+script+"; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return q.Pagina().Scrivi(v.w)
}
