package notifica

import (
	"github.com/quietanza/quietanza/internal/membri"
)

// enteV1 reads POST /pagamenti/{idDominio}/{iuv}.
func (l *lettura) enteV1(testo string) {
	n := &l.n
	l.Oggetto(testo, []membri.Campo{
		{Nome: "idA2A", Dove: testo35(&n.IDA2A), Obbligatorio: true},
		{Nome: "idPendenza", Dove: testo35(&n.IDPendenza), Obbligatorio: true},
		{Nome: "rpt", Dove: func(nome, v string) {
			n.RPT = new(Documento)
			l.documento(n.RPT, nome, v)
		}},
		{Nome: "rt", Dove: func(nome, v string) {
			n.RT = new(Documento)
			l.documento(n.RT, nome, v)
		}},
		{Nome: "riscossioni", Dove: l.riscossioni},
	}, &n.Altri)
}

// riscossioni reads the list of the items.
func (l *lettura) riscossioni(nome, v string) {
	l.Elenco(nome, v, massimoIndice, func(_ int, v string) {
		var r Riscossione
		l.riscossione(&r, v, l.vocePendenza(&r))
		l.n.Riscossioni = append(l.n.Riscossioni, r)
	})
}

// vocePendenza is the member in which older versions say what item it is.
func (l *lettura) vocePendenza(r *Riscossione) membri.Campo {
	return membri.Campo{Nome: "vocePendenza", Dove: func(nome, v string) {
		var altri struct{ indice, importo, descrizione, stato string }
		l.Annidato(nome, v, []membri.Campo{
			{Nome: "idVocePendenza", Dove: &r.IDVocePendenza},
			{Nome: "pendenza", Dove: l.percorso(&r.Pendenza)},
			{Nome: "indice", Dove: membri.NumeroTesto{Dove: &altri.indice}},
			{Nome: "importo", Dove: membri.NumeroTesto{Dove: &altri.importo}},
			{Nome: "descrizione", Dove: &altri.descrizione},
			{Nome: "stato", Dove: &altri.stato},
		}, &r.Altri)
	}}
}

// annullo reads POST /pagamenti/{idDominio}/{iuv}/{ccp}/annulla.
func (l *lettura) annullo(testo string) {
	a := new(Annullo)
	l.n.Annullo = a
	l.Oggetto(testo, membri.Struttura(a, l.Tollerante).Campi, &l.n.Altri)
}

// rpp reads POST /rpp/{idDominio}/{iuv}/{ccp}.
func (l *lettura) rpp(testo string) {
	n := &l.n
	leggi := func(d **Documento) func(nome, v string) {
		return func(nome, v string) {
			*d = new(Documento)
			l.binario(&(*d).XML)(nome, v)
			if (*d).XML != nil {
				(*d).Documento = l.leggiDocumento((*d).XML, nome)
			}
		}
	}
	l.Oggetto(testo, []membri.Campo{
		{Nome: "versione", Dove: membri.NumeroTesto{Dove: &n.Versione}},
		{Nome: "rpt", Dove: leggi(&n.RPT)},
		{Nome: "rt", Dove: leggi(&n.RT), Obbligatorio: true},
	}, &n.Altri)
}

// rendicontazione reads POST /rendicontazioni.
func (l *lettura) rendicontazione(testo string) {
	r := new(Rendicontazione)
	l.n.Rendicontazione = r
	esito := membri.NumeroTesto{Dove: (*string)(&r.Esito), E: func(s string) bool {
		if e, ok := nomiEsitoRiga[s]; ok {
			r.Esito = e
		}
		return r.Esito.IsValid()
	}}
	g := membri.Struttura(r, l.Tollerante).Con("esito", esito).Con("revisione", membri.Intero{Dove: &r.Revisione, Minimo: 0, Massimo: 1<<31 - 1})
	l.Oggetto(testo, g.Campi, &l.n.Altri)
	l.n.IdDominio, l.n.IUV = r.IdDominio, r.IUV
}
