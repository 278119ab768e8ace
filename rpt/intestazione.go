package rpt

import "github.com/quietanza/quietanza/internal/schema"

// testata is a block of the Header of the older messages.
type testata struct {
	elemento    string
	vocabolario *schema.Vocabolario
	visita      func(*schema.Visita, *Intestazione)
}

// conIntestazione is a message that has a block in the Header.
type conIntestazione interface {
	intestazione() *Intestazione
}

// Intestazione is the Header of the messages of the older models.
//
// Source: PaPerNodo.wsdl, intestazionePPT.
type Intestazione struct {
	IdentificativoIntermediarioPA         string `json:"identificativoIntermediarioPA"`
	IdentificativoStazioneIntermediarioPA string `json:"identificativoStazioneIntermediarioPA"`
	IdentificativoDominio                 string `json:"identificativoDominio"`
	IdentificativoUnivocoVersamento       string `json:"identificativoUnivocoVersamento"`
	CodiceContestoPagamento               string `json:"codiceContestoPagamento"`
}

// testate are the blocks that are known.
var testate = []*testata{intestazionePPT}

// SpazioTestata is the namespace of the blocks of the Header.
const spazioTestata = "http://ws.pagamenti.telematici.gov/ppthead"

var intestazionePPT = &testata{"intestazionePPT", &schema.Vocabolario{Spazio: spazioTestata, Prefisso: "ppthead", Locali: true}, schemaIntestazione}

func testataDi(elemento []byte) *testata {
	for _, t := range testate {
		if t.elemento == string(elemento) {
			return t
		}
	}
	return nil
}

// schemaIntestazione is intestazionePPT.
func schemaIntestazione(v *schema.Visita, i *Intestazione) {
	v.Testo("identificativoIntermediarioPA", &i.IdentificativoIntermediarioPA, codice35, obbligatorio)
	v.Testo("identificativoStazioneIntermediarioPA", &i.IdentificativoStazioneIntermediarioPA, codice35, obbligatorio)
	v.Testo("identificativoDominio", &i.IdentificativoDominio, codice35, obbligatorio)
	v.Testo("identificativoUnivocoVersamento", &i.IdentificativoUnivocoVersamento, codice35, obbligatorio)
	v.Testo("codiceContestoPagamento", &i.CodiceContestoPagamento, codice35, obbligatorio)
}
