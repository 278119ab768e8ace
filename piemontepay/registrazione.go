package piemontepay

import (
	"errors"
	"strings"

	"github.com/quietanza/quietanza/avviso"
)

// RichiestaRegistrazione is what a caller tells the desk to be registered, as
// the manual lists it; the answer brings the code of the caller and the
// passphrase, which make a [Chiamante].
//
// Source: manual, §5.
type RichiestaRegistrazione struct {
	// Denominazione and CodiceFiscale name the body (ente) the integration is for.
	Denominazione string           `json:"denominazione"`
	CodiceFiscale avviso.IdDominio `json:"codiceFiscale"`
	// Codice and Descrizione name the application (gestionale).
	Codice      string `json:"codice"`
	Descrizione string `json:"descrizione"`
	// CodiceVersamento is the payment type of the positions, 1 to 4 characters.
	CodiceVersamento string `json:"codiceVersamento"`
	// URL is where the citizen comes back, at most 200 characters, without "?" and "&".
	URL string `json:"url"`
}

// Valida returns nil for a complete request, else the refusals of its fields
// joined in the order of the struct, each an *Errore of kind ErrCampo.
func (r RichiestaRegistrazione) Valida() error {
	var rifiuti []error
	if strings.TrimSpace(r.Denominazione) == "" {
		rifiuti = append(rifiuti, &Errore{Codice: CodiceObbligatorio, Campo: "denominazione", Err: ErrCampo})
	}
	if !r.CodiceFiscale.IsValid() {
		rifiuti = append(rifiuti, &Errore{Codice: CodiceObbligatorio, Campo: "codiceFiscale", Err: ErrCampo})
	}
	if err := validaStampabile("codice", r.Codice, maxCodiceChiamante); err != nil {
		rifiuti = append(rifiuti, err)
	}
	if strings.TrimSpace(r.Descrizione) == "" {
		rifiuti = append(rifiuti, &Errore{Codice: CodiceObbligatorio, Campo: "descrizione", Err: ErrCampo})
	}
	if err := validaCodiceVersamento("codiceVersamento", r.CodiceVersamento); err != nil {
		rifiuti = append(rifiuti, err)
	}
	if err := validaURLRitorno(r.URL); err != nil {
		rifiuti = append(rifiuti, err)
	}
	return errors.Join(rifiuti...)
}
