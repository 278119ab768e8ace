package console

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/gateway/deposito"
	"github.com/quietanza/quietanza/internal/ora"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// trovata is a position in a list.
type trovata struct {
	Via, Chiave, Causale, Debitore, Importo, Stato, Classe, Avviso, Scadenza string
	Anomala                                                                  bool
}

// accredito is a credit in a list.
type accredito struct {
	Giorno, Importo, Classe, Causale, Conto string
	Vedere                                  bool
}

// cartaTrovata is a paper in a list.
type cartaTrovata struct{ Impronta, Tipo, Nome, Stato, Quando string }

// risultati are what was found.
type risultati struct {
	Testo     string
	Cercato   bool
	Posizioni []trovata
	Crediti   []accredito
	Carte     []cartaTrovata
	Troppe    bool
}

// cerca finds positions by IUV, notice, debtor or key, credits by what they say, and the
// papers of a flow.
func (v *visita) cerca() error {
	r := risultati{Testo: strings.TrimSpace(v.r.URL.Query().Get("q"))}
	r.Cercato = r.Testo != ""
	posizioni, err := v.posizioni(r.Testo)
	if err != nil {
		return err
	}
	if r.Troppe = len(posizioni) > maxTrovate; r.Troppe {
		posizioni = posizioni[:maxTrovate]
	}
	for _, p := range posizioni {
		r.Posizioni = append(r.Posizioni, v.vedi(p))
	}
	if r.Cercato && len(r.Posizioni) == 0 {
		if err := v.denaro(&r); err != nil {
			return err
		}
	}
	if len(r.Posizioni) == 1 && r.Cercato && len(r.Crediti) == 0 && v.r.URL.Query().Get("vai") != "" {
		return v.vai(r.Posizioni[0].Via)
	}
	return v.mostra(http.StatusOK, "cerca", "Cerca", r)
}

// posizioni are those that a text means; without one, those that have something to see.
func (v *visita) posizioni(testo string) ([]*deposito.Posizione, error) {
	ctx, d := v.r.Context(), v.c.Deposito
	cifre := strings.Join(strings.Fields(testo), "")
	limite := maxTrovate + 1
	if testo == "" {
		return d.Cerca(ctx, deposito.Ricerca{Anomale: true, Limite: limite})
	}
	if q, _, err := avviso.LeggiQRCode(testo); err == nil {
		cifre = q.NumeroAvviso.String()
	}
	var cerca []deposito.Ricerca
	if n, err := avviso.ParseNumeroAvviso(cifre); err == nil {
		cerca = append(cerca, deposito.Ricerca{Avviso: n.String()})
	}
	if iuv, err := avviso.ParseIUV(cifre); err == nil {
		cerca = append(cerca, deposito.Ricerca{IUV: iuv.String()})
	}
	cerca = append(cerca, deposito.Ricerca{Debitore: strings.ToUpper(cifre)})
	for _, r := range cerca {
		r.Limite = limite
		trovate, err := d.Cerca(ctx, r)
		if err != nil || len(trovate) > 0 {
			return trovate, err
		}
	}
	var trovate []*deposito.Posizione
	for _, a := range v.c.Anagrafica.Applicazioni {
		idA2A, id, ok := strings.Cut(testo, "/")
		if !ok {
			idA2A, id = a.IDA2A, testo
		}
		p, err := d.Posizione(ctx, pendenza.Chiave{IDA2A: idA2A, IDPendenza: id})
		switch {
		case errors.Is(err, deposito.ErrAssente):
			continue
		case err != nil:
			return nil, err
		}
		if trovate = append(trovate, p); ok {
			break
		}
	}
	return trovate, nil
}

// denaro finds the credits that a text is in, and the papers and positions of the flow that
// it names.
func (v *visita) denaro(r *risultati) error {
	q, err := v.quadro()
	if err != nil {
		return err
	}
	nome := r.Testo
	if c, _, err := causale.Leggi(r.Testo); err == nil && c.IDFlusso != "" {
		nome = c.IDFlusso
	}
	piccolo := strings.ToUpper(nome)
	for i := range q.Movimenti {
		m := &q.Movimenti[i]
		if !strings.Contains(strings.ToUpper(m.Causale+"\n"+m.TRN+"\n"+m.ID+"\n"+m.Provvisorio), piccolo) {
			continue
		}
		r.Crediti = append(r.Crediti, accredito{m.DataContabile.Italiana(), m.Importo.Italiano(), m.Classe.String(), m.Causale, m.Conto + m.IBAN.String(), m.Classe.RichiedeIntervento()})
		for x := range q.Riscossioni(i) {
			if err := v.riscossa(r, &x, q.Report); err != nil {
				return err
			}
		}
		if len(r.Crediti) == maxTrovate {
			break
		}
	}
	carte, err := v.c.Deposito.CarteDi(v.r.Context(), deposito.CartaFlusso, nome)
	for _, c := range carte {
		r.Carte = append(r.Carte, cartaTrovata{c.Impronta, string(c.Tipo), c.Nome, string(c.Stato), istante(c.Quando)})
	}
	return err
}

// riscossa adds the position of a payment that a credit settles.
func (v *visita) riscossa(r *risultati, x *rendicontazione.Riscossione, report *rendicontazione.Report) error {
	if x.Pendenza < 0 || len(r.Posizioni) == maxTrovate {
		return nil
	}
	iuv, err := avviso.ParseIUV(report.Pendenze[x.Pendenza].IUV)
	if err != nil {
		return nil
	}
	p, err := v.c.Deposito.PerIUV(v.r.Context(), x.IdDominio, iuv)
	if errors.Is(err, deposito.ErrAssente) {
		return nil
	}
	if err == nil {
		r.Posizioni = append(r.Posizioni, v.vedi(p))
	}
	return err
}

// vedi is a position as a list shows it today.
func (v *visita) vedi(p *deposito.Posizione) trovata {
	q := &p.Pendenza
	stato, _ := q.StatoEffettivo(avviso.DataDi(v.c.Deposito.Adesso()))
	t := trovata{
		Via: "/console/posizione/" + q.IDA2A + "/" + q.IDPendenza, Chiave: q.IDA2A + "/" + q.IDPendenza, Causale: q.Causale, Importo: q.Importo.Italiano(),
		Stato: stato.String(), Classe: classi[q.Stato], Avviso: q.NumeroAvviso.Visuale(), Anomala: len(q.Segnalazioni) > 0 && !q.Ack,
	}
	if q.SoggettoPagatore != nil {
		t.Debitore = q.SoggettoPagatore.Anagrafica
	}
	if q.DataScadenza.IsValid() {
		t.Scadenza = q.DataScadenza.Italiana()
	}
	return t
}

// classi are the looks of the states.
var classi = map[pendenza.Stato]string{
	pendenza.NonEseguita: "aperto", pendenza.Eseguita: "fatto", pendenza.Incassata: "fatto", pendenza.EseguitaParziale: "avviso",
}

// istante writes an instant as it is read in Italy.
func istante(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(ora.Roma).Format("02/01/2006 15:04:05")
}
