package rendicontazione

// A person reads why an object stands where it does, and whether something is
// left to do: Spiegazione says it in Italian, RichiedeIntervento answers yes for
// what no later document will settle by itself.

// descrizione is the text of a class and whether a person must look at it.
type descrizione struct {
	testo      string
	intervento bool
}

func descritta[C ~uint8](descrizioni []descrizione, c C) descrizione {
	if int(c) < len(descrizioni) {
		return descrizioni[c]
	}
	return descrizione{}
}

var descrizioniMovimento = []descrizione{
	MovimentoFuoriAmbito:              {"movimento di un ente che non è tra quelli esaminati", false},
	MovimentoRestituzione:             {"addebito che cita un flusso accreditato: il denaro è stato restituito o richiamato", true},
	MovimentoUscita:                   {"uscita: non riguarda gli incassi", false},
	MovimentoCopiaProbabile:           {"probabilmente lo stesso movimento letto da un altro documento: non è contato due volte", false},
	MovimentoStorno:                   {"storno di un accredito", false},
	MovimentoStornato:                 {"accredito ripreso per intero: stornato dalla banca o restituito", false},
	MovimentoStornoDubbio:             {"più accrediti dello stesso importo: non si sa quale sia stato stornato, e finché non è chiarito non contano", true},
	MovimentoNonPagoPA:                {"nessun riferimento pagoPA nei testi del movimento", false},
	MovimentoCausaleIlleggibile:       {"la causale è di pagoPA ma il riferimento non si legge: va cercato a mano", true},
	MovimentoInAttesaFlusso:           {"il flusso di rendicontazione può ancora arrivare", false},
	MovimentoFlussoNonTrovato:         {"il flusso di rendicontazione non è arrivato nei termini: va chiesto al PSP o al Nodo", true},
	MovimentoFlussoAnomalo:            {"il flusso di rendicontazione ha un'anomalia: va corretto dal PSP", true},
	MovimentoRiconciliato:             {"l'accredito corrisponde al suo flusso di rendicontazione", false},
	MovimentoIntegrazione:             {"integra un accredito inferiore al totale del flusso", false},
	MovimentoFlussoGiaRiconciliato:    {"un altro accredito copre già tutto il flusso: denaro in più, o lo stesso accredito letto due volte", true},
	MovimentoImportoDiverso:           {"l'importo accreditato non è quello rendicontato", true},
	MovimentoIUVNonTrovato:            {"nessuna ricevuta con lo IUV indicato nella causale", true},
	MovimentoIUVAmbiguo:               {"più pagamenti con lo stesso IUV: non si sa quale sia stato accreditato", true},
	MovimentoPagamentoGiaRiconciliato: {"il pagamento risulta già accreditato: denaro in più, da chiarire con il PSP", true},
	MovimentoRiconciliatoSingolo:      {"l'accredito corrisponde a un singolo pagamento", false},
}

// Spiegazione returns what the class means for a person, in Italian; "" for an
// invalid class.
func (c ClasseMovimento) Spiegazione() string { return descritta(descrizioniMovimento, c).testo }

// RichiedeIntervento reports whether a person must look at a movement of the
// class.
func (c ClasseMovimento) RichiedeIntervento() bool {
	return descritta(descrizioniMovimento, c).intervento
}

var descrizioniFlusso = []descrizione{
	FlussoFuoriAmbito:       {"flusso di un ente che non è tra quelli esaminati", false},
	FlussoObsoleto:          {"sostituito da una versione successiva", false},
	FlussoAnomalo:           {"il flusso si contraddice: va corretto dal PSP", true},
	FlussoRiconciliato:      {"accreditato per intero", false},
	FlussoImportoDiverso:    {"accreditato per un importo diverso dal totale", true},
	FlussoAccreditoStornato: {"l'accredito è stato ripreso dalla banca o restituito: va chiesto al PSP un nuovo accredito", true},
	FlussoInAttesaAccredito: {"l'accredito può ancora arrivare", false},
	FlussoAccreditoMancante: {"l'accredito non è arrivato nei termini: va sollecitato al PSP", true},
}

// Spiegazione returns what the class means for a person, in Italian; "" for an
// invalid class.
func (c ClasseFlusso) Spiegazione() string { return descritta(descrizioniFlusso, c).testo }

// RichiedeIntervento reports whether a person must look at a flow of the class.
func (c ClasseFlusso) RichiedeIntervento() bool { return descritta(descrizioniFlusso, c).intervento }

var descrizioniRiga = []descrizione{
	RigaFuoriAmbito:              {"riga di un ente che non è tra quelli esaminati", false},
	RigaObsoleta:                 {"riga di una versione sostituita del flusso", false},
	RigaDuplicata:                {"ripete una riga precedente dello stesso flusso", true},
	RigaEsitoSconosciuto:         {"codice esito sconosciuto", true},
	RigaPagamentoAmbiguo:         {"la ricevuta esiste in copie discordanti", true},
	RigaPagamentoGiaRendicontato: {"lo stesso pagamento è già in un'altra riga", true},
	RigaRevocaAbbinata:           {"revoca pari all'importo revocato", false},
	RigaRevocaDiversa:            {"revoca di un importo diverso da quello revocato", true},
	RigaAbbinata:                 {"corrisponde alla sua ricevuta", false},
	RigaImportoDiverso:           {"l'importo rendicontato non è quello della ricevuta", true},
	RigaAltroIntermediario:       {"lo IUV è di un altro intermediario dell'ente", false},
	RigaSenzaRicevutaAmmessa:     {"pagamento senza ricevuta, attribuito alla sua pendenza", false},
	RigaSenzaRicevutaMultivoce:   {"pagamento senza ricevuta di una pendenza di più voci, o di più pendenze: va attribuito a mano", true},
	RigaPendenzaSconosciuta:      {"pagamento senza ricevuta e senza pendenza", true},
	RigaSenzaRicevuta:            {"manca la ricevuta: va recuperata dal Nodo", true},
}

// Spiegazione returns what the class means for a person, in Italian; "" for an
// invalid class.
func (c ClasseRiga) Spiegazione() string { return descritta(descrizioniRiga, c).testo }

// RichiedeIntervento reports whether a person must look at a row of the class.
func (c ClasseRiga) RichiedeIntervento() bool { return descritta(descrizioniRiga, c).intervento }

var descrizioniRicevuta = []descrizione{
	RicevutaEsclusa:         {"non è un incasso degli enti esaminati (marca da bollo o altro ente)", false},
	RicevutaRevocata:        {"pagamento revocato: il debito è di nuovo aperto", true},
	RicevutaIncassata:       {"il denaro è sul conto", false},
	RicevutaRigaDifforme:    {"il flusso la rendiconta in modo diverso", true},
	RicevutaRendicontata:    {"rendicontata, in attesa dell'accredito del flusso", false},
	RicevutaInAttesa:        {"il flusso che la rendiconta può ancora arrivare", false},
	RicevutaNonRendicontata: {"nessun flusso la rendiconta nei termini: va chiesto al PSP", true},
}

// Spiegazione returns what the class means for a person, in Italian; "" for an
// invalid class.
func (c ClasseRicevuta) Spiegazione() string { return descritta(descrizioniRicevuta, c).testo }

// RichiedeIntervento reports whether a person must look at a receipt item of the
// class.
func (c ClasseRicevuta) RichiedeIntervento() bool {
	return descritta(descrizioniRicevuta, c).intervento
}

var descrizioniVoce = []descrizione{
	VoceEsclusa:      {"non è un incasso degli enti esaminati (marca da bollo o altro ente)", false},
	VoceIncassata:    {"il denaro è sul conto", false},
	VoceRendicontata: {"rendicontata, in attesa dell'accredito", false},
	VocePagata:       {"pagata, in attesa della rendicontazione", false},
	VoceDifforme:     {"pagata o rendicontata per un importo diverso dal dovuto", true},
	VoceRevocata:     {"il pagamento è stato revocato", true},
	VoceNonPagata:    {"non pagata", false},
}

// Spiegazione returns what the class means for a person, in Italian; "" for an
// invalid class.
func (c ClasseVoce) Spiegazione() string { return descritta(descrizioniVoce, c).testo }

// RichiedeIntervento reports whether a person must look at a debt item of the
// class.
func (c ClasseVoce) RichiedeIntervento() bool { return descritta(descrizioniVoce, c).intervento }

var descrizioniPendenza = []descrizione{
	PendenzaEsclusa:               {"nessuna voce è un incasso degli enti esaminati", false},
	PendenzaAnomala:               {"una voce è difforme o revocata", true},
	PendenzaIncassata:             {"tutte le voci sono sul conto", false},
	PendenzaParzialmenteIncassata: {"solo alcune voci sono sul conto", false},
	PendenzaRendicontata:          {"tutte le voci sono rendicontate, nessuna accreditata", false},
	PendenzaPagata:                {"tutte le voci sono pagate, nessuna accreditata", false},
	PendenzaParziale:              {"solo alcune voci sono pagate, nessuna accreditata", false},
	PendenzaNonPagata:             {"nessuna voce è pagata", false},
}

// Spiegazione returns what the class means for a person, in Italian; "" for an
// invalid class.
func (c ClassePendenza) Spiegazione() string { return descritta(descrizioniPendenza, c).testo }

// RichiedeIntervento reports whether a person must look at a position of the
// class.
func (c ClassePendenza) RichiedeIntervento() bool {
	return descritta(descrizioniPendenza, c).intervento
}

var descrizioniSegnale = []descrizione{
	SegnaleMaiuscoleIgnorate:       {"flusso trovato ignorando maiuscole e minuscole", false},
	SegnaleCandidatoUsato:          {"riferimento trovato con una seconda lettura della causale", false},
	SegnaleFlussoAmbiguo:           {"l'identificativo, ignorando maiuscole e minuscole, è di più flussi", true},
	SegnaleTRNDiverso:              {"il TRN del bonifico non è quello del flusso", false},
	SegnaleCausaleImportoDiverso:   {"l'importo scritto nella causale non è quello accreditato", false},
	SegnaleTardivo:                 {"accreditato oltre il termine", false},
	SegnaleDifetto:                 {"accreditato meno del dovuto", true},
	SegnaleEccesso:                 {"accreditato più del dovuto", true},
	SegnaleStornoSenzaOriginale:    {"l'accredito stornato non è tra i movimenti", true},
	SegnaleStornoImportoDiverso:    {"lo storno ha un importo diverso dall'accredito", true},
	SegnaleDoppio:                  {"pagato più di una volta", true},
	SegnaleSegnoRevoca:             {"il totale quadra solo sottraendo le revoche, scritte con segno positivo", false},
	SegnaleStornoDubbio:            {"più accrediti dello stesso importo: non si sa quale sia stato stornato, e finché non è chiarito non contano", true},
	SegnaleAccreditoStornato:       {"l'accredito del suo flusso è stato ripreso, in tutto o in parte", true},
	SegnaleLettoDueVolte:           {"letto anche da un altro documento", false},
	SegnaleTestoDiverso:            {"letto due volte con testi diversi: usato il più lungo", false},
	SegnaleDoppioneDaVerificare:    {"se fosse un secondo accredito il flusso potrebbe quadrare: va verificato", true},
	SegnaleStornatoInParte:         {"la banca ne ha ripreso una parte", true},
	SegnaleStornoEccedente:         {"lo storno supera ciò che restava dell'accredito", true},
	SegnaleStornoRipetuto:          {"l'accredito era già stato stornato per intero", true},
	SegnaleStornoPresunto:          {"abbinato solo per importo: va verificato", true},
	SegnaleRiaccreditoDaVerificare: {"un addebito annullato cita un flusso: il denaro potrebbe essere tornato", true},
	SegnaleTrattenuto:              {"uno storno non collocato, o una revoca senza il suo denaro, potrebbe riguardare questo accredito: finché non è chiarito non estingue il debito", true},
	SegnaleRicevutaMancante:        {"il denaro è sul conto ma la ricevuta manca: va chiesta", true},
	SegnaleIDNelTesto:              {"trovato fuori dalla causale pagoPA", false},
	SegnaleIDInEndToEnd:            {"trovato nell'identificativo end-to-end", false},
	SegnaleAbbinatoPerTRN:          {"il TRN del bonifico è quello del flusso", false},
	SegnalePiuFlussi:               {"un accredito solo per più flussi", false},
	SegnaleAccreditoCumulativo:     {"pagato insieme ad altri flussi da un solo accredito", false},
	SegnaleLotto:                   {"bonifici accreditati in blocco senza i singoli importi", false},
	SegnaleImportoDiFlusso:         {"ha lo stesso importo di un flusso senza accredito: verificare se è il suo", true},
	SegnaleAccreditoPossibile:      {"nessun accredito lo cita, ma un incasso dello stesso importo è da verificare prima di sollecitare il PSP", false},
	SegnaleSenzaPendenza:           {"nessuna posizione debitoria ha questo pagamento: può essere spontaneo", false},
	SegnalePendenzaMancante:        {"nessuna posizione debitoria ha questo pagamento, e l'ente le ha tutte: va cercata", true},
	SegnaleIUVNumeroAvviso:         {"lo IUV della posizione ha la forma di un numero avviso: i pagamenti non le si possono abbinare", true},
	SegnaleIUVSenzaZeri:            {"lo IUV della posizione ha perso gli zeri iniziali: i pagamenti non le si possono abbinare", true},
	SegnaleImportoOltre:            {"importo oltre il massimo di pagoPA (999999999.99)", false},
	SegnalePiuPendenze:             {"un'altra posizione ha lo stesso IUV: non si sa quale delle due sia stata pagata, nessuna si quietanza", true},
}

// Spiegazione returns what the flag means for a person, in Italian; "" for an
// invalid flag.
func (s Segnale) Spiegazione() string { return descritta(descrizioniSegnale, s).testo }

// RichiedeIntervento reports whether a person must look at an object with the
// flag, whatever its class.
func (s Segnale) RichiedeIntervento() bool { return descritta(descrizioniSegnale, s).intervento }

// RichiedeIntervento reports whether one of the flags asks for a person.
func (i Segnali) RichiedeIntervento() bool {
	for s := range i.Tutti() {
		if s.RichiedeIntervento() {
			return true
		}
	}
	return false
}
