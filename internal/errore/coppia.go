package errore

import "strings"

// coppia is one error of two kinds.
type coppia struct{ tipo, causa error }

// Coppia returns an error of a kind with the reason behind it: errors.Is and
// errors.As find both. Its text says the kind once, also where the reason begins
// with it. A nil cause leaves the kind alone.
func Coppia(tipo, causa error) error {
	if causa == nil {
		return tipo
	}
	return &coppia{tipo, causa}
}

func (c *coppia) Error() string {
	tipo, causa := c.tipo.Error(), c.causa.Error()
	if strings.HasPrefix(causa, tipo) {
		return causa
	}
	return tipo + ": " + causa
}

func (c *coppia) Unwrap() []error { return []error{c.tipo, c.causa} }

// motivo is an error said in other words.
type motivo struct {
	testo string
	err   error
}

// Motivo returns an error whose text is its own and which is of the kind of another: a
// narrower kind, or what a standard decoder says in English.
func Motivo(testo string, err error) error { return &motivo{testo, err} }

func (m *motivo) Error() string { return m.testo }
func (m *motivo) Unwrap() error { return m.err }
