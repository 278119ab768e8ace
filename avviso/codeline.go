package avviso

import (
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
)

const (
	cifreConto        = 12
	cifreLinea        = 10
	lunghezzaCodeLine = 2 + cifreAvviso + 2 + cifreConto + 2 + cifreLinea + 1 + len(tipoDocumento)
	// tipoDocumento 896 is the pre-filled slip whose code names the debt.
	tipoDocumento = "896"
)

// CodeLine is the line of a postal slip (bollettino PA) that a post office reads:
// each field preceded by its length,
//
//	18 numero avviso, 12 conto corrente postale, 10 cents, 3 document type 896
//
// 50 characters.
//
// Source: Poste Italiane, "Manuale stampa in proprio" of the bollettino PA.
type CodeLine struct {
	NumeroAvviso NumeroAvviso
	Conto        string  // conto corrente postale, 1 to 12 digits, zeros on the left implied
	Importo      Importo // 0.01 to 99999999.99
}

// AppendText appends the line. Errors, all ErrDataMatrix: NULLO for a missing
// number; LUNGHEZZA and NON_NUMERICO for the account; IMPORTO_ZERO and
// IMPORTO_NON_RAPPRESENTABILE (both ErrImportoNonRappresentabile too) for an
// amount of 0.00, below, or of more than ten digits of cents, which is never cut.
func (l CodeLine) AppendText(b []byte) ([]byte, error) {
	if !l.NumeroAvviso.IsValid() {
		return b, rifiutaCampo(CodiceNullo, campoNAV, "", ErrDataMatrix)
	}
	if l.Conto == "" || len(l.Conto) > cifreConto {
		return b, rifiutaCampo(CodiceLunghezza, "conto", l.Conto, ErrDataMatrix)
	}
	conto, ok := cifre.Numero(l.Conto)
	if !ok {
		return b, rifiutaCampo(CodiceNonNumerico, "conto", l.Conto, ErrDataMatrix)
	}
	if err := rappresentabile(l.Importo, qrMaxCent, ErrDataMatrix); err != nil {
		return b, err
	}
	b = l.NumeroAvviso.AppendTo(append(b, "18"...))
	b = cifre.Append(append(b, "12"...), conto, cifreConto)
	b = cifre.Append(append(b, "10"...), uint64(l.Importo.cent), cifreLinea)
	return append(b, "3"+tipoDocumento...), nil
}

// Testo returns the line; errors as AppendText.
func (l CodeLine) Testo() (string, error) {
	var buf [lunghezzaCodeLine]byte
	b, err := l.AppendText(buf[:0])
	return string(b), err
}

// ParseCodeLine reads a code line of 50 characters. Errors, all ErrDataMatrix and
// of the kind of the part that is wrong: LUNGHEZZA, FORMATO for a length or a
// document type other than the official ones, those of ParseNumeroAvviso,
// NON_NUMERICO for account and amount, IMPORTO_ZERO.
func ParseCodeLine(s string) (CodeLine, error) {
	if len(s) != lunghezzaCodeLine {
		return CodeLine{}, rifiutaCampo(CodiceLunghezza, "codeLine", s, ErrDataMatrix)
	}
	if s[:2] != "18" || s[20:22] != "12" || s[34:36] != "10" || s[46:] != "3"+tipoDocumento {
		return CodeLine{}, rifiutaCampo(CodiceFormato, "codeLine", s, ErrDataMatrix)
	}
	l, err := leggiCodeLine(s)
	if err == nil {
		err = rappresentabile(l.Importo, qrMaxCent, ErrDataMatrix)
	}
	if err != nil {
		return CodeLine{}, err
	}
	return l, nil
}

// leggiCodeLine reads the three fields where they stand.
func leggiCodeLine(s string) (CodeLine, error) {
	nav, err := ParseNumeroAvviso(s[2:20])
	if err != nil {
		return CodeLine{}, entro(err, campoNAV, ErrDataMatrix)
	}
	conto := s[22:34]
	if !cifre.Sole(conto) {
		return CodeLine{}, rifiutaCampo(CodiceNonNumerico, "conto", conto, ErrDataMatrix)
	}
	importo, err := leggiCents(s[36:46], cifreLinea, cifreLinea, ErrDataMatrix)
	if err != nil {
		return CodeLine{}, err
	}
	return CodeLine{nav, conto, importo}, nil
}

// ContoPostale returns the conto corrente postale on which a notice can be paid:
// that of the account of the first item, else that of its support account
// (ibanAppoggio), and false when neither is of Poste Italiane.
//
// Source: GovPay, printing of the notice (AvvisoPagamentoUtils).
func ContoPostale(accredito, appoggio IBAN) (conto string, ok bool) {
	if conto, ok = accredito.ContoPostale(); ok {
		return conto, true
	}
	return appoggio.ContoPostale()
}

// ContoPostaleObbligato is ContoPostale for a slip that must be printed: an
// account that is not of Poste Italiane is IBAN_NON_POSTALE, ErrDataMatrix and
// ErrIBAN.
func ContoPostaleObbligato(accredito, appoggio IBAN) (string, error) {
	if conto, ok := ContoPostale(accredito, appoggio); ok {
		return conto, nil
	}
	v := strings.TrimSpace(accredito.String() + " " + appoggio.String())
	return "", rifiutaCampo(CodiceNonPostale, "iban", v, errore.Coppia(ErrDataMatrix, ErrIBAN))
}
