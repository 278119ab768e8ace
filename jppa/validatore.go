package jppa

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// Violazione is one field of a configuration that is missing or wrong.
type Violazione struct {
	Codice    Codice `json:"codice"`
	Campo     string `json:"campo"`
	Valore    string `json:"-"`         // as given; never a password
	Messaggio string `json:"messaggio"` // Italian, for the operator
}

// errore returns the violation as an error.
func (v Violazione) errore() *Errore {
	return &Errore{Codice: v.Codice, Campo: v.Campo, Valore: v.Valore, Err: ErrConfigurazione}
}

// Violazioni returns the violations that an error of ParseConfigurazione or
// ParseConfigurazioneREST joins, in order; false when it holds anything else,
// such as a text that is no JSON object.
func Violazioni(err error) ([]Violazione, bool) {
	trovate := []Violazione{}
	for _, e := range appiattisci(err) {
		var x *Errore
		if !errors.As(e, &x) || !errors.Is(e, ErrConfigurazione) || x.Codice == CodiceJSON || x.Codice == CodiceSconosciuto {
			return nil, false
		}
		trovate = append(trovate, Violazione{x.Codice, x.Campo, x.Valore, messaggi[x.Codice]})
	}
	return trovate, true
}

func appiattisci(err error) []error {
	if err == nil {
		return nil
	}
	if u, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // only what errors.Join made
		return u.Unwrap()
	}
	return []error{err}
}

var messaggi = map[Codice]string{
	CodiceObbligatorio: "valore obbligatorio",
	CodiceTipo:         "tipo di valore errato",
	CodiceLunghezza:    "lunghezza non ammessa",
	CodiceFormato:      "formato non valido",
	CodiceValore:       "valore non ammesso",
}

func violazione(codice Codice, nome, valore string) *Errore {
	return &Errore{Codice: codice, Campo: nome, Valore: valore, Err: ErrConfigurazione}
}

func indice(nome string, i int) string { return nome + "[" + strconv.Itoa(i) + "]" }

// leggiMembri decodes an object member by member, so that every one that is
// wrong is told, then validates what was read; a field already told is not told
// again.
func leggiMembri(data []byte, campi []membri.Campo, valida func() []Violazione) error {
	testo := string(data)
	guasti := map[string]*Errore{}
	var ignoti []string
	err := membri.Valida(testo)
	if err == nil {
		err = membri.Oggetto(testo, campi, membri.Regole{
			Valore: func(c membri.Campo, v string) error {
				if e := leggiMembro(c, v); e != nil {
					guasti[c.Nome] = e
				}
				return nil
			},
			Ignoto: func(nome, _ string) error {
				ignoti = append(ignoti, nome)
				return nil
			},
		})
	}
	if err != nil {
		return guastoJSON(ErrConfigurazione, membri.ConLuogo(testo, err))
	}
	var trovate []error
	for _, c := range campi {
		if e := guasti[c.Nome]; e != nil {
			trovate = append(trovate, e)
		}
	}
	slices.Sort(ignoti)
	for _, nome := range ignoti {
		trovate = append(trovate, violazione(CodiceSconosciuto, nome, ""))
	}
	for _, v := range valida() {
		radice, _, _ := strings.Cut(v.Campo, ".")
		if guasti[radice] == nil {
			trovate = append(trovate, v.errore())
		}
	}
	return errors.Join(trovate...)
}

// leggiMembro decodes one member. The value of a wrong one is not repeated where
// it may be a secret.
func leggiMembro(m membri.Campo, v string) *Errore {
	err := membri.Parse([]byte(v), m.Dove)
	if err == nil {
		return nil
	}
	var x *Errore
	var e *membri.Errore
	switch {
	case errors.As(err, &x) && errors.Is(err, ErrConfigurazione):
		return x
	case m.Nome == "auth" && errors.Is(err, membri.ErrTipo) && errors.As(err, &e):
		return violazione(CodiceTipo, strings.TrimSuffix("auth."+e.Campo, "."), "")
	case m.Nome == "auth":
		return violazione(CodiceValore, "auth", "")
	case errors.Is(err, membri.ErrTipo):
		return violazione(CodiceTipo, m.Nome, v)
	}
	return violazione(CodiceFormato, m.Nome, v) // refused by the type's own parser
}

// validatore collects violations in the order of the fields.
type validatore struct{ trovate []Violazione }

func (v *validatore) segna(codice Codice, nome, valore string) {
	v.trovate = append(v.trovate, Violazione{codice, nome, valore, messaggi[codice]})
}

// testo checks a mandatory text of at most massimo characters.
func (v *validatore) testo(nome, valore string, massimo int, forma func(string) bool) {
	switch {
	case valore == "":
		v.segna(CodiceObbligatorio, nome, "")
	case utf8.RuneCountInString(valore) > massimo:
		v.segna(CodiceLunghezza, nome, valore)
	case forma != nil && !forma(valore):
		v.segna(CodiceFormato, nome, valore)
	}
}

func (v *validatore) segreto(nome string, s avviso.Segreto) {
	switch n := utf8.RuneCountInString(s.Rivela()); {
	case n == 0:
		v.segna(CodiceObbligatorio, nome, "")
	case n > 255:
		v.segna(CodiceLunghezza, nome, "")
	}
}

func (v *validatore) elenco(nome, valore string, ammessi ...string) {
	switch {
	case valore == "":
		v.segna(CodiceObbligatorio, nome, "")
	case !slices.Contains(ammessi, valore):
		v.segna(CodiceValore, nome, valore)
	}
}

func (v *validatore) url(nome, valore string) { v.forma(nome, valore, isURL) }

// forma checks a mandatory text that has a pattern and no length of its own.
func (v *validatore) forma(nome, valore string, forma func(string) bool) {
	switch {
	case valore == "":
		v.segna(CodiceObbligatorio, nome, "")
	case !forma(valore):
		v.segna(CodiceFormato, nome, valore)
	}
}

func (v *validatore) tipiPendenza(t TipiPendenza) {
	if len(t) == 0 {
		v.segna(CodiceObbligatorio, "tipiPendenza", "")
	}
	for i, tipo := range t {
		if tipo != TuttiTipiPendenza {
			v.testo(indice("tipiPendenza", i), tipo, 35, isTipoPendenza)
		}
	}
}

// email checks the fields about the mail. downloadBaseUrl counts only when the
// file is not attached.
func (v *validatore) email(indirizzi Indirizzi, oggetto *string, allegato *bool, base string) {
	if len(indirizzi) == 0 {
		v.segna(CodiceObbligatorio, "emailIndirizzi", "")
	}
	for i, a := range indirizzi {
		v.forma(indice("emailIndirizzi", i), a, isEmail)
	}
	if utf8.RuneCountInString(indirizzi.String()) > 4000 {
		v.segna(CodiceLunghezza, "emailIndirizzi", "")
	}
	if oggetto != nil {
		if n := utf8.RuneCountInString(*oggetto); n < 1 || n > 4000 {
			v.segna(CodiceLunghezza, "emailSubject", *oggetto)
		} else if strings.ContainsAny(*oggetto, "\r\n") {
			v.segna(CodiceFormato, "emailSubject", *oggetto)
		}
	}
	switch {
	case allegato == nil:
		v.segna(CodiceObbligatorio, "emailAllegato", "")
	case !*allegato:
		v.url("downloadBaseUrl", base)
	}
}
