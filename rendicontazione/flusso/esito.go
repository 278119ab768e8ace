package flusso

import (
	"strconv"
)

// Esito is the codiceEsitoSingoloPagamento of a row: one digit, of which five
// have a meaning. The others are kept as they are, since a digit of tomorrow
// must not make the flow of today unreadable: Noto tells them apart and the row
// gets the anomaly 007110. The zero value is invalid.
//
// JSON: the number, read also from a string; "?" for
// EsitoNonCodificato.
//
// Source: FlussoRiversamento_1_0_4.xsd, stCodiceEsitoPagamento; SACI 3.2.0 and
// 3.2.1, Flusso di Rendicontazione (codes 4 and 8); pagoPA, API FdR (ORGs),
// payStatus.
type Esito uint8

// The outcomes that have a meaning, and the one that FdR 3 may bring without a
// digit.
const (
	Eseguito           Esito = 1 + 0  // 0, EXECUTED: paid, with a receipt
	Revocato           Esito = 1 + 3  // 3, REVOKED: a payment revoked after an earlier receipt
	StandIn            Esito = 1 + 4  // 4, STAND_IN: paid in stand-in, the receipt may be late
	StandInSenzaRPT    Esito = 1 + 8  // 8, STAND_IN_NO_RPT: paid in stand-in, no receipt
	SenzaRPT           Esito = 1 + 9  // 9, NO_RPT: paid without RPT, the receipt may never come
	EsitoNonCodificato Esito = 1 + 10 // a payStatus that maps to no digit
)

// nomiFdR3 are the names of the digits in FdR 3.
var nomiFdR3 = [...]string{
	Eseguito: "EXECUTED", Revocato: "REVOKED", StandIn: "STAND_IN",
	StandInSenzaRPT: "STAND_IN_NO_RPT", SenzaRPT: "NO_RPT",
}

// ParseEsito reads one digit. The error is of kind ErrValore, code VALORE.
func ParseEsito(s string) (Esito, error) {
	if len(s) == 1 && s[0]-'0' <= 9 {
		return Esito(s[0]-'0') + 1, nil
	}
	if s == "?" {
		return EsitoNonCodificato, nil
	}
	return 0, rifiuta(CodiceValore, "", s, ErrValore)
}

// EsitoFdR3 returns the outcome of a payStatus, EsitoNonCodificato and false
// for a name that is none of the five.
func EsitoFdR3(payStatus string) (Esito, bool) {
	for i, n := range nomiFdR3 {
		if n != "" && n == payStatus {
			return Esito(i), true
		}
	}
	return EsitoNonCodificato, false
}

// IsValid reports whether e is an outcome, with or without a meaning.
func (e Esito) IsValid() bool { return e >= 1 && e <= EsitoNonCodificato }

// Noto reports whether the outcome has a meaning (0, 3, 4, 8 or 9).
func (e Esito) Noto() bool { return int(e) < len(nomiFdR3) && nomiFdR3[e] != "" }

// Codice returns the digit, -1 when there is none.
func (e Esito) Codice() int {
	if e < 1 || e > 10 {
		return -1
	}
	return int(e) - 1
}

// FdR3 returns the payStatus, "" for an outcome without a meaning.
func (e Esito) FdR3() string {
	if e.Noto() {
		return nomiFdR3[e]
	}
	return ""
}

// String returns the digit, "?" for EsitoNonCodificato and a text such as
// "Esito(0)" for what is no outcome.
func (e Esito) String() string {
	switch {
	case e == EsitoNonCodificato:
		return "?"
	case e.IsValid():
		return string(rune('0' + e - 1))
	default:
		return "Esito(" + strconv.Itoa(int(e)) + ")"
	}
}

// MarshalJSON writes the digit as a number, EsitoNonCodificato as "?"; the zero
// value is an error.
func (e Esito) MarshalJSON() ([]byte, error) {
	switch {
	case e == EsitoNonCodificato:
		return []byte(`"?"`), nil
	case !e.IsValid():
		return nil, rifiuta(CodiceValore, "esito", e.String(), ErrValore)
	}
	return []byte{'0' + byte(e-1)}, nil
}

// UnmarshalJSON takes the digit as a number or as a string.
func (e *Esito) UnmarshalJSON(b []byte) error {
	if n := len(b); n >= 2 && b[0] == '"' && b[n-1] == '"' {
		b = b[1 : n-1]
	}
	v, err := ParseEsito(string(b))
	if err == nil {
		*e = v
	}
	return err
}
