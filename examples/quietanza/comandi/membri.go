package comandi

import (
	"encoding/json"
	"strings"

	"github.com/quietanza/quietanza/internal/membri"
)

// separaID splits a request into the value of its member id (nil when absent)
// and the object without it. A line that is no object with each member once is
// refused.
func separaID(riga []byte) (id json.RawMessage, resto []byte, err error) {
	return separa(riga, "id")
}

// separa splits an object into the value of a member, nil when it is absent, and
// the object without it.
func separa(riga []byte, membro string) (valore json.RawMessage, resto []byte, err error) {
	testo := string(riga)
	if err = membri.Valida(testo); err != nil {
		err = &errRichiesta{err}
	} else if testo = strings.TrimLeft(testo, " \t\r\n"); testo[0] != '{' {
		err = richiestaErrata("la riga non è un oggetto JSON")
	}
	resto = []byte{'{'}
	for nome, v := range membri.Di(testo) {
		if nome == membro {
			valore = json.RawMessage(v)
			continue
		}
		if len(resto) > 1 {
			resto = append(resto, ',')
		}
		n, _ := json.Marshal(nome) // a text always goes
		resto = append(append(append(resto, n...), ':'), v...)
	}
	return valore, append(resto, '}'), err
}
