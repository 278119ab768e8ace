package piemontepay_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietanza/quietanza/piemontepay"
)

// The first three lines are those of the manual, §3.3 and §3.4.
func TestRegistro(t *testing.T) {
	const scaduto = "Codice Iuv riferito a pagamento effettuato, annullato o in attesa di ricevuta oppure non più valido perché scaduto."
	for _, c := range []struct {
		nome     string
		d        piemontepay.Decisione
		chiamata piemontepay.Chiamata
		livello  piemontepay.Livello
		riga     string
	}{
		{
			"caller",
			piemontepay.Decisione{Rifiuto: piemontepay.ChiamanteSconosciuto, Motivo: "Chiamante esterno non riconosciuto, non attivo o passphrase errata"},
			piemontepay.Chiamata{CodiceChiamante: "APP2_01"},
			piemontepay.LivelloErrore,
			"Chiamante esterno con codice APP2_01 non riconosciuto: Chiamante esterno non riconosciuto, non attivo o passphrase errata",
		},
		{
			"digest",
			piemontepay.Decisione{Rifiuto: piemontepay.DigestFallito, Campo: "digest", Motivo: "Verifica digest fallita"},
			piemontepay.Chiamata{Digest: "B8aGvuiLUo3Yuivk4LvGNX+nKXyp+k221kEW3PEsiBQ="},
			piemontepay.LivelloAvviso,
			"Errore sul campo digest, con valore B8aGvuiLUo3Yuivk4LvGNX+nKXyp+k221kEW3PEsiBQ=. Messaggio = Verifica digest fallita",
		},
		{
			"iuv",
			piemontepay.Decisione{Rifiuto: piemontepay.IUVNonPagabile, Motivo: scaduto},
			piemontepay.Chiamata{IUV: "191890494852566"},
			piemontepay.LivelloAvviso,
			"Errore sul campo iuv, con valore 191890494852566. Messaggio = " + scaduto,
		},
		{
			"several lines, turned text",
			piemontepay.Decisione{Rifiuto: piemontepay.ChiamanteSconosciuto, Motivo: "M"},
			piemontepay.Chiamata{CodiceChiamante: "A\r\nERROR B\u202e\x1b[31m"},
			piemontepay.LivelloErrore,
			"Chiamante esterno con codice A??ERROR B??[31m non riconosciuto: M",
		},
		{
			"long",
			piemontepay.Decisione{Rifiuto: piemontepay.IdentificativoDuplicato, Motivo: "UUID x presente in archivio"},
			piemontepay.Chiamata{IdentificativoPagamento: strings.Repeat("è", 101)},
			piemontepay.LivelloAvviso,
			"Errore sul campo identificativoPagamento, con valore " + strings.Repeat("è", 100) + "…. Messaggio = UUID presente in archivio",
		},
		{
			"missing",
			piemontepay.Decisione{Rifiuto: piemontepay.CampoMancante, Campo: "digest", Motivo: "Parametro digest assente."},
			piemontepay.Chiamata{},
			piemontepay.LivelloAvviso, "Parametro digest assente.",
		},
		{
			"not allowed",
			piemontepay.Decisione{Rifiuto: piemontepay.NonAutorizzato, Motivo: "Chiamante non autorizzato al tipo pagamento indicato"},
			piemontepay.Chiamata{CodiceChiamante: "AP_01"},
			piemontepay.LivelloAvviso,
			"Chiamante esterno con codice AP_01: Chiamante non autorizzato al tipo pagamento indicato",
		},
		{
			"another's: whose, it does not say",
			piemontepay.Decisione{Rifiuto: piemontepay.CodiceFiscaleDiverso, Motivo: "M"},
			piemontepay.Chiamata{IUV: "1", CodiceFiscale: "TSTPNI70D01L219V"},
			piemontepay.LivelloAvviso, "Errore sul campo iuv, con valore 1. Messaggio = M",
		},
		{"accepted", piemontepay.Decisione{Accettata: true}, piemontepay.Chiamata{IUV: "1"}, "", ""},
	} {
		t.Run(c.nome, func(t *testing.T) {
			livello, riga := c.d.Registro(c.chiamata)
			require.Equal(t, c.livello, livello)
			require.Equal(t, c.riga, riga)
			require.Equal(t, riga != "", livello.IsValid())
		})
	}
}
