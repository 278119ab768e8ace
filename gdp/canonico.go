package gdp

import (
	"strings"

	"github.com/quietanza/quietanza/rpt"
)

// varianti are the spellings that a journal may hold in place of the official
// ones.
var varianti = map[string]EventCode{
	// Misspellings of the published tables.
	"RPT_ACCETATA_PSP":  RPTAccettataPSP,
	"RT_ACCETATA_PA":    RTAccettataPA,
	"RPT_ACCETATA_NODO": RPTAccettataNodo,
	// The same slip where it was not seen yet.
	"RT_ACCETATA_NODO":     RTAccettataNodo,
	"RPT_ATIVATA_PA":       RPTAttivataPA,
	"RPT_PARCHEGIATA_NODO": RPTParcheggiataNodo,
	// Names of an earlier list.
	"RPT_ERRORE_ATTIVAZIONE": RPTAttivataErrore,
	"RPT_ATTIVATA_PSP":       RPTAttivataPA,
	"PAGATO":                 RPTPagata,
	"ANNULLATO":              RPTAnnullata,
	"FLUSSO":                 RPTFlusso,
}

// Canonico returns the code that a text stands for: outer blanks and the case
// of letters do not matter, a dash or a blank is an underscore, and the
// misspellings and older names that are known are read as the code they mean.
// corretto reports whether the text is not the official spelling. Any other text
// is an EVENT_CODE error (ErrEventCode).
//
// RPT_INVIATA_PA and RT_RICEVUTA_PA, of older lists, are codes of their own.
//
// Sources: Giornale dei Pagamenti, "eventCode PSP", and an earlier draft of it.
func Canonico(testo string) (c EventCode, corretto bool, err error) {
	if c, err = ParseEventCode(testo); err == nil {
		return c, false, nil
	}
	nome := separatori.Replace(strings.ToUpper(strings.TrimSpace(testo)))
	if c, ok := varianti[nome]; ok {
		return c, true, nil
	}
	if c, errNome := ParseEventCode(nome); errNome == nil {
		return c, true, nil
	}
	return 0, false, err
}

var separatori = strings.NewReplacer("-", "_", " ", "_")

// DaStatoRpt returns the code of the journal that a state of GovPay stands for.
// RPT_ANNULLATA is refused (RPT_ANNULLATA_GOVPAY): there it is a request
// superseded by a newer activation of the same IUV, in the journal a collection
// that failed. A state that is none of the journal's codes is an EVENT_CODE
// error. Both are ErrEventCode.
//
// Sources: GovPay 3, StatoRpt; Giornale dei Pagamenti, "eventCode PSP".
func DaStatoRpt(s rpt.StatoRpt) (EventCode, error) {
	if s == rpt.StatoRPTAnnullata {
		return 0, &Errore{Codice: CodiceOmonimo, Campo: "stato", Valore: s.String(), Err: ErrEventCode}
	}
	return ParseEventCode(s.String())
}
