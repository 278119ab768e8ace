package rendicontazione_test

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// oUsabile reports whether a reference tells a movement from others.
func oUsabile(s string) bool {
	s = strings.ToUpper(strings.TrimSpace(s))
	for _, no := range strings.Split("NONREF,NOTPROVIDED,NOT PROVIDED,NOTAVAILABLE,NOREF,ND,N.D.,N/A,UNKNOWN", ",") {
		if s == no {
			return false
		}
	}
	return s != "" && strings.Trim(s, s[:1]) != ""
}

func stesso(a, b string) bool { return oUsabile(a) && a == b }

// copie sets the movements aside that are probably others.
func (o *oracolo) copie() {
	var tenuti []*oMovimento
	copie := map[*oMovimento]map[[2]string]bool{}
	for _, m := range o.movimenti {
		if m.classe != "" || m.Segno != cassa.Entrata {
			continue
		}
		for _, k := range tenuti {
			sorgente := [2]string{m.Fonte, m.Estratto}
			if o.uno(k, m) && !copie[k][sorgente] {
				if copie[k] == nil {
					copie[k] = map[[2]string]bool{}
				}
				copie[k][sorgente] = true
				m.copiaDi, m.classe = k, "COPIA_PROBABILE"
				k.segnali["LETTO_DUE_VOLTE"] = true
				break
			}
		}
		if m.copiaDi == nil {
			tenuti = append(tenuti, m)
		}
	}
}

func (o *oracolo) uno(a, b *oMovimento) bool {
	if a.IdDominio != b.IdDominio || a.Storno != b.Storno || a.Importo != b.Importo || a.DataContabile != b.DataContabile {
		return false
	}
	for _, k := range o.opt.MovimentiDistinti {
		if k == a.Chiave() || k == b.Chiave() {
			return false
		}
	}
	diversi := oUsabile(a.TRN) && oUsabile(b.TRN) && a.TRN != b.TRN
	journal := func(m *oMovimento) bool { return m.Fonte == "OPI" && m.Provvisorio != "" }
	switch {
	case journal(a) && journal(b):
		diversi = diversi || a.Esercizio != b.Esercizio || a.Provvisorio != b.Provvisorio || a.Storno && a.ID != b.ID
	case a.Fonte == b.Fonte:
		diversi = diversi || oUsabile(a.RifBanca) && oUsabile(b.RifBanca) || a.Estratto == b.Estratto
	default:
		diversi = diversi || a.IBAN.IsValid() && b.IBAN.IsValid() && a.IBAN != b.IBAN
	}
	if diversi {
		return false
	}
	if stesso(a.TRN, b.TRN) || stesso(a.RifBanca, b.RifBanca) {
		return true
	}
	if !a.cita() && !b.cita() {
		t := soloTesto(a.Causale)
		return len([]rune(t)) >= 20 && t == soloTesto(b.Causale)
	}
	return comune(a, b)
}

func soloTesto(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(s, unicode.IsSpace), ""))
}

// originale is the credit that a movement is, or stands for.
func (m *oMovimento) originale() *oMovimento {
	if m.copiaDi != nil {
		return m.copiaDi
	}
	return m
}

// candidati are the credits of the account of a movement that keep a rule.
func (o *oracolo) candidati(s *oMovimento, regola func(*oMovimento) bool) (cc []*oMovimento) {
	return o.candidatiIn(s.Fonte, s, regola)
}

func (o *oracolo) candidatiIn(fonte string, s *oMovimento, regola func(*oMovimento) bool) (cc []*oMovimento) {
	gia := map[*oMovimento]bool{}
	for _, m := range o.movimenti {
		c := m.originale()
		if m.Segno == cassa.Entrata && !m.Storno && m.classe != "FUORI_AMBITO" && m.Fonte == fonte && m.IdDominio == s.IdDominio && regola(m) && !gia[c] {
			gia[c] = true
			cc = append(cc, c)
		}
	}
	ordina(cc)
	return cc
}

func comune(a, b *oMovimento) bool {
	for _, n := range a.nomi {
		for _, p := range b.nomi {
			if n.id == p.id {
				return true
			}
		}
	}
	return a.singolo != "" && a.singolo == b.singolo
}

func (o *oracolo) storni() {
	var storni, debiti []*oMovimento
	for _, m := range o.movimenti {
		switch {
		case m.classe != "":
		case m.Segno == cassa.Uscita:
			m.classe = "USCITA"
			if len(m.nomi) > 0 && m.Storno {
				m.segnali["RIACCREDITO_DA_VERIFICARE"] = true
			} else if len(m.nomi) > 0 {
				debiti = append(debiti, m)
			}
		case m.Storno:
			m.classe = "STORNO"
			storni = append(storni, m)
		}
	}
	// First pass.
	var secondi []*oMovimento
	for _, s := range storni {
		if s.StornoDi == "-" {
			continue
		}
		non := func(m *oMovimento) bool { return !m.originale().DataContabile.Dopo(s.DataContabile) }
		preso := false
		for _, regola := range []func(*oMovimento) bool{
			func(m *oMovimento) bool { return s.StornoDi != "" && m.ID == s.StornoDi },
			func(m *oMovimento) bool { return m.ID == s.ID },
			func(m *oMovimento) bool {
				return s.Esercizio != 0 && s.Provvisorio != "" && m.Esercizio == s.Esercizio && m.Provvisorio == s.Provvisorio
			},
			func(m *oMovimento) bool { return non(m) && (stesso(m.RifBanca, s.RifBanca) || stesso(m.TRN, s.TRN)) },
			func(m *oMovimento) bool { return non(m) && stesso(m.EndToEndID, s.EndToEndID) },
		} {
			if cc := o.candidati(s, regola); len(cc) > 0 {
				o.preleva(s, cc)
				preso = true
				break
			}
		}
		if !preso {
			secondi = append(secondi, s)
		}
	}
	// Second pass.
	tutti := append(append([]*oMovimento(nil), secondi...), debiti...)
	ordina(tutti)
	var terzi []*oMovimento
	for _, s := range tutti {
		if s.classe == "USCITA" {
			if cc := o.restituiti(s); len(cc) > 0 {
				s.classe = "RESTITUZIONE"
				o.preleva(s, cc)
			} else if slices.ContainsFunc(s.nomi, func(n oNome) bool { return n.esatto || n.f == nil && !n.ambiguo }) {
				s.segnali["STORNO_SENZA_ORIGINALE"] = true
			}
			continue
		}
		cc := o.candidati(s, func(m *oMovimento) bool {
			return !m.originale().DataContabile.Dopo(s.DataContabile) && o.comunque(m, func(x *oMovimento) bool { return comune(x, s) })
		})
		if len(cc) > 0 {
			o.preleva(s, cc)
		} else {
			terzi = append(terzi, s)
		}
	}
	// Third pass.
	for _, s := range terzi {
		var cc []*oMovimento
		if !s.cita() && s.Fonte != "OPI" {
			cc = o.candidati(s, func(m *oMovimento) bool {
				d := s.DataContabile.Giorni() - m.originale().DataContabile.Giorni()
				return m.originale().residuo == s.Importo.Centesimi() && d >= 0 && d <= 30
			})
		}
		switch {
		case len(cc) == 0:
			s.segnali["STORNO_SENZA_ORIGINALE"] = true
			o.pretese = append(o.pretese, oPretesa{s, s.Importo.Centesimi()})
		case len(cc) == 1:
			o.preleva(s, cc)
			s.segnali["STORNO_PRESUNTO"], cc[0].segnali["STORNO_PRESUNTO"] = true, true
		default:
			s.segnali["STORNO_DUBBIO"] = true
			for _, c := range cc {
				c.segnali["STORNO_DUBBIO"] = true
			}
			s.dubbi = cc
		}
	}
	for _, s := range o.scartati {
		storno := s.Segno == cassa.Entrata && s.Storno && s.StornoDi != "-"
		if o.dentro(s.IdDominio) && (storno || s.Segno == cassa.Uscita && !s.Storno && len(o.restituiti(s)) > 0) {
			o.pretese = append(o.pretese, oPretesa{s, s.Importo.Centesimi()})
		}
	}
	for _, m := range o.movimenti {
		if !m.credito() {
			continue
		}
		switch {
		case m.residuo == 0:
			m.classe = "STORNATO"
		case m.segnali["STORNO_DUBBIO"] && m.cita():
			m.classe = "STORNO_DUBBIO"
		}
		if m.residuo != 0 && m.residuo != m.Importo.Centesimi() {
			m.segnali["STORNATO_IN_PARTE"] = true
		}
	}
}

// restituiti are the credits whose flow a debit names exactly.
func (o *oracolo) restituiti(s *oMovimento) []*oMovimento {
	return o.candidati(s, func(m *oMovimento) bool {
		c := m.originale()
		if c.DataContabile.Dopo(s.DataContabile) {
			return false
		}
		for _, n := range s.nomi {
			if n.esatto && n.f != nil && oUsabile(m.TRN) && len(m.TRN) >= 8 && m.TRN == n.f.IDRegolamento {
				return true
			}
		}
		return o.comunque(m, func(x *oMovimento) bool {
			for _, n := range s.nomi {
				for _, p := range x.nomi {
					if n.esatto && n.id == p.id {
						return true
					}
				}
			}
			return false
		})
	})
}

// comunque reports whether a rule holds of a line as one document tells it, or as one does
// that it is a copy of, or that is a copy of it.
func (o *oracolo) comunque(m *oMovimento, regola func(*oMovimento) bool) bool {
	vale := regola(m) || m.copiaDi != nil && regola(m.copiaDi)
	for _, x := range o.movimenti {
		vale = vale || x.copiaDi == m && regola(x)
	}
	return vale
}

func (o *oracolo) preleva(s *oMovimento, cc []*oMovimento) {
	resto := s.Importo.Centesimi()
	prendi := func(c *oMovimento) {
		n := min(resto, c.residuo)
		if n == 0 {
			return
		}
		resto -= n
		c.residuo -= n
		s.storna = append(s.storna, oPretesa{c, n})
		if c.Importo != s.Importo {
			s.segnali["STORNO_IMPORTO_DIVERSO"] = true
		}
	}
	var scelto *oMovimento
	for _, c := range cc {
		if c.residuo == resto {
			scelto = c
		}
	}
	if scelto == nil {
		for _, c := range cc {
			if c.residuo > resto && (scelto == nil || c.residuo >= scelto.residuo) {
				scelto = c
			}
		}
	}
	if scelto != nil {
		prendi(scelto)
	} else {
		for _, c := range cc {
			prendi(c)
		}
	}
	if len(s.storna) == 0 {
		s.segnali["STORNO_RIPETUTO"] = true
	} else if resto > 0 {
		s.segnali["STORNO_ECCEDENTE"] = true
	}
	if resto > 0 {
		o.pretese = append(o.pretese, oPretesa{s, resto})
	}
}

// oPretesa is an amount: to hold back for a movement, or taken from one.
type oPretesa struct {
	m       *oMovimento
	importo int64
}

// trattenute holds credits back.
func (o *oracolo) trattenute() {
	coperti := map[*oMovimento]bool{}
	for _, s := range o.movimenti {
		coperto := len(s.dubbi) == 0
		for _, c := range s.dubbi {
			if !coperto && !coperti[c] && c.residuo > 0 && o.coperte(s, c, coperti) < o.linee(s, c) {
				coperti[c], coperto = true, true
			}
		}
		if !coperto {
			o.pretese = append(o.pretese, oPretesa{s, s.Importo.Centesimi()})
		}
	}
	sort.SliceStable(o.pretese, func(i, j int) bool {
		return prima(o.pretese[i].m.usato(), o.pretese[j].m.usato())
	})
	for _, p := range o.pretese {
		o.trattieni(p)
	}
}

// linee is how many lines of the account of a reversal the doubtful credits of the day of
// one are, for certain: those that one statement tells, or that the banks number, and
// those that the host tells apart.
func (o *oracolo) linee(s, c *oMovimento) (n int) {
	distinta := func(m *oMovimento) bool { return slices.Contains(o.opt.MovimentiDistinti, m.Chiave()) }
	quante := func(regola func(detto *oMovimento) bool) int {
		tali := map[*oMovimento]bool{}
		for _, m := range o.candidati(s, regola) {
			if dubbie(m, c) {
				tali[m] = true
			}
		}
		return len(tali)
	}
	for _, x := range o.movimenti {
		n = max(n, quante(func(m *oMovimento) bool { return m.Estratto == x.Estratto && !distinta(m.originale()) }))
	}
	n = max(n, quante(func(m *oMovimento) bool { return oUsabile(m.RifBanca) && !distinta(m.originale()) }),
		quante(func(m *oMovimento) bool { return oUsabile(m.TRN) && !distinta(m.originale()) }))
	return n + quante(func(m *oMovimento) bool { return distinta(m.originale()) })
}

// coperte is how many of them stand for a reversal already.
func (o *oracolo) coperte(s, c *oMovimento, coperti map[*oMovimento]bool) (n int) {
	for _, m := range o.candidati(s, func(m *oMovimento) bool { return coperti[m.originale()] }) {
		if dubbie(m, c) {
			n++
		}
	}
	return n
}

// dubbie reports whether two credits are doubtful together: of a day and a residue.
func dubbie(m, c *oMovimento) bool {
	return m.segnali["STORNO_DUBBIO"] && m.residuo == c.residuo && m.DataContabile == c.DataContabile
}

// usato is the copy of a movement that is used.
func (m *oMovimento) usato() *oMovimento {
	if m.di != nil {
		return m.di
	}
	return m
}

func (o *oracolo) trattieni(p oPretesa) {
	resto := p.importo
	for _, fonte := range o.gemelle(p.m) {
		resto = o.trattieniIn(fonte, p, resto)
	}
}

// gemelle are the source of a movement and, in order, those that tell of its account too, as
// copies show.
func (o *oracolo) gemelle(s *oMovimento) []string {
	stesse := map[string]bool{s.Fonte: true}
	for range o.movimenti {
		for _, m := range o.movimenti {
			if m.copiaDi != nil && m.IdDominio == s.IdDominio && (stesse[m.Fonte] || stesse[m.copiaDi.Fonte]) {
				stesse[m.Fonte], stesse[m.copiaDi.Fonte] = true, true
			}
		}
	}
	delete(stesse, s.Fonte)
	return append([]string{s.Fonte}, slices.Sorted(maps.Keys(stesse))...)
}

func (o *oracolo) trattieniIn(fonte string, p oPretesa, resto int64) int64 {
	for _, regola := range []func(*oMovimento) bool{
		func(m *oMovimento) bool { return comune(m, p.m) },
		func(m *oMovimento) bool { return m.originale().residuo == p.importo },
		func(*oMovimento) bool { return true },
	} {
		// The latest first: of a credit and its copy, whichever account tells it.
		cc := o.candidatiIn(fonte, p.m, regola)
		for n := len(cc) - 1; n >= 0; n-- {
			c := cc[n]
			paga := c.classe == "RICONCILIATO" || c.classe == "INTEGRAZIONE" || c.classe == "RICONCILIATO_SINGOLO"
			if resto <= 0 || !paga || c.segnali["TRATTENUTO_PER_STORNO"] {
				continue
			}
			c.segnali["TRATTENUTO_PER_STORNO"] = true
			resto -= c.residuo
			for _, f := range o.flussi {
				for _, m := range f.pagato {
					if m == c {
						f.segnali["TRATTENUTO_PER_STORNO"] = true
					}
				}
			}
		}
	}
	return resto
}

// suggerimenti shows credits beside flows of their amount.
func (o *oracolo) suggerimenti() {
	for _, m := range o.movimenti {
		if m.copiaDi != nil && !m.Storno {
			for _, n := range m.nomi {
				if n.f == nil || n.f.classe != "RICONCILIATO" {
					m.segnali["DOPPIONE_DA_VERIFICARE"] = true
				}
			}
		}
		if !m.credito() || m.classe != "NON_PAGOPA" && m.classe != "CAUSALE_ILLEGGIBILE" && m.classe != "FLUSSO_NON_TROVATO" {
			continue
		}
		for _, f := range o.flussi {
			d := m.DataContabile.Giorni() - f.DataRegolamento.Giorni()
			if f.classe == "ACCREDITO_MANCANTE" && f.IdDominio == m.IdDominio && f.ImportoTotalePagamenti.Centesimi() == m.residuo &&
				d >= -1 && d <= 15 && strings.HasPrefix(f.IDFlusso, m.tronco) {
				m.segnali["IMPORTO_DI_FLUSSO"] = true
				f.segnali["ACCREDITO_POSSIBILE"] = true
				m.possibili = append(m.possibili, f.IDFlusso)
			}
		}
		sort.Strings(m.possibili)
		m.possibili = m.possibili[:min(len(m.possibili), 10)]
	}
}
