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
		segnali, flag              map[string]bool // flag: those of its reading
		c                          causale.Causale
		nomi                       []oNome
		singolo, tronco            string
		voci                       []*oVoceRT // of its IUV
		illeggibile                bool
		residuo                    int64
		copiaDi, di                *oMovimento // di: the copy used of a conflict
		storna                     []oPretesa
		dubbi                      []*oMovimento
		possibili                  []string
		trovato                    *oFlusso
	}
	oFlusso struct {
		flusso.Flusso
		classe   string
		anomalie []string
		segnali  map[string]bool
		righe    []*oRiga
		corrente bool
		crediti  []*oMovimento
		pagato   []*oMovimento // those that pay it
		nominato int
		ripreso  bool
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
		singolo   *oMovimento
	}
	oPendenza struct {
		rendicontazione.Pendenza
		classe        string
		quietanzabile bool
		voci          []string
		segnali       []map[string]bool
		suoi          map[string]bool
	}
	oracolo struct {
		oggi      avviso.Data
		opt       rendicontazione.Opzioni
		domini    map[avviso.IdDominio]*rendicontazione.Dominio
		movimenti []*oMovimento
		scartati  []*oMovimento
		pretese   []oPretesa
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
	o.letture()
	o.copie()
	o.storni()
	o.anomalie()
	o.creditiPUR()
	o.classiFlussi()
	o.contese()
	o.creditiSingoli()
	o.trattenute()
	o.suggerimenti()
	o.revoche()
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
		testo := fmt.Sprint(m.classe, " ", m.flusso, " ", m.iuv, " ", m.delta, " ", elenco(m.segnali))
		if m.credito() {
			testo += fmt.Sprint(" residuo ", m.residuo)
			if len(m.nomi) > 1 {
				for _, n := range m.nomi {
					testo += " " + n.id
				}
			}
		}
		for _, p := range m.storna {
			testo += fmt.Sprint(" storna ", chiaveM(p.m.Movimento), " ", p.importo)
		}
		if m.copiaDi != nil {
			testo += " di " + chiaveM(m.copiaDi.Movimento)
		}
		r["movimento "+chiaveM(m.Movimento)] = testo + fmt.Sprint(" ", m.possibili)
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
		testo := fmt.Sprint(p.classe, " ", p.quietanzabile, " ", elenco(p.suoi))
		for n, v := range p.voci {
			testo += " " + v + " " + elenco(p.segnali[n])
		}
		r["pendenza "+chiaveP(p.Pendenza)] = testo
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
		testo := fmt.Sprint(e.Classe, " ", e.Flusso, " ", e.IUVTrovato, " ", delta, " ", elenco(segnali))
		if e.Segno == cassa.Entrata && !e.Storno && e.Classe != rendicontazione.MovimentoFuoriAmbito && e.CopiaDi == (cassa.Chiave{}) {
			testo += fmt.Sprint(" residuo ", e.Residuo.Centesimi())
			for _, f := range e.Flussi {
				testo += " " + f
			}
		}
		for _, p := range e.Storna {
			testo += fmt.Sprint(" storna ", chiaveM(rep.Movimenti[p.Movimento].Movimento), " ", p.Importo.Centesimi())
		}
		if e.CopiaDi != (cassa.Chiave{}) {
			testo += " di " + fmt.Sprint(e.CopiaDi.Fonte, "|", e.CopiaDi.IdDominio, "|", e.CopiaDi.ID, "|", e.CopiaDi.Storno)
		}
		r["movimento "+chiaveM(e.Movimento)] = testo + fmt.Sprint(" ", e.Possibili)
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
		testo := fmt.Sprint(p.Classe, " ", p.Quietanzabile, " ", nomi(p.Segnali))
		for _, v := range p.Voci {
			testo += " " + v.Classe.String() + " " + nomi(v.Segnali)
		}
		r["pendenza "+fmt.Sprint(p.IdDominio, "|", p.ID)] = testo
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
