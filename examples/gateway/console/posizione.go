package console

import (
	"bytes"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/examples/gateway/rendiconto"
	"github.com/quietanza/quietanza/examples/portale/diagramma"
	"github.com/quietanza/quietanza/pendenza"
)

// scheda is a position with all that is known of it.
type scheda struct {
	trovata
	Ente, IUV, CodiceFiscale, Caricata, Pagato, Motivo string
	Voci                                               []voce
	Storia                                             []passo
	Tentativi                                          []tentativo
	Segnalazioni                                       []pendenza.Segnalazione
	Visto                                              bool // its anomaly was seen
	Note                                               []pendenza.Nota
	Macchina                                           template.HTML
	Mermaid                                            string
	NeiGiornali                                        bool // the journals were asked
	Giornali                                           []daiGiornali
}

// daiGiornali is a payment as the journals that were posted tell of it.
type daiGiornali struct {
	CCP, Posizione, Stato, Incasso string
	Segnali                        []string
	Eventi                         []passo
}

type voce struct {
	Descrizione, Importo string
	Eseguita             bool
}

type passo struct{ Quando, Autore, Evento, Da, A, Corpo string }

type tentativo struct{ CCP, Stato, Importo, Iniziato, Concluso, Ricevuta string }

func (v *visita) chiave() pendenza.Chiave {
	return pendenza.Chiave{IDA2A: v.r.PathValue("idA2A"), IDPendenza: v.r.PathValue("idPendenza")}
}

// posizione shows a position: what it is, its machine, its story, its attempts.
func (v *visita) posizione() error {
	ctx, k := v.r.Context(), v.chiave()
	p, err := v.c.Deposito.Posizione(ctx, k)
	if err != nil {
		return err
	}
	q := &p.Pendenza
	s := scheda{trovata: v.vedi(p), Ente: q.IdDominio.String(), IUV: q.IUV.String(), Caricata: istante(p.Creata), Motivo: q.Motivo, Segnalazioni: q.Segnalazioni, Visto: q.Ack, Note: q.Note}
	if e := v.c.Anagrafica.Ente(q.IdDominio); e != nil {
		s.Ente = e.Nome
	}
	if q.SoggettoPagatore != nil {
		s.CodiceFiscale = q.SoggettoPagatore.Identificativo
	}
	if pagato, err := q.ImportoPagato(); err == nil && !pagato.IsZero() {
		s.Pagato = pagato.Italiano()
	}
	for i := range q.Voci {
		s.Voci = append(s.Voci, voce{q.Voci[i].Descrizione, q.Voci[i].Importo.Italiano(), q.Voci[i].Eseguita})
	}
	passi, err := v.storia(&s, k)
	if err != nil {
		return err
	}
	g := diagramma.Pendenza()
	g.ID, g.Titolo = "g-pendenza", "Posizione debitoria"
	g.Segna(q.Stato.String(), passi)
	if s.Macchina, err = g.SVG(ctx); err != nil {
		return err
	}
	if s.Mermaid, err = pendenza.Diagramma("mermaid", q.Stato); err != nil {
		return err
	}
	tentativi, err := v.c.Deposito.Tentativi(ctx, k)
	if err != nil {
		return err
	}
	for _, t := range tentativi {
		x := tentativo{t.CCP, string(t.Stato), t.Importo.Italiano(), istante(t.Iniziato), istante(t.Concluso), ""}
		if len(t.Ricevuta) > 0 {
			x.Ricevuta = "/console/ricevuta/" + t.Dominio.String() + "/" + t.IUV + "/" + t.CCP
		}
		s.Tentativi = append(s.Tentativi, x)
	}
	if s.NeiGiornali = v.r.URL.Query().Has("giornali"); s.NeiGiornali {
		if err := v.giornali(&s, q.IUV); err != nil {
			return err
		}
	}
	return v.mostra(http.StatusOK, "posizione", "Posizione "+s.Chiave, s)
}

// giornali asks the journals what they know of a IUV.
func (v *visita) giornali(s *scheda, iuv avviso.IUV) error {
	pagamenti, err := rendiconto.DaiGiornali(v.r.Context(), v.c.Deposito, iuv)
	for i := range pagamenti {
		p := &pagamenti[i]
		x := daiGiornali{CCP: p.CCP, Posizione: p.Posizione.String(), Stato: p.Stato.String(), Incasso: p.Incasso.String()}
		for _, g := range p.Segnali {
			x.Segnali = append(x.Segnali, g.String())
		}
		for _, e := range p.Registrati {
			x.Eventi = append(x.Eventi, passo{Quando: istante(e.DateTime), Autore: e.Ruolo.String(), Evento: e.Codice.String()})
		}
		s.Giornali = append(s.Giornali, x)
	}
	return err
}

// storia reads the log of a position, replays it, and returns the steps of its machine.
func (v *visita) storia(s *scheda, k pendenza.Chiave) ([]diagramma.Passo, error) {
	righe, err := v.c.Deposito.Registro(v.r.Context(), k)
	if err != nil {
		return nil, err
	}
	var corso *pendenza.Corso
	var passi []diagramma.Passo
	for i := range righe {
		r := &righe[i]
		e, err := r.Evento()
		if err != nil {
			return nil, err
		}
		x := passo{Quando: istante(r.Quando), Autore: r.Autore, Evento: r.Tipo, Corpo: string(bytes.TrimSpace(r.Corpo))}
		if e == nil {
			inizio, _, err := pendenza.LeggiPendenza(r.Corpo)
			if err != nil {
				return nil, err
			}
			corso, x.A = inizio.Corso(pendenza.Opzioni{Domini: v.c.Anagrafica.Domini()}), inizio.Stato.String()
			passi, x.Corpo = append(passi, diagramma.Passo{A: x.A, Evento: x.Evento}), ""
		} else if corso != nil {
			mossa, err := corso.Applica(e)
			if err != nil {
				return nil, err
			}
			for m := &mossa; m != nil && m.Passaggio != 0; m = m.Poi {
				if x.Da == "" {
					x.Da = m.Da.String()
				}
				x.A = m.A.String()
				passi = append(passi, diagramma.Passo{Da: m.Da.String(), A: m.A.String(), Evento: m.Passaggio.String()})
			}
		}
		s.Storia = append(s.Storia, x)
	}
	slices.Reverse(s.Storia)
	return passi, nil
}

// annota takes what an operator says of a position: its anomaly was seen, and a note.
func (v *visita) annota() error {
	testo := avviso.UnaRiga(strings.TrimSpace(v.r.PostForm.Get("nota")))
	if testo == "" || len([]rune(testo)) > maxNota {
		return &rifiuto{http.StatusBadRequest, "Manca la nota", "Scrivi che cosa hai visto, in non più di cinquecento caratteri."}
	}
	visto := true
	err := v.c.Deposito.Insieme(v.r.Context(), v.chi, func(tx *deposito.Tx) error {
		p, err := tx.Posizione(v.r.Context(), v.chiave())
		if err != nil {
			return err
		}
		e := pendenza.Annota{Nota: &pendenza.Nota{Oggetto: "Visto da " + v.chi, Testo: testo}}
		if len(p.Pendenza.Segnalazioni) > 0 {
			e.Ack = &visto
		}
		_, err = tx.Muovi(v.r.Context(), p, e)
		return err
	})
	if err != nil {
		return err
	}
	return v.vai(v.r.URL.Path)
}

// ricevuta gives a receipt as it came.
func (v *visita) ricevuta() error {
	d, err := avviso.ParseIdDominio(v.r.PathValue("dominio"))
	if err != nil {
		return deposito.ErrAssente
	}
	t, err := v.c.Deposito.Tentativo(v.r.Context(), d, v.r.PathValue("iuv"), v.r.PathValue("ccp"))
	if err == nil && len(t.Ricevuta) == 0 {
		err = deposito.ErrAssente
	}
	if err != nil {
		return err
	}
	v.documento("ricevuta_"+t.CCP, t.Ricevuta)
	return nil
}

// scarto gives a receipt that was refused, as it came.
func (v *visita) scarto() error {
	s, err := v.c.Deposito.Scarto(v.r.Context(), v.r.PathValue("impronta"))
	if err != nil {
		return err
	}
	v.documento("rifiutata_"+s.Impronta[:16], s.Corpo)
	return nil
}

// documento gives a message of the platform, which is XML but for the copies.
func (v *visita) documento(nome string, corpo []byte) {
	if len(corpo) > 0 && corpo[0] == '{' {
		v.allega("application/json", nome+".json", corpo)
		return
	}
	v.allega("application/xml", nome+".xml", corpo)
}

// carta gives a paper as it came.
func (v *visita) carta() error {
	c, err := v.c.Deposito.Carta(v.r.Context(), v.r.PathValue("impronta"))
	if err != nil {
		return err
	}
	v.allega("application/octet-stream", c.Impronta[:16], c.Corpo)
	return nil
}

func (v *visita) allega(tipo, nome string, corpo []byte) {
	v.w.Header().Set("Content-Type", tipo)
	v.w.Header().Set("Content-Disposition", `attachment; filename="`+nome+`"`)
	_, _ = v.w.Write(corpo)
}
