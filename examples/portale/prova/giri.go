package main

// giri are the walks, in this order: each leaves the portal as the next finds it.
var giri = []struct {
	nome string
	f    func(*prova) error
}{
	{"elenco, debito, avviso", pagineFerme},
	{"tipo 1, eseguito", tipo1},
	{"tipo 1, non eseguito", nonEseguito},
	{"tipo 2, parziale", parziale},
	{"sessione abbandonata", abbandonata},
	{"tipo 3, eseguito", tipo3},
	{"tipo 3, rifiutato", tipo3Rifiutato},
	{"avviso scaduto e sconosciuto", avvisiRifiutati},
	{"decorrenza termini", decorrenza},
}

func (p *prova) pagina(percorso, nome string, testi ...string) error {
	return passi(func() error { return p.apri(percorso) }, func() error { return p.legge(testi...) }, func() error { return p.scatta(nome) })
}

// dopo presses and reads what comes.
func (p *prova) dopo(pulsante string, testi ...string) error {
	return passi(func() error { return p.premi(pulsante) }, func() error { return p.legge(testi...) })
}

// avanti moves the clock of the portal on.
func (p *prova) avanti(quanto string) error {
	return passi(func() error { return p.apri("/console") }, func() error { return p.dopo("+ "+quanto, "Orologio di prova") })
}

func pagineFerme(p *prova) error {
	return passi(
		func() error {
			return p.pagina("/", "elenco", "I tuoi debiti", "Mensa scolastica", "Scaduto", "Annullato", "Pagato")
		},
		func() error {
			return p.pagina("/debito/EDILIZIA-118", "debito", "486,00", "marca da bollo", "Paga online")
		},
		func() error { return p.dopo("Apri l'avviso", "Codice avviso", "Comune di Vallefinta") },
		func() error { return p.scatta("avviso") },
		func() error { return p.pagina("/console", "console", "Orologio di prova", "NON_ESEGUITA", "SUOLO-9") },
	)
}

// fino walks from a debt to the PSP's page.
func (p *prova) fino(debito, psp string) error {
	return passi(
		func() error { return p.apri("/debito/" + debito) },
		func() error { return p.dopo("Paga online", "Con chi vuoi pagare?") },
		func() error { return p.segna(psp) },
		func() error { return p.dopo("Continua", "Conferma il pagamento", "Ricevuta da simulare") },
	)
}

const torna = "Conferma e torna a Comune di Vallefinta"

func tipo1(p *prova) error {
	return passi(
		func() error { return p.apri("/debito/MENSA-03") },
		func() error { return p.dopo("Paga online", "Con chi vuoi pagare?", "Banca Esempio", "tipo 2") },
		func() error { return p.scatta("wisp") },
		func() error { return p.dopo("Continua", "Conferma il pagamento") },
		func() error { return p.scatta("sportello") },
		func() error { return p.dopo(torna, "Stiamo aspettando l'esito", "OK") },
		func() error { return p.scatta("attesa") },
		func() error { return p.legge("Pagamento eseguito", "59,90", "0 –") }, // the page loads again by itself
		func() error { return p.scatta("eseguito") },
		func() error { return p.scarica("RPT", "RT") },
		func() error {
			return p.pagina("/console/MENSA-03", "console-mensa", "ESEGUITA", "PAGAMENTO_ESEGUITO", "RT_ACCETTATA_PA", "AvviaTentativo")
		},
	)
}

func nonEseguito(p *prova) error {
	return passi(
		func() error { return p.pagina("/debito/TRASPORTO-5", "annullato", "Annullato", "non si può pagare") },
		func() error { return p.apri("/console/TRASPORTO-5") },
		func() error { return p.dopo("ripristina", "NON_ESEGUITA") },
		func() error { return p.fino("TRASPORTO-5", "ABI99992") },
		func() error { return p.segna("non-eseguito") },
		func() error { return p.dopo(torna, "ERROR") },
		func() error { return p.legge("Pagamento non eseguito", "Non ti è stato addebitato nulla", "1 –") },
		func() error { return p.scatta("non-eseguito") },
		func() error { return p.scarica("RPT", "RT") },
		func() error { return p.dopo("Riprova il pagamento", "Paga online") },
	)
}

func parziale(p *prova) error {
	return passi(
		func() error { return p.fino("EDILIZIA-118", "ABI99993") },
		func() error { return p.segna("parziale") },
		func() error { return p.dopo(torna, "Stiamo aspettando l'esito", "DIFFERITO", "tipo 2") },
		func() error { return p.scatta("attesa-differita") },
		func() error {
			return p.pagina("/console/EDILIZIA-118", "console-attesa", "PAGAMENTO_IN_ATTESA_DI_ESITO", "RPT_ACCETTATA_PSP")
		},
		func() error { return p.avanti("2 ore") },
		func() error { return p.apri("/debito/EDILIZIA-118") },
		func() error { return p.dopo("Dettaglio dell'esito", "Pagamento eseguito in parte", "120,00") },
		func() error { return p.scatta("parziale") },
		func() error { return p.scarica("RT") },
		func() error { return p.pagina("/console/EDILIZIA-118", "console-parziale", "ESEGUITA_PARZIALE") },
	)
}

func abbandonata(p *prova) error {
	return passi(
		func() error { return p.fino("TARI-UNICA", "ABI99991") },
		func() error { return p.dopo("Annulla senza scegliere", "Stiamo aspettando l'esito", "ERROR") },
		func() error { return p.avanti("5 minuti") },
		func() error { return p.apri("/debito/TARI-UNICA") },
		func() error { return p.dopo("Dettaglio dell'esito", "Pagamento non eseguito", "1 –") },
		func() error { return p.scarica("RT") },
	)
}

func tipo3(p *prova) error {
	return passi(
		func() error { return p.apri("/debito/TARI-RATA-1") },
		func() error { return p.dopo("Apri l'avviso", "Codice avviso") },
		func() error {
			return p.dopo("Paga questo avviso al punto di pagamento", "L'avviso si può pagare", "122,00")
		},
		func() error { return p.scatta("psp-verifica") },
		func() error { return p.dopo("Paga € 122,00", "Esito da simulare") },
		func() error { return p.scatta("psp-paga") },
		func() error {
			return p.dopo("Conferma", "Pagamento eseguito", "L'ente ha ricevuto la ricevuta")
		},
		func() error { return p.scatta("psp-eseguito") },
		func() error { return p.scarica("paGetPaymentV2Response", "paSendRTV2") },
		func() error { return p.dopo("Vai al debito sul portale dell'ente", "Pagato", "tipo 3") },
		func() error { return p.pagina("/console/TARI-RATA-1", "console-tipo3", "RT_ACCETTATA_PA", "ESEGUITA") },
		func() error { return p.pagina("/debito/TARI-UNICA", "alternativa", "Non più dovuto") },
	)
}

func tipo3Rifiutato(p *prova) error {
	verifica := func() error {
		return passi(
			func() error { return p.apri("/debito/TARI-RATA-2") },
			func() error { return p.dopo("Apri l'avviso", "Codice avviso") },
			func() error { return p.premi("Paga questo avviso al punto di pagamento") },
		)
	}
	return passi(
		verifica,
		func() error { return p.dopo("Paga € 122,00", "Esito da simulare") },
		func() error { return p.segna("rifiuta") },
		func() error { return p.dopo("Conferma", "Pagamento rifiutato dal prestatore") },
		func() error { return p.scatta("psp-rifiutato") },
		verifica,
		func() error { return p.legge("Un pagamento è già in corso", "PAA_PAGAMENTO_IN_CORSO") },
		func() error { return p.scatta("psp-in-corso") },
		func() error { return p.avanti("30 minuti") },
		verifica,
		func() error { return p.legge("L'avviso si può pagare") },
		func() error {
			return p.pagina("/console/TARI-RATA-2", "console-scaduta", "RPT_SCADUTA", "RPT_RIFIUTATA_PSP")
		},
	)
}

func avvisiRifiutati(p *prova) error {
	return passi(
		func() error { return p.apri("/debito/MULTA-77") },
		func() error { return p.dopo("Apri l'avviso", "Scaduto") },
		func() error {
			return p.dopo("Paga questo avviso al punto di pagamento", "Il debito è scaduto", "PAA_PAGAMENTO_SCADUTO")
		},
		func() error {
			return p.pagina("/psp?avviso=PAGOPA|002|301000000000004285|99999000005|10000", "psp-sconosciuto", "PAA_PAGAMENTO_SCONOSCIUTO")
		},
	)
}

// decorrenza comes last: ninety days later the other debts have expired.
func decorrenza(p *prova) error {
	return passi(
		func() error { return p.apri("/console/SUOLO-9") },
		func() error { return p.dopo("pubblica", "NON_ESEGUITA") },
		func() error { return p.fino("SUOLO-9", "ABI99991") },
		func() error { return p.segna("decorrenza") },
		func() error { return p.dopo(torna, "Stiamo aspettando l'esito", "DIFFERITO") },
		func() error { return p.avanti("90 giorni") },
		func() error { return p.apri("/debito/SUOLO-9") },
		func() error { return p.dopo("Dettaglio dell'esito", "Pagamento scaduto senza risposta", "3 –") },
		func() error { return p.scatta("decorrenza") },
		func() error {
			return p.pagina("/console/SUOLO-9", "console-decorrenza", "RPT_DECORSI_TERMINI", "PAGAMENTO_NON_ESEGUITO")
		},
		func() error { return p.pagina("/", "elenco-dopo", "Scaduto") },
	)
}
