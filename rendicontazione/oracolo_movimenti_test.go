package rendicontazione_test

import (
	"errors"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

func (o *oracolo) stornaELeggi() {
	for _, m := range o.movimenti {
		switch {
		case !o.dentro(m.IdDominio):
			m.classe = "FUORI_AMBITO"
		case m.Segno == cassa.Uscita:
			m.classe = "USCITA"
		case m.Storno:
			m.classe = "STORNO"
		}
	}
	for _, s := range o.movimenti {
		if s.classe != "STORNO" {
			continue
		}
		id := s.StornoDi
		if id == "" {
			id = s.ID
		}
		trovato := false
		for _, m := range o.movimenti {
			if m.Fonte == s.Fonte && m.IdDominio == s.IdDominio && m.ID == id && !m.Storno && m.Segno == cassa.Entrata {
				trovato = true
				if m.Importo == s.Importo {
					m.classe = "STORNATO"
				} else {
					s.segnali["STORNO_IMPORTO_DIVERSO"] = true
				}
			}
		}
		if !trovato {
			s.segnali["STORNO_SENZA_ORIGINALE"] = true
		}
	}
	for _, m := range o.movimenti {
		if m.classe != "" {
			continue
		}
		c, err := causale.Trova(m.Causale)
		var e *causale.Errore
		switch {
		case errors.As(err, &e) && (e.Codice == "NESSUN_RIFERIMENTO" || e.Codice == "VUOTA"):
			m.classe = "NON_PAGOPA"
		case err != nil:
			m.classe = "CAUSALE_ILLEGGIBILE"
		default:
			m.c = c
			for a := range c.Avvertenze.Tutte() {
				m.segnali[string(a.Codice)] = true
			}
			if c.Importo.Presente && c.Importo.Importo != m.Importo {
				m.segnali["CAUSALE_IMPORTO_DIVERSO"] = true
			}
		}
	}
}

// inOrdine returns the movements without a class, in order of consumption.
func (o *oracolo) inOrdine(cumulativi bool) []*oMovimento {
	var mm []*oMovimento
	for _, m := range o.movimenti {
		if m.classe == "" && (m.c.Tipo == causale.PUR) == cumulativi {
			mm = append(mm, m)
		}
	}
	sort.SliceStable(mm, func(i, j int) bool {
		a, b := mm[i], mm[j]
		if a.DataContabile != b.DataContabile {
			return a.DataContabile.Prima(b.DataContabile)
		}
		if a.Fonte != b.Fonte {
			return a.Fonte < b.Fonte
		}
		return a.ID < b.ID
	})
	return mm
}

func (o *oracolo) creditiPUR() {
	for _, m := range o.inOrdine(true) {
		f, ambiguo := o.cercaFlusso(m)
		limite := lavorativo(rendicontazione.Italia, m.DataContabile, 2+o.opt.GiorniAttesaFlusso)
		switch {
		case ambiguo:
			m.classe = "FLUSSO_NON_TROVATO"
			m.segnali["FLUSSO_AMBIGUO"] = true
		case f == nil && !o.oggi.Dopo(limite):
			m.classe = "IN_ATTESA_FLUSSO"
		case f == nil:
			m.classe = "FLUSSO_NON_TROVATO"
		default:
			m.flusso, m.trovato = f.IDFlusso, f
			f.crediti = append(f.crediti, m)
			if (m.TRN != "" || m.EndToEndID != "") && m.TRN != f.IDRegolamento && m.EndToEndID != f.IDRegolamento {
				m.segnali["TRN_DIVERSO"] = true
			}
			var date []avviso.Data
			for _, r := range f.Righe {
				date = append(date, r.Data)
			}
			o.tardivo(m, date)
		}
	}
	for _, f := range o.flussi {
		o.crediti(f)
	}
}

func (o *oracolo) cercaFlusso(m *oMovimento) (trovato *oFlusso, ambiguo bool) {
	identificativi := append([]string{m.c.IDFlusso}, m.c.Candidati...)
	for n, id := range identificativi {
		for _, f := range o.flussi {
			if f.corrente && f.IdDominio == m.IdDominio && f.IDFlusso == id {
				if n > 0 {
					m.segnali["CANDIDATO_USATO"] = true
				}
				return f, false
			}
		}
	}
	if o.opt.FlussoCaseSensitive {
		return nil, false
	}
	for n, id := range identificativi {
		var ff []*oFlusso
		for _, f := range o.flussi {
			if f.corrente && f.IdDominio == m.IdDominio && strings.EqualFold(f.IDFlusso, id) {
				ff = append(ff, f)
			}
		}
		if len(ff) > 1 {
			return nil, true
		}
		if len(ff) == 1 {
			m.segnali["MAIUSCOLE_IGNORATE"] = true
			if n > 0 {
				m.segnali["CANDIDATO_USATO"] = true
			}
			return ff[0], false
		}
	}
	return nil, false
}

func (o *oracolo) tardivo(m *oMovimento, date []avviso.Data) {
	if len(date) == 0 {
		return
	}
	prima := date[0]
	for _, d := range date {
		if d.Prima(prima) {
			prima = d
		}
	}
	valuta := m.DataValuta
	if !valuta.IsValid() {
		valuta = m.DataContabile
	}
	if valuta.Dopo(entroAccredito(prima)) {
		m.segnali["TARDIVO"] = true
	}
}

func (m *oMovimento) diverso(atteso int64) {
	m.classe = "IMPORTO_DIVERSO"
	d := m.Importo.Centesimi() - atteso
	m.delta = avviso.ImportoDaCentesimi(d).String()
	if d < 0 {
		m.segnali["DIFETTO"] = true
	} else {
		m.segnali["ECCESSO"] = true
	}
}

// crediti is the group rule. The credits of f are in order of consumption.
func (o *oracolo) crediti(f *oFlusso) {
	if f.classe == "ANOMALO" {
		for _, m := range f.crediti {
			m.classe = "FLUSSO_ANOMALO"
		}
		return
	}
	totale := f.ImportoTotalePagamenti.Centesimi()
	var somma int64
	var uguale *oMovimento
	for _, m := range f.crediti {
		somma += m.Importo.Centesimi()
		if uguale == nil && m.Importo.Centesimi() == totale {
			uguale = m
		}
	}
	if uguale != nil {
		for _, m := range f.crediti {
			m.classe = "FLUSSO_GIA_RICONCILIATO"
		}
		uguale.classe = "RICONCILIATO"
		return
	}
	if len(f.crediti) >= 2 && somma == totale {
		ordinati := append([]*oMovimento(nil), f.crediti...)
		sort.SliceStable(ordinati, func(i, j int) bool {
			a, b := ordinati[i].c, ordinati[j].c
			if ia, ib := a.Scopo == causale.Integrazione, b.Scopo == causale.Integrazione; ia != ib {
				return ib
			}
			pa, _ := a.Progressivo.Int64()
			pb, _ := b.Progressivo.Int64()
			return pa < pb
		})
		for _, m := range ordinati {
			m.classe = "INTEGRAZIONE"
		}
		ordinati[0].classe = "RICONCILIATO"
		return
	}
	for _, m := range f.crediti {
		m.diverso(totale)
	}
}

func (v *oVoceRT) entrata() bool { return tipoNonEntrata(v.Tipo) == "" }

// daFlusso reports whether a credited flow pays the item.
func (v *oVoceRT) daFlusso() bool {
	for _, r := range v.righe {
		if r.classe == "ABBINATA" && r.f.classe == "RICONCILIATO" {
			return true
		}
	}
	return false
}

func (o *oracolo) creditiSingoli() {
	for _, m := range o.inOrdine(false) {
		var voci []*oVoceRT
		for n, iuv := range append([]string{m.c.IUV}, m.c.Candidati...) {
			for _, v := range o.ricevute {
				if v.IdDominio == m.IdDominio && canonicoIUV(v.IUV) == canonicoIUV(iuv) && v.entrata() {
					voci = append(voci, v)
				}
			}
			if len(voci) > 0 {
				if n > 0 {
					m.segnali["CANDIDATO_USATO"] = true
				}
				break
			}
		}
		if len(voci) == 0 {
			m.classe = "IUV_NON_TROVATO"
			continue
		}
		m.iuv = canonicoIUV(voci[0].IUV)
		var somma int64
		var date []avviso.Data
		ambiguo, gia := false, false
		for _, v := range voci {
			somma += v.Importo.Centesimi()
			date = append(date, v.Data)
			ambiguo = ambiguo || v.IUR != voci[0].IUR
			gia = gia || v.singolo || v.daFlusso()
		}
		if ambiguo {
			m.classe = "IUV_AMBIGUO"
			continue
		}
		o.tardivo(m, date)
		switch {
		case gia:
			m.classe = "PAGAMENTO_GIA_RICONCILIATO"
		case somma == m.Importo.Centesimi():
			m.classe = "RICONCILIATO_SINGOLO"
			m.singole = voci
			for _, v := range voci {
				v.singolo = true
			}
		default:
			m.diverso(somma)
		}
	}
}
