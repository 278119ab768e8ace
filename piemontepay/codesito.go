package piemontepay

// CodEsito is the outcome code (codEsito) of a return, kept as received. Empty
// is "no outcome": the desk writes the parameter only when it has one.
//
// No code is proof of a payment, see the documentation of the package.
//
// Source: manual, §2.2.1; published server, CodiciEsito.
type CodEsito string

// Codes of a return. The last two belong to the synchronous interface only.
const (
	// EsitoPositivo, 000: the call ended correctly. The desk gives it when the
	// payment is taken in charge and the receipt is still awaited; it never
	// means "paid".
	EsitoPositivo CodEsito = "000"
	// EsitoErrore, 100: generic application error; also a payment that failed,
	// was cancelled or abandoned. A new attempt is allowed.
	EsitoErrore CodEsito = "100"
	// EsitoNonAutorizzato, 200: caller not authorised for the payment type.
	EsitoNonAutorizzato CodEsito = "200"
	// EsitoDatiIncongruenti, 300: inconsistent data of the components.
	EsitoDatiIncongruenti CodEsito = "300"
)

// Presente reports whether the return carried an outcome.
func (c CodEsito) Presente() bool { return c != "" }

// Noto reports whether the code is one of the four published. An unknown code
// counts as a negative outcome that is not definitive.
func (c CodEsito) Noto() bool {
	switch c {
	case EsitoPositivo, EsitoErrore, EsitoNonAutorizzato, EsitoDatiIncongruenti:
		return true
	}
	return false
}

// evento returns the event of an attempt that a return with this code is.
func (c CodEsito) evento() Evento {
	switch c {
	case "":
		return RitornoSenzaEsito
	case EsitoPositivo:
		return RitornoPositivo
	default:
		return RitornoNegativo
	}
}
