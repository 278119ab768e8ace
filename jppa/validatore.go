package jppa

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
)

// ViolazioniDi returns the violations that an error of ParseConfigurazione or
// ParseConfigurazioneREST joins, in order; false when it holds anything else,
// such as a text that is no JSON object.
func ViolazioniDi(err error) ([]avviso.Violazione, bool) {
	trovate := []avviso.Violazione{}
	for _, e := range appiattisci(err) {
		var x *Errore
		if !errors.As(e, &x) || !errors.Is(e, ErrConfigurazione) || x.Codice == CodiceJSON || x.Codice == CodiceSconosciuto {
			return nil, false
		}
		trovate = append(trovate, violata(x.Codice, x.Campo, x.Valore))
	}
	return trovate, true
}

// rifiutata returns what refuses a configuration: its violations, joined.
func rifiutata(violazioni []avviso.Violazione) error {
	rifiuti := make([]error, len(violazioni))
	for i, v := range violazioni {
		e := violazione(v.Codice, v.Campo, v.Valore)
		if v == nulla {
			e.Err = errore.Coppia(ErrConfigurazione, avviso.ErrNullo)
		}
		rifiuti[i] = e
	}
	return errors.Join(rifiuti...)
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

var messaggi = map[avviso.Codice]string{
	CodiceObbligatorio:     "valore obbligatorio",
	avviso.CodiceTipo:      "tipo di valore errato",
	avviso.CodiceLunghezza: "lunghezza non ammessa",
	avviso.CodiceFormato:   "formato non valido",
	CodiceValore:           "valore non ammesso",
}

// nulla is the violation of a configuration that is not there.
var nulla = avviso.Violazione{Codice: avviso.CodiceNullo, Testo: avviso.ErrNullo.Error()}

// violata is one field of a configuration that is missing or wrong.
func violata(codice avviso.Codice, nome, valore string) avviso.Violazione {
	return avviso.Violazione{Codice: codice, Campo: nome, Valore: valore, Testo: messaggi[codice]}
}

func violazione(codice avviso.Codice, nome, valore string) *Errore {
	return &Errore{Codice: codice, Campo: nome, Valore: valore, Err: ErrConfigurazione}
}

func indice(nome string, i int) string { return nome + "[" + strconv.Itoa(i) + "]" }

// leggiMembri decodes an object member by member, so that every one that is
// wrong is told, then validates what was read; a field already told is not told
// again.
func leggiMembri(data []byte, campi []membri.Campo, violazioni func() []avviso.Violazione) error {
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
	for _, v := range violazioni() {
		radice, _, _ := strings.Cut(v.Campo, ".")
		if guasti[radice] == nil {
			trovate = append(trovate, violazione(v.Codice, v.Campo, v.Valore))
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
		return violazione(avviso.CodiceTipo, strings.TrimSuffix("auth."+e.Campo, "."), "")
	case m.Nome == "auth":
		return violazione(CodiceValore, "auth", "")
	case errors.Is(err, membri.ErrTipo):
		return violazione(avviso.CodiceTipo, m.Nome, v)
	}
	return violazione(avviso.CodiceFormato, m.Nome, v) // refused by the type's own parser
}

// validatore collects violations in the order of the fields.
type validatore struct{ trovate []avviso.Violazione }

func (v *validatore) segna(codice avviso.Codice, nome, valore string) {
	v.trovate = append(v.trovate, violata(codice, nome, valore))
}

// testo checks a mandatory text of at most massimo characters.
func (v *validatore) testo(nome, valore string, massimo int, forma func(string) bool) {
	switch {
	case valore == "":
		v.segna(CodiceObbligatorio, nome, "")
	case utf8.RuneCountInString(valore) > massimo:
		v.segna(avviso.CodiceLunghezza, nome, valore)
	case forma != nil && !forma(valore):
		v.segna(avviso.CodiceFormato, nome, valore)
	}
}

func (v *validatore) segreto(nome string, s avviso.Segreto) {
	switch n := utf8.RuneCountInString(s.Rivela()); {
	case n == 0:
		v.segna(CodiceObbligatorio, nome, "")
	case n > 255:
		v.segna(avviso.CodiceLunghezza, nome, "")
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

func (v *validatore) url(nome, valore string) { v.forma(nome, valore, formaURL.MatchString) }

// forma checks a mandatory text that has a pattern and no length of its own.
func (v *validatore) forma(nome, valore string, forma func(string) bool) {
	switch {
	case valore == "":
		v.segna(CodiceObbligatorio, nome, "")
	case !forma(valore):
		v.segna(avviso.CodiceFormato, nome, valore)
	}
}

func (v *validatore) tipiPendenza(t TipiPendenza) {
	if len(t) == 0 {
		v.segna(CodiceObbligatorio, "tipiPendenza", "")
	}
	for i, tipo := range t {
		if tipo != TuttiTipiPendenza {
			v.testo(indice("tipiPendenza", i), tipo, 35, formaTipoPendenza.MatchString)
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
		v.forma(indice("emailIndirizzi", i), a, formaEmail.MatchString)
	}
	if utf8.RuneCountInString(indirizzi.String()) > 4000 {
		v.segna(avviso.CodiceLunghezza, "emailIndirizzi", "")
	}
	if oggetto != nil {
		if n := utf8.RuneCountInString(*oggetto); n < 1 || n > 4000 {
			v.segna(avviso.CodiceLunghezza, "emailSubject", *oggetto)
		} else if strings.ContainsAny(*oggetto, "\r\n") {
			v.segna(avviso.CodiceFormato, "emailSubject", *oggetto)
		}
	}
	switch {
	case allegato == nil:
		v.segna(CodiceObbligatorio, "emailAllegato", "")
	case *allegato:
	case formaURL.MatchString(base) && !portaAiTracciati(base):
		v.segna(CodiceValore, "downloadBaseUrl", base)
	default:
		v.url("downloadBaseUrl", base)
	}
}

// portaAiTracciati reports whether a download address leads to the resource of the files.
//
// Source: GovPay, "Connettore per l'esportazione dei pagamenti verso Maggioli (JPPA)",
// Base URL link download.
func portaAiTracciati(base string) bool {
	return strings.HasSuffix(strings.TrimSuffix(base, "/"), "/tracciatiNotificaPagamenti")
}
