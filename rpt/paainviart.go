package rpt

import (
	"errors"
	"io"

	"github.com/quietanza/quietanza/internal/schema"
	"github.com/quietanza/quietanza/internal/xmlrigido"
)

// ParsePaaInviaRT reads the SOAP message of paaInviaRT: the header
// intestazionePPT, tipoFirma, and the RT in base64, which is read with ParseRT.
// Namespaces of the message are not looked at. What is wrong stands in
// ErroreBusta (of kind ErrSintassi: not XML, an element of the header or rt
// absent or twice, content that is not base64) and ErroreRT, so that
// RispondiPaaInviaRT answers in its order, and is returned; what could be read is
// there all the same.
//
// Source: Specifiche Attuative del Nodo dei Pagamenti-SPC 2.1, §9.1 (paaInviaRT).
func ParsePaaInviaRT(data []byte) (ConsegnaRT, error) {
	var c ConsegnaRT
	rt, err := c.leggiBusta(data)
	if err != nil {
		c.ErroreBusta = err
		return c, err
	}
	c.RT, c.ErroreRT = ParseRT(rt)
	return c, c.ErroreRT
}

// campoBusta is one value of the message.
type campoBusta struct {
	nome  string
	dst   *string
	vuoto bool // it may be empty
	letto bool
}

// leggiBusta reads the message and decodes the RT.
func (c *ConsegnaRT) leggiBusta(data []byte) ([]byte, error) {
	var rt string
	campi := []campoBusta{
		{nome: "identificativoIntermediarioPA", dst: &c.IdentificativoIntermediarioPA},
		{nome: "identificativoStazioneIntermediarioPA", dst: &c.IdentificativoStazioneIntermediarioPA},
		{nome: "identificativoDominio", dst: &c.IdentificativoDominio},
		{nome: "identificativoUnivocoVersamento", dst: &c.IdentificativoUnivocoVersamento},
		{nome: "codiceContestoPagamento", dst: &c.CodiceContestoPagamento},
		{nome: "tipoFirma", dst: &c.TipoFirma, vuoto: true},
		{nome: "rt", dst: &rt},
	}
	if err := leggiCampi(data, campi); err != nil {
		return nil, err
	}
	for _, f := range campi {
		if !f.letto || *f.dst == "" && !f.vuoto {
			return nil, &Errore{Codice: CodiceSintassiXSD, Campo: f.nome, Err: ErrElementoMancante}
		}
	}
	dentro, err := xmlrigido.Base64(rt)
	if err != nil {
		return nil, &Errore{Codice: CodiceSintassiXSD, Campo: "rt", Valore: rt[:min(len(rt), 40)], Err: ErrBusta}
	}
	return dentro, nil
}

// leggiCampi goes through a message and takes the values of its elements.
func leggiCampi(data []byte, campi []campoBusta) error {
	l := xmlrigido.NuovoLettoreByte(data, xmlrigido.Opzioni{})
	for {
		e, err := l.Prossimo()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return stanza.Rifiuta(schema.Traduci(err))
		}
		if e != xmlrigido.Inizio {
			continue
		}
		for i := range campi {
			if string(l.Locale()) == campi[i].nome {
				if err := campi[i].leggi(l); err != nil {
					return err
				}
				break
			}
		}
	}
}

func (f *campoBusta) leggi(l *xmlrigido.Lettore) error {
	if f.letto {
		return &Errore{Codice: CodiceSintassiXSD, Campo: f.nome, Riga: l.Riga(), Colonna: l.Colonna(), Err: ErrElementoRipetuto}
	}
	t, err := l.TestoElemento()
	if err != nil {
		return stanza.Rifiuta(schema.Traduci(err))
	}
	*f.dst, f.letto = string(t), true
	return nil
}
