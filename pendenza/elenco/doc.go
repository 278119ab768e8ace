// Package elenco has what GovPay answers about positions that it holds: the list of GET
// /pendenze, with its filter, its order and its pages, and the state of a notice of GET
// /avvisi/{idDominio}/{numeroAvviso}, in both versions of the interface.
//
// [Filtro] is the query as data: it reads and writes it, says which positions it means on a
// day, puts them in order and makes the page. [Pagina], [PendenzaIndex] and [StatoAvviso]
// are the documents, read and written.
//
// Source: GovPay, API Pendenze v1 and v2, API Pagamento v1 and v2; GovPay, API REST –
// Manuale di Integrazione 1.1, §4.1.
package elenco
