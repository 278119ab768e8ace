package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// numero is an amount as the file writes it.
type numero = json.Number

// testi is a position as texts, with the members of the JSON format.
type testi struct {
	IDA2A           string      `json:"idA2A"`
	IDPendenza      string      `json:"idPendenza"`
	IdDominio       string      `json:"idDominio"`
	NumeroAvviso    string      `json:"numeroAvviso"`
	IDTipoPendenza  string      `json:"idTipoPendenza"`
	Causale         string      `json:"causale"`
	AnnoRiferimento string      `json:"annoRiferimento"`
	Importo         numero      `json:"importo"`
	DataScadenza    string      `json:"dataScadenza"`
	Soggetto        soggetto    `json:"soggettoPagatore"`
	Voci            []testiVoce `json:"voci"`
}

type soggetto struct {
	Tipo           string `json:"tipo"`
	Identificativo string `json:"identificativo"`
	Anagrafica     string `json:"anagrafica"`
	Indirizzo      string `json:"indirizzo"`
	Email          string `json:"email"`
}

type testiVoce struct {
	ID          string `json:"idVocePendenza"`
	Importo     numero `json:"importo"`
	Descrizione string `json:"descrizione"`
	IBAN        string `json:"ibanAccredito,omitempty"`
	Tipo        string `json:"tipoContabilita,omitempty"`
	Codice      string `json:"codiceContabilita,omitempty"`
	CodEntrata  string `json:"codEntrata,omitempty"`
}

func (t *testi) json() []byte {
	b, _ := json.Marshal(t) // texts and numbers: it cannot fail
	return b
}

// inColonne puts the texts where the CSV format has them.
func (t *testi) inColonne(campi []string) {
	valori := []string{
		t.IDA2A, t.IDPendenza, t.IdDominio, t.NumeroAvviso, t.IDTipoPendenza, t.Causale, t.AnnoRiferimento, t.Importo.String(),
		t.DataScadenza, t.Soggetto.Tipo, t.Soggetto.Identificativo, t.Soggetto.Anagrafica, t.Soggetto.Indirizzo, t.Soggetto.Email,
	}
	for _, v := range t.Voci {
		valori = append(valori, v.ID, v.Importo.String(), v.Descrizione, v.IBAN, v.Tipo, v.Codice, v.CodEntrata)
	}
	for i, c := range colonne {
		campi[c] = valori[i]
	}
}

// posizioniCSV reads a file with encoding/csv.
func posizioniCSV(r io.Reader, posizione func(*testi) error) error {
	return perRiga(r, ',', func(campi []string) error {
		f := func(k int) string { return strings.TrimSpace(campi[colonne[k]]) }
		t := testi{
			IDA2A: f(0), IDPendenza: f(1), IdDominio: f(2), NumeroAvviso: f(3), IDTipoPendenza: f(4), Causale: f(5),
			AnnoRiferimento: f(6), Importo: numero(f(7)), DataScadenza: f(8),
			Soggetto: soggetto{Tipo: f(9), Identificativo: f(10), Anagrafica: f(11), Indirizzo: f(12), Email: f(13)},
		}
		for k := 14; k < len(colonne); k += 7 {
			if f(k) != "" {
				t.Voci = append(t.Voci, testiVoce{f(k), numero(f(k + 1)), f(k + 2), f(k + 3), f(k + 4), f(k + 5), f(k + 6)})
			}
		}
		return posizione(&t)
	})
}

// posizioniJSON reads a document with encoding/json, all of it at once.
func posizioniJSON(r io.Reader, posizione func(*testi) error) error {
	var d struct {
		IDTracciato string  `json:"idTracciato"`
		Inserimenti []testi `json:"inserimenti"`
	}
	if err := json.NewDecoder(r).Decode(&d); err != nil {
		return err
	}
	for i := range d.Inserimenti {
		if err := posizione(&d.Inserimenti[i]); err != nil {
			return err
		}
	}
	return nil
}

// posizione is a position with its values in their types.
type posizione struct {
	idA2A, id, dominio, avviso, tipo, causale, anno string
	cent                                            int64
	scadenza                                        string
	soggetto, codice, anagrafica, indirizzo, email  string
	voci                                            []voce
}

type voce struct {
	id          string
	cent        int64
	descrizione string
	iban        string
	entrata     string
}

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
	}
	return p, t.convertiVoci(&p)
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
		case (v.IBAN == "") == (v.CodEntrata == ""):
			return errors.New("one of ibanAccredito and codEntrata")
		case (v.IBAN == "") != (v.Tipo == "") || (v.IBAN == "") != (v.Codice == ""):
			return errors.New("tipoContabilita and codiceContabilita")
		case v.IBAN != "" && !ibanValido(v.IBAN):
			return fmt.Errorf("IBAN %q", v.IBAN)
		case v.CodEntrata != "" && !reTipo.MatchString(v.CodEntrata):
			return fmt.Errorf("codEntrata %q", v.CodEntrata)
		}
		somma += cent
		p.voci = append(p.voci, voce{v.ID, cent, v.Descrizione, v.IBAN, v.CodEntrata})
	}
	if somma != p.cent {
		return fmt.Errorf("the items make %d", somma)
	}
	return nil
}

func corto(s string, massimo int) bool {
	return s != "" && utf8.ValidString(s) && utf8.RuneCountInString(s) <= massimo &&
		!strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7F })
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

// ibanValido checks the form and the check digits.
func ibanValido(s string) bool {
	if !reIBAN.MatchString(s) {
		return false
	}
	var cifre strings.Builder
	for _, c := range s[4:] + s[:4] {
		if c >= 'A' {
			fmt.Fprint(&cifre, int(c-'A')+10)
		} else {
			cifre.WriteRune(c)
		}
	}
	n, ok := new(big.Int).SetString(cifre.String(), 10)
	return ok && new(big.Int).Mod(n, big.NewInt(97)).Int64() == 1
}
