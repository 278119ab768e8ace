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
