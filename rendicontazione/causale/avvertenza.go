package causale

import (
	"encoding/json"
	"iter"
	"math/bits"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
)

// Avvertenze is a set of the things that Leggi had to tolerate or to assume; the
// zero value is the empty set, and two sets are joined with |. JSON: an array of
// the codes, in the order of declaration.
type Avvertenze uint32

// The warnings, each the set of itself alone, with their codes.
const (
	Spezzato           Avvertenze = 1 << iota // SPEZZATA: white space inside the identifier was skipped
	ACapoAmbiguo                              // SPEZZATURA_AMBIGUA: the next word may belong to the identifier or not
	Residuo                                   // CODA_ESTRANEA: a foreign character ends the identifier
	PSPVuoto                                  // PSP_VUOTO: identificativoFlusso without PSP
	SenzaTrattino                             // IDFLUSSO_SENZA_TRATTINO: identificativoFlusso without hyphen
	PiuRiferimenti                            // PIU_RIFERIMENTI: a single-payment reference too, which was left
	CheckDigit                                // CHECK_DIGIT: an RF reference whose check digits are wrong
	IUVSpaziato                               // IUV_SPAZIATO: an RF reference printed in groups
	IUVNumeroAvviso                           // IUV_E_NAV: a notice number in place of the IUV
	RFSNonRF                                  // RFS_SENZA_RF: /RFS/ without an RF reference
	RFBConRF                                  // RFB_CON_RF: /RFB/ with an RF reference
	ImportoForma                              // IMPORTO_FORMA: not a point and two decimals; the value is used
	ImportoIlleggibile                        // IMPORTO_ILLEGGIBILE: digits and marks that make no amount
	ImportoZero                               // IMPORTO_ZERO
	ImportoAssente                            // IMPORTO_ASSENTE: /RFS/ without a readable amount
	SenzaTagTesto                             // TXT_ASSENTE: free text without /TXT/
	SenzaLGPE                                 // SENZA_LGPE: RIVERSAMENTO and URI without the purpose before them
	Troncato                                  // TRONCATO: dots after the identifier say that the text was cut there
)

// rilievi has one finding a bit, from the lowest.
var rilievi = [...]avviso.Avvertenza{
	{Codice: "SPEZZATA", Testo: "identificativo spezzato nella causale"},
	{Codice: "SPEZZATURA_AMBIGUA", Campo: "idFlusso", Testo: "non è certo dove finisca l'identificativo nella causale"},
	{Codice: "CODA_ESTRANEA", Campo: "idFlusso", Testo: "caratteri estranei dopo l'identificativo"},
	{Codice: "PSP_VUOTO", Campo: "idFlusso", Testo: "identificativo del flusso senza PSP"},
	{Codice: "IDFLUSSO_SENZA_TRATTINO", Campo: "idFlusso", Testo: "identificativo del flusso senza trattino"},
	{Codice: "PIU_RIFERIMENTI", Testo: "la causale ha più riferimenti: usato quello del flusso"},
	{Codice: CodiceCheckDigit, Campo: "iuv", Testo: "riferimento RF con cifre di controllo errate"},
	{Codice: "IUV_SPAZIATO", Campo: "iuv", Testo: "riferimento RF scritto a gruppi"},
	{Codice: "IUV_E_NAV", Campo: "iuv", Testo: "numero avviso al posto dello IUV"},
	{Codice: "RFS_SENZA_RF", Campo: "iuv", Testo: "causale RFS senza riferimento RF"},
	{Codice: "RFB_CON_RF", Campo: "iuv", Testo: "causale RFB con un riferimento RF"},
	{Codice: "IMPORTO_FORMA", Campo: "importo", Testo: "importo della causale non scritto con punto e due decimali"},
	{Codice: "IMPORTO_ILLEGGIBILE", Campo: "importo", Testo: "importo della causale illeggibile"},
	{Codice: "IMPORTO_ZERO", Campo: "importo", Testo: "importo della causale pari a zero"},
	{Codice: CodiceImportoAssente, Campo: "importo", Testo: "causale RFS senza importo"},
	{Codice: "TXT_ASSENTE", Campo: "descrizione", Testo: "testo della causale senza /TXT/"},
	{Codice: "SENZA_LGPE", Campo: "idFlusso", Testo: "riferimento senza LGPE"},
	{Codice: "TRONCATO", Campo: "idFlusso", Testo: "testo tagliato dalla banca dopo l'identificativo"},
}

// Tutte yields the warnings of the set as findings, in the order of declaration.
func (s Avvertenze) Tutte() iter.Seq[avviso.Avvertenza] {
	return func(yield func(avviso.Avvertenza) bool) {
		for r := s & (1<<len(rilievi) - 1); r != 0; r &= r - 1 {
			if !yield(rilievi[bits.TrailingZeros32(uint32(r))]) {
				return
			}
		}
	}
}

// Elenco returns the warnings of the set as findings, nil for the empty set.
func (s Avvertenze) Elenco() []avviso.Avvertenza {
	if s == 0 {
		return nil
	}
	elenco := make([]avviso.Avvertenza, 0, bits.OnesCount32(uint32(s)))
	for a := range s.Tutte() {
		elenco = append(elenco, a)
	}
	return elenco
}

func (s Avvertenze) codici() []string {
	codici := []string{}
	for a := range s.Tutte() {
		codici = append(codici, string(a.Codice))
	}
	return codici
}

// String returns the codes separated by commas.
func (s Avvertenze) String() string { return strings.Join(s.codici(), ",") }

// MarshalJSON writes an array of codes, [] for the empty set.
func (s Avvertenze) MarshalJSON() ([]byte, error) { return json.Marshal(s.codici()) }

// UnmarshalJSON reads an array of codes; an unknown one is an *Errore of code
// SINTASSI.
func (s *Avvertenze) UnmarshalJSON(b []byte) error {
	var codici []avviso.Codice
	if err := membri.Parse(b, &codici); err != nil {
		return err
	}
	var lette Avvertenze
	for _, c := range codici {
		i := 0
		for i < len(rilievi) && rilievi[i].Codice != c {
			i++
		}
		if i == len(rilievi) {
			return rifiuta(CodiceSintassi, "avvertenze", string(c), 0)
		}
		lette |= 1 << i
	}
	*s = lette
	return nil
}
