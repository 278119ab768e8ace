package prova

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// partiJSON are the members of the objects of a text, and the texts of its arrays.
func partiJSON(dati []byte) []parte {
	l := lettoreJSON{dati: dati, d: json.NewDecoder(bytes.NewReader(dati))}
	for errors.Is(l.valore(""), nil) {
	}
	return l.parti
}

type lettoreJSON struct {
	dati  []byte
	d     *json.Decoder
	parti []parte
}

// prossimo returns a token, where it begins and where it ends.
func (l *lettoreJSON) prossimo() (t json.Token, da, a int, err error) {
	da = int(l.d.InputOffset())
	for da < len(l.dati) && bytes.IndexByte([]byte(" \t\r\n,:"), l.dati[da]) >= 0 {
		da++
	}
	t, err = l.d.Token()
	return t, da, int(l.d.InputOffset()), err
}

// valore goes over a value.
func (l *lettoreJSON) valore(posto string) error {
	t, da, a, err := l.prossimo()
	if err != nil {
		return err
	}
	switch t := t.(type) {
	case json.Delim:
		for l.d.More() {
			if t == '[' {
				if err := l.valore(posto); err != nil {
					return err
				}
				continue
			}
			if err := l.membro(posto); err != nil {
				return err
			}
		}
		_, _, _, err = l.prossimo()
		return err
	case string:
		l.parti = append(l.parti, parte{posto: posto, inizio: da, fine: a, da: da + 1, a: a - 1, soloTesto: true, conTesto: true})
	}
	return nil
}

// membro goes over a member.
func (l *lettoreJSON) membro(posto string) error {
	t, inizio, fineNome, err := l.prossimo()
	if err != nil {
		return err
	}
	nome, ok := t.(string)
	if !ok {
		return io.ErrUnexpectedEOF
	}
	if posto != "" {
		posto += "."
	}
	posto += nome
	l.parti = append(l.parti, parte{posto: posto, inizio: inizio, fine: fineNome, da: inizio + 1, a: fineNome - 1, soloTesto: true, conTesto: true})
	da := int(l.d.InputOffset())
	for da < len(l.dati) && bytes.IndexByte([]byte(" \t\r\n:"), l.dati[da]) >= 0 {
		da++
	}
	if err := l.valore(posto); err != nil {
		return err
	}
	a := int(l.d.InputOffset())
	l.parti = append(l.parti, parte{posto: posto, inizio: inizio, fine: a, da: da, a: a, unisce: ","})
	return nil
}
