package rpt

import "github.com/quietanza/quietanza/internal/schema"

// testata is a block of the Header of the older messages.
type testata struct {
	elemento    string
	vocabolario *schema.Vocabolario
	visita      func(*schema.Visita, *intestazioni)
}

// intestazioni are the blocks that a Header may have.
type intestazioni struct {
	ppt      Intestazione
	carrello IntestazioneCarrello
}

// conIntestazione is a message that has a block in the Header.
type conIntestazione interface {
	prendi(*intestazioni)
	metti(*intestazioni)
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

// IntestazioneCarrello is the Header of a cart.
//
// Source: NodoPerPa.wsdl, intestazioneCarrelloPPT.
type IntestazioneCarrello struct {
	IdentificativoIntermediarioPA         string `json:"identificativoIntermediarioPA"`         // 1..35 characters
	IdentificativoStazioneIntermediarioPA string `json:"identificativoStazioneIntermediarioPA"` // 1..35
	IdentificativoCarrello                string `json:"identificativoCarrello"`                // 1..35
}

func (i *Intestazione) prendi(t *intestazioni)         { *i = t.ppt }
func (i *Intestazione) metti(t *intestazioni)          { t.ppt = *i }
func (i *IntestazioneCarrello) prendi(t *intestazioni) { *i = t.carrello }
func (i *IntestazioneCarrello) metti(t *intestazioni)  { t.carrello = *i }

// testate are the blocks that are known.
var testate = []*testata{intestazionePPT, intestazioneCarrelloPPT}

// SpazioTestata is the namespace of the blocks of the Header.
const spazioTestata = "http://ws.pagamenti.telematici.gov/ppthead"

var (
	ppthead                 = &schema.Vocabolario{Spazio: spazioTestata, Prefisso: "ppthead", Locali: true}
	intestazionePPT         = &testata{"intestazionePPT", ppthead, schemaIntestazione}
	intestazioneCarrelloPPT = &testata{"intestazioneCarrelloPPT", ppthead, schemaIntestazioneCarrello}
)

func testataDi(elemento []byte) *testata {
	for _, t := range testate {
		if t.elemento == string(elemento) {
			return t
		}
	}
	return nil
}

// schemaIntestazione is intestazionePPT.
func schemaIntestazione(v *schema.Visita, t *intestazioni) {
	i := &t.ppt
	v.Testo("identificativoIntermediarioPA", &i.IdentificativoIntermediarioPA, codice35, obbligatorio)
	v.Testo("identificativoStazioneIntermediarioPA", &i.IdentificativoStazioneIntermediarioPA, codice35, obbligatorio)
	schemaChiave(v, &i.IdentificativoDominio, &i.IdentificativoUnivocoVersamento, &i.CodiceContestoPagamento)
}

// schemaIntestazioneCarrello is intestazioneCarrelloPPT.
func schemaIntestazioneCarrello(v *schema.Visita, t *intestazioni) {
	i := &t.carrello
	v.Testo("identificativoIntermediarioPA", &i.IdentificativoIntermediarioPA, codice35, obbligatorio)
	v.Testo("identificativoStazioneIntermediarioPA", &i.IdentificativoStazioneIntermediarioPA, codice35, obbligatorio)
	v.Testo("identificativoCarrello", &i.IdentificativoCarrello, codice35, obbligatorio)
}
