package rendicontazione_test

import (
	"slices"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// revoche holds back the flows that refund a payment whose money is not on the account.
func (o *oracolo) revoche() {
	for range o.flussi {
		for _, f := range o.flussi {
			if f.classe != "RICONCILIATO" || f.segnali["TRATTENUTO_PER_STORNO"] {
				continue
			}
			scoperta := false
			for _, r := range f.righe {
				if r.Esito.Codice() != 3 {
					continue
				}
				scoperta = scoperta || r.classe == "DUPLICATA" || r.classe == "PAGAMENTO_GIA_RENDICONTATO"
				if r.classe != "REVOCA_ABBINATA" && r.classe != "REVOCA_DIVERSA" {
					for _, g := range o.flussi {
						for _, x := range g.righe {
							if !g.corrente || g.IdDominio != f.IdDominio || canonicoIUV(x.IUV) != canonicoIUV(r.IUV) || x.IUR != r.IUR || x.Esito.Codice() == 3 {
								continue
							}
							scoperta = scoperta || x.classe == "SENZA_RICEVUTA_AMMESSA" || g.classe != "RICONCILIATO" || g.segnali["TRATTENUTO_PER_STORNO"]
						}
					}
					continue
				}
				riportata, sua := false, r.voce.singolo != nil && !r.voce.singolo.segnali["TRATTENUTO_PER_STORNO"]
				for _, x := range r.voce.righe {
					riportata = riportata || x.classe == "ABBINATA" || x.classe == "IMPORTO_DIVERSO"
					sua = sua || x.classe == "ABBINATA" && x.f.classe == "RICONCILIATO" && !x.f.segnali["TRATTENUTO_PER_STORNO"]
				}
				for _, g := range o.flussi { // one that the flows should report
					for _, x := range g.righe {
						riportata = riportata || g.corrente && g.IdDominio == f.IdDominio && x.Esito.Codice() != 3 && !r.voce.Data.Prima(x.Data)
					}
				}
				for _, m := range o.movimenti { // one that may be of a credit taken back
					riportata = riportata || m.IdDominio == f.IdDominio && m.credito() && m.residuo != m.Importo.Centesimi() && m.ignoto() && !m.DataContabile.Prima(r.voce.Data)
				}
				scoperta = scoperta || riportata && !sua
			}
			for _, m := range f.pagato {
				if scoperta {
					m.segnali["TRATTENUTO_PER_STORNO"] = true
				}
			}
			for _, g := range o.flussi {
				for _, m := range g.pagato {
					if m.segnali["TRATTENUTO_PER_STORNO"] {
						g.segnali["TRATTENUTO_PER_STORNO"] = true
					}
				}
			}
		}
	}
}

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
		trattenuto, stornato := false, false
		for _, r := range v.righe {
			if r.classe == "ABBINATA" {
				trattenuto = trattenuto || r.f.segnali["TRATTENUTO_PER_STORNO"]
				stornato = stornato || o.stornato(r.f)
			}
		}
		incassata := v.daFlusso() && !trattenuto
		if v.singolo != nil {
			if v.singolo.segnali["TRATTENUTO_PER_STORNO"] {
				trattenuto = true
			} else {
				incassata = true
			}
		}
		stornato = stornato || o.singoloStornato(v)
		switch {
		case !v.entrata() || !o.dentro(v.IdDominio):
			v.classe = "ESCLUSA"
		case ha("REVOCA_ABBINATA"):
			v.classe = "REVOCATA"
		case ha("REVOCA_DIVERSA"):
			v.classe = "RIGA_DIFFORME"
		case incassata:
			v.classe = "INCASSATA"
		case v.daFlusso():
			v.classe = "RENDICONTATA"
		case ha("IMPORTO_DIVERSO", "PAGAMENTO_AMBIGUO"):
			v.classe = "RIGA_DIFFORME"
		case ha("ABBINATA"):
			v.classe = "RENDICONTATA"
		case !o.oggi.Dopo(lavorativo(rendicontazione.Italia, v.Data, 1+2+o.opt.GiorniAttesaFlusso)):
			v.classe = "IN_ATTESA"
		default:
			v.classe = "NON_RENDICONTATA"
		}
		if v.classe == "ESCLUSA" {
			continue
		}
		if v.classe != "REVOCATA" && v.classe != "INCASSATA" {
			v.segna("TRATTENUTO_PER_STORNO", trattenuto)
			v.segna("ACCREDITO_STORNATO", stornato)
		}
		o.cercaDebito(v)
	}
}

func (v *oVoceRT) segna(s string, vero bool) {
	if vero {
		v.segnali[s] = true
	}
}

// stornato reports whether a flow is not paid, and something was taken of one of
// its credits, or may have been.
func (o *oracolo) stornato(f *oFlusso) bool {
	if f.classe != "IMPORTO_DIVERSO" && f.classe != "ACCREDITO_STORNATO" {
		return false
	}
	for _, m := range o.movimenti {
		for _, n := range m.nomi {
			if m.credito() && n.f == f && m.ripreso() {
				return true
			}
		}
	}
	return false
}

// ignoto reports whether a credit is of no payment and of no flow here.
func (m *oMovimento) ignoto() bool {
	return m.flusso == "" && m.singolo == "" && !slices.ContainsFunc(m.nomi, func(n oNome) bool { return n.f != nil || n.ambiguo })
}

// ripreso reports whether something was taken, or may have been, of a credit.
func (m *oMovimento) ripreso() bool {
	return m.residuo != m.Importo.Centesimi() || m.segnali["STORNO_DUBBIO"]
}

// singoloStornato reports whether a single transfer for the item was taken back.
func (o *oracolo) singoloStornato(v *oVoceRT) bool {
	for _, m := range o.movimenti {
		if !m.credito() || len(m.voci) == 0 || !m.ripreso() || m.classe == "RICONCILIATO_SINGOLO" {
			continue
		}
		suo, ambiguo := false, false
		for _, x := range m.voci {
			ambiguo = ambiguo || x.IUR != m.voci[0].IUR
			suo = suo || x == v
		}
		if suo && !ambiguo {
			return true
		}
	}
	return false
}

// cercaDebito flags an item that no debt item has.
func (o *oracolo) cercaDebito(v *oVoceRT) {
	ente, suo := false, false
	for _, p := range o.pendenze {
		for _, d := range p.Voci {
			b := d.IdDominio
			if !b.IsValid() {
				b = p.IdDominio
			}
			ente = ente || b == v.IdDominio
			suo = suo || b == v.IdDominio && canonicoIUV(p.IUV) == canonicoIUV(v.IUV) && d.Indice == v.Indice
		}
	}
	v.segna("PENDENZA_MANCANTE", !suo && o.opt.TuttiDebitiInPendenze)
	v.segna("SENZA_PENDENZA", !suo && !o.opt.TuttiDebitiInPendenze && ente)
}

func (o *oracolo) classiPendenze() {
	for _, p := range o.pendenze {
		voci := append([]rendicontazione.VocePendenza(nil), p.Voci...)
		sort.Slice(voci, func(i, j int) bool { return voci[i].Indice < voci[j].Indice })
		doppio, conteso := false, false
		for _, v := range voci {
			segnali := map[string]bool{}
			classe, d := o.classeVoce(p, v, segnali)
			doppio = doppio || d
			conteso = conteso || classe != "NON_PAGATA" && classe != "ESCLUSA" && o.chiesta(p, v) > 1
			if classe == "INCASSATA" || classe == "ESCLUSA" {
				segnali = map[string]bool{}
			}
			p.voci = append(p.voci, classe)
			p.segnali = append(p.segnali, segnali)
		}
		p.classe = classePendenza(p.voci)
		p.quietanzabile = p.classe == "INCASSATA" && !doppio && !conteso
		o.guardaIUV(p)
		if conteso {
			p.suoi["PIU_PENDENZE"] = true
		}
	}
}

// chiesta counts the items that ask for the payment that an item asks for.
func (o *oracolo) chiesta(p *oPendenza, v rendicontazione.VocePendenza) (n int) {
	beneficiario := func(p *oPendenza, v rendicontazione.VocePendenza) avviso.IdDominio {
		if v.IdDominio.IsValid() {
			return v.IdDominio
		}
		return p.IdDominio
	}
	for _, q := range o.pendenze {
		for _, w := range q.Voci {
			if canonicoIUV(q.IUV) == canonicoIUV(p.IUV) && beneficiario(q, w) == beneficiario(p, v) && w.Indice == v.Indice {
				n++
			}
		}
	}
	return n
}

// guardaIUV flags a position that nothing pays and whose IUV is not one.
func (o *oracolo) guardaIUV(p *oPendenza) {
	p.suoi = map[string]bool{}
	pagamenti := func(iuv string) bool {
		for _, r := range o.ricevute {
			if r.IdDominio == p.IdDominio && canonicoIUV(r.IUV) == iuv {
				return true
			}
		}
		for _, f := range o.flussi {
			for _, r := range f.righe {
				if f.corrente && f.IdDominio == p.IdDominio && canonicoIUV(r.IUV) == iuv {
					return true
				}
			}
		}
		return false
	}
	iuv := canonicoIUV(p.IUV)
	if p.classe != "NON_PAGATA" || pagamenti(iuv) || iuv == "" || strings.Trim(iuv, "0123456789") != "" {
		return
	}
	switch len(iuv) {
	case 18:
		p.suoi["IUV_NUMERO_AVVISO"] = true
	case 17:
		p.suoi["IUV_NUMERO_AVVISO"] = pagamenti(iuv[2:])
	case 15:
		p.suoi["IUV_SENZA_ZERI"] = pagamenti("00" + iuv)
	default:
		p.suoi["IUV_SENZA_ZERI"] = len(iuv) < 18
	}
	for s, vero := range p.suoi {
		if !vero {
			delete(p.suoi, s)
		}
	}
}

func (o *oracolo) classeVoce(p *oPendenza, v rendicontazione.VocePendenza, segnali map[string]bool) (classe string, doppio bool) {
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
			for _, s := range []string{"TRATTENUTO_PER_STORNO", "ACCREDITO_STORNATO"} {
				if r.segnali[s] {
					segnali[s] = true
				}
			}
		}
	}
	for _, f := range o.flussi {
		for _, r := range f.righe {
			if r.pendenza == p {
				vale := "RENDICONTATA"
				if f.segnali["TRATTENUTO_PER_STORNO"] {
					segnali["TRATTENUTO_PER_STORNO"] = true
				} else if f.classe == "RICONCILIATO" {
					vale = "INCASSATA"
				}
				if o.stornato(f) {
					segnali["ACCREDITO_STORNATO"] = true
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
	if o.ricevutaMancante(beneficiario, p.IUV, v, segnali) {
		return "RENDICONTATA", doppio
	}
	return "NON_PAGATA", doppio
}

// ricevutaMancante reports whether a row of a paid flow tells of the payment of an
// item that no receipt has.
func (o *oracolo) ricevutaMancante(d avviso.IdDominio, iuv string, v rendicontazione.VocePendenza, segnali map[string]bool) (mancante bool) {
	for _, f := range o.flussi {
		for _, r := range f.righe {
			esito := r.Esito.Codice()
			indice := r.Indice
			if indice == 0 {
				indice = 1
			}
			if f.classe == "RICONCILIATO" && f.IdDominio == d && canonicoIUV(r.IUV) == canonicoIUV(iuv) && r.classe == "SENZA_RICEVUTA" &&
				(esito == 0 || esito == 4) && indice == v.Indice && r.Importo == v.Importo {
				mancante = true
				segnali["RICEVUTA_MANCANTE"] = true
				if f.segnali["TRATTENUTO_PER_STORNO"] {
					segnali["TRATTENUTO_PER_STORNO"] = true
				}
			}
		}
	}
	return mancante
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
