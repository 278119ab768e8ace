package main

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

// voceDaVedere is one thing that a person must look at.
type voceDaVedere struct {
	oggetto string // kind of object and class
	chiave  string // what names it
	motivo  string // why, in plain Italian
	chi     destinatario
	cosa    string // what is to be done, the same for all the cases of a kind
	dominio avviso.IdDominio
	importo avviso.Importo
	caso    string // what the things that have one cause have in common
	dipende bool   // on something that is not here, and may not have been read
}

// elencaDaVedere lists what a person must look at, in the order of the report: the library says
// what and why, the facts of each object are added here.
func elencaDaVedere(r *rendicontazione.Report, l *lettura) []voceDaVedere {
	var v []voceDaVedere
	for _, q := range l.quadrature {
		for _, a := range q.Avvertenze() {
			v = append(v, voceDaVedere{oggetto: "estratto " + string(a.Codice), chiave: strings.TrimSpace(a.Campo + " " + a.Valore), motivo: a.Testo, chi: banca, cosa: "l'estratto conto non quadra: va richiesto"})
		}
	}
	for _, gruppo := range cassa.PerGiornale(l.pagine) {
		if motivo := pagineMancanti(gruppo); motivo != "" {
			v = append(v, voceDaVedere{oggetto: "giornale di cassa INCOMPLETO", chiave: gruppo[0].IdDominio.String() + " " + gruppo[0].Al.Italiana(), motivo: motivo, chi: banca, cosa: "giornale di cassa incompleto: vanno chieste le pagine", dominio: gruppo[0].IdDominio})
		}
	}
	for i := range r.Flussi {
		if f := &r.Flussi[i]; f.Classe.RichiedeIntervento() || f.Segnali.RichiedeIntervento() {
			v = append(v, voceDaVedere{
				oggetto: "flusso " + f.Classe.String(), chiave: f.IDFlusso, motivo: motivo(fattiFlusso(r, f), f.Classe.Spiegazione(), f.Segnali), chi: psp,
				cosa: daFare(f.Classe.RichiedeIntervento(), f.Classe.Spiegazione(), f.Segnali), dominio: f.IdDominio, importo: f.ImportoTotalePagamenti, caso: casoFlusso(f),
				dipende: f.Classe == rendicontazione.FlussoAccreditoMancante || f.Classe == rendicontazione.FlussoImportoDiverso,
			})
		}
	}
	for i := range r.Righe {
		if g := &r.Righe[i]; g.Classe.RichiedeIntervento() || g.Segnali.RichiedeIntervento() {
			v = append(v, voceDaVedere{
				oggetto: "riga " + g.Classe.String(), chiave: g.IDFlusso() + " riga " + strconv.Itoa(int(g.Posizione)), motivo: motivo(fattiRiga(r, i), g.Classe.Spiegazione(), g.Segnali),
				chi: chiRiga(g.Classe, g.Segnali), cosa: daFare(g.Classe.RichiedeIntervento(), g.Classe.Spiegazione(), g.Segnali), dominio: g.IdDominio(), importo: g.Importo,
				caso: casoPagamento(g.IdDominio(), g.IUV), dipende: dipendeRiga[g.Classe] || g.Segnali.Contiene(rendicontazione.SegnaleRicevutaMancante),
			})
		}
	}
	ripresi := flussiRipresi(r)
	for i := range r.Ricevute {
		if g := &r.Ricevute[i]; g.Classe.RichiedeIntervento() || g.Segnali.RichiedeIntervento() {
			fatti := "pagamento di " + euro(g.Importo) + " del " + g.Data.Italiana()
			v = append(v, voceDaVedere{
				oggetto: "ricevuta " + g.Classe.String(), chiave: fmt.Sprintf("%s/%s/%d", g.IUV, g.IUR, g.Indice), motivo: motivo(fatti, g.Classe.Spiegazione(), g.Segnali),
				chi: chiRicevuta(g.Classe, g.Segnali), cosa: daFare(g.Classe.RichiedeIntervento(), g.Classe.Spiegazione(), g.Segnali), dominio: g.IdDominio, importo: g.Importo,
				caso: cmp.Or(ripresi[i], casoPagamento(g.IdDominio, g.IUV)), dipende: g.Classe == rendicontazione.RicevutaNonRendicontata,
			})
		}
	}
	for i := range r.Pendenze {
		p := &r.Pendenze[i]
		voce := voceDaVedere{oggetto: "pendenza " + p.Classe.String(), chiave: p.ID, chi: ufficio, dominio: p.IdDominio, caso: casoPagamento(p.IdDominio, p.IUV)}
		switch {
		case p.Classe.RichiedeIntervento():
			voce.motivo, voce.cosa = spiegaVoci(p), p.Classe.Spiegazione()
		case p.Classe == rendicontazione.PendenzaIncassata && !p.Quietanzabile:
			voce.motivo, voce.cosa = "pagata più di una volta: prima di quietanzare va trattato il doppione", pagatoDuePiuVolte
		case p.Segnali.RichiedeIntervento():
			voce.cosa = daFare(false, "", p.Segnali)
			voce.motivo = voce.cosa
		case slices.ContainsFunc(p.Voci, daVedere):
			segnalata := p.Voci[slices.IndexFunc(p.Voci, daVedere)]
			voce.motivo, voce.cosa = spiegaVoci(p), daFare(false, "", segnalata.Segnali)
		default:
			continue
		}
		voce.importo = importoDovuto(p)
		v = append(v, voce)
	}
	for i := range r.Movimenti {
		if m := &r.Movimenti[i]; m.Classe.RichiedeIntervento() || m.Segnali.RichiedeIntervento() {
			v = append(v, voceDaVedere{
				oggetto: "movimento " + m.Classe.String(), chiave: nomeMovimento(m), motivo: motivo(fattiMovimento(m), m.Classe.Spiegazione(), m.Segnali),
				chi: chiMovimento(m), cosa: daFare(m.Classe.RichiedeIntervento(), m.Classe.Spiegazione(), m.Segnali), dominio: m.IdDominio, importo: m.Importo,
				caso: casoMovimento(r, i), dipende: dipendeMovimento[m.Classe],
			})
		}
	}
	for _, c := range r.Conflitti {
		v = append(v, voceDaVedere{oggetto: "conflitto " + string(c.Tipo), chiave: c.Chiave, motivo: c.Motivo, chi: ufficio, cosa: "lo stesso documento è arrivato in modi diversi: verificare quale è giusto", caso: casoConflitto(&c)})
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
		fatti += ", causale " + abbrevia(m.Causale)
	}
	if !m.Delta.IsZero() {
		fatti += ", differenza " + euro(m.Delta)
	}
	return fatti
}

func abbrevia(s string) string {
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

// importoDovuto sums the items of a position.
func importoDovuto(p *rendicontazione.EsitoPendenza) avviso.Importo {
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

// quietanzabili lists the positions that may be discharged.
func quietanzabili(r *rendicontazione.Report) []*rendicontazione.EsitoPendenza {
	var q []*rendicontazione.EsitoPendenza
	for i := range r.Pendenze {
		if r.Pendenze[i].Quietanzabile {
			q = append(q, &r.Pendenze[i])
		}
	}
	return q
}
