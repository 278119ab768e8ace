package avviso

import "strings"

// Application identifiers of the bar code.
const (
	aiGLN     = "415"  // pay-to location, 13 digits
	aiNAV     = "8020" // payment slip reference, here always 18 digits
	aiImporto = "3902" // amount with two decimals
)

const (
	fnc1           = '\x1d' // how a reader transmits FNC1 between two fields
	barMinCifre    = 4
	barMaxCifre    = 15 // of AI (3902)
	lunghezzaTesta = len(aiGLN) + cifreGLN + len(aiNAV) + cifreAvviso
	lunghezzaBar   = lunghezzaTesta + len(aiImporto)                // without the amount
	capienzaBar    = lunghezzaBar + len(string(fnc1)) + barMaxCifre // with the longest
)

// BarCode is what the linear bar code of a notice says, a GS1-128 symbol:
//
//	415 GLN of the creditor, 8020 numero avviso, 3902 cents (at least 4 digits)
//
// The numero avviso is the one of the notice for every aux digit.
//
// Source: "Guida tecnica di adesione PA", bar code of the notice; GS1 General
// Specifications, AI (415), (8020), (390n).
type BarCode struct {
	GLN          GLN
	NumeroAvviso NumeroAvviso
	Importo      Importo // 0.01 to 999999999.99
}

// AppendText appends the text without separators, as GovPay shows it. Errors, all
// ErrBarCode: NULLO for a missing GLN or number; IMPORTO_ZERO and
// IMPORTO_NON_RAPPRESENTABILE (both ErrImportoNonRappresentabile too) for an
// amount of 0.00, below, or above MaxImporto.
func (c BarCode) AppendText(b []byte) ([]byte, error) { return c.aggiungi(b, false) }

func (c BarCode) aggiungi(b []byte, separa bool) ([]byte, error) {
	switch {
	case !c.GLN.IsValid():
		return b, rifiutaCampo(CodiceNullo, "gln", "", ErrBarCode)
	case !c.NumeroAvviso.IsValid():
		return b, rifiutaCampo(CodiceNullo, campoNAV, "", ErrBarCode)
	}
	if err := rappresentabile(c.Importo, maxCentesimi, ErrBarCode); err != nil {
		return b, err
	}
	b = c.GLN.AppendTo(append(b, aiGLN...))
	b = c.NumeroAvviso.AppendTo(append(b, aiNAV...))
	if separa {
		b = append(b, fnc1)
	}
	return c.Importo.AppendCentesimi(append(b, aiImporto...), barMinCifre), nil
}

// Testo returns the text without separators; errors as AppendText.
func (c BarCode) Testo() (string, error) {
	var buf [capienzaBar]byte
	b, err := c.AppendText(buf[:0])
	return string(b), err
}

// SimboloGS1 returns the data of the printed symbol: the text with FNC1, as the
// character GS (0x1D), after the numero avviso, whose field has no fixed length.
// The FNC1 that opens every GS1-128 symbol is the printer's. Errors as AppendText.
//
// Source: GS1 General Specifications, GS1-128 symbology, element strings.
func (c BarCode) SimboloGS1() (string, error) {
	var buf [capienzaBar]byte
	b, err := c.aggiungi(buf[:0], true)
	return string(b), err
}

// ParseBarCode reads the text of a bar code, with FNC1 (0x1D) between the numero
// avviso and the amount or without. Errors, all ErrBarCode and of the kind of the
// part that is wrong: FORMATO for a missing application identifier or a text cut
// short, those of ParseGLN and ParseNumeroAvviso, and for the amount LUNGHEZZA
// (not 4 to 15 digits), NON_NUMERICO, IMPORTO_ZERO and
// IMPORTO_NON_RAPPRESENTABILE (above MaxImporto).
func ParseBarCode(s string) (BarCode, error) {
	const inizioNAV = len(aiGLN) + cifreGLN
	if len(s) < lunghezzaBar || !strings.HasPrefix(s, aiGLN) || s[inizioNAV:inizioNAV+len(aiNAV)] != aiNAV {
		return BarCode{}, rifiuta(CodiceFormato, s, ErrBarCode)
	}
	gln, err := ParseGLN(s[len(aiGLN):inizioNAV])
	if err != nil {
		return BarCode{}, entro(err, "gln", ErrBarCode)
	}
	nav, err := ParseNumeroAvviso(s[inizioNAV+len(aiNAV) : lunghezzaTesta])
	if err != nil {
		return BarCode{}, entro(err, campoNAV, ErrBarCode)
	}
	cent, ok := strings.CutPrefix(strings.TrimPrefix(s[lunghezzaTesta:], string(fnc1)), aiImporto)
	if !ok {
		return BarCode{}, rifiuta(CodiceFormato, s, ErrBarCode)
	}
	importo, err := leggiCents(cent, barMinCifre, barMaxCifre, ErrBarCode)
	if err != nil {
		return BarCode{}, err
	}
	if err := rappresentabile(importo, maxCentesimi, ErrBarCode); err != nil {
		return BarCode{}, err
	}
	return BarCode{gln, nav, importo}, nil
}
