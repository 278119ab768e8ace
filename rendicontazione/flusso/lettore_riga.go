package flusso

import (
	"unicode/utf8"

	"github.com/quietanza/quietanza/avviso"
)

// figliRiga are the children of a row.
//
// Source: FlussoRiversamento_1_0_4.xsd, ctDatiSingoliPagamenti.
var figliRiga = []elemento{
	{"identificativoUnivocoVersamento", true, func(l *Lettore) error {
		l.testi = l.testi[:0]
		err := l.testoRiga()
		l.iuv = len(l.testi)
		return err
	}},
	{"identificativoUnivocoRiscossione", true, (*Lettore).testoRiga},
	{"indiceDatiSingoloPagamento", false, (*Lettore).leggiIndice},
	{"singoloImportoPagato", true, (*Lettore).leggiImportoRiga},
	{"codiceEsitoSingoloPagamento", true, (*Lettore).leggiEsito},
	{"dataEsitoSingoloPagamento", true, func(l *Lettore) (err error) {
		l.riga.Data, err = l.data()
		return err
	}},
}

// leggiRiga reads one row, after its start tag.
func (l *Lettore) leggiRiga() error {
	l.riga = Riga{}
	l.dentro = elementoRiga
	err := l.sequenza(figliRiga, "")
	if err != nil {
		return err
	}
	l.dentro = ""
	insieme := string(l.testi)
	l.riga.IUV, l.riga.IUR = insieme[:l.iuv], insieme[l.iuv:]
	if !importoDiRiga(l.riga.Importo, l.riga.Esito) { // a minus is known to be wrong only with the outcome
		l.foglia = "singoloImportoPagato"
		return l.qui(rifiuta(CodiceImporto, l.percorso(elementoRiga+"/"+l.foglia), l.riga.Importo.String(), ErrSchema))
	}
	l.totali.aggiungi(&l.riga, l.giorno)
	return nil
}

// testoRiga adds the IUV or the IUR to the text of the row.
func (l *Lettore) testoRiga() error {
	b, err := l.valore()
	if err != nil {
		return err
	}
	if utf8.RuneCount(b) > maxTesto35 {
		return l.nega(CodiceLunghezza, b)
	}
	l.testi = append(l.testi, b...)
	return l.chiudi()
}

func (l *Lettore) leggiIndice() error {
	b, err := l.collassato()
	if err != nil {
		return err
	}
	b = senzaZeri(b)
	if len(b) != 1 || b[0] < '1' || b[0] > '0'+byte(avviso.MaxIndice) {
		return l.nega(CodiceNumero, b)
	}
	l.riga.Indice = avviso.Indice(b[0] - '0')
	return l.chiudi()
}

// senzaZeri drops the sign and the leading zeros that xs:integer allows.
func senzaZeri(b []byte) []byte {
	if b[0] == '+' {
		b = b[1:]
	}
	for len(b) > 1 && b[0] == '0' {
		b = b[1:]
	}
	return b
}

func (l *Lettore) leggiImportoRiga() error {
	i, b, err := l.importo()
	if err != nil {
		return err
	}
	if i.IsZero() || i.Abs().Compare(avviso.MaxImporto) > 0 {
		return l.nega(CodiceImporto, b)
	}
	l.riga.Importo = i
	return l.chiudi()
}

func (l *Lettore) leggiEsito() error {
	b, err := l.valore()
	if err != nil {
		return err
	}
	if len(b) != 1 || b[0]-'0' > 9 {
		return l.nega(CodiceValore, b)
	}
	l.riga.Esito = Esito(b[0]-'0') + 1
	return l.chiudi()
}
