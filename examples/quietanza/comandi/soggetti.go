package comandi

import "github.com/quietanza/quietanza/avviso"

// gruppoSoggetti checks the identifiers of the parties of a pendenza. A wrong
// value is an answer, not a refusal: motivo holds the code of what is wrong.
var gruppoSoggetti = []comando{
	crea("pendenza", "codice-fiscale", "controlla un codice fiscale",
		`{"valore":"TSTPNI70D01L219X"}`, `{"ok":true,"valido":false,"motivo":"CHECK_DIGIT"}`,
		func(in daControllare) (controllo, error) {
			return controlla(in, func(s string) error { _, _, err := avviso.LeggiCodiceFiscale(s); return err })
		}),
	crea("pendenza", "partita-iva", "controlla una partita IVA",
		`{"valore":"00429440068"}`, `{"ok":true,"valido":true,"motivo":""}`,
		func(in daControllare) (controllo, error) {
			return controlla(in, func(s string) error { _, err := avviso.ParsePartitaIVA(s); return err })
		}),
	crea("pendenza", "iban", "controlla un IBAN, e dice se è di Poste Italiane",
		`{"valore":"IT48F0760101000000012345678"}`,
		`{"ok":true,"valido":true,"motivo":"","postale":true,"conto":"000012345678"}`,
		func(in daControllare) (controlloIBAN, error) {
			var i avviso.IBAN
			c, err := controlla(in, func(s string) (err error) { i, _, err = avviso.LeggiIBAN(s); return err })
			conto, postale := i.ContoPostale()
			return controlloIBAN{c, postale, conto}, err
		}),
}

type daControllare struct {
	Valore *string `json:"valore"`
}

type controllo struct {
	Valido bool   `json:"valido"`
	Motivo string `json:"motivo"`
}

type controlloIBAN struct {
	controllo
	Postale bool   `json:"postale"`
	Conto   string `json:"conto"`
}

func controlla(in daControllare, leggi func(string) error) (controllo, error) {
	if in.Valore == nil {
		return controllo{}, richiestaErrata("manca valore")
	}
	if err := leggi(*in.Valore); err != nil {
		motivo, _ := descrivi(err)
		return controllo{Motivo: motivo}, nil
	}
	return controllo{Valido: true}, nil
}
