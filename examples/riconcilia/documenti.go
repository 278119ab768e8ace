package main

import (
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// formatoConti is a list of accounts, which statements need: it is read first.
const formatoConti cassa.Formato = "CONTI"

// nomiFormati names one and many documents of a kind, in the order of the output.
var nomiFormati = [...]struct {
	formato    cassa.Formato
	uno, molti string
}{
	{formatoConti, "elenco di conti", "elenchi di conti"},
	{cassa.FormatoOPI, "pagina di giornale di cassa", "pagine di giornale di cassa"},
	{cassa.FormatoCamt053, "estratto camt.053", "estratti camt.053"},
	{cassa.FormatoCBIXML, "rendicontazione CBI XML", "rendicontazioni CBI XML"},
	{cassa.FormatoRH, "rendicontazione CBI RH", "rendicontazioni CBI RH"},
	{cassa.FormatoMT940, "estratto MT940", "estratti MT940"},
	{cassa.FormatoTabella, "tabella di movimenti", "tabelle di movimenti"},
	{cassa.FormatoFlusso, "flusso XML", "flussi XML"},
	{rendicontazione.FormatoFdR3, "flusso FdR 3", "flussi FdR 3"},
	{rendicontazione.FormatoRT, "RT", "RT"},
	{rendicontazione.FormatoRicevuta, "ricevuta paSendRT", "ricevute paSendRT"},
	{rendicontazione.FormatoBizEvents, "ricevuta BizEvents", "ricevute BizEvents"},
	{cassa.FormatoJSON, "documento JSON", "documenti JSON"},
}

// riconosci looks at the beginning of a document.
func riconosci(inizio []byte) cassa.Formato {
	f := rendicontazione.Riconosci(inizio).Formato
	if f != cassa.FormatoJSON {
		return f
	}
	for nome := range membri.Di(strings.TrimPrefix(string(inizio), "\ufeff")) {
		if strings.ContainsAny(nome, "0123456789") {
			return formatoConti // its members are accounts
		}
		break
	}
	return f
}

// problema is a document, or a part of it, that could not be read.
type problema struct {
	nome          string
	riga, colonna int
	err           error
}

// String names the place in the way editors understand.
func (p problema) String() string {
	luogo := p.nome
	if p.riga > 0 {
		luogo += fmt.Sprintf(":%d", p.riga)
		if p.colonna > 0 {
			luogo += fmt.Sprintf(":%d", p.colonna)
		}
	}
	return luogo + ": " + p.err.Error()
}
