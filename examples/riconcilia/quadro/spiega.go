package quadro

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// elencaDaVedere lists what a person must look at, in the order of the report: the library says
// what and why, the facts of each object are added here.
func elencaDaVedere(r *rendicontazione.Report, pagine []cassa.Intestazione, quadrature []cassa.Quadratura) []Voce {
	var v []Voce
	for _, q := range quadrature {
		for _, a := range q.Avvertenze() {
			v = append(v, Voce{Oggetto: "estratto " + string(a.Codice), Chiave: strings.TrimSpace(a.Campo + " " + a.Valore), Motivo: a.Testo, AChi: Banca, Cosa: "l'estratto conto non quadra: va richiesto"})
		}
	}
	for _, gruppo := range cassa.PerGiornale(pagine) {
		if motivo := pagineMancanti(gruppo); motivo != "" {
			v = append(v, Voce{Oggetto: "giornale di cassa INCOMPLETO", Chiave: gruppo[0].IdDominio.String() + " " + gruppo[0].Al.Italiana(), Motivo: motivo, AChi: Banca, Cosa: "giornale di cassa incompleto: vanno chieste le pagine", Dominio: gruppo[0].IdDominio})
		}
	}
	for i := range r.Flussi {
		if f := &r.Flussi[i]; f.Classe.RichiedeIntervento() || f.Segnali.RichiedeIntervento() {
			v = append(v, Voce{
				Oggetto: "flusso " + f.Classe.String(), Chiave: f.IDFlusso, Motivo: motivo(fattiFlusso(r, f), f.Classe.Spiegazione(), f.Segnali), AChi: PSP,
				Cosa: daFare(f.Classe.RichiedeIntervento(), f.Classe.Spiegazione(), f.Segnali), Dominio: f.IdDominio, Importo: f.ImportoTotalePagamenti, caso: casoFlusso(f),
				Dipende: f.Classe == rendicontazione.FlussoAccreditoMancante || f.Classe == rendicontazione.FlussoImportoDiverso,
			})
		}
	}
	for i := range r.Righe {
		if g := &r.Righe[i]; g.Classe.RichiedeIntervento() || g.Segnali.RichiedeIntervento() {
			v = append(v, Voce{
				Oggetto: "riga " + g.Classe.String(), Chiave: g.IDFlusso() + " riga " + strconv.Itoa(int(g.Posizione)), Motivo: motivo(fattiRiga(r, i), g.Classe.Spiegazione(), g.Segnali),
				AChi: chiRiga(g.Classe, g.Segnali), Cosa: daFare(g.Classe.RichiedeIntervento(), g.Classe.Spiegazione(), g.Segnali), Dominio: g.IdDominio(), Importo: g.Importo,
				caso: casoPagamento(g.IdDominio(), g.IUV), Dipende: dipendeRiga[g.Classe] || g.Segnali.Contiene(rendicontazione.SegnaleRicevutaMancante),
			})
		}
	}
	ripresi := flussiRipresi(r)
	for i := range r.Ricevute {
		if g := &r.Ricevute[i]; g.Classe.RichiedeIntervento() || g.Segnali.RichiedeIntervento() {
			fatti := "pagamento di " + euro(g.Importo) + " del " + g.Data.Italiana()
			v = append(v, Voce{
				Oggetto: "ricevuta " + g.Classe.String(), Chiave: fmt.Sprintf("%s/%s/%d", g.IUV, g.IUR, g.Indice), Motivo: motivo(fatti, g.Classe.Spiegazione(), g.Segnali),
				AChi: chiRicevuta(g.Classe, g.Segnali), Cosa: daFare(g.Classe.RichiedeIntervento(), g.Classe.Spiegazione(), g.Segnali), Dominio: g.IdDominio, Importo: g.Importo,
				caso: cmp.Or(ripresi[i], casoPagamento(g.IdDominio, g.IUV)), Dipende: g.Classe == rendicontazione.RicevutaNonRendicontata,
			})
		}
	}
	for i := range r.Pendenze {
		p := &r.Pendenze[i]
		voce := Voce{Oggetto: "pendenza " + p.Classe.String(), Chiave: p.ID, AChi: Ufficio, Dominio: p.IdDominio, caso: casoPagamento(p.IdDominio, p.IUV)}
		switch {
		case p.Classe.RichiedeIntervento():
			voce.Motivo, voce.Cosa = spiegaVoci(p), p.Classe.Spiegazione()
		case p.Classe == rendicontazione.PendenzaIncassata && !p.Quietanzabile:
			voce.Motivo, voce.Cosa = "pagata più di una volta: prima di quietanzare va trattato il doppione", pagatoDuePiuVolte
		case p.Segnali.RichiedeIntervento():
			voce.Cosa = daFare(false, "", p.Segnali)
			voce.Motivo = voce.Cosa
		case slices.ContainsFunc(p.Voci, daVedere):
			segnalata := p.Voci[slices.IndexFunc(p.Voci, daVedere)]
			voce.Motivo, voce.Cosa = spiegaVoci(p), daFare(false, "", segnalata.Segnali)
		default:
			continue
		}
		voce.Importo = Dovuto(p)
		v = append(v, voce)
	}
	for i := range r.Movimenti {
		if m := &r.Movimenti[i]; m.Classe.RichiedeIntervento() || m.Segnali.RichiedeIntervento() {
			v = append(v, Voce{
				Oggetto: "movimento " + m.Classe.String(), Chiave: nomeMovimento(m), Motivo: motivo(fattiMovimento(m), m.Classe.Spiegazione(), m.Segnali),
				AChi: chiMovimento(m), Cosa: daFare(m.Classe.RichiedeIntervento(), m.Classe.Spiegazione(), m.Segnali), Dominio: m.IdDominio, Importo: m.Importo,
				caso: casoMovimento(r, i), Dipende: dipendeMovimento[m.Classe],
			})
		}
	}
	for _, c := range r.Conflitti {
		v = append(v, Voce{Oggetto: "conflitto " + string(c.Tipo), Chiave: c.Chiave, Motivo: c.Motivo, AChi: Ufficio, Cosa: "lo stesso documento è arrivato in modi diversi: verificare quale è giusto", caso: casoConflitto(&c)})
	}
	return v
}

// motivo joins the facts of an object with the words of its class and of the flags that ask for a person.
func motivo(fatti, spiegazione string, segnali rendicontazione.Segnali) string {
	parti := []string{spiegazione}
	for s := range segnali.Tutti() {
		if t := s.Spiegazione(); s.RichiedeIntervento() && t != spiegazione {
			parti = append(parti, t)
		}
	}
	return fatti + ": " + strings.Join(parti, "; ")
}

func pagineMancanti(gruppo []cassa.Intestazione) string {
	mancanti, err := cassa.Mancanti(gruppo)
	if err != nil {
		return "le pagine del giornale si contraddicono: " + err.Error()
	}
	var numeri []string
	for n := range mancanti {
		if len(numeri) == 20 {
			numeri = append(numeri, "…")
			break
		}
		numeri = append(numeri, strconv.Itoa(n))
	}
	if len(numeri) == 0 {
		return ""
	}
	return fmt.Sprintf("manca la pagina %s di %d: gli accrediti che contiene non sono stati considerati", strings.Join(numeri, ", "), gruppo[0].Pagine)
}

func nomeMovimento(m *rendicontazione.EsitoMovimento) string {
	nome := m.ID + " del " + m.DataContabile.Italiana()
	if m.Fonte != "" {
		nome = m.Fonte + " " + nome
	}
	return nome
}

func euro(i avviso.Importo) string { return "€ " + i.Italiano() }

// fattiMovimento says how much, and what for.
func fattiMovimento(m *rendicontazione.EsitoMovimento) string {
	fatti := "accredito di "
	switch {
	case m.Storno:
		fatti = "storno di "
	case m.Segno == cassa.Uscita:
		fatti = "addebito di "
	}
	fatti += euro(m.Importo)
	switch {
	case m.Flusso != "":
		fatti += ", flusso " + m.Flusso
	case m.IUVTrovato != "":
		fatti += ", IUV " + m.IUVTrovato
	case m.Riferimento != "":
		fatti += ", riferimento " + m.Riferimento
	default:
		fatti += ", causale " + Abbrevia(m.Causale)
	}
	if !m.Delta.IsZero() {
		fatti += ", differenza " + euro(m.Delta)
	}
	return fatti
}

// Abbrevia returns a text on one line, of 80 characters at most.
func Abbrevia(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

// fattiFlusso says how much, since when, from whom, what was credited and what is wrong in it.
func fattiFlusso(r *rendicontazione.Report, f *rendicontazione.EsitoFlusso) string {
	fatti := "flusso di " + euro(f.ImportoTotalePagamenti) + " regolato il " + f.DataRegolamento.Italiana()
	if f.Mittente.Codice != "" {
		fatti += " da " + f.Mittente.Codice
	}
	for n, i := range f.Accrediti {
		fatti += []string{", accreditato per ", " e "}[min(n, 1)] + euro(r.Movimenti[i].Importo)
	}
	for n, c := range f.Anomalie {
		fatti += []string{", anomalia ", " e "}[min(n, 1)] + string(c) + " (" + c.Descrizione() + ")"
	}
	return fatti
}

// fattiRiga says which payment, and what its receipt says.
func fattiRiga(r *rendicontazione.Report, i int) string {
	g := &r.Righe[i]
	fatti := "IUV " + g.IUV + ", " + euro(g.Importo) + ", esito " + g.Esito.String()
	if n, ok := r.RicevutaDi(i); ok && r.Ricevute[n].Importo != g.Importo {
		fatti += ", ricevuta di " + euro(r.Ricevute[n].Importo)
	}
	return fatti
}

// spiegaVoci names the items of a position that a person must look at.
func spiegaVoci(p *rendicontazione.EsitoPendenza) string {
	var voci []string
	for _, v := range p.Voci {
		if daVedere(v) {
			voci = append(voci, motivo(fmt.Sprintf("voce %d di %s", v.Indice, euro(v.Importo)), v.Classe.Spiegazione(), v.Segnali))
		}
	}
	return strings.Join(voci, "; ")
}

// daVedere reports whether a person must look at an item of a position, beyond what the
// flow and the receipts that it depends on say already.
func daVedere(v rendicontazione.EsitoVoce) bool {
	return v.Classe.RichiedeIntervento() || v.Segnali.Contiene(rendicontazione.SegnaleRicevutaMancante)
}

// Dovuto sums the items of a position.
func Dovuto(p *rendicontazione.EsitoPendenza) avviso.Importo {
	tot, err := avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for _, v := range p.Voci {
			if !yield(v.Importo) {
				return
			}
		}
	}).Importo()
	if err != nil {
		return avviso.Importo{} // five amounts of a position cannot pass 64 bits
	}
	return tot
}

// Quietanzabili lists the positions that may be discharged.
func (q *Quadro) Quietanzabili() []*rendicontazione.EsitoPendenza {
	var quali []*rendicontazione.EsitoPendenza
	for i := range q.Pendenze {
		if q.Pendenze[i].Quietanzabile {
			quali = append(quali, &q.Pendenze[i])
		}
	}
	return quali
}

// Incassato sums the items of a position that are on the account.
func Incassato(p *rendicontazione.EsitoPendenza) avviso.Importo {
	tot, err := avviso.TotaleDi(func(yield func(avviso.Importo) bool) {
		for _, v := range p.Voci {
			if v.Classe == rendicontazione.VoceIncassata && !yield(v.Importo) {
				return
			}
		}
	}).Importo()
	if err != nil {
		return avviso.Importo{} // five amounts of a position cannot pass 64 bits
	}
	return tot
}
