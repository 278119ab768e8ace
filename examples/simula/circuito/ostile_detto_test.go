package circuito_test

import (
	"fmt"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// detta holds a report that asks nobody to what the papers say of each other: where two of
// them disagree somebody has to be asked.
func (m *mondoOstile) detta(in *rendicontazione.Input, r *rendicontazione.Report, accaduti conta) string {
	muto := daVedere(r) == ""
	for _, trova := range []func(*rendicontazione.Input) string{dueContenuti, dueVolte, versioniSbagliate, righeDifformi, debitiDifformi} {
		testo := trova(in)
		if testo == "" {
			continue
		}
		if accaduti["discordanze"]++; muto {
			return testo + ", e nessuno è interpellato"
		}
	}
	if muto {
		return m.alSuoPosto(r)
	}
	return ""
}

// dueContenuti looks for papers of one key that do not say the same.
func dueContenuti(in *rendicontazione.Input) string {
	movimenti, ricevute := map[cassa.Chiave]cassa.Movimento{}, map[rendicontazione.ChiaveRicevuta]rendicontazione.VoceRicevuta{}
	for _, x := range in.Movimenti {
		if y, noto := movimenti[x.Chiave()]; noto && (x.Importo != y.Importo || x.DataContabile != y.DataContabile) {
			return "due contenuti del movimento " + x.Chiave().String() // a longer text is the same line
		}
		movimenti[x.Chiave()] = x
	}
	for _, x := range in.Ricevute {
		if y, nota := ricevute[x.Chiave()]; nota && x != y {
			return "due contenuti della ricevuta " + x.Chiave().String()
		}
		ricevute[x.Chiave()] = x
	}
	return ""
}

// dovuta names an item that a body is owed.
type dovuta struct {
	dominio avviso.IdDominio
	iuv     string
	indice  avviso.Indice
}

// dueVolte looks for an item paid twice, and not given back.
func dueVolte(in *rendicontazione.Input) string {
	pagate := map[dovuta]string{}
	for _, x := range in.Ricevute {
		k := dovuta{x.IdDominio, x.IUV, x.Indice}
		if x.ImportoRevocato.Segno() > 0 || x.Tipo == avviso.MBT || !esaminato(in, x.IdDominio) {
			continue
		}
		if iur, nota := pagate[k]; nota && iur != x.IUR {
			return fmt.Sprintf("%s pagata due volte", x.Chiave())
		}
		pagate[k] = x.IUR
	}
	return ""
}

func esaminato(in *rendicontazione.Input, d avviso.IdDominio) bool {
	return slices.ContainsFunc(in.Domini, func(x rendicontazione.Dominio) bool { return x.IdDominio == d })
}

// correnti are the last versions of the flows.
func correnti(in *rendicontazione.Input) map[string]*flusso.Flusso {
	ultime := map[string]*flusso.Flusso{}
	for i := range in.Flussi {
		f := &in.Flussi[i]
		k := f.IdDominio.String() + "/" + f.IDFlusso
		if g := ultime[k]; g == nil || f.Revisione > g.Revisione || f.Revisione == g.Revisione && f.DataOraFlusso.Compare(g.DataOraFlusso) > 0 {
			ultime[k] = f
		}
	}
	return ultime
}

// versioniSbagliate looks for a flow whose rows are not its totals.
func versioniSbagliate(in *rendicontazione.Input) string {
	for k, f := range correnti(in) {
		var somma int64
		for i := range f.Righe {
			if f.Righe[i].Esito == flusso.Revocato {
				somma -= f.Righe[i].Importo.Centesimi()
			} else {
				somma += f.Righe[i].Importo.Centesimi()
			}
		}
		if somma != f.ImportoTotalePagamenti.Centesimi() || int64(len(f.Righe)) != f.NumeroTotalePagamenti {
			return k + " non fa il suo totale"
		}
	}
	return ""
}

// righeDifformi looks for a row of another amount than its receipt.
func righeDifformi(in *rendicontazione.Input) string {
	ricevute := map[rendicontazione.ChiaveRicevuta]*rendicontazione.VoceRicevuta{}
	for i := range in.Ricevute {
		ricevute[in.Ricevute[i].Chiave()] = &in.Ricevute[i]
	}
	for k, f := range correnti(in) {
		for i := range f.Righe {
			x := &f.Righe[i]
			v := ricevute[rendicontazione.ChiaveRicevuta{IdDominio: f.IdDominio, IUV: x.IUV, IUR: x.IUR, Indice: max(x.Indice, 1)}]
			if v != nil && x.Esito != flusso.Revocato && v.Importo != x.Importo {
				return fmt.Sprintf("la riga di %s in %s non è la sua ricevuta", x.IUV, k)
			}
		}
	}
	return ""
}

// debitiDifformi looks for a position whose receipt is of another amount.
func debitiDifformi(in *rendicontazione.Input) string {
	dovuti := map[dovuta][]avviso.Importo{}
	for i := range in.Pendenze {
		p := &in.Pendenze[i]
		for _, v := range p.Voci {
			d := p.IdDominio
			if v.IdDominio.IsValid() {
				d = v.IdDominio
			}
			k := dovuta{d, p.IUV, v.Indice}
			dovuti[k] = append(dovuti[k], v.Importo)
		}
	}
	for _, x := range in.Ricevute {
		if x.Tipo == avviso.MBT || !esaminato(in, x.IdDominio) {
			continue
		}
		for _, n := range dovuti[dovuta{x.IdDominio, x.IUV, x.Indice}] {
			if n != x.Importo {
				return fmt.Sprintf("%s: dovuti %s, pagati %s", x.Chiave(), n, x.Importo)
			}
		}
	}
	return ""
}

// alSuoPosto wants each euro of pagoPA that the documents tell of where it is counted, when
// nobody is asked: a credit that is whole is one of pagoPA, a debit that is whole takes one back.
func (m *mondoOstile) alSuoPosto(r *rendicontazione.Report) string {
	classi := map[cassa.Chiave]rendicontazione.ClasseMovimento{}
	for i := range r.Movimenti {
		classi[r.Movimenti[i].Chiave()] = r.Movimenti[i].Classe
	}
	for _, v := range m.vere {
		if !v.pagoPA || v.tagliata {
			continue
		}
		for i := range v.racconti {
			switch c := classi[v.racconti[i].Chiave()]; c {
			case rendicontazione.MovimentoNonPagoPA, rendicontazione.MovimentoUscita, rendicontazione.MovimentoFuoriAmbito:
				return fmt.Sprintf("%s è pagoPA, e per il rapporto %s", v.racconti[i].Chiave(), c)
			}
		}
	}
	return ""
}
