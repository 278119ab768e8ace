package gdp

import (
	"github.com/quietanza/quietanza/rpt"
	"github.com/quietanza/quietanza/rpt/nodo"
)

// EventiStoria returns the events, of role NODO, that a history of the Nodo
// (rpt.NodoChiediStatoRPTRisposta) stands for. It knows the states that are no codes of the journal
// (RPT_RISOLTA_OK is RPT_ACCETTATA_PSP and RPT_PAGATA); in a journal those names
// are unknown. Refused, with the line in the history: an unknown state
// (EVENT_CODE), and RPT_ANNULLATA, which the Nodo does not have and GovPay uses
// for something else (RPT_ANNULLATA_GOVPAY); a key that is none.
//
// Sources: pagoPA, test suite of the Nodo, histories of nodoChiediStatoRPT;
// GovPay 3, StatoRpt.
func EventiStoria(chiave nodo.Chiave, voci []rpt.ElementoStoricoRPT) ([]Evento, error) {
	base, err := eventoDi(chiave)
	if err != nil {
		return nil, err
	}
	eventi := make([]Evento, 0, len(voci))
	for i, v := range voci {
		codici, err := codiciStoria(v.Stato)
		if err != nil {
			return nil, aRiga(err, i+1)
		}
		for _, c := range codici {
			e := base
			e.DateTime, e.EventCode, e.EventDescription = v.Data.Time(), c, v.Descrizione
			if c.String() != v.Stato {
				e.CodiceScritto = v.Stato
			}
			if e, err = e.normale(); err != nil {
				return nil, aRiga(err, i+1)
			}
			eventi = append(eventi, e)
		}
	}
	return eventi, nil
}

func codiciStoria(stato string) ([]EventCode, error) {
	if stato == RPTAnnullata.String() {
		return nil, &Errore{Codice: CodiceOmonimo, Campo: "stato", Valore: stato, Err: ErrEventCode}
	}
	nomi, ok := nodo.CodiciStoria(stato)
	if !ok {
		nomi = []string{stato}
	}
	codici := make([]EventCode, len(nomi))
	for i, n := range nomi {
		c, err := ParseEventCode(n)
		if err != nil {
			return nil, err
		}
		codici[i] = c
	}
	return codici, nil
}
