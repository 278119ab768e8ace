package notifica

import (
	"errors"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// Codes of what is tolerated.
const (
	AvvertenzaChiave     avviso.Codice = "CHIAVE"      // the body and the path name another payment; the body wins
	AvvertenzaSomma      avviso.Codice = "SOMMA"       // the items collected are not those of the receipt, which wins
	AvvertenzaEsito      avviso.Codice = "ESITO"       // items collected with a receipt that says KO, which wins
	AvvertenzaIUR        avviso.Codice = "IUR"         // the iur of an item is not the receiptId, which wins
	AvvertenzaSenzaRT    avviso.Codice = "RT_ASSENTE"  // items collected without a receipt
	AvvertenzaRTDiversa  avviso.Codice = "RT_DIVERSA"  // the receipt in JSON is not the one in XML, which wins
	AvvertenzaCCPAssente avviso.Codice = "CCP_ASSENTE" // nothing names the attempt
	CodiceDiversa        avviso.Codice = "DIVERSA"     // a notification repeated with another content
)

// ErrDiversa is a notification repeated with another content.
var ErrDiversa = errors.New("notifica ripetuta con altro contenuto")

// rifiuto is the refusal of a document that cannot be read.
func rifiuto(err error) error {
	r, ok := avviso.RilievoDi(err)
	if !ok {
		return &pendenza.Errore{Codice: pendenza.CodiceJSON, Err: errore.Coppia(pendenza.ErrDocumento, err)}
	}
	var m *membri.Errore
	causa := err
	if errors.As(err, &m) {
		causa = m.Err
	}
	return &pendenza.Errore{
		Codice: r.Codice, Campo: r.Campo, Valore: r.Valore, Riga: r.Riga, Colonna: r.Colonna, Err: errore.Coppia(pendenza.ErrDocumento, causa),
	}
}

// nullo is the refusal of a notification that is not there.
func nullo() error {
	return &pendenza.Errore{Codice: avviso.CodiceNullo, Campo: "notifica", Err: avviso.ErrNullo}
}
