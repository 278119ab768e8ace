package schema

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// JSON says how a document is read from JSON, whose members have the names of its
// elements. An element with one list inside may be the list itself, a list of one
// element that element, an amount or a whole number a number or a text.
type JSON struct {
	// Tolleranza says that what is wrong with a member, unless it is among
	// Essenziali, is a warning, and so is one that the schema does not have.
	Tolleranza bool
	Essenziali []string
	// Forme says that only the kinds of values are looked at: everything may be
	// absent, texts and lists have any length, texts any form.
	Forme bool
	// Numeri says that an amount is a number.
	Numeri bool
	Nomi   map[string][]string // further names of an element
	Piatti []string            // elements whose members may stand in the object around them
}

// AvvertenzaTipo is a value of another kind than that of its member.
const AvvertenzaTipo avviso.Codice = "TIPO"

// genere is the kind of a JSON value.
type genere uint8

const (
	testuale genere = iota
	importo
	numerico
	booleano
)

// lettoreJSON is where the reading of a text is.
type lettoreJSON struct {
	JSON
	testo   string // the whole
	sopra   string // path of the document in it
	cornici []cornice
	numero  bool // the last value was a number
}

// cornice is an object or a list that has been entered.
type cornice struct {
	passo  string   // how it is named in the one around it
	membri []membro // of an object
	nomi   []string // that were asked for
	elenco string   // a list
	piatta bool     // its members are those of the object around it
	doppia bool     // they might also be
}

type membro struct {
	nome, valore string
	letto        bool
}

// LeggiJSON visits an object that stands at a path of a valid JSON text. On an error
// the warnings up to it are returned too.
func LeggiJSON(s *Stanza, testo, campo, oggetto string, come JSON, corpo func(*Visita)) ([]avviso.Avvertenza, error) {
	v := Visita{stanza: s, j: &lettoreJSON{JSON: come, testo: testo, sopra: campo}}
	if come.Tolleranza {
		v.tolleranza = TolleraImporti
	}
	if v.entra("", oggetto) {
		corpo(&v)
		v.Chiudi()
	}
	return v.avvertenze, v.err
}

// Membro returns the value of a member that is there and not null, as it is written.
func (v *Visita) Membro(nome string) (string, bool) {
	c := v.j.qui()
	c.nomi = append(c.nomi, nome)
	trovato := -1
	for i := range c.membri {
		m := &c.membri[i]
		if m.nome != nome && !slices.Contains(v.j.Nomi[nome], m.nome) {
			continue
		}
		if trovato >= 0 {
			v.Rifiuta(m.nome, "", Ripetuto, nil)
			return "", false
		}
		trovato, m.letto = i, true
	}
	if v.err != nil || trovato < 0 || c.membri[trovato].valore == "null" {
		return "", false
	}
	return c.membri[trovato].valore, true
}

// qui returns the object or list in which members stand.
func (j *lettoreJSON) qui() *cornice {
	i := len(j.cornici) - 1
	for j.cornici[i].piatta {
		i--
	}
	return &j.cornici[i]
}

func (j *lettoreJSON) percorso(nome string) string {
	var b strings.Builder
	b.WriteString(j.sopra)
	passo := func(s string) {
		if b.Len() > 0 && s != "" && s[0] != '[' {
			b.WriteByte('.')
		}
		b.WriteString(s)
	}
	for i := range j.cornici {
		passo(j.cornici[i].passo)
	}
	passo(nome)
	return b.String()
}

// entra goes into a value, which must be an object, or a list of what is inside.
func (v *Visita) entra(passo, valore string) bool {
	c := cornice{passo: passo}
	switch valore[0] {
	case '{':
		for nome, x := range membri.Di(valore) {
			c.membri = append(c.membri, membro{nome: nome, valore: x})
		}
	case '[':
		c.elenco = valore
	default:
		v.tipoDiverso(passo, valore)
		return false
	}
	v.j.cornici = append(v.j.cornici, c)
	return true
}

func (v *Visita) apriMembro(nome string, o Presenza) bool {
	valore, ok := v.Membro(nome)
	switch {
	case v.err != nil:
		return false
	case ok:
		ok = v.entra(nome, valore)
		v.j.cornici[len(v.j.cornici)-1].doppia = ok && slices.Contains(v.j.Piatti, nome)
		return ok
	case slices.Contains(v.j.Piatti, nome):
		v.j.cornici = append(v.j.cornici, cornice{piatta: true})
		return true
	}
	if o == Obbligatorio {
		v.Manca(nome)
	}
	return false
}

// chiudiMembro leaves an object: its members must all have been asked for.
func (v *Visita) chiudiMembro() {
	c := &v.j.cornici[len(v.j.cornici)-1]
	if c.doppia {
		intorno := v.j.cornici[len(v.j.cornici)-2].membri
		if i := slices.IndexFunc(intorno, func(m membro) bool { return !m.letto && slices.Contains(c.nomi, m.nome) }); i >= 0 {
			v.j.cornici = v.j.cornici[:len(v.j.cornici)-1]
			v.Rifiuta(intorno[i].nome, "", Ripetuto, nil)
			return
		}
	}
	for i := range c.membri {
		m := &c.membri[i]
		if m.letto {
			continue
		}
		if slices.ContainsFunc(c.nomi, func(n string) bool { return strings.EqualFold(n, m.nome) }) {
			v.err = v.stanza.Rifiuta(v.rifiutoMembro(m.nome, Ripetuto))
			return
		}
		if v.Rifiuta(m.nome, "", Inatteso, nil); v.err != nil {
			return
		}
	}
	v.j.cornici = v.j.cornici[:len(v.j.cornici)-1]
}

func (v *Visita) rifiutoMembro(nome string, m Motivo) Rifiuto {
	r := Rifiuto{Motivo: m, Campo: v.Percorso(nome)}
	r.Codice = r.codice()
	r.Riga, r.Colonna = v.luogoDi(r.Campo)
	return r
}

// gruppiMembri reads the elements of a list.
func gruppiMembri[T any](v *Visita, nome string, p *[]T, minimo, massimo int, corpo func(*Visita, *T)) {
	valore, passo := v.j.qui().elenco, ""
	if valore == "" {
		valore, _ = v.Membro(nome)
		passo = nome
	}
	n := 0
	uno := func(passo, valore string) {
		if n++; n == massimo+1 {
			v.Rifiuta(passo, "", Occorrenze, nil)
		}
		if v.err != nil || !v.entra(passo, valore) {
			return
		}
		var zero T
		*p = append(*p, zero)
		corpo(v, &(*p)[len(*p)-1])
		v.Chiudi()
	}
	switch {
	case valore == "":
	case valore[0] == '[':
		for x := range membri.Elementi(valore) {
			if uno(passo+"["+strconv.Itoa(n)+"]", x); v.err != nil {
				return
			}
		}
	default:
		uno(passo, valore)
	}
	if n < minimo && v.err == nil {
		v.Manca(nome)
	}
}

// fogliaMembro returns the text of a value: that of a number, or of a boolean, too.
func (v *Visita) fogliaMembro(nome string, o Presenza, g genere) ([]byte, bool) {
	valore, ok := v.Membro(nome)
	switch {
	case v.err != nil:
		return nil, false
	case !ok:
		if o == Obbligatorio {
			v.Manca(nome)
		}
		return nil, false
	}
	v.j.numero = false
	s, testo := membri.Testo(valore)
	switch {
	case testo:
		ok = g != booleano && (g != importo || !v.j.Numeri) || v.tollerato(nome, s)
	case valore[0] == '-' || valore[0] >= '0' && valore[0] <= '9':
		v.j.numero = true
		s, ok = valore, g == importo || g == numerico || g == testuale && v.tollerato(nome, valore)
	case valore == "true" || valore == "false":
		s, ok = valore, g == booleano
	default:
		ok = false
	}
	if !ok {
		v.tipoDiverso(nome, valore)
		return nil, false
	}
	return []byte(s), true
}

// tollerato warns of a value of another kind, where a reading lets it pass.
func (v *Visita) tollerato(nome, valore string) bool {
	if v.err != nil || v.j == nil || !v.j.Tolleranza {
		return false
	}
	v.Avverti(AvvertenzaTipo, nome, valore, "valore di altro tipo")
	return true
}

// tipoDiverso refuses a value of another kind.
func (v *Visita) tipoDiverso(nome, valore string) { v.Rifiuta(nome, valore, Contenuto, nil) }

// perdona reports whether a reading lets a defect pass.
func (v *Visita) perdona(nome string, r *Rifiuto) bool {
	switch {
	case r.Motivo == Ripetuto:
		return false
	case v.j.Forme:
		return r.Motivo == Mancante || r.Motivo == Occorrenze || r.Motivo == Importo && r.Causa == nil || r.Motivo == Data && r.Valore == ""
	case !v.j.Tolleranza || slices.Contains(v.j.Essenziali, nome):
		return false
	}
	v.Avverti(r.codice(), nome, r.Valore, testiMotivo[r.Motivo])
	return true
}

// importoNumero reads an amount that is a JSON number, exactly, from what is written.
func (v *Visita) importoNumero(nome string, b []byte, t *TipoImporto) (avviso.Importo, bool) {
	i, ok := ImportoNumero(string(b))
	if !ok {
		v.Rifiuta(nome, string(b), Importo, avviso.ErrImporto)
		return i, false
	}
	if t.Contiene(i) || v.tolleranza&TolleraImporti != 0 && i.Segno() >= 0 {
		if !t.Contiene(i) {
			v.Avverti(AvvertenzaImporto, nome, string(b), "importo fuori dall'intervallo dello schema")
		}
		return i, true
	}
	v.Rifiuta(nome, string(b), Importo, nil)
	return i, false
}

// soloForme reports whether only the kinds of values are looked at.
func (v *Visita) soloForme() bool { return v.j != nil && v.j.Forme }
