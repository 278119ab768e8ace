// Package incasso has the documents with which an application tells GovPay of a credit on
// the account of a body, and GovPay answers with the payments that it settles: incassi in
// version 1 of its interface (the manual's), riconciliazioni in versions 2 and 3.
//
// A [Richiesta] is read and becomes the movement that the reconciliation looks at; the
// [Incasso] that answers is made of the one credit of a report and of what it settles, or the
// refusal has the code of the official list. [Richiesta.Ripetuta] tells an equal repetition,
// which is answered as the first, from another content.
//
// Source: GovPay, API REST – Manuale di Integrazione 1.1, §6.3; API Ragioneria v1, v2 and v3.
package incasso
