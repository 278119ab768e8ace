package rendicontazione

// conta fills the counts.
func (m *motore) conta() {
	r := m.r
	c := &r.Conteggi
	for i := range r.Movimenti {
		c.Movimenti.conta(r.Movimenti[i].Classe, r.Movimenti[i].Importo)
	}
	for i := range r.Flussi {
		c.Flussi.conta(r.Flussi[i].Classe, r.Flussi[i].ImportoTotalePagamenti)
	}
	for i := range r.Righe {
		c.Righe.conta(r.Righe[i].Classe, r.Righe[i].Importo)
	}
	for i := range r.Ricevute {
		c.Ricevute.conta(r.Ricevute[i].Classe, r.Ricevute[i].Importo)
	}
	for i := range r.Pendenze {
		posizione := c.Pendenze.conto(r.Pendenze[i].Classe)
		posizione.numero++
		for _, v := range r.Pendenze[i].Voci {
			c.Voci.conta(v.Classe, v.Importo)
			posizione.importo.Aggiungi(v.Importo)
		}
	}
}
