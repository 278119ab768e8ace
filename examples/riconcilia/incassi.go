package main

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/rendicontazione"
)

// chiaveTotale is what the payments of a subtotal have in common.
type chiaveTotale struct{ tipoEntrata, tassonomia string }

// daAttribuire is the causale of what a credit holds beyond the payments that are certain.
const daAttribuire = "da attribuire: righe da vedere, o revoche"

// incassi returns one row for each payment of each credit, with what its position says of it, and
// the subtotals for each credit and entry type: what an accountant books to close a provvisorio.
// Several credits that pay one flow are together; what is left of a credit has a row of its own, so
// that the rows are the credits, to the cent.
func (v *vista) incassi() (righe, totali tabellaCSV) {
	colonne := v.colonneDati()
	testa := []cella{
		"dominio", "provvisorio", "esercizio", "dataContabile", "movimento", "fonte", "ordinante", "flusso", "iuv", "numeroAvviso", "iur", "indice", "dataPagamento",
		"pendenza", "debitore", "codiceFiscale", "causale", "tipoEntrata", "tassonomia", "importo",
	}
	for _, c := range colonne {
		testa = append(testa, testo("dati."+c))
	}
	righe = nuovaTabella("incassi", testa...)
	totali = nuovaTabella("incassi-totali", "dominio", "provvisorio", "esercizio", "dataContabile", "movimento", "fonte", "tipoEntrata", "tassonomia", "causale", "pagamenti", "importo")
	for i := range v.Movimenti {
		m := &v.Movimenti[i]
		if m.Classe != rendicontazione.MovimentoRiconciliato && m.Classe != rendicontazione.MovimentoRiconciliatoSingolo {
			continue // an integration is with the credit that it completes
		}
		accredito := v.accredito(i)
		somme := make(map[chiaveTotale]*avviso.Totale)
		quanti := make(map[chiaveTotale]int)
		var resto avviso.Totale
		for _, n := range accredito {
			resto.Aggiungi(v.Movimenti[n].Residuo)
		}
		testa := v.testaAccredito(accredito)
		for x := range v.Riscossioni(i) {
			flusso := m.Flusso
			if x.Riga >= 0 {
				flusso = v.Righe[x.Riga].IDFlusso()
			}
			var id string
			var d rendicontazione.DatiContabili
			if x.Pendenza >= 0 {
				id, d = v.Pendenze[x.Pendenza].ID, v.Pendenze[x.Pendenza].Contabile()
			}
			var nav cella
			if x.NumeroAvviso.IsValid() {
				nav = testo(x.NumeroAvviso.String())
			}
			r := append(slices.Clone(testa), testo(m.Ordinante), testo(flusso), testo(x.IUV), nav, testo(x.IUR), cella(x.Indice.String()), giorno(x.Data), testo(id),
				testo(d.Debitore.Anagrafica), testo(d.Debitore.Identificativo), testo(d.Causale), testo(d.TipoEntrata), testo(d.Tassonomia), importo(x.Importo))
			righe.riga(append(r, celleDati(d.Dati, colonne)...)...)
			k := chiaveTotale{d.TipoEntrata, d.Tassonomia}
			if somme[k] == nil {
				somme[k] = new(avviso.Totale)
			}
			somme[k].Aggiungi(x.Importo)
			quanti[k]++
			resto.Aggiungi(x.Importo.Neg())
		}
		for _, k := range slices.SortedFunc(maps.Keys(somme), chiaveTotale.compare) {
			totali.riga(append(slices.Clone(testa), testo(k.tipoEntrata), testo(k.tassonomia), "", intero(quanti[k]), somma(*somme[k]))...)
		}
		if resto.Segno() != 0 {
			r := append(slices.Clone(testa), testo(m.Ordinante), testo(m.Flusso), "", "", "", "", "", "", "", "", daAttribuire, "", "", somma(resto))
			righe.riga(append(r, make([]cella, len(colonne))...)...)
			totali.riga(append(slices.Clone(testa), "", "", daAttribuire, "0", somma(resto))...)
		}
	}
	return righe, totali
}

func (k chiaveTotale) compare(l chiaveTotale) int {
	return cmp.Or(strings.Compare(k.tipoEntrata, l.tipoEntrata), strings.Compare(k.tassonomia, l.tassonomia))
}

func somma(t avviso.Totale) cella {
	i, err := t.Importo()
	if err != nil {
		return "oltre"
	}
	return importo(i)
}

// accredito returns the positions of a credit and of those that complete it.
func (v *vista) accredito(i int) []int {
	insieme := []int{i}
	if n, ok := v.FlussoDi(i); ok {
		for _, a := range v.Flussi[n].Accrediti {
			if v.Movimenti[a].Classe == rendicontazione.MovimentoIntegrazione {
				insieme = append(insieme, a)
			}
		}
	}
	return insieme
}

// testaAccredito are the cells that say which credit it is.
func (v *vista) testaAccredito(accredito []int) []cella {
	m := &v.Movimenti[accredito[0]]
	var provvisori, id []string
	for _, i := range accredito {
		if p := v.Movimenti[i].Provvisorio; p != "" {
			provvisori = append(provvisori, p)
		}
		id = append(id, v.Movimenti[i].ID)
	}
	return []cella{testo(m.IdDominio.String()), testo(strings.Join(provvisori, " + ")), esercizio(m), giorno(m.DataContabile), testo(strings.Join(id, " + ")), testo(m.Fonte)}
}

func esercizio(m *rendicontazione.EsitoMovimento) cella {
	if m.Esercizio == 0 {
		return ""
	}
	return intero(m.Esercizio)
}

// datiDi returns the members of the host's own object; a value that is no object is nil.
func datiDi(dati json.RawMessage) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(dati, &m) != nil {
		return nil
	}
	return m
}

// colonneDati are the names of all the members of the host's own objects.
func (v *vista) colonneDati() []string {
	var nomi []string
	visti := make(map[string]bool)
	for i := range v.Pendenze {
		for nome := range datiDi(v.Pendenze[i].Contabile().Dati) {
			if !visti[nome] {
				visti[nome] = true
				nomi = append(nomi, nome)
			}
		}
	}
	slices.Sort(nomi)
	return nomi
}

func celleDati(dati json.RawMessage, colonne []string) []cella {
	celle := make([]cella, len(colonne))
	m := datiDi(dati)
	for i, c := range colonne {
		var s string
		if json.Unmarshal(m[c], &s) != nil {
			s = string(m[c])
		}
		celle[i] = testo(s)
	}
	return celle
}
