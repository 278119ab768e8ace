package rendicontazione

import "github.com/quietanza/quietanza/avviso"

// conta fills the counts.
func (m *motore) conta() {
	r := m.r
	c := &r.Conteggi
	c.Movimenti = contati(len(r.Movimenti), func(i int) (ClasseMovimento, avviso.Importo) { return r.Movimenti[i].Classe, r.Movimenti[i].Importo })
	c.Flussi = contati(len(r.Flussi), func(i int) (ClasseFlusso, avviso.Importo) {
		return r.Flussi[i].Classe, r.Flussi[i].ImportoTotalePagamenti
	})
	c.Righe = contati(len(r.Righe), func(i int) (ClasseRiga, avviso.Importo) { return r.Righe[i].Classe, r.Righe[i].Importo })
	c.Ricevute = contati(len(r.Ricevute), func(i int) (ClasseRicevuta, avviso.Importo) { return r.Ricevute[i].Classe, r.Ricevute[i].Importo })
	for i := range r.Pendenze {
		posizione := c.Pendenze.conto(r.Pendenze[i].Classe)
		posizione.numero++
		for _, v := range r.Pendenze[i].Voci {
			c.Voci.conta(v.Classe, v.Importo)
			posizione.importo.Aggiungi(v.Importo)
		}
	}
}

// contati counts n objects by class, several at once.
func contati[C Classe](n int, di func(i int) (C, avviso.Importo)) (tutti PerClasse[C]) {
	pezzi := make([]PerClasse[C], parti)
	inParallelo(n, func(parte, dal, al int) {
		var pezzo PerClasse[C]
		for i := dal; i < al; i++ {
			pezzo.conta(di(i))
		}
		pezzi[parte] = pezzo
	})
	for _, p := range pezzi {
		tutti.unisci(p)
	}
	return tutti
}
