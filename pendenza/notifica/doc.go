// Package notifica has the notifications that GovPay sends to the application of a
// creditor body: what it says of an attempt or of a receipt, in the two versions of its
// API, and of a row of a reporting flow.
//
// [Leggi] and [Parse] read one, with what stands in the path and in the query of its call;
// [Notifica.Fatti] turns it into the events of the position and the items collected, with
// warnings where its parts disagree. A notification comes again until the application
// answers with a status 2xx: [Notifica.Ripetuta] tells a repetition, which has no effect,
// from another content. [NuovaV1] and [NuovaV2] make those that a gateway sends.
//
// Source: GovPay, API Ente v1 and v2; GovPay, API REST – Manuale di Integrazione 1.1, §5.4.
package notifica
