package rendicontazione_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The oracle is the engine's rules written a second time, as plainly as
// possible: lists searched from end to end, strings for classes, no index, no
// sharing of code with the engine. It answers with one line of text for each
// object, by key. TestAgainstOracle compares it with the engine.

type (
	oMovimento struct {
		cassa.Movimento
		classe, flusso, iuv, delta string
		segnali                    map[string]bool
		c                          causale.Causale
		trovato                    *oFlusso
		singole                    []*oVoceRT
	}
	oFlusso struct {
		flusso.Flusso
		classe   string
		anomalie []string
		segnali  map[string]bool
		righe    []*oRiga
		corrente bool
		crediti  []*oMovimento
	}
	oRiga struct {
		flusso.Riga
		f         *oFlusso
		posizione int
		classe    string
		segnali   map[string]bool
		voce      *oVoceRT
		pendenza  *oPendenza
	}
	oVoceRT struct {
		rendicontazione.Ricevuta
		classe    string
		segnali   map[string]bool
		conflitto bool
		righe     []*oRiga // rows that reach it
		singolo   bool
	}
	oPendenza struct {
		rendicontazione.Pendenza
		classe        string
		quietanzabile bool
		voci          []string
	}
	oracolo struct {
		oggi      avviso.Data
		opt       rendicontazione.Opzioni
		domini    map[avviso.IdDominio]*rendicontazione.Dominio
		movimenti []*oMovimento
		flussi    []*oFlusso
		ricevute  []*oVoceRT
		pendenze  []*oPendenza
		conflitti []string
	}
)

// consulta asks the oracle.
func consulta(in rendicontazione.Input, opt rendicontazione.Opzioni) map[string]string {
	o := &oracolo{oggi: in.Oggi, opt: opt}
	o.carica(in)
	o.righeControRicevute()
	o.anomalie()
	o.stornaELeggi()
	o.creditiPUR()
	o.classiFlussi()
	o.contese()
	o.creditiSingoli()
	o.classiRicevute()
	o.classiPendenze()
	return o.risposta()
}

// ---- inputs ----

// gruppiUguali splits copies by key; each group keeps its distinct contents in
// canonical order.
func gruppiUguali[T any](tutti []T, chiave, canonica func(T) string) (chiavi []string, copie map[string][]T) {
	copie = map[string][]T{}
	for _, x := range tutti {
		k := chiave(x)
		if _, c := copie[k]; !c {
			chiavi = append(chiavi, k)
		}
		uguale := false
		for _, y := range copie[k] {
			uguale = uguale || canonica(x) == canonica(y)
		}
		if !uguale {
			copie[k] = append(copie[k], x)
		}
	}
	for _, k := range chiavi {
		sort.Slice(copie[k], func(i, j int) bool { return canonica(copie[k][i]) < canonica(copie[k][j]) })
	}
	sort.Strings(chiavi)
	return chiavi, copie
}

// membri writes a JSON object member by member, absent ones ("") left out.
func membri(nomiEValori ...any) string {
	var parti []string
	for i := 0; i < len(nomiEValori); i += 2 {
		switch v := nomiEValori[i+1].(type) {
		case string:
			if v != "" {
				b, _ := json.Marshal(v)
				parti = append(parti, fmt.Sprintf("%q:%s", nomiEValori[i], b))
			}
		case int:
			if v != 0 {
				parti = append(parti, fmt.Sprintf("%q:%d", nomiEValori[i], v))
			}
		case bool:
			if v {
				parti = append(parti, fmt.Sprintf("%q:true", nomiEValori[i]))
			}
		case []string:
			parti = append(parti, fmt.Sprintf("%q:[%s]", nomiEValori[i], strings.Join(v, ",")))
		}
	}
	return "{" + strings.Join(parti, ",") + "}"
}

func canonicoIUV(s string) string {
	s = strings.Join(strings.Fields(s), "")
	u := strings.ToUpper(s)
	if len(u) >= 5 && len(u) <= 25 && strings.HasPrefix(u, "RF") && strings.Trim(u[2:4], "0123456789") == "" {
		return u
	}
	return s
}

func nonZero(i avviso.Importo) string {
	if i.IsZero() {
		return ""
	}
	return i.String()
}

func tipoNonEntrata(t rendicontazione.Tipo) string {
	if t == 0 || t == rendicontazione.Entrata {
		return ""
	}
	return t.String()
}

func canonicaMovimento(m cassa.Movimento) string {
	s := membri("id", m.ID, "fonte", m.Fonte, "dominio", m.Dominio.String(), "importo", m.Importo.String(), "segno", m.Segno.String(),
		"storno", m.Storno, "stornoDi", m.StornoDi, "dataContabile", m.DataContabile.String(), "dataValuta", m.DataValuta.String(),
		"causale", "\x00"+m.Causale, "trn", m.TRN, "endToEndId", m.EndToEndID)
	return strings.Replace(s, `\u0000`, "", 1) // an empty causale is there, not absent
}

func canonicaFlusso(f flusso.Flusso) string {
	var righe []string
	for _, r := range f.Righe {
		esito := fmt.Sprintf(`"esito":%d,`, r.Esito.Codice())
		s := membri("iuv", canonicoIUV(r.IUV), "iur", r.IUR, "indice", int(r.Indice), "importo", r.Importo.String(), "data", r.Data.String())
		righe = append(righe, strings.Replace(s, `"data"`, esito+`"data"`, 1))
	}
	s := membri("dominio", f.Dominio.String(), "idFlusso", f.IDFlusso, "dataOraFlusso", f.DataOraFlusso.String(), "revisione", int(f.Revisione),
		"idRegolamento", f.IDRegolamento, "dataRegolamento", f.DataRegolamento.String(), "numeroTotalePagamenti", int(f.NumeroTotalePagamenti),
		"importoTotalePagamenti", f.ImportoTotalePagamenti.String(), "ricevente", f.Ricevente, "righe", righe)
	return s
}

func canonicaRicevuta(r rendicontazione.Ricevuta) string {
	return membri("dominio", r.Dominio.String(), "iuv", canonicoIUV(r.IUV), "iur", r.IUR, "indice", int(r.Indice), "importo", r.Importo.String(),
		"importoRevocato", nonZero(r.ImportoRevocato), "data", r.Data.String(), "tipo", tipoNonEntrata(r.Tipo))
}

func canonicaPendenza(p rendicontazione.Pendenza) string {
	v := append([]rendicontazione.VocePendenza(nil), p.Voci...)
	sort.Slice(v, func(i, j int) bool { return v[i].Indice < v[j].Indice })
	var voci []string
	for _, x := range v {
		dominio := x.Dominio.String()
		if x.Dominio == p.Dominio {
			dominio = ""
		}
		voci = append(voci, membri("indice", int(x.Indice), "importo", x.Importo.String(), "tipo", tipoNonEntrata(x.Tipo), "dominio", dominio))
	}
	return membri("id", p.ID, "dominio", p.Dominio.String(), "iuv", canonicoIUV(p.IUV), "voci", voci)
}

func (o *oracolo) carica(in rendicontazione.Input) {
	segna := func(tipo, chiave string, n int) {
		if n > 1 {
			o.conflitti = append(o.conflitti, fmt.Sprintf("%s %s %d", tipo, chiave, n))
		}
	}
	chiavi, mm := gruppiUguali(in.Movimenti, chiaveM, canonicaMovimento)
	for _, k := range chiavi {
		segna("MOVIMENTO", k, len(mm[k]))
		o.movimenti = append(o.movimenti, &oMovimento{Movimento: mm[k][0], segnali: map[string]bool{}})
	}
	chiavi, ff := gruppiUguali(in.Flussi, chiaveV, canonicaFlusso)
	for _, k := range chiavi {
		segna("FLUSSO", k, len(ff[k]))
		f := &oFlusso{Flusso: ff[k][0], segnali: map[string]bool{}}
		for i, r := range f.Righe {
			f.righe = append(f.righe, &oRiga{Riga: r, f: f, posizione: i + 1, segnali: map[string]bool{}})
		}
		o.flussi = append(o.flussi, f)
	}
	chiavi, rr := gruppiUguali(in.Ricevute, chiaveR, canonicaRicevuta)
	for _, k := range chiavi {
		segna("RICEVUTA", k, len(rr[k]))
		o.ricevute = append(o.ricevute, &oVoceRT{Ricevuta: rr[k][0], segnali: map[string]bool{}, conflitto: len(rr[k]) > 1})
	}
	chiavi, pp := gruppiUguali(in.Pendenze, chiaveP, canonicaPendenza)
	for _, k := range chiavi {
		segna("PENDENZA", k, len(pp[k]))
		o.pendenze = append(o.pendenze, &oPendenza{Pendenza: pp[k][0]})
	}
	o.domini = map[avviso.IdDominio]*rendicontazione.Dominio{}
	for i := range in.Domini {
		o.domini[in.Domini[i].IdDominio] = &in.Domini[i]
	}
	if len(in.Domini) == 0 {
		for _, m := range in.Movimenti {
			o.domini[m.Dominio] = nil
		}
		for _, f := range in.Flussi {
			o.domini[f.Dominio] = nil
		}
	}
}

func chiaveM(m cassa.Movimento) string {
	return fmt.Sprint(m.Fonte, "|", m.Dominio, "|", m.ID, "|", m.Storno)
}

func chiaveV(f flusso.Flusso) string {
	if f.Revisione != 0 {
		return fmt.Sprint(f.Dominio, "|", f.IDFlusso, "|", f.Revisione)
	}
	return fmt.Sprint(f.Dominio, "|", f.IDFlusso, "|", f.DataOraFlusso)
}

func chiaveR(r rendicontazione.Ricevuta) string {
	return fmt.Sprint(r.Dominio, "|", canonicoIUV(r.IUV), "|", r.IUR, "|", r.Indice)
}

func chiaveP(p rendicontazione.Pendenza) string { return fmt.Sprint(p.Dominio, "|", p.ID) }

func (o *oracolo) dentro(d avviso.IdDominio) bool { _, ok := o.domini[d]; return ok }

// lavorativo is the n-th working day after d.
func lavorativo(c rendicontazione.Calendario, d avviso.Data, n int) avviso.Data {
	for n > 0 {
		d = d.Aggiungi(1)
		if c.IsWorking(d) {
			n--
		}
	}
	return d
}

// entroAccredito is the end of D+1, D being the working day after a date.
func entroAccredito(d avviso.Data) avviso.Data {
	return lavorativo(rendicontazione.ItaliaTarget, lavorativo(rendicontazione.Italia, d, 1), 1)
}

// ---- rows against receipts ----

func (o *oracolo) righeControRicevute() {
	for _, f := range o.flussi {
		f.corrente = o.dentro(f.Dominio)
		switch {
		case !f.corrente:
			f.classe = "FUORI_AMBITO"
		case o.superato(f):
			f.corrente, f.classe = false, "OBSOLETO"
		}
		for i, r := range f.righe {
			switch {
			case f.classe == "FUORI_AMBITO":
				r.classe = "FUORI_AMBITO"
				continue
			case f.classe == "OBSOLETO":
				r.classe = "OBSOLETA"
				continue
			}
			r.voce = o.voceDellaRiga(r)
			for _, s := range f.righe[:i] {
				if canonicoIUV(s.IUV) == canonicoIUV(r.IUV) && s.IUR == r.IUR && s.Indice == r.Indice {
					r.classe = "DUPLICATA"
				}
			}
			switch n := r.Esito.Codice(); {
			case r.classe != "":
			case n != 0 && n != 3 && n != 4 && n != 8 && n != 9:
				r.classe = "ESITO_SCONOSCIUTO"
			case r.voce != nil && r.voce.conflitto:
				r.classe = "PAGAMENTO_AMBIGUO"
			}
		}
	}
}

func (o *oracolo) superato(f *oFlusso) bool {
	for _, g := range o.flussi {
		if g == f || g.Dominio != f.Dominio || g.IDFlusso != f.IDFlusso {
			continue
		}
		if n := g.DataOraFlusso.Compare(f.DataOraFlusso); n > 0 || n == 0 && g.Revisione > f.Revisione {
			return true
		}
	}
	return false
}

func (o *oracolo) voceDellaRiga(r *oRiga) *oVoceRT {
	var ricevuta []*oVoceRT
	for _, v := range o.ricevute {
		if v.Dominio == r.f.Dominio && canonicoIUV(v.IUV) == canonicoIUV(r.IUV) && v.IUR == r.IUR {
			ricevuta = append(ricevuta, v)
		}
	}
	indice := r.Indice
	if indice == 0 && len(ricevuta) == 1 {
		return ricevuta[0]
	}
	if indice == 0 {
		indice = 1
	}
	for _, v := range ricevuta {
		if v.Indice == indice {
			return v
		}
	}
	return nil
}

// ---- flow anomalies ----

func (o *oracolo) anomalie() {
	for _, f := range o.flussi {
		var somma, negata int64
		ambigua := false
		for _, r := range f.righe {
			somma += r.Importo.Centesimi()
			negata += r.Importo.Centesimi()
			if r.Esito.Codice() == 3 && r.Importo.Centesimi() > 0 {
				negata -= 2 * r.Importo.Centesimi()
			}
			ambigua = ambigua || r.classe == "PAGAMENTO_AMBIGUO"
		}
		totale := f.ImportoTotalePagamenti.Centesimi()
		if totale <= 0 {
			f.anomalie = append(f.anomalie, "000000")
		}
		if ambigua {
			f.anomalie = append(f.anomalie, "007102")
		}
		if somma != totale && negata != totale {
			f.anomalie = append(f.anomalie, "007106")
		} else if somma != totale {
			f.segnali["SEGNO_REVOCA"] = true
		}
		if int(f.NumeroTotalePagamenti) != len(f.righe) {
			f.anomalie = append(f.anomalie, "007107")
		}
		if f.Ricevente != "" && f.Ricevente != f.Dominio.String() {
			f.anomalie = append(f.anomalie, "007116")
		}
		if f.corrente && len(f.anomalie) > 0 {
			f.classe = "ANOMALO"
		}
	}
}

// ---- movements ----

func (o *oracolo) stornaELeggi() {
	for _, m := range o.movimenti {
		switch {
		case !o.dentro(m.Dominio):
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
			if m.Fonte == s.Fonte && m.Dominio == s.Dominio && m.ID == id && !m.Storno && m.Segno == cassa.Entrata {
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
		c, err := causale.Leggi(m.Causale)
		var e *causale.Errore
		switch {
		case errors.As(err, &e) && (e.Codice == "NO_REFERENCE" || e.Codice == "EMPTY"):
			m.classe = "NON_PAGOPA"
		case err != nil:
			m.classe = "CAUSALE_ILLEGGIBILE"
		default:
			m.c = c
			for a := range c.Avvertenze.Tutte() {
				m.segnali[a.String()] = true
			}
			if i, ok := c.Importo.Valore(); ok && i != m.Importo {
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
			if f.corrente && f.Dominio == m.Dominio && f.IDFlusso == id {
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
			if f.corrente && f.Dominio == m.Dominio && strings.EqualFold(f.IDFlusso, id) {
				ff = append(ff, f)
			}
		}
		if len(ff) > 1 {
			return nil, true
		}
		if len(ff) == 1 {
			m.segnali["CASE_FOLDED"] = true
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
			pa, _ := a.Progressivo.Valore()
			pb, _ := b.Progressivo.Valore()
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

// ---- flows ----

func (o *oracolo) classiFlussi() {
	for _, f := range o.flussi {
		if f.classe != "" {
			continue
		}
		for _, m := range f.crediti {
			if m.classe == "RICONCILIATO" {
				f.classe = "RICONCILIATO"
			}
		}
		if f.classe != "" {
			continue
		}
		if len(f.crediti) > 0 {
			f.classe = "IMPORTO_DIVERSO"
			continue
		}
		limite := f.DataRegolamento
		var prima avviso.Data
		for _, r := range f.Righe {
			if !prima.IsValid() || r.Data.Prima(prima) {
				prima = r.Data
			}
		}
		if prima.IsValid() && entroAccredito(prima).Dopo(limite) {
			limite = entroAccredito(prima)
		}
		limite = lavorativo(rendicontazione.ItaliaTarget, limite, o.opt.GiorniAttesaAccredito)
		f.classe = "IN_ATTESA_ACCREDITO"
		if o.oggi.Dopo(limite) {
			f.classe = "ACCREDITO_MANCANTE"
		}
	}
}

// ---- contested items, and what is left of the rows ----

func pari(r *oRiga) bool {
	if r.Esito.Codice() == 3 {
		return r.Importo.Abs() == r.voce.ImportoRevocato
	}
	return r.Importo == r.voce.Importo
}

func (o *oracolo) contese() {
	for _, v := range o.ricevute {
		for _, revoche := range []bool{false, true} {
			var rr []*oRiga
			for _, f := range o.flussi {
				for _, r := range f.righe {
					if r.classe == "" && r.voce == v && (r.Esito.Codice() == 3) == revoche {
						rr = append(rr, r)
					}
				}
			}
			if len(rr) == 0 {
				continue
			}
			sort.SliceStable(rr, func(i, j int) bool {
				a, b := rr[i], rr[j]
				if a.f.DataRegolamento != b.f.DataRegolamento {
					return a.f.DataRegolamento.Prima(b.f.DataRegolamento)
				}
				if a.f.IDFlusso != b.f.IDFlusso {
					return a.f.IDFlusso < b.f.IDFlusso
				}
				return a.posizione < b.posizione
			})
			tiene := primoChe(rr, func(r *oRiga) bool { return pari(r) && r.f.classe == "RICONCILIATO" },
				func(r *oRiga) bool { return r.f.classe == "RICONCILIATO" }, pari, func(*oRiga) bool { return true })
			for _, r := range rr {
				r.classe = "PAGAMENTO_GIA_RENDICONTATO"
			}
			v.righe = append(v.righe, tiene)
			switch uguale := pari(tiene); {
			case revoche && uguale:
				tiene.classe = "REVOCA_ABBINATA"
			case revoche:
				tiene.classe = "REVOCA_DIVERSA"
			case uguale:
				tiene.classe = "ABBINATA"
			default:
				tiene.classe = "IMPORTO_DIVERSO"
			}
		}
	}
	for _, f := range o.flussi {
		for _, r := range f.righe {
			if r.classe == "" {
				o.senzaRicevuta(r)
			}
			if r.classe == "PAGAMENTO_AMBIGUO" {
				r.voce.righe = append(r.voce.righe, r)
			}
		}
	}
	o.doppi()
}

func primoChe(rr []*oRiga, regole ...func(*oRiga) bool) *oRiga {
	for _, regola := range regole {
		for _, r := range rr {
			if regola(r) {
				return r
			}
		}
	}
	return nil
}

func (o *oracolo) senzaRicevuta(r *oRiga) {
	var pp []*oPendenza
	for _, p := range o.pendenze {
		if p.Dominio == r.f.Dominio && canonicoIUV(p.IUV) == canonicoIUV(r.IUV) {
			pp = append(pp, p)
		}
	}
	esito := r.Esito.Codice()
	switch {
	case len(pp) == 0 && !o.interno(r.f.Dominio, canonicoIUV(r.IUV)):
		r.classe = "ALTRO_INTERMEDIARIO"
	case esito == 8 || esito == 9:
		switch {
		case len(pp) == 0:
			r.classe = "PENDENZA_SCONOSCIUTA"
		case len(pp) == 1 && len(pp[0].Voci) == 1:
			r.classe = "SENZA_RICEVUTA_AMMESSA"
			r.pendenza = pp[0]
		default:
			r.classe = "SENZA_RICEVUTA_MULTIVOCE"
		}
	default:
		r.classe = "SENZA_RICEVUTA"
	}
}

func (o *oracolo) interno(d avviso.IdDominio, iuv string) bool {
	c := o.domini[d]
	if c == nil || !c.AuxDigit.IsValid() {
		return true
	}
	numerico := strings.Trim(iuv, "0123456789") == ""
	switch c.AuxDigit.Cifra() {
	case 0:
		return numerico && len(iuv) == 15
	case 1, 2:
		return numerico && len(iuv) == 17
	}
	for _, s := range c.SegregationCodes {
		if numerico && len(iuv) == 17 && strings.HasPrefix(iuv, s) {
			return true
		}
		if strings.HasPrefix(iuv, "RF") && len(iuv) >= 6 && iuv[4:6] == s {
			return true
		}
	}
	return false
}

// doppi flags rows and items whose (dominio, iuv, indice) has several IUR.
func (o *oracolo) doppi() {
	type uno struct {
		chiave, iur string
		segnali     map[string]bool
	}
	var tutti []uno
	for _, v := range o.ricevute {
		tutti = append(tutti, uno{fmt.Sprint(v.Dominio, canonicoIUV(v.IUV), "|", v.Indice), v.IUR, v.segnali})
	}
	for _, f := range o.flussi {
		for _, r := range f.righe {
			if !f.corrente {
				continue
			}
			indice := r.Indice
			if indice == 0 {
				indice = 1
				if r.voce != nil {
					indice = r.voce.Indice
				}
			}
			tutti = append(tutti, uno{fmt.Sprint(f.Dominio, canonicoIUV(r.IUV), "|", indice), r.IUR, r.segnali})
		}
	}
	for _, a := range tutti {
		for _, b := range tutti {
			if a.chiave == b.chiave && a.iur != b.iur {
				a.segnali["DOPPIO"] = true
			}
		}
	}
}

// ---- single transfers ----

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
				if v.Dominio == m.Dominio && canonicoIUV(v.IUV) == canonicoIUV(iuv) && v.entrata() {
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

// ---- receipts, items, positions ----

func (o *oracolo) classiRicevute() {
	for _, v := range o.ricevute {
		ha := func(classi ...string) bool {
			for _, r := range v.righe {
				for _, c := range classi {
					if r.classe == c {
						return true
					}
				}
			}
			return false
		}
		switch {
		case !v.entrata() || !o.dentro(v.Dominio):
			v.classe = "ESCLUSA"
		case ha("REVOCA_ABBINATA"):
			v.classe = "REVOCATA"
		case v.daFlusso() || v.singolo:
			v.classe = "INCASSATA"
		case ha("IMPORTO_DIVERSO", "PAGAMENTO_AMBIGUO", "REVOCA_DIVERSA"):
			v.classe = "RIGA_DIFFORME"
		case ha("ABBINATA"):
			v.classe = "RENDICONTATA"
		case !o.oggi.Dopo(lavorativo(rendicontazione.Italia, v.Data, 1+2+o.opt.GiorniAttesaFlusso)):
			v.classe = "IN_ATTESA"
		default:
			v.classe = "NON_RENDICONTATA"
		}
	}
}

func (o *oracolo) classiPendenze() {
	for _, p := range o.pendenze {
		voci := append([]rendicontazione.VocePendenza(nil), p.Voci...)
		sort.Slice(voci, func(i, j int) bool { return voci[i].Indice < voci[j].Indice })
		doppio := false
		for _, v := range voci {
			classe, d := o.classeVoce(p, v)
			doppio = doppio || d
			p.voci = append(p.voci, classe)
		}
		p.classe = classePendenza(p.voci)
		p.quietanzabile = p.classe == "INCASSATA" && !doppio
	}
}

func (o *oracolo) classeVoce(p *oPendenza, v rendicontazione.VocePendenza) (classe string, doppio bool) {
	beneficiario := v.Dominio
	if !beneficiario.IsValid() {
		beneficiario = p.Dominio
	}
	type pagamento struct {
		importo avviso.Importo
		vale    string // what it makes of the item when the amount is right
		classe  string // of the receipt
	}
	var pagamenti []pagamento
	iur := map[string]bool{}
	for _, r := range o.ricevute {
		if r.Dominio == beneficiario && canonicoIUV(r.IUV) == canonicoIUV(p.IUV) && r.Indice == v.Indice {
			vale := map[string]string{"INCASSATA": "INCASSATA", "RENDICONTATA": "RENDICONTATA", "IN_ATTESA": "PAGATA", "NON_RENDICONTATA": "PAGATA"}[r.classe]
			pagamenti = append(pagamenti, pagamento{r.Importo, vale, r.classe})
			iur[r.IUR] = true
			doppio = doppio || r.segnali["DOPPIO"]
		}
	}
	for _, f := range o.flussi {
		for _, r := range f.righe {
			if r.pendenza == p {
				vale := "RENDICONTATA"
				if f.classe == "RICONCILIATO" {
					vale = "INCASSATA"
				}
				pagamenti = append(pagamenti, pagamento{r.Importo, vale, ""})
				iur[r.IUR] = true
				doppio = doppio || r.segnali["DOPPIO"]
			}
		}
	}
	// Rows that have no receipt and pay nothing still tell of a second payment.
	doppio = doppio || len(iur) > 1 || o.doppioNelleRighe(beneficiario, p.IUV, v.Indice)
	if tipoNonEntrata(v.Tipo) != "" || !o.dentro(beneficiario) {
		return "ESCLUSA", doppio
	}
	for _, ottima := range []string{"INCASSATA", "RENDICONTATA", "PAGATA"} {
		for _, g := range pagamenti {
			if g.importo == v.Importo && g.vale == ottima {
				return ottima, doppio
			}
		}
	}
	for _, g := range pagamenti {
		if g.classe == "RIGA_DIFFORME" || g.importo != v.Importo {
			return "DIFFORME", doppio
		}
	}
	for _, g := range pagamenti {
		if g.classe == "REVOCATA" {
			return "REVOCATA", doppio
		}
	}
	return "NON_PAGATA", doppio
}

func (o *oracolo) doppioNelleRighe(d avviso.IdDominio, iuv string, indice flusso.Indice) bool {
	for _, f := range o.flussi {
		for _, r := range f.righe {
			if f.corrente && f.Dominio == d && canonicoIUV(r.IUV) == canonicoIUV(iuv) && r.segnali["DOPPIO"] &&
				(r.Indice == indice || r.Indice == 0 && r.voce != nil && r.voce.Indice == indice || r.Indice == 0 && r.voce == nil && indice == 1) {
				return true
			}
		}
	}
	return false
}

func classePendenza(voci []string) string {
	var attive []string
	for _, v := range voci {
		if v != "ESCLUSA" {
			attive = append(attive, v)
		}
	}
	tutte := func(classi ...string) bool {
		for _, v := range attive {
			if !strings.Contains(" "+strings.Join(classi, " ")+" ", " "+v+" ") {
				return false
			}
		}
		return true
	}
	qualcuna := func(classi ...string) bool {
		for _, v := range attive {
			if strings.Contains(" "+strings.Join(classi, " ")+" ", " "+v+" ") {
				return true
			}
		}
		return false
	}
	switch {
	case len(attive) == 0:
		return "ESCLUSA"
	case qualcuna("DIFFORME", "REVOCATA"):
		return "ANOMALA"
	case tutte("INCASSATA"):
		return "INCASSATA"
	case qualcuna("INCASSATA"):
		return "PARZIALMENTE_INCASSATA"
	case tutte("RENDICONTATA"):
		return "RENDICONTATA"
	case tutte("RENDICONTATA", "PAGATA"):
		return "PAGATA"
	case qualcuna("RENDICONTATA", "PAGATA"):
		return "PARZIALE"
	}
	return "NON_PAGATA"
}

// ---- answer ----

func elenco(s map[string]bool) string {
	var nomi []string
	for n := range s {
		nomi = append(nomi, n)
	}
	sort.Strings(nomi)
	return "[" + strings.Join(nomi, " ") + "]"
}

func (o *oracolo) risposta() map[string]string {
	r := map[string]string{}
	for _, m := range o.movimenti {
		r["movimento "+chiaveM(m.Movimento)] = fmt.Sprint(m.classe, " ", m.flusso, " ", m.iuv, " ", m.delta, " ", elenco(m.segnali))
	}
	for _, f := range o.flussi {
		r["flusso "+chiaveV(f.Flusso)] = fmt.Sprint(f.classe, " ", f.anomalie, " ", elenco(f.segnali))
		for _, x := range f.righe {
			r[fmt.Sprint("riga ", chiaveV(f.Flusso), "|", x.posizione)] = fmt.Sprint(x.classe, " ", elenco(x.segnali))
		}
	}
	for _, v := range o.ricevute {
		r["ricevuta "+chiaveR(v.Ricevuta)] = fmt.Sprint(v.classe, " ", elenco(v.segnali))
	}
	for _, p := range o.pendenze {
		r["pendenza "+chiaveP(p.Pendenza)] = fmt.Sprint(p.classe, " ", p.quietanzabile, " ", p.voci)
	}
	for _, c := range o.conflitti {
		r["conflitto "+c] = ""
	}
	return r
}

// racconta says what a report says in the words of the oracle.
func racconta(rep *rendicontazione.Report) map[string]string {
	nomi := func(s rendicontazione.Segnali) string {
		m := map[string]bool{}
		for x := range s.Tutti() {
			m[x.String()] = true
		}
		return elenco(m)
	}
	r := map[string]string{}
	for i := range rep.Movimenti {
		e := &rep.Movimenti[i]
		delta := ""
		if e.Classe == rendicontazione.MovimentoImportoDiverso {
			delta = e.Delta.String()
		}
		r["movimento "+chiaveM(e.Movimento)] = fmt.Sprint(e.Classe, " ", e.Flusso, " ", e.IUVTrovato, " ", delta, " ", nomi(e.Segnali))
	}
	for i := range rep.Flussi {
		e := &rep.Flussi[i]
		k := chiaveV(flusso.Flusso{Testata: e.Testata})
		r["flusso "+k] = fmt.Sprint(e.Classe, " ", e.Anomalie, " ", nomi(e.Segnali))
		for j := range rep.RigheDi(i) {
			x := &rep.Righe[j]
			r[fmt.Sprint("riga ", k, "|", x.Posizione)] = fmt.Sprint(x.Classe, " ", nomi(x.Segnali))
		}
	}
	for i := range rep.Ricevute {
		v := &rep.Ricevute[i]
		r["ricevuta "+chiaveR(v.Ricevuta)] = fmt.Sprint(v.Classe, " ", nomi(v.Segnali))
	}
	for i := range rep.Pendenze {
		p := &rep.Pendenze[i]
		var voci []string
		for _, v := range p.Voci {
			voci = append(voci, v.Classe.String())
		}
		r["pendenza "+fmt.Sprint(p.Dominio, "|", p.ID)] = fmt.Sprint(p.Classe, " ", p.Quietanzabile, " ", voci)
	}
	for _, c := range rep.Conflitti {
		chiave := c.Chiave
		if c.Tipo == rendicontazione.OggettoMovimento {
			if strings.HasSuffix(chiave, "|STORNO") {
				chiave = strings.TrimSuffix(chiave, "STORNO") + "true"
			} else {
				chiave += "false"
			}
		}
		r[fmt.Sprintf("conflitto %s %s %d", c.Tipo, chiave, len(c.Copie))] = ""
	}
	return r
}
