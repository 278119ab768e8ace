package gdp

import "strings"

// EsitoPrimitiva is how a call ended, as far as its trigger is concerned.
type EsitoPrimitiva string

// Outcomes of a call.
const (
	PrimitivaOK      EsitoPrimitiva = "OK"      // a positive answer, or the fact happened
	PrimitivaKO      EsitoPrimitiva = "KO"      // a negative answer
	PrimitivaRequest EsitoPrimitiva = "REQUEST" // the call was sent
)

// IsValid reports whether e is one of the three.
func (e EsitoPrimitiva) IsValid() bool {
	return e == PrimitivaOK || e == PrimitivaKO || e == PrimitivaRequest
}

// innesco is one condition that generates a code.
type innesco struct {
	ruolo     Ruolo
	primitiva string // lower case
	esito     EsitoPrimitiva
}

var inneschi = map[innesco]EventCode{
	{RuoloEC, "nodoinviarpt", PrimitivaOK}:         RPTAccettataNodo,
	{RuoloEC, "nodoinviarpt", PrimitivaKO}:         RPTRifiutataNodo,
	{RuoloEC, "nodoinviacarrellorpt", PrimitivaOK}: RPTAccettataNodo,
	{RuoloEC, "nodoinviacarrellorpt", PrimitivaKO}: RPTRifiutataNodo,
	{RuoloEC, "paainviart", PrimitivaOK}:           RTAccettataPA,
	{RuoloEC, "paainviart", PrimitivaKO}:           RTRifiutataPA,
	{RuoloEC, "paaattivarpt", PrimitivaOK}:         RPTAttivataPA,
	{RuoloEC, "paaattivarpt", PrimitivaKO}:         RPTAttivataErrore,

	{RuoloPSP, "pspinviarpt", PrimitivaOK}:              RPTAccettataPSP,
	{RuoloPSP, "pspinviarpt", PrimitivaKO}:              RPTRifiutataPSP,
	{RuoloPSP, "pspinviacarrellorpt", PrimitivaOK}:      RPTAccettataPSP,
	{RuoloPSP, "pspinviacarrellorpt", PrimitivaKO}:      RPTRifiutataPSP,
	{RuoloPSP, "pspinviacarrellorptcarte", PrimitivaOK}: RPTAccettataPSP,
	{RuoloPSP, "pspinviacarrellorptcarte", PrimitivaKO}: RPTRifiutataPSP,
	{RuoloPSP, "pspinviacarrellocarterpt", PrimitivaOK}: RPTAccettataPSP,
	{RuoloPSP, "pspinviacarrellocarterpt", PrimitivaKO}: RPTRifiutataPSP,
	{RuoloPSP, "pspchiedirt", PrimitivaOK}:              RTAccettataNodo,
	{RuoloPSP, "nodoinviart", PrimitivaOK}:              RTAccettataPA,
	{RuoloPSP, "nodoinviart", PrimitivaKO}:              RTRifiutataPA,
	{RuoloPSP, "pspinviaackrt", PrimitivaOK}:            RTAccettataPA,
	{RuoloPSP, "pspinviaackrt", PrimitivaKO}:            RTRifiutataPA,
	{RuoloPSP, "nodoattivarpt", PrimitivaRequest}:       RPTRichiestaAttivazione,
	{RuoloPSP, "nodoattivarpt", PrimitivaOK}:            RPTAttivataPA,
	{RuoloPSP, "nodoattivarpt", PrimitivaKO}:            RPTAttivataErrore,

	{RuoloPSP, "incasso", PrimitivaOK}:        RPTPagata,
	{RuoloPSP, "mancatoincasso", PrimitivaOK}: RPTAnnullata,
	{RuoloPSP, "flusso", PrimitivaOK}:         RPTFlusso,
}

// Trigger returns the code that a role records when a primitive ends in an
// outcome; false when it records none. The case of the letters of the primitive
// does not matter, and pspInviaCarrelloCarteRPT is pspInviaCarrelloRPTCarte. What
// a PSP does outside the primitives has a name too: incasso, mancatoIncasso and
// flusso, with outcome OK.
//
// Source: Giornale dei Pagamenti, "eventCode PSP" and "eventCode EC".
func Trigger(ruolo Ruolo, primitiva string, esito EsitoPrimitiva) (EventCode, bool) {
	c, ok := inneschi[innesco{ruolo, strings.ToLower(primitiva), esito}]
	return c, ok
}
