package quadro

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/membri"
	"github.com/quietanza/quietanza/rendicontazione"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// FormatoConti is a list of accounts, which statements need: it is read first.
const FormatoConti cassa.Formato = "CONTI"

// nomiFormati names one and many documents of a kind, in the order of the output.
var nomiFormati = [...]struct {
	formato    cassa.Formato
	uno, molti string
}{
	{FormatoConti, "elenco di conti", "elenchi di conti"},
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
			return FormatoConti // its members are accounts
		}
		break
	}
	return f
}

// Problema is a document, or a part of it, that could not be read.
type Problema struct {
	Nome          string // of the document
	Riga, Colonna int    // 0 when the error knows no place
	Err           error
}

// NuovoProblema is an error about a document, with its place when the error knows it.
func NuovoProblema(nome string, err error) Problema {
	p := Problema{Nome: nome, Err: err}
	if r, ok := avviso.RilievoDi(err); ok {
		p.Riga, p.Colonna = r.Riga, r.Colonna
	}
	if errors.Is(err, cassa.ErrDominio) {
		p.Err = fmt.Errorf("%w: indicare in «conti» di quale ente è, IBAN=dominio", err)
	}
	return p
}

// String names the place in the way editors understand.
func (p Problema) String() string {
	luogo := p.Nome
	if p.Riga > 0 {
		luogo += fmt.Sprintf(":%d", p.Riga)
		if p.Colonna > 0 {
			luogo += fmt.Sprintf(":%d", p.Colonna)
		}
	}
	return luogo + ": " + p.Err.Error()
}

// ElencoLetti counts the documents that were read, by what they are: "2 flussi XML, 1 RT".
func (q *Quadro) ElencoLetti() string {
	var parti []string
	for _, f := range nomiFormati {
		switch n := q.Letti[f.formato]; {
		case n == 1:
			parti = append(parti, "1 "+f.uno)
		case n > 1:
			parti = append(parti, fmt.Sprintf("%d %s", n, f.molti))
		}
	}
	return strings.Join(parti, ", ")
}
