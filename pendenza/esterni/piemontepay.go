package esterni

import (
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/pendenza"
	"github.com/quietanza/quietanza/piemontepay"
)

// DaNotificaPiemontePay returns the payment that a notification of the desk tells
// of, as an event of the position: the IUV, the IUR, the whole amount paid and the day
// of its outcome. It is a payment without receipt, since the RT comes in a message of
// its own, TrasmettiRT; the receipt of the same IUR then takes its place. Compare the
// notification with its position first: [piemontepay.Posizione.Notifica].
//
// Errors: those of [avviso.ParseIUV]; OBBLIGATORIO (an *piemontepay.Errore, ErrCampo)
// for a notification without IUR, VALORE for an amount that is not positive.
//
// Source: EPaywso2EntiServiceTypes.xsd, NotificaPagamentoType.
func DaNotificaPiemontePay(n piemontepay.NotificaPagamento) (pendenza.PagamentoSenzaRPT, error) {
	iuv, err := avviso.ParseIUV(n.IUV)
	if err != nil {
		return pendenza.PagamentoSenzaRPT{}, err
	}
	iur := n.DatiTransazionePSP.IUR
	switch {
	case strings.TrimSpace(iur) == "":
		err = &piemontepay.Errore{Codice: piemontepay.CodiceObbligatorio, Campo: "DatiTransazionePSP/IUR", Valore: iur, Err: piemontepay.ErrCampo}
	case n.ImportoPagato.Segno() <= 0:
		err = &piemontepay.Errore{Codice: piemontepay.CodiceValore, Campo: "ImportoPagato", Valore: n.ImportoPagato.String(), Err: piemontepay.ErrCampo}
	}
	if err != nil {
		return pendenza.PagamentoSenzaRPT{}, err
	}
	return pendenza.PagamentoSenzaRPT{IUV: iuv, IUR: iur, Importo: n.ImportoPagato, Data: n.DataEsitoPagamento}, nil
}
