package avviso

import (
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/internal/errore"
)

// Configurazione is how a creditor numbers its notices: the aux digit of its
// domain, the application code of its station (aux digit 0) and the segregation
// code of its archive (aux digit 3), each of two digits. A code that the aux
// digit does not use is ignored and may be "".
//
// Source: SACI 1.4.0, chapter 2.
type Configurazione struct {
	AuxDigit        AuxDigit
	ApplicationCode string
	SegregationCode string
}

// Official codes with which GovPay refuses a supplied numero avviso.
//
// Source: GovPay, exception messages of the verification of a pendenza.
const (
	CodiceVER017 Codice = "VER_017" // not a numero avviso of pagoPA
	CodiceVER026 Codice = "VER_026" // application code other than that of the station
	CodiceVER027 Codice = "VER_027" // segregation code other than that of the domain
	CodiceVER039 Codice = "VER_039" // aux digit other than that of the domain
)

// Valida tells whether numbers can be made with the configuration. Errors:
// AUX (ErrAux) for an aux digit other than 0 to 3; APPLICATION_CODE
// (ErrApplicationCode) and SEGREGAZIONE (ErrSegregazione) for a code which the
// aux digit needs and which is not two digits.
func (c Configurazione) Valida() error {
	switch c.AuxDigit {
	case Aux0:
		if !dueCifre(c.ApplicationCode) {
			return rifiutaCampo(CodiceApplicationCode, "applicationCode", c.ApplicationCode, ErrApplicationCode)
		}
	case Aux1, Aux2:
	case Aux3:
		if !dueCifre(c.SegregationCode) {
			return rifiutaCampo(CodiceSegregazione, "segregationCode", c.SegregationCode, ErrSegregazione)
		}
	default:
		return rifiutaCampo(CodiceAux, "auxDigit", string(c.AuxDigit), ErrAux)
	}
	return nil
}

// testa returns what stands before the base, as a number and its digits. The
// configuration has passed Valida.
func (c Configurazione) testa() (n uint64, cifre int) {
	switch c.AuxDigit {
	case Aux0:
		return numeroDue(c.ApplicationCode), 3
	case Aux3:
		return 300 + numeroDue(c.SegregationCode), 3
	}
	return uint64(c.AuxDigit.Cifra()), 1
}

// NumeroAvviso returns the numero avviso of a IUV under the configuration of
// its creditor. Errors: those of Valida; NON_NUMERICO (ErrIUV) for a IUV that
// is not all digits and so has no notice; LUNGHEZZA (ErrIUV) unless it has 15
// digits for aux digit 0, 17 for the others; SEGREGAZIONE (ErrSegregazione) for
// aux digit 3 when it does not begin with the segregation code. The check digits
// are not verified: see NumeroAvviso.CheckValido.
//
// Source: SACI 1.4.0, chapter 2.
func (u IUV) NumeroAvviso(c Configurazione) (NumeroAvviso, error) {
	if err := c.Valida(); err != nil {
		return NumeroAvviso{}, err
	}
	larghezza := 17
	if c.AuxDigit == Aux0 {
		larghezza = 15
	}
	switch {
	case !cifre.Sole(u.v):
		return NumeroAvviso{}, rifiutaCampo(CodiceNonNumerico, "iuv", u.v, ErrIUV)
	case len(u.v) != larghezza:
		return NumeroAvviso{}, rifiutaCampo(CodiceLunghezza, "iuv", u.v, ErrIUV)
	case c.AuxDigit == Aux3 && u.v[:2] != c.SegregationCode:
		return NumeroAvviso{}, rifiutaCampo(CodiceSegregazione, "iuv", u.v, errore.Coppia(ErrIUV, ErrSegregazione))
	}
	n, _ := cifre.Numero(u.v)
	if c.AuxDigit == Aux0 {
		n += numeroDue(c.ApplicationCode) * (auxMigliaia / 100)
	}
	return NumeroAvviso{uint64(c.AuxDigit.Cifra())*auxMigliaia + n + 1}, nil
}

// Interno reports whether a IUV has the form of those that a creditor with the
// configuration gives out: with aux digit 0, 15 digits; 1 and 2, 17 digits; 3,
// 17 digits that begin with the segregation code, or a creditor reference that
// has it after its check digits. Without a usable aux digit or segregation code
// the answer is no. (GovPay does not recognise the IUV of aux digit 2.)
//
// Source: GovPay, recognition of the IUV of a body (IuvUtils); SACI 1.4.0,
// chapter 2.
func Interno(u IUV, c Configurazione) bool {
	switch c.AuxDigit {
	case Aux0:
		return u.Forma() == FormaNumerica15
	case Aux1, Aux2:
		return u.Forma() == FormaNumerica17
	case Aux3:
		if !dueCifre(c.SegregationCode) {
			return false
		}
		switch u.Forma() {
		case FormaNumerica17:
			return u.v[:2] == c.SegregationCode
		case FormaRF:
			return strings.HasPrefix(u.v[4:], c.SegregationCode)
		}
	}
	return false
}

// Ammette tells whether a numero avviso supplied by an application may be one
// of the creditor's, as GovPay decides when a position is created. Errors:
// VER_039 (ErrAux) for another aux digit, VER_026 (ErrApplicationCode) for
// another application code, VER_027 (ErrSegregazione) for another segregation
// code, VER_017 (ErrNumeroAvviso) for the zero value; and those of Valida.
//
// Source: GovPay, verification of a pendenza.
func (c Configurazione) Ammette(n NumeroAvviso) error {
	if err := c.Valida(); err != nil {
		return err
	}
	switch {
	case !n.IsValid():
		return rifiutaCampo(CodiceVER017, "numeroAvviso", "", ErrNumeroAvviso)
	case n.Aux() != c.AuxDigit:
		return rifiutaCampo(CodiceVER039, "numeroAvviso", n.String(), ErrAux)
	case c.AuxDigit == Aux0 && n.Codice() != c.ApplicationCode:
		return rifiutaCampo(CodiceVER026, "numeroAvviso", n.String(), ErrApplicationCode)
	case c.AuxDigit == Aux3 && n.Codice() != c.SegregationCode:
		return rifiutaCampo(CodiceVER027, "numeroAvviso", n.String(), ErrSegregazione)
	}
	return nil
}

// ParseNumeroAvviso reads a numero avviso supplied by an application and tells
// whether it may be one of the creditor's. A text that is no numero avviso is
// VER_017, ErrNumeroAvviso; the other errors are those of Ammette.
func (c Configurazione) ParseNumeroAvviso(s string) (NumeroAvviso, error) {
	n, err := ParseNumeroAvviso(s)
	if err != nil {
		return NumeroAvviso{}, &Errore{Codice: CodiceVER017, Campo: "numeroAvviso", Valore: s, Err: err}
	}
	if err := c.Ammette(n); err != nil {
		return NumeroAvviso{}, err
	}
	return n, nil
}

func dueCifre(s string) bool { return len(s) == 2 && cifre.Sole(s) }

func numeroDue(s string) uint64 { return uint64(s[0]-'0')*10 + uint64(s[1]-'0') }
