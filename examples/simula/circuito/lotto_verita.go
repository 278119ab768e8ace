package circuito

import (
	"slices"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// chiudi files what of a flow and of its credits had arrived on the last day, and says
// the class of everything.
func (o *opera) chiudi(l *lotto) {
	var arrivati []invio
	for _, v := range l.invii {
		if o.arrivato(avviso.DataDi(v.quando)) {
			arrivati = append(arrivati, v)
		}
	}
	classe := o.classeFlusso(l, arrivati)
	o.bonifici(l, classe, arrivati)
	for i := range arrivati {
		v := &arrivati[i]
		corrente := i == len(arrivati)-1
		f := Versione{Flusso: flusso.Flusso{Testata: o.testata(l, v), Righe: make([]flusso.Riga, len(v.righe))}, FdR3: l.fdr3}
		chiave := chiaveVersione(&f.Testata)
		o.verita(OggettoFlusso, chiave, scelta(corrente, classe, rendicontazione.FlussoObsoleto).String())
		for n, r := range v.righe {
			f.Righe[n] = r.riga
			o.verita(OggettoRiga, chiaveRiga(chiave, n+1), scelta(corrente, r.classe, rendicontazione.RigaObsoleta).String())
			if corrente {
				r.arriva(classe == rendicontazione.FlussoRiconciliato, l.trattenuto)
			}
			if r.pagamento != nil {
				r.pagamento.inFlusso(v.quando)
			}
		}
		o.g.Flussi = append(o.g.Flussi, f)
	}
}

func scelta[T any](si bool, a, b T) T {
	if si {
		return a
	}
	return b
}

// arriva tells a payment that its row is in the current version, whose credit may be
// held back.
func (r *riga) arriva(accreditato, trattenuto bool) {
	switch r.classe {
	case rendicontazione.RigaAbbinata:
		r.quota.classe = scelta(accreditato && !trattenuto, rendicontazione.RicevutaIncassata, rendicontazione.RicevutaRendicontata)
	case rendicontazione.RigaImportoDiverso:
		r.quota.classe = rendicontazione.RicevutaRigaDifforme
	case rendicontazione.RigaSenzaRicevutaAmmessa:
		r.quota.senza = scelta(accreditato && !trattenuto, rendicontazione.VoceIncassata, rendicontazione.VoceRendicontata)
		r.ammessa.eseguita = true
	case rendicontazione.RigaSenzaRicevuta:
		// The money is there, the receipt is not.
		if accreditato && r.quota.riscossione.Importo == r.riga.Importo {
			r.quota.senza = rendicontazione.VoceRendicontata
		}
	}
}

// inFlusso notes that the PSP put the payment in a flow.
func (p *Pagamento) inFlusso(quando time.Time) {
	for _, q := range p.flussi {
		if q.Equal(quando) {
			return
		}
	}
	p.flussi = append(p.flussi, quando)
}

// classeFlusso returns the class of the current version.
func (o *opera) classeFlusso(l *lotto, arrivati []invio) rendicontazione.ClasseFlusso {
	if len(arrivati) == 0 {
		return 0
	}
	v := &arrivati[len(arrivati)-1]
	if l.anomalo {
		return rendicontazione.FlussoAnomalo
	}
	crediti, ripresi := o.validi(l)
	if len(crediti) > 0 {
		return scelta(pagano(crediti, totaleRighe(v.righe)+l.altri), rendicontazione.FlussoRiconciliato, rendicontazione.FlussoImportoDiverso)
	}
	if ripresi {
		return rendicontazione.FlussoAccreditoStornato
	}
	prima := v.righe[0].riga.Data
	for _, r := range v.righe {
		if r.riga.Data.Prima(prima) {
			prima = r.riga.Data
		}
	}
	termine := scadenze(prima).AccreditoEntroTarget
	if termine.Prima(o.g.Data) {
		termine = o.g.Data
	}
	return scelta(o.s.oggi.Dopo(termine), rendicontazione.FlussoAccreditoMancante, rendicontazione.FlussoInAttesaAccredito)
}

// validi returns the credits that have arrived, name the flow and were not reversed,
// and whether others were.
func (o *opera) validi(l *lotto) (v []bonifico, ripresi bool) {
	for _, b := range slices.Concat(l.crediti, l.altrui) {
		switch {
		case !o.arrivato(b.giorno) || b.perso:
		case o.stornato(&b):
			ripresi = true
		default:
			v = append(v, b)
		}
	}
	return v, ripresi
}

func (o *opera) stornato(b *bonifico) bool { return b.stornato.IsValid() && o.arrivato(b.stornato) }

// pagano reports whether credits pay a flow: one of them alone, or two and more
// together.
func pagano(crediti []bonifico, totale int64) bool {
	somma := int64(0)
	for _, c := range crediti {
		if c.importo == totale {
			return true
		}
		somma += c.importo
	}
	return len(crediti) > 1 && somma == totale
}

// bonifici books the credits of a flow.
func (o *opera) bonifici(l *lotto, classe rendicontazione.ClasseFlusso, arrivati []invio) {
	visto := false // one of the credits is the one that pays
	for i := range l.crediti {
		b := &l.crediti[i]
		if !o.arrivato(b.giorno) {
			continue
		}
		v := o.voce(b.giorno, avviso.ImportoDaCentesimi(b.importo))
		v.Cliente, v.Causale, v.TRN = l.psp.Nome, b.causale, trn(l.id)
		if o.stornato(b) {
			o.accredito(l.ente, v, rendicontazione.MovimentoStornato)
			v.TipoOperazione, v.BollettaStorno, v.DataMovimento, v.DataValuta = "STORNATO", v.Bolletta, b.stornato, b.stornato
			o.accredito(l.ente, v, rendicontazione.MovimentoStorno)
			continue
		}
		c := o.classeBonifico(b, classe, len(arrivati) > 0)
		if c == rendicontazione.MovimentoRiconciliato && visto {
			c = scelta(b.importo == totaleRighe(arrivati[len(arrivati)-1].righe), rendicontazione.MovimentoFlussoGiaRiconciliato, rendicontazione.MovimentoIntegrazione)
		}
		visto = visto || c == rendicontazione.MovimentoRiconciliato
		o.accredito(l.ente, v, c)
	}
}

// classeBonifico returns the class of a credit, as if it were the first of its flow.
func (o *opera) classeBonifico(b *bonifico, classe rendicontazione.ClasseFlusso, trovato bool) rendicontazione.ClasseMovimento {
	switch {
	case b.perso || !trovato:
		termine := dopo(rendicontazione.Italia, b.giorno, 2)
		return scelta(o.s.oggi.Dopo(termine), rendicontazione.MovimentoFlussoNonTrovato, rendicontazione.MovimentoInAttesaFlusso)
	case classe == rendicontazione.FlussoAnomalo:
		return rendicontazione.MovimentoFlussoAnomalo
	case classe == rendicontazione.FlussoRiconciliato:
		return rendicontazione.MovimentoRiconciliato
	}
	return rendicontazione.MovimentoImportoDiverso
}
