package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/examples/comando"
	"github.com/quietanza/quietanza/internal/membri"
)

// What a list of debtors says.
const (
	perIUV    = "iuv"
	perAvviso = "avviso"
	perCF     = "cf"
	perNome   = "nome"
)

// colonne are the names under which it is said, in small letters.
var colonne = map[string]string{
	"iuv": perIUV, "numeroavviso": perAvviso, "avviso": perAvviso, "nav": perAvviso, "codicefiscale": perCF, "debitore": perCF, "cf": perCF,
	"identificativodebitore": perCF, "anagrafica": perNome, "nominativo": perNome, "anagraficadebitore": perNome,
}

func colonna(nome string) string {
	return colonne[strings.ToLower(strings.NewReplacer(" ", "", "_", "").Replace(strings.TrimSpace(nome)))]
}

// maxDebitori bounds what is read of a list.
const maxDebitori = 256 << 20

var errDebitoriLungo = fmt.Errorf("elenco di più di %d MiB: va diviso", maxDebitori>>20)

// leggiDebitori reads a list of debtors, CSV or JSON, of one fiscal code or of all ("").
func leggiDebitori(l *lettura, percorso, solo string) ([]debitore, error) {
	documenti, mancati := comando.Elenca([]string{percorso}, l.ingresso)
	for _, m := range mancati {
		return nil, fmt.Errorf("-debitori: %s: %w", m.Nome, m.Err)
	}
	if len(documenti) != 1 || documenti[0].Nome != percorso && percorso != comando.Ingresso {
		return nil, fmt.Errorf("-debitori: %s: è una cartella", percorso)
	}
	l.letti = append(l.letti, percorso)
	b, err := leggiIntero(documenti[0])
	if err != nil {
		return nil, fmt.Errorf("-debitori: %s: %w", percorso, err)
	}
	testo := strings.TrimPrefix(string(b), "\ufeff")
	leggi := righeCSV
	if strings.HasPrefix(strings.TrimSpace(testo), "[") {
		leggi = righeJSON
	}
	righe, err := leggi(testo)
	if err != nil {
		return nil, fmt.Errorf("-debitori: %s: %w", percorso, err)
	}
	return scegli(righe, solo, percorso)
}

func leggiIntero(d comando.Documento) ([]byte, error) {
	r, err := d.Apri()
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, maxDebitori+1))
	if err = errors.Join(err, r.Close()); err == nil && len(b) > maxDebitori {
		err = errDebitoriLungo
	}
	return b, err
}

// riga is one debtor, by what is said of it.
type riga struct {
	luogo  string // "riga 3"
	valori map[string]string
}

var (
	errColonna = errors.New("nella prima riga manca la colonna iuv o numeroAvviso")
	errRighe   = errors.New("non ha righe")
)

func righeCSV(testo string) (righe []riga, err error) {
	prima, _, _ := strings.Cut(testo, "\n")
	c := csv.NewReader(strings.NewReader(testo))
	c.Comma, c.TrimLeadingSpace = ';', true
	for _, s := range [...]rune{',', '\t'} {
		if strings.Count(prima, string(s)) > strings.Count(prima, string(c.Comma)) {
			c.Comma = s
		}
	}
	dove := map[string]int{}
	testata, err := c.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	for i, nome := range testata {
		if quale := colonna(nome); quale != "" {
			if _, gia := dove[quale]; !gia {
				dove[quale] = i
			}
		}
	}
	_, conIUV := dove[perIUV]
	if _, conAvviso := dove[perAvviso]; !conIUV && !conAvviso {
		return nil, errColonna
	}
	for {
		campi, err := c.Read()
		if errors.Is(err, io.EOF) {
			return righe, nil
		}
		if err != nil {
			return nil, err
		}
		n, _ := c.FieldPos(0)
		r := riga{fmt.Sprintf("riga %d", n), map[string]string{}}
		for quale, i := range dove {
			r.valori[quale] = strings.TrimSpace(campi[i])
		}
		righe = append(righe, r)
	}
}

func righeJSON(testo string) (righe []riga, err error) {
	if err := membri.Valida(testo); err != nil {
		return nil, err
	}
	err = membri.Elenco(testo, func(i int, v string) error {
		r := riga{fmt.Sprintf("elemento %d", i+1), map[string]string{}}
		for nome, valore := range membri.Di(v) {
			quale := colonna(nome)
			if quale == "" || valore == "null" {
				continue
			}
			s, ok := membri.Testo(valore)
			if !ok {
				return fmt.Errorf("%s: %s non è un testo tra virgolette", r.luogo, nome)
			}
			r.valori[quale] = strings.TrimSpace(s)
		}
		righe = append(righe, r)
		return nil
	})
	return righe, err
}

func scegli(righe []riga, solo, percorso string) (scelti []debitore, err error) {
	if len(righe) == 0 {
		return nil, fmt.Errorf("-debitori: %s: %w", percorso, errRighe)
	}
	codici := false
	for _, r := range righe {
		_, c := r.valori[perCF]
		codici = codici || c
		if solo != "" && !strings.EqualFold(solo, r.valori[perCF]) {
			continue
		}
		d := debitore{codiceFiscale: r.valori[perCF], anagrafica: r.valori[perNome]}
		if s := r.valori[perIUV]; s != "" {
			d.iuv, err = avviso.ParseIUV(s)
		} else {
			var numero avviso.NumeroAvviso
			if numero, err = avviso.ParseNumeroAvviso(r.valori[perAvviso]); err == nil {
				d.iuv = numero.IUV()
			}
		}
		if err != nil {
			return nil, fmt.Errorf("-debitori: %s, %s: %w", percorso, r.luogo, err)
		}
		scelti = append(scelti, d)
	}
	switch {
	case len(scelti) > 0:
		return scelti, nil
	case codici:
		return nil, fmt.Errorf("-debitore: %s non ha il codice fiscale %s", percorso, solo)
	}
	return nil, fmt.Errorf("-debitore: %s non ha la colonna codiceFiscale", percorso)
}
