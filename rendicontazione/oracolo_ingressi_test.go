package rendicontazione_test

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

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

func tipoNonEntrata(t avviso.TipoRiscossione) string {
	if t == 0 || t == avviso.Entrata {
		return ""
	}
	return t.String()
}

func canonicaMovimento(m cassa.Movimento) string {
	s := membri("id", m.ID, "fonte", m.Fonte, "dominio", m.IdDominio.String(), "importo", m.Importo.String(), "segno", string(m.Segno),
		"storno", m.Storno, "stornoDi", m.StornoDi, "dataContabile", m.DataContabile.String(), "dataValuta", m.DataValuta.String(),
		"causale", "\x00"+m.Causale, "trn", m.TRN, "rifBanca", m.RifBanca, "endToEndId", m.EndToEndID, "esercizio", m.Esercizio,
		"provvisorio", m.Provvisorio, "bolletta", m.Bolletta, "conto", m.Conto, "iban", m.IBAN.String(), "bicOrdinante", m.BICOrdinante,
		"ordinante", m.Ordinante, "estratto", m.Estratto, "idFlusso", m.IDFlusso, "iuv", m.IUV.String(), "lotto", m.Lotto)
	return strings.Replace(s, `\u0000`, "", 1) // an empty causale is there, not absent
}

// sostanza is what copies of one movement must agree on.
func sostanza(m cassa.Movimento) string {
	return fmt.Sprint(m.Importo, m.Segno, "|", m.StornoDi, "|", m.DataContabile, "|", m.Esercizio, "|", m.Provvisorio, "|", m.IBAN, "|", m.IDFlusso, "|", m.IUV, "|", m.Lotto)
}

// caricaMovimenti keeps one copy of each key: of those that agree on what matters
// the one with the longest text; of several such, the first in canonical order.
func (o *oracolo) caricaMovimenti(mm []cassa.Movimento) {
	chiavi, copie := gruppiUguali(mm, chiaveM, canonicaMovimento)
	for _, k := range chiavi {
		var diverse []cassa.Movimento
		for _, c := range copie[k] {
			gia := false
			for n, d := range diverse {
				if sostanza(c) == sostanza(d) {
					gia = true
					if len(c.Causale) > len(d.Causale) {
						diverse[n] = c
					}
				}
			}
			if !gia {
				diverse = append(diverse, c)
			}
		}
		sort.Slice(diverse, func(i, j int) bool { return canonicaMovimento(diverse[i]) < canonicaMovimento(diverse[j]) })
		uno := &oMovimento{Movimento: diverse[0], segnali: map[string]bool{}}
		for _, c := range copie[k] {
			if sostanza(c) == sostanza(diverse[0]) && c.Causale != diverse[0].Causale {
				uno.segnali["TESTO_DIVERSO"] = true
			}
		}
		o.movimenti = append(o.movimenti, uno)
		for _, d := range diverse[1:] {
			o.scartati = append(o.scartati, &oMovimento{Movimento: d, segnali: map[string]bool{}, di: uno})
		}
		if len(diverse) > 1 {
			o.conflitti = append(o.conflitti, fmt.Sprintf("MOVIMENTO %s %d", k, len(diverse)))
		}
	}
}

func canonicaFlusso(f flusso.Flusso) string {
	var righe []string
	for _, r := range f.Righe {
		esito := fmt.Sprintf(`"esito":%d,`, r.Esito.Codice())
		s := membri("iuv", canonicoIUV(r.IUV), "iur", r.IUR, "indice", int(r.Indice), "importo", r.Importo.String(), "data", r.Data.String())
		righe = append(righe, strings.Replace(s, `"data"`, esito+`"data"`, 1))
	}
	s := membri("dominio", f.IdDominio.String(), "idFlusso", f.IDFlusso, "dataOraFlusso", f.DataOraFlusso.String(), "revisione", int(f.Revisione),
		"idRegolamento", f.IDRegolamento, "dataRegolamento", f.DataRegolamento.String(), "numeroTotalePagamenti", int(f.NumeroTotalePagamenti),
		"importoTotalePagamenti", f.ImportoTotalePagamenti.String(), "ricevente", f.Ricevente, "righe", righe)
	return s
}

func canonicaRicevuta(r rendicontazione.VoceRicevuta) string {
	return membri("dominio", r.IdDominio.String(), "iuv", canonicoIUV(r.IUV), "iur", r.IUR, "indice", int(r.Indice), "importo", r.Importo.String(),
		"importoRevocato", nonZero(r.ImportoRevocato), "data", r.Data.String(), "tipo", tipoNonEntrata(r.Tipo))
}

func canonicaPendenza(p rendicontazione.Pendenza) string {
	v := append([]rendicontazione.VocePendenza(nil), p.Voci...)
	sort.Slice(v, func(i, j int) bool { return v[i].Indice < v[j].Indice })
	var voci []string
	for _, x := range v {
		dominio := x.IdDominio.String()
		if x.IdDominio == p.IdDominio {
			dominio = ""
		}
		voci = append(voci, membri("indice", int(x.Indice), "importo", x.Importo.String(), "tipo", tipoNonEntrata(x.Tipo), "dominio", dominio))
	}
	return membri("id", p.ID, "dominio", p.IdDominio.String(), "iuv", canonicoIUV(p.IUV), "voci", voci)
}

func (o *oracolo) carica(in rendicontazione.Input) {
	segna := func(tipo, chiave string, n int) {
		if n > 1 {
			o.conflitti = append(o.conflitti, fmt.Sprintf("%s %s %d", tipo, chiave, n))
		}
	}
	o.caricaMovimenti(in.Movimenti)
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
		o.ricevute = append(o.ricevute, &oVoceRT{VoceRicevuta: rr[k][0], segnali: map[string]bool{}, conflitto: len(rr[k]) > 1})
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
			o.domini[m.IdDominio] = nil
		}
		for _, f := range in.Flussi {
			o.domini[f.IdDominio] = nil
		}
		for _, r := range in.Ricevute {
			o.domini[r.IdDominio] = nil
		}
		for _, p := range in.Pendenze {
			o.domini[p.IdDominio] = nil
			for _, v := range p.Voci {
				if v.IdDominio.IsValid() {
					o.domini[v.IdDominio] = nil
				}
			}
		}
	}
}

func chiaveM(m cassa.Movimento) string {
	return fmt.Sprint(m.Fonte, "|", m.IdDominio, "|", m.ID, "|", m.Storno)
}

func chiaveV(f flusso.Flusso) string {
	if f.Revisione != 0 {
		return fmt.Sprint(f.IdDominio, "|", f.IDFlusso, "|", f.Revisione)
	}
	return fmt.Sprint(f.IdDominio, "|", f.IDFlusso, "|", f.DataOraFlusso)
}

func chiaveR(r rendicontazione.VoceRicevuta) string {
	return fmt.Sprint(r.IdDominio, "|", canonicoIUV(r.IUV), "|", r.IUR, "|", r.Indice)
}

func chiaveP(p rendicontazione.Pendenza) string { return fmt.Sprint(p.IdDominio, "|", p.ID) }

func (o *oracolo) dentro(d avviso.IdDominio) bool { _, ok := o.domini[d]; return ok }

// lavorativo is the n-th working day after d.
func lavorativo(c rendicontazione.Calendario, d avviso.Data, n int) avviso.Data {
	for n > 0 {
		d = d.Aggiungi(1)
		if c.Lavorativo(d) {
			n--
		}
	}
	return d
}

// entroAccredito is the end of D+1, D being the working day after a date.
func entroAccredito(d avviso.Data) avviso.Data {
	return lavorativo(rendicontazione.ItaliaTarget, lavorativo(rendicontazione.Italia, d, 1), 1)
}
