package gdp

// Texts for a person who looks at a payment and does not know the names of this
// package. They are our own, and say no more than the journals do.

var descrizioniPosizione = [FineNegativa + 1]string{
	Inizio:             "nessun evento lo ha mosso",
	Attivazione:        "il PSP ha chiesto di pagarlo",
	RichiestaPagamento: "la richiesta di pagamento (RPT) è in viaggio",
	InIncasso:          "in carico al PSP",
	Riversamento:       "l'ente ha la ricevuta (RT): se è positiva, il denaro è da riversare",
	Fine:               "nel flusso di rendicontazione",
	FineNegativa:       "non pagato",
}

// Descrizione returns what the position means, in Italian, "" for an invalid one.
func (v Posizione) Descrizione() string { return testoDi(descrizioniPosizione[:], v) }

var descrizioniIncasso = [IncassoFlusso + 1]string{
	IncassoNessuno:   "nessun giornale dice se è stato incassato",
	IncassoPagato:    "incassato dal PSP",
	IncassoAnnullato: "non incassato dal PSP",
	IncassoFlusso:    "inserito dal PSP nel flusso di rendicontazione",
}

// Descrizione returns what the state means, in Italian, "" for an invalid one.
func (v StatoIncasso) Descrizione() string { return testoDi(descrizioniIncasso[:], v) }

var descrizioniRuolo = [RuoloEC + 1]string{RuoloNodo: "Nodo", RuoloPSP: "PSP", RuoloEC: "ente creditore"}

// Descrizione returns who records the events, in Italian, "" for an invalid role.
func (r Ruolo) Descrizione() string { return testoDi(descrizioniRuolo[:], r) }

var descrizioniEsito = [Ignoto + 1]string{
	Avanza:              "avanza",
	Ripetuto:            "già noto",
	Riapertura:          "nuovo tentativo",
	Sfasamento:          "in ritardo, entro lo scarto degli orologi: non sposta nulla",
	FuoriOrdine:         "in ritardo: non sposta nulla",
	Incoerente:          "nessuna storia del pagamento lo spiega: non sposta nulla",
	RifiutoNonBloccante: "rifiuto di un duplicato: il pagamento prosegue",
	Ignoto:              "codice di nessun elenco: non sposta nulla",
}

// Descrizione returns what the outcome means, in Italian, "" for an invalid one.
func (e Esito) Descrizione() string { return testoDi(descrizioniEsito[:], e) }

var descrizioniSegnale = [ultimoSegnale + 1]string{
	PagataSenzaRT:             "incassato, e nessun giornale ha la ricevuta (RT)",
	PagataSenzaRPT:            "incassato, e nessun giornale ha la richiesta (RPT)",
	RTSenzaIncasso:            "l'ente ha la ricevuta (RT), e il giornale del PSP non ha l'incasso",
	AnnullataSenzaAttivazione: "mancato incasso di un pagamento di cui non si è visto altro",
	FlussoSenzaIncasso:        "nel flusso di rendicontazione, e nessun giornale ha l'incasso",
	PagataDopoAnnullata:       "incassato dopo un mancato incasso",
	AnnullataDopoIncasso:      "mancato incasso registrato dopo l'incasso",
	DominioAmbiguo:            "eventi senza ente creditore, che possono essere di più enti",
	GiornaleAltroEnte:         "eventi nel giornale di un altro ente creditore",
	GiornaleAltroGiorno:       "eventi lontani dal giorno del giornale che li contiene",
}

// Descrizione returns what the flag means, in Italian, "" for an invalid one.
func (v Segnale) Descrizione() string { return testoDi(descrizioniSegnale[:], v) }

var descrizioniSegno = map[Segno]string{
	EmittenteInatteso: "di solito non lo registra chi lo ha registrato",
	Riletto:           "letto come il codice che il suo errore indica",
	DiAltroEnte:       "nel giornale di un altro ente creditore",
	DiAltroGiorno:     "lontano dal giorno del giornale che lo contiene",
}

// Descrizione returns what the mark means, in Italian, "" for an unknown one.
func (v Segno) Descrizione() string { return descrizioniSegno[v] }

func testoDi[T ~uint8](testi []string, v T) string {
	if int(v) >= len(testi) {
		return ""
	}
	return testi[v]
}
