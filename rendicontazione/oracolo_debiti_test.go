package rendicontazione_test

import (
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

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
		case !v.entrata() || !o.dentro(v.IdDominio):
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
	beneficiario := v.IdDominio
	if !beneficiario.IsValid() {
		beneficiario = p.IdDominio
	}
	type pagamento struct {
		importo avviso.Importo
		vale    string // what it makes of the item when the amount is right
		classe  string // of the receipt
	}
	var pagamenti []pagamento
	iur := map[string]bool{}
	for _, r := range o.ricevute {
		if r.IdDominio == beneficiario && canonicoIUV(r.IUV) == canonicoIUV(p.IUV) && r.Indice == v.Indice {
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

func (o *oracolo) doppioNelleRighe(d avviso.IdDominio, iuv string, indice avviso.Indice) bool {
	for _, f := range o.flussi {
		for _, r := range f.righe {
			if f.corrente && f.IdDominio == d && canonicoIUV(r.IUV) == canonicoIUV(iuv) && r.segnali["DOPPIO"] &&
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
