package circuito

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// riga is a row of a flow, and what it must end in when its version is current.
type riga struct {
	riga      flusso.Riga
	pagamento *Pagamento
	quota     *quota
	ammessa   *Posizione // paid by the row alone
	classe    rendicontazione.ClasseRiga
	scoperta  bool // refunds a payment whose money is not on the account
}

// invio is a version of a flow on its way.
type invio struct {
	righe    []*riga
	quando   time.Time
	revision int32
}

// bonifico is a credit on its way. Its text names the flow unless perso is true.
type bonifico struct {
	giorno   avviso.Data
	importo  int64
	causale  string
	perso    bool
	stornato avviso.Data // when it is reversed, zero for never
}

// lotto is a flow with its versions and its credits.
type lotto struct {
	ente    *Ente
	psp     *PSP
	id      string
	fdr3    bool
	anomalo bool
	invii   []invio
	crediti []bonifico

	trattenuto bool // its credit pays less than it reports, and nothing makes up for it

	altrui []bonifico // credits booked with another flow that pay this one too
	altri  int64      // what the other flows of its credits pay, in cents
}

// gruppo sends the rows of a PSP to a body, as the case of the flow wants.
func (o *opera) gruppo(e *Ente, psp int, righe []*riga) {
	p := &tabellaPSP[psp]
	caso := o.s.flussi.caso(o.r.IntN(10_000))
	creato := o.alle(dopo(rendicontazione.Italia, o.g.Data, p.GiornoFlusso), p.OraFlusso)
	if (caso == CasoNormale || caso == CasoFdR3) && o.arrivato(avviso.DataDi(creato)) {
		righe = append(righe, o.revocate(e, psp, totaleRighe(righe))...)
	}
	if (caso == CasoDueFlussi || caso == CasoFlussoSostituito) && len(righe) < 2 {
		caso = CasoNormale
	}
	if caso == CasoDueFlussi {
		meta := len(righe) / 2
		primo, secondo := o.lotto(e, p, righe[:meta], creato), o.lotto(e, p, righe[meta:], creato)
		primo.crediti = []bonifico{{
			giorno: o.giornoAccredito(p.Accredito), importo: totaleRighe(righe), causale: p.Prima + causalePUR(primo.id) + " " + causalePUR(secondo.id),
		}}
		secondo.altrui = primo.crediti
		primo.altri, secondo.altri = totaleRighe(righe[meta:]), totaleRighe(righe[:meta])
		o.chiudi(primo)
		o.chiudi(secondo)
		return
	}
	l := o.lotto(e, p, righe, creato)
	o.invii(l, caso)
	o.crediti(l, righe, caso)
	l.trattenuto = slices.ContainsFunc(righe, func(r *riga) bool { return r.scoperta })
	o.chiudi(l)
}

// lotto begins a flow of one version.
func (o *opera) lotto(e *Ente, p *PSP, righe []*riga, creato time.Time) *lotto {
	o.flussi++
	l := &lotto{ente: e, psp: p, id: fmt.Sprintf("%s%s-%010d", o.g.Data, p.Codice, o.flussi), fdr3: p.FdR3, invii: []invio{{righe, creato, 1}}}
	for _, r := range righe {
		// The schema of the XML has no outcomes 4 and 8.
		l.fdr3 = l.fdr3 || r.riga.Esito == flusso.StandIn || r.riga.Esito == flusso.StandInSenzaRPT
	}
	return l
}

// invii changes the versions of a flow as a case wants.
func (o *opera) invii(l *lotto, caso Caso) {
	primo := &l.invii[0]
	switch caso {
	case CasoFdR3:
		l.fdr3 = true
	case CasoFlussoAnomalo:
		l.anomalo = true
	case CasoFlussoMancante:
		l.invii = nil
	case CasoFlussoTardivo:
		primo.quando = o.alle(dopo(rendicontazione.Italia, o.g.Data, giornoFlussoTardivo), l.psp.OraFlusso)
	case CasoFlussoSostituito:
		secondo := invio{primo.righe, o.alle(dopo(rendicontazione.Italia, o.g.Data, giornoReinvio), 10*time.Hour), 2}
		primo.righe = primo.righe[:len(primo.righe)-1]
		l.invii = append(l.invii, secondo)
	}
}

// crediti decides the credits of a flow.
func (o *opera) crediti(l *lotto, righe []*riga, caso Caso) {
	totale := totaleRighe(righe)
	ordinario := bonifico{giorno: o.giornoAccredito(l.psp.Accredito), importo: totale, causale: l.psp.Prima + causalePUR(l.id) + l.psp.Dopo}
	l.crediti = []bonifico{ordinario}
	c := &l.crediti[0]
	switch caso {
	case CasoAccreditoMancante:
		l.crediti = nil
	case CasoAccreditoTardivo:
		c.giorno = o.giornoAccredito(giornoAccreditoTardivo)
	case CasoAccreditoDiverso:
		c.importo -= 10
	case CasoAccreditoDoppio:
		secondo := ordinario
		secondo.giorno = o.giornoAccredito(giornoSecondoAccredito)
		l.crediti = append(l.crediti, secondo)
	case CasoIntegrazione:
		secondo := ordinario
		secondo.importo = totale / 3
		c.importo -= secondo.importo
		c.causale, secondo.causale = l.psp.Prima+causaleProgressiva(0, l.id), l.psp.Prima+causaleProgressiva(1, l.id)
		l.crediti = append(l.crediti, secondo)
	case CasoStorno:
		if storno := o.giornoAccredito(giornoStorno); storno.Anno() == c.giorno.Anno() { // its ID holds the year
			secondo := ordinario
			secondo.giorno = o.giornoAccredito(giornoRiaccredito)
			c.stornato = storno
			l.crediti = append(l.crediti, secondo)
		}
	case CasoTestoTroncato:
		c.causale, c.perso = l.psp.Prima+causalePUR(l.id[:len(l.id)-3]), true
	case CasoTestoACapo:
		c.causale = l.psp.Prima + causalePUR(l.id[:len(l.id)-4]+"\n"+l.id[len(l.id)-4:])
	}
}

func causalePUR(id string) string { return "/PUR/LGPE-RIVERSAMENTO/URI/" + id }

func causaleProgressiva(n int, id string) string {
	return "/PUR/LGPE-RIVERSAMENTO/TXT/" + strconv.Itoa(n) + "/URI/" + id
}

// totaleRighe returns what a flow pays: refunds are subtracted.
func totaleRighe(righe []*riga) (centesimi int64) {
	for _, r := range righe {
		if r.riga.Esito == flusso.Revocato {
			centesimi -= r.riga.Importo.Centesimi()
		} else {
			centesimi += r.riga.Importo.Centesimi()
		}
	}
	return centesimi
}

func (o *opera) arrivato(d avviso.Data) bool { return !d.Dopo(o.s.oggi) }

func (o *opera) alle(d avviso.Data, ora time.Duration) time.Time { return d.Inizio().Add(ora) }

func (o *opera) giornoAccredito(n int) avviso.Data {
	return dopo(rendicontazione.ItaliaTarget, o.g.Data, n)
}

// voce begins a credit of the journal.
func (o *opera) voce(giorno avviso.Data, importo avviso.Importo) cassa.Voce {
	o.sospesi++
	return cassa.Voce{
		Conto: "0000100", TipoMovimento: "ENTRATA", TipoDocumento: "SOSPESO ENTRATA", TipoOperazione: "ESEGUITO",
		NumeroDocumento: strconv.Itoa(o.sospesi), Progressivo: "0", Importo: importo, Bolletta: strconv.Itoa(o.sospesi), DataEffettivaSospeso: giorno,
		CodiceGestionale: "9999", DataMovimento: giorno, DataValuta: giorno, TipoEsecuzione: "SEPA CREDIT TRANSFER",
	}
}

// accredito books a movement and says its class.
func (o *opera) accredito(e *Ente, v cassa.Voce, classe rendicontazione.ClasseMovimento) {
	a := Accredito{e, v}
	m, ok := a.Movimento()
	if !ok {
		o.fallisce(fmt.Errorf("circuito: not a movement: %+v", v))
		return
	}
	o.g.Accrediti = append(o.g.Accrediti, a)
	o.verita(OggettoMovimento, chiaveMovimento(&m), classe.String())
}

// testata makes the header of a version.
func (o *opera) testata(l *lotto, v *invio) flusso.Testata {
	t := flusso.Testata{
		IdDominio: l.ente.Dominio, IDFlusso: l.id, DataOraFlusso: avviso.DataOraDi(v.quando), IDRegolamento: trn(l.id), DataRegolamento: o.g.Data,
		NumeroTotalePagamenti: int64(len(v.righe)), ImportoTotalePagamenti: avviso.ImportoDaCentesimi(totaleRighe(v.righe)),
		Ricevente: l.ente.Dominio.String(), DenominazioneRicevente: l.ente.Nome, VersioneOggetto: "1.0",
		Mittente: flusso.Soggetto{Tipo: l.psp.Tipo, Codice: l.psp.Codice, Denominazione: l.psp.Nome}, BancaRiversamento: "BAFIITMMXXX",
	}
	if l.fdr3 {
		t.Revisione, t.VersioneOggetto, t.PSP = v.revision, "", l.psp.Codice
	}
	if l.anomalo {
		t.ImportoTotalePagamenti = avviso.ImportoDaCentesimi(totaleRighe(v.righe) + 10_00)
	}
	return t
}

func trn(id string) string { return "TRN" + strings.ReplaceAll(id, "-", "") }
