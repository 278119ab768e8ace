package rendicontazione

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/quietanza/quietanza/internal/xmlrigido"
	"github.com/quietanza/quietanza/rendicontazione/cassa"
)

// The kinds of document that Riconosci names beside those of package cassa.
const (
	FormatoFdR3      cassa.Formato = "FDR3"      // an answer of the API FdR (ORGs), in JSON
	FormatoRT        cassa.Formato = "RT"        // ricevuta telematica
	FormatoRPT       cassa.Formato = "RPT"       // richiesta di pagamento telematico
	FormatoRicevuta  cassa.Formato = "RICEVUTA"  // paSendRTReq, paSendRTV2Request, in XML or JSON, or a notification of GovPay that holds a receipt
	FormatoBizEvents cassa.Formato = "BIZEVENTS" // a receipt of BizEvents
	FormatoGdP       cassa.Formato = "GDP"       // Giornale dei Pagamenti
)

// MaxInizio is how much of a document Riconosci looks at, in bytes.
const MaxInizio = 8 << 10

// Riconosci says what a document is by its beginning, of which MaxInizio bytes
// are enough: one of those that cassa.Riconosci knows, a receipt or a request of
// either model, alone, in SOAP or in base64, a flow of FdR 3, a journal of
// payments, a JSON text of the host. What is not readable has a Messaggio that
// says what it seems and what to do, in Italian.
func Riconosci(inizio []byte) cassa.Riconosciuto {
	inizio = inizio[:min(len(inizio), MaxInizio)]
	r := cassa.Riconosci(inizio)
	testo := bytes.TrimLeft(bytes.TrimPrefix(inizio, []byte("\ufeff")), " \t\r\n")
	switch {
	case r.Formato == cassa.FormatoJSON:
		return cassa.Riconosciuto{Formato: formatoJSON(testo)}
	case r.Formato != "" || len(testo) == 0:
		return r
	}
	f := formatoXML(testo)
	if testo[0] != '<' {
		f = formatoXML(deBase64(testo))
	}
	if f != "" {
		return cassa.Riconosciuto{Formato: f}
	}
	return r
}

// formatoXML goes by the first of the known roots that occurs: the others only
// stand around it, as SOAP does.
func formatoXML(testo []byte) cassa.Formato {
	if len(testo) == 0 || testo[0] != '<' {
		return ""
	}
	for nome := range xmlrigido.Aperture(testo) {
		switch string(nome) {
		case "RT", "rt":
			return FormatoRT
		case "RPT", "rpt":
			return FormatoRPT
		case "paSendRTReq", "paSendRTV2Request":
			return FormatoRicevuta
		}
	}
	return ""
}

// formatoJSON tells the documents of others from those of the host by members
// that they must have.
func formatoJSON(testo []byte) cassa.Formato {
	ha := func(nomi ...string) bool {
		for _, n := range nomi {
			if bytes.Contains(testo, []byte(`"`+n+`"`)) {
				return true
			}
		}
		return false
	}
	switch {
	case ha("eventCode") && ha("dateTime"):
		return FormatoGdP
	case tipoLista(string(testo)) != "": // its members may have any name
		return cassa.FormatoJSON
	case testo[0] == '[':
		return cassa.FormatoJSON
	case ha("fdr", "regulation", "payStatus"):
		return FormatoFdR3
	case ha("rt", "riscossioni") && ha("idA2A", "idPendenza", "idRicevuta", "rpt"): // a notification of GovPay
		return FormatoRicevuta
	case ha("idVocePendenza"):
		return cassa.FormatoJSON
	case ha("eventStatus", "paymentDateTimeFormatted", "pspCompanyName") || ha("receiptId") && numerico(testo, "paymentAmount"):
		return FormatoBizEvents
	case ha("datiPagamento"):
		return FormatoRT
	case ha("receipt", "receiptId"):
		return FormatoRicevuta
	case ha("datiVersamento"):
		return FormatoRPT
	}
	return cassa.FormatoJSON
}

// numerico reports whether a member is a number.
func numerico(testo []byte, nome string) bool {
	_, dopo, _ := bytes.Cut(testo, []byte(`"`+nome+`"`))
	dopo = bytes.TrimLeft(dopo, " \t\r\n:")
	return len(dopo) > 0 && dopo[0] >= '0' && dopo[0] <= '9'
}

// tipoLista returns the name of the first member of an object when it is one of
// the lists of an Input, "" otherwise. The text may be cut.
func tipoLista(testo string) string {
	dopo, ok := strings.CutPrefix(strings.TrimLeft(strings.TrimPrefix(testo, "{"), " \t\r\n"), `"`)
	nome, _, chiuso := strings.Cut(dopo, `"`)
	for _, l := range listeInput {
		if ok && chiuso && strings.EqualFold(nome, l) {
			return l
		}
	}
	return ""
}

// deBase64 decodes as much of a text in base64 as there is.
func deBase64(testo []byte) []byte {
	senza := bytes.Join(bytes.Fields(testo), nil)
	senza = senza[:len(senza)/4*4]
	b := make([]byte, base64.StdEncoding.DecodedLen(len(senza)))
	n, err := base64.StdEncoding.Decode(b, senza)
	if err != nil {
		return nil
	}
	return bytes.TrimLeft(b[:n], " \t\r\n\ufeff")
}
