package main

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/rendicontazione"
)

// tabellaCSV is one file: its name and its rows, the first the names of the columns.
type tabellaCSV struct {
	nome  string
	righe [][]cella
}

func nuovaTabella(nome string, colonne ...cella) tabellaCSV {
	return tabellaCSV{nome, [][]cella{colonne}}
}

func (t *tabellaCSV) riga(c ...cella) { t.righe = append(t.righe, c) }

// scriviCSV writes one file for each kind of object into a folder, which is made.
func (v *vista) scriviCSV(cartella string, s *comando.Scritture) error {
	if cartella == "" {
		return nil
	}
	if err := s.Cartella(cartella); err != nil {
		return err
	}
	for _, t := range v.tabelle() {
		w, err := s.Apri(filepath.Join(cartella, t.nome+".csv"))
		if err == nil {
			err = scriviFoglio(w, t.righe)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func intero(n int) cella { return cella(strconv.Itoa(n)) }

func (v *vista) tabelle() []tabellaCSV {
	incassi, totali := v.incassi()
	tabelle := []tabellaCSV{v.casi(), incassi, totali, v.movimenti(), v.flussi()}
	righe := nuovaTabella("righe", "dominio", "idFlusso", "posizione", "iuv", "iur", "indice", "importo", "esito", "data", "classe", "codice", "segnali")
	for i := range v.Righe {
		g := &v.Righe[i]
		righe.riga(testo(g.IdDominio().String()), testo(g.IDFlusso()), intero(int(g.Posizione)), testo(g.IUV), testo(g.IUR), cella(g.Indice.String()), importo(g.Importo), cella(g.Esito.String()),
			giorno(g.Data), cella(g.Classe.String()), testo(string(g.Codice())), cella(g.Segnali.String()))
	}
	ricevute := nuovaTabella("ricevute", "dominio", "iuv", "iur", "indice", "importo", "data", "classe", "segnali")
	for i := range v.Ricevute {
		g := &v.Ricevute[i]
		ricevute.riga(testo(g.IdDominio.String()), testo(g.IUV), testo(g.IUR), cella(g.Indice.String()), importo(g.Importo), giorno(g.Data), cella(g.Classe.String()), cella(g.Segnali.String()))
	}
	pendenze := nuovaTabella("pendenze", "dominio", "id", "iuv", "dovuto", "incassato", "classe", "quietanzabile", "segnali", "debitore", "codiceFiscale", "causale", "tipoEntrata", "tassonomia")
	voci := nuovaTabella("voci", "dominio", "id", "indice", "importo", "classe", "segnali")
	for i := range v.Pendenze {
		p := &v.Pendenze[i]
		d := p.Contabile()
		pendenze.riga(testo(p.IdDominio.String()), testo(p.ID), testo(p.IUV), importo(importoDovuto(p)), importo(importoIncassato(p)), cella(p.Classe.String()), siNo(p.Quietanzabile), cella(p.Segnali.String()),
			testo(d.Debitore.Anagrafica), testo(d.Debitore.Identificativo), testo(d.Causale), testo(d.TipoEntrata), testo(d.Tassonomia))
		for _, x := range p.Voci {
			voci.riga(testo(p.IdDominio.String()), testo(p.ID), cella(x.Indice.String()), importo(x.Importo), cella(x.Classe.String()), cella(x.Segnali.String()))
		}
	}
	conflitti := nuovaTabella("conflitti", "tipo", "chiave", "motivo")
	for _, c := range v.Conflitti {
		conflitti.riga(cella(c.Tipo), testo(c.Chiave), testo(c.Motivo))
	}
	return append(tabelle, righe, ricevute, pendenze, voci, conflitti)
}

// casi are what to do, a row for each thing, those of one case with one number.
func (v *vista) casi() tabellaCSV {
	t := nuovaTabella("dafare", "caso", "aChi", "cosa", "dominio", "importo", "oggetto", "chiave", "motivo", "dipendeDaNonLetti")
	dipende := len(v.l.problemi) > 0
	for i, c := range raccogliCasi(v.daVedere) {
		t.riga(intero(i+1), cella(c.chi.String()), testo(c.cosa), testo(c.dominio.String()), importo(c.importo), cella(c.oggetto), testo(c.chiave), testo(c.motivo), siNo(dipende && c.dipende))
		for _, a := range c.altre {
			t.riga(intero(i+1), cella(c.chi.String()), testo(c.cosa), testo(a.dominio.String()), "", cella(a.oggetto), testo(a.chiave), testo(a.motivo), siNo(dipende && a.dipende))
		}
	}
	return t
}

func (v *vista) movimenti() tabellaCSV {
	t := nuovaTabella("movimenti", "fonte", "dominio", "id", "provvisorio", "dataContabile", "dataValuta", "importo", "segno", "storno", "classe", "flusso", "iuv", "delta", "segnali", "codiceIncasso", "ordinante", "causale")
	for i := range v.Movimenti {
		m := &v.Movimenti[i]
		var delta cella
		if m.Classe == rendicontazione.MovimentoImportoDiverso {
			delta = importo(m.Delta)
		}
		var segnali []string
		for s := range m.Rilievi() {
			segnali = append(segnali, string(s.Codice))
		}
		t.riga(testo(m.Fonte), testo(m.IdDominio.String()), testo(m.ID), testo(m.Provvisorio), giorno(m.DataContabile), giorno(m.DataValuta), importo(m.Importo), cella(m.Segno),
			siNo(m.Storno), cella(m.Classe.String()), testo(m.Flusso), testo(m.IUVTrovato), delta, cella(strings.Join(segnali, ", ")), testo(string(m.Classe.CodiceIncasso())), testo(m.Ordinante), testo(m.Causale))
	}
	return t
}

func (v *vista) flussi() tabellaCSV {
	t := nuovaTabella("flussi", "dominio", "idFlusso", "mittente", "dataOraFlusso", "revisione", "dataRegolamento", "idRegolamento", "numeroTotalePagamenti", "importoTotalePagamenti", "classe", "anomalie", "segnali")
	for i := range v.Flussi {
		f := &v.Flussi[i]
		var anomalie []string
		for _, c := range f.Anomalie {
			anomalie = append(anomalie, string(c))
		}
		t.riga(testo(f.IdDominio.String()), testo(f.IDFlusso), testo(f.Mittente.Codice), testo(f.DataOraFlusso.String()), intero(int(f.Revisione)), giorno(f.DataRegolamento), testo(f.IDRegolamento),
			cella(strconv.FormatInt(f.NumeroTotalePagamenti, 10)), importo(f.ImportoTotalePagamenti), cella(f.Classe.String()), testo(strings.Join(anomalie, ", ")), cella(f.Segnali.String()))
	}
	return t
}
