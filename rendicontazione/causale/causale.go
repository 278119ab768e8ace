package causale

import (
	"encoding/json"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
)

// Causale is what a causale says. Its JSON has the same names.
type Causale struct {
	Tipo        Tipo            `json:"tipo"`
	Scopo       Scopo           `json:"scopo,omitzero"`        // PUR: the coded purpose
	Progressivo Progressivo     `json:"progressivo,omitzero"`  // PUR: 0 the ordinary transfer, 1–9 the integrative ones; may be absent
	Etichetta   string          `json:"etichetta,omitempty"`   // PUR: Cumulativo, Cumulativo same day, Integrativo1…9; any words in Leggi
	Giornata    avviso.Data     `json:"giornata,omitzero"`     // PUR with etichetta: operating day of the payments, civil date
	IDFlusso    string          `json:"idFlusso,omitempty"`    // PUR: identificativoFlusso as written, white space removed
	IUV         string          `json:"iuv,omitempty"`         // RFS, RFB: canonical, without white space, RF references in upper case
	Importo     ImportoIndicato `json:"importo,omitzero"`      // RFS, RFB: euro with two decimals; may be absent
	Descrizione string          `json:"descrizione,omitempty"` // RFS, RFB: free text after /TXT/

	// Candidati are other readings of the identifier, to be tried in order
	// after IDFlusso or IUV. Parse never has any.
	Candidati []string `json:"candidati"`
	// Avvertenze is what Leggi tolerated or assumed. Parse never has any.
	Avvertenze Avvertenze `json:"avvertenze"`
}

// MarshalJSON writes the members in the order of the struct, those that are
// absent left out and the two lists always present.
func (c Causale) MarshalJSON() ([]byte, error) {
	type senzaMetodi Causale
	if c.Candidati == nil {
		c.Candidati = []string{}
	}
	return json.Marshal(senzaMetodi(c))
}

// Progressivo is the optional number of a transfer in its day, 0 to 9. The zero
// value is absent.
type Progressivo struct{ n uint8 } // the number plus one

// NuovoProgressivo returns the number n, 0 to 9; any other is an *Errore of
// code SYNTAX.
func NuovoProgressivo(n int) (Progressivo, error) {
	if n < 0 || n > 9 {
		return Progressivo{}, rifiuta(CodiceSintassi, "progressivo", "", 0)
	}
	return Progressivo{uint8(n) + 1}, nil
}

// Valore returns the number, and whether there is one.
func (p Progressivo) Valore() (int, bool) { return int(p.n) - min(1, int(p.n)), p.n != 0 }

// IsZero reports whether the number is absent.
func (p Progressivo) IsZero() bool { return p.n == 0 }

// String returns the digit, "" when absent.
func (p Progressivo) String() string {
	if p.n == 0 {
		return ""
	}
	return string(rune('0' + p.n - 1))
}

// MarshalJSON writes the number, null when absent.
func (p Progressivo) MarshalJSON() ([]byte, error) {
	if p.n == 0 {
		return []byte("null"), nil
	}
	return []byte{'0' + p.n - 1}, nil
}

// UnmarshalJSON takes one digit, as a number or as a string; null is absent.
func (p *Progressivo) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*p = Progressivo{}
		return nil
	}
	if len(b) == 3 && b[0] == '"' && b[2] == '"' {
		b = b[1:2]
	}
	if len(b) != 1 || b[0] < '0' || b[0] > '9' {
		return rifiuta(CodiceSintassi, "progressivo", string(b), 0)
	}
	*p = Progressivo{b[0] - '0' + 1}
	return nil
}

// ImportoIndicato is the optional amount of a causale. The zero value is
// absent, which is not 0.00.
type ImportoIndicato struct {
	importo  avviso.Importo
	presente bool
}

// Indicato returns a present amount.
func Indicato(i avviso.Importo) ImportoIndicato { return ImportoIndicato{i, true} }

// Valore returns the amount, and whether there is one.
func (i ImportoIndicato) Valore() (avviso.Importo, bool) { return i.importo, i.presente }

// IsZero reports whether the amount is absent.
func (i ImportoIndicato) IsZero() bool { return !i.presente }

// String returns the amount with two decimals, "" when absent.
func (i ImportoIndicato) String() string {
	if !i.presente {
		return ""
	}
	return i.importo.String()
}

// MarshalJSON writes a string with two decimals, null when absent.
func (i ImportoIndicato) MarshalJSON() ([]byte, error) {
	if !i.presente {
		return []byte("null"), nil
	}
	return i.importo.MarshalJSON()
}

// UnmarshalJSON takes a string with two decimals; null is absent. The refusal is
// an *Errore of code AMOUNT.
func (i *ImportoIndicato) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*i = ImportoIndicato{}
		return nil
	}
	var v avviso.Importo
	if err := v.UnmarshalJSON(b); err != nil {
		return rifiuta(CodiceImporto, "importo", string(b), 0)
	}
	*i = Indicato(v)
	return nil
}

func rfs(iuv string) bool { return riferimento.RFS(iuv) }
