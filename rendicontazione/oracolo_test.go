package rendicontazione_test

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/causale"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// The oracle is the engine's rules written a second time, as plainly as
// possible: lists searched from end to end, strings for classes, no index, no
// sharing of code with the engine. It answers with one line of text for each
// object, by key. TestAgainstOracle compares it with the engine.

type (
	oMovimento struct {
		cassa.Movimento
		classe, flusso, iuv, delta string
		segnali                    map[string]bool
		c                          causale.Causale
		trovato                    *oFlusso
		singole                    []*oVoceRT
	}
	oFlusso struct {
		flusso.Flusso
		classe   string
		anomalie []string
		segnali  map[string]bool
		righe    []*oRiga
		corrente bool
		crediti  []*oMovimento
	}
	oRiga struct {
		flusso.Riga
		f         *oFlusso
		posizione int
		classe    string
		segnali   map[string]bool
		voce      *oVoceRT
		pendenza  *oPendenza
	}
	oVoceRT struct {
		rendicontazione.VoceRicevuta
		classe    string
		segnali   map[string]bool
		conflitto bool
		righe     []*oRiga // rows that reach it
		singolo   bool
	}
	oPendenza struct {
		rendicontazione.Pendenza
		classe        string
		quietanzabile bool
		voci          []string
	}
	oracolo struct {
		oggi      avviso.Data
		opt       rendicontazione.Opzioni
		domini    map[avviso.IdDominio]*rendicontazione.Dominio
		movimenti []*oMovimento
		flussi    []*oFlusso
		ricevute  []*oVoceRT
		pendenze  []*oPendenza
		conflitti []string
	}
)

// consulta asks the oracle.
func consulta(in rendicontazione.Input, opt rendicontazione.Opzioni) map[string]string {
	o := &oracolo{oggi: in.Oggi, opt: opt}
	o.carica(in)
	o.righeControRicevute()
	o.anomalie()
	o.stornaELeggi()
	o.creditiPUR()
	o.classiFlussi()
	o.contese()
	o.creditiSingoli()
	o.classiRicevute()
	o.classiPendenze()
	return o.risposta()
}

func elenco(s map[string]bool) string {
	var nomi []string
	for n := range s {
		nomi = append(nomi, n)
	}
	sort.Strings(nomi)
	return "[" + strings.Join(nomi, " ") + "]"
}

func (o *oracolo) risposta() map[string]string {
	r := map[string]string{}
	for _, m := range o.movimenti {
		r["movimento "+chiaveM(m.Movimento)] = fmt.Sprint(m.classe, " ", m.flusso, " ", m.iuv, " ", m.delta, " ", elenco(m.segnali))
	}
	for _, f := range o.flussi {
		r["flusso "+chiaveV(f.Flusso)] = fmt.Sprint(f.classe, " ", f.anomalie, " ", elenco(f.segnali))
		for _, x := range f.righe {
			r[fmt.Sprint("riga ", chiaveV(f.Flusso), "|", x.posizione)] = fmt.Sprint(x.classe, " ", elenco(x.segnali))
		}
	}
	for _, v := range o.ricevute {
		r["ricevuta "+chiaveR(v.VoceRicevuta)] = fmt.Sprint(v.classe, " ", elenco(v.segnali))
	}
	for _, p := range o.pendenze {
		r["pendenza "+chiaveP(p.Pendenza)] = fmt.Sprint(p.classe, " ", p.quietanzabile, " ", p.voci)
	}
	for _, c := range o.conflitti {
		r["conflitto "+c] = ""
	}
	return r
}

// racconta says what a report says in the words of the oracle.
func racconta(rep *rendicontazione.Report) map[string]string {
	nomi := func(s rendicontazione.Segnali) string {
		m := map[string]bool{}
		for x := range s.Tutti() {
			m[x.String()] = true
		}
		return elenco(m)
	}
	r := map[string]string{}
	for i := range rep.Movimenti {
		e := &rep.Movimenti[i]
		delta := ""
		if e.Classe == rendicontazione.MovimentoImportoDiverso {
			delta = e.Delta.String()
		}
		segnali := map[string]bool{}
		for _, c := range codici(e) {
			segnali[c] = true
		}
		r["movimento "+chiaveM(e.Movimento)] = fmt.Sprint(e.Classe, " ", e.Flusso, " ", e.IUVTrovato, " ", delta, " ", elenco(segnali))
	}
	for i := range rep.Flussi {
		e := &rep.Flussi[i]
		k := chiaveV(flusso.Flusso{Testata: e.Testata})
		r["flusso "+k] = fmt.Sprint(e.Classe, " ", e.Anomalie, " ", nomi(e.Segnali))
		for j := range rep.RigheDi(i) {
			x := &rep.Righe[j]
			r[fmt.Sprint("riga ", k, "|", x.Posizione)] = fmt.Sprint(x.Classe, " ", nomi(x.Segnali))
		}
	}
	for i := range rep.Ricevute {
		v := &rep.Ricevute[i]
		r["ricevuta "+chiaveR(v.VoceRicevuta)] = fmt.Sprint(v.Classe, " ", nomi(v.Segnali))
	}
	for i := range rep.Pendenze {
		p := &rep.Pendenze[i]
		var voci []string
		for _, v := range p.Voci {
			voci = append(voci, v.Classe.String())
		}
		r["pendenza "+fmt.Sprint(p.IdDominio, "|", p.ID)] = fmt.Sprint(p.Classe, " ", p.Quietanzabile, " ", voci)
	}
	for _, c := range rep.Conflitti {
		chiave := c.Chiave
		if c.Tipo == rendicontazione.OggettoMovimento {
			if strings.HasSuffix(chiave, "|STORNO") {
				chiave = strings.TrimSuffix(chiave, "STORNO") + "true"
			} else {
				chiave += "|false"
			}
		}
		r[fmt.Sprintf("conflitto %s %s %d", c.Tipo, chiave, len(c.Copie))] = ""
	}
	return r
}
