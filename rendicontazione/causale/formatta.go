package causale

import (
	"cmp"
	"strings"

	"github.com/quietanza/quietanza/avviso"
	"github.com/quietanza/quietanza/internal/riferimento"
	"github.com/quietanza/quietanza/rendicontazione/flusso"
)

// Format returns the strict form of a causale, the one that Parse takes back,
// or an *Errore with the code and the field of what cannot be written.
//
// PUR is written with /TXT/<progressivo> when the number is given, with label
// and day when both are, else bare; an absent Scopo is LGPE-RIVERSAMENTO. RFB
// has an amount when it is given, RFS always. The free text is transliterated
// to the SEPA set (accents dropped, "&" as "+", "_" as "-", anything else as a
// space), its spaces collapsed, and cut to the 140 characters. Fields that the
// form has no place for are refused, not dropped; Candidati and Avvertenze are
// of the reading and are not written.
//
// Sources: SACI 3.2.1, Operazione di trasferimento fondi; SACI 1.4.0,
// chapter 3.
func Format(c Causale) (string, error) {
	b, err := AppendFormat(make([]byte, 0, MaxCaratteri), c)
	return string(b), err
}

// FormatRaggruppata is Format with an RF reference in groups of four characters separated
// by one space, as it is printed on paper.
func FormatRaggruppata(c Causale) (string, error) {
	b, err := c.appendFormat(make([]byte, 0, MaxCaratteri), true)
	return string(b), err
}

// AppendFormat is Format into a buffer, which it returns unchanged on error.
func AppendFormat(b []byte, c Causale) ([]byte, error) { return c.appendFormat(b, false) }

func (c *Causale) appendFormat(b []byte, raggruppa bool) ([]byte, error) {
	var err *Errore
	switch c.Tipo {
	case PUR:
		err = c.validaPUR()
	case RFS, RFB:
		err = c.validaSingolo()
	default:
		err = rifiuta(CodiceSintassi, "tipo", string(c.Tipo), 0)
	}
	if err != nil {
		return b, err
	}
	if c.Tipo == PUR {
		return c.appendPUR(b), nil
	}
	return c.appendSingolo(b, raggruppa), nil
}

func (c *Causale) validaPUR() *Errore {
	switch {
	case c.IUV != "":
		return rifiuta(CodiceSintassi, "iuv", c.IUV, 0)
	case c.Importo.Presente:
		return rifiuta(CodiceSintassi, "importo", c.Importo.Importo.String(), 0)
	case c.Descrizione != "":
		return rifiuta(CodiceSintassi, "descrizione", c.Descrizione, 0)
	case c.Scopo != "" && c.Scopo != Riversamento && c.Scopo != Integrazione:
		return rifiuta(CodiceSintassi, "scopo", string(c.Scopo), 0)
	case c.Progressivo != "" && (len(c.Progressivo) > 1 || !cifra(string(c.Progressivo), 0) || c.Etichetta != "" || c.Giornata.IsValid()):
		return rifiuta(CodiceSintassi, "progressivo", string(c.Progressivo), 0)
	case c.Etichetta != "" && !etichettaNota(c.Etichetta):
		return rifiuta(CodiceSintassi, "etichetta", c.Etichetta, 0)
	case (c.Etichetta != "") != c.Giornata.IsValid():
		return rifiuta(CodiceSintassi, "giornata", c.Giornata.String(), 0)
	}
	if _, err := flusso.ParseID(c.IDFlusso); err != nil {
		return rifiutaIDFlusso(c.IDFlusso, 0, err)
	}
	return nil
}

func (c *Causale) validaSingolo() *Errore {
	switch {
	case c.Scopo != "":
		return rifiuta(CodiceSintassi, "scopo", string(c.Scopo), 0)
	case c.Progressivo != "":
		return rifiuta(CodiceSintassi, "progressivo", string(c.Progressivo), 0)
	case c.Etichetta != "":
		return rifiuta(CodiceSintassi, "etichetta", c.Etichetta, 0)
	case c.Giornata.IsValid():
		return rifiuta(CodiceSintassi, "giornata", c.Giornata.String(), 0)
	case c.IDFlusso != "":
		return rifiuta(CodiceSintassi, "idFlusso", c.IDFlusso, 0)
	}
	prova := Causale{Tipo: c.Tipo}
	if codice := prova.iuvRigoroso(riferimento.Compatta(c.IUV)); codice != "" {
		return rifiuta(codice, "iuv", c.IUV, 0)
	}
	i := c.Importo.Importo
	switch {
	case !c.Importo.Presente && c.Tipo == RFS:
		return rifiuta(CodiceImportoAssente, "importo", "", 0)
	case c.Importo.Presente && (i.Segno() <= 0 || i.Compare(avviso.MaxImporto) > 0):
		return rifiuta(CodiceImporto, "importo", i.String(), 0)
	}
	return nil
}

func (c *Causale) appendPUR(b []byte) []byte {
	b = append(b, tagPUR...)
	b = append(b, cmp.Or(c.Scopo, Riversamento)...)
	if c.Progressivo != "" {
		b = append(b, tagTXT...)
		b = append(b, c.Progressivo...)
	}
	if c.Etichetta != "" {
		b = append(b, ' ')
		b = append(b, c.Etichetta...)
		b = append(b, delGiorno...)
		b = append(b, strings.ReplaceAll(c.Giornata.String(), "-", "")...)
	}
	b = append(b, tagURI...)
	return append(b, c.IDFlusso...)
}

func (c *Causale) appendSingolo(b []byte, raggruppa bool) []byte {
	inizio := len(b)
	iuv := riferimento.Canonico(c.IUV)
	if c.Tipo == RFB {
		b = append(append(b, tagRFB...), iuv...)
	} else if b = append(b, tagRFS...); raggruppa {
		b = riferimento.AppendRaggruppato(b, iuv)
	} else {
		b = append(b, iuv...)
	}
	if c.Importo.Presente {
		b = c.Importo.Importo.AppendTo(append(b, '/'))
	}
	return riferimento.AppendTesto(b, inizio, c.Descrizione)
}
