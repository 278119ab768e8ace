package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// membriInput are the lists that a JSON document may hold, under the names of the riconcilia command
// of the toolbox.
var membriInput = []string{"movimenti", "flussi", "ricevute", "pendenze", "domini"}

// membriTipici tell what an object is that stands in a list alone, by a member that it must have.
var membriTipici = [][2]string{{"segno", "movimenti"}, {"righe", "flussi"}, {"iur", "ricevute"}, {"voci", "pendenze"}, {"idDominio", "domini"}}

var errOggetto = errors.New("oggetto non riconosciuto: non è un movimento, un flusso, una ricevuta, una pendenza né un dominio")

// leggiConti reads {"IBAN": "dominio", …}.
func (l *lettura) leggiConti(nome string, dati []byte) error {
	var conti map[string]avviso.IdDominio
	if err := membri.Parse(dati, &conti); err != nil {
		return err
	}
	for iban, dominio := range conti {
		if d, noto := l.conti[iban]; noto && d != dominio {
			l.problema(nome, fmt.Errorf("conto %s di due enti: %s e %s", iban, d, dominio))
			continue
		}
		l.conti[iban] = dominio
	}
	return nil
}

// leggiJSON reads one or more lists. An object that breaks its own rules is a problem, and the rest
// goes on.
func (l *lettura) leggiJSON(nome string, dati []byte) error {
	testo := string(dati)
	if !json.Valid(dati) {
		return membri.Valida(testo)
	}
	if bytes.HasPrefix(bytes.TrimLeft(dati, " \t\r\n"), []byte("[")) {
		return l.lista(nome, testo, "", testo)
	}
	var campi []membri.Campo
	for _, tipo := range membriInput {
		campi = append(campi, membri.Campo{Nome: tipo, Dove: func(v string) error { return l.lista(nome, testo, tipo, v) }})
	}
	return membri.ConLuogo(testo, membri.Oggetto(testo, campi, membri.Regole{}))
}

// lista reads the objects of a list; tipo "" is told by each object.
func (l *lettura) lista(nome, testo, tipo, v string) error {
	return membri.Elenco(v, func(i int, v string) error {
		err := l.oggetto(cmp.Or(tipo, tipoDi(v)), []byte(v))
		if err == nil {
			return nil
		}
		campo := tipo + "[" + strconv.Itoa(i) + "]"
		if e, ok := errors.AsType[*membri.Errore](err); ok {
			e.Riga = 0 // inside the object
			l.problema(nome, membri.ConLuogo(testo, membri.Dentro(campo, e)))
			return nil
		}
		p := problema{nome: nome, err: err}
		p.riga, p.colonna = membri.Luogo(testo, campo)
		l.problemi = append(l.problemi, p)
		return nil
	})
}

func tipoDi(v string) string {
	for _, t := range membriTipici {
		for nome := range membri.Di(v) {
			if nome == t[0] {
				return t[1]
			}
		}
	}
	return ""
}

// oggetto decodes and checks one object.
func (l *lettura) oggetto(tipo string, grezzo []byte) error {
	switch tipo {
	case "movimenti":
		return prendi(&l.in.Movimenti, grezzo, func(m *cassa.Movimento) error { return m.Valida() })
	case "flussi":
		return prendi(&l.in.Flussi, grezzo, (*flusso.Flusso).Valida)
	case "ricevute":
		return prendi(&l.in.Ricevute, grezzo, func(r *rendicontazione.VoceRicevuta) error { return r.Valida() })
	case "pendenze":
		return prendi(&l.in.Pendenze, grezzo, func(p *rendicontazione.Pendenza) error { return p.Valida() })
	case "domini":
		return prendi(&l.in.Domini, grezzo, func(d *rendicontazione.Dominio) error { return d.Valida() })
	}
	return errOggetto
}

func prendi[T any](lista *[]T, grezzo []byte, valida func(*T) error) error {
	var v T
	if err := membri.Parse(grezzo, &v); err != nil {
		return err
	}
	if err := valida(&v); err != nil {
		return err
	}
	*lista = append(*lista, v)
	return nil
}
