package console

import (
	"net/http"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/rendiconto"
	"github.com/quietanza/quietanza/examples/riconcilia/pagina"
	"github.com/quietanza/quietanza/examples/riconcilia/quadro"
)

// freschezza is how old the reconciliation that the pages show may be.
const freschezza = 15 * time.Second

// quadro is the reconciliation of the store as it is, or was a moment ago. Who asks while
// it is made waits for it.
func (v *visita) quadro() (*quadro.Quadro, error) {
	c := &v.c.conto
	c.Lock()
	defer c.Unlock()
	adesso := v.c.Deposito.Adesso()
	if c.quadro != nil && adesso.Sub(c.fatto) < freschezza {
		return c.quadro, nil
	}
	q, err := rendiconto.Fai(v.r.Context(), v.c.Deposito, v.c.Anagrafica, avviso.DataDi(adesso))
	if err == nil {
		c.quadro, c.fatto = q, adesso
	}
	return q, err
}

// rilievo is something to look at, with what was said of it.
type rilievo struct {
	Oggetto, Chiave, Cosa, Motivo, Importo string
	Altre                                  int
	Viste                                  []vista
}

type vista struct{ Nota, Autore, Quando string }

type gruppo struct {
	AChi    string
	Rilievi []rilievo
}

// elenco is what there is to look at.
type elenco struct {
	Gruppi   []gruppo
	Aperti   int // nobody said anything of them
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
		r := rilievo{c.Oggetto, c.Chiave, c.Cosa, c.Motivo, c.Importo.Italiano(), len(c.Altre), dette[c.Oggetto][c.Chiave]}
		if len(r.Viste) > 0 && !dati.Tutti {
			dati.Nascosti++
			continue
		}
		if len(r.Viste) == 0 {
			dati.Aperti++
		}
		if n := len(dati.Gruppi); n == 0 || dati.Gruppi[n-1].AChi != c.AChi.String() {
			dati.Gruppi = append(dati.Gruppi, gruppo{AChi: c.AChi.String()})
		}
		g := &dati.Gruppi[len(dati.Gruppi)-1]
		g.Rilievi = append(g.Rilievi, r)
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
	q, err := v.quadro()
	if err != nil {
		return err
	}
	noto := false
	for _, c := range q.Casi {
		noto = noto || c.Oggetto == oggetto && c.Chiave == chiave
	}
	if !noto {
		return deposito.ErrAssente
	}
	if err := v.c.Deposito.Insieme(v.r.Context(), v.chi, func(tx *deposito.Tx) error { return tx.Vedi(v.r.Context(), oggetto, chiave, nota) }); err != nil {
		return err
	}
	return v.vai("/console/rilievi")
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
