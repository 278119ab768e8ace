package avviso

import (
	"errors"
	"strings"

	"github.com/quietanza/quietanza/internal/errore"
)

// Codice is the stable code of a refusal or of a warning: applications choose
// their own words by it, never by the text of the error.
type Codice string

// Codes of the refusals that every text may meet.
const (
	CodiceLunghezza   Codice = "LUNGHEZZA"    // not as many characters as the form wants
	CodiceNonNumerico Codice = "NON_NUMERICO" // a character that is no digit where only digits go
	CodiceCarattere   Codice = "CARATTERE"    // a character outside the alphabet of the field
	CodiceFormato     Codice = "FORMATO"      // the characters are right, their order is not
	CodiceCheckDigit  Codice = "CHECK_DIGIT"  // the check digits disagree with the rest
	CodiceTipo        Codice = "TIPO"         // a JSON value or a column of a type that cannot hold the value
	CodiceNullo       Codice = "NULLO"        // JSON null, SQL NULL, or the zero value of an identifier
)

// Codes of the refusals about amounts and dates.
const (
	CodiceDecimali    Codice = "DECIMALI"   // not exactly two decimals, or more than two
	CodiceIntervallo  Codice = "INTERVALLO" // outside the range of the official type
	CodiceOverflow    Codice = "OVERFLOW"   // a sum beyond 64 bits of cents
	CodiceDataAssente Codice = "DATA"       // no such day in the calendar
)

// Codes of the refusals about the numbers of a notice.
const (
	CodiceAux             Codice = "AUX"              // aux digit other than 0, 1, 2, 3
	CodiceSegregazione    Codice = "SEGREGAZIONE"     // segregation code missing, malformed or not the configured one
	CodiceApplicationCode Codice = "APPLICATION_CODE" // application code missing or malformed
	CodicePrefisso        Codice = "PREFISSO"         // prefix with something else than digits, or with an unknown placeholder
	CodiceProgressivo     Codice = "PROGRESSIVO"      // progressive that does not fit behind its prefix
)

// Codes of the refusals about the codes printed on a notice.
const (
	CodiceImportoZero      Codice = "IMPORTO_ZERO"                // 0.00: nothing to pay
	CodiceNonRappresentato Codice = "IMPORTO_NON_RAPPRESENTABILE" // negative, or more digits than the code has room for
	CodiceVersione         Codice = "VERSIONE"                    // a version of the code that nobody published
	CodiceNonPostale       Codice = "IBAN_NON_POSTALE"            // a postal slip on an account of another bank
)

// CodiceAvvenuto is what a callback of a machine reported of an event that has
// happened: nothing was refused, and the machine is in its new state.
const CodiceAvvenuto Codice = "EVENTO_AVVENUTO"

// Kinds of refusal. Every *Errore of this package unwraps to at least one.
var (
	// ErrImporto is an amount that is none, or is out of range.
	ErrImporto = errors.New("importo non valido")
	// ErrData is a date that is none.
	ErrData = errors.New("data non valida")
	// ErrIdDominio is an identificativo dominio that is not 11 digits.
	ErrIdDominio = errors.New("identificativo dominio non valido")
	// ErrNumeroAvviso is a numero avviso outside its 18-digit form.
	ErrNumeroAvviso = errors.New("numero avviso non valido")
	// ErrIUV is a IUV outside its alphabet, or not conforming to a configuration.
	ErrIUV = errors.New("IUV non conforme")
	// ErrCheckDigit is a wrong check digit or check character.
	ErrCheckDigit = errors.New("check digit errato")
	// ErrSegregazione is a wrong or missing segregation code.
	ErrSegregazione = errors.New("codice di segregazione errato")
	// ErrApplicationCode is a wrong or missing application code.
	ErrApplicationCode = errors.New("application code errato")
	// ErrAux is a wrong aux digit.
	ErrAux = errors.New("aux digit errato")
	// ErrProgressivo is a prefix or a progressive that cannot make a number.
	ErrProgressivo = errors.New("progressivo non rappresentabile")
	// ErrRF is a creditor reference outside the form of ISO 11649.
	ErrRF = errors.New("riferimento RF non valido")
	// ErrCodiceFiscale is a codice fiscale that is none.
	ErrCodiceFiscale = errors.New("codice fiscale non valido")
	// ErrPartitaIVA is a partita IVA that is none.
	ErrPartitaIVA = errors.New("partita IVA non valida")
	// ErrIBAN is an IBAN that is none.
	ErrIBAN = errors.New("IBAN non valido")
	// ErrGLN is a Global Location Number that is none.
	ErrGLN = errors.New("GLN non valido")
	// ErrImportoNonRappresentabile is an amount that a printed code cannot
	// carry.
	ErrImportoNonRappresentabile = errors.New("importo non rappresentabile")
	// ErrQRCode is a QR code text that is none, or that cannot be made.
	ErrQRCode = errors.New("QR code non valido")
	// ErrDataMatrix is a postal Data Matrix text or a code line that is none, or
	// that cannot be made.
	ErrDataMatrix = errors.New("Data Matrix non valido")
	// ErrBarCode is a bar code text that is none, or that cannot be made.
	ErrBarCode = errors.New("bar code non valido")
	// ErrIndice is an index of an item outside 1 to 5.
	ErrIndice = errors.New("indice non valido")
	// ErrTipoRiscossione is a kind of item outside its list.
	ErrTipoRiscossione = errors.New("tipo di riscossione non valido")
	// ErrAvviso is a notice whose data do not fit the printed form.
	ErrAvviso = errors.New("avviso non valido")
)

// ErroreDi is a refusal of the package P of this library: the Errore of each package is
// one, and errors.As tells them apart. It unwraps to its kind, one of the Err variables
// of the package, so that errors.Is finds the kind.
type ErroreDi[P Pacchetto] struct {
	Codice  Codice // what is wrong, stable
	Campo   string // the field it is about, "" when the value stands alone
	Valore  string // the refused value as given; shortened, quoted and masked in the text
	Riga    int    // line of the input, from 1; 0 when the input has no lines
	Colonna int    // column of the input, from 1; 0 when unknown
	Err     error  // the kind, or a cause that unwraps to it
}

// Pacchetto is a package of this library.
type Pacchetto interface {
	// Pacchetto returns the name that the texts of the refusals begin with.
	Pacchetto() string
}

// Error returns one line: package, code, field, place, quoted value, kind. Fiscal
// codes of persons are masked.
func (e *ErroreDi[P]) Error() string {
	var p P
	return errore.Testo(p.Pacchetto(), string(e.Codice), e.Campo, e.Valore, e.Riga, e.Colonna, e.Err)
}

// Unwrap returns the kind or the cause.
func (e *ErroreDi[P]) Unwrap() error { return e.Err }

// Rilievo returns the refusal as a finding.
func (e *ErroreDi[P]) Rilievo() Rilievo {
	return Rilievo{Codice: e.Codice, Campo: e.Campo, Valore: e.Valore, Riga: e.Riga, Colonna: e.Colonna, Testo: errore.Ragione(e.Err)}
}

// Errore is a refusal of this package.
type Errore = ErroreDi[pacchetto]

type pacchetto struct{}

func (pacchetto) Pacchetto() string { return "avviso" }

// rifiuta builds a refusal. The value is copied so that it neither pins nor
// moves to the heap the text it was found in.
func rifiuta(c Codice, valore string, tipo error) *Errore {
	return &Errore{Codice: c, Valore: strings.Clone(valore), Err: tipo}
}

// rifiutaCampo is rifiuta for a value that is one field of several.
func rifiutaCampo(c Codice, campo, valore string, tipo error) *Errore {
	return &Errore{Codice: c, Campo: campo, Valore: strings.Clone(valore), Err: tipo}
}

// entro returns the refusal of a part as a refusal of the whole: same code and
// value, the name of the part, both kinds.
func entro(err error, campo string, tipo error) *Errore {
	var e *Errore
	if !errors.As(err, &e) {
		return &Errore{Campo: campo, Err: errore.Coppia(tipo, err)}
	}
	return &Errore{Codice: e.Codice, Campo: campo, Valore: e.Valore, Err: errore.Coppia(tipo, e.Err)}
}
