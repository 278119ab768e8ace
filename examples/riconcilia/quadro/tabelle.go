package quadro

import (
	"iter"
	"strings"

	"github.com/quietanza/quietanza/rendicontazione"
)

// righe are those that f gives, one after the other, until it is told no.
func righe(f func(riga func(...Cella) bool)) iter.Seq[[]Cella] {
	return func(yield func([]Cella) bool) { f(func(c ...Cella) bool { return yield(c) }) }
}

// Tabelle are what to do, the payments of the credits, and every object of the report.
func (q *Quadro) Tabelle() []Tabella {
	dati := q.colonneDati()
	return []Tabella{
		q.tabellaCasi(), q.tabellaIncassi(dati), q.tabellaTotali(), q.tabellaMovimenti(), q.tabellaFlussi(), q.tabellaRighe(), q.tabellaRicevute(),
		q.tabellaPendenze(), q.tabellaVoci(), q.tabellaConflitti(),
	}
}

// tabellaCasi has a row for each thing to look at, those of one case with one number.
func (q *Quadro) tabellaCasi() Tabella {
	dipende := len(q.NonLetti) > 0
	return Tabella{"dafare", []string{"caso", "aChi", "cosa", "dominio", "importo", "oggetto", "chiave", "motivo", "dipendeDaNonLetti"}, righe(func(riga func(...Cella) bool) {
		for i, c := range q.Casi {
			voce := func(v *Voce, importo Cella) bool {
				return riga(numero(int64(i+1)), codice(c.AChi.String()), testo(c.Cosa), testo(v.Dominio.String()), importo, codice(v.Oggetto), testo(v.Chiave), testo(v.Motivo), siNo(dipende && v.Dipende))
			}
			if !voce(&c.Voce, importo(c.Importo)) {
				return
			}
			for j := range c.Altre {
				if !voce(&c.Altre[j], Cella{}) {
					return
				}
			}
		}
	})}
}

func (q *Quadro) tabellaMovimenti() Tabella {
	return Tabella{"movimenti", []string{
		"fonte", "dominio", "id", "provvisorio", "dataContabile", "dataValuta", "importo", "segno", "storno", "classe", "flusso", "iuv", "delta", "segnali", "codiceIncasso", "ordinante", "causale",
	}, righe(func(riga func(...Cella) bool) {
		for i := range q.movimenti() {
			m := &q.Movimenti[i]
			var delta Cella
			if m.Classe == rendicontazione.MovimentoImportoDiverso {
				delta = importo(m.Delta)
			}
			var segnali []string
			for s := range m.Rilievi() {
				segnali = append(segnali, string(s.Codice))
			}
			if !riga(testo(m.Fonte), testo(m.IdDominio.String()), testo(m.ID), testo(m.Provvisorio), giorno(m.DataContabile), giorno(m.DataValuta), importo(m.Importo), codice(m.Segno),
				siNo(m.Storno), codice(m.Classe.String()), testo(m.Flusso), testo(m.IUVTrovato), delta, codice(strings.Join(segnali, ", ")), testo(string(m.Classe.CodiceIncasso())), testo(m.Ordinante), testo(m.Causale)) {
				return
			}
		}
	})}
}

func (q *Quadro) tabellaFlussi() Tabella {
	return Tabella{"flussi", []string{
		"dominio", "idFlusso", "mittente", "dataOraFlusso", "revisione", "dataRegolamento", "idRegolamento", "numeroTotalePagamenti", "importoTotalePagamenti", "classe", "anomalie", "segnali",
	}, righe(func(riga func(...Cella) bool) {
		for i := range q.flussi() {
			f := &q.Flussi[i]
			var anomalie []string
			for _, c := range f.Anomalie {
				anomalie = append(anomalie, string(c))
			}
			if !riga(testo(f.IdDominio.String()), testo(f.IDFlusso), testo(f.Mittente.Codice), testo(f.DataOraFlusso.String()), numero(int64(f.Revisione)), giorno(f.DataRegolamento), testo(f.IDRegolamento),
				numero(f.NumeroTotalePagamenti), importo(f.ImportoTotalePagamenti), codice(f.Classe.String()), testo(strings.Join(anomalie, ", ")), codice(f.Segnali.String())) {
				return
			}
		}
	})}
}

func (q *Quadro) tabellaRighe() Tabella {
	return Tabella{"righe", []string{"dominio", "idFlusso", "posizione", "iuv", "iur", "indice", "importo", "esito", "data", "classe", "codice", "segnali"}, righe(func(riga func(...Cella) bool) {
		for i := range q.righe() {
			g := &q.Righe[i]
			if !riga(testo(g.IdDominio().String()), testo(g.IDFlusso()), numero(int64(g.Posizione)), testo(g.IUV), testo(g.IUR), codice(g.Indice.String()), importo(g.Importo), codice(g.Esito.String()),
				giorno(g.Data), codice(g.Classe.String()), testo(string(g.Codice())), codice(g.Segnali.String())) {
				return
			}
		}
	})}
}

func (q *Quadro) tabellaRicevute() Tabella {
	return Tabella{"ricevute", []string{"dominio", "iuv", "iur", "indice", "importo", "data", "classe", "segnali"}, righe(func(riga func(...Cella) bool) {
		for i := range q.ricevute() {
			g := &q.Ricevute[i]
			if !riga(testo(g.IdDominio.String()), testo(g.IUV), testo(g.IUR), codice(g.Indice.String()), importo(g.Importo), giorno(g.Data), codice(g.Classe.String()), codice(g.Segnali.String())) {
				return
			}
		}
	})}
}

func (q *Quadro) tabellaPendenze() Tabella {
	return Tabella{"pendenze", []string{
		"dominio", "id", "iuv", "dovuto", "incassato", "classe", "quietanzabile", "segnali", "debitore", "codiceFiscale", "causale", "tipoEntrata", "tassonomia",
	}, righe(func(riga func(...Cella) bool) {
		for i := range q.pendenze() {
			p := &q.Pendenze[i]
			d := p.Contabile()
			if !riga(testo(p.IdDominio.String()), testo(p.ID), testo(p.IUV), importo(Dovuto(p)), importo(Incassato(p)), codice(p.Classe.String()), siNo(p.Quietanzabile), codice(p.Segnali.String()),
				testo(d.Debitore.Anagrafica), testo(d.Debitore.Identificativo), testo(d.Causale), testo(d.TipoEntrata), testo(d.Tassonomia)) {
				return
			}
		}
	})}
}

func (q *Quadro) tabellaVoci() Tabella {
	return Tabella{"voci", []string{"dominio", "id", "indice", "importo", "classe", "segnali"}, righe(func(riga func(...Cella) bool) {
		for i := range q.pendenze() {
			p := &q.Pendenze[i]
			for _, x := range p.Voci {
				if !riga(testo(p.IdDominio.String()), testo(p.ID), codice(x.Indice.String()), importo(x.Importo), codice(x.Classe.String()), codice(x.Segnali.String())) {
					return
				}
			}
		}
	})}
}

func (q *Quadro) tabellaConflitti() Tabella {
	return Tabella{"conflitti", []string{"tipo", "chiave", "motivo"}, righe(func(riga func(...Cella) bool) {
		for i := range q.conflitti() {
			c := &q.Conflitti[i]
			if !riga(codice(c.Tipo), testo(c.Chiave), testo(c.Motivo)) {
				return
			}
		}
	})}
}
