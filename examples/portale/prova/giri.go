package main

// giri are the walks, in this order: each leaves the portal as the next finds it.
var giri = []struct {
	nome string
	f    passo
}{
	{"portale, elenco, debito, avviso", pagineFerme},
	{"tracciato", tracciato},
	{"Checkout, eseguito, annullato, attesa", checkout},
	{"tipo 1, eseguito", tipo1},
	{"tipo 1, non eseguito", nonEseguito},
	{"tipo 2, parziale", parziale},
	{"sessione abbandonata", abbandonata},
	{"tipo 3, eseguito", tipo3},
	{"tipo 3, rifiutato", tipo3Rifiutato},
	{"tipo 3, modello storico", tipo3Storico},
	{"carrello di più debiti", carrello},
	{"avviso scaduto e sconosciuto", avvisiRifiutati},
	{"decorrenza termini", decorrenza},
}

// passo is something done with the browser.
type passo func(*prova) error

// passi are one step made of several, which ends at the first that fails.
func passi(tutti ...passo) passo {
	return func(p *prova) error {
		for _, f := range tutti {
			if err := f(p); err != nil {
				return err
			}
		}
		return nil
	}
}

// The steps, as the methods of prova say them.
func apri(percorso string) passo     { return func(p *prova) error { return p.apri(percorso) } }
func premi(testo string) passo       { return func(p *prova) error { return p.premi(testo) } }
func segna(valore string) passo      { return func(p *prova) error { return p.segna(valore) } }
func scrivi(campo, v string) passo   { return func(p *prova) error { return p.scrivi(campo, v) } }
func manda(campo, da string) passo   { return func(p *prova) error { return p.manda(campo, da) } }
func legge(testi ...string) passo    { return func(p *prova) error { return p.legge(testi...) } }
func scatta(nome string) passo       { return func(p *prova) error { return p.scatta(nome) } }
func scarica(radici ...string) passo { return func(p *prova) error { return p.scarica(radici...) } }

func pagina(percorso, nome string, testi ...string) passo {
	return passi(apri(percorso), legge(testi...), scatta(nome))
}

// dopo presses and reads what comes.
func dopo(pulsante string, testi ...string) passo { return passi(premi(pulsante), legge(testi...)) }

// avanti moves the clock of the portal on.
func avanti(quanto string) passo {
	return passi(apri("/console"), dopo("+ "+quanto, "Orologio di prova"))
}

var pagineFerme = passi(
	pagina("/", "portale", "Hai un avviso di pagamento?", "I debiti di una persona"),
	scrivi("avviso", "301000000000004285"),
	dopo("Cerca l'avviso", "Avviso sconosciuto"),
	scatta("ricerca-rifiutata"),
	dopo("Torna alla ricerca", "I debiti di una persona"),
	premi("Mostra i debiti"),
	legge("Mensa scolastica"),
	pagina("/debiti", "elenco", "I tuoi debiti", "Mensa scolastica", "Scaduto", "Annullato", "Pagato"),
	pagina("/debito/EDILIZIA-118", "debito", "486,00", "marca da bollo", "Paga online"),
	dopo("Apri l'avviso", "Codice avviso", "Comune di Vallefinta"),
	scatta("avviso"),
	pagina("/console", "console", "Orologio di prova", "NON_ESEGUITA", "SUOLO-9"),
)

// fino walks from a debt to the PSP's page.
func fino(debito, psp string) passo {
	return passi(
		apri("/debito/"+debito),
		dopo("Prova il WISP", "Con chi vuoi pagare?"),
		segna(psp),
		dopo("Continua", "Conferma il pagamento"),
		scrivi("email", "cittadino@posta.example"),
		dopo("Conferma", "Ricevuta da simulare"),
	)
}

const torna = "Conferma e torna a Comune di Vallefinta"

var tipo1 = passi(
	apri("/debito/MENSA-03"),
	dopo("Prova il WISP", "Con chi vuoi pagare?", "Banca Esempio", "tipo 2", "sostituito da Checkout"),
	scatta("wisp"),
	dopo("Continua", "Conferma il pagamento"),
	scrivi("email", "cittadino@posta.example"),
	scatta("conferma"),
	dopo("Conferma", "Ricevuta da simulare"),
	scatta("sportello"),
	dopo(torna, "Stiamo aspettando l'esito", "OK"),
	scatta("attesa"),
	legge("Pagamento eseguito", "59,90", "0 –"), // the page loads again by itself
	scatta("eseguito"),
	scarica("RPT", "RT"),
	pagina("/console/MENSA-03", "console-mensa", "ESEGUITA", "PAGAMENTO_ESEGUITO", "RT_ACCETTATA_PA", "AvviaTentativo"),
)

// tracciato uploads a file, sees it become Caricamento OK, and finds a debt of it.
var tracciato = passi(
	pagina("/tracciati", "tracciati", "Aggiungi un tracciato", "Nessun tracciato"),
	manda("file", "/tracciati/campione.csv"),
	dopo("Salva", "campione.csv", "Nuovo"),
	scatta("tracciato-nuovo"),
	legge("Validazione OK"), // the page loads again by itself
	legge("Caricamento OK"),
	dopo("1 · campione.csv", "3 righe: 3 eseguite", "CARICAMENTO_OK", "Tracciato elaborato"),
	scatta("tracciato-caricato"),
	apri("/tracciati"),
	manda("file", "/tracciati/campione.csv?errato"),
	dopo("Salva", "2 · campione.csv"),
	legge("Caricamento KO"),
	scatta("tracciato-ko"),
)

// checkout pays as one pays today.
var carrello = passi(
	apri("/debiti"),
	segna("CAMPIONE-2"), segna("CAMPIONE-3"),
	scatta("carrello-scelta"),
	dopo("Paga insieme i debiti scelti", "Conferma il pagamento", "In tutto 2 avvisi"),
	scrivi("email", "cittadino@posta.example"),
	scatta("carrello-conferma"),
	dopo("Conferma e vai a Checkout", "Paga su Checkout", "22,21", "318,00"),
	segna("paga"),
	dopo("Paga con carta di prova", "Grazie: i 2 debiti sono pagati"),
	scatta("carrello-eseguito"),
)

var checkout = passi(
	apri("/debito/CAMPIONE-1"),
	dopo("Paga online", "Conferma il pagamento"),
	scrivi("email", "cittadino@posta.example"),
	scatta("checkout-conferma"),
	dopo("Conferma e vai a Checkout", "Paga su Checkout", "150,00"),
	scatta("checkout"),
	segna("attesa"),
	dopo("Paga con carta di prova", "Stiamo aspettando l'esito", "DIFFERITO"),
	scatta("checkout-attesa"),
	legge("Pagamento eseguito", "cittadino@posta.example"),
	scatta("checkout-eseguito"),
	apri("/debito/CAMPIONE-2"),
	dopo("Paga online", "Conferma il pagamento"),
	scrivi("email", "cittadino@posta.example"),
	dopo("Conferma e vai a Checkout", "Paga su Checkout"),
	dopo("Annulla e torna a Comune di Vallefinta", "Pagamento annullato", "CANCEL"),
	scatta("checkout-annullato"),
	pagina("/console/CAMPIONE-1", "console-checkout", "PAGAMENTO_ESEGUITO", "RT_ACCETTATA_PA"),
)

// tipo3Storico pays a notice in the older model, with an RT that says no.
var tipo3Storico = passi(
	apri("/debito/CAMPIONE-3"),
	dopo("Apri l'avviso", "Codice avviso"),
	dopo("Paga questo avviso al punto di pagamento", "L'avviso si può pagare"),
	dopo("Paga con il modello storico", "Ricevuta da simulare", "Annulla senza scegliere"),
	scatta("psp-storico"),
	segna("non-eseguito"),
	dopo("Conferma", "Pagamento non eseguito"),
	scatta("psp-storico-esito"),
	scarica("RPT", "RT"),
)

var nonEseguito = passi(
	pagina("/debito/TRASPORTO-5", "annullato", "Annullato", "non si può pagare"),
	apri("/console/TRASPORTO-5"),
	dopo("ripristina", "NON_ESEGUITA"),
	fino("TRASPORTO-5", "ABI99992"),
	segna("non-eseguito"),
	dopo(torna, "ERROR"),
	legge("Pagamento non eseguito", "Non ti è stato addebitato nulla", "1 –"),
	scatta("non-eseguito"),
	scarica("RPT", "RT"),
	dopo("Riprova il pagamento", "Paga online"),
)

var parziale = passi(
	fino("EDILIZIA-118", "ABI99993"),
	segna("parziale"),
	dopo(torna, "Stiamo aspettando l'esito", "DIFFERITO", "tipo 2"),
	scatta("attesa-differita"),
	pagina("/console/EDILIZIA-118", "console-attesa", "PAGAMENTO_IN_ATTESA_DI_ESITO", "RPT_ACCETTATA_PSP"),
	avanti("2 ore"),
	apri("/debito/EDILIZIA-118"),
	dopo("Dettaglio dell'esito", "Pagamento eseguito in parte", "120,00"),
	scatta("parziale"),
	scarica("RT"),
	pagina("/console/EDILIZIA-118", "console-parziale", "ESEGUITA_PARZIALE"),
)

var abbandonata = passi(
	fino("TARI-UNICA", "ABI99991"),
	dopo("Annulla senza scegliere", "Stiamo aspettando l'esito", "ERROR"),
	avanti("5 minuti"),
	apri("/debito/TARI-UNICA"),
	dopo("Dettaglio dell'esito", "Pagamento non eseguito", "1 –"),
	scarica("RT"),
)

var tipo3 = passi(
	apri("/debito/TARI-RATA-1"),
	dopo("Apri l'avviso", "Codice avviso"),
	dopo("Paga questo avviso al punto di pagamento", "L'avviso si può pagare", "122,00"),
	scatta("psp-verifica"),
	dopo("Paga € 122,00", "Esito da simulare"),
	scatta("psp-paga"),
	dopo("Conferma", "Pagamento eseguito", "L'ente ha ricevuto la ricevuta"),
	scatta("psp-eseguito"),
	scarica("paGetPaymentV2Response", "paSendRTV2"),
	dopo("Vai al debito sul portale dell'ente", "Pagato", "tipo 3"),
	pagina("/console/TARI-RATA-1", "console-tipo3", "RT_ACCETTATA_PA", "ESEGUITA"),
	pagina("/debito/TARI-UNICA", "alternativa", "Non più dovuto"),
)

// verificaRata2 presents the notice of the second instalment at the PSP.
var verificaRata2 = passi(
	apri("/debito/TARI-RATA-2"),
	dopo("Apri l'avviso", "Codice avviso"),
	premi("Paga questo avviso al punto di pagamento"),
)

var tipo3Rifiutato = passi(
	verificaRata2,
	dopo("Paga € 122,00", "Esito da simulare"),
	segna("rifiuta"),
	dopo("Conferma", "Pagamento rifiutato dal prestatore"),
	scatta("psp-rifiutato"),
	verificaRata2,
	legge("Un pagamento è già in corso", "PAA_PAGAMENTO_IN_CORSO"),
	scatta("psp-in-corso"),
	avanti("30 minuti"),
	verificaRata2,
	legge("L'avviso si può pagare"),
	pagina("/console/TARI-RATA-2", "console-scaduta", "RPT_SCADUTA", "RPT_RIFIUTATA_PSP"),
)

var avvisiRifiutati = passi(
	apri("/debito/MULTA-77"),
	dopo("Apri l'avviso", "Scaduto"),
	dopo("Paga questo avviso al punto di pagamento", "Il debito è scaduto", "PAA_PAGAMENTO_SCADUTO"),
	pagina("/psp?avviso=PAGOPA|002|301000000000004285|99999000005|10000", "psp-sconosciuto", "PAA_PAGAMENTO_SCONOSCIUTO"),
)

// decorrenza comes last: ninety days later the other debts have expired.
var decorrenza = passi(
	apri("/console/SUOLO-9"),
	dopo("pubblica", "NON_ESEGUITA"),
	fino("SUOLO-9", "ABI99991"),
	segna("decorrenza"),
	dopo(torna, "Stiamo aspettando l'esito", "DIFFERITO"),
	avanti("90 giorni"),
	apri("/debito/SUOLO-9"),
	dopo("Dettaglio dell'esito", "Pagamento scaduto senza risposta", "3 –"),
	scatta("decorrenza"),
	pagina("/console/SUOLO-9", "console-decorrenza", "RPT_DECORSI_TERMINI", "PAGAMENTO_NON_ESEGUITO"),
	pagina("/debiti", "elenco-dopo", "Scaduto"),
)
