package avviso

import (
	"iter"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
)

// base returns how many digits of a number the creditor chooses, and whether
// two check digits follow. The aux digit is 0 to 3.
func (c Configurazione) base() (larghezza int, controllo bool) {
	_, testa := c.testa()
	if c.AuxDigit == Aux1 {
		return cifreAvviso - testa, false
	}
	return cifreAvviso - testa - 2, true
}

// GeneraNumeroAvviso makes the numero avviso of a progressive: the base is the
// prefix followed by the progressive, with zeros between up to 13 digits (aux
// digits 0 and 3), 15 (2) or 17 (1, which has no check digits). The prefix is
// all digits, or "": EspandiPrefisso makes one from placeholders.
//
// Errors: those of Configurazione.Valida; PREFISSO (ErrProgressivo) for a
// prefix that is not digits; PROGRESSIVO (ErrProgressivo) for a prefix and
// progressive that do not fit the base. Nothing is ever cut.
//
// Source: SACI 1.4.0, chapter 2; GovPay, API REST – Manuale di Integrazione.
func GeneraNumeroAvviso(c Configurazione, prefisso string, progressivo uint64) (NumeroAvviso, error) {
	if err := c.Valida(); err != nil {
		return NumeroAvviso{}, err
	}
	larghezza, controllo := c.base()
	if !cifre.Sole(prefisso) {
		return NumeroAvviso{}, rifiutaCampo(CodicePrefisso, "prefisso", prefisso, ErrProgressivo)
	}
	spazio := larghezza - len(prefisso)
	if spazio <= 0 || progressivo > massimo(spazio) {
		v := prefisso + strconv.FormatUint(progressivo, 10)
		return NumeroAvviso{}, rifiutaCampo(CodiceProgressivo, "progressivo", v, ErrProgressivo)
	}
	n, _ := c.testa()
	p, _ := cifre.Numero(prefisso)
	n = (n*potenza(len(prefisso))+p)*potenza(spazio) + progressivo
	if controllo {
		n = n*100 + n%93
	}
	return NumeroAvviso{n + 1}, nil
}

// potenza returns 10 to the n, at most 17 here.
func potenza(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

// massimo returns the largest number of n digits.
func massimo(n int) uint64 { return potenza(n) - 1 }

// ParametriPrefisso are the values of the placeholders of a prefix.
type ParametriPrefisso struct {
	TipoPendenza string // %(t): numeric code of the type of debt
	Applicazione string // %(a): numeric code of the application
	Anno         int    // %(y) its last two digits, %(Y) all four
}

// EspandiPrefisso replaces the placeholders of a prefix, %(t), %(a), %(y) and
// %(Y), and returns its digits. Errors, both ErrProgressivo: PREFISSO for an
// unknown placeholder, for one without value, and for anything that is not a
// digit at the end.
//
// Source: GovPay, console manual, prefix of the IUV of a domain.
func EspandiPrefisso(prefisso string, p ParametriPrefisso) (string, error) {
	var b strings.Builder
	for resto := prefisso; resto != ""; {
		i := strings.IndexByte(resto, '%')
		if i < 0 {
			b.WriteString(resto)
			break
		}
		b.WriteString(resto[:i])
		var v string
		switch {
		case strings.HasPrefix(resto[i:], "%(t)"):
			v = p.TipoPendenza
		case strings.HasPrefix(resto[i:], "%(a)"):
			v = p.Applicazione
		case strings.HasPrefix(resto[i:], "%(y)"):
			v = p.anno(2)
		case strings.HasPrefix(resto[i:], "%(Y)"):
			v = p.anno(4)
		}
		if v == "" {
			return "", rifiutaCampo(CodicePrefisso, "prefisso", prefisso, ErrProgressivo)
		}
		b.WriteString(v)
		resto = resto[i+len("%(t)"):]
	}
	if s := b.String(); cifre.Sole(s) {
		return s, nil
	}
	return "", rifiutaCampo(CodicePrefisso, "prefisso", prefisso, ErrProgressivo)
}

// anno returns the last digits of the year, "" when it has not four.
func (p ParametriPrefisso) anno(cifre int) string {
	if p.Anno < 1000 || p.Anno > 9999 {
		return ""
	}
	return strconv.Itoa(p.Anno)[4-cifre:]
}

// Numerazione is where a creditor has got to in giving out numbers: a value,
// which its owner stores. Taking a number returns the numerazione to store in
// its place, and a number that was passed never comes back, because a creditor
// may use a IUV once only, for ever.
//
// Source: SACI 1.4.0, chapter 2.
type Numerazione struct {
	Configurazione Configurazione
	Prefisso       string // digits, see EspandiPrefisso
	Prossimo       uint64 // next progressive to give out
}

// Assegna returns the next number and the numerazione after it. Errors are
// those of GeneraNumeroAvviso; PROGRESSIVO says that the prefix is exhausted. On
// error the numerazione comes back as it was.
func (n Numerazione) Assegna() (NumeroAvviso, Numerazione, error) {
	nav, err := GeneraNumeroAvviso(n.Configurazione, n.Prefisso, n.Prossimo)
	if err != nil {
		return NumeroAvviso{}, n, err
	}
	n.Prossimo++ // at most 10^17: cannot wrap
	return nav, n, nil
}

// Rimanenti returns how many numbers are left, 0 when the numerazione can make
// none.
func (n Numerazione) Rimanenti() uint64 {
	if n.Configurazione.Valida() != nil || !cifre.Sole(n.Prefisso) {
		return 0
	}
	larghezza, _ := n.Configurazione.base()
	spazio := larghezza - len(n.Prefisso)
	if spazio <= 0 || n.Prossimo > massimo(spazio) {
		return 0
	}
	return potenza(spazio) - n.Prossimo
}

// Salta returns the numerazione moved past a number that is already in use, so
// that it is not given out again; it stays as it is when the number is not one
// of its own, or was passed already. The check digits of the number do not
// matter: they follow from the rest.
func (n Numerazione) Salta(usato NumeroAvviso) Numerazione {
	if n.Rimanenti() == 0 || n.Configurazione.Ammette(usato) != nil {
		return n
	}
	larghezza, controllo := n.Configurazione.base()
	base := usato.n - 1
	if controllo {
		base /= 100
	}
	base %= potenza(larghezza)
	p, _ := cifre.Numero(n.Prefisso)
	spazio := potenza(larghezza - len(n.Prefisso))
	if base/spazio == p {
		n.Prossimo = max(n.Prossimo, base%spazio+1)
	}
	return n
}

// Tutti yields the numbers from the next one on, each with the numerazione to
// store once it is used, until the prefix is exhausted.
func (n Numerazione) Tutti() iter.Seq2[NumeroAvviso, Numerazione] {
	return func(yield func(NumeroAvviso, Numerazione) bool) {
		for n := n; ; {
			nav, dopo, err := n.Assegna()
			if err != nil || !yield(nav, dopo) {
				return
			}
			n = dopo
		}
	}
}
