package main

import (
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
}

// elencaDaVedere lists what a person must look at, in the order of the report: the library says
// what and why, the facts of each object are added here.
func elencaDaVedere(r *rendicontazione.Report, l *lettura) []voceDaVedere {
	var v []voceDaVedere
	for _, q := range l.quadrature {
		for _, a := range q.Avvertenze() {
			v = append(v, voceDaVedere{"estratto " + string(a.Codice), strings.TrimSpace(a.Campo + " " + a.Valore), a.Testo})
		}
	}
	for _, gruppo := range cassa.PerGiornale(l.pagine) {
		if motivo := pagineMancanti(gruppo); motivo != "" {
			v = append(v, voceDaVedere{"giornale di cassa INCOMPLETO", gruppo[0].IdDominio.String() + " " + gruppo[0].Al.Italiana(), motivo})
		}
	}
	for i := range r.Movimenti {
		if m := &r.Movimenti[i]; m.Classe.RichiedeIntervento() || m.Segnali.RichiedeIntervento() {
			v = append(v, voceDaVedere{"movimento " + m.Classe.String(), nomeMovimento(m), motivo(fattiMovimento(m), m.Classe, m.Segnali)})
		}
	}
	for i := range r.Flussi {
		if f := &r.Flussi[i]; f.Classe.RichiedeIntervento() || f.Segnali.RichiedeIntervento() {
			v = append(v, voceDaVedere{"flusso " + f.Classe.String(), f.IDFlusso, motivo(fattiFlusso(r, f), f.Classe, f.Segnali)})
		}
	}
	for i := range r.Righe {
		if g := &r.Righe[i]; g.Classe.RichiedeIntervento() || g.Segnali.RichiedeIntervento() {
			v = append(v, voceDaVedere{"riga " + g.Classe.String(), g.IDFlusso() + " riga " + strconv.Itoa(int(g.Posizione)), motivo(fattiRiga(r, i), g.Classe, g.Segnali)})
		}
	}
	for i := range r.Ricevute {
		if g := &r.Ricevute[i]; g.Classe.RichiedeIntervento() || g.Segnali.RichiedeIntervento() {
			fatti := "pagamento di " + euro(g.Importo) + " del " + g.Data.Italiana()
			v = append(v, voceDaVedere{"ricevuta " + g.Classe.String(), fmt.Sprintf("%s/%s/%d", g.IUV, g.IUR, g.Indice), motivo(fatti, g.Classe, g.Segnali)})
		}
	}
	for i := range r.Pendenze {
		switch p := &r.Pendenze[i]; {
		case p.Classe.RichiedeIntervento() || p.Segnali.RichiedeIntervento() || slices.ContainsFunc(p.Voci, daVedere):
			v = append(v, voceDaVedere{"pendenza " + p.Classe.String(), p.ID, spiegaPendenza(p)})
		case p.Classe == rendicontazione.PendenzaIncassata && !p.Quietanzabile:
			v = append(v, voceDaVedere{"pendenza " + p.Classe.String(), p.ID, "pagata più di una volta: prima di quietanzare va trattato il doppione"})
		}
	}
	for _, c := range r.Conflitti {
		v = append(v, voceDaVedere{"conflitto " + string(c.Tipo), c.Chiave, c.Motivo})
	}
	return v
}

// parlante is a class, as a person reads it.
type parlante interface {
	fmt.Stringer
	Spiegazione() string
}

// motivo joins the facts of an object with the words of its class and of the flags that ask for a person.
func motivo(fatti string, classe parlante, segnali rendicontazione.Segnali) string {
	parti := []string{classe.Spiegazione()}
	for s := range segnali.Tutti() {
		if s.RichiedeIntervento() && s.String() != classe.String() { // STORNO_DUBBIO is both
			parti = append(parti, s.Spiegazione())
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
		fatti = "uscita di "
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

// daVedere reports whether a person must look at an item of a position.
func daVedere(v rendicontazione.EsitoVoce) bool {
	return v.Classe.RichiedeIntervento() || v.Segnali.RichiedeIntervento()
}

// spiegaPendenza says what a person must look at of a position, and of its items.
func spiegaPendenza(p *rendicontazione.EsitoPendenza) string {
	var parti []string
	for s := range p.Segnali.Tutti() {
		if s.RichiedeIntervento() {
			parti = append(parti, s.Spiegazione())
		}
	}
	for _, v := range p.Voci {
		if daVedere(v) {
			parti = append(parti, motivo(fmt.Sprintf("voce %d di %s", v.Indice, euro(v.Importo)), v.Classe, v.Segnali))
		}
	}
	return strings.Join(parti, "; ")
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
