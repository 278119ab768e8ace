package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/chromedp/chromedp"
)

// giriPiemontePay are the walks of examples/piemontepay, in this order.
var giriPiemontePay = []struct {
	nome string
	f    passo
}{
	{"annullato al riepilogo", ppAnnullato},
	{"rifiutato, e la prima pagina", ppRifiuto},
	{"pagato, in attesa, notificato", ppPagato},
}

// alloSportello loads a page of the desk.
func alloSportello(percorso string) passo {
	return func(p *prova) error { return p.do(chromedp.Navigate(p.sportello + percorso)) }
}

// ppRiepilogo walks from the portal to the summary page of the desk.
var ppRiepilogo = passi(
	apri("/"),
	premi("Paga con PiemontePay"),
	legge("Verso lo sportello"),
	scatta("verso"),
	dopo("Vai allo sportello PiemontePay", "Ripeti e-mail", "Do il consenso", "Non sono un robot", "59,90"),
)

var ppAnnullato = passi(
	pagina("/", "elenco", "I tuoi pagamenti", "Mensa scolastica"),
	ppRiepilogo,
	scatta("riepilogo"),
	dopo("Indietro, annulla il pagamento", "Operazione annullata!", "non ti è stato addebitato nulla"),
	scatta("annullata"),
	dopo("← Torna al sistema chiamante", "Non riuscito o abbandonato", "MENSA_17_1"),
	scatta("ritorno-annullato"),
)

var ppRifiuto = passi(
	alloSportello("/"),
	legge("Paga con PIEMONTEPAY con IUV"),
	scatta("prima-pagina"),
	scrivi("iuv", "01000000000009999"),
	scrivi("codiceFiscale", "RSSMRA80A01H501U"),
	dopo("Prosegui", "Il pagamento non è disponibile"),
	scatta("rifiuto"),
	dopo("Vai alla prima pagina dello sportello", "Paga con PIEMONTEPAY con IUV"),
)

// somma answers the captcha's stand-in.
func somma(p *prova) error {
	testo, err := chiedi(p, chromedp.Text(chromedp.CSS(`label[for=captcha]`)))
	if err != nil {
		return err
	}
	_, domanda, _ := strings.Cut(testo, "Quanto fa ")
	var a, b int
	if _, err := fmt.Sscanf(domanda, "%d + %d?", &a, &b); err != nil {
		return fmt.Errorf("%q: %w", testo, err)
	}
	return p.scrivi("captcha", strconv.Itoa(a+b))
}

func consenso(p *prova) error {
	return p.do(chromedp.Click(chromedp.CSS(`input[name=privacy]`)))
}

var ppPagato = passi(
	ppRiepilogo,
	consenso,
	scrivi("captcha", "0"),
	dopo("Prosegui", "La somma di controllo non è giusta"),
	scatta("riepilogo-errori"),
	consenso,
	somma,
	dopo("Prosegui", "Pagamento su pagoPA"),
	scatta("pagamento"),
	dopo("Paga € 59,90", "Operazione terminata", "in attesa di ricevere la Ricevuta Telematica"),
	scatta("conclusione"),
	dopo("← Torna al sistema chiamante", "In attesa della ricevuta", "MENSA_17_2"),
	scatta("attesa"),
	apri("/"),
	legge("prima di pagare di nuovo"),
	scatta("elenco-attesa"),
	dopo("Paga di nuovo", "Pagare di nuovo?", "paghi due volte"),
	scatta("di-nuovo"),
	alloSportello("/"),
	dopo("Fai partire il batch", "notifica 1: 000"),
	scatta("batch"),
	dopo("Vai al portale dell'ente", "Il pagamento è stato effettuato"),
	scatta("pagato"),
)
