package rendicontazione_test

import (
	"errors"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

// oNome is a flow that a movement names.
type oNome struct {
	id              string
	f               *oFlusso
	ambiguo, esatto bool
}

// ordina sorts movements in order of consumption: those of one booking date and
// source by ID.
func ordina(mm []*oMovimento) {
	sort.SliceStable(mm, func(i, j int) bool { return prima(mm[i], mm[j]) })
}

func prima(a, b *oMovimento) bool {
	switch {
	case a.DataContabile != b.DataContabile:
		return a.DataContabile.Prima(b.DataContabile)
	case a.Fonte != b.Fonte:
		return a.Fonte < b.Fonte
	case a.ID != b.ID:
		return a.ID < b.ID
	default:
		return !a.Storno && b.Storno
	}
}

func (o *oracolo) letture() {
	for _, m := range append(append([]*oMovimento(nil), o.movimenti...), o.scartati...) {
		o.leggi(m)
	}
	for _, m := range o.movimenti {
		if !o.dentro(m.IdDominio) {
			m.classe = "FUORI_AMBITO"
		} else if m.Importo.Centesimi() > 99999999999 {
			m.segnali["IMPORTO_OLTRE"] = true
		}
		m.residuo = m.Importo.Centesimi()
	}
	ordina(o.movimenti)
}

// leggi reads what a movement names, tier after tier. What it would flag a credit
// with is kept apart.
func (o *oracolo) leggi(m *oMovimento) {
	m.flag = map[string]bool{}
	tutte, avvertenze, err := causale.LeggiTutti(m.Causale)
	var cumulative, singole []causale.Causale
	for _, c := range tutte {
		if c.Tipo == causale.PUR {
			cumulative = append(cumulative, c)
		} else {
			singole = append(singole, c)
		}
	}
	if len(cumulative) > 0 {
		m.c = cumulative[0]
	}
	switch {
	case m.IDFlusso != "":
		var altri []string
		for _, c := range cumulative {
			if !strings.HasPrefix(m.IDFlusso, c.IDFlusso) {
				altri = append(altri, c.IDFlusso)
				m.flag["PIU_RIFERIMENTI"] = true
			}
		}
		o.nomina(m, m.IDFlusso, altri)
	case len(cumulative) > 0:
		for _, a := range avvertenze {
			m.flag[string(a.Codice)] = true
		}
		// The warnings of a single reference beside are not of the credit.
		if len(singole) > 0 {
			m.flag = map[string]bool{}
			for _, c := range cumulative {
				for a := range c.Avvertenze.Tutte() {
					m.flag[string(a.Codice)] = true
				}
			}
		}
		for _, c := range cumulative {
			if strings.Contains(c.Avvertenze.String(), "TRONCATO") && m.tronco == "" {
				m.tronco = c.IDFlusso
			}
			o.nomina(m, c.IDFlusso, c.Candidati)
		}
	case len(singole) > 0:
		c := singole[0]
		for a := range c.Avvertenze.Tutte() {
			m.flag[string(a.Codice)] = true
		}
		if c.Importo.Presente && c.Importo.Importo != m.Importo {
			m.flag["CAUSALE_IMPORTO_DIVERSO"] = true
		}
		candidati := c.Candidati
		if m.Movimento.IUV.IsValid() && m.Movimento.IUV.String() != c.IUV {
			candidati = append(append([]string(nil), candidati...), m.Movimento.IUV.String())
		}
		o.nominaSingolo(m, append([]string{c.IUV}, candidati...))
	case m.Movimento.IUV.IsValid():
		o.nominaSingolo(m, []string{m.Movimento.IUV.String()})
	default:
		o.nominaAltrove(m, err)
	}
}

func (o *oracolo) nominaAltrove(m *oMovimento, err error) {
	var parole []string
	for p := range causale.Identificativi(m.Causale) {
		if f, _, _ := o.cercaFlusso(m, p, nil, true); f != nil {
			parole = append(parole, p)
		}
	}
	for _, p := range parole {
		tagliata := false
		for _, q := range parole {
			tagliata = tagliata || q != p && strings.HasPrefix(q, p)
		}
		if !tagliata {
			m.flag["ID_NEL_TESTO"] = true
			o.nomina(m, p, nil)
		}
	}
	if len(m.nomi) > 0 {
		return
	}
	if f, _, _ := o.cercaFlusso(m, m.EndToEndID, nil, true); f != nil {
		m.flag["ID_IN_END_TO_END"] = true
		o.nomina(m, m.EndToEndID, nil)
		return
	}
	var e *causale.Errore
	if errors.As(err, &e) && e.Codice != "NESSUN_RIFERIMENTO" && e.Codice != "VUOTA" {
		m.illeggibile = true
		if e.Codice == "IDFLUSSO" && e.Valore[0] >= '0' && e.Valore[0] <= '9' {
			m.tronco = e.Valore
		}
	}
}

func (o *oracolo) nomina(m *oMovimento, id string, candidati []string) {
	f, ambiguo, segnali := o.cercaFlusso(m, id, candidati, o.opt.FlussoCaseSensitive)
	n := oNome{id: id, f: f, ambiguo: ambiguo, esatto: true}
	for _, s := range segnali {
		m.flag[s] = true
		n.esatto = n.esatto && s != "MAIUSCOLE_IGNORATE" && s != "FLUSSO_AMBIGUO"
	}
	if f != nil {
		n.id = f.IDFlusso
	}
	for _, altro := range m.nomi {
		if altro.id == n.id {
			return
		}
	}
	m.nomi = append(m.nomi, n)
}

func (o *oracolo) cercaFlusso(m *oMovimento, id string, candidati []string, esatto bool) (trovato *oFlusso, ambiguo bool, segnali []string) {
	identificativi := append([]string{id}, candidati...)
	for n, id := range identificativi {
		for _, f := range o.flussi {
			if f.corrente && f.IdDominio == m.IdDominio && f.IDFlusso == id {
				if n > 0 {
					segnali = append(segnali, "CANDIDATO_USATO")
				}
				return f, false, segnali
			}
		}
	}
	if esatto {
		return nil, false, nil
	}
	for n, id := range identificativi {
		var ff []*oFlusso
		for _, f := range o.flussi {
			if f.corrente && f.IdDominio == m.IdDominio && strings.EqualFold(f.IDFlusso, id) {
				ff = append(ff, f)
			}
		}
		if len(ff) > 1 {
			return nil, true, []string{"FLUSSO_AMBIGUO"}
		}
		if len(ff) == 1 {
			segnali = []string{"MAIUSCOLE_IGNORATE"}
			if n > 0 {
				segnali = append(segnali, "CANDIDATO_USATO")
			}
			return ff[0], false, segnali
		}
	}
	return nil, false, nil
}

func (o *oracolo) nominaSingolo(m *oMovimento, iuv []string) {
	m.singolo = canonicoIUV(iuv[0])
	for n, u := range iuv {
		for _, v := range o.ricevute {
			if v.IdDominio == m.IdDominio && canonicoIUV(v.IUV) == canonicoIUV(u) && v.entrata() {
				m.voci = append(m.voci, v)
			}
		}
		if len(m.voci) > 0 {
			m.singolo = canonicoIUV(u)
			if n > 0 {
				m.flag["CANDIDATO_USATO"] = true
			}
			return
		}
	}
}

func (m *oMovimento) cita() bool { return len(m.nomi) > 0 || m.singolo != "" }

// credito reports whether it is a credit that counts.
func (m *oMovimento) credito() bool {
	return m.Segno == cassa.Entrata && !m.Storno && m.classe != "FUORI_AMBITO" && m.copiaDi == nil
}
