package membri

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/cifre"
)

// Lettura reads a document of another system through one of two doors. The strict one
// collects as violations all that the document may not have; the tolerant one takes
// numbers for texts, texts for numbers and instants for days, keeps the members that it
// does not know, and warns of each. A member that stands twice, or is known in another
// case, refuses the document in both.
type Lettura struct {
	Tollerante bool
	Violazioni []avviso.Violazione
	Avvertenze []avviso.Avvertenza

	testo   string
	campo   string // path of the object that is being read
	ignoti  int
	tenuti  int
	rifiuto error
}

// Codes of the violations of a Lettura that are not those of the package.
const (
	codicePattern       avviso.Codice = "PATTERN"
	codiceLunghezzaMin  avviso.Codice = "LUNGHEZZA_MIN"
	codiceLunghezzaMax  avviso.Codice = "LUNGHEZZA_MAX"
	codiceMin           avviso.Codice = "MIN"
	codiceMax           avviso.Codice = "MAX"
	codiceDecimali      avviso.Codice = "DECIMALI"
	codiceEnum          avviso.Codice = "ENUM"
	codiceData          avviso.Codice = "DATA"
	codiceElementiMax   avviso.Codice = "ELEMENTI_MAX"
	maxIgnoti                         = 200
	maxTenuti                         = 256 << 10
	giornoScritto                     = len("yyyy-MM-dd")
	testoTipoSbagliato                = "valore di tipo sbagliato"
	testoForma                        = "formato non ammesso"
	testoFuoriElenco                  = "valore non in elenco"
	testoMembroIgnoto                 = "membro sconosciuto"
	testoNumeroPerTesto               = "numero al posto di un testo"
	testoIstantePerData               = "istante al posto di una data"
)

// Corto is the place of a text of 1 to Massimo characters.
type Corto struct {
	Dove    *string
	Massimo int
}

// Forma is the place of a text of a form.
type Forma struct {
	Dove *string
	E    func(string) bool
}

// Intero is the place of a whole number.
type Intero struct {
	Dove            *int
	Minimo, Massimo int
}

// Libero is the place of any text, an empty one too.
type Libero struct{ Dove *string }

// Tollerata is the place of a word of a list, of which the tolerant door takes others with a
// warning.
type Tollerata struct {
	Dove    *string
	Ammessa func(string) bool
}

// Parola is the place of a word of a list; Metti returns false for one that is none, Scritta
// the word.
type Parola struct {
	Metti   func(string) bool
	Scritta func() string
}

// UnaDi is the place of a word of a list whose type says so.
func UnaDi[T interface {
	~string
	IsValid() bool
}](dove *T) Parola {
	return Parola{func(s string) bool {
		*dove = T(s)
		return (*dove).IsValid()
	}, func() string { return string(*dove) }}
}

// NumeroTesto is the place of a code that is read from a number or a text, of a form where
// E says one, and written as a text.
type NumeroTesto struct {
	Dove *string
	E    func(string) bool
}

// Apre checks a whole document, which must be an object, and returns its text. A mark of
// byte order is passed over by the tolerant door.
func (l *Lettura) Apre(data []byte) (string, error) {
	l.testo = string(data)
	if resto, ok := strings.CutPrefix(l.testo, "\ufeff"); ok && l.Tollerante {
		l.testo = resto
		l.Avverti("BOM", "", "segno d'ordine dei byte in testa")
	}
	if err := Valida(l.testo); err != nil {
		return "", err
	}
	if !oggetto(l.testo) {
		return "", ConLuogo(l.testo, Rifiuta(CodiceTipo, "", ErrTipo))
	}
	return l.testo, nil
}

// Err returns the refusal of the whole document, nil for none.
func (l *Lettura) Err() error { return ConLuogo(l.testo, l.rifiuto) }

// Viola notes a violation at a member of the current object, or at a path below it.
func (l *Lettura) Viola(c avviso.Codice, campo, valore, testo string) {
	l.Violazioni = append(l.Violazioni, l.rilievo(c, campo, valore, testo))
}

// Avverti notes a warning at a member of the current object, or at a path below it.
func (l *Lettura) Avverti(c avviso.Codice, campo, testo string) {
	l.Avvertenze = append(l.Avvertenze, l.rilievo(c, campo, "", testo))
}

func (l *Lettura) rilievo(c avviso.Codice, campo, valore, testo string) avviso.Rilievo {
	r := avviso.Rilievo{Codice: c, Campo: unisci(l.campo, campo), Valore: valore, Testo: testo}
	r.Riga, r.Colonna = Luogo(l.testo, r.Campo)
	return r
}

// Oggetto reads the members of an object. What it does not know goes to altri, or is lost
// where altri is nil.
func (l *Lettura) Oggetto(testo string, campi []Campo, altri *avviso.Altri) {
	if l.rifiuto != nil {
		return
	}
	l.rifiuto = l.inCampo(Oggetto(testo, campi, Regole{
		Valore: func(c Campo, v string) error {
			l.Valore(c.Nome, c.Dove, v)
			return nil
		},
		Ignoto: func(nome, v string) error { return l.ignoto(nome, v, altri) },
		Manca: func(c Campo) error {
			l.Viola(CodiceObbligatorio, c.Nome, "", ErrAssente.Error())
			return nil
		},
	}))
}

// inCampo puts the path of the current object before that of a refusal.
func (l *Lettura) inCampo(err error) error {
	if err == nil {
		return l.rifiuto
	}
	return Dentro(l.campo, err)
}

func (l *Lettura) ignoto(nome, v string, altri *avviso.Altri) error {
	l.ignoti++
	l.tenuti += len(nome) + len(v)
	switch {
	case l.ignoti > maxIgnoti, l.tenuti > maxTenuti:
		return Dentro(nome, Rifiuta(codiceElementiMax, "", ErrSconosciuto))
	case !l.Tollerante:
		l.Viola(CodiceMembro, nome, "", testoMembroIgnoto)
	default:
		l.Avverti(CodiceMembro, nome, testoMembroIgnoto+": conservato com'è")
		if altri != nil {
			*altri = conAltro(*altri, nome, v)
		}
	}
	return nil
}

// conAltro adds a member of others, as it is written.
func conAltro(a avviso.Altri, nome, v string) avviso.Altri {
	b := []byte(a)
	if len(b) > 0 {
		b = append(b, ',')
	}
	return avviso.Altri(append(append(AppendTesto(b, nome), ':'), v...))
}

// Dentro reads what stands at a member with f; the paths begin with it.
func (l *Lettura) Dentro(passo string, f func()) {
	prima := l.campo
	l.campo = unisci(l.campo, passo)
	f()
	l.campo = prima
}

// Elenco calls f with every element of a list that is not longer than massimo, its path
// before those of f.
func (l *Lettura) Elenco(nome, v string, massimo int, f func(i int, v string)) {
	if v[0] != '[' {
		l.tipo(nome, v)
		return
	}
	n := 0
	for x := range Elementi(v) {
		if n == massimo {
			l.Viola(codiceElementiMax, nome, "", "massimo "+strconv.Itoa(massimo)+" elementi")
			return
		}
		if l.rifiuto != nil {
			return
		}
		l.Dentro(nome+indice(n), func() { f(n, x) })
		n++
	}
}

// oggetto reports whether a value is an object, and notes one that is none.
func (l *Lettura) oggetto(nome, v string) bool {
	if v[0] != '{' {
		l.tipo(nome, v)
	}
	return v[0] == '{'
}

// Annidato reads an object that stands at a member.
func (l *Lettura) Annidato(nome, v string, campi []Campo, altri *avviso.Altri) {
	if nome == "" {
		if v[0] != '{' {
			l.tipo(nome, v)
			return
		}
		l.Oggetto(v, campi, altri)
		return
	}
	if l.oggetto(nome, v) {
		l.Dentro(nome, func() { l.Oggetto(v, campi, altri) })
	}
}

func (l *Lettura) tipo(nome, v string) { l.Viola(codicePattern, nome, v, testoTipoSbagliato) }

// Valore reads a value that is not null into a place: one that Oggetto takes.
func (l *Lettura) Valore(nome string, dove any, v string) {
	switch d := dove.(type) {
	case func(nome, v string):
		d(nome, v)
	case *json.RawMessage:
		*d = json.RawMessage(v)
	case *bool:
		l.booleano(nome, d, v)
	case Intero:
		l.intero(nome, d, v)
	case *avviso.Importo:
		l.importo(nome, d, v)
	case **avviso.Importo:
		*d = new(avviso.Importo)
		l.importo(nome, *d, v)
	case *avviso.Indice:
		n := 0
		l.intero(nome, Intero{&n, 1, int(avviso.MaxIndice)}, v)
		*d = avviso.Indice(n)
	case NumeroTesto:
		l.numeroTesto(nome, d, v)
	case **bool:
		*d = new(bool)
		l.booleano(nome, *d, v)
	case DueVie:
		d.Leggi(l, nome, v)
	default:
		if s, ok := l.Stringa(nome, v); ok {
			l.daTesto(nome, dove, s)
		}
	}
}

// daTesto reads a value out of its text.
func (l *Lettura) daTesto(nome string, dove any, s string) {
	switch d := dove.(type) {
	case *string:
		*d = s
		l.lunghezza(nome, s, 0)
	case Corto:
		*d.Dove = s
		l.lunghezza(nome, s, d.Massimo)
	case Forma:
		*d.Dove = s
		if !d.E(s) {
			l.Viola(codicePattern, nome, s, testoForma)
		}
	case Libero:
		*d.Dove = s
	case Tollerata:
		l.parola(nome, d, s)
	case Parola:
		if !d.Metti(s) {
			l.Viola(codiceEnum, nome, s, testoFuoriElenco)
		}
	case *avviso.Data:
		l.data(nome, d, s)
	case *avviso.DataOra:
		l.istante(nome, d, s)
	case *avviso.IdDominio:
		*d = letto(l, nome, s, avviso.ParseIdDominio)
	case *avviso.IUV:
		*d = letto(l, nome, s, avviso.ParseIUV)
	case *avviso.NumeroAvviso:
		*d = letto(l, nome, s, avviso.ParseNumeroAvviso)
	case *avviso.IBAN:
		*d = letto(l, nome, s, avviso.ParseIBAN)
	case *avviso.TipoRiscossione:
		t, err := avviso.ParseTipoRiscossione(s)
		if *d = t; err != nil {
			l.Viola(codiceEnum, nome, s, testoFuoriElenco)
		}
	default:
		l.tipo(nome, s)
	}
}

func letto[T any](l *Lettura, nome, s string, leggi func(string) (T, error)) T {
	x, err := leggi(s)
	if err != nil {
		l.Viola(codicePattern, nome, s, testoForma)
	}
	return x
}

// lunghezza notes an empty text, and one of more than massimo characters.
func (l *Lettura) lunghezza(nome, s string, massimo int) {
	switch {
	case s == "":
		l.Viola(codiceLunghezzaMin, nome, "", "testo vuoto")
	case massimo > 0 && utf8.RuneCountInString(s) > massimo:
		l.Viola(codiceLunghezzaMax, nome, s, "massimo "+strconv.Itoa(massimo)+" caratteri")
	}
}

// Stringa returns the text of a value; a number is one to the tolerant door.
func (l *Lettura) Stringa(nome, v string) (string, bool) {
	s, ok := Testo(v)
	switch {
	case ok:
		return s, true
	case l.Tollerante && numero(v):
		l.Avverti(CodiceTipo, nome, testoNumeroPerTesto)
		return v, true
	}
	l.tipo(nome, v)
	return "", false
}

func numero(v string) bool { return v[0] == '-' || v[0] >= '0' && v[0] <= '9' }

func (l *Lettura) booleano(nome string, d *bool, v string) {
	if s, ok := Testo(v); ok && l.Tollerante && (s == "true" || s == "false") {
		l.Avverti(CodiceTipo, nome, "testo al posto di un valore logico")
		v = s
	}
	if *d = v == "true"; v != "true" && v != "false" {
		l.tipo(nome, v)
	}
}

// letterale returns the text of a number, or of a text.
func (l *Lettura) letterale(nome, v string) (string, bool) {
	if numero(v) {
		return v, true
	}
	s, ok := Testo(v)
	if !ok {
		l.tipo(nome, v)
	}
	return s, ok
}

func (l *Lettura) intero(nome string, d Intero, v string) {
	s, ok := l.letterale(nome, v)
	if !ok {
		return
	}
	n, err := strconv.Atoi(s)
	switch {
	case err != nil || !cifre.Sole(strings.TrimPrefix(s, "-")):
		l.Viola(codicePattern, nome, s, "non è un numero intero")
	case n < d.Minimo:
		l.Viola(codiceMin, nome, s, "minimo "+strconv.Itoa(d.Minimo))
	case n > d.Massimo:
		l.Viola(codiceMax, nome, s, "massimo "+strconv.Itoa(d.Massimo))
	default:
		*d.Dove = n
	}
}

func (l *Lettura) numeroTesto(nome string, d NumeroTesto, v string) {
	s, ok := l.letterale(nome, v)
	if ok {
		*d.Dove = s
	}
	if ok && d.E != nil && !d.E(s) {
		l.Viola(codiceEnum, nome, s, testoFuoriElenco)
	}
}

func (l *Lettura) parola(nome string, d Tollerata, s string) {
	switch *d.Dove = s; {
	case d.Ammessa(s):
	case l.Tollerante:
		l.Avverti(codiceEnum, nome, testoFuoriElenco)
	default:
		l.Viola(codiceEnum, nome, s, testoFuoriElenco)
	}
}

// importo reads an amount, from the literal of a number or from a text: not negative, at
// most two decimals and 999999999.99.
func (l *Lettura) importo(nome string, d *avviso.Importo, v string) {
	s, ok := l.letterale(nome, v)
	if !ok {
		return
	}
	x, ok := cifre.Leggi(s, '.')
	switch {
	case !ok, x.Segno == '+', x.Interi == 0, x.Separatore && x.Decimali == 0:
		l.Viola(codicePattern, nome, s, testoForma)
	case x.Decimali > 2:
		l.Viola(codiceDecimali, nome, s, "massimo due decimali")
	case x.Segno == '-':
		l.Viola(codiceMin, nome, s, "importo negativo")
	case !x.Entro || x.Centesimi > avviso.MaxImporto.Centesimi():
		l.Viola(codiceMax, nome, s, "massimo 999999999.99")
	default:
		*d = avviso.ImportoDaCentesimi(x.Centesimi)
	}
}

func (l *Lettura) data(nome string, d *avviso.Data, s string) {
	x, err := avviso.ParseData(s)
	if err != nil && l.Tollerante && len(s) > giornoScritto {
		if _, e := avviso.ParseDataOra(s); e == nil {
			if x, err = avviso.ParseData(s[:giornoScritto]); err == nil {
				l.Avverti(CodiceTipo, nome, testoIstantePerData)
			}
		}
	}
	if *d = x; err != nil {
		l.Viola(codiceData, nome, s, "data non valida")
	}
}

// istante reads an instant, with or without zone; a day is its beginning.
func (l *Lettura) istante(nome string, d *avviso.DataOra, s string) {
	intero := s
	if len(s) == giornoScritto {
		intero += "T00:00:00"
	}
	x, err := avviso.ParseDataOra(intero)
	if *d = x; err != nil {
		l.Viola(codiceData, nome, s, "data e ora non valide")
	}
}

// Ha reports whether an object has a member that is not null.
func Ha(oggetto string, nomi ...string) bool {
	for nome, v := range Di(oggetto) {
		if v != "null" && slices.Contains(nomi, nome) {
			return true
		}
	}
	return false
}
