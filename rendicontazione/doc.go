// Package rendicontazione says where the money is. Given what a body (ente
// creditore) has of pagoPA, the movements of its account, the reporting flows,
// the receipts and its own debt positions, it says for every euro where it
// stands, and which debts may be discharged.
//
// Three things that people do with it:
//
//   - give it a folder of papers, whatever they are, and ask which debts may be discharged:
//     [Leggi], [Accumulatore.Report];
//   - ask what a credit pays: [Report.Riscossioni], and what a person must look at: the
//     classes and their Spiegazione;
//   - run it every night: [Situazione.Differenze] is what changed, [Report.Eventi] what the
//     positions are told, [Report.Chiudibili] what tomorrow may leave out.
//
// # The documents
//
//   - A PSP collects payments and, on the next operating day, sends the body one
//     bank transfer for many of them. The causale of the transfer names a
//     reporting flow (flusso di rendicontazione): package
//     rendicontazione/causale reads it, package rendicontazione/cassa reads the
//     journal, the statement or the table of the account it arrives on.
//   - The flow lists the payments of the transfer, one row each: package
//     rendicontazione/flusso.
//   - A receipt (ricevuta) tells the body, at once, that a payment was made:
//     package rpt reads it, [DaRT] and [DaRicevuta] turn it into the items that
//     the engine wants.
//   - A debt position (pendenza) is what was owed, in one to five items.
//
// # The engine
//
// [Riconcilia] joins them: credit with flow by identifier, row with receipt item
// by body, IUV, IUR and indice, receipt item with debt item by body, IUV and
// indice. Every object gets exactly one class, the first whose rule holds, and
// flags ([Segnale]) for what is worth knowing beside it: [ClasseMovimento],
// [ClasseFlusso], [ClasseRiga], [ClasseRicevuta], [ClasseVoce] and
// [ClassePendenza] say all the ways things can stand. A class knows what it means
// in Italian (Spiegazione), whether a person must look (RichiedeIntervento), and
// the official code of its anomaly (Codice, CodiceIncasso).
//
// The engine is a pure function of its inputs and of a date: the order of the
// inputs does not matter, copies do not matter, nothing is dropped, and when two
// copies of an object disagree the report says so ([Conflitto]) and the choice
// does not depend on which came first. The amounts of the classes add up to the
// amounts of the inputs. [Accumulatore] gathers inputs in pieces, on as many
// machines as there are, and gives the same report.
//
// There is no tolerance on amounts: a cent missing is a cent to look for.
//
// # What the account gives back
//
// A bank takes credits back, whole or in part, once or more, under their reference
// or another; a PSP has money returned. Every credit has what is left of it
// (Residuo), which is what counts, and every reversal tells what it takes from
// which credit (Storna). One that has no place still is money that left: until the
// host says whose it is (cassa.Movimento.StornoDi, "-" for none of these), credits of
// that account are held back and discharge nothing. So no discharged euro exceeds the
// credits of an account less its reversals.
//
// A movement that a journal and a statement, or two statements, tell is counted once
// where the references of the bank or the text say that it is one; a host that knows
// better says so ([Opzioni]). A reference is looked for where sources put it, the
// surest place first, and a weaker one has a flag. An amount alone never pays a
// flow: it is shown beside it.
//
// # The calendar
//
// A payment belongs to an operating day (giornata operativa), from which the
// deadlines of its flow and of its credit follow: [GiornataOperativa],
// [ScadenzeDi]. Where a document gives a date without a time, [GiornateDaData]
// tells the days it may mean, and the engine waits for the later one.
//
// # The doors
//
// [Leggi] takes any of the documents, without being told which, into an
// [Accumulatore], and names what it cannot read. The report answers by key, and
// each kind of key has a text ([ChiaveRiga], [ChiaveRicevuta], [ChiavePendenza],
// [ChiaveVoce], and those of packages cassa and flusso):
// [Report.Riscossioni] gives an accountant the payments of a credit,
// [Report.Eventi] gives the positions of package pendenza what happened to them.
//
// A host that runs it every night keeps the [Situazione] of the day before, of
// which [Report.Differenze] is what changed, and what [Report.Chiudibili] tells
// to be closed, which it need not give again.
//
// # What it is not
//
// It keeps nothing between one run and the next, and moves no state.
package rendicontazione
