// Package gdp is the Giornale dei Pagamenti: the journal in which a creditor
// body (EC) or a PSP records the events that change the state of its payments,
// from the name of the file to the analysis of a payment.
//
// Three things that people do with it:
//
//   - say how far each payment got, and what is missing, out of the journals of all who took
//     part: [Analizza];
//   - tell which journals count: [ParseNomeFile], [Vigenti];
//   - name an event that was misspelt, and what generates it: [Canonico], [Trigger].
//
// It reads the journals of many senders, joins them with the history that the
// Nodo tells, and says of every payment how far it got, what is missing and what
// contradicts: the "analisi di un pagamento" for which the journal was made.
//
//   - NomeFile is the name of a journal, Vigenti tells which sending counts.
//   - EventCode is one of the 22 codes; Canonico reads their misspellings,
//     Trigger tells which call generates which code, EventiStoria reads the
//     history of the Nodo.
//   - ParseJSON, ParseCSV and their lenient twins LeggiJSON and LeggiCSV read
//     records, ScriviRighe, ScriviArray and ScriviCSV write them, ApriArchivio and
//     CostruisciArchivio handle the ZIP that carries them.
//   - Analizza collects any number of journals in an Analisi; Accumulatore does
//     it for one payment, Corso folds events that are in order already.
//
// # What is official and what is ours
//
// The document gives the pattern of the name, the elements of an event, the
// codes with their triggers, the diagram of the position and the idea that all
// journals together allow the analysis. It gives no serialisation, no
// character set, no archive layout, no key beyond IUV and CCP and no rule of
// merging. Those are our own choice, and said so where they are declared: JSON
// and CSV in UTF-8, times in UTC with milliseconds (a time read without a zone is
// Europe/Rome), the key (idDominio, IUV, CCP), and the fold below.
//
// # Two tracks
//
// Messages and money move independently: a PSP may collect before the RPT
// arrives, and the flow may come before the RT. A payment is therefore a pair of
// tracks. The track of messages is the machine at the Nodo (package nodo,
// Diagramma); the track of cash is this:
//
//	stateDiagram-v2
//	    state "NESSUNO" as s1
//	    state "RPT_PAGATA" as s2
//	    state "RPT_ANNULLATA" as s3
//	    state "RPT_FLUSSO" as s4
//	    [*] --> s1
//	    s1 --> s2: RPT_PAGATA
//	    s1 --> s3: RPT_ANNULLATA
//	    s1 --> s4: RPT_FLUSSO
//	    s2 --> s4: RPT_FLUSSO
//	    s3 --> s2: RPT_PAGATA
//	    s3 --> s4: RPT_FLUSSO
//	    s4 --> [*]
//
// The coarse position shown to users is a state of the published diagram, with the
// negative end that it lacks. Proietta tells it of any pair of tracks.
//
// # The machine of the position
//
// Whoever keeps a position alone, without the events, feeds the machine of
// PassoPosizione with the codes as they come: it takes every code in every state
// and ends where the analysis of the same events ends, each later than the
// tolerance of the clocks. Its sixteen states (StatoPosizione) are a little finer
// than the seven positions, whose names theirs begin with, because the position
// alone does not tell where a code leads: RPT_RIFIUTATA_NODO ends a request that
// the Nodo received, and is the refusal of a duplicate after it was accepted. The
// machine is computed from the two tracks and the fold, and written nowhere; its
// XState export (DiagrammaPosizione) is fed with the plain codes and has the
// position of each state as tag.
//
// The published diagram is its projection on the positions (DiagrammaPubblicato):
// the codes that follow each other directly. RPT_INVIATA_PA, which labels two of
// its edges and is missing from the list of codes, is played by RPT_RICEVUTA_NODO:
//
//	stateDiagram-v2
//	    state "INIZIO" as s1
//	    state "ATTIVAZIONE" as s2
//	    state "RICHIESTA_PAGAMENTO" as s3
//	    state "INCASSO" as s4
//	    state "RIVERSAMENTO" as s5
//	    state "FINE" as s6
//	    state "FINE_NEGATIVA" as s7
//	    [*] --> s1
//	    s1 --> s3: RPT_RICEVUTA_NODO
//	    s1 --> s2: RPT_RICHIESTA_ATTIVAZIONE
//	    s1 --> s4: RPT_PAGATA
//	    s1 --> s7: RPT_ANNULLATA
//	    s1 --> s6: RPT_FLUSSO
//	    s1 --> s3: RPT_INVIATA_PA
//	    s2 --> s7: RPT_ATTIVATA_ERRORE
//	    s2 --> s4: RPT_PAGATA
//	    s2 --> s7: RPT_ANNULLATA
//	    s2 --> s6: RPT_FLUSSO
//	    s2 --> s3: RPT_RICEVUTA_NODO
//	    s2 --> s3: RPT_INVIATA_PA
//	    s3 --> s7: RPT_RIFIUTATA_NODO
//	    s3 --> s4: RPT_PAGATA
//	    s3 --> s7: RPT_ANNULLATA
//	    s3 --> s6: RPT_FLUSSO
//	    s3 --> s7: RPT_RIFIUTATA_PSP
//	    s3 --> s7: RPT_ERRORE_INVIO_A_PSP
//	    s3 --> s4: RPT_ACCETTATA_PSP
//	    s3 --> s7: RPT_DECORSI_TERMINI
//	    s3 --> s4: RT_RICEVUTA_NODO
//	    s4 --> s7: RPT_DECORSI_TERMINI
//	    s4 --> s7: RPT_ANNULLATA
//	    s4 --> s6: RPT_FLUSSO
//	    s4 --> s5: RT_ACCETTATA_PA
//	    s5 --> s7: RPT_ANNULLATA
//	    s5 --> s6: RPT_FLUSSO
//	    s7 --> s4: RPT_PAGATA
//	    s7 --> s6: RPT_FLUSSO
//	    s7 --> s3: RPT_RICEVUTA_NODO
//	    s7 --> s2: RPT_RICHIESTA_ATTIVAZIONE
//	    s6 --> [*]
//
// # The fold
//
// Events are put in one order (instant, course of the payment, Nodo before PSP
// before EC) and each moves its track, or is told apart: Ripetuto, Riapertura (a
// new attempt under the same key), Sfasamento (late within the tolerance of the
// clocks), FuoriOrdine, RifiutoNonBloccante (the refusal of a duplicate),
// Incoerente. The result does not depend on the order of the journals, on how
// the events are split among them, or on copies.
//
// The journal does not tell a positive RT from a negative one: RT_ACCETTATA_PA is
// RIVERSAMENTO, unless the caller says more (ConRT).
//
// The package does no input or output and knows no clock: readers, writers and
// bytes come from the caller.
//
// Source: pagoPA, Giornale dei Pagamenti.
package gdp
