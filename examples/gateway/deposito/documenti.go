package deposito

import (
	"fmt"

	"github.com/quietanza/quietanza/rpt"
)

// Chiesto reads what the platform was told to pay; nil when nobody had asked.
func (t *Tentativo) Chiesto() (*rpt.Documento, error) {
	if t == nil || len(t.Richiesta) == 0 {
		return nil, nil
	}
	r, _, err := rpt.LeggiPaGetPaymentRisposta(t.Richiesta)
	if err != nil {
		return nil, fmt.Errorf("richiesta %s: %w", t.IUV, err)
	}
	return &rpt.Documento{Versione: r.Versione, Pagamento: r.Data}, nil
}

// Arrivato reads the receipt; nil while it is waited for.
func (t *Tentativo) Arrivato() (*rpt.Documento, error) {
	if t == nil || len(t.Ricevuta) == 0 {
		return nil, nil
	}
	if t.Ricevuta[0] != '<' { // a copy that the platform was asked for
		r, err := rpt.ParseBizEvents(t.Ricevuta)
		if err != nil {
			return nil, fmt.Errorf("ricevuta %s: %w", t.CCP, err)
		}
		return &rpt.Documento{Versione: rpt.V2, Ricevuta: &rpt.PaSendRT{Versione: rpt.V2, Receipt: r}}, nil
	}
	b, _, err := rpt.LeggiBusta(t.Ricevuta, "")
	m, ok := b.Messaggio.(*rpt.PaSendRT)
	if err == nil && !ok {
		err = fmt.Errorf("%T", b.Messaggio)
	}
	if err != nil {
		return nil, fmt.Errorf("ricevuta %s: %w", t.CCP, err)
	}
	return &rpt.Documento{Versione: m.Versione, Ricevuta: m}, nil
}
