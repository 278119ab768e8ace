package avviso

import (
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
)

const (
	qrTesta      = "PAGOPA"
	qrVersione   = "002"
	qrMinCifre   = 2
	qrCifre      = 4
	qrMaxCifre   = 10
	qrMaxCent    = 9_999_999_999
	lunghezzaQR  = len(qrTesta) + 1 + len(qrVersione) + 1 + cifreAvviso + 1 + cifreDominio + 1 + qrMaxCifre
	campiQR      = 5
	campoNAV     = "nav"
	campoImporto = "importo"
	campoDominio = "idDominio"
)

// QRCode is what the QR code of a notice says: which notice, of which creditor,
// how much. Its text is
//
//	PAGOPA|002|numero avviso|codice fiscale of the creditor|cents
//
// printed as a symbol of ISO/IEC 18004 version 4, level M, 25 by 25 mm.
//
// Source: docs.pagopa.it, "L'avviso di pagamento", "Codice QR"; SANP 2.x, section
// 3, "Avviso di pagamento".
type QRCode struct {
	NumeroAvviso NumeroAvviso
	IdDominio    IdDominio
	Importo      Importo // 0.01 to 99999999.99
	// Cifre is the least number of digits of the amount, 2 to 10, with zeros on
	// the left: a text that is read keeps its own. 0 is 4, as GovPay writes.
	Cifre int
}

// AppendText appends the text. Errors, all ErrQRCode: NULLO for a missing number
// or creditor; IMPORTO_ZERO and IMPORTO_NON_RAPPRESENTABILE (both
// ErrImportoNonRappresentabile too) for an amount of 0.00, below, or of more
// than ten digits of cents, which is never cut.
func (q QRCode) AppendText(b []byte) ([]byte, error) {
	if err := q.verifica(); err != nil {
		return b, err
	}
	cifre := q.Cifre
	if cifre == 0 {
		cifre = qrCifre
	}
	b = append(b, qrTesta+"|"+qrVersione+"|"...)
	b = append(q.NumeroAvviso.AppendTo(b), '|')
	b = append(q.IdDominio.AppendTo(b), '|')
	return q.Importo.AppendCentesimi(b, min(max(cifre, qrMinCifre), qrMaxCifre)), nil
}

func (q QRCode) verifica() error {
	switch {
	case !q.NumeroAvviso.IsValid():
		return rifiutaCampo(CodiceNullo, campoNAV, "", ErrQRCode)
	case !q.IdDominio.IsValid():
		return rifiutaCampo(CodiceNullo, campoDominio, "", ErrQRCode)
	}
	return rappresentabile(q.Importo, qrMaxCent, ErrQRCode)
}

// rappresentabile refuses an amount that a code cannot carry.
func rappresentabile(i Importo, massimo int64, tipo error) error {
	switch {
	case i.cent < 0 || i.cent > massimo:
		return rifiutaCampo(CodiceNonRappresentato, campoImporto, i.String(), errore.Coppia(tipo, ErrImportoNonRappresentabile))
	case i.IsZero():
		return rifiutaCampo(CodiceImportoZero, campoImporto, i.String(), errore.Coppia(tipo, ErrImportoNonRappresentabile))
	}
	return nil
}

// Testo returns the text; errors as AppendText.
func (q QRCode) Testo() (string, error) {
	var buf [lunghezzaQR]byte
	b, err := q.AppendText(buf[:0])
	return string(b), err
}

// ParseQRCode reads the text of a QR code. Errors, all ErrQRCode and of the kind
// of the part that is wrong: FORMATO (not five fields, or not PAGOPA), VERSIONE
// (not 002), those of ParseNumeroAvviso and of ParseIdDominio, and for the
// amount LUNGHEZZA (not 2 to 10 digits), NON_NUMERICO, IMPORTO_ZERO.
func ParseQRCode(s string) (QRCode, error) {
	q, err := leggiQR(s)
	switch {
	case err != nil:
		return QRCode{}, err
	case q.Cifre < qrMinCifre:
		return QRCode{}, rifiutaCampo(CodiceLunghezza, campoImporto, s[len(s)-q.Cifre:], ErrQRCode)
	}
	if err := rappresentabile(q.Importo, qrMaxCent, ErrQRCode); err != nil {
		return QRCode{}, err
	}
	return q, nil
}

// LeggiQRCode reads the text of a QR code as ParseQRCode does and tolerates, with
// a warning, what printed notices show: an amount of one digit (IMPORTO_CORTO),
// an amount of zero (IMPORTO_ZERO).
func LeggiQRCode(s string) (QRCode, []Avvertenza, error) {
	q, err := leggiQR(s)
	if err != nil {
		return QRCode{}, nil, err
	}
	var as []Avvertenza
	if q.Cifre < qrMinCifre {
		as = append(as, Avvertenza{Codice: CodiceImportoCorto, Campo: campoImporto, Valore: s[len(s)-q.Cifre:], Testo: "importo di una sola cifra"})
	}
	if q.Importo.IsZero() {
		as = append(as, Avvertenza{Codice: CodiceImportoZero, Campo: campoImporto, Valore: s[len(s)-q.Cifre:], Testo: "importo zero"})
	}
	return q, as, nil
}

// leggiQR reads everything but the two rules that LeggiQRCode relaxes.
func leggiQR(s string) (QRCode, error) {
	var campi [campiQR]string
	resto, n := s, 0
	for altro := true; altro; n++ {
		if n == campiQR {
			return QRCode{}, rifiuta(CodiceFormato, s, ErrQRCode)
		}
		campi[n], resto, altro = strings.Cut(resto, "|")
	}
	switch {
	case n != campiQR || campi[0] != qrTesta:
		return QRCode{}, rifiuta(CodiceFormato, s, ErrQRCode)
	case campi[1] != qrVersione:
		return QRCode{}, rifiutaCampo(CodiceVersione, "versione", campi[1], ErrQRCode)
	}
	nav, err := ParseNumeroAvviso(campi[2])
	if err != nil {
		return QRCode{}, entro(err, campoNAV, ErrQRCode)
	}
	dominio, err := ParseIdDominio(campi[3])
	if err != nil {
		return QRCode{}, entro(err, campoDominio, ErrQRCode)
	}
	importo, err := leggiCents(campi[4], 1, qrMaxCifre, ErrQRCode)
	if err != nil {
		return QRCode{}, err
	}
	return QRCode{nav, dominio, importo, len(campi[4])}, nil
}

// leggiCents reads an amount written as digits of cents.
func leggiCents(s string, minimo, massimo int, tipo error) (Importo, error) {
	c := CodiceNonNumerico
	switch n, ok := cifre.Numero(s); {
	case len(s) < minimo || len(s) > massimo:
		c = CodiceLunghezza
	case ok:
		return Importo{int64(n)}, nil
	}
	return Importo{}, rifiutaCampo(c, campoImporto, s, tipo)
}
