package xmlrigido

import "fmt"

// Limits that hold when Opzioni leaves them 0, and the fixed ones.
const (
	ProfonditaPredefinita = 32
	TestoPredefinito      = 1 << 20
	maxAttributi          = 64  // attributes of one element, namespace declarations included
	maxLegami             = 256 // namespace declarations in force at once
)

// Opzioni bounds what a reader accepts. The zero value means the defaults.
type Opzioni struct {
	MaxProfondita int   // elements open at once, the root included; 0 = 32
	MaxTesto      int   // bytes of UTF-8 of one text, references resolved; 0 = 1 MiB
	MaxByte       int64 // bytes of the whole input as it arrives; 0 = no limit
}

func (o Opzioni) predefinite() Opzioni {
	if o.MaxProfondita <= 0 {
		o.MaxProfondita = ProfonditaPredefinita
	}
	if o.MaxTesto <= 0 {
		o.MaxTesto = TestoPredefinito
	}
	return o
}

// Evento is what Prossimo found. The zero value is invalid.
type Evento uint8

// The events of a document. An empty-element tag gives Inizio and Fine.
const (
	Inizio Evento = iota + 1 // a start tag: Spazio, Locale, Attributi
	Fine                     // an end tag: Spazio, Locale
	Testo                    // text, never empty: Testo. CDATA and what comments part are joined
)

// String returns the name of the constant.
func (e Evento) String() string {
	switch e {
	case Inizio:
		return "Inizio"
	case Fine:
		return "Fine"
	case Testo:
		return "Testo"
	}
	return fmt.Sprintf("Evento(%d)", uint8(e))
}
