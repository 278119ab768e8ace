package piemontepay

import "github.com/quietanza/quietanza/internal/schema"

// Generazione is one of the two generations of the message schemas, which want
// the elements in incompatible orders.
type Generazione string

const (
	// XSD110 is the schema 1.1.0 that clients have: DatiSpecificiRiscossione in
	// the components, RiferimentiPagamento last, amounts to 99999999.99.
	XSD110 Generazione = "1.1.0"
	// Multibeneficiario is the schema of the published server: a secondary body
	// with its amount and components, RiferimentiPagamento before
	// SoggettoPagatore, no DatiSpecificiRiscossione. Its own common types reach
	// 999999999.99; those published with it, 99999999.99.
	Multibeneficiario Generazione = "MULTIBENEFICIARIO"
)

// IsValid reports whether g is a generation.
func (g Generazione) IsValid() bool { return g == XSD110 || g == Multibeneficiario }

// valida refuses what is no generation.
func (g Generazione) valida() error {
	if !g.IsValid() {
		return &Errore{Codice: CodiceNome, Campo: "generazione", Valore: string(g), Err: ErrNome}
	}
	return nil
}

var (
	importo110   = &schema.TipoImporto{Massimo: 99_999_999_99, Corto: true}
	importoMulti = &schema.TipoImporto{Massimo: 999_999_999_99, Corto: true}
)

// importo returns the type of the amounts of the generation.
func (g Generazione) importo() *schema.TipoImporto {
	if g == Multibeneficiario {
		return importoMulti
	}
	return importo110
}
