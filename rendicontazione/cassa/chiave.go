package cassa

import (
	"cmp"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/chiavi"
)

// Chiave is the key of a movement: no two of one body share it. It is
// comparable; as a text it is "OPI|99999000047|2026/88/0", with "|STORNO" at the
// end for a reversal.
type Chiave struct {
	Fonte     string
	IdDominio avviso.IdDominio
	ID        string
	Storno    bool
}

// Chiave returns the key of m.
func (m Movimento) Chiave() Chiave {
	return Chiave{Fonte: m.Fonte, IdDominio: m.IdDominio, ID: m.ID, Storno: m.Storno}
}

// Compare orders keys by Fonte, Dominio, ID, the movement before its reversal.
func (c Chiave) Compare(d Chiave) int {
	if n := cmp.Or(strings.Compare(c.Fonte, d.Fonte), c.IdDominio.Compare(d.IdDominio), strings.Compare(c.ID, d.ID)); n != 0 {
		return n
	}
	switch {
	case c.Storno == d.Storno:
		return 0
	case d.Storno:
		return -1
	default:
		return 1
	}
}

// chiaveStorno is the last part of the text of the key of a reversal.
const chiaveStorno = "STORNO"

// String returns the text of the key: Fonte, dominio, ID and, for a reversal,
// STORNO, separated by "|". Within a part "|" is written "%7C" and "%" is "%25".
func (c Chiave) String() string {
	if c.Storno {
		return chiavi.Testo(c.Fonte, c.IdDominio.String(), c.ID, chiaveStorno)
	}
	return chiavi.Testo(c.Fonte, c.IdDominio.String(), c.ID)
}

// ParseChiave reads the text of a key as String writes it. The refusal is an
// *Errore of code MOVIMENTO (ErrMovimento).
func ParseChiave(s string) (Chiave, error) {
	parti, ok := chiavi.Parti(s)
	storno := len(parti) == 4 && parti[3] == chiaveStorno
	if ok && (len(parti) == 3 || storno) && strings.TrimSpace(parti[2]) != "" {
		if d, err := avviso.ParseIdDominio(parti[1]); err == nil {
			return Chiave{Fonte: parti[0], IdDominio: d, ID: parti[2], Storno: storno}, nil
		}
	}
	return Chiave{}, &Errore{Codice: CodiceMovimento, Campo: "chiave", Valore: s, Err: ErrMovimento}
}

// MarshalText implements encoding.TextMarshaler.
func (c Chiave) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; see ParseChiave.
func (c *Chiave) UnmarshalText(b []byte) error {
	letta, err := ParseChiave(string(b))
	if err == nil {
		*c = letta
	}
	return err
}
