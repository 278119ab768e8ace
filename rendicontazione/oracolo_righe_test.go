package rendicontazione_test

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

func (o *oracolo) righeControRicevute() {
	for _, f := range o.flussi {
		f.corrente = o.dentro(f.IdDominio)
		switch {
		case !f.corrente:
			f.classe = "FUORI_AMBITO"
		case o.superato(f):
			f.corrente, f.classe = false, "OBSOLETO"
		}
		for i, r := range f.righe {
			switch f.classe {
			case "FUORI_AMBITO":
				r.classe = "FUORI_AMBITO"
				continue
			case "OBSOLETO":
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
		if g == f || g.IdDominio != f.IdDominio || g.IDFlusso != f.IDFlusso {
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
		if v.IdDominio == r.f.IdDominio && canonicoIUV(v.IUV) == canonicoIUV(r.IUV) && v.IUR == r.IUR {
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
		if f.Ricevente != "" && f.Ricevente != f.IdDominio.String() {
			f.anomalie = append(f.anomalie, "007116")
		}
		if f.corrente && len(f.anomalie) > 0 {
			f.classe = "ANOMALO"
		}
	}
}

func (o *oracolo) classiFlussi() {
	for _, f := range o.flussi {
		if f.classe != "" {
			continue
		}
		if len(f.pagato) > 0 {
			f.classe = "RICONCILIATO"
			continue
		}
		if f.nominato > 0 {
			f.classe = "IMPORTO_DIVERSO"
			continue
		}
		if f.ripreso {
			f.classe = "ACCREDITO_STORNATO"
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
		if p.IdDominio == r.f.IdDominio && canonicoIUV(p.IUV) == canonicoIUV(r.IUV) {
			pp = append(pp, p)
		}
	}
	esito := r.Esito.Codice()
	switch {
	case len(pp) == 0 && !o.interno(r.f.IdDominio, canonicoIUV(r.IUV)):
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
		tutti = append(tutti, uno{fmt.Sprint(v.IdDominio, canonicoIUV(v.IUV), "|", v.Indice), v.IUR, v.segnali})
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
			tutti = append(tutti, uno{fmt.Sprint(f.IdDominio, canonicoIUV(r.IUV), "|", indice), r.IUR, r.segnali})
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
