package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// The rules of the fields, as a user would write them.
var (
	reCodice  = regexp.MustCompile(`^[a-zA-Z0-9\-_]{1,35}$`)
	reTipo    = regexp.MustCompile(`^[a-zA-Z0-9\-_.]{1,35}$`)
	reDominio = regexp.MustCompile(`^[0-9]{11}$`)
	reAvviso  = regexp.MustCompile(`^[0-3][0-9]{17}$`)
	reAnno    = regexp.MustCompile(`^[0-9]{4}$`)
	reImporto = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,2})?$`)
	reEmail   = regexp.MustCompile(`^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*$`)
	reIBAN    = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$`)
	reItalia  = regexp.MustCompile(`^(IT|SM)[0-9]{2}[A-Z][0-9]{10}[A-Z0-9]{12}$`)
	reConto   = regexp.MustCompile(`^\S{3,138}$`)
	reSigla   = regexp.MustCompile(`^[A-Z]{2}$`)
	reMobile  = regexp.MustCompile(`^\+[0-9]{2}\s[0-9]{3}-[0-9]{7}$`)
	reRata    = regexp.MustCompile(`^([1-9][0-9]{0,8}|(ENTRO|OLTRE)[1-9][0-9]{0,8}|RIDOTTO|SCONTATO)$`)
	reLingua  = regexp.MustCompile(`^(sl|en|de|fr|false)$`)
)

// converti checks the texts and gives them their types.
func (t *testi) converti() (posizione, error) {
	for _, c := range []struct {
		re   *regexp.Regexp
		nome string
		s    string
	}{
		{reCodice, "idA2A", t.IDA2A},
		{reCodice, "idPendenza", t.IDPendenza},
		{reDominio, "idDominio", t.IdDominio},
		{reAvviso, "numeroAvviso", t.NumeroAvviso},
		{reTipo, "idTipoPendenza", t.IDTipoPendenza},
		{reAnno, "annoRiferimento", t.AnnoRiferimento},
		{reEmail, "email", t.Soggetto.Email},
	} {
		if !c.re.MatchString(c.s) {
			return posizione{}, fmt.Errorf("%s %q", c.nome, c.s)
		}
	}
	s := &t.Soggetto
	if s.Tipo != "F" && s.Tipo != "G" || !corto(t.Causale, 140) || !corto(s.Identificativo, 16) || !corto(s.Anagrafica, 70) || !corto(s.Indirizzo, 70) {
		return posizione{}, fmt.Errorf("texts of %s", t.IDPendenza)
	}
	if err := t.esaminaFacoltativi(); err != nil {
		return posizione{}, err
	}
	scadenza, err := time.Parse(time.DateOnly, t.DataScadenza)
	if err != nil {
		return posizione{}, err
	}
	cent, err := centesimi(t.Importo)
	if err != nil {
		return posizione{}, err
	}
	p := posizione{
		idA2A: t.IDA2A, id: t.IDPendenza, dominio: t.IdDominio, avviso: t.NumeroAvviso, tipo: t.IDTipoPendenza, causale: t.Causale,
		anno: t.AnnoRiferimento, cent: cent, scadenza: scadenza.Format(time.DateOnly),
		soggetto: s.Tipo, codice: s.Identificativo, anagrafica: s.Anagrafica, indirizzo: s.Indirizzo, email: s.Email,
		facoltativi: t.facoltativi,
	}
	return p, t.convertiVoci(&p)
}

// esaminaFacoltativi checks what is there of the members that need not be.
func (t *testi) esaminaFacoltativi() error {
	s := &t.Soggetto
	for _, c := range []struct {
		nome, s string
		re      *regexp.Regexp // nil of a text of at most massimo characters
		massimo int
	}{
		{"idUnitaOperativa", t.UnitaOperativa, reCodice, 0},
		{"cartellaPagamento", t.Cartella, nil, 35},
		{"direzione", t.Direzione, reCodice, 0},
		{"divisione", t.Divisione, reCodice, 0},
		{"idDocumento", t.IDDocumento, reCodice, 0},
		{"descrizioneDocumento", t.Documento, nil, 255},
		{"rata", t.Rata, reRata, 0},
		{"linguaSecondaria", t.LinguaSecondaria, reLingua, 0},
		{"linguaSecondariaCausale", t.CausaleSecondaria, nil, 140},
		{"civico", s.Civico, nil, 16},
		{"cap", s.CAP, nil, 16},
		{"localita", s.Localita, nil, 35},
		{"provincia", s.Provincia, nil, 35},
		{"nazione", s.Nazione, reSigla, 0},
		{"cellulare", s.Cellulare, reMobile, 0},
	} {
		if c.s != "" && (c.re != nil && !c.re.MatchString(c.s) || c.re == nil && !corto(c.s, c.massimo)) {
			return fmt.Errorf("%s %q", c.nome, c.s)
		}
	}
	for _, d := range []string{t.DataValidita, t.DataAvvisatura} {
		if _, err := time.Parse(time.DateOnly, d); d != "" && d != "MAI" && err != nil {
			return err
		}
	}
	switch {
	case t.TassonomiaAvviso != "" && !slices.Contains(tassonomie, t.TassonomiaAvviso):
		return fmt.Errorf("tassonomiaAvviso %q", t.TassonomiaAvviso)
	case t.DatiAllegati != nil && !json.Valid(t.DatiAllegati):
		return errors.New("datiAllegati")
	}
	return nil
}

var tassonomie = []string{
	"Cartelle esattoriali", "Diritti e concessioni", "Imposte e tasse", "IMU, TASI e altre tasse comunali", "Ingressi a mostre e musei",
	"Multe e sanzioni amministrative", "Previdenza e infortuni", "Servizi erogati dal comune", "Servizi erogati da altri enti", "Servizi scolastici",
	"Tassa automobilistica", "Ticket e prestazioni sanitarie", "Trasporti, mobilità e parcheggi",
}

// convertiVoci checks the items and their sum.
func (t *testi) convertiVoci(p *posizione) error {
	if len(t.Voci) == 0 || len(t.Voci) > 5 {
		return fmt.Errorf("%d items", len(t.Voci))
	}
	var somma int64
	p.voci = make([]voce, 0, len(t.Voci))
	for _, v := range t.Voci {
		cent, err := centesimi(v.Importo)
		if err != nil {
			return err
		}
		switch {
		case !reCodice.MatchString(v.ID) || slices.ContainsFunc(p.voci, func(x voce) bool { return x.id == v.ID }):
			return fmt.Errorf("idVocePendenza %q", v.ID)
		case !corto(v.Descrizione, 255):
			return fmt.Errorf("descrizione %q", v.Descrizione)
		case uno(v.IBAN)+uno(v.CodEntrata)+uno(v.Bollo) != 1:
			return errors.New("one of ibanAccredito, codEntrata and tipoBollo")
		case v.Bollo == "" && (v.Hash != "" || v.Provincia != ""), v.Bollo != "" && (v.Bollo != "01" || !corto(v.Hash, 70) || !reSigla.MatchString(v.Provincia)):
			return errors.New("tipoBollo")
		case v.Appoggio != "" && (v.IBAN == "" || !ibanValido(v.Appoggio)):
			return fmt.Errorf("IBAN %q", v.Appoggio)
		case v.IBAN != "" && (!slices.Contains(contabilita, v.Tipo) || !reConto.MatchString(v.Codice)):
			return fmt.Errorf("contabilita %q %q", v.Tipo, v.Codice)
		case (v.IBAN == "") != (v.Tipo == "") || (v.IBAN == "") != (v.Codice == ""):
			return errors.New("tipoContabilita and codiceContabilita")
		case v.IBAN != "" && !ibanValido(v.IBAN):
			return fmt.Errorf("IBAN %q", v.IBAN)
		case v.CodEntrata != "" && !reTipo.MatchString(v.CodEntrata):
			return fmt.Errorf("codEntrata %q", v.CodEntrata)
		}
		somma += cent
		p.voci = append(p.voci, voce{v.ID, cent, v.Descrizione, v.IBAN, v.CodEntrata, [3]string{v.Bollo, v.Hash, v.Provincia}})
	}
	if somma != p.cent {
		return fmt.Errorf("the items make %d", somma)
	}
	return nil
}

var contabilita = []string{"CAPITOLO", "SPECIALE", "SIOPE", "ALTRO", "0", "1", "2", "9"}

func uno(s string) int {
	if s == "" {
		return 0
	}
	return 1
}

// corto reports whether a text is short, printable and UTF-8, of which
// encoding/json leaves a sign.
func corto(s string, massimo int) bool {
	return s != "" && utf8.ValidString(s) && utf8.RuneCountInString(s) <= massimo &&
		!strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7F || r == utf8.RuneError })
}

// centesimi reads an amount with shopspring/decimal, which keeps it exact.
func centesimi(n numero) (int64, error) {
	if !reImporto.MatchString(n.String()) {
		return 0, fmt.Errorf("amount %q", n)
	}
	d, err := decimal.NewFromString(n.String())
	if err != nil || d.Sign() <= 0 {
		return 0, fmt.Errorf("amount %q: %w", n, err)
	}
	return d.Shift(2).IntPart(), nil
}

// lunghezze are those of the IBAN of some countries.
var lunghezze = map[string]int{"AT": 20, "BE": 16, "CH": 21, "DE": 22, "ES": 24, "FR": 27, "GB": 22, "IT": 27, "NL": 18, "SI": 19, "SM": 27}

// ibanValido checks the form, the length and the check digits.
func ibanValido(s string) bool {
	if !reIBAN.MatchString(s) {
		return false
	}
	if n, ok := lunghezze[s[:2]]; ok && n != len(s) {
		return false
	}
	if (s[:2] == "IT" || s[:2] == "SM") && !reItalia.MatchString(s) {
		return false
	}
	resto := 0
	for _, c := range s[4:] + s[:4] {
		if c >= 'A' {
			resto = (resto*100 + int(c-'A') + 10) % 97
		} else {
			resto = (resto*10 + int(c-'0')) % 97
		}
	}
	return resto == 1
}
