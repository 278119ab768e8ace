package rendicontazione_test

import (
	"sort"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
)

func (o *oracolo) creditiPUR() {
	for _, m := range o.movimenti {
		if m.credito() && (m.classe == "STORNATO" || m.classe == "STORNO_DUBBIO") {
			for _, n := range m.nomi {
				if n.f != nil {
					n.f.ripreso = true
					if len(m.nomi) == 1 {
						m.flusso = n.f.IDFlusso
					}
				}
			}
		}
		if !m.credito() || m.classe != "" {
			continue
		}
		for s := range m.flag {
			m.segnali[s] = true
		}
		if m.Lotto {
			m.segnali["LOTTO"] = true
		}
		switch {
		case m.singolo != "":
		case m.illeggibile:
			m.classe = "CAUSALE_ILLEGGIBILE"
		case len(m.nomi) == 0:
			m.classe = "NON_PAGOPA"
		default:
			o.abbina(m)
		}
	}
	o.cumulativi()
	for _, f := range o.flussi {
		ordina(f.crediti)
		o.crediti(f)
	}
	o.perTRN()
}

func (o *oracolo) abbina(m *oMovimento) {
	var trovati int
	for _, n := range m.nomi {
		if n.f != nil {
			trovati++
			n.f.nominato++
		}
	}
	if trovati > 0 && len(m.nomi) > 1 {
		return // several
	}
	if trovati > 0 {
		o.raggiunge(m, m.nomi[0].f)
		return
	}
	m.classe = "FLUSSO_NON_TROVATO"
	if !m.nomi[0].ambiguo && !o.oggi.Dopo(lavorativo(rendicontazione.Italia, m.DataContabile, 2+o.opt.GiorniAttesaFlusso)) {
		m.classe = "IN_ATTESA_FLUSSO"
	}
	if len(m.nomi) > 1 {
		m.segnali["PIU_FLUSSI"] = true
	}
}

func (o *oracolo) raggiunge(m *oMovimento, f *oFlusso) {
	m.flusso, m.trovato = f.IDFlusso, f
	f.crediti = append(f.crediti, m)
	r := f.IDRegolamento
	if oUsabile(m.TRN) && oUsabile(r) && len(m.TRN) == len(r) && len(r) >= 11 && m.TRN != r && m.EndToEndID != r && m.RifBanca != r {
		m.segnali["TRN_DIVERSO"] = true
	}
	o.tardivo(m, f.date())
}

func (f *oFlusso) date() (date []avviso.Data) {
	for _, r := range f.Righe {
		date = append(date, r.Data)
	}
	return date
}

func (o *oracolo) cumulativi() {
	for _, m := range o.movimenti {
		if !m.credito() || m.classe != "" || len(m.nomi) < 2 {
			continue
		}
		tutti, totale := true, int64(0)
		var pari []*oFlusso
		for _, n := range m.nomi {
			if n.f == nil {
				tutti = false
				continue
			}
			t := n.f.ImportoTotalePagamenti.Centesimi()
			totale += t
			tutti = tutti && n.f.nominato == 1 && n.f.classe != "ANOMALO"
			if t == m.residuo {
				pari = append(pari, n.f)
			}
		}
		switch {
		case tutti && totale == m.residuo:
			m.classe = "RICONCILIATO"
			m.segnali["PIU_FLUSSI"] = true
			for _, n := range m.nomi {
				n.f.classe = "RICONCILIATO"
				n.f.segnali["ACCREDITO_CUMULATIVO"] = true
				n.f.pagato = append(n.f.pagato, m)
				o.tardivo(m, n.f.date())
			}
		case len(pari) == 1:
			m.segnali["PIU_RIFERIMENTI"] = true
			o.raggiunge(m, pari[0])
		default:
			m.segnali["PIU_FLUSSI"] = true
			m.diverso(totale)
		}
	}
}

func (o *oracolo) perTRN() {
	for _, m := range o.movimenti {
		if !m.credito() || m.classe != "NON_PAGOPA" && m.classe != "CAUSALE_ILLEGGIBILE" || m.segnali["STORNO_DUBBIO"] {
			continue
		}
		var suoi []*oFlusso
		for _, f := range o.flussi {
			r := f.IDRegolamento
			if f.corrente && f.IdDominio == m.IdDominio && oUsabile(r) && len(r) >= 8 && (m.TRN == r || m.EndToEndID == r || m.RifBanca == r) {
				suoi = append(suoi, f)
			}
		}
		if len(suoi) != 1 {
			continue
		}
		f, uscito := suoi[0], false
		for _, u := range o.movimenti {
			for _, n := range u.nomi {
				uscito = uscito || u.Segno == cassa.Uscita && u.classe != "FUORI_AMBITO" && n.f == f
			}
		}
		if !uscito && f.nominato == 0 && !f.ripreso && f.classe == "" && f.ImportoTotalePagamenti.Centesimi() == m.residuo {
			m.segnali["ABBINATO_PER_TRN"] = true
			o.raggiunge(m, f)
			f.nominato++
			m.classe, f.classe = "RICONCILIATO", "RICONCILIATO"
			f.pagato = append(f.pagato, m)
		}
	}
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
	d := m.residuo - atteso
	m.delta = avviso.ImportoDaCentesimi(d).String()
	switch {
	case d < 0:
		m.segnali["DIFETTO"] = true
	case d > 0:
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
		somma += m.residuo
		if uguale == nil && m.residuo == totale {
			uguale = m
		}
	}
	if uguale != nil {
		for _, m := range f.crediti {
			m.classe = "FLUSSO_GIA_RICONCILIATO"
		}
		uguale.classe = "RICONCILIATO"
		f.pagato = []*oMovimento{uguale}
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
		f.pagato = ordinati
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
	for _, m := range o.movimenti {
		if !m.credito() || m.classe != "" {
			continue
		}
		if len(m.voci) == 0 {
			m.classe = "IUV_NON_TROVATO"
			continue
		}
		m.iuv = canonicoIUV(m.voci[0].IUV)
		var somma int64
		var date []avviso.Data
		ambiguo, gia := false, false
		for _, v := range m.voci {
			somma += v.Importo.Centesimi()
			date = append(date, v.Data)
			ambiguo = ambiguo || v.IUR != m.voci[0].IUR
			gia = gia || v.singolo != nil || v.daFlusso()
		}
		if ambiguo {
			m.classe = "IUV_AMBIGUO"
			continue
		}
		o.tardivo(m, date)
		switch {
		case gia:
			m.classe = "PAGAMENTO_GIA_RICONCILIATO"
		case somma == m.residuo:
			m.classe = "RICONCILIATO_SINGOLO"
			for _, v := range m.voci {
				v.singolo = m
			}
		default:
			m.diverso(somma)
		}
	}
}
