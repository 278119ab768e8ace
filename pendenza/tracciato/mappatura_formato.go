package tracciato

import (
	"strings"

	"github.com/quietanza/quietanza/internal/cifre"
	"github.com/quietanza/quietanza/pendenza"
)

// formato is how the text of a member is written.
type formato string

// The formats; none is that of the member itself.
const (
	formatoTesto    formato = "testo"
	formatoJSON     formato = "json"
	formatoPunto    formato = "1234.56"
	formatoItaliano formato = "1.234,56"
	formatoVirgola  formato = "1234,56"
	formatoCent     formato = "cent"
	formatoISO      formato = "yyyy-MM-dd"
	formatoBarre    formato = "dd/MM/yyyy"
	formatoCifre    formato = "yyyyMMdd"
	formatoSoglia   formato = "soglia"
	formatoLingua   formato = "lingua"
)

var formati = [...]formato{
	formatoTesto, formatoJSON, formatoPunto, formatoItaliano, formatoVirgola, formatoCent,
	formatoISO, formatoBarre, formatoCifre, formatoSoglia, formatoLingua,
}

// percorsi are the members that a text of the format fills, of a path.
func (f formato) percorsi(percorso string) []string {
	switch {
	case f == formatoSoglia && (percorso == "documento.rata" || percorso == "documento.soglia"):
		return []string{"documento.rata", "documento.soglia.tipo", "documento.soglia.giorni"}
	case f == formatoLingua && percorso == "proprieta.linguaSecondaria":
		return []string{percorso, "proprieta.linguaSecondariaCausale"}
	}
	return []string{percorso}
}

// adatto reports whether a member may be written in the format.
func (f formato) adatto(percorso string, t pendenza.TipoMembro) bool {
	switch f {
	case formatoJSON:
		return t == pendenza.MembroJSON || t == pendenza.MembroOggetto
	case formatoPunto, formatoItaliano, formatoVirgola, formatoCent:
		return t == pendenza.MembroImporto
	case formatoISO, formatoBarre, formatoCifre:
		return t == pendenza.MembroData
	case formatoSoglia, formatoLingua:
		return len(f.percorsi(percorso)) > 1
	}
	return t != pendenza.MembroOggetto
}

// metti gives the member its text.
func (c *campoMappato) metti(m *pendenza.Modulo, testo string) {
	if testo == "" {
		return
	}
	ok := true
	switch c.sorgente.formato {
	case formatoJSON:
		m.MettiJSON(c.modulo, testo)
		return
	case formatoItaliano:
		testo, ok = daVirgola(testo, true)
	case formatoVirgola:
		testo, ok = daVirgola(testo, false)
	case formatoCent:
		testo, ok = daCent(testo)
	case formatoBarre:
		if ok = len(testo) == len("31/12/2026") && testo[2] == '/' && testo[5] == '/'; ok {
			testo = testo[6:] + "-" + testo[3:5] + "-" + testo[:2]
		}
	case formatoCifre:
		if ok = len(testo) == len("20261231") && cifre.Sole(testo); ok {
			testo = testo[:4] + "-" + testo[4:6] + "-" + testo[6:]
		}
	case formatoSoglia:
		c.soglia(m, testo)
		return
	case formatoLingua:
		lingua, causale, _ := strings.Cut(testo, "|")
		m.Metti(c.modulo, lingua)
		m.Metti(c.modulo+1, causale)
		return
	}
	if !ok {
		m.Rifiuta(c.modulo)
		return
	}
	m.Metti(c.modulo, testo)
}

// soglia gives an instalment, or a threshold: ENTRO5, OLTRE10, RIDOTTO, SCONTATO.
func (c *campoMappato) soglia(m *pendenza.Modulo, testo string) {
	if testo[0] >= '0' && testo[0] <= '9' {
		m.Metti(c.modulo, testo)
		return
	}
	tipo, giorni := testo, ""
	for _, t := range [...]string{string(pendenza.Entro), string(pendenza.Oltre)} {
		if resto, ok := strings.CutPrefix(testo, t); ok {
			tipo, giorni = t, resto
		}
	}
	m.Metti(c.modulo+1, tipo)
	m.Metti(c.modulo+2, giorni)
}

// daVirgola writes with a point an amount that has a comma, and points between
// thousands when it is so said.
func daVirgola(s string, migliaia bool) (string, bool) {
	resto, meno := strings.CutPrefix(s, "-")
	interi, decimali, virgola := strings.Cut(resto, ",")
	if parti := strings.Split(interi, "."); migliaia && len(parti) > 1 {
		for i, p := range parti {
			if len(p) > 3 || i > 0 && len(p) != 3 {
				return "", false
			}
		}
		interi = strings.Join(parti, "")
	}
	if interi == "" || !cifre.Sole(interi) || virgola && (decimali == "" || !cifre.Sole(decimali)) {
		return "", false
	}
	if virgola {
		interi += "." + decimali
	}
	if meno {
		interi = "-" + interi
	}
	return interi, true
}

// daCent writes cents as an amount.
func daCent(s string) (string, bool) {
	resto, meno := strings.CutPrefix(s, "-")
	if resto == "" || !cifre.Sole(resto) {
		return "", false
	}
	for len(resto) < 3 {
		resto = "0" + resto
	}
	resto = resto[:len(resto)-2] + "." + resto[len(resto)-2:]
	if meno {
		resto = "-" + resto
	}
	return resto, true
}
