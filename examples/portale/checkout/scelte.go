// Package checkout is what a citizen may do on a simulated Checkout, and where each choice
// sends them back.
//
// Source: pagoPA, Checkout – EC API v2, returnUrls.
package checkout

import "github.com/quietanza/quietanza/pendenza/sessione"

// Scelta is what the citizen does on Checkout.
type Scelta string

// What may be done. With Attesa the card is debited and the receipt is late.
const (
	Paga    Scelta = "paga"
	Attesa  Scelta = "attesa"
	Errore  Scelta = "errore"
	Annulla Scelta = "annulla"
)

// Possibile is a choice in words.
type Possibile struct {
	Scelta     Scelta
	Nome, Nota string
}

// Scelte are the choices to offer; leaving has a button of its own.
var Scelte = []Possibile{
	{Paga, "Pagamento eseguito", "La carta è addebitata e la ricevuta arriva all'ente prima di te."},
	{Attesa, "Pagamento eseguito, ricevuta in ritardo", "Torni prima della ricevuta e trovi la pagina di attesa: arriva dopo venti secondi."},
	{Errore, "Pagamento non riuscito", "La carta è rifiutata: l'ente non riceve nulla e l'avviso torna pagabile quando il tentativo scade."},
}

// Incassa reports whether the money moves.
func (s Scelta) Incassa() bool { return s == Paga || s == Attesa }

// Ritorno is where the citizen goes back to, "" for a choice that there is not and for a
// cart that has no such address.
func (s Scelta) Ritorno(u *sessione.RitorniCheckout) string {
	return map[Scelta]string{Paga: u.OK, Attesa: u.Waiting, Errore: u.Error, Annulla: u.Cancel}[s]
}
