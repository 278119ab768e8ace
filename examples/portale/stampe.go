package main

import (
	"net/http"
	"time"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/stampa/carta"
	"github.com/quietanza/quietanza/pendenza"
)

// avvisoPDF prints a notice. It is drawn while others go on.
func (s *sito) avvisoPDF(w http.ResponseWriter, r *http.Request) error {
	var a avviso.Avviso
	var oggi avviso.Data
	if err := s.b.fai(func(adesso time.Time) error {
		n, err := avviso.ParseNumeroAvviso(r.PathValue("nav"))
		d := s.b.perAvviso(n)
		if err != nil || d == nil || d.p.Stato == pendenza.Bozza {
			return &rifiuto{Stato: 404, Titolo: "Avviso sconosciuto", Testo: "Questo ente non ha emesso un avviso con questo codice."}
		}
		a, oggi = pendenza.Avviso(s.b.ente, func(yield func(*pendenza.Pendenza) bool) { yield(&d.p) }), avviso.DataDi(adesso)
		return nil
	}); err != nil {
		return err
	}
	scelte := carta.Scelte{Giorno: oggi}
	pronto, _, err := carta.Prepara(a, scelte)
	if err != nil {
		return err
	}
	return allega(w, "application/pdf", "avviso_"+dominio.String()+"_"+r.PathValue("nav")+".pdf", carta.Componi(pronto).PDF)
}

// ricevutaPDF prints the receipt of a payment, out of its XML.
func (s *sito) ricevutaPDF(w http.ResponseWriter, r *http.Request) error {
	var xml []byte
	var oggi avviso.Data
	if err := s.b.fai(func(adesso time.Time) error {
		p, err := s.b.pagamento(r.PathValue("id"))
		if err != nil {
			return err
		}
		if !p.ricevuto() {
			return &rifiuto{Stato: 404, Titolo: "Ricevuta non ancora arrivata", Testo: "La ricevuta di questo pagamento non c'è.", Vai: p.pagina(), Invito: "Torna al pagamento"}
		}
		xml, oggi = p.documenti[len(p.documenti)-1].corpo, avviso.DataDi(adesso)
		return nil
	}); err != nil {
		return err
	}
	ricevuta, _, err := carta.LeggiRicevuta(xml, true)
	if err != nil {
		return err
	}
	return allega(w, "application/pdf", "ricevuta_"+r.PathValue("id")+".pdf", carta.ComponiRicevuta(ricevuta, carta.Scelte{Giorno: oggi}).PDF)
}
