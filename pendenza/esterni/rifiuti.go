package esterni

import "github.com/quietanza/quietanza/rpt/nodo"

// rifiutiODP are the faults as GPD tells them.
var rifiutiODP = map[nodo.FaultCode]struct {
	stato  int
	codice string
}{
	nodo.PAASemantica:            {422, "ODP-102"},
	nodo.PAASystemError:          {500, "ODP-103"},
	nodo.PAAPagamentoSconosciuto: {404, "ODP-107"},
	nodo.PAAPagamentoDuplicato:   {409, "ODP-108"},
	nodo.PAAPagamentoInCorso:     {409, "ODP-109"},
	nodo.PAAPagamentoScaduto:     {422, "ODP-110"},
	nodo.PAAPagamentoAnnullato:   {422, "ODP-111"},
}

// ODP returns the HTTP status and the code with which GPD tells the same fault;
// 0 and "" for a fault that it does not have.
//
// Source: pagopa/pagopa-debt-position, payment options (ODP) service.
func ODP(f nodo.FaultCode) (stato int, codice string) {
	r := rifiutiODP[f]
	return r.stato, r.codice
}
