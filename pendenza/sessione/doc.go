// Package sessione is the payment session that a portal starts: the cart, the
// URL on which the citizen comes back, the state of the session and the sum of
// its attempts, and a simulated PSP.
//
// The way back proves nothing: the esito in its URL is indicative, and only the
// receipts decide. A return moves the session from PAGAMENTO_IN_CORSO_AL_PSP to
// PAGAMENTO_IN_ATTESA_DI_ESITO and leaves its stato alone.
//
// A payment that starts at the portal and goes through Checkout of pagoPA has a
// CarrelloCheckout, made of positions, and its answer; its way back is the same.
//
// Sources: pagoPA, Checkout – EC API v1 and v2; GovPay, API REST – Manuale di Integrazione 1.1, chapters 4 and 7;
// GovPay, PagamentoPortaleUtils; GovPay Loader, "Pagamenti tramite portale
// cittadino".
package sessione
