package tracciato

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/errore"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/pendenza"
)

// ErrMappatura is a mapping that says nothing of a file.
var ErrMappatura = errors.New("mappatura non valida")

// CodiceMappatura is a mapping whose members do not fit together.
const CodiceMappatura avviso.Codice = "MAPPATURA"

// Mappatura says, as data, which columns of a CSV file of another shape are which
// members of a position. It is JSON; GovPay says the same with a template of a
// type, of a body or of its configuration, whose columns by default are those of
// MappaturaGovPay. The zero value is none: LeggiMappatura, MappaturaGovPay.
//
//	separatore    one ASCII character; a comma
//	citazione     one ASCII character, null for none; a quotation mark
//	intestazione  whether the first line is a header; true
//	campi         path of a member → where it comes from
//	ripetute      "unisci": consecutive lines of one idPendenza are its items
//	annullamento  {se: [{colonna, uguale: [texts] | zero: true}], motivo}: the line cancels
//	risposta      columns of the outcome: its own, or paths
//
// A member comes from exactly one of colonna (number from 0, or name in the
// header), colonne with unione (a blank), and valore (a constant); then from taglia
// [from, to] characters of it, valori {text: text}, altrimenti where it is empty or
// not in valori, and only when the columns seVuote are all empty. formato says how
// it is written: testo, json, 1234.56, 1.234,56, 1234,56, cent, yyyy-MM-dd,
// dd/MM/yyyy, yyyyMMdd, soglia (ENTRO5, RIDOTTO, an instalment), lingua (de|causale).
//
// Source: GovPay, backoffice, tracciatoCsv of a tipoPendenza; "Formato CSV dei
// tracciati".
type Mappatura struct {
	testo        json.RawMessage
	separatore   byte
	citazione    byte // 0 is none
	intestazione bool
	unisci       bool
	campi        []campoMappato
	percorsi     []string // of the form, those of campi in order
	annulla      []condizione
	motivo       *sorgente
	risposta     []string
}

// campoMappato is where a member comes from.
type campoMappato struct {
	percorso string
	modulo   int // first of its paths in the form
	sorgente sorgente
}

// colonna is a column by its number, or by its name.
type colonna struct {
	numero int
	nome   string
}

// sorgente is a text of a line.
type sorgente struct {
	colonne    []colonna // none is a constant
	unione     string
	valore     string
	formato    formato
	valori     map[string]string
	altrimenti *string
	da, a      int // characters; a is 0 for all
	seVuote    []colonna
}

// condizione is what a line that cancels has.
type condizione struct {
	colonna colonna
	uguale  []string
	zero    bool
}

// LeggiMappatura reads a mapping. Nothing is tolerated: unknown members, paths that
// a position does not have, list indices with a gap, formats that do not fit their
// member, columns by name without a header are refused: an *Errore of the codes of
// internal JSON, NOME, or MAPPATURA (ErrMappatura), with the member.
func LeggiMappatura(data []byte) (Mappatura, []avviso.Avvertenza, error) {
	m, err := parseMappatura(string(data))
	if err != nil {
		return Mappatura{}, nil, err
	}
	m.testo = slices.Clone(data)
	return m, nil, nil
}

// MarshalJSON returns the mapping as it was read.
func (m Mappatura) MarshalJSON() ([]byte, error) {
	if m.testo == nil {
		return nil, &Errore{Codice: CodiceMappatura, Err: ErrMappatura}
	}
	return m.testo, nil
}

// UnmarshalJSON is LeggiMappatura.
func (m *Mappatura) UnmarshalJSON(data []byte) error {
	n, _, err := LeggiMappatura(data)
	if err == nil {
		*m = n
	}
	return err
}

func nonMappata(campo, valore string) error {
	return &Errore{Codice: CodiceMappatura, Campo: campo, Valore: valore, Err: ErrMappatura}
}

func parseMappatura(testo string) (Mappatura, error) {
	m := Mappatura{separatore: ',', citazione: '"', intestazione: true}
	err := membri.Valida(testo)
	campi := ""
	if err == nil {
		err = membri.Oggetto(testo, []membri.Campo{
			{Nome: "separatore", Dove: carattere("separatore", &m.separatore)},
			{Nome: "citazione", Dove: carattere("citazione", &m.citazione)},
			{Nome: "intestazione", Dove: &m.intestazione},
			{Nome: "campi", Dove: func(v string) error { campi = v; return nil }, Obbligatorio: true},
			{Nome: "ripetute", Dove: func(v string) error {
				s, _ := membri.Testo(v)
				if m.unisci = s == "unisci"; !m.unisci {
					return nonMappata("ripetute", v)
				}
				return nil
			}},
			{Nome: "annullamento", Dove: m.leggiAnnullamento},
			{Nome: "risposta", Dove: m.leggiRisposta},
		}, membri.Regole{})
	}
	if err == nil {
		err = m.leggiCampi(campi)
	}
	for nome, v := range membri.Di(testo) {
		if nome == "citazione" && v == "null" {
			m.citazione = 0
		}
	}
	if err == nil {
		err = m.coerente()
	}
	return m, daMembri(err)
}

// daMembri is a refusal of a JSON text as one of this package.
func daMembri(err error) error {
	e, ok := errors.AsType[*membri.Errore](err)
	if !ok {
		return err
	}
	return &Errore{Codice: e.Codice, Campo: e.Campo, Valore: e.Valore, Riga: e.Riga, Colonna: e.Colonna, Err: errore.Coppia(ErrMappatura, e.Err)}
}

// leggiCampi reads where members come from, in the order of their paths.
func (m *Mappatura) leggiCampi(testo string) error {
	for percorso, v := range membri.Di(testo) {
		c := campoMappato{percorso: percorso}
		if err := c.sorgente.leggi(v); err != nil {
			return in("campi."+percorso, err)
		}
		m.campi = append(m.campi, c)
	}
	if len(m.campi) == 0 {
		return nonMappata("campi", testo)
	}
	if !slices.ContainsFunc(m.campi, func(c campoMappato) bool { return c.percorso == "idDominio" }) {
		m.campi = append(m.campi, campoMappato{percorso: "idDominio"}) // what Opzioni may say
	}
	slices.SortStableFunc(m.campi, func(a, b campoMappato) int { return confrontaPercorsi(a.percorso, b.percorso) })
	for i := range m.campi {
		c := &m.campi[i]
		c.modulo = len(m.percorsi)
		m.percorsi = append(m.percorsi, c.sorgente.formato.percorsi(c.percorso)...)
	}
	modulo, err := pendenza.NuovoModulo(m.percorsi...)
	if err != nil {
		r, _ := avviso.RilievoDi(err)
		return nonMappata("campi", r.Valore)
	}
	for i := range m.campi {
		c := &m.campi[i]
		if !c.sorgente.formato.adatto(c.percorso, modulo.Tipo(c.modulo)) {
			return nonMappata("campi."+c.percorso+".formato", string(c.sorgente.formato))
		}
	}
	return nil
}

// coerente asks what members say of each other.
func (m *Mappatura) coerente() error {
	if m.separatore == m.citazione {
		return nonMappata("citazione", string(m.citazione))
	}
	if m.intestazione {
		return nil
	}
	for c := range m.colonne() {
		if c.nome != "" {
			return nonMappata("intestazione", c.nome)
		}
	}
	return nil
}
